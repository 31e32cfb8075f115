using CsCheck;
using static SymDiff.Calculus;

namespace SymDiff.Generator.Tests.Attributes;

public class NormalTests
{
    public static TheoryData<double, double> NormalCdfReference => new()
    {
        { -38.4, 6.60159985432676802421869e-323 },
        { -38, 2.88542836006878430835097e-316 },
        { -37.6, 1.074811249587045399317449e-309 },
        { -37.5, 4.605353009581954843827969e-308 },
        { -37, 5.725571222524576822683193e-300 },
        { -35.058851299495736, 1.429156209786773851712036e-269 },
        { -30, 4.906713927148187059533809e-198 },
        { -20, 2.753624118606233695075623e-89 },
        { -15, 3.67096619931275088578609e-51 },
        { -10, 7.619853024160526065973343e-24 },
        { -8, 6.220960574271784123515995e-16 },
        { -6, 9.865876450376981407008641e-10 },
        { -5.671322343195171, 7.084974745358486842228135e-9 },
        { -5.551258669887354, 1.418100254552350215698443e-8 },
        { -4.172276590049631, 0.0000150785620196858054938237 },
        { -23.553710870455532, 5.750588312067038466971545e-123 },
        { -5, 0.0000002866515718791939116737523 },
        { -3.879670512927822, 0.00005229902773756387365318146 },
        { -3, 0.001349898031630094526651815 },
        { -2.773681974618212, 0.002771291599899396818089473 },
        { -2, 0.02275013194817920720028264 },
        { -1.7678, 0.03854717246552646234874564 },
        { -1.7677, 0.0385555350006236504037334 },
        { -1.5, 0.06680720126885806600449404 },
        { -1, 0.1586552539314570514147675 },
        { -0.9, 0.1840601253467594826459184 },
        { -0.7, 0.2419636522230730286162107 },
        { -0.67448976, 0.249999996884544452124444 },
        { -0.67448975, 0.2500000000623101846364448 },
        { -0.5, 0.3085375387259868963622954 },
        { -0.1, 0.4601721627229710163310661 },
        { -1e-05, 0.4999960105771960521632743 },
        { -1e-17, 0.4999999999999999960105772 },
        { 5e-324, 0.5 },
        { 1e-10, 0.5000000000398942280401433 },
        { 0.1, 0.5398278372770289836689339 },
        { 0.5, 0.6914624612740131036377046 },
        { 0.6745, 0.7500032571363008311073312 },
        { 1, 0.8413447460685429485852325 },
        { 1.5, 0.933192798731141933995506 },
        { 1.7678, 0.9614528275344735376512544 },
        { 1.96, 0.9750021048517795637871763 },
        { 3, 0.9986501019683699054733482 },
        { 5, 0.9999997133484281208060883 },
        { 8, 0.9999999999999993779039426 },
        { 8.3, 0.9999999999999999479443026 },
        { 38, 1 },
    };

    public static TheoryData<double, double> NormalPdfReference => new()
    {
        { 5e-324, 0.3989422804014326779399461 },
        { 1e-200, 0.3989422804014326779399461 },
        { 1e-10, 0.3989422804014326779379513 },
        { 1e-05, 0.3989422803814855639203731 },
        { 0.1, 0.3969525474770117652901768 },
        { 0.5, 0.3520653267642994777746804 },
        { 1, 0.2419707245191433497978302 },
        { 1.5, 0.1295175956658917276140996 },
        { 2, 0.0539909665131880519505642 },
        { 3, 0.004431848411938007175602353 },
        { 4.967572798062925, 0.000001747493145630653862449663 },
        { 5.499440801003349, 0.0000001080293275739670791976713 },
        { 7, 9.134720408364593342868614e-12 },
        { 10.1, 2.816566544276239410915659e-23 },
        { 15.3, 5.873709066277289944742973e-52 },
        { 20, 5.520948362159763189582736e-88 },
        { 26.7, 6.292358582931903423026085e-156 },
        { 29.21534506817676, 1.81066655038472998298725e-186 },
        { 33.3, 6.434370239339347369626196e-242 },
        { 37, 2.120006551524605626852045e-298 },
        { 37.581653809660814, 8.060040443942392810083174e-308 },
        { 38, 1.097221052007592958005102e-314 },
        { 38.5, 5.425155181336590183321126e-323 },
        { 38.56, 5.375392512162195972392232e-324 },
        { -0.7, 0.3122539333667612668149795 },
        { -3.3, 0.001722568939053681151278983 },
        { -12.34, 3.42518206714854356481424e-34 },
    };

