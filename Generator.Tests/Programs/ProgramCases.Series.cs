namespace SymDiff.Generator.Tests.Programs;

/// <content>Time series and classifiers: sums that are known on the way forward, adjoints that stay zero, and what depends on one condition of a turn.</content>
internal static partial class ProgramCases
{
    private static double[] Returns => [0.1, -0.3, 0.2, 0.5];
    private static double[] WithGaps => [0.1, 0.3, double.NaN, 0.7, 1.1];
    private static double[,] Layer => new[,] { { 0.3, -1.2 }, { 0.7, 0.1 }, { -0.4, 0.9 } };
    private static double[,] Batch => new[,] { { 0.5, 0.2 }, { -1.1, 0.8 } };
    private static int[] ClassesSeen => [2, 0];

    private static IEnumerable<ProgramCase> Series =>
    [
        new("GarchOfStudents", """
            [Differentiable]
            public static double F(double[] returns, double omega, double alpha, double beta, double nu)
            {
                double h = omega / (1 - alpha - beta), sum = 0;
                for (int t = 0; t < returns.Length; t++)
                {
                    double z = returns[t] * returns[t] / (h * (nu - 2));
                    sum -= 0.5 * Math.Log(h) + 0.5 * Math.Log(nu - 2) + (nu + 1) / 2 * Math.Log(1 + z);
                    h = omega + alpha * returns[t] * returns[t] + beta * h;
                }

                return sum;
            }
            """, [Returns, 0.02, 0.1, 0.8, 6.0], [Array.Empty<double>(), 0.02, 0.1, 0.8, 6.0]),
        new("TrendWithGaps", """
            [Differentiable(nameof(q), nameof(r), nameof(slope0))]
            public static double F(double[] y, double q, double r, double slope0)
            {
                double level = y[0], slope = slope0, p00 = 1, p01 = 0, p11 = 1, sum = 0;
                for (int t = 1; t < y.Length; t++)
                {
                    level += slope;
                    p00 += 2 * p01 + p11 + q;
                    p01 += p11;
                    p11 += 0.1 * q;
                    if (double.IsNaN(y[t])) continue;
                    double s = p00 + r;
                    double k0 = p00 / s, k1 = p01 / s;
                    double innovation = y[t] - level;
                    sum -= 0.5 * (Math.Log(s) + innovation * innovation / s);
                    level += k0 * innovation;
                    slope += k1 * innovation;
                    p11 -= k1 * p01;
                    p01 -= k0 * p01;
                    p00 -= k0 * p00;
                }

                return sum;
            }
            """, [WithGaps, 0.4, 0.6, 0.2], [Returns, 0.1, 1.3, -0.1]),
        new("StepsUnderTwoConditions", """
            [Differentiable(nameof(x))]
            public static double F(double a, double b, double[] x, double[] y)
            {
                if (b > a)
                {
                    for (int i = 0; i < y.Length; i++)
                    {
                        if (x[0] > 0.05)
                        {
                            double rate = 1 / x[0];
                            y[0] += Math.Cos(y[0] * rate);
                        }
                    }
                }

                return y[0];
            }
            """, [0.4, 1.2, Effects, Returns], [0.4, -1.2, Effects, Returns], [0.4, 1.2, Returns.Select(v => -v).ToArray(), Returns]),
        new("CrossEntropy", """
            [Differentiable(nameof(w))]
            public static double F(double[,] w, double[,] inputs, int[] labels)
            {
                int classes = w.GetLength(0);
                var logits = new double[classes];
                double loss = 0;
                for (int n = 0; n < labels.Length; n++)
                {
                    double largest = double.NegativeInfinity;
                    for (int c = 0; c < classes; c++)
                    {
                        logits[c] = 0;
                        for (int j = 0; j < inputs.GetLength(1); j++) logits[c] += w[c, j] * inputs[n, j];
                        largest = Math.Max(largest, logits[c]);
                    }

                    double total = 0;
                    for (int c = 0; c < classes; c++) total += Math.Exp(logits[c] - largest);
                    loss += largest + Math.Log(total) - logits[labels[n]];
                }

                return loss / labels.Length;
            }
            """, [Layer, Batch, ClassesSeen]),
        new("PoissonOfCounts", """
            [Differentiable(nameof(beta), nameof(tau))]
            public static double F(double[] beta, double tau, double[,] x, double[] effort, int[] counts)
            {
                double sum = 0;
                for (int i = 0; i < counts.Length; i++)
                {
                    double eta = tau * i;
                    for (int j = 0; j < beta.Length; j++) eta += x[i, j] * beta[j];
                    double lambda = effort[i] * Math.Exp(eta);
                    sum += counts[i] * Math.Log(lambda) - lambda;
                }

                return sum;
            }
            """, [FarApart.Select(v => v / 1000).ToArray(), 0.3, Layer, Near, Categories.Append(0).ToArray()]),
    ];
}
