using CsCheck;

namespace SymDiff.Generator.Tests.Attributes;

/// <summary>Distances between doubles, in units in the last place.</summary>
internal static class Ulp
{
    /// <summary>The distance from 1 to the next double.</summary>
    public const double Epsilon = 2.220446049250313e-16;

    /// <summary>How many doubles lie from one to the other; the two zeros are one.</summary>
    public static long Distance(double a, double b) => Math.Abs(Ordinal(a) - Ordinal(b));

    public static void AssertWithin(int ulps, double expected, double actual)
    {
        Assert.False(double.IsNaN(actual), $"NaN where {expected:R} was expected.");
        Assert.True(Distance(expected, actual) <= ulps, $"{actual:R} is {Distance(expected, actual)} ulp from {expected:R}.");
    }

    /// <summary>The same bits, where all NaN are one.</summary>
    public static void AssertSame(double expected, double actual) =>
        Assert.True(
            (double.IsNaN(expected) && double.IsNaN(actual))
                || BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual),
            $"{actual:R} is not {expected:R}.");

    public static void AssertClose(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance, $"{actual:R} is {Math.Abs(expected - actual):E2} from {expected:R}.");

    /// <summary>f increases on a domain, up to its error at both points.</summary>
    public static void AssertIncreases(Func<double, double> f, Gen<double> domain, int ulps) =>
        Gen.Select(domain, domain).Sample(
            (x, y) =>
            {
                var (low, high) = (f(Math.Min(x, y)), f(Math.Max(x, y)));
                Assert.True(low <= high || Distance(low, high) <= 2 * ulps, $"f({x:R}) and f({y:R}) are {low:R} and {high:R} apart.");
            },
            iter: 10_000);

    /// <summary>The central difference of f, extrapolated once, agrees with the derivative.</summary>
    public static void AssertDerivative(Func<double, double> f, Func<double, double> derivative, double x)
    {
        var h = 1e-3 * Math.Max(1, Math.Abs(x) / 10);
        var difference = (4 * Central(0.5 * h) - Central(h)) / 3;
        AssertClose(difference, derivative(x), 1e-9 * (1 + Math.Abs(f(x)) + Math.Abs(derivative(x))));

        double Central(double step) => (f(x + step) - f(x - step)) / (2 * step);
    }

    // Doubles in their order, as integers.
    private static long Ordinal(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        return bits < 0 ? long.MinValue - bits : bits;
    }
}
