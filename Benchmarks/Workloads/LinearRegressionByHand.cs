namespace SymDiff.Benchmarks.Workloads;

internal static class LinearRegressionByHand
{
    /// <summary>The partials of the weights are filled in, that of the logarithm of the noise is returned.</summary>
    public static double Gradient(ReadOnlySpan<double> w, double logSigma, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> gradient)
    {
        // Said once here, the lengths need not be checked in the loops.
        gradient = gradient[..w.Length];
        gradient.Clear();
        double squares = 0;
        for (var i = 0; i < y.Length; i++)
        {
            var row = x.Slice(i * w.Length, w.Length);
            double mean = 0;
            for (var j = 0; j < row.Length; j++)
                mean += w[j] * row[j];
            var residual = y[i] - mean;
            squares += residual * residual;
            for (var j = 0; j < row.Length; j++)
                gradient[j] += residual * row[j];
        }

        // The precision is the same for all rows.
        var precision = Math.Exp(-2 * logSigma);
        for (var j = 0; j < gradient.Length; j++)
            gradient[j] = precision * gradient[j] - w[j];
        return precision * squares - y.Length - logSigma;
    }
}
