namespace SymDiff.Sample.Equations;

/// <summary>The normal density, and its logarithm as it stands on paper: log(c · exp(u)).</summary>
public static class Normal
{
    /// <summary>log N(z; mean, sigma²), not simplified: the exponential is there for the generator to cancel.</summary>
    /// <remarks>Evaluated as written it underflows to log 0 at |z − mean| ≳ 38 sigma. Its derivative must not.</remarks>
    public static double LogDensity(double z, double mean, double sigma) =>
        Math.Log(1 / (Math.Sqrt(2 * Math.PI) * sigma) * Math.Exp(-(z - mean) * (z - mean) / (2 * sigma * sigma)));

    /// <summary>The density of N(0, 1²) likewise: log( 1/√(2π) · exp(−z²/2) ).</summary>
    public static double LogStandardDensity(double z) =>
        Math.Log(1 / Math.Sqrt(2 * Math.PI) * Math.Exp(-z * z / 2));
}
