using SymDiff.Benchmarks.Data;
using SymDiff.Benchmarks.Measurement;

namespace SymDiff.Benchmarks.Workloads;

/// <summary>ADBench's observation, and 255 like it.</summary>
internal sealed class BundleAdjustmentWorkload : Workload
{
    private const int Count = 256;
    private const int Camera = 11;
    private const int Point = 3;
    private const int Each = Camera + Point + 1;
    private readonly double u;
    private readonly double v;

    public BundleAdjustmentWorkload()
        : base("bundle adjustment", 1.25, new double[Count * Each])
    {
        var numbers = Numbers.Of("ba1_n49_m7776_p31843.txt");
        numbers.Reals(3);
        var first = numbers.Reals(Each);
        (u, v) = (numbers.Real(), numbers.Real());
        // The others are moved a little: a processor that sees one observation again and again learns it by heart.
        var draws = new Draws(23);
        for (var i = 0; i < Parameters.Length; i++)
            Parameters[i] = first[i % Each] * (i < Each ? 1 : 1 + 0.01 * draws.Uniform());
        // One camera is not turned at all, so that both branches are held to account.
        Parameters.AsSpan((Count - 1) * Each, 3).Clear();
    }

    // The gradient of half the square is the error times its Jacobian.
    public override (double Value, double[] Gradient)? Published
    {
        get
        {
            var numbers = Numbers.Of("ba1_n49_m7776_p31843.expected.txt");
            var (e1, e2) = (numbers.Real(), numbers.Real());
            double[] first = numbers.Reals(Each), second = numbers.Reals(Each);
            return (0.5 * (e1 * e1 + e2 * e2), [.. first.Zip(second, (one, other) => e1 * one + e2 * other)]);
        }
    }

    public override double PublishedObjective() => Objective(0);

    public override double Objective()
    {
        double sum = 0;
        for (var i = 0; i < Count; i++)
            sum += Objective(i);
        return sum;
    }

    public override void Generated(Span<double> gradient)
    {
        for (var i = 0; i < Count; i++)
        {
            var own = Own(i);
            var bar = gradient.Slice(i * Each, Each);
            bar[^1] = BundleAdjustment.MisfitGradient(own[..Camera], own.Slice(Camera, Point), own[^1], u, v, bar[..Camera], bar.Slice(Camera, Point));
        }
    }

    public override double GeneratedWithValue(Span<double> gradient)
    {
        double sum = 0;
        for (var i = 0; i < Count; i++)
        {
            var own = Own(i);
            var bar = gradient.Slice(i * Each, Each);
            (var value, bar[^1]) =
                BundleAdjustment.MisfitValueAndGradient(own[..Camera], own.Slice(Camera, Point), own[^1], u, v, bar[..Camera], bar.Slice(Camera, Point));
            sum += value;
        }

        return sum;
    }

    public override void ByHand(Span<double> gradient)
    {
        for (var i = 0; i < Count; i++)
        {
            var own = Own(i);
            var bar = gradient.Slice(i * Each, Each);
            bar[^1] = BundleAdjustmentByHand.Gradient(own[..Camera], own.Slice(Camera, Point), own[^1], u, v, bar[..Camera], bar.Slice(Camera, Point));
        }
    }

    private double Objective(int i)
    {
        var own = Own(i);
        return BundleAdjustment.Misfit(own[..Camera], own.Slice(Camera, Point), own[^1], u, v);
    }

    private ReadOnlySpan<double> Own(int i) => Parameters.AsSpan(i * Each, Each);
}
