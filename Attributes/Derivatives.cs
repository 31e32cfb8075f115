using System;

namespace SymDiff;

/// <summary>The derivatives that <see cref="DifferentiableAttribute"/> can ask for, in any combination.</summary>
/// <remarks>
/// Signatures are shown for <c>double F(double x, double y)</c>. Elements of tuples are named after the parameters. What is asked
/// for an array, span or struct goes to spans, respectively to the same struct.
/// </remarks>
/// <example>
/// <code>
/// [Differentiable(Derivatives = Derivatives.Gradient | Derivatives.HessianVectorProduct)]
/// public static double Rosenbrock(double x, double y) =&gt; (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);
/// </code>
/// </example>
[Flags]
public enum Derivatives
{
    /// <summary>
    /// ∇f = (∂f/∂x, ∂f/∂y), as <c>(double X, double Y) FGradient(double x, double y)</c>, and with the value as
    /// <c>(double Value, (double X, double Y) Gradient) FValueAndGradient(double x, double y)</c>. With one parameter the gradient is
    /// a plain <see cref="double"/>.
    /// </summary>
    Gradient = 1,

    /// <summary>
    /// H = ∇∇ᵀf, Hᵢⱼ = ∂²f/∂xᵢ∂xⱼ: the upper triangle row by row, as
    /// <c>(double XX, double XY, double YY) FHessian(double x, double y)</c>; over arrays, all n × n entries row-major.
    /// </summary>
    Hessian = 2,

    /// <summary>
    /// Jᵢⱼ = ∂fᵢ/∂xⱼ, for a method of m outputs and n inputs: m × n entries, row-major, in the span that
    /// <c>void FJacobian(…, Span&lt;double&gt; jacobian)</c> is given.
    /// </summary>
    Jacobian = 4,

    /// <summary>
    /// J·ẋ, the rate at which the outputs change when the inputs move with velocity ẋ (forward mode), as
    /// <c>(double Value, double Tangent) FJvp(double x, double y, double xTangent, double yTangent)</c>.
    /// </summary>
    JacobianVectorProduct = 8,

    /// <summary>
    /// Jᵀ·ȳ, the sensitivity of an objective to the inputs, given its sensitivity ȳ to the outputs (reverse mode), as
    /// <c>(double X, double Y) FVjp(double x, double y, double cotangent)</c>, with one cotangent per output.
    /// </summary>
    VectorJacobianProduct = 16,

    /// <summary>
    /// H·ẋ, the rate at which the gradient changes when the inputs move with velocity ẋ, without ever forming H, as
    /// <c>(double X, double Y) FHvp(double x, double y, double xTangent, double yTangent)</c>.
    /// </summary>
    HessianVectorProduct = 32,

    /// <summary>
    /// JᵀJ and Jᵀr, for a method whose outputs are the residuals r of a least-squares problem: n × n and n entries, in the spans that
    /// <c>void FGaussNewton(…, Span&lt;double&gt; jtj, Span&lt;double&gt; jtr)</c> is given. Jᵀr is the gradient of ½‖r‖², and JᵀJ its Hessian but for the curvature of r.
    /// </summary>
    GaussNewton = 64,
}
