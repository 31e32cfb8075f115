namespace SymDiff.Generator.Tests.Programs;

/// <content>Other names of variables, of their parts and of elements.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> References =>
    [
        new("OtherNamesOfVariables", """
            [Differentiable]
            public static double F(double x, double y, int n)
            {
                double product = x * y;
                ref double a = ref product;
                ref double b = ref a;
                ref double c = ref x;
                ref readonly double d = ref y;
                for (int k = 0; k < n; k++)
                {
                    a *= d;
                    product += 2 * x;
                    c += 0.3 * b;
                    y *= 0.9;
                    if (b > 10) a = Math.Sqrt(product);
                }

                return product * b + c + d;
            }
            """, [1.3, 0.7, 3], [2.3, 1.7, 5], [1.3, 0.7, 0]),
        new("OtherNamesOfMembers", """
            private struct Pair { public double A, B; }
            private struct State { public Pair P; public double C; public int N; }
            private static void Scale(ref double v, double by) => v *= by;
            private static void Couple(ref Pair p, ref double c) { c += p.A; p.A = c * p.B; }

            [Differentiable]
            public static double F(double x, double y, int n)
            {
                State s = default;
                s.P.A = x;
                s.C = y;
                for (s.N = 0; s.N < n; s.N++)
                {
                    ref var p = ref s.P;
                    ref double b = ref p.B;
                    ref readonly double c = ref s.C;
                    p.A *= y;
                    b += c * p.A;
                    s.C = Math.Sin(b);
                    Scale(ref b, c);
                    Couple(ref p, ref s.C);
                }

                return s.P.B + s.C * s.N;
            }
            """, [0.8, 0.7, 2], [0.4, 1.7, 1], [0.4, 1.7, 0]),
        new("OtherNamesOfElements", """
            [Differentiable(nameof(a))]
            public static double F(double[] a)
            {
                ref double first = ref a[0];
                ref double last = ref a[^1];
                ref double again = ref first;
                first *= last;
                last += again;
                a[0] += a[a.Length - 1];
                again *= 2;
                return first * last + again;
            }
            """, [five], [one]),
        new("OtherNameOfWhatALocalFunctionReads", """
            [Differentiable]
            public static double F(double x, double y, int n)
            {
                double total = 0;
                ref double t = ref total;
                double Scaled(double v) => v * total;
                for (int i = 0; i < n; i++) t += Scaled(x) + y;
                return total * t;
            }
            """, [1.3, 0.7, 3], [0.4, 1.7, 0]),
        new("IndexerOfAStructAtAComputedPlace", """
            private struct Pair
            {
                public double A, B;
                public double this[int i] { readonly get => i == 0 ? A : B; set { if (i == 0) A = value; else B = value; } }
            }

            [Differentiable]
            public static double F(double x, double y, int n)
            {
                var p = new Pair { A = x, B = y };
                for (int i = 0; i < n; i++)
                {
                    p[i % 2] *= x;
                    p[1 - i % 2] += p[i % 2];
                    p[(i + 1) % 2]--;
                }

                return p.A * p.B;
            }
            """, [1.3, 0.7, 3], [0.4, 1.7, 0]),
        new("WhatAnElementWasBefore", """
            private struct Pair
            {
                public double A, B;
                public double this[int i] { readonly get => i == 0 ? A : B; set { if (i == 0) A = value; else B = value; } }
            }

            [Differentiable(nameof(x), nameof(y))]
            public static double F(double[] x, double y, int n)
            {
                var p = new Pair { A = y, B = y * y };
                double s = 0;
                for (int i = 0; i < n; i++)
                {
                    int k = i % x.Length;
                    x[k] = x[0] * y + x[k]--;
                    s += x[k]++ * y - --x[0];
                    s *= p[i % 2]++ - p[1]--;
                }

                return s * x[0] + p.A * p.B;
            }
            """, [three, 0.7, 3], [one, 1.3, 2], [three, 0.7, 0]),
        new("IncrementOfAStruct", """
            private readonly struct Dual(double value, double slope)
            {
                public double Value { get; } = value;
                public double Slope { get; } = slope;
                public static Dual operator ++(Dual d) => new(d.Value + 1, d.Slope * d.Value);
                public static Dual operator --(Dual d) => new(d.Value - d.Slope, d.Slope);
            }

            [Differentiable]
            public static double F(double x, double y, int n)
            {
                var d = new Dual(x, y);
                double s = 0;
                for (int i = 0; i < n; i++)
                {
                    d++;
                    s += d--.Value;
                    var before = d++;
                    s *= before.Slope + (++d).Value * 0.1;
                }

                return s + d.Value;
            }
            """, [0.3, 0.7, 2], [0.4, -0.7, 1], [0.4, -0.7, 0]),
    ];
}
