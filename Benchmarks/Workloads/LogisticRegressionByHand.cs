namespace SymDiff.Benchmarks.Workloads;

internal static class LogisticRegressionByHand
{
    public static void Gradient(ReadOnlySpan<double> w, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> gradient)
    {
        // Said once here, the lengths need not be checked in the loops.
        gradient = gradient[..w.Length];
        w.CopyTo(gradient);
        for (var i = 0; i < y.Length; i++)
        {
            var row = x.Slice(i * w.Length, w.Length);
            double margin = 0;
            for (var j = 0; j < row.Length; j++)
                margin += w[j] * row[j];
            var slope = -y[i] * Calculus.Logistic(-y[i] * margin);
            for (var j = 0; j < row.Length; j++)
                gradient[j] += slope * row[j];
        }
    }

    // XᵀDX + I with D = p(1 − p): one triangle, then the other.
    public static void Hessian(ReadOnlySpan<double> w, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> hessian)
    {
        var d = w.Length;
        hessian = hessian[..(d * d)];
        hessian.Clear();
        for (var j = 0; j < d; j++)
            hessian[(j * d) + j] = 1;
        for (var i = 0; i < y.Length; i++)
        {
            var row = x.Slice(i * d, d);
            double margin = 0;
            for (var j = 0; j < row.Length; j++)
                margin += w[j] * row[j];
            var p = Calculus.Logistic(-y[i] * margin);
            var curvature = y[i] * y[i] * p * (1 - p);
            for (var j = 0; j < row.Length; j++)
            {
                var weight = curvature * row[j];
                var other = row[j..];
                var into = hessian.Slice((j * d) + j, other.Length);
                for (var k = 0; k < into.Length; k++)
                    into[k] += weight * other[k];
            }
        }

        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < i; j++)
                hessian[(i * d) + j] = hessian[(j * d) + i];
        }
    }
}
