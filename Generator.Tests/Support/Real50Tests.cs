namespace SymDiff.Generator.Tests.Support;

/// <summary>The reference itself is held against digits that an independent program (mpmath) printed.</summary>
public class Real50Tests
{
    private static readonly TheoryData<string, Func<Real50>, string> known = new()
    {
        { "pi", () => Real50.Pi, "3.1415926535897932384626433832795028841971693993751058209749446" },
        { "ln 2", () => Real50.Ln2, "0.69314718055994530941723212145817656807550013436025525412068001" },
        { "sqrt 2", () => Real50.Sqrt(2), "1.4142135623730950488016887242096980785696718753769480731766797" },
        { "sqrt 1e-300", () => Real50.Sqrt(1e-300) * 1e150, "0.99999999999999999336514209004175411480515522624483883484167827" },
        { "exp 1", () => Real50.Exp(1), "2.7182818284590452353602874713526624977572470936999595749669676" },
        { "exp -0.1", () => Real50.Exp(-0.1), "0.90483741803595956814139238421693559530906465375737712602080533" },
        { "exp 40.5", () => Real50.Exp(40.5), "388084696243620324.02317218757269945334420385154693979933158199" },
        { "expm1 1e-3", () => Real50.Expm1(1e-3), "0.0010005001667083416888932627983028887294045541957549651973620713" },
        { "log 10", () => Real50.Log(10), "2.3025850929940456840179914546843642076011014886287729760333279" },
        { "log 1.0001", () => Real50.Log(1.0001), "0.000099995000333297323021993516714613071292898689033501097205525467" },
        { "log 1e-200", () => Real50.Log(1e-200), "-460.51701859880913682149802853779008208436618902731009256591082" },
        { "log1p 1e-5", () => Real50.Log1p(1e-5), "0.0000099999500003333316513756920833920234446017137624279267334465914" },
        { "sin 1", () => Real50.Sin(1), "0.84147098480789650665250232163029899962256306079837106567275171" },
        { "sin 1e22", () => Real50.Sin(1e22), "-0.85220084976718880177270589375302936826176215041004365625650933" },
        { "cos -1e100", () => Real50.Cos(-1e100), "0.92472423875193378587934397357424837882204269622154980225107480" },
        { "cos 2.5", () => Real50.Cos(2.5), "-0.80114361554693371483350279046735166442856784876782013507459799" },
        { "tan 4", () => Real50.Tan(4), "1.1578212823495775831373424182673239231197627673671421300848572" },
        { "asin 0.3", () => Real50.Asin(0.3), "0.30469265401539749633370334028656419508642774258653867905814267" },
        { "acos -0.3", () => Real50.Acos(-0.3), "1.8754889808102941155650250319263156371850124422740915895456150" },
        { "atan 7", () => Real50.Atan(7), "1.4288992721907326964184700745371983590908029409590888381093423" },
        { "atan2 1 -2", () => Real50.Atan2(1, -2), "2.6779450445889871222483871518182884821686323450889855571640115" },
        { "atan2 -1 -2", () => Real50.Atan2(-1, -2), "-2.6779450445889871222483871518182884821686323450889855571640115" },
        { "sinh 0.2", () => Real50.Sinh(0.2), "0.20133600254109399895058423044012520641811368081209114181870824" },
        { "sinh 3", () => Real50.Sinh(3), "10.017874927409901898974593619465828060178104123182863464405653" },
        { "cosh 3", () => Real50.Cosh(3), "10.067661995777765841953936035115889836809803715371286679973281" },
        { "tanh -0.7", () => Real50.Tanh(-0.7), "-0.60436777711716346812058688551755027987715493829255494330596303" },
        { "asinh -2", () => Real50.Asinh(-2), "-1.4436354751788103424932767402731052694055530031569815589830545" },
        { "acosh 1.5", () => Real50.Acosh(1.5), "0.96242365011920689499551782684873684627036866877132103932203634" },
        { "atanh 0.5", () => Real50.Atanh(0.5), "0.54930614433405484569762261846126285232374527891137472586734717" },
        { "cbrt -3", () => Real50.Cbrt(-3), "-1.4422495703074083823216383107801095883918692534993505775464162" },
        { "pow 2.5 1.7", () => Real50.Pow(2.5, 1.7), "4.7478612058273365237388432854797946830148714295350998795230876" },
        { "pow -1.5 -3", () => Real50.Pow(-1.5, -3), "-0.29629629629629629629629629629629629629629629629629629629629630" },
        { "erf 0.5", () => Real50.Erf(0.5), "0.52049987781304653768274665389196452873645157575796370005880573" },
        { "erf -3.5", () => Real50.Erf(-3.5), "-0.99999925690162765858725447631624390436427933990782720253740889" },
        { "erfc 5.5", () => Real50.Erfc(5.5) * 1e13, "0.073578479179743980630683623985700902082230849694518760629927529" },
        { "erfc 12", () => Real50.Erfc(12) * 1e60, "0.00013562611692059041441360430977397866174908327265304734948880373" },
        { "normal cdf -1.25", () => Real50.NormalCdf(-1.25), "0.10564977366685525768877276402574655484760972785233317198152741" },
        { "log gamma 1/3", () => Real50.LogGamma((Real50)1 / 3), "0.98542064692776706918717403697796139173555649638588585423475701" },
        { "log gamma 100.5", () => Real50.LogGamma(100.5), "361.43554046777762155525191270252076285877883524722184753697972" },
        { "log gamma -0.75", () => Real50.LogGamma(-0.75), "1.5757045971498583848098294462135447274288872760106216070066527" },
        { "digamma 1", () => Real50.Digamma(1), "-0.57721566490153286060651209008240243104215933593992359880576723" },
        { "digamma -1.25", () => Real50.Digamma(-1.25), "3.7141391202135278303731132371828193068299249606668635493196650" },
        { "trigamma 0.5", () => Real50.Trigamma(0.5), "4.9348022005446793094172454999380755676568497036203953132066747" },
        { "trigamma -0.25", () => Real50.Trigamma(-0.25), "18.541879647671606498397662880417078249120504412987413552281364" },
    };

