using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Forms;

/// <summary>A Hessian is symmetric: one triangle is computed, and only what the function makes different from zero is visited.</summary>
public class SymmetryTests
{
    [Fact]
    public void An_outer_product_is_added_up_from_the_diagonal_on()
    {
        var text = GeneratorRun.Of("""
            using System; using SymDiff;
            public static partial class C
            {
                [Differentiable(nameof(w), Derivatives = Derivatives.Hessian)]
                public static double F(double[] w, double[,] x)
                {
                    double sum = 0;
                    for (int i = 0; i < x.GetLength(0); i++)
                    {
                        double z = 0;
                        for (int j = 0; j < w.Length; j++)
                            z += w[j] * x[i, j];
                        sum += Math.Log(1 + Math.Exp(z));
                    }

                    return sum;
                }
            }
            """).AssertSound().Text;
        Assert.Contains("for (int j2 = j; j2 < w.Length; j2++)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Diagonals_are_written_on_both_sides_and_nothing_is_copied()
    {
        var run = GeneratorRun.Of("""
            using SymDiff;
            public static partial class C
            {
                [Differentiable(Derivatives = Derivatives.Hessian)]
                public static double F(double[] x)
                {
                    double sum = 0;
                    for (int i = 0; i < x.Length - 1; i++)
                        sum += (x[i + 1] - x[i] * x[i]) * (x[i + 1] - x[i] * x[i]) * x[i];
                    return sum;
                }
            }
            """);
        var hessian = run.Text.Split("FValueGradientAndHessian")[0];
        Assert.Equal(2, hessian.Split("for (").Length);

        using var code = run.Load();
        double[] x = [0.7, -0.4, 1.3, 0.2];
        var n = x.Length;
        var matrix = new double[n * n];
        code.Delegate<HessianOfArray>("C.FHessian")(x, matrix);
        var expected = new double[n * n];
        for (var i = 0; i < n - 1; i++)
        {
            // b = y − x², f = b²·x: f_xx = −12·b·x + 8·x³, f_xy = 2·b − 4·x², f_yy = 2·x
            var b = x[i + 1] - (x[i] * x[i]);
            expected[(i * n) + i] += (-12 * b * x[i]) + (8 * x[i] * x[i] * x[i]);
            expected[(i * n) + i + 1] = expected[((i + 1) * n) + i] = (2 * b) - (4 * x[i] * x[i]);
            expected[((i + 1) * n) + i + 1] += 2 * x[i];
        }

        Numeric.Close(matrix, expected, 1e-13);
        for (var i = 0; i < n * n; i++)
            Numeric.SameBits(matrix[i], matrix[(i % n * n) + (i / n)]);
    }

    private delegate void HessianOfArray(double[] x, Span<double> hessian);
}
