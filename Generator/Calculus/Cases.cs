using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Calculus;

/// <summary>Which cases of a definition by cases are derived one by one: those that have less in common than each has of its own.</summary>
internal static class Cases
{
    // More cases than this are derived together: those that choices within choices have in common would be derived again and again.
    private const int Most = 32;

    /// <summary>Whether cases can be derived one by one: each depends on what is differentiated, and there are not too many.</summary>
    public static bool CanBeApart(Choice choice) => choice is { WhenTrue.IsActive: true, WhenFalse.IsActive: true, Sides: <= Most };

    /// <summary>Whether what is chosen on both sides is so far apart that each side is derived by itself.</summary>
    public static bool AreApart(Choice choice)
    {
        var (one, other) = (Operations(choice.WhenTrue), Operations(choice.WhenFalse));
        var common = one.Count(other.Contains);
        // What both have in common is swept twice.
        return common == 0 || common < Math.Min(one.Count, other.Count) - common;
    }

    /// <summary>The expressions that depend on what is differentiated, the whole among them.</summary>
    public static HashSet<Expr> ActiveIn(Expr root)
    {
        var seen = new HashSet<Expr>();
        var open = new Stack<Expr>([root]);
        while (open.Count > 0)
        {
            var expr = open.Pop();
            if (!expr.IsActive || !seen.Add(expr))
                continue;
            foreach (var part in expr.Parts)
                open.Push(part);
        }

        return seen;
    }

    private static HashSet<Expr> Operations(Expr root)
    {
        var operations = ActiveIn(root);
        operations.RemoveWhere(static expr => expr is Symbol or Choice);
        return operations;
    }
}
