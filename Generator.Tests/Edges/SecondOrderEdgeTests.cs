using System.Globalization;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Edges;

/// <summary>A Hessian is finite wherever the function has one.</summary>
public class SecondOrderEdgeTests
{
    /// <summary>The method, a point, and the upper triangle of the Hessian there.</summary>
    private static readonly (string Method, double[] At, double[] Expected)[] edges =
    [
        // Exponentials that overflow and vanish.
        ("double F(double x) => Math.Log(1 + Math.Exp(x));", [1000], [0]),
        ("double F(double x) => Math.Log(1 + Math.Exp(x));", [-50], [1.9287498479639178e-22]),
        ("double F(double x) => Math.Log(1 + Math.Exp(x));", [0], [0.25]),
        ("double F(double x) => 1 / (1 + Math.Exp(-x));", [-1000], [0]),
        ("double F(double x) => 1 / (1 + Math.Exp(-x));", [0], [0]),
        ("double F(double x) => x / (Math.Exp(x) - 1);", [1000], [0]),
        ("double F(double x) => x / (Math.Exp(x) - 1);", [-1000], [0]),
        ("double F(double x, double t) => x * x * x / (Math.Exp(x / t) - 1);", [1600, 1], [0, 0, 0]),
        ("double F(double x, double t) => x * x * x / Calculus.Expm1(x / t);", [1600, 1], [0, 0, 0]),
        ("double F(double x) => Math.Log(Math.Cosh(x));", [1000], [0]),
        ("double F(double x) => Math.Log(Math.Sinh(x));", [1000], [0]),
        ("double F(double x, double y) => Math.Log(Math.Exp(x) + Math.Exp(y));", [1000, 1000], [0.25, -0.25, 0.25]),
        ("double F(double x, double y) => Math.Log(Math.Exp(x) + Math.Exp(y));", [-1000, 1000], [0, 0, 0]),
        ("double F(double x, double y) => Math.Exp(x) / (Math.Exp(x) + Math.Exp(y));", [1000, 1000], [0, 0, 0]),
        ("double F(double x) => Math.Exp(-Math.Exp(x));", [1000], [0]),

        // Roots and norms.
        ("double F(double x) => Math.Sqrt(1 + x * x);", [1e100], [0]),
        ("double F(double x) => x / Math.Sqrt(1 + x * x);", [1e100], [0]),
        ("double F(double x, double y) => Math.Sqrt(x * x + y * y);", [3, 4], [0.128, -0.096, 0.072]),
        ("double F(double x, double y) => Math.Sqrt(x * x + y * y);", [0, 0], [0, 0, 0]),
        ("double F(double x) => x * Math.Log(x);", [1e-300], [1e300]),

        // What differs in sign only is as accurate: ∂²/∂x∂y = −∂²/∂x².
        ("double F(double x, double y, [Positive] double s) => Math.Sqrt((x - y) * (x - y) + s * s);", [5, 0, 1e-6],
            [7.99999999999952e-15, -7.99999999999952e-15, -3.99999999999976e-8, 7.99999999999952e-15, 3.99999999999976e-8, 0.199999999999988]),

        // What is left of a distribution function where nearly nothing is left.
        ("double F(double x) => Math.Log(1 - Calculus.NormalCdf(x));", [10], [-0.99055462217434374]),
    ];

    public static IEnumerable<TheoryDataRow<string>> Methods => edges.Select(edge => edge.Method).Distinct().Select(method => new TheoryDataRow<string>(method));

    [Theory]
    [MemberData(nameof(Methods))]
    public void Is_right_at_the_edge(string method)
    {
        using var code = GeneratorRun.Of(
            $$"""
            using System;
            using SymDiff;

            public static partial class Edge
            {
                [Differentiable(Derivatives = Derivatives.Hessian)]
                public static {{method}}
            }
            """).Load();

        Assert.Multiple([.. edges.Where(edge => edge.Method == method).Select(edge => (Action)(() =>
        {
            var where = "at (" + string.Join(", ", edge.At.Select(x => x.ToString("R", CultureInfo.InvariantCulture))) + ")";
            Numeric.Close(code.Numbers("Edge.FHessian", edge.At), edge.Expected, tolerance: 1e-12, floor: 1e-300, because: where);
            Numeric.Close(
                code.Numbers("Edge.FValueGradientAndHessian", edge.At)[^edge.Expected.Length..], edge.Expected, tolerance: 1e-12, floor: 1e-300, because: "beside the value, " + where);
        }))]);
    }
}
