using Microsoft.CodeAnalysis.CSharp;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Forms;

/// <summary>Marked methods that call what is generated for others: derivatives of derivatives, of any order.</summary>
public class CompositionTests
{
    private const string Usings = "using System; using SymDiff;\n";

    private const string Option = """
        public static partial class Option
        {
            [Differentiable]
            public static double Call(double s, double k, double r, double v, double t)
            {
                double d1 = (Math.Log(s / k) + (r + 0.5 * v * v) * t) / (v * Math.Sqrt(t)), d2 = d1 - v * Math.Sqrt(t);
                return s * Calculus.NormalCdf(d1) - k * Math.Exp(-r * t) * Calculus.NormalCdf(d2);
            }

            [Differentiable(nameof(s), nameof(v), nameof(t), Derivatives = Derivatives.Hessian)]
            public static double Delta(double s, double k, double r, double v, double t) => CallGradient(s, k, r, v, t).S;
        }
        """;

    private delegate double OfArray(double[] x);

    private delegate void GradientOfArray(double[] x, Span<double> gradient);

    [Fact]
    public void A_chain_of_sines_to_the_sixth_order()
    {
        var source = string.Concat(Enumerable.Range(1, 5).Select(i => $"[Differentiable] public static double S{i}(double x) => S{(i == 1 ? "" : i - 1)}Gradient(x);\n"));
        var run = GeneratorRun.Of(Usings + "public static partial class C { [Differentiable] public static double S(double x) => Math.Sin(Math.Sin(Math.Sin(Math.Sin(x))));\n" + source + "}");
        using var code = run.Load();
        foreach (var x in new[] { 0.3, -1.2, 2.5 })
        {
            for (var order = 2; order <= 6; order++)
            {
                var expected = Partial(at => Dual50.Sin(Dual50.Sin(Dual50.Sin(Dual50.Sin(at[0])))), [x], [.. Enumerable.Repeat(0, order)]);
                Numeric.Close(code.Numbers($"C.S{order - 1}Gradient", x), [expected], because: $"order {order} at {x}");
                Numeric.SameBits(code.Numbers($"C.S{order - 1}ValueAndGradient", x)[0], code.Number($"C.S{order - 1}", x));
            }
        }

        // Each order has more terms than the one before, at most four times as many as a product of four factors has; no sine is computed twice.
        for (var i = 1; i < run.Files.Length; i++)
            Assert.InRange(run.Files[i].SourceText.Length, run.Files[i - 1].SourceText.Length, 4 * run.Files[i - 1].SourceText.Length);
        Assert.All(run.Files.Skip(1), file => Assert.Contains(" 8 calls.", file.SourceText.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void The_greeks_of_the_third_order()
    {
        using var code = GeneratorRun.Of(Usings + Option).Load();
        foreach (var at in new[] { new[] { 100, 95, 0.03, 0.25, 0.75 }, [80, 100, 0.01, 0.4, 2] })
        {
            int[] inputs = [0, 3, 4];
            double[] expected = [.. inputs.SelectMany((i, place) => inputs.Skip(place).Select(j => Partial(Price, at, [0, i, j])))];
            Numeric.Close(code.Numbers("Option.DeltaHessian", at), expected, because: "speed, and how gamma and delta change with volatility and time");
        }
    }

    [Fact]
    public void Speed_has_one_density_and_no_distribution_function()
    {
        var file = GeneratorRun.Of(Usings + Option.Replace("nameof(s), nameof(v), nameof(t), ", "nameof(s), ", StringComparison.Ordinal)).Files.Single(file => file.HintName.Contains("Delta", StringComparison.Ordinal));
        var hessian = file.SourceText.ToString().Split("DeltaValueGradientAndHessian")[0];
        Assert.Equal(2, hessian.Split("NormalPdf(").Length);
        Assert.DoesNotContain("NormalCdf", hessian, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FGradient(x, y).X * y")]
    [InlineData("Twice(FGradient(x, y).Y, x)")]
    [InlineData("FHessian(x, y).XY")]
    [InlineData("FJvp(x, y, y, 1).Tangent")]
    [InlineData("FHvp(y: x, x: y, xTangent: 2, yTangent: x).X")]
    [InlineData("FVjp(x, y, cotangent: x).Y")]
    [InlineData("Determinant(FHessian(x, y))")]
    [InlineData("Both(x, y)")]
    [InlineData("Other.MGradient(x) * Other.MValueAndGradient(y).Value")]
    [InlineData("Other.EExpectation(x, 1 + y * y)")]
    [InlineData("Other.EExpectedGradient(x, 1 + y * y).Sigma")]
    [InlineData("new Other { K = 2 }.IGradient(x) * y")]
    [InlineData("x > y ? FGradient(x, y).X : Other.MGradient(y)")]
    [InlineData("FGradient(FGradient(x, y).X, 0.5).Y")]
    [InlineData("R(x, 3) + RGradient(y, 4)")]
    public void Whatever_is_called(string expression)
    {
        var source = Usings + $$"""
            public partial class Other
            {
                public double K;
                [Differentiable] public double I(double x) => K * Math.Exp(x) / (1 + x * x);
                [Differentiable] internal static double M(double x) => Math.Tanh(x) * x;
                [Differentiable] public static double E(double mu, double sigma, [StandardNormal] double epsilon) { double z = mu + sigma * epsilon; return z * z * Math.Exp(z / 4); }
            }
            public static partial class C
            {
                [Differentiable(Derivatives = Derivatives.Gradient | Derivatives.Hessian | Derivatives.JacobianVectorProduct | Derivatives.HessianVectorProduct | Derivatives.VectorJacobianProduct)]
                public static double F(double x, double y) => Math.Exp(x * y) / (1 + y * y) + Math.Sin(x) * y;
                [Differentiable(nameof(x))] public static double R(double x, int n) { double r = x; for (int i = 0; i < n; i++) r = Math.Sin(r * x) + r; return r; }
                private static double Twice(double a, double b) => FJvp(a, b, 1, b).Tangent;
                private static double Determinant((double XX, double XY, double YY) h) => h.XX * h.YY - h.XY * h.XY;
                private static double Both(double x, double y) { var (value, (a, b)) = FValueAndGradient(x, y); return value * a - b * b; }
                [Differentiable] public static double G(double x, double y) => {{expression}};
            }
            """;
        foreach (var language in new[] { LanguageVersion.CSharp7_3, LanguageVersion.Latest })
        {
            using var code = GeneratorRun.Of(source, language).Load();
            foreach (var (x, y) in new[] { (0.4, 0.7), (-0.3, 1.1), (0.9, -0.6) })
            {
                var where = $"at ({x}, {y})";
                var all = code.Numbers("C.GValueAndGradient", x, y);
                Numeric.SameBits(all[0], code.Number("C.G", x, y), where);
                Numeric.Close(code.Numbers("C.GGradient", x, y), [Slope(h => code.Number("C.G", x + h, y)), Slope(h => code.Number("C.G", x, y + h))], 1e-7, because: where);
                Numeric.Close(all[1..], code.Numbers("C.GGradient", x, y), because: where);
            }
        }
    }

    [Theory]
    [InlineData("Span<double> g = stackalloc double[x.Length]; FGradient(x, g);", "double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * x[i] * x[i] * (i + 1) + Math.Exp(x[i] / 3); return s;")]
    [InlineData("Span<double> g = new double[x.Length]; double v = FValueAndGradient(x, g); g[0] += v;", "double s = 0; for (int i = 1; i < x.Length; i++) { double d = x[i] - x[i - 1] * x[i - 1]; s += d * d; } return s;")]
    [InlineData("var g = new double[x.Length]; FGradient(x, g);", "double y = 1; for (int i = 0; i < x.Length; i++) y = Math.Sin(y * x[i]) + y; return y;")]
    [InlineData("var g = new double[x.Length]; FHvp(x, x, g);", "double y = 1; for (int i = 0; i < x.Length; i++) y += Math.Exp(x[i] / 2) * x[i]; return y;")]
    [InlineData("var g = new double[x.Length]; g[0] = FJvp(x, x).Tangent;", "double y = 1; for (int i = 0; i < x.Length; i++) y = Math.Sin(y * x[i]) + y; return y;")]
    public void Gradients_of_programs(string call, string body)
    {
        var source = Usings + $$"""
            public static partial class C
            {
                [Differentiable(Derivatives = Derivatives.Gradient | Derivatives.HessianVectorProduct | Derivatives.JacobianVectorProduct)] public static double F(double[] x) { {{body}} }
                [Differentiable] public static double G(double[] x) { {{call}} double s = 0; for (int i = 0; i < x.Length; i++) s += g[i] * g[i]; return s; }
            }
            """;
        using var code = GeneratorRun.Of(source).Load();
        double[] x = [0.3, -0.8, 1.2, 0.5];
        var (value, gradient) = (code.Delegate<OfArray>("C.G"), new double[x.Length]);
        code.Delegate<GradientOfArray>("C.GGradient")(x, gradient);
        Numeric.Close(gradient, [.. x.Select((_, i) => Slope(h => value([.. x.Select((one, j) => j == i ? one + h : one)])))], 1e-7);
    }

    [Fact]
    public async Task A_circle_is_said_on_both_sides()
    {
        var reports = await GeneratorRun.Of(Usings + "public static partial class C { [Differentiable] public static double F(double x) => GGradient(x) * x; [Differentiable] public static double G(double x) => x + FGradient(x); }").Reports();
        Assert.Equal(["SYMDIFF002", "SYMDIFF002"], reports.Select(report => report.Id));
        Assert.Equal(["GGradient", "FGradient"], reports.Select(report => report.Location.SourceTree!.ToString().Substring(report.Location.SourceSpan.Start, report.Location.SourceSpan.Length)));
    }

    [Theory]
    [InlineData("Calculus.StopGradient(x) * x", "holds values fixed")]
    [InlineData("Tail(x)", "tape grows")]
    public async Task What_cannot_be_is_said_at_the_call(string inner, string words)
    {
        var source = Usings + "public static partial class C { [Differentiable] public static double G(double x) => FGradient(x) * x; [Differentiable] public static double F(double x) => " + inner + "; "
            + "private static double Tail(double x) { var u = new double[4]; u[0] = x; int i = 0; while (i < 40 && u[3] < 9) { u[(i + 1) % 4] = Math.Sin(u[i % 4]) * x + u[(i + 2) % 4]; i += 1; } return u[0]; } }";
        var run = GeneratorRun.Of(source);
        var report = Assert.Single(await run.Reports());
        Assert.Equal("SYMDIFF002", report.Id);
        Assert.Equal(source.IndexOf("FGradient", StringComparison.Ordinal), report.Location.SourceSpan.Start);
        Assert.Equal("FGradient".Length, report.Location.SourceSpan.Length);
        Assert.Contains(words, report.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Single(run.Files);
    }

    [Fact]
    public async Task The_compiler_alone_tells_of_a_name_that_nothing_has()
    {
        var run = GeneratorRun.Of(Usings + "public static partial class C { [Differentiable] public static double F(double x) => x * x; [Differentiable] public static double G(double x) => FHessian(x) * x; }");
        Assert.Empty(await run.Reports());
        Assert.Equal("CS0103", Assert.Single(run.CompilerDiagnostics()).Id);
    }

    private static Dual50 Price(Dual50[] at)
    {
        var (s, k, r, v, t) = (at[0], at[1], at[2], at[3], at[4]);
        var d1 = (Dual50.Log(s / k) + ((r + (0.5 * v * v)) * t)) / (v * Dual50.Sqrt(t));
        return (s * Dual50.NormalCdf(d1)) - (k * Dual50.Exp(-r * t) * Dual50.NormalCdf(d1 - (v * Dual50.Sqrt(t))));
    }

    // A partial derivative of any order: the first is a tangent, each further one a difference over so small a step that fifty digits leave twenty.
    private static double Partial(Func<Dual50[], Dual50> function, double[] at, int[] along)
    {
        var step = Real50.One / 10_000_000;
        return (double)Difference([.. at.Select(x => (Real50)x)], along.Length - 1);

        Real50 Difference(Real50[] point, int order)
        {
            if (order == 0)
                return function([.. point.Select((x, i) => new Dual50(x, i == along[0] ? Real50.One : Real50.Zero))]).Tangent;
            Real50[] Moved(Real50 by) => [.. point.Select((x, i) => i == along[order] ? x + by : x)];
            return (Difference(Moved(step), order - 1) - Difference(Moved(-step), order - 1)) / (2 * step);
        }
    }

    private static double Slope(Func<double, double> along)
    {
        const double step = 1e-3;
        double Central(double h) => (along(h) - along(-h)) / (2 * h);
        return ((64 * Central(step / 4)) - (20 * Central(step / 2)) + Central(step)) / 45;
    }
}
