using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <summary>
/// Which arrays the variables of a loop may stand for at the beginning of a turn. Which of them it is, a turn hands to the next as a number; variables that change in step,
/// as two that are swapped, have one number in common.
/// </summary>
/// <param name="values">The values.</param>
internal sealed class ArrayChoices(ValueGraph values)
{
    private readonly SortedDictionary<(int Variable, int Part), List<Value>> sets = [];
    private readonly Dictionary<(int Variable, int Part), int> classes = [];
    private readonly int first = values.Count;
    private int lastClass;

    /// <summary>The numbers, each with how many arrays it chooses from.</summary>
    public IEnumerable<(int Class, int Count)> Numbers => sets.Where(set => set.Value.Count > 1).GroupBy(set => ClassOf(set.Key)).Select(same => (same.Key, same.First().Value.Count));

    /// <summary>The variables that a number decides about.</summary>
    public IEnumerable<(int Variable, int Part)> SlotsOf(int one) => sets.Where(set => set.Value.Count > 1 && ClassOf(set.Key) == one).Select(set => set.Key);

    /// <summary>What is written over at the end of each turn, so that none may stand for it afterwards.</summary>
    public HashSet<Value> Buffers { get; } = [];

    /// <summary>Forgets what has been found, since a variable is among those that stand for one array or another no longer.</summary>
    public void Clear()
    {
        sets.Clear();
        classes.Clear();
        lastClass = 0;
    }

    /// <summary>The arrays that a variable may stand for; what it stands for before the loop is the first.</summary>
    public IReadOnlyList<Value> Of((int Variable, int Part) slot, Value initial)
    {
        if (!sets.TryGetValue(slot, out var set))
            sets.Add(slot, set = [initial]);
        return set;
    }

    public bool IsChosen((int Variable, int Part) slot) => sets.TryGetValue(slot, out var set) && set.Count > 1;

    public int ClassOf((int Variable, int Part) slot) => (1000 * (classes.TryGetValue(slot, out var one) ? one : 0)) + sets[slot].Count;

    /// <summary>The array that a number chooses.</summary>
    public Value Chosen((int Variable, int Part) slot, Value number, string name)
    {
        var set = sets[slot];
        var chosen = set[set.Count - 1];
        if (number.Type.Kind == NumberKind.Boolean)
            chosen = values.Select(number, set[1], set[0]);
        for (var i = set.Count - 2; i >= 0 && number.Type.Kind != NumberKind.Boolean; i--)
            chosen = values.Select(values.Binary(ValueKind.Equal, ValueType.Boolean, number, values.Integer(i)), set[i], chosen);
        if (chosen.Name is null && name.Length > 0)
            (chosen.Name, chosen.IsNamedByAuthor) = (name, true);
        return chosen;
    }

    /// <summary>Takes in what a variable stands for at the end of a turn; returns whether that is new. Null where it is of the turn's own.</summary>
    public bool? Widen((int Variable, int Part) slot, Value next)
    {
        var set = sets[slot];
        if (set.Contains(next))
            return false;
        if (next.Kind == ValueKind.Select)
        {
            return Widen(slot, next.Operands[1]) is { } one && Widen(slot, next.Operands[2]) is { } other ? one || other : null;
        }

        if (IsOwn(next))
            return null;
        set.Add(next);
        return true;
    }

    /// <summary>Which of the arrays it is.</summary>
    public Value NumberOf((int Variable, int Part) slot, Value array)
    {
        var set = sets[slot];
        if (set.IndexOf(array) is >= 0 and var index)
            return set.Count > 2 ? values.Integer(index) : index == 1 ? values.True : values.False;
        return values.Select(array.Operands[0], NumberOf(slot, array.Operands[1]), NumberOf(slot, array.Operands[2]));
    }

    /// <summary>Keeps apart what does not change in step after all; returns whether there was any.</summary>
    public bool Split(IReadOnlyDictionary<(int Variable, int Part), Value> nexts)
    {
        var isSplit = false;
        foreach (var same in nexts.GroupBy(pair => ClassOf(pair.Key)).ToList())
        {
            foreach (var apart in same.GroupBy(pair => pair.Value).Skip(1).ToList())
            {
                isSplit = true;
                lastClass++;
                foreach (var pair in apart)
                    classes[pair.Key] = lastClass;
            }
        }

        return isSplit;
    }

    /// <summary>The same number, which goes round where all arrays take each other's places in turn.</summary>
    public Value Round(Value next, Value current, int count)
    {
        if (count <= 2)
            return next;
        var by = At(next, 0);
        return by is > 0 and var step && Enumerable.Range(0, count).All(i => At(next, i) == (i + step) % count)
            ? values.Binary(ValueKind.Remainder, ValueType.Int, values.Plus(current, values.Integer(step)), values.Integer(count))
            : next;

        int? At(Value value, int number) => value switch
        {
            { Kind: ValueKind.Literal } => (int)value.Number,
            { Kind: ValueKind.Select, Operands: [{ Kind: ValueKind.Equal, Operands: [var compared, { Kind: ValueKind.Literal, Number: var one }] }, var then, var other] } when compared == current =>
                At(one == number ? then : other, number),
            _ when value == current => number,
            _ => null,
        };
    }

    /// <summary>Whether a value is made of what a turn has made, or of what is written over at its end.</summary>
    public bool IsOwn(Value value) => Programs.Needs.Of([], [value]).Any(one => Buffers.Contains(one) || (one.Id >= first && one.Kind == ValueKind.Cell));
}
