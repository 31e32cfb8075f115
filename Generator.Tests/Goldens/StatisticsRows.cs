using SymDiff.Generator.Tests.Support;
using static SymDiff.Generator.Tests.Support.Dual50;

namespace SymDiff.Generator.Tests.Goldens;

/// <summary>Log densities with respect to all of their parameters, divergences, and losses of statistics and learning.</summary>
internal static class StatisticsRows
{
    public static IReadOnlyList<Golden> All { get; } =
    [
        new("Student's t", 21, 3,
            x => LogGamma((x[3] + 1) / 2) - LogGamma(x[3] / 2) - Log(Dual50.Pi * x[3]) / 2 - Log(x[2])
                - (x[3] + 1) / 2 * Log(1 + Square((x[0] - x[1]) / x[2]) / x[3]),
            x =>
            {
                var (sigma, nu) = (x[2], x[3]);
                var z = (x[0] - x[1]) / sigma;
                var zz = z * z;
                var w = (nu + 1) / (nu + zz);
                var g = w * z / sigma;
                var t = w * zz - 1;
                return [-g, g, t / sigma, 0.5 * (Digamma((nu + 1) * 0.5) - Digamma(nu * 0.5) + t / nu - Log(1 + zz / nu))];
            },
            [[0.3, 0.7, 2, 4], [-2, 2, 1, 1.5]],
            """
            [Differentiable]
            public static double F(double x, double mu, double sigma, double nu)
            {
                double z = (x - mu) / sigma;
                return Calculus.LogGamma((nu + 1) / 2) - Calculus.LogGamma(nu / 2) - 0.5 * Math.Log(Math.PI * nu) - Math.Log(sigma)
                    - (nu + 1) / 2 * Math.Log(1 + z * z / nu);
            }
            """),

        new("divergence of coins", 6, 2,
            x => x[0] * Log(x[0] / x[1]) + (1 - x[0]) * Log((1 - x[0]) / (1 - x[1])),
            x => [Log(x[0] / x[1]) - Log((1 - x[0]) / (1 - x[1])), (1 - x[0]) / (1 - x[1]) - x[0] / x[1]],
            [[0.3, 0.7], [0.5, 0.01], [0.25, 0.25]],
            """
            [Differentiable]
            public static double F(double p, double q) => p * Math.Log(p / q) + (1 - p) * Math.Log((1 - p) / (1 - q));
            """),

        new("inverse Gaussian", 15, 0,
            x => Log(x[2] / (2 * Dual50.Pi * x[0] * x[0] * x[0])) / 2 - x[2] * Square(x[0] - x[1]) / (2 * x[1] * x[1] * x[0]),
            x =>
            {
                var (mu, lambda) = (x[1], x[2]);
                var d = x[0] - mu;
                var u = d / (mu * mu);
                var q = d / x[0];
                return [(lambda * u * (q / 2 - 1) - 1.5) / x[0], lambda * u / mu, (1 / lambda - q * u) / 2];
            },
            [[0.3, 0.7, 2], [5, 2, 0.4]],
            """
            [Differentiable]
            public static double F(double x, double mu, double lambda) =>
                0.5 * Math.Log(lambda / (2 * Math.PI * x * x * x)) - lambda * (x - mu) * (x - mu) / (2 * mu * mu * x);
            """),

        new("complementary log-log link", 1, 2,
            x => 1 - Exp(-Exp(x[0])),
            x => [Exp(x[0] - Exp(x[0]))],
            [[-5], [0], [1.5]],
            """
            [Differentiable]
            public static double F(double x) => 1 - Math.Exp(-Math.Exp(x));
            """),

        new("bivariate normal", 8, 0,
            x => -(x[0] * x[0] - 2 * x[2] * x[0] * x[1] + x[1] * x[1]) / (2 * (1 - x[2] * x[2])),
            x =>
            {
                var q = x[2] * x[2] - 1;
                return [(x[0] - x[2] * x[1]) / q, (x[1] - x[2] * x[0]) / q];
            },
            [[0.3, -0.7, 0.5], [2, 1, -0.9]],
            """
            [Differentiable(nameof(x), nameof(y))]
            public static double F(double x, double y, double rho) => -(x * x - 2 * rho * x * y + y * y) / (2 * (1 - rho * rho));
            """),

        new("harmonic mean of precision and recall", 7, 0,
            x => 2 * x[0] * x[1] / (x[0] + x[1]),
            x =>
            {
                var n = x[0] + x[1];
                var (p, q) = (x[1] / n, x[0] / n);
                return [2 * (p * p), 2 * (q * q)];
            },
            [[0.3, 0.7], [1, 1e-3]],
            """
            [Differentiable]
            public static double F(double p, double r) => 2 * p * r / (p + r);
            """),

        new("softsign", 3, 1,
            x => x[0] / (1 + Abs(x[0])),
            x => [1 / Square(1 + Abs(x[0]))],
            [[-7.5], [0.25], [1e5]],
            """
            [Differentiable]
            public static double F(double x) => x / (1 + Math.Abs(x));
            """),

        new("pseudo-Huber", 4, 1,
            x => x[1] * x[1] * (Sqrt(1 + Square(x[0] / x[1])) - 1),
            x => [x[0] / Sqrt(1 + Square(x[0] / x[1]))],
            [[0.3, 1], [-50, 2]],
            """
            [Differentiable(nameof(x))]
            public static double F(double x, double delta) => delta * delta * (Math.Sqrt(1 + x / delta * (x / delta)) - 1);
            """),

        new("radial basis", 9, 1,
            x => Exp(-Square(x[0] - x[2]) / (2 * x[1] * x[1])),
            x =>
            {
                var d = x[0] - x[2];
                var u = d / (x[1] * x[1]);
                var v = u * d;
                var e = Exp(-0.5 * v);
                return [-e * u, e * v / x[1]];
            },
            [[0.3, 1.5, 0.7], [2, 0.4, 1]],
            """
            [Differentiable(nameof(x), nameof(l))]
            public static double F(double x, double l, double y) => Math.Exp(-(x - y) * (x - y) / (2 * l * l));
            """),

        new("log-logistic", 15, 2,
            x => Log(x[2] / x[1]) + (x[2] - 1) * Log(x[0] / x[1]) - 2 * Log(1 + Pow(x[0] / x[1], x[2])),
            x =>
            {
                var (a, b) = (x[1], x[2]);
                var u = x[0] / a;
                var r = Pow(u, b) / (1 + Pow(u, b));
                var t = 2 * r * b;
                return [(b - t - 1) / x[0], (t - b) / a, 1 / b + Log(u) - 2 * r * Log(u)];
            },
            [[0.3, 1.5, 0.7], [2, 0.4, 3]],
            """
            [Differentiable]
            public static double F(double x, double a, double b) =>
                Math.Log(b / a) + (b - 1) * Math.Log(x / a) - 2 * Math.Log(1 + Math.Pow(x / a, b));
            """),

        new("Fréchet", 12, 2,
            x => Log(x[1] / x[2]) - (1 + x[1]) * Log(x[0] / x[2]) - Pow(x[0] / x[2], -x[1]),
            x =>
            {
                var (a, s) = (x[1], x[2]);
                var u = x[0] / s;
                var p = Pow(u, -a);
                return [(a * p - a - 1) / x[0], 1 / a - Log(u) + p * Log(u), (a - a * p) / s];
            },
            [[0.3, 1.5, 0.7], [2, 0.4, 3]],
            """
            [Differentiable]
            public static double F(double x, double a, double s) => Math.Log(a / s) - (1 + a) * Math.Log(x / s) - Math.Pow(x / s, -a);
            """),

        new("negative binomial", 14, 5,
            x => LogGamma(x[0] + x[2]) - LogGamma(x[2]) - LogGamma(x[0] + 1) + x[2] * Log(x[2] / (x[2] + x[1])) + x[0] * Log(x[1] / (x[2] + x[1])),
            x =>
            {
                var (k, mu, r) = (x[0], x[1], x[2]);
                var w = (k + r) / (r + mu);
                return [Digamma(k + r) - Digamma(k + 1) + Log(mu / (r + mu)), k / mu - w, Digamma(k + r) - w - Digamma(r) + Log(r / (r + mu)) + 1];
            },
            [[3, 1.5, 0.7], [2, 0.4, 3]],
            """
            [Differentiable]
            public static double F(double k, double mu, double r) =>
                Calculus.LogGamma(k + r) - Calculus.LogGamma(r) - Calculus.LogGamma(k + 1) + r * Math.Log(r / (r + mu)) + k * Math.Log(mu / (r + mu));
            """),

        new("squared hinge", 5, 1,
            x => Square(Max(0, 1 - x[1] * x[0])),
            x =>
            {
                var t = -2 * Max(0, 1 - x[1] * x[0]);
                return [t * x[1], t * x[0]];
            },
            [[0.3, 1], [2, 1], [1, 1], [-3, 0.5]],
            """
            [Differentiable]
            public static double F(double p, double y) => Math.Pow(Math.Max(0, 1 - y * p), 2);
            """),

        new("expected improvement", 2, 2,
            x => (x[0] - x[2]) * NormalCdf((x[0] - x[2]) / x[1]) + x[1] * Exp(-Square((x[0] - x[2]) / x[1]) / 2) / Sqrt(2 * Dual50.Pi),
            x => [NormalCdf((x[0] - x[2]) / x[1]), Exp(-Square((x[0] - x[2]) / x[1]) / 2) / Sqrt(2 * Dual50.Pi)],
            [[0.3, 1.5, 0.7], [2, 0.4, 3]],
            """
            [Differentiable(nameof(mu), nameof(sigma))]
            public static double F(double mu, double sigma, double best)
            {
                double z = (mu - best) / sigma;
                return (mu - best) * Calculus.NormalCdf(z) + sigma * Calculus.NormalPdf(z);
            }
            """),

        new("prior at zero", 2, 0,
            x => -Square(x[0]) / 50 - Log(5) - Log(2 * Dual50.Pi) / 2,
            x => [-x[0] / 25],
            [[0.3], [-40], [0]],
            """
            [Differentiable]
            public static double F(double mu) => LogNormal(mu, 0, 5);
            private static double LogNormal(double x, double mean, double deviation)
            {
                double u = (x - mean) / deviation;
                return -0.5 * u * u - Math.Log(deviation) - 0.5 * Math.Log(2 * Math.PI);
            }
            """),
        new("density of a family", 25, 2,
            x => x[2].Value == 0 ? Exp(-Square(x[0] / x[1]) / 2) / x[1] : x[2].Value == 1 ? Exp(-x[0] / x[1]) / x[1] : 1 / (x[1] * (1 + Square(x[0] / x[1]))),
            x =>
            {
                var s = x[1];
                var z = x[0] / s;
                if (x[2].Value == 0)
                {
                    var p = Exp(-z * z / 2) / s / s;
                    return [-p * z, p * (z * z - 1)];
                }

                if (x[2].Value == 1)
                {
                    var p = Exp(-z) / s / s;
                    return [-p, p * (z - 1)];
                }

                var q = 1 + z * z;
                return [-2 * z / (s * s * q * q), (z * z - 1) / (s * s * q * q)];
            },
            [[0.3, 0.7, 0], [0.3, 2, 1], [-2, 0.5, 0], [0.3, 0.7, 2]],
            """
            [Differentiable(nameof(x), nameof(scale))]
            public static double F(double x, double scale, double family)
            {
                if (family == 0)
                {
                    var z = x / scale;
                    return Math.Exp(-0.5 * z * z) / scale;
                }

                if (family == 1)
                    return Math.Exp(-x / scale) / scale;

                var u = x / scale;
                return 1 / (scale * (1 + u * u));
            }
            """),
    ];
}
