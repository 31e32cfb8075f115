namespace SymDiff.Sample.Checks;

/// <summary>(1): three ways to write the free energy, on a model where all are known.</summary>
public static class FreeEnergyIdentity
{
    private const double X = 1.3, S = 0.6;

    public static Equation Show(double[] epsilon)
    {
        const double mu = 0.4, sigma = 0.8;
        var fit = FreeEnergy.FromPriorValueAndGradient(mu, sigma, X, S);
        var gap = FreeEnergy.FromPosteriorValueAndGradient(mu, sigma, X, S);
        var draws = Estimate.Of(Array.ConvertAll(epsilon, e => FreeEnergy.Draw(mu, sigma, e, X, S)));
        var byMu = Estimate.Of(Array.ConvertAll(epsilon, e => FreeEnergy.DrawGradient(mu, sigma, e, X, S).Mu));
        var bySigma = Estimate.Of(Array.ConvertAll(epsilon, e => FreeEnergy.DrawGradient(mu, sigma, e, X, S).Sigma));

        // At the posterior nothing is lost: F is log p(x), and at its top.
        var evidence = 1 + S * S;
        var posterior = (Mean: X / evidence, StdDev: S / Math.Sqrt(evidence));
        var top = FreeEnergy.FromPriorValueAndGradient(posterior.Mean, posterior.StdDev, X, S);

        return new Equation(
            "(1)  Variational free energy",
            """
            F(q) = E_q[log p(x|z)] − KL(q(z) ‖ p(z))
                 = E_q[log p(x|z) − log q(z) + log p(z)]
                 = log p(x) − KL(q(z) ‖ p(z|x))

            Conjugate model, every term known:
            p(z) = N(0, 1)    p(x|z) = N(z, s²)
            p(x) = N(0, 1 + s²)
            p(z|x) = N(x/(1+s²), s²/(1+s²))

            ∂F/∂μ = (x − μ)/s² − μ
            ∂F/∂σ = 1/σ − σ/s² − σ
            """,
            [
                new(typeof(FreeEnergy), nameof(FreeEnergy.FromPriorGradient)),
                new(typeof(FreeEnergy), nameof(FreeEnergy.FromPosteriorGradient)),
            ],
            [
                Check.Exact("F, first line against third", fit.Value, gap.Value),
                Check.Average("F, second line as a mean of draws", draws.Mean, draws.MeanError, gap.Value),
                Check.Exact("∂F/∂μ, first line against third", fit.Gradient.Mu, gap.Gradient.Mu),
                Check.Exact("∂F/∂σ, first line against third", fit.Gradient.Sigma, gap.Gradient.Sigma),
                Check.Average("∂F/∂μ, second line as a mean of draws", byMu.Mean, byMu.MeanError, gap.Gradient.Mu),
                Check.Average("∂F/∂σ, second line as a mean of draws", bySigma.Mean, bySigma.MeanError, gap.Gradient.Sigma),
                Check.Exact("F at q = p(z|x), against log p(x)", top.Value, Normal.LogDensity(X, 0, Math.Sqrt(evidence))),
                Check.Exact("∂F/∂μ at q = p(z|x)", top.Gradient.Mu, 0),
                Check.Exact("∂F/∂σ at q = p(z|x)", top.Gradient.Sigma, 0),
            ],
            $"x = {X}, s = {S}; q = N({mu}, {sigma}²). F is largest, and equals log p(x), exactly at the posterior.");
    }
}
