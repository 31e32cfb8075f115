using MathNet.Numerics.Integration;

namespace SymDiff.Sample.Checks;

/// <summary>(3): the divergence in closed form, against the integral that it stands for.</summary>
public static class ClosedFormDivergence
{
    public static Equation Show()
    {
        const double mu = 0.8, sigma = 1.7;
        var ((value, gradient), integral) = (KullbackLeibler.ToStandardNormalValueAndGradient(mu, sigma), Integral(mu, sigma));
        return new Equation(
            "(3)  Closed form for one dimension",
            """
            KL(N(μ,σ²) ‖ N(0,1))
              = E_q[log q(z) − log p(z)]
              = ½(σ² + μ² − log σ² − 1)

            by E[ε] = 0 and E[ε²] = 1

            ∂KL/∂μ = μ
            ∂KL/∂σ = σ − 1/σ
            """,
            [
                new(typeof(ReparameterisedTerm), nameof(ReparameterisedTerm.TotalExpectation)),
                new(typeof(KullbackLeibler), nameof(KullbackLeibler.ToStandardNormalGradient)),
            ],
            [
                Check.Exact("KL, against E[log q(z) − log p(z)] as derived", value, ReparameterisedTerm.TotalExpectation(mu, sigma)),
                Check.Exact("KL, against ∫ q (log q − log p) dz", value, integral),
                Check.Exact("∂KL/∂μ, against μ", gradient.Mu, mu),
                Check.Exact("∂KL/∂σ, against σ − 1/σ", gradient.Sigma, sigma - 1 / sigma),
            ],
            $"q = N({mu}, {sigma}²); the integral by Gauss–Legendre over μ ± 12σ.");
    }

    private static double Integral(double mu, double sigma) =>
        GaussLegendreRule.Integrate(
            z =>
            {
                var logQ = Normal.LogDensity(z, mu, sigma);
                return Math.Exp(logQ) * (logQ - Normal.LogStandardDensity(z));
            },
            mu - 12 * sigma, mu + 12 * sigma, order: 256);
}
