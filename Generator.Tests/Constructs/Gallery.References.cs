using Microsoft.CodeAnalysis.CSharp;

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
    ];
}
