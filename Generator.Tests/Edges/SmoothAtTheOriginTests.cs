using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Edges;

/// <summary>A distance has a kink where two points are one. A function of it that has none there, as the kernels of Matérn with ν ≥ 3/2 have not, has its own derivatives there.</summary>
public class SmoothAtTheOriginTests
{
    private static readonly double[] origin = [0, 0, 0.7];

    private static readonly double[] onePoint = [1, 2, 1, 2];

    // k(0)″ = −1/(3ℓ²) with ν = 5/2, and −1/ℓ² with ν = 3/2: (1 + d + d²/3)·e⁻ᵈ = 1 − d²/6 + …, (1 + d)·e⁻ᵈ = 1 − d²/2 + …
    [Theory]
    [InlineData("double d = Math.Sqrt(x * x + y * y) / l; return (1 + d + d * d / 3) * Math.Exp(-d);", -1 / (3 * 0.49))]
    [InlineData("double d = Math.Sqrt(x * x + y * y); return (1 + d / l) * Math.Exp(-d / l);", -1 / 0.49)]
    [InlineData("double r2 = x * x + y * y, d = Math.Sqrt(5 * r2) / l; return (1 + d + d * d / 3) * Math.Exp(-d);", -5 / (3 * 0.49))]
    [InlineData("double d = Math.Sqrt(x * x + y * y); return d * d * Math.Cos(l * d);", 2)]
    [InlineData("double d = double.Hypot(x, y) / l; return (1 + d + d * d / 3) * Math.Exp(-d);", -1 / (3 * 0.49))]
    [InlineData("double d = Math.Sqrt(x * x + y * y); return d < l ? Math.Pow(1 - d, 4) * (4 * d + 1) : 0;", -20)]
    [InlineData("double d = Math.Sqrt(x * x + y * y); if (d > l) return 0; return Math.Pow(1 - d, 4) * (4 * d + 1);", -20)]
    public void Of_a_norm(string body, double second)
    {
        using var code = GeneratorRun.Of(
            $$"""
            using System;
            using SymDiff;

            public static partial class Edge
            {
                [Differentiable("x", "y", Derivatives = Derivatives.Gradient | Derivatives.Hessian)]
                public static double F(double x, double y, [Positive] double l) { {{body}} }
            }
            """).Load();

        Assert.All(code.Numbers("Edge.FGradient", origin), number => Assert.Equal(0, number));
        Numeric.Close(code.Numbers("Edge.FHessian", origin), [second, 0, second], tolerance: 1e-14);
    }

    [Fact]
    public void Of_a_magnitude()
    {
        var run = GeneratorRun.Of(
            """
            using System;
            using SymDiff;

            public static partial class Edge
            {
                [Differentiable("x", Derivatives = Derivatives.Gradient | Derivatives.Hessian)]
                public static double F(double x, double y, double l) { double d = Math.Abs(x) / l; return (1 + d) * Math.Exp(-d) + y; }
            }
            """);
        using var code = run.Load();
        Numeric.Close(code.Numbers("Edge.FHessian", origin), [-1 / 0.49], tolerance: 1e-14);
        Assert.DoesNotContain("Sign", run.Files[0].SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_loop_over_pairs_of_points()
    {
        using var code = GeneratorRun.Of(
            """
            using System;
            using SymDiff;

            public static partial class Edge
            {
                [Differentiable("x", Derivatives = Derivatives.Hessian)]
                public static double F(double[] x)
                {
                    double sum = 0;
                    for (int i = 0; i < x.Length; i += 2)
                    {
                        for (int j = 0; j < i; j += 2)
                        {
                            double dx = x[i] - x[j], dy = x[i + 1] - x[j + 1], d = Math.Sqrt(dx * dx + dy * dy);
                            sum += (1 + d + d * d / 3) * Math.Exp(-d);
                        }
                    }
                    return sum;
                }

                public static double[] Hessian(double[] x) { var h = new double[16]; FHessian(x, h); return h; }
            }
            """).Load();
        const double K = -1.0 / 3;
        Numeric.Close((double[])code.Call("Edge.Hessian", onePoint)!, [K, 0, -K, 0, 0, K, 0, -K, -K, 0, K, 0, 0, -K, 0, K], tolerance: 1e-14);
    }
}
