using Microsoft.CodeAnalysis.CSharp;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Forms;

/// <summary>Names, types, and what composes.</summary>
public class FormFaceTests
{
    private const string All = "Derivatives.Gradient | Derivatives.Hessian | Derivatives.JacobianVectorProduct | Derivatives.VectorJacobianProduct | Derivatives.HessianVectorProduct";

    [Fact]
    public void Elements_are_named_after_the_parameters()
    {
        using var code = Load($"[Differentiable(nameof(mu), nameof(log_sigma), Derivatives = {All})] public static double F(double mu, int n, double log_sigma) => mu * n * Math.Exp(log_sigma);");

        Assert.Equal(["MuMu", "MuLogSigma", "LogSigmaLogSigma"], code.TupleNames("C.FHessian"));
        Assert.Equal(["Value", "Gradient", "Hessian", "Mu", "LogSigma", "MuMu", "MuLogSigma", "LogSigmaLogSigma"], code.TupleNames("C.FValueGradientAndHessian"));
        Assert.Equal(["Value", "Tangent"], code.TupleNames("C.FJvp"));
        Assert.Equal(["Mu", "LogSigma"], code.TupleNames("C.FHvp"));
    }

    [Fact]
    public void Elements_that_would_coincide_are_told_apart()
    {
        using var code = Load("[Differentiable(Derivatives = Derivatives.Hessian)] public static double F(double a, double aa, double aaa) => a * aa * aaa;");

        Assert.Equal(["AA", "AAa", "AAaa", "AaAa", "AaAaa", "AaaAaa"], code.TupleNames("C.FHessian"));
    }

    [Fact]
    public void Of_one_parameter_are_plain_numbers()
    {
        using var code = Load($"[Differentiable(Derivatives = {All})] public static double F(double x) => x * x * x;");

        Assert.Equal(12.0, code.Call("C.FHessian", 2.0));
        Assert.Equal((8.0, 12.0, 12.0), code.Call("C.FValueGradientAndHessian", 2.0));
        Assert.Equal((8.0, 36.0), code.Call("C.FJvp", 2.0, 3.0));
        Assert.Equal(36.0, code.Call("C.FVjp", 2.0, 3.0));
        Assert.Equal(36.0, code.Call("C.FHvp", 2.0, 3.0));
    }

    [Fact]
    public void Of_float_are_float()
    {
        using var code = Load($"[Differentiable(Derivatives = {All})] public static float F(float x, float y) => x * x * y + MathF.Sin(y);");

        Assert.Equal((4f, 6f, -MathF.Sin(2)), code.Call("C.FHessian", 3f, 2f));
        Assert.IsType<(float, float)>(code.Call("C.FHvp", 3f, 2f, 1f, 2f));
        Assert.IsType<(float, float)>(code.Call("C.FJvp", 3f, 2f, 1f, 2f));
        Assert.IsType<(float, float)>(code.Call("C.FVjp", 3f, 2f, 1f));
    }

