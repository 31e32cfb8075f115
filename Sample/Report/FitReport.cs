using Spectre.Console;
using SymDiff.Sample.Fit;

namespace SymDiff.Sample.Report;

/// <summary>The way of an ascent to the posterior, on the console.</summary>
public static class FitReport
{
    private static readonly int[] Shown = [0, 1, 10, 20, 50, 100, 200, 500, 1000, 1500, Ascent.Steps];

    public static void Write(IAnsiConsole console, DensityOfTheEarth fit)
    {
        var earth = fit.Earth;
        var logEvidence = earth.LogEvidence();
        var table = new Table().Border(TableBorder.Simple).Expand();
        foreach (var heading in new[] { "step", "μ", "σ", "F(q)", "log p(x) − F(q)", "the same, total derivative" })
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        foreach (var step in Shown)
        {
            var (_, mu, sigma, freeEnergy) = fit.Path[step];
            table.AddRow(
                $"{step}", $"{mu:0.000000}", $"{sigma:0.000000}", $"{freeEnergy:0.000000}",
                $"{logEvidence - freeEnergy:0.0e+0}", $"{logEvidence - fit.Total[step].FreeEnergy:0.0e+0}");
        }

        table.AddEmptyRow();
        table.AddRow(
            "exact", $"{earth.PosteriorMean:0.000000}", $"{earth.PosteriorStdDev:0.000000}", $"{logEvidence:0.000000}", "0", "0");
        console.Write(table);
    }
}
