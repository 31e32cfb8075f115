namespace SymDiff.Generator.Tests.Programs;

/// <content>Tables that are filled once: what the reverse sweep wants of them still is there, or is not.</content>
internal static partial class ProgramCases
{
    private static double[,] Definite => new[,] { { 4, 0.3, -0.5, 0.2 }, { 0.3, 3, 0.7, 0.1 }, { -0.5, 0.7, 5, -0.4 }, { 0.2, 0.1, -0.4, 2 } };

    private static double[,] Tall => new[,] { { 1.4, 0.3 }, { 0.3, -2.1 }, { -0.5, 0.7 }, { 0.2, 0.1 }, { 0.6, -0.9 } };
    private static double[,] Narrow => new[,] { { -1.4 }, { 0.3 }, { -0.5 }, { 0.2 }, { 0.6 } };

    private static double[] Transitions => [0.7, 0.3, 0.2, 0.8];
    private static double[] Emissions => [0.5, 0.2, 0.3, 0.1, 0.6, 0.3];
    private static int[] Seen => [0, 2, 1, 1, 0];
    private static double[] Heights => [0.3, -0.1, 0.8, 0.5];
    private static int[] PlacesWithin => [1, 0, 2];
    private static int[] PlacesBeyond => [-1, 7, 2];
    private static bool[] FlagsOfTwo => [false, true, true];
    private static bool[] FlagOfOne => [false, false, true];

