using SymDiff.Benchmarks.Data;
using SymDiff.Benchmarks.Measurement;

namespace SymDiff.Benchmarks.Workloads;

/// <summary>1000 measurements, three parameters.</summary>
internal sealed class CurveFitJacobianWorkload() : Workload("Jacobian of a curve fit", 1.25, [1.2, 0.3, 2.1])
{
    private readonly double[] t = new Draws(29).Normals(1000);
    private readonly double[] y = new Draws(31).Normals(1000);
    private readonly double[] residuals = new double[1000];

    public override int Partials => 3000;

    public override double Objective()
    {
        CurveFit.Residuals(Parameters[0], Parameters[1], Parameters[2], t, y, residuals);
        return residuals[0];
    }

    public override void Generated(Span<double> jacobian) => CurveFit.ResidualsJacobian(Parameters[0], Parameters[1], Parameters[2], t, y, jacobian);

    public override double GeneratedWithValue(Span<double> jacobian)
    {
        Generated(jacobian);
        return Objective();
    }

    public override void ByHand(Span<double> jacobian) => CurveFitByHand.Jacobian(Parameters[0], Parameters[1], Parameters[2], t, jacobian);
}
