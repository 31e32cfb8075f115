using CsCheck;
using static SymDiff.Calculus;

namespace SymDiff.Generator.Tests.Attributes;

public class LogSumExpTests
{
    private const double Infinity = double.PositiveInfinity;

    [Theory]
    [InlineData(0, 0, 0.6931471805599453094172321)]
    [InlineData(0, -40, 4.248354255291588986304978e-18)]
    [InlineData(0, -745, 2.822350730471937e-324)]
    [InlineData(1, 2, 2.313261687518222834048995)]
    [InlineData(1000, 1000.5, 1000.974076984180106680873)]
    [InlineData(-1000, -1001, -999.686738312481777165951)]
    [InlineData(700, -700, 700.0)]
    [InlineData(1e300, 1e300, 1e300)]
    [InlineData(-5e-324, 5e-324, 0.6931471805599453094172321)]
    [InlineData(-2.5, -3.5, -2.186738312481777165951005)]
    public void Of_two_is_within_4_ulp(double a, double b, double expected)
    {
        Ulp.AssertWithin(4, expected, LogSumExp(a, b));
        Ulp.AssertSame(LogSumExp(a, b), LogSumExp(b, a));
    }

    [Theory]
    [InlineData(1, 2, 3, 3.40760596444438030448292)]
    [InlineData(0, -40, -41, 5.811236444626577746534883e-18)]
    [InlineData(-40, -40, 0, 8.496708510583177954561442e-18)]
    [InlineData(1000, 1001, 999, 1001.407605964444380304483)]
    [InlineData(-3, -2, -2, -1.138005195941748918365026)]
    [InlineData(-1e5, -1e5, -1e5, -99998.9013877113318903086)]
    public void Of_three_is_within_4_ulp_in_any_order(double a, double b, double c, double expected)
    {
        Ulp.AssertWithin(4, expected, LogSumExp(a, b, c));
        Ulp.AssertWithin(4, expected, LogSumExp(b, c, a));
        Ulp.AssertWithin(4, expected, LogSumExp(c, a, b));
    }

    [Theory]
    [InlineData(1, 2, 3, 4, 4.440189698561195330492722)]
    [InlineData(0, -40, -41, -42, 6.386188671055933723694853e-18)]
    [InlineData(-40, -40, -40, 0, 1.274506276587476690476939e-17)]
    [InlineData(-40, 0, -50, -60, 4.24854713903289614077898e-18)]
    [InlineData(1000, 1001, 999, 1002, 1002.440189698561195330493)]
    [InlineData(-3, -2, -2, -2, -0.7857166996372396317434917)]
    public void Of_four_is_within_4_ulp_in_any_order(double a, double b, double c, double d, double expected)
    {
        Ulp.AssertWithin(4, expected, LogSumExp(a, b, c, d));
        Ulp.AssertWithin(4, expected, LogSumExp(b, c, d, a));
        Ulp.AssertWithin(4, expected, LogSumExp(c, d, a, b));
        Ulp.AssertWithin(4, expected, LogSumExp(d, a, b, c));
        Ulp.AssertWithin(4, expected, LogSumExp([d, c, b, a]));
    }

    [Theory]
    [InlineData(-Infinity, -Infinity, -Infinity)]
    [InlineData(-Infinity, 3, 3)]
    [InlineData(Infinity, 3, Infinity)]
    [InlineData(Infinity, Infinity, Infinity)]
    [InlineData(Infinity, -Infinity, Infinity)]
    [InlineData(double.NaN, 1, double.NaN)]
    [InlineData(double.NaN, Infinity, double.NaN)]
    [InlineData(double.NaN, -Infinity, double.NaN)]
    [InlineData(double.MaxValue, -double.MaxValue, double.MaxValue)]
    public void At_the_edges(double a, double b, double expected)
    {
        // One more summand of zero changes nothing.
        const double Nothing = -Infinity;
        Ulp.AssertSame(expected, LogSumExp(a, b));
        Ulp.AssertSame(expected, LogSumExp(b, a));
        Ulp.AssertSame(expected, LogSumExp(a, b, Nothing));
        Ulp.AssertSame(expected, LogSumExp(Nothing, b, a));
        Ulp.AssertSame(expected, LogSumExp(a, Nothing, b, Nothing));
        Ulp.AssertSame(expected, LogSumExp(Nothing, b, Nothing, a));
        Ulp.AssertSame(expected, LogSumExp([a, Nothing, b]));
        Ulp.AssertSame(expected, LogSumExp([Nothing, b, Nothing, a, Nothing]));
        Ulp.AssertSame((float)expected, LogSumExp([(float)b, float.NegativeInfinity, (float)a]));
    }

    [Fact]
    public void Of_none_is_the_logarithm_of_zero()
    {
        Ulp.AssertSame(-Infinity, LogSumExp(Array.Empty<double>()));
        Ulp.AssertSame(-Infinity, LogSumExp(Array.Empty<float>()));
    }

    [Fact]
    public void Of_one_is_itself() => Gen.Double.Sample(x => Ulp.AssertSame(x, LogSumExp([x])));

    [Fact]
    public void Of_null_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => LogSumExp((double[])null!));
        Assert.Throws<ArgumentNullException>(() => LogSumExp((float[])null!));
    }

    [Fact]
    public void Of_a_million_loses_nothing()
    {
        var x = new double[1_000_000];
        Array.Fill(x, -0.125);
        Ulp.AssertWithin(4, 13.69051055796427410410795, LogSumExp(x));
    }

    [Fact]
    public void Shifting_all_shifts_the_result() =>
        Gen.Select(Gen.Double[-50, 50].Array[1, 20], Gen.Double[-1000, 1000]).Sample(
            (x, shift) =>
            {
                var shifted = Array.ConvertAll(x, value => value + shift);
                Ulp.AssertClose(LogSumExp(x) + shift, LogSumExp(shifted), 8 * Ulp.Epsilon * (60 + Math.Abs(shift)));
            },
            iter: 1_000);

    [Fact]
    public void Lies_between_the_largest_and_its_multiple() =>
        Gen.Double[-50, 50].Array[1, 20].Sample(
            x =>
            {
                var excess = LogSumExp(x) - x.Max();
                Assert.InRange(excess, 0, Math.Log(x.Length) + 1e-13);
            },
            iter: 1_000);
}
