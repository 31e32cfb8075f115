using System;

namespace SymDiff;

public static partial class Calculus
{
    /// <summary>log(1 + eˣ), a smooth max(x, 0).</summary>
    /// <remarks>
    /// Computed as max(x, 0) + log(1 + e^−|x|), which never overflows, and keeps its relative accuracy down to where eˣ underflows.
    /// Its derivative is <see cref="Logistic(double)"/>. Within 4 ulp.
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>log(1 + eˣ) &gt; 0; 0 at −∞, +∞ at +∞.</returns>
    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    /// <inheritdoc cref="Softplus(double)"/>
    public static float Softplus(float x) => (float)Softplus((double)x);

    /// <summary>1/(1 + e⁻ˣ), the sigmoid: the probability whose log odds are x.</summary>
    /// <remarks>
    /// Computed from e^−|x|, which never overflows, and keeps its relative accuracy down to where eˣ underflows. Its derivative is
    /// Logistic(x)·Logistic(−x), which is y(1 − y) without the cancellation. Within 3 ulp.
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>A number in [0, 1]; 0 at −∞, 1 at +∞.</returns>
    public static double Logistic(double x)
    {
        var e = Math.Exp(-Math.Abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// <inheritdoc cref="Logistic(double)"/>
    public static float Logistic(float x) => (float)Logistic((double)x);
}