    [Fact]
    public void Parameters_get_names_of_their_own()
    {
        var run = GeneratorRun.Of(Source($"[Differentiable(nameof(x), Derivatives = {All})] public static double F(double x, double xTangent, double cotangent) {{ double xTangent2 = x * xTangent; return xTangent2 * xTangent2 * cotangent; }}")).AssertSound();

        Assert.Contains("FJvp(double x, double xTangent, double cotangent, double xTangent2)", run.Text, StringComparison.Ordinal);
        Assert.Contains("FVjp(double x, double xTangent, double cotangent, double cotangent2)", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Cotangents_are_named_after_the_elements()
    {
        var run = GeneratorRun.Of(Source("[Differentiable(Derivatives = Derivatives.VectorJacobianProduct)] public static (double Radius, double) F(double x, double y) => (x * y, x + y);")).AssertSound();

        Assert.Contains("(double X, double Y) FVjp(double x, double y, double radiusCotangent, double cotangent2)", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_is_asked_for_is_written()
    {
        var run = GeneratorRun.Of(Source("[Differentiable(Derivatives = Derivatives.HessianVectorProduct)] internal static double F(double x, double y = 2) => x * x * y;")).AssertSound();

        Assert.Contains("internal static (double X, double Y) FHvp(double x, double y, double xTangent, double yTangent)", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("FGradient", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_held_fixed_stays_so_in_the_second_derivative()
    {
        using var code = Load("[Differentiable(Derivatives = Derivatives.Hessian | Derivatives.HessianVectorProduct)] public static double F(double x) => x * x * Calculus.StopGradient(x * x);");

        Assert.Equal(18.0, code.Call("C.FHessian", 3.0));
        Assert.Equal(18.0, code.Call("C.FHvp", 3.0, 1.0));
    }

    [Fact]
    public void The_hessian_of_a_derivative_is_the_third_derivative()
    {
        // d/dx (x⁴ + sin x), as its own method writes it: the second derivative of that is 24x − cos x.
        using var code = Load($"public static double Slope(double x) => 4 * x * x * x + Math.Cos(x); [Differentiable(Derivatives = {All})] public static double F(double x) => Slope(x);");

        Numeric.Close(code.Number("C.FHessian", 1.5), 36 - Math.Cos(1.5));
    }

    [Fact]
    public void An_instance_method_of_a_generic_struct_has_them_too()
    {
        GeneratorRun.Of($"using System; using SymDiff; public partial struct S<T> {{ public double A; [Differentiable(Derivatives = {All})] public readonly double F(double x, double y) => A * x * y * y; }}").AssertSound();
    }

    [Theory]
    [MemberData(nameof(Consumer.LanguageVersions), MemberType = typeof(Consumer))]
    public void Compile_in_every_language_version(LanguageVersion language) => GeneratorRun.Of(Together, language).AssertSound();

    [Fact]
    public void Without_spans_there_is_no_jacobian()
    {
        var consumer = new Consumer(LanguageVersion.CSharp7_3) { IsNetStandard = true };

        Assert.Empty(GeneratorRun.Of(Source("[Differentiable(Derivatives = Derivatives.Jacobian)] public static (double, double) F(double x) => (x, x * x);"), consumer).Files);
        Assert.NotEmpty(GeneratorRun.Of(Source($"[Differentiable(Derivatives = {All})] public static double F(double x) => x * x;"), consumer).AssertSound().Files);
    }

    [Theory]
    [InlineData("[Differentiable] public static (double, double) F(double x) => (x, x);", "SYMDIFF005", "(double, double)")]
    [InlineData("[Differentiable(Derivatives = Derivatives.Hessian)] public static double[] F(double x, double[] a) { var b = new double[a.Length]; for (int i = 0; i < b.Length; i++) b[i] = x * a[i]; return b; }", "SYMDIFF005", "double[]")]
    [InlineData("[Differentiable(Derivatives = Derivatives.Jacobian)] public static double F(double x) => x;", "SYMDIFF002", "F")]
    [InlineData("[Differentiable(Derivatives = Derivatives.Hessian)] public static double F(double x) => x * x; public static double FHessian(double x) => 2;", "SYMDIFF006", "F")]
    [InlineData("[Differentiable(Derivatives = Derivatives.JacobianVectorProduct)] public static double F(double x) => x * x; static double FJvp(double x, double t) => 2;", "SYMDIFF006", "F")]
    [InlineData("[Differentiable(nameof(y), Derivatives = Derivatives.Hessian)] public static double F(double x, double y) => x * x;", "SYMDIFF007", "F")]
    public async Task What_does_not_fit_is_reported_where_it_is(string members, string rule, string place)
    {
        var run = GeneratorRun.Of(Source(members));
        var report = Assert.Single(await run.Reports());

        Assert.Equal((rule, place), (report.Id, run.Input.SyntaxTrees.Single().GetText(TestContext.Current.CancellationToken).ToString(report.Location.SourceSpan)));
    }

    [Theory]
    [InlineData("public static double FHessian(double x, double y) => x;")]
    [InlineData("public static double FJvp(double x, double t, double u) => x;")]
    public void An_overload_is_no_obstacle(string overload) =>
        GeneratorRun.Of(Source($"[Differentiable(Derivatives = {All})] public static double F(double x) => x * x; {overload}")).AssertSound();

    // Kinked, stiff or steep where the samples fall: a difference there tells nothing.
    [Theory]
    [InlineData("Math.Sin(600 * x) + Math.Tanh(x * 50) * y + Math.Sqrt(1 + x * x * 1e12)")]
    [InlineData("Math.Exp(Math.Min(x, y) * 40) + Math.Log(x * x + 1e-9) + Math.Floor(x) * y")]
    [InlineData("Math.Tan(50 * x) * Math.Pow(y, 30) + Math.Cbrt(x - y)")]
    [InlineData("Math.Abs(Math.Sin(x * y * 100)) + Math.Max(x, y) * Calculus.StopGradient(Math.Exp(x * 20))")]
    [InlineData("Calculus.LogGamma(x * x + 0.1) * Calculus.Erf(y) + Calculus.NormalCdf(x * 30)")]
    public async Task The_check_raises_no_false_alarm(string formula)
    {
        var run = GeneratorRun.Of(Source($"[Differentiable(Derivatives = {All})] public static double F(double x, double y) => {formula};")).AssertSound();

        Assert.DoesNotContain(await run.Reports(), report => report.Id is "SYMDIFF011" or "SYMDIFF099");
        Assert.NotEmpty(run.Files);
    }

    private static string Together => Source($"""
        [Differentiable(Derivatives = {All})] public static double F(double x, double y) => x * Math.Exp(y) / (1 + x * x);
        [Differentiable(Derivatives = Derivatives.Jacobian | Derivatives.JacobianVectorProduct | Derivatives.VectorJacobianProduct)] public static (double A, double B) G(double x, double y) => (x * Math.Exp(y), x > 0 ? x : y * y);
        """);

    private static CompiledCode Load(string members) => GeneratorRun.Of(Source(members)).Load();

    private static string Source(string members) => "using System;\nusing SymDiff;\n\npublic static partial class C\n{\n" + members + "\n}\n";
}
