using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <content>Which elements are there for certain: those at a counter that runs up to the number of elements.</content>
internal sealed partial class BodyWriter
{
    private readonly CounterRanges ranges = new();
    private readonly Dictionary<Value, Value> extents = [];

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

    private bool IsSure(Value array, IReadOnlyList<Value> indices) => indices is [var index]
        && (touched.Contains((array, index)) || (ranges.IsNatural(index) && (ranges.IsBelow(index, null, size => size.Kind == ValueKind.Extent && HasSize(array, size.Operands[0])) || (SizeOf(array) is { } size && IsBelow(index, size)))));

    // A counter below its bound, or i·n + j below m·n where i is below m and j below n.
    private bool IsBelow(Value index, Value size)
    {
        if (ranges.IsBelow(index, size, _ => false))
            return true;
        if (size is not { Kind: ValueKind.Multiply, Type.Text: "int" })
            return false;
        List<Value> parts = [.. Summands(index)];
        for (var i = 0; i < 2; i++)
        {
            var (rows, columns) = (size.Operands[i], size.Operands[1 - i]);
            var row = parts.FindIndex(part => part.Kind == ValueKind.Multiply && part.Operands.Contains(columns) && ranges.IsBelow(part.Operands[part.Operands[0] == columns ? 1 : 0], rows, _ => false));
            if (row < 0)
                continue;
            List<Value> rest = [.. parts.Take(row), .. parts.Skip(row + 1)];
            if (columns.Kind == ValueKind.Literal ? rest.Select(ranges.GreatestOf).Aggregate((double?)0, (sum, part) => sum + part) < columns.Number : rest is [var column] && IsBelow(column, columns))
                return true;
        }

        return false;
    }

    private static IEnumerable<Value> Summands(Value index) => index is { Kind: ValueKind.Add, Type.Text: "int" } ? index.Operands.SelectMany(Summands) : [index];

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
