using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Forms;

/// <summary>What the method computes is not computed again beside it for the gradient, though algebra writes it otherwise.</summary>
public class SharingTests
{
    // Of the root, 1 − 2·ρ·z + z² is z·(z − 2·ρ) + 1 for less; χ and a are read by their names.
    private const string Volatility = """
        using System;
        using SymDiff;

        public static partial class C
        {
            [Differentiable]
            public static double F(double alpha, double beta, double rho, double nu, double f, double k, double t)
            {
                double fk = f * k;
                double pow = Math.Pow(fk, (1 - beta) / 2);
                double logFK = Math.Log(f / k);
                double z = nu / alpha * pow * logFK;
                double chi = Math.Log((Math.Sqrt(1 - 2 * rho * z + z * z) + z - rho) / (1 - rho));
                double a = (1 - beta) * (1 - beta) / 24 * alpha * alpha / (pow * pow) + 0.25 * rho * beta * nu * alpha / pow + (2 - 3 * rho * rho) / 24 * nu * nu;
                return alpha / pow * z / chi * (1 + a * t);
            }
        }
        """;

    [Fact]
    public void Makes_each_call_once()
    {
        var run = GeneratorRun.Of(Volatility);
        var both = run.Text[run.Text.IndexOf("Gradient) FValueAndGradient(", StringComparison.Ordinal)..];

        Assert.Equal(2, both.Split("Math.Sqrt(").Length);
        Assert.DoesNotContain("chi2", both, StringComparison.Ordinal);
        Assert.DoesNotContain("a2", both, StringComparison.Ordinal);
    }

    [Fact]
    public void Gives_the_value_to_the_bit_and_the_same_gradient()
    {
        using var code = GeneratorRun.Of(Volatility).Load();
        foreach (var point in (double[][])[[0.3, 0.5, -0.4, 0.6, 1.1, 0.9, 2], [0.2, 0.9, 0.3, 0.1, 0.02, 0.035, 0.5]])
        {
            var both = code.Numbers("C.FValueAndGradient", point);
            Numeric.SameBits(both[0], code.Number("C.F", point), "the value");
            Numeric.Close(both[1..], code.Numbers("C.FGradient", point), because: "alone and beside the value");
        }
    }
}
