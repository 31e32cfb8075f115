namespace SymDiff.Generator.Tests.Programs;

/// <content>Sorting: a permutation.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> Sorting =>
    [
        new("Sorted", """
            [Differentiable(nameof(x))]
            public static double F(double[] x)
            {
                var y = (double[])x.Clone();
                Array.Sort(y);
                double s = 0;
                for (int i = 0; i < y.Length; i++) s += i * y[i] * y[i];
                return s;
            }
            """, [five], [one]),
        new("SortedInTurns", """
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a, int turns)
            {
                var y = (double[])x.Clone();
                for (int t = 0; t < turns; t++)
                {
                    Array.Sort(y);
                    for (int i = 0; i < y.Length; i++) y[i] = Math.Sin(a * (i + 1) * y[i]) + t;
                }

                double s = 0;
                for (int i = 1; i < y.Length; i++) s += y[i] * y[i - 1];
                return s;
            }
            """, [five, 0.7, 3], [five, 0.7, 0]),
        new("SortedByKeys", """
            [Differentiable(nameof(x), nameof(w))]
            public static double F(double[] x, double[] w)
            {
                var keys = new double[x.Length];
                for (int i = 0; i < x.Length; i++) keys[i] = x[i] * w[i];
                var items = (double[])w.Clone();
                Array.Sort(keys, items);
                int[] places = { 3, 1, 4, 2, 0 };
                Array.Sort(places, items);
                double s = 0;
                for (int i = 0; i < x.Length; i++) s += keys[i] * Math.Exp(items[i] * i);
                return s;
            }
            """, [five, other]),
        new("SortedOnTheStack", """
            [Differentiable(nameof(x))]
            public static double F(double[] x)
            {
                Span<double> y = stackalloc double[x.Length];
                for (int i = 0; i < x.Length; i++) y[i] = x[i] * x[i];
                y.Sort();
                y.Slice(0, 3).Reverse();
                y.Slice(1).Sort();
                return y[0] * y[x.Length / 2] + Math.Sin(y[^1]);
            }
            """, [five]),
        new("Median", """
            [Differentiable(nameof(x))]
            public static double F(double[] x)
            {
                var y = x.OrderBy(v => v).ToArray();
                return y[y.Length / 2] * y[0];
            }
            """, [five], [one]),
        new("GreatestFew", """
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a, int n)
            {
                double s = 0;
                foreach (double v in x.Where(v => v > -1).OrderByDescending(v => v * v * a)) s = Math.Sin(s + v);
                return s + x.Select(v => v * a).OrderDescending().Take(n).Sum(v => v * v);
            }
            """, [five, 0.6, 3], [five, 0.6, 0]),
        new("OrderedByData", """
            [Differentiable(nameof(x))]
            public static double F(double[] x, double[] t)
            {
                double s = 0;
                foreach (var (v, u) in x.Zip(t).OrderBy(p => p.Second)) s = s * u + v;
                return s;
            }
            """, [five, other]),
    ];
}
