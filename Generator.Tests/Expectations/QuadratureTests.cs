using Microsoft.CodeAnalysis.CSharp;
using SymDiff.Generator.Expectations;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Expectations;

/// <summary>Expectations by the rule of Gauss and Hermite, for draws that ask for it.</summary>
public class QuadratureTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(33)]
    [InlineData(64)]
    public void The_rule_is_exact_to_the_degree_2n_minus_1(int count)
    {
        var (nodes, weights) = GaussHermite.Of(count);

        Assert.Equal(count, nodes.Length);
        Assert.Equal(nodes, nodes.Order());
        Assert.Equal(nodes, nodes.Reverse().Select(node => -node));
        for (var power = 0; power < 2 * count; power += 2)
        {
            // In the order of size: the sum of positive terms keeps its digits.
            var moment = nodes.Zip(weights, (x, w) => w * Math.Pow(x, power)).Order().Sum();
            var expected = 1.0;
            for (var k = power - 1; k > 1; k -= 2)
                expected *= k;
            Numeric.Close(moment, expected, 1e-13, because: $"the moment {power}");
        }
    }

    [Fact]
    public void Of_two_and_three_nodes_it_is_the_one_in_books()
    {
        Assert.Equal([-1.0, 1.0], GaussHermite.Of(2).Nodes);
        Assert.Equal([0.5, 0.5], GaussHermite.Of(2).Weights);
        Assert.Equal([-Math.Sqrt(3), 0, Math.Sqrt(3)], GaussHermite.Of(3).Nodes);
        Numeric.Close(GaussHermite.Of(3).Weights, [1 / 6.0, 2 / 3.0, 1 / 6.0], 1e-16);
    }

    [Theory]
    [InlineData("double F(double a, double b, [StandardNormal(Quadrature = 40)] double e) => Calculus.Softplus(a + b * e) * b;", 1e-10)]
    [InlineData("double F(double a, double b, [StandardNormal(Quadrature = 3)] double e) { double z = a + b * e; return z * z * z * z * z; }", 1e-12)]
    [InlineData("double F(double a, double b, [StandardNormal(Quadrature = 30)] double e, [StandardNormal(Quadrature = 25)] double h) => Calculus.Logistic(a * e + b * h + 1) * a;", 1e-6)]
    [InlineData("double F(double a, double b, [StandardNormal(Quadrature = 40)] double e, [StandardNormal] double h) => Math.Exp(a * h) / (1 + Math.Exp(b * e)) + a * h * h;", 1e-8)]
    public void Agrees_with_adaptive_integration(string method, double tolerance)
    {
        var row = new ExpectationCase("quadrature", method);
        using var code = GeneratorRun.Of(row.Source).Load();
        foreach (var at in (double[][])[[0.5, 0.8], [-1, 0.4]])
        {
            double Mean(Func<double[], double> function) => NormalIntegral.Mean(row.Draws, e => function([.. at, .. e]));
            Numeric.Close(code.Number("C.FExpectation", at), Mean(Integrand.Of(code, "C", "F")), tolerance);
            Numeric.Close(code.Numbers("C.FExpectedGradient", at), [Mean(Integrand.Of(code, "C", "FGradient")), Mean(Integrand.Of(code, "C", "FGradient", 1))], tolerance, 1e-10);
        }
    }

    private const string Loss = """
        using System;
        using SymDiff;

        public static partial class Model
        {
            [Differentiable]
            public static double Loss(double mu, double sigma, [StandardNormal(Quadrature = 5)] double epsilon)
            {
                double z = mu + sigma * epsilon;
                return Calculus.Softplus(z) - Math.Exp(-mu * mu) * z;
            }
        }
        """;

    [Fact]
    public void Reads_as_by_hand() => Snapshot.Match(GeneratorRun.Of(Loss));

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.Latest)]
    public void In_every_version_of_the_language(LanguageVersion version) => GeneratorRun.Of(Loss, version).AssertSound();

    [Fact]
    public void Overloads_have_tables_of_their_own()
    {
        using var code = GeneratorRun.Of("""
            using System; using SymDiff;
            public static partial class C
            {
                [Differentiable] public static double F(double a, [StandardNormal(Quadrature = 4)] double e) => Math.Tanh(a * e);
                [Differentiable] public static float F(float a, float b, [StandardNormal(Quadrature = 4)] float e) => MathF.Tanh(a + b * e);
            }
            """).Load();

        Assert.Equal(0.0, (double)code.Call("C.FExpectation", 0.7)!, 1e-15);
        Assert.IsType<float>(code.Call("C.FExpectation", 0.7f, 0.2f));
    }

    [Theory]
    [InlineData("[Differentiable] static double F(double a, {|SYMDIFF002:[StandardNormal(Quadrature = 65)] double e|}) => a * e;")]
    [InlineData("[Differentiable] static double F(double a, {|SYMDIFF002:[StandardNormal(Quadrature = -1)] double e|}) => a * e;")]
    [InlineData("[Differentiable] static double F(double a, [StandardNormal(Quadrature = 8)] double e) => a * {|SYMDIFF021:Math.Exp(e * e)|};")]
    [InlineData("[Differentiable] static double F(double a, [StandardNormal(Quadrature = 8)] double e) => {|SYMDIFF021:a / e|};")]
    [InlineData("[Differentiable] static double F(double a, [StandardNormal(Quadrature = 8)] double e, [StandardNormal] double h) => Math.Tanh(a * e) + {|SYMDIFF020:Math.Tanh(a * h)|};")]
    [InlineData("[Differentiable] static double F(double a, [StandardNormal(Quadrature = 8)] double e) => Math.Tanh(a * e);")]
    [InlineData("[Differentiable] static double F(double a, int n, [StandardNormal(Quadrature = 8)] double[] e) { double z = 0; for (int i = 0; i < n; i++) z = {|SYMDIFF020:Math.Tanh(a * z + e[i])|}; return z; }")]
    [InlineData("[Differentiable] static double F(double a, int n, [StandardNormal(Quadrature = 8)] double e) { double z = 0; for (int i = 0; i < n; i++) z = Math.Tanh(a * z + e); return z; }")]
    [InlineData("[Differentiable] static double F(double a, int n, [StandardNormal(Quadrature = 8)] double e) { double z = 0; for (int i = 0; i < n; i++) z += {|SYMDIFF021:Math.Exp(e * e)|} * a; return z; }")]
    [InlineData("[Differentiable] static double F(double a, int n, [StandardNormal(Quadrature = 8)] double e) { double z = 0; for (int i = 0; i < n; i++) { if ({|SYMDIFF020:e < -5|}) throw new Exception(); z += a * e; } return z; }")]
    [InlineData("[Differentiable] static double F(double a, int n, [StandardNormal(Quadrature = 8)] double[] e, [StandardNormal] double h) { double z = 0; for (int i = 0; i < n; i++) z += {|SYMDIFF020:Math.Tanh(a * e[i] + h)|}; return z; }")]
    public Task Diagnostics(string members) => Tests.Diagnostics.Marks.AssertReports(members);
}
