using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Consumers;

/// <summary>A marked method of a referenced assembly is differentiated by what was generated for it there.</summary>
public class LibraryTests
{
    private const string Library = """
        using System;
        using SymDiff;
        namespace Densities
        {
            public static partial class Normal
            {
                [Differentiable] public static double LogDensity(double x, double mean, double deviation) => -0.5 * Math.Pow((x - mean) / deviation, 2) - Math.Log(deviation);
                [Differentiable] public static double Power(double x, int n) { double y = 1; for (int i = 0; i < n; i++) y *= x; return y; }
                [Differentiable(nameof(x))] public static double Partly(double x, double y) => x * y;
            }

            public static partial class Twice
            {
                [Differentiable(Derivatives = Derivatives.Gradient | Derivatives.Hessian)]
                public static double LogDensity(double x, double mean, double deviation) => -0.5 * Math.Pow((x - mean) / deviation, 2) - Math.Log(deviation);

                [Differentiable(Derivatives = Derivatives.Gradient | Derivatives.Hessian)]
                public static double Power(int n, double x) { double y = 1; for (int i = 0; i < n; i++) y *= x; return y; }

                [Differentiable(Derivatives = Derivatives.Gradient | Derivatives.HessianVectorProduct)]
                public static double Wave(double x, int n, double y) => Math.Sin(n * x * y) + Math.Exp(y);

                [Differentiable(Derivatives = Derivatives.Gradient | Derivatives.Hessian)]
                public static float Single(float x, float y) => x * x * y;

                [Differentiable(Derivatives = Derivatives.Gradient | Derivatives.Hessian)]
                public static double Slope(double x, double mean, double deviation) => LogDensityGradient(x, mean, deviation).Deviation;
            }
        }
        """;

    private const string Source = """
        using SymDiff;
        using Densities;
        public static partial class C
        {
            [Differentiable] public static double F(double a, double b) => Normal.LogDensity(a * b, b, 2) * Normal.Power(a, 3);
            public static (double, double) D(double a, double b)
            {
                double r = (a * b - b) / 2, l = -0.5 * r * r - System.Math.Log(2);
                return (-r / 2 * b * a * a * a + l * 3 * a * a, -r / 2 * (a - 1) * a * a * a);
            }
        }
        """;

    [Fact]
    public void Its_generated_gradient_is_the_derivative()
    {
        var run = GeneratorRun.Of(Source, new Consumer { References = [Compiled()] });
        Assert.Contains("Normal.LogDensityGradient(", run.Text, StringComparison.Ordinal);
        using var code = run.Load();
        foreach (var (a, b) in new[] { (0.7, 1.3), (-1.1, 0.4) })
            Numeric.Close(code.Numbers("C.FGradient", a, b), code.Numbers("C.D", a, b), 1e-12);
    }

    [Fact]
    public async Task One_that_leaves_a_number_out_is_not_known()
    {
        var run = GeneratorRun.Of("using SymDiff; public static partial class C { [Differentiable] public static double F(double a) => Densities.Normal.Partly(a, a); }", new Consumer { References = [Compiled()] });
        Assert.Equal("SYMDIFF003", Assert.Single(await run.Reports()).Id);
    }

    // The formulas of the library, written out where they are differentiated: what comes of it is compared with what comes of the calls.
    private const string WrittenOut = """
        public static partial class Twice
        {
            public static double LogDensity(double x, double mean, double deviation) => -0.5 * ((x - mean) / deviation) * ((x - mean) / deviation) - Math.Log(deviation);
            public static double Power(int n, double x) => Math.Pow(x, n);
            public static double Wave(double x, int n, double y) => Math.Sin(n * x * y) + Math.Exp(y);
            public static float Single(float x, float y) => x * x * y;
            public static double Slope(double x, double mean, double deviation) => (x - mean) * (x - mean) / (deviation * deviation * deviation) - 1 / deviation;
        }
        """;

    [Theory]
    [InlineData("Twice.LogDensity(a * b, b, 2) * a")]
    [InlineData("Twice.LogDensity(a, a * b, Math.Exp(b)) + Twice.LogDensity(b, a, 1 + a * a)")]
    [InlineData("Math.Exp(Twice.Power(3, a * b))")]
    [InlineData("Twice.Wave(a, 2, b * b)")]
    [InlineData("Twice.Wave(Twice.Wave(b, 1, a), 2, Twice.Power(2, a))")]
    [InlineData("Twice.Slope(a, b, 2 + a)")]
    [InlineData("a > b ? Twice.Slope(a, b, 2 + a) : Twice.LogDensity(b, a, 1 + b * b)")]
    [InlineData("Loop(a, b, 5)")]
    [InlineData("Recurrence(a, b, 4)")]
    public void Its_second_derivatives_are_taken_from_what_was_generated(string expression)
    {
        var source = $$"""
            using System;
            using SymDiff;
            {0}
            public static partial class C
            {
                [Differentiable(Derivatives = Derivatives.Gradient | Derivatives.Hessian | Derivatives.HessianVectorProduct)]
                public static double F(double a, double b) => {{expression}};
                private static double Loop(double a, double b, int n) { double s = 0; for (int i = 0; i < n; i++) s += Twice.LogDensity(a * i, b, 1 + a * a) * Twice.Power(i, b); return s; }
                private static double Recurrence(double a, double b, int n) { double s = a; for (int i = 0; i < n; i++) s = Twice.LogDensity(s, b, 1.5) / 4 + Twice.Wave(s, i, a) / 4; return s; }
            }
            """;
        using var calls = GeneratorRun.Of(source.Replace("{0}", "using Densities;", StringComparison.Ordinal), new Consumer { References = [Compiled()] }).Load();
        using var formulas = GeneratorRun.Of(source.Replace("{0}", WrittenOut, StringComparison.Ordinal)).Load();
        foreach (var (a, b) in new[] { (0.7, 1.3), (-1.1, 0.4) })
        {
            Numeric.Close(calls.Numbers("C.FGradient", a, b), formulas.Numbers("C.FGradient", a, b), 1e-11);
            Numeric.Close(calls.Numbers("C.FHessian", a, b), formulas.Numbers("C.FHessian", a, b), 1e-11);
            Numeric.Close(calls.Numbers("C.FHvp", a, b, 0.3, -2.0), formulas.Numbers("C.FHvp", a, b, 0.3, -2.0), 1e-11);
            Numeric.SameBits(calls.Numbers("C.FValueGradientAndHessian", a, b)[0], calls.Number("C.F", a, b));
        }
    }

