using CsCheck;
using static SymDiff.Calculus;

namespace SymDiff.Generator.Tests.Attributes;

public class LogisticTests
{
    public static TheoryData<double, double> SoftplusReference => new()
    {
        { -745, 2.82235073047193707635344e-324 },
        { -744, 7.671944704179979073949774e-324 },
        { -730, 9.22631356912211386878745e-318 },
        { -708.5, 2.006132305331305820380637e-308 },
        { -500, 7.124576406741285531549157e-218 },
        { -100, 3.720075976020835962959696e-44 },
        { -40, 4.248354255291588986304978e-18 },
        { -36.8, 1.042228790559591966312411e-16 },
        { -18.024840589508642, 1.485631815889678076539452e-8 },
        { -10, 0.00004539889921686464676948783 },
        { -5, 0.006715348489118068616416688 },
        { -2, 0.1269280110429724964437268 },
        { -1, 0.3132616875182228340489955 },
        { -0.7421321564855603, 0.3894019284062722446544455 },
        { -0.1, 0.6443966600735708921932039 },
        { -1e-10, 0.6931471805099453094184821 },
        { -5e-324, 0.6931471805599453094172321 },
        { 0, 0.6931471805599453094172321 },
        { 5e-324, 0.6931471805599453094172321 },
        { 1e-16, 0.6931471805599453594172321 },
        { 0.1, 0.744396660073570897744319 },
        { 0.5, 0.9740769841801066808729974 },
        { 1, 1.313261687518222834048995 },
        { 3, 3.048587351573742058758926 },
        { 10, 10.00004539889921686464677 },
        { 30, 30.00000000000009357622969 },
        { 36, 36.00000000000000023195228 },
        { 37.5, 37.50000000000000005175555 },
        { 50, 50.00000000000000000000019 },
        { 700, 700 },
        { 710, 710 },
        { 1000, 1000 },
        { 1e+300, 1.00000000000000005250476e+300 },
    };

    public static TheoryData<double, double> LogisticReference => new()
    {
        { -745, 2.82235073047193707635344e-324 },
        { -744, 7.671944704179979073949774e-324 },
        { -730, 9.22631356912211386878745e-318 },
        { -708.5, 2.006132305331305820380637e-308 },
        { -500, 7.124576406741285531549157e-218 },
        { -100, 3.720075976020835962959696e-44 },
        { -40, 4.248354255291588977280721e-18 },
        { -36.8, 1.042228790559591912000369e-16 },
        { -18, 1.522997951276034894440821e-8 },
        { -11.805931934365745, 0.000007460117490237256332844806 },
        { -5, 0.00669285092428485555936198 },
        { -2.0521583350272863, 0.1138344751364518721005565 },
        { -1, 0.2689414213699951207488408 },
        { -0.5, 0.3775406687981454353610994 },
        { -0.1, 0.4750208125210600125164917 },
        { -1e-10, 0.499999999975 },
        { -5e-324, 0.5 },
        { 0, 0.5 },
        { 5e-324, 0.5 },
        { 1e-16, 0.500000000000000025 },
        { 0.001, 0.500249999979166668755204 },
        { 0.1, 0.5249791874789399874835083 },
        { 0.5, 0.6224593312018545646389006 },
        { 1, 0.7310585786300048792511592 },
        { 3, 0.9525741268224332191211518 },
        { 10, 0.9999546021312975656054952 },
        { 30, 0.9999999999999064237703116 },
        { 36, 0.999999999999999768047717 },
        { 37.5, 0.9999999999999999482444499 },
        { 700, 1 },
        { 1000, 1 },
    };

    [Theory, MemberData(nameof(SoftplusReference))]
    public void Softplus_is_within_4_ulp(double x, double expected) => Ulp.AssertWithin(4, expected, Softplus(x));

    [Theory, MemberData(nameof(LogisticReference))]
    public void Logistic_is_within_3_ulp(double x, double expected) => Ulp.AssertWithin(3, expected, Logistic(x));

    [Theory]
    [InlineData(-1000, 0)]
    [InlineData(1000, 1000)]
    [InlineData(double.MaxValue, double.MaxValue)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Softplus_at_the_edges(double x, double expected) => Ulp.AssertSame(expected, Softplus(x));

    [Theory]
    [InlineData(-1000, 0)]
    [InlineData(1000, 1)]
    [InlineData(-0.0, 0.5)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(double.NaN, double.NaN)]
    public void Logistic_at_the_edges(double x, double expected) => Ulp.AssertSame(expected, Logistic(x));

    [Fact]
    public void Logistic_of_opposites_adds_up_to_one() =>
        Gen.Double[-800, 800].Sample(x => Ulp.AssertClose(1, Logistic(x) + Logistic(-x), 3 * Ulp.Epsilon), iter: 10_000);

    [Fact]
    public void Softplus_of_opposites_differs_by_x() =>
        Gen.Double[-800, 800].Sample(
            x => Ulp.AssertClose(x, Softplus(x) - Softplus(-x), 4 * Ulp.Epsilon * (1 + Math.Abs(x))),
            iter: 10_000);

    [Fact]
    public void Softplus_and_Logistic_increase()
    {
        Ulp.AssertIncreases(Softplus, Gen.Double[-750, 750], 4);
        Ulp.AssertIncreases(Logistic, Gen.Double[-750, 750], 3);
    }

    [Fact]
    public void Logistic_is_the_derivative_of_Softplus() =>
        Gen.Double[-20, 20].Sample(x => Ulp.AssertDerivative(Softplus, Logistic, x), iter: 1_000);
}
