namespace SymDiff.Benchmarks.Workloads;

/// <summary>How far a damped oscillation is from what was measured.</summary>
internal static partial class CurveFit
{
    [Differentiable(nameof(a), nameof(k), nameof(omega), Derivatives = Derivatives.Jacobian)]
    public static void Residuals(double a, double k, double omega, double[] t, double[] y, Span<double> residuals)
    {
        for (int i = 0; i < t.Length; i++)
            residuals[i] = a * Math.Exp(-k * t[i]) * Math.Cos(omega * t[i]) - y[i];
    }
}

internal static class CurveFitByHand
{
    public static void Jacobian(double a, double k, double omega, ReadOnlySpan<double> t, Span<double> jacobian)
    {
        for (var i = 0; i < t.Length; i++)
        {
            var ti = t[i];
            var decay = Math.Exp(-k * ti);
            var (sin, cos) = Math.SinCos(omega * ti);
            var row = jacobian.Slice(3 * i, 3);
            row[0] = decay * cos;
            row[1] = -a * ti * row[0];
            row[2] = -a * ti * decay * sin;
        }
    }
}
