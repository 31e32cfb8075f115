namespace SymDiff.Generator.Tests.Constructs;

/// <summary>One variable under several names.</summary>
internal static partial class Gallery
{
    private static Construct[] References =>
    [
        new("InAndOutOfOneVariable",
            """
            private static double Take(in double a, out double c) { c = a + 1; return a * c; }
            [Differentiable] public static double F(double x) { double s = x; return Take(in s, out s) + Take(s, out double t) * t; }
            public static double D(double x) => 2 * (x + 1) + (x + 2) * (x + 2) + 2 * (x + 1) * (x + 2);
            """),
        new("RefAndRefOfOneVariable",
            """
            private static double Both(ref double a, int n, ref double b) { a += n; b *= 2; return a * b; }
            [Differentiable] public static double F(double x) { double s = x; return Both(ref s, 1, ref s) + s; }
            public static double D(double x) => 8 * (x + 1) + 2;
            """),
        new("OneVariableThroughTwoCallees",
            """
            private static double Inner(in double a, out double c) { c = a + 1; return a * c; }
            private static double Take(ref double a, ref double b) => Inner(in a, out b) * a;
            [Differentiable] public static double F(double x, double y) => Take(ref x, ref x) + Take(ref x, ref y) * y;
            public static (double, double) D(double x, double y) => (3 * (x + 1) * (x + 1) + 2 * (x + 1) * (x + 2) * (x + 2) + 2 * (x + 1) * (x + 1) * (x + 2), 0);
            """),
        new("ReadAfterTheLaterArguments",
            """
            private static double Times(in double a, double b) => a * b;
            private static double Add(ref double a, double b) { a += b; return a * b; }
            [Differentiable] public static double F(double x) { double s = x; return Times(in s, s += 2) + Add(ref s, s *= 3); }
            public static double D(double x) => 2 * (x + 2) + 36 * (x + 2);
            """),
        new("CapturedAndPassed",
            """
            [Differentiable]
            public static double F(double x, double y)
            {
                double s = x;
                double Grow(out double c) { c = s + 1; return s * c; }
                double Shrink(in double c) { s /= 2; return s * c; }
                double Outer(ref double d) { double Deep(ref double e) { e += y; return s * e; } return Deep(ref d) + Grow(out d); }
                return Grow(out s) + Shrink(in s) * y + Outer(ref s) + Outer(ref y) + s;
            }
            public static (double, double) D(double x, double y)
            {
                double a = x + 1, h = a / 2, s = h + y, t = s + 1, u = y + y, v = t + 1;
                double dx = 2 * a + 2 * h * 0.5 * y + 2 * s * 0.5 + 2 * t * 0.5 + 0.5 * u + (t + v) * 0.5 + 0.5;
                return (dx, h * h + 2 * s + 2 * t + u + 2 * t + t + v + 1);
            }
            """),
        new("LocalFunctionsOfAParamsMethod",
            """
            private static double Sum(params double[] xs) { double Last() { return xs[xs.Length - 1]; } return Last() * xs.Length; }
            [Differentiable] public static double F(double x, double y) => Sum(x) * Sum(x, y) + Sum(y, x, y);
            public static (double, double) D(double x, double y) => (2 * y, 2 * x + 3);
            """),
        new("TryWithOut",
            """
            private static bool Try(double a, out double root) { if (a < 0) { root = 0; return false; } root = Math.Sqrt(a); return true; }
            [Differentiable] public static double F(double x, double y) => Try(x, out var r) ? r * y : Try(y * y, out r) ? r * x : r;
            public static (double, double) D(double x, double y) => x < 0 ? (Math.Abs(y), Math.Sign(y) * x) : (y / (2 * Math.Sqrt(x)), Math.Sqrt(x));
            """),
        new("ReferencesAndReturnsInBranches",
            """
            private static double Step(ref double a, double b) { if (a > b) { a = 2 * a; return b; } a += b; if (a > 1) return a; a *= a; return 2; }
            [Differentiable]
            public static double F(double x, double y)
            {
                double s = x;
                double Bump() { if (s > y) { s = 2 * s; return 1; } s = 3 * s; return 2; }
                void Stop() { if (s > 1) { s -= y; return; } s += y; }
                double r = Step(ref s, y) + Bump();
                Stop();
                return r * s;
            }
            public static (double, double) D(double x, double y)
            {
                double s = x, sx = 1, sy = 0, r, rx, ry;
                if (s > y) { s = 2 * s; sx = 2; r = y; rx = 0; ry = 1; }
                else { s += y; sy = 1; if (s > 1) { r = s; rx = 1; ry = 1; } else { sx = 2 * s; sy = 2 * s; s *= s; r = 2; rx = 0; ry = 0; } }
                double k = s > y ? 2 : 3; r += s > y ? 1 : 2; s *= k; sx *= k; sy *= k;
                if (s > 1) { s -= y; sy -= 1; } else { s += y; sy += 1; }
                return (rx * s + r * sx, ry * s + r * sy);
            }
            """),
        new("RefParametersThatAreData",
            """
            public static partial class P
            {
                [Differentiable] public static double Loss(double x, ref int calls, out string text) { calls++; text = "a" + calls; return x * x * calls + text.Length * x; }
            }
            public static partial class C
            {
                public static double F(double x) { int n = 2; return P.Loss(x, ref n, out _) + n; }
                public static double FGradient(double x) { int n = 2; return P.LossGradient(x, ref n, out _); }
                public static (double, double) FValueAndGradient(double x) { int n = 2; var r = P.LossValueAndGradient(x, ref n, out var t); return (r.Value + n, r.Gradient + t.Length - 2); }
                public static double D(double x) => 6 * x + 2;
            }
            """),
        new("OutParametersAndEarlyReturns",
            """
            public static partial class P
            {
                [Differentiable(nameof(x))]
                public static double Loss(double x, ref double total, out int which)
                {
                    double before = total;
                    if (x > 1) { total = 7; which = 1; return x * before; }
                    total += before;
                    int.TryParse("2", out which);
                    if (x > 0.5) return which * x * total;
                    which = 3;
                    return x * x * total;
                }
            }
            public static partial class C
            {
                public static double F(double x) { double t = 2; return P.Loss(x, ref t, out var n) + 10 * t + 100 * n; }
                public static double FGradient(double x) { double t = 2; return P.LossGradient(x, ref t, out _); }
                public static (double, double) FValueAndGradient(double x) { double t = 2; var r = P.LossValueAndGradient(x, ref t, out var n); return (r.Value + 10 * t + 100 * n, r.Gradient); }
                public static double D(double x) => x > 1 ? 2 : x > 0.5 ? 8 : 8 * x;
            }
            """),
    ];
}
