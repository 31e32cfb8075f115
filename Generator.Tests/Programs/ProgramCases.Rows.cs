namespace SymDiff.Generator.Tests.Programs;

/// <content>Arrays of arrays.</content>
internal static partial class ProgramCases
{
    private static double[][] Ragged => [[0.7, -1.3, 0.45], [2.1, -0.6], [0.3, 0.9, -0.2, 1.4], []];
    private static int[] Chosen => [1, 2, 3, 0, 1];

    private static double[][] Square => [[0.7, -1.3, 0.45], [2.1, -0.6, 0.8], [0.3, 0.9, -0.2]];

    private static IEnumerable<ProgramCase> Rows =>
    [
        new("RowsOfWeights", """
            [Differentiable(nameof(w), nameof(b))]
            public static double F(double[][] w, double[] b, double[] x)
            {
                double s = 0;
                for (int i = 0; i < w.Length; i++)
                {
                    double a = b[i];
                    for (int j = 0; j < w[i].Length; j++) a += w[i][j] * x[j];
                    s += Math.Tanh(a) * a;
                }

                return s;
            }
            """, [Ragged, five, other], [Square, five, other]),
        new("EachRow", """
            [Differentiable]
            public static double F(List<double[]> w)
            {
                double s = 1;
                foreach (var row in w)
                {
                    double n = 0.1;
                    foreach (var v in row) n += v * v;
                    s *= Math.Sqrt(n);
                }

                return s;
            }
            """, [(object)Ragged], [(object)Square]),
        new("RowsOfData", """
            [Differentiable(nameof(a), nameof(b))]
            public static double F(double a, double b, IReadOnlyList<double[]> x)
            {
                double s = 0;
                for (int i = 0; i < x.Count; i++)
                {
                    var row = x[i];
                    double t = b;
                    for (int j = 0; j < row.Length; j++) t += Math.Exp(a * row[j]);
                    s += t * t;
                }

                return s;
            }
            """, [0.3, 0.7, Ragged]),
        new("RowsInPlace", """
            [Differentiable]
            public static double F(double[][] w)
            {
                for (int i = 1; i < w.Length; i++)
                {
                    var above = w[i - 1];
                    var row = w[i];
                    for (int j = 0; j < row.Length; j++) row[j] *= Math.Sin(above[j] + row[0]);
                }

                double s = 0;
                foreach (var v in w[^1]) s += v * v;
                return s + w[0][0] * w[1][1];
            }
            """, [(object)Square]),
        new("RowsPassedOn", """
            private static double Dot(double[] a, ReadOnlySpan<double> b)
            {
                double s = 0;
                for (int i = 0; i < a.Length; i++) s += a[i] * b[i];
                return s;
            }

            [Differentiable]
            public static double F(double[][] w)
            {
                double s = 0;
                for (int i = 0; i < w.Length; i++)
                    for (int k = 0; k < i; k++) s += Math.Exp(-Dot(w[i], w[k])) * Dot(w[i], w[i].AsSpan());
                return s;
            }
            """, [(object)Square]),
        new("RowThatIsChosen", """
            [Differentiable(nameof(w))]
            public static double F(double[][] w, int[] which)
            {
                double s = 1;
                for (int k = 0; k < which.Length; k++)
                {
                    var row = which[k] % 2 == 0 ? w[0] : w[which[k] - 1];
                    double dot = 0;
                    for (int j = 0; j < row.Length; j++) dot += row[j] * s;
                    s = Math.Sin(dot);
                }

                return s;
            }
            """, [Square, Chosen]),
        new("RowsOfTwoArrays", """
            [Differentiable(nameof(u), nameof(v))]
            public static double F(double[][] u, double[][] v, bool first)
            {
                var w = first ? u : v;
                double s = 0;
                foreach (var row in w)
                    for (int j = 0; j < row.Length; j++) s += row[j] * row[j] * (j + 1);
                return s * u[0][0];
            }
            """, [Square, Ragged, true], [Square, Ragged, false]),
        new("LayersOfWeights", """
            [Differentiable(nameof(w))]
            public static double F(double[][] w, double[] x)
            {
                int n = x.Length;
                var h = (double[])x.Clone();
                var next = new double[n];
                for (int layer = 0; layer < w.Length; layer++)
                {
                    var weights = w[layer];
                    for (int i = 0; i < n; i++)
                    {
                        double a = 0;
                        for (int j = 0; j < n; j++) a += weights[i * n + j] * h[j];
                        next[i] = Math.Tanh(a);
                    }

                    (h, next) = (next, h);
                }

                return h[0] * h[1];
            }
            """, [new double[][] { [0.3, -0.2, 0.7, 0.4], [1.1, 0.2, -0.5, 0.6], [0.9, 0.8, -0.1, 0.4] }, two]),
        new("ListedRowsOfAnyLength", """
            [Differentiable]
            public static double F(double x, double y)
            {
                double[][] rows = { new[] { x }, new[] { x * y, y }, Array.Empty<double>(), new[] { 1.0, x, y } };
                double s = 0;
                foreach (var row in rows)
                {
                    foreach (var e in row) { if (e > 1) continue; s += e * e; }
                    s *= x;
                }

                return s + rows[1][0] * rows[3][2];
            }
            """, [1.3, 0.7], [0.4, 1.6]),
    ];
}
