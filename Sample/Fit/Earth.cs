namespace SymDiff.Sample.Fit;

/// <summary>The mean density z of the Earth: prior z ~ N(m, t²), measurements xᵢ ~ N(z, s²) of known scale.</summary>
/// <remarks>The model is conjugate, so the posterior and log p(x) are known, and a fit can be held against them.</remarks>
public sealed record Earth(double[] X, double S, double PriorMean, double PriorStdDev)
{
    private double Precision => 1 / (PriorStdDev * PriorStdDev) + X.Length / (S * S);

    public double PosteriorMean => (PriorMean / (PriorStdDev * PriorStdDev) + X.Sum() / (S * S)) / Precision;

    public double PosteriorStdDev => 1 / Math.Sqrt(Precision);

    /// <summary>log p(x) = Σᵢ log p(xᵢ | x₁ … xᵢ₋₁): each measurement foretold from those before it.</summary>
    public double LogEvidence()
    {
        var (mean, variance, sum) = (PriorMean, PriorStdDev * PriorStdDev, 0.0);
        foreach (var x in X)
        {
            sum += Normal.LogDensity(x, mean, Math.Sqrt(variance + S * S));
            var gain = variance / (variance + S * S);
            mean += gain * (x - mean);
            variance *= 1 - gain;
        }

        return sum;
    }

    /// <summary>F(q) of q = N(μ, σ²), exactly: Σᵢ E_q[log p(xᵢ|z)] − KL(q(z) ‖ p(z)).</summary>
    public double FreeEnergy(double mu, double sigma)
    {
        var expectedLogLikelihood = 0.0;
        foreach (var x in X)
            expectedLogLikelihood -= 0.5 * Math.Log(2 * Math.PI * S * S) + ((x - mu) * (x - mu) + sigma * sigma) / (2 * S * S);
        return expectedLogLikelihood - KullbackLeibler.Between(mu, sigma, PriorMean, PriorStdDev);
    }
}
