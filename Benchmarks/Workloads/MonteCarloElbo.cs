namespace SymDiff.Benchmarks.Workloads;

/// <summary>log q(z) − log p(z) of one draw z = μ + σε, with q's own parameters held fixed inside q.</summary>
internal static partial class MonteCarloElbo
{
    [Differentiable(nameof(mu), nameof(sigma))]
    public static double Term(double mu, [Positive] double sigma, [StandardNormal] double epsilon)
    {
        double z = mu + sigma * epsilon;
        return LogNormal(z, Calculus.StopGradient(mu), Calculus.StopGradient(sigma)) - LogNormal(z, 0, 1);
    }

    private static double LogNormal(double x, double mean, double deviation)
    {
        double u = (x - mean) / deviation;
        return Math.Log(1 / (Math.Sqrt(2 * Math.PI) * deviation) * Math.Exp(-0.5 * u * u));
    }
}

/// <summary>The plain loop: the gradient of one draw as derived on paper, summed.</summary>
internal static class MonteCarloElboByHand
{
    public static (double Mu, double Sigma) Term(double mu, double sigma, ReadOnlySpan<double> epsilon)
    {
        double muSum = 0, sigmaSum = 0;
        for (var i = 0; i < epsilon.Length; i++)
        {
            var z = mu + sigma * epsilon[i];
            var zBar = z - epsilon[i] / sigma;
            muSum += zBar;
            sigmaSum += zBar * epsilon[i];
        }

        return (muSum / epsilon.Length, sigmaSum / epsilon.Length);
    }
}
