using SymDiff.Benchmarks.Data;
using SymDiff.Benchmarks.Measurement;

namespace SymDiff.Benchmarks.Workloads;

/// <summary>1000 rows, 25 weights and the noise.</summary>
internal sealed class LinearRegressionWorkload : Workload
{
    private const int Count = 1000;
    private const int Width = 25;
    private readonly double[] w = new double[Width];
    private readonly double[] x;
    private readonly double[] y = new double[Count];

    public LinearRegressionWorkload()
        : base("Bayesian linear regression", 1.1, new Draws(7).Normals(Width + 1))
    {
        var draws = new Draws(13);
        x = draws.Normals(Count * Width);
        for (var i = 0; i < Count; i++)
            y[i] = x[i * Width] - x[i * Width + 1] + draws.Normal();
    }

    public override double Objective() => LinearRegression.LogPosterior(Weights(), Parameters[Width], x, y);

    public override void Generated(Span<double> gradient) =>
        gradient[Width] = LinearRegression.LogPosteriorGradient(Weights(), Parameters[Width], x, y, gradient[..Width]);

    public override double GeneratedWithValue(Span<double> gradient)
    {
        (var value, gradient[Width]) = LinearRegression.LogPosteriorValueAndGradient(Weights(), Parameters[Width], x, y, gradient[..Width]);
        return value;
    }

    public override void ByHand(Span<double> gradient) =>
        gradient[Width] = LinearRegressionByHand.Gradient(Weights(), Parameters[Width], x, y, gradient[..Width]);

    private double[] Weights()
    {
        Parameters.AsSpan(0, Width).CopyTo(w);
        return w;
    }
}
