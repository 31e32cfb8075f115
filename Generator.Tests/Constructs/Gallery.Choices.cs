using Microsoft.CodeAnalysis.CSharp;

namespace SymDiff.Generator.Tests.Constructs;

internal static partial class Gallery
{
    private static Construct[] Choices =>
    [
        new("Conditional",
            """
            [Differentiable] public static double F(double x, double y) => x > y ? x * y : y > 1 ? x - y : x / y;
            public static (double, double) D(double x, double y) => x > y ? (y, x) : y > 1 ? (1.0, -1.0) : (1 / y, -x / (y * y));
            """),
        new("ConditionalInside",
            """
            [Differentiable] public static double F(double x, bool b) => 3 * (b ? x : 2) * (b && x > 0 || x < -1 ? 1 : x);
            public static double D(double x, bool b) => b ? (x > 0 || x < -1 ? 3 : 6 * x) : (x < -1 ? 0 : 6);
            """),
        // The choice on y > 1 has the same derivative on both sides, which holds a choice on y > k.
        new("ChoiceOfAChoice",
            """
            [Differentiable]
            public static double F(double x, double y, double w)
            {
                double u = w;
                if (w < 0) u = y;
                double k = x * (u - (1 > y ? y - 1 : y + 0.5) - y);
                return k * Math.Atan(y > k ? k : y);
            }
            public static (double, double, double) D(double x, double y, double w)
            {
                double d = (w < 0 ? y : w) - (1 > y ? y - 1 : y + 0.5) - y, k = x * d, t = y > k ? k : y, slope = k / (1 + t * t);
                double kBar = Math.Atan(t) + (y > k ? slope : 0);
                return (kBar * d, kBar * x * (w < 0 ? -1 : -2) + (y > k ? 0 : slope), w < 0 ? 0 : kBar * x);
            }
            public static object[][] At => new[] { new object[] { 0.3, 0.4, 0.6 }, new object[] { -0.3, 1.4, 0.6 }, new object[] { 1.3, 0.2, 1.7 }, new object[] { 0.3, 0.4, -0.6 }, new object[] { 0.7, -1.4, -0.6 } };
            """),
        new("ConditionWithAssignment",
            """
            [Differentiable] public static double F(double x, double y) { double a; if ((a = x * y) > 0 && (a += x) > 1) return a * a; return a; }
            public static (double, double) D(double x, double y)
            {
                double a = x * y;
                if (a > 0) { a += x; return a > 1 ? (2 * a * (y + 1), 2 * a * x) : (y + 1, x); }
                return (y, x);
            }
            """),
        new("SwitchStatementOfConstants",
            """
            [Differentiable]
            public static double F(double x, int n)
            {
                switch (n)
                {
                    case 0: return 1;
                    case 1: case 2: x = x * n; break;
                    case -3: { x += 1; break; }
                    default: throw new ArgumentOutOfRangeException(nameof(n));
                }
                return x * x;
            }
            public static double D(double x, int n) => n == 0 ? 0 : n == -3 ? 2 * (x + 1) : 2 * x * n * n;
            public static object[][] At => new[] { new object[] { 1.5, 0 }, new object[] { 1.5, 1 }, new object[] { 1.5, 2 }, new object[] { 1.5, -3 } };
            """),
        new("SwitchStatementOfStrings",
            """
            [Differentiable]
            public static double F(double x, string kind)
            {
                double r = 0;
                switch (kind)
                {
                    case "square": r = x * x; break;
                    case "cube": r = x * x * x; break;
                }
                return r;
            }
            public static double D(double x, string kind) => kind == "square" ? 2 * x : kind == "cube" ? 3 * x * x : 0;
            public static object[][] At => new[] { new object[] { 1.5, "square" }, new object[] { 1.5, "cube" }, new object[] { 1.5, "" } };
            """),
        new("SwitchStatementOfEnums",
            """
            public enum Kernel : byte { Gaussian, Linear = 5, Flat }
            [Differentiable]
            public static double F(double x, Kernel kernel)
            {
                switch (kernel)
                {
                    case Kernel.Gaussian: return Math.Exp(-x * x);
                    case Kernel.Linear: return x;
                    default: return 0;
                }
            }
            public static double D(double x, Kernel kernel) => kernel == Kernel.Gaussian ? -2 * x * Math.Exp(-x * x) : kernel == Kernel.Linear ? 1 : 0;
            public static object[][] At => new[] { new object[] { 0.5, Kernel.Gaussian }, new object[] { 0.5, Kernel.Linear }, new object[] { 0.5, Kernel.Flat } };
            """),
        new("SwitchStatementOfPatterns",
            """
            public abstract class Prior { }
            public sealed class Normal : Prior { public double Scale = 2; }
            public sealed class Cauchy : Prior { public double Scale { get; } = 3; }
            [Differentiable]
            public static double F(double x, Prior prior)
            {
                switch (prior)
                {
                    case Normal n when n.Scale > 100: return 0;
                    case Normal n: return -x * x / (2 * n.Scale * n.Scale);
                    case Cauchy c: return -Math.Log(1 + x * x / (c.Scale * c.Scale));
                    case null: return x;
                    default: return 1;
                }
            }
            public static double D(double x, Prior prior) => prior is Normal ? -x / 4 : prior is Cauchy ? -2 * x / (9 + x * x) : 1;
            public static object[][] At => new[] { new object[] { 1.5, new Normal() }, new object[] { 1.5, new Cauchy() } };
            """),
        new("SwitchStatementOnActive",
            """
            [Differentiable]
            public static double F(double x)
            {
                switch (x)
                {
                    case 0: return 5;
                    case double v when v < 0: return v * v;
                    default: return x * x * x;
                }
            }
            public static double D(double x) => x == 0 ? 0 : x < 0 ? 2 * x : 3 * x * x;
            public static object[][] At => new[] { new object[] { 0.0 }, new object[] { -1.5 }, new object[] { 1.5 } };
            """),
        new("SwitchExpressionOfConstants",
            """
            public enum Kind { A, B }
            [Differentiable] public static double F(double x, int n, Kind k) => n switch { 0 => x, 1 => x * x, _ => k switch { Kind.A => Math.Exp(x), Kind.B => 3, _ => throw new ArgumentException() } };
            public static double D(double x, int n, Kind k) => n == 0 ? 1 : n == 1 ? 2 * x : k == Kind.A ? Math.Exp(x) : 0;
            public static object[][] At => new[] { new object[] { 1.5, 0, Kind.A }, new object[] { 1.5, 1, Kind.A }, new object[] { 1.5, 2, Kind.A }, new object[] { 1.5, 2, Kind.B } };
            """, LanguageVersion.CSharp8),
        new("SwitchExpressionRelational",
            """
            [Differentiable]
            public static double F(double x, int n) => x switch
            {
                < 0 => -x * n,
                >= 0 and < 1 => x * x,
                1 or 2 => 7,
                _ when n > 5 and not 7 => x * 4,
                _ => Math.Log(x),
            };
            public static double D(double x, int n) => x < 0 ? -n : x < 1 ? 2 * x : x == 1 || x == 2 ? 0 : n > 5 && n != 7 ? 4 : 1 / x;
            public static object[][] At => new[] { new object[] { -1.5, 3 }, new object[] { 0.5, 3 }, new object[] { 2.0, 3 }, new object[] { 3.0, 6 }, new object[] { 3.0, 7 } };
            """.Replace("_ when n > 5 and not 7", "_ when n is > 5 and not 7", StringComparison.Ordinal), LanguageVersion.CSharp9),
        new("SwitchExpressionOfTypesAndProperties",
            """
            public abstract record Prior;
            public sealed record Normal(double Mean, double Scale) : Prior;
            public sealed record Flat(int Level, Flat? Next) : Prior;
            [Differentiable]
            public static double F(double x, Prior prior) => prior switch
            {
                Normal { Scale: > 1 } n => (x - n.Mean) * (x - n.Mean) / n.Scale,
                Normal (var mean, _) => x * mean,
                Flat { Level: 1 or 2 } => x,
                { } => 9 * x,
                null => 0,
            };
            public static double D(double x, Prior prior) => prior is Normal n ? (n.Scale > 1 ? 2 * (x - n.Mean) / n.Scale : n.Mean)
                : prior is Flat { Level: 1 } ? 1 : 9;
            public static object[][] At => new[] { new object[] { 1.5, new Normal(1, 2) }, new object[] { 1.5, new Normal(4, 1) },
                new object[] { 1.5, new Flat(1, null) }, new object[] { 1.5, new Flat(0, null) } };
            """, LanguageVersion.CSharp10) { NeedsCurrentFramework = true },
        new("SwitchExpressionOfTuples",
            """
            [Differentiable] public static double F(double x, bool a, int n) => (a, n) switch { (true, 0) => x, (true, _) => x * x, (false, 1) => x * x * x, _ => -x };
            public static double D(double x, bool a, int n) => a ? (n == 0 ? 1 : 2 * x) : n == 1 ? 3 * x * x : -1;
            public static object[][] At => new[] { new object[] { 1.5, true, 0 }, new object[] { 1.5, true, 1 }, new object[] { 1.5, false, 1 }, new object[] { 1.5, false, 2 } };
            """, LanguageVersion.CSharp8),
        new("IsPatterns",
            """
            [Differentiable]
            public static double F(double x, object o)
            {
                double r = x;
                if (o is int n) r *= n;
                if (o is string { Length: var length } s && length > 1) r += s[0] * x;
                if (o is not null and not string) r *= r;
                return x is > 0 and < 10 ? r : 0;
            }
            public static double D(double x, object o) => o is int n ? 2 * x * n * n : o is string s ? 1 + s[0] : 2 * x;
            public static object[][] At => new[] { new object[] { 1.5, 4 }, new object[] { 1.5, "ab" }, new object[] { 1.5, 'c' } };
            """, LanguageVersion.CSharp9),
        new("SwitchOnActiveComputed",
            """
            [Differentiable]
            public static double F(double x, double y) => (x * y) switch { > 1 => x * x, var p when p < -1 => p * p, var p => p * x };
            public static (double, double) D(double x, double y) => x * y > 1 ? (2 * x, 0) : x * y < -1 ? (2 * x * y * y, 2 * x * x * y) : (2 * x * y, x * x);
            public static object[][] At => new[] { new object[] { 1.5, 2.0 }, new object[] { 1.5, -2.0 }, new object[] { 0.5, 0.25 } };
            """, LanguageVersion.CSharp9),
        new("UnguardedDomain",
            """
            [Differentiable] public static double F(double x) => x > 0 ? Math.Sqrt(x) * Math.Log(x) : x == 0 ? 0 : -x;
            public static double D(double x) => x > 0 ? Math.Log(x) / (2 * Math.Sqrt(x)) + 1 / Math.Sqrt(x) : x == 0 ? 0 : -1;
            public static object[][] At => new[] { new object[] { 1.5 }, new object[] { 0.0 }, new object[] { -1.0 } };
            """),
        new("NonShortCircuit",
            """
            [Differentiable] public static double F(double x, bool b) => (x > 0 & b) | (x < -1 ^ b) ? x * x : !b ? x : 3 * x;
            public static double D(double x, bool b) => (x > 0 & b) | (x < -1 ^ b) ? 2 * x : !b ? 1 : 3;
            """),
        new("NullCoalescing",
            """
            [Differentiable] public static double F(double x, int? n, string s) => x * x * (n ?? 4) * (s ?? "abc").Length + x * (n?.GetHashCode() ?? 0);
            public static double D(double x, int? n, string s) => 2 * x * (n ?? 4) * s.Length + (n ?? 0);
            public static object[][] At => new[] { new object[] { 1.5, 3, "ab" }, new object[] { 1.5, 1, "abcd" } };
            """),
        new("ExtendedPropertyPatterns",
            """
            public sealed record Node(int Level, Node? Next);
            [Differentiable] public static double F(double x, Node n) => n is { Next.Level: 3, Next.Next: null } ? x * x * x : n is { Next: { Level: > 4 } m } ? x * m.Level : x * x;
            public static double D(double x, Node n) => n.Next == null ? 2 * x : n.Next.Level == 3 ? 3 * x * x : n.Next.Level;
            public static object[][] At => new[] { new object[] { 1.5, new Node(0, new Node(3, null)) }, new object[] { 1.5, new Node(0, new Node(5, null)) }, new object[] { 1.5, new Node(3, null) } };
            """, LanguageVersion.CSharp10) { NeedsCurrentFramework = true },
        new("ListPatterns",
            """
            [Differentiable] public static double F(double x, int[] n) => n is [var a, .., 3] ? x * x * a : n is [] ? 2 * x : x;
            public static double D(double x, int[] n) => n.Length == 0 ? 2 : n[n.Length - 1] == 3 ? 2 * x * n[0] : 1;
            public static object[][] At => new[] { new object[] { 1.5, new[] { 5, 4, 3 } }, new object[] { 1.5, new int[0] }, new object[] { 1.5, new[] { 1 } } };
            """, LanguageVersion.CSharp11) { NeedsCurrentFramework = true },
        new("ListPatternsOfEveryKind",
            """
            [Differentiable]
            public static double F(double x, List<int> l, string s, int[][] n)
            {
                switch (l) { case [_, > 2 and var b, ..] when b > x: x *= b; break; case [5, .., var last]: x *= last; break; case null: x *= 2; break; }
                double k = s switch { ['a', .. var rest] => rest.Length, [.., 'z'] => 7, { } => 1, null => 11 };
                return x * x * k * (n is [[1, ..], .. [_, [var inner]]] ? inner : 1);
            }
            public static double D(double x, List<int> l, string s, int[][] n)
            {
                double f = l == null ? 2 : l.Count > 1 && l[1] > 2 && l[1] > x ? l[1] : l.Count > 1 && l[0] == 5 ? l[l.Count - 1] : 1;
                double k = s == null ? 11 : s.StartsWith("a") ? s.Length - 1 : s.EndsWith("z") ? 7 : 1;
                return 2 * x * f * f * k * (n.Length == 3 && n[0].Length > 0 && n[0][0] == 1 && n[2].Length == 1 ? n[2][0] : 1);
            }
            public static object[][] At => new[]
            {
                new object[] { 1.5, new List<int> { 5, 4, 3 }, "abc", new[] { new[] { 1, 2 }, new int[0], new[] { 9 } } },
                new object[] { 1.5, new List<int> { 5, 1, 3 }, "xyz", new[] { new[] { 1, 2 }, new[] { 9 } } },
                new object[] { 1.5, new List<int>(), "", new int[0][] },
                new object[] { 1.5, null!, null!, new[] { new int[0], new int[0], new[] { 9 } } },
            };
            """, LanguageVersion.CSharp11) { NeedsCurrentFramework = true },
        new("NamesOfPatternsBeforeTheMemoryIsWritten",
            """
            public sealed class Box { public int Level = 2; public int[] Data = { 1, 2 }; }
            [Differentiable]
            public static double F(double x)
            {
                object o = new Box();
                if (o is Box { Level: var l, Data: { Length: var n } d }) { ((Box)o).Level = 5; d[0] = n; return x * x * l * d[0]; }
                return x;
            }
            public static double D(double x) => 8 * x;
            """, LanguageVersion.CSharp8),
    ];
}
