using SymDiff.Generator.Values;

namespace SymDiff.Generator.Scheduling;

/// <summary>Which values a place in the code needs for certain, and how often each is used there.</summary>
internal sealed class Usage
{
    private readonly Dictionary<Value, HashSet<Value>> certain = [];

    /// <summary>
    /// What is evaluated whenever this value is: its operands, but not the branches of a choice, nor what stands behind <c>&amp;&amp;</c>; and what both branches of
    /// a choice need.
    /// </summary>
    public HashSet<Value> Certain(Value value)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (certain.TryGetValue(value, out var needed))
            return needed;
        needed = [value];
        switch (value.Kind)
        {
            case ValueKind.Select:
                needed.UnionWith(Certain(value.Operands[0]));
                var both = new HashSet<Value>(Certain(value.Operands[1]));
                both.IntersectWith(Certain(value.Operands[2]));
                needed.UnionWith(both);
                break;
            case ValueKind.And or ValueKind.Or:
                needed.UnionWith(Certain(value.Operands[0]));
                break;
            default:
                foreach (var operand in value.Operands)
                    needed.UnionWith(Certain(operand));
                break;
        }

        certain.Add(value, needed);
        return needed;
    }

    /// <summary>How often each value is used in computing the roots, where the values given are there already.</summary>
    public static Dictionary<Value, int> Count(IEnumerable<Value> roots, Func<Value, bool> isThere)
    {
        var uses = new Dictionary<Value, int>();
        var open = new Stack<Value>();
        foreach (var root in roots)
            Use(root);
        while (open.Count > 0)
        {
            foreach (var operand in open.Pop().Operands)
                Use(operand);
        }

        return uses;

        void Use(Value value)
        {
            if (value.IsLeaf || isThere(value))
                return;
            if (uses.TryGetValue(value, out var count))
            {
                uses[value] = count + 1;
            }
            else
            {
                uses.Add(value, 1);
                open.Push(value);
            }
        }
    }
}
