namespace SymDiff.Generator.Tests.Programs;

/// <content>Rows of arrays of arrays that change places.</content>
internal static partial class ProgramCases
{
    private static double[][] Pivoting => [[0.1, -1.3, 0.45, 0.3], [2.1, -0.6, 0.8, -0.5], [0.3, 0.9, -0.2, 1.7], [-2.5, 0.4, 0.6, 0.2]];

    private static double[,] PivotingPlane => new[,] { { 0.1, -1.3, 0.45 }, { 2.1, -0.6, 0.8 }, { -3.3, 0.9, -0.2 } };

    private static int[] Turned => [2, 0, 1];

    private static IEnumerable<ProgramCase> RowExchanges =>
    [
        new("SolveInPlace", """
            [Differentiable(nameof(a), nameof(b))]
            public static double F(double[][] a, double[] b)
            {
                int n = b.Length;
                for (int k = 0; k < n; k++)
                {
                    int p = k;
                    for (int i = k + 1; i < n; i++)
                        if (Math.Abs(a[i][k]) > Math.Abs(a[p][k])) p = i;
                    (a[k], a[p]) = (a[p], a[k]);
                    (b[k], b[p]) = (b[p], b[k]);
                    for (int i = k + 1; i < n; i++)
                    {
                        double f = a[i][k] / a[k][k];
                        for (int j = k; j < n; j++) a[i][j] -= f * a[k][j];
                        b[i] -= f * b[k];
                    }
                }

                for (int i = n - 1; i >= 0; i--)
                {
                    double s = b[i];
                    for (int j = i + 1; j < n; j++) s -= a[i][j] * b[j];
                    b[i] = s / a[i][i];
                }

                double sum = 0;
                for (int i = 0; i < n; i++) sum += (i + 1) * b[i] * b[i];
                return sum;
            }
            """, [Pivoting, four], [Square, three], [new double[][] { [0.7] }, one]),
        new("SolveAugmented", """
            [Differentiable(nameof(m), nameof(v))]
            public static double F(double[,] m, double[] v)
            {
                int n = v.Length;
                var a = new double[n][];
                for (int i = 0; i < n; i++)
                {
                    a[i] = new double[n + 1];
                    for (int j = 0; j < n; j++) a[i][j] = m[i, j];
                    a[i][n] = v[i];
                }

                for (int k = 0; k < n; k++)
                {
                    int p = k;
                    for (int i = k + 1; i < n; i++)
                        if (Math.Abs(a[i][k]) > Math.Abs(a[p][k])) p = i;
                    if (p != k)
                    {
                        var tmp = a[k];
                        a[k] = a[p];
                        a[p] = tmp;
                    }

                    double[] pivotRow = a[k];
                    for (int i = k + 1; i < n; i++)
                    {
                        double[] row = a[i];
                        double f = row[k] / pivotRow[k];
                        for (int j = k; j <= n; j++) row[j] -= f * pivotRow[j];
                    }
                }

                var x = new double[n];
                for (int i = n - 1; i >= 0; i--)
                {
                    double s = a[i][n];
                    for (int j = i + 1; j < n; j++) s -= a[i][j] * x[j];
                    x[i] = s / a[i][i];
                }

                double sum = 0;
                for (int i = 0; i < n; i++) sum += (i + 1) * x[i] * x[i];
                return sum;
            }
            """, [PivotingPlane, three], [new double[,] { { 0.3, 1.2 }, { -1.7, 0.4 } }, two]),
        new("Determinant", """
            private static void Swap(double[][] m, int i, int j)
            {
                double[] row = m[i];
                m[i] = m[j];
                m[j] = row;
            }

            private static int Pivot(double[][] m, int k)
            {
                int best = k;
                for (int i = k + 1; i < m.Length; i++)
                    if (Math.Abs(m[i][k]) > Math.Abs(m[best][k])) best = i;
                return best;
            }

            [Differentiable]
            public static double F(double[][] m)
            {
                double det = 1;
                for (int k = 0; k < m.Length; k++)
                {
                    int p = Pivot(m, k);
                    if (p != k)
                    {
                        Swap(m, k, p);
                        det = -det;
                    }

                    det *= m[k][k];
                    for (int i = k + 1; i < m.Length; i++)
                    {
                        double f = m[i][k] / m[k][k];
                        for (int j = k + 1; j < m.Length; j++) m[i][j] -= f * m[k][j];
                    }
                }

                return det;
            }
            """, [Pivoting], [Square]),
        new("RaggedRowsChangePlaces", """
            [Differentiable(nameof(w), nameof(x))]
            public static double F(double[][] w, double x)
            {
                (w[0], w[1], w[2]) = (w[2], w[0], w[1]);
                double s = 0;
                for (int i = 0; i < w.Length; i++)
                    for (int j = 0; j < w[i].Length; j++)
                    {
                        w[i][j] *= x + i;
                        s += (j + 1) * w[i][j] * w[i][j];
                    }

                return s + w[0][3] * w[1][2];
            }
            """, [Ragged, 0.7]),
        new("RowKeptInVariable", """
            [Differentiable(nameof(w), nameof(x))]
            public static double F(double[][] w, double x)
            {
                double[] first = w[0];
                w[0] = w[1];
                w[1] = first;
                first[0] *= x;
                w[0][1] += first[0] * w[1][1];
                first = w[0];
                first[1] *= first[0];
                return w[0][1] * w[1][0] + w[1][1];
            }
            """, [Square, 1.3]),
        new("OneRowAtTwoPlaces", """
            [Differentiable(nameof(w), nameof(x))]
            public static double F(double[][] w, double x)
            {
                w[1] = w[0];
                w[1][0] *= x;
                w[2] = w[1];
                w[2][0] += w[0][0] * w[1][1];
                double s = 0;
                for (int i = 0; i < w.Length; i++) s += (i + 1) * w[i][0];
                return s * s;
            }
            """, [Square, 1.3]),
        new("HistoryOfRows", """
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a, int steps)
            {
                var history = new double[3][];
                for (int i = 0; i < 3; i++) history[i] = new double[x.Length];
                for (int j = 0; j < x.Length; j++) history[0][j] = x[j];
                for (int t = 0; t < steps; t++)
                {
                    var oldest = history[2];
                    history[2] = history[1];
                    history[1] = history[0];
                    history[0] = oldest;
                    for (int j = 0; j < x.Length; j++)
                        oldest[j] = Math.Sin(a * history[1][j]) + 0.5 * history[2][j] + x[j] * oldest[j];
                }

                double s = 0;
                for (int i = 0; i < 3; i++)
                    for (int j = 0; j < x.Length; j++) s += (i + 1) * history[i][j] * history[i][j];
                return s;
            }
            """, [three, 0.8, 5], [two, -0.3, 2], [two, 1.1, 0]),
        new("RowsInOrder", """
            [Differentiable(nameof(w), nameof(p))]
            public static double F(double[][] w, double[] p)
            {
                for (int k = w.Length - 1; k > 0; k--)
                    for (int i = 0; i < k; i++)
                        if (w[i][0] > w[i + 1][0])
                            (w[i], w[i + 1]) = (w[i + 1], w[i]);
                double s = 0, before = 0.3;
                for (int i = 0; i < w.Length; i++)
                {
                    double t = 0;
                    foreach (var v in w[i]) t += v * p[i];
                    before = Math.Tanh(before * t + w[i][0]);
                    s += before * before;
                }

                return s;
            }
            """, [Pivoting, four], [Square, three]),
        new("ListOfRows", """
            [Differentiable(nameof(w), nameof(x))]
            public static double F(List<double[]> w, double x)
            {
                for (int i = 0; i + 1 < w.Count; i += 2) (w[i], w[i + 1]) = (w[i + 1], w[i]);
                var last = w[w.Count - 1];
                w[w.Count - 1] = w[0];
                w[0] = last;
                double s = 0;
                for (int i = 0; i < w.Count; i++) s += Math.Sin(x * w[i][0] + i) * w[i][1];
                return s;
            }
            """, [Pivoting, 0.7], [Square, 1.3]),
        new("EliminatedByOrder", """
            [Differentiable(nameof(m))]
            public static double F(double[] m, int[] order)
            {
                int n = order.Length;
                var a = new double[n * n];
                for (int i = 0; i < n * n; i++) a[i] = m[i];
                double det = 1;
                for (int k = 0; k < n; k++)
                {
                    det *= a[order[k] * n + k];
                    for (int i = k + 1; i < n; i++)
                    {
                        double f = a[order[i] * n + k] / a[order[k] * n + k];
                        for (int j = k; j < n; j++) a[order[i] * n + j] -= f * a[order[k] * n + j];
                    }
                }

                return det * det;
            }
            """, [new[] { 0.4, -0.3, 1.2, 2.1, 0.6, -0.5, 0.3, 0.2, 0.7 }, Turned]),
        new("Eliminated", """
            [Differentiable(nameof(m))]
            public static double F(double[,] m)
            {
                int n = m.GetLength(0);
                var a = new double[n, n];
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < n; j++) a[i, j] = m[i, j];
                double det = 1;
                for (int k = 0; k < n; k++)
                {
                    int p = k;
                    for (int i = k + 1; i < n; i++)
                        if (Math.Abs(a[i, k]) > Math.Abs(a[p, k])) p = i;
                    for (int j = 0; j < n; j++) (a[k, j], a[p, j]) = (a[p, j], a[k, j]);
                    det *= a[k, k] * (k + 1);
                    for (int i = k + 1; i < n; i++)
                    {
                        double f = a[i, k] / a[k, k];
                        for (int j = k; j < n; j++) a[i, j] -= f * a[k, j];
                    }
                }

                return det * det;
            }
            """, [square], [PivotingPlane]),
        new("RowsOfDataExchanged", """
            [Differentiable(nameof(b))]
            public static double F(double[][] a, double[] b)
            {
                int n = b.Length;
                double s = 0;
                for (int k = 0; k + 1 < n; k++)
                {
                    (a[k], a[k + 1]) = (a[k + 1], a[k]);
                    (b[k], b[k + 1]) = (b[k + 1], b[k]);
                    for (int i = k + 1; i < n; i++) b[i] -= a[i][k] * b[k];
                    s += Math.Sin(b[k]) * a[k][k];
                }

                return s + b[n - 1];
            }
            """, [Pivoting, four], [Square, three]),
        new("RowsOfDataChangePlaces", """
            [Differentiable(nameof(b))]
            public static double F(double[][] a, double[] b)
            {
                int n = b.Length;
                for (int k = 0; k < n; k++)
                {
                    int p = k;
                    for (int i = k + 1; i < n; i++)
                        if (Math.Abs(a[i][k]) > Math.Abs(a[p][k])) p = i;
                    var tmp = a[k];
                    a[k] = a[p];
                    a[p] = tmp;
                    (b[k], b[p]) = (b[p], b[k]);
                    for (int i = k + 1; i < n; i++)
                    {
                        double f = a[i][k] / a[k][k];
                        for (int j = k; j < n; j++) a[i][j] -= f * a[k][j];
                        b[i] -= f * b[k];
                    }
                }

                for (int i = n - 1; i >= 0; i--)
                {
                    double s = b[i];
                    for (int j = i + 1; j < n; j++) s -= a[i][j] * b[j];
                    b[i] = s / a[i][i];
                }

                double sum = 0;
                for (int i = 0; i < n; i++) sum += (i + 1) * b[i] * b[i];
                return sum;
            }
            """, [Pivoting, four], [Square, three]),
    ];
}
