namespace SymDiff.Generator.Checking;

/// <summary>A value with its derivative along each chosen parameter; a tuple holds its elements instead.</summary>
internal class Dual(double value, double[]? tangent, Dual[]? elements = null, double[]? sizes = null)
{
    private static readonly Dual True = new(1, null);
    private static readonly Dual False = new(0, null);

    public double Value { get; } = value;

    /// <summary>Null stands for zero.</summary>
    public double[]? Tangent { get; } = tangent;

    /// <summary>How large what each tangent has been added up of was at most: where it cancels, digits are lost in proportion to that.</summary>
    public double[]? Sizes { get; } = sizes ?? tangent;

    public Dual[]? Elements { get; } = elements;

    public bool IsTrue => Value != 0;

    /// <summary>What a condition gives.</summary>
    public static Dual Truth(bool holds) => holds ? True : False;

    /// <summary>The value of a function whose partial derivatives are these.</summary>
    public static Dual Of(double value, Dual[] operands, Func<int, double> partial)
    {
        double[]? tangent = null, sizes = null;
        for (var i = 0; i < operands.Length; i++)
        {
            if (operands[i].Tangent is not { } inner)
                continue;
            tangent ??= new double[inner.Length];
            Move(tangent, sizes ??= new double[inner.Length], operands[i], partial(i));
        }

        return new Dual(value, tangent, null, sizes);
    }

    /// <summary>The value of an operation on two whose partial derivatives are these.</summary>
    public static Dual Of(double value, Dual left, double toLeft, Dual right, double toRight)
    {
        if (left.Tangent is null && right.Tangent is null)
            return new Dual(value, null);
        var tangent = new double[(left.Tangent ?? right.Tangent)!.Length];
        var sizes = new double[tangent.Length];
        Move(tangent, sizes, left, toLeft);
        Move(tangent, sizes, right, toRight);
        return new Dual(value, tangent, null, sizes);
    }

    // What does not move adds nothing, however steep.
    private static void Move(double[] tangent, double[] sizes, Dual operand, double slope)
    {
        if (operand.Tangent is not { } inner)
            return;
        for (var j = 0; j < inner.Length; j++)
        {
            if (inner[j] != 0)
                tangent[j] += slope * inner[j];
            sizes[j] = Math.Max(sizes[j], Math.Abs(slope * operand.Sizes![j]));
        }
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
    public int At(double index) => index >= 0 && index < Count ? Start + (int)index : -1;

    /// <summary>Where an element of a two-dimensional array is; −1 where there is none.</summary>
    public int At(double row, double column) => column < 0 || column >= Columns ? -1 : At((row * Columns) + column);
}
