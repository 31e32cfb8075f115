namespace SymDiff.Generator.Tests.Programs;

/// <content>Algorithms as they stand in textbooks.</content>
internal static partial class ProgramCases
{
    private static readonly double[,] spd = { { 4, 1.2, 0.5 }, { 1.2, 3, -0.7 }, { 0.5, -0.7, 2.5 } };
    private static readonly double[] increments = [0.2, -0.1, 0.4, 0.15, -0.3, 0.25];

    private static IEnumerable<ProgramCase> Algorithms =>
    [
        new("CholeskyDensity", """
            [Differentiable(nameof(a), nameof(y))]
            public static double F(double[,] a, double[] y)
            {
                int n = y.Length;
                double[,] l = new double[n, n];
                for (int i = 0; i < n; i++)
                    for (int j = 0; j <= i; j++)
                    {
                        double sum = a[i, j];
                        for (int k = 0; k < j; k++) sum -= l[i, k] * l[j, k];
                        if (i == j) l[i, i] = Math.Sqrt(sum);
                        else l[i, j] = sum / l[j, j];
                    }
                double density = 0;
                double[] z = new double[n];
                for (int i = 0; i < n; i++)
                {
                    double sum = y[i];
                    for (int k = 0; k < i; k++) sum -= l[i, k] * z[k];
                    z[i] = sum / l[i, i];
                    density -= 0.5 * z[i] * z[i] + Math.Log(l[i, i]);
                }
                return density;
            }
            """, [spd, three]),
        new("DeterminantByElimination", """
            [Differentiable]
            public static double F(double[,] a)
            {
                int n = a.GetLength(0);
                double det = 1;
                for (int k = 0; k < n; k++)
                {
                    int pivot = k;
                    for (int i = k + 1; i < n; i++)
                        if (Math.Abs(a[i, k]) > Math.Abs(a[pivot, k])) pivot = i;
                    if (pivot != k)
                    {
                        for (int j = 0; j < n; j++) (a[k, j], a[pivot, j]) = (a[pivot, j], a[k, j]);
                        det = -det;
                    }
                    det *= a[k, k];
                    for (int i = k + 1; i < n; i++)
                    {
                        double m = a[i, k] / a[k, k];
                        for (int j = k; j < n; j++) a[i, j] -= m * a[k, j];
                    }
                }
                return det;
            }
            """, [spd], [new double[,] { { 0.1, 2 }, { 3, 0.4 } }]),
        new("Thomas", """
            [Differentiable(nameof(lower), nameof(diagonal), nameof(upper), nameof(right))]
            public static double F(double[] lower, double[] diagonal, double[] upper, double[] right)
            {
                int n = right.Length;
                for (int i = 1; i < n; i++)
                {
                    double w = lower[i] / diagonal[i - 1];
                    diagonal[i] -= w * upper[i - 1];
                    right[i] -= w * right[i - 1];
                }
                right[n - 1] /= diagonal[n - 1];
                for (int i = n - 2; i >= 0; i--) right[i] = (right[i] - upper[i] * right[i + 1]) / diagonal[i];
                double s = 0;
                foreach (double v in right) s += v * v;
                return s;
            }
            """, [three, new double[] { 3, 4, 5 }, three, new double[] { 1, -2, 0.5 }]),
        new("AmericanPut", """
            [Differentiable]
            public static double F(double spot, double strike, double rate, double volatility, double years, int steps)
            {
                double dt = years / steps, up = Math.Exp(volatility * Math.Sqrt(dt)), down = 1 / up;
                double p = (Math.Exp(rate * dt) - down) / (up - down), discount = Math.Exp(-rate * dt);
                double[] value = new double[steps + 1];
                for (int i = 0; i <= steps; i++) value[i] = Math.Max(strike - spot * Math.Pow(up, 2 * i - steps), 0);
                for (int t = steps - 1; t >= 0; t--)
                    for (int i = 0; i <= t; i++)
                    {
                        double hold = discount * (p * value[i + 1] + (1 - p) * value[i]);
                        value[i] = Math.Max(hold, strike - spot * Math.Pow(up, 2 * i - t));
                    }
                return value[0];
            }
            """, [36.3, 40.0, 0.06, 0.2, 1.0, 5]),
        new("Kalman", """
            [Differentiable]
            public static double F(double q, double r, double phi, double[] y)
            {
                double m = 0, p = 1, likelihood = 0;
                for (int t = 0; t < y.Length; t++)
                {
                    m *= phi;
                    p = phi * phi * p + q;
                    double s = p + r, e = y[t] - m, gain = p / s;
                    likelihood -= 0.5 * (Math.Log(2 * Math.PI * s) + e * e / s);
                    m += gain * e;
                    p *= 1 - gain;
                }
                return likelihood;
            }
            """, [0.3, 0.7, 0.9, increments]),
        new("KalmanTrend", """
            private struct Covariance { public double A, B, C; }

            [Differentiable]
            public static double F(double level0, double noise, double q1, double q2, double[] y)
            {
                double level = level0, trend = 0, likelihood = 0;
                Covariance p = new() { A = 10, B = 0, C = 1 };
                for (int t = 0; t < y.Length; t++)
                {
                    level += trend;
                    p.A += 2 * p.B + p.C + q1;
                    p.B += p.C;
                    p.C += q2;
                    double v = y[t] - level, s = p.A + noise;
                    likelihood -= 0.5 * (Math.Log(2 * Math.PI * s) + v * v / s);
                    double k1 = p.A / s, k2 = p.B / s;
                    level += k1 * v;
                    trend += k2 * v;
                    p = new Covariance { A = p.A * (1 - k1), B = p.B * (1 - k1), C = p.C - k2 * p.B };
                }
                return likelihood;
            }
            """, [0.2, 0.5, 0.3, 0.7, increments]),
        new("HiddenMarkov", """
            [Differentiable]
            public static double F(double stay, double leave, double m0, double m1, double[] y)
            {
                double[] alpha = new double[2], next = new double[2];
                alpha[0] = alpha[1] = 0.5;
                double log = 0;
                foreach (double v in y)
                {
                    next[0] = (alpha[0] * stay + alpha[1] * leave) * Math.Exp(-0.5 * (v - m0) * (v - m0));
                    next[1] = (alpha[0] * (1 - stay) + alpha[1] * (1 - leave)) * Math.Exp(-0.5 * (v - m1) * (v - m1));
                    double total = next[0] + next[1];
                    log += Math.Log(total);
                    alpha[0] = next[0] / total;
                    alpha[1] = next[1] / total;
                }
                return log;
            }
            """, [0.8, 0.3, -0.5, 0.6, increments]),
        new("TimeWarping", """
            [Differentiable]
            public static double F(double[] x, double[] y)
            {
                double[,] d = new double[x.Length + 1, y.Length + 1];
                for (int i = 0; i <= x.Length; i++) for (int j = 0; j <= y.Length; j++) d[i, j] = double.PositiveInfinity;
                d[0, 0] = 0;
                for (int i = 1; i <= x.Length; i++)
                    for (int j = 1; j <= y.Length; j++)
                    {
                        double cost = (x[i - 1] - y[j - 1]) * (x[i - 1] - y[j - 1]);
                        double best = d[i - 1, j - 1];
                        if (d[i - 1, j] < best) best = d[i - 1, j];
                        if (d[i, j - 1] < best) best = d[i, j - 1];
                        d[i, j] = cost + best;
                    }
                return d[x.Length, y.Length];
            }
            """, [three, increments]),
        new("Garch", """
            [Differentiable]
            public static double F(double mu, double omega, double alpha, double beta, double start, double[] y)
            {
                double sigma2 = start * start, likelihood = 0;
                for (int t = 0; t < y.Length; t++)
                {
                    if (t > 0) sigma2 = omega + alpha * (y[t - 1] - mu) * (y[t - 1] - mu) + beta * sigma2;
                    likelihood -= 0.5 * (Math.Log(sigma2) + (y[t] - mu) * (y[t] - mu) / sigma2);
                }
                return likelihood;
            }
            """, [0.1, 0.2, 0.3, 0.4, 0.5, increments]),
        new("FastFourierTransform", """
            [Differentiable]
            public static double F(double[] re, double[] im)
            {
                int n = re.Length;
                for (int i = 1, j = 0; i < n; i++)
                {
                    int bit = n >> 1;
                    for (; (j & bit) != 0; bit >>= 1) j ^= bit;
                    j ^= bit;
                    if (i < j) { (re[i], re[j]) = (re[j], re[i]); (im[i], im[j]) = (im[j], im[i]); }
                }
                for (int len = 2; len <= n; len <<= 1)
                {
                    double angle = -2 * Math.PI / len;
                    for (int i = 0; i < n; i += len)
                        for (int k = 0; k < len / 2; k++)
                        {
                            double c = Math.Cos(angle * k), s = Math.Sin(angle * k);
                            int a = i + k, b = i + k + len / 2;
                            double tr = re[b] * c - im[b] * s, ti = re[b] * s + im[b] * c;
                            re[b] = re[a] - tr;
                            im[b] = im[a] - ti;
                            re[a] += tr;
                            im[a] += ti;
                        }
                }
                double power = 0;
                for (int i = 0; i < n; i++) power += (i + 1) * (re[i] * re[i] + im[i] * im[i]);
                return power;
            }
            """, [new double[] { 0.7, -1.3, 0.45, 2.1 }, new double[] { 0.1, 0.2, -0.4, 0.6 }]),
        new("RungeKutta", """
            static void Field(double[] u, double[] du, double a, double b)
            {
                du[0] = u[0] * (a - b * u[1]);
                du[1] = u[1] * (b * u[0] - 1);
            }
            [Differentiable]
            public static double F(double a, double b, double[] start, int steps)
            {
                double h = 0.1;
                double[] u = (double[])start.Clone(), k = new double[2], v = new double[2], sum = new double[2];
                for (int s = 0; s < steps; s++)
                {
                    for (int i = 0; i < 2; i++) { v[i] = u[i]; sum[i] = 0; }
                    for (int stage = 0; stage < 4; stage++)
                    {
                        Field(v, k, a, b);
                        double weight = stage == 0 || stage == 3 ? 1.0 / 6 : 1.0 / 3;
                        double ahead = stage == 2 ? h : h / 2;
                        for (int i = 0; i < 2; i++)
                        {
                            sum[i] += weight * k[i];
                            v[i] = u[i] + ahead * k[i];
                        }
                    }
                    for (int i = 0; i < 2; i++) u[i] += h * sum[i];
                }
                return u[0] * u[0] + u[1];
            }
            """, [1.1, 0.4, new double[] { 2, 1 }, 5]),
        new("Bisection", """
            [Differentiable]
            public static double F(double a, double x)
            {
                double lo = 0, hi = 4;
                for (int i = 0; i < 10; i++)
                {
                    double mid = 0.5 * (lo + hi);
                    if (mid * mid > 3) hi = mid; else lo = mid;
                }
                return a * lo * x + Math.Sin(hi * a);
            }
            """, [1.3, 0.7]),
        new("ContinuedFraction", """
            [Differentiable]
            public static double F(double x, int n)
            {
                double f = 1;
                for (int k = n; k >= 1; k--) f = 1 + k * x / (2 * k + f);
                return x / f;
            }
            """, [0.7, 6], [0.7, 0]),
        new("Clenshaw", """
            [Differentiable]
            public static double F(double[] c, double x)
            {
                double b1 = 0, b2 = 0;
                for (int k = c.Length - 1; k >= 1; k--) (b1, b2) = (2 * x * b1 - b2 + c[k], b1);
                return x * b1 - b2 + c[0];
            }
            """, [five, 0.3]),
        new("WritesThroughIndices", """
            [Differentiable(nameof(x), nameof(w))]
            public static double F(double[] x, double[] w, int[] idx)
            {
                double[] bins = new double[3];
                int i = 0;
                while (i < idx.Length) bins[idx[i] % 3] += w[i] * x[i++ % x.Length];
                double s = 0;
                int k = 0;
                double[] packed = new double[3];
                for (int j = 0; j < 3; j++) if (bins[j] > 0) packed[k++] = bins[j] * bins[j];
                for (int j = 0; j < k; j++) s += packed[j] / (1 + j);
                return s;
            }
            """, [three, five, places]),
        new("Softplus_GradientDescent", """
            [Differentiable]
            public static double F(double step, double start, int n)
            {
                double x = start, best = 1e10;
                for (int i = 0; ; i++)
                {
                    double g = 2 * (x - 1) + Math.Exp(x) * 0.1;
                    double value = (x - 1) * (x - 1) + 0.1 * Math.Exp(x);
                    if (value < best) best = value;
                    if (i >= n || Math.Abs(g) < 1e-3) return best + x;
                    x -= step * g;
                }
            }
            """, [0.1, 2.0, 6], [0.1, 2.0, 0]),
        new("FallsThroughASwitch", """
            [Differentiable]
            public static double F(double x, double y, int n)
            {
                double s = 0;
                for (int i = 0; i < n; i++)
                {
                    switch (i % 4)
                    {
                        case 0: s += x * y; break;
                        case 1: case 2: s *= y; if (s > 3) return s; break;
                        default: s = Math.Sin(s) + x; continue;
                    }
                    s += 0.1 * x;
                }
                return s;
            }
            """, [1.2, 0.7, 9], [1.9, 2.7, 9]),
        new("SeriesOfAMatrix", """
            [Differentiable(nameof(a), nameof(t))]
            public static double F(double[,] a, double t)
            {
                const int N = 3, Terms = 12;
                var sum = new double[N, N];
                var term = new double[N, N];
                for (int i = 0; i < N; i++) sum[i, i] = term[i, i] = 1;
                for (int k = 1; k <= Terms; k++)
                {
                    var next = new double[N, N];
                    for (int i = 0; i < N; i++)
                        for (int j = 0; j < N; j++)
                        {
                            double s = 0;
                            for (int l = 0; l < N; l++) s += term[i, l] * a[l, j];
                            next[i, j] = s * t / k;
                        }

                    term = next;
                    for (int i = 0; i < N; i++)
                        for (int j = 0; j < N; j++) sum[i, j] += term[i, j];
                }

                return sum[0, 1] + sum[2, 0] * sum[1, 1];
            }
            """, [square, 0.8]),
        // The least of three that is subtracted has no adjoint.
        new("SoftDynamicTimeWarping", """
            private static double SoftMin(double a, double b, double c, double gamma)
            {
                double m = Math.Min(a, Math.Min(b, c));
                return m - gamma * Math.Log(Math.Exp((m - a) / gamma) + Math.Exp((m - b) / gamma) + Math.Exp((m - c) / gamma));
            }

            [Differentiable(nameof(x))]
            public static double F(double[] x, double[] y, double gamma)
            {
                int n = x.Length, m = y.Length;
                var r = new double[n + 1, m + 1];
                for (int i = 0; i <= n; i++)
                    for (int j = 0; j <= m; j++)
                        r[i, j] = 1e10;
                r[0, 0] = 0;
                for (int i = 1; i <= n; i++)
                    for (int j = 1; j <= m; j++)
                    {
                        double d = x[i - 1] - y[j - 1];
                        r[i, j] = d * d + SoftMin(r[i - 1, j], r[i, j - 1], r[i - 1, j - 1], gamma);
                    }

                return r[n, m];
            }
            """, [five, three, 0.5], [three, other, 2.0], [one, one, 1.0]),
        // A value that a turn hands on depends on what was subtracted: it keeps its adjoint. A share does not.
        new("GreatestOfTwoHandedOn", """
            [Differentiable(nameof(x), nameof(beta))]
            public static double F(double[] x, double beta)
            {
                double s = 0, t = 1;
                for (int i = 0; i + 1 < x.Length; i++)
                {
                    double m = Math.Max(x[i], x[i + 1]);
                    double a = Math.Exp(beta * (x[i] - m)), b = Math.Exp(beta * (x[i + 1] - m));
                    s += a / (a + b) + Math.Log(a + b) / beta + m;
                    double k = x[i] > x[i + 1] ? x[i] : x[i + 1];
                    t = t * Math.Exp(x[i] - k) + Math.Exp(x[i + 1] - k);
                }

                return s * t;
            }
            """, [five, 0.5], [three, 2.0], [one, 1.0]),
        // The exponentials are kept, so that nobody asks for what the values were a turn before.
        new("SoftBellman", """
            [Differentiable(nameof(q))]
            public static double F(double[] q, double[] r, double beta, int n)
            {
                var v = new double[q.Length];
                for (int t = 0; t < n; t++)
                {
                    var next = new double[q.Length];
                    for (int i = 0; i < q.Length; i++)
                    {
                        double m = double.NegativeInfinity;
                        for (int j = 0; j < q.Length; j++)
                            m = Math.Max(m, r[(i + j) % r.Length] + 0.9 * v[j]);
                        double s = 0;
                        for (int j = 0; j < q.Length; j++)
                            s += Math.Exp(beta * (r[(i + j) % r.Length] + 0.9 * v[j] - m));
                        next[i] = q[i] + m + Math.Log(s) / beta;
                    }

                    v = next;
                }

                return v[0];
            }
            """, [five, three, 2.0, 3], [three, five, 0.5, 1], [one, one, 0.7, 0]),
        // Of a unit that is chosen whether it is on the adjoint is one number, for its weights and for its bias.
        new("RectifiedLayer", """
            [Differentiable(nameof(w), nameof(b), nameof(v))]
            public static double F(double[] w, double[] b, double[] v, double[] x)
            {
                double y = 0;
                var a = new double[b.Length];
                for (int j = 0; j < b.Length; j++)
                {
                    double s = b[j];
                    for (int i = 0; i < x.Length; i++)
                        s += w[j * x.Length + i] * x[i];
                    a[j] = Math.Max(s, 0);
                }

                for (int j = 0; j < b.Length; j++)
                    y += v[j] * a[j];
                return y * y;
            }
            """, [(double[])[0.3, -0.4, 0.5, 0.1, 0.2, -0.9], (double[])[0.3, -0.4], (double[])[0.7, 1.4], three]),
        // Of soft maxima that are added up there is nothing to do on the way forward.
        new("SoftMaximaOfNeighbours", """
            [Differentiable(nameof(q))]
            public static double F(double[] q, double[] r, double beta)
            {
                double v = 0;
                for (int i = 0; i + 1 < q.Length; i++)
                {
                    double m = Math.Max(q[i], q[i + 1]);
                    v = r[i % r.Length] + 0.9 * (v + m + Math.Log(Math.Exp(beta * (q[i] - m)) + Math.Exp(beta * (q[i + 1] - m))) / beta);
                }

                return v;
            }
            """, [five, three, 2.0], [three, five, 0.5], [one, one, 0.7]),
    ];
}
