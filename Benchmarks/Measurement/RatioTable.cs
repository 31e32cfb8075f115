using System.Globalization;

namespace SymDiff.Benchmarks.Measurement;

/// <summary>The ratios, as a table in Markdown.</summary>
internal static class RatioTable
{
    /// <summary>How many times an objective's time its gradient may take.</summary>
    public const double MostPerObjective = 4;

    public static void WriteHead(TextWriter output)
    {
        output.WriteLine("| workload | parameters | generated / by hand | at most | generated / objective | differences / generated | bytes, generated | bytes, by hand |");
        output.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
    }

    public static void Write(TextWriter output, Row row)
    {
        var byHand = row.Generated / row.ByHand;
        var perObjective = row.Generated / row.Objective;
        string[] cells =
        [
            row.Workload.Name,
            row.Workload.Parameters.Length.ToString(CultureInfo.InvariantCulture),
            Marked(byHand, row.Workload.Bar),
            row.Workload.Bar.ToString(CultureInfo.InvariantCulture),
            row.Workload.Partials == row.Workload.Parameters.Length ? Marked(perObjective, MostPerObjective) : Text(perObjective),
            row.Differences is { } differences ? Text(differences / row.Generated) : "",
            row.GeneratedBytes.ToString(CultureInfo.InvariantCulture),
            row.ByHandBytes.ToString(CultureInfo.InvariantCulture),
        ];
        output.WriteLine("| " + string.Join(" | ", cells) + " |");
    }

    // What is over its bar stands out.
    private static string Marked(double ratio, double most) => ratio <= most ? Text(ratio) : $"**{Text(ratio)}**";

    private static string Text(double ratio) => ratio.ToString(ratio < 10 ? "0.00" : "0", CultureInfo.InvariantCulture);
}
