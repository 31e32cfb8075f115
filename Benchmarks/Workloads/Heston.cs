namespace SymDiff.Benchmarks.Workloads;

/// <summary>The payoff of a call on one path of Heston's model, whose variance is stochastic too.</summary>
internal static partial class Heston
{
    [Differentiable(nameof(s0), nameof(v0), nameof(kappa), nameof(theta), nameof(xi), nameof(rho))]
    public static double Payoff(
        double s0, double v0, double kappa, double theta, double xi, double rho, double strike, double rate, double[] z, double[] w)
    {
        double dt = 1.0 / z.Length;
        double s = s0;
        double v = v0;
        for (int i = 0; i < z.Length; i++)
        {
            double variance = Math.Max(v, 0);
            double root = Math.Sqrt(variance * dt);
            s *= Math.Exp((rate - 0.5 * variance) * dt + root * z[i]);
            v += kappa * (theta - variance) * dt + xi * root * (rho * z[i] + Math.Sqrt(1 - rho * rho) * w[i]);
        }

        return Math.Exp(-rate) * Math.Max(s - strike, 0);
    }
}
