using Microsoft.CodeAnalysis.CSharp;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Domains;

/// <summary>What is declared of the parameters, and what guards say of them, is used: derivatives have no case and no call that the domain rules out.</summary>
public class DomainTests
{
    [Theory]
    [InlineData("[Positive] double x", "", "Math.Sqrt(x * x)", "1")]
    [InlineData("[Range(0, 9)] double x", "", "Math.Sqrt(x * x)", "1")]
    [InlineData("[Range(-9, -1)] double x", "", "Math.Sqrt(x * x)", "-1")]
    [InlineData("[Range(-9, 9)] double x", "", "Math.Sqrt(x * x)", "Calculus.Sign(x)")]
    [InlineData("double x", "", "Math.Sqrt(x * x)", "Calculus.Sign(x)")]
    [InlineData("[Range(2, 3)] double x", "", "Math.Abs(1 - x)", "1")]
    [InlineData("[Range(2, 3)] double x", "", "Math.Max(x, 1)", "1")]
    [InlineData("[Range(2, 3)] double x", "", "Math.Min(x, 1)", "0")]
    [InlineData("[Range(2, 3)] double x", "", "Math.Max(x * x, 4 - x)", "2 * x")]
    [InlineData("double x", "if (x <= 0) throw new ArgumentException();", "Math.Abs(x)", "1")]
    [InlineData("double x", "if (!(x > 0)) throw new ArgumentException();", "Math.Abs(x)", "1")]
    [InlineData("double x", "if (0 >= x) throw new ArgumentException();", "Math.Abs(x)", "1")]
    [InlineData("double x", "if (x > -1 || x < -8) throw new ArgumentException();", "Math.Abs(x)", "-1")]
    [InlineData("double x", "if (x is <= 0 or > 8) throw new ArgumentException();", "Math.Abs(x)", "1")]
    [InlineData("double x", "ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);", "Math.Abs(x)", "1")]
    [InlineData("double x", "ArgumentOutOfRangeException.ThrowIfNegative(x);", "Math.Abs(x)", "1")]
    [InlineData("double x", "ArgumentOutOfRangeException.ThrowIfLessThan(x, 2);", "Math.Abs(x - 2)", "1")]
    [InlineData("double x", "ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(x, 2);", "Math.Abs(x - 2)", "1")]
    [InlineData("double x", "ArgumentOutOfRangeException.ThrowIfGreaterThan(x, -1.5);", "Math.Abs(x)", "-1")]
    [InlineData("double x", "ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(x, 0);", "Math.Abs(x)", "-1")]
    [InlineData("double x", "System.Diagnostics.Debug.Assert(x > 0);", "Math.Abs(x)", "1")]
    [InlineData("double x", "System.Diagnostics.Debug.Assert(x > 0 && x < 1, \"a share\");", "Math.Abs(1 - x)", "-1")]
    [InlineData("double x", "ArgumentOutOfRangeException.ThrowIfNegativeOrZero(1 - 2 * x);", "Math.Abs(1 - 2 * x)", "-2")]
    [InlineData("double x, double y", "if (x < y) throw new ArgumentException();", "Math.Abs(x - y)", "(1, -1)")]
    [InlineData("double x, double y", "if (x < y) throw new ArgumentException();", "Math.Abs(y - x)", "(1, -1)")]
    [InlineData("double x, double y", "if (x < y) throw new ArgumentException();", "Math.Max(y, x)", "(1, 0)")]
    [InlineData("[Range(-1, 1, MinimumIsExclusive = true, MaximumIsExclusive = true)] double rho, [Positive] double s", "", "Math.Sqrt((1 - rho * rho) * (1 - rho * rho)) * Math.Sqrt(s * s)", "(-2 * s * rho, 1 - rho * rho)")]
    public void The_algebra_knows_it(string parameters, string guard, string formula, string gradient)
    {
        var run = GeneratorRun.Of(Source($"[Differentiable] public static double F({parameters}) {{ {guard} return {formula}; }}")).AssertSound();
        var text = run.Text;

        text = text[..text.IndexOf("FValueAndGradient", StringComparison.Ordinal)];
        Assert.True(text.Contains($"return {gradient};", StringComparison.Ordinal), text);
    }

    // Points of the domain only: at others the check would find nothing, and with it no error.
    [Theory]
    [InlineData("[Range(100, 101)] double x, [Range(-7, -6)] double y", "", "Math.Sqrt(x - 99.5) * Math.Log(-5 - y)", 100.25, -6.5)]
    [InlineData("[Range(0, 0.001)] double x, [Range(1e6, 2e6)] double y", "", "Math.Acos(x * 900) * Math.Log(y - 999000)", 0.0005, 1.5e6)]
    [InlineData("double x, double y", "if (x < 50 || x > 60 || y >= -20) throw new ArgumentException();", "Math.Log(x - 49) * Math.Sqrt(-19 - y)", 55, -25)]
    public async Task The_check_takes_place_in_the_domain(string parameters, string guard, string formula, double x, double y)
    {
        var run = GeneratorRun.Of(Source($"[Differentiable] public static double F({parameters}) {{ {guard} return {formula}; }}"));
        using var code = run.Load();

        Assert.Empty(await run.Reports());
        var (h, gradient) = (1e-6, code.Numbers("C.FGradient", x, y));
        Assert.Equal((code.Number("C.F", x * (1 + h), y) - code.Number("C.F", x * (1 - h), y)) / (2 * h * x), gradient[0], 1e-5 * Math.Abs(gradient[0]));
        Assert.Equal((code.Number("C.F", x, y * (1 + h)) - code.Number("C.F", x, y * (1 - h))) / (2 * h * y), gradient[1], 1e-5 * Math.Abs(gradient[1]));
    }

    [Fact]
    public void The_frameworks_own_attribute_is_not_read()
    {
        const string Both = "using System;\nusing System.ComponentModel.DataAnnotations;\nusing SymDiff;\npublic static partial class C { "
            + "[Differentiable] public static double F([SymDiff.Range(1, 2)] double x, [System.ComponentModel.DataAnnotations.Range(1, 2)] double y) => Math.Abs(x) + Math.Abs(y); }";

        Assert.Contains("return (1, Calculus.Sign(y));", GeneratorRun.Of(Both).AssertSound().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_oldest_language_will_do() => GeneratorRun.Of(
        "using System; using SymDiff; public static partial class C { [Differentiable] public static double F([Range(0, 1, MinimumIsExclusive = true)] double x) { return Math.Log(x); } }",
        LanguageVersion.CSharp7_3).AssertSound();

    private static string Source(string members) => "using System;\nusing SymDiff;\n\npublic static partial class C\n{\n" + members + "\n}\n";
}