    public static TheoryData<double, double> NormalLogCdfReference => new()
    {
        { -100000000.0, -5000000000000019.339619277 },
        { -1000, -500007.8266948121843098062 },
        { -100, -5005.524208694205088626302 },
        { -40, -804.6084420137537881666068 },
        { -38.4, -741.8476730152483129429417 },
        { -20, -203.9171553710972639368045 },
        { -8, -35.01343715991454989550413 },
        { -5.7, -18.93311242322474296964007 },
        { -3, -6.607726221510349543276077 },
        { -1.7679, -3.256089456932636079538515 },
        { -1.7678, -3.255872528860592941270832 },
        { -1.7677, -3.255655609496674357630521 },
        { -1, -1.841021645009263505770783 },
        { -0.3, -0.9621028181688506566628607 },
        { 0, -0.6931471805599453094172321 },
        { 0.3, -0.4814101615884812051735997 },
        { 0.67448975, -0.2876820725348611736245966 },
        { 0.6745, -0.2876777296128099581111823 },
        { 1, -0.1727537790234498895264832 },
        { 2, -0.02301290932896348846533617 },
        { 5, -0.0000002866516129637635933845963 },
        { 8.3, -5.205569744890254160064948e-17 },
        { 20, -2.753624118606233695075623e-89 },
        { 37, -5.725571222524576822683193e-300 },
    };

    public static TheoryData<double, double> InverseMillsRatioReference => new()
    {
        { -100000000.0, 100000000.00000001 },
        { -1000, 1000.000999998000009999926 },
        { -100, 100.0099980009992607051849 },
        { -40, 40.02496884720726372324487 },
        { -38.4, 38.42600646456734198696632 },
        { -20, 20.04975306852785054221402 },
        { -8, 8.12136811223611268065352 },
        { -5.7, 5.866005393583054606011962 },
        { -3, 3.283098654930436506928092 },
        { -1.7679, 2.169324261285517739546023 },
        { -1.7678, 2.169237179693284994477451 },
        { -1.7677, 2.169150098794432964691557 },
        { -1, 1.525135276160981209089091 },
        { -0.3, 0.9981659688584833198998548 },
        { 0, 0.7978845608028653558798921 },
        { 0.3, 0.617220853612734450150793 },
        { 0.67448975, 0.4237020970033806276629658 },
        { 0.6745, 0.4236973276298908778676947 },
        { 1, 0.2875999709391783612286701 },
        { 2, 0.05524786267898995910230097 },
        { 5, 0.000001486719940904905712441744 },
        { 8.3, 4.381639435509332949948982e-16 },
        { 20, 5.520948362159763189582736e-88 },
        { 37, 2.120006551524605626852045e-298 },
    };

    public static TheoryData<double, double> NormalMeanExcessReference => new()
    {
        { -40, 40.0 },
        { -8.3, 8.300000000000001148706679 },
        { -3, 3.004437839042125663793302 },
        { -1, 1.28759997093917836122867 },
        { 0, 0.7978845608028653558798921 },
        { 0.3, 0.698165968858483331002085 },
        { 1, 0.5251352761609812090890905 },
        { 1.7678, 0.4014371796932849564634143 },
        { 2, 0.3732155328228408672990327 },
        { 2.9999, 0.2831057110064715679326068 },
        { 3, 0.2830986549304365069280922 },
        { 3.0001, 0.2830915991691081743464865 },
        { 4, 0.225607144489471072751309 },
        { 6, 0.1584826045445989172775027 },
        { 10, 0.09809323396251196284364165 },
        { 30, 0.0332596674336770370711241 },
        { 100, 0.009998000999260705184902395 },
        { 1000, 0.000999998000009999926000706 },
        { 100000000.0, 9.999999999999998e-9 },
    };

    [Theory, MemberData(nameof(NormalMeanExcessReference))]
    public void NormalMeanExcess_is_within_64_ulp(double x, double expected) => Ulp.AssertWithin(64, expected, NormalMeanExcess(x));

