using Xunit.Sdk;

namespace SymDiff.Generator.Tests.Support;

public class NumericTests
{
    [Theory]
    [InlineData(1, 1 + 1e-10, true)]
    [InlineData(1, 1 + 1e-8, false)]
    [InlineData(1e-20, 0, true)]
    [InlineData(1e-10, 1.1e-10, false)]
    [InlineData(1e300, 1.1e300, false)]
    [InlineData(double.NaN, double.NaN, true)]
    [InlineData(double.NaN, 0, false)]
    [InlineData(0, double.NaN, false)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, true)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity, false)]
    [InlineData(1e308, double.PositiveInfinity, false)]
    public void Is_close(double actual, double expected, bool isClose)
    {
        Assert.Equal(isClose, Numeric.IsClose(actual, expected));
        if (!isClose)
            Assert.Throws<FailException>(() => Numeric.Close(actual, expected));
    }

    [Fact]
    public void Zeros_of_two_signs_differ_in_bits() => Assert.Throws<FailException>(() => Numeric.SameBits(0.0, -0.0));
}
