namespace SymDiff.Sample.Checks;

/// <summary>
/// (5), (6): the expectation of both estimators, in closed form and as a mean over many draws, is the gradient of (3); their variance is not the same.
/// </summary>
public static class ExpectedGradient
{
    private delegate (double Mu, double Sigma) Gradient(double mu, double sigma, double epsilon);

    public static Equation Show(double[] epsilon) => new(
        "(5), (6)  The expected gradient",
        """
        ∂KL/∂μ = E_ε[μ̄]
               = E_ε[−ε/σ + μ + σε]     = μ
        ∂KL/∂σ = E_ε[σ̄]
               = E_ε[ε(−ε/σ + μ + σε)]  = σ − 1/σ

        Variance of one draw:
             path               total
        μ̄    (σ − 1/σ)²         σ²
        σ̄    μ² + 2(σ − 1/σ)²   μ² + 2σ²

        Both agree with (3) on average, but only
        the path derivative is at rest at q = p.
        """,
        [
            new(typeof(KullbackLeibler), nameof(KullbackLeibler.ToStandardNormalGradient)),
            new(typeof(ReparameterisedTerm), nameof(ReparameterisedTerm.TotalGradient)),
            new(typeof(ReparameterisedTerm), nameof(ReparameterisedTerm.TotalExpectedGradient)),
            new(typeof(ReparameterisedTerm), nameof(ReparameterisedTerm.PathGradient)),
            new(typeof(ReparameterisedTerm), nameof(ReparameterisedTerm.PathExpectedGradient)),
        ],
        [
            .. ClosedForms(mu: 0.7, sigma: 1.6), .. OverDraws(epsilon, mu: 0.7, sigma: 1.6),
            .. Path(epsilon, mu: 0.7, sigma: 1.6), .. Total(epsilon, mu: 0.7, sigma: 1.6),
            .. Path(epsilon, mu: 0, sigma: 1), .. Total(epsilon, mu: 0, sigma: 1),
        ],
        $"Averages over {epsilon.Length:N0} draws of ε, the same for both; allowed are five standard errors. p = N(0, 1).");

    private static IEnumerable<Check> ClosedForms(double mu, double sigma)
    {
        var (path, total) = (ReparameterisedTerm.PathExpectedGradient(mu, sigma), ReparameterisedTerm.TotalExpectedGradient(mu, sigma));
        yield return Check.Exact("path  E[μ̄] in closed form, against μ", path.Mu, mu);
        yield return Check.Exact("path  E[σ̄] in closed form, against σ − 1/σ", path.Sigma, sigma - 1 / sigma);
        yield return Check.Exact("total E[μ̄] in closed form, against μ", total.Mu, mu);
        yield return Check.Exact("total E[σ̄] in closed form, against σ − 1/σ", total.Sigma, sigma - 1 / sigma);
    }

    private static IEnumerable<Check> OverDraws(double[] epsilon, double mu, double sigma)
    {
        var mean = ReparameterisedTerm.PathMonteCarloGradient(mu, sigma, epsilon, out var error);
        yield return Check.Average("path  mean of μ̄ as generated", mean.Mu, error.Mu, mu);
        yield return Check.Average("path  mean of σ̄ as generated", mean.Sigma, error.Sigma, sigma - 1 / sigma);
    }

    private static IEnumerable<Check> Path(double[] epsilon, double mu, double sigma)
    {
        var slope = sigma - 1 / sigma;
        return Of("path ", ReparameterisedTerm.PathGradient, epsilon, mu, sigma, slope * slope, mu * mu + 2 * slope * slope);
    }

    private static IEnumerable<Check> Total(double[] epsilon, double mu, double sigma) =>
        Of("total", ReparameterisedTerm.TotalGradient, epsilon, mu, sigma, sigma * sigma, mu * mu + 2 * sigma * sigma);

    private static IEnumerable<Check> Of(
        string name, Gradient gradient, double[] epsilon, double mu, double sigma, double varianceMu, double varianceSigma)
    {
        var byMu = Estimate.Of(Array.ConvertAll(epsilon, e => gradient(mu, sigma, e).Mu));
        var bySigma = Estimate.Of(Array.ConvertAll(epsilon, e => gradient(mu, sigma, e).Sigma));
        var where = (mu, sigma) is (0, 1) ? "q = p" : $"q = N({mu}, {sigma}²)";
        yield return Check.Average($"{name} E[μ̄], {where}", byMu.Mean, byMu.MeanError, mu);
        yield return Check.Average($"{name} E[σ̄], {where}", bySigma.Mean, bySigma.MeanError, sigma - 1 / sigma);
        yield return Check.Average($"{name} Var[μ̄], {where}", byMu.Variance, byMu.VarianceError, varianceMu);
        yield return Check.Average($"{name} Var[σ̄], {where}", bySigma.Variance, bySigma.VarianceError, varianceSigma);
    }
}
