using System;

namespace SymDiff;

/// <summary>Supplies the derivative of a function, the user's own or a library's, wherever a differentiated method calls it.</summary>
/// <remarks>
/// <para>
/// The marked method is static and has the parameters of the function, of the same types and in the same order; the overload of
/// the function is found by them. A last parameter called <c>result</c>, if there is one, receives the function's value. It returns the
/// partial derivative ∂f/∂x, or, for a function of several floating-point parameters, a tuple of the partials in the order of
/// those parameters. It must be accessible from where it is used.
/// </para>
/// <para>
/// It is used as it stands and in place of any derivative that would be found otherwise. If it is itself a closed form, it is
/// differentiated in its turn for second derivatives. One method may serve several functions.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// [DerivativeOf(typeof(SpecialFunctions), nameof(SpecialFunctions.GammaLn))]
/// public static double GammaLnDerivative(double z) =&gt; SpecialFunctions.DiGamma(z);
///
/// // ∂/∂x and ∂/∂y of √(x² + y²), from the value already at hand.
/// [DerivativeOf(typeof(Geometry), nameof(Geometry.Distance))]
/// public static (double, double) DistanceDerivative(double x, double y, double result) =&gt; (x / result, y / result);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class DerivativeOfAttribute : Attribute
{
    /// <summary>Names the function whose derivative the marked method is.</summary>
    /// <param name="type">The type that declares the function.</param>
    /// <param name="name">
    /// The function's name. A type and name that have no function with the marked method's parameters are reported by the
    /// compiler as an error.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> or <paramref name="name"/> is null.</exception>
    public DerivativeOfAttribute(Type type, string name)
    {
        Type = type ?? throw new ArgumentNullException(nameof(type));
        Name = name ?? throw new ArgumentNullException(nameof(name));
    }

    /// <summary>The type that declares the function.</summary>
    public Type Type { get; }

    /// <summary>The name of the function.</summary>
    public string Name { get; }
}
