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
