using SymDiff.Benchmarks.Data;
using SymDiff.Benchmarks.Measurement;

namespace SymDiff.Benchmarks.Workloads;

/// <summary>1000 data, mean and deviation.</summary>
internal sealed class LogDensityHessianWorkload() : Workload("Hessian of a log density", 1.25, [0.3, 1.4])
{
    private readonly double[] x = new Draws(19).Normals(1000);

    public override int Partials => 3;

    public override double Objective() => LogDensity.OfData(Parameters[0], Parameters[1], x);

    public override void Generated(Span<double> hessian) => (hessian[0], hessian[1], hessian[2]) = LogDensity.OfDataHessian(Parameters[0], Parameters[1], x);

    public override double GeneratedWithValue(Span<double> hessian)
    {
        (var value, _, (hessian[0], hessian[1], hessian[2])) = LogDensity.OfDataValueGradientAndHessian(Parameters[0], Parameters[1], x);
        return value;
    }

    public override void ByHand(Span<double> hessian) => (hessian[0], hessian[1], hessian[2]) = LogDensityByHand.Hessian(Parameters[0], Parameters[1], x);
}
