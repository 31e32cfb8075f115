using SymDiff.Generator.Algebra;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Forms;

/// <summary>
/// Where the inputs of a program stand among all the numbers that are differentiated: in their order, arrays element by element, those with two indices row by row.
/// </summary>
internal sealed class Layout
{
    private readonly ProgramSubject subject;
    private readonly ValueGraph values;
    private readonly Dictionary<Value, Value> offsets = [];
    private readonly Dictionary<Value, Value> tangents = [];

    public Layout(ProgramSubject subject)
    {
        this.subject = subject;
        values = subject.Values;
        var count = values.Integer(0);
        foreach (var input in subject.Inputs)
        {
            offsets.Add(input, count);
            count = values.Plus(count, SizeOf(input));
        }

        Count = Size = count;
        if (count.Kind is ValueKind.Literal or ValueKind.Extent)
            return;
        Count = Copying.Cell(values, ValueType.Int, "n");
        Definition = [new DefineStep(null, Count, count)];
    }

    /// <summary>How many numbers are differentiated.</summary>
    public Value Count { get; }

    /// <summary>The same, as the arguments say it.</summary>
    public Value Size { get; }

    /// <summary>How this number is computed, where it has a name.</summary>
    public IReadOnlyList<Step> Definition { get; } = [];

    /// <summary>Where an input begins.</summary>
    public Value OffsetOf(Value input) => offsets[input];

    /// <summary>The place of an element of an array.</summary>
    public Value PlaceOf(Value array, IReadOnlyList<Value> indices) => values.Plus(offsets[array], indices.Count == 1
        ? indices[0]
        : values.Plus(values.Binary(ValueKind.Multiply, ValueType.Int, indices[0], values.Extent(array, "GetLength(1)")), indices[1]));

    /// <summary>The place in a matrix that has a column for each of the numbers, row by row.</summary>
    public Value At(Value row, Value column) => row is { Kind: ValueKind.Literal, Number: 0 } ? column : values.Plus(Begin(row), column);

    /// <summary>A row of such a matrix.</summary>
    public Value RowOf(Value matrix, Value row) => values.View(ProgramSubject.SpanOf(matrix.Type.Elements[0]), matrix, At(row, values.Integer(0)), Count);

    /// <summary>The direction along one of the numbers.</summary>
    /// <param name="place">Which.</param>
    public Direction Along(Value place)
    {
        var numbers = subject.Scalars.ToDictionary(scalar => scalar, scalar => subject.Inputs.Count == 1
            ? values.Number(scalar.Type, Constant.One)
            : values.Select(Equal(place, offsets[scalar]), values.Number(scalar.Type, Constant.One), values.Number(scalar.Type, Constant.Zero)));
        foreach (var array in subject.Arrays)
            tangents[array] = Copying.Cell(values, array.Type.Rank == 2 ? array.Type : new(NumberKind.Array, array.Type.Elements[0].Text + "[]", array.Type.Elements), array.Text + "Tangent");
        return new Direction("Tangent", numbers, tangents);
    }

    /// <summary>The arrays of tangents, all zero.</summary>
    public IEnumerable<Step> Beginning() =>
        tangents.Select(pair => new DefineStep(null, pair.Value, ProgramAdjoint.ZerosLike(values, pair.Key, pair.Value.Type, null)));

    /// <summary>Sets the tangent of the element that is at a place, if one of the arrays has it there.</summary>
    public IEnumerable<Step> Set(Value place, Constant velocity)
    {
        foreach (var pair in tangents)
        {
            var (array, offset) = (pair.Key, offsets[pair.Key]);
            var index = offset is { Kind: ValueKind.Literal, Number: 0 } ? place : values.Binary(ValueKind.Subtract, ValueType.Int, place, offset);
            Guard? guard = null;
            if (offset != values.Integer(0))
                guard = new Guard(values.Binary(ValueKind.GreaterOrEqual, ValueType.Boolean, place, offset), true, guard);
            if (array != subject.Inputs[subject.Inputs.Count - 1])
                guard = new Guard(values.Binary(ValueKind.Less, ValueType.Boolean, place, values.Plus(offset, SizeOf(array))), true, guard);
            var columns = values.Extent(array, "GetLength(1)");
            Value[] indices = array.Type.Rank == 1
                ? [index]
                : [values.Binary(ValueKind.Divide, ValueType.Int, index, columns), values.Binary(ValueKind.Remainder, ValueType.Int, index, columns)];
            yield return new StoreStep(guard, pair.Value, indices, values.Number(array.Type.Elements[0], velocity), 0, 0);
        }
    }

    private Value Begin(Value row) => row is { Kind: ValueKind.Literal, Number: 1 } ? Count : values.Binary(ValueKind.Multiply, ValueType.Int, row, Count);

    private Value Equal(Value left, Value right) => values.Binary(ValueKind.Equal, ValueType.Boolean, left, right);

    /// <summary>How many numbers an input is.</summary>
    public Value SizeOf(Value input) => input.Type.Kind != NumberKind.Array ? values.Integer(1)
        : input.Type.Rank == 1 ? Copying.LengthOf(values, input)
        : values.Binary(ValueKind.Multiply, ValueType.Int, values.Extent(input, "GetLength(0)"), values.Extent(input, "GetLength(1)"));
}
