using System.Buffers;

namespace SymDiff.Benchmarks.Workloads;

internal static class HeatByHand
{
    /// <summary>The partials of the start are filled in, that of k is returned.</summary>
    public static double Gradient(ReadOnlySpan<double> start, double k, ReadOnlySpan<double> target, int steps, Span<double> gradient)
    {
        var n = start.Length;
        var rented = ArrayPool<double>.Shared.Rent(n * (steps + 1));
        Span<double> states = rented;
        start.CopyTo(states);
        for (var t = 0; t < steps; t++)
            Step(states.Slice(t * n, n), states.Slice((t + 1) * n, n), k);

        var bar = gradient[..n];
        var last = states.Slice(steps * n, n);
        for (var i = 0; i < bar.Length; i++)
            bar[i] = 2 * (last[i] - target[i]);
        double kBar = 0;
        for (var t = steps - 1; t >= 0; t--)
            kBar += StepBack(states.Slice(t * n, n), bar, k);
        ArrayPool<double>.Shared.Return(rented);
        return kBar;
    }

    private static void Step(ReadOnlySpan<double> before, Span<double> after, double k)
    {
        after = after[..before.Length];
        after[0] = before[0];
        after[^1] = before[^1];
        for (var i = 1; i < before.Length - 1; i++)
            after[i] = before[i] + k * (before[i - 1] - 2 * before[i] + before[i + 1]);
    }

    // The step is symmetric but at the ends, which hear from their neighbours and do not pass it on.
    private static double StepBack(ReadOnlySpan<double> before, Span<double> bar, double k)
    {
        bar = bar[..before.Length];
        double kBar = 0, left = 0;
        var here = bar[1];
        bar[0] += k * here;
        for (var i = 1; i < before.Length - 2; i++)
        {
            kBar += here * (before[i - 1] - 2 * before[i] + before[i + 1]);
            var right = bar[i + 1];
            bar[i] = here + k * (left - 2 * here + right);
            (left, here) = (here, right);
        }

        kBar += here * (before[^3] - 2 * before[^2] + before[^1]);
        bar[^2] = here + k * (left - 2 * here);
        bar[^1] += k * here;
        return kBar;
    }
}
