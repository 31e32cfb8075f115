using SymDiff.Generator.Tests.Support;
using static SymDiff.Generator.Tests.Support.Dual50;

namespace SymDiff.Generator.Tests.Goldens;

/// <summary>More of the same kind, each derived by hand before it was tried.</summary>
internal static class FurtherRows
{
    private static readonly double[][] Line = [[-7.5], [-1], [-1e-3], [0.25], [1], [3], [20]];

    private static readonly double[][] Located = [[0.3, 0.1, 0.7], [-2, 1.5, 3], [4, 3.5, 0.5]];

    public static IReadOnlyList<Golden> All { get; } =
    [
        new("hinge loss", 7, 1,
            x => (1 - x[3] * (x[0] * x[2] + x[1])).Value.Sign > 0 ? 1 - x[3] * (x[0] * x[2] + x[1]) : 0,
            x =>
            {
                var isInside = (1 - x[3] * (x[0] * x[2] + x[1])).Value.Sign > 0;
                return isInside ? [-(x[2] * x[3]), -x[3]] : [0, 0];
            },
            [[0.3, 0.1, 2, 1], [3, 1, 2, 1], [3, 1, 2, -1]],
            """
            [Differentiable(nameof(w), nameof(b))]
            public static double F(double w, double b, double x, double y) => Math.Max(0, 1 - y * (w * x + b));
            """,
            """
            [Differentiable(nameof(w), nameof(b))]
            public static double F(double w, double b, double x, double y)
            {
                double margin = y * (w * x + b);
                return Math.Max(1 - margin, 0);
            }
            """,
            """
            [Differentiable(nameof(w), nameof(b))]
            public static double F(double w, double b, double x, double y) => -Math.Min(y * (b + x * w) - 1, 0);
            """),

        new("Laplace", 6, 2,
            x => -Abs(x[0] - x[1]) / x[2] - Log(2 * x[2]),
            x =>
            {
                var d = x[0] - x[1];
                var g = Sign(d) / x[2];
                return [-g, g, (Abs(d) / x[2] - 1) / x[2]];
            },
            Located,
            """
            [Differentiable]
            public static double F(double x, double mu, double b) => -Math.Abs(x - mu) / b - Math.Log(2 * b);
            """,
            """
            [Differentiable]
            public static double F(double x, double mu, double b) => Math.Log(1 / (2 * b) * Math.Exp(-Math.Abs(x - mu) / b));
            """),

        new("Cauchy", 10, 0,
            x => -Log(Dual50.Pi * x[2] * (1 + Square((x[0] - x[1]) / x[2]))),
            x =>
            {
                var d = x[0] - x[1];
                var g = 2 * d / (d * d + x[2] * x[2]);
                return [-g, g, (g * d - 1) / x[2]];
            },
            Located,
            """
            [Differentiable]
            public static double F(double x, double mu, double gamma)
            {
                double z = (x - mu) / gamma;
                return -Math.Log(Math.PI * gamma * (1 + z * z));
            }
            """,
            """
            [Differentiable]
            public static double F(double x, double mu, double gamma) =>
                Math.Log(1 / (Math.PI * gamma * (1 + Math.Pow((x - mu) / gamma, 2))));
            """),

        new("Gumbel", 9, 1,
            x => -Log(x[2]) - (x[0] - x[1]) / x[2] - Exp(-(x[0] - x[1]) / x[2]),
            x =>
            {
                var z = (x[0] - x[1]) / x[2];
                var w = 1 - Exp(-z);
                return [-w / x[2], w / x[2], (z * w - 1) / x[2]];
            },
            Located,
            """
            [Differentiable]
            public static double F(double x, double mu, double beta)
            {
                double z = (x - mu) / beta;
                return -Math.Log(beta) - z - Math.Exp(-z);
            }
            """,
            """
            [Differentiable]
            public static double F(double x, double mu, double beta)
            {
                var z = (x - mu) / beta;
                return Math.Log(1 / beta * Math.Exp(-(z + Math.Exp(-z))));
            }
            """),

        new("logistic density", 12, 1,
            x => -(x[0] - x[1]) / x[2] - Log(x[2]) - 2 * Softplus(-(x[0] - x[1]) / x[2]),
            x =>
            {
                var z = (x[0] - x[1]) / x[2];
                var w = 2 * Logistic(z) - 1;
                return [-w / x[2], w / x[2], (z * w - 1) / x[2]];
            },
            Located,
            """
            [Differentiable]
            public static double F(double x, double mu, double s)
            {
                double z = (x - mu) / s;
                return -z - Math.Log(s) - 2 * Math.Log(1 + Math.Exp(-z));
            }
            """,
            """
            [Differentiable]
            public static double F(double x, double mu, double s)
            {
                var z = (x - mu) / s;
                return Math.Log(Math.Exp(-z) / (s * Calculus.Square(1 + Math.Exp(-z))));
            }
            """),

        new("log-normal", 9, 1,
            x => -Square((Log(x[0]) - x[1]) / x[2]) / 2 - Log(x[0] * x[2] * Sqrt(2 * Dual50.Pi)),
            x =>
            {
                var r = (Log(x[0]) - x[1]) / x[2];
                var g = r / x[2];
                return [-(g + 1) / x[0], g, (r * r - 1) / x[2]];
            },
            [[0.3, 0.1, 0.7], [2, -1.5, 3], [40, 3.5, 0.5]],
            """
            [Differentiable]
            public static double F(double x, double mu, double sigma)
            {
                double r = (Math.Log(x) - mu) / sigma;
                return -0.5 * r * r - Math.Log(x * sigma * Math.Sqrt(2 * Math.PI));
            }
            """,
            """
            [Differentiable]
            public static double F(double x, double mu, double sigma) =>
                -Math.Pow((Math.Log(x) - mu) / sigma, 2) / 2 - Math.Log(x) - Math.Log(sigma) - 0.5 * Math.Log(2 * Math.PI);
            """),

        new("Weibull", 11, 2,
            x => Log(x[1] / x[2]) + (x[1] - 1) * Log(x[0] / x[2]) - Pow(x[0] / x[2], x[1]),
            x =>
            {
                var q = x[0] / x[2];
                var w = 1 - Pow(q, x[1]);
                return [(x[1] * w - 1) / x[0], 1 / x[1] + Log(q) * w, -x[1] * w / x[2]];
            },
            [[0.3, 1.5, 0.7], [2, 0.8, 3], [4, 3, 5]],
            """
            [Differentiable]
            public static double F([Positive] double x, [Positive] double k, [Positive] double lambda) =>
                Math.Log(k / lambda) + (k - 1) * Math.Log(x / lambda) - Math.Pow(x / lambda, k);
            """,
            """
            [Differentiable]
            public static double F([Positive] double x, [Positive] double k, [Positive] double lambda)
            {
                double q = x / lambda;
                return Math.Log(k) - Math.Log(lambda) + (k - 1) * Math.Log(q) - Math.Pow(q, k);
            }
            """),

        new("gamma", 7, 3,
            x => x[1] * Log(x[2]) - LogGamma(x[1]) + (x[1] - 1) * Log(x[0]) - x[2] * x[0],
            x =>
            [
                (x[1] - 1) / x[0] - x[2],
                Log(x[2]) - Digamma(x[1]) + Log(x[0]),
                x[1] / x[2] - x[0],
            ],
            [[0.3, 1.5, 0.7], [2, 0.8, 3], [4, 3, 5]],
            """
            [Differentiable]
            public static double F(double x, double alpha, double beta) =>
                alpha * Math.Log(beta) - Calculus.LogGamma(alpha) + (alpha - 1) * Math.Log(x) - beta * x;
            """),

        new("beta", 11, 5,
            x => LogGamma(x[1] + x[2]) - LogGamma(x[1]) - LogGamma(x[2]) + (x[1] - 1) * Log(x[0]) + (x[2] - 1) * Log(1 - x[0]),
            x =>
            {
                var psi = Digamma(x[1] + x[2]);
                return
                [
                    (x[1] - 1) / x[0] - (x[2] - 1) / (1 - x[0]),
                    psi - Digamma(x[1]) + Log(x[0]),
                    psi - Digamma(x[2]) + Log(1 - x[0]),
                ];
            },
            [[0.3, 1.5, 0.7], [0.8, 2, 3]],
            """
            [Differentiable]
            public static double F(double x, double a, double b) =>
                Calculus.LogGamma(a + b) - Calculus.LogGamma(a) - Calculus.LogGamma(b) + (a - 1) * Math.Log(x) + (b - 1) * Math.Log(1 - x);
            """),

        new("Poisson", 2, 0,
            x => x[1] * Log(x[0]) - x[0] - LogGamma(x[1] + 1),
            x => [x[1] / x[0] - 1],
            [[0.3, 0], [5, 3]],
            """
            [Differentiable(nameof(lambda))]
            public static double F(double lambda, double k) => k * Math.Log(lambda) - lambda - Calculus.LogGamma(k + 1);
            """,
            """
            [Differentiable(nameof(lambda))]
            public static double F(double lambda, double k) => Math.Log(Math.Pow(lambda, k) * Math.Exp(-lambda)) - Calculus.LogGamma(k + 1);
            """),

        new("von Mises", 3, 1,
            x => x[2] * Cos(x[0] - x[1]),
            x =>
            {
                var s = x[2] * Sin(x[0] - x[1]);
                return [-s, s];
            },
            Located,
            """
            [Differentiable(nameof(x), nameof(mu))]
            public static double F(double x, double mu, double kappa) => kappa * Math.Cos(x - mu);
            """),

        new("Student's location and scale", 11, 0,
            x => -0.5 * (x[2] + 1) * Log(1 + Square((x[3] - x[0]) / x[1]) / x[2]) - Log(x[1]),
            x =>
            {
                var d = x[3] - x[0];
                var g = (x[2] + 1) * d / (x[2] * x[1] * x[1] + d * d);
                return [g, (g * d - 1) / x[1]];
            },
            [[0.3, 0.7, 4, 1], [-2, 2, 1, 5]],
            """
            [Differentiable(nameof(mu), nameof(sigma))]
            public static double F(double mu, double sigma, double nu, double x)
            {
                double z = (x - mu) / sigma;
                return -0.5 * (nu + 1) * Math.Log(1 + z * z / nu) - Math.Log(sigma);
            }
            """),

        new("divergence of exponentials", 6, 0,
            x => Log(x[0] / x[1]) + x[1] / x[0] - 1,
            x =>
            {
                var u = 1 / x[0];
                return [u - x[1] * u * u, u - 1 / x[1]];
            },
            [[0.3, 0.7], [2, 5], [1, 1]],
            """
            [Differentiable]
            public static double F(double a, double b) => Math.Log(a / b) + b / a - 1;
            """,
            """
            [Differentiable]
            public static double F(double a, double b) => Math.Log(a) - Math.Log(b) + b / a - 1;
            """),

        new("Morse", 8, 1,
            x => x[1] * Square(1 - Exp(-x[2] * (x[0] - x[3]))),
            x =>
            {
                var e = Exp(-x[2] * (x[0] - x[3]));
                return [2 * x[1] * x[2] * e * (1 - e)];
            },
            [[0.3, 0.7, 2, 0.25], [5, 3, 1, 1], [1, 2, 3, 1]],
            """
            [Differentiable(nameof(r))]
            public static double F(double r, double D, double a, double r0)
            {
                double u = 1 - Math.Exp(-a * (r - r0));
                return D * u * u;
            }
            """,
            """
            [Differentiable(nameof(r))]
            public static double F(double r, double D, double a, double r0) => D * Math.Pow(1 - Math.Exp(-a * (r - r0)), 2);
            """),

        new("Coulomb", 5, 0,
            x => x[1] * x[2] * x[3] / x[0],
            x => [-x[1] * x[2] * x[3] / (x[0] * x[0])],
            [[0.3, 9, 2, -0.25], [5, 3, 1, 1]],
            """
            [Differentiable(nameof(r))]
            public static double F(double r, double k, double q1, double q2) => k * q1 * q2 / r;
            """),

        new("Yukawa", 8, 1,
            x => x[1] * Exp(-x[2] * x[0]) / x[0],
            x =>
            {
                var v = x[1] * Exp(-x[2] * x[0]) / x[0];
                return [-v * (x[2] + 1 / x[0])];
            },
            [[0.3, 9, 2], [5, 3, 1]],
            """
            [Differentiable(nameof(r))]
            public static double F(double r, double g, double m) => g * Math.Exp(-m * r) / r;
            """),

        new("pendulum", 6, 1,
            x => 0.5 * x[2] * Square(x[3] * x[1]) + x[2] * x[4] * x[3] * (1 - Cos(x[0])),
            x => [x[2] * x[4] * x[3] * Sin(x[0]), x[2] * x[3] * x[3] * x[1]],
            [[0.3, 9, 2, 1.5, 9.81], [-5, 3, 1, 1, 1]],
            """
            [Differentiable(nameof(theta), nameof(omega))]
            public static double F(double theta, double omega, double m, double l, double g) =>
                0.5 * m * l * l * omega * omega + m * g * l * (1 - Math.Cos(theta));
            """,
            """
            [Differentiable(nameof(theta), nameof(omega))]
            public static double F(double theta, double omega, double m, double l, double g)
            {
                double kinetic = m * Math.Pow(l * omega, 2) / 2;
                double height = l * (1 - Math.Cos(theta));
                return kinetic + m * g * height;
            }
            """),

        new("Himmelblau", 14, 0,
            x => Square(Square(x[0]) + x[1] - 11) + Square(x[0] + Square(x[1]) - 7),
            x =>
            {
                var a = x[0] * x[0] + x[1] - 11;
                var b = x[0] + x[1] * x[1] - 7;
                return [4 * x[0] * a + 2 * b, 2 * a + 4 * x[1] * b];
            },
            [[3, 2], [-2.8, 3.1], [0, 0], [1.5, -2.5]],
            """
            [Differentiable]
            public static double F(double x, double y) => Math.Pow(x * x + y - 11, 2) + Math.Pow(x + y * y - 7, 2);
            """,
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                double a = x * x + y - 11;
                double b = x + y * y - 7;
                return a * a + b * b;
            }
            """),

        new("Ackley", 20, 7,
            x => -20 * Exp(-0.2 * Sqrt((Square(x[0]) + Square(x[1])) / 2)) - Exp((Cos(2 * Dual50.Pi * x[0]) + Cos(2 * Dual50.Pi * x[1])) / 2) + 20,
            x =>
            {
                var n = Sqrt(0.5 * (x[0] * x[0] + x[1] * x[1]));
                var g = 2 * Exp(-0.2 * n) / n;
                var (u, v) = (2 * Dual50.Pi * x[0], 2 * Dual50.Pi * x[1]);
                var h = Dual50.Pi * Exp(0.5 * (Cos(u) + Cos(v)));
                return [g * x[0] + h * Sin(u), g * x[1] + h * Sin(v)];
            },
            [[0.3, -0.7], [2, 5], [1, 0]],
            """
            [Differentiable]
            public static double F(double x, double y) =>
                -20 * Math.Exp(-0.2 * Math.Sqrt(0.5 * (x * x + y * y)))
                - Math.Exp(0.5 * (Math.Cos(2 * Math.PI * x) + Math.Cos(2 * Math.PI * y))) + 20;
            """),

        new("Michaelis–Menten", 7, 0,
            x => x[0] * x[1] / (x[2] + x[1]),
            x =>
            {
                var n = x[2] + x[1];
                var u = x[0] / n;
                return [x[1] / n, u * x[2] / n, -u * (x[1] / n)];
            },
            [[0.3, 0.7, 2], [2, 5, 0.5]],
            """
            [Differentiable]
            public static double F(double V, double S, double K) => V * S / (K + S);
            """,
            """
            [Differentiable]
            public static double F(double V, double S, double K)
            {
                double total = K + S;
                return V * S / total;
            }
            """),

        new("Hill", 7, 2,
            x => x[1] * Pow(x[0], x[3]) / (Pow(x[2], x[3]) + Pow(x[0], x[3])),
            x =>
            {
                var (a, b) = (Pow(x[0], x[3]), Pow(x[2], x[3]));
                var s = a + b;
                return [x[1] * x[3] * a * b / (x[0] * s * s)];
            },
            [[0.3, 0.7, 2, 1.5], [2, 5, 0.5, 4]],
            """
            [Differentiable(nameof(x))]
            public static double F([Positive] double x, double V, [Positive] double K, double n) =>
                V * Math.Pow(x, n) / (Math.Pow(K, n) + Math.Pow(x, n));
            """),

        new("Planck", 9, 2,
            x => Pow(x[0], 3) / (Exp(x[1] * x[0]) - 1),
            x =>
            {
                var u = x[1] * x[0];
                var e = Exp(u);
                return [x[0] * x[0] * (3 - u * e / (e - 1)) / (e - 1)];
            },
            [[0.3, 0.7], [2, 5], [10, 4]],
            """
            [Differentiable(nameof(nu))]
            public static double F(double nu, double a) => nu * nu * nu / (Math.Exp(a * nu) - 1);
            """)
        {
            GradientOnly = [[800, 1], [400, 3]],
        },

        new("thin lens", 9, 0,
            x => 1 / (1 / x[0] - 1 / x[1]),
            x =>
            {
                var q = 1 / (1 / x[0] - 1 / x[1]);
                var (a, b) = (q / x[0], q / x[1]);
                return [a * a, -(b * b)];
            },
            [[0.3, 0.7], [2, 5], [4, 3]],
            """
            [Differentiable]
            public static double F(double f, double d) => 1 / (1 / f - 1 / d);
            """),

        new("Kepler", 3, 2,
            x => x[0] - x[1] * Sin(x[0]),
            x => [1 - x[1] * Cos(x[0]), -Sin(x[0])],
            [[0.3, 0.7], [-2, 0.1], [0, 0.99]],
            """
            [Differentiable]
            public static double F(double E, double e) => E - e * Math.Sin(E);
            """),

        new("softmax cross-entropy", 9, 5,
            x => Log(Exp(x[0]) + Exp(x[1]) + Exp(x[2])) - x[0],
            x =>
            {
                var s = Exp(x[0]) + Exp(x[1]) + Exp(x[2]);
                return [Exp(x[0]) / s - 1, Exp(x[1]) / s, Exp(x[2]) / s];
            },
            [[0.3, 0.7, -1], [-2, 0.1, 5], [1, 1, 1]],
            """
            [Differentiable]
            public static double F(double a, double b, double c) => Math.Log(Math.Exp(a) + Math.Exp(b) + Math.Exp(c)) - a;
            """,
            """
            [Differentiable]
            public static double F(double a, double b, double c)
            {
                double max = Math.Max(a, Math.Max(b, c));
                double sum = Math.Exp(a - max) + Math.Exp(b - max) + Math.Exp(c - max);
                return Math.Log(sum) + max - a;
            }
            """,
            """
            [Differentiable]
            public static double F(double a, double b, double c) => -Math.Log(Math.Exp(a) / (Math.Exp(a) + Math.Exp(b) + Math.Exp(c)));
            """)
        {
            GradientOnly = [[1000, 1000, 999], [-1000, -1000, -1001], [1000, -1000, 0]],
        },

        new("softmax cross-entropy of shares", 13, 5,
            x => -(x[3] * x[0] + x[4] * x[1] + (1 - x[3] - x[4]) * x[2] - Log(Exp(x[0]) + Exp(x[1]) + Exp(x[2]))),
            x =>
            {
                var s = Exp(x[0]) + Exp(x[1]) + Exp(x[2]);
                return [Exp(x[0]) / s - x[3], Exp(x[1]) / s - x[4], Exp(x[2]) / s - (1 - x[3] - x[4])];
            },
            [[0.3, 0.7, -1, 0.5, 0.25], [-2, 0.1, 5, 0, 1]],
            """
            [Differentiable(nameof(a), nameof(b), nameof(c))]
            public static double F(double a, double b, double c, double p, double q)
            {
                double logSum = Math.Log(Math.Exp(a) + Math.Exp(b) + Math.Exp(c));
                return -(p * (a - logSum) + q * (b - logSum) + (1 - p - q) * (c - logSum));
            }
            """),

        new("logistic loss", 6, 1,
            x => Softplus(-x[1] * x[0] * x[2]),
            x => [-(x[1] * x[2]) / (1 + Exp(x[1] * x[0] * x[2]))],
            [[0.3, 1, 2], [-5, -1, 3], [0, 1, 1]],
            """
            [Differentiable(nameof(w))]
            public static double F(double w, double y, double x) => Math.Log(1 + Math.Exp(-y * w * x));
            """,
            """
            [Differentiable(nameof(w))]
            public static double F(double w, double y, double x)
            {
                double margin = y * (w * x);
                return Calculus.Softplus(-margin);
            }
            """)
        {
            GradientOnly = [[1000, 1, 1], [-1000, 1, 1]],
        },

        new("hinge", 5, 0,
            x => x[1] * x[0] * x[2] < 1 ? 1 - x[1] * x[0] * x[2] : 0,
            x => [x[1] * x[0] * x[2] < 1 ? -x[1] * x[2] : 0],
            [[0.3, 1, 2], [-5, -1, 3], [4, 1, 1]],
            """
            [Differentiable(nameof(w))]
            public static double F(double w, double y, double x)
            {
                double margin = 1 - y * w * x;
                return margin > 0 ? margin : 0;
            }
            """),

        new("quantile", 3, 0,
            x => x[1] >= x[0] ? x[2] * (x[1] - x[0]) : (x[2] - 1) * (x[1] - x[0]),
            x => [x[1] >= x[0] ? -x[2] : 1 - x[2]],
            [[0.3, 1, 0.9], [5, -1, 0.1]],
            """
            [Differentiable(nameof(q))]
            public static double F(double q, double y, double tau)
            {
                double d = y - q;
                return d >= 0 ? tau * d : (tau - 1) * d;
            }
            """),

        new("focal", 6, 1,
            x => -Square(1 - x[0]) * Log(x[0]),
            x =>
            {
                var w = 1 - x[0];
                return [w * (2 * Log(x[0]) - w / x[0])];
            },
            [[0.3], [0.9], [1], [1e-5]],
            """
            [Differentiable]
            public static double F(double p) => -Math.Pow(1 - p, 2) * Math.Log(p);
            """,
            """
            [Differentiable]
            public static double F(double p) => -(1 - p) * (1 - p) * Math.Log(p);
            """),

        new("exponential linear unit", 1, 1,
            x => x[0] > 0 ? x[0] : x[1] * (Exp(x[0]) - 1),
            x => [x[0] > 0 ? 1 : x[1] * Exp(x[0])],
            [[0.3, 1], [-2, 1.5], [89, 1], [-89, 1], [710, 1]],
            """
            [Differentiable(nameof(x))]
            public static double F(double x, double alpha) => x > 0 ? x : alpha * (Math.Exp(x) - 1);
            """),

        new("Gaussian error linear unit", 2, 2,
            x => x[0] * NormalCdf(x[0]),
            x => [NormalCdf(x[0]) + x[0] * (Exp(-x[0] * x[0] / 2) / Sqrt(2 * Dual50.Pi))],
            Line,
            """
            [Differentiable]
            public static double F(double x) => x * Calculus.NormalCdf(x);
            """),

        new("swish", 7, 1,
            x => x[0] * Logistic(x[0]),
            x =>
            {
                var p = Logistic(x[0]);
                return [p * (1 + x[0] * (1 - p))];
            },
            [.. Line, [1000], [-1000]],
            """
            [Differentiable]
            public static double F(double x) => x / (1 + Math.Exp(-x));
            """,
            """
            [Differentiable]
            public static double F(double x) => x * Calculus.Logistic(x);
            """),

        new("mish", 8, 3,
            x => x[0] * Tanh(Softplus(x[0])),
            x =>
            {
                var t = Tanh(Softplus(x[0]));
                return [t + x[0] * (1 - t * t) * Logistic(x[0])];
            },
            Line,
            """
            [Differentiable]
            public static double F(double x) => x * Math.Tanh(Calculus.Softplus(x));
            """,
            """
            [Differentiable]
            public static double F(double x) => x * Math.Tanh(Math.Log(1 + Math.Exp(x)));
            """),

        new("drag", 3, 0,
            x => 0.5 * x[2] * x[3] * (x[0] * x[0] + x[1] * x[1]),
            x =>
            {
                var c = x[2] * x[3];
                return [c * x[0], c * x[1]];
            },
            [[0.3, 1, 2, 3], [-2, 1.5, 0.1, 5]],
            """
            [Differentiable(nameof(u), nameof(v))]
            public static double F(double u, double v, double rho, double area) => 0.5 * rho * area * (u * u + v * v);
            """),

        new("relativistic energy", 8, 1,
            x => x[1] * Square(x[2]) / Sqrt(1 - Square(x[0] / x[2])),
            x =>
            {
                var b = x[0] / x[2];
                var g = 1 / Sqrt(1 - b * b);
                return [x[1] * x[0] * g * g * g];
            },
            [[0.3, 1, 1], [2, 4, 3]],
            """
            [Differentiable(nameof(v))]
            public static double F(double v, double m, double c) => m * c * c / Math.Sqrt(1 - v * v / (c * c));
            """),

        // The least that is subtracted has no derivative of its own: the result is the same whatever is subtracted.
        new("soft minimum", 11, 5,
            x => -(x[3] * LogSumExp(LogSumExp(-x[0] / x[3], -x[1] / x[3]), -x[2] / x[3])),
            x =>
            {
                Dual50[] e = [.. x[..3].Select(one => Exp((x[0] - one) / x[3]))];
                return [.. e.Select(one => one / (e[0] + e[1] + e[2]))];
            },
            [[0.3, 1, 2, 0.5], [-2, 1.5, -2, 5], [1, 1, 1, 0.1], [30, 10, 20, 0.02]],
            """
            [Differentiable(nameof(a), nameof(b), nameof(c))]
            public static double F(double a, double b, double c, double gamma)
            {
                var m = Math.Min(a, Math.Min(b, c));
                return m - gamma * Math.Log(Math.Exp((m - a) / gamma) + Math.Exp((m - b) / gamma) + Math.Exp((m - c) / gamma));
            }
            """),
    ];
}
