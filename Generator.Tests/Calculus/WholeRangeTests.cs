using System.Globalization;
using SymDiff.Generator.Tests.Support;
using static SymDiff.Generator.Tests.Support.Dual50;

namespace SymDiff.Generator.Tests.Calculus;

/// <summary>Derivatives over the whole range of a double, both signs: nothing overflows on the way, and small ones are right in proportion.</summary>
public class WholeRangeTests
{
    private const double Tolerance = 1e-12;

    // Below this the derivative underflows.
    private const double Least = 1e-300;

    private static readonly double[] magnitudes =
        [1e-300, 1e-200, 1e-160, 1e-100, 1e-20, 1e-8, 1e-3, 0.1, 0.5, 0.9, 1.5, 3, 10, 30, 300, 1e5, 1e20, 1e100, 1e154, 1e160, 1e200, 1e300];

    // With the largest argument that is sensible: beyond, the value itself is out of range, or the argument has no phase.
    private static readonly Dictionary<string, (Func<Dual50, Dual50> Function, double Greatest)> functions = new()
    {
        ["Math.Sqrt(x)"] = (Sqrt, 1e300),
        ["Math.Cbrt(x)"] = (Cbrt, 1e300),
        ["Math.Exp(x)"] = (Exp, 600),
        ["Math.Log(x)"] = (Log, 1e300),
        ["Math.Log2(x)"] = (Log2, 1e300),
        ["Math.Log10(x)"] = (Log10, 1e300),
        ["double.LogP1(x)"] = (Log1p, 1e300),
        ["double.ExpM1(x)"] = (x => Exp(x) - 1, 600),
        ["Math.Sin(x)"] = (Sin, 1e3),
        ["Math.Cos(x)"] = (Cos, 1e3),
        ["Math.Tan(x)"] = (Tan, 1e3),
        ["Math.Asin(x)"] = (Asin, 0.99),
        ["Math.Acos(x)"] = (Acos, 0.99),
        ["Math.Atan(x)"] = (Atan, 1e300),
        ["Math.Sinh(x)"] = (Sinh, 600),
        ["Math.Cosh(x)"] = (Cosh, 600),
        ["Math.Asinh(x)"] = (Asinh, 1e300),
        ["Math.Acosh(x)"] = (Positive(Acosh), 1e300),
        ["Math.Atanh(x)"] = (Atanh, 0.99),
        ["Calculus.Softplus(x)"] = (x => Softplus(x), 600),
        ["Calculus.Erf(x)"] = (Erf, 20),
        ["Calculus.NormalCdf(x)"] = (NormalCdf, 20),
        ["Math.Log(Calculus.NormalCdf(x))"] = (NormalLogCdf, 300),
        ["3 * Math.Log(2 * Calculus.NormalCdf(x))"] = (x => 3 * NormalLogCdf(x), 300),
        ["Math.Log(1 - Calculus.NormalCdf(x))"] = (x => NormalLogCdf(-x), 300),
        ["Calculus.NormalLogCdf(x)"] = (NormalLogCdf, 300),
        ["Calculus.NormalPdf(x) / Calculus.NormalCdf(x)"] = (InverseMillsRatio, 30),
        ["Calculus.LogGamma(x)"] = (Positive(LogGamma), 1e20),
        ["Calculus.Hypot(x, 1e-5)"] = (x => Hypot(x, 1e-5), 1e300),
        ["Math.Pow(x, 3)"] = (x => x * x * x, 1e100),
        ["1 / x"] = (x => 1 / x, 1e100),
        ["x / (1 + x)"] = (x => x / (1 + x), 1e100),
    };

    public static TheoryData<string> Functions => [.. functions.Keys];

    [Theory, MemberData(nameof(Functions))]
    public void Nothing_overflows_on_the_way(string function)
    {
        using var code = GeneratorRun.Of(
            $$"""
            using System;
            using SymDiff;

            public static partial class Range
            {
                [Differentiable]
                public static double F(double x) => {{function}};
            }
            """).Load();

        var compared = 0;
        foreach (var x in magnitudes.Concat(magnitudes.Select(x => -x)))
        {
            if (Math.Abs(x) > functions[function].Greatest || Expected(functions[function].Function, x) is not { } expected || Math.Abs(expected) > 1e300)
                continue;
            compared++;
            var actual = code.Number("Range.FGradient", x);
            var error = Math.Abs(actual - expected);
            Assert.True(
                error <= Math.Max(Tolerance * Math.Abs(expected), Least),
                string.Format(CultureInfo.InvariantCulture, "The derivative of {0} at {1:R} is {2:R}, not {3:R}.", function, x, actual, expected));
        }

        Assert.True(compared > 5);
    }

    private static Func<Dual50, Dual50> Positive(Func<Dual50, Dual50> function) =>
        x => x.Value.Sign > 0 ? function(x) : throw new ArithmeticException("Outside the domain.");

    // Null outside the domain.
    private static double? Expected(Func<Dual50, Dual50> function, double x)
    {
        try
        {
            return Reference.Partial(arguments => function(arguments[0]), 0, [x]);
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }
}
