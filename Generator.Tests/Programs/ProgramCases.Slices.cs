namespace SymDiff.Generator.Tests.Programs;

/// <content>Parts of arrays, and loops whose turns may be reversed in any order.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> Slices =>
    [
        // what is below the diagonal of a matrix, column by column, under a counter of its own
        new("PackedColumns", """
            [Differentiable(nameof(factors), nameof(points))]
            public static double F(double[] factors, double[] points)
            {
                const int d = 3;
                int size = d * (d + 1) / 2;
                double sum = 0;
                double[] scaled = new double[d];
                for (int k = 0; k < factors.Length / size; k++)
                {
                    Multiply(factors.AsSpan(k * size, d), factors.AsSpan(k * size + d, size - d), points.AsSpan(k * d, d), scaled);
                    for (int i = 0; i < d; i++) sum += Math.Exp(-scaled[i] * scaled[i]);
                }
                return Math.Log(sum);
            }
            static void Multiply(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> below, ReadOnlySpan<double> x, Span<double> y)
            {
                for (int i = 0; i < x.Length; i++) y[i] = Math.Exp(diagonal[i]) * x[i];
                int at = 0;
                for (int j = 0; j < x.Length; j++)
                    for (int i = j + 1; i < x.Length; i++)
                    {
                        y[i] += below[at] * x[j];
                        at++;
                    }
            }
            """, [packed, pairs]),
        // elements of one array, reached through a part and without it
        new("OverlappingParts", """
            [Differentiable]
            public static double F(double[] x)
            {
                double[] a = new double[x.Length + 2];
                for (int i = 0; i < x.Length; i++) a[i + 1] = x[i] * x[i];
                for (int i = 0; i < x.Length; i++)
                {
                    Span<double> window = a.AsSpan(i, 3);
                    window[1] = 0.5 * window[1] + Math.Sin(window[0]) * window[2];
                    a[i + 1] *= 1.5;
                    window[2] += 0.1 * window[1] * a[i];
                }
                double sum = 0;
                for (int i = 0; i < a.Length; i++) sum += a[i] * (i + 1);
                return sum;
            }
            """, [packed]),
        // a part that is taken under a condition only, beyond the end elsewhere
        new("PartUnderACondition", """
            [Differentiable]
            public static double F(double[] x)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    if (i + 2 <= x.Length)
                    {
                        Span<double> pair = x.AsSpan(i, 2);
                        sum += pair[0] * Math.Exp(pair[1]);
                    }
                    sum += 0.5 * x[i] * x[i];
                }
                return sum;
            }
            """, [pairs]),
        // a part of a part, in a loop that nobody may run
        new("PartOfAPart", """
            [Differentiable(nameof(x))]
            public static double F(double[] x, int rows, int columns)
            {
                double product = 1;
                for (int i = 0; i < rows; i++)
                {
                    Span<double> row = x.AsSpan(i * columns, columns);
                    double left = 0, right = 0;
                    Span<double> rest = row.Slice(1, columns - 1);
                    for (int j = 0; j < columns - 1; j++)
                    {
                        left += row[j] * rest[j];
                        right += Math.Sin(rest[j]);
                    }
                    product *= left + right;
                }
                return product;
            }
            """, [packed, 3, 4]),
        // what it counts is halved in each turn
        new("StridesByHalving", """
            [Differentiable]
            public static double F(double[] x)
            {
                double[] a = new double[x.Length];
                int at = 0;
                for (int stride = 4; stride > 0; stride /= 2)
                {
                    a[at] = Math.Sin(x[stride]) * x[stride - 1];
                    at += 2;
                }
                double sum = 0;
                for (int i = 0; i < a.Length; i++) sum += a[i] * a[i] * (1 + x[i]);
                return Math.Sqrt(1 + sum);
            }
            """, [pairs]),
        // turns that depend on one another, though each writes an element of its own
        new("RunningProducts", """
            [Differentiable]
            public static double F(double[] x)
            {
                double[] a = new double[x.Length];
                a[0] = x[0];
                for (int i = 1; i < x.Length; i++) a[i] = a[i - 1] * x[i] + Math.Sin(a[i - 1]);
                double[] b = new double[x.Length];
                for (int i = 0; i < x.Length; i++) b[x.Length - 1 - i] = Math.Exp(-a[i] * a[i]) * x[i];
                double sum = 0;
                for (int i = 0; i < x.Length; i++) sum += a[i] * b[i];
                return sum;
            }
            """, [five]),
        // several turns add to one element, and read what others have left in it
        new("SharedElements", """
            [Differentiable]
            public static double F(double[] x)
            {
                double[] bins = new double[3];
                for (int i = 0; i < x.Length; i++)
                {
                    int bin = i % 3;
                    bins[bin] = bins[bin] * x[i] + Math.Cos(x[i]);
                }
                double[] exps = new double[3];
                for (int i = 0; i < 3; i++) exps[i] = Math.Exp(bins[i]);
                double sum = 0;
                for (int i = 0; i < x.Length; i++) sum += exps[i % 3] * x[i];
                return sum;
            }
            """, [pairs]),
        // a part of a span is the same memory, one of an array is a copy that nobody writes to
        new("ListPatterns", """
            private static double Horner(ReadOnlySpan<double> x)
            {
                double s = 0;
                while (x is [var first, .. var rest])
                {
                    s = s * 0.5 + Math.Sin(first);
                    x = rest;
                }

                return s;
            }

            private static double Choice(double[] x) => x switch
            {
                [] => 3,
                [var a] => a * a,
                [var a, .., > 1 and var z] => a - z * z,
                [_, .. var middle, _] => middle.Sum(v => v * v) + middle.Length,
            };

            [Differentiable(nameof(x))]
            public static double F(double[] x) => Horner(x) * Choice(x);
            """, [five], [other], [one], [two]),
        new("ListPatternsBeforeTheMemoryIsWritten", """
            [Differentiable(nameof(x))]
            public static double F(double[] x)
            {
                if (x is not [var a, .., var z])
                    return x.Length;
                x[0] = z;
                x[^1] = a * z;
                return a * x[0] + z * z * x[^1];
            }
            """, [five], [one], [two]),
        // how many scores there are is a quotient, by which the method may fail, and does before anything is borrowed
        new("AttentionOverParts", """
            private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
            {
                double s = 0;
                for (int i = 0; i < a.Length; i++) s += a[i] * b[i];
                return s;
            }

            [Differentiable(nameof(query), nameof(keys), nameof(values))]
            public static double F(ReadOnlySpan<double> query, ReadOnlySpan<double> keys, ReadOnlySpan<double> values, int d)
            {
                int n = keys.Length / d;
                Span<double> scores = stackalloc double[n];
                var weights = new double[n];
                double max = double.NegativeInfinity, sum = 0, loss = 0;
                for (int s = 0; s < n; s++)
                {
                    scores[s] = Dot(query, keys.Slice(s * d, d)) / Math.Sqrt(d);
                    max = Math.Max(max, scores[s]);
                }

                for (int s = 0; s < n; s++)
                {
                    weights[s] = Math.Exp(scores[s] - max);
                    sum += weights[s];
                }

                for (int c = 0; c < d; c++)
                {
                    double o = 0;
                    for (int s = 0; s < n; s++) o += weights[s] / sum * values[s * d + c];
                    loss += o * o;
                }

                return loss;
            }
            """, [two, six, pairs, 2]),
    ];
}
