namespace SymDiff.Generator.Tests.Programs;

/// <content>Array variables that change places, or stand for one array or another.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> Buffers =>
    [
        new("DoubleBuffer", """
            [Differentiable(nameof(c), nameof(start))]
            public static double F(double c, double[] start, int steps)
            {
                int n = start.Length;
                var now = new double[n];
                var then = new double[n];
                for (int i = 0; i < n; i++) now[i] = start[i];
                for (int k = 0; k < steps; k++)
                {
                    for (int i = 1; i < n - 1; i++)
                        then[i] = now[i] + c * (now[i - 1] - 2 * now[i] + now[i + 1]);
                    (now, then) = (then, now);
                }

                double sum = 0;
                for (int i = 0; i < n; i++) sum += now[i] * now[i];
                return sum;
            }
            """, [0.2, five, 4], [0.3, five, 3], [0.1, five, 0]),
        new("SwapByHand", """
            [Differentiable]
            public static double F(double[] x, int steps)
            {
                double[] a = (double[])x.Clone(), b = new double[x.Length];
                for (int k = 0; k < steps; k++)
                {
                    for (int i = 0; i < x.Length; i++) b[i] = Math.Sin(a[i] * a[(i + 1) % x.Length]);
                    var t = a;
                    a = b;
                    b = t;
                }

                return a[0] * a[1] + b[2];
            }
            """, [five, 15], [five, 14]),
        // prev, now and next take each other's places in turn.
        new("WaveEquation", """
            [Differentiable(nameof(speed), nameof(height))]
            public static double F(double speed, double height, int n, int steps)
            {
                var before = new double[n];
                var now = new double[n];
                var next = new double[n];
                now[n / 2] = height;
                before[n / 2] = 0.9 * height;
                for (int k = 0; k < steps; k++)
                {
                    for (int i = 1; i < n - 1; i++)
                        next[i] = 2 * now[i] - before[i] + speed * speed * (now[i - 1] - 2 * now[i] + now[i + 1]);
                    (before, now, next) = (now, next, before);
                }

                double energy = 0;
                for (int i = 0; i < n; i++) energy += now[i] * now[i] * now[i];
                return energy;
            }
            """, [0.4, 1.3, 7, 7], [0.4, 1.3, 9, 15], [0.7, 0.8, 6, 2]),
        new("RowsOfATable", """
            [Differentiable]
            public static double F(double[] x, double[] y)
            {
                int m = y.Length;
                var above = new double[m + 1];
                var row = new double[m + 1];
                for (int j = 0; j <= m; j++) above[j] = j;
                for (int i = 0; i < x.Length; i++)
                {
                    row[0] = i + 1;
                    for (int j = 0; j < m; j++)
                    {
                        double d = (x[i] - y[j]) * (x[i] - y[j]);
                        row[j + 1] = d - 0.1 * Math.Log(Math.Exp(-10 * above[j]) + Math.Exp(-10 * above[j + 1]) + Math.Exp(-10 * row[j]));
                    }

                    var swap = above;
                    above = row;
                    row = swap;
                }

                return above[m];
            }
            """, [five, three], [two, other]),
        new("ChosenByParity", """
            [Differentiable(nameof(start), nameof(rate))]
            public static double F(double[] start, double rate, int steps)
            {
                var a = new double[start.Length];
                var b = new double[start.Length];
                start.CopyTo(a, 0);
                for (int k = 0; k < steps; k++)
                {
                    var from = (k % 2 == 0) ? a : b;
                    var to = (k % 2 == 0) ? b : a;
                    for (int i = 0; i < from.Length; i++) to[i] = from[i] * Math.Exp(-rate * from[i] * from[i]);
                }

                var last = steps % 2 == 0 ? a : b;
                double s = 0;
                for (int i = 0; i < last.Length; i++) s += last[i] * (i + 1);
                return s;
            }
            """, [five, 0.3, 3], [five, 0.3, 16]),
        new("ChosenOnce", """
            [Differentiable(nameof(a), nameof(b))]
            public static double F(double[] a, double[] b, bool first)
            {
                double[] row;
                if (first) row = a; else row = b;
                double s = 0;
                for (int i = 0; i < row.Length; i++) s += row[i] * row[i];
                var rest = first ? b : a;
                foreach (var v in rest) s *= Math.Sin(v);
                return s;
            }
            """, [five, three, true], [five, three, false]),
        new("ChosenInTurns", """
            [Differentiable(nameof(a), nameof(b))]
            public static double F(double[] a, double[] b, double[] z)
            {
                double s = 1;
                for (int k = 0; k < z.Length; k++)
                {
                    var row = z[k] > 0 ? a : b;
                    double dot = 0;
                    for (int i = 0; i < row.Length; i++) dot += row[i] * s;
                    s = Math.Tanh(dot + z[k]);
                }

                return s;
            }
            """, [five, other, three]),
        new("WrittenThroughAChoice", """
            [Differentiable(nameof(x))]
            public static double F(double[] x, double[] z)
            {
                int n = x.Length;
                var a = new double[n];
                var b = new double[n];
                for (int k = 0; k < z.Length; k++)
                {
                    var target = z[k] > 0 ? a : b;
                    var source = z[k] > 0 ? b : a;
                    for (int i = 0; i < n; i++) target[i] += x[i] * Math.Cos(source[i] + z[k]);
                    a[k] *= b[k] + 1;
                }

                double s = 0;
                for (int i = 0; i < n; i++) s += a[i] * b[n - 1 - i];
                return s;
            }
            """, [five, other], [five, three]),
        new("SwappedOnACondition", """
            [Differentiable(nameof(x))]
            public static double F(double[] x, double[] z)
            {
                int n = x.Length;
                var best = (double[])x.Clone();
                var trial = new double[n];
                double least = 100;
                for (int k = 0; k < z.Length; k++)
                {
                    double cost = 0;
                    for (int i = 0; i < n; i++)
                    {
                        trial[i] = best[i] - z[k] * best[i] * best[i];
                        cost += trial[i] * trial[i];
                    }

                    if (cost < least)
                    {
                        (best, trial) = (trial, best);
                        least = cost;
                    }
                }

                double s = 0;
                for (int i = 0; i < n; i++) s += Math.Sin(best[i]);
                return s + least;
            }
            """, [five, other], [five, signs]),
        new("SwapsWithinSwaps", """
            [Differentiable]
            public static double F(double[] x, int outer, int inner)
            {
                int n = x.Length;
                var a = (double[])x.Clone();
                var b = new double[n];
                for (int k = 0; k < outer; k++)
                {
                    for (int j = 0; j < inner; j++)
                    {
                        for (int i = 0; i < n; i++) b[i] = Math.Sin(a[i]) + 0.3 * a[n - 1 - i] * a[i];
                        (a, b) = (b, a);
                    }

                    for (int i = 0; i < n; i++) a[i] += 0.1 * b[i];
                    (a, b) = (b, a);
                }

                double s = 0;
                for (int i = 0; i < n; i++) s += a[i] * b[i];
                return s;
            }
            """, [five, 3, 2], [five, 2, 3], [five, 2, 0]),
        new("SwappedParameters", """
            [Differentiable(nameof(u))]
            public static double F(double[] u, double[] work, int steps)
            {
                for (int k = 0; k < steps; k++)
                {
                    for (int i = 0; i < u.Length; i++) work[i] = u[i] * u[i] - 0.1 * (i + k);
                    (u, work) = (work, u);
                }

                double s = 0;
                for (int i = 0; i < u.Length; i++) s += u[i];
                return s;
            }
            """, [five, other, 3], [five, other, 2]),
        new("SwappedSpansOnTheStack", """
            [Differentiable(nameof(x))]
            public static double F(ReadOnlySpan<double> x, double c, int steps)
            {
                Span<double> now = stackalloc double[5];
                Span<double> then = stackalloc double[5];
                x.CopyTo(now);
                for (int k = 0; k < steps; k++)
                {
                    for (int i = 0; i < 5; i++) then[i] = Math.Exp(-c * now[i]) * now[(i + 1) % 5];
                    var t = now;
                    now = then;
                    then = t;
                }

                double s = 0;
                for (int i = 0; i < 5; i++) s += now[i] * x[i];
                return s;
            }
            """, [five, 0.3, 3], [five, 0.3, 20]),
        new("HalvesOfOneBuffer", """
            [Differentiable]
            public static double F(double[] x, int steps)
            {
                int n = x.Length;
                var buffer = new double[2 * n];
                x.CopyTo(buffer, 0);
                var now = buffer.AsSpan(0, n);
                var then = buffer.AsSpan(n, n);
                for (int k = 0; k < steps; k++)
                {
                    for (int i = 0; i < n; i++) then[i] = now[i] * Math.Cos(now[n - 1 - i]);
                    var t = now;
                    now = then;
                    then = t;
                }

                double s = 0;
                for (int i = 0; i < n; i++) s += now[i] * now[i];
                return s;
            }
            """, [five, 3], [five, 16]),
        new("SwappedPlanes", """
            [Differentiable]
            public static double F(double[,] x, int steps)
            {
                int n = x.GetLength(0), m = x.GetLength(1);
                var now = new double[n, m];
                var then = new double[n, m];
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < m; j++) now[i, j] = x[i, j];
                for (int k = 0; k < steps; k++)
                {
                    for (int i = 0; i < n; i++)
                        for (int j = 0; j < m; j++) then[i, j] = Math.Sin(now[i, j] * now[i, (j + 1) % m]) + 0.1;
                    (now, then) = (then, now);
                }

                double s = 0;
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < m; j++) s += now[i, j] * (i + 2 * j);
                return s;
            }
            """, [plane, 3], [plane, 14]),
        new("SwapInAHelper", """
            private static double Last(double[] start, double c, int steps)
            {
                var now = (double[])start.Clone();
                var then = new double[start.Length];
                for (int k = 0; k < steps; k++)
                {
                    for (int i = 0; i < now.Length; i++) then[i] = now[i] + c * Math.Sin(now[(i + 1) % now.Length]);
                    (now, then) = (then, now);
                }

                return now[0];
            }

            [Differentiable(nameof(x), nameof(c))]
            public static double F(double[] x, double[] y, double c, int steps) => Last(x, c, steps) * Last(y, c, steps + 1);
            """, [five, other, 0.3, 3]),
        new("SwapUntilItSettles", """
            [Differentiable]
            public static double F(double[] b)
            {
                int n = b.Length;
                var x = new double[n];
                var y = new double[n];
                for (int k = 0; k < 200; k++)
                {
                    double change = 0;
                    for (int i = 0; i < n; i++)
                    {
                        double left = i > 0 ? x[i - 1] : 0;
                        double right = i < n - 1 ? x[i + 1] : 0;
                        y[i] = 0.25 * (b[i] + left + right + 0.1 * x[i] * x[i]);
                        change += Math.Abs(y[i] - x[i]);
                    }

                    (x, y) = (y, x);
                    if (change < 1e-13) break;
                }

                double s = 0;
                for (int i = 0; i < n; i++) s += x[i] * (i + 1);
                return s;
            }
            """, [five]),
        new("SwapForEachRow", """
            [Differentiable]
            public static double F(double[,] x)
            {
                int n = x.GetLength(0), m = x.GetLength(1);
                double total = 0;
                for (int r = 0; r < n; r++)
                {
                    var a = new double[m];
                    var b = new double[m];
                    for (int j = 0; j < m; j++) a[j] = x[r, j];
                    for (int k = 0; k < 14; k++)
                    {
                        for (int j = 0; j < m; j++) b[j] = Math.Sin(a[j] + 0.5 * a[(j + 1) % m]);
                        (a, b) = (b, a);
                    }

                    double s = 0;
                    for (int j = 0; j < m; j++) s += a[j];
                    total += s * s;
                }

                return total;
            }
            """, [plane]),
        new("FewSwaps", """
            [Differentiable]
            public static double F(double[] x)
            {
                double[] a = x, b = new double[3];
                for (int k = 0; k < 3; k++)
                {
                    for (int i = 0; i < 3; i++) b[i] = a[i] * a[(i + 1) % 3] + k;
                    a = b;
                    b = new double[3];
                }

                return a[0] * a[1] - a[2];
            }
            """, [three]),
        // Nothing that is differentiated goes into the features, which are memory of each turn all the same.
        new("FeaturesOfEachTurn", """
            [Differentiable(nameof(w), nameof(offset))]
            public static double F(double[] w, double offset, double[] x)
            {
                double loss = 0;
                foreach (double at in x)
                {
                    var features = new double[w.Length];
                    double power = 1;
                    for (int k = 0; k < features.Length; k++)
                    {
                        features[k] = power;
                        if (k > 0 && features[k] < -0.5) features[k] = Math.Sin(at);
                        power *= at;
                    }

                    double y = offset;
                    for (int k = 0; k < w.Length; k++) y += w[k] * features[k];
                    double r = Math.Tanh(y) - features[w.Length - 1];
                    loss += r * r;
                }

                return loss;
            }
            """, [three, 0.1, five], [one, 0.1, five]),
        new("RentedBuffer", """
            [Differentiable]
            public static double F(double[] x, int steps)
            {
                int n = x.Length;
                var buffer = System.Buffers.ArrayPool<double>.Shared.Rent(n);
                try
                {
                    for (int i = 0; i < n; i++) buffer[i] = Math.Sin(x[i]);
                    for (int k = 0; k < steps; k++)
                        for (int i = 1; i < n; i++) buffer[i] *= buffer[i - 1] + 1;
                    if (n == 0) throw new ArgumentException("It is empty.");
                    return buffer[n - 1];
                }
                finally
                {
                    System.Buffers.ArrayPool<double>.Shared.Return(buffer);
                }
            }
            """, [five, 3], [three, 0]),
        new("RentedInAHelper", """
            private static double Smoothed(ReadOnlySpan<double> x, double a)
            {
                double[] work = System.Buffers.ArrayPool<double>.Shared.Rent(x.Length);
                try
                {
                    var part = work.AsSpan(0, x.Length);
                    x.CopyTo(part);
                    for (int i = 1; i < part.Length; i++) part[i] = a * part[i] + (1 - a) * part[i - 1];
                    return part[^1] * part[0];
                }
                finally
                {
                    System.Buffers.ArrayPool<double>.Shared.Return(work, clearArray: true);
                }
            }

            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a) => Smoothed(x, a) + Smoothed(x.AsSpan(1), a * a);
            """, [five, 0.3]),
        new("TupleFromWithinLoops", """
            private static (double Product, double Sum, int At) Find(double[] x, double y)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    for (int j = 0; j < i; j++)
                    {
                        if (x[i] > y + x[j]) return (x[i] * x[j] * y, x[i] + x[j], i + j);
                    }
                }

                return (y, y * y, -1);
            }

            [Differentiable(nameof(x), nameof(y))]
            public static double F(double[] x, double y)
            {
                var (product, sum, at) = Find(x, y);
                return product * sum + at * y;
            }
            """, [five, 1.0], [five, 5.0], [five, 3.0]),
        new("ChosenArgument", """
            private static double Norm(ReadOnlySpan<double> v)
            {
                double s = 0;
                for (int i = 0; i < v.Length; i++) s += v[i] * v[i];
                return Math.Sqrt(s);
            }

            [Differentiable(nameof(a), nameof(b))]
            public static double F(double[] a, double[] b, int which)
            {
                double s = 0;
                for (int k = 0; k < 70; k++) s += Norm(k % 3 == which ? a : b) * (k + 1);
                return s;
            }
            """, [five, three, 1]),
        // An element of a chosen array, read in a condition and behind it.
        new("Upwind", """
            [Differentiable(nameof(start), nameof(c))]
            public static double F(double[] start, double c, int n)
            {
                int count = start.Length;
                var u = (double[])start.Clone();
                var v = new double[count];
                for (int t = 0; t < n; t++)
                {
                    for (int i = 0; i < count; i++)
                    {
                        int left = i == 0 ? count - 1 : i - 1, right = (i + 1) % count;
                        v[i] = u[i] > u[left] ? u[i] - c * u[i] * (u[i] - u[left]) : u[i] - c * u[i] * (u[right] - u[i]);
                    }

                    if (t % 3 != 1)
                        (u, v) = (v, u);
                }

                double s = 0;
                foreach (var x in u)
                    s += x * x;
                return s;
            }
            """, [five, 0.2, 5], [one, 0.2, 2], [five, 0.2, 0]),
        new("PlaneCopiedBack", """
            [Differentiable(nameof(u), nameof(k))]
            public static double F(double[,] u, double k, int n)
            {
                var next = (double[,])u.Clone();
                var part = new double[4, 2];
                int rows = u.GetLength(0), columns = u.GetLength(1);
                for (int t = 0; t < n; t++)
                {
                    for (int i = 1; i < rows - 1; i++)
                        for (int j = 1; j < columns - 1; j++) next[i, j] = u[i, j] * u[i, j] + k * (u[i - 1, j] + u[i + 1, j] + u[i, j - 1] + u[i, j + 1] - 4 * u[i, j]);
                    Array.Copy(next, u, next.Length);
                }

                Array.Copy(u, 1, part, 3, 4);
                double s = part[1, 1] * part[2, 0];
                foreach (var v in u) s += v * v * part[3, 0];
                return s;
            }
            """, [square, 0.1, 3], [layer, -0.2, 2]),
        new("BytesCopied", """
            [Differentiable(nameof(x), nameof(m))]
            public static double F(double[] x, double[,] m, int n)
            {
                double[] h = new double[x.Length], row = new double[m.GetLength(1)];
                Buffer.BlockCopy(x, 0, h, 0, Buffer.ByteLength(x));
                for (int t = 0; t < n; t++)
                {
                    Buffer.BlockCopy(h, 0, h, sizeof(double), (h.Length - 1) * sizeof(double));
                    h[0] = x[t % x.Length] * h[^1];
                }
                double s = 0;
                for (int i = 0; i < m.GetLength(0); i++)
                {
                    Buffer.BlockCopy(m, i * row.Length * sizeof(double), row, 0, row.Length * sizeof(double));
                    foreach (double v in row) s += v * v * h[i % h.Length];
                }
                return s;
            }
            """, [five, plane, 4], [one, plane, 2], [five, plane, 0]),
        new("PlaneCopiedWithinItself", """
            [Differentiable]
            public static double F(double[,] x)
            {
                var y = new double[x.GetLength(0), x.GetLength(1)];
                Array.Copy(x, y, x.Length);
                Array.Copy(y, 0, y, 1, x.Length - 1);
                y[1, 0] *= y[0, 0];
                Array.Copy(y, 2, y, 0, x.Length - 2);
                double s = 0;
                foreach (double v in y) s += v * v * v;
                return s;
            }
            """, [plane]),
        new("PartsInTurnsOfAnyNumber", """
            static void Mix(ReadOnlySpan<double> w, ReadOnlySpan<double> x, Span<double> y)
            {
                for (int i = 0; i < y.Length; i++)
                {
                    double s = 0;
                    for (int j = 0; j < x.Length; j++) s += w[(i + j) % w.Length] * x[j];
                    y[i] = Math.Tanh(s);
                }
            }
            [Differentiable(nameof(w), nameof(x))]
            public static double F(double[] w, double[] x, double threshold)
            {
                double[] state = new double[2 * x.Length], next = new double[x.Length];
                x.CopyTo(state.AsSpan(0, x.Length));
                double s = threshold * 0.1;
                do
                {
                    Mix(w, state.AsSpan(0, x.Length), state.AsSpan(x.Length));
                    Mix(w, state.AsSpan(x.Length), next);
                    next.CopyTo(state.AsSpan(0, x.Length));
                    for (int i = 0; i < x.Length; i++) s += next[i] * next[i] * 0.1 + 0.2;
                } while (s < threshold);
                return s;
            }
            """, [five, five, 3.0], [five, one, 0.5]),
        new("CopiesWithinWhatHasTwoNames", """
            private static void Shift(ReadOnlySpan<double> x, Span<double> y, int n) => x[..n].CopyTo(y);

            [Differentiable(nameof(a))]
            public static double F(double[] a, int n)
            {
                double[] b = a;
                Array.Copy(a, 0, b, 1, 3);
                a[0] *= a[2];
                var whole = a.AsSpan();
                whole[..3].CopyTo(a.AsSpan(2));
                a[1] += b[3];
                Shift(a, a.AsSpan(1), n);
                double s = 0;
                for (int i = 0; i < n; i++)
                {
                    whole[1..].CopyTo(b);
                    b[0] *= s + i;
                    whole[..4].CopyTo(b.AsSpan(1));
                    s = s * b[i] + a[3 - i] * i + a[0];
                }

                return s * a[1] - b[2];
            }
            """, [five, 3], [other, 1], [other, 0]),
        new("CopiesToOneOrAnother", """
            [Differentiable(nameof(a))]
            public static double F(double[] a, int n)
            {
                var b = new double[7];
                for (int i = 0; i < a.Length; i++) b[i] = a[i] * a[0];
                var c = n > 2 ? b : a;
                Array.Copy(b, 0, c, 1, 3);
                a.CopyTo(b, 2);
                double s = 0;
                for (int i = 0; i < 4; i++) s = s * a[i] + b[3 - i] * i + b[6];
                return s;
            }
            """, [five, 3], [other, 1]),
        // What a turn overwrites is what it reads, or is not: it is read as it was before that turn, and no earlier.
        new("ReadWhereItIsOverwritten", """
            [Differentiable(nameof(a))]
            public static double F(double a, double[] x, int[] q, int n)
            {
                double[] w = { a, 0.75, x[0] };
                for (int i = 0; i < q.Length; i++)
                {
                    for (int j = 0; j < n; j++)
                        w[0] *= w[q[i]];
                }

                return w[0];
            }
            """, [1.1, positive, (int[])[0, 1, 0], 2], [1.1, positive, (int[])[2, 0], 3], [0.7, positive, (int[])[1, 1], 2], [0.7, positive, (int[])[0], 0]),
        new("ReadWhereItIsOverwrittenUntilAReturn", """
            [Differentiable(nameof(a))]
            public static double F(double a, double b, double[] x, double c)
            {
                double[] w = { a, 0.75, 0.75 };
                for (int i = 0; i < x.Length; i++)
                {
                    var head = w.AsSpan(0, 1 + i % 2);
                    for (int j = 1; j < w.Length; j++)
                    {
                        head[0] *= head[i % head.Length];
                        if (x[i] <= c)
                            return b * w[0];
                    }
                }

                return w[0];
            }
            """, [1.1, 2.0, positive, 0.01], [0.9, 2.0, positive, 0.6], [0.9, 2.0, positive, 10.0]),
        // The forward algorithm, scaled: the adjoints of the buffers are exchanged as the buffers are, and none is set to zero for nobody.
        new("ScaledForwardAlgorithm", """
            [Differentiable(nameof(a), nameof(mu))]
            public static double F(double[,] a, double[] mu, double[] y)
            {
                int k = mu.Length;
                double[] alpha = new double[k], next = new double[k];
                for (int i = 0; i < k; i++)
                    alpha[i] = 1.0 / k;
                double likelihood = 0;
                foreach (double v in y)
                {
                    double total = 0;
                    for (int j = 0; j < k; j++)
                    {
                        double s = 0;
                        for (int i = 0; i < k; i++)
                            s += alpha[i] * a[i, j];
                        next[j] = s * Math.Exp(-0.5 * (v - mu[j]) * (v - mu[j]));
                        total += next[j];
                    }

                    for (int j = 0; j < k; j++)
                        next[j] /= total;
                    likelihood += Math.Log(total);
                    (alpha, next) = (next, alpha);
                }

                return likelihood;
            }
            """, [new double[,] { { 0.8, 0.2, 0.1 }, { 0.1, 0.7, 0.3 }, { 0.1, 0.1, 0.6 } }, three, five], [new double[,] { { 0.8, 0.2 }, { 0.1, 0.9 } }, (double[])[0.5, 1.5], five]),
    ];
}
