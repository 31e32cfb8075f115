namespace SymDiff.Generator.Values;

/// <summary>
/// Arrays between which variables of the program change, as one array with one more index: the first index of an element says in which of them it is. So it is known of what
/// is written to one that it may be read of another, whichever variable stands for which.
/// </summary>
internal sealed class JoinedArrays
{
    /// <summary>The arrays.</summary>
    public List<Value> Arrays { get; } = [];

    /// <summary>What the author calls the array that an index chooses.</summary>
    public Dictionary<Value, string> Names { get; } = [];

    /// <summary>A new variable that stands for arrays as one.</summary>
    public static Value Of(ValueGraph values, Model.ValueType type)
    {
        var all = values.Cell(type, "array");
        all.Joined = new JoinedArrays();
        return all;
    }

    /// <summary>Other arrays, one for each of these, joined in the same way.</summary>
    /// <param name="values">The values.</param>
    /// <param name="all">These.</param>
    /// <param name="other">For an array the other.</param>
    /// <param name="suffix">What is appended to the names.</param>
    public static Value Beside(ValueGraph values, Value all, Func<Value, Value> other, string suffix)
    {
        var joined = all.Joined!;
        var others = joined.Arrays.ConvertAll(array => other(array));
        var beside = Of(values, others[0].Type);
        foreach (var one in others)
            beside.Joined!.Add(beside, one);
        foreach (var name in joined.Names)
            beside.Joined!.Names[name.Key] = name.Value + suffix;
        return beside;
    }

    /// <summary>Takes an array in.</summary>
    /// <param name="all">What stands for all of them.</param>
    /// <param name="array">The array.</param>
    public void Add(Value all, Value array)
    {
        array.JoinedIn = all;
        Arrays.Add(array);
    }

    /// <summary>What the author calls an array that an index chooses; null where it has no name.</summary>
    public string? NameOf(Value which) => which.Kind == ValueKind.Literal ? Arrays[(int)which.Number] is var array ? array.Name ?? array.Text : null
        : Names.TryGetValue(which, out var name) ? name : null;

    /// <summary>Tells the arrays from the variables that stand for one or another of them, where the author has one name for both.</summary>
    public void Distinguish()
    {
        var taken = new HashSet<string>(Names.Values);
        foreach (var array in Arrays.Where(array => array.Kind == ValueKind.Cell && array.Name is not null && taken.Contains(array.Name)))
            array.Name += "Buffer";
        foreach (var name in Names.Where(name => Arrays.Exists(array => array.Kind == ValueKind.Input && array.Text == name.Value)).ToList())
            Names[name.Key] = name.Value + "Now";
    }

    /// <summary>What an array is written and read as: the array itself, or all that it is joined with.</summary>
    public static Value AllOf(Value array) => array.Kind switch
    {
        ValueKind.View or ValueKind.Row or ValueKind.Corner => AllOf(array.Operands[0]),
        ValueKind.Select => AllOf(array.Operands[1]),
        _ => array.JoinedIn ?? array,
    };
}
