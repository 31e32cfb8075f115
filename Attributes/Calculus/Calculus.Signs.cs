using System;
using System.Runtime.CompilerServices;

namespace SymDiff;

/// <content>
/// The step and the sign. They stand in the loops of derivatives, where a call would cost more than they do, and so would a branch on the sign of a number, which no processor foresees: the sign is
/// taken from its bit, and what is asked is only whether there is a number other than zero.
/// </content>
public static partial class Calculus
{
    /// <summary>Heaviside's step H(x), the slope of max(x, 0): 0 below zero, 1 above it, and one half at it.</summary>
    /// <remarks>Its own derivative is taken to be zero everywhere.</remarks>
    /// <param name="x">Any number.</param>
    /// <returns>0, ½ or 1, and NaN for NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Heaviside(double x) => Math.Abs(x) > 0 ? BitConverter.Int64BitsToDouble(~(BitConverter.DoubleToInt64Bits(x) >> 63) & BitsOfOne) : x == 0 ? 0.5 : x;

    /// <inheritdoc cref="Heaviside(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Heaviside(float x) => (float)Heaviside((double)x);

    /// <summary>The sign of x: −1, 0 or 1, and NaN for NaN, where <see cref="Math.Sign(double)"/> throws.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>−1 for x &lt; 0, 1 for x &gt; 0, and otherwise <paramref name="x"/> itself: a zero with its sign, or NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sign(double x) => Math.Abs(x) > 0 ? BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(x) & long.MinValue) | BitsOfOne) : x;

    /// <inheritdoc cref="Sign(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sign(float x) => (float)Sign((double)x);

    private const long BitsOfOne = 0x3FF0000000000000;
}
