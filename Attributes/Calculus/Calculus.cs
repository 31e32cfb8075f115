namespace SymDiff;

/// <summary>
/// The functions that log densities need and <see cref="System.Math"/> lacks, each finite wherever it should be, and with a
/// derivative that is known to <see cref="DifferentiableAttribute"/> and right over the whole domain.
/// </summary>
/// <remarks>
/// Nothing here throws for a number or allocates: a NaN gives NaN, a pole gives what the function's documentation says. Functions of
/// <see cref="float"/> are computed in <see cref="double"/> and rounded once. Errors are stated in ulp, units in the last
/// place of the result.
/// </remarks>
public static partial class Calculus
{
    /// <summary>x, taken for a constant: its derivative is zero.</summary>
    /// <remarks>The <c>stop_gradient</c> of JAX and the <c>detach</c> of PyTorch.</remarks>
    /// <param name="x">Any number, returned as it is.</param>
    /// <returns><paramref name="x"/>.</returns>
    /// <example>
    /// The path derivative of a log density, which leaves out the score of the density's own parameters:
    /// <code>
    /// var z = mu + sigma * epsilon;
    /// return LogNormal(z, Calculus.StopGradient(mu), Calculus.StopGradient(sigma));
    /// </code>
    /// </example>
    public static double StopGradient(double x) => x;

    /// <inheritdoc cref="StopGradient(double)"/>
    public static float StopGradient(float x) => x;

    /// <summary>x².</summary>
    /// <param name="x">Any number.</param>
    /// <returns>x·x, correctly rounded.</returns>
    public static double Square(double x) => x * x;

    /// <inheritdoc cref="Square(double)"/>
    public static float Square(float x) => x * x;
}
