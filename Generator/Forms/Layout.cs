using SymDiff.Generator.Algebra;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Forms;

/// <summary>
/// Where the inputs or outputs of a program stand among all of its numbers: in their order, arrays element by element, those with two indices row by row, and of structs all members of an element
/// together.
/// </summary>
internal sealed class Layout
{
    private readonly ValueGraph values;
    private readonly List<IReadOnlyList<Value>> groups;
    private readonly Dictionary<Value, Place> places = [];
    private readonly Dictionary<Value, Value> tangents = [];
    private readonly Substitution sizes;

    /// <param name="values">The values of the program.</param>
    /// <param name="groups">The inputs or outputs; the arrays that hold the members of structs are a group.</param>
    /// <param name="name">What their number is called, where it needs a name.</param>
    /// <param name="sizes">How many elements arrays have that may not be asked for it.</param>
    private Layout(ValueGraph values, IEnumerable<IReadOnlyList<Value>> groups, string name, IReadOnlyDictionary<Value, Value> sizes)
    {
        this.values = values;
        this.sizes = new Substitution(values, sizes);
        this.groups = [.. groups];
        var count = values.Integer(0);
        foreach (var group in this.groups)
        {
            for (var member = 0; member < group.Count; member++)
                places.Add(group[member], new Place(group, member, count));
            count = values.Plus(count, SizeOf(group));
        }

        Count = Size = count;
        if (count.Kind is ValueKind.Literal or ValueKind.Extent)
            return;
        Count = Copying.Cell(values, ValueType.Int, name);
        Definition = [new DefineStep(null, Count, count)];
    }

    /// <summary>What is differentiated with respect to.</summary>
    public static Layout OfInputs(ProgramSubject subject) => new(subject.Values, Grouped(subject.Inputs), "n", new Dictionary<Value, Value>());

    /// <summary>What the method returns or fills.</summary>
    public static Layout OfOutputs(ProgramSubject subject) =>
        new(subject.Values, subject.Declaration.Return.IsOfStructs ? [subject.Outputs] : Grouped(subject.Outputs), "m", subject.OutputSizes);

    /// <summary>How many numbers there are.</summary>
    public Value Count { get; }

    /// <summary>The same, as the arguments say it.</summary>
    public Value Size { get; }

    /// <summary>How this number is computed, where it has a name.</summary>
    public IReadOnlyList<Step> Definition { get; } = [];

    /// <summary>Whether the elements of an array follow one another.</summary>
    public bool IsContiguous(Value array) => array.Type.Rank == 1 && places[array].Group.Count == 1;

    /// <summary>How many arrays hold what an array has one member of: one, if it is not of structs.</summary>
    public int MembersOf(Value array) => places[array].Group.Count;

    /// <summary>Where a number or an array begins.</summary>
    public Value OffsetOf(Value input) => places[input].Offset;

    /// <summary>The place of an element of an array.</summary>
    public Value PlaceOf(Value array, IReadOnlyList<Value> indices)
    {
        var (group, member, offset) = places[array];
        var element = indices.Count == 1 ? indices[0] : values.Plus(Times(indices[0], sizes.Of(values.Extent(array, "GetLength(1)"))), indices[1]);
        return values.Plus(offset, group.Count == 1 ? element : values.Plus(Times(values.Integer(group.Count), element), values.Integer(member)));
    }

    /// <summary>The place in a matrix that has a column for each of the numbers, row by row.</summary>
    public Value At(Value row, Value column) => row is { Kind: ValueKind.Literal, Number: 0 } ? column : values.Plus(Begin(row), column);

    /// <summary>A row of such a matrix.</summary>
    public Value RowOf(Value matrix, Value row) => values.View(ProgramSubject.SpanOf(matrix.Type.Elements[0]), matrix, At(row, values.Integer(0)), Count);

