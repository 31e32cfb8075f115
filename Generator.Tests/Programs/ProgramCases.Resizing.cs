namespace SymDiff.Generator.Tests.Programs;

/// <content>Arrays that become longer or shorter.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> Resizing =>
    [
        new("ResizesTwice", """
            [Differentiable(nameof(x))]
            public static double F(double[] x)
            {
                var a = new double[x.Length];
                for (int i = 0; i < x.Length; i++) a[i] = x[i] * x[i];
                Array.Resize(ref a, 2 * x.Length + 1);
                for (int i = x.Length; i < a.Length; i++) a[i] += a[i - 1] * a[i - x.Length];
                Array.Resize(ref a, a.Length - 1);
                double s = a.Length;
                foreach (var v in a) s += v;
                return s;
            }
            """, [five], [two]),
        new("ResizesInEachTurn", """
            [Differentiable(nameof(x), nameof(b))]
            public static double F(double[] x, double b)
            {
                double s = 0;
                foreach (var v in x)
                {
                    var a = new double[1];
                    a[0] = v;
                    Array.Resize(ref a, 3);
                    a[1] = v * a[0] * b;
                    a[2] = Math.Sin(a[1]);
                    s += a[0] * a[2];
                }

                return s;
            }
            """, [five, 0.7], [two, -0.4]),
        new("DoublesWhatIsFull", """
            [Differentiable(nameof(x))]
            public static double F(double[] x)
            {
                var kept = new double[2];
                int n = 0;
                foreach (var v in x)
                {
                    if (v < -10) continue;
                    if (n == kept.Length) Array.Resize(ref kept, 2 * n);
                    kept[n++] = v * v;
                }

                double s = 0;
                for (int i = 0; i < n; i++) s += kept[i] * (i + 1);
                return s * kept.Length;
            }
            """, [five], [two], [one]),
        new("OneLongerInEachTurn", """
            [Differentiable(nameof(x))]
            public static double F(double[] x)
            {
                var a = new double[0];
                foreach (var v in x)
                {
                    Array.Resize(ref a, a.Length + 1);
                    a[a.Length - 1] = v * v + (a.Length > 1 ? a[a.Length - 2] * v : 0);
                }

                double s = 0;
                for (int i = 0; i < a.Length; i++) s += a[i] * i;
                return s;
            }
            """, [five], [two], [one]),
    ];
}
