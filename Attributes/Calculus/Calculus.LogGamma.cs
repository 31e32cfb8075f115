using System;

namespace SymDiff;

public static partial class Calculus
{
    /// <summary>log |Γ(x)|, so that <c>LogGamma(n + 1)</c> is log n!.</summary>
    /// <remarks>
    /// The rational approximations and the Stirling series of FDLIBM (Sun Microsystems, <c>e_lgamma_r.c</c>), which keep their relative
    /// accuracy at the zeros 1 and 2: within 4 ulp for x &gt; 0. Below 0 by reflection, log |Γ(−x)| = log(π/|x·sin πx|) − log Γ(x), within
    /// a few ulp of the larger term, which near the zeros there is larger than the result. Its derivative is <see cref="Digamma(double)"/>.
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>
    /// log |Γ(x)|; +∞ at the poles 0, −1, −2, …, at both infinities, and from 2.56·10³⁰⁵ on, where it overflows.
    /// </returns>
    public static double LogGamma(double x)
    {
        if (!(x < 0))
            return LogGammaOfPositive(x);

        // Below the last place of 1, Γ(x) = 1/x, and x·sin πx could underflow.
        if (x > -1e-17)
            return -Math.Log(-x);
        var sine = AbsSinPi(x);
        return sine == 0 || double.IsInfinity(x)
            ? double.PositiveInfinity
            : Math.Log(Math.PI / (sine * -x)) - LogGammaOfPositive(-x);
    }

    /// <inheritdoc cref="LogGamma(double)"/>
    public static float LogGamma(float x) => (float)LogGamma((double)x);

    private static double LogGammaOfPositive(double x)
    {
        // log Γ(x) = log Γ(x + 1) − log x, with x + 1 never rounded: only its distance from 1, the minimum, or 2 is wanted.
        if (x <= 0.9)
        {
            var log = Math.Log(x);
            return x >= 0.7316 ? LogGammaBelowTwo(1 - x) - log
                : x >= 0.23164 ? LogGammaNearMinimum(x - (LogGammaMinimum - 1)) - log
                : LogGammaAboveOne(x) - log;
        }

        if (x < 2)
        {
            return x >= 1.7316 ? LogGammaBelowTwo(2 - x)
                : x >= 1.23 ? LogGammaNearMinimum(x - LogGammaMinimum)
                : LogGammaAboveOne(x - 1);
        }

        if (x < 8)
        {
            var whole = Math.Floor(x);
            var y = x - whole;
            var product = 1.0;
            for (var k = whole - 1; k >= 2; k--)
                product *= y + k;
            return LogGammaAboveTwo(y) + Math.Log(product);
        }

        return (x - 0.5) * (Math.Log(x) - 1) + StirlingRest(1 / x);
    }

    private const double LogGammaMinimum = 1.46163214496836224576;

    // log Γ(2 − y), 0 ≤ y ≤ 0.27.
    private static double LogGammaBelowTwo(double y)
    {
        var z = y * y;
        var even = 7.72156649015328655494e-02 + z * (6.73523010531292681824e-02 + z * (7.38555086081402883957e-03
            + z * (1.19270763183362067845e-03 + z * (2.20862790713908385557e-04 + z * 2.52144565451257326939e-05))));
        var odd = z * (3.22467033424113591611e-01 + z * (2.05808084325167332806e-02 + z * (2.89051383673415629091e-03
            + z * (5.10069792153511336608e-04 + z * (1.08011567247583939954e-04 + z * 4.48640949618915160150e-05)))));
        return y * even + odd - 0.5 * y;
    }

    // log Γ(m + y), where m is the minimum, rounded, and −0.24 ≤ y ≤ 0.27.
    private static double LogGammaNearMinimum(double y)
    {
        // The minimum is the sum of Value and Rest.
        const double Value = -1.21486290535849611461e-01;
        const double Rest = -3.63867699703950536541e-18;
        var z = y * y;
        var w = z * y;
        var p1 = 4.83836122723810047042e-01 + w * (-3.27885410759859649565e-02 + w * (6.10053870246291332635e-03
            + w * (-1.40346469989232843813e-03 + w * 3.15632070903625950361e-04)));
        var p2 = -1.47587722994593911752e-01 + w * (1.79706750811820387126e-02 + w * (-3.68452016781138256760e-03
            + w * (8.81081882437654011382e-04 + w * -3.12754168375120860518e-04)));
        var p3 = 6.46249402391333854778e-02 + w * (-1.03142241298341437450e-02 + w * (2.25964780900612472250e-03
            + w * (-5.38595305356740546715e-04 + w * 3.35529192635519073543e-04)));
        return Value + (z * p1 - (Rest - w * (p2 + y * p3)));
    }

    // log Γ(1 + y), −0.1 ≤ y ≤ 0.24.
    private static double LogGammaAboveOne(double y)
    {
        var p = y * (-7.72156649015328655494e-02 + y * (6.32827064025093366517e-01 + y * (1.45492250137234768737
            + y * (9.77717527963372745603e-01 + y * (2.28963728064692451092e-01 + y * 1.33810918536787660377e-02)))));
        var q = 1 + y * (2.45597793713041134822 + y * (2.12848976379893395361 + y * (7.69285150456672783825e-01
            + y * (1.04222645593369134254e-01 + y * 3.21709242282423911810e-03))));
        // From 0, so that log Γ(1) is not −0.
        return 0 - (0.5 * y - p / q);
    }

    // log Γ(2 + y), 0 ≤ y < 1.
    private static double LogGammaAboveTwo(double y)
    {
        var p = y * (-7.72156649015328655494e-02 + y * (2.14982415960608852501e-01 + y * (3.25778796408930981787e-01
            + y * (1.46350472652464452805e-01 + y * (2.66422703033638609560e-02 + y * (1.84028451407337715652e-03
            + y * 3.19475326584100867617e-05))))));
        var q = 1 + y * (1.39200533467621045958 + y * (7.21935547567138069525e-01 + y * (1.71933865632803078993e-01
            + y * (1.86459191715652901344e-02 + y * (7.77942496381893596434e-04 + y * 7.32668430744625636189e-06)))));
        return 0.5 * y + p / q;
    }

    // log Γ(x) − (x − ½)(log x − 1) for x ≥ 8, as a function of z = 1/x.
    private static double StirlingRest(double z)
    {
        var y = z * z;
        return 4.18938533204672725052e-01 + z * (8.33333333333329678849e-02 + y * (-2.77777777728775536470e-03
            + y * (7.93650558643019558500e-04 + y * (-5.95187557450339963135e-04 + y * (8.36339918996282139126e-04
            + y * -1.63092934096575273989e-03)))));
    }

    // |sin πx|, right at every integer and half-integer: the distance to the nearest integer is exact.
    private static double AbsSinPi(double x) => Math.Sin(Math.PI * Math.Abs(x - Math.Round(x)));
}
