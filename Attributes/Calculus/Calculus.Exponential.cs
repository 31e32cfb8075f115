using System;

namespace SymDiff;

public static partial class Calculus
{
    /// <summary>log(1 + x), accurate also where 1 + x rounds to 1.</summary>
    /// <remarks>
    /// W. Kahan's correction: with u = fl(1 + x), log(u)/(u − 1) hardly changes near u = 1, so that the rounding of u
    /// cancels in x·log(u)/(u − 1). Within 3 ulp.
    /// </remarks>
    /// <param name="x">A number ≥ −1.</param>
    /// <returns>log(1 + x); −∞ at −1, NaN below, +∞ at +∞, and <paramref name="x"/> itself at ±0.</returns>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        return u == 1 || double.IsPositiveInfinity(u)
            ? x
            : Math.Log(u) * (x / (u - 1));
    }

    /// <inheritdoc cref="Log1p(double)"/>
    public static float Log1p(float x) => (float)Log1p((double)x);

    /// <summary>eˣ − 1, accurate also where eˣ rounds to 1.</summary>
    /// <remarks>
    /// For |x| &lt; ½·log 2 the rational approximation of FDLIBM (Sun Microsystems, <c>s_expm1.c</c>); beyond, the
    /// subtraction loses less than two bits. Within 3 ulp.
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>eˣ − 1; −1 at −∞, +∞ from 709.79 on, and <paramref name="x"/> itself at ±0.</returns>
    public static double Expm1(double x)
    {
        const double HalfLog2 = 0.34657359027997264;
        if (!(Math.Abs(x) < HalfLog2))
            return Math.Exp(x) - 1;

        // r approximates (x/2)·(eˣ + 1)/(eˣ − 1), an even function, from which eˣ − 1 = x + x²/2 − x·e.
        var half = 0.5 * x;
        var z = x * half;
        var r = 1 + z * (-3.33333333333331316428e-02 + z * (1.58730158725481460165e-03 + z * (-7.93650757867487942473e-05
            + z * (4.00821782732936239552e-06 + z * -2.01099218183624371326e-07))));
        var t = 3 - r * half;
        var e = z * ((r - t) / (6 - x * t));
        return x - (x * e - z);
    }

    /// <inheritdoc cref="Expm1(double)"/>
    public static float Expm1(float x) => (float)Expm1((double)x);

    /// <summary>x·log y, with the limit 0 at x = 0: the terms of entropies and likelihoods of counts.</summary>
    /// <param name="x">Any number.</param>
    /// <param name="y">A number ≥ 0.</param>
    /// <returns>
    /// x·log y; 0 when x is 0, whatever y is but NaN; otherwise NaN for y &lt; 0, and ∓∞ at y = 0 for x of sign ±. Within 2 ulp.
    /// </returns>
    /// <example><c>-XLogY(p, p) - XLogY(1 - p, 1 - p)</c> is the entropy of a coin, 0 at p = 0 and at p = 1.</example>
    public static double XLogY(double x, double y) => x == 0 && !double.IsNaN(y) ? 0 : x * Math.Log(y);

    /// <inheritdoc cref="XLogY(double, double)"/>
    public static float XLogY(float x, float y) => (float)XLogY((double)x, y);
}