    [Theory]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(-1e300, 1e300)]
    [InlineData(1e300, 1e-300)]
    [InlineData(double.PositiveInfinity, 0)]
    public void The_mean_excess_at_the_edges(double x, double expected) => Ulp.AssertWithin(1, expected, NormalMeanExcess(x));

    [Fact]
    public void NormalMeanExcess_decreases() => Ulp.AssertIncreases(x => -NormalMeanExcess(x), Gen.Double[-60, 60], 64);

    [Theory, MemberData(nameof(NormalLogCdfReference))]
    public void NormalLogCdf_is_within_8_ulp(double x, double expected) => Ulp.AssertWithin(8, expected, NormalLogCdf(x));

    [Theory, MemberData(nameof(InverseMillsRatioReference))]
    public void InverseMillsRatio_is_within_8_ulp(double x, double expected) => Ulp.AssertWithin(8, expected, InverseMillsRatio(x));

    [Theory]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(-1e300, double.NegativeInfinity, 1e300)]
    [InlineData(1e300, 0, 0)]
    [InlineData(double.PositiveInfinity, 0, 0)]
    public void The_logarithm_and_its_derivative_at_the_edges(double x, double logarithm, double ratio)
    {
        Ulp.AssertWithin(0, logarithm, NormalLogCdf(x));
        Ulp.AssertWithin(4, ratio, InverseMillsRatio(x));
    }

    [Fact]
    public void The_logarithm_and_its_derivative_of_no_number()
    {
        Ulp.AssertSame(double.NaN, NormalLogCdf(double.NaN));
        Ulp.AssertSame(double.NaN, InverseMillsRatio(double.NaN));
        Ulp.AssertSame(double.NaN, NormalMeanExcess(double.NaN));
    }

    [Fact]
    public void NormalLogCdf_increases() => Ulp.AssertIncreases(NormalLogCdf, Gen.Double[-60, 30], 8);

    [Fact]
    public void InverseMillsRatio_is_the_derivative_of_NormalLogCdf() =>
        Gen.Double[-30, 6].Sample(x => Ulp.AssertDerivative(NormalLogCdf, InverseMillsRatio, x), iter: 1_000);

    [Theory, MemberData(nameof(NormalCdfReference))]
    public void NormalCdf_is_within_4_ulp(double x, double expected) => Ulp.AssertWithin(4, expected, NormalCdf(x));

    [Theory, MemberData(nameof(NormalPdfReference))]
    public void NormalPdf_is_within_3_ulp(double x, double expected)
    {
        Ulp.AssertWithin(3, expected, NormalPdf(x));
        Ulp.AssertSame(NormalPdf(x), NormalPdf(-x));
    }

    [Theory]
    [InlineData(-0.0, 0.5)]
    [InlineData(-39, 0)]
    [InlineData(-1e300, 0)]
    [InlineData(1e300, 1)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(double.NaN, double.NaN)]
    public void NormalCdf_at_the_edges(double x, double expected) => Ulp.AssertSame(expected, NormalCdf(x));

    [Theory]
    [InlineData(0, 0.3989422804014326779399461)]
    [InlineData(39, 0)]
    [InlineData(1e300, 0)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(double.NaN, double.NaN)]
    public void NormalPdf_at_the_edges(double x, double expected) => Ulp.AssertSame(expected, NormalPdf(x));

    [Fact]
    public void The_tails_add_up_to_one() =>
        Gen.Double[-40, 40].Sample(x => Ulp.AssertClose(1, NormalCdf(x) + NormalCdf(-x), 4 * Ulp.Epsilon), iter: 10_000);

    [Fact]
    public void NormalCdf_is_half_of_Erfc() =>
        Gen.Double[-6, 6].Sample(
            x => Ulp.AssertClose(0.5 * Erfc(-x / Math.Sqrt(2)), NormalCdf(x), 2 * (1 + x * x) * Ulp.Epsilon * NormalCdf(x) + 1e-17),
            iter: 10_000);

    [Fact]
    public void NormalCdf_increases() => Ulp.AssertIncreases(NormalCdf, Gen.Double[-39, 9], 4);

    [Fact]
    public void NormalPdf_is_the_derivative_of_NormalCdf() =>
        Gen.Double[-8, 8].Sample(x => Ulp.AssertDerivative(NormalCdf, NormalPdf, x), iter: 1_000);
}
