namespace SymDiff.Generator.Checking;

/// <summary>A value with its derivative along each chosen parameter; a tuple holds its elements instead.</summary>
internal class Dual(double value, double[]? tangent, Dual[]? elements = null)
{
    private static readonly Dual True = new(1, null);
    private static readonly Dual False = new(0, null);

    public double Value { get; } = value;

    /// <summary>Null stands for zero.</summary>
    public double[]? Tangent { get; } = tangent;

    public Dual[]? Elements { get; } = elements;

    public bool IsTrue => Value != 0;

    /// <summary>What a condition gives.</summary>
    public static Dual Truth(bool holds) => holds ? True : False;

    /// <summary>The value of a function whose partial derivatives are these.</summary>
    public static Dual Of(double value, Dual[] operands, Func<int, double> partial)
    {
        double[]? tangent = null;
        for (var i = 0; i < operands.Length; i++)
        {
            if (operands[i].Tangent is not { } inner)
                continue;
            tangent ??= new double[inner.Length];
            Move(tangent, inner, partial(i));
        }

        return new Dual(value, tangent);
    }

    /// <summary>The value of an operation on two whose partial derivatives are these.</summary>
    public static Dual Of(double value, Dual left, double toLeft, Dual right, double toRight)
    {
        if (left.Tangent is null && right.Tangent is null)
            return new Dual(value, null);
        var tangent = new double[(left.Tangent ?? right.Tangent)!.Length];
        Move(tangent, left.Tangent ?? [], toLeft);
        Move(tangent, right.Tangent ?? [], toRight);
        return new Dual(value, tangent);
    }

    // What does not move adds nothing, however steep.
    private static void Move(double[] tangent, double[] inner, double slope)
    {
        for (var j = 0; j < inner.Length; j++)
        {
            if (inner[j] != 0)
                tangent[j] += slope * inner[j];
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
