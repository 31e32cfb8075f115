using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Forms;

/// <summary>A method with the function that it computes, written again in the test.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Method">The method <c>F</c> without attribute and modifiers, and what it calls.</param>
/// <param name="Function">Its outputs.</param>
/// <param name="Points">Arguments.</param>
internal sealed record FormCase(string Name, string Method, Func<Dual50[], Dual50[]> Function, params double[][] Points)
{
    private const string OfScalars = "Derivatives.Gradient | Derivatives.Hessian | Derivatives.JacobianVectorProduct | Derivatives.VectorJacobianProduct | Derivatives.HessianVectorProduct";
    private const string OfTuples = "Derivatives.Jacobian | Derivatives.JacobianVectorProduct | Derivatives.VectorJacobianProduct";

    public FormCase(string name, string method, Func<Dual50[], Dual50> function, params double[][] points)
        : this(name, method, x => [function(x)], points)
    {
    }

    /// <summary>What is asked for; null for all that fits.</summary>
    public string? Derivatives { get; init; }

    public bool IsTuple => Method[0] == '(';

    public string Source => $$"""
        using System;
        using SymDiff;

        public static partial class Forms
        {
            [Differentiable(Derivatives = {{Derivatives ?? (IsTuple ? OfTuples : OfScalars)}})]
            public static {{Method.ReplaceLineEndings("\n    ")}}
        }
        """;

    /// <summary>The Jacobian, row by row.</summary>
    public double[] Jacobian(double[] at)
    {
        var columns = at.Select((_, i) => Column(at, i, i, Real50.Zero)).ToArray();
        return [.. Enumerable.Range(0, columns[0].Length).SelectMany(row => columns.Select(column => (double)column[row]))];
    }

    /// <summary>The upper triangle of the Hessian of the only output, row by row.</summary>
    public double[] Triangle(double[] at) =>
        [.. Enumerable.Range(0, at.Length).SelectMany(i => Enumerable.Range(i, at.Length - i).Select(j => Second(at, i, j)))];

    /// <summary>The Hessian times a vector.</summary>
    public double[] HessianTimes(double[] at, double[] vector) =>
        [.. at.Select((_, i) => vector.Select((v, j) => v * Second(at, Math.Min(i, j), Math.Max(i, j))).Sum())];

    public override string ToString() => Name;

    /// <summary>How far to move an argument for a difference: fifty digits leave room for one this small.</summary>
    public static Real50 StepAt(double x) => 1e-15 * (Real50)(x == 0 ? 1 : Math.Abs(x));

    private double Second(double[] at, int i, int j)
    {
        var step = StepAt(at[j]);
        return (double)((Column(at, i, j, step)[0] - Column(at, i, j, -step)[0]) / (2 * step));
    }

    // The partials of each output with respect to one argument, where another is moved.
    private Real50[] Column(double[] at, int partial, int moved, Real50 step) => [.. Function([.. at.Select((x, k) =>
        new Dual50(k == moved ? x + step : x, k == partial ? Real50.One : Real50.Zero))]).Select(output => output.Tangent)];
}
