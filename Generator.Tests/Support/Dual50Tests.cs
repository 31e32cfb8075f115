namespace SymDiff.Generator.Tests.Support;

/// <summary>Each derivative is held against a difference quotient that has digits to spare.</summary>
public class Dual50Tests
{
    private static readonly Dictionary<string, (Func<Dual50, Dual50> Function, double[] At)> functions = new()
    {
        ["sqrt"] = (Dual50.Sqrt, [0.3, 9]),
        ["cbrt"] = (Dual50.Cbrt, [-0.3, 9]),
        ["exp"] = (Dual50.Exp, [-2, 3]),
        ["exp2"] = (Dual50.Exp2, [-2, 3.5]),
        ["exp10"] = (Dual50.Exp10, [-2, 3.5]),
        ["expm1"] = (Dual50.Expm1, [-2, 0.001]),
        ["log"] = (Dual50.Log, [0.001, 5]),
        ["log2"] = (Dual50.Log2, [0.001, 5]),
        ["log10"] = (Dual50.Log10, [0.001, 5]),
        ["log1p"] = (Dual50.Log1p, [-0.5, 5]),
        ["sin"] = (Dual50.Sin, [-1, 5]),
        ["cos"] = (Dual50.Cos, [-1, 5]),
        ["tan"] = (Dual50.Tan, [-1, 5]),
        ["asin"] = (Dual50.Asin, [-0.9, 0.5]),
        ["acos"] = (Dual50.Acos, [-0.9, 0.5]),
        ["atan"] = (Dual50.Atan, [-9, 0.5]),
        ["sinh"] = (Dual50.Sinh, [-2, 0.5]),
        ["cosh"] = (Dual50.Cosh, [-2, 0.5]),
        ["tanh"] = (Dual50.Tanh, [-2, 0.5]),
        ["asinh"] = (Dual50.Asinh, [-2, 0.5]),
        ["acosh"] = (Dual50.Acosh, [1.01, 7]),
        ["atanh"] = (Dual50.Atanh, [-0.9, 0.5]),
        ["erf"] = (Dual50.Erf, [-2, 0.5]),
        ["normal cdf"] = (Dual50.NormalCdf, [-9, 0.5]),
        ["log gamma"] = (Dual50.LogGamma, [-1.5, 0.5, 20]),
        ["digamma"] = (Dual50.Digamma, [-1.5, 0.5, 20]),
        ["logistic"] = (Dual50.Logistic, [-30, 2]),
        ["softplus"] = (Dual50.Softplus, [-30, 2]),
        ["log sum exp"] = (x => Dual50.LogSumExp(x, 2 * x), [-3, 2]),
        ["x log y"] = (x => Dual50.XLogY(x, x + 1), [0, 2]),
        ["abs"] = (Dual50.Abs, [-3, 2]),
        ["max"] = (x => Dual50.Max(x, 1 - x), [-3, 2]),
        ["min"] = (x => Dual50.Min(x, 1 - x), [-3, 2]),
        ["hypot"] = (x => Dual50.Hypot(x, 2), [-3, 2]),
        ["atan2"] = (x => Dual50.Atan2(x, 1 - (x * x)), [-3, 0.2, 2]),
        ["pow"] = (x => Dual50.Pow(x, x + 1), [0.2, 2]),
        ["integer power"] = (x => Dual50.Pow(x, 5), [-0.2, 2]),
        ["remainder"] = (x => 7 % x, [-2.5, 3.25]),
        ["quotient"] = (x => (x * x) / (1 - x), [-2.5, 3.25]),
    };

    public static TheoryData<string> Names => [.. functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Derivative_is_the_limit_of_the_difference_quotient(string name)
    {
        var (function, points) = functions[name];
        var step = Real50.Pow(10, -28);
        foreach (var at in points)
        {
            var tangent = function(new Dual50(at, 1)).Tangent;
            var quotient = (function((Real50)at + step).Value - function((Real50)at - step).Value) / (2 * step);
            Assert.True(Real50.Abs(tangent - quotient) <= (1 + Real50.Abs(quotient)) * 1e-50, $"{name} at {at}: {tangent}, not {quotient}");
        }
    }

    [Fact]
    public void Kinks_follow_the_conventions()
    {
        var zero = new Dual50(0, 1);

        Assert.Equal(0, (double)Dual50.Abs(zero).Tangent);
        Assert.Equal(0.5, (double)Dual50.Max(zero, 0).Tangent);
        Assert.Equal(0, (double)Dual50.Hypot(zero, zero).Tangent);
        Assert.Equal(0, (double)Dual50.Pow(zero, 2).Tangent);
        Assert.Equal(0, (double)Dual50.StopGradient(zero).Tangent);
    }
}
