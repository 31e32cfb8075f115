using System.Globalization;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Edges;

/// <summary>xʸ in every form, up to the third order: at x = 0 derivatives are what they tend to.</summary>
public class PowerTests
{
    private const string Source =
        """
        using System;
        using SymDiff;

        public static partial class P
        {
            [Differentiable(Derivatives = Derivatives.Gradient | Derivatives.JacobianVectorProduct | Derivatives.Hessian | Derivatives.HessianVectorProduct)]
            public static double F(double x, double y) => Math.Pow(x, y);

            [Differentiable(Derivatives = Derivatives.Hessian)]
            public static double OfBase(double x, double y) => FGradient(x, y).X;

            [Differentiable(Derivatives = Derivatives.Hessian)]
            public static double OfExponent(double x, double y) => FGradient(x, y).Y;

            [Differentiable(nameof(x), nameof(y), Derivatives = Derivatives.Gradient | Derivatives.Hessian | Derivatives.HessianVectorProduct)]
            public static double Sum(double[] x, double y)
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++)
                    s += Math.Pow(x[i], y);
                return s;
            }
        }
        """;

    private const double Tolerance = 1e-12;

    private static readonly double[] bases = [0, 1e-300, 1e-5, 1, 1e5];

    private static readonly double[] exponents = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3];

    private delegate void HessianOfSum(double[] x, double y, Span<double> hessian);

    private delegate double ProductOfSum(double[] x, double y, ReadOnlySpan<double> xTangent, double yTangent, Span<double> xHvp);

    [Fact]
    public void Closed_form()
    {
        using var code = GeneratorRun.Of(Source).Load();
        var compared = 0;
        foreach (var x in bases)
        {
            foreach (var y in exponents)
            {
                // By how often it is differentiated with respect to x, and to y.
                double D(int inBase, int inExponent) => Expected(x, y, inBase, inExponent);
                void Same(double actual, double expected, string what)
                {
                    if (double.IsNaN(expected))
                        return;
                    compared++;
                    Assert.True(
                        actual.Equals(expected) || Math.Abs(actual - expected) <= Math.Max(Tolerance * Math.Abs(expected), 1e-300),
                        string.Format(CultureInfo.InvariantCulture, "{0} at ({1:R}, {2:R}) is {3:R}, not {4:R}.", what, x, y, actual, expected));
                }

                void SameTriangle(double[] actual, double[] expected, string what)
                {
                    for (var i = 0; i < expected.Length; i++)
                        Same(actual[i], expected[i], $"{what} {i}");
                }

                SameTriangle(code.Numbers("P.FGradient", x, y), [D(1, 0), D(0, 1)], "gradient");
                SameTriangle(code.Numbers("P.FHessian", x, y), [D(2, 0), D(1, 1), D(0, 2)], "Hessian");
                SameTriangle(code.Numbers("P.FValueGradientAndHessian", x, y)[1..], [D(1, 0), D(0, 1), D(2, 0), D(1, 1), D(0, 2)], "beside the value");
                SameTriangle(code.Numbers("P.OfBaseHessian", x, y), [.. new[] { D(3, 0), D(2, 1), D(1, 2) }.Select(Finite)], "third, of the base,");
                SameTriangle(code.Numbers("P.OfExponentHessian", x, y), [.. new[] { D(2, 1), D(1, 2), D(0, 3) }.Select(Finite)], "third, of the exponent,");
                foreach (var (xTangent, yTangent) in new[] { (1.0, 0.0), (0, 1), (0.5, -2) })
                {
                    Same(code.Numbers("P.FJvp", x, y, xTangent, yTangent)[1], Along(D(1, 0), xTangent, D(0, 1), yTangent), "tangent");
                    SameTriangle(code.Numbers("P.FHvp", x, y, xTangent, yTangent), [Along(D(2, 0), xTangent, D(1, 1), yTangent), Along(D(1, 1), xTangent, D(0, 2), yTangent)], "product");
                }

                // Where the gradient is 0 all around in this direction.
                if (x == 0 && y > 1)
                    SameTriangle(code.Numbers("P.FHvp", x, y, 0, 1), [0, 0], "product along the exponent");
            }
        }

        Assert.InRange(compared, 1000, 1600);
    }

    [Fact]
    public void In_a_loop()
    {
        using var code = GeneratorRun.Of(Source).Load();
        foreach (var y in exponents.Where(y => y > 0))
        {
            double[] x = [0, 2], hessian = new double[9], product = new double[2];
            code.Delegate<HessianOfSum>("P.SumHessian")(x, y, hessian);
            double E(int i, int inBase, int inExponent) => Expected(x[i], y, inBase, inExponent);
            double[] expected = [E(0, 2, 0), 0, E(0, 1, 1), 0, E(1, 2, 0), E(1, 1, 1), E(0, 1, 1), E(1, 1, 1), E(0, 0, 2) + E(1, 0, 2)];
            for (var i = 0; i < expected.Length; i++)
                Assert.True(hessian[i].Equals(expected[i]) || Math.Abs(hessian[i] - expected[i]) <= Tolerance * Math.Abs(expected[i]), $"{i} at {y}: {hessian[i]}, not {expected[i]}");
            if (y <= 1)
                continue;
            var last = code.Delegate<ProductOfSum>("P.SumHvp")(x, y, [0, 0], 1, product);
            Numeric.Close([product[0], product[1], last], [0, E(1, 1, 1), E(1, 0, 2)], Tolerance, because: $"along the exponent {y}");
        }
    }

    private static double Finite(double expected) => double.IsInfinity(expected) ? double.NaN : expected;

    // Nothing where one of both would be infinite in a direction in which nothing moves.
    private static double Along(double one, double oneTangent, double other, double otherTangent) => (one * oneTangent) + (other * otherTangent);

    // xʸ⁻ᵏ·q(log x), with a polynomial q; at x = 0 what it tends to, and nothing, NaN, where xʸ jumps with y.
    private static double Expected(double x, double y, int inBase, int inExponent)
    {
        Real50[] q = [1];
        for (var i = 0; i < inExponent; i++)
            q = [0, .. q];
        for (var i = 0; i < inBase; i++)
        {
            var power = (Real50)y - i;
            q = [.. q.Select((each, m) => (power * each) + (m + 1 < q.Length ? (m + 1) * q[m + 1] : Real50.Zero))];
        }

        var rest = (Real50)y - inBase;
        if (x > 0)
        {
            var logarithm = Real50.Log(x);
            var sum = q.Reverse().Aggregate(Real50.Zero, (total, each) => (total * logarithm) + each);
            return (double)(sum * Real50.Exp(rest * logarithm));
        }

        if (y <= 0 && (inExponent > 0 || y < 0))
            return double.NaN;
        var last = Array.FindLastIndex(q, each => each.Sign != 0);
        return last < 0 || rest.Sign > 0 ? 0
            : rest.Sign == 0 && last == 0 ? (double)q[0]
            : q[last].Sign * (last % 2 == 0 ? 1 : -1) * double.PositiveInfinity;
    }
}
