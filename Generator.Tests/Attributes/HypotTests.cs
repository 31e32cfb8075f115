using static SymDiff.Calculus;

namespace SymDiff.Generator.Tests.Attributes;

public class HypotTests
{
    public static TheoryData<double, double, double> Reference => new()
    {
        { 3, 4, 5.0 },
        { -0.1, 0.3, 0.3162277660168379244228057 },
        { 1, 1e+200, 9.999999999999999697331222e+199 },
        { 1e-200, 1, 1.0 },
        { 1e+300, -1e+300, 1.414213562373095123054633e+300 },
        { 1e-300, 1e-300, 1.414213562373095084240596e-300 },
        { 3e-170, -4e-170, 5.000000000000000027044872e-170 },
        { 5e-324, 0.0, 4.940656458412465441765688e-324 },
        { 1.3e+150, 1e+140, 1.300000000000000029603026e+150 },
        { 9e-141, 1e-150, 9.00000000000000008238324e-141 },
        { 1.7e+308, 1e-300, 1.699999999999999938830796e+308 },
    };

    [Theory, MemberData(nameof(Reference))]
    public void Is_within_2_ulp(double x, double y, double expected)
    {
        Ulp.AssertWithin(2, expected, Hypot(x, y));
        Ulp.AssertWithin(2, expected, Hypot(y, x));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(double.NegativeInfinity, 1, double.PositiveInfinity)]
    [InlineData(1, double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.PositiveInfinity, double.NaN)]
    [InlineData(1, double.NaN, double.NaN)]
    public void At_the_edges(double x, double y, double expected) => Ulp.AssertSame(expected, Hypot(x, y));

    [Fact]
    public void A_float_is_not_rounded_on_the_way() => Assert.Equal(1.4142135e30f, Hypot(1e30f, 1e30f));
}
