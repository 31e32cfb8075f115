using SymDiff.Benchmarks.Data;
using SymDiff.Benchmarks.Measurement;

namespace SymDiff.Benchmarks.Workloads;

/// <summary>The mean over a million draws, by the generated loop.</summary>
internal sealed class MonteCarloElboWorkload() : Workload("ELBO, mean over draws", 1.1, [0.4, 1.3])
{
    private static readonly double[] epsilon = new Draws(1731).Normals(1_000_000);

    public override double Objective()
    {
        var (mu, sigma) = (Parameters[0], Parameters[1]);
        var sum = 0.0;
        foreach (var e in epsilon)
            sum += MonteCarloElbo.Term(mu, sigma, e);
        return sum / epsilon.Length;
    }

    public override void Generated(Span<double> gradient) => (gradient[0], gradient[1]) = MonteCarloElbo.TermMonteCarloGradient(Parameters[0], Parameters[1], epsilon);

    public override double GeneratedWithValue(Span<double> gradient)
    {
        Generated(gradient);
        return Objective();
    }

    public override void ByHand(Span<double> gradient) => (gradient[0], gradient[1]) = MonteCarloElboByHand.Term(Parameters[0], Parameters[1], epsilon);
}
