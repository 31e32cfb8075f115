using SymDiff.Generator.Tests.Support;
using static SymDiff.Generator.Tests.Support.Dual50;

namespace SymDiff.Generator.Tests.Goldens;

/// <summary>
/// The standard. Functions of statistics, learning and physics; beside each the derivative that a textbook gives, and what it costs as written there.
/// </summary>
internal static class Rows
{
    private static readonly Dual50 LogRootTwoPi = Log(2 * Dual50.Pi) / 2;

    private static readonly double[][] Line = [[-7.5], [-1], [-1e-3], [0], [0.25], [1], [3], [20]];

    public static IReadOnlyList<Golden> All { get; } =
    [
        new("log ratio of normals", 4, 0,
            x => -Square((x[0] - x[1]) / x[2]) / 2 - Log(x[2]) + Square(x[0]) / 2,
            x => [x[0] - (x[0] - x[1]) / (x[2] * x[2])],
            [[0.3, 0.1, 0.7], [-2, 1.5, 3], [4, 4, 0.5], [0, 0, 1]],
            """
            [Differentiable(nameof(z))]
            public static double F(double z, double mu, double sigma) =>
                Math.Log(1 / (Math.Sqrt(2 * Math.PI) * sigma) * Math.Exp(-(z - mu) * (z - mu) / (2 * sigma * sigma)))
                - Math.Log(1 / Math.Sqrt(2 * Math.PI) * Math.Exp(-z * z / 2));
            """,
            """
            [Differentiable(nameof(z))]
            public static double F(double z, double mu, double sigma) => LogNormal(z, mu, sigma) - LogNormal(z, 0, 1);

            private static double LogNormal(double x, double mean, double deviation) =>
                Math.Log(1 / (Math.Sqrt(2 * Math.PI) * deviation) * Math.Exp(-Math.Pow(x - mean, 2) / (2 * Math.Pow(deviation, 2))));
            """,
            """
            [Differentiable(nameof(z))]
            public static double F(double z, double mu, double sigma)
            {
                double q = Density(z, mu, sigma);
                double p = Density(z, 0, 1);
                return Math.Log(q) - Math.Log(p);
            }

            private static double Density(double x, double mean, double deviation)
            {
                double u = (x - mean) / deviation;
                double norm = Math.Sqrt(2 * Math.PI) * deviation;
                return Math.Exp(-0.5 * u * u) / norm;
            }
            """,
            """
            [Differentiable(nameof(z))]
            public static double F(double z, double mu, double sigma)
            {
                double logQ = Math.Log(Math.Exp(-Calculus.Square(z - mu) / (2 * Calculus.Square(sigma))) / (Math.Sqrt(2 * Math.PI) * sigma));
                double logP = Math.Log(Math.Exp(-Calculus.Square(z) / 2) / Math.Sqrt(2 * Math.PI));
                return logQ - logP;
            }
            """,
            """
            [Differentiable(nameof(z))]
            public static double F(double z, double mu, double sigma)
            {
                double variance = sigma * sigma;
                double ratio = 1 / Math.Sqrt(2 * Math.PI * variance) * Math.Exp(-Math.Pow(z - mu, 2) / (2 * variance))
                    / (1 / Math.Sqrt(2 * Math.PI) * Math.Exp(-0.5 * z * z));
                return Math.Log(ratio);
            }
            """)
        {
            GradientOnly = [[60, 0, 1], [60, 1, 0.5], [-60, 2, 0.3], [1e6, 3, 1e-2]],
        },

        new("path term", 5, 0,
            x => PathTerm(x[0], x[1], x[2]),
            x =>
            {
                var (mu, sigma, epsilon) = (x[0], x[1], x[2]);
                var zBar = mu + sigma * epsilon - epsilon / sigma;
                return [zBar, zBar * epsilon];
            },
            [[0.3, 0.7, 0.1], [-2, 3, 1.5], [0, 1, -2], [5, 0.01, 0.5]],
            """
            [Differentiable(nameof(mu), nameof(sigma))]
            public static double F(double mu, double sigma, double epsilon)
            {
                double z = mu + sigma * epsilon;
                return LogNormal(z, Calculus.StopGradient(mu), Calculus.StopGradient(sigma)) - LogNormal(z, 0, 1);
            }

            private static double LogNormal(double x, double mean, double deviation) =>
                -0.5 * (x - mean) * (x - mean) / (deviation * deviation) - Math.Log(deviation) - 0.5 * Math.Log(2 * Math.PI);
            """,
            """
            [Differentiable(nameof(mu), nameof(sigma))]
            public static double F(double mu, double sigma, double epsilon)
            {
                double z = mu + sigma * epsilon;
                double m = Calculus.StopGradient(mu);
                double s = Calculus.StopGradient(sigma);
                double logQ = Math.Log(1 / (Math.Sqrt(2 * Math.PI) * s) * Math.Exp(-Math.Pow(z - m, 2) / (2 * Math.Pow(s, 2))));
                double logP = Math.Log(1 / Math.Sqrt(2 * Math.PI) * Math.Exp(-Math.Pow(z, 2) / 2));
                return logQ - logP;
            }
            """,
            """
            [Differentiable(nameof(mu), nameof(sigma))]
            public static double F(double mu, [Positive] double sigma, double epsilon)
            {
                var z = sigma * epsilon + mu;
                return -Calculus.Square((z - Calculus.StopGradient(mu)) / Calculus.StopGradient(sigma)) / 2 - Math.Log(Calculus.StopGradient(sigma))
                    + Calculus.Square(z) / 2;
            }
            """)
        {
            WithRespectTo = [0, 1],
            GradientOnly = [[0, 1, 60], [3, 0.5, -60]],
        },

        new("full term", 5, 0,
            x => FullTerm(x[0], x[1], x[2]),
            x =>
            {
                var z = x[0] + x[1] * x[2];
                return [z, z * x[2] - 1 / x[1]];
            },
            [[0.3, 0.7, 0.1], [-2, 3, 1.5], [0, 1, -2], [5, 0.01, 0.5]],
            """
            [Differentiable(nameof(mu), nameof(sigma))]
            public static double F(double mu, double sigma, double epsilon)
            {
                double z = mu + sigma * epsilon;
                return LogNormal(z, mu, sigma) - LogNormal(z, 0, 1);
            }

            private static double LogNormal(double x, double mean, double deviation) =>
                -0.5 * (x - mean) * (x - mean) / (deviation * deviation) - Math.Log(deviation) - 0.5 * Math.Log(2 * Math.PI);
            """,
            """
            [Differentiable(nameof(mu), nameof(sigma))]
            public static double F(double mu, double sigma, double epsilon)
            {
                double z = mu + sigma * epsilon;
                double logQ = Math.Log(1 / (Math.Sqrt(2 * Math.PI) * sigma) * Math.Exp(-Math.Pow(z - mu, 2) / (2 * Math.Pow(sigma, 2))));
                double logP = Math.Log(1 / Math.Sqrt(2 * Math.PI) * Math.Exp(-Math.Pow(z, 2) / 2));
                return logQ - logP;
            }
            """,
            """
            [Differentiable(nameof(mu), nameof(sigma))]
            public static double F(double mu, [Positive] double sigma, double epsilon)
            {
                var z = sigma * epsilon + mu;
                return -Calculus.Square((z - mu) / sigma) / 2 - Math.Log(sigma) + Calculus.Square(z) / 2;
            }
            """)
        {
            WithRespectTo = [0, 1],
            GradientOnly = [[0, 1, 60], [3, 0.5, -60]],
        },

        new("divergence from the standard normal", 2, 0,
            x => (Square(x[1]) + Square(x[0]) - Log(Square(x[1])) - 1) / 2,
            x => [x[0], x[1] - 1 / x[1]],
            [[0.3, 0.7], [-2, 3], [0, 1], [1e5, 1e-4]],
            """
            [Differentiable]
            public static double F(double mu, double sigma) => 0.5 * (sigma * sigma + mu * mu - Math.Log(sigma * sigma) - 1);
            """,
            """
            [Differentiable]
            public static double F(double mu, double sigma) => (Math.Pow(sigma, 2) + Math.Pow(mu, 2) - Math.Log(Math.Pow(sigma, 2)) - 1) / 2;
            """,
            """
            [Differentiable]
            public static double F(double mu, double sigma)
            {
                double variance = Calculus.Square(sigma);
                double sum = variance + Calculus.Square(mu);
                sum -= Math.Log(variance);
                return 0.5 * (sum - 1);
            }
            """,
            """
            [Differentiable]
            public static double F(double mu, double sigma) => (sigma * sigma + mu * mu) / 2 - Math.Log(sigma) - 0.5;
            """),

        new("normal log density", 7, 0,
            x => -Square((x[0] - x[1]) / x[2]) / 2 - Log(x[2]) - LogRootTwoPi,
            x =>
            {
                var r = (x[0] - x[1]) / x[2];
                var g = r / x[2];
                return [-g, g, (r * r - 1) / x[2]];
            },
            [[0.3, 0.1, 0.7], [-2, 1.5, 3], [4, 4, 0.5], [60, 0, 1]],
            """
            [Differentiable]
            public static double F(double x, double mu, double sigma)
            {
                double r = (x - mu) / sigma;
                return -0.5 * r * r - Math.Log(sigma) - 0.5 * Math.Log(2 * Math.PI);
            }
            """,
            """
            [Differentiable]
            public static double F(double x, double mu, double sigma) =>
                -0.5 * Math.Pow((x - mu) / sigma, 2) - Math.Log(sigma) - 0.5 * Math.Log(2 * Math.PI);
            """,
            """
            [Differentiable]
            public static double F(double x, double mu, double sigma) =>
                -(x - mu) * (x - mu) / (2 * sigma * sigma) - Math.Log(sigma * Math.Sqrt(2 * Math.PI));
            """,
            """
            [Differentiable]
            public static double F(double x, double mu, double sigma) =>
                -0.5 * (Calculus.Square((x - mu) / sigma) + Math.Log(2 * Math.PI * sigma * sigma));
            """,
            """
            [Differentiable]
            public static double F(double x, double mu, [Positive] double sigma) => Standard((x - mu) / sigma) - Math.Log(sigma);

            private static double Standard(double r) => -r * r / 2 - Math.Log(Math.Sqrt(2 * Math.PI));
            """),

        new("divergence of normals", 6, 0,
            x => Log(x[3] / x[1]) + (Square(x[1]) + Square(x[0] - x[2])) / (2 * Square(x[3])) - 0.5,
            x =>
            {
                var (a, s, b, t) = (x[0], x[1], x[2], x[3]);
                return [(a - b) / (t * t), s / (t * t) - 1 / s];
            },
            [[0.3, 0.7, 0.1, 2], [-2, 3, 1.5, 0.5], [1, 1, 1, 1]],
            """
            [Differentiable(nameof(a), nameof(s))]
            public static double F(double a, double s, double b, double t) =>
                Math.Log(t / s) + (s * s + (a - b) * (a - b)) / (2 * t * t) - 0.5;
            """,
            """
            [Differentiable(nameof(a), nameof(s))]
            public static double F(double a, double s, double b, double t) =>
                Math.Log(t) - Math.Log(s) + (Math.Pow(s, 2) + Math.Pow(a - b, 2)) / (2 * Math.Pow(t, 2)) - 0.5;
            """,
            """
            [Differentiable(nameof(a), nameof(s))]
            public static double F(double a, double s, double b, double t)
            {
                var d = a - b;
                var variance = Calculus.Square(t);
                return 0.5 * ((Calculus.Square(s) + Calculus.Square(d)) / variance - 1) + Math.Log(t / s);
            }
            """),

        new("logistic", 5, 1,
            x => Logistic(x[0]),
            x =>
            {
                var y = Logistic(x[0]);
                return [y * (1 - y)];
            },
            [.. Line, [1000], [-1000]],
            """
            [Differentiable]
            public static double F(double x) => 1 / (1 + Math.Exp(-x));
            """,
            """
            [Differentiable]
            public static double F(double x)
            {
                double e = Math.Exp(-x);
                double y = 1 / (e + 1.0);
                return y;
            }
            """,
            """
            [Differentiable]
            public static double F(double x) => Calculus.Logistic(x);
            """,
            """
            [Differentiable]
            public static double F(double x) => Math.Pow(1 + Math.Exp(-x), -1);
            """),

        new("softplus", 3, 1,
            x => Softplus(x[0]),
            x => [Logistic(x[0])],
            [[-7.5], [-1], [-1e-3], [0], [0.25], [1], [3], [20], [-1000]],
            """
            [Differentiable]
            public static double F(double x) => Math.Log(1 + Math.Exp(x));
            """,
            """
            [Differentiable]
            public static double F(double x)
            {
                var e = Math.Exp(x);
                return Math.Log(e + 1);
            }
            """,
            """
            [Differentiable]
            public static double F(double x) => Calculus.Softplus(x);
            """,
            """
            [Differentiable]
            public static double F(double x) => double.LogP1(Math.Exp(x));
            """,
            """
            [Differentiable]
            public static double F(double x) => Calculus.Log1p(Math.Exp(x));
            """)
        {
            GradientOnly = [[1000]],
        },

        new("log-sum-exp of two", 4, 1,
            x => LogSumExp(x[0], x[1]),
            x =>
            {
                var p = 1 / (1 + Exp(x[1] - x[0]));
                return [p, 1 - p];
            },
            [[0, 0], [1, 2], [-3, 4], [5, 5.5]],
            """
            [Differentiable]
            public static double F(double x, double y) => Math.Log(Math.Exp(x) + Math.Exp(y));
            """,
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                double sum = 0;
                sum += Math.Exp(x);
                sum += Math.Exp(y);
                return Math.Log(sum);
            }
            """,
            """
            [Differentiable]
            public static double F(double x, double y) => Calculus.LogSumExp(x, y);
            """)
        {
            GradientOnly = [[1000, 1000], [-1000, -1000], [1000, -1000], [-1000, 1000], [1000, 999], [-1000, -1001]],
        },

        new("binary cross-entropy", 4, 1,
            x => x[1] * -Softplus(-x[0]) + (1 - x[1]) * -Softplus(x[0]),
            x => [x[1] - Logistic(x[0])],
            [[0.3, 1], [-2, 0], [0, 0.5], [5, 0.25], [-7, 1]],
            """
            [Differentiable(nameof(w))]
            public static double F(double w, double y)
            {
                double p = 1 / (1 + Math.Exp(-w));
                return y * Math.Log(p) + (1 - y) * Math.Log(1 - p);
            }
            """,
            """
            [Differentiable(nameof(w))]
            public static double F(double w, double y) => y * Math.Log(Logistic(w)) + (1 - y) * Math.Log(1 - Logistic(w));

            private static double Logistic(double w) => 1 / (1 + Math.Exp(-w));
            """,
            """
            [Differentiable(nameof(w))]
            public static double F(double w, double y)
            {
                var p = Calculus.Logistic(w);
                var logP = Math.Log(p);
                var logQ = Math.Log(1 - p);
                return logP * y + logQ * (1 - y);
            }
            """)
        {
            GradientOnly = [[40, 1], [40, 0], [-40, 1], [-40, 0], [40, 0.5], [800, 1], [-800, 0.5], [800, 0.5]],
            WithRespectTo = [0],
        },

        new("norm", 5, 1,
            x => Hypot(x[0], x[1]),
            x =>
            {
                var n = Sqrt(x[0] * x[0] + x[1] * x[1]);
                return [x[0] / n, x[1] / n];
            },
            [[3, 4], [-1, 2], [0, 5], [-2, 0], [1e-8, 1e8]],
            """
            [Differentiable]
            public static double F(double x, double y) => Math.Sqrt(x * x + y * y);
            """,
            """
            [Differentiable]
            public static double F(double x, double y) => Math.Sqrt(Math.Pow(x, 2) + Math.Pow(y, 2));
            """,
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                double squares = Calculus.Square(x);
                squares += Calculus.Square(y);
                return Math.Sqrt(squares);
            }
            """,
            """
            [Differentiable]
            public static double F(double x, double y) => Math.Pow(x * x + y * y, 0.5);
            """,
            """
            [Differentiable]
            public static double F(double x, double y) => double.Hypot(x, y);
            """),

