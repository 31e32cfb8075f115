namespace SymDiff.Generator.Tests.Programs;

/// <summary>Programs of every kind that is differentiated.</summary>
internal static partial class ProgramCases
{
    private static readonly double[] kinds = [0, 1, 2, 4, 1, 0, 11, 3, 5];
    private static readonly double[] five = [0.7, -1.3, 0.45, 2.1, -0.6];
    private static readonly double[] other = [1.9, 0.2, -0.8, 0.35, 1.1];
    private static readonly double[] one = [1];
    private static readonly double[] none = [0, 0, 0, 0];
    private static readonly double[] atAPoint = [0.3, -0.2, 1, 2];
    private static readonly double[] two = [0.3, -0.2];
    private static readonly double[] three = [0.1, 0.7, -0.3];
    private static readonly double[] six = [1, 0.5, -0.3, 0.8, 0.2, 2];
    private static readonly double[] signs = [1, -1, 1];
    private static readonly int[] places = [0, 2, 2, 4];
    private static readonly double[,] plane = { { 1, 2, 0.3 }, { 0.4, -0.5, 0.6 } };
    private static readonly double[,] layer = { { 0.4, -0.3, 0.2, 0.1 }, { 0.1, 0.6, -0.5, -0.2 }, { 0.3, 0.2, 0.7, 0.5 } };
    private static readonly double[,] square = { { 0.4, -0.3, 0.2 }, { 0.1, 0.6, -0.5 }, { 0.3, 0.2, 0.7 } };
    private static readonly double[,] row = { { 0.3, -0.2, 0.7, 0.4 } };
    private static readonly double[] four = [0.4, -0.3, 0.7, 0.2];
    private static readonly double[] knots = [0, 0.5, 1.2, 2, 2.7];
    private static readonly double[] sites = [0.2, 0.9, 1.3, 2.6];
    private static readonly double[] angle = [0.1, 0.6];
    private static readonly double[][] layers = [[0.4, -0.3, 0.7, 0.2, 0.5, -0.6], [0.3, 0.8, -0.2, 0.1], [0.5, -0.4, 0.9, 0.6, -0.7, 0.2]];
    private static readonly double[][] biases = [[0.1, -0.2], [0.3, 0.05], [-0.15, 0.2, 0.4]];
    private static readonly double[] positive = [0.7, 1.3, 0.45, 2.1, 0.6];

    private static readonly double[] packed = [0.3, -0.2, 0.5, 0.7, 0.1, -0.4, 0.2, 0.6, -0.3, 0.45, 0.15, -0.25];
    private static readonly double[] pairs = [1.1, -0.6, 0.4, 0.9, -1.3, 0.25];

    public static IReadOnlyList<ProgramCase> All { get; } = [.. Loops, .. Arrays, .. CarriedCode, .. Tables, .. Curves, .. Series, .. Densities, .. Branches, .. Recurrences, .. Delegates, .. Queries, .. Recursion, .. Calls, .. Filling, .. Buffers, .. Handovers, .. Resizing, .. RowByRow, .. Rows, .. RowExchanges, .. Slices, .. SmallArrays, .. Sorting, .. Models, .. Statistics, .. ConstantPlaces, .. Unasked, .. StackMemory, .. Lists, .. References, .. Jumps, .. Objects, .. Unnamed];

