namespace SymDiff.Generator.Tests.Programs;

/// <content>Log densities and kernels as textbooks have them.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> Models =>
    [
        new("NewtonUntilItStands", """
            [Differentiable(nameof(a))]
            public static double F(double a, double b)
            {
                double x = a, error;
                do { double next = 0.5 * (x + b * a / x); error = Math.Abs(next - x); x = next; } while (error > 1e-12);
                return x;
            }
            """, [2.0, 3.0]),
        new("GivenAValueInALoop", """
            [Differentiable]
            public static double F(double a, double b)
            {
                double x = a, y;
                int n;
                while (true) { y = Math.Sin(x) * b; n = 3; x += 0.1 * y; if (x > 2) break; }
                return y * n;
            }
            """, [0.6, 0.7]),
        // A place that is chosen, in a test whether there is such a place.
        new("Heap", """
            [Differentiable]
            public static double F(double[] x)
            {
                var h = (double[])x.Clone();
                for (int start = h.Length / 2 - 1; start >= 0; start--)
                    Sift(h, start, h.Length);
                double s = 0;
                for (int i = 0; i < h.Length; i++)
                    s += h[i] * (i + 1) * (i + 1);
                return s;
            }

            private static void Sift(double[] h, int i, int n)
            {
                while (true)
                {
                    int c = 2 * i + 1;
                    if (c >= n)
                        return;
                    if (c + 1 < n && h[c + 1] > h[c])
                        c++;
                    if (h[i] >= h[c])
                        return;
                    (h[i], h[c]) = (h[c], h[i]);
                    i = c;
                }
            }
            """, [five], [new[] { 1, 2, 3, 0.5, 0.6, 0.7, 0.8 }], [one]),
        new("Fourier", """
            [Differentiable(nameof(re), nameof(im))]
            public static double F(double[] re, double[] im)
            {
                int n = re.Length;
                var a = (double[])re.Clone();
                var b = (double[])im.Clone();
                for (int i = 1, j = 0; i < n; i++)
                {
                    int bit = n >> 1;
                    for (; (j & bit) != 0; bit >>= 1)
                        j ^= bit;
                    j ^= bit;
                    if (i < j)
                    {
                        (a[i], a[j]) = (a[j], a[i]);
                        (b[i], b[j]) = (b[j], b[i]);
                    }
                }

                for (int length = 2; length <= n; length <<= 1)
                {
                    double angle = 2 * Math.PI / length;
                    for (int i = 0; i < n; i += length)
                    {
                        for (int k = 0; k < length / 2; k++)
                        {
                            double wr = Math.Cos(angle * k), wi = Math.Sin(angle * k);
                            int u = i + k, v = i + k + length / 2;
                            double xr = a[v] * wr - b[v] * wi, xi = a[v] * wi + b[v] * wr;
                            a[v] = a[u] - xr;
                            b[v] = b[u] - xi;
                            a[u] += xr;
                            b[u] += xi;
                        }
                    }
                }

                double s = 0;
                for (int i = 0; i < n; i++)
                    s += (i + 1) * Math.Sqrt(a[i] * a[i] + b[i] * b[i]);
                return s;
            }
            """, [Peak, Hill]),
        new("BubbleSort", """
            [Differentiable]
            public static double F(double[] x)
            {
                var y = (double[])x.Clone();
                bool swapped;
                do
                {
                    swapped = false;
                    for (int i = 1; i < y.Length; i++)
                        if (y[i - 1] > y[i])
                        {
                            double t = y[i]; y[i] = y[i - 1]; y[i - 1] = t;
                            swapped = true;
                        }
                } while (swapped);
                double s = 0;
                for (int i = 0; i < y.Length; i++) s += (i + 1) * y[i] * y[i];
                return s;
            }
            """, [new[] { 0.4, -0.8, 1.3, 0.1, -0.2 }]),
        new("FourierTransformInPlace", """
            [Differentiable]
            public static double F(double[] re0, double[] im0)
            {
                int n = re0.Length;
                var re = (double[])re0.Clone(); var im = (double[])im0.Clone();
                for (int i = 1, j = 0; i < n; i++)
                {
                    int bit = n >> 1;
                    for (; (j & bit) != 0; bit >>= 1) j ^= bit;
                    j ^= bit;
                    if (i < j) { (re[i], re[j]) = (re[j], re[i]); (im[i], im[j]) = (im[j], im[i]); }
                }
                for (int len = 2; len <= n; len <<= 1)
                {
                    double ang = -2 * Math.PI / len;
                    for (int i = 0; i < n; i += len)
                        for (int k = 0; k < len / 2; k++)
                        {
                            double c = Math.Cos(ang * k), s = Math.Sin(ang * k);
                            int p = i + k, q = i + k + len / 2;
                            double tr = re[q] * c - im[q] * s, ti = re[q] * s + im[q] * c;
                            re[q] = re[p] - tr; im[q] = im[p] - ti;
                            re[p] += tr; im[p] += ti;
                        }
                }
                double total = 0;
                for (int i = 0; i < n; i++) total += Math.Log(1 + (i + 1) * (re[i] * re[i] + im[i] * im[i]));
                return total;
            }
            """, [Noise(1, 8), Noise(2, 8)]),
        new("SoftEditDistance", """
            [Differentiable(nameof(cost))]
            public static double F(double[] cost, string a, string b)
            {
                var previous = new double[b.Length + 1];
                var current = new double[b.Length + 1];
                for (int j = 0; j <= b.Length; j++) previous[j] = j * cost[0];
                for (int i = 1; i <= a.Length; i++)
                {
                    current[0] = i * cost[1];
                    for (int j = 1; j <= b.Length; j++)
                    {
                        double sub = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : cost[2]);
                        double del = previous[j] + cost[1], ins = current[j - 1] + cost[0];
                        current[j] = -Math.Log(Math.Exp(-sub) + Math.Exp(-del) + Math.Exp(-ins));
                    }
                    for (int j = 0; j <= b.Length; j++) previous[j] = current[j];
                }
                return previous[b.Length];
            }
            """, [Costs, "kitten", "sitting"]),
        new("HiddenMarkovModel", """
            [Differentiable(nameof(mu), nameof(theta1), nameof(theta2))]
            public static double F(double[] mu, double[] theta1, double[] theta2, double[] y)
            {
                int K = mu.Length, N = y.Length;
                double[] acc = new double[K];
                double[,] gamma = new double[N, K];
                for (int k = 0; k < K; k++) gamma[0, k] = -0.5 * (y[0] - mu[k]) * (y[0] - mu[k]);
                for (int t = 1; t < N; t++)
                {
                    for (int k = 0; k < K; k++)
                    {
                        acc[0] = gamma[t - 1, 0] + Math.Log(theta1[k]) - 0.5 * Math.Pow(y[t] - mu[k], 2);
                        acc[1] = gamma[t - 1, 1] + Math.Log(theta2[k]) - 0.5 * Math.Pow(y[t] - mu[k], 2);
                        gamma[t, k] = LogSumExp(acc);
                    }
                }
                double max = Math.Max(gamma[N - 1, 0], gamma[N - 1, 1]);
                return max + Math.Log(Math.Exp(gamma[N - 1, 0] - max) + Math.Exp(gamma[N - 1, 1] - max));
            }
            static double LogSumExp(double[] x)
            {
                double max = double.NegativeInfinity;
                foreach (double v in x) if (v > max) max = v;
                double sum = 0;
                foreach (double v in x) sum += Math.Exp(v - max);
                return max + Math.Log(sum);
            }
            """, [Mixed[0], Mixed[1], Mixed[2], Mixed[3]]),
        new("CaptureAndRecapture", """
            [Differentiable(nameof(phi), nameof(p))]
            public static double F(double[] phi, double[] p, int[,] y)
            {
                int T = p.Length;
                double[] chi = new double[T];
                chi[T - 1] = 1.0;
                for (int t = T - 2; t >= 0; t--)
                    chi[t] = (1 - phi[t]) + phi[t] * (1 - p[t + 1]) * chi[t + 1];
                double lp = 0;
                for (int i = 0; i < y.GetLength(0); i++)
                {
                    int first = -1, last = -1;
                    for (int t = 0; t < T; t++) if (y[i, t] == 1) { if (first < 0) first = t; last = t; }
                    if (first < 0) continue;
                    for (int t = first + 1; t <= last; t++)
                    {
                        lp += Math.Log(phi[t - 1]);
                        lp += y[i, t] == 1 ? Math.Log(p[t]) : Math.Log(1 - p[t]);
                    }
                    lp += Math.Log(chi[last]);
                }
                return lp;
            }
            """, [Chances[0], Chances[1], Captures]),
        new("CorrelationByItsFactor", """
            [Differentiable(nameof(z), nameof(eta))]
            public static double F(double[] z, double eta, double[,] y)
            {
                int K = y.GetLength(1), n = y.GetLength(0), at = 0;
                var L = new double[K, K];
                double lp = 0;
                L[0, 0] = 1;
                for (int i = 1; i < K; i++)
                {
                    double sumSquares = 0;
                    for (int j = 0; j < i; j++)
                    {
                        double r = Math.Tanh(z[at++]);
                        lp += Math.Log(1 - r * r) + 0.5 * Math.Log(1 - sumSquares);
                        L[i, j] = r * Math.Sqrt(1 - sumSquares);
                        sumSquares += L[i, j] * L[i, j];
                    }
                    L[i, i] = Math.Sqrt(1 - sumSquares);
                    lp += (K - i - 1 + 2 * eta - 2) * Math.Log(L[i, i]);
                }
                var x = new double[K];
                for (int r = 0; r < n; r++)
                {
                    for (int i = 0; i < K; i++)
                    {
                        double s = y[r, i];
                        for (int k = 0; k < i; k++) s -= L[i, k] * x[k];
                        x[i] = s / L[i, i];
                        lp -= 0.5 * x[i] * x[i] + Math.Log(L[i, i]);
                    }
                }
                return lp;
            }
            """, [Noise(1, 3), 1.7, new[,] { { 0.3, -0.8, 1.1 }, { -0.4, 0.2, 0.7 } }]),
        new("EliminationOnACopy", """
            [Differentiable]
            public static double F(double[,] a)
            {
                var c = (double[,])a.Clone();
                int n = c.GetLength(0);
                double d = 1;
                for (int k = 0; k < n; k++)
                {
                    d *= c[k, k];
                    for (int i = k + 1; i < n; i++)
                    {
                        double f = c[i, k] / c[k, k];
                        for (int j = k; j < n; j++) c[i, j] -= f * c[k, j];
                    }
                }

                return d;
            }
            """, [new[,] { { 2.3, -0.8, 1.1 }, { -0.4, 1.2, 0.7 }, { 0.9, 0.5, -1.6 } }]),
        new("LinksOfAnArm", """
            [Differentiable]
            public static double F(double a, double b, double length)
            {
                var t = Times(Times(Link(a, length), Link(b, 1)), Link(a - b, length * length));
                return t[0, 2] + 2 * t[1, 2] * t[0, 0];
            }

            private static double[,] Link(double q, double l) => new[,] { { Math.Cos(q), -Math.Sin(q), l * Math.Cos(q) }, { Math.Sin(q), Math.Cos(q), l * Math.Sin(q) }, { 0, 0, 1 } };

            private static double[,] Times(double[,] x, double[,] y)
            {
                var r = new double[3, 3];
                for (int i = 0; i < 3; i++)
                    for (int j = 0; j < 3; j++)
                        for (int k = 0; k < 3; k++) r[i, j] += x[i, k] * y[k, j];
                return r;
            }
            """, [0.3, -0.8, 1.7]),
        new("FactorBeforeALoop", """
            [Differentiable]
            public static double F(double[] a, double[] b)
            {
                for (int k = 0; k < a.Length; k++)
                {
                    double f = a[k] / b[k % 2];
                    for (int j = 0; j < b.Length; j++) b[j] -= f * Math.Sin(b[j]);
                }

                return b[0] * b[^1];
            }
            """, [Noise(1, 3), Noise(2, 4)], [Noise(1, 0), Noise(2, 2)]),
        new("ArrayPassedAsASpan", """
            [Differentiable(nameof(b))]
            public static double F(double a, double b, double[] x)
            {
                double s = b;
                for (int i = 0; i < x.Length; i++)
                {
                    if (a * s <= b) Shift(x, i);
                    s += Math.Cos(s) * x[i];
                }

                return s;
            }

            private static void Shift(Span<double> v, int n)
            {
                int k = 1;
                for (int i = 0; i < v.Length; i++)
                {
                    k = (k * 3 + n) % 7;
                    v[i] += 0.1 * k * v.ToArray()[v.Length - 1];
                }
            }
            """, [0.3, 1.7, Noise(5, 4)], [3.0, 1.7, Noise(5, 4)]),
        // Of the longer array the rest of the gradient is zero; of the other it is assigned by the first loop and added to by the second.
        new("ArraysOfTwoLengths", """
            [Differentiable(nameof(x), nameof(y))]
            public static double F(double[] x, double[] y)
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++) s += x[i] * y[i];
                for (int i = 0; i < x.Length; i++) s += Math.Sin(x[i]) * y[^1];
                return s;
            }
            """, [Noise(1, 3), Noise(2, 5)], [Noise(1, 0), Noise(2, 2)]),
        new("FirstElementInAll", """
            [Differentiable]
            public static double F(double[] x)
            {
                double h = 0;
                for (int i = 0; i < x.Length; i++) h = Math.Tanh(h + x[i] * x[0]);
                return h;
            }
            """, [Noise(1, 4)], [Noise(1, 1)]),
        new("TurnsThatAreEndedOnEachPath", """
            [Differentiable]
            public static double F(double a, int n)
            {
                double s = a;
                int i = 0;
                for (;;)
                {
                    if (i >= n) break;
                    i++;
                    s += Math.Sin(s);
                    if ((i + i) % 2 == 0) continue;
                }

                for (int k = 0; k < 3; k++)
                {
                    if (s > 4 + k) break;
                    s = s * s + 0.1 * k;
                    continue;
                }

                return s;
            }
            """, [0.3, 4], [0.3, 0], [1.7, 2], [2.4, 1], [0.9, 0]),
        // What is read of the data is what was there before code that is carried over changed it.
        new("DataThatIsOverwrittenLater", """
            [Differentiable(nameof(b))]
            public static double F(double b, double[] x, int[] q, int n)
            {
                double s = x[q[n % q.Length]];
                for (int i = 0; i < n; i++) x[1] += 0.75;
                return s * b * b;
            }
            """, [0.3, Noise(1, 4), Steps, 2], [0.3, Noise(1, 4), Steps, 0]),
        // An element that a turn changes, after it has been read under a condition.
        new("ReadUnderAConditionThenOverwritten", """
            [Differentiable(nameof(a))]
            public static double F(double a, double[] x, int n)
            {
                for (int i = x.Length - 1; i >= 0; i--)
                {
                    x[0] = a;
                    for (int j = n; j > 0; j -= 2)
                    {
                        if (j % 3 == 0) a -= x[i] * a;
                        x[i] = x[0] * a;
                    }
                }

                return x[0] + a;
            }
            """, [0.3, Noise(1, 4), 5], [0.3, Noise(1, 4), 0]),
        // The condition is asked for again backwards, by its opposite.
        new("SwappedUnlessAConditionHolds", """
            [Differentiable(nameof(y))]
            public static double F(double a, double[] x, double[] y)
            {
                double s = a;
                for (int i = 0; i < y.Length; i++)
                {
                    if (!(s > x[x.Length - 1 - i % x.Length]))
                    {
                    }
                    else
                    {
                        (y[i], y[0]) = (y[0], y[i]);
                    }

                    s -= 0.75;
                    s *= s * y[i];
                }

                return s;
            }
            """, [1.4, Noise(1, 3), Noise(2, 4)], [0.2, Noise(3, 2), Noise(2, 4)]),
        // An array that is made under a condition that is a choice itself.
        new("ArrayUnderAChoice", """
            [Differentiable]
            public static double F(double a, double[] x, int n)
            {
                double s = a;
                for (int i = 0; i < n; i++)
                {
                    if (i % 2 == 0 ? s > a || Math.Sin(s) > x[0] : i > 2)
                    {
                        var w = new double[2];
                        w[0] = s * a;
                        w[1] = w[0] * x[0];
                        s += w[1] * w[0];
                    }

                    s = Math.Cos(s);
                }

                return s;
            }
            """, [1.4, Noise(1, 2), 5], [0.2, Noise(3, 2), 4]),
        // What a turn computes after the loop has been left counts for nothing, and need not be a number.
        new("LeftBeforeADivision", """
            [Differentiable(nameof(a), nameof(y))]
            public static double F(double a, double[] x, double[] y)
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    s += y[i] * a;
                    if (x[i] == 0)
                        break;
                    a = a * Math.Sin(y[i]) / x[i];
                }

                return s;
            }
            """, [0.3, Gap, Noise(2, 4)], [0.3, Noise(1, 3), Noise(2, 4)]),
        // Loops that are left at the head of a turn.
        new("LeftAtTheHead", """
            [Differentiable(nameof(a), nameof(x))]
            public static double F(double a, double[] x, double[] y)
            {
                double s = 1;
                int i = 0;
                for (; ; )
                {
                    if (i >= x.Length || i >= y.Length) break;
                    if (y[i] == 0) { i++; continue; }
                    s += Math.Sin(a * x[i]) / y[i];
                    i++;
                }

                for (int j = 0; j < x.Length; j++)
                {
                    if (y[j] != 0)
                        s += Math.Sin(a * x[j] / y[j]) * s;
                    else
                        break;
                    s *= a;
                }

                return s;
            }
            """, [0.3, Noise(2, 4), Gap], [0.3, Noise(1, 3), Noise(2, 4)], [0.7, Noise(1, 2), Gap]),
        // What grows beyond all bounds, and is not asked for, spoils nothing.
        new("OverflowThatNobodyReads", """
            [Differentiable]
            public static double F(double a, double b, double[] x, int n)
            {
                double s = a * Math.Sin(x[0]);
                var w = x.AsSpan(1);
                for (int i = 0; i < n; i++)
                {
                    b = b * b + a;
                    x[i % x.Length] *= b;
                    w[0] += b * x[^1];
                }

                for (int i = 0; i < n; i++)
                    a -= Math.Max(a, b) * (a + 0.5);
                return s;
            }
            """, [1.4, 2.0, Noise(1, 3), 30], [0.3, 0.2, Noise(1, 3), 0]),
        // What a later turn reads an earlier one has to give.
        new("StoredForALaterTurn", """
            [Differentiable]
            public static double F(double a, double[] x, int n)
            {
                double s = 0;
                double t = 1;
                for (int i = 0; i < n; i++)
                {
                    s += x[i % x.Length] * x[i % x.Length];
                    for (int j = 0; j < 2; j++)
                        x[(i + j + 1) % x.Length] += Math.Cos(a * x[j]) * t;
                    t *= x[0];
                }

                x[0] = t * a;
                return s;
            }
            """, [1.4, Noise(1, 3), 5], [0.3, Noise(1, 3), 0]),
        // Both sweeps have the same branches, with variables of the same names.
        new("BranchesOfBothSweeps", """
            [Differentiable(nameof(a), nameof(x), nameof(y))]
            public static double F(double a, double b, ReadOnlySpan<double> x, ReadOnlySpan<double> y, int n)
            {
                double s = b;
                if (x[n % x.Length] > x[(n + 1) % x.Length])
                {
                    int i = 0;
                    while (i++ < n)
                    {
                        b += s;
                        if (y[y.Length - 1 - i % y.Length] - b > a)
                        {
                            s = Math.Tanh(y[1 % y.Length] <= s ? a * a : b + x[i % x.Length]);
                            b = 2.0 * b;
                        }
                        else
                        {
                            s = 3.0;
                            (b, a) = (a / (2 + x[i % x.Length] * x[i % x.Length]), Math.Sin(b));
                        }

                        b *= Math.Cos(x[(n + 1) % x.Length] + a > b ? x[x.Length - 1 - (i * 2 + 1) % x.Length] : b);
                    }
                }

                return s;
            }
            """, [0.3, -0.4, Falling, Noise(2, 4), 5], [0.9, 0.4, Falling, Noise(3, 3), 3], [0.3, 0.2, Noise(1, 3), Noise(2, 2), 0]),
        // What is chosen is made of what was chosen before, twenty times over: written out in full it would be as long as a book.
        new("ChosenInManyTurns", """
            [Differentiable(nameof(a), nameof(b), nameof(x))]
            public static double F(double a, double b, double s, ReadOnlySpan<double> x, int n)
            {
                for (int i = 0; i < 20; i++)
                {
                    a += s;
                    if (n % 2 != 0)
                    {
                        for (int j = 1; j < x.Length; j++)
                            s = Math.Cos(Math.Cos(a) * 0.5);
                    }

                    if (i % 2 == 0)
                    {
                        int j = 0;
                        while (j++ < n)
                            a += Math.Sin(1.0 + (3.0 > b ? b : x[^1]));
                    }
                    else
                    {
                        foreach (double e in x)
                            s += e * 0.125;
                    }
                }

                return s + (s * b + x[n % x.Length]);
            }
            """, [0.3, -0.4, 0.2, Falling, 3], [0.9, 3.4, 0.2, Falling, 3], [0.3, 0.2, 0.1, Noise(2, 2), 0]),
        // Under one condition elements are written that are read there and later, too; and a switch on the same number stands in its own case.
        new("WrittenAndReadUnderOneCondition", """
            [Differentiable]
            public static double F(double a, double[] x, double[] y, int n)
            {
                if (x[0] <= x[1])
                {
                    if (y[0] + a > x[0])
                    {
                        (x[^1], x[^2]) = (x[^2], x[^1]);
                        x[0] = Math.Tanh(a * x[1]);
                    }

                    x[1] += x[^1] * Math.Max(a, 3.0);
                }

                switch (n % 3)
                {
                    case 0:
                        switch (n % 3)
                        {
                            case 0:
                                y[0] -= Math.Cos(a);
                                break;
                            case 1:
                                x[0] += y[n % y.Length];
                                break;
                            default:
                                (y[0], y[^1]) = (y[^1], y[0]);
                                break;
                        }

                        break;
                    case 1:
                        a *= Math.Cos(y[1]);
                        break;
                }

                return a * x[^1] + x[1] * y[0] + x[0];
            }
            """, [0.3, Rising, Noise(1, 3), 3], [1.3, Rising, Noise(3, 2), 4], [0.3, Falling, Noise(1, 2), 5], [-2.4, Rising, Noise(3, 2), 6]),
        // A do loop has one turn at least, and one under a condition may have none.
        new("TurnsOfADoLoop", """
            [Differentiable(nameof(a))]
            public static double F(double a, double[] x, int n, bool isDue)
            {
                double s = 0;
                if (isDue)
                {
                    for (int i = 0; i < n; i++)
                        s += a * a;
                }

                int k = 0;
                do
                {
                    s += Math.Sin(a);
                    k++;
                }
                while (k < n);
                k = 0;
                do
                {
                    s -= Math.Exp(a) * s;
                    k++;
                }
                while (k < x.Length);
                return s * s;
            }
            """, [0.3, Noise(1, 2), 3, true], [0.4, Noise(1, 2), 0, true], [0.4, Array.Empty<double>(), 0, false], [0.7, Noise(1, 3), -2, false], [0.7, Noise(1, 3), 4, false]),
        // A root that no turn reads need not have a derivative.
        new("RootThatNoTurnReads", """
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double x, double a, int n)
            {
                var r = Math.Sqrt(x);
                double s = a;
                for (int i = 0; i < n; i++)
                    s += i > 2 ? r * a : s * a;
                return s;
            }
            """, [0.0, 0.4, 2], [0.7, 0.4, 6], [0.7, 0.4, 0]),
        // A norm is seen for one however often the same is added up.
        new("NormOfWhatIsDoubledAgainAndAgain", """
            [Differentiable(nameof(x))]
            public static double F(double[] x)
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    double v = x[i] * x[i];
                    DOUBLED
                    s += v;
                }

                return Math.Sqrt(s);
            }
            """.Replace("DOUBLED", string.Concat(Enumerable.Repeat("v = v + v; ", 26)), StringComparison.Ordinal), [Noise(1, 3)]),
        // Each turn fills the array anew, and the last one for the result.
        new("FilledAnewForTheResult", """
            [Differentiable(nameof(y))]
            public static double F(double[] y, int n)
            {
                var w = new double[n + 2];
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j < w.Length; j++)
                        w[j] = y[0] * i + Math.Sin(y[1]);
                }

                return w[0] * w[1];
            }
            """, [Noise(1, 3), 4], [Noise(1, 3), 0]),
        // The index that is kept is one of the whole array.
        new("IndexOfAPartIsKept", """
            [Differentiable(nameof(b), nameof(y))]
            public static double F(double b, double[] x, double[] y, int[] q, int n)
            {
                double s = 0.75;
                int k = 1;
                Span<double> w = x.AsSpan(x.Length / 2);
                for (int i = 0; i < n; i++)
                {
                    w[q[k % q.Length]] += b * b;
                    k += i % 3;
                    (s, b) = (w[i % w.Length], y[0]);
                }

                return s;
            }
            """, [0.3, Noise(1, 6), Noise(2, 2), Steps, 9], [0.3, Noise(1, 7), Noise(2, 2), Steps, 0]),
        // Slopes that are made of one another: each has its adjoint.
        new("RungeKuttaOfGrowth", """
            private static double Slope(double y, double a, double b) => a * y * (b - y);

            [Differentiable(nameof(y0), nameof(a), nameof(b))]
            public static double F(double y0, double a, double b, double h, double[] data)
            {
                double y = y0, loss = 0;
                for (int i = 0; i < data.Length; i++)
                {
                    double k1 = Slope(y, a, b);
                    double k2 = Slope(y + 0.5 * h * k1, a, b);
                    double k3 = Slope(y + 0.5 * h * k2, a, b);
                    double k4 = Slope(y + h * k3, a, b);
                    y += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
                    loss += (y - data[i]) * (y - data[i]);
                }

                return loss;
            }
            """, [0.2, 0.9, 1.3, 0.25, five], [-0.4, 0.3, 0.8, 0.5, Array.Empty<double>()]),
        new("LogSumExpOfAnArray", """
            [Differentiable(nameof(logits), nameof(t))]
            public static double F(double[] logits, double t, int label) => t * Calculus.LogSumExp(logits) - logits[label];
            """, [Gap, 1.3, 2], [new double[] { 700, -800, 3 }, 0.4, 0], [new double[] { 2 }, 0.5, 0]),
        new("LogSumExpOfEachRow", """
            [Differentiable]
            public static double F(double[,] scores, double[] weights)
            {
                var terms = new double[weights.Length];
                double sum = 0;
                for (int i = 0; i < scores.GetLength(0); i++)
                {
                    for (int k = 0; k < weights.Length; k++)
                        terms[k] = weights[k] - 0.5 * scores[i, k] * scores[i, k];
                    sum += Calculus.LogSumExp(terms);
                }

                return sum - Calculus.LogSumExp(weights);
            }
            """, [new[,] { { 0.3, -1.2, 2 }, { 0.7, 0.1, -0.4 } }, Rising]),
        new("RuleInARecurrence", """
            private static double Squash(double a) => Math.Tanh(a);
            [DerivativeOf(typeof(C), nameof(Squash))]
            private static double SquashSlope(double a, double result) => 1 - result * result;
            [Differentiable(nameof(w), nameof(x))]
            public static double F(double w, double[] x)
            {
                double h = 0, sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    h = Squash(w * h + x[i]);
                    sum += h * h;
                }

                return sum;
            }
            """, [0.8, Gap], [-0.3, Array.Empty<double>()]),
    ];

    private static double[] Rising => [0.2, 0.7, 1.9];
    private static double[] Falling => [0.9, 0.5, 0.2];
    private static double[] Peak => [1, 2, 3, 5, 1, 0.5, 0.2, 0.1];
    private static double[] Hill => [0.1, 0.2, 0.7, 0.1, 0.6, 0.5, 0.4, 0.3];
    private static int[] Steps => [2, 0, 1];
    private static double[] Gap => [1.3, -0.7, 0, 0.4];
    private static double[] Costs => [0.7, 1.1, 1.4];
    private static double[][] Mixed => [[3.1, 9.2], [0.7, 0.3], [0.2, 0.8], [2.9, 3.6, 8.8, 9.5, 1.7, 3.3]];
    private static double[][] Chances => [[0.6, 0.7, 0.5, 0.8], [0.4, 0.5, 0.3, 0.6]];
    private static int[,] Captures => new[,] { { 1, 0, 1, 0 }, { 0, 1, 1, 1 }, { 0, 0, 0, 0 }, { 0, 1, 0, 0 } };
    private static double[] Noise(int seed, int count) => [.. Enumerable.Range(1, count).Select(i => Math.Sin((2.3 * i) + (seed * 0.7)))];
}
