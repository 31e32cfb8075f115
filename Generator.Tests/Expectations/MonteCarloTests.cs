using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Expectations;

/// <summary>The mean over given draws, and its standard error.</summary>
public class MonteCarloTests
{
    private const string One = """
        using System;
        using SymDiff;

        public static partial class C
        {
            [Differentiable(nameof(a), nameof(b))]
            public static double F(double a, double b, int n, [StandardNormal] double epsilon) => Math.Exp(a + b * epsilon) * n + b * b;
        }
        """;

    private const string Two = """
        using System;
        using SymDiff;

        public static partial class C
        {
            [Differentiable]
            public static float F(float a, [StandardNormal] float e, [StandardNormal] float h)
            {
                if (a < 0)
                    throw new ArgumentOutOfRangeException(nameof(a));
                return e > h ? a * a * e : a * h;
            }
        }
        """;

    private static readonly double[] draws = [0.3, -1.2, 2.1, 0.05, -0.4, 1.1, 0.9];

    private delegate (double A, double B) Mean(double a, double b, int n, ReadOnlySpan<double> epsilon);

    private delegate (double A, double B) MeanWithError(double a, double b, int n, ReadOnlySpan<double> epsilon, out (double A, double B) standardError);

    private delegate (double A, double B) MeanOfNumbers(double a, double b, ReadOnlySpan<double> epsilon);

    private delegate (double A, double B) MeanOfNumbersWithError(double a, double b, ReadOnlySpan<double> epsilon, out (double A, double B) standardError);

    private delegate float SingleMean(float a, ReadOnlySpan<float> e, ReadOnlySpan<float> h);

    private delegate float SingleMeanWithError(float a, ReadOnlySpan<float> e, ReadOnlySpan<float> h, out float standardError);

    /// <summary>What is the same for all draws is its own mean, and has no error.</summary>
    [Theory]
    [InlineData("double a, double b, [StandardNormal] double epsilon", "a * epsilon + b * b * b", 1)]
    [InlineData("double a, double b, [StandardNormal] double epsilon", "b > 0 ? a * b + epsilon : epsilon", 0)]
    public void What_no_draw_changes_is_not_added_up(string parameters, string formula, int sums)
    {
        var run = GeneratorRun.Of($"using System; using SymDiff; public static partial class C {{ [Differentiable] public static double F({parameters}) => {formula}; }}");
        Assert.Equal(sums, run.Files[0].SourceText.ToString().Split("Sum +=").Length - 1);
        using var code = run.Load();
        var (a, b) = code.Delegate<MeanOfNumbers>("C.FMonteCarloGradient")(0.7, 1.3, draws);
        var (meanA, meanB) = code.Delegate<MeanOfNumbersWithError>("C.FMonteCarloGradient")(0.7, 1.3, draws, out var error);
        var expected = sums == 1 ? (draws.Average(), 3 * 1.3 * 1.3) : (1.3, 0.7);
        Numeric.Close([a, b, meanA, meanB], [expected.Item1, expected.Item2, expected.Item1, expected.Item2]);
        Assert.Equal(0, error.B);
        _ = code.Delegate<MeanOfNumbersWithError>("C.FMonteCarloGradient")(0.7, 1.3, [0.5], out error);
        Assert.True(double.IsNaN(error.B));
    }

    /// <summary>What one sum adds as it stands and another times the draw is chosen once.</summary>
    [Fact]
    public void Choose_once_what_several_sums_add()
    {
        var run = GeneratorRun.Of(ExpectationCases.All.First(each => each.Name == "Huber's loss").Source);
        var mean = run.Files[0].SourceText.ToString().Split(" FMonteCarloGradient(")[1];
        Assert.Equal(1, mean.Split("Calculus.Sign(").Length - 1);
    }

    [Fact]
    public void Is_the_mean_of_the_gradients_with_its_standard_error()
    {
        using var code = GeneratorRun.Of(One).Load();
        var gradients = draws.Select(e => ((double A, double B))code.Call("C.FGradient", 0.4, 0.6, 3, e)!).ToList();
        var (a, b) = (gradients.Average(g => g.A), gradients.Average(g => g.B));
        var (errorA, errorB) = (Error(gradients.Select(g => g.A)), Error(gradients.Select(g => g.B)));

        var mean = code.Delegate<Mean>("C.FMonteCarloGradient")(0.4, 0.6, 3, draws);
        var same = code.Delegate<MeanWithError>("C.FMonteCarloGradient")(0.4, 0.6, 3, draws, out var error);

        Numeric.Close([mean.A, mean.B, same.A, same.B, error.A, error.B], [a, b, a, b, errorA, errorB], 1e-13);
    }

    [Fact]
    public void The_standard_error_does_not_cancel()
    {
        using var code = GeneratorRun.Of("""
            using SymDiff;
            public static partial class C { [Differentiable] public static double F(double a, [StandardNormal] double e) => a * (1e9 + e); }
            """).Load();
        code.Delegate<OfOne>("C.FMonteCarloGradient")(1, draws, out var error);

        Numeric.Close(error, Error(draws), 1e-6);
    }

    private delegate double OfOne(double a, ReadOnlySpan<double> e, out double standardError);

    [Fact]
    public void Of_one_draw_has_no_error_and_of_none_is_refused()
    {
        using var code = GeneratorRun.Of(One).Load();
        code.Delegate<MeanWithError>("C.FMonteCarloGradient")(0.4, 0.6, 3, [0.3], out var error);

        Assert.True(double.IsNaN(error.A));
        Assert.Equal("epsilon", Assert.Throws<ArgumentException>(() => code.Delegate<Mean>("C.FMonteCarloGradient")(0.4, 0.6, 3, [])).ParamName);
    }

    [Fact]
    public void Of_several_draws_has_a_span_for_each()
    {
        using var code = GeneratorRun.Of(Two).Load();
        float[] e = [0.3f, -1.2f, 2.1f], h = [1.5f, -2f, 0.1f];
        var mean = code.Delegate<SingleMean>("C.FMonteCarloGradient");

        Assert.Equal(e.Zip(h, (x, y) => (double)(float)code.Call("C.FGradient", 0.7f, x, y)!).Average(), mean(0.7f, e, h), 1e-6);
        Assert.Equal(mean(0.7f, e, h), code.Delegate<SingleMeanWithError>("C.FMonteCarloGradient")(0.7f, e, h, out _), 1e-6);
        Assert.Equal("h", Assert.Throws<ArgumentException>(() => mean(0.7f, e, [1f])).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => mean(-1, e, h));
    }

    [Fact]
    public void Allocates_nothing()
    {
        using var code = GeneratorRun.Of(One).Load();
        var mean = code.Delegate<MeanWithError>("C.FMonteCarloGradient");
        mean(0.4, 0.6, 3, draws, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        mean(0.4, 0.6, 3, draws, out _);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static double Error(IEnumerable<double> numbers)
    {
        var all = numbers.ToList();
        var mean = all.Average();
        return Math.Sqrt(all.Sum(x => (x - mean) * (x - mean)) / (all.Count - 1) / all.Count);
    }
}
