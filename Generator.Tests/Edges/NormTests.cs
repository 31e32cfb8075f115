using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Edges;

/// <summary>Norms with weights have at the origin the derivatives that norms without weights have.</summary>
public class NormTests
{
    /// <summary>A norm of the elements of <c>x</c>, with data <c>w</c> that are greater than zero.</summary>
    private static readonly string[] norms =
    [
        "double s = 0; for (int i = 0; i < x.Length; i++) s += w[i] * x[i] * x[i]; return Math.Sqrt(s);",
        "double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * x[i] / w[i]; return Math.Sqrt(s);",
        "double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * w[i] * x[i] / (w[i] + 1); return Math.Sqrt(s / w[0]);",
        "double s = 0; for (int i = 0; i < x.Length; i++) { var r = x[i] * Math.Exp(w[i]); s += 0.5 * w[i] * Math.Pow(r, 2); } return w[1] * Math.Sqrt(w[0] * s);",
        "return Math.Sqrt(x.Select((t, i) => w[i] * t * t).Sum() / x.Length);",
        "return Math.Sqrt(w[0] * x[0] * x[0] + w[1] * x[1] * x[1]);",
        "return Math.Sqrt(x[0] * x[0] / w[0] + 2 * x[1] * x[1] / w[1]);",
        "return Math.Sqrt(w[0] * (x[0] * x[0] + w[1] * x[1] * x[1]));",
    ];

    public static IEnumerable<TheoryDataRow<string>> Norms => norms.Select(norm => new TheoryDataRow<string>(norm));

    [Theory]
    [MemberData(nameof(Norms))]
    public void Of_a_norm_all_is_zero_at_the_origin(string norm)
    {
        using var code = GeneratorRun.Of(
            $$"""
            using System;
            using System.Linq;
            using SymDiff;

            public static partial class Edge
            {
                [Differentiable("x", Derivatives = Derivatives.Gradient | Derivatives.Hessian | Derivatives.HessianVectorProduct | Derivatives.JacobianVectorProduct)]
                public static double F(double[] x, double[] w) { {{norm}} }

                public static double[] All(double[] x, double[] w)
                {
                    double[] gradient = new double[2], hessian = new double[4], product = new double[2];
                    FGradient(x, w, gradient);
                    FHessian(x, w, hessian);
                    FHvp(x, w, new[] { 0.7, -0.3 }, product);
                    return gradient.Concat(hessian).Concat(product).Append(FJvp(x, w, new[] { 0.7, -0.3 }).Tangent).ToArray();
                }
            }
            """).Load();

        var all = (double[])code.Call("Edge.All", Origin, Weights)!;
        Assert.All(all, number => Assert.Equal(0, number));
        var elsewhere = (double[])code.Call("Edge.All", Elsewhere, Weights)!;
        Numeric.Close(elsewhere[8..], [(0.7 * elsewhere[0]) - (0.3 * elsewhere[1])], tolerance: 1e-14);
        // Along itself it is linear.
        Assert.True(elsewhere[0] > 0 && Math.Abs(elsewhere[2] * Elsewhere[0] / (elsewhere[3] * Elsewhere[1]) + 1) < 1e-12);
    }

    /// <summary>A norm is as large as its argument, and its Hessian as small, at scales at which higher powers overflow or vanish.</summary>
    [Theory]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) s += Math.Pow(Math.Abs(x[i]), 3); return Math.Pow(s, 1.0 / 3);", 1e80)]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * x[i]; return Math.Sqrt(s);", 1e140)]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) s += w[i] * x[i] * x[i]; return Math.Sqrt(s);", 1e140)]
    public void At_every_scale_it_is_the_same(string norm, double scale)
    {
        using var code = GeneratorRun.Of(
            $$"""
            using System;
            using SymDiff;

            public static partial class Edge
            {
                [Differentiable("x", Derivatives = Derivatives.Gradient | Derivatives.Hessian | Derivatives.HessianVectorProduct)]
                public static double F(double[] x, double[] w) { {{norm}} }

                public static double[] Gradient(double[] x, double[] w) { var gradient = new double[2]; FGradient(x, w, gradient); return gradient; }

                public static double[] Hessian(double[] x, double[] w) { var hessian = new double[4]; FHessian(x, w, hessian); return hessian; }

                public static double[] Product(double[] x, double[] w) { var product = new double[2]; FHvp(x, w, new[] { 0.7, -0.3 }, product); return product; }
            }
            """).Load();
        double[] At(string form, double by) => (double[])code.Call("Edge." + form, Elsewhere.Select(x => x * by).ToArray(), Weights)!;

        foreach (var by in new[] { scale, 1 / scale })
        {
            Numeric.Close(At("Gradient", by), At("Gradient", 1), tolerance: 1e-12);
            Numeric.Close([.. At("Hessian", by).Select(entry => entry * by)], At("Hessian", 1), tolerance: 1e-12);
            Numeric.Close([.. At("Product", by).Select(entry => entry * by)], At("Product", 1), tolerance: 1e-12);
        }
    }

    private static double[] Origin => [0, 0];

    private static double[] Elsewhere => [0.3, -0.4];

    private static double[] Weights => [2, 3];
}
