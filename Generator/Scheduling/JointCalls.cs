using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Scheduling;

/// <summary>
/// A function that calls itself, and the gradient that does so in turn, called with the same arguments: one call gives both, so that the depth of the recursion is gone through
/// once rather than once on each level.
/// </summary>
internal static class JointCalls
{
    /// <summary>The steps and the result, in which such calls are one.</summary>
    public static (IReadOnlyList<Step> Steps, Value Result) In(ValueGraph values, IReadOnlyList<Step> steps, Value result)
    {
        var all = new HashSet<Value>();
        foreach (var root in steps.SelectMany(Programs.Needs.All).Append(result))
            Collect(root, all);
        var joined = new Dictionary<Value, Value>();
        foreach (var call in all.Where(value => value is { Kind: ValueKind.Call, Rule: { IsRecursive: true, Both: not null } rule } && value.Text != rule.Text).OrderBy(value => value.Id).ToList())
        {
            var rule = call.Rule!;
            if (all.FirstOrDefault(other => other.Kind == ValueKind.Call && other.Text == rule.Text && other.Operands.SequenceEqual(call.Operands)) is not { } gradient)
                continue;
            var type = new ValueType(NumberKind.Tuple, $"({call.Type.Text} Value, {rule.Type.Text} Gradient)", [call.Type, rule.Type]);
            // Arguments may have such calls in them, too.
            var inner = new Replacement(values, joined);
            var both = values.Call(type, rule.Both!, null, rule, [.. call.Operands.Select(inner.Of)]);
            var value = values.Part(call.Type, both, "Value");
            (value.Name, value.IsNamedByAuthor) = (call.Name, call.IsNamedByAuthor);
            joined.Add(call, value);
            joined.Add(gradient, values.Part(rule.Type, both, "Gradient"));
        }

        if (joined.Count == 0)
            return (steps, result);
        var replacement = new Replacement(values, joined);
        return ([.. steps.Select(replacement.Of)], replacement.Of(result));
    }

    private static void Collect(Value root, HashSet<Value> all)
    {
        var open = new Stack<Value>([root]);
        while (open.Count > 0)
        {
            var value = open.Pop();
            if (!all.Add(value))
                continue;
            foreach (var operand in value.Operands)
                open.Push(operand);
        }
    }
}
