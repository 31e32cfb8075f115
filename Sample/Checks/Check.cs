namespace SymDiff.Sample.Checks;

/// <summary>A number that was computed, the number it must be, and how far apart they may be.</summary>
/// <param name="StandardError">Of an average over random draws; zero of a number that is exact but for rounding.</param>
public sealed record Check(string Quantity, double Computed, double Expected, double Allowed, double StandardError = 0)
{
    /// <summary>Five standard errors: by chance alone, once in two million.</summary>
    public const double StandardErrors = 5;

    /// <summary>NaN never holds.</summary>
    public bool Holds => Math.Abs(Computed - Expected) <= Allowed;

    /// <summary>Equal but for rounding.</summary>
    public static Check Exact(string quantity, double computed, double expected) =>
        new(quantity, computed, expected, 1e-12 * Math.Max(1, Math.Abs(expected)));

    /// <summary>Equal but for chance; where there is no variance, but for rounding.</summary>
    public static Check Average(string quantity, double computed, double standardError, double expected) =>
        new(quantity, computed, expected, Math.Max(StandardErrors * standardError, 1e-12), standardError);
}
