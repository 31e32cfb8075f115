using MathNet.Numerics.LinearAlgebra;

namespace SymDiff.Sample.Checks;

/// <summary>(2): over independent dimensions the divergence is a sum, and so each dimension has its own gradient; the expectation of one draw in all dimensions is that sum.</summary>
public static class FactorisedDivergence
{
    public static Equation Show()
    {
        double[] mu = [0.3, -1.2, 0.0, 2.5, -0.7, 1.1, 0.05, -3.0];
        double[] sigma = [1.4, 0.5, 1.0, 0.2, 2.2, 0.9, 1.05, 0.6];

        var sum = 0.0;
        var gradient = new (double Mu, double Sigma)[mu.Length];
        for (var i = 0; i < mu.Length; i++)
        {
            (var term, gradient[i]) = KullbackLeibler.ToStandardNormalValueAndGradient(mu[i], sigma[i]);
            sum += term;
        }

        var byMu = new double[mu.Length];
        var bySigma = new double[sigma.Length];
        FactorisedTerm.TotalExpectedGradient(mu, sigma, byMu, bySigma);

        return new Equation(
            "(2)  The KL of a factorised q is a sum",
            """
            q(z) = ∏ᵢ qᵢ(zᵢ)    p(z) = ∏ᵢ pᵢ(zᵢ)

            KL(q ‖ p) = Σᵢ KL(qᵢ ‖ pᵢ)

            so a loop over the dimensions will do,
            and each has its own gradient.

            So does one over E[log q(z) − log p(z)],
            from one draw in all dimensions.
            """,
            [
                new(typeof(KullbackLeibler), nameof(KullbackLeibler.ToStandardNormalValueAndGradient)),
                new(typeof(FactorisedTerm), nameof(FactorisedTerm.TotalExpectation)),
                new(typeof(FactorisedTerm), nameof(FactorisedTerm.TotalExpectedGradient)),
            ],
            [
                Check.Exact($"sum over {mu.Length} dimensions, against the joint", sum, Joint(mu, sigma)),
                Check.Exact("largest |∂/∂μᵢ − μᵢ|", gradient.Zip(mu, (g, m) => Math.Abs(g.Mu - m)).Max(), 0),
                Check.Exact("largest |∂/∂σᵢ − (σᵢ − 1/σᵢ)|", gradient.Zip(sigma, (g, s) => Math.Abs(g.Sigma - (s - 1 / s))).Max(), 0),
                Check.Exact("E[log q(z) − log p(z)], against the joint", FactorisedTerm.TotalExpectation(mu, sigma), Joint(mu, sigma)),
                Check.Exact("its largest |∂/∂μᵢ − μᵢ|", byMu.Zip(mu, (g, m) => Math.Abs(g - m)).Max(), 0),
                Check.Exact("its largest |∂/∂σᵢ − (σᵢ − 1/σᵢ)|", bySigma.Zip(sigma, (g, s) => Math.Abs(g - (s - 1 / s))).Max(), 0),
            ],
            "The joint is KL(N(μ, Σ) ‖ N(0, I)) = ½(tr Σ + μᵀμ − D − log det Σ), which knows nothing of factors.");
    }

    private static double Joint(double[] mu, double[] sigma)
    {
        var mean = Vector<double>.Build.Dense(mu);
        var covariance = Matrix<double>.Build.DenseOfDiagonalArray(Array.ConvertAll(sigma, s => s * s));
        return 0.5 * (covariance.Trace() + mean.DotProduct(mean) - mu.Length - Math.Log(covariance.Determinant()));
    }
}
