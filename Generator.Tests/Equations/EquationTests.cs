using SymDiff.Generator.Tests.Support;
using static SymDiff.Generator.Tests.Support.Dual50;

namespace SymDiff.Generator.Tests.Equations;

/// <summary>
/// Variational inference with a normal distribution, as derived by hand: data x, latent z, prior p(z) = N(0, 1), approximation q(z) = N(μ, σ²), z = μ + σε
/// with ε ~ N(0, 1). A bar is an adjoint.
/// </summary>
public class EquationTests
{
    // The densities as they are printed in books: log(c·exp(u)).
    private const string Densities =
        """
        using System;
        using SymDiff;

        public static partial class Vi
        {
            private static double LogNormal(double x, double mean, double deviation) =>
                Math.Log(1 / (Math.Sqrt(2 * Math.PI) * deviation) * Math.Exp(-Calculus.Square(x - mean) / (2 * Calculus.Square(deviation))));


        """;

    private const string FreeEnergy = Densities +
        """
            /// <summary>F(q) = E[log p(x|z)] − KL(q ‖ p), with p(x|z) = N(z, s²).</summary>
            [Differentiable(nameof(mu), nameof(sigma))]
            public static double FreeEnergy(double mu, double sigma, double x, double s)
            {
                double expected = -0.5 * (Calculus.Square(x - mu) + sigma * sigma) / (s * s) - Math.Log(s) - 0.5 * Math.Log(2 * Math.PI);
                double divergence = 0.5 * (sigma * sigma + mu * mu - Math.Log(sigma * sigma) - 1);
                return expected - divergence;
            }
        }
        """;

    private const string Factorised =
        """
        using System;
        using SymDiff;

        public static partial class Vi
        {
            private static double Divergence(double mu, double sigma) => 0.5 * (sigma * sigma + mu * mu - Math.Log(sigma * sigma) - 1);

            /// <summary>KL of a factorised q: the sum of those of its factors.</summary>
            [Differentiable]
            public static double Divergences(double mu1, double sigma1, double mu2, double sigma2, double mu3, double sigma3) =>
                Divergence(mu1, sigma1) + Divergence(mu2, sigma2) + Divergence(mu3, sigma3);
        }
        """;

    private const string ClosedForm =
        """
        using System;
        using SymDiff;

        public static partial class Vi
        {
            /// <summary>KL(N(μ, σ²) ‖ N(0, 1)).</summary>
            [Differentiable]
            public static double Divergence(double mu, double sigma) => 0.5 * (sigma * sigma + mu * mu - Math.Log(sigma * sigma) - 1);
        }
        """;

    private const string Path = Densities +
        """
            /// <summary>t = log q(z) − log p(z), q's own parameters held fixed inside q.</summary>
            [Differentiable(nameof(mu), nameof(sigma))]
            public static double PathTerm(double mu, double sigma, double epsilon)
            {
                double z = mu + sigma * epsilon;
                double r = LogNormal(z, Calculus.StopGradient(mu), Calculus.StopGradient(sigma));
                double s = LogNormal(z, 0, 1);
                double t = r - s;
                return t;
            }
        }
        """;

    private const string Total = Densities +
        """
            /// <summary>t = log q(z) − log p(z).</summary>
            [Differentiable(nameof(mu), nameof(sigma))]
            public static double TotalTerm(double mu, double sigma, double epsilon)
            {
                double z = mu + sigma * epsilon;
                double r = LogNormal(z, mu, sigma);
                double s = LogNormal(z, 0, 1);
                double t = r - s;
                return t;
            }
        }
        """;

    private const string Scores = Densities +
        """
            [Differentiable(nameof(z))]
            public static double LogQ(double z, double mu, double sigma) => LogNormal(z, mu, sigma);

            [Differentiable]
            public static double LogP(double z) => Math.Log(1 / Math.Sqrt(2 * Math.PI) * Math.Exp(-z * z / 2));
        }
        """;

