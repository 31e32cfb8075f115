using System;

namespace SymDiff;

/// <summary>Declares that a parameter is a draw ε from the standard normal distribution, ε ~ N(0, 1).</summary>
/// <remarks>
/// <para>
/// Such a parameter is never differentiated: it is the noise of a reparameterised expectation, z = μ + σε. For a method
/// <c>F(x, y, ε)</c> three methods join the derivatives that were asked for:
/// </para>
/// <list type="bullet">
/// <item><description><c>FExpectation(x, y)</c>: E[f], in closed form, where there is one;</description></item>
/// <item><description><c>FExpectedGradient(x, y)</c>: E[∇f], in closed form, where there is one;</description></item>
/// <item><description>
/// <c>FMonteCarloGradient(x, y, ReadOnlySpan&lt;double&gt; epsilon)</c>: (1/n) Σₛ ∇f(x, y, εₛ), the mean over the draws given.
/// </description></item>
/// </list>
/// </remarks>
/// <example>
/// <code>
/// // E[FGradient] over ε is (μ, σ): the gradient of ½(μ² + σ²).
/// [Differentiable]
/// public static double Energy(double mu, double sigma, [StandardNormal] double epsilon)
/// {
///     var z = mu + sigma * epsilon;
///     return 0.5 * z * z;
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Parameter, AllowMultiple = false, Inherited = false)]
public sealed class StandardNormalAttribute : Attribute
{
    /// <summary>
    /// With how many nodes, from 1 to 64, the expectation is taken by the rule of Gauss and Hermite, which is exact for polynomials up to the degree 2n − 1. 0, the default, asks for the
    /// closed form.
    /// </summary>
    public int Quadrature { get; set; }
}
