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

    private static CompiledCode Load(string members) => GeneratorRun.Of(Source(members)).Load();

    private static string Source(string members) => "using System;\nusing SymDiff;\n\npublic static partial class C\n{\n" + members + "\n}\n";
}
