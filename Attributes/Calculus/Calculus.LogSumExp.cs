using System;

namespace SymDiff;

public static partial class Calculus
{
    private const double Log2 = 0.69314718055994530942;

    /// <summary>log(eᵃ + eᵇ), the sum of two numbers given by their logarithms.</summary>
    /// <remarks>
    /// Computed as max + log(1 + e^−|a − b|), which overflows only where the result does. Within 4 ulp of the larger of |max| and
    /// |result|: where the result is close to 0 without max being so, it is only as exact as the arguments are.
    /// </remarks>
    /// <param name="a">The logarithm of a summand; −∞ stands for no summand.</param>
    /// <param name="b">The logarithm of a summand; −∞ stands for no summand.</param>
    /// <returns>log(eᵃ + eᵇ); −∞ if both are −∞, +∞ if one is +∞, NaN if one is NaN.</returns>
    /// <example>
    /// <c>LogSumExp(Math.Log(w) + LogP(x), Math.Log(1 - w) + LogQ(x))</c> is the log density of a mixture.
    /// </example>
    // Equal infinities have no difference.
    public static double LogSumExp(double a, double b) =>
        a == b ? a + Log2 : Math.Max(a, b) + Log1p(Math.Exp(-Math.Abs(a - b)));

    /// <inheritdoc cref="LogSumExp(double, double)"/>
    public static float LogSumExp(float a, float b) => (float)LogSumExp((double)a, b);

    /// <summary>log(eᵃ + eᵇ + eᶜ), the sum of three numbers given by their logarithms.</summary>
    /// <remarks>Exact as <see cref="LogSumExp(double, double)"/> is.</remarks>
    /// <param name="a">The logarithm of a summand; −∞ stands for no summand.</param>
    /// <param name="b">The logarithm of a summand; −∞ stands for no summand.</param>
    /// <param name="c">The logarithm of a summand; −∞ stands for no summand.</param>
    /// <returns>log(eᵃ + eᵇ + eᶜ); −∞ if all are −∞, otherwise +∞ if one is +∞, NaN if one is NaN.</returns>
    public static double LogSumExp(double a, double b, double c)
    {
        var max = Math.Max(Math.Max(a, b), c);
        if (double.IsInfinity(max))
            return max;

        // The largest term is the 1 of log(1 + rest); its place is taken by a, so that a rest below the last place of 1 is kept.
        if (b == max)
            b = a;
        else if (c == max)
            c = a;
        return max + Log1p(Math.Exp(b - max) + Math.Exp(c - max));
    }

    /// <inheritdoc cref="LogSumExp(double, double, double)"/>
    public static float LogSumExp(float a, float b, float c) => (float)LogSumExp((double)a, b, c);

    /// <summary>log(eᵃ + eᵇ + eᶜ + eᵈ), the sum of four numbers given by their logarithms.</summary>
    /// <remarks>Exact as <see cref="LogSumExp(double, double)"/> is.</remarks>
    /// <param name="a">The logarithm of a summand; −∞ stands for no summand.</param>
    /// <param name="b">The logarithm of a summand; −∞ stands for no summand.</param>
    /// <param name="c">The logarithm of a summand; −∞ stands for no summand.</param>
    /// <param name="d">The logarithm of a summand; −∞ stands for no summand.</param>
    /// <returns>log(eᵃ + eᵇ + eᶜ + eᵈ); −∞ if all are −∞, otherwise +∞ if one is +∞, NaN if one is NaN.</returns>
    public static double LogSumExp(double a, double b, double c, double d)
    {
        var max = Math.Max(Math.Max(a, b), Math.Max(c, d));
        if (double.IsInfinity(max))
            return max;

        if (b == max)
            b = a;
        else if (c == max)
            c = a;
        else if (d == max)
            d = a;
        return max + Log1p(Math.Exp(b - max) + Math.Exp(c - max) + Math.Exp(d - max));
    }

    /// <inheritdoc cref="LogSumExp(double, double, double, double)"/>
    public static float LogSumExp(float a, float b, float c, float d) => (float)LogSumExp((double)a, b, c, d);

    /// <summary>log Σᵢ e^xᵢ, the sum of numbers given by their logarithms.</summary>
    /// <remarks>
    /// As exact as <see cref="LogSumExp(double, double)"/>, however many there are: the sum is compensated (W. Kahan).
    /// </remarks>
    /// <param name="x">The logarithms of the summands; −∞ stands for no summand.</param>
    /// <returns>log Σᵢ e^xᵢ; −∞ for no summands at all, otherwise +∞ if one is +∞, NaN if one is NaN.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="x"/> is null.</exception>
    public static double LogSumExp(params double[] x)
    {
        if (x is null)
            throw new ArgumentNullException(nameof(x));

        var max = double.NegativeInfinity;
        foreach (var value in x)
            max = Math.Max(max, value);
        if (double.IsInfinity(max))
            return max;

        // The first of the largest terms is the 1 of log(1 + rest), so that a rest below the last place of 1 is kept.
        var largest = Array.IndexOf(x, max);
        var rest = 0.0;
        var lost = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            if (i == largest)
                continue;
            var term = Math.Exp(x[i] - max) - lost;
            var sum = rest + term;
            lost = sum - rest - term;
            rest = sum;
        }

        return max + Log1p(rest);
    }

    /// <inheritdoc cref="LogSumExp(double[])"/>
    public static float LogSumExp(params float[] x)
    {
        if (x is null)
            throw new ArgumentNullException(nameof(x));

        // As for double; the terms are exact enough in double not to need compensation.
        var max = float.NegativeInfinity;
        foreach (var value in x)
            max = Math.Max(max, value);
        if (float.IsInfinity(max))
            return max;

        var largest = Array.IndexOf(x, max);
        var rest = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            if (i != largest)
                rest += Math.Exp((double)x[i] - max);
        }

        return (float)(max + Log1p(rest));
    }
}
