using System.Runtime.CompilerServices;

namespace SymDiff;

/// <content>The step. It stands in the loops of derivatives, where a call would cost more than it does.</content>
public static partial class Calculus
{
    /// <summary>Heaviside's step H(x), the slope of max(x, 0): 0 below zero, 1 above it, and one half at it.</summary>
    /// <remarks>Its own derivative is taken to be zero everywhere.</remarks>
    /// <param name="x">Any number.</param>
    /// <returns>0, ½ or 1, and NaN for NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Heaviside(double x) => x > 0 ? 1 : x < 0 ? 0 : x == 0 ? 0.5 : x;

    /// <inheritdoc cref="Heaviside(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Heaviside(float x) => x > 0 ? 1 : x < 0 ? 0 : x == 0 ? 0.5f : x;
}