    private static IEnumerable<ProgramCase> Tables =>
    [
        // Each turn makes a vector, which is read in the loops that follow and when they are reversed: all of them are rows of one array. What a turn has not written is zero.
        new("Householder", """
            [Differentiable(nameof(a), nameof(b))]
            public static double F(double[,] a, double[] b)
            {
                int m = b.Length, n = a.GetLength(1);
                var r = (double[,])a.Clone();
                var y = (double[])b.Clone();
                for (int k = 0; k < n; k++)
                {
                    double norm = 0;
                    for (int i = k; i < m; i++) norm += r[i, k] * r[i, k];
                    norm = Math.Sqrt(norm);
                    if (r[k, k] > 0) norm = -norm;
                    var v = new double[m];
                    for (int i = k; i < m; i++) v[i] = r[i, k];
                    v[k] -= norm;
                    double squared = 0;
                    foreach (double one in v) squared += one * one;
                    for (int j = k; j < n; j++)
                    {
                        double d = 0;
                        for (int i = 0; i < m; i++) d += v[i] * r[i, j];
                        for (int i = k; i < m; i++) r[i, j] -= 2 * d / squared * v[i];
                    }

                    double e = 0;
                    for (int i = k; i < m; i++) e += v[i] * y[i];
                    for (int i = k; i < m; i++) y[i] -= 2 * e / squared * v[i];
                }

                double sum = 0;
                for (int i = 0; i < m; i++) sum += i < n ? Math.Sin(y[i] / r[i, i]) : y[i] * y[i];
                return sum;
            }
            """, [Tall, five], [Narrow, five]),
        new("Cholesky", """
            [Differentiable]
            public static double F(double[,] a)
            {
                int n = a.GetLength(0);
                var l = new double[n, n];
                double logDeterminant = 0;
                for (int j = 0; j < n; j++)
                {
                    for (int i = j; i < n; i++)
                    {
                        double s = a[i, j];
                        for (int k = 0; k < j; k++) s -= l[i, k] * l[j, k];
                        l[i, j] = i == j ? Math.Sqrt(s) : s / l[j, j];
                    }

                    logDeterminant += 2 * Math.Log(l[j, j]);
                }

                return logDeterminant;
            }
            """, [Definite]),
        new("FlatCholeskyByRows", """
            [Differentiable(nameof(a))]
            public static double F(double[] a, int n)
            {
                var l = new double[n * n];
                double s = 0;
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j <= i; j++)
                    {
                        double t = a[i * n + j];
                        for (int k = 0; k < j; k++) t -= l[i * n + k] * l[j * n + k];
                        if (i == j) l[i * n + i] = Math.Sqrt(t);
                        else l[i * n + j] = t / l[j * n + j];
                    }
                }

                for (int i = 0; i < n * n; i++) s += (i + 1) * l[i];
                return s;
            }
            """, [Definite.Cast<double>().ToArray(), 4]),
        new("EvidenceOfAProcess", """
            [Differentiable]
            public static double F(double[] x, double[] y, double lengthScale, double noise)
            {
                int n = x.Length;
                var k = new double[n, n];
                for (int i = 0; i < n; i++)
                    for (int j = 0; j <= i; j++)
                    {
                        double d = (x[i] - x[j]) / lengthScale;
                        k[i, j] = Math.Exp(-0.5 * d * d);
                        if (i == j) k[i, j] += noise * noise;
                    }

                for (int j = 0; j < n; j++)
                {
                    for (int p = 0; p < j; p++)
                        for (int i = j; i < n; i++)
                            k[i, j] -= k[i, p] * k[j, p];
                    k[j, j] = Math.Sqrt(k[j, j]);
                    for (int i = j + 1; i < n; i++)
                        k[i, j] /= k[j, j];
                }

                var alpha = new double[n];
                double quad = 0, logDeterminant = 0;
                for (int i = 0; i < n; i++)
                {
                    double s = y[i];
                    for (int j = 0; j < i; j++) s -= k[i, j] * alpha[j];
                    alpha[i] = s / k[i, i];
                    quad += alpha[i] * alpha[i];
                    logDeterminant += Math.Log(k[i, i]);
                }

                return -0.5 * quad - logDeterminant - 0.5 * n * Math.Log(2 * Math.PI);
            }
            """, [Gap, Heights, 0.8, 0.3], [Array.Empty<double>(), Array.Empty<double>(), 0.8, 0.3]),
        new("CholeskyOnEitherSide", """
            [Differentiable(nameof(a))]
            public static double F(double[,] a)
            {
                int n = a.GetLength(0);
                var l = new double[n, n];
                double logDeterminant = 0;
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j <= i; j++)
                    {
                        double sum = a[i, j];
                        for (int k = 0; k < j; k++) sum -= l[i, k] * l[j, k];
                        if (i == j) l[i, i] = Math.Sqrt(sum);
                        else l[i, j] = sum / l[j, j];
                    }
                }

                for (int i = 0; i < n; i++) logDeterminant += 2 * Math.Log(l[i, i]);
                return logDeterminant;
            }
            """, [Definite]),
        new("StoredOnOneSideOnly", """
            [Differentiable(nameof(a))]
            public static double F(double[] a, int[] places, bool[] flags)
            {
                var roots = new double[a.Length];
                double s = 0;
                for (int i = 0; i < a.Length; i++)
                {
                    double sum = a[i] * a[i] + i;
                    if (flags[i]) roots[places[i]] = Math.Sqrt(sum);
                    else roots[i] = 3 / sum;
                    s += sum;
                }

                for (int i = 0; i < a.Length; i++) s += roots[i] * roots[i] * roots[i];
                return s;
            }
            """, [Rising, PlacesWithin, FlagsOfTwo], [Rising, PlacesBeyond, FlagOfOne]),
        new("ForwardAlgorithm", """
            [Differentiable(nameof(p), nameof(q))]
            public static double F(double[] p, double[] q, int[] seen)
            {
                int states = 2;
                var alpha = new double[seen.Length, states];
                for (int k = 0; k < states; k++) alpha[0, k] = 0.5 * q[k * 3 + seen[0]];
                for (int t = 1; t < seen.Length; t++)
                {
                    for (int k = 0; k < states; k++)
                    {
                        double sum = 0;
                        for (int j = 0; j < states; j++) sum += alpha[t - 1, j] * p[j * states + k];
                        alpha[t, k] = sum * q[k * 3 + seen[t]];
                    }
                }

                double total = 0;
                for (int k = 0; k < states; k++) total += alpha[seen.Length - 1, k];
                return Math.Log(total);
            }
            """, [Transitions, Emissions, Seen]),
        new("FlatRecurrence", """
            [Differentiable(nameof(a), nameof(b))]
            public static double F(double a, double b, int steps, int width)
            {
                var h = new double[steps * width];
                for (int j = 0; j < width; j++) h[j] = a + 0.1 * j;
                for (int t = 1; t < steps; t++)
                {
                    for (int j = 0; j < width; j++)
                        h[t * width + j] = Math.Tanh(b * h[(t - 1) * width + j] + a * h[(t - 1) * width + (j + 1) % width]);
                }

                double s = 0;
                for (int j = 0; j < width; j++) s += h[(steps - 1) * width + j];
                return s * s;
            }
            """, [0.4, 0.9, 5, 3]),
        new("Backwards", """
            [Differentiable]
            public static double F(double[] x)
            {
                int n = x.Length;
                var y = new double[n];
                y[n - 1] = Math.Sin(x[n - 1]);
                for (int i = n - 2; i >= 0; i--) y[i] = x[i] * Math.Cos(y[i + 1]);
                double s = 0;
                for (int i = 0; i < n; i++) s += y[i] * y[n - 1 - i];
                return s;
            }
            """, [five]),
        new("WrittenTwice", """
            [Differentiable]
            public static double F(double[] x)
            {
                int n = x.Length;
                var y = new double[n];
                for (int t = 0; t < 13; t++)
                {
                    for (int i = 1; i < n; i++) y[i] = Math.Sin(y[i - 1] * x[i]) + y[i] * x[i - 1] + 0.1;
                }

                double s = 0;
                for (int i = 0; i < n; i++) s += y[i];
                return s;
            }
            """, [five]),
        new("OverlappingRows", """
            [Differentiable]
            public static double F(double[] x, int width)
            {
                var y = new double[40];
                y[0] = 1;
                for (int t = 1; t < 4; t++)
                {
                    for (int j = 0; j < x.Length; j++) y[t * width + j] = y[(t - 1) * width + j] * x[j] + Math.Cos(y[t * width]);
                }

                double s = 0;
                for (int i = 0; i < y.Length; i++) s += y[i] * y[i];
                return s;
            }
            """, [five, 5], [five, 3], [five, 1]),
        new("GaussJordan", """
            [Differentiable]
            public static double F(double[,] a)
            {
                int n = a.GetLength(0);
                var m = new double[n, n];
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < n; j++) m[i, j] = a[i, j];
                double determinant = 1;
                for (int k = 0; k < n; k++)
                {
                    determinant *= m[k, k];
                    for (int i = 0; i < n; i++)
                    {
                        if (i == k) continue;
                        double factor = m[i, k] / m[k, k];
                        for (int j = k; j < n; j++) m[i, j] -= factor * m[k, j];
                    }
                }

                return Math.Log(determinant);
            }
            """, [Definite]),
        new("NormOfWhatStaysTheSame", """
            [Differentiable(nameof(x), nameof(y))]
            public static double F(double x, double y, double[] w)
            {
                double s = 0;
                for (int i = 0; i < w.Length; i++) s += w[i] * Math.Sqrt(x * x + y * y);
                return s;
            }
            """, [0.3, -0.4, five], [0.0, 0.0, five]),
        new("QuotientThatIsNotTaken", """
            [Differentiable(nameof(x), nameof(y))]
            public static double F(double x, double y, double[] w, double most)
            {
                double s = 0;
                for (int i = 0; i < w.Length; i++)
                {
                    if (w[i] > most) s += w[i] / x + Math.Sqrt(x) * y;
                    s += y;
                }

                return s;
            }
            """, [0.3, 0.7, five, 1.0], [0.0, 0.7, five, 100.0], [-1.0, 0.7, five, 100.0]),
        // As many turns as these, each with a choice between what was chosen before, would be 2²⁰ cases.
        new("ChoicesInManyTurns", """
            [Differentiable]
            public static double F(double x, double y)
            {
                double v = x, low = 0, high = 3;
                for (int i = 0; i < 20; i++)
                {
                    double mid = 0.5 * (low + high);
                    if (mid * mid * mid < 2) low = mid; else high = mid;
                    v = v * y + 0.1;
                    if (v > 2) v *= 0.5; else if (v < -1) v = -v;
                }

                return v * low;
            }
            """, [3.0, 0.8], [-2.5, 0.7]),
        // Without names each turn is several times as long as the one before.
        new("TwoStatesInManyTurns", """
            [Differentiable]
            public static double F(double x, double v, double k)
            {
                double y = -x, w = 0.5 * v;
                for (int i = 0; i < 50; i++)
                {
                    double f = k * (y - x);
                    v += 0.01 * f;
                    w -= 0.01 * f * x;
                    x += 0.01 * v * y;
                    y += 0.01 * w;
                }

                return x * y;
            }
            """, [0.7, 0.3, 1.3]),
    ];
}
