using Microsoft.CodeAnalysis.CSharp;
using SymDiff.Generator.Tests.Support;
using static SymDiff.Generator.Tests.Support.Dual50;

namespace SymDiff.Generator.Tests.Expectations;

/// <summary>Expectations that everybody knows, as derived by hand; and as they are written.</summary>
public class ExpectationGoldenTests
{
    // log q(z) − log p(z) at z = μ + σε. Its expectation is the divergence ½(σ² + μ² − log σ² − 1), and that of its gradient (μ, σ − 1/σ), with q's own parameters held fixed or not.
    private static string Term(string mean, string deviation) => $$"""
        using System;
        using SymDiff;

        public static partial class Vi
        {
            [Differentiable(nameof(mu), nameof(sigma))]
            public static double Term(double mu, [Positive] double sigma, [StandardNormal] double epsilon)
            {
                double z = mu + sigma * epsilon;
                double r = LogNormal(z, {{mean}}, {{deviation}});
                double s = LogNormal(z, 0, 1);
                return r - s;
            }

            private static double LogNormal(double x, double mean, double deviation)
            {
                double u = (x - mean) / deviation;
                return Math.Log(1 / (Math.Sqrt(2 * Math.PI) * deviation) * Math.Exp(-0.5 * u * u));
            }
        }
        """;

    private const string Option = """
        using System;
        using SymDiff;

        public static partial class Option
        {
            [Differentiable(nameof(spot), nameof(sigma))]
            public static double Call([Positive] double spot, [Positive] double sigma, [Positive] double strike, double rate, [Positive] double time, [StandardNormal] double epsilon)
            {
                double final = spot * Math.Exp((rate - 0.5 * sigma * sigma) * time + sigma * Math.Sqrt(time) * epsilon);
                return Math.Exp(-rate * time) * Math.Max(final - strike, 0);
            }
        }
        """;

    // A line through data with a factorised posterior: the squared residual at the mean, and the variance of the line beside it.
    private const string Regression = """
        using System;
        using SymDiff;

        public static partial class Bayes
        {
            [Differentiable(nameof(mu), nameof(logSigma), nameof(logNoise))]
            public static double Elbo(double[] mu, double[] logSigma, double logNoise, double[,] x, double[] y, [StandardNormal] double[] epsilon)
            {
                double elbo = 0;
                for (int n = 0; n < y.Length; n++)
                {
                    double f = 0;
                    for (int j = 0; j < mu.Length; j++)
                        f += x[n, j] * (mu[j] + Math.Exp(logSigma[j]) * epsilon[j]);
                    double r = y[n] - f;
                    elbo -= 0.5 * r * r * Math.Exp(-2 * logNoise) + logNoise;
                }

                for (int j = 0; j < mu.Length; j++)
                {
                    double w = mu[j] + Math.Exp(logSigma[j]) * epsilon[j];
                    elbo += logSigma[j] - 0.5 * w * w;
                }

                return elbo;
            }
        }
        """;

    public static TheoryData<string> Rows => ["path", "total", "call", "regression"];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Read_as_by_hand(string row) => Snapshot.Match(GeneratorRun.Of(Source(row)));

    [Theory]
    [InlineData("path")]
    [InlineData("total")]
    public void Divergence_of_normals(string row)
    {
        var run = GeneratorRun.Of(Source(row));
        using var code = run.Load();
        foreach (var at in (double[][])[[0.3, 0.7], [-2, 1], [0, 1e-3], [40, 25]])
        {
            var (mu, sigma) = ((Dual50)at[0], (Dual50)at[1]);
            Numeric.Close(code.Number("Vi.TermExpectation", at), (double)(0.5 * ((sigma * sigma) + (mu * mu) - Log(sigma * sigma) - 1)).Value, 1e-14, 1e-15);
            Numeric.Close(code.Numbers("Vi.TermExpectedGradient", at), [at[0], (double)(sigma - (1 / sigma)).Value], 1e-15);
        }

        OperationCount.AssertAtMost(run, "TermExpectedGradient", operations: 2, calls: 0);
    }

    [Fact]
    public void Black_and_Scholes()
    {
        var run = GeneratorRun.Of(Option);
        using var code = run.Load();
        foreach (var at in (double[][])[[100, 0.2, 110, 0.03, 0.5], [40, 0.6, 35, -0.01, 3], [1, 0.1, 1, 0, 1]])
        {
            var (s, sigma, k, r, t) = ((Dual50)at[0], (Dual50)at[1], (Dual50)at[2], (Dual50)at[3], (Dual50)at[4]);
            var d1 = (Log(s / k) + ((r + (sigma * sigma / 2)) * t)) / (sigma * Sqrt(t));
            var d2 = d1 - (sigma * Sqrt(t));
            var price = (s * NormalCdf(d1)) - (k * Exp(-r * t) * NormalCdf(d2));
            var vega = s * Sqrt(t) * Exp(-d1 * d1 / 2) / Sqrt(2 * Pi);
            Numeric.Close(code.Number("Option.CallExpectation", at), (double)price.Value, 1e-12);
            Numeric.Close(code.Numbers("Option.CallExpectedGradient", at), [(double)NormalCdf(d1).Value, (double)vega.Value], 1e-12);
        }
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp8)]
    [InlineData(LanguageVersion.Latest)]
    public void In_every_version_of_the_language(LanguageVersion version)
    {
        foreach (var row in Rows)
            GeneratorRun.Of(Source(row.Data), version).AssertSound();
    }

    private static string Source(string row) => row switch
    {
        "path" => Term("Calculus.StopGradient(mu)", "Calculus.StopGradient(sigma)"),
        "total" => Term("mu", "sigma"),
        "regression" => Regression,
        _ => Option,
    };
}
