namespace SymDiff.Generator.Tests.Programs;

/// <content>Functions with loops that are called at several places.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> Calls =>
    [
        new("CalledTwice", """
            static double Likelihood(ReadOnlySpan<double> x, double mu, double sigma)
            {
                double sum = 0;
                foreach (double v in x) { double r = (v - mu) / sigma; sum += -0.5 * r * r - Math.Log(sigma); }
                return sum;
            }
            [Differentiable(nameof(x), nameof(y), nameof(mu), nameof(nu), nameof(sigma))]
            public static double F(double[] x, double[] y, double mu, double nu, double sigma) => Likelihood(x, mu, sigma) + 2 * Likelihood(y, nu, sigma);
            """, [five, three, 0.3, -0.2, 0.9], [five, one, 0.3, -0.2, 1.4]),
        new("CalledInTurns", """
            static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double p)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++) sum += Math.Exp(-p * x[i]) * y[i];
                return sum;
            }
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double[] y, double a, int n)
            {
                double s = a * Dot(x.AsSpan(0, n), y, a) + Math.Log(Dot(x.AsSpan(n, n), y, 2));
                for (int i = 0; i < n; i++) s += Dot(x.AsSpan(i, n - i), y, a * a) * a;
                return s;
            }
            """, [six, positive, 0.4, 3]),
        new("CalledInARecurrence", """
            static double Norm(ReadOnlySpan<double> x) { double s = 0.1; for (int i = 0; i < x.Length; i++) s += x[i] * x[i]; return Math.Sqrt(s); }
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a)
            {
                double s = a + Norm(x);
                for (int i = 0; i + 1 < x.Length; i++) s = Math.Sin(s) * a + Norm(x.AsSpan(i, 2)) * s;
                return s;
            }
            """, [five, 0.6], [one, 0.2]),
        new("CalledUnderAConditionTwice", """
            static double Norm(ReadOnlySpan<double> x) { double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * x[i]; return Math.Sqrt(s); }
            [Differentiable(nameof(x), nameof(y))]
            public static double F(double[] x, double[] y, bool both)
            {
                double s = Norm(x);
                if (both) s *= Norm(y);
                for (int i = 0; i < x.Length; i++)
                {
                    if (x[i] > 0) s += Norm(y) * x[i]; else s -= 0.5 * Norm(x.AsSpan(i));
                }
                return both ? s : s + Norm(y.AsSpan(1));
            }
            """, [five, other, true], [five, other, false]),
        new("CalledBeforeAndAfterItIsOverwritten", """
            static double Mean(double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) s += Math.Tanh(x[i]) + 0.1 * x[i] * x[i]; return s / x.Length; }
            [Differentiable]
            public static double F(double[] x)
            {
                var y = new double[x.Length];
                for (int i = 0; i < x.Length; i++) y[i] = x[i] * x[i];
                double a = Mean(y);
                for (int i = 0; i < x.Length; i++) y[i] = Math.Sin(y[i]) * a;
                double b = Mean(y);
                y[0] *= b;
                return a * b + Mean(y) * Mean(x);
            }
            """, [five], [one]),
        new("CalledByWhatIsCalled", """
            static double Sum(ReadOnlySpan<double> x, double p) { double s = 0; for (int i = 0; i < x.Length; i++) s += Math.Pow(x[i], p); return s; }
            static double Shape(ReadOnlySpan<double> x, double p)
            {
                double mean = Sum(x, 1) / x.Length, s = 0;
                for (int i = 0; i < x.Length; i++) s += (x[i] - mean) * (x[i] - mean);
                return s + Sum(x, p);
            }
            [Differentiable(nameof(x), nameof(y), nameof(p))]
            public static double F(double[] x, double[] y, double p) => Shape(x, p) * Math.Log(Shape(x, p * p)) + Shape(y, p) + Sum(x, 3);
            """, [positive, positive, 1.3]),
        new("CalledWithRows", """
            static double Norm(double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * x[i]; return Math.Sqrt(s); }
            [Differentiable(nameof(w), nameof(x))]
            public static double F(double[][] w, double[] x)
            {
                double s = Norm(x);
                for (int i = 0; i < w.Length; i++) s += Math.Exp(-Norm(w[i])) * x[i];
                return s * Norm(w[0]);
            }
            """, [new[] { five, two, three }, other]),
        new("CalledWithOneArrayTwice", """
            static double Dot(double[] x, double[] y) { double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * y[i] * (i + 1); return s; }
            [Differentiable]
            public static double F(double[] x, double[] y) => Dot(x, x) / Dot(x, y) + Dot(y, x);
            """, [five, other]),
        new("CalledWithNumbersOnly", """
            static double Root(double a) { double x = a; while (Math.Abs(x * x - a) > 1e-14 * a) x = 0.5 * (x + a / x); return x; }
            [Differentiable]
            public static double F(double a, double b, double[] x)
            {
                double s = Root(a) / Root(a + b * b);
                foreach (double v in x) s += Root(v * v + a);
                return s;
            }
            """, [1.7, 0.4, five]),
        new("CalledLocalFunction", """
            [Differentiable(nameof(x), nameof(k))]
            public static double F(double[] x, double k)
            {
                double Energy(double[] y, double scale)
                {
                    double s = 0;
                    for (int i = 0; i < y.Length; i++) s += Math.Cosh(k * y[i]) * scale;
                    return s;
                }
                return Energy(x, k) + Math.Sqrt(Energy(x, 2));
            }
            """, [three, 0.6]),
        new("CalledWithEarlyReturn", """
            static double First(ReadOnlySpan<double> x, double above)
            {
                if (x.Length == 0) throw new ArgumentException("empty");
                for (int i = 0; i < x.Length; i++) { if (x[i] * x[i] > above) return x[i] * x[i] * above; }
                return x[0] * above * above;
            }
            [Differentiable(nameof(x), nameof(above))]
            public static double F(double[] x, double above)
            {
                double s = First(x, above);
                while (s < 4) s += First(x, s + 0.5) + 1;
                return s * s;
            }
            """, [five, 0.6], [three, 0.3]),
        new("CalledForEachPoint", """
            static double LogSumExp(ReadOnlySpan<double> x)
            {
                double max = x[0], sum = 0;
                for (int i = 1; i < x.Length; i++) max = Math.Max(max, x[i]);
                for (int i = 0; i < x.Length; i++) sum += Math.Exp(x[i] - max);
                return max + Math.Log(sum);
            }
            [Differentiable(nameof(mu), nameof(w))]
            public static double F(double[] mu, double[] w, double[] data)
            {
                var terms = new double[mu.Length];
                double sum = 0;
                for (int i = 0; i < data.Length; i++)
                {
                    for (int k = 0; k < mu.Length; k++) terms[k] = w[k] - 0.5 * (data[i] - mu[k]) * (data[i] - mu[k]);
                    sum += LogSumExp(terms);
                }
                return sum - data.Length * LogSumExp(w);
            }
            """, [three, signs, five]),
        new("CalledWithWhatIsRented", """
            static double Sum(double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) s += Math.Sin(x[i]); return s; }
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a)
            {
                var y = new double[x.Length];
                for (int i = 0; i < x.Length; i++) y[i] = a * x[i] * x[i];
                return Sum(y) * Sum(x);
            }
            """, [five, 0.7]),
        new("CalledInTheTurnOfALoopOfItsOwn", """
            static double Spread(double[] x, int from, int to)
            {
                double m = 0, s = 0;
                for (int i = from; i < to; i++) m += x[i];
                m /= to - from;
                for (int i = from; i < to; i++) s += (x[i] - m) * (x[i] - m);
                return s;
            }
            [Differentiable(nameof(x))]
            public static double F(double[] x, int parts)
            {
                double best = 0;
                for (int cut = 1; cut < x.Length; cut++)
                {
                    double s = Spread(x, 0, cut) + Spread(x, cut, x.Length);
                    if (cut == 1 || s < best) best = s;
                }
                for (int i = 0; i < parts; i++) best = best * 0.5 + Spread(x, i, i + 2) * best;
                return best;
            }
            """, [five, 2], [five, 0]),
        new("CalledThatFindsLengths", """
            private static double Levels(double[] x, int times)
            {
                double[] level = x;
                double total = 0;
                for (int k = 0; k < times && level.Length > 1; k++)
                {
                    var between = new double[level.Length - 1];
                    for (int i = 0; i < between.Length; i++) between[i] = level[i] * level[i + 1] + 0.1;
                    level = between;
                    total += level[0];
                }

                return total * level[^1];
            }
            [Differentiable(nameof(x))]
            public static double F(double[] x, int times) => Levels(x, times) + 0.5 * Math.Sin(Levels(x, times + 1));
            """, [five, 9], [five, 2], [other, 0]),
        new("CalledThatHalvesInTurns", """
            private static double Halved(double[] x, double w, int least)
            {
                double[] now = x;
                double s = 0;
                while (now.Length > Math.Max(least, 1))
                {
                    var half = new double[(now.Length + 1) / 2];
                    for (int i = 0; i < half.Length; i++) half[i] = Math.Sin(w * now[2 * i]) + (2 * i + 1 < now.Length ? now[2 * i + 1] : 0);
                    now = half;
                    s += now[^1] * now[0];
                }

                return s + now[0];
            }
            [Differentiable(nameof(x), nameof(y), nameof(w))]
            public static double F(double[] x, double[] y, double w)
            {
                double s = Halved(y, w, 1);
                for (int k = 1; k < 3; k++) s = s * 0.5 + Halved(x, w * k, k) * w;
                return s;
            }
            """, [five, packed, 0.7], [one, three, -0.4]),
        new("CalledWithTheGreaterOfTwoLengths", """
            private static double Padded(double[] x, double[] y, int atLeast)
            {
                int most = Math.Max(Math.Max(x.Length, y.Length), atLeast);
                var z = new double[most];
                for (int i = 0; i < x.Length; i++) z[i] += x[i] * x[i];
                for (int i = 0; i < y.Length; i++) z[i] += Math.Exp(-y[i]);
                double s = 0;
                for (int i = 0; i < z.Length; i++) s += Math.Log(1 + z[i]);
                return s;
            }
            [Differentiable(nameof(x), nameof(y))]
            public static double F(double[] x, double[] y, int n) => Padded(x, y, n) * Padded(y, x, n + 1);
            """, [five, three, 2], [two, three, 6]),
        new("CalledWithAStruct", """
            public readonly record struct Normal(double Mean, double Deviation)
            {
                public double LogDensity(double[] x)
                {
                    double s = 0;
                    for (int i = 0; i < x.Length; i++) { double r = (x[i] - Mean) / Deviation; s += -0.5 * r * r - Math.Log(Deviation); }
                    return s;
                }
            }
            private static double Loss(Normal q, double[] x, double w)
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++) s += w * Math.Exp(-q.Mean * x[i]) / q.Deviation;
                return s;
            }
            [Differentiable(nameof(m), nameof(d), nameof(x), nameof(w))]
            public static double F(double m, double d, double[] x, double w)
            {
                var q = new Normal(m, d);
                double s = Loss(q, x, w) * Loss(new Normal(m * w, 2), x, 1) + q.LogDensity(x) * q.LogDensity(x);
                for (int k = 0; k < 2; k++) { s = 0.1 * s + Loss(q, x, w); q = new Normal(q.Mean * 0.5, q.Deviation * w + 1); }
                return s + q.LogDensity(x);
            }
            """, [0.3, 0.9, five, 0.7], [-0.3, 1.4, one, 1.2]),
        new("CalledWithPlanesAndRows", """
            private static double Sum(double[,] a, double p)
            {
                double s = 0;
                for (int i = 0; i < a.GetLength(0); i++) for (int j = 0; j < a.GetLength(1); j++) s += Math.Exp(p * a[i, j]) * (i + 1);
                return s;
            }
            private static double Rows(double[][] a)
            {
                double s = 0;
                for (int i = 0; i < a.Length; i++) for (int j = 0; j < a[i].Length; j++) s += Math.Sin(a[i][j]) * (i + 2);
                return s * s + 1;
            }
            [Differentiable(nameof(a), nameof(b), nameof(p))]
            public static double F(double[,] a, double[][] b, double p)
            {
                int m = a.GetLength(0), n = a.GetLength(1);
                var c = new double[n, m];
                for (int i = 0; i < m; i++) for (int j = 0; j < n; j++) c[j, i] = a[i, j] * a[i, j];
                return Sum(a, p) * Sum(c, p * p) + Rows(b) * Math.Log(Rows(b));
            }
            """, [plane, new[] { five, two, three }, 0.4]),
        new("CalledWithRowsThatAreMade", """
            private static double Norm(double[][] a, double p)
            {
                double s = 0.1;
                for (int i = 0; i < a.Length; i++) for (int j = 0; j < a[i].Length; j++) s += Math.Pow(a[i][j] * a[i][j], p);
                return s;
            }
            [Differentiable(nameof(x), nameof(p))]
            public static double F(double[] x, double p)
            {
                var rows = new double[3][];
                for (int i = 0; i < 3; i++)
                {
                    rows[i] = new double[x.Length];
                    for (int j = 0; j < x.Length; j++) rows[i][j] = x[j] * (i + 1);
                }
                return Norm(rows, p) / Norm(rows, 2) + p;
            }
            """, [positive, 1.3]),
        new("CalledWithATupleOfArrays", """
            private static double Residuals((double[] X, double[] Y, double Scale) data, double a, double b)
            {
                double s = 0;
                for (int i = 0; i < data.X.Length; i++) { double r = (data.Y[i] - a - b * data.X[i]) * data.Scale; s += r * r; }
                return s;
            }
            [Differentiable(nameof(x), nameof(a), nameof(b), nameof(c))]
            public static double F(double[] x, double[] y, double a, double b, double c)
            {
                var data = (X: x, Y: y, Scale: c);
                return Residuals(data, a, b) + Math.Sqrt(Residuals(data, b, a * c)) * Residuals((y, x, 1.0), c, a);
            }
            """, [five, other, 0.3, 0.7, 1.1]),
        new("CalledGenericMethod", """
            private static T Norm<T>(ReadOnlySpan<T> x, T power) where T : IFloatingPointIeee754<T>
            {
                T s = T.One;
                for (int i = 0; i < x.Length; i++) s += T.Pow(T.Abs(x[i]), power);
                return s;
            }
            [Differentiable(nameof(x), nameof(p))]
            public static double F(double[] x, double p) => Norm<double>(x, p) * Math.Log(Norm<double>(x.AsSpan(1), p * p + 1)) + Norm<double>(x, 3);
            """, [five, 1.3]),
        new("CalledOnAnObject", """
            private sealed class Kernel { private readonly double width = 0.8; internal double[] Centres = { 0.1, 0.6, -0.4 }; internal double Width => width;
                internal double At(double x, double scale) { double s = 0; for (int i = 0; i < Centres.Length; i++) { double d = (x - Centres[i]) / (Width * scale); s += Math.Exp(-0.5 * d * d); } return s; } }
            private static readonly Kernel kernel = new();
            [Differentiable(nameof(x), nameof(y), nameof(a))]
            public static double F(double x, double y, double a)
            {
                double s = Math.Log(kernel.At(x, a)) - kernel.At(y, a * a);
                for (int i = 0; i < 5; i++) s = s * 0.5 + kernel.At(s, a) * y;
                return s;
            }
            """, [0.3, 0.7, 1.1]),
        // What is carried over in one call of a method is entered in another.
        new("WrappedHeadings", """
            [Differentiable(nameof(x))]
            public static double F(double[] x, double[] m)
            {
                double s = 0;
                for (int i = 0; i < m.Length; i++)
                {
                    var there = new Heading(x[0], x[1]).To(new Heading(x[2], x[3]));
                    var error = new Heading(m[i], 0.5).To(there);
                    s += error.Along * error.Along;
                }
                return s;
            }

            public readonly record struct Heading(double Along, double Angle)
            {
                public Heading To(Heading other) => new((other.Along - Along) * Math.Cos(Angle), Wrapped(other.Angle - Angle));

                private static double Wrapped(double angle) { while (angle > 0.3) angle -= 0.6; return angle; }
            }
            """, [new[] { 0.3, 0.9, -0.4, 1.6 }, two]),
        // What an interface asks of a type: static members, with a body of their own, and such as only the interface names.
        new("KernelsByInterface", """
            public interface IKernel { static abstract double At(double r); static virtual double Scale => 2.0; static virtual double Stretched(double r) => 2 * r; static abstract int Order { get; } double Range { get; } }
            public readonly record struct Gauss(double Width) : IKernel { public static double At(double r) => Math.Exp(-r * r); static int IKernel.Order => 3; double IKernel.Range => 4.5 * Width; }
            public sealed class Laplace : IKernel { static double IKernel.At(double r) => Math.Exp(-Math.Abs(r)); static double IKernel.Scale => 0.5; static int IKernel.Order => 2; double IKernel.Range => 1.5; }

            static double Sum<K>(double[] x, double h, K kernel) where K : IKernel
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++)
                    s += K.Scale * K.At(K.Stretched(x[i] / h)) * Math.Pow(h, K.Order) * kernel.Range;
                return s;
            }

            [Differentiable(nameof(x), nameof(h))]
            public static double F(double[] x, double h) => Sum(x, h, new Gauss(h)) + Sum(x, h * h, new Laplace());
            """, [three, 0.9]),
        new("NestedInterfaceOfItsOwnKind", """
            public interface IActivation<TSelf> where TSelf : IActivation<TSelf> { static abstract double Apply(double x); static virtual double Scale => 0.5; }
            public readonly struct Swish : IActivation<Swish> { public static double Apply(double x) => x / (1 + Math.Exp(-x)); public static double Scale => 1.5; }
            public readonly struct Cubic : IActivation<Cubic> { public static double Apply(double x) => x * x * x; }
            static double Layer<T>(ReadOnlySpan<double> w, double x) where T : IActivation<T>
            {
                double s = 0;
                for (int i = 0; i + 1 < w.Length; i += 2) s += T.Apply(w[i] * x + w[i + 1]) * T.Scale;
                return s;
            }
            [Differentiable(nameof(w), nameof(x))]
            public static double F(double[] w, double x) => Layer<Swish>(w, x) + Layer<Cubic>(w.AsSpan()[1..], x * x);
            """, [five, 0.7], [one, 0.3]),
    ];
}
