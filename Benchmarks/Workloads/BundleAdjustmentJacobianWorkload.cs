using SymDiff.Benchmarks.Data;
using SymDiff.Benchmarks.Measurement;

namespace SymDiff.Benchmarks.Workloads;

/// <summary>The Jacobians of all observations: two rows of fifteen for each.</summary>
internal sealed class BundleAdjustmentJacobianWorkload : Workload
{
    private const int Count = 256;
    private const int Camera = 11;
    private const int Point = 3;
    private const int Each = Camera + Point + 1;
    private readonly double u;
    private readonly double v;

    public BundleAdjustmentJacobianWorkload()
        : base("Jacobian of a bundle adjustment", 1.25, new double[Count * Each])
    {
        var numbers = Numbers.Of("ba1_n49_m7776_p31843.txt");
        numbers.Reals(3);
        var first = numbers.Reals(Each);
        (u, v) = (numbers.Real(), numbers.Real());
        var draws = new Draws(23);
        for (var i = 0; i < Parameters.Length; i++)
            Parameters[i] = first[i % Each] * (i < Each ? 1 : 1 + 0.01 * draws.Uniform());
        // One camera is not turned at all, so that both branches are held to account.
        Parameters.AsSpan((Count - 1) * Each, 3).Clear();
    }

    public override int Partials => 2 * Count * Each;

    // The published Jacobian of the first observation, row by row.
    public override (double Value, double[] Gradient)? Published
    {
        get
        {
            var numbers = Numbers.Of("ba1_n49_m7776_p31843.expected.txt");
            var (e1, _) = (numbers.Real(), numbers.Real());
            return (e1, [.. numbers.Reals(Each), .. numbers.Reals(Each)]);
        }
    }

    public override double PublishedObjective() => Errors(0).E1;

    public override double Objective()
    {
        double sum = 0;
        for (var i = 0; i < Count; i++)
        {
            var (e1, e2) = Errors(i);
            sum += e1 + e2;
        }

        return sum;
    }

    public override void Generated(Span<double> jacobian)
    {
        for (var i = 0; i < Count; i++)
        {
            var own = Own(i);
            BundleAdjustment.ErrorsJacobian(own[..Camera], own.Slice(Camera, Point), own[^1], u, v, jacobian.Slice(2 * i * Each, 2 * Each));
        }
    }

    public override double GeneratedWithValue(Span<double> jacobian)
    {
        Generated(jacobian);
        return Objective();
    }

    public override void ByHand(Span<double> jacobian)
    {
        for (var i = 0; i < Count; i++)
        {
            var own = Own(i);
            BundleAdjustmentJacobianByHand.Jacobian(own[..Camera], own.Slice(Camera, Point), own[^1], u, v, jacobian.Slice(2 * i * Each, 2 * Each));
        }
    }

    private (double E1, double E2) Errors(int i)
    {
        var own = Own(i);
        return BundleAdjustment.Errors(own[..Camera], own.Slice(Camera, Point), own[^1], u, v);
    }

    private ReadOnlySpan<double> Own(int i) => Parameters.AsSpan(i * Each, Each);
}
