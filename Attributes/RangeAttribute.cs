using System;

namespace SymDiff;

/// <summary>Declares between which numbers a number lies, so that the algebra may use it: with ρ in (−1, 1), 1 − ρ² is positive.</summary>
/// <remarks>
/// <para>
/// This is an assumption, not a check: nothing is thrown for an argument outside, and derivatives then mean nothing. A guard in the method's body, such as
/// <c>ArgumentOutOfRangeException.ThrowIfGreaterThan(p, 1.0)</c>, is read as the same assumption, and holds at run time too. Where a derivative is infinite or
/// undefined at a point of the declared range, the compiler says so; the bounds belong to the range unless they are excluded. On a member of a struct it speaks for
/// that member of every parameter of that type; on an array, for each element.
/// </para>
/// <para>
/// Where <c>System.ComponentModel.DataAnnotations</c> is in scope too, <c>[Range]</c> means either: write <c>[SymDiff.Range(0, 1)]</c>. Only this attribute is read.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// [Differentiable]
/// public static double LogOdds([Range(0, 1, MinimumIsExclusive = true, MaximumIsExclusive = true)] double p) =&gt; Math.Log(p / (1 - p));
/// // LogOddsGradient: 1 / (p * (1 - p))
/// </code>
/// </example>
/// <param name="minimum">The least number; <see cref="double.NegativeInfinity"/> for none.</param>
/// <param name="maximum">The greatest number; <see cref="double.PositiveInfinity"/> for none.</param>
[AttributeUsage(
    AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field,
    AllowMultiple = false,
    Inherited = false)]
public sealed class RangeAttribute(double minimum, double maximum) : Attribute
{
    /// <summary>The least number.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>The greatest number.</summary>
    public double Maximum { get; } = maximum;

    /// <summary>Whether the number is never the least one itself.</summary>
    public bool MinimumIsExclusive { get; set; }

    /// <summary>Whether the number is never the greatest one itself.</summary>
    public bool MaximumIsExclusive { get; set; }
}
