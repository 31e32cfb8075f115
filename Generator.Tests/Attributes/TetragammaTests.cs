using static SymDiff.Calculus;

namespace SymDiff.Generator.Tests.Attributes;

public class TetragammaTests
{
    public static TheoryData<double, double> AboveZero => new()
    {
        { 1e-100, -1.999999999999999880048601e+300 },
        { 1e-17, -1.999999999999999570745456e+51 },
        { 1e-08, -1999999999999999874464637.0 },
        { 0.01, -2000002.340398676959611511 },
        { 0.1, -2001.861457378343673222051 },
        { 0.25, -129.327739937536920333338 },
        { 0.5, -16.82879664423431999559633 },
        { 0.9, -3.201797043794719711864798 },
        { 1, -2.404113806319188570799476 },
        { 1.4616321449683622, -0.8855263379671843603060227 },
        { 2, -0.4041138063191885707994763 },
        { 2.5, -0.2362040516417274030037417 },
        { 3, -0.1541138063191885707994763 },
        { 5.5, -0.03960894752130204297142774 },
        { 8, -0.01769956919576777390929168 },
        { 9.999999, -0.01104983729070373498139151 },
        { 10, -0.01104983497080206746210375 },
        { 11.5, -0.008247469050652217120312938 },
        { 12, -0.007547205368998911939939962 },
        { 12.5, -0.006932436585788240790897306 },
        { 15, -0.004750602716551554746779122 },
        { 33.3, -0.0009292903678115172815842777 },
        { 100, -0.000101004999833349997000833 },
        { 10000, -1.000100004999999983333333e-8 },
        { 10000000000.0, -1.000000000100000000005e-20 },
        { 1e+16, -1.0000000000000001e-32 },
        { 1e+100, -9.999999999999999681942178e-201 },
        { 1e+150, -1.000000000000000038328808e-300 },
    };

    public static TheoryData<double, double> BelowZero => new()
    {
        { -1e-100, 1.999999999999999880048601e+300 },
        { -1e-08, 1999999999999999874464633.0 },
        { -0.1, 1996.798202956204946950916 },
        { -0.25, 122.6973667836623603685673 },
        { -0.5, -0.8287966442343199955963343 },
        { -0.75, -124.5869991967961795925972 },
        { -0.999, -2000000000.39161494063277 },
        { -1.3, 68.54941347116213423211412 },
        { -1.5, -0.2362040516417274030037417 },
        { -2.1972136633021067, 257.7132804100439457547423 },
        { -3.1, 1998.583926327076409312717 },
        { -10.5, -0.008247469050652217120312938 },
        { -94.90903021027725, -2655.462401703633140485268 },
        { -1000.25, 124.0251057226978441390836 },
    };

    [Theory, MemberData(nameof(AboveZero))]
    public void Is_within_6_ulp(double x, double expected) => Ulp.AssertWithin(6, expected, Tetragamma(x));

    [Theory, MemberData(nameof(BelowZero))]
    public void Below_zero_is_close_to_the_larger_term(double x, double expected) =>
        Ulp.AssertClose(expected, Tetragamma(x), 16 * Ulp.Epsilon * Math.Max(Math.Abs(expected), 1));

    [Theory]
    [InlineData(0.0, double.NegativeInfinity)]
    [InlineData(-0.0, double.PositiveInfinity)]
    [InlineData(1e-200, double.NegativeInfinity)]
    [InlineData(-1, double.NaN)]
    [InlineData(-1e17, double.NaN)]
    [InlineData(double.PositiveInfinity, -0.0)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void At_the_edges(double x, double expected) => Ulp.AssertSame(expected, Tetragamma(x));
}
