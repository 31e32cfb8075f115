namespace SymDiff.Generator.Checking;

/// <summary>A value with its derivative along each chosen parameter; a tuple holds its elements instead.</summary>
internal sealed class Dual(double value, double[]? tangent, Dual[]? elements = null)
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
