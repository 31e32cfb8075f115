namespace SymDiff.Generator.Tests.Programs;

/// <content>Ways out of loops, and conditions that do something.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> Exits =>
    [
        new("ReturnFromInnerLoop", """
            [Differentiable]
            public static double F(double x, double limit, int n)
            {
                double s = 1;
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j <= i; j++)
                    {
                        s += x * s / (i + j + 1);
                        if (s > limit) return s * x + limit;
                    }
                    s *= 0.9;
                }
                return Math.Log(s) * limit;
            }
            """, [1.5, 3.0, 9], [0.5, 10.0, 4], [0.5, 10.0, 0]),
        new("ReturnFromInnermostLoop", """
            [Differentiable]
            public static double F(double[] x, double y, int n)
            {
                int k = 0;
                while (k++ < n)
                {
                    foreach (double e in x)
                    {
                        int j = 0;
                        do
                        {
                            y += 0.1 * e * y;
                            if (y > 1.7) return y * y;
                            if (j > 1) break;
                        }
                        while (++j < k);
                    }
                }
                return y;
            }
            """, [five, 1.3, 3], [five, 0.3, 2], [one, 1.6, 1]),
        new("CountsInTheCondition", """
            [Differentiable]
            public static double F(double x, int n)
            {
                double s = 0;
                int i = 0;
                while (i++ < n) s = s * x + i;
                int j = i;
                do s += x * j; while (--j > 0);
                return s * i + j;
            }
            """, [1.3, 4], [0.7, 0], [0.7, 1]),
        new("DoReadsElements", """
            [Differentiable(nameof(x))]
            public static double F(double[] x, int[] places, int n)
            {
                double s = 0;
                int i = 0;
                do
                {
                    x[places[i] % x.Length] *= 0.5;
                    s += x[i % x.Length] * x[0];
                    i++;
                }
                while (i < n && x[i % x.Length] < 2 && places[i] < 4);
                return s;
            }
            """, [five, places, 4], [one, places, 3], [five, places, 0]),
        new("Swaps", """
            [Differentiable]
            public static double F(double[] x, double a, int n)
            {
                for (int i = 0; i < n; i++)
                {
                    for (int j = 1; j < x.Length; j++)
                        if (x[j - 1] > x[j]) (x[j - 1], x[j]) = (x[j], x[j - 1]);
                    (a, x[i % x.Length]) = (x[^1] + a, a * x[0]);
                }
                double s = a;
                for (int i = 0; i < x.Length; i++) s += x[i] * (i + 1);
                return s;
            }
            """, [five, 0.3, 5], [one, 0.3, 2], [five, 0.3, 0]),
        new("LaterReadThanWritten", """
            [Differentiable]
            public static double F(double[] x, int[] places, double a, int n)
            {
                double s = a;
                if (n % 2 == 0) s *= x[places[1] % x.Length];
                for (int i = 0; i < x.Length; i++) x[i] = a + i;
                return s * x[0];
            }
            """, [five, places, 1.3, 4], [five, places, 1.3, 3]),
        new("ReadUnderAConditionThatDivides", """
            [Differentiable]
            public static double F(double[] x, double a, int n)
            {
                double s = a;
                if (n > 0) s *= x[3 % n];
                for (int i = 0; i < x.Length; i++) x[i] = a + i;
                return s * x[0];
            }
            """, [five, 1.3, 4], [five, 1.3, 0]),
        new("ArraysMadeUnderConditions", """
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a, int n)
            {
                double s = a;
                if (n > 1)
                {
                    double[,] w = new double[2, n];
                    Span<double> v = stackalloc double[3];
                    for (int i = 0; i < n; i++) { w[i % 2, i] = x[i % x.Length] * a; v[i % 3] += w[i % w.GetLength(0), w.GetLength(1) - 1 - i]; }
                    for (int i = 0; i < n; i++) s += w[i % 2, i] * v[i % 3];
                }
                else s *= x[0];
                return s;
            }
            """, [five, 1.3, 4], [five, 1.3, 1], [five, 1.3, 0]),
        new("DataInAField", """
            static readonly double[] Weights = { 0.5, -1.5, 2 };
            [Differentiable]
            public static double F(double a, double b, int n)
            {
                double[] weights = Weights;
                double s = a;
                for (int i = 0; i < n; i++)
                {
                    double w = weights[i % weights.Length];
                    s += w > 0 ? Math.Sin(w * s * b) : w * b;
                }
                return s;
            }
            """, [0.3, 1.3, 4], [0.3, 1.3, 0]),
        new("OutOfTwoLoops", """
            [Differentiable(nameof(x))]
            public static double F(double[] x, double limit, int n)
            {
                double s = 0;
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j < x.Length; j++)
                    {
                        s += x[j] * (i + 1);
                        if (s > limit) goto done;
                        if (x[j] < 0) goto next;
                        s *= x[0];
                    }
                    s += 1;
                next:
                    s -= 0.1 * x[^1];
                }
                s = Math.Sin(s);
            done:
                return s * s;
            }
            """, [five, 1.3, 4], [five, 100.0, 3], [one, 0.1, 2], [five, 1.0, 0]),
        new("LaterLabels", """
            [Differentiable]
            public static double F(double x, double y, int k)
            {
                double s = x;
                if (k < 0) goto fail;
                s = Math.Sin(s) * y;
                if (k == 1)
                {
                    if (x > 2) goto fail;
                    s *= s;
                }
                if (k == 3) goto end;
                for (int i = 0; i < k; i++) s += y * s;
                return s * x;
            fail:
                s = 0.5 * x * x;
            end:
                return s + x * y;
            }
            """, [1.0, 0.7, -1], [1.0, 0.7, 1], [3.0, 0.7, 1], [1.0, 0.7, 3], [1.0, 0.7, 5]),
        new("BreakWithinASection", """
            [Differentiable]
            public static double F(double x, double[] k)
            {
                double s = x;
                foreach (double v in k)
                {
                    switch ((int)v)
                    {
                        case 0:
                            if (s > 1.2) break;
                            s *= 2 * x;
                            break;
                        case 1:
                            s += x * x;
                            if (s < 0) { s = -s; break; }
                            s = Math.Sqrt(s);
                            break;
                        case 2:
                            for (int i = 0; i < 3; i++) { if (s > 5) break; s += x; }
                            break;
                        case 3:
                            goto done;
                        default:
                            if (v > 9) continue;
                            s -= 0.1 * x;
                            break;
                    }
                    s *= 1.1;
                }
            done:
                return s * s;
            }
            """, [0.7, kinds], [1.1, kinds], [3.0, kinds], [-0.7, kinds]),
        new("LoopsOverSeveralSequences", """
            [Differentiable(nameof(x), nameof(y))]
            public static double F(double[] x, double[] y)
            {
                double s = 0;
                foreach (double v in x.Concat(y)) { if (v > 2) break; s += v * v; }
                foreach (double v in from a in x from b in y select a * b) { if (v > 0.4) break; s += v * v * v; }
                foreach (double r in y)
                    foreach (double v in x.Append(r).Prepend(1.5)) { if (v > 2) break; if (v < 0) continue; if (s > 20) goto end; s += v * r; }
                s *= 2;
            end:
                return s;
            }
            """, [five, one], [one, five], [five, five]),
        new("TakesWhatIsNotPassedOver", """
            [Differentiable(nameof(x), nameof(y))]
            public static double F(double[] x, double[] y)
            {
                double s = 0;
                foreach (double v in x.Where(v => v > 0).Concat(y).Take(4)) { if (v > 0.5) continue; s += v * v; }
                return s;
            }
            """, [five, one], [one, five], [five, five]),
        // What all turns ask in the same way is asked where there are turns: elsewhere there may be no such place.
        new("AskedInTurnsOnly", """
            static double Of(double a, double[] v, int[] q)
            {
                double s = a;
                for (int i = 0; i < v.Length; i++)
                {
                    s += a * v[i];
                    if (q[0 % q.Length] % 2 == 0) continue;
                    s = 0.75 * a;
                }

                return s;
            }

            [Differentiable(nameof(a), nameof(y))]
            public static double F(double a, double[] x, double[] y, int[] q, int n) => n > 2 ? a * a : a + Of(y[0], x, q);
            """, [0.3, five, five, (int[])[], 3], [0.3, five, five, (int[])[2, 1], 1], [0.3, five, five, (int[])[1, 2], 1], [0.3, (double[])[], five, (int[])[], 1]),
        // Loops of one turn, and of few, that are left in several ways.
        new("LeftOnOneOfSeveralPaths", """
            [Differentiable(nameof(b))]
            public static double F(double b, int n)
            {
                double s = 0.75, t = b;
                while (true)
                {
                    if (n <= 0) { t = 3; break; }
                    s = 0.1 * b;
                    if (n <= 1) { t *= s; break; } else { s *= s; break; }
                }

                return s * t;
            }
            """, [2.0, 0], [2.0, 1], [2.0, 2]),
        new("LeftForCertainAfterMaybe", """
            [Differentiable(nameof(b), nameof(x))]
            public static double F(double b, double[] x, int n)
            {
                double s = 0.75;
                int i = 0;
                for (;;)
                {
                    if (i >= n) break;
                    i++;
                    s += b * x[n % x.Length];
                    if ((i + i) % 2 == 0) break;
                }

                return s * s;
            }
            """, [2.0, positive, 0], [2.0, positive, 1], [2.0, positive, 2]),
        new("EndsEachTurnInSomeWay", """
            [Differentiable(nameof(b))]
            public static double F(double b, int n)
            {
                double s = 0.75;
                for (int i = 0; i < 3; i++)
                {
                    if (i >= n) { s *= 2; continue; }
                    s *= b;
                    if (n == 2) { s += b; continue; }
                    s += 1;
                    continue;
                }

                return s;
            }
            """, [2.0, 0], [2.0, 1], [2.0, 2], [2.0, 5]),
        new("LeavesElementsOnSeveralPaths", """
            [Differentiable(nameof(b))]
            public static double F(double b, int n)
            {
                double s = 0.75;
                var w = new double[2];
                while (true)
                {
                    w[0] = b;
                    if (n == 0) break;
                    w[1] = s * b;
                    if (n == 1) break;
                    w[0] = w[1] * b;
                    break;
                }

                return w[0] + 3 * w[1];
            }
            """, [2.0, 0], [2.0, 1], [2.0, 2]),
        // What variables take on one side of the first exit they do not hold on the other.
        new("ExitAroundALoopOnACondition", """
            [Differentiable(nameof(a))]
            public static double F(double a, double b, double[] x, double c, int n)
            {
                double s = b;
                for (int i = 1; i < x.Length; i++)
                {
                    if (!(0 <= a)) return 0.75;
                    if (c > 0.05)
                    {
                        for (int j = x.Length - 1; j >= 0; j--)
                        {
                            s = b;
                            b = a + Math.Sin(b);
                        }
                    }

                    if (n % 2 == 0) return 0.75 + a;
                }

                return s;
            }
            """, [0.3, 0.2, three, 1.0, 0], [0.3, 0.2, three, 1.0, 1], [0.3, 0.2, three, 0.0, 1], [-0.2, 0.2, three, 1.0, 1]),
    ];
}