    private static IEnumerable<ProgramCase> Loops =>
    [
        .. Exits,
        .. Algorithms,
        new("Power", """
            [Differentiable]
            public static double F(double x, int n)
            {
                double y = 1;
                for (int i = 0; i < n; i++) y *= x;
                return y;
            }
            """, [1.3, 5], [0.9, 0], [-0.7, 1]),
        new("Recurrence", """
            [Differentiable]
            public static double F(double x, double a, int n)
            {
                double y = x;
                for (int i = 1; i <= n; i++) y = Math.Sin(a * y) + i * x;
                return y * y;
            }
            """, [1.3, 0.6, 4], [0.9, 0.2, 0]),
        new("Down", """
            [Differentiable]
            public static double F(double x, int n)
            {
                double y = 0;
                for (int i = n; i > 0; i -= 2) y = y * x + i;
                return y;
            }
            """, [1.3, 7], [0.9, 4]),
        new("While", """
            [Differentiable]
            public static double F(double x)
            {
                double y = x;
                while (Math.Abs(y * y - x) > 1e-13) y = 0.5 * (y + x / y);
                return y;
            }
            """, [2.0], [0.3]),
        new("Do", """
            [Differentiable]
            public static double F(double x, int n)
            {
                double y = x;
                int i = 0;
                do { y = y * y * 0.5 + x; i++; } while (i < n);
                return y;
            }
            """, [0.8, 3], [0.8, 0]),
        new("BreakAndContinue", """
            [Differentiable]
            public static double F(double x, int n)
            {
                double s = 0;
                for (int i = 0; i < n; i++)
                {
                    if (i % 3 == 1) continue;
                    s += Math.Pow(x, i);
                    if (s > 20) break;
                }
                return s * s;
            }
            """, [1.5, 3], [1.5, 30]),
        new("Return", """
            [Differentiable]
            public static double F(double x, double limit, int n)
            {
                double s = 1;
                for (int i = 0; i < n; i++)
                {
                    s *= 1 + x * x / (i + 1);
                    if (s > limit) return s * limit;
                }
                return Math.Log(s);
            }
            """, [1.5, 3.0, 9], [0.5, 10.0, 4]),
        new("Nested", """
            [Differentiable]
            public static double F(double x, double y, int n)
            {
                double s = 0;
                for (int i = 0; i < n; i++)
                {
                    double p = 1;
                    for (int j = 0; j <= i; j++) p = p * x + Math.Cos(y * j);
                    s += p * p / (1 + i);
                }
                return Math.Sqrt(1 + s);
            }
            """, [0.7, 0.4, 4], [0.7, 0.4, 0]),
        new("Fibonacci", """
            [Differentiable]
            public static double F(double x, double y, int n)
            {
                double a = x, b = y;
                for (int i = 0; i < n; i++) (a, b) = (b, a * b + x);
                return a - b;
            }
            """, [0.7, 0.4, 5], [0.7, 0.4, 1]),
        new("Max", """
            [Differentiable]
            public static double F(double[] x)
            {
                double m = x[0];
                for (int i = 1; i < x.Length; i++) if (x[i] > m) m = x[i];
                double s = 0;
                for (int i = 0; i < x.Length; i++) s += Math.Exp(x[i] - m);
                return m + Math.Log(s);
            }
            """, [five], [one]),
        new("DividesInTheLoop", """
            [Differentiable]
            public static double F(double x, int n)
            {
                double r = x, d = 1;
                for (int i = 0; i < n; i++) { d = d * 2 + r; r = r / d; }
                return r;
            }
            """, [0.8, 3]),
        new("Helper", """
            static double Horner(double[] c, double x)
            {
                double y = 0;
                for (int i = c.Length - 1; i >= 0; i--) y = y * x + c[i];
                return y;
            }
            [Differentiable(nameof(c), nameof(x), nameof(z))]
            public static double F(double[] c, double x, double z) => Horner(c, x) / (1 + Horner(c, z) * Horner(c, z));
            """, [five, 0.3, -0.7]),
        new("Guarded", """
            [Differentiable]
            public static double F(double[] x, bool squared)
            {
                if (x.Length == 0) throw new ArgumentException("empty");
                double s = 0;
                if (squared) { for (int i = 0; i < x.Length; i++) s += x[i] * x[i]; }
                else { foreach (double v in x) s = s * 0.5 + Math.Sin(v); }
                return s * s;
            }
            """, [five, true], [five, false]),
    ];

