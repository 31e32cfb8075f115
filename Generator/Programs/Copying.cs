using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>Loops over the elements of an array, as steps.</summary>
internal static class Copying
{
    /// <summary>The version of what an array holds at the time.</summary>
    public const int Latest = 1 << 28;

    // That of what is given from outside.
    private const int First = 0;

    /// <summary>Copies the elements of one array to another of the same size.</summary>
    /// <param name="values">The values.</param>
    /// <param name="from">The one.</param>
    /// <param name="to">The other.</param>
    /// <param name="like">Which of them says how many there are: one that is borrowed may be longer.</param>
    public static Step Of(ValueGraph values, Value from, Value to, Value like)
    {
        var element = from.Type.Elements[0];
        return ForEach(values, like, indices => [new StoreStep(null, to, indices, ElementOf(values, element, from, First, indices), First, First)]);
    }

    /// <summary>An element that is there wherever it is read.</summary>
    public static Value ElementOf(ValueGraph values, ValueType type, Value array, int version, Value[] indices)
    {
        var read = values.Element(type, array, version, indices);
        read.ReadDepth = 0;
        return read;
    }

    /// <summary>A loop over the indices of an array's elements.</summary>
    public static LoopStep ForEach(ValueGraph values, Value array, Func<Value[], IEnumerable<Step>> body)
    {
        if (array.Type.Row is not null)
            return Count(values, "i", LengthOf(values, array), i => [Count(values, "j", values.Extent(values.Row(array, i), "Length"), j => body([i, j]))]);
        if (array.Type.Rank == 2)
        {
            return Count(values, "i", values.Extent(array, "GetLength(0)"), i =>
                [Count(values, "j", values.Extent(array, "GetLength(1)"), j => body([i, j]))]);
        }

        return Count(values, "i", LengthOf(values, array), i => body([i]));
    }

    /// <summary>A loop that counts from zero up to a bound.</summary>
    public static LoopStep Count(ValueGraph values, string name, Value bound, Func<Value, IEnumerable<Step>> body)
    {
        var counter = Cell(values, ValueType.Int, name);
        return Count(values, counter, bound, [.. body(counter)]);
    }

    /// <summary>A loop that counts from zero up to a bound.</summary>
    public static LoopStep Count(ValueGraph values, Value counter, Value bound, IReadOnlyList<Step> body)
    {
        var condition = values.Binary(ValueKind.Less, ValueType.Boolean, counter, bound);
        var next = values.Plus(counter, values.Integer(1));
        return new LoopStep(null, [new Carried(counter, values.Integer(0), next, Cell(values, ValueType.Int, counter.Text))], condition, true, body, []);
    }

    /// <summary>How many elements an array with one index has.</summary>
    public static Value LengthOf(ValueGraph values, Value array) =>
        values.Extent(array, array.Type.IsList ? "Count" : "Length");

    /// <summary>The type of an array of the method's own with as many elements as another, which may hold a member of structs.</summary>
    public static ValueType OwnType(Value array) => new(NumberKind.Array, array.Type.Elements[0].Text + (array.Type.Rank == 2 ? "[,]" : "[]"), array.Type.Elements);

    /// <summary>A new variable.</summary>
    public static Value Cell(ValueGraph values, ValueType type, string name)
    {
        var cell = values.Cell(type, name);
        cell.Name = name;
        return cell;
    }
}