    private static readonly double[][] parameters = [[0.5, 0.8], [-2, 3], [0, 1], [4, 0.05]];
    private static readonly double[][] draws = [[0.5, 0.8, -0.3], [-2, 3, 1.7], [0, 1, 0.4], [4, 0.05, -2.5]];

    [Fact]
    public void Free_energy_is_highest_at_the_posterior_and_is_the_log_evidence_there()
    {
        var run = GeneratorRun.Of(FreeEnergy);
        using var code = run.Load();

        Agreement.Check(
            code,
            "Vi.FreeEnergy",
            v => -(Square(v[2] - v[0]) + Square(v[1])) / (2 * Square(v[3])) - Log(v[3]) - Log(2 * Dual50.Pi) / 2 - Divergence(v[0], v[1]),
            [[0.5, 0.8, 1.2, 0.6], [-2, 3, 0, 1], [0, 1, 5, 0.1]],
            withRespectTo: [0, 1]);
        foreach (var (x, s) in new[] { (1.3, 0.7), (-4.0, 2.5), (0.0, 1.0) })
        {
            var evidence = 1 + (s * s);
            var (mu, sigma) = (x / evidence, s / Math.Sqrt(evidence));
            var logEvidence = (-x * x / (2 * evidence)) - (0.5 * Math.Log(2 * Math.PI * evidence));

            Numeric.Close(code.Number("Vi.FreeEnergy", mu, sigma, x, s), logEvidence);
            Numeric.Close(code.Numbers("Vi.FreeEnergyGradient", mu, sigma, x, s), [0, 0], floor: 1e-12);
            Assert.True(code.Number("Vi.FreeEnergy", mu + 0.1, sigma, x, s) < logEvidence);
            Assert.True(code.Number("Vi.FreeEnergy", mu, sigma * 1.1, x, s) < logEvidence);
        }

        OperationCount.AssertAtMost(run, "FreeEnergyGradient", operations: 8, calls: 0);
        Snapshot.Match(run);
    }

    [Fact]
    public void Divergence_of_a_product_is_the_sum_of_divergences()
    {
        var run = GeneratorRun.Of(Factorised);
        using var code = run.Load();

        double[] at = [0.5, 0.8, -2, 3, 0, 1];
        Numeric.Close(code.Numbers("Vi.DivergencesGradient", at), [0.5, 0.8 - (1 / 0.8), -2, 3 - (1 / 3.0), 0, 0]);
        Agreement.Check(code, "Vi.Divergences", v => Divergence(v[0], v[1]) + Divergence(v[2], v[3]) + Divergence(v[4], v[5]), [at]);
        OperationCount.AssertAtMost(run, "DivergencesGradient", operations: 6, calls: 0);
        Snapshot.Match(run);
    }

    [Fact]
    public void Closed_form_derives_to_mu_and_sigma_less_its_reciprocal()
    {
        var run = GeneratorRun.Of(ClosedForm);
        using var code = run.Load();

        Agreement.Check(code, "Vi.Divergence", v => Divergence(v[0], v[1]), parameters);
        foreach (var point in parameters)
            Numeric.Close(code.Numbers("Vi.DivergenceGradient", point), [point[0], point[1] - (1 / point[1])]);
        OperationCount.AssertAtMost(run, "DivergenceGradient", operations: 2, calls: 0);
        Snapshot.Match(run);
    }

    [Fact]
    public void Scores_have_no_exponential_left()
    {
        var run = GeneratorRun.Of(Scores);
        using var code = run.Load();

        Agreement.Check(code, "Vi.LogQ", v => LogNormal(v[0], v[1], v[2]), [[0.3, 0.5, 0.8], [-2, 3, 1.7]], withRespectTo: [0]);
        Agreement.Check(code, "Vi.LogP", v => LogNormal(v[0], 0, 1), [[0.3], [-2], [0]]);
        foreach (var z in new[] { 40.0, 60, -60, 1e5 })
        {
            Numeric.Close(code.Number("Vi.LogQGradient", z, 1, 0.5), -(z - 1) / 0.25);
            Numeric.Close(code.Number("Vi.LogPGradient", z), -z);
        }

        OperationCount.AssertAtMost(run, "LogQGradient", operations: 3, calls: 0);
        OperationCount.AssertAtMost(run, "LogPGradient", operations: 1, calls: 0);
        Snapshot.Match(run);
    }