        new("Rosenbrock", 8, 0,
            x => Square(1 - x[0]) + 100 * Square(x[1] - Square(x[0])),
            x =>
            {
                var u = 200 * (x[1] - x[0] * x[0]);
                return [2 * (x[0] - 1) - 2 * x[0] * u, u];
            },
            [[1, 1], [-1.2, 1], [0, 0], [3, -2]],
            """
            [Differentiable]
            public static double F(double x, double y) => (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);
            """,
            """
            [Differentiable]
            public static double F(double x, double y) => Math.Pow(1 - x, 2) + 100 * Math.Pow(y - Math.Pow(x, 2), 2);
            """,
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                double a = 1 - x;
                double b = y - x * x;
                return a * a + 100 * b * b;
            }
            """,
            """
            [Differentiable]
            public static double F(double x, double y) => 100 * Calculus.Square(y - Calculus.Square(x)) + Calculus.Square(1 - x);
            """),

        new("product of ten", 26, 0,
            x => x.Aggregate((a, b) => a * b),
            x => [.. x.Select((_, i) => x.Where((_, j) => j != i).Aggregate((a, b) => a * b))],
            [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [1, 2, 0, 4, 5, 6, 7, 8, 9, 10], [1, 0, 3, 4, 5, 6, 0, 8, 9, 10], [-1, 2, -3, 4, -5, 6, -7, 8, -9, 10]],
            """
            [Differentiable]
            public static double F(
                double x1, double x2, double x3, double x4, double x5, double x6, double x7, double x8, double x9, double x10) =>
                x1 * x2 * x3 * x4 * x5 * x6 * x7 * x8 * x9 * x10;
            """,
            """
            [Differentiable]
            public static double F(
                double x1, double x2, double x3, double x4, double x5, double x6, double x7, double x8, double x9, double x10)
            {
                double y = x1;
                y *= x2;
                y *= x3;
                y *= x4;
                y *= x5;
                y *= x6;
                y *= x7;
                y *= x8;
                y *= x9;
                y *= x10;
                return y;
            }
            """),

        new("polynomial and sine", 4, 1,
            x => Square(x[0]) * x[1] + Sin(x[0]),
            x => [2 * x[0] * x[1] + Cos(x[0]), x[0] * x[0]],
            [[0, 0], [1, 2], [-3, 0.5], [100, -1]],
            """
            [Differentiable]
            public static double F(double x, double y) => x * x * y + Math.Sin(x);
            """,
            """
            [Differentiable]
            public static double F(double x, double y) => Math.Pow(x, 2) * y + Math.Sin(x);
            """,
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                var s = Math.Sin(x);
                return s + y * Calculus.Square(x);
            }
            """),

        new("x log x", 1, 1,
            x => x[0] * Log(x[0]),
            x => [Log(x[0]) + 1],
            [[1e-300], [0.1], [1], [2.5], [1e10]],
            """
            [Differentiable]
            public static double F(double x) => x * Math.Log(x);
            """,
            """
            [Differentiable]
            public static double F(double x)
            {
                var l = Math.Log(x);
                return l * x;
            }
            """,
            """
            [Differentiable]
            public static double F(double x) => Calculus.XLogY(x, x);
            """),

        new("logit", 3, 0,
            x => Log(x[0] / (1 - x[0])),
            x => [1 / (x[0] * (1 - x[0]))],
            [[0.5], [0.1], [0.9], [1e-200], [0.9999999]],
            """
            [Differentiable]
            public static double F(double x) => Math.Log(x / (1 - x));
            """,
            """
            [Differentiable]
            public static double F(double x) => Math.Log(x) - Math.Log(1 - x);
            """,
            """
            [Differentiable]
            public static double F(double x)
            {
                double odds = x / (1 - x);
                return Math.Log(odds);
            }
            """),

        new("bell", 5, 1,
            x => Exp(-Square(x[0]) / 2),
            x => [-x[0] * Exp(-Square(x[0]) / 2)],
            Line,
            """
            [Differentiable]
            public static double F(double x) => Math.Exp(-x * x / 2);
            """,
            """
            [Differentiable]
            public static double F(double x) => Math.Exp(-0.5 * Math.Pow(x, 2));
            """,
            """
            [Differentiable]
            public static double F(double x) => Math.Exp(-Calculus.Square(x) / 2);
            """,
            """
            [Differentiable]
            public static double F(double x)
            {
                double u = -(x * x) / 2;
                return Math.Exp(u);
            }
            """),

        new("tangent", 2, 1,
            x => Tan(x[0]),
            x => [1 + Tan(x[0]) * Tan(x[0])],
            [[-7.5], [-1], [-1e-3], [0], [0.25], [1], [3], [20]],
            """
            [Differentiable]
            public static double F(double x) => Math.Tan(x);
            """,
            """
            [Differentiable]
            public static double F(double x)
            {
                var y = Math.Tan(x);
                return y;
            }
            """),

        new("hyperbolic tangent", 2, 1,
            x => Tanh(x[0]),
            x => [1 - Tanh(x[0]) * Tanh(x[0])],
            [[-7.5], [-1], [-1e-3], [0], [0.25], [1], [3]],
            """
            [Differentiable]
            public static double F(double x) => Math.Tanh(x);
            """,
            """
            [Differentiable]
            public static double F(double x)
            {
                var y = double.Tanh(x);
                return y;
            }
            """),

        new("angle", 6, 0,
            x => Atan2(x[0], x[1]),
            x =>
            {
                var n = x[0] * x[0] + x[1] * x[1];
                return [x[1] / n, -x[0] / n];
            },
            [[1, 2], [1, -2], [-1, 2], [-1, -2], [0, 1], [0, -1], [1, 0], [-1, 0]],
            """
            [Differentiable]
            public static double F(double y, double x) => Math.Atan2(y, x);
            """,
            """
            [Differentiable]
            public static double F(double y, double x)
            {
                var angle = double.Atan2(y, x);
                return angle;
            }
            """),

        new("root times root", 0, 0,
            x => x[0],
            _ => [1],
            [[0.25], [2], [1e100]],
            """
            [Differentiable]
            public static double F(double x) => Math.Sqrt(x) * Math.Sqrt(x);
            """,
            """
            [Differentiable]
            public static double F(double x) => Math.Pow(Math.Sqrt(x), 2);
            """,
            """
            [Differentiable]
            public static double F(double x)
            {
                var root = Math.Sqrt(x);
                return Calculus.Square(root);
            }
            """),

        new("exponential of logarithm", 0, 0,
            x => x[0],
            _ => [1],
            [[0.25], [2], [1e10]],
            """
            [Differentiable]
            public static double F(double x) => Math.Exp(Math.Log(x));
            """,
            """
            [Differentiable]
            public static double F(double x)
            {
                var l = Math.Log(x);
                return Math.Exp(l);
            }
            """),

        new("Pythagoras", 0, 0,
            x => 1 + 0 * x[0],
            _ => [0],
            Line,
            """
            [Differentiable]
            public static double F(double x) => Math.Sin(x) * Math.Sin(x) + Math.Cos(x) * Math.Cos(x);
            """,
            """
            [Differentiable]
            public static double F(double x) => Math.Pow(Math.Sin(x), 2) + Math.Pow(Math.Cos(x), 2);
            """,
            """
            [Differentiable]
            public static double F(double x)
            {
                var (s, c) = Math.SinCos(x);
                return Calculus.Square(c) + Calculus.Square(s);
            }
            """),

        new("Lennard-Jones", 10, 0,
            x => 4 * x[2] * (Pow(x[1] / x[0], 12) - Pow(x[1] / x[0], 6)),
            x =>
            {
                var u = Pow(x[1] / x[0], 6);
                return [24 * x[2] * u * (1 - 2 * u) / x[0]];
            },
            [[1.2, 1, 0.5], [3.4, 3.2, 120], [0.3, 1, 1], [100, 1, 1]],
            """
            [Differentiable(nameof(r))]
            public static double F(double r, double s, double epsilon) => 4 * epsilon * (Math.Pow(s / r, 12) - Math.Pow(s / r, 6));
            """,
            """
            [Differentiable(nameof(r))]
            public static double F(double r, double s, double epsilon)
            {
                double q = s / r;
                double q2 = q * q;
                double q6 = q2 * q2 * q2;
                return 4 * epsilon * (q6 * q6 - q6);
            }
            """,
            """
            [Differentiable(nameof(r))]
            public static double F(double r, double s, double epsilon)
            {
                var attraction = Math.Pow(s / r, 6);
                var repulsion = Calculus.Square(attraction);
                return 4 * epsilon * (repulsion - attraction);
            }
            """),

        new("parabola", 3, 0,
            x => x[1] * Square(x[0]) + x[2] * x[0] + x[3],
            x => [2 * x[1] * x[0] + x[2]],
            [[0, 1, 2, 3], [2.5, -1, 0.5, 0]],
            """
            [Differentiable(nameof(x))]
            public static double F(double x, double a, double b, double c) => a * x * x + b * x + c;
            """,
            """
            [Differentiable(nameof(x))]
            public static double F(double x, double a, double b, double c) => a * Math.Pow(x, 2) + b * x + c;
            """,
            """
            [Differentiable(nameof(x))]
            public static double F(double x, double a, double b, double c) => (a * x + b) * x + c;
            """,
            """
            [Differentiable(nameof(x))]
            public static double F(double x, double a, double b, double c)
            {
                var y = c;
                y += b * x;
                y += a * Calculus.Square(x);
                return y;
            }
            """),

        new("Student's location", 8, 0,
            x => -0.5 * (x[2] + 1) * Log(1 + Square(x[1] - x[0]) / (x[2] * Square(x[3]))),
            x =>
            {
                var d = x[1] - x[0];
                return [(x[2] + 1) * d / (x[2] * x[3] * x[3] + d * d)];
            },
            [[0.3, 1, 4, 2], [-2, 5, 1, 0.5], [1, 1, 30, 1]],
            """
            [Differentiable(nameof(mu))]
            public static double F(double mu, double x, double nu, double sigma) =>
                -0.5 * (nu + 1) * Math.Log(1 + (x - mu) * (x - mu) / (nu * sigma * sigma));
            """,
            """
            [Differentiable(nameof(mu))]
            public static double F(double mu, double x, double nu, double sigma) =>
                -(nu + 1) / 2 * Math.Log(1 + Math.Pow(x - mu, 2) / (nu * Math.Pow(sigma, 2)));
            """,
            """
            [Differentiable(nameof(mu))]
            public static double F(double mu, double x, double nu, double sigma)
            {
                double d = x - mu;
                double scale = nu * Calculus.Square(sigma);
                return -0.5 * (nu + 1) * Math.Log(1 + d * d / scale);
            }
            """,
            """
            [Differentiable(nameof(mu))]
            public static double F(double mu, double x, double nu, double sigma)
            {
                double z = (x - mu) / sigma;
                return -0.5 * (nu + 1) * Calculus.Log1p(z * z / nu);
            }
            """),

        new("Huber", 2, 2,
            x => Abs(x[0] - x[1]) <= x[2] ? Square(x[0] - x[1]) / 2 : x[2] * (Abs(x[0] - x[1]) - x[2] / 2),
            x =>
            {
                var d = x[0] - x[1];
                return [Abs(d) <= x[2] ? d : x[2] * Sign(d)];
            },
            [[0.3, 0.1, 1], [5, 1, 1], [-5, 1, 2], [2, 2, 1]],
            """
            [Differentiable(nameof(x))]
            public static double F(double x, double y, double delta) =>
                Math.Abs(x - y) <= delta ? 0.5 * (x - y) * (x - y) : delta * (Math.Abs(x - y) - 0.5 * delta);
            """,
            """
            [Differentiable(nameof(x))]
            public static double F(double x, double y, double delta)
            {
                double d = Math.Abs(x - y);
                return d <= delta ? 0.5 * Math.Pow(d, 2) : delta * (d - 0.5 * delta);
            }
            """,
            """
            [Differentiable(nameof(x))]
            public static double F(double x, double y, double delta)
            {
                var d = x - y;
                if (Math.Abs(d) <= delta)
                    return Calculus.Square(d) / 2;
                return delta * (Math.Abs(d) - delta / 2);
            }
            """),

        new("damped oscillation", 10, 3,
            x => x[0] * Exp(-x[1] * x[3]) * Cos(x[2] * x[3]),
            x =>
            {
                var (a, k, w, t) = (x[0], x[1], x[2], x[3]);
                var e = Exp(-k * t);
                var c = e * Cos(w * t);
                return [c, -a * t * c, -(a * t * e * Sin(w * t))];
            },
            [[1, 0.5, 2, 3], [-2, 0, 1, 1], [3, 1, 5, 0]],
            """
            [Differentiable(nameof(A), nameof(k), nameof(omega))]
            public static double F(double A, double k, double omega, double t) => A * Math.Exp(-k * t) * Math.Cos(omega * t);
            """,
            """
            [Differentiable(nameof(A), nameof(k), nameof(omega))]
            public static double F(double A, double k, double omega, double t)
            {
                double envelope = A * Math.Exp(-k * t);
                double phase = omega * t;
                return envelope * Math.Cos(phase);
            }
            """,
            """
            [Differentiable(nameof(A), nameof(k), nameof(omega))]
            public static double F(double A, double k, double omega, double t)
            {
                var decay = Math.Exp(-(k * t));
                return Math.Cos(omega * t) * decay * A;
            }
            """),
    ];

    private static Dual50 LogNormal(Dual50 x, Dual50 mean, Dual50 deviation) => -Square((x - mean) / deviation) / 2 - Log(deviation) - LogRootTwoPi;

    private static Dual50 PathTerm(Dual50 mu, Dual50 sigma, Dual50 epsilon)
    {
        var z = mu + sigma * epsilon;
        return LogNormal(z, StopGradient(mu), StopGradient(sigma)) - LogNormal(z, 0, 1);
    }

    private static Dual50 FullTerm(Dual50 mu, Dual50 sigma, Dual50 epsilon)
    {
        var z = mu + sigma * epsilon;
        return LogNormal(z, mu, sigma) - LogNormal(z, 0, 1);
    }
}
