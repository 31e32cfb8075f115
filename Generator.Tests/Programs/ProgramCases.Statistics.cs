namespace SymDiff.Generator.Tests.Programs;

/// <content>Statistical models and distances at the points where a careless formula is not a number.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> Statistics =>
    [
        // What is divided in place is read where it is; what was overwritten before has an array of its own.
        new("SoftmaxInPlace", """
            [Differentiable(nameof(w))]
            public static double F(ReadOnlySpan<double> w, ReadOnlySpan<double> x)
            {
                Span<double> p = stackalloc double[w.Length];
                w.CopyTo(p);
                Normalise(p);
                double s = 0;
                for (int i = 0; i < p.Length; i++) s += x[i] * p[i];
                return s;
            }

            static void Normalise(Span<double> v)
            {
                double max = double.NegativeInfinity;
                foreach (double item in v) max = Math.Max(max, item);
                double sum = 0;
                for (int i = 0; i < v.Length; i++)
                {
                    v[i] = Math.Exp(v[i] - max);
                    sum += v[i];
                }

                for (int i = 0; i < v.Length; i++) v[i] /= sum;
            }
            """, [three, signs]),
        // The greatest number makes no difference: a table of softmaxes, and an entropy of one.
        new("SoftmaxOfRows", """
            [Differentiable(nameof(x))]
            public static double F(double[,] x, double[,] w)
            {
                int n = x.GetLength(1);
                var p = new double[n];
                double total = 0;
                for (int r = 0; r < x.GetLength(0); r++)
                {
                    double m = x[r, 0];
                    for (int j = 1; j < n; j++) if (x[r, j] > m) m = x[r, j];
                    double s = 0;
                    for (int j = 0; j < n; j++) { p[j] = Math.Exp(x[r, j] - m); s += p[j]; }
                    for (int j = 0; j < n; j++) total += p[j] / s * w[r, j];
                }

                return total;
            }
            """, [layer, layer]),
        new("EntropyOfShares", """
            [Differentiable]
            public static double F(double[] x)
            {
                double m = double.NegativeInfinity;
                for (int i = 0; i < x.Length; i++) m = Math.Max(m, x[i]);
                var p = new double[x.Length];
                for (int i = 0; i < x.Length; i++) p[i] = Math.Exp(x[i] - m);
                double s = 0;
                foreach (double e in p) s += e;
                double h = 0;
                for (int i = 0; i < x.Length; i++) h -= p[i] / s * (x[i] - m - Math.Log(s)) + p[i] * p[i] / (s * s);
                return h;
            }
            """, [five]),
        // It does where one number does not change with it, where it is handed from turn to turn, and where what it changes is read in parts or cut off.
        new("PartlyShifted", """
            [Differentiable]
            public static double F(double[] x)
            {
                double m = x[0];
                for (int i = 1; i < x.Length; i++) m = Math.Max(m, x[i]);
                var p = new double[x.Length];
                p[0] = 1;
                for (int i = 1; i < x.Length; i++) p[i] = Math.Exp(x[i] - m);
                double s = 0, t = 0;
                for (int i = 0; i < x.Length; i++) { s += p[i]; t += i * p[i]; }
                return t / s;
            }
            """, [five]),
        new("ShiftHandedOn", """
            [Differentiable]
            public static double F(double[,] x)
            {
                double earlier = 0, total = 0;
                for (int r = 0; r < x.GetLength(0); r++)
                {
                    double m = x[r, 0];
                    for (int j = 1; j < x.GetLength(1); j++) m = Math.Max(m, x[r, j]);
                    total += (r + 1) * (m - earlier);
                    earlier = m;
                }

                return total - 3 * earlier;
            }
            """, [layer]),
        new("ShiftInParts", """
            [Differentiable]
            public static double F(double[] x)
            {
                double m = x[0];
                for (int i = 1; i < x.Length; i++) m = Math.Max(m, x[i]);
                var p = new double[x.Length];
                for (int i = 0; i < x.Length; i++) p[i] = Math.Exp(x[i] - m);
                var tail = p.AsSpan(1);
                for (int i = 0; i < tail.Length; i++) tail[i] *= tail[i];
                double s = 0, t = 0;
                for (int i = 0; i < x.Length; i++) { s += p[i]; t += (i + 1) * p[i]; }
                return t / s;
            }
            """, [five]),
        // The turns of the inner loop are kept side by side, whatever n is.
        new("SquareOfASum", """
            [Differentiable(nameof(w))]
            public static double F(double[] w, double[] x, int n)
            {
                double total = 0;
                for (int k = 0; k < 2; k++)
                {
                    double s = 0;
                    for (int i = 0; i < n; i++) s += Math.Tanh(w[k] * x[i]) * w[2];
                    total += s * s;
                }

                return total;
            }
            """, [three, five, 4]),
        // The norm at the origin, added up in a loop, in one that is written out, and in brackets.
        new("NormAddedUp", """
            [Differentiable]
            public static double F(double[] x)
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++)
                    s += x[i] * x[i];
                return Math.Sqrt(s);
            }
            """, [none], [other]),
        new("Distances", """
            [Differentiable(nameof(x), nameof(centre))]
            public static double F(double[] x, double[] centre, int d)
            {
                double total = 0;
                for (int p = 0; p < x.Length / d; p++)
                {
                    double s = 0;
                    for (int i = 0; i < d; i++)
                        s += i % 2 == 0 ? Math.Pow(x[p * d + i] - centre[i], 2) : 2 * (x[p * d + i] - centre[i]) * (x[p * d + i] - centre[i]) / 4;
                    total += Math.Exp(-Math.Sqrt(s));
                }

                return total;
            }
            """, [atAPoint, two, 2], [positive, two, 2]),
        new("Springs", """
            [Differentiable(nameof(at), nameof(k))]
            public static double F(double[] at, double k, int[] from, int[] to, double rest)
            {
                double energy = 0;
                for (int s = 0; s < from.Length; s++)
                {
                    int i = 3 * from[s], j = 3 * to[s];
                    double squared = 0;
                    for (int c = 0; c < 3; c++)
                    {
                        double d = at[i + c] - at[j + c];
                        squared += d * d;
                    }

                    double stretch = Math.Sqrt(squared) - rest;
                    energy += 0.5 * k * stretch * stretch;
                }

                return energy;
            }
            """, [six, 2.0, Firsts, Seconds, 0.9]),
        // What vanishes in one of two logarithms, of which the other is not even asked for.
        new("SurveyLogit", """
            [Differentiable(nameof(beta), nameof(tau), nameof(z))]
            public static double F(double[] beta, double tau, double[] z, int[] yes, int[] no, double[] age)
            {
                var lp = -0.5 * z.Sum(v => v * v) - tau * tau / 2;
                for (var g = 0; g < yes.Length; g++)
                {
                    var eta = beta[0] + beta[^1] * age[g] + tau * z[g];
                    var (p, q) = (Calculus.Logistic(eta), Calculus.Logistic(-eta));
                    lp += Calculus.XLogY(yes[g], p) + Calculus.XLogY(no[g], q);
                }

                return lp;
            }
            """, [two, 0.5, Effects, Some, Several, Ages], [two, 1.0, FarEffects, None, Some, Ages]),
        // One loop counts on from a parameter, and is reversed; in another call it counts on from data, and is carried over.
        new("NegativeBinomial", """
            [Differentiable]
            public static double F(double alpha, double phi, double[] x, int[] counts)
            {
                double ll = 0;
                for (int i = 0; i < counts.Length; i++)
                {
                    double mu = Math.Exp(alpha * x[i]);
                    ll += LogGamma(counts[i] + phi) - LogGamma(phi) - LogGamma(counts[i] + 1.0) + phi * Math.Log(phi / (mu + phi)) + counts[i] * Math.Log(mu / (mu + phi));
                }

                return ll;
            }

            // Stirling's series, after as many steps of the recurrence as it takes.
            private static double LogGamma(double z)
            {
                double shift = 0;
                while (z < 7)
                {
                    shift -= Math.Log(z);
                    z += 1;
                }

                double inverse = 1 / z, squared = inverse * inverse;
                return shift + (z - 0.5) * Math.Log(z) - z + 0.9189385332046727 + inverse * (1 / 12.0 - squared * (1 / 360.0 - squared / 1260.0));
            }
            """, [0.3, 1.7, Ages, Several], [0.3, 12.7, Ages, Some]),
        new("OrderedCategories", """
            [Differentiable(nameof(beta), nameof(cut), nameof(x))]
            public static double F(double[] beta, double[] cut, double[,] x, int[] y)
            {
                double sum = 0;
                for (int i = 0; i < y.Length; i++)
                {
                    double eta = 0;
                    for (int j = 0; j < beta.Length; j++) eta += x[i, j] * beta[j];
                    double upper = y[i] == cut.Length ? 1 : 1 / (1 + Math.Exp(eta - cut[y[i]]));
                    double lower = y[i] == 0 ? 0 : 1 / (1 + Math.Exp(eta - cut[y[i] - 1]));
                    sum += Math.Log(upper - lower);
                }

                return sum;
            }
            """, [three, Cuts, plane, Categories], [three, Cuts, plane, Outermost]),
        new("LogSumExpOfArrays", """
            [Differentiable]
            public static double F(double[] logits, double[] y)
            {
                double lse = Calculus.LogSumExp(logits), ll = 0;
                var terms = new double[logits.Length];
                for (int i = 0; i < y.Length; i++)
                {
                    for (int j = 0; j < logits.Length; j++)
                        terms[j] = logits[j] - lse - 0.5 * Calculus.Square(y[i] - j);
                    ll += Calculus.LogSumExp(terms);
                }
                return ll + Calculus.LogSumExp(y[0], y[1], 1, lse, 2 * lse) * Calculus.LogSumExp(y.Select(v => v * v).ToArray());
            }
            """, [three, two], [FarApart, Near]),
        // The square root of a mean of squares is a norm, too.
        new("RootOfTheMeanSquare", """
            [Differentiable]
            public static double F(double[] x, double[] y)
            {
                double s = 0, t = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    s += (x[i] - y[i]) * (x[i] - y[i]);
                    t += x[i] * x[i] / x.Length;
                }
                return Math.Exp(-0.2 * Math.Sqrt(s / x.Length)) + Math.Sqrt(t);
            }
            """, [five, five.Select(v => v * v).ToArray()], [none, none]),
    ];

    private static double[] FarApart => [700, -900];
    private static double[] Near => [0.2, 1.4, 3.3];
    private static double[] Cuts => [-0.6, 0.8];
    private static int[] Categories => [1, 2];
    private static int[] Outermost => [0, 2];

    private static int[] Firsts => [0, 1];
    private static int[] Seconds => [1, 0];
    private static double[] Effects => [1.1, -0.9];
    private static double[] FarEffects => [40, -45];
    private static int[] Some => [3, 0];
    private static int[] None => [0, 3];
    private static int[] Several => [1, 5];
    private static double[] Ages => [0.2, 0.7];
}
