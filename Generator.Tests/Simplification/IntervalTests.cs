using CsCheck;
using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Tests.Simplification;

public class IntervalTests
{
    /// <summary>Every result of numbers in intervals lies in the interval of the results.</summary>
    [Fact]
    public void Holds_what_its_numbers_become() => Check.Sample(
        Gen.Select(Number, Number, Number, Number, Gen.Int[0, 100], Gen.Int[0, 100], Gen.Int[1, 5]),
        (a, b, c, d, i, j, n) =>
        {
            var (x, y) = (Between(a, b), Between(c, d));
            var (p, q) = (Inside(x, i), Inside(y, j));
            Assert.True((x + y).Holds(p + q), $"{x} + {y} = {x + y}: {p} + {q}");
            Assert.True((x * y).Holds(p * q), $"{x}·{y} = {x * y}: {p}·{q}");
            Assert.True((-x).Holds(-p));
            Assert.True(x.Abs().Holds(Math.Abs(p)));
            Assert.True(x.Power(n).Holds(Power(p, n)), $"{x}^{n} = {x.Power(n)}: {p}");
            Assert.True(x.Or(y).Holds(p) && x.Or(y).Holds(q));
            Assert.Equal(x.Holds(q) && y.Holds(q), x.And(y).Holds(q));
            if (p != 0)
                Assert.True(x.Reciprocal().Holds(1 / p), $"1/{x} = {x.Reciprocal()}: {p}");
        });

    [Theory]
    [InlineData(-1, 1, true, true, true)]
    [InlineData(-1, 1, false, false, false)]
    [InlineData(-0.3, 0.9, false, false, true)]
    public void Knows_whether_one_less_a_square_is_positive(double low, double high, bool isLowOpen, bool isHighOpen, bool isPositive)
    {
        var rest = Interval.Point(1) + -new Interval(low, high, isLowOpen, isHighOpen).Power(2);

        Assert.Equal(isPositive, rest.IsPositive);
        Assert.True(rest.IsNonNegative);
    }

    [Fact]
    public void Knows_no_bound_where_there_is_none()
    {
        Assert.True((Interval.All + Interval.Point(3)).IsAll);
        Assert.True((Interval.All * Interval.Point(-2)).IsAll);
        Assert.True(new Interval(-1, 2).Reciprocal().IsAll);
        Assert.Equal(Interval.Positive, Interval.Positive.Reciprocal());
        Assert.Equal(new Interval(0, double.PositiveInfinity, false, true), Interval.All.Power(2));
        Assert.True(new Interval(1, 0).IsEmpty && new Interval(double.NaN, 0).IsEmpty && new Interval(1, 1, true).IsEmpty);
    }

    private static Gen<double> Number => Gen.OneOf(Gen.Int[-3, 3].Select(n => (double)n), Gen.Double[-2, 2], Gen.Double[-1e9, 1e9]);

    private static Interval Between(double a, double b) => new(Math.Min(a, b), Math.Max(a, b));

    private static double Inside(Interval interval, int percent) => Math.Min(Math.Max(interval.Low + (percent / 100.0 * (interval.High - interval.Low)), interval.Low), interval.High);

    private static double Power(double x, int exponent)
    {
        var result = 1.0;
        for (var i = 0; i < exponent; i++)
            result *= x;
        return result;
    }
}
