using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Expectations;

/// <summary>Expectations in closed form are what quadrature of the author's method and of its gradient gives.</summary>
public class ExpectationTests
{
    public static TheoryData<string> Names => [.. ExpectationCases.All.Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Agree_with_quadrature(string name)
    {
        var row = ExpectationCases.All.Single(each => each.Name == name);
        var run = GeneratorRun.Of(row.Source);
        TestContext.Current.TestOutputHelper!.WriteLine(run.Text);
        using var code = run.Load();
        var value = Integrand.Of(code, "C", "F");
        foreach (var at in row.Points)
        {
            var where = "at (" + string.Join(", ", at) + ")";
            Numeric.Close(code.Number("C.FExpectation", at), Mean(value, at, row.Draws), row.Draws == 1 ? 1e-9 : 1e-7, 1e-10, where);
            var gradient = code.Numbers("C.FExpectedGradient", at);
            for (var i = 0; i < gradient.Length; i++)
                Numeric.Close(gradient[i], Mean(Integrand.Of(code, "C", "FGradient", i), at, row.Draws), row.Draws == 1 ? 1e-8 : 1e-6, 1e-9, $"partial {i} {where}");
        }
    }

    /// <summary>exp(½·50²) overflows, but between the bounds s·exp(v·ε) is a moderate number: E[ε·e^(v·ε)] there is an integral over them.</summary>
    [Theory]
    [InlineData(8.0)]
    [InlineData(50.0)]
    public void Are_finite_between_two_bounds(double v)
    {
        const int Parts = 20000;
        var (low, high) = (Math.Log(0.9) / v, Math.Log(1.2) / v);
        var width = (high - low) / Parts;
        double Mean(Func<double, double> function) => width * Enumerable.Range(0, Parts).Select(i => low + ((i + 0.5) * width)).Sum(e => function(e) * Math.Exp((v * e) - (0.5 * e * e))) / Math.Sqrt(2 * Math.PI);
        using var code = GeneratorRun.Of(ExpectationCases.All.First(each => each.Name == "between two bounds, however wide").Source).Load();
        var gradient = code.Numbers("C.FExpectedGradient", 1.0, v);
        Numeric.Close(gradient[0], Mean(_ => 1), 1e-8, 1e-12, "with respect to s");
        Numeric.Close(gradient[1], Mean(e => e), 1e-6, 1e-12, "with respect to v");
    }

    /// <summary>E[exp(b·ε)·cos(c·ε)] = exp(½(b² − c²))·cos(b·c), though exp(½b²) overflows.</summary>
    /// <summary>The square stands on both sides of zero, so that it takes no step there: one at each bound is left.</summary>
    [Fact]
    public void Take_no_step_where_both_sides_agree()
    {
        var run = GeneratorRun.Of(ExpectationCases.All.First(each => each.Name == "Huber's loss").Source);
        var expectation = run.Files[0].SourceText.ToString().Split(" FExpectation(")[1].Split(" FExpectedGradient(")[0];
        Assert.Equal(2, expectation.Split("NormalCdf(").Length - 1);
    }

    /// <summary>Which of two numbers a logarithm is taken of is less decides which step comes first: that of min(max(S, 80), 120) are two, and of E|σ·ε|³ the constant is a number over √(2π).</summary>
    [Theory]
    [InlineData("double F([Positive] double s, [Positive] double v, [StandardNormal] double e) => Math.Clamp(s * Math.Exp(v * e - 0.5 * v * v), 80, 120);", "Math.Min(")]
    [InlineData("double F([Positive] double s, [Positive] double k, [Positive] double v, [StandardNormal] double e) { double t = s * Math.Exp(v * e); return t > k && t < 1.5 * k ? t - k : 0; }", "Math.Min(")]
    [InlineData("double F(double s, [StandardNormal] double e) => Math.Abs(Math.Pow(s * e, 3));", "NormalPdf(0)")]
    [InlineData("double F(double s, [StandardNormal] double e) => Math.Max(s * e, 0);", "Math.Max(")]
    [InlineData("double F(double y, [Positive] double s, [StandardNormal] double e, [StandardNormal] double h) => Math.Abs(s * e - y) - 0.5 * Math.Abs(s * (e - h));", "Math.Sqrt(2 * Math.PI)")]
    public void Take_no_choice_that_numbers_decide(string method, string without)
    {
        var text = GeneratorRun.Of(new ExpectationCase("", method).Source).Files[0].SourceText.ToString();
        Assert.Contains(" FExpectedGradient(", text, StringComparison.Ordinal);
        Assert.DoesNotContain(without, text.Split(" FExpectation(")[1].Split(" FMonteCarloGradient(")[0], StringComparison.Ordinal);
    }

    /// <summary>The formula of E|σ·ε| is right at σ = 0 as well, and so are its slopes: no guard stands before them.</summary>
    [Theory]
    [InlineData("double F(double m, double s, double b, [StandardNormal] double e) => m + b * Math.Abs(s * e);")]
    [InlineData("double F(double s, [StandardNormal] double e) => 3 * Math.Abs(s * e) + Math.Max(s * e, 0) * e * e;")]
    public void Guard_nothing_that_the_formula_covers(string method)
    {
        var run = GeneratorRun.Of(new ExpectationCase("", method).Source);
        Assert.DoesNotContain(" == 0", run.Files[0].SourceText.ToString().Split(" FExpectation(")[1].Split(" FMonteCarloGradient(")[0], StringComparison.Ordinal);
    }

    /// <summary>Where c > 0 nobody asks again whether it is zero, and of max(d, max(0, d)) one greater number is left.</summary>
    [Theory]
    [InlineData("two linear units of one draw, their signs open", @"c == 0 \? ")]
    [InlineData("two linear units of one draw, their signs open", @"a > 0 \? ")]
    [InlineData("Huber's loss within a bound of either sign", @"Math\.Min\([^()]*min[^()]*\)")]
    public void Ask_nothing_that_is_known(string name, string pattern)
    {
        var text = GeneratorRun.Of(ExpectationCases.All.First(each => each.Name == name).Source).Files[0].SourceText.ToString();
        Assert.DoesNotMatch(pattern, text.Split(" FExpectation(")[1].Split(" FMonteCarloGradient(")[0]);
    }

    /// <summary>E|σ·(ε − η)| = 2σ/√π: the root of 2σ² comes apart.</summary>
    [Fact]
    public void Take_squares_out_of_roots()
    {
        var run = GeneratorRun.Of(new ExpectationCase("", "double F([Positive] double sigma, [StandardNormal] double e, [StandardNormal] double h) => Math.Abs(sigma * (e - h));").Source);
        Assert.DoesNotContain("sigma * sigma", run.Files[0].SourceText.ToString(), StringComparison.Ordinal);
        using var code = run.Load();
        Numeric.Close(code.Number("C.FExpectation", 1.3), 2.6 / Math.Sqrt(Math.PI));
    }

    /// <summary>E[exp(−½·((m + s·ε)/l)²)] = l/√(l² + s²)·exp(−½m²/(l² + s²)): its slope in l has no difference of squares that is nearly zero for a small l.</summary>
    [Fact]
    public void Keep_their_digits_where_a_kernel_is_narrow()
    {
        using var code = GeneratorRun.Of(new ExpectationCase("", "double F(double m, double s, [Positive] double l, [StandardNormal] double e) { double d = (m + s * e) / l; return Math.Exp(-0.5 * d * d); }").Source).Load();
        foreach (var l in new[] { 1e-2, 1e-4, 1e-6, 1e-8 })
        {
            var (m, s) = (0.5, 1.0);
            var variance = (l * l) + (s * s);
            var mean = l / Math.Sqrt(variance) * Math.Exp(-0.5 * m * m / variance);
            Numeric.Close(code.Number("C.FExpectation", m, s, l), mean, 1e-13);
            double[] expected = [-m / variance * mean, ((m * m / variance) - 1) * s / variance * mean, ((m * m * l / variance / variance) + (s * s / (l * variance))) * mean];
            Numeric.Close(code.Numbers("C.FExpectedGradient", m, s, l), expected, 1e-13);
        }
    }

    [Fact]
    public void Do_not_overflow_where_one_exponential_makes_up_for_another()
    {
        using var code = GeneratorRun.Of(new ExpectationCase("", "double F(double b, double c, [StandardNormal] double e) => Math.Exp(b * e) * Math.Cos(c * e);").Source).Load();
        Numeric.Close(code.Number("C.FExpectation", 40, 40), Math.Cos(1600), 1e-9);
        Numeric.Close(code.Number("C.FExpectation", 40, 40.5), Math.Exp(-0.5 * 0.5 * 80.5) * Math.Cos(40 * 40.5), 1e-9);
    }

    /// <summary>Where an exponential overflows and Φ or φ underflows, against thirty digits of quadrature.</summary>
    [Theory]
    [InlineData("double F(double a, double b, [StandardNormal] double e) => Math.Exp(-Math.Abs(a + b * e));", "0 40", 0.0199346703766026)]
    [InlineData("double F(double a, double b, [StandardNormal] double e) => Math.Exp(-Math.Abs(a + b * e));", "-2 100", 0.0079764528315701)]
    [InlineData("double F(double a, double b, [StandardNormal] double e) => Math.Exp(-Math.Abs(a + b * e));", "-60 2", 6.4702349256665e-26)]
    [InlineData("double F(double a, double b, double c, [StandardNormal] double e) => Math.Max(a + b * e, 0) * Math.Exp(c * e);", "0 -1 40", 0.000248872869380279)]
    [InlineData("double F(double a, double b, double c, [StandardNormal] double e) => Math.Max(a + b * e, 0) * Math.Exp(c * e);", "-30 1 20", 5.40109763279378e+62)]
    [InlineData("double F(double a, double b, double k, [StandardNormal] double e) => Math.Max(k - Math.Exp(a + b * e), 0);", "0 40 1", 0.490032664811699)]
    [InlineData("double F(double a, double b, double k, [StandardNormal] double e) => Math.Max(k - Math.Exp(a + b * e), 0);", "0 45 2", 0.994563561575353)]
    [InlineData("double F(double c, [StandardNormal] double e) => e > 0 ? Math.Exp(-c * e) : 0;", "100", 0.00398902398135681)]
    [InlineData("double F(double a, double b, double c, [StandardNormal] double e) => Calculus.NormalCdf(a + b * e) * Math.Exp(c * e);", "0 -10 40", 27.5862924894424)]
    [InlineData("double F(double a, double b, double c, [StandardNormal] double e) => Math.Exp(a + b * e) * Calculus.NormalPdf(c * e + a);", "0 40 5", 1804390480975.53)]
    public void Are_finite_where_one_factor_overflows_and_another_vanishes(string method, string at, double expected)
    {
        using var code = GeneratorRun.Of(new ExpectationCase("", method).Source).Load();
        double[] point = [.. at.Split(' ').Select(each => double.Parse(each, System.Globalization.CultureInfo.InvariantCulture))];
        Numeric.Close(code.Number("C.FExpectation", point), expected, 1e-10);
        // The gradient, and what it is by differences of the expectation.
        var gradient = code.Type("C").GetMethod("FExpectedGradient")!.ReturnType == typeof(double) ? [code.Number("C.FExpectedGradient", point)] : code.Numbers("C.FExpectedGradient", point);
        for (var i = 0; i < point.Length; i++)
        {
            double Moved(double by) => code.Number("C.FExpectation", [.. point.Select((x, j) => i == j ? x + by : x)]);
            var step = 1e-4 * Math.Max(1, Math.Abs(point[i]));
            Numeric.Close(gradient[i], (8 * (Moved(step) - Moved(-step)) - (Moved(2 * step) - Moved(-2 * step))) / (12 * step), 1e-5, 1e-8 * Math.Abs(expected), "partial " + i);
        }
    }

    private static double Mean(Func<double[], double> function, double[] at, int draws)
    {
        double[] all = [.. at, .. new double[draws]];
        return NormalIntegral.Mean(draws, point =>
        {
            point.CopyTo(all, at.Length);
            return function(all);
        });
    }

    // rK·exp(−rt)·Φ(d₂) + S·σ·φ(d₁)/(2√t): φ vanishes faster than 1/√t grows.
    [Theory]
    [InlineData(110, 100, 0.03, 0.2, new[] { 1, -1, 0, 0, 3.0 })]
    [InlineData(90, 100, 0.03, 0.2, new[] { 0.0, 0, 0, 0, 0 })]
    public void A_density_vanishes_faster_than_anything_grows(double s, double k, double r, double v, double[] expected)
    {
        using var code = GeneratorRun.Of(ExpectationCases.All.Single(row => row.Name == "call at the end of its time").Source).Load();
        Numeric.Close(code.Numbers("C.FExpectedGradient", s, k, r, v, 0.0), expected, 1e-12);
    }
}
