using Microsoft.CodeAnalysis.CSharp;

namespace SymDiff.Generator.Tests.Constructs;

internal static partial class Gallery
{
    private static Construct[] Calls =>
    [
        new("StaticHelper",
            """
            private static double Square(double a) => a * a;
            private static double Density(double z, double mu, double sigma) { double r = (z - mu) / sigma; return -0.5 * Square(r) - Math.Log(sigma); }
            [Differentiable] public static double F(double mu, double sigma) => Density(2, mu, sigma) + Square(Square(mu));
            public static (double, double) D(double mu, double sigma) => ((2 - mu) / (sigma * sigma) + 4 * mu * mu * mu, (2 - mu) * (2 - mu) / (sigma * sigma * sigma) - 1 / sigma);
            """),
        new("HelperOfAnotherType",
            """
            internal static class Helper { internal static readonly double Two = 2; internal static double Twice(double a) => a * Two; }
            public static partial class C
            {
                [Differentiable] public static double F(double x) => Helper.Twice(x * x) + Deep.Inner.Cube(x);
                public static double D(double x) => 4 * x + 3 * x * x;
            }
            namespace Deep { public static class Inner { public static double Cube(double a) => a * a * a; } }
            """),
        new("InstanceHelper",
            """
            public sealed class Normal
            {
                private readonly double mean;
                public Normal(double mean, double scale) { this.mean = mean; Scale = scale; }
                public double Mean => mean;
                public double Scale { get; }
                public double LogDensity(double z) => -Calculus.Square((z - Mean) / Scale) / 2 - Math.Log(Scale);
            }
            [Differentiable] public static double F(double x, Normal q) => q.LogDensity(x * x) * x;
            public static double D(double x, Normal q) => q.LogDensity(x * x) - (x * x - q.Mean) / (q.Scale * q.Scale) * 2 * x * x;
            public static object[][] At => new[] { new object[] { 1.5, new Normal(0.5, 2) }, new object[] { -0.5, new Normal(-1, 0.25) } };
            """),
        new("ExtensionHelper",
            """
            internal static class Extensions { internal static double Squared(this double a) => a * a; internal static double Times(this int n, double a) => n * a; }
            public static partial class C
            {
                [Differentiable] public static double F(double x) => x.Squared().Squared() + 3.Times(x) + Extensions.Squared(x);
                public static double D(double x) => 4 * x * x * x + 3 + 2 * x;
            }
            """),
        new("GenericHelper",
            """
            private static double Weighted<T>(double a, T weight, Func<T, double> value) => a * a * value(weight);
            private static double Second<T>(T first, double a) where T : struct => a * a + first.GetHashCode();
            [Differentiable] public static double F(double x, int n) => Weighted(x, n, m => m * 2.0) + Second(5, x) + Second<long>(7, x * x);
            public static double D(double x, int n) => 4 * x * n + 2 * x + 4 * x * x * x;
            """),
        new("InRefOut",
            """
            private static double Take(in double a, ref double b, out double c) { b *= a; c = a + b; return a * c; }
            [Differentiable]
            public static double F(double x, double y)
            {
                double r = Take(x, ref y, out double s);
                r += Take(in s, ref x, out double t);
                return r * t + y * x;
            }
            public static (double, double) D(double x, double y)
            {
                double y1 = x * y, s1 = x + y1, r1 = x * s1, x2 = x * s1, s2 = s1 + x2, r2 = r1 + s1 * s2;
                double dxs1 = 1 + y, dys1 = x, dxr1 = s1 + x * dxs1, dyr1 = x * dys1, dxs2 = dxs1 + dxr1, dys2 = dys1 + dyr1;
                double dxr2 = dxr1 + dxs1 * s2 + s1 * dxs2, dyr2 = dyr1 + dys1 * s2 + s1 * dys2;
                return (dxr2 * s2 + r2 * dxs2 + y * x2 + y1 * dxr1, dyr2 * s2 + r2 * dys2 + x * x2 + y1 * dyr1);
            }
            """),
        new("OutDiscardAndVar",
            """
            private static bool Split(double a, out double half, out int sign) { half = a / 2; sign = a < 0 ? -1 : 1; return a > 0.5; }
            [Differentiable] public static double F(double x) => Split(x * x * x, out var h, out _) ? h * h : Split(x, out _, out int s) ? 1 : s * h;
            public static double D(double x) => x * x * x > 0.5 ? 1.5 * x * x * x * x * x : x > 0.5 ? 0 : (x < 0 ? -1 : 1) * 1.5 * x * x;
            """),
        new("OptionalAndNamed",
            """
            private static double G(double a, double b = 2, int n = 3, double c = Math.PI) => a * a * b + n * b - c * a;
            [Differentiable] public static double F(double x, double y) => G(x) + G(y, x) + G(n: 4, a: x * y, c: y) + G(b: y, a: x) + G(x, c: y, b: x);
            public static (double, double) D(double x, double y) =>
                (4 * x - Math.PI + y * y + 3 + 4 * x * y * y - y * y + 2 * x * y - Math.PI + 3 * x * x + 3 - y,
                2 * x * y - Math.PI + 4 * x * x * y - 2 * x * y + x * x + 3 - x);
            """),
        new("ArgumentsInWrittenOrder",
            """
            private static double G(double a, double b) => a - 2 * b;
            [Differentiable] public static double F(double x) => G(b: x *= 2, a: x * x);
            public static double D(double x) => 8 * x - 4;
            """),
        new("Params",
            """
            private static double Sum(double scale, params double[] xs) { double s = 0; foreach (var v in xs) s += v * v; return s * scale + xs.Length; }
            [Differentiable] public static double F(double x, double y) => Sum(x) + Sum(2, x) + Sum(y, x, y, x * y);
            public static (double, double) D(double x, double y) => (4 * x + 2 * x * y + 2 * x * y * y * y + 0, x * x + 3 * y * y + 3 * x * x * y * y);
            """),
        new("LocalFunctions",
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                double scale = x * y;
                double G(double a) { double b = a * scale; return b * H(b); }
                double H(double a) => a + y;
                void Bump() { scale += 1; }
                double r = G(x);
                Bump();
                return r + G(y);
            }
            public static (double, double) D(double x, double y)
            {
                double b1 = x * x * y, b2 = y * (x * y + 1);
                return ((2 * b1 + y) * 2 * x * y + (2 * b2 + y) * y * y, (2 * b1 + y) * x * x + b1 + (2 * b2 + y) * (2 * x * y + 1) + b2);
            }
            """),
        new("StaticLocalFunctions",
            """
            [Differentiable] public static double F(double x) { return G(x) * G(x + 1); static double G(double a) => Math.Log(a * a + 1); }
            public static double D(double x) => 2 * x / (x * x + 1) * Math.Log((x + 1) * (x + 1) + 1) + Math.Log(x * x + 1) * 2 * (x + 1) / ((x + 1) * (x + 1) + 1);
            """, LanguageVersion.CSharp8),
        new("Lambdas",
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                Func<double, double> square = a => a * a;
                Func<double, double, double> mix = (a, b) => { double t = a * y; return t + b; };
                Func<double, double> exp = Math.Exp;
                return square(x) + mix(x, square(y)) * exp(x);
            }
            public static (double, double) D(double x, double y) => (2 * x + (y + x * y + y * y) * Math.Exp(x), (x + 2 * y) * Math.Exp(x));
            """),
        new("StaticLambdas",
            """
            [Differentiable] public static double F(double x) { Func<double, double> cube = static a => a * a * a; var twice = static (double a) => 2 * a; return cube(twice(x)); }
            public static double D(double x) => 24 * x * x;
            """, LanguageVersion.CSharp10),
        new("HelpersWithReturnsInBranches",
            """
            private static double Huber(double r, double d) { if (Math.Abs(r) <= d) return r * r / 2; return d * (Math.Abs(r) - d / 2); }
            private static double Clamp(double a) { if (a < 0) { if (a < -1) return -1; return a; } else if (a > 1) { return 1; } a *= a; return a; }
            [Differentiable] public static double F(double x) => Huber(x, 1) + x * Clamp(x);
            public static double D(double x) => (Math.Abs(x) <= 1 ? x : Math.Sign(x)) + (x > 1 ? 1 : x < 0 ? (x < -1 ? -1 : 2 * x) : 3 * x * x);
            """),
        new("HelperThatReturnsTuple",
            """
            private static (double Mean, double Variance) Moments(double a, double b) => ((a + b) / 2, (a - b) * (a - b) / 4);
            [Differentiable] public static double F(double x, double y) { var (m, v) = Moments(x, y); var n = Moments(m, v); return n.Mean * n.Variance; }
            public static (double, double) D(double x, double y)
            {
                double m = (x + y) / 2, v = (x - y) * (x - y) / 4;
                double dm = (m - v) * (m - v) / 8 + (m + v) / 2 * (m - v) / 2, dv = (m - v) * (m - v) / 8 - (m + v) / 2 * (m - v) / 2;
                return (dm / 2 + dv * (x - y) / 2, dm / 2 - dv * (x - y) / 2);
            }
            """),
        new("HelperThatThrows",
            """
            private static double Positive(double a, string name) => a > 0 ? a : throw new ArgumentOutOfRangeException(name);
            [Differentiable] public static double F(double x, double y) { return Math.Log(Positive(y, nameof(y))) * x; }
            public static (double, double) D(double x, double y) => (Math.Log(y), x / y);
            """),
        new("CallOfAMarkedMethod",
            """
            [Differentiable] public static double G(double a, double b) => a * a * b;
            [Differentiable] public static double F(double x) => G(x, Math.Sin(x)) + G(b: 2, a: x);
            public static double D(double x) => 2 * x * Math.Sin(x) + x * x * Math.Cos(x) + 4 * x;
            """),
        new("DerivativeOfOwn",
            """
            private static double Table(double a) { double s = 0; for (int i = 0; i < 3; i++) s += Math.Pow(a, i); return s; }
            [DerivativeOf(typeof(C), nameof(Table))] private static double TableDerivative(double a) => 1 + 2 * a;
            private static double Norm(double a, int n, double b) { double s = a * a; for (int i = 0; i < n; i++) s += b * b; return Math.Sqrt(s); }
            [DerivativeOf(typeof(C), "Norm")] private static (double, double) NormDerivative(double a, int n, double b, double result) => (a / result, n * b / result);
            [Differentiable] public static double F(double x, double y) => Table(x * y) * Norm(x, 2, y);
            public static (double, double) D(double x, double y)
            {
                double p = x * y, t = 1 + p + p * p, n = Math.Sqrt(x * x + 2 * y * y);
                return ((1 + 2 * p) * y * n + t * x / n, (1 + 2 * p) * x * n + t * 2 * y / n);
            }
            """),
        new("DerivativeOfALibrary",
            """
            [DerivativeOf(typeof(MathF), nameof(MathF.BitIncrement))] private static float Unused(float x) => 1;
            [DerivativeOf(typeof(Math), nameof(Math.BitIncrement))] private static double Next(double x) => 1;
            [Differentiable] public static double F(double x) => Math.BitIncrement(x * x);
            public static double D(double x) => 2 * x;
            """) { NeedsCurrentFramework = true },
        new("OperatorsOfOwnTypes",
            """
            public readonly struct Pair
            {
                public readonly double A, B;
                public Pair(double a, double b) { A = a; B = b; }
                public static double operator *(Pair p, double x) => p.A * x + p.B * x * x;
                public static explicit operator double(Pair p) => p.A;
            }
            [Differentiable] public static double F(double x, Pair p) => p * x + (double)p * x;
            public static double D(double x, Pair p) => 2 * p.A + 2 * p.B * x;
            public static object[][] At => new[] { new object[] { 1.5, new Pair(2, 3) } };
            """),
        new("PropertyOfAHelper",
            """
            private static double Scale { get; } = 4;
            private static double Twice { get { return Scale * 2; } }
            private static double field = 3;
            [Differentiable] public static double F(double x) => x * x * Scale + Twice * x + field * x;
            public static double D(double x) => 8 * x + 8 + 3;
            """),
        new("SharedHelperAtDifferentArguments",
            """
            private static double Kernel(double a, double b, double l) { var d = (a - b) / l; return Math.Exp(-d * d / 2); }
            [Differentiable] public static double F(double l, double s) => s * s * (Kernel(0, 1, l) + Kernel(1, 3, l) - 2 * Kernel(0, 3, l));
            public static (double, double) D(double l, double s)
            {
                double k1 = Math.Exp(-1 / (2 * l * l)), k2 = Math.Exp(-4 / (2 * l * l)), k3 = Math.Exp(-9 / (2 * l * l));
                return (s * s * (k1 + 4 * k2 - 18 * k3) / (l * l * l), 2 * s * (k1 + k2 - 2 * k3));
            }
            """),
        new("ClosuresThatWrite",
            """
            [Differentiable]
            public static double F(double x)
            {
                double total = 0; int calls = 0;
                void Add(double a) { total += a * a; calls++; }
                Add(x); Add(Math.Sin(x));
                return total / calls;
            }
            public static double D(double x) => x + Math.Sin(x) * Math.Cos(x);
            """),
    ];
}
