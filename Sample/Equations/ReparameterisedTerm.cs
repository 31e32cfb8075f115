namespace SymDiff.Sample.Equations;

/// <summary>One draw of KL(q ‖ p): t = log q(z) − log p(z), with z = μ + σε, ε ~ N(0, 1).</summary>
public static partial class ReparameterisedTerm
{
    /// <summary>q's own parameters are held fixed inside log q: μ and σ reach t through z alone.</summary>
    [Differentiable(nameof(mu), nameof(sigma), Derivation = true)]
    public static double Path(double mu, [Positive] double sigma, [StandardNormal] double epsilon)
    {
        double z = mu + sigma * epsilon;
        double r = Normal.LogDensity(z, Calculus.StopGradient(mu), Calculus.StopGradient(sigma));
        double s = Normal.LogStandardDensity(z);
        return r - s;
    }

    /// <summary>Without the stops, the score of q is part of the gradient too.</summary>
    [Differentiable(nameof(mu), nameof(sigma), Derivation = true)]
    public static double Total(double mu, [Positive] double sigma, [StandardNormal] double epsilon)
    {
        double z = mu + sigma * epsilon;
        double r = Normal.LogDensity(z, mu, sigma);
        double s = Normal.LogStandardDensity(z);
        return r - s;
    }
}
