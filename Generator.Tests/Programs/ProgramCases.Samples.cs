namespace SymDiff.Generator.Tests.Programs;

/// <content>Sums over data whose second derivatives mix numbers and arrays.</content>
internal static partial class ProgramCases
{
    private static double[] Slopes => [0.3, -0.7];
    private static double[] Inputs => [1, 0.2, -0.3, 0.7, 0.4, -0.5];
    private static double[] Labels => [1.0, 0.0, 1.0];
    private static double[] Places => [0.2, -0.9, 1.7, 0.4];
    private static double[] Measured => [1, 2.5, -4, 0.8];
    private static double[] Halves => [1, 2, -0.3, 0.4];
    private static double[] Sizes => [1, 2, 4];
    private static double[] Decaying => [1, -2, 0.3];

    private static IEnumerable<ProgramCase> Samples =>
    [
        new("RegressionWithOffset", """
            [Differentiable(nameof(w), nameof(b))]
            public static double F(double[] w, double b, double[] x, double[] y)
            {
                double s = 0;
                for (int i = 0; i < y.Length; i++)
                {
                    double u = b;
                    for (int j = 0; j < w.Length; j++)
                        u += w[j] * x[i * w.Length + j];
                    s += Math.Log(1 + Math.Exp(u)) - y[i] * u;
                }
                return s;
            }
            """, [Slopes, 0.4, Inputs, Labels]),
        new("ScaleBeforeData", """
            [Differentiable(nameof(scale), nameof(x), nameof(height))]
            public static double F(double scale, double[] x, double height)
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    for (int j = 0; j < i; j++)
                    {
                        double d = (x[i] - x[j]) / scale;
                        s += height * height * Math.Exp(-0.5 * d * d);
                    }
                }
                return s;
            }
            """, [1.3, Places, 0.8]),
        new("RunningVariance", """
            [Differentiable]
            public static double F(double[] x)
            {
                double mean = 0, squares = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    double d = x[i] - mean;
                    mean += d / (i + 1);
                    squares += d * (x[i] - mean);
                }
                return squares / x.Length;
            }
            """, [Measured]),
        new("CosineOfHalves", """
            [Differentiable]
            public static double F(double[] x)
            {
                double a = 0, b = 0, d = 0;
                int n = x.Length / 2;
                for (int i = 0; i < n; i++)
                {
                    d += x[i] * x[n + i];
                    a += x[i] * x[i];
                    b += x[n + i] * x[n + i];
                }
                return d / Math.Sqrt(a * b);
            }
            """, [Halves]),
        new("MeanOfPowers", """
            [Differentiable]
            public static double F(double[] x)
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++)
                    s += Math.Pow(x[i], 3.5);
                return Math.Pow(s / x.Length, 1 / 3.5);
            }
            """, [Sizes]),
        new("TwoMeans", """
            private static readonly double[] data = { 0.1, 0.9, 1.7, 2.2 };
            [Differentiable(nameof(a), nameof(b))]
            public static double F(double a, double b)
            {
                double s = 0;
                for (int i = 0; i < data.Length; i++)
                    s += Math.Log(0.3 * Math.Exp(-0.5 * (data[i] - a) * (data[i] - a)) + 0.7 * Math.Exp(-0.5 * (data[i] - b) * (data[i] - b)));
                return s;
            }
            """, [1.2, 0.5]),
        new("WeightedByDecay", """
            [Differentiable(nameof(rate), nameof(shift), nameof(x))]
            public static double F(double rate, double shift, double[] x)
            {
                double s = 0, w = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    double e = Math.Exp(-rate * x[i]);
                    s += e * x[i];
                    w += e;
                }
                return s / w + shift;
            }
            """, [0.5, 1.5, Decaying]),
    ];
}
