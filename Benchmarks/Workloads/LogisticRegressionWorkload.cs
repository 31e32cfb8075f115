using SymDiff.Benchmarks.Data;
using SymDiff.Benchmarks.Measurement;

namespace SymDiff.Benchmarks.Workloads;

/// <summary>1000 rows, 25 weights.</summary>
internal sealed class LogisticRegressionWorkload : Workload
{
    private const int Count = 1000;
    private const int Width = 25;
    private readonly double[] x;
    private readonly double[] y = new double[Count];

    public LogisticRegressionWorkload()
        : base("Bayesian logistic regression", 1.1, new Draws(7).Normals(Width))
    {
        var draws = new Draws(11);
        x = draws.Normals(Count * Width);
        for (var i = 0; i < Count; i++)
            y[i] = x[i * Width] + draws.Normal() > 0 ? 1 : -1;
    }

    public override double Objective() => LogisticRegression.Energy(Parameters, x, y);

    public override void Generated(Span<double> gradient) => LogisticRegression.EnergyGradient(Parameters, x, y, gradient);

    public override double GeneratedWithValue(Span<double> gradient) => LogisticRegression.EnergyValueAndGradient(Parameters, x, y, gradient);

    public override void ByHand(Span<double> gradient) => LogisticRegressionByHand.Gradient(Parameters, x, y, gradient);
}
