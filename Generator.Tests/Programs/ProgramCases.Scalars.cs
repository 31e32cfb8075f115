namespace SymDiff.Generator.Tests.Programs;

/// <content>Small arrays whose elements are variables, and such as must be in memory.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> SmallArrays =>
    [
        new("MatrixByItsElements", """
            [Differentiable]
            public static double F(double angle, double x, double y)
            {
                var m = new double[3, 3];
                m[0, 0] = Math.Cos(angle);
                m[0, 1] = -Math.Sin(angle);
                m[1, 0] = Math.Sin(angle);
                m[1, 1] = Math.Cos(angle);
                m[2, 2] = 1;
                var p = new double[3];
                double[] q = { x, y, 1 };
                for (int i = 0; i < 3; i++)
                    for (int j = 0; j < 3; j++)
                        p[i] += m[i, j] * q[j];
                return p[0] * p[0] * p[1] + p[2];
            }
            """, [0.4, 1.3, -0.7], [0.0, 0.2, 0.9]),
        new("ElementsUnderConditions", """
            [Differentiable]
            public static double F(double x, int n)
            {
                var m = new double[4];
                m[0] = x;
                double w = m.Length;
                if (n > 3)
                {
                    m[1] = x * x;
                    if (n > 5) return Math.Cos(m[1]);
                    m[2] = m[1] * m[0];
                    m[1] = Math.Exp(m[1]);
                }
                else
                {
                    m[2] = Math.Sin(x);
                }

                if (m[2] > 0.3) m[0] -= m[2];
                return m[0] * m[2] + m[1] * w + m[3];
            }
            """, [0.7, 2], [0.7, 4], [0.7, 7], [-0.3, 1]),
        new("MatrixOfEachTurn", """
            private static double[] Rodrigues(double[] r)
            {
                double t = Math.Sqrt(1 + r[0] * r[0] + r[1] * r[1] + r[2] * r[2]);
                double c = Math.Cos(t), s = Math.Sin(t), k = 1 - c, x = r[0] / t, y = r[1] / t, z = r[2] / t;
                return new[] { c + x * x * k, x * y * k - z * s, x * z * k + y * s, y * x * k + z * s, c + y * y * k, y * z * k - x * s, z * x * k - y * s, z * y * k + x * s, c + z * z * k };
            }

            [Differentiable(nameof(r), nameof(p))]
            public static double F(double[] r, double[] p, int n)
            {
                double s = 0;
                for (int i = 0; i < n; i++)
                {
                    var m = Rodrigues(r);
                    var q = new double[3];
                    for (int a = 0; a < 3; a++)
                        for (int b = 0; b < 3; b++) q[a] += m[a * 3 + b] * p[i * 3 + b];
                    if (q[2] < 0) q[0] = -q[0];
                    else { q[1] *= 2; q[0] += q[1]; }
                    s += q[0] * q[1] + q[2];
                }

                return s;
            }
            """, [three, six, 2], [three, six, 0]),
        new("AskedForBeyondTheirElements", """
            private static double Heaviest(double[] w) => w.Max();

            [Differentiable(nameof(x))]
            public static double F(double[] x, int n)
            {
                var a = new double[4];
                for (int i = 0; i < n; i++) a[i % 4] += x[i] * x[i];
                double[] b = { x[0], x[1], x[0] * x[1] };
                double sum = 0;
                foreach (double v in b.Where(v => v > 0)) sum += v * v;
                var c = new double[3];
                c[1] = 2;
                c[2] = n;
                double[] d = { 1, x[2] };
                for (int i = 0; i < n; i++) d[1] = Math.Sin(d[1] + x[i] * d[0]);
                var e = new double[2];
                e[0] = x[3];
                var f = n % 2 == 0 ? e : d;
                f[1] += x[1];
                return sum * Heaviest(c) + a[0] * a[2] + d[1] * e[0] + e[1] * f[1];
            }
            """, [five, 5], [five, 4]),
        new("PartsOfSmallArrays", """
            private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
            {
                double s = 0;
                for (int i = 0; i < 3; i++) s += a[i] * b[i];
                return s;
            }

            [Differentiable]
            public static double F(double x, double y)
            {
                Span<double> m = stackalloc double[6];
                m[0] = x; m[1] = y; m[2] = 1; m[3] = x * y; m[4] = Math.Sin(x); m[5] = -y;
                return Dot(m.Slice(0, 3), m.Slice(3, 3)) * m[^1];
            }
            """, [0.7, -0.4]),
    ];
}
