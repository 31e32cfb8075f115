namespace SymDiff.Generator.Tests.Programs;

/// <content>Lambdas, local functions and methods that are passed to the methods that call them.</content>
internal static partial class ProgramCases
{
    private const string SumOfTerms = """
        private static double Sum(int n, Func<int, double> term)
        {
            ArgumentNullException.ThrowIfNull(term);
            double s = 0;
            for (int i = 0; i < n; i++) s += term(i);
            return s;
        }

        """;

    private static IEnumerable<ProgramCase> Delegates =>
    [
        new("DoneForEach", """
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a, List<int> places)
            {
                double s = 0;
                int count = 0;
                Array.ForEach(x, v => s += a * v * v);
                places.ForEach(i =>
                {
                    if (x[i] > 0)
                        s -= Math.Log(1 + Math.Exp(a * x[i]));
                    count++;
                });
                x.ToList().ForEach(Add);
                return s * count;
                void Add(double v)
                {
                    if (v > 1.05)
                        return;
                    s += Math.Sin(v);
                }
            }
            """, [five, 0.7, new List<int> { 0, 2, 1, 0 }], [one, 0.4, new List<int> { 0 }]),
        new("LambdaAsArgument", SumOfTerms + """
            [Differentiable]
            public static double F(double a, double[] x) => Sum(x.Length, i => Math.Sin(a * x[i])) + Sum(2, i => a * a * i);
            """, [1.3, three], [0.4, Array.Empty<double>()]),
        new("LambdaInLambda", SumOfTerms + """
            [Differentiable]
            public static double F(double a, double[] x) => Sum(x.Length, i => Sum(i, j => Math.Sin(a * x[i] * x[j])));
            """, [1.3, five]),
        new("LambdaThatWrites", """
            private static void For(int n, Action<int> body) { for (int i = 0; i < n; i++) body(i); }
            [Differentiable]
            public static double F(double a, double[] x)
            {
                double s = 0, p = 1;
                For(x.Length, i => { s += a * x[i] * p; p *= a; });
                return s * p;
            }
            """, [1.3, three]),
        new("MethodsAsArguments", """
            private static double Integral(Func<double, double> f, double from, double to, int n = 8)
            {
                double h = (to - from) / n;
                double s = 0.5 * (f(from) + f(to));
                for (int i = 1; i < n; i++) s += f(from + i * h);
                return s * h;
            }

            private static double Cube(double x) => x * x * x;
            [Differentiable]
            public static double F(double a, double b, int n)
            {
                double Integrand(double t) => Math.Exp(-a * t * t);
                return Integral(Integrand, 0, b, n) + Integral(Math.Sin, a, b, 3) + Integral(Cube, 0, a);
            }
            """, [1.3, 0.8, 6], [0.2, 1.8, 20]),
        new("TwoDelegates", """
            private static double Newton(Func<double, double> f, Func<double, double> slope, double x, int n)
            {
                for (int i = 0; i < n; i++) x -= f(x) / slope(x);
                return x;
            }

            [Differentiable]
            public static double F(double a, int n) => Newton(x => x * x * x - a, x => 3 * x * x, 1, n);
            """, [1.3, 6], [7.0, 12]),
        new("DelegatePassedOn", """
            private static double Fold(double[] x, double s, Func<double, double, double> f)
            {
                foreach (double v in x) s = f(s, v);
                return s;
            }

            private static double Twice(double[] x, Func<double, double, double> f) => f is null ? 0 : Fold(x, 1, f) + Fold(x, 2, f);
            [Differentiable(nameof(x))]
            public static double F(double[] x, double k)
            {
                Func<double, double, double> step = (s, v) => s * k + Math.Sin(v);
                return Twice(x, step) * step(x[0], 2);
            }
            """, [five, 0.7]),
        new("DelegateInField", SumOfTerms + """
            private static readonly Func<double, double> Kernel = u => Math.Exp(-0.5 * u * u);
            [Differentiable]
            public static double F(double a, double[] x) => Sum(x.Length, i => Kernel((x[i] - a) / 2)) * Kernel.Invoke(a);
            """, [0.3, five]),
        new("LambdaWithReturns", """
            private static TResult Apply<T, TResult>(T x, Func<T, TResult> f) => f(x);
            [Differentiable]
            public static double F(double a, double b) => Apply(a, x =>
            {
                if (x > 1) return x * b;
                return x * x;
            }) + Apply((a, b), p => p.a * p.b);
            """, [1.3, 0.2], [0.3, 0.2]),
        new("LambdaThatTakesALambda", """
            [Differentiable]
            public static double F(double a)
            {
                Func<Func<double, double>, double, double> twice = (g, x) => g(g(x));
                return twice(x => Math.Sin(a * x), a) + twice(x => x * x, 2);
            }
            """, [1.3]),
        new("LocalFunctionThatWrites", """
            [Differentiable]
            public static double F(double a, double[] x)
            {
                double s = 0;
                int count = 0;
                void Add(double v) { s += v * a; count++; }
                for (int i = 0; i < x.Length; i++)
                {
                    if (x[i] > 0) Add(x[i]);
                }

                return s / count;
            }
            """, [1.3, three]),
        new("FieldOfForces", """
            private static void Euler(double[] y, double h, int n, Func<double, double> f)
            {
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < y.Length; j++) y[j] += h * f(y[j]);
            }

            [Differentiable]
            public static double F(double k, double[] start, int n)
            {
                var y = (double[])start.Clone();
                Euler(y, 0.1, n, v => -k * v * v);
                double s = 0;
                foreach (var v in y) s += v * v;
                return s;
            }
            """, [1.3, three, 5]),
        new("MethodOfAnObject", """
            private sealed class Layer
            {
                internal readonly double w = 2;
                internal double Scale => 0.5;
                public double Activate(double x) => Math.Tanh(w * x);
                public double Total(double[] x) => Sum(x, v => Activate(v) * Scale) + Sum(x, Activate);
            }

            private static readonly Layer One = new Layer();
            private static double Sum(double[] x, Func<double, double> f)
            {
                double s = 0;
                foreach (var v in x) s += f(v);
                return s;
            }

            [Differentiable]
            public static double F(double[] x)
            {
                var layer = One;
                return Sum(x, layer.Activate);
            }
            """, [three]),
        new("MapOfArrays", """
            private static double[] Map(double[] x, Func<double, double> f)
            {
                var y = new double[x.Length];
                for (int i = 0; i < x.Length; i++) y[i] = f(x[i]);
                return y;
            }

            private static double Total(double[] x)
            {
                double s = 0;
                foreach (var v in x) s += v;
                return s;
            }

            [Differentiable]
            public static double F(double a, double[] x) => Total(Map(Map(x, v => v * a), Math.Sin));
            """, [1.3, five]),
        new("LambdaThatWritesInLoop", """
            [Differentiable]
            public static double F(double x, double y, int n)
            {
                double s = 0;
                int calls = 0;
                Action<double> add = v => { s += v * x; calls++; };
                for (int i = 0; i < n; i++) add(i * y + s);
                return s * calls;
            }
            """, [1.3, 0.7, 4], [0.8, 0.2, 1], [0.8, 0.2, 0]),
        new("GoesThroughDelegates", """
            [Differentiable]
            public static double F(double x, double y)
            {
                Func<double, double>[] layers = { v => v * x, v => Math.Sin(v) + y, v => v * v };
                double r = y;
                foreach (var layer in layers)
                {
                    r = layer(r);
                    if (r > 10) break;
                    if (r < 0.1) continue;
                    r += x;
                }

                return r * x;
            }
            """, [1.3, 0.7], [4.5, 2.7], [0.1, 0.5]),
        new("CallsOneOfSeveralDelegates", """
            [Differentiable]
            public static double F(double x, double y, int n)
            {
                var layers = new Func<double, double>[] { v => v * x, v => Math.Sin(v) + y, Math.Tanh };
                double r = y;
                for (int i = 0; i < n; i++) r += layers[i % layers.Length](r) * x;
                for (int i = 0; i < layers.Length; i++) r = layers[i](r);
                return r;
            }
            """, [0.6, 0.7, 4], [0.4, -0.3, 2], [0.4, -0.3, 0]),
        new("CallsOneOrTheOther", """
            [Differentiable]
            public static double F(double x, double y, bool isLog, int n)
            {
                Func<double, double> link = isLog ? Math.Exp : v => v * x;
                Action<double> add = x > y ? v => y += v * 0.1 : v => { y -= v; x *= 0.9; };
                double s = link(y) * link(0.3);
                for (int i = 0; i < n; i++)
                {
                    Func<double, double> step = s > 2 ? v => v * 0.5 : v => v + Math.Sin(v * x);
                    s = step(s) + y;
                    add(s);
                }

                return s * y;
            }
            """, [1.3, 0.7, true, 3], [0.4, 0.6, false, 2], [0.4, 0.6, false, 0]),
        new("DoesWhatIsListed", """
            [Differentiable]
            public static double F(double x, double y, bool adds)
            {
                double r = x;
                Action[] steps = [() => r += y, () => { r *= x; if (r > 2) return; r -= y; }, () => r = adds ? r + x : r * x];
                foreach (var step in steps) step();
                for (int k = 0; k < steps.Length; k++) steps[2 - k]();
                return r;
            }
            """, [1.3, 0.7, true], [0.4, -0.3, false]),
    ];
}
