using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <content>Which elements are there for certain: those at a counter that runs up to the number of elements.</content>
internal sealed partial class BodyWriter
{
    // The counters of the loops around, each with what it stays below; none of them is negative.
    private readonly Dictionary<Value, Value> bounds = [];
    private readonly Dictionary<Value, Value> extents = [];

    // The counters of the loops around that are not negative, whatever they stay below.
    private readonly HashSet<Value> naturals = [];

    // Elements that are there since they have been stored before.
    private HashSet<(Value Array, Value Index)> touched = [];

    // The arrays of which others are parts, over the same memory.
    private readonly Dictionary<Value, Value> wholes = [];

    private Value WholeOf(Value array) => wholes.TryGetValue(array, out var whole) ? WholeOf(whole) : JoinedArrays.AllOf(array) is var all && all != array ? WholeOf(all) : array;

    private void NoteExtents(IEnumerable<Step> steps)
    {
        foreach (var step in steps.OfType<DefineStep>())
        {
            if (step is { Definition: { Kind: ValueKind.View, Operands: [var whole, _, var length] } })
                (wholes[step.Cell], extents[step.Cell]) = (whole, length);
            else if (step.Guard is null && Loans.SizeOf(step.Definition) is { } size)
                extents[step.Cell] = size;
        }
    }

    /// <summary>Notes between what a loop counts; returns the counters, which are none any more after it.</summary>
    private List<Value> NoteBounds(LoopStep loop)
    {
        var counters = new List<Value>();
        if (!loop.TestsFirst)
            return counters;
        // A loop that is left early counts up to its bound, too.
        foreach (var (carried, condition) in loop.Carried.SelectMany(carried => loop.Condition.Conjuncts.Select(condition => (carried, condition))))
        {
            if (IsCountedFromZero(condition, carried) && naturals.Add(carried.Current))
                counters.Add(carried.Current);
            if (BoundOf(condition, carried) is { } bound && !bounds.ContainsKey(carried.Current))
            {
                bounds.Add(carried.Current, bound);
                counters.Add(carried.Current);
            }
        }

        return counters;
    }

    private Value? BoundOf(Value condition, Carried carried) => (condition.Kind, Counter.StepOf(carried)) switch
    {
        (ValueKind.Less, > 0) when condition.Operands[0] == carried.Current && IsNatural(carried.Initial) => condition.Operands[1],
        (ValueKind.GreaterOrEqual, < 0) when condition.Operands[0] == carried.Current && IsNatural(condition.Operands[1])
            && carried.Initial is { Kind: ValueKind.Subtract, Operands: [var bound, { Kind: ValueKind.Literal, Number: 1 }] } => bound,
        _ => null,
    };

    // Upwards from there, or downwards to it.
    private bool IsCountedFromZero(Value condition, Carried carried) => carried.Current.Type.Text == "int" && Counter.StepOf(carried) switch
    {
        > 0 => IsNatural(carried.Initial),
        < 0 => condition.Kind is ValueKind.GreaterOrEqual or ValueKind.Greater && condition.Operands[0] == carried.Current && IsNatural(condition.Operands[1]),
        _ => false,
    };

    private bool IsNatural(Value value) => value is { Kind: ValueKind.Literal, Number: >= 0 } || bounds.ContainsKey(value) || naturals.Contains(value)
        || (value.Kind is ValueKind.Add or ValueKind.Multiply && value.Type.Text == "int" && value.Operands.All(IsNatural));

    private bool IsSure(Value array, IReadOnlyList<Value> indices) => indices is [var index]
        && (touched.Contains((array, index)) || (bounds.TryGetValue(index, out var bound) && bound.Kind == ValueKind.Extent && HasSize(array, bound.Operands[0])) || (SizeOf(array) is { } size && IsWithin(index, size)));

    // Whether it is at least zero, and below: a counter, or i·n + j below m·n where i is below m and j below n.
    private bool IsWithin(Value index, Value size)
    {
        if ((bounds.TryGetValue(index, out var bound) && bound == size) || (size.Kind == ValueKind.Literal && Greatest(index) is { } greatest && greatest < size.Number))
            return true;
        if (size is not { Kind: ValueKind.Multiply, Type.Text: "int" })
            return false;
        List<Value> parts = [.. Summands(index)];
        for (var i = 0; i < 2; i++)
        {
            var (rows, columns) = (size.Operands[i], size.Operands[1 - i]);
            var row = parts.FindIndex(part => part.Kind == ValueKind.Multiply && part.Operands.Contains(columns) && bounds.TryGetValue(part.Operands[part.Operands[0] == columns ? 1 : 0], out var below) && below == rows);
            if (row < 0)
                continue;
            List<Value> rest = [.. parts.Take(row), .. parts.Skip(row + 1)];
            if (columns.Kind == ValueKind.Literal ? rest.Select(Greatest).Aggregate((double?)0, (sum, part) => sum + part) < columns.Number : rest is [var column] && IsWithin(column, columns))
                return true;
        }

        return false;
    }

    private static IEnumerable<Value> Summands(Value index) => index is { Kind: ValueKind.Add, Type.Text: "int" } ? index.Operands.SelectMany(Summands) : [index];

    // The greatest that it may be, where it is not negative and that is known.
    private double? Greatest(Value index) => index switch
    {
        { Kind: ValueKind.Literal, Number: >= 0 } => index.Number,
        { Kind: ValueKind.Add, Type.Text: "int" } => Greatest(index.Operands[0]) + Greatest(index.Operands[1]),
        { Kind: ValueKind.Multiply, Type.Text: "int" } => Greatest(index.Operands[0]) * Greatest(index.Operands[1]),
        _ => bounds.TryGetValue(index, out var bound) && bound.Kind == ValueKind.Literal ? bound.Number - 1 : null,
    };

    private Value? SizeOf(Value array) => borrowed.TryGetValue(array, out var loan) ? loan.Size : extents.TryGetValue(array, out var length) ? length : null;

    // What has been stored here in any case is there.
    private void NoteStored(Step step)
    {
        if (step is DefineStep made)
            touched.RemoveWhere(one => one.Array == made.Cell);
        else if (step is StoreStep { Guard: null, Array.Type.IsList: false, Indices: [var index] } store)
            touched.Add((store.Array, index));
    }

    // What holds adjoints or tangents has as many elements as what they are of.
    private static bool HasSize(Value array, Value like) => array.IsAsLongAs(like) || (array.Beside is var (other, _) && HasSize(other, like))
        || (array.Kind == ValueKind.Row && like.Kind == ValueKind.Row && array.Operands[1] == like.Operands[1] && HasSize(array.Operands[0], like.Operands[0]));

    private bool IsSure(Value element) => IsSure(element.Operands[0], [.. element.Operands.Skip(1)]);

    // What steps write, at any depth.
    private IEnumerable<Value> Written(IEnumerable<Step> steps) => steps.SelectMany(step => step switch
    {
        StoreStep store => [WholeOf(store.Array)],
        AccumulateStep sum => [WholeOf(sum.Array)],
        ClearStep clear => [clear.Array],
        LoopStep loop => loop.Stored.Select(stored => stored.Array).Concat(Written(loop.Body)),
        EffectStep effect => effect.Code.Operands.SelectMany(Parts).Where(operand => operand.Type.Kind == Model.NumberKind.Array),
        DefineStep { Definition.Kind: ValueKind.View } view => [view.Cell],
        _ => Enumerable.Empty<Value>(),
    });
}
