namespace SymDiff.Generator.Tests.Programs;

/// <content>Arrays that each turn of a loop makes anew and hands to the next.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> Handovers =>
    [
        new("EulerSteps", """
            private static double[] Step(double[] x, double a, double dt)
            {
                var next = new double[x.Length];
                for (int i = 0; i < x.Length; i++) next[i] = x[i] + dt * (a * Math.Sin(x[i]) - x[(i + 1) % x.Length]);
                return next;
            }

            [Differentiable(nameof(start), nameof(a), nameof(dt))]
            public static double F(double[] start, double a, double dt, int steps)
            {
                double[] x = start;
                for (int t = 0; t < steps; t++) x = Step(x, a, dt);
                double s = 0;
                for (int i = 0; i < x.Length; i++) s += x[i] * x[i] * (i + 1);
                return s;
            }
            """, [five, 0.6, 0.1, 3], [five, 0.6, 0.1, 15], [five, 0.6, 0.1, 0]),
        new("RungeKuttaSteps", """
            private static double[] Slope(double[] x, double[] p)
            {
                return new[] { x[1], p[0] * (1 - x[0] * x[0]) * x[1] - p[1] * x[0] };
            }

            private static double[] Plus(double[] x, double h, double[] k)
            {
                var sum = new double[x.Length];
                for (int i = 0; i < x.Length; i++) sum[i] = x[i] + h * k[i];
                return sum;
            }

            private static double[] Step(double[] x, double[] p, double h)
            {
                var k1 = Slope(x, p);
                var k2 = Slope(Plus(x, h / 2, k1), p);
                var k3 = Slope(Plus(x, h / 2, k2), p);
                var k4 = Slope(Plus(x, h, k3), p);
                var next = new double[x.Length];
                for (int i = 0; i < x.Length; i++) next[i] = x[i] + h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
                return next;
            }

            [Differentiable(nameof(start), nameof(p))]
            public static double F(double[] start, double[] p, double h, int steps)
            {
                var x = (double[])start.Clone();
                double cost = 0;
                for (int t = 0; t < steps; t++)
                {
                    x = Step(x, p, h);
                    cost += x[0] * x[0];
                }

                return cost;
            }
            """, [two, pairs, 0.1, 20], [two, pairs, 0.1, 1]),
        new("ChainOfMatrices", """
            private static double[] Link(double angle, double length)
            {
                double c = Math.Cos(angle), s = Math.Sin(angle);
                return new[] { c, -s, length * c, s, c, length * s, 0, 0, 1 };
            }

            private static double[] Mul(double[] a, double[] b)
            {
                var c = new double[9];
                for (int i = 0; i < 3; i++)
                    for (int j = 0; j < 3; j++)
                    {
                        double sum = 0;
                        for (int k = 0; k < 3; k++) sum += a[3 * i + k] * b[3 * k + j];
                        c[3 * i + j] = sum;
                    }

                return c;
            }

            [Differentiable(nameof(angles))]
            public static double F(double[] angles, double[] lengths)
            {
                double[] t = { 1, 0, 0, 0, 1, 0, 0, 0, 1 };
                for (int i = 0; i < angles.Length; i++) t = Mul(t, Link(angles[i], lengths[i]));
                return t[2] * t[2] + Math.Sin(t[5]);
            }
            """, [five, other], [one, one]),
        new("ChainOfPlanes", """
            private static double[,] Mul(double[,] a, double[,] b)
            {
                int n = a.GetLength(0), m = b.GetLength(1);
                var c = new double[n, m];
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < m; j++)
                        for (int k = 0; k < a.GetLength(1); k++) c[i, j] += a[i, k] * b[k, j];
                return c;
            }

            private static double[,] Eye(int n)
            {
                var e = new double[n, n];
                for (int i = 0; i < n; i++) e[i, i] = 1;
                return e;
            }

            [Differentiable(nameof(v))]
            public static double F(double[] v)
            {
                double[,] t = Eye(2);
                foreach (double x in v)
                {
                    var link = Eye(2);
                    link[0, 1] = x;
                    link[1, 0] = Math.Sin(x);
                    t = Mul(t, link);
                }

                return t[0, 0] * t[1, 1] - Math.Cos(t[0, 1]);
            }
            """, [five], [three]),
        // the number of rows does not change, and whether that of columns does only the caller knows
        new("PowerOfAMatrix", """
            private static double[,] Mul(double[,] a, double[,] b)
            {
                int n = a.GetLength(0), m = b.GetLength(1);
                var c = new double[n, m];
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < m; j++)
                        for (int k = 0; k < b.GetLength(0); k++) c[i, j] += a[i, k] * b[k, j];
                return c;
            }

            [Differentiable(nameof(a), nameof(b))]
            public static double F(double[,] a, double[] b, int power)
            {
                var square = new double[2, 2];
                for (int i = 0; i < 2; i++)
                    for (int j = 0; j < 2; j++) square[i, j] = a[i, j] + b[i];
                var p = a;
                for (int k = 0; k < power; k++) p = Mul(square, p);
                double s = 0;
                for (int i = 0; i < p.GetLength(0); i++)
                    for (int j = 0; j < p.GetLength(1); j++) s += p[i, j] * (1 + i - j) * p[i, j];
                return s;
            }
            """, [plane, two, 3], [plane, two, 0]),
        new("LayersOfOneWidth", """
            private static double[] Layer(ReadOnlySpan<double> w, double[] h)
            {
                int n = h.Length;
                var a = new double[n];
                for (int i = 0; i < n; i++)
                {
                    double sum = 0;
                    for (int j = 0; j < n; j++) sum += w[i * n + j] * h[j];
                    a[i] = Math.Tanh(sum);
                }

                return a;
            }

            [Differentiable(nameof(w), nameof(x))]
            public static double F(double[] w, double[] x)
            {
                int n = x.Length, count = w.Length / (n * n);
                var h = x;
                for (int l = 0; l < count; l++) h = Layer(w.AsSpan(l * n * n, n * n), h);
                double s = 0;
                foreach (double v in h) s += v * v;
                return s;
            }
            """, [packed, two], [six, two]),
        // 3 numbers, then 2, 2 and 3
        new("LayersOfAnyWidth", """
            private static double[] Layer(double[] w, double[] h)
            {
                int m = w.Length / h.Length;
                var a = new double[m];
                for (int i = 0; i < m; i++)
                {
                    double sum = 0;
                    for (int j = 0; j < h.Length; j++) sum += w[i * h.Length + j] * h[j];
                    a[i] = Math.Tanh(sum);
                }

                return a;
            }

            [Differentiable(nameof(w), nameof(x))]
            public static double F(double[][] w, double[] x)
            {
                double[] h = x;
                for (int l = 0; l < w.Length; l++) h = Layer(w[l], h);
                double s = 0;
                for (int i = 0; i < h.Length; i++) s += h[i] * (i + 1);
                return s;
            }
            """, [layers, three]),
        new("HalvesOfASequence", """
            private static double[] Halve(double[] x, double c)
            {
                var y = new double[(x.Length + 1) / 2];
                for (int i = 0; i < y.Length; i++) y[i] = 2 * i + 1 < x.Length ? x[2 * i] + c * Math.Sin(x[2 * i + 1] * x[2 * i]) : x[2 * i];
                return y;
            }

            [Differentiable(nameof(x), nameof(c))]
            public static double F(double[] x, double c)
            {
                var level = (double[])x.Clone();
                while (level.Length > 1) level = Halve(level, c);
                return level[0] * level[0];
            }
            """, [five, 0.4], [packed, 0.7], [one, 0.3]),
        // Fibonacci's way: two that move on together
        new("TwoThatMoveOn", """
            private static double[] Next(double[] a, double[] b, double c)
            {
                var r = new double[a.Length];
                for (int i = 0; i < r.Length; i++) r[i] = Math.Sin(a[i]) + c * b[i] * b[(i + 1) % r.Length];
                return r;
            }

            [Differentiable(nameof(x), nameof(c))]
            public static double F(double[] x, double c, int steps)
            {
                double[] before = x, now = new double[x.Length];
                for (int i = 0; i < x.Length; i++) now[i] = x[i] * x[i];
                for (int t = 0; t < steps; t++)
                {
                    var next = Next(before, now, c);
                    before = now;
                    now = next;
                }

                double s = 0;
                for (int i = 0; i < x.Length; i++) s += before[i] * now[i];
                return s;
            }
            """, [five, 0.3, 4], [five, 0.3, 1], [five, 0.3, 0]),
        new("StepThatIsAcceptedOrNot", """
            private static double[] Trial(double[] x, double step)
            {
                var y = new double[x.Length];
                for (int i = 0; i < x.Length; i++) y[i] = x[i] - step * x[i] * x[i];
                return y;
            }

            private static double Cost(double[] x)
            {
                double s = 0;
                foreach (var v in x) s += v * v;
                return s;
            }

            [Differentiable(nameof(x))]
            public static double F(double[] x, double[] z)
            {
                var best = x;
                double least = Cost(x);
                for (int k = 0; k < z.Length; k++)
                {
                    var y = Trial(best, z[k]);
                    double cost = Cost(y);
                    if (cost < least)
                    {
                        best = y;
                        least = cost;
                    }
                }

                double s = 0;
                for (int i = 0; i < x.Length; i++) s += Math.Sin(best[i]);
                return s + least;
            }
            """, [five, other], [five, signs]),
        new("UntilItSettles", """
            private static double[] Sweep(double[] x, double[] b)
            {
                int n = b.Length;
                var y = new double[n];
                for (int i = 0; i < n; i++)
                    y[i] = 0.25 * (b[i] + (i > 0 ? x[i - 1] : 0) + (i < n - 1 ? x[i + 1] : 0) + 0.1 * x[i] * x[i]);
                return y;
            }

            [Differentiable]
            public static double F(double[] b)
            {
                var x = new double[b.Length];
                while (true)
                {
                    var y = Sweep(x, b);
                    double change = 0;
                    for (int i = 0; i < y.Length; i++) change += Math.Abs(y[i] - x[i]);
                    x = y;
                    if (change < 1e-13) break;
                }

                double s = 0;
                for (int i = 0; i < x.Length; i++) s += x[i] * (i + 1);
                return s;
            }
            """, [five]),
        new("StepsForEachStart", """
            private static double[] Step(double[] x, double a)
            {
                var next = new double[x.Length];
                for (int i = 0; i < x.Length; i++) next[i] = Math.Cos(a * x[i]) + 0.3 * x[x.Length - 1 - i];
                return next;
            }

            [Differentiable]
            public static double F(double[,] starts, double a)
            {
                double total = 0;
                for (int r = 0; r < starts.GetLength(0); r++)
                {
                    var x = new double[starts.GetLength(1)];
                    for (int j = 0; j < x.Length; j++) x[j] = starts[r, j];
                    for (int t = 0; t < 13; t++) x = Step(x, a);
                    total += x[0] * x[1];
                }

                return total;
            }
            """, [plane, 0.7]),
        new("PairsOfArrays", """
            private static (double[] Q, double[] P) Leap((double[] Q, double[] P) s, double h)
            {
                var q = new double[s.Q.Length];
                var p = new double[s.Q.Length];
                for (int i = 0; i < q.Length; i++)
                {
                    p[i] = s.P[i] - h * Math.Sin(s.Q[i]);
                    q[i] = s.Q[i] + h * p[i];
                }

                return (q, p);
            }

            [Differentiable(nameof(q), nameof(p), nameof(h))]
            public static double F(double[] q, double[] p, double h, int steps)
            {
                var s = (Q: q, P: p);
                for (int t = 0; t < steps; t++) s = Leap(s, h);
                return s.Q[0] * s.P[1] + s.Q[1];
            }
            """, [two, three, 0.2, 5]),
        new("SumsOfRunningSums", """
            [Differentiable(nameof(x))]
            public static double F(double[] x, int times)
            {
                double[] level = x;
                double total = 0;
                for (int k = 0; k < times && level.Length > 1; k++)
                {
                    var between = new double[level.Length - 1];
                    for (int i = 0; i < between.Length; i++) between[i] = level[i] * level[i + 1] + 0.1;
                    level = between;
                    total += level[0];
                }

                return total * level[^1];
            }
            """, [five, 9], [five, 2], [packed, 15]),
        new("SliceThatMoves", """
            [Differentiable]
            public static double F(ReadOnlySpan<double> x)
            {
                double s = 0;
                while (x.Length > 0)
                {
                    s = Math.Sin(s) + x[0] * x[^1];
                    x = x.Slice(1);
                }

                return s;
            }
            """, [five], [one]),
        new("SliceThatIsHalved", """
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a, double limit)
            {
                ReadOnlySpan<double> rest = x;
                double s = 0;
                while (rest.Length > 1)
                {
                    int half = rest.Length / 2;
                    if (rest[half] > limit) rest = rest[..half];
                    else rest = rest[half..];
                    s += a * rest[0] * rest[^1];
                }

                return s;
            }
            """, [five, 0.3, 0.5], [packed, 1.2, 0.1], [one, 1.0, 0.1]),
        new("WrittenThroughAMovingSlice", """
            [Differentiable]
            public static double F(double[] x)
            {
                var y = (double[])x.Clone();
                var rest = y.AsSpan();
                double s = 0;
                while (rest.Length > 1)
                {
                    rest[1] += rest[0] * rest[0];
                    s += rest[0];
                    rest = rest.Slice(1);
                }

                return s * y[^1];
            }
            """, [five], [one]),
        new("RowThatMoves", """
            [Differentiable(nameof(w), nameof(a))]
            public static double F(double[][] w, double a)
            {
                double s = a;
                var row = w[0];
                for (int i = 0; i < w.Length; i++)
                {
                    s += row[0] * Math.Sin(row[1] * w[i][0]);
                    row = w[i];
                }

                return s * row[0];
            }
            """, [layers, 0.3]),
        new("ElementsByReference", """
            private static void Add(ref double a, double v) => a += v * v;

            private static void Swap(ref double a, ref double b)
            {
                var t = a;
                a = b;
                b = t;
            }

            private static void Rotate(ref double a, ref double b, double c, double s)
            {
                double t = c * a - s * b;
                b = s * a + c * b;
                a = t;
            }

            [Differentiable]
            public static double F(double[] x)
            {
                var y = (double[])x.Clone();
                for (int i = 0; i + 1 < y.Length; i++)
                {
                    if (y[i] > y[i + 1]) Swap(ref y[i], ref y[i + 1]);
                    Add(ref y[i], x[i]);
                    Rotate(ref y[i], ref y[^1], Math.Cos(x[i]), Math.Sin(x[i]));
                }

                double s = 0;
                foreach (var v in y) s += v * v * v;
                return s;
            }
            """, [five], [one]),
        // two names of one element, where both are the last
        new("OneElementUnderTwoNames", """
            private static void Both(ref double a, ref double b, double v)
            {
                a += v;
                b *= a;
            }

            [Differentiable]
            public static double F(double[] x)
            {
                var y = new double[x.Length];
                for (int i = 0; i < y.Length; i++) y[i] = 1 + x[i];
                for (int i = 0; i < y.Length; i++) Both(ref y[i], ref y[y.Length - 1 - i], x[i]);
                return y[0] * y[1] * y[^1];
            }
            """, [five], [three]),
        new("AllOfAGrid", """
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[,] x, double a)
            {
                double s = 0;
                foreach (var v in x) s += Math.Sin(a * v) * v;
                double p = 1;
                foreach (double v in x)
                {
                    if (v < 0) continue;
                    if (v > 1.5) break;
                    p *= v + s;
                }

                return p;
            }
            """, [plane, 0.7]),
        // the memory of a turn is there again when it is reversed
        new("LayersOfSwappedBuffers", """
            [Differentiable(nameof(w), nameof(x))]
            public static double F(double[] w, double[] x, int layers)
            {
                int n = x.Length;
                var h = (double[])x.Clone();
                var z = new double[n];
                double s = 0;
                for (int l = 0; l < layers; l++)
                {
                    for (int i = 0; i < n; i++)
                    {
                        double a = 0;
                        for (int j = 0; j < n; j++) a += w[(i * n + j) % w.Length] * h[j] * h[(j + l) % n];
                        z[i] = Math.Tanh(a) + h[i] * h[0];
                    }

                    for (int i = 0; i < n; i++)
                    {
                        h[i] = z[i] * h[i];
                        for (int j = 0; j < n; j++) s += Math.Exp(-h[i] * z[j]);
                    }
                }

                return s + h[0] * h[1];
            }
            """, [packed, two, 3], [packed, three, 1], [six, two, 0]),
        new("StandsForAnotherArrayFromSomeTurnOn", """
            [Differentiable]
            public static double F(double x, double y, int n)
            {
                double[] a = new double[n], b = new double[n], c = new double[n];
                for (int i = 0; i < n; i++) { a[i] = x * (i + 1); b[i] = y + i; c[i] = x - y * i; }
                var t = n % 2 == 0 ? a : b;
                for (int i = 0; i < n; i++)
                {
                    t[i] *= 0.2 + t[(i + 1) % n];
                    if (i == 1) t = a;
                    else if (t[i] > 3) t = c;
                    t[0] += y;
                }

                double s = 0;
                for (int i = 0; i < n; i++) s += a[i] * b[i] * t[i] + c[i];
                return s;
            }
            """, [1.3, 0.7, 3], [0.8, 0.4, 4], [0.8, 0.4, 1]),
        new("StandsForTheOtherParameter", """
            [Differentiable(nameof(p), nameof(q))]
            public static double F(double[] p, double[] q, int n)
            {
                var t = p;
                for (int i = 0; i < n; i++)
                {
                    var u = t;
                    t = p[i] > q[i] ? q : p;
                    u[i] += t[n - 1 - i] * u[0];
                    if (i == 1) continue;
                    t[i] *= u[1];
                }

                double s = 0;
                foreach (var v in p) s += v * v;
                foreach (var v in q) s *= 1 + v;
                return s;
            }
            """, [five, other, 4], [other, five, 3]),
    ];
}
