using SymDiff.Generator.Tests.Programs;

namespace SymDiff.Generator.Tests.Tensors;

/// <summary>Programs that call <c>TensorPrimitives</c>.</summary>
internal static class TensorCases
{
    private static readonly double[] four = [0.5, -1.25, 2, 0.75];
    private static readonly double[] other = [1.5, 0.25, -0.5, 1];
    private static readonly double[] positive = [0.5, 1.25, 2, 0.75];

    // So many that sums are added up in another order.
    private static readonly double[] many = [.. Enumerable.Range(0, 37).Select(i => 0.3 + (0.1 * (i * 7 % 11)))];
    private static readonly double[] others = [.. Enumerable.Range(0, 37).Select(i => 1.3 - (0.2 * (i * 5 % 9)))];

    public static readonly IReadOnlyList<ProgramCase> All =
    [
        new("TensorDot", """
            [Differentiable(nameof(x), nameof(y))]
            public static double F(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => Math.Exp(0.1 * TensorPrimitives.Dot(x, y)) + TensorPrimitives.Sum(x);
            """, [four, other], [many, others]),
        new("TensorNorms", """
            [Differentiable(nameof(x), nameof(y))]
            public static double F(double[] x, double[] y) => TensorPrimitives.Norm(x) * TensorPrimitives.Distance(x, y) + TensorPrimitives.SumOfSquares(y) * TensorPrimitives.SumOfMagnitudes(x)
                + TensorPrimitives.CosineSimilarity(x, y) / TensorPrimitives.Norm<double>(y.AsSpan(1));
            """, [four, other], [many, others]),
        new("TensorExtremes", """
            [Differentiable(nameof(x))]
            public static double F(double[] x, double[] data) => TensorPrimitives.Max(x) * TensorPrimitives.Min(data) + TensorPrimitives.Product(x) * TensorPrimitives.Min(x) + TensorPrimitives.MaxMagnitude(x)
                + TensorPrimitives.ProductOfSums(x, data);
            """, [four, other]),
        new("TensorMaps", """
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a, double[] w)
            {
                var p = new double[x.Length];
                var q = new double[x.Length];
                TensorPrimitives.Exp(x, p);
                TensorPrimitives.Multiply(p, a, q);
                TensorPrimitives.Add(q, x, q);
                TensorPrimitives.Tanh(q, p);
                TensorPrimitives.MultiplyAdd(p, w, x, q);
                TensorPrimitives.Negate(q, q);
                TensorPrimitives.Sigmoid(q, p);
                TensorPrimitives.Subtract(p, q, p);
                TensorPrimitives.Divide(p, 2.5, p);
                return TensorPrimitives.Dot(p, q);
            }
            """, [four, 0.75, other], [many, 0.5, others]),
        new("TensorDeviations", """
            [Differentiable(nameof(x))]
            public static double F(double[] x)
            {
                var p = new double[x.Length];
                var q = new double[x.Length];
                TensorPrimitives.Clamp(x, -0.5, 1.5, p);
                TensorPrimitives.Increment<double>(p, p);
                TensorPrimitives.RootN<double>(p, 3, q);
                var r = new double[x.Length];
                TensorPrimitives.ScaleB<double>(p, 2, r);
                var s = new double[x.Length];
                TensorPrimitives.Lerp<double>(r, q, x, s);
                return TensorPrimitives.StdDev<double>(x) * TensorPrimitives.Sum(s) + TensorPrimitives.MaxNumber<double>(x) * TensorPrimitives.MinMagnitudeNumber<double>(x);
            }
            """, [four]),
        // What q was made of is overwritten, and the first derivative does not ask for it.
        new("TensorOverwritten", """
            [Differentiable(nameof(x))]
            public static double F(double[] x)
            {
                var p = new double[x.Length];
                var q = new double[x.Length];
                TensorPrimitives.Sin(x, p);
                TensorPrimitives.Exp(p, p);
                TensorPrimitives.Exp(p, q);
                TensorPrimitives.Multiply(p, 4, p);
                TensorPrimitives.Tanh(q, q);
                TensorPrimitives.Exp(p, p);
                return TensorPrimitives.Dot(p, q);
            }
            """, [four]),
        new("TensorFunctions", """
            [Differentiable(nameof(x))]
            public static double F(double[] x)
            {
                var p = new double[x.Length];
                var q = new double[x.Length];
                TensorPrimitives.Log(x, p);
                TensorPrimitives.Sqrt(x, q);
                TensorPrimitives.Multiply(p, q, p);
                TensorPrimitives.Sin(p, q);
                TensorPrimitives.Pow(x, q, p);
                TensorPrimitives.AddMultiply(p, x, q, p);
                TensorPrimitives.Max(p, q, p);
                TensorPrimitives.Reciprocal(x, q);
                TensorPrimitives.ReciprocalSqrt(x, q);
                return TensorPrimitives.Sum(p) + TensorPrimitives.Sum(q);
            }
            """, [positive], [many.Select(x => x + 0.05).ToArray()]),
        new("TensorSoftMax", """
            [Differentiable(nameof(logits))]
            public static double F(double[] logits, double[] labels)
            {
                var p = new double[logits.Length];
                TensorPrimitives.SoftMax(logits, p);
                TensorPrimitives.Log(p, p);
                return -TensorPrimitives.Dot(p, labels);
            }
            """, [four, positive], [many, others]),
        new("TensorsInALoop", """
            [Differentiable(nameof(w), nameof(b))]
            public static double F(double[] w, double b, double[] rows, double[] labels)
            {
                double loss = 0;
                for (int i = 0; i < labels.Length; i++)
                {
                    double z = TensorPrimitives.Dot(w, rows.AsSpan(i * w.Length, w.Length)) + b;
                    loss += Math.Log(1 + Math.Exp(z)) - labels[i] * z;
                }
                return loss + 0.5 * TensorPrimitives.SumOfSquares(w);
            }
            """, [new double[] { 0.5, -1 }, 0.25, other, new double[] { 1, 0 }]),
        new("TensorsInPlaceInALoop", """
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a, int n)
            {
                var u = x.ToArray();
                for (int k = 0; k < n; k++)
                {
                    TensorPrimitives.Multiply(u, a, u);
                    TensorPrimitives.Tanh(u, u);
                    TensorPrimitives.Add(u, x, u);
                }
                return TensorPrimitives.Norm(u);
            }
            """, [four, 0.75, 3], [many, 0.5, 2]),
        new("TensorsThroughHelpers", """
            [Differentiable(nameof(x))]
            public static double F(double[] x, double[] data) => Cosine(x, data) + Length(x.AsSpan(1, 2)) * Length(data);
            static double Cosine(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => TensorPrimitives.Dot(a, b) / (Length(a) * Length(b));
            static double Length(ReadOnlySpan<double> a) => Math.Sqrt(TensorPrimitives.SumOfSquares(a));
            """, [four, other]),
        new("CopiesWithinOneArray", """
            [Differentiable(nameof(x))]
            public static double F(double[] x)
            {
                var u = new double[x.Length];
                Array.Copy(x, 1, u, 0, x.Length - 1);
                u[x.Length - 1] = x[0] * x[1];
                u.AsSpan(0, u.Length - 1).CopyTo(u.AsSpan(1));
                Array.Reverse(u);
                Array.Clear(u, 1, 1);
                u.AsSpan(0, 3).Reverse();
                Array.Fill(u, x[2], 1, 1);
                double s = 0;
                for (int i = 0; i < u.Length; i++)
                    s += (i + 1) * u[i] * u[i];
                return s;
            }
            """, [four], [many]),
    ];
}
