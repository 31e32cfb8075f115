using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Expectations;

/// <summary>The mean of the gradient over draws is unbiased: it differs from the expected gradient as its standard error says that it may, and no less often.</summary>
public class UnbiasedMeansTests
{
    private const int Batches = 60;
    private const int Samples = 2000;

    private const string Source = """
        using System; using SymDiff;
        public static partial class C
        {
            [Differentiable] public static double Closed(double a, double b, [StandardNormal] double e) => Math.Max(a + b * e, 0) * Math.Exp(b * e) + Math.Sin(a * e);

            [Differentiable] public static double Two(double a, double b, [StandardNormal] double e, [StandardNormal] double h) => Math.Abs(a * e + b * h) * (1 + a * e);

            [Differentiable(nameof(mu), nameof(sigma))]
            public static double Arrays(double[] mu, double[] sigma, [StandardNormal] double[] e)
            {
                double sum = 0;
                for (int i = 0; i < mu.Length; i++) { double z = mu[i] + sigma[i] * e[i]; sum += z * z * Calculus.NormalCdf(z); }
                return sum;
            }

            [Differentiable]
            public static double Program(double a, double b, int n, [StandardNormal] double[] e)
            {
                double x = a;
                for (int i = 0; i < n; i++) x = 0.9 * x + b * e[i];
                return x * x + Math.Max(x, 0);
            }
        }
        public static class Driver
        {
            public static double[][] Closed(double[] e) { var m = C.ClosedMonteCarloGradient(0.3, 0.6, e, out var s); var x = C.ClosedExpectedGradient(0.3, 0.6); return new[] { new[] { m.A, m.B }, new[] { s.A, s.B }, new[] { x.A, x.B } }; }

            public static double[][] Two(double[] e)
            {
                ReadOnlySpan<double> all = e;
                var m = C.TwoMonteCarloGradient(0.3, 0.6, all.Slice(0, e.Length / 2), all.Slice(e.Length / 2), out var s);
                var x = C.TwoExpectedGradient(0.3, 0.6);
                return new[] { new[] { m.A, m.B }, new[] { s.A, s.B }, new[] { x.A, x.B } };
            }

            public static double[][] Arrays(double[] e)
            {
                double[] mu = { 0.4, -1.1 }, sigma = { 0.7, 1.2 }, m = new double[4], s = new double[4], x = new double[4];
                C.ArraysMonteCarloGradient(mu, sigma, e, m.AsSpan(0, 2), m.AsSpan(2), s.AsSpan(0, 2), s.AsSpan(2));
                C.ArraysExpectedGradient(mu, sigma, x.AsSpan(0, 2), x.AsSpan(2));
                return new[] { m, s, x };
            }

            public static double[][] Program(double[] e) { var m = C.ProgramMonteCarloGradient(0.3, 0.6, 2, e, out var s); var x = C.ProgramExpectedGradient(0.3, 0.6, 2); return new[] { new[] { m.A, m.B }, new[] { s.A, s.B }, new[] { x.A, x.B } }; }
        }
        """;

    [Fact]
    public void Differ_from_the_expected_gradient_as_the_standard_error_says()
    {
        using var code = GeneratorRun.Of(Source).Load();
        foreach (var (name, draws) in new[] { ("Closed", 1), ("Two", 2), ("Arrays", 2), ("Program", 2) })
        {
            var random = new Random(1798);
            var scores = Enumerable.Range(0, Batches).Select(_ => Scores(code, name, [.. Enumerable.Range(0, draws * Samples).Select(_ => Normal(random))])).ToList();
            for (var i = 0; i < scores[0].Length; i++)
            {
                var (mean, square) = (scores.Average(score => score[i]), scores.Average(score => score[i] * score[i]));
                // Of so many means each is off by one standard error, and their mean by as many times less as is the root of their number.
                Assert.True(Math.Abs(mean) < 4 / Math.Sqrt(Batches), $"{name}, partial {i}: {mean} standard errors off on average");
                Assert.InRange(square, 1 - 4 * Math.Sqrt(2.0 / Batches) + 0.2, 1 + 4 * Math.Sqrt(2.0 / Batches));
            }
        }
    }

    // By how many standard errors each mean is off.
    private static double[] Scores(CompiledCode code, string name, double[] draws)
    {
        var result = (double[][])code.Call("Driver." + name, draws)!;
        return [.. result[0].Select((mean, i) => (mean - result[2][i]) / result[1][i])];
    }

    // Box and Muller.
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
