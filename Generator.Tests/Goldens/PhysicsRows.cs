using static SymDiff.Generator.Tests.Support.Dual50;

namespace SymDiff.Generator.Tests.Goldens;

/// <summary>Formulas of physics and chemistry in which a ratio, once computed, serves again.</summary>
internal static class PhysicsRows
{
    public static IReadOnlyList<Golden> All { get; } =
    [
        new("Arrhenius", 6, 1,
            x => x[1] * Exp(-x[2] / (8.314 * x[0])),
            x =>
            {
                var u = x[2] / (8.314 * x[0]);
                return [x[1] * Exp(-u) * u / x[0]];
            },
            [[300, 1e5, 40000], [1000, 2, 3]],
            """
            [Differentiable(nameof(T))]
            public static double F(double T, double A, double E) => A * Math.Exp(-E / (8.314 * T));
            """,
            """
            [Differentiable(nameof(T))]
            public static double F(double T, double A, double E)
            {
                const double R = 8.314;
                double u = E / (R * T);
                return A * Math.Exp(-u);
            }
            """),

        new("charging capacitor", 7, 1,
            x => x[2] * (1 - Exp(-x[3] / (x[0] * x[1]))),
            x =>
            {
                var u = x[3] / (x[0] * x[1]);
                return [-x[2] * Exp(-u) * u / x[0]];
            },
            [[1000, 1e-6, 5, 1e-3], [2, 3, 1, 4]],
            """
            [Differentiable(nameof(R))]
            public static double F(double R, double C, double V, double t) => V * (1 - Math.Exp(-t / (R * C)));
            """),

        new("resistors in parallel", 5, 0,
            x => x[0] * x[1] / (x[0] + x[1]),
            x =>
            {
                var n = x[0] + x[1];
                var (p, q) = (x[1] / n, x[0] / n);
                return [p * p, q * q];
            },
            [[100, 220], [1, 1e6]],
            """
            [Differentiable]
            public static double F(double a, double b) => a * b / (a + b);
            """,
            """
            [Differentiable]
            public static double F(double a, double b) => 1 / (1 / a + 1 / b);
            """)
        {
            GradientOnly = [[1e200, 1e200], [1e-200, 2e-200]],
        },

        new("haversine", 15, 6,
            x => 2 * x[4] * Asin(Sqrt(Square(Sin((x[3] - x[2]) / 2)) + Cos(x[2]) * Cos(x[3]) * Square(Sin((x[1] - x[0]) / 2)))),
            x =>
            {
                var (s, t) = (Sin((x[3] - x[2]) / 2), Sin((x[1] - x[0]) / 2));
                var c = Cos(x[2]) * Cos(x[3]);
                var h = s * s + c * t * t;
                var g = x[4] * c * t * Cos((x[1] - x[0]) / 2) / Sqrt(h * (1 - h));
                return [-g, g];
            },
            [[0.3, 0.7, 0.2, -0.4, 6371], [-2, 0.5, 1, 1.1, 1]],
            """
            [Differentiable(nameof(lon1), nameof(lon2))]
            public static double F(double lon1, double lon2, double lat1, double lat2, double radius)
            {
                double s = Math.Sin((lat2 - lat1) / 2);
                double t = Math.Sin((lon2 - lon1) / 2);
                double h = s * s + Math.Cos(lat1) * Math.Cos(lat2) * t * t;
                return 2 * radius * Math.Asin(Math.Sqrt(h));
            }
            """),

        new("Lorentz factor", 6, 1,
            x => 1 / Sqrt(1 - x[0] * x[0] / (x[1] * x[1])),
            x =>
            {
                var u = x[0] / (x[1] * x[1]);
                var d = 1 - u * x[0];
                return [u / (d * Sqrt(d))];
            },
            [[0.5, 1], [2.9e8, 299792458]],
            """
            [Differentiable(nameof(v))]
            public static double F(double v, double c) => 1 / Math.Sqrt(1 - v * v / (c * c));
            """),

        new("impedance", 6, 1,
            x => Sqrt(x[1] * x[1] + Square(x[0] * x[2])),
            x =>
            {
                var u = x[0] * (x[2] * x[2]);
                return [u / Sqrt(x[1] * x[1] + u * x[0])];
            },
            [[50, 10, 0.2], [1, 2, 3]],
            """
            [Differentiable(nameof(w))]
            public static double F(double w, double R, double L) => Math.Sqrt(R * R + w * w * L * L);
            """),

        new("Bose–Einstein", 7, 1,
            x => 1 / (Exp(x[0] / x[1]) - 1),
            x =>
            {
                var n = 1 / (Exp(x[0] / x[1]) - 1);
                return [-n * (1 + n) / x[1]];
            },
            [[0.5, 1], [3, 0.2], [-4, 2]],
            """
            [Differentiable(nameof(E))]
            public static double F(double E, double kT) => 1 / (Math.Exp(E / kT) - 1);
            """)
        {
            GradientOnly = [[800, 1], [-800, 1]],
        },

        new("Gompertz", 8, 2,
            x => x[1] * Exp(-x[2] * Exp(-x[3] * x[0])),
            x =>
            {
                var u = x[3] * x[0];
                return [x[1] * x[2] * Exp(-x[2] * Exp(-u) - u) * x[3]];
            },
            [[1, 5, 2, 0.5], [-3, 1, 0.1, 1]],
            """
            [Differentiable(nameof(x))]
            public static double F(double x, double a, double b, double c) => a * Math.Exp(-b * Math.Exp(-c * x));
            """),

        new("Haldane", 8, 0,
            x => x[1] * x[0] / (x[2] + x[0] + x[0] * x[0] / x[3]),
            x =>
            {
                var q = x[0] * x[0] / x[3];
                var n = x[2] + x[0] + q;
                return [x[1] * (x[2] - q) / (n * n)];
            },
            [[0.3, 1, 2, 0.5], [5, 2, 1, 10]],
            """
            [Differentiable(nameof(S))]
            public static double F(double S, double v, double K, double Ki) => v * S / (K + S + S * S / Ki);
            """),

        new("Beale", 26, 0,
            x => Square(1.5 - x[0] + x[0] * x[1]) + Square(2.25 - x[0] + x[0] * x[1] * x[1]) + Square(2.625 - x[0] + x[0] * x[1] * x[1] * x[1]),
            x =>
            {
                var (p, q) = (x[0], x[1]);
                var (a, b, c) = (1.5 - p + p * q, 2.25 - p + p * q * q, 2.625 - p + p * q * q * q);
                return [2 * (q * (a + b * q + c * q * q) - a - b - c), 2 * p * (q * (2 * b + 3 * c * q) + a)];
            },
            [[3, 0.5], [1, -2], [0, 0]],
            """
            [Differentiable]
            public static double F(double x, double y) =>
                Math.Pow(1.5 - x + x * y, 2) + Math.Pow(2.25 - x + x * y * y, 2) + Math.Pow(2.625 - x + x * y * y * y, 2);
            """),
    ];
}
