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
}
