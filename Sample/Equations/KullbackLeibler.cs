namespace SymDiff.Sample.Equations;

/// <summary>KL divergences between normal distributions, in closed form.</summary>
public static partial class KullbackLeibler
{
    /// <summary>KL(N(μ, σ²) ‖ N(0, 1)) = ½(σ² + μ² − log σ² − 1)</summary>
    [Differentiable(Derivation = true)]
    public static double ToStandardNormal(double mu, [Positive] double sigma) =>
        0.5 * (sigma * sigma + mu * mu - Math.Log(sigma * sigma) - 1);

    /// <summary>KL(N(μ, σ²) ‖ N(m, t²))</summary>
    public static double Between(double mu, double sigma, double m, double t) =>
        Math.Log(t / sigma) + (sigma * sigma + (mu - m) * (mu - m)) / (2 * t * t) - 0.5;
}
