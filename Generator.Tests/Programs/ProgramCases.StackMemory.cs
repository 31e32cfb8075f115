namespace SymDiff.Generator.Tests.Programs;

/// <content>Memory on the stack, of the method and of functions that are called in its loops.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> StackMemory =>
    [
        new("StackOfAFunctionInTurns", """
            private static double Ring(ReadOnlySpan<double> x, double a)
            {
                Span<double> w = stackalloc double[x.Length];
                for (int i = 0; i < x.Length; i++) w[i] = x[i] * a;
                double s = 0;
                for (int i = 0; i < w.Length; i++) s += w[i] * w[(i + 1) % w.Length];
                return s;
            }

            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a, int n)
            {
                double t = a;
                for (int k = 0; k < n; k++) t = Math.Sin(t + Ring(x, t));
                return t;
            }
            """, [three, 0.5, 4], [three, 0.5, 0]),
        new("StackUnderAConditionInTurns", """
            private static double Last(ReadOnlySpan<double> x, double a, int k)
            {
                if (k % 2 == 0)
                {
                    Span<double> w = stackalloc double[x.Length];
                    x.CopyTo(w);
                    for (int i = 1; i < w.Length; i++) w[i] += a * w[i - 1];
                    return w[^1];
                }

                return a;
            }

            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a, int n)
            {
                double t = a;
                for (int k = 0; k < n; k++) t = Math.Sin(t + Last(x, t, k));
                return t;
            }
            """, [three, 0.5, 4]),
        new("SortedOnTheStackInTurns", """
            private static double Ranked(ReadOnlySpan<double> data, int k)
            {
                Span<double> w = stackalloc double[data.Length];
                data.CopyTo(w);
                w.Sort();
                return w[k % w.Length];
            }

            [Differentiable(nameof(a))]
            public static double F(double a, double[] data, int n)
            {
                double t = a;
                for (int k = 0; k < n; k++) t = Math.Sin(t + Ranked(data, k));
                return t;
            }
            """, [0.5, three, 4]),
        new("ListedOnTheStack", """
            private static double Mixed(double a, double b)
            {
                ReadOnlySpan<double> w = stackalloc double[] { a, b, a * b };
                Span<double> z = stackalloc[] { a, b };
                z[0] *= b;
                double s = 0;
                for (int i = 0; i < w.Length; i++)
                    for (int j = 0; j < z.Length; j++) s += w[(i + j) % 3] * z[j];
                return s;
            }

            [Differentiable]
            public static double F(double x, double a, int n)
            {
                double t = a;
                for (int k = 0; k < n; k++) t = Math.Sin(t + Mixed(x, t));
                return t;
            }
            """, [0.1, 0.4, 4]),
        new("TablesOnTheStackInTurns", """
            private static double Picked(ReadOnlySpan<double> x, int k, double t)
            {
                Span<int> places = stackalloc int[4] { 0, 2, 1, 0 };
                Span<int> moved = stackalloc int[x.Length];
                for (int i = 0; i < moved.Length; i++) moved[i] = (i + k) % x.Length;
                return x[places[k % 4]] * t + x[moved[0]];
            }

            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a, int n)
            {
                double t = a;
                for (int k = 0; k < n; k++) t = Math.Sin(t + Picked(x, k, t));
                return t;
            }
            """, [three, 0.4, 6]),
        // The rows of the Hessian are as many runs of the method.
        new("StatesOfAPlane", """
            private static double LogSum(ReadOnlySpan<double> x)
            {
                double m = double.NegativeInfinity;
                foreach (var v in x) if (v > m) m = v;
                double s = 0;
                foreach (var v in x) s += Math.Exp(v - m);
                return m + Math.Log(s);
            }

            [Differentiable(nameof(theta), nameof(mu))]
            public static double F(double[,] theta, double[] mu, double[] y)
            {
                int count = mu.Length;
                Span<double> gamma = stackalloc double[count];
                Span<double> next = stackalloc double[count];
                Span<double> terms = stackalloc double[count];
                for (int k = 0; k < count; k++) gamma[k] = -0.5 * (y[0] - mu[k]) * (y[0] - mu[k]);
                for (int t = 1; t < y.Length; t++)
                {
                    for (int k = 0; k < count; k++)
                    {
                        for (int j = 0; j < count; j++) terms[j] = gamma[j] + theta[j, k] - 0.5 * (y[t] - mu[k]) * (y[t] - mu[k]);
                        next[k] = LogSum(terms);
                    }

                    next.CopyTo(gamma);
                }

                return LogSum(gamma);
            }
            """, [square, three, five]),
    ];
}
