using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <summary>
/// Steps in which an element of arrays that are joined is one of the array that its first index chooses, and an element of an array of arrays one of a row, which has a name.
/// </summary>
internal sealed class ChosenArrays(ValueGraph values)
{
    private readonly Dictionary<Value, Value> known = [];

    /// <summary>The choices that have been taken back from the tape: what they were made on is another one by then.</summary>
    private HashSet<Value> takenBack = [];

    /// <summary>The steps as they are written.</summary>
    public static List<Step> In(ValueGraph values, IReadOnlyList<Step> steps, ref Value? result)
    {
        var needed = Needs.Of(steps, result is null ? [] : [result]);
        if (!needed.Any(value => value.Joined is not null || value.Type.Row is not null))
            return [.. steps];
        var chosen = new ChosenArrays(values);
        foreach (var joined in needed.Where(value => value.Joined is not null).OrderBy(value => value.Id).Select(value => value.Joined!))
        {
            foreach (var which in joined.Names.Keys.OrderBy(which => which.Id))
                chosen.Chosen(joined, which);
        }

        result = result is null ? null : chosen.Of(result);
        List<Step> all = [.. steps.Select(chosen.Of)];
        chosen.FollowReads();
        return all;
    }

    // What an element is read behind may be told by the element itself: it is followed when all else is known.
    private void FollowReads()
    {
        while (read.Count > 0)
        {
            var (value, made) = read.Dequeue();
            made.ReadWithin.AddRange([.. value.ReadWithin.Select(one => (Of(one.Guard)!, one.Depth))]);
        }
    }

    private readonly Queue<(Value Value, Value Made)> read = new();

    private Step Of(Step step) => step switch
    {
        DefineStep define => define with { Guard = Of(define.Guard), Definition = Of(define.Definition) },
        EffectStep effect => effect with { Guard = Of(effect.Guard), Code = Of(effect.Code), Cells = [.. effect.Cells.Select(cell => cell with { Before = cell.Before is null ? null : Of(cell.Before) })] },
        WriteBackStep back => back with { Guard = Of(back.Guard), Stored = Of(back.Stored) },
        StoreStep store when At(store.Array, store.Indices) is var (array, indices) => store with { Guard = Of(store.Guard), Array = array, Indices = indices, Stored = Of(store.Stored) },
        AccumulateStep sum when At(sum.Array, sum.Indices) is var (array, indices) =>
            sum with { Guard = Of(sum.Guard), Array = array, Indices = indices, Amount = Of(sum.Amount), Element = sum.ElementAs(Of) },
        PushStep push => new PushStep([.. push.Values.Select(Of)]),
        PopStep pop => new PopStep([.. pop.Values.Select(Of)]),
        ThrowStep exit => exit with { Guard = Of(exit.Guard), Exception = Of(exit.Exception) },
        LoopStep loop => InTurns(loop),
        _ => step,
    };

    private LoopStep InTurns(LoopStep loop)
    {
        List<Value> choices = [.. loop.Body.OfType<PopStep>().SelectMany(pop => pop.Values).Where(value => value.Kind == ValueKind.Select)];
        var turns = choices.Count == 0 ? this : new ChosenArrays(values) { takenBack = [.. takenBack, .. choices] };
        var chosen = loop with
        {
            Guard = Of(loop.Guard),
            Carried = [.. loop.Carried.Select(carried => carried with { Initial = Of(carried.Initial), Next = turns.Of(carried.Next) })],
            Condition = turns.Of(loop.Condition),
            Body = [.. loop.Body.Select(turns.Of)],
        };
        if (turns != this)
            turns.FollowReads();
        return chosen;
    }

    private Guard? Of(Guard? guard) => guard is null ? null : new Guard(Of(guard.Condition), guard.Holds, Of(guard.Outer));

    private (Value Array, Value[] Indices) At(Value array, Value[] indices)
    {
        if (array.Joined is { } joined)
            (array, indices) = (Chosen(joined, indices[0]), [.. indices.Skip(1)]);
        indices = Array.ConvertAll(indices, Of);
        return array.Type.Row is not null ? (RowOf(array, indices[0]), [.. indices.Skip(1)]) : (array, indices);
    }

    // A row of adjoints is called after the row that they are of.
    private Value RowOf(Value array, Value index)
    {
        var row = values.Row(array, index);
        if (array.Beside is not var (other, suffix))
            return row;
        var beside = RowOf(other, index);
        row.Name ??= NameOf(beside) + suffix;
        row.ReadDepth = Math.Min(row.ReadDepth, beside.ReadDepth);
        return row;
    }

    private static string NameOf(Value row)
    {
        if (row.Name is { } name)
            return name;
        var (array, index) = (row.Operands[0], row.Operands[1]);
        var (word, at) = (array.Name ?? array.Text, index.IsLeaf ? index.Name ?? index.Text : "");
        return at.Length == 1 && !char.IsDigit(word[word.Length - 1]) ? word + at : word + "Row";
    }

    private Value Of(Value value)
    {
        if (value.Operands.Length == 0 || takenBack.Contains(value))
            return value;
        if (known.TryGetValue(value, out var made))
            return made;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        Value[] operands = value.Kind == ValueKind.Element && At(value.Operands[0], [.. value.Operands.Skip(1)]) is var (array, indices)
            ? [array, .. indices]
            : Array.ConvertAll(value.Operands, Of);
        // How many elements the array has that is chosen.
        made = value.Kind == ValueKind.Select && operands is [var condition, { Kind: ValueKind.Extent, Operands: [var one] } first, { Kind: ValueKind.Extent, Operands: [var other] } second]
            && first.Text == second.Text && JoinedArrays.AllOf(one) is { Joined: not null } all && all == JoinedArrays.AllOf(other)
            ? values.Extent(values.Select(condition, one, other), first.Text)
            : operands.SequenceEqual(value.Operands) ? value : values.Remake(value, operands);
        known.Add(value, made);
        if (made != value)
        {
            (made.Name, made.IsNamedByAuthor, made.Site) = (value.Name, value.IsNamedByAuthor, value.Site);
            made.ReadDepth = Math.Min(made.ReadDepth, value.ReadDepth);
            if (value.ReadWithin.Count > 0)
                read.Enqueue((value, made));
        }

        return made;
    }

    private Value Chosen(JoinedArrays joined, Value which)
    {
        var chosen = ByNumber(joined, which);
        if (chosen.Kind == ValueKind.Select && joined.Names.TryGetValue(which, out var name))
            (chosen.Name, chosen.IsNamedByAuthor) = (name, true);
        return chosen;
    }

    private Value ByNumber(JoinedArrays joined, Value which)
    {
        switch (which)
        {
            case { Kind: ValueKind.Literal }:
                return joined.Arrays[(int)which.Number];
            case { Kind: ValueKind.Select, Operands: [var condition, var one, var other] } when !takenBack.Contains(which):
                return values.Select(Of(condition), ByNumber(joined, one), ByNumber(joined, other));
            default:
                // What is taken back from the tape is the number itself.
                var chosen = joined.Arrays[joined.Arrays.Count - 1];
                for (var i = joined.Arrays.Count - 2; i >= 0; i--)
                    chosen = values.Select(values.Binary(ValueKind.Equal, ValueType.Boolean, which, values.Integer(i)), joined.Arrays[i], chosen);
                return chosen;
        }
    }
}
