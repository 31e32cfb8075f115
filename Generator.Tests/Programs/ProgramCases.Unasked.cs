namespace SymDiff.Generator.Tests.Programs;

/// <content>What need not be a number, or have a slope, where nothing asks for it.</content>
internal static partial class ProgramCases
{
    private static double[] WithZero => [0.7, 0, 1.4, 2.1, 0];
    private static double[] WithUnasked => [-0.7, 0, 1.4];
    private static double[] Axes => [0.3, 1.2, -0.5, 0.7, 0.2, 0.1];

    private static double[] ZeroFirst => [0, 0.7, 1.4];

    private static double[] ZeroLast => [0.7, 1.4, 0];

    private static double[] AskedFor => [1, 0, 1, 1, 0];

    private static IEnumerable<ProgramCase> Unasked =>
    [
        // The force is asked for by what follows of the speed and of the place; it is their sum that may be zero.
        new("OrbitOfAPlanet", """
            [Differentiable]
            public static double F(double vx, double vy, double[] thrust)
            {
                double x = 1, y = 0.2, h = 0.05;
                foreach (double f in thrust)
                {
                    double r = Math.Sqrt(x * x + y * y);
                    vx += h * (f * x / r - x / (r * r * r));
                    vy += h * (f * y / r - y / (r * r * r));
                    x += h * vx;
                    y += h * vy;
                }

                return x * x + Math.Sin(vy) + vx * y;
            }
            """, [0.1, 1.1, five], [3.0, 4.0, five], [0.1, 1.1, Array.Empty<double>()]),
        // Of the last turn's velocities nobody asks: that turn may begin in the origin.
        new("OrbitToThere", """
            [Differentiable]
            public static double F(double vx, double vy, double[] thrust)
            {
                double x = 1, y = 0.2, h = 0.05;
                foreach (double f in thrust)
                {
                    x += h * vx;
                    y += h * vy;
                    double r = Math.Sqrt(x * x + y * y);
                    vx += h * (f * x / r - x / (r * r * r));
                    vy += h * (f * y / r - y / (r * r * r));
                }

                return x * x + Math.Sin(y);
            }
            """, [0.1, 1.1, five], [3.0, 4.0, five], [-20.0, -4.0, one], [0.1, 1.1, Array.Empty<double>()]),
        new("BreakBeforeTheRoot", """
            [Differentiable]
            public static double F(double x)
            {
                double r = 0;
                do
                {
                    if (x < 0) break;
                    r = Math.Sqrt(x) * 2;
                    if (x > 4) break;
                    r += x * x;
                }
                while (false);
                return r;
            }
            """, [-1.5], [1.5], [5.0]),
        new("BreakBeforeTheLogarithm", """
            [Differentiable]
            public static double F(double x, double y, int n)
            {
                double r = 0;
                for (int i = 0; i < n; i++)
                {
                    if (x < 0) break;
                    r += y * Math.Log(x) * i;
                    if (r > 1.5) break;
                    r += 2 * Math.Sqrt(x);
                }

                return r + y;
            }
            """, [-1.5, 0.4, 3], [1.5, 0.4, 0], [1.5, 0.4, 4]),
        new("MeanOfNothing", """
            [Differentiable(nameof(x))]
            public static double F(double x, double[] a, double n)
            {
                double s = 0;
                for (int i = 0; i < n; i++) s += x * x * a[i] / n;
                return s;
            }
            """, [1.5, five, 0.0], [1.5, five, 4.0]),
        new("RootOfNoTurns", """
            [Differentiable]
            public static double F(double x)
            {
                double s = 0, r = Math.Sqrt(x);
                for (double t = 0; t < x; t++) s += r * t + Math.Log(x);
                return s;
            }
            """, [-1.5], [2.5]),
        new("CarriedRootOfNoTurns", """
            [Differentiable]
            public static double F(double x, double y)
            {
                double s = 0.3, r = Math.Sqrt(x);
                for (double t = 0; t < x; t++) s = Math.Sin(s * r) * y;
                return s;
            }
            """, [-1.5, 0.4], [2.5, 0.4]),
        new("TableOfRoots", """
            [Differentiable]
            public static double F(double x, int n)
            {
                var w = new double[n];
                for (int i = 0; i < n; i++) w[i] = Math.Sqrt(x - i);
                double s = 0;
                for (int i = 0; i < n; i++)
                {
                    if (i < x) s += w[i] * w[i] * w[i];
                }

                return s;
            }
            """, [2.5, 5], [-0.5, 3]),
        new("TableOfInverses", """
            [Differentiable(nameof(x))]
            public static double F(double[] x, double[] m)
            {
                var w = new double[x.Length];
                for (int i = 0; i < x.Length; i++) w[i] = 1 / x[i];
                double s = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    if (m[i] > 0) s += w[i] * w[i];
                }

                return s;
            }
            """, [WithZero, AskedFor]),
        new("TableOfPowers", """
            [Differentiable(nameof(x))]
            public static double F(double[] x, double[] m)
            {
                Span<double> w = stackalloc double[5];
                for (int i = 0; i < x.Length; i++) w[i] = Math.Pow(x[i], 0.3) + Math.Log(x[i]);
                for (int i = 0; i < x.Length; i++)
                {
                    if (m[i] <= 0) w[i] = 0.5;
                    w[i] *= w[i];
                }

                double s = 0;
                foreach (double v in w) s += v;
                return s;
            }
            """, [WithZero, AskedFor]),
        new("CarriedRoot", """
            [Differentiable]
            public static double F(double x, int n)
            {
                double s = 0, v = 1;
                for (int i = 0; i < n; i++)
                {
                    if (i <= x) s += Math.Sin(s + v);
                    v = Math.Sqrt(x - i);
                }

                return s;
            }
            """, [2.5, 6], [0.5, 3]),
        // What is chosen once takes the place of its variable only where neither side of a later if reads what that held.
        new("ChosenBeforeSides", """
            [Differentiable(nameof(a), nameof(b), nameof(x))]
            public static double F(double a, double b, IReadOnlyList<double> x, int n)
            {
                double s = x[n % x.Count];
                if (s > 0.75) s += 0.125;
                else a += s;
                if (n % 3 == 1)
                {
                    a *= Math.Cos(a);
                    for (int i = 0; i < x.Count; i++) a = 0.75;
                }

                double[] w = new double[] { b, a, 0.75 };
                s -= Math.Sin(w[n % 3]);
                return s;
            }
            """, [0.3, 0.7, five, 0], [0.3, 0.7, five, 1], [0.3, 0.7, five, 4], [0.3, 0.7, five, 5]),
        // A plane that is made in some turns only.
        new("PlaneOfSomeTurns", """
            [Differentiable]
            public static double F(double a, double b, double[] x, int n)
            {
                double s = x[0];
                for (int i = 0; i < x.Length; i++)
                {
                    if (x[n] > 0 && i % 3 == 0)
                    {
                        double[,] w = new double[2, n + 1];
                        w[0, n] = a * b;
                        b = Math.Sin(w[0, i % w.GetLength(1)] * (x[i] * x[i]));
                    }
                }

                return s + a * b;
            }
            """, [0.3, 0.7, five, 2], [0.3, 0.7, five, 1]),
        // A loop that only runs where the root is one.
        new("LoopUnderGuard", """
            [Differentiable(nameof(a), nameof(x))]
            public static double F(double a, double[] x, int n)
            {
                double s = x[0], t = Math.Sqrt(x[0]);
                if (s > 0.05)
                {
                    if (n == 3)
                    {
                        for (int i = 0; i < x.Length; i++) x[i] = Math.Cos((a + s) * t);
                    }

                    s += t;
                }

                for (int i = 0; i < n; i++) s = Math.Sin(s + x[i] * a);
                return s;
            }
            """, [0.3, WithUnasked, 3], [0.3, five, 3], [0.3, five, 2]),
        new("RecurrenceUnderGuard", """
            [Differentiable]
            public static double F(double a, double x, int n)
            {
                double s = a, r = Math.Log(x);
                if (x > 0)
                {
                    s = 0.5;
                    for (int i = 0; i < n; i++) s = Math.Cos(s * a + r);
                }

                return s * a;
            }
            """, [0.3, -1.5, 3], [0.3, 1.5, 3]),
        new("ChosenRoot", """
            [Differentiable]
            public static double F(double[] x, int n)
            {
                double s = 0.4, r = Math.Sqrt(x[0]), l = Math.Log(x[1]);
                while (n > 0)
                {
                    s = n > 3 ? s * Math.Sin(r + x[2]) : s * s + x[2];
                    if (n == 5) s += l;
                    n--;
                }

                return s;
            }
            """, [WithUnasked, 3], [positive, 6]),
        // What a few turns make overflow, and nothing asks for then.
        new("LesserOfASquare", """
            [Differentiable]
            public static double F(double a, double b, int n)
            {
                for (int i = 2; i <= n; i++)
                {
                    for (int j = 0; j < i; j++) b += b * b;
                }

                return Math.Min(b, a) * a;
            }
            """, [0.3, 1e3, 4], [0.3, 1e3, 1], [0.8, 0.1, 2]),
        new("SquareBelowABound", """
            [Differentiable(nameof(a), nameof(b))]
            public static double F(double a, double b, double[] x)
            {
                double s = b;
                for (int i = 0; i < x.Length; i++)
                {
                    foreach (double bound in x)
                    {
                        s = b > bound ? a * a : b;
                        b *= b;
                    }
                }

                return s;
            }
            """, [0.3, 1e3, five], [0.3, 0.01, five]),
        new("SquareThatIsReturnedAtTimes", """
            [Differentiable]
            public static double F(double a, double b, int n)
            {
                for (int i = 0; i < 20; i++) b = b * b;
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j < n; j++)
                    {
                        if (j > 5) return b * a;
                    }
                }

                return a * a;
            }
            """, [0.3, 1e3, 4], [0.3, 0.5, 7]),
        // The slope of the root is asked for on one side of a choice, in each of two terms on a condition of its own.
        new("RootInTwoTerms", """
            [Differentiable(nameof(a))]
            public static double F(double a, double b)
            {
                double s = 0.75;
                if (0.75 > a)
                {
                    double root = Math.Sqrt(a);
                    if (a > 0.05)
                    {
                        b *= root;
                        s += root;
                    }

                    if (b > 0.05)
                        s += 1 / b;
                }

                return s;
            }
            """, [0.3, 0.8], [0.0, 0.8], [0.0, 0.01], [0.9, 0.8]),
        // The same among many sides.
        new("RootOnFewOfManySides", """
            [Differentiable(nameof(x))]
            public static double F(double b, double[] x, int[] q, int n)
            {
                double s = x[0], root = Math.Sqrt(s);
                if (s > 0.05)
                {
                    if (n > 0)
                        return b > 0.75 ? 0.75 : 0 > q[0] ? root : s;
                    s += root;
                }

                return s;
            }
            """, [0.3, positive, (int[])[-1], 1], [0.3, positive, (int[])[1], 1], [0.9, positive, (int[])[1], 1], [0.3, positive, (int[])[1], 0], [0.3, (double[])[0.0], (int[])[1], 0]),
        // The same where that is chosen itself.
        new("RootOnFewOfManySidesUnderAGuard", """
            [Differentiable(nameof(x))]
            public static double F(double x, double b, double c, int n)
            {
                var root = Math.Sqrt(x);
                return b > 0.2 ? n > 0 ? c > 0.75 ? 0.75 : c > 0.5 ? root : c > 0.25 ? 2 * root : 3 : x > 0.05 ? root * c : 1.5 : 1;
            }
            """, [0.64, 0.3, 0.6, 1], [0.64, 0.3, 0.4, 1], [0.64, 0.3, 0.4, 0], [0.64, 0.1, 0.4, 0], [0.0, 0.3, 0.9, 1], [0.0, 0.3, 0.1, 0], [0.0, 0.1, 0.6, 1]),
        // In two terms of each turn, on two conditions that are the same in all turns.
        new("RootOnTwoConditionsOfAllTurns", """
            [Differentiable(nameof(a), nameof(b))]
            public static double F(double a, double b, double[] x, int n)
            {
                double s = a;
                for (int i = 1; i < x.Length; i++)
                {
                    s = a > 0.05 ? Math.Sqrt(a) : s <= b ? b : a;
                    double root = Math.Sqrt(a);
                    if (a > 0.05 && 0 > n)
                    {
                        x[0] = b;
                        s += root;
                    }
                }

                return s + a;
            }
            """, [0.64, 0.3, positive, -1], [0.64, 0.3, positive, 1], [0.0, 0.3, positive, -1], [0.0, 0.3, (double[])[1.0], -1]),
        // Whether the root is asked for is said by a condition within another.
        new("RootOfOneOfTwoReturns", """
            [Differentiable(nameof(a), nameof(m))]
            public static double F(double a, double[] m, double c)
            {
                double s = 0.75;
                for (int i = 0; i < m.Length; i++)
                {
                    if (c > 0.1) return a > 0.05 ? Math.Sqrt(a) : m[0];
                }

                return s;
            }
            """, [-0.7, three, 1.0], [0.4, three, 1.0], [0.4, three, 0.0]),
        new("RootOfAnExitOrASum", """
            [Differentiable(nameof(b))]
            public static double F(double b, double[] x)
            {
                double s = 0.75;
                for (int i = 0; i < x.Length; i++)
                {
                    double t = Math.Sqrt(b);
                    if (b > 0.05)
                    {
                        if (x[i] > 3) return t;
                        s += t;
                    }
                }

                return s;
            }
            """, [-0.7, three], [0.4, three]),
        // Under a condition that asks for an element which no turn has read, where there is none.
        new("SumUnderAnElementUnread", """
            [Differentiable(nameof(b), nameof(x))]
            public static double F(double a, double b, double[] x, int n)
            {
                double s = b;
                for (int i = 0; i < n; i++)
                {
                    for (int j = 1; j < x.Length; j++)
                    {
                        if (s <= a || x[x.Length - 1 - n % x.Length] > x[^1]) return b;
                        if (n % 3 != 1) return x[j] <= b ? x[(j * 2 + 1) % x.Length] : (b > 0.05 ? Math.Sqrt(b) : x[i % x.Length]);
                    }

                    s -= Math.Cos(Math.Sin(s + x[n % x.Length]));
                }

                return s;
            }
            """, [-0.7, 0.4, one, 3], [-0.7, 0.4, three, 3], [-0.7, 2.9, five, 3], [-0.7, -0.2, five, 2]),
        // What each turn divides by is asked for in any case: where it is zero, there is no value either.
        new("DividedInEachTurn", """
            [Differentiable]
            public static double F(double a, double b, int n)
            {
                double q = a, p = b;
                for (int i = 0; i < n; i++)
                {
                    double u = q * Math.Cos(p) + 0.1 * p;
                    p += 0.1 / (u - p);
                    q = Math.Abs(p) < 0.5 ? q / (p - 1) : u / Math.Sqrt(u * u + p * p);
                }

                return q + p * p;
            }
            """, [0.3, 0.7, 0], [0.3, 0.7, 1], [0.3, 0.7, 4], [1.3, -0.2, 5]),
        new("QuotientsButTheFirst", """
            [Differentiable]
            public static double F(double[] x)
            {
                var w = new double[x.Length];
                for (int i = 0; i < x.Length; i++) w[i] = 1 / x[i];
                double s = 0;
                for (int i = 1; i < x.Length; i++) s += w[i];
                return s;
            }
            """, [ZeroFirst], [three]),
        new("QuotientsButTheLast", """
            [Differentiable]
            public static double F(double[] x)
            {
                var w = new double[x.Length];
                for (int i = 0; i < x.Length; i++) w[i] = 1 / x[i];
                double s = 0;
                for (int i = 0; i < x.Length - 1; i++) s += w[i];
                return s + w[x.Length - 2];
            }
            """, [ZeroLast], [three]),
        // What is eliminated forwards is read backwards, and its last element by itself.
        new("TridiagonalSolve", """
            [Differentiable]
            public static double F(double[] a, double[] b, double[] c, double[] d)
            {
                int n = b.Length;
                double[] upper = new double[n], right = new double[n], x = new double[n];
                upper[0] = c[0] / b[0];
                right[0] = d[0] / b[0];
                for (int i = 1; i < n; i++)
                {
                    double pivot = b[i] - a[i] * upper[i - 1];
                    upper[i] = c[i] / pivot;
                    right[i] = (d[i] - a[i] * right[i - 1]) / pivot;
                }

                x[n - 1] = right[n - 1];
                for (int i = n - 2; i >= 0; i--) x[i] = right[i] - upper[i] * x[i + 1];
                double s = 0;
                for (int i = 0; i < n; i++) s += x[i] * x[i];
                return s;
            }
            """, [five, other, positive, five], [one, one, one, one]),
        new("ChainOfRotations", """
            [Differentiable(nameof(axes), nameof(angle))]
            public static double F(double[] axes, double angle, double x, double y, double z)
            {
                double c = Math.Cos(angle), s = Math.Sin(angle);
                for (int i = 0; i < axes.Length - 2; i += 3)
                {
                    double length = Math.Sqrt(axes[i] * axes[i] + axes[i + 1] * axes[i + 1] + axes[i + 2] * axes[i + 2]);
                    double u = axes[i] / length, v = axes[i + 1] / length, w = axes[i + 2] / length;
                    double along = (u * x + v * y + w * z) * (1 - c);
                    (x, y, z) = (x * c + (v * z - w * y) * s + u * along, y * c + (w * x - u * z) * s + v * along, z * c + (u * y - v * x) * s + w * along);
                }

                return x * x + y - z;
            }
            """, [Axes, 0.4, 0.1, 0.5, -0.3], [five, 0.4, 0.1, 0.5, -0.3]),
        // A plane that is made where a turn goes on, and not where it ends early.
        new("PlaneBehindAGuardClause", """
            [Differentiable(nameof(a), nameof(b))]
            public static double F(double a, double b, double[] x, int n)
            {
                double s = b;
                for (int i = 0; i < x.Length; i++)
                {
                    double v = x[i] * a;
                    if (1.0 <= v) { s += v; continue; }
                    for (int j = 0; j < 2; j++)
                    {
                        double[,] w = new double[2, n + 1];
                        w[n % w.GetLength(0), 0] += Math.Cos(w[(j + n + 1) % w.GetLength(0), n % w.GetLength(1)] + v * s);
                        v = Math.Max(w[n % w.GetLength(0), (n + j + 1) % w.GetLength(1)], w[1 % w.GetLength(0), 0] - 0.1);
                    }

                    s = Math.Sin(s + v);
                }

                return s * s;
            }
            """, [0.8, 0.4, five, 0], [0.8, 0.4, five, 1], [0.3, 0.4, five, 2], [0.8, 0.4, five, 3]),
        // A sum of ones over the turns is no counter.
        new("OneForEachTurn", """
            [Differentiable(nameof(b))]
            public static double F(double a, double b, double[] y, int[] q, int n)
            {
                double s = 0.75;
                int i = 0;
                do
                {
                    i++;
                    if (q[0] % 2 == 0)
                    {
                        s += s - (s + b);
                        y[0] += b;
                    }
                    else
                    {
                        a -= b;
                    }
                }
                while (i < n && a <= b);
                return s;
            }
            """, [0.3, 0.4, three, (int[])[2], 3], [0.5, 0.4, three, (int[])[1], 3], [0.5, 0.4, three, (int[])[2], 3]),
    ];
}
