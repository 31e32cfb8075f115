namespace SymDiff.Generator.Tests.Constructs;

internal static partial class Gallery
{
    private static Construct[] Statements =>
    [
        new("ExpressionBody",
            """
            [Differentiable] public static double F(double x, double y) => x * x * y + Math.Sin(y);
            public static (double, double) D(double x, double y) => (2 * x * y, x * x + Math.Cos(y));
            """),
        new("BlockBody",
            """
            [Differentiable] public static double F(double x) { return Math.Exp(-x * x / 2); }
            public static double D(double x) => -x * Math.Exp(-x * x / 2);
            """),
        new("LocalReassigned",
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                double a = x * y;
                a = a * a + x;
                a = Math.Sin(a);
                return a * y;
            }
            public static (double, double) D(double x, double y)
            {
                double c = Math.Cos(x * y * x * y + x);
                return (y * c * (2 * x * y * y + 1), y * c * 2 * x * x * y + Math.Sin(x * y * x * y + x));
            }
            """),
        new("ParameterReassigned",
            """
            [Differentiable] public static double F(double x, double y) { x = x * y; y = x + y; return x * y; }
            public static (double, double) D(double x, double y) => (2 * x * y * y + y * y, 2 * x * x * y + 2 * x * y);
            """),
        new("CompoundAssignments",
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                double a = x;
                a += y; a *= x; a -= 3; a /= y; a %= 100;
                return a;
            }
            public static (double, double) D(double x, double y) => ((2 * x + y) / y, x / y - (x * x + x * y - 3) / (y * y));
            """),
        new("IncrementAndDecrement",
            """
            [Differentiable]
            public static double F(double x)
            {
                double a = x++;
                double b = ++x;
                double c = x--;
                --x;
                return a * b * c * x;
            }
            public static double D(double x) => 4 * x * x * x + 12 * x * x + 8 * x;
            """),
        new("AssignmentAsValue",
            """
            [Differentiable] public static double F(double x, double y) { double a, b; a = b = x * y; return (a = a * x) + (b += y) * a; }
            public static (double, double) D(double x, double y) => (2 * x * y + 3 * x * x * y * y + 2 * x * y * y, x * x + 2 * x * x * x * y + 2 * x * x * y);
            """),
        new("OrderOfEvaluation",
            """
            [Differentiable] public static double F(double x) { return x * (x = x + 1) * x + (x *= 2); }
            public static double D(double x) => 3 * x * x + 4 * x + 1 + 2;
            """),
        new("Deconstruction",
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                var (a, b) = (x * y, x - y);
                (a, b) = (b, a);
                (double c, _) = (a * b, 7);
                return c * a;
            }
            public static (double, double) D(double x, double y) => (2 * (x - y) * x * y + (x - y) * (x - y) * y, -2 * (x - y) * x * y + (x - y) * (x - y) * x);
            """),
        new("Tuples",
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                (double Mean, double Variance) m = (x, y * y);
                var n = (m.Mean * 2, Inner: (m.Variance, x));
                m.Mean = m.Mean * y;
                return n.Item1 * n.Inner.Item1 + m.Item1 * n.Inner.Item2;
            }
            public static (double, double) D(double x, double y) => (2 * y * y + 2 * x * y, 4 * x * y + x * x);
            """),
        new("TupleSwap",
            """
            [Differentiable] public static double F(double x, double y, double z) { (x, y, z) = (y, z, x); return x * Math.Exp(y) - z; }
            public static (double, double, double) D(double x, double y, double z) => (-1, Math.Exp(z), y * Math.Exp(z));
            """),
        new("TupleComparison",
            """
            [Differentiable] public static double F(double x, int n, int m) => (n, m) == (2, 3) ? x * x : (n, m) != (6, 0) ? x * x * x : 5 * x;
            public static double D(double x, int n, int m) => n == 2 && m == 3 ? 2 * x : n != 6 || m != 0 ? 3 * x * x : 5;
            public static object[][] At => new[] { new object[] { 1.5, 2, 3 }, new object[] { 1.5, 2, 4 }, new object[] { 1.5, 6, 0 } };
            """),
        new("Constants",
            """
            private const double Half = 0.5;
            [Differentiable] public static double F(double x) { const double third = 1d / 3, two = 2; const int n = 4; return Half * x * x * third + two * x / n; }
            public static double D(double x) => x / 3 + 0.5;
            """),
        new("ConstantsOfOtherTypes",
            """
            public static class K { public const double Tau = 6.25; internal const float Third = 0.25f; public const int Seven = 7; public const char A = 'a'; public const long Big = 1L << 40; }
            [Differentiable] public static double F(double x) => Math.PI * x * x + K.Tau * x - K.Third * x + K.Seven * x + K.A * x + x * double.Epsilon + x / K.Big + int.MaxValue * x + Math.E;
            public static double D(double x) => 2 * Math.PI * x + 6.25 - 0.25 + 7 + 97 + 1.0 / (1L << 40) + int.MaxValue;
            """),
        new("SeveralDeclarators",
            """
            [Differentiable] public static double F(double x) { double a = x, b = a * a, c; c = b * a; return a + b + c; }
            public static double D(double x) => 1 + 2 * x + 3 * x * x;
            """),
        new("NestedBlocks",
            """
            [Differentiable]
            public static double F(double x)
            {
                double s = 0;
                { double a = x * x; s += a; }
                { double a = Math.Exp(x); { s += a; } }
                ;
                return s;
            }
            public static double D(double x) => 2 * x + Math.Exp(x);
            """),
        new("SiblingScopesOfOneName",
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                if (x > 0) { double a = x * y; y += a; } else { float a = 3; y -= a; }
                { int a = 5; return y * a; }
            }
            public static (double, double) D(double x, double y) => x > 0 ? (5 * y, 5 * (1 + x)) : (0, 5);
            """),
        new("IfElse",
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                double r;
                if (x > y) r = x * x * y;
                else if (x > 0 && y > 0) { r = Math.Log(x) * y; }
                else r = y - x;
                return r * 2;
            }
            public static (double, double) D(double x, double y) => x > y ? (4 * x * y, 2 * x * x) : x > 0 && y > 0 ? (2 * y / x, 2 * Math.Log(x)) : (-2.0, 2.0);
            """),
        new("IfWithoutElse",
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                double r = x * y;
                if (x < 0) r = -r;
                if (y > 1) { r *= r; x += 1; }
                return r + x;
            }
            public static (double, double) D(double x, double y) => y > 1 ? (2 * x * y * y + 1, 2 * x * x * y) : x < 0 ? (-y + 1, -x) : (y + 1, x);
            """),
        new("EarlyReturn",
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                if (x < 0) return y * y;
                double a = x * y;
                if (a > 0.9) { if (y > 1) return a * a; a += 1; }
                return a * x;
            }
            public static (double, double) D(double x, double y) => x < 0 ? (0, 2 * y)
                : x * y > 0.9 ? (y > 1 ? (2 * x * y * y, 2 * x * x * y) : (2 * x * y + 1, x * x)) : (2 * x * y, x * x);
            """),
        new("GuardClauses",
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                if (x > 1e9) throw new ArgumentException("Too large", nameof(x));
                if (!(y > 0)) { throw new ArgumentOutOfRangeException(nameof(y), y, "Not positive"); }
                return x * Math.Log(y);
            }
            public static (double, double) D(double x, double y) => (Math.Log(y), x / y);
            """),
        new("ThrowExpression",
            """
            [Differentiable] public static double F(double x, double y) => y > 0 ? Math.Sqrt(y) * x : throw new InvalidOperationException();
            public static (double, double) D(double x, double y) => (Math.Sqrt(y), x / (2 * Math.Sqrt(y)));
            """),
        new("ThrowHelpers",
            """
            [Differentiable]
            public static double F(double x, double sigma)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
                ArgumentOutOfRangeException.ThrowIfLessThan(x, -100);
                return x / sigma;
            }
            public static (double, double) D(double x, double sigma) => (1 / sigma, -x / (sigma * sigma));
            """) { NeedsCurrentFramework = true },
        new("Discards",
            """
            [Differentiable] public static double F(double x) { _ = x * 5; _ = Math.Exp(x); var _y = x; return _y * x; }
            public static double D(double x) => 2 * x;
            """),
        new("UnusedBranch",
            """
            [Differentiable] public static double F(double x) { double r = x * x; if (x > 100) { } else { } return r; }
            public static double D(double x) => 2 * x;
            """),
        new("ConstantConditions",
            """
            [Differentiable]
            public static double F(double x)
            {
                const bool precise = true;
                double r = precise ? x * x : x;
                if (sizeof(int) == 4 && precise) r += x;
                return r;
            }
            public static double D(double x) => 2 * x + 1;
            """),
        new("PassiveLoops",
            """
            [Differentiable]
            public static double F(double x, int n)
            {
                int sum = 0;
                for (int i = 1; i <= n; i++) { if (i % 2 == 0) continue; sum += i; }
                while (sum > 50) sum -= 10;
                do { sum++; } while (sum < 3);
                foreach (var c in "abc") sum += c == 'b' ? 1 : 0;
                return x * x * sum;
            }
            public static double D(double x, int n)
            {
                int sum = 0;
                for (int i = 1; i <= n; i++) { if (i % 2 == 0) continue; sum += i; }
                while (sum > 50) sum -= 10;
                do { sum++; } while (sum < 3);
                return 2 * x * (sum + 1);
            }
            """),
        new("UsingAndTryAndLock",
            """
            private static readonly object gate = new object();
            [Differentiable]
            public static double F(double x, string text)
            {
                int n = 0;
                using (var reader = new System.IO.StringReader(text)) { while (reader.Read() >= 0) n++; }
                try { n += int.Parse(text); } catch (FormatException) { n -= 1; } finally { n *= 2; }
                lock (gate) { n += 1; }
                return x * x * n;
            }
            public static double D(double x, string text) => 2 * x * (text == "12" ? 29 : 5);
            public static object[][] At => new[] { new object[] { 1.5, "12" }, new object[] { 1.5, "abc" } };
            """),
        new("GuardsAgainstNaN",
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                if (double.IsNaN(x)) throw new ArgumentException("No number", nameof(x));
                if (double.IsInfinity(y) || double.IsNegativeInfinity(x)) return 0;
                return x * Math.Exp(y);
            }
            public static (double, double) D(double x, double y) => (Math.Exp(y), x * Math.Exp(y));
            """),
    ];
}
