using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Calculus;

/// <summary>What the author is told where calculus has no answer and a convention gives one.</summary>
internal static class Conventions
{
    private const string AtATie = "at a tie each argument gets one half";

    private static readonly Dictionary<string, string> Kinks = new()
    {
        ["Abs"] = "its derivative at 0 is taken to be 0",
        ["Max"] = AtATie,
        ["Min"] = AtATie,
        ["MaxMagnitude"] = AtATie,
        ["MinMagnitude"] = AtATie,
        ["Clamp"] = "its derivative at a bound is taken to be one half",
        ["ClampNative"] = "its derivative at a bound is taken to be one half",
        ["CopySign"] = "its derivative at 0 is taken to be 0",
        ["Hypot"] = "its gradient at the origin is taken to be 0",
    };

    /// <summary>The kinks and jumps through which the derivatives of results pass.</summary>
    public static IEnumerable<Problem> Of(params IEnumerable<Value> results)
    {
        var seen = new HashSet<Value>();
        var open = new Stack<Value>(results);
        var problems = new List<Problem>();
        while (open.Count > 0)
        {
            var value = open.Pop();
            if (!value.IsActive || !seen.Add(value))
                continue;
            if (value is { Kind: ValueKind.Call, Function: { } function, Site: >= 0 })
            {
                if (Primitives.Named(function) is { } primitive && DerivativeTable.IsFlat(primitive))
                    problems.Add(new Problem("SYMDIFF013", value.Site, [value.Text]));
                else if (Kinks.TryGetValue(function, out var convention))
                    problems.Add(new Problem("SYMDIFF009", value.Site, [value.Text, convention]));
            }

            // A condition decides, and passes no derivative on.
            foreach (var operand in value.Kind == ValueKind.Select ? value.Operands.Skip(1) : value.Operands)
                open.Push(operand);
        }

        return problems.OrderBy(problem => problem.Site);
    }
}
