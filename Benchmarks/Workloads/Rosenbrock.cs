namespace SymDiff.Benchmarks.Workloads;

/// <summary>A valley in many dimensions.</summary>
internal static partial class Rosenbrock
{
    [Differentiable(Derivatives = Derivatives.Hessian)]
    public static double Valley(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length - 1; i++)
        {
            double a = 1 - x[i];
            double b = x[i + 1] - x[i] * x[i];
            sum += a * a + 100 * b * b;
        }

        return sum;
    }
}

internal static class RosenbrockByHand
{
    // Three diagonals.
    public static void Hessian(ReadOnlySpan<double> x, Span<double> hessian)
    {
        var n = x.Length;
        hessian.Clear();
        for (var i = 0; i < n - 1; i++)
        {
            var at = i * (n + 1);
            hessian[at] += 2 + (1200 * x[i] * x[i]) - (400 * x[i + 1]);
            hessian[at + 1] = hessian[at + n] = -400 * x[i];
            hessian[at + n + 1] = 200;
        }
    }
}
