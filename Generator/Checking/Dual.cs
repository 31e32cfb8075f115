namespace SymDiff.Generator.Checking;

/// <summary>A value with its derivative along each chosen parameter; a tuple holds its elements instead.</summary>
internal class Dual(double value, double[]? tangent, Dual[]? elements = null)
{
    public double Value { get; } = value;

    /// <summary>Null stands for zero.</summary>
    public double[]? Tangent { get; } = tangent;

    public Dual[]? Elements { get; } = elements;

    public bool IsTrue => Value != 0;

    /// <summary>The value of a function whose partial derivatives are these.</summary>
    public static Dual Of(double value, Dual[] operands, Func<int, double> partial)
    {
        double[]? tangent = null;
        for (var i = 0; i < operands.Length; i++)
        {
            if (operands[i].Tangent is not { } inner)
                continue;
            tangent ??= new double[inner.Length];
            var slope = partial(i);
            for (var j = 0; j < inner.Length; j++)
            {
                // What does not move adds nothing, however steep.
                if (inner[j] != 0)
                    tangent[j] += slope * inner[j];
            }
        }

        return new Dual(value, tangent);
    }
}

/// <summary>An array, span or list, or a part of one: the elements are shared with whoever else has it.</summary>
internal sealed class DualArray(Dual[] items, int start, int count, int columns) : Dual(0, null)
{
    public int Count { get; } = count;

    /// <summary>The second extent of a two-dimensional array; 0 for any other.</summary>
    public int Columns { get; } = columns;

    public Dual[] Items { get; } = items;

    public int Start { get; } = start;

    public static DualArray OfZeros(int count, int columns = 0) => new([.. Enumerable.Repeat(new Dual(0, null), count)], 0, count, columns);

    /// <summary>Where an element is; −1 where there is none.</summary>
    public int At(double[] indices)
    {
        var index = Columns == 0 ? indices[0] : indices[1] < 0 || indices[1] >= Columns ? -1 : (indices[0] * Columns) + indices[1];
        return index >= 0 && index < Count ? Start + (int)index : -1;
    }
}
