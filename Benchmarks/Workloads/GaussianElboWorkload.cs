using SymDiff.Benchmarks.Data;
using SymDiff.Benchmarks.Measurement;

namespace SymDiff.Benchmarks.Workloads;

/// <summary>A million draws.</summary>
internal sealed class GaussianElboWorkload(bool isPath) : Workload(isPath ? "ELBO, path derivative" : "ELBO, total derivative", 1.1, [0.4, 1.3])
{
    private static readonly double[] epsilon = new Draws(1731).Normals(1_000_000);

    public override double Objective() =>
        isPath ? GaussianElbo.Path(Parameters[0], Parameters[1], epsilon) : GaussianElbo.Total(Parameters[0], Parameters[1], epsilon);

    public override void Generated(Span<double> gradient) => (gradient[0], gradient[1]) = isPath
        ? GaussianElbo.PathGradient(Parameters[0], Parameters[1], epsilon)
        : GaussianElbo.TotalGradient(Parameters[0], Parameters[1], epsilon);

    public override double GeneratedWithValue(Span<double> gradient)
    {
        var (value, partials) = isPath
            ? GaussianElbo.PathValueAndGradient(Parameters[0], Parameters[1], epsilon)
            : GaussianElbo.TotalValueAndGradient(Parameters[0], Parameters[1], epsilon);
        (gradient[0], gradient[1]) = partials;
        return value;
    }

    public override void ByHand(Span<double> gradient) => (gradient[0], gradient[1]) = isPath
        ? GaussianElboByHand.Path(Parameters[0], Parameters[1], epsilon)
        : GaussianElboByHand.Total(Parameters[0], Parameters[1], epsilon);
}
