using System;

namespace SymDiff;

public static partial class Calculus
{
    /// <summary>ψ(x) = d/dx log Γ(x).</summary>
    /// <remarks>
    /// Above 3 the rational approximation of W. J. Cody, A. J. Strecok and H. C. Thacher, Chebyshev approximations for the psi function,
    /// Math. Comp. 27 (1973); from 1 to 3 a minimax approximation to ψ(x)/(x − x₀), made for this library, that is exact to 5·10⁻¹⁷, so
    /// that the relative accuracy is kept at the positive zero x₀ = 1.4616…; below 1 by recurrence, ψ(x) = ψ(x + 1) − 1/x. Within 4 ulp
    /// for x &gt; 0. Below 0 by reflection, ψ(x) = ψ(1 − x) − π/tan πx, within a few ulp of the larger term or of 1, which near the zeros
    /// there is larger than the result. Its derivative is <see cref="Trigamma(double)"/>.
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>ψ(x); ∓∞ at ±0, NaN at the other poles −1, −2, … and at −∞, +∞ at +∞.</returns>
    public static double Digamma(double x)
    {
        if (x >= 1)
            return DigammaOfPositive(x);
        if (x >= 0)
            return x == 0 ? -1 / x : DigammaOfPositive(1 + x) - 1 / x;

        // The distance to the nearest integer is exact, and so is what it lacks of ½, where the tangent has its own pole.
        var distance = x - Math.Round(x);
        if (distance == 0)
            return double.NaN;
        var cotangent = Math.Abs(distance) <= 0.25
            ? 1 / Math.Tan(Math.PI * distance)
            : Sign(distance) * Math.Tan(Math.PI * (0.5 - Math.Abs(distance)));
        return DigammaOfPositive(1 - x) - Math.PI * cotangent;
    }

    /// <inheritdoc cref="Digamma(double)"/>
    public static float Digamma(float x) => (float)Digamma((double)x);

    /// <summary>ψ′(x) = d²/dx² log Γ(x) = Σₖ 1/(x + k)², k = 0, 1, …</summary>
    /// <remarks>
    /// The first terms of the sum as they stand, until the asymptotic series in Bernoulli numbers (M. Abramowitz and I. A. Stegun,
    /// Handbook of Mathematical Functions, 6.4.12) is exact; below 0 by reflection, ψ′(x) = π²/sin² πx − ψ′(1 − x). Within 4 ulp,
    /// below 0 within 6. Its derivative is <see cref="Tetragamma(double)"/>.
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>ψ′(x) &gt; 0; +∞ at the poles 0, −1, −2, …, 0 at +∞, NaN at −∞.</returns>
    public static double Trigamma(double x)
    {
        if (!(x < 0))
            return TrigammaOfPositive(x);
        var ratio = Math.PI / AbsSinPi(x);
        return ratio * ratio - TrigammaOfPositive(1 - x);
    }

    /// <inheritdoc cref="Trigamma(double)"/>
    public static float Trigamma(float x) => (float)Trigamma((double)x);

    // ψ for x ≥ 1.
    private static double DigammaOfPositive(double x)
    {
        if (x > 3)
        {
            var z = 1 / (x * x);
            var n = -6.5135387732718171306e-21 + z * (-7.3689600332394549911e-2 + z * (-1.4479614616899842986
                + z * (-8.8100958828312219821 + z * (-1.9784554148719218667e1 + z * (-1.5166271776896121383e1
                + z * -2.7103228277757834192)))));
            var d = 8.8427520398873480342e-1 + z * (1.7463965060678569906e1 + z * (1.0742543875702278326e2
                + z * (2.4736979003315290057e2 + z * (2.0240955312679931159e2 + z * (4.4992760373789365846e1 + z)))));
            return Math.Log(x) + (n / d - 0.5 / x);
        }

        // The zero is the sum of the three, of which the first is 187/128: no difference from it is rounded near it.
        const double ZeroHigh = 1.4609375;
        const double ZeroMiddle = 6.946449683623413e-4;
        const double ZeroLow = -1.8257096315963484e-20;
        var s = x - 1.5;
        var p = 0.07605587603183289 + s * (-0.297986884684102 + s * (-0.38308093825706824 + s * (-0.1539725973429079
            + s * (-0.025711743454202855 + s * (-0.001710858398336887 + s * -3.2441875274882266e-05)))));
        var q = 1 + s * (1.651950423196391 + s * (1.0017381869845758 + s * (0.28179061424784463 + s * (0.03774523264944813
            + s * (0.0021667104349679766 + s * 3.742224942976701e-05)))));
        return (0.875 + p / q) * (x - ZeroHigh - ZeroMiddle - ZeroLow);
    }

    private static double TrigammaOfPositive(double x)
    {
        // Smallest terms first: the series at the first x + k ≥ 10, then the terms before it, backwards.
        var terms = x < 10 ? (int)Math.Ceiling(10 - x) : 0;
        var y = x + terms;
        var z = 1 / (y * y);
        var series = 1.0 / 6 + z * (-1.0 / 30 + z * (1.0 / 42 + z * (-1.0 / 30 + z * (5.0 / 66 + z * (-691.0 / 2730
            + z * (7.0 / 6 + z * (-3617.0 / 510 + z * (43867.0 / 798))))))));
        var sum = 1 / y + 0.5 * z + z / y * series;
        for (var k = terms - 1; k >= 0; k--)
            sum += 1 / ((x + k) * (x + k));
        return sum;
    }
}