    private static IEnumerable<ProgramCase> Arrays =>
    [
        new("Dot", """
            [Differentiable]
            public static double F(double[] x, ReadOnlySpan<double> y)
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++) s += x[i] * y[i];
                return Math.Exp(0.1 * s);
            }
            """, [five, other]),
        new("InPlace", """
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a)
            {
                for (int i = 1; i < x.Length; i++) x[i] = x[i] * x[i - 1] + a;
                double s = 0;
                foreach (double v in x) s += v * v;
                return s;
            }
            """, [five, 0.4]),
        new("Heat", """
            [Differentiable(nameof(start), nameof(k))]
            public static double F(double[] start, double k, int steps)
            {
                var u = new double[start.Length];
                for (int i = 0; i < u.Length; i++) u[i] = start[i];
                for (int t = 0; t < steps; t++)
                {
                    double left = u[0];
                    for (int i = 1; i < u.Length - 1; i++)
                    {
                        double old = u[i];
                        u[i] += k * (left - 2 * old + u[i + 1]);
                        left = old;
                    }
                }
                double s = 0;
                for (int i = 0; i < u.Length; i++) s += u[i] * u[i];
                return s;
            }
            """, [five, 0.2, 3]),
        new("NonlinearHeat", """
            [Differentiable(nameof(start), nameof(k))]
            public static double F(double[] start, double k, int steps)
            {
                var u = (double[])null!;
                u = new double[start.Length];
                for (int i = 0; i < u.Length; i++) u[i] = start[i];
                for (int t = 0; t < steps; t++)
                    for (int i = 1; i < u.Length - 1; i++)
                        u[i] += k * (u[i - 1] - 2 * u[i] + u[i + 1]) * u[i] + Math.Sin(u[i]) * 0.1;
                double s = 0;
                for (int i = 0; i < u.Length; i++) s += u[i] * u[i] * (i + 1);
                return s;
            }
            """, [five, 0.2, 3]),
        new("MatrixVector", """
            [Differentiable]
            public static double F(double[,] m, double[] x)
            {
                double s = 0;
                for (int i = 0; i < m.GetLength(0); i++)
                {
                    double r = 0;
                    for (int j = 0; j < m.GetLength(1); j++) r += m[i, j] * x[j];
                    s += Math.Sin(r);
                }
                return s;
            }
            """, [plane, three]),
        new("Slices", """
            static double Norm(ReadOnlySpan<double> x)
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++) s += x[i] * x[i];
                return Math.Sqrt(s);
            }
            [Differentiable]
            public static double F(double[] x, int n) => Norm(x.AsSpan(1, n)) * Norm(x.AsSpan(n)) + Norm(x);
            """, [five, 2]),
        new("Scratch", """
            [Differentiable]
            public static double F(double[] x, int n)
            {
                double s = 0;
                double[] p = new double[n];
                for (int i = 0; i < x.Length; i++)
                {
                    p[0] = 1;
                    for (int j = 1; j < n; j++) p[j] = p[j - 1] * x[i];
                    for (int j = 0; j < n; j++) s += p[j] * p[j] / (j + 1);
                }
                return s;
            }
            """, [five, 4]),
        new("PrivateScratch", """
            [Differentiable]
            public static double F(double[] x, int n)
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    double[] p = new double[n];
                    p[0] = 1;
                    for (int j = 1; j < n; j++) p[j] = p[j - 1] * x[i];
                    for (int j = 0; j < n; j++) s += p[j] * p[j] / (j + 1);
                }
                return Math.Log(s);
            }
            """, [five, 4]),
        new("Swap", """
            [Differentiable]
            public static double F(double[] x)
            {
                for (int i = 0; i < x.Length / 2; i++)
                {
                    double t = x[i];
                    x[i] = x[x.Length - 1 - i] * 2;
                    x[x.Length - 1 - i] = t;
                }
                double s = 0;
                for (int i = 0; i < x.Length; i++) s += (i + 1) * x[i] * x[i];
                return s;
            }
            """, [five]),
        new("Gather", """
            [Differentiable(nameof(x))]
            public static double F(double[] x, int[] index)
            {
                double p = 1;
                foreach (int i in index) p *= x[i] + 2;
                return p;
            }
            """, [five, places]),
        new("Prefix", """
            [Differentiable]
            public static double F(double[] x)
            {
                var c = new double[x.Length + 1];
                for (int i = 0; i < x.Length; i++) c[i + 1] = c[i] + x[i] * x[i];
                double s = 0;
                for (int i = 0; i < c.Length; i++) s += Math.Sqrt(1 + c[i]);
                return s;
            }
            """, [five]),
        new("ListAndReadOnlyList", """
            [Differentiable]
            public static double F(List<double> x, IReadOnlyList<double> y)
            {
                double s = 0;
                for (int i = 0; i < x.Count; i++) s += x[i] * Math.Exp(y[i]);
                foreach (double v in y) s -= v * v * v;
                return s;
            }
            """, [five, other]),
        new("NoLoop", """
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a) => a * x[0] * x[1] + Math.Sin(x[^1]);
            """, [five, 0.3]),
        new("GuardedStencil", """
            [Differentiable]
            public static double F(double[] x)
            {
                for (int t = 0; t < 2; t++)
                {
                    for (int i = 0; i < x.Length; i++)
                    {
                        if (i > 0) x[i] = x[i] * x[i - 1] + Math.Sin(x[i - 1]);
                        x[i] += i + 1 < x.Length ? x[i + 1] * x[i + 1] : 1;
                    }
                }
                double s = 0;
                foreach (double v in x) s += Math.Tanh(v);
                return s;
            }
            """, [five]),
        new("ArrayMadeInALoop", """
            [Differentiable]
            public static double F(double[] x, int d)
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    for (int k = 0; k < 2; k++)
                    {
                        double[] y = new double[d];
                        for (int j = 0; j < y.Length; j++) y[j] = x[i] * j + k;
                        for (int j = 1; j < y.Length; j++) y[j] = Math.Tanh(y[j] * y[j - 1] + s);
                        s += Math.Sin(y[y.Length - 1]);
                    }
                }
                return s;
            }
            """, [five, 3]),
        new("ArrayMadeInLoopsAndPassedOn", """
            private static double Norm(ReadOnlySpan<double> x)
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++) s += x[i] * x[i];
                return s;
            }
            [Differentiable(nameof(x))]
            public static double F(double[] x, int n, int d)
            {
                double s = 0;
                for (int i = 0; i < n; i++)
                {
                    var terms = new double[d];
                    for (int k = 0; k < d; k++)
                    {
                        var y = new double[d];
                        for (int j = 0; j < d; j++) y[j] = x[j] * x[k];
                        terms[k] = Norm(y);
                    }

                    s += Math.Log(Norm(terms) + i);
                }

                return s;
            }
            """, [three, 2, 3]),
        new("Copies", """
            [Differentiable]
            public static double F(double[] x)
            {
                var a = x.ToArray();
                var b = (double[])x.Clone();
                a[0] = b[1] * 2;
                a.AsSpan(1, 2).CopyTo(b);
                Array.Fill(a, b[0] * b[2]);
                double s = 0;
                foreach (int i in Enumerable.Range(0, x.Length)) s += a[i] * b[i] * b[i];
                return s;
            }
            """, [five]),
        new("Cumulative", """
            [Differentiable]
            public static double F(double[] x)
            {
                for (int k = 0; k < 3; k++)
                    for (int i = 0; i < x.Length; i++)
                        x[i] = Math.Tanh(x[i]) + 0.1 * x[(i + 1) % x.Length];
                return x[0] * x[1];
            }
            """, [five]),
    ];

