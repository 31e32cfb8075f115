using SymDiff.Benchmarks.Data;
using SymDiff.Benchmarks.Measurement;

namespace SymDiff.Benchmarks.Workloads;

/// <summary>64 × 64, of which three diagonals are not zero.</summary>
internal sealed class RosenbrockHessianWorkload() : Workload("Hessian of Rosenbrock's function", 1.25, new Draws(5).Normals(64))
{
    private readonly double[] gradient = new double[64];

    public override int Partials => 64 * 64;

    public override double Objective() => Rosenbrock.Valley(Parameters);

    public override void Generated(Span<double> hessian) => Rosenbrock.ValleyHessian(Parameters, hessian);

    public override double GeneratedWithValue(Span<double> hessian) => Rosenbrock.ValleyValueGradientAndHessian(Parameters, gradient, hessian);

    public override void ByHand(Span<double> hessian) => RosenbrockByHand.Hessian(Parameters, hessian);
}
