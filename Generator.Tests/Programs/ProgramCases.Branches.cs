namespace SymDiff.Generator.Tests.Programs;

/// <content>Branches that assign or return several values, whose parts the reverse sweep wants again.</content>
internal static partial class ProgramCases
{
    private static double[] Still => [0, 0, 0];

    private static IEnumerable<ProgramCase> Branches =>
    [
        .. Constants,
        .. Kernels,
        .. Samples,
        // Rodrigues' formula: sine, cosine and the axis belong to one branch, forwards and backwards.
        // An array may be indexed by any integer, the span of its adjoints by int alone.
        new("LongIndices", """
            [Differentiable]
            public static double F(double[] x)
            {
                double sum = 0;
                checked
                {
                    for (uint i = 0; i < (uint)x.Length; i++)
                        for (long j = 0; j <= i; j++)
                            sum += x[i] * x[j] / (i + j + 1);
                }
                return sum;
            }
            """, [five]),
        // What a branch has stored it reads again, before a loop in it overwrites that.
        new("ReadBetweenStores", """
            [Differentiable]
            public static double F(double a, double[] x, int n)
            {
                if (n % 2 == 0)
                {
                    x[0] = a * a;
                    double first = x[0];
                    for (int i = 0; i < x.Length; i++) x[i] = first * i + x[i];
                }

                return x[1] * x[2];
            }
            """, [0.4, three, 4]),
        // On either side of a condition a variable takes what the other one is after a loop within the turn.
        new("TakenFromEachOther", """
            [Differentiable]
            public static double F(double a, double b, double[] x)
            {
                double s = b;
                for (int i = 6; i > 0; i -= 2)
                {
                    for (int j = 0; j < x.Length; j++)
                    {
                        b = s;
                        a *= 0.75;
                    }

                    if (a > 0.1)
                    {
                        s -= 0.75;
                    }
                    else
                    {
                        a += b;
                        b = a;
                    }
                }

                return a;
            }
            """, [0.4, 0.9, three]),
        // What a turn reads between two stores is read there, whatever comes after the loop.
        new("ReadBetweenStoresOfATurn", """
            [Differentiable(nameof(b), nameof(y))]
            public static double F(double b, double[] y, int n)
            {
                double s = b;
                Span<double> w = y.AsSpan(0);
                if (n % 3 == 0)
                {
                    for (int i = 0; i < y.Length; i++)
                    {
                        s = w[0];
                        y[0] += 0.75;
                        w[0] = Math.Cos(w[0]);
                    }

                    w[0] += b;
                }

                return s;
            }
            """, [0.4, three, 3]),
        // What is taken back from the tape takes no variable whose choice is still asked for on one of its sides.
        new("ChosenBeforeTheTape", """
            [Differentiable]
            public static double F(double a, double b, double[] x, int n)
            {
                if (n % 2 == 0)
                    a = Math.Tanh(x[0]);
                a += b;
                for (int i = 0; i < x.Length; i++)
                {
                    a -= 0.75;
                    b = a > -1 ? a : b;
                }

                return b;
            }
            """, [0.4, 0.9, three, 4]),
        // Two patterns name something k, and a loop counts by another k.
        new("PatternsOfOneName", """
            [Differentiable(nameof(eta), nameof(raw))]
            public static double F(double eta, double[] raw, int[] y)
            {
                var cuts = new double[raw.Length];
                cuts[0] = raw[0];
                for (int k = 1; k < cuts.Length; k++) cuts[k] = cuts[k - 1] + Math.Exp(raw[k]);
                double sum = 0;
                foreach (int level in y)
                    sum += Math.Log(level switch
                    {
                        0 => Logistic(cuts[0] - eta),
                        var k when k >= cuts.Length => 1 - Logistic(cuts[^1] - eta),
                        var k => Logistic(cuts[k] - eta) - Logistic(cuts[k - 1] - eta),
                    });
                return sum;
                static double Logistic(double v) => 1 / (1 + Math.Exp(-v));
            }
            """, [0.4, three, places]),
        new("Rotation", """
            [Differentiable]
            public static double F(double[] r, double[] p)
            {
                var (x, y, z) = Rotate(r, p[0], p[1], p[2]);
                return x / z + 2 * y / z;
            }

            private static (double X, double Y, double Z) Rotate(double[] r, double x, double y, double z)
            {
                double squared = r[0] * r[0] + r[1] * r[1] + r[2] * r[2];
                if (squared == 0)
                    return (x + r[1] * z - r[2] * y, y + r[2] * x - r[0] * z, z + r[0] * y - r[1] * x);
                double angle = Math.Sqrt(squared);
                double cos = Math.Cos(angle);
                double sin = Math.Sin(angle);
                double a = r[0] / angle;
                double b = r[1] / angle;
                double c = r[2] / angle;
                double along = (a * x + b * y + c * z) * (1 - cos);
                return (
                    x * cos + (b * z - c * y) * sin + a * along,
                    y * cos + (c * x - a * z) * sin + b * along,
                    z * cos + (a * y - b * x) * sin + c * along);
            }
            """, [three, positive], [Still, positive]),
        new("Lens", """
            [Differentiable]
            public static double F(double[] k, double[] p)
            {
                double sum = 0;
                for (int i = 0; i < p.Length; i++)
                {
                    double near, scale;
                    if (p[i] > 0)
                    {
                        double root = Math.Sqrt(k[0] + p[i]);
                        near = Math.Exp(-root) / root;
                        scale = root * k[1];
                    }
                    else
                    {
                        near = k[1] * p[i];
                        scale = 1 + near * near;
                    }

                    sum += near * scale * scale + Math.Sin(near);
                }

                return sum;
            }
            """, [positive, five], [other, one]),
        new("ReadBehindWhatIsStored", """
            [Differentiable]
            public static double F(double a, double b, double[] y)
            {
                if (a > 0)
                {
                    for (int i = 1; i < y.Length; i++)
                    {
                        y[i] += 0.75;
                        y[i] = y[^1] > 0.05 ? Math.Log(y[^1]) * b : b;
                    }

                    y[0] = 0.75;
                }
                else a = y[0];

                double s = a;
                for (int i = 1; i < y.Length; i++) s += y[i] * i;
                return s;
            }
            """, [1.0, 1.3, (double[])[0.2, 0.4, 1.4]], [1.0, 1.3, (double[])[0.2, 0.4, -0.4]], [-1.0, 1.3, five], [1.0, 1.3, one]),
        new("ChoiceInALaterBranch", """
            private static double H(double a, double b) { var d = a * b; if (a > b) return d - a; return d + Math.Sin(a); }
            [Differentiable]
            public static double F(double u, double v, double w, double h)
            {
                if (v > h) v += Math.Atan(u / (2 + H(u, 1.0) * H(u, 1.0)));
                else w *= H(w, Math.Tanh(w));
                if (w > Math.Atan(v)) u = u * Math.Cos(1.25 / (2 + v * v)) - w * w;
                return u;
            }
            """, [0.7, 0.8, 1.9, 0.5], [1.7, 0.8, 1.9, 0.5], [0.7, 0.4, 1.9, 2.5], [0.7, 0.8, -1.9, 0.5]),
        new("GuardClauses", """
            [Differentiable(nameof(w))]
            public static double F(double[] w, double[] x, double[] keep, double slope)
            {
                int n = x.Length;
                var h = new double[n];
                for (int i = 0; i < n; i++)
                {
                    if (keep[i] == 0)
                    {
                        h[i] = 0;
                        continue;
                    }

                    double a = w[i] * x[i] + w[n];
                    if (a <= 0)
                    {
                        h[i] = slope * a;
                        continue;
                    }

                    h[i] = a;
                }

                double loss = 0;
                for (int i = 0; i < n; i++)
                {
                    double error = h[i] - keep[i] * x[i];
                    loss += error * error;
                }

                return loss / n;
            }
            """, [(double[])[0.3, -1.2, 0.7, 0.2, 1.1, 0.4], five, AskedFor, 0.01]),
        new("SidesOfAStep", """
            [Differentiable]
            public static double F(double[] x, double[] y, double[] bounds)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    if (x[i] > bounds[0])
                    {
                        if (x[i] > bounds[1]) y[i] = bounds[1] * x[i] + y[i];
                        else y[i] = x[i] * x[i];
                    }
                    else if (i > 0) y[i] = y[i - 1] * Math.Sin(x[i]);
                    else y[i] += x[i];
                    if (y[i] > 4) continue;
                    if (i == 2) { y[i] *= x[i]; break; }
                    if (y[i] < 0) y[i] = -y[i]; else y[i] = y[i] / 2;
                }

                return y.Sum() + x[0] * y[^1];
            }
            """, [five, other, (double[])[0.4, 1.2]], [other, five, (double[])[-0.4, 0.9]], [(double[])[0.5, 0.1, 1.9, 3], (double[])[9, 8, 7, 6], (double[])[-1, 2.5]]),
        new("BranchInBranch", """
            [Differentiable]
            public static double F(double[] x, double a)
            {
                double u, v;
                if (x[0] > 0)
                {
                    double e = Math.Exp(a * x[1]);
                    if (x[1] > 0)
                    {
                        double l = Math.Log(1 + e);
                        (u, v) = (l * x[2], l / (1 + e));
                    }
                    else
                    {
                        (u, v) = (e * x[2], e * a);
                    }
                }
                else
                {
                    (u, v) = (x[1] * a, x[0] + x[2]);
                }

                return u * u * v + Math.Cos(u * v);
            }
            """, [three, 0.8], [five, 0.8], [other, -0.4], [two.Append(0.4).Reverse().ToArray(), 1.1]),
        // What a guard reads is not there outside of it.
        new("Neighbours", """
            [Differentiable]
            public static double F(double[] x, double w)
            {
                double sum = 0, last = w;
                for (int i = 0; i < x.Length; i++)
                {
                    double a = x[i], b = 0;
                    if (i > 0)
                    {
                        double d = Math.Exp(x[i - 1] * w);
                        a = d * x[i];
                        b = d / (1 + x[i - 1] * x[i - 1]);
                    }

                    last = Math.Sin(last) * b + a * a;
                    sum += last * b;
                }

                return sum;
            }
            """, [five, 0.4], [one, 0.3]),
        // What a variable takes on one condition has been used where another is asked for on the same one.
        new("UsedBeforeTheSameCondition", """
            [Differentiable(nameof(a), nameof(x), nameof(y))]
            public static double F(double a, double b, double[] x, double[] y, int n)
            {
                double s = a;
                if (0.75 > 0.05)
                    a += y[0];
                if (s <= b)
                {
                    if (n % 2 != 0)
                        a = Math.Max(0.75, 0.75);
                    for (int i = n; i > 0; i -= 2)
                        s = a;
                }

                return s + Math.Abs(a > 0.05 ? Math.Log(a) : x[0]);
            }
            """, [0.2, 0.5, five, other, 3], [0.2, 0.5, five, other, 4], [0.6, 0.5, five, other, 4], [-2.0, 0.5, five, other, 2], [-2.0, 0.5, five, other, 3], [-1.2, 0.5, five, other, 0]),
        // What is added to adjoints on one condition, before and after what is added in any case.
        // What was chosen before the loop is written out in it, where the variable that held it goes on with something else.
        new("ChosenBeforeItIsOverwritten", """
            [Differentiable(nameof(a))]
            public static double F(double a, double b, double[] x, int[] q)
            {
                double s = x[0 % x.Length];
                switch (q[0 % q.Length] % 3)
                {
                    case 0: for (int i = 0; i < x.Length; i++) s -= a; break;
                    case 1: break;
                    default: s -= a; b += s; break;
                }

                for (int i = 0; i < x.Length; i++) s = b;
                return s;
            }
            """, [0.4, -1.2, three, (int[])[0]], [0.4, -1.2, three, (int[])[1]], [0.4, -1.2, three, (int[])[2]]),
        new("AddedOnOneCondition", """
            [Differentiable(nameof(x))]
            public static double F(double[] x, int[] labels, bool[] keep)
            {
                var h = new double[x.Length];
                for (var i = 0; i < x.Length; i++)
                {
                    h[i] = x[labels[i]] * x[i];
                    if (i > 0 && keep[i])
                        h[i] += h[i - 1] * x[i];
                }

                return h[^1];
            }
            """, [five, (int[])[0, 2, 1, 4, 3], (bool[])[true, true, false, true, true]]),
        new("AsksAnObjectIfThereIsOne", """
            public sealed class Node(double weight, Node? next)
            {
                public Node? Next => next;
                public double Weight => weight;
                public double Flat(double x) => weight * x * x;
            }

            private static Node First(int n) => new(0.3, n > 1 ? new(0.7, null) : null);

            [Differentiable]
            public static double F(double x, double y, int n)
            {
                double s = 0;
                Node? node = First(n);
                for (int i = 0; i < 3; i++)
                {
                    s += node?.Flat(x * s + y) ?? x * i;
                    node = node?.Next;
                    s *= node?.Weight ?? 1.5;
                    s += node?.Flat(2.0) ?? 0.1;
                }

                return s;
            }
            """, [1.3, 0.7, 1], [0.4, -0.7, 2]),
        // The opposite of a difference of choices is a number.
        new("ChosenInADenominator", """
            private static double Of(double a, double b)
            {
                var d = a * b;
                return a > b ? d - a : d + Math.Sin(a);
            }

            [Differentiable]
            public static double F(double a, double b, double c, int n)
            {
                if (n * 0.5 * (n * 0.5) > b)
                {
                    a = n * 0.5 * b - Of(n * 0.5, b) - 3;
                    c = n * 0.5 > a ? b / (2 + a * a) + c : Calculus.Logistic(b > 1 ? n * 0.5 : 3);
                }

                return a - c;
            }
            """, [0.3, 0.8, 0.2, 4], [0.3, 0.8, 0.2, 1], [0.3, 2.5, 0.2, 4]),
        // On the side where the state changes, the sweep reads each of its values after the next one is there.
        new("StateOfASideInARow", """
            [Differentiable(nameof(x))]
            public static double F(double b, double[] x, int n)
            {
                double s = b;
                for (int i = 0; i < x.Length; i++)
                {
                    for (int j = 0; j <= n; j++)
                    {
                        if (x[0] > 0.05)
                            s += 1 / x[0];
                    }
                    for (int k = 0; k < 3; k++)
                    {
                        if (i % 3 == 2)
                        {
                            s = Math.Tanh(s);
                            (x[0], x[0]) = (x[0], x[0]);
                        }
                    }
                }
                return s;
            }
            """, [0.3, one, 2], [-0.2, three, 1], [0.1, positive, 0]),
        // What is read on one side only is not there on the others, where the result is put together.
        new("TableOfOneSide", """
            static readonly int[] All = { 2, 0, 3, 1 };

            static void Mix(ref double u, out double v)
            {
                int[] q = All;
                v = q[0 % q.Length] % 2 == 0 ? u : 0.75;
            }

            [Differentiable(nameof(a))]
            public static double F(double a, double b, double[] x, int n)
            {
                double s = a;
                switch (n % 3)
                {
                    case 0: break;
                    case 1: break;
                    default:
                        Mix(ref a, out b);
                        for (int i = 1; i < x.Length; i++) s = b - s;
                        break;
                }

                return s;
            }
            """, [0.3, 1.2, three, 2], [1.4, 0.2, five, 1], [1.4, 0.2, five, 0]),
        // What follows a loop on one side stands in braces of its own before it is found to be on the same side.
        new("LoopAndMoreOnOneSide", """
            [Differentiable(nameof(b))]
            public static double F(double a, double b, double[] x)
            {
                double s = b;
                double t = Math.Sqrt(a);
                if (a > 0.05)
                {
                    for (int i = 1; i < x.Length; i++)
                        s = x[0] / (2 + s * s);
                    s += t;
                }

                return s;
            }
            """, [0.3, 1.2, three], [1.4, 0.2, five], [0.01, 0.2, five]),
    ];
}
