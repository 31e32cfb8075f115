namespace SymDiff.Sample.Fit;

/// <summary>
/// The terms of one draw of F(q), z = μ + σε, by μ and λ = log σ: over λ there is no boundary for an ascent to step across.
/// </summary>
public static partial class ElboTerms
{
    /// <summary>log p(x|z) of one measurement.</summary>
    [Differentiable(nameof(mu), nameof(lambda), Derivation = true)]
    public static double LogLikelihood(double mu, double lambda, double epsilon, double x, [Positive] double s)
    {
        double sigma = Math.Exp(lambda);
        double z = mu + sigma * epsilon;
        return Normal.LogDensity(x, z, s);
    }

    /// <summary>log p(z) − log q(z), with q's own parameters held fixed: the path derivative.</summary>
    [Differentiable(nameof(mu), nameof(lambda), Derivation = true)]
    public static double Path(double mu, double lambda, double epsilon, double priorMean, [Positive] double priorStdDev)
    {
        double sigma = Math.Exp(lambda);
        double z = mu + sigma * epsilon;
        double logQ = Normal.LogDensity(z, Calculus.StopGradient(mu), Calculus.StopGradient(sigma));
        return Normal.LogDensity(z, priorMean, priorStdDev) - logQ;
    }

    /// <summary>log p(z) − log q(z), the total derivative.</summary>
    [Differentiable(nameof(mu), nameof(lambda), Derivation = true)]
    public static double Total(double mu, double lambda, double epsilon, double priorMean, [Positive] double priorStdDev)
    {
        double sigma = Math.Exp(lambda);
        double z = mu + sigma * epsilon;
        return Normal.LogDensity(z, priorMean, priorStdDev) - Normal.LogDensity(z, mu, sigma);
    }
}
