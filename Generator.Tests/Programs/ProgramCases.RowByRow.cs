namespace SymDiff.Generator.Tests.Programs;

/// <content>Arrays of arrays that the method makes row by row.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> RowByRow =>
    [
        new("RowsOfOneLength", """
            [Differentiable]
            public static double F(double[] x, int n)
            {
                var w = new double[n][];
                for (int i = 0; i < n; i++) w[i] = new double[x.Length];
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < x.Length; j++) w[i][j] = Math.Sin(x[j] * i) + (i > 0 ? w[i - 1][j] * x[j] : 0);
                double s = 0;
                foreach (var row in w) s += row[0] * row[1];
                return s;
            }
            """, [five, 4], [five, 1], [five, 0]),
        new("Activations", """
            [Differentiable(nameof(w), nameof(b), nameof(x))]
            public static double F(double[][] w, double[][] b, double[] x)
            {
                int layers = w.Length;
                var acts = new double[layers + 1][];
                acts[0] = x;
                for (int l = 0; l < layers; l++)
                {
                    int n = b[l].Length, m = acts[l].Length;
                    acts[l + 1] = new double[n];
                    for (int i = 0; i < n; i++)
                    {
                        double sum = b[l][i];
                        for (int j = 0; j < m; j++) sum += w[l][i * m + j] * acts[l][j];
                        acts[l + 1][i] = Math.Tanh(sum);
                    }
                }

                double s = 0;
                foreach (double v in acts[layers]) s += v * v;
                return s;
            }
            """, [layers, biases, three]),
        new("RowsFromAHelper", """
            private static double[] Layer(double[] w, double[] b, double[] h)
            {
                var a = new double[b.Length];
                for (int i = 0; i < b.Length; i++)
                {
                    double sum = b[i];
                    for (int j = 0; j < h.Length; j++) sum += w[i * h.Length + j] * h[j];
                    a[i] = Math.Tanh(sum);
                }

                return a;
            }

            private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
            {
                double s = 0;
                for (int i = 0; i < a.Length && i < b.Length; i++) s += a[i] * b[i];
                return s;
            }

            [Differentiable(nameof(w), nameof(x))]
            public static double F(double[][] w, double[][] b, double[] x)
            {
                double[][] acts = new double[w.Length + 1][];
                acts[0] = (double[])x.Clone();
                for (int l = 0; l < w.Length; l++) acts[l + 1] = Layer(w[l], b[l], acts[l]);
                double s = 0;
                for (int l = 1; l < acts.Length; l++) s += Dot(acts[l], acts[l - 1]);
                return s;
            }
            """, [layers, biases, three]),
        // the rows of a triangle, each under its own name
        new("RowsOfATriangle", """
            [Differentiable]
            public static double F(double[] x)
            {
                int n = x.Length;
                var rows = new double[n][];
                for (int i = 0; i < n; i++)
                {
                    var row = new double[i + 1];
                    rows[i] = row;
                    for (int j = 0; j <= i; j++) row[j] = x[i] * x[j] + (j > 0 ? row[j - 1] : 0);
                }

                double s = 0;
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < rows[i].Length; j++) s += Math.Sin(rows[i][j]) * rows[n - 1][j];
                return s;
            }
            """, [five], [one]),
        new("RowsMadeAgain", """
            [Differentiable(nameof(x))]
            public static double F(double[] x, int times)
            {
                var w = new double[2][];
                double s = 0;
                for (int t = 0; t < times; t++)
                {
                    w[t % 2] = new double[x.Length];
                    for (int i = t % 3; i < x.Length; i++) w[t % 2][i] = x[i] * (t + 1) + s;
                    s += Math.Sin(w[t % 2][0] + w[t % 2][1] * w[0][x.Length - 1]);
                }

                return s;
            }
            """, [three, 5], [five, 1], [five, 0]),
        new("RowsWrittenDown", """
            [Differentiable]
            public static double F(double a, double b)
            {
                double[][] m = { new[] { a, b }, new[] { b * b, a, 2 } };
                double s = 0;
                foreach (var row in m)
                    for (int i = 0; i < row.Length; i++) s += row[i] * row[i] * (i + 1);
                return s * m[1][2];
            }
            """, [0.7, -1.3]),
        new("DivisionOfPolynomials", """
            [Differentiable(nameof(x))]
            public static double F(double[] x, double[] y)
            {
                int n = x.Length;
                var d = new double[n][];
                for (int i = 0; i < n; i++) d[i] = new double[n - i];
                for (int i = 0; i < n; i++) d[0][i] = y[i] * x[i];
                for (int k = 1; k < n; k++)
                    for (int i = 0; i < n - k; i++) d[k][i] = (d[k - 1][i + 1] - d[k - 1][i]) / (x[i + k] - x[i]);
                double p = 0;
                for (int k = n - 1; k >= 0; k--) p = p * (0.3 - x[k]) + d[k][0];
                return p;
            }
            """, [five, other], [three, signs]),
        new("ListThatGrows", """
            [Differentiable(nameof(x0), nameof(r))]
            public static double F(double x0, double r, int n)
            {
                var path = new List<double>();
                double x = x0;
                path.Add(x);
                for (int i = 0; i < n; i++)
                {
                    x = r * x * (1 - x);
                    path.Add(x);
                }

                double mean = 0;
                foreach (var v in path) mean += v;
                mean /= path.Count;
                double s = 0;
                for (int i = 0; i < path.Count; i++) s += (path[i] - mean) * (path[i] - mean);
                return s + path[^1];
            }
            """, [0.3, 2.9, 6], [0.3, 2.9, 0]),
        new("ListOfWhatIsChosen", """
            [Differentiable]
            public static double F(double[] x)
            {
                var kept = new List<double>();
                foreach (var v in x)
                    if (v > 0) kept.Add(v * v);
                double s = 0;
                for (int i = 1; i < kept.Count; i++) s += Math.Sin(kept[i]) * kept[i - 1];
                return s;
            }
            """, [five], [other], [none]),
    ];
}
