using System.Globalization;

namespace SymDiff.Generator.Tests.Support;

/// <summary>Assertions on numbers.</summary>
internal static class Numeric
{
    /// <summary>The relative error allowed of a gradient.</summary>
    public const double Tolerance = 1e-9;

    /// <summary>
    /// Equal to a relative error; below the absolute floor every difference is allowed, since a sum that cancels there cannot do better in
    /// doubles. NaN is close to NaN only, an infinity only to itself.
    /// </summary>
    public static void Close(double actual, double expected, double tolerance = Tolerance, double floor = 1e-13, string? because = null)
    {
        if (!IsClose(actual, expected, tolerance, floor))
            Assert.Fail($"{Text(actual)} is not {Text(expected)} to {Text(tolerance)}{(because is null ? "" : ": " + because)}");
    }

    /// <summary>Element by element.</summary>
    public static void Close(
        IReadOnlyList<double> actual, IReadOnlyList<double> expected, double tolerance = Tolerance, double floor = 1e-13, string? because = null)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
            Close(actual[i], expected[i], tolerance, floor, $"element {i}{(because is null ? "" : ", " + because)}");
    }

    /// <summary>The same double; the sign of zero counts, and every NaN is the same.</summary>
    public static void SameBits(double actual, double expected, string? because = null)
    {
        if (!actual.Equals(expected) || (actual == 0 && double.IsNegative(actual) != double.IsNegative(expected)))
            Assert.Fail($"{Text(actual)} is not bit for bit {Text(expected)}{(because is null ? "" : ": " + because)}");
    }

    public static bool IsClose(double actual, double expected, double tolerance = Tolerance, double floor = 1e-13) =>
        actual.Equals(expected) || (double.IsFinite(expected) && Math.Abs(actual - expected) <= Math.Max(floor, tolerance * Math.Abs(expected)));

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