    private static IEnumerable<ProgramCase> Densities =>
    [
        new("LinearRegression", """
            [Differentiable(nameof(a), nameof(b), nameof(sigma))]
            public static double F(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double a, double b, double sigma)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    double r = (y[i] - a - b * x[i]) / sigma;
                    sum += -0.5 * r * r - Math.Log(sigma);
                }
                return sum;
            }
            """, [five, other, 0.3, 0.7, 1.2]),
        new("LogisticRegression", """
            [Differentiable(nameof(w))]
            public static double F(double[] w, double[] x, double[] y)
            {
                int d = w.Length;
                double loss = 0;
                for (int i = 0; i < y.Length; i++)
                {
                    double margin = 0;
                    for (int j = 0; j < d; j++) margin += w[j] * x[i * d + j];
                    loss += Calculus.Softplus(-y[i] * margin);
                }
                for (int j = 0; j < d; j++) loss += 0.5 * w[j] * w[j];
                return loss;
            }
            """, [two, six, signs]),
        new("Softmax", """
            [Differentiable(nameof(logits))]
            public static double F(double[] logits, int label)
            {
                double max = double.NegativeInfinity;
                foreach (double l in logits) max = Math.Max(max, l);
                double sum = 0;
                for (int i = 0; i < logits.Length; i++) sum += Math.Exp(logits[i] - max);
                return max + Math.Log(sum) - logits[label];
            }
            """, [five, 2]),
        new("HestonPath", """
            [Differentiable(nameof(s0), nameof(v0), nameof(kappa), nameof(theta), nameof(xi), nameof(rho))]
            public static double F(double s0, double v0, double kappa, double theta, double xi, double rho, double strike, double[] z, double[] w)
            {
                double dt = 1.0 / z.Length, s = s0, v = v0;
                for (int i = 0; i < z.Length; i++)
                {
                    double root = Math.Sqrt(Math.Max(v, 0) * dt);
                    s *= Math.Exp(-0.5 * Math.Max(v, 0) * dt + root * z[i]);
                    v += kappa * (theta - Math.Max(v, 0)) * dt + xi * root * (rho * z[i] + Math.Sqrt(1 - rho * rho) * w[i]);
                }
                return Math.Max(s - strike, 0);
            }
            """, [100.0, 0.04, 1.5, 0.05, 0.3, -0.6, 80.0, five, other]),
    ];
}
