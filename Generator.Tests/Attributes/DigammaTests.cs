using CsCheck;
using static SymDiff.Calculus;

namespace SymDiff.Generator.Tests.Attributes;

public class DigammaTests
{
    public static TheoryData<double, double> DigammaReference => new()
    {
        { 1e-300, -9.999999999999999749409082e+299 },
        { 1e-17, -99999999999999993.42297326 },
        { 1e-08, -100000000.5772156463599362 },
        { 0.01, -100.5608854578686724154753 },
        { 0.1, -10.4237549404110762321003 },
        { 0.25, -4.22745353337626540808953 },
        { 0.4, -2.561384544585115984185307 },
        { 0.5, -1.963510026021423479440976 },
        { 0.7, -1.220023553697934740605672 },
        { 0.8102591715232456, -0.9416482711252001396098126 },
        { 0.9999999999999999, -0.5772156649015330432308796 },
        { 1, -0.5772156649015328606065121 },
        { 1.2, -0.2890398965921883518300621 },
        { 1.4, -0.0613845445851162368006351 },
        { 1.46, -0.001580561987083452106150901 },
        { 1.461632144, -9.370573939986301437851841e-10 },
        { 1.4616321449683622, -9.241265521729427516792351e-17 },
        { 1.4616321449683625, 1.224537462200406903132497e-16 },
        { 1.462, 0.0003559032038010427633396214 },
        { 1.5, 0.03648997397857652055902367 },
        { 1.75, 0.2474724535468611637064466 },
        { 2, 0.4227843350984671393934879 },
        { 2.5, 0.7031566406452431872256903 },
        { 2.856454875503023, 0.8644445492387238045660542 },
        { 3, 0.9227843350984671393934879 },
        { 3.0000000000000004, 0.9227843350984673147794456 },
        { 3.5, 1.10315664064524318722569 },
        { 5, 1.506117668431800472726821 },
        { 8, 2.015641477955609996536345 },
        { 10, 2.251752589066721107647456 },
        { 33.3, 3.490467238520242777280418 },
        { 100, 4.600161852738087400198606 },
        { 10000, 9.210290371142849403571966 },
        { 10000000000, 23.02585092989045684017908 },
        { 1e+16, 36.84136148790473089428786 },
        { 1e+100, 230.258509299404568417702 },
        { 1.7976931348623157e+308, 709.7827128933839967322234 },
    };

    public static TheoryData<double, double> DigammaBelowZero => new()
    {
        { -1e-17, 99999999999999992.26854193 },
        { -1e-05, 99999.42276788562941157909 },
        { -0.1, 9.245073050052948042329863 },
        { -0.25, 2.914139120213527830373113 },
        { -0.4999, 0.03738345008688250422715841 },
        { -0.50001, 0.03640062591509941332981612 },
        { -0.6, -0.8947178779184492558395839 },
        { -0.9, -9.312643829299967963741703 },
        { -1.1, 10.15416395914384857307948 },
        { -1.3, 2.882540548866167303786968 },
        { -1.7, -1.485717499511056708912107 },
        { -2.2, 5.32287022117264440997612 },
        { -10.4, 3.409878305635927272867834 },
        { -10.75, -0.7208957601671611740093725 },
        { -100.3, 6.895643124860435034953165 },
        { -1000.5, 6.908754820898671489526584 },
        { -1000000.125, 21.39998677471227994378244 },
    };

