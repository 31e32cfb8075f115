using System;
using System.Runtime.CompilerServices;

namespace SymDiff;

public static partial class Calculus
{
    /// <summary>The error function, erf x = 2/√π ∫₀ˣ e^−t² dt.</summary>
    /// <remarks>
    /// For |x| &lt; 1.25 the rational approximations of FDLIBM (Sun Microsystems, <c>s_erf.c</c>), beyond 1 − erfc x. Its derivative is
    /// 2/√π·e^−x². Within 2 ulp.
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>A number in [−1, 1], odd in x; ±1 at ±∞, and <paramref name="x"/> itself at ±0.</returns>
    public static double Erf(double x)
    {
        var a = Math.Abs(x);
        if (a < 0.84375)
            return x + x * ErfNearZero(x * x);
        if (a >= 6)
            return x > 0 ? 1 : -1;
        var y = a < 1.25 ? ErfOfOne + ErfNearOne(a - 1) : 1 - ErfcTail(a);
        return x < 0 ? -y : y;
    }

    /// <inheritdoc cref="Erf(double)"/>
    public static float Erf(float x) => (float)Erf((double)x);

    /// <summary>The complementary error function, erfc x = 1 − erf x = 2/√π ∫ₓ^∞ e^−t² dt.</summary>
    /// <remarks>
    /// For |x| &lt; 1.25 the rational approximations of FDLIBM (Sun Microsystems, <c>s_erf.c</c>), beyond e^−x² times a slowly varying
    /// quotient: above 4 that of W. J. Cody, Rational Chebyshev approximations for the error function, Math. Comp. 23 (1969), below
    /// a minimax approximation of the same kind, made for this library, that is exact to 3·10⁻¹⁸. x² is carried to twice the working
    /// precision, so that the tail keeps its relative accuracy down to where it underflows (x = 27.23). Its derivative is
    /// −2/√π·e^−x². Within 4 ulp.
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>A number in [0, 2]; 2 at −∞, 0 at +∞.</returns>
    public static double Erfc(double x)
    {
        var a = Math.Abs(x);
        if (a < 0.84375)
        {
            // Beyond ¼, 1 − x loses nothing if ½ is taken first, where 1 − (x + x·y) would.
            var y = ErfNearZero(x * x);
            return x < 0.25 ? 1 - (x + x * y) : 0.5 - (x * y + (x - 0.5));
        }

        if (a < 1.25)
        {
            var y = ErfNearOne(a - 1);
            return x < 0 ? 1 + (ErfOfOne + y) : 1 - ErfOfOne - y;
        }

        return x < 0 ? 2 - ErfcTail(a) : ErfcTail(x);
    }

    /// <inheritdoc cref="Erfc(double)"/>
    public static float Erfc(float x) => (float)Erfc((double)x);

    // erf 1 to 24 bits, so that 1 − ErfOfOne is exact; ErfNearOne holds the rest.
    private const double ErfOfOne = 8.45062911510467529297e-01;

    // erf(x)/x − 1 as a function of z = x², for |x| < 0.84375.
    private static double ErfNearZero(double z)
    {
        var p = 1.28379167095512558561e-01 + z * (-3.25042107247001499370e-01 + z * (-2.84817495755985104766e-02
            + z * (-5.77027029648944159157e-03 + z * -2.37630166566501626084e-05)));
        var q = 1 + z * (3.97917223959155352819e-01 + z * (6.50222499887672944485e-02 + z * (5.08130628187576562776e-03
            + z * (1.32494738004321644526e-04 + z * -3.96022827877536812320e-06))));
        return p / q;
    }

    // erf(1 + s) − ErfOfOne, for 0.84375 ≤ 1 + s < 1.25.
    private static double ErfNearOne(double s)
    {
        var p = -2.36211856075265944077e-03 + s * (4.14856118683748331666e-01 + s * (-3.72207876035701323847e-01
            + s * (3.18346619901161753674e-01 + s * (-1.10894694282396677476e-01 + s * (3.54783043256182359371e-02
            + s * -2.16637559486879084300e-03)))));
        var q = 1 + s * (1.06420880400844228286e-01 + s * (5.40397917702171048937e-01 + s * (7.18286544141962662868e-02
            + s * (1.26171219808761642112e-01 + s * (1.36370839120290507362e-02 + s * 1.19844998467991074170e-02)))));
        return p / q;
    }

    // erfc x for x ≥ 1.25.
    private static double ErfcTail(double x) => NegatedSquareExp(x, 1, ScaledErfc(x, 1) / x);

    // unit·x·e^x²·erfc x for x ≥ 1.25, which hardly changes: from 0.46 there it rises to 1/√π. So its large term is a constant, and the
    // unit, 1 or 1/√2, is multiplied into that beforehand; 127/256 is a constant that either leaves exact to a twentieth of an ulp.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double ScaledErfc(double x, double unit) => x > 4
        ? unit * 0.56418958354775628695 - unit * ScaledErfcAboveFour(1 / (x * x))
        : unit * 0.49609375 + unit * ScaledErfcBelowFour(x - 1.25);

    private static double ScaledErfcAboveFour(double z)
    {
        var p = z * (6.58749161529837803157e-4 + z * (1.60837851487422766278e-2 + z * (1.25781726111229246204e-1
            + z * (3.60344899949804439429e-1 + z * (3.05326634961232344035e-1 + z * 1.63153871373020978498e-2)))));
        var q = 2.33520497626869185443e-3 + z * (6.05183413124413191178e-2 + z * (5.27905102951428412248e-1
            + z * (1.87295284992346725209 + z * (2.56852019228982242072 + z))));
        return p / q;
    }

    private static double ScaledErfcBelowFour(double s)
    {
        var p = -0.036315104434548634 + s * (0.03313588221869839 + s * (0.0753622305860294 + s * (0.05128331278601208
            + s * (0.018550596292741965 + s * (0.003915134936201155 + s * (0.0004618089326167003
            + s * 2.388500513487354e-05))))));
        var q = 1 + s * (2.028348546006762 + s * (1.8154704774158088 + s * (0.9316612916995376 + s * (0.29688418468605493
            + s * (0.05894725660361587 + s * (0.006781764065039975 + s * 0.0003507553984430655))))));
        return p / q;
    }
}
