using SymDiff.Generator.Model;

namespace SymDiff.Generator.Checking;

/// <content>Arrays.</content>
internal sealed partial class ModelInterpreter
{
    private const int MostElements = 4096;

    private DualArray ArrayOf(Expression expression, Activation activation) => Evaluate(expression, activation) as DualArray ?? throw new OutsideException();

    private int Place(DualArray array, EquatableArray<Expression> indices, Activation activation)
    {
        var index = Evaluate(indices[0], activation).Value;
        return (array.Columns == 0 ? array.At(index) : array.At(index, Evaluate(indices[1], activation).Value)) is >= 0 and var place ? place
            : throw (array.Columns == 0 && indices.Length == 1 ? PastEnd(array, index) : new OutsideException());
    }

    // What is asked of a whole array could be there, were it longer.
    private OutsideException PastEnd(DualArray array, double index)
    {
        if (index >= array.Count && index < MostElements && array.Start + array.Count == array.Items.Length)
            Beyond = (array.Items, array.Start + (int)index);
        return new OutsideException();
    }

    private static DualArray Row(DualArray rows, double index) => rows.Columns == 0
        ? (index >= 0 && index < rows.Count ? rows.Items[rows.Start + (int)index] as DualArray : null) ?? throw new OutsideException()
        : rows.Columns > 0 && index >= 0 && index < rows.Count / rows.Columns
        ? new DualArray(rows.Items, rows.Start + ((int)index * rows.Columns), rows.Columns, 0)
        : throw new OutsideException();

    // An array of arrays that is given, whose rows may change places: each row is a part of what is given.
    private static Dual RowByRow(ValueType type, Dual given) => type.Row is not null && given is DualArray { Columns: > 0 } all
        ? new DualArray([.. Enumerable.Range(0, all.Count / all.Columns).Select(row => Row(all, row))], 0, all.Count / all.Columns, 0)
        : given;

    private static IEnumerable<Dual[]> ItemsOf(DualArray array) => array.Items.Length > 0 && array.Items[0] is DualArray ? array.Items.OfType<DualArray>().SelectMany(ItemsOf) : [array.Items];

    private static Dual Extent(DualArray array, string member) => new(
        member == "GetLength(1)" ? array.Columns : member == "GetLength(0)" && array.Columns > 0 ? array.Count / array.Columns : array.Count, null);

    private DualArray Slice(ArraySlice slice, Activation activation)
    {
        var array = ArrayOf(slice.Array, activation);
        var start = (int)Evaluate(slice.Start, activation).Value;
        var count = slice.Length is { } length ? (int)Evaluate(length, activation).Value : array.Count - start;
        return start < 0 || count < 0 ? throw new OutsideException()
            : start + count > array.Count ? throw PastEnd(array, start + count - 1)
            : new DualArray(array.Items, array.Start + start, count, 0);
    }

    // new double[n], new double[n, m]; any other code that gives an array is not followed.
    private Dual Creation(Verbatim creation, ValueType type, Activation activation)
    {
        if (type.IsOfStructs)
            return new Dual(0, null, [.. type.Elements.Select(element => Creation(creation, element, activation))]);
        double[] sizes = creation.IsGrowing ? [MostElements] : [.. creation.Holes.Select(hole => Evaluate(hole, activation).Value)];
        if (!IsPlain(creation) || sizes.Any(size => size is < 0 or > MostElements) || sizes.Aggregate(1.0, (a, b) => a * b) > MostElements)
            throw new OutsideException();
        return sizes.Length == 1 ? DualArray.OfZeros((int)sizes[0]) : DualArray.OfZeros((int)(sizes[0] * sizes[1]), (int)sizes[1]);
    }

    private static bool IsPlain(Verbatim creation) =>
        creation.Holes.Length > 0 && creation.Pieces[0].EndsWith("[", StringComparison.Ordinal) && creation.Pieces[creation.Pieces.Length - 1] == "]"
        && Enumerable.Range(1, creation.Pieces.Length - 2).All(i => creation.Pieces[i] == ", ");
}
