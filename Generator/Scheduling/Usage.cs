using SymDiff.Generator.Values;

namespace SymDiff.Generator.Scheduling;

/// <summary>Which values a place in the code needs for certain, and how often each is used there.</summary>
internal sealed class Usage
{
    private readonly Dictionary<Value, HashSet<Value>> certain = [];
    private readonly Dictionary<Value, int> sizes = [];

    /// <summary>What is evaluated whenever this value is.</summary>
    public HashSet<Value> Certain(Value value)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!certain.TryGetValue(value, out var needed))
            certain.Add(value, needed = Certain([value]));
        return needed;
    }

    /// <summary>
    /// What is evaluated whenever all of these are: their operands, but not the branches of a choice, nor what stands behind <c>&amp;&amp;</c>; and what choices on
    /// one condition need on either side of it.
    /// </summary>
    public HashSet<Value> Certain(IEnumerable<Value> values)
    {
        var needed = new HashSet<Value>();
        var sides = new Dictionary<Value, (HashSet<Value> WhenTrue, HashSet<Value> WhenFalse)>();
        var open = new Stack<Value>(values);
        while (open.Count > 0)
        {
            Follow(open, needed, sides);
            foreach (var (whenTrue, whenFalse) in sides.Values)
            {
                foreach (var value in whenTrue)
                {
                    if (!needed.Contains(value) && whenFalse.Contains(value))
                        open.Push(value);
                }
            }
        }

        return needed;
    }

    /// <summary>How long the value is written out in full, up to a bound.</summary>
    public int SizeOf(Value value)
    {
        if (value.IsLeaf)
            return 1;
        if (sizes.TryGetValue(value, out var size))
            return size;
        size = 1;
        foreach (var operand in value.Operands)
            size = Math.Min(size + SizeOf(operand), 1_000_000);
        // What may fail stays in its guard, however long.
        size = value.MayFail ? 0 : size;
        sizes.Add(value, size);
        return size;
    }

    private void Follow(Stack<Value> open, HashSet<Value> needed, Dictionary<Value, (HashSet<Value> WhenTrue, HashSet<Value> WhenFalse)> sides)
    {
        while (open.Count > 0)
        {
            var value = open.Pop();
            if (value.IsLeaf || !needed.Add(value))
                continue;
            switch (value.Kind)
            {
                case ValueKind.Select:
                    open.Push(value.Operands[0]);
                    if (!sides.TryGetValue(value.Operands[0], out var side))
                        sides.Add(value.Operands[0], side = ([], []));
                    side.WhenTrue.UnionWith(Certain(value.Operands[1]));
                    side.WhenFalse.UnionWith(Certain(value.Operands[2]));
                    break;
                case ValueKind.And or ValueKind.Or:
                    open.Push(value.Operands[0]);
                    break;
                default:
                    foreach (var operand in value.Operands)
                        open.Push(operand);
                    break;
            }
        }
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