    /// <summary>The direction along one of the numbers.</summary>
    /// <param name="place">Which.</param>
    public Direction Along(Value place)
    {
        var numbers = places.Where(pair => pair.Key.Type.Kind != NumberKind.Array).ToDictionary(pair => pair.Key, pair => places.Count == 1
            ? values.Number(pair.Key.Type, Constant.One)
            : values.Select(values.Binary(ValueKind.Equal, ValueType.Boolean, place, pair.Value.Offset), values.Number(pair.Key.Type, Constant.One), values.Number(pair.Key.Type, Constant.Zero)));
        foreach (var array in groups.SelectMany(group => group).Where(input => input.Type.Kind == NumberKind.Array))
            tangents[array] = Copying.Cell(values, Copying.OwnType(array), Subject.Written(array.Text) + "Tangent");
        return new Direction("Tangent", numbers, tangents);
    }

    /// <summary>The arrays of tangents, all zero.</summary>
    public IEnumerable<Step> Beginning() =>
        tangents.Select(pair => new DefineStep(null, pair.Value, ProgramAdjoint.ZerosLike(values, pair.Key, pair.Value.Type, null)));

    /// <summary>Sets the tangent of the element that is at a place, if one of the arrays has it there.</summary>
    public IEnumerable<Step> Set(Value place, Constant velocity)
    {
        foreach (var (array, tangent) in tangents.Select(pair => (pair.Key, pair.Value)))
        {
            var (group, member, offset) = places[array];
            var index = offset is { Kind: ValueKind.Literal, Number: 0 } ? place : values.Binary(ValueKind.Subtract, ValueType.Int, place, offset);
            Guard? guard = null;
            if (offset != values.Integer(0))
                guard = new Guard(values.Binary(ValueKind.GreaterOrEqual, ValueType.Boolean, place, offset), true, guard);
            if (group != groups[groups.Count - 1])
                guard = new Guard(values.Binary(ValueKind.Less, ValueType.Boolean, place, values.Plus(offset, SizeOf(group))), true, guard);
            if (group.Count > 1)
            {
                var members = values.Integer(group.Count);
                var which = Named("member", values.Binary(ValueKind.Remainder, ValueType.Int, index, members));
                guard = new Guard(values.Binary(ValueKind.Equal, ValueType.Boolean, which, values.Integer(member)), true, guard);
                index = Named("element", values.Binary(ValueKind.Divide, ValueType.Int, index, members));
            }

            var columns = values.Extent(array, "GetLength(1)");
            Value[] indices = array.Type.Rank == 1
                ? [index]
                : [values.Binary(ValueKind.Divide, ValueType.Int, index, columns), values.Binary(ValueKind.Remainder, ValueType.Int, index, columns)];
            yield return new StoreStep(guard, tangent, indices, values.Number(array.Type.Elements[0], velocity), 0, 0);
        }
    }

    private static IEnumerable<IReadOnlyList<Value>> Grouped(IEnumerable<Value> numbers) =>
        numbers.GroupBy(number => number.Type.Kind == NumberKind.Array ? number.ArrayOfStructs ?? (object)number : number).Select(group => (IReadOnlyList<Value>)[.. group]);

    private static Value Named(string name, Value value)
    {
        value.Name ??= name;
        return value;
    }

    private Value Begin(Value row) => row is { Kind: ValueKind.Literal, Number: 1 } ? Count : Times(row, Count);

    private Value Times(Value left, Value right) => (left, right) switch
    {
        ({ Kind: ValueKind.Literal } a, { Kind: ValueKind.Literal } b) => values.Integer((long)(a.Number * b.Number)),
        (_, { Kind: ValueKind.Literal, Number: 1 }) or ({ Kind: ValueKind.Literal, Number: 0 }, _) => left,
        ({ Kind: ValueKind.Literal, Number: 1 }, _) => right,
        _ => values.Binary(ValueKind.Multiply, ValueType.Int, left, right),
    };

    // How many numbers an input is, or the members of an array of structs together.
    private Value SizeOf(IReadOnlyList<Value> group)
    {
        var first = group[0];
        if (first.Type.Kind != NumberKind.Array)
            return values.Integer(1);
        var size = first.Type.Rank == 1 ? Copying.LengthOf(values, first) : Times(values.Extent(first, "GetLength(0)"), values.Extent(first, "GetLength(1)"));
        size = sizes.Of(size);
        return group.Count == 1 ? size : Times(values.Integer(group.Count), size);
    }

    private sealed record Place(IReadOnlyList<Value> Group, int Member, Value Offset);
}
