using System;

namespace SymDiff;

/// <summary>Declares that a number is greater than zero, so that the algebra may use it: √(σ²) = σ, and log σ is finite.</summary>
/// <remarks>
/// This is an assumption, not a check: nothing is thrown for an argument that breaks it, and derivatives then mean nothing. A guard
/// in the method's body, such as <c>ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma)</c>, is read as the same assumption, and
/// holds at run time too. On a member of a struct it speaks for that member of every parameter of that type; on an array, for
/// each element.
/// </remarks>
/// <example>
/// <code>
/// public readonly record struct Gaussian(double Mean, [property: Positive] double StdDev);
///
/// [Differentiable]
/// public static double Entropy([Positive] double sigma) =&gt; 0.5 * Math.Log(2 * Math.PI * Math.E * sigma * sigma);
/// // EntropyGradient: 1 / sigma
/// </code>
/// </example>
[AttributeUsage(
    AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field,
    AllowMultiple = false,
    Inherited = false)]
public sealed class PositiveAttribute : Attribute;
