using Microsoft.CodeAnalysis.CSharp;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Writing;

/// <summary>The derivation in LaTeX, for those who ask for it.</summary>
public class DerivationTests
{
    private static readonly Dictionary<string, string> derivations = new()
    {
        ["ELBO, path derivative"] =
            "[Differentiable(nameof(mu), nameof(sigma), Derivation = true)] public static double F(double mu, [Positive] double sigma, double epsilon) "
            + "{ double z = mu + sigma * epsilon; double r = LogNormal(z, Calculus.StopGradient(mu), Calculus.StopGradient(sigma)); double s = LogNormal(z, 0, 1); return r - s; } "
            + "static double LogNormal(double x, double mean, double deviation) => Math.Log(1 / (Math.Sqrt(2 * Math.PI) * deviation) * Math.Exp(-(x - mean) * (x - mean) / (2 * deviation * deviation)));",
        ["logistic loss"] =
            "[Differentiable(Derivation = true, Derivatives = Derivatives.Gradient | Derivatives.Hessian)] public static double F(double w, double b, double x) "
            + "{ double z = w * x + b; return Math.Log(1 + Math.Exp(z)) - 0.3 * z; }",
        ["every form"] =
            "[Differentiable(Derivation = true, Derivatives = Derivatives.JacobianVectorProduct | Derivatives.VectorJacobianProduct | Derivatives.HessianVectorProduct)] public static double F(double x, double rateConstant) "
            + "=> x * x * Math.Exp(-rateConstant * x);",
        ["a tuple"] =
            "[Differentiable(Derivation = true, Derivatives = Derivatives.Jacobian)] public static (double x, double y) F(double r, double theta) => (r * Math.Cos(theta), r * Math.Sin(theta));",
        ["branches"] =
            "[Differentiable(Derivation = true)] public static double F(double x, double delta, double[] a) => x > a[0] ? 0.5 * x * x : x < -delta && a[1] <= 1e-3 ? Math.Sqrt(x) : Math.Abs(x) * delta;",
        ["functions and powers"] =
            "[Differentiable(Derivation = true)] public static double F(double x1, double y) => Math.Pow(x1, y) / Math.Pow(1 + x1 * x1, 1.5) + Calculus.NormalCdf(y) * Calculus.LogGamma(x1) + Math.Atan(Math.Cbrt(y)) / 3;",
        ["what mathematics has no words for"] =
            "[Differentiable(Derivation = true)] public static double F(double x, string s, Dictionary<string, double> d) => s.Contains(\"a\\\\b\") || s.Length > d[\"</c>\"] ? x * d[\"{x}_1\"] : x * x;",
        ["an accent to every letter"] =
            "[Differentiable(Derivation = true)] public static double F(double x1, double x2, double loss_rate) { double z1 = x1 * x2; double loss = z1 * loss_rate; double sigmaSquared = loss * loss + z1; return Math.Sin(sigmaSquared) * loss; }",
    };

    private static readonly Dictionary<string, string> programs = new()
    {
        ["regression"] =
            "[Differentiable(nameof(a), nameof(b), nameof(sigma), Derivation = true)] public static double F(double[] x, double[] y, double a, double b, double sigma) "
            + "{ double sum = 0; for (int i = 0; i < x.Length; i++) { double r = (y[i] - a - b * x[i]) / sigma; sum += -0.5 * r * r - Math.Log(sigma); } return sum; }",
        ["recurrence"] =
            "[Differentiable(nameof(w), nameof(h), Derivation = true)] public static double F(double[] w, double h) { for (int i = 0; i < w.Length; i++) h = Math.Tanh(w[i] * h + 1); return h; }",
        ["nested loops"] =
            "[Differentiable(nameof(x), nameof(scale), Derivation = true)] public static double F(double[,] x, double scale) "
            + "{ double sum = 0; for (int i = 0; i < x.GetLength(0); i++) for (int j = 0; j < x.GetLength(1); j++) { double u = scale * x[i, j]; sum += Math.Exp(-u * u); } return sum; }",
        ["turns written out"] =
            "[Differentiable(nameof(a), Derivation = true)] public static double F(double[] a, double[] x) "
            + "{ double sum = 0; for (int i = 0; i < x.Length; i++) { double p = 0; for (int k = 2; k >= 0; k--) p = p * x[i] + a[k]; sum += p * p; } return sum; }",
        ["a factorised divergence in expectation"] =
            "[Differentiable(nameof(mu), nameof(sigma), Derivation = true)] public static double F(double[] mu, [Positive] double[] sigma, [StandardNormal] double[] epsilon) "
            + "{ double sum = 0; for (int i = 0; i < mu.Length; i++) { double z = mu[i] + sigma[i] * epsilon[i]; sum += 0.5 * z * z - Math.Log(sigma[i]); } return sum; }",
        ["a walk in expectation"] =
            "[Differentiable(nameof(a), nameof(s), Derivation = true)] public static double F(double a, double s, int n, [StandardNormal(Quadrature = 6)] double[] e) "
            + "{ double x = 0; for (int i = 0; i < n; i++) x = a * x + s * e[i]; return x * x + Calculus.Softplus(x); }",
    };

    public static TheoryData<string> Programs { get; } = [.. programs.Keys];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Of_a_program_reads_as_a_person_would_write_it(string derivation) => Snapshot.Match(GeneratorRun.Of(Source(programs[derivation])));

    public static TheoryData<string> Names { get; } = [.. derivations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Reads_as_a_person_would_write_it(string derivation) => Snapshot.Match(GeneratorRun.Of(Source(derivations[derivation])));

    [Theory]
    [MemberData(nameof(Names))]
    public void Holds_what_is_written(string derivation)
    {
        using var code = GeneratorRun.Of(Source(derivations[derivation]), LanguageVersion.CSharp7_3).Load();
        var text = (string)code.Type("C").GetField("FDerivation")!.GetRawConstantValue()!;

        Assert.StartsWith("\\begin{aligned}\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\n\\end{aligned}", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n')[1..^1], row => Assert.Single(row.Split(" &= ")[1..]));
        Assert.Equal(text.Count(c => c == '{'), text.Count(c => c == '}'));
    }

    [Theory]
    [InlineData("public static", "public")]
    [InlineData("internal static", "internal")]
    [InlineData("static", "private")]
    [InlineData("protected internal", "protected internal")]
    public void Is_as_accessible_as_the_method(string modifiers, string accessibility)
    {
        var run = GeneratorRun.Of($"using SymDiff; partial class C {{ [Differentiable(Derivation = true)] {modifiers} double F(double x) => x * x; }}").AssertSound();

        Assert.Contains($" {accessibility} const string FDerivation =\n", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Comes_on_request_only() =>
        Assert.DoesNotContain("Derivation", GeneratorRun.Of(Source("[Differentiable] public static double F(double x) => x * x;")).AssertSound().Text, StringComparison.Ordinal);

    private static string Source(string members) => "using System;\nusing System.Collections.Generic;\nusing SymDiff;\n\npublic static partial class C\n{\n" + members + "\n}\n";
}
