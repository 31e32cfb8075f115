using SymDiff.Benchmarks.Data;
using SymDiff.Benchmarks.Measurement;

namespace SymDiff.Benchmarks.Workloads;

/// <summary>256 cells, 1000 steps.</summary>
internal sealed class HeatWorkload() : Workload("heat equation", 1.5, [.. new Draws(3).Normals(Cells), 0.2])
{
    private const int Cells = 256;
    private const int Steps = 1000;
    private readonly double[] start = new double[Cells];
    private readonly double[] target = new Draws(5).Normals(Cells);

    public override double Objective() => Heat.Misfit(Start(), Parameters[Cells], target, Steps);

    public override void Generated(Span<double> gradient) => gradient[Cells] = Heat.MisfitGradient(Start(), Parameters[Cells], target, Steps, gradient[..Cells]);

    public override double GeneratedWithValue(Span<double> gradient)
    {
        (var value, gradient[Cells]) = Heat.MisfitValueAndGradient(Start(), Parameters[Cells], target, Steps, gradient[..Cells]);
        return value;
    }

    public override void ByHand(Span<double> gradient) => gradient[Cells] = HeatByHand.Gradient(Start(), Parameters[Cells], target, Steps, gradient[..Cells]);

    private double[] Start()
    {
        Parameters.AsSpan(0, Cells).CopyTo(start);
        return start;
    }
}
