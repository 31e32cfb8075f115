namespace SymDiff.Benchmarks.Workloads;

/// <summary>The sum of log q(z) − log p(z) over draws z = μ + σε, where p is the standard normal.</summary>
internal static partial class GaussianElbo
{
    [Differentiable(nameof(mu), nameof(sigma))]
    public static double Total(double mu, [Positive] double sigma, double[] epsilon)
    {
        double sum = 0;
        for (int i = 0; i < epsilon.Length; i++)
        {
            double z = mu + sigma * epsilon[i];
            sum += LogNormal(z, mu, sigma) - LogNormal(z, 0, 1);
        }

        return sum;
    }

    /// <summary>The same with q's own parameters held fixed inside q: the path derivative.</summary>
    [Differentiable(nameof(mu), nameof(sigma))]
    public static double Path(double mu, [Positive] double sigma, double[] epsilon)
    {
        double sum = 0;
        for (int i = 0; i < epsilon.Length; i++)
        {
            double z = mu + sigma * epsilon[i];
            sum += LogNormal(z, Calculus.StopGradient(mu), Calculus.StopGradient(sigma)) - LogNormal(z, 0, 1);
        }

        return sum;
    }

    private static double LogNormal(double x, double mean, double deviation)
    {
        double u = (x - mean) / deviation;
        return Math.Log(1 / (Math.Sqrt(2 * Math.PI) * deviation) * Math.Exp(-0.5 * u * u));
    }
}
