namespace SymDiff.Benchmarks.Workloads;

/// <summary>The 1-D heat equation, stepped in place between two ends that stay as they are.</summary>
internal static partial class Heat
{
    [Differentiable(nameof(start), nameof(k))]
    public static double Misfit(double[] start, double k, double[] target, int steps)
    {
        var u = new double[start.Length];
        for (int i = 0; i < u.Length; i++)
            u[i] = start[i];
        for (int t = 0; t < steps; t++)
        {
            double left = u[0];
            for (int i = 1; i < u.Length - 1; i++)
            {
                double old = u[i];
                u[i] += k * (left - 2 * old + u[i + 1]);
                left = old;
            }
        }

        double sum = 0;
        for (int i = 0; i < u.Length; i++)
            sum += (u[i] - target[i]) * (u[i] - target[i]);
        return sum;
    }
}
