using MathNet.Numerics.Statistics;

namespace SymDiff.Sample.Checks;

/// <summary>What draws of a random quantity say about its mean and its variance, with standard errors.</summary>
public sealed record Estimate(double Mean, double MeanError, double Variance, double VarianceError)
{
    public static Estimate Of(double[] draws)
    {
        var n = draws.Length;
        var (mean, variance) = draws.MeanVariance();
        var fourthMoment = 0.0;
        foreach (var draw in draws)
        {
            var square = (draw - mean) * (draw - mean);
            fourthMoment += square * square / n;
        }

        // The squared deviations vary by what the fourth moment has beyond the square of the second.
        var spreadOfSquares = Math.Max(0, fourthMoment - variance * variance);
        return new Estimate(mean, Math.Sqrt(variance / n), variance, Math.Sqrt(spreadOfSquares / n));
    }
}
