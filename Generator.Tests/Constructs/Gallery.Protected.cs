using Microsoft.CodeAnalysis.CSharp;

namespace SymDiff.Generator.Tests.Constructs;

/// <summary>Statements at whose end something is done whatever happens in them.</summary>
internal static partial class Gallery
{
    private static Construct[] Protected =>
    [
        new("TryFinally",
            """
            private static int calls;
            [Differentiable]
            public static double F(double x, double y)
            {
                calls++;
                try
                {
                    if (x < 0) return y * x;
                    if (y > 100) throw new ArgumentException("y is too large", nameof(y));
                    return x * x * y;
                }
                finally { calls--; }
            }
            public static (double, double) D(double x, double y) => x < 0 ? (y, x) : (2 * x * y, x * x);
            """),
        new("FinallyBetweenLoops",
            """
            private static int calls;
            private static int Next(int n) { calls++; return n + 1; }
            [Differentiable]
            public static double F(double x, int n)
            {
                double y = 1, sum = 0;
                try
                {
                    int m = Next(n);
                    for (int i = 0; i < m; i++) { y *= x; sum += y * m; }
                }
                finally { calls--; if (n > 2) calls -= n; }
                for (int i = 0; i < n; i++) sum += y;
                return sum;
            }
            public static double D(double x, int n)
            {
                double d = 0;
                for (int i = 1; i <= n + 1; i++) d += i * Math.Pow(x, i - 1) * (n + 1);
                return d + n * (n + 1) * Math.Pow(x, n);
            }
            public static object[][] At => new[] { new object[] { 1.3, 4 }, new object[] { 0.6, 0 } };
            """),
        new("LockAroundArithmetic",
            """
            private static readonly object gate = new object();
            private static double scale = 2;
            [Differentiable]
            public static double F(double x, double y)
            {
                double r;
                lock (gate) { r = x * x * scale; scale = 3; r += y * scale; scale = 2; }
                if (r > 1000) return x;
                lock (gate) { r *= y * scale; }
                return r + x;
            }
            public static (double, double) D(double x, double y) => (4 * x * y * 2 + 1, (2 * x * x + 6 * y) * 2);
            """),
        new("LockInABranch",
            """
            private static readonly object gate = new object();
            private static int count;
            private static double Twice(double x) { lock (gate) { count++; return 2 * x * x; } }
            [Differentiable]
            public static double F(double x, double y) => x > y ? Twice(x) * y : Twice(y) + Twice(x * y);
            public static (double, double) D(double x, double y) => x > y ? (4 * x * y, 2 * x * x) : (4 * x * y * y, 4 * y + 4 * x * x * y);
            """),
        new("UsingInTheMiddle",
            """
            public sealed class Source : IDisposable { public double Scale = 3; public int Count; public void Dispose() { Scale = double.NaN; } }
            [Differentiable]
            public static double F(double x, double y)
            {
                double r = x;
                using (var source = new Source())
                using (var other = new Source { Scale = 2 }) { source.Count++; r = x * source.Scale * y * other.Scale * source.Count; }
                return r * r;
            }
            public static (double, double) D(double x, double y) => (72 * x * y * y, 72 * x * x * y);
            """),
        new("UsingInACallee",
            """
            public sealed class Source : IDisposable { public double Scale = 3; public void Dispose() { Scale = double.NaN; } }
            private static double G(double x, int n)
            {
                if (n == 0) return x;
                using var source = new Source();
                for (int i = 0; i < n; i++) x = x * source.Scale + i;
                return x;
            }
            [Differentiable]
            public static double F(double x, int n) => G(x, n) * G(x, 1) + G(x, 0);
            public static double D(double x, int n)
            {
                double p = Math.Pow(3, n), c = 0;
                for (int i = 0; i < n; i++) c = 3 * c + i;
                return p * 3 * x + (p * x + c) * 3 + 1;
            }
            public static object[][] At => new[] { new object[] { 1.5, 3 }, new object[] { -0.5, 0 } };
            """, LanguageVersion.CSharp8),
        new("UsingInATurn",
            """
            public sealed class Source : IDisposable { public double Scale = 3; public void Dispose() { Scale = double.NaN; } }
            [Differentiable]
            public static double F(double x, int n)
            {
                for (int i = 0; i < n; i++)
                {
                    using (var source = new Source()) { if (i == 2) continue; x = Math.Sin(x * source.Scale); if (i > 5) break; }
                    x += 1;
                }
                return x;
            }
            public static double D(double x, int n)
            {
                double d = 1;
                for (int i = 0; i < n; i++)
                {
                    if (i == 2) continue;
                    d *= 3 * Math.Cos(3 * x);
                    x = Math.Sin(3 * x);
                    if (i > 5) break;
                    x += 1;
                }
                return d;
            }
            public static object[][] At => new[] { new object[] { 0.5, 2 }, new object[] { 0.7, 20 } };
            """) { Tolerance = 1e-9 },
        new("CaughtAndThrownAnew",
            """
            [Differentiable]
            public static double F(double x, double[] d)
            {
                double s = x;
                try
                {
                    foreach (double v in d)
                    {
                        if (v < 0) throw new ArgumentOutOfRangeException(nameof(d));
                        s = Math.Sin(s * v);
                    }
                }
                catch (ArgumentException e) when (d.Length > 0) { throw new InvalidOperationException("one of " + d.Length, e); }
                catch (NotSupportedException) { throw; }
                return s * s;
            }
            public static double D(double x, double[] d)
            {
                double s = x, t = 1;
                foreach (double v in d) { t *= Math.Cos(s * v) * v; s = Math.Sin(s * v); }
                return 2 * s * t;
            }
            public static object[][] At => new[] { new object[] { 1.5, new[] { 0.5, 2, 3.5 } }, new object[] { 1.5, new double[0] } };
            """),
        new("FinallyThatComputes",
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                double r = x;
                try { r *= y; }
                finally { r += x * x; }
                return r * y;
            }
            public static (double, double) D(double x, double y) => (y * y + 2 * x * y, 2 * x * y + x * x);
            """),
        new("TryInATry",
            """
            private static int depth;
            [Differentiable]
            public static double F(double x, double y)
            {
                depth++;
                try
                {
                    depth++;
                    try { for (int i = 0; i < 100; i++) { if (depth > i + 10) throw new InvalidOperationException(); x = Math.Sin(x) + y; } }
                    finally { depth--; }
                    return x * depth;
                }
                finally { depth--; }
            }
            public static (double, double) D(double x, double y)
            {
                double a = 1, b = 0;
                for (int i = 0; i < 100; i++) { (a, b) = (Math.Cos(x) * a, Math.Cos(x) * b + 1); x = Math.Sin(x) + y; }
                return (a, b);
            }
            """),
    ];
}
