using CsCheck;
using static SymDiff.Calculus;

namespace SymDiff.Generator.Tests.Attributes;

// Reference values are computed at 60 digits, for the double as it stands.
public class ExponentialTests
{
    public static TheoryData<double, double> Log1pReference => new()
    {
        { -0.9999999999999999, -36.7368005696771013991133 },
        { -0.9999999, -16.11809565148467563606083 },
        { -0.999, -6.907755278982136163875555 },
        { -0.9, -2.302585092994045906062596 },
        { -0.75, -1.386294361119890618834464 },
        { -0.5, -0.6931471805599453094172321 },
        { -0.3, -0.3566749439387323630523098 },
        { -0.1, -0.1053605156578263073954067 },
        { -0.001, -0.001000500333583533520980501 },
        { -1e-08, -1.000000005000000054255895e-8 },
        { -1.1e-16, -1.100000000000000062159469e-16 },
        { -1e-16, -1.000000000000000029097787e-16 },
        { -1e-200, -9.999999999999999821002624e-201 },
        { -5e-324, -4.940656458412465441765688e-324 },
        { 5e-324, 4.940656458412465441765688e-324 },
        { 2.2e-308, 2.200000000000000195771092e-308 },
        { 1e-17, 1.000000000000000066542424e-17 },
        { 1.2e-16, 1.199999999999999952221151e-16 },
        { 2.3e-16, 2.299999999999999638121103e-16 },
        { 1e-10, 9.999999999500000364355306e-11 },
        { 1e-05, 0.000009999950000333331651375692 },
        { 0.01, 0.009950330853168083054321117 },
        { 0.1, 0.09531017980432486509042042 },
        { 0.25, 0.2231435513142097557662951 },
        { 0.41421356, 0.3465735886019410382132761 },
        { 0.5, 0.4054651081081643819780131 },
        { 1, 0.6931471805599453094172321 },
        { 1.718281828459045, 0.9999999999999999468176229 },
        { 2, 1.098612288668109691395245 },
        { 3.9560658466439524, 1.60061224992640547821146 },
        { 10, 2.397895272798370544061944 },
        { 1000, 6.908754779315220585220784 },
        { 100000000, 18.42068075395236542214393 },
        { 9007199254740992, 36.7368005696771015101356 },
        { 1e+100, 230.258509299404568417702 },
        { 1.7976931348623157e+308, 709.7827128933839967322234 },
    };

    public static TheoryData<double, double> Expm1Reference => new()
    {
        { -745.2, -1 },
        { -50, -0.9999999999999999999998071 },
        { -37.5, -0.9999999999999999482444499 },
        { -20, -0.9999999979388463775614422 },
        { -3, -0.9502129316321360570206576 },
        { -1, -0.6321205588285576784044762 },
        { -0.7, -0.5034146962085904632423824 },
        { -0.5, -0.3934693402873665763962005 },
        { -0.34657359027997275, -0.2928932188134525459047099 },
        { -0.34657359027997264, -0.292893218813452467400087 },
        { -0.3, -0.2591817793182821257083918 },
        { -0.1, -0.09516258196404043185860762 },
        { -0.001, -0.0009995001666250083527405183 },
        { -1e-08, -9.999999950000000375892272e-9 },
        { -1e-17, -1.000000000000000066542424e-17 },
        { -1e-308, -9.999999999999999093266253e-309 },
        { -5e-324, -4.940656458412465441765688e-324 },
        { 5e-324, 4.940656458412465441765688e-324 },
        { 1e-310, 9.999999999999969449327503e-311 },
        { 1e-20, 9.999999999999999451582715e-21 },
        { 1.1e-16, 1.100000000000000062159469e-16 },
        { 1e-09, 1.000000000500000062448258e-9 },
        { 0.0001, 0.0001000050001666708382093209 },
        { 0.05, 0.05127109637602404261538108 },
        { 0.2, 0.2214027581601698474813666 },
        { 0.34657359027997264, 0.4142135623730950324035514 },
        { 0.3465735902799728, 0.4142135623730952679174202 },
        { 0.37883743140442916, 0.4605855710968035373851761 },
        { 0.5, 0.6487212707001281468486508 },
        { 0.6931471805599453, 0.9999999999999999536190637 },
        { 1, 1.718281828459045235360287 },
        { 2.5, 11.18249396070347343807018 },
        { 10, 22025.4657948067165169579 },
        { 40, 235385266837019984.4078999 },
        { 100, 2.688117141816135448412626e+43 },
        { 500, 1.40359221785283741073977e+217 },
        { 709.782712893384, 1.79769313486227321783965e+308 },
    };

    [Theory, MemberData(nameof(Log1pReference))]
    public void Log1p_is_within_3_ulp(double x, double expected) => Ulp.AssertWithin(3, expected, Log1p(x));

    [Theory, MemberData(nameof(Expm1Reference))]
    public void Expm1_is_within_3_ulp(double x, double expected) => Ulp.AssertWithin(3, expected, Expm1(x));

    [Theory]
    [InlineData(-0.0, -0.0)]
    [InlineData(-1, double.NegativeInfinity)]
    [InlineData(-1.0000001, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void Log1p_at_the_edges(double x, double expected) => Ulp.AssertSame(expected, Log1p(x));

    [Theory]
    [InlineData(-0.0, -0.0)]
    [InlineData(-1000, -1)]
    [InlineData(710, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, -1)]
    [InlineData(double.NaN, double.NaN)]
    public void Expm1_at_the_edges(double x, double expected) => Ulp.AssertSame(expected, Expm1(x));

    [Theory]
    [InlineData(-0.0, 0, 0)]
    [InlineData(0, -1, 0)]
    [InlineData(0, double.PositiveInfinity, 0)]
    [InlineData(0, double.NaN, double.NaN)]
    [InlineData(double.NaN, 1, double.NaN)]
    [InlineData(2, 0, double.NegativeInfinity)]
    [InlineData(-2, 0, double.PositiveInfinity)]
    [InlineData(2, -1, double.NaN)]
    [InlineData(1e-300, 0, double.NegativeInfinity)]
    [InlineData(2, double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(3, 1, 0)]
    public void XLogY_at_the_edges(double x, double y, double expected) => Ulp.AssertSame(expected, XLogY(x, y));

    [Theory]
    [InlineData(0.5, 0.5, -0.3465735902799726547086161)]
    [InlineData(1e-300, 1e-300, -6.907755278982137224905457e-298)]
    [InlineData(-3.5, 7, -6.810685521693596567868735)]
    [InlineData(1e300, 1.5, 4.054651081081644032668614e+299)]
    public void XLogY_is_within_2_ulp(double x, double y, double expected) => Ulp.AssertWithin(2, expected, XLogY(x, y));

    [Fact]
    public void Log1p_undoes_Expm1() =>
        Gen.Double[-1, 30].Sample(x => Ulp.AssertClose(x, Log1p(Expm1(x)), 4 * Ulp.Epsilon * Math.Max(Math.Abs(x), 1e-300)), iter: 10_000);

    [Fact]
    public void Log1p_and_Expm1_increase()
    {
        Ulp.AssertIncreases(Log1p, Gen.Double[-1, 10], 3);
        Ulp.AssertIncreases(Expm1, Gen.Double[-40, 40], 3);
    }
}
