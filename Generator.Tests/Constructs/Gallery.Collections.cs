using Microsoft.CodeAnalysis.CSharp;

namespace SymDiff.Generator.Tests.Constructs;

/// <summary>Collection expressions, sequences that are left early, and structs that keep parameters of their primary constructor.</summary>
internal static partial class Gallery
{
    private static Construct[] Collections =>
    [
        new("CollectionAsArgument",
            """
            private static double Sum(ReadOnlySpan<double> v) { double s = 0; foreach (var e in v) s += e * e; return s; }
            [Differentiable]
            public static double F(double x, double y) => Sum([x, y, x * y, 1]);
            public static (double, double) D(double x, double y) => (2 * x + 2 * x * y * y, 2 * y + 2 * x * x * y);
            """, LanguageVersion.CSharp12) { NeedsCurrentFramework = true },
        new("CollectionsWithSpreads",
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                ReadOnlySpan<double> v = [x, y];
                double[] w = [x, y, 1];
                Span<double> u = [y, ..v, 2, ..w];
                u[1] *= x;
                double s = u[0] * u[6];
                for (int i = 0; i < u.Length; i++) s += u[i] * (i + 1);
                return s + w.Length;
            }
            public static (double, double) D(double x, double y) => (4 * x + 5, 1 + 1 + 3 + 6);
            """, LanguageVersion.CSharp12) { NeedsCurrentFramework = true },
        new("CollectionOfStructs",
            """
            public record struct P(double A, double B);
            private static double Sum(P[] v) { double s = 1; foreach (var (a, b) in v) s *= a + b; return s; }
            [Differentiable]
            public static double F(double x, double y) { double[] none = []; return Sum([new P(x, 1), new P(y, x)]) + none.Length; }
            public static (double, double) D(double x, double y) => (y + x + x + 1, x + 1);
            """, LanguageVersion.CSharp12) { NeedsCurrentFramework = true },
        new("SpreadOfDifferentiatedElements",
            """
            [Differentiable]
            public static double F(double x, int n)
            {
                var p = new double[n];
                for (int i = 0; i < n; i++) p[i] = i == 0 ? x : p[i - 1] * x;
                double[] w = [1, ..p, x, ..p];
                double s = 0;
                for (int i = 0; i < w.Length; i++) s += w[i];
                return s;
            }
            public static double D(double x, int n) { double d = 1; for (int i = 1; i <= n; i++) d += 2 * i * Math.Pow(x, i - 1); return d; }
            public static object[][] At => new[] { new object[] { 1.3, 4 }, new object[] { 0.6, 0 } };
            """, LanguageVersion.CSharp12) { NeedsCurrentFramework = true },
        new("SequenceLeftEarly",
            """
            private static int open;
            private static IEnumerable<int> Endless() { open++; try { for (int i = 0; ; i++) yield return i; } finally { open--; } }
            [Differentiable]
            public static double F(double x, int n)
            {
                double s = x;
                foreach (var i in Endless())
                {
                    if (i == 1) continue;
                    if (i > n) break;
                    s = Math.Sin(s * i) + x;
                }
                return s + open;
            }
            public static double D(double x, int n)
            {
                double s = x, d = 1;
                for (int i = 0; i <= n; i++) { if (i == 1) continue; d = Math.Cos(s * i) * d * i + 1; s = Math.Sin(s * i) + x; }
                return d;
            }
            public static object[][] At => new[] { new object[] { 1.3, 5 }, new object[] { 0.6, 0 } };
            """),
        new("SequenceLeftByReturn",
            """
            private static IEnumerable<(double, int)> Endless() { for (int i = 1; ; i++) yield return (i * 0.5, i); }
            [Differentiable]
            public static double F(double x, int n)
            {
                if (n < 0) return x;
                foreach (var (a, i) in Endless()) if (i * x > n) return a * x * x;
                return 0;
            }
            public static double D(double x, int n) => n < 0 ? 1 : 2 * x * 0.5 * (Math.Floor(n / x) + 1);
            public static object[][] At => new[] { new object[] { 1.3, 5 }, new object[] { 0.6, -1 } };
            """),
        new("CapturedByAStruct",
            """
            public readonly struct Kernel(double length, int order) { public double At(double r) => Math.Exp(-r / length) * order; public Kernel Twice() => new(length + length, Order); public int Order => order; }
            public static partial class C
            {
                [Differentiable]
                public static double F(double x, double y) => new Kernel(y, 3).Twice().At(x);
                public static (double, double) D(double x, double y) { double k = 3 * Math.Exp(-x / (2 * y)); return (-k / (2 * y), k * x / (2 * y * y)); }
            }
            """, LanguageVersion.CSharp12),
        new("CapturedInTurns",
            """
            public struct Sum(double start) { public double Total = 0; public void Add(double x) { Total += x * start; } public readonly double Scaled => Total * start; }
            public static partial class C
            {
                [Differentiable]
                public static double F(double x, double y)
                {
                    var s = new Sum(y);
                    for (int i = 0; i < 100; i++) s.Add(x * i);
                    return s.Scaled;
                }
                public static (double, double) D(double x, double y) => (4950 * y * y, 9900 * x * y);
            }
            """, LanguageVersion.CSharp12),
    ];
}
