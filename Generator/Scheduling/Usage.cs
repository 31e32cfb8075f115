using SymDiff.Generator.Values;

namespace SymDiff.Generator.Scheduling;

/// <summary>Which values a place in the code needs for certain, and how often each is used there.</summary>
internal sealed class Usage
{
    private readonly Dictionary<Value, ValueSet> certain = [];
    private readonly Dictionary<int, Value> met = [];
    private readonly ValueSet selects = new();
    private readonly Dictionary<Value, int> sizes = [];

    /// <summary>The values of a set, operands before what uses them.</summary>
    public IEnumerable<Value> In(ValueSet set) => set.Ids.Select(id => met[id]);

    /// <summary>What is evaluated whenever this value is.</summary>
    public ValueSet Certain(Value value)
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
    public ValueSet Certain(IEnumerable<Value> values)
    {
        var walk = new Walk();
        foreach (var value in values)
            Need(walk, value);
        while (walk.Open.Count > 0)
        {
            var value = walk.Open.Pop();
            if (certain.TryGetValue(value, out var known))
            {
                // What it needs has been followed before; only its choices may have something in common with others.
                var choices = ValueSet.InBoth(known, selects, except: walk.Followed);
                walk.Needed.UnionWith(known);
                foreach (var choice in In(choices))
                    FollowChoice(walk, choice);
                continue;
            }

            switch (value.Kind)
            {
                case ValueKind.Select:
                    FollowChoice(walk, value);
                    break;
                case ValueKind.And or ValueKind.Or:
                    Need(walk, value.Operands[0]);
                    break;
                default:
                    foreach (var operand in value.Operands)
                        Need(walk, operand);
                    break;
            }
        }

        return walk.Needed;
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

    private void Need(Walk walk, Value value)
    {
        if (value.IsLeaf || !walk.Needed.Add(value))
            return;
        met[value.Id] = value;
        walk.Open.Push(value);
    }

    private void FollowChoice(Walk walk, Value choice)
    {
        if (!walk.Followed.Add(choice))
            return;
        selects.Add(choice);
        var condition = choice.Operands[0];
        Need(walk, condition);
        if (!walk.Sides.TryGetValue(condition, out var side))
            walk.Sides.Add(condition, side = (new(), new()));
        side.WhenTrue.UnionWith(Certain(choice.Operands[1]));
        side.WhenFalse.UnionWith(Certain(choice.Operands[2]));
        foreach (var either in In(ValueSet.InBoth(side.WhenTrue, side.WhenFalse, except: walk.Needed)))
            Need(walk, either);
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
            // What a call gives as a whole is used as a whole.
            var value = open.Pop();
            foreach (var operand in value is { Kind: ValueKind.Tuple, Whole: { Kind: ValueKind.Call } call } ? [call] : value.Operands)
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

    /// <summary>What is used more than once, and all that it is made of: written out in full it would stand there as often.</summary>
    public static HashSet<Value> Repeated(Dictionary<Value, int> uses)
    {
        var repeated = new HashSet<Value>();
        var open = new Stack<Value>(uses.Where(use => use.Value > 1).Select(use => use.Key));
        while (open.Count > 0)
        {
            var value = open.Pop();
            if (!uses.ContainsKey(value) || !repeated.Add(value))
                continue;
            foreach (var operand in value.Operands)
                open.Push(operand);
        }

        return repeated;
    }

    /// <summary>One search for what is needed.</summary>
    private sealed class Walk
    {
        public ValueSet Needed { get; } = new();

        /// <summary>The choices that have been looked at.</summary>
        public ValueSet Followed { get; } = new();

        /// <summary>What choices on a condition need on either side of it.</summary>
        public Dictionary<Value, (ValueSet WhenTrue, ValueSet WhenFalse)> Sides { get; } = [];

        public Stack<Value> Open { get; } = new();
    }
}
