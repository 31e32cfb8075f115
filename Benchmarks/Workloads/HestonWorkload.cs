using SymDiff.Benchmarks.Data;
using SymDiff.Benchmarks.Measurement;

namespace SymDiff.Benchmarks.Workloads;

/// <summary>One path of 252 steps.</summary>
internal sealed class HestonWorkload() : Workload("Heston path", 1.5, [100, 0.04, 1.5, 0.05, 0.3, -0.6])
{
    private const int Steps = 252;
    private const double Strike = 60;
    private const double Rate = 0.03;
    private readonly double[] z = new Draws(17).Normals(Steps);
    private readonly double[] w = new Draws(19).Normals(Steps);

    public override double Objective() =>
        Heston.Payoff(Parameters[0], Parameters[1], Parameters[2], Parameters[3], Parameters[4], Parameters[5], Strike, Rate, z, w);

    public override void Generated(Span<double> gradient) => (gradient[0], gradient[1], gradient[2], gradient[3], gradient[4], gradient[5]) =
        Heston.PayoffGradient(Parameters[0], Parameters[1], Parameters[2], Parameters[3], Parameters[4], Parameters[5], Strike, Rate, z, w);

    public override double GeneratedWithValue(Span<double> gradient)
    {
        (var value, (gradient[0], gradient[1], gradient[2], gradient[3], gradient[4], gradient[5])) =
            Heston.PayoffValueAndGradient(Parameters[0], Parameters[1], Parameters[2], Parameters[3], Parameters[4], Parameters[5], Strike, Rate, z, w);
        return value;
    }

    public override void ByHand(Span<double> gradient) => (gradient[0], gradient[1], gradient[2], gradient[3], gradient[4], gradient[5]) =
        HestonByHand.Gradient(Parameters[0], Parameters[1], Parameters[2], Parameters[3], Parameters[4], Parameters[5], Strike, Rate, z, w);
}
