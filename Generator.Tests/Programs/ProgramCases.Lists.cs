namespace SymDiff.Generator.Tests.Programs;

/// <content>Lists that the method makes: with numbers in them, and added to in loops within loops and after them.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> Lists =>
    [
        new("ListOfWhatIsChosenAndMore", """
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a)
            {
                var l = new List<double>();
                for (int i = 0; i < x.Length; i++)
                    if (x[i] > 0.4) l.Add(x[i] * a);
                l.Add(a * a);
                if (a > 1) l.Add(a);
                double s = 0;
                for (int i = 0; i < l.Count; i++) s += l[i] * (i + 1);
                return s + l.Sum() * l.Average();
            }
            """, [five, 2.0], [none, 0.7]),
        // As long as all loops together have made it.
        new("ListOfSeveralLoops", """
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a)
            {
                var l = new List<double> { a };
                for (int i = 0; i < x.Length; i++) l.Add(x[i] * x[i]);
                for (int i = 1; i <= x.Length; i++) l.Add(a * x[i - 1]);
                for (int i = x.Length - 1; i >= 0; i--)
                {
                    l.Add(a * i);
                    l.Add(x[0] * i);
                }

                foreach (var v in x)
                    if (v > 0.5) l.Add(v * v * a);
                for (int i = 0; i < x.Length; i++)
                    for (int j = 0; j < i; j++) l.Add(x[j] * i);
                l.Add(a * a);
                double s = 0;
                for (int i = 0; i < l.Count; i++) s += l[i] * (i + 1);
                return s;
            }
            """, [five, 2.0], [other, 0.4], [one, 0.4]),
        // What the list holds in the end is read before the reverse sweep puts back what its turns have found there.
        new("ListPutBackTurnByTurn", """
            [Differentiable(nameof(x))]
            public static double F(double[] x)
            {
                var l = new List<double>();
                for (int k = 0; k < x.Length; k++)
                {
                    double z = x[k];
                    for (int turn = 0; turn < 13; turn++)
                        for (int i = 0; i < l.Count; i++)
                            z = Math.Sin(z * (1 + 0.1 * l[i]));
                    l.Add(z * z);
                }

                return 100 * l[^1] + l[l.Count / 2];
            }
            """, [five], [one]),
        // What the list holds so far is an array to the methods that it is passed to.
        new("ListPassedToMethods", """
            static double Total(List<double> l) { double s = 0; for (int i = 0; i < l.Count; i++) s += l[i] * (i + 1); return s; }
            static double Squares(IReadOnlyList<double> l, double w) { double s = 0; foreach (var v in l) s += v * v * w; return s * l.Count; }
            static double Nested(List<double> l) { double s = 0; foreach (var v in l) s += Squares(l, v); return s; }
            static void Scale(IList<double> l, double k) { for (int i = 0; i < l.Count; i++) l[i] *= k; l[0] += 1; }
            [Differentiable(nameof(x))]
            public static double F(double[] x)
            {
                List<double> a = [], b = [0.3];
                foreach (var v in x)
                {
                    b.Add(Math.Sin(v * Total(b)));
                    a.Add(v * 2);
                    if (a.Count % 2 == 0) Scale(a, v);
                }

                return Squares(a, 1.5) * Squares(b, x[0]) + Nested(b) * Total(a);
            }
            """, [five], [one]),
        new("ListReturnedByAMethod", """
            static List<double> Above(double[] x, double t)
            {
                var l = new List<double>();
                if (t > 10) return l;
                foreach (var v in x)
                    if (v > 0.3 * t) l.Add(v * t);
                return l;
            }

            [Differentiable(nameof(x), nameof(t))]
            public static double F(double[] x, double t)
            {
                var l = Above(x, t);
                double s = t * l.Count;
                for (int i = 0; i < 3; i++)
                {
                    var above = Above(x, t * i);
                    foreach (var v in above) s += v * v * l[0];
                }

                return s + l.Sum();
            }
            """, [five, 0.4], [one, 0.2]),
        new("ListOfPairs", """
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a)
            {
                var l = new List<double>();
                for (int i = 0; i < x.Length; i++)
                {
                    for (int j = 0; j < i; j++)
                        if (x[j] > 0.25) l.Add(x[i] * a * x[j]);
                    l.Add(a * i);
                }

                double s = 0;
                for (int i = 0; i < l.Count; i++) s += l[i] * l[(i + 1) % l.Count];
                return s;
            }
            """, [five, 2.0], [other, 0.4], [one, 0.4]),
        new("ListOfPairsUnderConditions", """
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a)
            {
                var l = new List<double>();
                foreach (var u in x)
                {
                    if (u < 0) continue;
                    foreach (var v in x)
                    {
                        if (u == v) continue;
                        if (v * a > 4) break;
                        l.Add(u * a * v);
                    }
                }

                double s = 0;
                foreach (var v in l) s += v * v * v;
                return s;
            }
            """, [five, 2.0], [none, 0.4]),
        new("ListOfEachTurn", """
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a)
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    var l = new List<double>(x) { s, a };
                    for (int j = 0; j <= i; j++)
                        for (int k = 0; k < j; k++) l.Add(x[i] * a * x[j] + k);
                    for (int k = 1; k < l.Count; k++) s += l[k] * l[k - 1];
                    s = Math.Sin(s);
                }

                return s;
            }
            """, [three, 2.0]),
        new("ListWithNumbersInIt", """
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a)
            {
                var l = new List<double>(x.Length) { a, a * a };
                foreach (var v in x) l.Add(v * l[^1]);
                List<double> m = [a, .. x, 3 * a, .. x];
                m[1] *= l[2];
                var k = x.ToList();
                k.Add(a);
                return l[^1] * l[2] + l.Count + k.Sum() * k.Count + m[1] * m[^1] * m.Count;
            }
            """, [three, 2.0], [one, -0.7]),
        new("CopyOfAList", """
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a)
            {
                var l = new List<double>(x);
                for (int i = 1; i < l.Count; i++) l[i] += a * l[i - 1];
                double s = 0;
                foreach (var v in l) s += v * v;
                return s + x[0] * l.Count;
            }
            """, [five, 0.3]),
        new("ListOverwritten", """
            [Differentiable(nameof(x))]
            public static double F(double a, List<double> x)
            {
                double s = 0.75;
                for (int i = 0; i < x.Count; i++)
                {
                    x[0] += a > s ? a : x[i];
                    x[i] = a;
                }

                return x[0];
            }
            """, [0.3, three], [1.4, five], [0.3, one]),
    ];
}
