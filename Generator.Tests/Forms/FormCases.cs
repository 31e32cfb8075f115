using SymDiff.Generator.Tests.Support;
using static SymDiff.Generator.Tests.Support.Dual50;

namespace SymDiff.Generator.Tests.Forms;

/// <summary>Functions of which every form is compared with an independent evaluation.</summary>
internal static class FormCases
{
    public static IReadOnlyList<FormCase> All { get; } =
    [
        new("Rosenbrock", "double F(double x, double y) => (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);",
            x => ((1 - x[0]) * (1 - x[0])) + (100 * (x[1] - (x[0] * x[0])) * (x[1] - (x[0] * x[0]))), [1, 1], [-1.2, 1], [0, 0], [3, -2]),
        new("logistic loss", "double F(double w, double b, double x) { double z = w * x + b; return Math.Log(1 + Math.Exp(z)) - 0.3 * z; }",
            x => Log(1 + Exp((x[0] * x[2]) + x[1])) - (0.3 * ((x[0] * x[2]) + x[1])), [0.5, -0.2, 1.5], [0, 0, 0], [40, 1, 3], [-40, 1, 3]),
        new("Gaussian", "double F(double x, double mu, [Positive] double sigma) { double z = (x - mu) / sigma; return -0.5 * z * z - Math.Log(sigma * Math.Sqrt(2 * Math.PI)); }",
            x => (-0.5 * ((x[0] - x[1]) / x[2]) * ((x[0] - x[1]) / x[2])) - Log(x[2] * Sqrt(2 * Pi)), [0.3, -1, 2], [0, 0, 0.5], [5, 5, 10]),
        new("entropy", "double F(double x) => x * Math.Log(x);", x => x[0] * Log(x[0]), [1e-9], [0.5], [1], [40]),
        new("norm", "double F(double x, double y) => Math.Sqrt(x * x + y * y);", x => Sqrt((x[0] * x[0]) + (x[1] * x[1])), [3, 4], [0, 2], [-1e-3, 1e-4]),
        new("hypot", "double F(double x, double y) => double.Hypot(x, y);", x => Sqrt((x[0] * x[0]) + (x[1] * x[1])), [3, 4], [-1, 0.2]),
        new("power", "double F([Positive] double x, double y) => Math.Pow(x, y);", x => Exp(x[1] * Log(x[0])), [2, 3], [0.3, -1.5], [1, 0], [5, 0.5]),
        new("cube", "double F(double x) => Math.Pow(x, 3);", x => x[0] * x[0] * x[0], [0], [-2], [1.5]),
        new("exponential of a product", "double F(double x, double y) => Math.Exp(x * y);", x => Exp(x[0] * x[1]), [0, 0], [1, -2], [0.3, 4]),
        new("sine wave", "double F(double a, double w, double t) => a * Math.Sin(w * t);", x => x[0] * Sin(x[1] * x[2]), [1, 2, 3], [-1, 0, 0.5]),
        new("quotient", "double F(double x, double y) => x / (1 + y * y);", x => x[0] / (1 + (x[1] * x[1])), [1, 2], [0, 0], [-3, 0.5]),
        new("tangent", "double F(double x) => Math.Tanh(x) + Math.Tan(0.3 * x);", x => Tanh(x[0]) + (Sin(0.3 * x[0]) / Cos(0.3 * x[0])), [0], [1.5], [-2]),
        new("arc tangent", "double F(double y, double x) => Math.Atan(y / x);", x => Atan(x[0] / x[1]), [1, 2], [-1, 0.5], [0, 3]),
        new("softplus", "double F(double x) => Calculus.Softplus(x);", x => Log(1 + Exp(x[0])), [0], [30], [-30], [2]),
        new("log-sum-exp", "double F(double x, double y) => Calculus.LogSumExp(x, y);", x => Log(Exp(x[0]) + Exp(x[1])), [0, 0], [1, 3], [-20, 20]),
        new("product of four", "double F(double a, double b, double c, double d) => a * b * c * d;", x => x[0] * x[1] * x[2] * x[3], [1, 2, 3, 4], [0, 2, 0, 1]),
        new("branches", "double F(double x, double y) { if (x > y) return x * x * y; double z = x - y; return Math.Exp(z) * y; }",
            x => x[0] > x[1] ? x[0] * x[0] * x[1] : Exp(x[0] - x[1]) * x[1], [2, 1], [1, 2], [-1, -0.5]),
        new("magnitude", "double F(double x, double y) => Math.Abs(x) * x * y;", x => (x[0] < 0 ? -x[0] : x[0]) * x[0] * x[1], [2, 1], [-2, 3]),
        new("clamped", "double F(double x, double y) => Math.Max(x * y, 1) * y;", x => (x[0] * x[1] > 1 ? x[0] * x[1] : 1) * x[1], [2, 1], [0.1, 3]),
        new("straight", "double F(double x, double y) => 2 * x - 3 * y;", x => (2 * x[0]) - (3 * x[1]), [2, 1], [0, 0]),
        new("inverse square", "double F(double x, double y, double z) { double r = Math.Sqrt(x * x + y * y + z * z); return 1 / r; }",
            x => 1 / Sqrt((x[0] * x[0]) + (x[1] * x[1]) + (x[2] * x[2])), [1, 2, 2], [0.1, 0, -0.3]),
        new("gamma", "double F([Positive] double x) => Calculus.LogGamma(x) - x * Math.Log(x);", x => LogGamma(x[0]) - (x[0] * Log(x[0])), [0.5], [3], [20]),
        new("rule that is a formula", """
            double F(double x, double y) => y * Wave(x * y);
            private static double Wave(double a) => Math.Sin(a);
            [DerivativeOf(typeof(Forms), nameof(Wave))] private static double WaveSlope(double a) { double c = Math.Cos(a); return c; }
            """, x => x[1] * Sin(x[0] * x[1]), [1, 2], [0, -0.5], [-1.2, 0.7]),
        new("functions that are each other's derivatives", """
            double F(double x, double y) => Rise(x * y) * Run(y);
            private static double Rise(double a) => Math.Sin(a);
            private static double Run(double a) => Math.Cos(a);
            [DerivativeOf(typeof(Forms), nameof(Rise))] private static double RiseSlope(double a) => Run(a);
            [DerivativeOf(typeof(Forms), nameof(Run))] private static double RunSlope(double a) => -Rise(a);
            """, x => Sin(x[0] * x[1]) * Cos(x[1]), [1, 2], [0, -0.5], [-1.2, 0.7]),
        new("rule of two numbers that reads the value", """
            double F(double x, double y) => Math.Exp(Far(x, 2, x * y));
            private static double Far(double a, int n, double b) => Math.Sqrt(a * a + n * b * b);
            [DerivativeOf(typeof(Forms), nameof(Far))] private static (double, double) FarSlopes(double a, int n, double b, double result) => (a / result, n * b / result);
            """, x => Exp(Sqrt((x[0] * x[0]) + (2 * x[0] * x[1] * x[0] * x[1]))), [1, 2], [0.3, -0.5], [-1.2, 0.7]),
        new("rule that has a rule", """
            double F(double x, double y) => Squash(x + y * y) * y;
            private static double Squash(double a) => Math.Tanh(a);
            [DerivativeOf(typeof(Forms), nameof(Squash))] private static double SquashSlope(double a, double result) { double s = 1; for (int i = 0; i < 100; i++) s -= 0.01 * result * result; return s; }
            [DerivativeOf(typeof(Forms), nameof(SquashSlope))] private static (double, double) SquashCurve(double a, double result) => (0, -2 * result);
            """, x => Tanh(x[0] + (x[1] * x[1])) * x[1], [1, 0.5], [0.3, -0.5], [-1.2, 0.7]),
        new("rule of a piece at a time", """
            double F(double x, double y) => Bent(x * y) + y * Bent(x);
            private static double Bent(double a) => a > 0 ? a * a * a : a * a;
            [DerivativeOf(typeof(Forms), nameof(Bent))] private static double BentSlope(double a) { if (double.IsNaN(a)) throw new ArgumentException("not a number"); if (a > 0) return 3 * a * a; return 2 * a; }
            """, x => Bent(x[0] * x[1]) + (x[1] * Bent(x[0])), [1, 0.5], [0.3, -0.5], [-1.2, 0.7]),
        new("polar", "(double x, double y) F(double r, double theta) => (r * Math.Cos(theta), r * Math.Sin(theta));",
            x => [x[0] * Cos(x[1]), x[0] * Sin(x[1])], [2, 0.5], [0, 1], [1, -3]),
        new("rotation",
            """
            (double, double, double) F(double x, double y, double z, double angle)
            {
                double c = Math.Cos(angle), s = Math.Sin(angle);
                // about (2/3, 1/3, 2/3)
                const double u = 2 / 3.0, v = 1 / 3.0, w = 2 / 3.0;
                double along = (u * x + v * y + w * z) * (1 - c);
                return (x * c + (v * z - w * y) * s + u * along, y * c + (w * x - u * z) * s + v * along, z * c + (u * y - v * x) * s + w * along);
            }
            """,
            Rotated, [1, 2, 3, 0.7], [0, 0, 0, 1], [-1, 0.5, 2, 0]),
        new("either", "(double a, double b) F(double x, double y) { if (x > y) return (x * y, x); var p = (x + y, Math.Exp(y)); return p; }",
            x => x[0] > x[1] ? [x[0] * x[1], x[0]] : [x[0] + x[1], Exp(x[1])], [2, 1], [1, 2]),
        new("sine and cosine", "(double, double) F(double x) => Math.SinCos(2 * x);", x => [Sin(2 * x[0]), Cos(2 * x[0])], [2], [0]),
    ];

    private static Dual50 Bent(Dual50 a) => a > 0 ? a * a * a : a * a;

    private static Dual50[] Rotated(Dual50[] p)
    {
        var (x, y, z, c, s) = (p[0], p[1], p[2], Cos(p[3]), Sin(p[3]));
        var (u, v, w) = ((Dual50)(2 / 3.0), (Dual50)(1 / 3.0), (Dual50)(2 / 3.0));
        var along = ((u * x) + (v * y) + (w * z)) * (1 - c);
        return [(x * c) + (((v * z) - (w * y)) * s) + (u * along), (y * c) + (((w * x) - (u * z)) * s) + (v * along), (z * c) + (((u * y) - (v * x)) * s) + (w * along)];
    }
}
