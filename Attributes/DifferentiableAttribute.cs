using System;
using System.Collections.Generic;

namespace SymDiff;

/// <summary>
/// Asks for the derivative of a method, worked out symbolically while the project compiles and added to the method's type
/// as ordinary C#.
/// </summary>
/// <remarks>
/// <para>
/// The containing type, and every type it is nested in, must be <see langword="partial"/>. The method may be static or an instance
/// method, of any accessibility, which the generated methods follow. Derivatives have the type of what they are taken with
/// respect to: a <see cref="float"/> parameter has a <see cref="float"/> partial, an array's partials fill a span of its length.
/// A partial has the units of the result divided by the units of its parameter.
/// </para>
/// <para>
/// For a method <c>F</c> the default is <c>FGradient</c> and <c>FValueAndGradient</c>; the value of the latter is, bit for bit,
/// what <c>F</c> returns. Generated methods throw what <c>F</c> throws, on the same arguments.
/// </para>
/// </remarks>
/// <example>
/// The negative log density of N(μ, σ²), with respect to its two parameters and not to the observation:
/// <code>
/// public static partial class Normal
/// {
///     [Differentiable(nameof(mu), nameof(sigma))]
///     public static double Energy(double x, double mu, [Positive] double sigma)
///     {
///         var z = (x - mu) / sigma;
///         return 0.5 * z * z + Math.Log(sigma);
///     }
/// }
///
/// var (mu, sigma) = Normal.EnergyGradient(1.5, 0.0, 2.0);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class DifferentiableAttribute : Attribute
{
    /// <summary>Asks for derivatives with respect to the parameters named, or to all of them.</summary>
    /// <param name="withRespectTo">
    /// Names of floating-point parameters (<c>nameof(mu)</c>), or of members of struct parameters (<c>"q.Mean"</c>). With no
    /// names, every floating-point parameter is meant, except those marked <see cref="StandardNormalAttribute"/>. A name that is
    /// none of these is reported by the compiler as an error at the name.
    /// </param>
    public DifferentiableAttribute(params string[] withRespectTo) => WithRespectTo = withRespectTo ?? Array.Empty<string>();

    /// <summary>The names given; empty when every floating-point parameter is meant.</summary>
    public IReadOnlyList<string> WithRespectTo { get; }

    /// <summary>Which derivatives are generated; <see cref="SymDiff.Derivatives.Gradient"/> unless said otherwise.</summary>
    public Derivatives Derivatives { get; set; } = Derivatives.Gradient;

    /// <summary>
    /// Whether a constant <c>FDerivation</c> is generated: how the derivatives of <c>F</c> were derived, step by step, in LaTeX. It is an
    /// <c>aligned</c> environment, to stand in any displayed equation.
    /// </summary>
    public bool Derivation { get; set; }
}
