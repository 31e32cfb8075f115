using SymDiff.Benchmarks.Data;
using SymDiff.Benchmarks.Measurement;

namespace SymDiff.Benchmarks.Workloads;

/// <summary>1000 rows, 25 weights: XᵀDX.</summary>
internal sealed class LogisticRegressionHessianWorkload : Workload
{
    private const int Count = 1000;
    private const int Width = 25;
    private readonly double[] x;
    private readonly double[] y = new double[Count];
    private readonly double[] gradient = new double[Width];

    public LogisticRegressionHessianWorkload()
        : base("Hessian of a logistic regression", 1.25, new Draws(7).Normals(Width))
    {
        var draws = new Draws(11);
        x = draws.Normals(Count * Width);
        for (var i = 0; i < Count; i++)
            y[i] = x[i * Width] + draws.Normal() > 0 ? 1 : -1;
    }

    public override int Partials => Width * Width;

    public override double Objective() => LogisticRegression.Energy(Parameters, x, y);

    public override void Generated(Span<double> hessian) => LogisticRegression.EnergyHessian(Parameters, x, y, hessian);

    public override double GeneratedWithValue(Span<double> hessian) => LogisticRegression.EnergyValueGradientAndHessian(Parameters, x, y, gradient, hessian);

    public override void ByHand(Span<double> hessian) => LogisticRegressionByHand.Hessian(Parameters, x, y, hessian);
}
