namespace SymDiff.Generator.Tests.Programs;

/// <content>Recurrences: what is kept of them, how long the tape is, and what travels with them.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> Recurrences =>
    [
        new("SumThenRecurrence", """
            [Differentiable(nameof(x))]
            public static double F(double[] x)
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++) s += x[i] * x[i];
                for (int i = 0; i < x.Length; i++) s = Math.Sin(s * x[i]);
                return s;
            }
            """, [five], [none]),
        new("TapeOfNoTurns", """
            [Differentiable(nameof(x), nameof(k))]
            public static double F(double[] x, double k, int steps)
            {
                var u = new double[x.Length];
                for (int i = 0; i < u.Length; i++) u[i] = x[i];
                for (int t = 0; t < steps; t++)
                    for (int i = 2; i < u.Length - 1; i++)
                        u[i] = Math.Sin(k * u[i] * u[i - 2]) + u[i + 1] * u[i];
                double s = 0;
                foreach (double v in u) s += v * v;
                return s;
            }
            """, [five, 0.2, 3], [five, 0.2, -1], [one, 0.2, 2], [one, 0.2, -2]),
        new("TapeByThrees", """
            [Differentiable(nameof(c), nameof(y))]
            public static double F(double[] c, double y, int n)
            {
                for (int i = n; i >= 2; i -= 3) y = y * Math.Sin(y * c[i % c.Length]) + 1;
                for (int i = 1; i <= n; i += 2) y = y * Math.Cos(y + c[i % c.Length]) + 1;
                return y;
            }
            """, [five, 0.8, 11], [five, 0.8, 2], [five, 0.8, 1], [five, 0.8, -3]),
        new("TapeOfATriangle", """
            [Differentiable(nameof(c), nameof(y))]
            public static double F(double[] c, double y, int n)
            {
                for (int i = 0; i < n; i++)
                    for (int j = i; j < c.Length; j++)
                        y = Math.Tanh(y * c[j]) + y * c[i];
                return y;
            }
            """, [five, 0.8, 5], [five, 0.8, 0]),
        new("TapeOfAWhile", """
            [Differentiable(nameof(c), nameof(y))]
            public static double F(double[] c, double y)
            {
                int k = 0;
                while (k < 600 && y > 0.01)
                {
                    y = y * (1 - 0.01 * c[k % c.Length] * c[k % c.Length] * y);
                    k++;
                }

                return y * y;
            }
            """, [five, 0.8], [five, 0.005]),
        new("TapeOnTheStack", """
            [Differentiable(nameof(c), nameof(y))]
            public static double F(double[] c, double y)
            {
                for (int i = 0; i < 120; i++) y = Math.Sin(y * 1.3 + c[i % c.Length]);
                return y;
            }
            """, [five, 0.8]),
        new("MemoryCell", """
            static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
            [Differentiable(nameof(w), nameof(h))]
            public static double F(double[] w, double h, double[] x)
            {
                double cell = 0.1;
                for (int t = 0; t < x.Length; t++)
                {
                    double forget = Sigmoid(w[0] * x[t] + w[1] * h);
                    double change = Math.Tanh(w[2] * x[t] + w[3] * h);
                    cell = cell * forget + (1 - forget) * change;
                    h = Math.Tanh(cell) * Sigmoid(w[4] * h + x[t]);
                }

                return h * h;
            }
            """, [five, 0.3, other]),
        new("KeepsWhatDecides", """
            [Differentiable(nameof(c), nameof(y))]
            public static double F(double[] c, double y)
            {
                for (int i = 0; i < c.Length; i++)
                {
                    if (y > c[i]) y = y * y - 0.3;
                    else y = Math.Exp(-y * c[i]);
                    y += 0.1 * c[i];
                }

                return y;
            }
            """, [five, 0.8], [other, 0.2]),
        new("KeepsLongIntegers", """
            [Differentiable(nameof(c), nameof(p))]
            public static double F(double[] c, double p, int n)
            {
                long s = 12345;
                for (int i = 0; i < n; i++)
                {
                    s = unchecked(s * 6364136223846793005 + 1442695040888963407);
                    p = p * Math.Sin(c[0] * (s & 7) + c[1] * (s * 3) * 1e-19 + c[2] * (s * 5) * 1e-19 + c[3] * (s * 7) * 1e-19 + c[4] * (s * 9) * 1e-19);
                    p += s > 0 ? 1 : 0.5;
                }

                return p;
            }
            """, [five, 0.8, 6]),
        new("KeepsObjects", """
            public sealed class Item
            {
                public double[] Values = new double[0];
                public Item? Next;
                public int Count;
            }
            static Item Chain(double[] data) => new Item { Values = data, Count = 3, Next = new Item { Values = data.Reverse().ToArray(), Count = 2, Next = new Item() } };
            [Differentiable(nameof(c), nameof(y))]
            public static double F(double[] c, double y, double[] data)
            {
                for (Item? item = Chain(data); item != null; item = item.Next)
                    for (int j = 0; j < item.Count; j++) y = Math.Sin(y * c[j % c.Length]) + y * item.Values[j];
                return y;
            }
            """, [five, 0.8, other]),
        new("PartialsTravel", """
            [Differentiable]
            public static double F(double x, double a, int n)
            {
                double p = x, q = 1;
                int i = 0;
                do
                {
                    double r = p * q + a;
                    q = Math.Sin(p) - 0.5 * q;
                    p = r;
                    if (p > 3) break;
                    i++;
                } while (i < n);
                return p * q + Math.Sqrt(1 + p * p);
            }
            """, [0.8, 0.3, 4], [0.8, 0.3, 0], [1.9, 1.3, 9]),
        new("KeptOnceForTwoTurns", """
            [Differentiable]
            public static double F(double[] w, double h, double[] y)
            {
                double loss = 0;
                for (int i = 0; i < w.Length; i++)
                {
                    if (i != 2) h = Math.Tanh(w[i] * h + 1);
                    loss += (h - y[i % y.Length]) * (h - y[i % y.Length]);
                }

                return loss + h;
            }
            """, [five, 0.3, three], [none, 0.5, three]),
        new("VariablesTakeTheirNextValues", """
            [Differentiable]
            public static double F(double a, double b, double[] x)
            {
                double s = a, t = b, u = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    s += t * x[i];
                    s = Math.Sin(s);
                    for (int j = 0; j <= i; j++)
                    {
                        t += s * x[j];
                        u += t * t;
                    }

                    (s, t) = (t / (1 + t * t), s);
                    u *= 0.9;
                }

                return s + t + u;
            }
            """, [0.2, 0.7, five], [0.2, 0.7, none]),
        new("NeverWrittenTo", """
            [Differentiable]
            public static double F(double a, int n)
            {
                double[] w = new double[n + 2];
                return Math.Sin(w[n] + a / (2 + a * a)) * Math.Cos(w[^1]);
            }
            """, [0.8, 3]),
        new("PartialsTravelInALoop", """
            static double Root(double x)
            {
                double y = 1 + x;
                for (int k = 0; k < 30 && Math.Abs(y * y - x) > 1e-14; k++) y = 0.5 * (y + x / y);
                return y;
            }
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a)
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++) s += Root(x[i] * x[i] + a) * Root(a) * Math.Exp(-s * s);
                return s;
            }
            """, [five, 0.7]),
        new("RootsDoNotTravel", """
            [Differentiable]
            public static double F(double a, int n)
            {
                double v = 0;
                for (int i = 0; i < n; i++) v = Math.Sqrt(v) + a;
                return v;
            }
            """, [0.7, 2], [0.7, 5]),
        new("Standardized", """
            [Differentiable(nameof(x), nameof(m), nameof(s), nameof(t))]
            public static double F(double[] x, double[] w, double m, double s, double t)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    double z = (x[i] - m) / (s * t);
                    double p = 0;
                    for (int j = 0; j < w.Length; j++) p += w[j] * z / s;
                    sum += -0.5 * z * z - Math.Log(s * t) + Math.Log(1 + z * z) * t + p * p;
                }

                return sum;
            }
            """, [five, other, 0.3, 0.7, 1.2]),
        new("Filter", """
            [Differentiable]
            public static double F(double q, double r, double[] y)
            {
                double mean = 0, variance = 1, log = 0;
                for (int i = 0; i < y.Length; i++)
                {
                    double predicted = variance + q * q;
                    double total = predicted + r * r;
                    double gain = predicted / total;
                    double innovation = y[i] - mean;
                    log -= 0.5 * (Math.Log(total) + innovation * innovation / total);
                    mean += gain * innovation;
                    variance = (1 - gain) * predicted;
                }

                return log;
            }
            """, [0.4, 0.9, five]),
        new("ExchangedAfterALoop", """
            [Differentiable(nameof(b), nameof(y))]
            public static double F(double b, double[] x, double[] y, int n)
            {
                double s = b;
                int k = 1;
                for (int i = 0; i < n; i++)
                {
                    (s, b) = (Math.Max(y[0], b), x[0]);
                    for (int j = n; j > 0; j -= 2)
                    {
                        x[k % x.Length] += Math.Cos(b > 0.05 ? Math.Log(b) : Math.Max(0.0, s));
                        y[0] = Math.Max(y[0], 0.5);
                    }

                    (y[(i + 1) % y.Length], y[0]) = (y[0], y[(i + 1) % y.Length]);
                }

                return s + x[x.Length - 1 - k % x.Length] / (2 + x[^1] * x[^1]);
            }
            """, [0.3, three, five, 3], [-0.2, positive, other, 2], [0.1, five, three, 0]),
        // How far a counter goes follows from its condition, whatever is added to it there, and by how much it counts.
        new("ThreeByThree", """
            [Differentiable(nameof(x), nameof(r))]
            public static double F(double[] x, double r)
            {
                double s = r;
                for (int i = 0; i + 2 < x.Length; i += 3)
                    s = Math.Sin(s * x[i]) + x[i + 1] * x[i + 2] * s;
                for (int i = x.Length - 1; i - 1 > 0; i -= 2)
                    s = Math.Sin(s) * x[i - 1] + x[i];
                for (int i = 1; x.Length >= i + 2; i += 2)
                    s += Math.Cos(s * x[i + 1]) * x[i - 1];
                return s;
            }
            """, [five, 0.4], [three, 0.7], [one, 0.7]),
        new("CountedFromAParameter", """
            [Differentiable(nameof(x))]
            public static double F(double[] x, int first, int last)
            {
                double s = 1;
                for (int i = first; i <= last; i += 2)
                    s = Math.Sin(s * x[i]) + x[i];
                for (int i = last; i > first; i -= 3)
                    s = Math.Cos(s * x[i]) - x[i];
                return s * s;
            }
            """, [five, 0, 4], [five, 1, 4], [five, 1, 1], [three, 0, 1], [three, 2, 0], [three, 2, -5]),
    ];
}
