namespace SymDiff.Benchmarks.Workloads;

/// <summary>The log density of data under a normal distribution.</summary>
internal static partial class LogDensity
{
    [Differentiable(nameof(mu), nameof(sigma), Derivatives = Derivatives.Hessian)]
    public static double OfData(double mu, [Positive] double sigma, double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double r = (x[i] - mu) / sigma;
            sum += -0.5 * r * r - Math.Log(sigma) - 0.5 * Math.Log(2 * Math.PI);
        }

        return sum;
    }
}

internal static class LogDensityByHand
{
    // −n/σ², −2Σd/σ³, n/σ² − 3Σd²/σ⁴
    public static (double MuMu, double MuSigma, double SigmaSigma) Hessian(double mu, double sigma, ReadOnlySpan<double> x)
    {
        double sum = 0, squares = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var d = x[i] - mu;
            sum += d;
            squares += d * d;
        }

        var variance = sigma * sigma;
        return (-x.Length / variance, -2 * sum / (variance * sigma), (x.Length - (3 * squares / variance)) / variance);
    }
}
