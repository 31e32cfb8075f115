namespace SymDiff.Generator.Tests.Programs;

/// <content>Functions that fill arrays, or return several numbers, and are called at several places.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> Filling =>
    [
        new("FillsLayers", """
            static void Dense(double[,] w, ReadOnlySpan<double> x, Span<double> y)
            {
                for (int i = 0; i < y.Length; i++)
                {
                    double s = w[i, 0];
                    for (int j = 0; j < x.Length; j++) s += w[i, j + 1] * x[j];
                    y[i] = Math.Tanh(s);
                }
            }
            [Differentiable(nameof(first), nameof(second), nameof(input))]
            public static double F(double[,] first, double[,] second, double[] input, double target)
            {
                var hidden = new double[first.GetLength(0)];
                var again = new double[first.GetLength(0)];
                var output = new double[1];
                Dense(first, input, hidden);
                Dense(first, hidden.AsSpan(0, input.Length), again);
                Dense(second, again, output);
                return (output[0] - target) * (output[0] - target);
            }
            """, [layer, row, three, 0.4]),
        new("FillsSlopes", """
            static void Derivative(ReadOnlySpan<double> state, Span<double> slope, double k, double c)
            {
                int n = state.Length / 2;
                for (int i = 0; i < n; i++)
                {
                    double left = i > 0 ? state[i - 1] : 0, right = i < n - 1 ? state[i + 1] : 0;
                    slope[i] = state[n + i];
                    slope[n + i] = k * (left - 2 * state[i] + right) - c * state[n + i] * state[n + i] * state[n + i];
                }
            }
            [Differentiable(nameof(start), nameof(k), nameof(c))]
            public static double F(double[] start, double k, double c, double h, int steps)
            {
                int n = start.Length;
                double[] y = new double[n], k1 = new double[n], k2 = new double[n], k3 = new double[n], k4 = new double[n], t = new double[n];
                for (int i = 0; i < n; i++) y[i] = start[i];
                for (int s = 0; s < steps; s++)
                {
                    Derivative(y, k1, k, c);
                    for (int i = 0; i < n; i++) t[i] = y[i] + 0.5 * h * k1[i];
                    Derivative(t, k2, k, c);
                    for (int i = 0; i < n; i++) t[i] = y[i] + 0.5 * h * k2[i];
                    Derivative(t, k3, k, c);
                    for (int i = 0; i < n; i++) t[i] = y[i] + h * k3[i];
                    Derivative(t, k4, k, c);
                    for (int i = 0; i < n; i++) y[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
                }
                double e = 0;
                for (int i = 0; i < n; i++) e += y[i] * y[i];
                return e;
            }
            """, [six, 0.8, 0.3, 0.1, 3], [six, 0.8, 0.3, 0.1, 0]),
        new("FillsStates", """
            static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
            static void Step(ReadOnlySpan<double> weight, Span<double> hidden, Span<double> cell, ReadOnlySpan<double> input)
            {
                int b = hidden.Length;
                for (int i = 0; i < b; i++)
                {
                    double forget = Sigmoid(input[i] * weight[i]), change = Math.Tanh(hidden[i] * weight[b + i]);
                    cell[i] = cell[i] * forget + (1 - forget) * change;
                    hidden[i] = Sigmoid(input[i] + weight[i]) * Math.Tanh(cell[i]);
                }
            }
            [Differentiable(nameof(w), nameof(v), nameof(sequence))]
            public static double F(double[] w, double[] v, double[] sequence, int b)
            {
                double[] h1 = new double[b], c1 = new double[b], h2 = new double[b], c2 = new double[b];
                double loss = 0;
                int steps = sequence.Length / b - 1;
                for (int t = 0; t < steps; t++)
                {
                    Step(w, h1, c1, sequence.AsSpan(t * b, b));
                    Step(v, h2, c2, h1);
                    for (int i = 0; i < b; i++)
                    {
                        double e = h2[i] - sequence[(t + 1) * b + i];
                        loss += e * e;
                    }
                }
                return loss / steps;
            }
            """, [four, atAPoint, six, 2]),
        new("GivesMoments", """
            static (double Mean, double Variance) Moments(ReadOnlySpan<double> x, double p)
            {
                double mean = 0;
                for (int i = 0; i < x.Length; i++) mean += x[i];
                mean /= x.Length;
                double v = 0;
                for (int i = 0; i < x.Length; i++) v += Math.Pow((x[i] - mean) * (x[i] - mean), p);
                return (mean, v / x.Length);
            }
            [Differentiable(nameof(x), nameof(y), nameof(p))]
            public static double F(double[] x, double[] y, double p)
            {
                var (mx, vx) = Moments(x, p);
                var my = Moments(y, p * p);
                return (mx - my.Mean) / Math.Sqrt(vx + my.Variance);
            }
            """, [five, three, 1.3]),
        new("GivesStates", """
            public readonly record struct State(double Position, double Velocity);
            static State Fall(State s, ReadOnlySpan<double> wind, double drag)
            {
                for (int i = 0; i < wind.Length; i++)
                {
                    double a = -1 - drag * (s.Velocity - wind[i]);
                    s = new State(s.Position + 0.1 * s.Velocity, s.Velocity + 0.1 * a);
                }
                return s;
            }
            [Differentiable(nameof(wind), nameof(drag), nameof(v))]
            public static double F(double[] wind, double drag, double v, int n)
            {
                var s = Fall(new State(0, v), wind.AsSpan(0, n), drag);
                s = Fall(s, wind.AsSpan(n), drag * 2);
                for (int k = 0; k < 2; k++) s = Fall(s with { Position = s.Position / 2 }, wind, drag);
                return s.Position * s.Velocity;
            }
            """, [five, 0.3, 0.7, 2], [three, 0.3, -0.7, 0]),
        new("FillsProducts", """
            static void Multiply(double[,] a, double[,] b, double[,] product)
            {
                int n = a.GetLength(0);
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < n; j++)
                    {
                        double s = 0;
                        for (int k = 0; k < n; k++) s += a[i, k] * b[k, j];
                        product[i, j] = s;
                    }
            }
            [Differentiable(nameof(a), nameof(t))]
            public static double F(double[,] a, double t, int times)
            {
                int n = a.GetLength(0);
                var p = new double[n, n];
                var q = new double[n, n];
                for (int i = 0; i < n; i++) p[i, i] = t;
                for (int k = 0; k < times; k++)
                {
                    Multiply(p, a, q);
                    Multiply(q, a, p);
                }
                Multiply(a, a, q);
                double trace = 0;
                for (int i = 0; i < n; i++) trace += p[i, i] + Math.Sin(q[i, 0]);
                return trace;
            }
            """, [square, 1.2, 2], [square, 1.2, 0]),
        new("FillsForEachPoint", """
            static double Features(ReadOnlySpan<double> w, ReadOnlySpan<double> x, Span<double> z)
            {
                double norm = 0;
                for (int i = 0; i < z.Length; i++) { z[i] = Math.Exp(w[i] * x[i]); norm += z[i]; }
                for (int i = 0; i < z.Length; i++) z[i] /= norm;
                return Math.Log(norm);
            }
            [Differentiable(nameof(w), nameof(v))]
            public static double F(double[] w, double[] v, double[] x, int d)
            {
                var z = new double[d];
                var y = new double[d];
                double s = 0;
                for (int p = 0; p + d <= x.Length; p += d)
                {
                    s += Features(w, x.AsSpan(p, d), z);
                    s -= 0.5 * Features(v, z, y);
                    for (int i = 0; i < d; i++) s += y[i] * z[i];
                }
                return s;
            }
            """, [two, angle, six, 2]),
        new("FillsUnderConditions", """
            static void Relax(Span<double> u, double k)
            {
                for (int i = 1; i < u.Length; i++) u[i] += k * (u[i - 1] - u[i]) * u[i];
            }
            [Differentiable(nameof(x), nameof(k))]
            public static double F(double[] x, double k, int n)
            {
                var u = new double[x.Length];
                for (int i = 0; i < u.Length; i++) u[i] = x[i];
                Relax(u, k);
                for (int t = 0; t < n; t++)
                {
                    if (u[1] > u[2]) Relax(u.AsSpan(1, u.Length - 1), k * u[0]);
                    else u[1] += 0.1 * u[2];
                }
                Relax(u.AsSpan(0, 3), k * k);
                double s = 0;
                for (int i = 0; i < u.Length; i++) s += u[i] * u[i];
                return s;
            }
            """, [five, 0.3, 3], [six, -0.4, 4]),
        new("FillsWithinWhatFills", """
            static void Scale(ReadOnlySpan<double> x, double a, Span<double> y)
            {
                for (int i = 0; i < y.Length; i++) y[i] = a * x[i] * x[i];
            }
            static double Twice(ReadOnlySpan<double> x, double a, Span<double> y, Span<double> scratch)
            {
                Scale(x, a, scratch);
                Scale(scratch, a + 1, y);
                double s = 0;
                for (int i = 0; i < y.Length; i++) s += y[i];
                return s;
            }
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a)
            {
                var y = new double[x.Length];
                var z = new double[x.Length];
                var t = new double[x.Length];
                double s = Twice(x, a, y, t);
                s *= Twice(y, a * a, z, t);
                for (int i = 0; i < z.Length; i++) s += z[i];
                return s;
            }
            """, [three, 0.7]),
        new("CalledBeforeWhatItReadsIsOverwritten", """
            static double Energy(ReadOnlySpan<double> u, double k)
            {
                double e = 0;
                for (int i = 1; i < u.Length; i++) e += Math.Exp(k * u[i] * u[i - 1]);
                return Math.Log(e);
            }
            [Differentiable(nameof(x), nameof(k))]
            public static double F(double[] x, double k, int n)
            {
                var u = new double[x.Length];
                for (int i = 0; i < u.Length; i++) u[i] = x[i];
                double s = 0;
                for (int t = 0; t < n; t++)
                {
                    double e = Energy(u, k);
                    for (int i = 0; i < u.Length; i++) u[i] = 0.9 * u[i] + 0.1 * e;
                    s += e * Energy(u.AsSpan(1), k * k);
                }
                return s;
            }
            """, [five, 0.3, 3], [three, -0.4, 0]),
        new("RowsOfALoopThatRunsAgain", """
            [Differentiable(nameof(alphas), nameof(means))]
            public static double F(double[] alphas, double[] means, double[] points, int d)
            {
                double sum = 0;
                var centred = new double[d];
                for (int i = 0; i < points.Length / d; i++)
                {
                    double total = 0;
                    for (int k = 0; k < alphas.Length; k++)
                    {
                        for (int j = 0; j < d; j++) centred[j] = points[i * d + j] - means[k * d + j];
                        double squares = 0;
                        for (int j = 0; j < d; j++) squares += centred[j] * centred[j] * centred[d - 1 - j];
                        total += Math.Exp(alphas[k] - squares);
                    }
                    sum += Math.Log(total);
                }
                return sum * Math.Atan(sum);
            }
            """, [two, four, six, 2]),
        // The arrays of the method's own are spans in generated code, and carry a derivative only once they have been filled: the function is derived anew.
        new("FillsArraysOfItsOwn", """
            private static void Layer(double[,] w, double[] x, double[] y)
            {
                for (int i = 0; i < y.Length; i++)
                {
                    double s = 0;
                    for (int j = 0; j < x.Length; j++) s += w[i, j] * x[j];
                    y[i] = Math.Tanh(s);
                }
            }

            [Differentiable(nameof(w), nameof(x))]
            public static double F(double[,] w, double[] x)
            {
                var hidden = new double[x.Length];
                var output = new double[x.Length];
                Layer(w, x, hidden);
                Layer(w, hidden, output);
                double s = 0;
                foreach (double v in output) s += v * v;
                return s;
            }
            """, [square, three]),
    ];
}
