namespace SymDiff.Generator.Tests.Expectations;

/// <summary>Sums in loops over draws that are arrays, draws in loops over data, and what loops carry.</summary>
internal static class ProgramExpectationCases
{
    private const string Density = """
        private static double LogNormal(double x, double mean, double deviation)
        {
            double u = (x - mean) / deviation;
            return Math.Log(1 / (Math.Sqrt(2 * Math.PI) * deviation) * Math.Exp(-0.5 * u * u));
        }

        """;

    private static readonly double[] three = [0.4, -1.1, 0.8];
    private static readonly double[] positive = [0.7, 1.4, 0.3];
    private static readonly double[] skipped = [3, 0.6];
    private static readonly double[] two = [0.4, 0.6];
    private static readonly double[] turned = [0.7, -1.1];
    private static readonly double[] turnedThree = [0.3, -0.2, 0.5];
    private static readonly double[,] plane = { { 1, 0.4, -0.7 }, { -0.2, 0.5, 1.3 }, { 0.6, 0.9, -0.8 } };

    public static IReadOnlyList<ProgramExpectationCase> All { get; } =
    [
        new("FactorisedTotal", Density + """
            [Differentiable(nameof(mu), nameof(sigma))]
            public static double F(double[] mu, [Positive] double[] sigma, [StandardNormal] ReadOnlySpan<double> epsilon)
            {
                double sum = 0;
                for (int i = 0; i < mu.Length; i++)
                {
                    double z = mu[i] + sigma[i] * epsilon[i];
                    sum += LogNormal(z, mu[i], sigma[i]) - LogNormal(z, 0, 1);
                }

                return sum;
            }
            """, [3], [three, positive]),
        new("FactorisedPath", Density + """
            [Differentiable(nameof(mu), nameof(sigma))]
            public static double F(double[] mu, [Positive] double[] sigma, [StandardNormal] ReadOnlySpan<double> epsilon)
            {
                double sum = 0;
                for (int i = 0; i < epsilon.Length; i++)
                {
                    double z = mu[i] + sigma[i] * epsilon[i];
                    sum += LogNormal(z, Calculus.StopGradient(mu[i]), Calculus.StopGradient(sigma[i])) - LogNormal(z, 0.5, 2);
                }

                return sum;
            }
            """, [3], [three, positive]),
        new("PoissonOfLinearForms", """
            [Differentiable(nameof(mu), nameof(sigma))]
            public static double F(double[] mu, double[] sigma, double[,] x, [StandardNormal] double[] epsilon)
            {
                double sum = 0;
                for (int n = 0; n < x.GetLength(0); n++)
                {
                    double eta = 0;
                    for (int j = 0; j < mu.Length; j++)
                        eta += x[n, j] * (mu[j] + sigma[j] * epsilon[j]);
                    sum += n * eta - Math.Exp(0.2 * eta);
                }

                return sum;
            }
            """, [3], [turnedThree, positive, plane]),
        new("ProbitOfALinearForm", """
            [Differentiable(nameof(mu), nameof(sigma))]
            public static double F(double[] mu, double[] sigma, [StandardNormal] double[] epsilon)
            {
                double sum = 0;
                for (int j = 0; j < mu.Length; j++)
                    sum += mu[j] + sigma[j] * epsilon[j];
                return Calculus.NormalCdf(sum);
            }
            """, [2], [two, turned]),
        new("RuleInALoopOverData", """
            [Differentiable(nameof(a), nameof(b))]
            public static double F(double a, double b, double[] x, [StandardNormal(Quadrature = 48)] double e)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                    sum += Calculus.Softplus(a * x[i] + b * e);
                return sum * sum;
            }
            """, [0], [0.4, 0.7, three], [-1.1, 0.2, three]),
        new("RuleInEachTurn", """
            [Differentiable(nameof(mu), nameof(sigma))]
            public static double F(double[] mu, double[] sigma, [StandardNormal(Quadrature = 48)] ReadOnlySpan<double> epsilon)
            {
                double sum = 0;
                for (int i = 0; i < mu.Length; i++)
                {
                    double z = mu[i] + sigma[i] * epsilon[i];
                    if (mu[i] < 0.5)
                        sum += Calculus.Softplus(z) + z * z;
                }

                return sum;
            }
            """, [3], [three, positive]),
        new("RuleForARecurrence", """
            [Differentiable(nameof(a), nameof(w))]
            public static double F(double a, double[] w, [StandardNormal(Quadrature = 48)] double e)
            {
                double z = 0;
                for (int i = 0; i < w.Length; i++)
                    z = Math.Tanh(w[i] * z + a * e);
                return z * z;
            }
            """, [0], [0.4, three]),
        new("RuleForASquareOfASum", """
            [Differentiable(nameof(a))]
            public static double F(double a, int n, [StandardNormal(Quadrature = 48)] double[] e)
            {
                double sum = 0;
                for (int i = 0; i < n; i++)
                    sum += Math.Tanh(e[i] * a + 0.3);
                return sum * sum;
            }
            """, [3], [0.4, 3], [0.0, 3]),
        new("RuleForTheEndOfAWalk", """
            [Differentiable(nameof(m), nameof(v))]
            public static double F(double m, double v, int n, [StandardNormal(Quadrature = 48)] double[] e)
            {
                double s = 0;
                for (int i = 0; i < n; i++)
                    s = 0.9 * s + m + v * e[i];
                return Calculus.Softplus(s);
            }
            """, [3], [0.4, 0.5, 3], [0.4, 0.0, 3]),
        new("RuleForPairs", """
            [Differentiable(nameof(a), nameof(x))]
            public static double F(double a, double[] x, [StandardNormal(Quadrature = 32)] double[] e)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    for (int j = 0; j < i; j++)
                        sum += Math.Atan(a + x[i] * e[i] + x[j] * e[j] + x[i]);
                }

                return sum;
            }
            """, [2], [0.4, new[] { 0.3, -0.2 }]),
        new("RuleBesideClosedForms", """
            [Differentiable(nameof(a))]
            public static double F(double a, double[] x, [StandardNormal(Quadrature = 48)] double e, [StandardNormal] double[] h)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                    sum += Math.Tanh(e * a) * x[i] * Math.Max(h[i], a);
                return sum;
            }
            """, [0, 1], [0.4, new[] { 0.3 }]) { IsSmooth = false },
        new("PartsOfDraws", """
            [Differentiable(nameof(a))]
            public static double F(double[] a, [StandardNormal] ReadOnlySpan<double> e) => Sum(a, e[..a.Length]) + Sum(a, e.Slice(a.Length)[1..]);

            private static double Sum(double[] a, ReadOnlySpan<double> e)
            {
                double sum = 0;
                for (int i = 0; i < a.Length; i++)
                    sum += a[i] * e[i] * e[i] * Math.Exp(a[i] * e[i]);
                return sum;
            }
            """, [3], [new[] { 0.4 }], [new[] { -0.7 }]),
        new("SquareOfASumOverAnArray", """
            [Differentiable(nameof(a), nameof(m))]
            public static double F(double[] a, double m, [StandardNormal] double[] e)
            {
                double sum = m;
                for (int i = 0; i < a.Length; i++)
                    sum += a[i] * e[i];
                return sum * sum;
            }
            """, [3], [three, 0.4]),
        new("StoredDraws", """
            [Differentiable(nameof(mu), nameof(sigma))]
            public static double F(double[] mu, double[] sigma, [StandardNormal] ReadOnlySpan<double> epsilon)
            {
                if (epsilon.Length != mu.Length || mu.Length != sigma.Length)
                    throw new ArgumentException("They are of one length.", nameof(epsilon));
                double[] z = new double[epsilon.Length];
                for (int i = 0; i < z.Length; i++)
                    z[i] = mu[i] + sigma[i] * epsilon[i];
                double sum = 0;
                for (int j = 0; j < z.Length; j++)
                    sum += z[j] * z[j] * Math.Exp(0.3 * z[j]) - Math.Log(sigma[j] * sigma[j]);
                return sum;
            }
            """, [3], [three, positive]),
        new("HingesOfArrays", """
            [Differentiable(nameof(a), nameof(b))]
            public static double F(double[] a, double[] b, [StandardNormal] ReadOnlySpan<double> e)
            {
                double sum = 0;
                for (int i = 0; i < a.Length; i++)
                    sum += Math.Max(a[i] + b[i] * e[i], 0);
                return sum;
            }
            """, [1], [new[] { 0.4 }, new[] { 0.7 }], [new[] { -1.1 }, new[] { -1.4 }], [new[] { 0.4 }, new[] { 0.0 }], [new[] { 0.0 }, new[] { 0.0 }]) { IsSmooth = false },
        new("HingeOfAWalk", """
            [Differentiable(nameof(m), nameof(v))]
            public static double F(double m, double v, int n, [StandardNormal] ReadOnlySpan<double> e)
            {
                double s = 0;
                for (int i = 0; i < n; i++)
                    s += m + v * e[i];
                return Math.Max(s, 0);
            }
            """, [2], [0.3, 0.7, 2], [0.3, 0.0, 2], [0.0, 0.0, 2], [-0.3, 0.0, 2]) { IsSmooth = false },
        new("CallOnASum", """
            [Differentiable(nameof(s), nameof(v))]
            public static double F(double s, double v, double k, int n, [StandardNormal] ReadOnlySpan<double> e)
            {
                double sum = 0;
                for (int i = 0; i < n; i++)
                    sum += e[i];
                return Math.Max(s * Math.Exp(v * sum) - k, 0);
            }
            """, [2], [1.1, 0.3, 0.9, 2], [1.0, 0.0, 1.0, 2], [1.2, 0.0, 1.0, 2]) { IsSmooth = false },
        new("OneDrawOverData", """
            [Differentiable(nameof(a), nameof(s))]
            public static double F(double a, double s, double[] x, [StandardNormal] double epsilon)
            {
                double sum = 0;
                foreach (double each in x)
                {
                    double r = each - (a + s * epsilon);
                    sum += r * r;
                }

                return -0.5 * sum - Math.Log(s) + sum * epsilon;
            }
            """, [0], [0.3, 0.7, three]),
        new("Walk", """
            [Differentiable(nameof(a), nameof(s))]
            public static double F(double a, double s, double[] c, int n, [StandardNormal] ReadOnlySpan<double> epsilon)
            {
                double x = 0.2;
                double cost = 0;
                for (int i = 0; i < n; i++)
                {
                    x = a * x + s * c[i] * epsilon[i];
                    cost += x * x;
                }

                return cost + x * x * x + Math.Exp(x) + Math.Cos(2 * x) * x;
            }
            """, [3], [0.8, 0.4, three, 3], [0.8, 0.4, three, 0], [-0.5, 0.4, three, 2]),
        new("TwoStates", """
            [Differentiable(nameof(k), nameof(s))]
            public static double F(double k, double s, int n, [StandardNormal] double[] e)
            {
                double x = 1, v = 0;
                for (int i = 0; i < n; i++)
                {
                    v += -k * x * 0.1 + s * e[i];
                    x += v * 0.1;
                }

                return x * x + x * v + Math.Exp(v - x);
            }
            """, [3], [0.8, 0.4, 3]),
        new("SquareOfASum", """
            [Differentiable(nameof(a))]
            public static double F(double a, double[] x, [StandardNormal] double[] e)
            {
                double sum = 1;
                for (int i = 0; i < e.Length; i++)
                    sum += a * x[i] * e[i] * e[i] + Math.Cos(x[i] * e[i]);
                return sum * sum;
            }
            """, [3], [0.6, three]),
        new("QuadraticForm", """
            [Differentiable(nameof(a))]
            public static double F(double[,] a, [StandardNormal] double[] e)
            {
                double sum = 0;
                for (int i = 0; i < a.GetLength(0); i++)
                {
                    for (int j = 0; j < a.GetLength(1); j++)
                        sum += a[i, j] * e[i] * e[j];
                }

                return sum;
            }
            """, [3], [plane]),
        new("PairsOfDraws", """
            [Differentiable(nameof(a), nameof(c))]
            public static double F(double[] a, double c, [StandardNormal] double[] e)
            {
                double sum = 0;
                for (int i = 0; i < a.Length; i++)
                {
                    for (int j = 0; j < i; j++)
                        sum += a[i] * a[j] * Math.Exp(c * e[i]) * e[j] * e[j];
                }

                return sum;
            }
            """, [3], [three, 0.4]),
        new("Neighbours", """
            [Differentiable(nameof(a))]
            public static double F(double[] a, [StandardNormal] double[] e)
            {
                double sum = 0;
                for (int i = 1; i < a.Length; i++)
                    sum += a[i] * Math.Cos(e[i]) * e[i - 1] * e[i - 1] + Math.Exp(a[i] * (e[i] - e[i - 1]));
                return sum;
            }
            """, [3], [three]),
        new("UnknownLength", """
            [Differentiable(nameof(a))]
            public static double F(double a, [StandardNormal] ReadOnlySpan<double> e)
            {
                double sum = 0;
                foreach (double x in e)
                    sum += Math.Cos(a * x);
                return sum / e.Length;
            }
            """, [3], [0.8]) { Lengths = "3" },
        new("Payoff", """
            [Differentiable(nameof(s0), nameof(sigma), nameof(k))]
            public static double F([Positive] double s0, [Positive] double sigma, [Positive] double k, int n, [StandardNormal] double[] e)
            {
                double s = s0;
                for (int i = 0; i < n; i++)
                    s *= Math.Exp(-0.5 * sigma * sigma + sigma * e[i]);
                return Math.Max(s - k, 0);
            }
            """, [2], [1.1, 0.3, 1.2, 2]) { IsSmooth = false },
        new("GeometricMean", """
            [Differentiable(nameof(sigma), nameof(k))]
            public static double F(double sigma, [Positive] double k, int n, [StandardNormal] double[] e)
            {
                double log = 0, sum = 0;
                for (int i = 0; i < n; i++)
                {
                    log += sigma * e[i];
                    sum += log;
                }

                return Math.Max(Math.Exp(sum / n) - k, 0);
            }
            """, [2], [0.5, 1.2, 2]) { IsSmooth = false },
        new("Branches", """
            [Differentiable(nameof(mu), nameof(s))]
            public static double F(double[] mu, double s, [StandardNormal] double[] e)
            {
                double sum = 0;
                for (int i = 0; i < mu.Length; i++)
                {
                    if (mu[i] > 2)
                        continue;
                    double z = mu[i] + s * e[i];
                    if (z > 0)
                        sum += z * z;
                    else
                        sum -= z;
                }

                return sum;
            }
            """, [2], [skipped, 0.8]) { IsSmooth = false },
        new("Plane", """
            [Differentiable(nameof(s), nameof(k))]
            public static double F(double s, double k, int m, int n, [StandardNormal] double[,] e)
            {
                double sum = 0;
                for (int i = 0; i < m; i++)
                {
                    double x = 0;
                    for (int j = 0; j < n; j++)
                        x += s * e[i, j];
                    sum += Math.Exp(x - k) * x;
                }

                return sum / m;
            }
            """, [4], [0.4, 0.2, 2, 2]),
        new("Query", """
            [Differentiable(nameof(mu), nameof(s))]
            public static double F(double[] mu, double s, [StandardNormal] double[] e) => mu.Select((m, i) => (m + s * e[i]) * (m + s * e[i])).Sum() / mu.Length;
            """, [3], [three, 0.7]),
        new("ProductOfSums", """
            [Differentiable(nameof(a), nameof(b))]
            public static double F(double a, double b, int n, [StandardNormal] double[] e, [StandardNormal] double[] h)
            {
                double one = 0, other = 0;
                for (int i = 0; i < n; i++)
                {
                    one += Math.Exp(a * e[i]);
                    other += Math.Cos(b * h[i]) + a;
                }

                return one * other;
            }
            """, [2, 2], [0.4, 0.9, 2]),
        new("Recurrence", """
            [Differentiable(nameof(a))]
            public static double F(double a, int n, [StandardNormal] double[] e)
            {
                double x = 1;
                for (int i = 0; i < n; i++)
                    x = x * (0.9 + a * e[i]) + 0.1;
                return x * x + x;
            }
            """, [3], [0.4, 3]),
        new("ArrayInPlace", """
            [Differentiable(nameof(k))]
            public static double F(double k, double[] u, int n, [StandardNormal] double[] e)
            {
                double[] v = new double[u.Length];
                for (int i = 0; i < u.Length; i++)
                    v[i] = u[i] + 0.1 * e[i];
                for (int t = 0; t < n; t++)
                {
                    for (int i = 1; i < v.Length - 1; i++)
                        v[i] += k * (v[i - 1] - 2 * v[i] + v[i + 1]);
                }

                return v[1];
            }
            """, [3], [0.2, three, 3]),
        new("SumThatCarriesNoDerivative", """
            [Differentiable(nameof(b))]
            public static double F(double[] a, double b, [StandardNormal] double[] e)
            {
                double s = 0;
                for (int i = 0; i < a.Length; i++) s += a[i] * e[i];
                return b * s * s + Calculus.NormalCdf(s - b);
            }
            """, [3], [three, 0.7]),
        new("HingeOfASumThatCarriesNoDerivative", """
            [Differentiable(nameof(b))]
            public static double F(double[] a, double b, [StandardNormal] double[] e)
            {
                double s = 0;
                for (int i = 0; i < a.Length; i++) s += a[i] * e[i];
                return Math.Max(s - b, 0);
            }
            """, [2], [skipped, 0.7]) { IsSmooth = false },
        new("LoopOverDataWithADrawThatCarriesNoDerivative", """
            [Differentiable(nameof(b))]
            public static double F(double[] x, double b, [StandardNormal] double e)
            {
                double s = 0;
                foreach (double one in x) s += one * e * e;
                return Math.Exp(b) * s;
            }
            """, [0], [three, 0.7]),
        new("QueryThatCarriesNoDerivative", """
            [Differentiable(nameof(b))]
            public static double F(double[] x, double b, [StandardNormal] double e) => b * b * x.Sum(one => one * Math.Cos(e));
            """, [0], [three, 0.7]),
        new("FourthPowerOfASum", """
            [Differentiable(nameof(a))]
            public static double F(double[] a, [StandardNormal] double[] e)
            {
                double s = 0;
                for (int i = 0; i < a.Length; i++) s += a[i] * e[i];
                return s * s * s * s;
            }
            """, [3], [three], [positive]),
        new("CubeOfASumThatIsNotCentred", """
            [Differentiable(nameof(a))]
            public static double F(double[] a, double b, [StandardNormal] double[] e)
            {
                double s = b;
                for (int i = 0; i < a.Length; i++) s += a[i] * (1 + e[i]);
                return s * s * s;
            }
            """, [3], [three, 0.4], [positive, -1.2]),
        new("SquareOfASumOfExponentials", """
            [Differentiable(nameof(a))]
            public static double F(double[] a, double b, [StandardNormal] double[] e)
            {
                double s = 0;
                for (int i = 0; i < a.Length; i++) s += a[i] * Math.Exp(b * e[i]);
                return s * s;
            }
            """, [3], [three, 0.4], [positive, -0.3]),
        new("SquareOfASumOfSines", """
            [Differentiable(nameof(a), nameof(b))]
            public static double F(double[] a, double[] b, [StandardNormal] double[] e)
            {
                double s = 0;
                for (int i = 0; i < a.Length; i++) s += Math.Sin(a[i] + b[i] * e[i]);
                return s * s;
            }
            """, [3], [three, positive]),
        new("FunctionsOfASumByItsWeights", """
            [Differentiable(nameof(a))]
            public static double F(double[] a, double b, [StandardNormal] double[] e)
            {
                double s = 0;
                for (int i = 0; i < a.Length; i++) s += a[i] * (b + e[i]);
                return Math.Exp(s / 2) + Math.Cos(s) + s * Calculus.NormalCdf(0.5 * s - b);
            }
            """, [3], [three, 0.4], [positive, -1.2]),
        new("HingeOfASumByItsWeights", """
            [Differentiable(nameof(a), nameof(b))]
            public static double F(double[] a, double b, [StandardNormal] double[] e)
            {
                double s = 0;
                for (int i = 0; i < a.Length; i++) s += a[i] * e[i];
                return Math.Max(s - b, 0);
            }
            """, [2], [skipped, 0.7]) { IsSmooth = false },
        new("ProductOfSumsByArrays", """
            [Differentiable(nameof(a), nameof(b))]
            public static double F(double[] a, double[] b, [StandardNormal] double[] e, [StandardNormal] double[] h)
            {
                double one = 0, other = 0;
                for (int i = 0; i < a.Length; i++)
                {
                    one += Math.Exp(a[i] * e[i]);
                    other += Math.Cos(b[i] * h[i]) + a[i];
                }

                return one * other;
            }
            """, [2, 2], [two, turned]),
        new("RowsThatBeginWithADraw", """
            [Differentiable(nameof(w), nameof(s))]
            public static double F(double[] w, double s, double[,] x, [StandardNormal] double[] e)
            {
                double sum = 0;
                for (int i = 0; i < x.GetLength(0); i++)
                {
                    double z = s * e[i];
                    for (int j = 0; j < w.Length; j++) z += w[j] * x[i, j];
                    sum += Math.Exp(z);
                }

                return sum;
            }
            """, [3], [three, 0.6, plane]),
        new("NodesOfRowsThatBeginWithADraw", """
            [Differentiable(nameof(w), nameof(s))]
            public static double F(double[] w, double s, double[,] x, [StandardNormal(Quadrature = 48)] double[] e)
            {
                double sum = 0;
                for (int i = 0; i < x.GetLength(0); i++)
                {
                    double z = s * e[i];
                    for (int j = 0; j < w.Length; j++) z -= w[j] * x[i, j];
                    sum += Calculus.Softplus(z);
                }

                return sum;
            }
            """, [3], [three, 0.6, plane]),
        new("SumThatBeginsWithADraw", """
            [Differentiable(nameof(w))]
            public static double F(double[] w, [StandardNormal] double[] e, [StandardNormal] double f)
            {
                double s = f;
                for (int i = 0; i < w.Length; i++) s += w[i] * e[i];
                return s * s * f * f;
            }
            """, [2, 0], [two]),
        new("StateThatBeginsWithADraw", """
            [Differentiable(nameof(a), nameof(q), nameof(s))]
            public static double F(double a, double q, double s, int n, [StandardNormal] double[] e, [StandardNormal] double f)
            {
                double x = 1 + s * f;
                for (int i = 0; i < n; i++) x = a * x + q * e[i];
                return Math.Exp(0.3 * x) + x * x;
            }
            """, [2, 0], [0.8, 0.3, 0.5, 2]),
        new("StateThatBeginsWithADrawOfItsNoise", """
            [Differentiable(nameof(a), nameof(q))]
            public static double F(double a, double q, double s, int n, [StandardNormal] double[] e)
            {
                double x = 1 + s * e[0], y = e[0];
                for (int i = 1; i <= n; i++)
                {
                    y = a * y + x;
                    x = a * x + q * e[i];
                }

                return Math.Cos(x + 0.5 * y);
            }
            """, [3], [0.8, 0.3, 0.5, 2]),
        new("ExponentialsOfRowsOfWideDraws", """
            [Differentiable(nameof(ls))]
            public static double F(double[] ls, double[,] x, double[] y, [StandardNormal] double[] e)
            {
                double s = 0;
                for (int n = 0; n < y.Length; n++)
                {
                    double eta = 0;
                    for (int j = 0; j < ls.Length; j++) eta += x[n, j] * (Math.Exp(ls[j]) * e[j]);
                    s -= Math.Exp(eta);
                }

                return s;
            }
            """, [3], [new[] { -1.2, -0.7, -1.5 }, plane, two]),
        new("RecurrenceThatDoesNotVary", """
            [Differentiable(nameof(start), nameof(theta), nameof(s))]
            public static double F(double start, double theta, double s, int n, [StandardNormal] double[] e)
            {
                double x = start, sum = 0;
                for (int i = 0; i < n; i++)
                {
                    x = x * (1 - theta) + s * e[i];
                    sum += Math.Max(x, 0) + Math.Exp(x);
                }

                return sum;
            }
            """, [2], [1.0, 0.5, 0.0, 2], [-1.0, 0.5, 0.0, 2], [0.0, 0.5, 0.0, 2]),
        new("VariableThatDecidesNothing", """
            [Differentiable(nameof(s), nameof(a))]
            public static double F(double s, double a, double[] c, [StandardNormal] double[] e)
            {
                double x = 0;
                for (int i = 0; i < c.Length; i++)
                    x += s * c[i] * e[i];
                return Math.Max(a * x + 1, 0) * x * x;
            }
            """, [2], [0.5, 0.0, two], [0.0, 1.0, two]),
        new("SampleVariance", """
            [Differentiable(nameof(m), nameof(s))]
            public static double F(double m, double s, int n, [StandardNormal] double[] e)
            {
                double sum = 0;
                for (int i = 0; i < n; i++)
                    sum += m + s * e[i];
                double mean = sum / n, v = 0;
                for (int i = 0; i < n; i++)
                    v += (m + s * e[i] - mean) * (m + s * e[i] - mean);
                return v / (n - 1) + mean * mean;
            }
            """, [3], [0.5, 0.7, 3]),
        new("KernelOfSquaredDistances", """
            [Differentiable(nameof(x), nameof(s), nameof(l))]
            public static double F(double[] x, double[] y, double s, double l, [StandardNormal] double[] e)
            {
                double q = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    double u = x[i] - y[i] - s * e[i];
                    q += u * u;
                }

                return Math.Exp(-0.5 * q / (l * l));
            }
            """, [2], [two, turned, 0.7, 1.2], [two, turned, 0.0, 0.8]),
        new("KernelsOfRows", """
            [Differentiable(nameof(m), nameof(s), nameof(w))]
            public static double F(double[] m, double[] s, double[] w, double[,] x, [StandardNormal] double[] e)
            {
                double k = 0;
                for (int n = 0; n < w.Length; n++)
                {
                    double q = 0;
                    for (int i = 0; i < m.Length; i++)
                        q += (x[n, i] - m[i] - s[i] * e[i]) * (x[n, i] - m[i] - s[i] * e[i]);
                    k += w[n] * Math.Exp(-0.5 * q);
                }

                return k;
            }
            """, [3], [three, turnedThree, two, plane]),
        new("ExponentialOfSquaresAndForms", """
            [Differentiable(nameof(a), nameof(c))]
            public static double F(double[] a, double c, [StandardNormal] double[] e)
            {
                double q = 0;
                for (int i = 0; i < a.Length; i++)
                    q += a[i] * a[i] * e[i] * e[i] + e[i];
                return c * Math.Exp(-c * c * q);
            }
            """, [2], [two, 0.4]),
        // The sweep has a tape, so that the gradient is that of the expectation.
        new("ProductOfTurns", """
            [Differentiable(nameof(w))]
            public static double F(double[] w, [StandardNormal] ReadOnlySpan<double> e)
            {
                double t = 1;
                for (int i = 0; i < w.Length; i++)
                    t *= 1 + w[i] * e[i] * e[i];
                return t;
            }
            """, [2], [two], [turned]),
        new("GrowthInTurns", """
            [Differentiable(nameof(w), nameof(s))]
            public static double F(double[] w, double s, [StandardNormal] double[] e)
            {
                double t = 1;
                for (int i = 0; i < w.Length; i++)
                    t = t * (1 + w[i] * Math.Sin(s + e[i])) + w[i];
                return t;
            }
            """, [3], [three, 0.4], [turnedThree, -1.2]),
        new("PolynomialOverADraw", """
            [Differentiable(nameof(w), nameof(b))]
            public static double F(double[] w, double b, [StandardNormal] double e)
            {
                double t = 0;
                for (int i = w.Length - 1; i >= 0; i--)
                    t = t * b + w[i] * e;
                return t * t;
            }
            """, [0], [three, 0.4], [turnedThree, -1.2]),
        // A sum over data that shares its draws is a polynomial in them, of which the loop carries the coefficients.
        new("LikelihoodOfOneLatent", """
            [Differentiable(nameof(a), nameof(s))]
            public static double F(double[] a, double s, [StandardNormal] double e)
            {
                double t = 0;
                for (int i = 0; i < a.Length; i++)
                {
                    double u = a[i] - s * e;
                    t += u * u;
                }

                return Math.Exp(-0.25 * t);
            }
            """, [0], [three, 0.4], [turnedThree, -0.5], [two, 0.0]),
        new("LikelihoodOfALine", """
            [Differentiable(nameof(a), nameof(s))]
            public static double F(double[] a, double[] y, double s, [StandardNormal] double e, [StandardNormal] double f)
            {
                double t = 0;
                for (int i = 0; i < a.Length; i++)
                {
                    double u = y[i] - (1 + s * e) * a[i] - 0.3 * f;
                    t -= 0.5 * u * u;
                }

                return Math.Exp(t);
            }
            """, [0, 0], [three, turnedThree, 0.4], [turned, two, -0.7]),
        new("PartOfAPolynomialOverADraw", """
            [Differentiable(nameof(w), nameof(b))]
            public static double F(double[] w, double b, [StandardNormal] double e)
            {
                double t = 0.2;
                for (int i = w.Length - 1; i >= 0; i--)
                    t = t * b + w[i] * (i > 0 ? e : 1);
                return Math.Max(t, 1);
            }
            """, [0], [three, 0.4], [turnedThree, -1.2]) { IsSmooth = false },
        new("SquareOfADistanceBeyond", """
            [Differentiable(nameof(w), nameof(b))]
            public static double F(double[] w, double b, [StandardNormal] double e)
            {
                double t = 0;
                foreach (var x in w)
                    t += (x + b * e) * (x + b * e);
                return t > 1 ? t : 1;
            }
            """, [0], [three, 0.4], [turnedThree, -1.2]) { IsSmooth = false },
        new("ResidualOfAForm", """
            [Differentiable(nameof(m), nameof(s), nameof(noise))]
            public static double F(double[] m, double[] s, double noise, double[,] x, double[] y, [StandardNormal] double[] e)
            {
                double q = 0;
                for (int n = 0; n < y.Length; n++)
                {
                    double f = 0;
                    for (int j = 0; j < m.Length; j++)
                        f += x[n, j] * (m[j] + Math.Exp(s[j]) * e[j]);
                    q -= 0.5 * (y[n] - f) * (y[n] - f) * Math.Exp(-2 * noise) + noise;
                }

                return q;
            }
            """, [3], [three, turnedThree, 0.3, plane, two]),
        new("ExposureToOneFactor", """
            [Differentiable(nameof(w), nameof(c))]
            public static double F(double[] w, double[] b, double c, [StandardNormal] double m, [StandardNormal] double[] e)
            {
                double v = c;
                for (int i = 0; i < w.Length; i++)
                    v += w[i] * (b[i] * m + 0.8 * e[i]);
                return Calculus.NormalCdf(v);
            }
            """, [0, 2], [two, turned, 0.4], [turned, two, -0.3]),
    ];
}
