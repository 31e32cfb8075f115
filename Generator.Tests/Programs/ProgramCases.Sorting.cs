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
        new("SortedDownwards", """
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a)
            {
                var y = (double[])x.Clone();
                Array.Sort(y, (p, q) => q.CompareTo(p));
                var z = x.ToList();
                z.Sort();
                z.Sort((p, q) => Math.Cos(p * a).CompareTo(Math.Cos(q * a)));
                double s = 0;
                for (int i = 0; i < y.Length; i++) s += (i + 1) * y[i] * y[i] + Math.Sin(z[i] * i);
                Span<double> t = y;
                t.Sort((p, q) => -Comparer<double>.Default.Compare(p * p, q * q));
                return s * y[0] * t[^1];
            }
            """, [five, 0.7], [one, 1.2]),
        new("SortedStructs", """
            public struct Body { public double Mass, Speed; public int Kind; }

            [Differentiable(nameof(m), nameof(v))]
            public static double F(double[] m, double[] v)
            {
                var bodies = new Body[m.Length];
                for (int i = 0; i < m.Length; i++) bodies[i] = new Body { Mass = m[i], Speed = v[i], Kind = i % 2 };
                Array.Sort(bodies, (a, b) => (a.Mass * a.Speed).CompareTo(b.Mass * b.Speed));
                double s = 0;
                for (int i = 0; i < m.Length; i++) s += (i + 1) * bodies[i].Mass * Math.Sin(bodies[i].Speed);
                Array.Sort(bodies, (a, b) => b.Kind.CompareTo(a.Kind));
                for (int i = 0; i < m.Length; i++) s += i * bodies[i].Speed * bodies[i].Kind;
                return s;
            }
            """, [five, other], [one, one]),
        new("SortedWithTies", """
            [Differentiable(nameof(x))]
            public static double F(double[] x, int n)
            {
                var keys = new double[n];
                var items = new double[n];
                for (int i = 0; i < n; i++)
                {
                    keys[i] = i * 7 % 3;
                    items[i] = x[i % x.Length] * (i + 1);
                }

                Array.Sort(keys, items);
                var tied = new (double Key, double Item)[n];
                for (int i = 0; i < n; i++) tied[i] = (i * 5 % 4, items[i]);
                Array.Sort(tied, (a, b) => b.Key.CompareTo(a.Key));
                double s = 0;
                for (int i = 0; i < n; i++) s += i * items[i] + Math.Sin(i * tied[i].Item * 1e-2);
                return s;
            }
            """, [five, 100], [one, 3]),
        new("GreatestBy", """
            public readonly record struct Pair(double First, double Second);

            [Differentiable(nameof(x), nameof(w))]
            public static double F(double[] x, double[] w)
            {
                double s = x.MaxBy(v => v * v) * x.MinBy(v => Math.Abs(v - 0.3));
                var greatest = x.Zip(w, (a, b) => new Pair(a, b)).MaxBy(p => p.First * p.Second);
                int nearest = 0;
                s += Enumerable.Range(0, x.Length).Select(i => (x[i], i)).MinBy(p => (p.i - 1) * (p.i - 1)).Item1;
                return s * Math.Sin(greatest.First) + greatest.Second + nearest;
            }
            """, [five, other], [one, one]),
    ];
}