    public static IEnumerable<TheoryDataRow<string>> Names => known.Select(row => new TheoryDataRow<string>(row.Data.Item1));

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_fifty_digits(string name)
    {
        var (_, compute, digits) = known.Single(row => row.Data.Item1 == name).Data;
        var expected = Real50.Parse(digits);

        Assert.True(Real50.Abs((compute() - expected) / expected) < Real50.Pow(10, -55));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-1234.5678)]
    [InlineData(double.MaxValue)]
    [InlineData(double.Epsilon)]
    [InlineData(-3 * double.Epsilon)]
    [InlineData(2.2250738585072014e-308)]
    [InlineData(0)]
    public void Doubles_come_back(double value) => Assert.Equal(value, (double)(Real50)value);

    [Fact]
    public void Rounds_once()
    {
        var half = Real50.Pow(2, -53);

        Assert.Equal(1.0, (double)(1 + half));
        Assert.Equal(Math.BitIncrement(1.0), (double)(1 + half + Real50.Pow(2, -300)));
        Assert.Equal(0.0, (double)Real50.Pow(2, -1075));
        Assert.Equal(double.Epsilon, (double)(Real50.Pow(2, -1075) * 1.5));
        Assert.Equal(double.PositiveInfinity, (double)Real50.Pow(2, 1024));
    }

    [Theory]
    [InlineData(2.5, 2, 2, 2)]
    [InlineData(3.5, 3, 3, 4)]
    [InlineData(-2.5, -3, -2, -2)]
    [InlineData(-0.75, -1, 0, -1)]
    [InlineData(1e300, 1e300, 1e300, 1e300)]
    public void Rounds_to_integers(double value, double floor, double truncated, double rounded)
    {
        Assert.Equal(floor, (double)Real50.Floor(value));
        Assert.Equal(truncated, (double)Real50.Truncate(value));
        Assert.Equal(rounded, (double)Real50.Round(value));
    }

    [Fact]
    public void Has_no_answer_where_there_is_none()
    {
        Assert.Throws<ArithmeticException>(() => Real50.Log(0));
        Assert.Throws<ArithmeticException>(() => Real50.Sqrt(-1));
        Assert.Throws<ArithmeticException>(() => (Real50)double.NaN);
        Assert.Throws<DivideByZeroException>(() => Real50.One / Real50.Zero);
    }
}
