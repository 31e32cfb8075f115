using Microsoft.CodeAnalysis.CSharp;

namespace SymDiff.Generator.Tests.Constructs;

/// <summary>What is held until the end, what guards the way in, and what is called without being read.</summary>
internal static partial class Gallery
{
    private static Construct[] Scopes =>
    [
        new("UsingDeclaration",
            """
            [Differentiable]
            public static double F(double x, string text)
            {
                using var reader = new System.IO.StringReader(text);
                int n = reader.Read();
                return x * x * n;
            }
            public static double D(double x, string text) => 2 * x * 'a';
            public static object[][] At => new[] { new object[] { 1.5, "abc" } };
            """, LanguageVersion.CSharp8),
        new("FieldsOfAnotherClass",
            """
            public sealed class Curve(double rate, double[] times)
            {
                private readonly double _floor = 0.1;
                private int used;
                public static Curve One { get; } = new(0.02, new double[] { 1, 2, 3 });
                public double Yield(double x, int i) { used++; return x * (rate + times[i] * x) + _floor * used; }
                public double Beside(Curve other, double x) => x * x * other._floor + Sum(x);
                private double Sum(double x) { double s = 0; foreach (double t in times) s += t * x; return s; }
                public int Used { get => used; set => used = value; }
            }
            [Differentiable("x")]
            public static double F(double x, Curve curve)
            {
                curve.Used = 0;
                return curve.Yield(x, 1) + curve.Beside(curve, x) * curve.Yield(x, 2);
            }
            public static double D(double x, Curve curve)
            {
                double y = x * (0.02 + 3 * x) + 0.1 * 2;
                return 0.02 + 4 * x + (0.2 * x + 6) * y + (0.1 * x * x + 6 * x) * (0.02 + 6 * x);
            }
            public static object[][] At => new[] { new object[] { 1.5, Curve.One }, new object[] { -0.3, Curve.One } };
            """, LanguageVersion.CSharp12) { NeedsCurrentFramework = true },
        new("ParameterOfTheObjectItself",
            """
            public partial class Model(double k)
            {
                private double Helper(double x) => k * x * x;
                [Differentiable]
                public double G(double x) => Helper(x) + k * x;
            }
            public static partial class C
            {
                [Differentiable]
                public static double F(double x) => new Model(3).GGradient(x);
                public static double D(double x) => 6;
            }
            """, LanguageVersion.CSharp12),
        new("UsingStatementToTheEnd",
            """
            public sealed class Counter : IDisposable { public static int Open; public Counter() { Open++; } public int Count => Open; public void Dispose() => Open--; }
            [Differentiable]
            public static double F(double x, int n)
            {
                if (n < 0) throw new ArgumentOutOfRangeException(nameof(n));
                using (var counter = new Counter())
                {
                    if (n > 2) return x * counter.Count;
                    return x * x * Counter.Open;
                }
            }
            public static double D(double x, int n) => Counter.Open > 0 ? throw new InvalidOperationException("left open") : n > 2 ? 1 : 2 * x;
            """, LanguageVersion.CSharp8),
        new("UsingInABranch",
            """
            [Differentiable]
            public static double F(double x, string text)
            {
                int n = 1;
                if (x > 1) { using var reader = new System.IO.StringReader(text); n = reader.Read(); }
                using (var other = new System.IO.StringReader(text)) { n += other.Peek(); }
                return x * x * n;
            }
            public static double D(double x, string text) => 2 * x * ('a' + (x > 1 ? 'a' : 1));
            public static object[][] At => new[] { new object[] { 1.5, "abc" }, new object[] { 0.5, "abc" } };
            """, LanguageVersion.CSharp8),
        new("HelperThatRequires",
            """
            private static void Require(bool holds) { if (!holds) throw new InvalidOperationException("Not so"); }
            [Differentiable] public static double F(double x, double y) { Require(y > 0); return Math.Log(y) * x; }
            public static (double, double) D(double x, double y) => (Math.Log(y), x / y);
            """),
        new("HelpersThatTestNumbers",
            """
            internal static class Guard
            {
                public static void Require(bool holds, string what) { if (!holds) { Console.Write(what); throw new ArgumentException(what); } }
                public static void Within(bool above, bool below) => _ = above && below ? 0 : throw new ArgumentOutOfRangeException();
                public static double Pick(bool first, int n) => first ? n : 2;
                public static int Sign(bool positive) => positive ? 1 : -1;
            }
            public static partial class C
            {
                [Differentiable]
                public static double F(double x, double y)
                {
                    Guard.Require(!double.IsNaN(x), nameof(x));
                    Guard.Within(x > -10, x < 10);
                    return x * y * Guard.Pick(x > y, 3) * Guard.Sign(x > 0);
                }
                public static (double, double) D(double x, double y) { double k = (x > y ? 3 : 2) * (x > 0 ? 1 : -1); return (y * k, x * k); }
            }
            """),
        new("HelpersThatAreNotRead",
            """
            private static double Load(int n, double scale) { try { return 12 / (n - 3) * scale; } catch (DivideByZeroException) { return 3; } }
            private static double Sum(double start, int n) { foreach (var i in new List<int> { 1, 2 }) { if (i > n) return start; start += i; } return start; }
            private static int Factorial(int n, double one) => n < 2 ? (int)one : n * Factorial(n - 1, one);
            [Differentiable] public static double F(double x, int n) => x * x * Load(n, 2.0) + Sum(1, n) * x + Factorial(4, 1) * x;
            public static double D(double x, int n) => 2 * x * (n == 3 ? 3 : 12 / (n - 3) * 2.0) + (n < 1 ? 1 : n < 2 ? 2 : 4) + 24;
            """),
        new("HeldFixedInCodeThatIsCarriedOver",
            """
            [Differentiable] public static double F(double x, double[] data) => x * data.Count(d => d > Calculus.StopGradient(x * 2 - x)) + data[(int)Calculus.StopGradient(x) & 1] * x;
            public static double D(double x, double[] data) => data.Count(d => d > x) + data[(int)x & 1];
            public static object[][] At => new[] { new object[] { 1.5, new[] { 1.0, 2, 3 } } };
            """),
    ];
}
