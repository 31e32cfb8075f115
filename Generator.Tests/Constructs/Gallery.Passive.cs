using Microsoft.CodeAnalysis.CSharp;

namespace SymDiff.Generator.Tests.Constructs;

internal static partial class Gallery
{
    private static Construct[] Passive =>
    [
        new("Linq",
            """
            [Differentiable]
            public static double F(double x, double[] data)
            {
                double mean = data.Average();
                int large = (from d in data where d > mean orderby d select d).Count();
                var groups = data.GroupBy(d => d > 1).ToDictionary(g => g.Key, g => g.Sum());
                return (x - mean) * (x - mean) * large + x * groups[true] + x * data.Select((d, i) => d * i).Where(d => d > 0).DefaultIfEmpty().Max();
            }
            public static double D(double x, double[] data) => 2 * (x - data.Average()) * data.Count(d => d > data.Average()) + data.Where(d => d > 1).Sum() + data.Select((d, i) => d * i).Max();
            public static object[][] At => new[] { new object[] { 1.5, new[] { 0.5, 2, 3.5, 4 } } };
            """),
        new("Strings",
            """"
            [Differentiable]
            public static double F(double x, string name)
            {
                string text = $"{name}: {name.Length:000} {{" + name + "}" + @"\n""q""" + "\t\"";
                string other = string.Format("{0}-{1}", text, name.ToUpperInvariant());
                return x * x * text.Length + x * other.IndexOf('-') + (name == "ab" ? x : 0);
            }
            public static double D(double x, string name) => 2 * x * (name.Length * 2 + 15) + name.Length * 2 + 15 + (name == "ab" ? 1 : 0);
            public static object[][] At => new[] { new object[] { 1.5, "ab" }, new object[] { 1.5, "x" } };
            """"),
        new("RawStrings",
            "[Differentiable]\npublic static double F(double x, int n)\n{\n    string text = $$\"\"\"\n        {a} {{n}}\n          \"b\"\n        \"\"\";\n    return x * x * text.Length + \"\"\"q\"q\"\"\".Length * x + \"é\"u8.Length * x;\n}\npublic static double D(double x, int n) => 2 * x * 11 + 3 + 2;",
            LanguageVersion.CSharp11) { NeedsCurrentFramework = true },
        new("DebugAssert",
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                Debug.Assert(y > -1e9, "y: " + y);
                Debug.WriteLine($"x = {x}");
                Trace.Write("");
                return x * Math.Cosh(y);
            }
            public static (double, double) D(double x, double y) => (Math.Cosh(y), x * Math.Sinh(y));
            """),
        new("Dates",
            """
            [Differentiable]
            public static double F(double x, DateTime from, TimeSpan step)
            {
                DateTime to = from.AddDays(3) + step;
                double years = (to - from).TotalDays / 365.25;
                return Math.Exp(-x * years) + (from.DayOfWeek == DayOfWeek.Sunday ? x : 0);
            }
            public static double D(double x, DateTime from, TimeSpan step) => -(3 + step.TotalDays) / 365.25 * Math.Exp(-x * (3 + step.TotalDays) / 365.25) + (from.DayOfWeek == DayOfWeek.Sunday ? 1 : 0);
            public static object[][] At => new[] { new object[] { 1.5, new DateTime(2000, 1, 2), TimeSpan.FromDays(300) } };
            """),
        new("RandomCalledOnceInOrder",
            """
            [Differentiable]
            public static double F(double x, int seed)
            {
                var random = new Random(seed);
                double first = random.NextDouble(), second = random.NextDouble() * 2;
                return x * x * first + x * second + x * random.NextDouble();
            }
            public static double D(double x, int seed)
            {
                var random = new Random(seed);
                double first = random.NextDouble(), second = random.NextDouble() * 2;
                return 2 * x * first + second + random.NextDouble();
            }
            """),
        new("EffectsInOrder",
            """
            private static int Pop(Queue<int> q) => q.Dequeue();
            [Differentiable] public static double F(double x, int n) { var q = new Queue<int>(new[] { 2, 3, 5, n }); return x * Pop(q) - x * x * Pop(q) + Math.Sin(x * q.Dequeue()) / q.Dequeue(); }
            public static double D(double x, int n) => 2 - 6 * x + 5 * Math.Cos(5 * x) / n;
            public static object[][] At => new[] { new object[] { 1.5, 7 } };
            """),
        new("EffectsOnlyInTheBranchTaken",
            """
            [Differentiable]
            public static double F(double x, int n)
            {
                var q = new Queue<int>(new[] { 2, 3, 5 });
                double a = n > 2 ? q.Dequeue() * x : x * x * q.Dequeue() * q.Dequeue();
                if (n > 2 && q.Dequeue() == 3) a *= x;
                return a * q.Dequeue();
            }
            public static double D(double x, int n) => n > 2 ? 20 * x : 60 * x;
            """),
        new("ArraysOfData",
            """
            private static readonly double[] weights = { 0.25, 0.5, 4 };
            [Differentiable]
            public static double F(double x, int[] n, double[,] m, List<double> l)
            {
                int[] copy = { 1, 2, n[0] };
                copy[1] += 5; copy[0]++;
                var jagged = new[] { new double[] { 1 }, new[] { 2.5, m[0, 1] } };
                l[0] = 7;
                return x * x * weights[n.Length] + x * copy[1] * copy[0] + x * jagged[1][1] + x * l[0] + x / l.Count;
            }
            public static double D(double x, int[] n, double[,] m, List<double> l) => 8 * x + 14 + m[0, 1] + 7 + 0.5;
            public static object[][] At => new[] { new object[] { 1.5, new[] { 4, 5 }, new double[,] { { 1, 9 } }, new List<double> { 3, 4 } } };
            """),
        new("PassiveDelegates",
            """
            [Differentiable] public static double F(double x, Func<int, double> weight, Predicate<string> p) { Func<int, int> next = k => { k++; return k; }; return x * x * weight(3) + (p("a") ? x : 0) + next(4) * x; }
            public static double D(double x, Func<int, double> weight, Predicate<string> p) => 2 * x * weight(3) + (p("a") ? 1 : 0) + 5;
            public static object[][] At => new[] { new object[] { 1.5, new Func<int, double>(k => k * 2.5), new Predicate<string>(s => s == "a") } };
            """),
        new("ObjectsAndInitializers",
            """
            public sealed class Settings { public int Level { get; set; } public List<int> Sizes { get; } = new List<int>(); public Settings Inner { get; set; } = null!; }
            [Differentiable]
            public static double F(double x)
            {
                var s = new Settings { Level = 3, Sizes = { 1, 2 }, Inner = new Settings { Level = 4 } };
                s.Level += 2; s.Inner.Level++;
                var a = new { Name = "n", Size = s.Sizes.Count };
                return x * x * s.Level + x * a.Size * a.Name.Length + x * s.Inner.Level;
            }
            public static double D(double x) => 10 * x + 2 + 5;
            """, LanguageVersion.CSharp8),
        new("ReflectionAndTypes",
            """
            [Differentiable] public static double F(double x, object o) => x * x * typeof(List<int>).Name.Length + nameof(F).Length * x + (o as string ?? "abc").Length * x + (o is string ? x : 0) + sizeof(long) * x;
            public static double D(double x, object o) => 12 * x + 1 + ((string)o).Length + 1 + 8;
            public static object[][] At => new[] { new object[] { 1.5, "ab" } };
            """),
        new("IndicesAndRanges",
            """
            [Differentiable] public static double F(double x, int[] n) => x * x * n[^1] + x * n[1..].Length + x * "hello"[1..^1].Length;
            public static double D(double x, int[] n) => 2 * x * n[n.Length - 1] + n.Length - 1 + 3;
            public static object[][] At => new[] { new object[] { 1.5, new[] { 5, 6, 7 } } };
            """, LanguageVersion.CSharp8) { NeedsCurrentFramework = true },
        new("CollectionExpressions",
            """
            [Differentiable] public static double F(double x) { int[] a = [1, 2, 3]; List<int> b = [.. a, 4]; ReadOnlySpan<int> s = [7]; return x * x * b.Count + a[1] * x + s[0] * x; }
            public static double D(double x) => 8 * x + 9;
            """, LanguageVersion.CSharp12) { NeedsCurrentFramework = true },
        new("SpansOfData",
            """
            [Differentiable] public static double F(double x, string t) { ReadOnlySpan<char> s = t.AsSpan(1); Span<int> n = stackalloc int[2]; n[1] = 5; int total = 0; foreach (ref int k in n) total += k; return x * x * s.Length + total * x; }
            public static double D(double x, string t) => 2 * x * (t.Length - 1) + 5;
            public static object[][] At => new[] { new object[] { 1.5, "abcd" } };
            """, LanguageVersion.CSharp8) { NeedsCurrentFramework = true },
        new("OutOfPassive",
            """
            [Differentiable] public static double F(double x, string s) { double.TryParse(s, out var k); return int.TryParse(s, out int n) && n > 3 ? x * x * n : k * x * x * x; }
            public static double D(double x, string s) => s == "a" ? 0 : s == "5" ? 10 * x : 6 * x * x;
            public static object[][] At => new[] { new object[] { 1.5, "a" }, new object[] { 1.5, "5" }, new object[] { 1.5, "2" } };
            """),
        new("ShadowsOfGeneratedNames",
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                double gradient = x * y, value = gradient * x, t1 = value + 1, xBar = t1 * t1, expX = Math.Exp(x), rBar = xBar * expX;
                int i = new[] { 1, 2 }.Count(t2 => t2 > 1);
                return rBar * i + Math.Exp(x);
            }
            public static (double, double) D(double x, double y)
            {
                double v = x * x * y + 1, e = Math.Exp(x);
                return (2 * v * 2 * x * y * e + v * v * e + e, 2 * v * x * x * e);
            }
            """),
        new("ReturnValueUnchangedByEffects",
            """
            [Differentiable] public static double F(double x, int[] n) { double a = x * n[0]; n[0] = n[0] + 1; double b = x * x * n[0]; n[0]--; return a + b; }
            public static double D(double x, int[] n) => n[0] + 2 * x * (n[0] + 1);
            public static object[][] At => new[] { new object[] { 1.5, new[] { 4 } } };
            """),
        new("NullableNumbers",
            """
            [Differentiable] public static double F(double x, double? w, int? n) => x * x * w.GetValueOrDefault(2) + (n.HasValue ? n.Value * x : 0) + (w is double d ? d * x : 0) + (n > 1 ? x : 0);
            public static double D(double x, double? w, int? n) => 2 * x * w.GetValueOrDefault(2) + (n ?? 0) + (w ?? 0) + (n > 1 ? 1 : 0);
            public static object[][] At => new[] { new object[] { 1.5, 3.5, 4 } };
            """),
        new("PassiveTernaryAndSwitch",
            """
            [Differentiable] public static double F(double x, int n) { string s = n > 1 ? "a" : "bcd"; int k; switch (s) { case "a": k = 3; break; default: k = 4; break; } return x * x * k; }
            public static double D(double x, int n) => 2 * x * (n > 1 ? 3 : 4);
            """),
        new("CommentsAndDirectives",
            """
            [Differentiable]
            public static double F(double x /* the argument */)
            {
            #region inside
                // A comment.
                var s = new[] { 1, /* two */ 2 }.Sum(); // after
            #if NEVER
                s = 0;
            #else
                s += 1;
            #endif
            #pragma warning disable CS0219
                int unused = 3;
            #pragma warning restore CS0219
            #endregion
                return x * x // square
                    * s;
            }
            public static double D(double x) => 8 * x;
            """),
        new("OutOfPassiveAfterReturn",
            """
            [Differentiable] public static double F(double x, string s) { if (!double.TryParse(s, out var k)) return x; return int.TryParse(s, out int n) && n > 3 ? x * x * n : k * x * x * x; }
            public static double D(double x, string s) => s == "a" ? 1 : s == "5" ? 10 * x : 6 * x * x;
            public static object[][] At => new[] { new object[] { 1.5, "a" }, new object[] { 1.5, "5" }, new object[] { 1.5, "2" } };
            """),
        new("OutVariablesOfAHelperThatIsCalledTwice",
            """
            private static int Next(int n, out int m) { m = n + 1; return n; }
            private static double Times(double a, int k) { Next(k, out var m); return a * m; }
            private static double Parsed(double a, string text) { if (int.TryParse(text, out var n) && n > 0) return a * n; return a * a; }
            [Differentiable] public static double F(double x) => Times(x, 1) + Times(x * x, 2) + Parsed(x, "4") * Parsed(x, "a");
            public static double D(double x) => 2 + 6 * x + 12 * x * x;
            """),
        new("TuplesAndLambdasInCodeThatIsCarriedOver",
            """
            private static int Largest((int A, int B) t) => Math.Max(t.A, t.B);
            [Differentiable]
            public static double F(double x, (int A, string B) t)
            {
                var (a, b) = t; t.A += 2;
                int k = 1; k = 3;
                var data = new List<int> { 1, 2, 3, 4 };
                int above = data.Count(i => i > k); k = 7;
                data.ForEach(i => k += i);
                return x * a + x * x * (t.A + b?.Length ?? 2) + above * x + k * x + Largest((t.A, 2)) * x;
            }
            public static double D(double x, (int A, string B) t) => t.A + 2 * x * (t.A + 2 + t.B.Length) + 1 + 17 + Math.Max(t.A + 2, 2);
            public static object[][] At => new[] { new object[] { 1.5, (4, "abc") } };
            """),
        // A comment between two tokens that touch each other is no space.
        new("LoopsWithoutEnd",
            """
            [Differentiable]
            public static double F(double x, int n)
            {
                int k = 0;
                for (;;) { if (k*k>n) break; else/**/k++; }
                for (int i = 0;;i++) { if (i > 3) { k+=i; break; } }
                return x * x * k;
            }
            public static double D(double x, int n) { int k = 0; while (k * k <= n) k++; return 2 * x * (k + 4); }
            public static object[][] At => new[] { new object[] { 1.5, 20 } };
            """),
        new("MemoryOnTheStackUnderACondition",
            """
            [Differentiable]
            public static double F(double x, int n)
            {
                double s = x;
                if (n > 0)
                {
                    if (n % 2 == 0) { Span<double> w = stackalloc double[4]; s = x * x; }
                    else { Span<int> w = stackalloc int[n]; w[0] = n; s = w[0] * x; }
                }

                return s;
            }
            public static double D(double x, int n) => n <= 0 ? 1 : n % 2 == 0 ? 2 * x : n;
            public static object[][] At => new[] { new object[] { 1.5, 2 }, new object[] { 1.5, 3 }, new object[] { 1.5, 0 } };
            """) { NeedsCurrentFramework = true },
    ];
}
