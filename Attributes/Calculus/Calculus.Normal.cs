using System;

namespace SymDiff;

public static partial class Calculus
{
    private const double InverseRootTwoPi = 0.39894228040143267794;
    private const double InverseRootTwo = 0.70710678118654752440;
    private const double LeastOfScaledTail = 1.7678;

    /// <summary>φ(x) = e^−x²/2 / √(2π), the density of the standard normal distribution.</summary>
    /// <remarks>
    /// x² is carried to twice the working precision, so that the tails keep their relative accuracy down to where they underflow
    /// (|x| = 38.57). Its derivative is −x·φ(x). Within 3 ulp.
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>A number in [0, 0.399], even in x; 0 at ±∞.</returns>
    public static double NormalPdf(double x) => NegatedSquareExp(x, 0.5, InverseRootTwoPi);

    /// <inheritdoc cref="NormalPdf(double)"/>
    public static float NormalPdf(float x) => (float)NormalPdf((double)x);

    /// <summary>Φ(x) = ∫₋∞ˣ φ(t) dt, the probability that a standard normal variable is at most x.</summary>
    /// <remarks>
    /// For |x| &lt; 0.67 the rational approximation of W. J. Cody, Algorithm 715 (ANORM, ACM TOMS 19, 1993); then e^−x²/2 times a minimax
    /// approximation of the same kind, made for this library, that is exact to 1.4·10⁻¹⁷; beyond 1.77 as <see cref="Erfc(double)"/>. x² is
    /// carried to twice the working precision, so that the lower tail keeps its relative accuracy down to where it underflows
    /// (x = −38.48). Its derivative is <see cref="NormalPdf(double)"/>. Within 4 ulp.
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>A number in [0, 1]; 0 at −∞, 1 at +∞. For the upper tail take Φ(−x) = 1 − Φ(x).</returns>
    public static double NormalCdf(double x)
    {
        var a = Math.Abs(x);
        if (a <= 0.67448975)
        {
            var z = x * x;
            var p = 18154.981253343561249 + z * (1067.6894854603709582 + z * (161.02823106855587881
                + z * (2.2352520354606839287 + z * 0.065682337918207449113)));
            var q = 45507.789335026729956 + z * (10260.932208618978205 + z * (976.09855173777669322
                + z * (47.20258190468824187 + z)));
            return 0.5 + x * (p / q);
        }

        var tail = NormalTail(a);
        return x > 0 ? 1 - tail : tail;
    }

    /// <inheritdoc cref="NormalCdf(double)"/>
    public static float NormalCdf(float x) => (float)NormalCdf((double)x);

    /// <summary>log Φ(x), which is finite also where Φ(x) underflows.</summary>
    /// <remarks>
    /// Down to −1.77 the logarithm of <see cref="NormalCdf(double)"/>, or of 1 less the upper tail; below, −x²/2 and the logarithm of what e^−x²/2 is multiplied by
    /// there. Its derivative is <see cref="InverseMillsRatio(double)"/>. Within 8 ulp.
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>A number no greater than 0; −∞ at −∞, 0 at +∞.</returns>
    public static double NormalLogCdf(double x) => x > 0.67448975 ? Log1p(-NormalTail(x))
        : x > -LeastOfScaledTail ? Math.Log(NormalCdf(x))
        : Math.Log(ScaledTail(-x)) - 0.5 * x * x;

    /// <inheritdoc cref="NormalLogCdf(double)"/>
    public static float NormalLogCdf(float x) => (float)NormalLogCdf((double)x);

    /// <summary>φ(x)/Φ(x), the inverse Mills ratio: the derivative of log Φ(x).</summary>
    /// <remarks>
    /// Below −1.77, where both underflow in the end, e^−x²/2 is left out of both. Its derivative is −y·(x + y), where y is its value, and −y·<see cref="NormalMeanExcess(double)"/>(−x). Within 8 ulp.
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>A number no less than 0, which nears −x for a large negative x; +∞ at −∞, 0 at +∞. For φ(x)/(1 − Φ(x)) take that of −x.</returns>
    public static double InverseMillsRatio(double x) =>
        x > -LeastOfScaledTail ? NormalPdf(x) / NormalCdf(x) : InverseRootTwoPi / ScaledTail(-x);

    /// <inheritdoc cref="InverseMillsRatio(double)"/>
    public static float InverseMillsRatio(float x) => (float)InverseMillsRatio((double)x);

    /// <summary>φ(x)/Φ(−x) − x = E[X − x | X &gt; x], the mean excess of a standard normal variable over x.</summary>
    /// <remarks>
    /// From 3 on, where both terms are nearly the same, Laplace's continued fraction 1/(x + 2/(x + 3/(x + …))). With y = φ(x)/Φ(x) the derivative of y is −y times the mean excess over −x.
    /// Its own is e·(x + e) − 1, where e is its value. Within 64 ulp.
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>A positive number, which decreases: it nears −x for a large negative x, and 1/x for a large one; +∞ at −∞, 0 at +∞.</returns>
    public static double NormalMeanExcess(double x)
    {
        if (!(x >= 3))
            return InverseMillsRatio(-x) - x;
        var fraction = x;
        for (var n = 12 + (int)(520 / (x * x)); n > 1; n--)
            fraction = x + n / fraction;
        return 1 / fraction;
    }

    /// <inheritdoc cref="NormalMeanExcess(double)"/>
    public static float NormalMeanExcess(float x) => (float)NormalMeanExcess((double)x);

    // Φ(−x) for x > 0.67: e^−x²/2 times a quotient that hardly changes.
    private static double NormalTail(double x)
    {
        if (x >= LeastOfScaledTail)
            return NegatedSquareExp(x, 0.5, ScaledTail(x));

        var s = x - 0.75;
        var p = 0.050232462339950934 + s * (-0.11177355702355458 + s * (-0.09772185536228381 + s * (-0.03328694702583322
            + s * (-0.005348476405716544 + s * (-0.0003484038462455108 + s * 1.4504087317422366e-08)))));
        var q = 1 + s * (1.2341496660737945 + s * (0.6326690826783345 + s * (0.16901321783259413
            + s * (0.023635211702683595 + s * 0.0013921418530622894))));
        return NegatedSquareExp(x, 0.5, 0.25 + p / q);
    }

    // e^x²/2·Φ(−x) for x > 1.77. Rounding x/√2 costs nothing here: it is the exponential that is sensitive to it.
    private static double ScaledTail(double x) => ScaledErfc(x * InverseRootTwo, InverseRootTwo) / x;

    // factor·e^−scale·x² for a scale of 1 or ½. The rounding of x² alone would cost hundreds of ulp in the tails. It is known exactly (T.
    // J. Dekker, 1971: the halves of x have exact products), and its exponential is 1 plus it.
    private static double NegatedSquareExp(double x, double scale, double factor)
    {
        var square = x * x;
        if (square > 1600)
            return 0;
        var high = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) & ~0x7FFFFFFL);
        var low = x - high;
        var rounding = high * high - square + 2 * high * low + low * low;
        return Math.Exp(-scale * square) * (factor - factor * (scale * rounding));
    }
}
