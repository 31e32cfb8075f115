using System.Globalization;

namespace SymDiff.Sample.Fit;

/// <summary>
/// Henry Cavendish's measurements of the mean density of the Earth relative to water ("Experiments to determine the density of the
/// Earth", Philosophical Transactions, 1798), the third as corrected in the statistical literature.
/// </summary>
public static class Measurements
{
    public static double[] Read()
    {
        using var stream = typeof(Measurements).Assembly.GetManifestResourceStream("cavendish.csv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Skip(1)
            .Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
    }
}
