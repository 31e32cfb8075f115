namespace SymDiff.Sample.Equations;

/// <summary>
/// F(q) on the model p(z) = N(0, 1), p(x|z) = N(z, s²), where every term is known: p(x) = N(0, 1 + s²) and
/// p(z|x) = N(x/(1 + s²), s²/(1 + s²)).
/// </summary>
public static partial class FreeEnergy
{
    /// <summary>One draw of F(q): log p(x|z) − log q(z) + log p(z), z = μ + σε, with q's parameters held fixed inside log q.</summary>
    [Differentiable(nameof(mu), nameof(sigma), Derivation = true)]
    public static double Draw(double mu, [Positive] double sigma, double epsilon, double x, [Positive] double s)
    {
        double z = mu + sigma * epsilon;
        double logLikelihood = Normal.LogDensity(x, z, s);
        double logQ = Normal.LogDensity(z, Calculus.StopGradient(mu), Calculus.StopGradient(sigma));
        return logLikelihood - logQ + Normal.LogStandardDensity(z);
    }

    /// <summary>E_q[log p(x|z)] − KL(q(z) ‖ p(z))</summary>
    [Differentiable(nameof(mu), nameof(sigma), Derivation = true)]
    public static double FromPrior(double mu, [Positive] double sigma, double x, [Positive] double s)
    {
        double expectedLogLikelihood = -0.5 * Math.Log(2 * Math.PI * s * s) - ((x - mu) * (x - mu) + sigma * sigma) / (2 * s * s);
        return expectedLogLikelihood - KullbackLeibler.ToStandardNormal(mu, sigma);
    }

    /// <summary>log p(x) − KL(q(z) ‖ p(z|x))</summary>
    [Differentiable(nameof(mu), nameof(sigma), Derivation = true)]
    public static double FromPosterior(double mu, [Positive] double sigma, double x, [Positive] double s)
    {
        double evidence = 1 + s * s;
        double logEvidence = Normal.LogDensity(x, 0, Math.Sqrt(evidence));
        return logEvidence - KullbackLeibler.Between(mu, sigma, x / evidence, s / Math.Sqrt(evidence));
    }
}
