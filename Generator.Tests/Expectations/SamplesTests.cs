using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Expectations;

/// <summary>The mean over samples of arrays of draws, and its standard error.</summary>
public class SamplesTests
{
    private const string Source = """
        using System;
        using SymDiff;

        public static partial class C
        {
            [Differentiable(nameof(mu), nameof(sigma))]
            public static double Factorised(double[] mu, double[] sigma, [StandardNormal] ReadOnlySpan<double> epsilon)
            {
                double sum = 0;
                for (int i = 0; i < mu.Length; i++)
                {
                    double z = mu[i] + sigma[i] * epsilon[i];
                    sum += z * z * z - Math.Log(sigma[i]);
                }

                return sum;
            }

            [Differentiable(nameof(a), nameof(s))]
            public static double Walk(double a, double s, int n, [StandardNormal] double[] e, [StandardNormal] double h)
            {
                double x = h;
                for (int i = 0; i < n; i++)
                    x = Math.Sin(a * x) + s * e[i];
                return x * x;
            }

            [Differentiable]
            public static double Plain(double a, [StandardNormal] double[] e) => Math.Exp(a * e[0]) * e[1] * e[1];
        }
        """;

    private static readonly double[] mu = [0.4, -1.1];
    private static readonly double[] sigma = [0.7, 1.4];
    private static readonly double[] draws = [0.3, -1.2, 2.1, 0.05, -0.4, 1.1, 0.9, -0.2];

    private delegate void Gradient(double[] mu, double[] sigma, ReadOnlySpan<double> epsilon, Span<double> muGradient, Span<double> sigmaGradient);

    private delegate void WithError(double[] mu, double[] sigma, ReadOnlySpan<double> epsilon, Span<double> muGradient, Span<double> sigmaGradient, Span<double> muStandardError, Span<double> sigmaStandardError);

    private delegate (double A, double S) WalkMean(double a, double s, int n, ReadOnlySpan<double> e, ReadOnlySpan<double> h);

    private delegate (double A, double S) WalkWithError(double a, double s, int n, ReadOnlySpan<double> e, ReadOnlySpan<double> h, out (double A, double S) standardError);

    [Fact]
    public void Of_arrays_are_the_means_of_the_gradients()
    {
        using var code = GeneratorRun.Of(Source).Load();
        var gradient = code.Delegate<Gradient>("C.FactorisedGradient");
        var rows = Enumerable.Range(0, 4).Select(sample =>
        {
            var (muRow, sigmaRow) = (new double[2], new double[2]);
            gradient(mu, sigma, draws.AsSpan(2 * sample, 2), muRow, sigmaRow);
            return (double[])[.. muRow, .. sigmaRow];
        }).ToList();
        var (muGradient, sigmaGradient, muError, sigmaError) = (new double[2], new double[2], new double[2], new double[2]);
        code.Delegate<Gradient>("C.FactorisedMonteCarloGradient")(mu, sigma, draws, muGradient, sigmaGradient);
        Numeric.Close([.. muGradient, .. sigmaGradient], Means(rows));
        code.Delegate<WithError>("C.FactorisedMonteCarloGradient")(mu, sigma, draws, muGradient, sigmaGradient, muError, sigmaError);
        Numeric.Close([.. muGradient, .. sigmaGradient], Means(rows));
        Numeric.Close([.. muError, .. sigmaError], Errors(rows));
    }

    [Fact]
    public void Of_numbers_are_the_means_of_the_gradients()
    {
        using var code = GeneratorRun.Of(Source).Load();
        double[] starts = [0.5, -0.3];
        var rows = Enumerable.Range(0, 2).Select(sample => CompiledCode.Flatten(code.Call("C.WalkGradient", 0.7, 0.4, 4, draws[(4 * sample)..(4 * (sample + 1))], starts[sample])).ToArray()).ToList();
        Numeric.Close([.. CompiledCode.Flatten(code.Delegate<WalkMean>("C.WalkMonteCarloGradient")(0.7, 0.4, 4, draws, starts))], Means(rows));
        var (a, s) = code.Delegate<WalkWithError>("C.WalkMonteCarloGradient")(0.7, 0.4, 4, draws, starts, out var error);
        Numeric.Close([a, s], Means(rows));
        Numeric.Close([error.A, error.S], Errors(rows));
    }

    [Fact]
    public void Without_a_loop_are_the_means_too()
    {
        using var code = GeneratorRun.Of(Source).Load();
        Numeric.Close((double)code.Call("C.PlainExpectation", 0.6)!, Math.Exp(0.18));
        Numeric.Close((double)code.Call("C.PlainExpectedGradient", 0.6)!, 0.6 * Math.Exp(0.18));
    }

    [Fact]
    public void Draws_that_are_no_whole_samples_are_refused()
    {
        using var code = GeneratorRun.Of(Source).Load();
        var mean = code.Delegate<Gradient>("C.FactorisedMonteCarloGradient");
        foreach (var count in (int[])[0, 3])
            Assert.Equal("epsilon", Assert.Throws<ArgumentException>(() => mean(mu, sigma, draws.AsSpan(0, count), new double[2], new double[2])).ParamName);
        Assert.Equal("epsilon", Assert.Throws<ArgumentException>(() => mean([], [], draws, [], [])).ParamName);
        Assert.Equal("h", Assert.Throws<ArgumentException>(() => code.Delegate<WalkMean>("C.WalkMonteCarloGradient")(0.7, 0.4, 4, draws, new double[3])).ParamName);
    }

    private static double[] Means(List<double[]> rows) => [.. rows[0].Select((_, i) => rows.Average(row => row[i]))];

    private static double[] Errors(List<double[]> rows) =>
        [.. Means(rows).Select((mean, i) => Math.Sqrt(rows.Sum(row => (row[i] - mean) * (row[i] - mean)) / (rows.Count * (rows.Count - 1.0))))];
}
