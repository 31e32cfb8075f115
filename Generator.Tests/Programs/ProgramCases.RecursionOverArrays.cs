namespace SymDiff.Generator.Tests.Programs;

/// <content>Methods that call themselves with differentiated arrays, of which there are gradients.</content>
internal static partial class ProgramCases
{
    public static IReadOnlyList<ProgramCase> RecursionOverArrays { get; } =
    [
        new("TreeOfSlices", """
            static double Tree(ReadOnlySpan<double> x, double a)
            {
                if (x.Length == 0) return 0;
                if (x.Length == 1) return Math.Sin(a * x[0]);
                int half = x.Length / 2;
                return Tree(x[..half], a) * Math.Cos(Tree(x.Slice(half), a * 1.1)) + x[0];
            }
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a) => Tree(x, a) + Tree(x.AsSpan(1), 2);
            """, [five, 0.6], [one, 0.3]),
        new("ProductOfHalves", """
            [Differentiable]
            public static double F(double[] x) => Product(x, 0, x.Length);
            static double Product(double[] x, int from, int to) => to - from == 1 ? x[from] : Product(x, from, (from + to) / 2) * Product(x, (from + to) / 2, to);
            """, [five], [one]),
        new("ElementAfterElement", """
            [Differentiable(nameof(x))]
            public static double F(double[] x, int i) => i == x.Length ? 0.3 : x[i] * x[i] + Math.Sin(F(x, i + 1));
            """, [five, 0], [five, 3], [five, 5]),
        new("SlicesOfItsOwn", """
            [Differentiable]
            public static double F(ReadOnlySpan<double> x) => x.Length == 0 ? 1 : Math.Exp(-x[0]) + 0.5 * F(x[1..]) * x[^1];
            """, [five], [one]),
        new("MutualOverAnArray", """
            static double Even(double[] x, int i, double s) => i == x.Length ? s : Odd(x, i + 1, s * x[i]);
            static double Odd(double[] x, int i, double s) => i == x.Length ? s * s : Even(x, i + 1, Math.Sin(s + x[i]));
            [Differentiable(nameof(x), nameof(s))]
            public static double F(double[] x, double s) => Even(x, 0, s) + Odd(x, 1, s);
            """, [five, 0.8], [two, 1.3]),
        new("RecursionOnAnArrayOfItsOwn", """
            static double Fold(double[] y)
            {
                if (y.Length == 1) return y[0];
                var half = new double[(y.Length + 1) / 2];
                for (int i = 0; i < half.Length; i++) half[i] = y[i] + (half.Length + i < y.Length ? y[i] * y[half.Length + i] : 0.1);
                return Fold(half);
            }
            [Differentiable]
            public static double F(double[] x) => Fold(x) * Fold(x);
            """, [five], [three], [one]),
        new("RecursionInTurns", """
            static double Sum(double[] x, int from, int to, double a) => from >= to ? 0 : Math.Tanh(a * x[from]) + Sum(x, from + 2, to, a);
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double[] w, double a)
            {
                double s = 1;
                for (int i = 0; i < x.Length; i++)
                {
                    double part = Sum(x, i, x.Length, a * s);
                    s = 0.5 * s + w[i] * part * part;
                }
                return s + Sum(w, 0, w.Length, a);
            }
            """, [five, other, 0.4]),
        new("RecursionOverARow", """
            static double Horner(double[] c, int i, double x) => i == c.Length ? 0 : c[i] + x * Horner(c, i + 1, x);
            [Differentiable(nameof(w), nameof(x))]
            public static double F(double[][] w, double x)
            {
                double s = 0;
                foreach (var row in w) s += Horner(row, 0, x) * Horner(row, 0, x);
                return s;
            }
            """, [new[] { five, two }, 0.7]),
        new("RecursionUnderAGuard", """
            static double Depth(ReadOnlySpan<double> x, double limit)
            {
                if (x.IsEmpty) throw new ArgumentException("empty");
                if (x.Length > 2 && x[0] < limit) return Depth(x.Slice(1), limit) * x[0];
                double s = 0;
                foreach (double v in x) s += v * v * limit;
                return s;
            }
            [Differentiable(nameof(x), nameof(limit))]
            public static double F(double[] x, double limit) => Depth(x, limit) + Depth(x, limit - 1);
            """, [five, 1.1], [other, 0.3]),
    ];
}
