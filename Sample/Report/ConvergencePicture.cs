using ScottPlot;
using SymDiff.Sample.Fit;

namespace SymDiff.Sample.Report;

/// <summary>Three panels over the steps of the ascent: μ ± σ, F(q) under log p(x), and the gap between them for both gradients.</summary>
public static class ConvergencePicture
{
    private static readonly Color Fitted = Color.FromHex("#1f77b4"), Exact = Color.FromHex("#d62728"), Other = Color.FromHex("#ff7f0e");

    public static void Save(DensityOfTheEarth fit, string path)
    {
        var panels = new Multiplot();
        panels.AddPlots(3);
        panels.Layout = new ScottPlot.MultiplotLayouts.Columns();
        Parameters(panels.GetPlot(0), fit);
        FreeEnergy(panels.GetPlot(1), fit);
        Gap(panels.GetPlot(2), fit);
        panels.SavePng(path, 1650, 520);
    }

    private static void Parameters(Plot plot, DensityOfTheEarth fit)
    {
        var (steps, earth) = (LogSteps(fit.Path), fit.Earth);
        var band = plot.Add.FillY(
            steps, [.. fit.Path.Skip(1).Select(at => at.Mu - at.Sigma)], [.. fit.Path.Skip(1).Select(at => at.Mu + at.Sigma)]);
        band.FillColor = Fitted.WithAlpha(0.2);
        band.LineWidth = 0;
        band.LegendText = "μ ± σ";
        Line(plot, steps, fit.Path.Select(at => at.Mu), Fitted, "μ");
        Level(plot, earth.PosteriorMean, $"posterior {earth.PosteriorMean:0.000} ± {earth.PosteriorStdDev:0.000}", LinePattern.Dashed);
        Level(plot, earth.PosteriorMean - earth.PosteriorStdDev, "", LinePattern.Dotted);
        Level(plot, earth.PosteriorMean + earth.PosteriorStdDev, "", LinePattern.Dotted);
        Dress(plot, "q(z) = N(μ, σ²)", "density of the Earth, water = 1", Alignment.LowerRight);
    }

    private static void FreeEnergy(Plot plot, DensityOfTheEarth fit)
    {
        var logEvidence = fit.Earth.LogEvidence();
        Line(plot, LogSteps(fit.Path), fit.Path.Select(at => at.FreeEnergy), Fitted, "F(q)");
        Level(plot, logEvidence, $"log p(x) = {logEvidence:0.000}", LinePattern.Dashed);
        Dress(plot, "Free energy", "nats", Alignment.LowerRight);

        // It begins thousands below, which the third panel shows; here the last of the climb is to be seen.
        plot.Axes.SetLimitsY(-25, 1.5);
    }

    private static void Gap(Plot plot, DensityOfTheEarth fit)
    {
        var logEvidence = fit.Earth.LogEvidence();
        // Rounding leaves nothing to be seen below 1e-12.
        double LogGap(Standing at) => Math.Log10(Math.Max(1e-12, logEvidence - at.FreeEnergy));
        Line(plot, LogSteps(fit.Total), fit.Total.Select(LogGap), Other, "total derivative");
        Line(plot, LogSteps(fit.Path), fit.Path.Select(LogGap), Fitted, "path derivative");
        Dress(plot, "KL(q ‖ posterior) = log p(x) − F(q)", "nats", Alignment.LowerLeft);
        plot.Axes.Left.TickGenerator = Decades();
    }

    private static double[] LogSteps(IReadOnlyList<Standing> standings) => [.. standings.Skip(1).Select(at => Math.Log10(at.Step))];

    private static void Line(Plot plot, double[] steps, IEnumerable<double> values, Color color, string name)
    {
        var line = plot.Add.ScatterLine(steps, [.. values.Skip(1)], color);
        line.LineWidth = 2;
        line.LegendText = name;
    }

    private static void Level(Plot plot, double value, string name, LinePattern pattern)
    {
        var line = plot.Add.HorizontalLine(value, 1.5f, Exact, pattern);
        line.LegendText = name;
    }

    private static void Dress(Plot plot, string title, string vertical, Alignment legend)
    {
        plot.Title(title);
        plot.XLabel("step");
        plot.YLabel(vertical);
        plot.Axes.Bottom.TickGenerator = Decades();
        plot.Axes.AutoScale();
        plot.Axes.SetLimitsX(0, Math.Log10(Ascent.Steps));
        plot.ShowLegend(legend);
    }

    private static ScottPlot.TickGenerators.NumericAutomatic Decades() => new()
    {
        IntegerTicksOnly = true,
        MinorTickGenerator = new ScottPlot.TickGenerators.LogMinorTickGenerator(),
        LabelFormatter = power => power is >= 0 and <= 4 ? $"{Math.Pow(10, power):0}" : $"1e{power:0}",
    };
}
