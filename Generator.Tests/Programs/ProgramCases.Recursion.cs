namespace SymDiff.Generator.Tests.Programs;

/// <content>Methods that call themselves.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> Recursion =>
    [
        new("PowerByHalving", """
            [Differentiable]
            public static double F(double x, int n)
            {
                if (n == 0) return 1;
                if (n % 2 == 0)
                {
                    double half = F(x, n / 2);
                    return half * half;
                }

                return x * F(x, n - 1);
            }
            """, [1.3, 0], [1.3, 13], [0.7, 1]),
        new("RecursiveHelper", """
            private static double Power(double x, int n) => n == 0 ? 1 : x * Power(x, n - 1);
            [Differentiable]
            public static double F(double x, int n) => Power(Math.Sin(x), n) + Power(x, 3);
            """, [1.3, 0], [1.3, 5]),
        new("Legendre", """
            private static double P(int n, double x) => n == 0 ? 1 : n == 1 ? x : ((2 * n - 1) * x * P(n - 1, x) - (n - 1) * P(n - 2, x)) / n;
            [Differentiable]
            public static double F(double x, double w, int n)
            {
                double s = 0;
                for (int i = 0; i <= n; i++) s += w * P(i, x) * P(i, x);
                return s;
            }
            """, [0.3, 0.7, 6]),
        new("RecursionThroughAFunction", """
            [Differentiable]
            public static double F(double x, double y, int n) => n <= 0 ? x : Math.Sin(F(x * y, y, n - 1)) + y;
            """, [0.7, 1.1, 0], [0.7, 1.1, 40]),
        new("RecursionOfRecursion", """
            [Differentiable]
            public static double F(double x, int n) => n == 0 ? x * x : F(F(x, n - 1) * 0.5, n - 1) + 1;
            """, [0.7, 0], [0.7, 4]),
        new("RecursionUnderConditions", """
            private static double G(double x, int n) => n == 0 ? x : n % 3 == 0 ? G(x, n - 1) * G(x, n - 1) : n % 3 == 1 ? Math.Cos(G(x, n - 1)) : 2 - G(x, n - 1) + (n > 4 ? 0 : 1);
            [Differentiable]
            public static double F(double x, int n) => x > 1 ? G(x, n) : G(x, n) + Math.Exp(-G(x, n + 1));
            """, [0.7, 5], [1.3, 6], [1.3, 0]),
        new("MutualRecursion", """
            private static double Even(double x, int n) => n == 0 ? x : Odd(x * 1.1, n - 1) + x;
            private static double Odd(double x, int n) => n == 0 ? x * x : Even(Math.Sin(x), n - 1) * x;
            [Differentiable]
            public static double F(double x, int n) => Even(x, n) * Odd(x, n);
            """, [0.3, 6], [0.7, 3], [0.4, 0]),
        new("RecursionOnANumber", """
            [Differentiable]
            public static double F(double x, double y) => x < 0.01 ? y : F(x / 2, y + x * x);
            """, [0.3, 6.0], [0.7, 3.0]),
        new("RecursionOverData", """
            private static double Tree(double a, double[] x, int from, int to) =>
                to - from == 1 ? Math.Sin(a * x[from]) : Tree(a, x, from, (from + to) / 2) + Tree(a, x, (from + to) / 2, to);
            [Differentiable(nameof(a))]
            public static double F(double a, double[] x) => Tree(a, x, 0, x.Length);
            """, [0.3, five]),
        new("RecursionInALoop", """
            [Differentiable(nameof(x))]
            public static double F(double x, double[] a, int n)
            {
                if (n == 0) return 1;
                double s = 0;
                for (int i = 0; i < n; i++) s += a[i] * F(x, a, n - 1) * x;
                return s;
            }
            """, [1.3, positive, 0], [1.3, positive, 3]),
        new("RecursionInABranch", """
            [Differentiable(nameof(x))]
            public static double F(double x, double[] a, int n)
            {
                double s = x;
                for (int i = 0; i < a.Length; i++)
                {
                    if (n > 0 && a[i] > 0.5) s += Math.Sin(s) * F(x * s, a, n - 1);
                    else s *= x;
                }

                return s;
            }
            """, [0.3, positive, 0], [0.3, positive, 2]),
        new("RecursionInAll", """
            [Differentiable(nameof(x))]
            public static double F(double x, double y, int n) => n == 0 ? x * y : F(x * y, y * 1.1, n - 1);
            """, [0.3, 1.2, 0], [0.3, 1.2, 4]),
        new("RecursionElsewhere", """
            private static class Other { internal static double H(double x, int n) => n == 0 ? x : x * H(Math.Cos(x), n - 1); }
            [Differentiable]
            public static double F(double x, int n) => Other.H(x, n) * 2;
            """, [0.3, 3]),
    ];
}