    public static TheoryData<double, double> TrigammaReference => new()
    {
        { 1e-150, 9.999999999999999874092835e+299 },
        { 1e-100, 9.999999999999999600162004e+199 },
        { 1e-17, 9.999999999999998569151519e+33 },
        { 1e-08, 10000000000000001.22648283 },
        { 0.01, 10001.62121352831280378924 },
        { 0.1, 101.433299150792747704652 },
        { 0.25, 17.19732915450711073927132 },
        { 0.5, 4.934802200544679309417245 },
        { 0.9, 1.922539959477203445385018 },
        { 1, 1.644934066848226436472415 },
        { 1.4616321449683622, 0.9676722454476212549951696 },
        { 2, 0.6449340668482264364724152 },
        { 2.5, 0.4903577561002348649728011 },
        { 3, 0.3949340668482264364724152 },
        { 5.5, 0.1993423869896276591275 },
        { 8, 0.1331370146940314251345467 },
        { 9.999999, 0.105166346731521868605339 },
        { 10, 0.105166335681685746122201 },
        { 10.5, 0.09991695605912673320394417 },
        { 15, 0.06893822784768380622615522 },
        { 33.3, 0.030485444095338887790043 },
        { 100, 0.01005016666333357139524567 },
        { 10000, 0.0001000050001666666663333333 },
        { 10000000000, 1.000000000050000000001667e-10 },
        { 1e+16, 1.00000000000000005e-16 },
        { 1e+100, 9.999999999999999840971089e-101 },
        { 1e+308, 9.999999999999999890209364e-309 },
    };

    public static TheoryData<double, double> TrigammaBelowZero => new()
    {
        { -1e-150, 9.999999999999999874092835e+299 },
        { -1e-08, 10000000000000001.22648287 },
        { -0.1, 101.9225399594771924320225 },
        { -0.25, 18.54187964767160649839766 },
        { -0.5, 8.934802200544679309417245 },
        { -0.75, 18.9751069322848885170491 },
        { -0.999, 1000002.6445361980976272 },
        { -1.3, 14.53687624413707964049683 },
        { -1.5, 9.37924664498912375386169 },
        { -2.1972136633021067, 28.90342255242611879019065 },
        { -2.9096170174976024, 125.465111672965079461878 },
        { -3.1, 103.0798018827159483130199 },
        { -10.5, 9.77875773981481238449676 },
        { -94.90903021027725, 124.1724138644850306671978 },
        { -1000.25, 19.73820955169978488167451 },
    };

    [Theory, MemberData(nameof(DigammaReference))]
    public void Digamma_is_within_4_ulp(double x, double expected) => Ulp.AssertWithin(4, expected, Digamma(x));

    [Theory, MemberData(nameof(DigammaBelowZero))]
    public void Digamma_below_zero_is_within_4_ulp_of_the_larger_term_or_of_1(double x, double expected) =>
        Ulp.AssertClose(expected, Digamma(x), 4 * Ulp.Epsilon * Math.Max(Math.Max(Math.Abs(expected), Digamma(1 - x)), 1));

    [Theory, MemberData(nameof(TrigammaReference))]
    public void Trigamma_is_within_4_ulp(double x, double expected) => Ulp.AssertWithin(4, expected, Trigamma(x));

    [Theory, MemberData(nameof(TrigammaBelowZero))]
    public void Trigamma_below_zero_is_within_6_ulp(double x, double expected) => Ulp.AssertWithin(6, expected, Trigamma(x));

    [Theory]
    [InlineData(-0.0, double.PositiveInfinity)]
    [InlineData(double.Epsilon, double.NegativeInfinity)]
    [InlineData(-1, double.NaN)]
    [InlineData(-1e17, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void Digamma_at_the_edges(double x, double expected) => Ulp.AssertSame(expected, Digamma(x));

    [Theory]
    [InlineData(-0.0, double.PositiveInfinity)]
    [InlineData(1e-200, double.PositiveInfinity)]
    [InlineData(-1e-200, double.PositiveInfinity)]
    [InlineData(-1, double.PositiveInfinity)]
    [InlineData(-1e17, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void Trigamma_at_the_edges(double x, double expected) => Ulp.AssertSame(expected, Trigamma(x));

    [Fact]
    public void Digamma_increases_and_Trigamma_decreases()
    {
        Ulp.AssertIncreases(Digamma, Gen.Double[0, 50], 4);
        Ulp.AssertIncreases(x => -Trigamma(x), Gen.Double[0, 50], 4);
    }

    [Fact]
    public void Trigamma_is_the_derivative_of_Digamma() =>
        Gen.Double[0.5, 50].Sample(x => Ulp.AssertDerivative(Digamma, Trigamma, x), iter: 1_000);
}
