namespace SymDiff.Benchmarks.Workloads;

internal static class HestonByHand
{
    /// <summary>The partials of (s₀, v₀, κ, θ, ξ, ρ).</summary>
    public static (double S0, double V0, double Kappa, double Theta, double Xi, double Rho) Gradient(
        double s0, double v0, double kappa, double theta, double xi, double rho, double strike, double rate, ReadOnlySpan<double> z, ReadOnlySpan<double> w)
    {
        w = w[..z.Length];
        // Of the path only v and √(v dt) are needed again: s̄·s is the same at all steps.
        Span<double> variances = stackalloc double[z.Length];
        Span<double> roots = stackalloc double[z.Length];
        var dt = 1.0 / z.Length;
        var complement = Math.Sqrt(1 - rho * rho);
        double exponent = 0, v = v0;
        for (var i = 0; i < z.Length; i++)
        {
            var variance = Math.Max(v, 0);
            var root = Math.Sqrt(variance * dt);
            variances[i] = v;
            roots[i] = root;
            exponent += (rate - 0.5 * variance) * dt + root * z[i];
            v += kappa * (theta - variance) * dt + xi * root * (rho * z[i] + complement * w[i]);
        }

        var s = s0 * Math.Exp(exponent);
        if (s <= strike)
            return default;

        var discount = Math.Exp(-rate);
        var exponentBar = discount * s;
        double vBar = 0, kappaBar = 0, thetaBar = 0, xiBar = 0, rhoBar = 0;
        for (var i = z.Length - 1; i >= 0; i--)
        {
            var noise = rho * z[i] + complement * w[i];
            thetaBar += vBar;
            rhoBar += vBar * roots[i] * (z[i] - rho / complement * w[i]);
            xiBar += vBar * roots[i] * noise;
            var variance = variances[i];
            if (variance <= 0)
            {
                kappaBar += vBar * theta;
                continue;
            }

            kappaBar += vBar * (theta - variance);
            var rootBar = exponentBar * z[i] + vBar * xi * noise;
            vBar += -0.5 * dt * exponentBar - vBar * kappa * dt + rootBar * 0.5 * dt / roots[i];
        }

        return (discount * s / s0, vBar, kappaBar * dt, thetaBar * kappa * dt, xiBar, rhoBar * xi);
    }
}
