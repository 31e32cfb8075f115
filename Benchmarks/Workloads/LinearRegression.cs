namespace SymDiff.Benchmarks.Workloads;

/// <summary>The log posterior of weights and of the logarithm of the noise, all with standard normal priors.</summary>
internal static partial class LinearRegression
{
    [Differentiable(nameof(w), nameof(logSigma))]
    public static double LogPosterior(double[] w, double logSigma, double[] x, double[] y)
    {
        int d = w.Length;
        double sigma = Math.Exp(logSigma);
        double sum = LogNormal(logSigma, 0, 1);
        for (int j = 0; j < d; j++)
            sum += LogNormal(w[j], 0, 1);
        for (int i = 0; i < y.Length; i++)
        {
            double mean = 0;
            for (int j = 0; j < d; j++)
                mean += w[j] * x[i * d + j];
            sum += LogNormal(y[i], mean, sigma);
        }

        return sum;
    }

    private static double LogNormal(double x, double mean, double sigma)
    {
        double z = (x - mean) / sigma;
        return -0.5 * z * z - Math.Log(sigma) - 0.5 * Math.Log(2 * Math.PI);
    }
}