    [Theory]
    [InlineData("Twice.LogDensityGradient(a * b, b, 1 + a * a).Deviation * a", "Twice.Slope(a * b, b, 1 + a * a) * a")]
    [InlineData("Twice.PowerGradient(4, Math.Sin(a)) * b", "4 * Math.Pow(Math.Sin(a), 3) * b")]
    public void Its_generated_gradient_may_be_called_and_differentiated(string call, string formula)
    {
        using var calls = GeneratorRun.Of($"using System; using SymDiff; using Densities; public static partial class C {{ [Differentiable] public static double F(double a, double b) => {call}; }}", new Consumer { References = [Compiled()] }).Load();
        using var formulas = GeneratorRun.Of($"using System; using SymDiff; {WrittenOut} public static partial class C {{ [Differentiable] public static double F(double a, double b) => {formula}; }}").Load();
        foreach (var (a, b) in new[] { (0.7, 1.3), (-1.1, 0.4) })
            Numeric.Close(calls.Numbers("C.FGradient", a, b), formulas.Numbers("C.FGradient", a, b), 1e-11);
    }

    [Fact]
    public void Second_derivatives_in_single_precision_and_over_arrays()
    {
        const string source = """
            using SymDiff;
            using Densities;
            public static partial class C
            {
                [Differentiable(Derivatives = Derivatives.Hessian)] public static float F(float a, float b) => Twice.Single(a * b, a);
                [Differentiable(Derivatives = Derivatives.Hessian)] public static double G(double[] x) { double s = 0; for (int i = 1; i < x.Length; i++) s += Twice.LogDensity(x[i], x[i - 1], 2) * x[0]; return s; }
            }
            """;
        using var code = GeneratorRun.Of(source, new Consumer { References = [Compiled()] }).Load();
        // a³b²
        Numeric.Close(CompiledCode.Flatten(code.Call("C.FHessian", 1.5f, -2f)).ToArray(), [6 * 1.5 * 4, 6 * 1.5 * 1.5 * -2, 2 * 1.5 * 1.5 * 1.5], 1e-6);
        // −(x₀·((x₁−x₀)² + (x₂−x₁)²)/8 + 2x₀·log 2)
        double[] x = [0.5, 1.5, -1];
        var hessian = new double[9];
        code.Delegate<HessianOfArray>("C.GHessian")(x, hessian);
        double u = x[1] - x[0], v = x[2] - x[1];
        Numeric.Close(hessian, [(4 * u - 2 * x[0]) / 8, (2 * x[0] - 2 * u + 2 * v) / 8, -2 * v / 8, (2 * x[0] - 2 * u + 2 * v) / 8, -4 * x[0] / 8, 2 * x[0] / 8, -2 * v / 8, 2 * x[0] / 8, -2 * x[0] / 8], 1e-12);
    }

    private delegate void HessianOfArray(double[] x, Span<double> hessian);

    [Theory]
    [InlineData("Hessian", "Normal.LogDensity(a, a * a, 2)", "add Derivatives.Hessian to it in its assembly")]
    [InlineData("Hessian", "Loop(a, 3)", "add Derivatives.Hessian to it in its assembly")]
    [InlineData("Hessian", "Twice.LogDensityGradient(a, a * a, 2).X", "mark a method in its assembly")]
    public async Task What_was_not_generated_is_asked_for_at_the_call(string form, string expression, string advice)
    {
        var source = $"using SymDiff; using Densities; public static partial class C {{ [Differentiable(Derivatives = Derivatives.{form})] public static double F(double a) => {expression}; "
            + "private static double Loop(double a, int n) { double s = 0; for (int i = 0; i < n; i++) s = Normal.LogDensity(s, a, 2); return s; } }";
        var report = Assert.Single(await GeneratorRun.Of(source, new Consumer { References = [Compiled()] }).Reports());
        Assert.Equal("SYMDIFF002", report.Id);
        Assert.StartsWith(source.Contains("Twice", StringComparison.Ordinal) ? "Twice.LogDensityGradient(" : "Normal.LogDensity(", source.Substring(report.Location.SourceSpan.Start), StringComparison.Ordinal);
        Assert.Contains(advice, report.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static readonly Lazy<byte[]> image = new(() =>
    {
        var run = GeneratorRun.Of(Library);
        using var stream = new MemoryStream();
        var result = run.Input.WithAssemblyName("Densities").AddSyntaxTrees(run.Files.Select(file => file.SyntaxTree)).Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        stream.Position = 0;
        AssemblyLoadContext.Default.LoadFromStream(stream);
        return stream.ToArray();
    });

    private static PortableExecutableReference Compiled() => MetadataReference.CreateFromImage(image.Value);
}
