using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Writing;

/// <summary>Where a derivative wants the sine and the cosine of one angle, one call gives both; the method's own value has the calls of the author's.</summary>
public class SineAndCosineTests
{
    private const string Fit = """
        using System;
        using SymDiff;
        public static partial class C
        {
            [Differentiable(nameof(a), nameof(w), Derivatives = Derivatives.Jacobian | Derivatives.JacobianVectorProduct)]
            public static void Residuals(double a, double w, ReadOnlySpan<double> t, Span<double> r) { for (int i = 0; i < t.Length; i++) r[i] = a * Math.Sin(w * t[i]); }

            [Differentiable(nameof(a), nameof(w))]
            public static double Sum(double a, double w, double[] t) { double sum = 0; for (int i = 0; i < t.Length; i++) sum += a * Math.Sin(w * t[i]) * (w > 0 ? Math.Cos(w * t[i]) : 1); return sum; }

            public static double[] Jacobian(double a, double w, double[] t) { var jacobian = new double[2 * t.Length]; ResidualsJacobian(a, w, t, jacobian); return jacobian; }
        }
        """;

    [Fact]
    public void One_call_gives_both()
    {
        var text = Method(Fit, "void ResidualsJacobian(");
        Assert.Contains("Math.SinCos(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Math.Sin(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Math.Cos(", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("void ResidualsJvp(")]
    [InlineData("SumValueAndGradient(")]
    public void The_value_is_computed_as_the_author_does(string method) => Assert.DoesNotContain("SinCos", Method(Fit, method), StringComparison.Ordinal);

    [Fact]
    public void The_numbers_are_those_of_the_functions()
    {
        using var code = GeneratorRun.Of(Fit).Load();
        double[] t = [0.3, -1.2, 40, 0];
        var jacobian = (double[])code.Call("C.Jacobian", 1.7, 0.9, t)!;
        for (var i = 0; i < t.Length; i++)
        {
            Assert.Equal(Math.Sin(0.9 * t[i]), jacobian[2 * i], 1e-15);
            Assert.Equal(1.7 * Math.Cos(0.9 * t[i]) * t[i], jacobian[(2 * i) + 1], 1e-13);
        }
    }

    private static string Method(string source, string declaration)
    {
        var text = string.Concat(GeneratorRun.Of(source).Files.Select(file => file.SourceText.ToString()));
        var start = text.IndexOf(declaration, StringComparison.Ordinal);
        Assert.True(start >= 0, declaration);
        var end = text.IndexOf("\n    }", start, StringComparison.Ordinal);
        return text[start..end];
    }
}