    [Fact]
    public void Path_derivative_passes_through_z_only()
    {
        var run = GeneratorRun.Of(Path);
        using var code = run.Load();

        Agreement.Check(code, "Vi.PathTerm", v => Term(v, StopGradient), draws, withRespectTo: [0, 1]);
        foreach (var point in (double[][])[.. draws, [0, 1, 60], [3, 0.5, -60]])
        {
            var (mu, sigma, epsilon) = (point[0], point[1], point[2]);
            var z = mu + (sigma * epsilon);
            var zBar = z - (epsilon / sigma);
            Numeric.Close(code.Numbers("Vi.PathTermGradient", point), [zBar, zBar * epsilon]);
        }

        // At q = p the path derivative has no variance: it is zero for every draw.
        foreach (var epsilon in new[] { -3, -0.2, 0, 1.5, 50 })
            Assert.All(code.Numbers("Vi.PathTermGradient", 0, 1, epsilon), partial => Assert.Equal(0, partial));
        OperationCount.AssertAtMost(run, "PathTermGradient", operations: 5, calls: 0);
        Snapshot.Match(run);
    }

    [Fact]
    public void Total_derivative_has_the_score_as_well()
    {
        var run = GeneratorRun.Of(Total);
        using var code = run.Load();

        Agreement.Check(code, "Vi.TotalTerm", v => Term(v, x => x), draws, withRespectTo: [0, 1]);
        foreach (var point in (double[][])[.. draws, [0, 1, 60], [3, 0.5, -60]])
        {
            var (mu, sigma, epsilon) = (point[0], point[1], point[2]);
            var z = mu + (sigma * epsilon);
            Numeric.Close(code.Numbers("Vi.TotalTermGradient", point), [z, (z * epsilon) - (1 / sigma)]);
        }

        OperationCount.AssertAtMost(run, "TotalTermGradient", operations: 5, calls: 0);
        Snapshot.Match(run);
    }

    [Theory]
    [InlineData(Path, "Vi.PathTermGradient")]
    [InlineData(Total, "Vi.TotalTermGradient")]
    public void Either_has_the_gradient_of_the_closed_form_as_its_expectation(string source, string gradient)
    {
        using var code = GeneratorRun.Of(source).Load();

        // The gradient is a polynomial of second degree in ε, so three nodes of Gauss and Hermite give its expectation exactly.
        var node = Math.Sqrt(3);
        foreach (var point in parameters)
        {
            var (mu, sigma) = (point[0], point[1]);
            double[] expectation = [0, 0];
            foreach (var (epsilon, weight) in new[] { (-node, 1 / 6.0), (0, 2 / 3.0), (node, 1 / 6.0) })
            {
                var at = code.Numbers(gradient, mu, sigma, epsilon);
                expectation = [expectation[0] + (weight * at[0]), expectation[1] + (weight * at[1])];
            }

            Numeric.Close(expectation, [mu, sigma - (1 / sigma)], floor: 1e-12);
        }
    }

    private static Dual50 Divergence(Dual50 mu, Dual50 sigma) => (Square(sigma) + Square(mu) - Log(Square(sigma)) - 1) / 2;

    private static Dual50 LogNormal(Dual50 x, Dual50 mean, Dual50 deviation) =>
        -Square((x - mean) / deviation) / 2 - Log(deviation) - Log(2 * Dual50.Pi) / 2;

    private static Dual50 Term(Dual50[] v, Func<Dual50, Dual50> inside)
    {
        var z = v[0] + v[1] * v[2];
        return LogNormal(z, inside(v[0]), inside(v[1])) - LogNormal(z, 0, 1);
    }
}
