using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>Hessians and Jacobians over arrays, against what is worked out by hand; and the code, where a person would write it so.</summary>
public class ArrayFormGoldenTests
{
    private delegate void Fill(double[] x, double[] into);

    private delegate void FillFlat(double[] w, double[] x, double[] y, double[] into);

    private delegate void FillSensitivities(double x, double v, double k, double c, double[] push, Span<double> into);

    private delegate void FillWith(double[] w, double[,] x, double[] y, double[] into);

    private static readonly double[] point = [0.7, -0.4, 1.3, 0.2];
    private static readonly double[,] rows = { { 1, 0.2, -0.3 }, { 1, 0.7, 0.4 }, { 1, -0.5, 0.9 }, { 1, 0.1, -0.8 } };
    private static readonly double[] weights = [0.3, -0.6, 0.8];
    private static readonly double[] labels = [1, 0, 1, 1];

    [Fact]
    public void Rosenbrock_in_many_dimensions_has_three_diagonals()
    {
        var run = GeneratorRun.Of(Source("""
            [Differentiable(Derivatives = Derivatives.Hessian)]
            public static double F(double[] x)
            {
                double sum = 0;
                for (int i = 0; i + 1 < x.Length; i++)
                {
                    double u = x[i + 1] - x[i] * x[i];
                    double v = 1 - x[i];
                    sum += 100 * u * u + v * v;
                }

                return sum;
            }
            """));
        using var code = run.Load();
        var n = point.Length;
        var expected = new double[n * n];
        for (var i = 0; i + 1 < n; i++)
        {
            expected[(i * n) + i] += 1200 * point[i] * point[i] - 400 * point[i + 1] + 2;
            expected[(i * n) + i + 1] = expected[((i + 1) * n) + i] = -400 * point[i];
            expected[((i + 1) * n) + i + 1] += 200;
        }

        Numeric.Close(Filled(code, "C.FHessian", point, n * n), expected);
        // Each turn adds what its own two elements give: there is no run for each direction.
        Assert.Contains("hessian[t1 + (i + 1)] += t2;", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("xTangent", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Logistic_regression_has_the_information_matrix()
    {
        var run = GeneratorRun.Of(Source("""
            [Differentiable(nameof(w), Derivatives = Derivatives.Hessian | Derivatives.HessianVectorProduct)]
            public static double F(double[] w, double[,] x, double[] y)
            {
                double sum = 0;
                for (int i = 0; i < y.Length; i++)
                {
                    double z = 0;
                    for (int j = 0; j < w.Length; j++) z += w[j] * x[i, j];
                    sum += y[i] * z - Math.Log(1 + Math.Exp(z));
                }

                return sum;
            }
            """));
        using var code = run.Load();
        var hessian = new double[weights.Length * weights.Length];
        code.Delegate<FillWith>("C.Hessian")(weights, rows, labels, hessian);
        Numeric.Close(hessian, Information());
        // The exponential is taken once for each row of the data.
        Assert.Contains("var weight = x[i, j] * curvature;", run.Text, StringComparison.Ordinal);
    }

    // What the turn's partials are is the same along all directions.
    [Fact]
    public void The_sensitivities_of_a_recurrence_travel_with_it()
    {
        var run = GeneratorRun.Of("""
            using System;
            using SymDiff;

            public static partial class C
            {
                [Differentiable("x", "v", "k", "c", Derivatives = Derivatives.Jacobian | Derivatives.JacobianVectorProduct)]
                public static (double X, double V) F(double x, double v, double k, double c, double[] push)
                {
                    const double dt = 0.01;
                    foreach (var p in push)
                    {
                        v += dt * (p - k * Math.Sin(x) - c * v * v);
                        x += dt * v;
                    }

                    return (x, v);
                }
            }
            """);
        using var code = run.Load();
        var jacobian = new double[8];
        code.Delegate<FillSensitivities>("C.FJacobian")(0.4, -0.3, 2.1, 0.7, point, jacobian);
        for (var k = 0; k < 4; k++)
        {
            double Along(int direction) => direction == k ? 1 : 0;
            var (_, tangent) = ((ValueTuple<double, double>, ValueTuple<double, double>))code.Call("C.FJvp", 0.4, -0.3, 2.1, 0.7, point, Along(0), Along(1), Along(2), Along(3))!;
            Numeric.Close([jacobian[k], jacobian[4 + k]], [tangent.Item1, tangent.Item2]);
        }

        Assert.Contains("vByK = difference * vByK - dt * sinX - t1CosX * xByK;", run.Text, StringComparison.Ordinal);
        Assert.Contains("xByK += dt * vByK;", run.Text, StringComparison.Ordinal);
    }

    // The rows of a table that is kept in one array are read as such, where a loop has been through all of them.
    [Theory]
    [InlineData("double[]", "z += w[j] * x[i * w.Length + j];", "var xRow = x.AsSpan(i * w.Length, w.Length);")]
    [InlineData("ReadOnlySpan<double>", "z += x[j + i * w.Length] * w[j];", "var xRow = x.Slice(i * w.Length, w.Length);")]
    [InlineData("ReadOnlySpan<double>", "z += w[j] * x[i * w.Length + j];", "var xRow = x.Slice(i * w.Length, w.Length);")]
    [InlineData("double[]", "if (w[j] != 0) z += w[j] * x[i * w.Length + j];", null)]
    public void Logistic_regression_goes_through_rows(string table, string added, string? taken)
    {
        var run = GeneratorRun.Of($$"""
            using System;
            using SymDiff;

            public static partial class C
            {
                [Differentiable(nameof(w), Derivatives = Derivatives.Hessian)]
                public static double F(double[] w, {{table}} x, double[] y)
                {
                    double sum = 0;
                    for (int i = 0; i < y.Length; i++)
                    {
                        double z = 0;
                        for (int j = 0; j < w.Length; j++) {{added}}
                        sum += y[i] * z - Math.Log(1 + Math.Exp(z));
                    }

                    return sum;
                }

                public static void Hessian(double[] w, double[] x, double[] y, double[] into) => FHessian(w, x, y, into);
            }
            """);
        Assert.Equal(taken is not null, run.Text.Contains("xRow", StringComparison.Ordinal));
        Assert.Contains(taken ?? "", run.Text, StringComparison.Ordinal);
        using var code = run.Load();
        var hessian = code.Delegate<FillFlat>("C.Hessian");
        double[] flat = [.. rows.Cast<double>()];
        var n = weights.Length;
        var into = new double[n * n];
        hessian(weights, flat, labels, into);
        Numeric.Close(into, Information());
        hessian([], [], labels, []);
        hessian(weights, [], [], into);
        Assert.All(into, entry => Assert.Equal(0, entry));
    }

    private static double[] Information()
    {
        var n = weights.Length;
        var expected = new double[n * n];
        for (var i = 0; i < labels.Length; i++)
        {
            var z = Enumerable.Range(0, n).Sum(j => weights[j] * rows[i, j]);
            var p = 1 / (1 + Math.Exp(-z));
            for (var k = 0; k < n * n; k++)
                expected[k] -= p * (1 - p) * rows[i, k / n] * rows[i, k % n];
        }

        return expected;
    }

    [Fact]
    public void Softmax_has_the_covariance_of_its_probabilities()
    {
        using var code = GeneratorRun.Of(Source("""
            [Differentiable(Derivatives = Derivatives.Jacobian)]
            public static double[] F(double[] x)
            {
                double max = x[0];
                for (int i = 1; i < x.Length; i++) max = Math.Max(max, x[i]);
                var p = new double[x.Length];
                double sum = 0;
                for (int i = 0; i < x.Length; i++) sum += p[i] = Math.Exp(x[i] - max);
                for (int i = 0; i < x.Length; i++) p[i] /= sum;
                return p;
            }
            """)).Load();
        var n = point.Length;
        double[] e = [.. point.Select(Math.Exp)];
        double[] p = [.. e.Select(x => x / e.Sum())];
        double[] expected = [.. Enumerable.Range(0, n * n).Select(k => p[k / n] * ((k / n == k % n ? 1 : 0) - p[k % n]))];

        Numeric.Close(Filled(code, "C.FJacobian", point, n * n), expected);
    }

    [Fact]
    public void Linear_least_squares_has_the_normal_equations()
    {
        var run = GeneratorRun.Of(Source("""
            [Differentiable(nameof(w), Derivatives = Derivatives.GaussNewton)]
            public static double[] F(double[] w, double[,] x, double[] y)
            {
                var r = new double[y.Length];
                for (int i = 0; i < r.Length; i++)
                {
                    double z = 0;
                    for (int j = 0; j < w.Length; j++) z += w[j] * x[i, j];
                    r[i] = z - y[i];
                }

                return r;
            }
            """));
        using var code = run.Load();
        var n = weights.Length;
        double[] r = [.. labels.Select((y, i) => Enumerable.Range(0, n).Sum(j => weights[j] * rows[i, j]) - y)];
        double[] products = [.. Enumerable.Range(0, n * n).Select(k => Enumerable.Range(0, r.Length).Sum(i => rows[i, k / n] * rows[i, k % n]))];
        double[] slopes = [.. Enumerable.Range(0, n).Select(j => Enumerable.Range(0, r.Length).Sum(i => rows[i, j] * r[i]))];
        var sums = new double[n * n + n];
        code.Delegate<FillWith>("C.GaussNewton")(weights, rows, labels, sums);

        Numeric.Close(sums, [.. products, .. slopes]);
        Assert.DoesNotContain("jacobian", run.Text, StringComparison.Ordinal);
    }

    private static double[] Filled(CompiledCode code, string method, double[] x, int count)
    {
        var into = new double[count];
        code.Delegate<Fill>(method.Replace(".F", ".", StringComparison.Ordinal))(x, into);
        return into;
    }

    // Spans are passed by these, which take arrays.
    private static string Source(string method)
    {
        string[] passed =
        [
            method.Contains("F(double[] x)", StringComparison.Ordinal) && method.Contains("Hessian", StringComparison.Ordinal) ? "public static void Hessian(double[] x, double[] into) => FHessian(x, into);" : "",
            method.Contains("Jacobian", StringComparison.Ordinal) ? "public static void Jacobian(double[] x, double[] into) => FJacobian(x, into);" : "",
            method.Contains("F(double[] w", StringComparison.Ordinal) && method.Contains("Hessian", StringComparison.Ordinal) ? "public static void Hessian(double[] w, double[,] x, double[] y, double[] into) => FHessian(w, x, y, into);" : "",
            method.Contains("GaussNewton", StringComparison.Ordinal) ? "public static void GaussNewton(double[] w, double[,] x, double[] y, double[] into) => FGaussNewton(w, x, y, into.AsSpan(0, w.Length * w.Length), into.AsSpan(w.Length * w.Length));" : "",
        ];
        return "using System; using SymDiff;\npublic static partial class C\n{\n" + method + "\n" + string.Join("\n", passed) + "\n}\n";
    }
}
