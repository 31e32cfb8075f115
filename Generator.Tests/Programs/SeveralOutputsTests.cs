using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>Programs of several outputs, held to differences of what they compute: products with vectors, Jacobians, and the sums of a Gauss–Newton step.</summary>
public partial class SeveralOutputsTests
{
    private const double Tolerance = 2e-9;

    // By the number of its inputs p, the method F is called with; how many outputs it has, where it does not say so itself.
    private const string Fills = """
        public static double[] Value(double[] p) { var r = new double[M]; C.F(p, r); return r; }
        public static double[] Jvp(double[] p, double[] t) { var r = new double[M]; var d = new double[M]; Array.Fill(d, 7.0); C.FJvp(p, r, t, d); Same(r, Value(p)); return d; }
        public static double[] Vjp(double[] p, double[] c) { var g = new double[p.Length]; Array.Fill(g, 7.0); C.FVjp(p, c, g); return g; }
        public static double[] Jacobian(double[] p) { var j = new double[M * p.Length]; Array.Fill(j, 7.0); C.FJacobian(p, j); return j; }
        """;

    private const string Sums = """
        public static double[] GaussNewton(double[] p) { var a = new double[p.Length * p.Length]; var b = new double[p.Length]; Array.Fill(a, 7.0); Array.Fill(b, 7.0); C.FGaussNewton(p, a, b); return [.. a, .. b]; }
        """;

    private const string SumsOfFilled = """
        public static double[] GaussNewton(double[] p) { var r = new double[M]; var a = new double[p.Length * p.Length]; var b = new double[p.Length]; Array.Fill(a, 7.0); Array.Fill(b, 7.0); C.FGaussNewton(p, r, a, b); Same(r, Value(p)); return [.. a, .. b]; }
        """;

    private const string OfNumbers = """
        public static double[] Value(double[] p) { var r = new double[M]; C.F(p[0], p[1], r); return r; }
        public static double[] Jvp(double[] p, double[] t) { var r = new double[M]; var d = new double[M]; Array.Fill(d, 7.0); C.FJvp(p[0], p[1], r, t[0], t[1], d); Same(r, Value(p)); return d; }
        public static double[] Vjp(double[] p, double[] c) { var g = C.FVjp(p[0], p[1], c); return [g.A, g.B]; }
        public static double[] Jacobian(double[] p) { var j = new double[M * 2]; Array.Fill(j, 7.0); C.FJacobian(p[0], p[1], j); return j; }
        """;

    private const string SumsOfNumbers = """
        public static double[] GaussNewton(double[] p) { var a = new double[4]; var b = new double[2]; Array.Fill(a, 7.0); Array.Fill(b, 7.0); C.FGaussNewton(p[0], p[1], a, b); return [.. a, .. b]; }
        """;

    private const string SumsOfNumbersFilled = """
        public static double[] GaussNewton(double[] p) { var r = new double[M]; var a = new double[4]; var b = new double[2]; C.FGaussNewton(p[0], p[1], r, a, b); Same(r, Value(p)); return [.. a, .. b]; }
        """;

    private const string Returns = """
        public static double[] Value(double[] p) => C.F(p);
        public static double[] Jvp(double[] p, double[] t) { var r = C.FJvp(p, t); Same(r.Value, Value(p)); return r.Tangent; }
        public static double[] Vjp(double[] p, double[] c) { var g = new double[p.Length]; Array.Fill(g, 7.0); C.FVjp(p, c, g); return g; }
        public static double[] Jacobian(double[] p) { var j = new double[M * p.Length]; Array.Fill(j, 7.0); C.FJacobian(p, j); return j; }
        """;

    private const string ReturnsTuple = """
        public static double[] Value(double[] p) { var r = C.F(p.AsSpan(1), p[0]); return [r.Item1, r.Item2]; }
        public static double[] Jvp(double[] p, double[] t) { var r = C.FJvp(p.AsSpan(1), p[0], t.AsSpan(1), t[0]); Same([r.Value.Item1, r.Value.Item2], Value(p)); return [r.Tangent.Item1, r.Tangent.Item2]; }
        public static double[] Vjp(double[] p, double[] c) { var g = new double[p.Length]; Array.Fill(g, 7.0); g[0] = C.FVjp(p.AsSpan(1), p[0], c[0], c[1], g.AsSpan(1)); return g; }
        public static double[] Jacobian(double[] p) { var j = new double[2 * p.Length]; Array.Fill(j, 7.0); C.FJacobian(p.AsSpan(1), p[0], j); return Turned(j, p.Length); }
        public static double[] GaussNewton(double[] p) { int n = p.Length; var a = new double[n * n]; var b = new double[n]; C.FGaussNewton(p.AsSpan(1), p[0], a, b); return [.. Turned(TurnedColumns(a, n), n), .. Turned(b, n)]; }
        static double[] Turned(double[] j, int n) { var k = (double[])j.Clone(); for (int r = 0; r < j.Length / n; r++) { k[r * n] = j[r * n + n - 1]; for (int c = 1; c < n; c++) k[r * n + c] = j[r * n + c - 1]; } return k; }
        static double[] TurnedColumns(double[] a, int n) { var k = new double[n * n]; for (int r = 0; r < n; r++) for (int c = 0; c < n; c++) k[((r + 1) % n) * n + c] = a[r * n + c]; return k; }
        """;

    private static readonly double[] twoInputs = [0.7, -0.4];
    private static readonly double[] threeInputs = [0.7, -0.4, 1.3];

    // Name, members, driver, outputs, inputs.
    private static readonly (string Name, string Members, string Driver, int Outputs, double[] Inputs)[] cases =
    [
        ("Decays", "static readonly double[] X = [0.1, 0.9, 1.7, 2.2]; [Differentiable(nameof(a), nameof(b), {0})] public static void F(double a, double b, Span<double> r) { for (int i = 0; i < X.Length; i++) r[i] = a * Math.Exp(-b * X[i]) - 0.5; }", OfNumbers + SumsOfNumbers, 4, twoInputs),
        ("Trajectory", "[Differentiable(nameof(a), nameof(b), {0})] public static void F(double a, double b, Span<double> r) { double s = a; for (int i = 0; i < r.Length; i++) { s = s - 0.1 * b * s * s; r[i] = s; } }", OfNumbers + SumsOfNumbersFilled, 5, twoInputs),
        ("Interleaved", "[Differentiable(nameof(x), {0})] public static void F(ReadOnlySpan<double> x, Span<double> r) { for (int i = 0; i < x.Length; i++) { double u = x[i] * x[0]; r[2 * i] = Math.Sin(u); r[2 * i + 1] = u * u - x[1]; } }", Fills + Sums, 6, threeInputs),
        ("Chosen", "[Differentiable(nameof(x), {0})] public static void F(ReadOnlySpan<double> x, Span<double> r) { for (int i = 0; i < r.Length; i++) { if (i % 2 == 0) r[i] = x[0] * i * x[2]; else r[i] = Math.Exp(x[1]) * x[0]; } }", Fills + SumsOfFilled, 5, threeInputs),
        ("Model", "static readonly double[,] X = {{ {{ 1, 0.2, -0.3 }}, {{ 1, 0.7, 0.4 }}, {{ 1, -0.5, 0.9 }}, {{ 1, 0.1, -0.8 }} }}; [Differentiable(nameof(w), {0})] public static void F(ReadOnlySpan<double> w, Span<double> r) { for (int i = 0; i < 4; i++) { double z = 0; for (int j = 0; j < w.Length; j++) z += w[j] * X[i, j]; r[i] = Math.Tanh(z) - 0.1 * i; } }", Fills + Sums, 4, threeInputs),
        ("Smoothing", "[Differentiable(nameof(x), {0})] public static void F(ReadOnlySpan<double> x, Span<double> r) { double s = 0; for (int i = 0; i < x.Length; i++) { s = 0.5 * s + x[i] * x[i]; r[i] = s; } }", Fills + SumsOfFilled, 3, threeInputs),
        ("ReadAgain", "[Differentiable(nameof(x), {0})] public static void F(ReadOnlySpan<double> x, Span<double> r) { for (int i = 0; i < x.Length; i++) r[i] = Math.Exp(x[i]); for (int i = 1; i < x.Length; i++) r[i] += r[i - 1] * x[0]; }", Fills + SumsOfFilled, 3, threeInputs),
        ("Partly", "[Differentiable(nameof(x), {0})] public static void F(ReadOnlySpan<double> x, Span<double> r) { r.Clear(); for (int i = 1; i + 1 < r.Length; i++) r[i] = x[i % 3] * x[0]; }", Fills + SumsOfFilled, 5, threeInputs),
        ("NotOfTheFirst", "[Differentiable(nameof(x), {0})] public static void F(ReadOnlySpan<double> x, Span<double> r) { for (int i = 0; i < x.Length; i++) { if (i == 0) continue; r[i - 1] = x[i] * x[i] - x[i - 1]; } }", Fills + Sums, 2, threeInputs),
        ("SlopesAtTheEnds", "[Differentiable(nameof(x), {0})] public static void F(ReadOnlySpan<double> x, Span<double> r) { r[0] = x[1] * x[0]; r[x.Length - 1] = x[1] - x[x.Length - 1]; for (int i = 1; i + 1 < x.Length; i++) r[i] = (x[i + 1] - x[i - 1]) * x[i]; }", Fills + SumsOfFilled, 4, [0.7, -0.4, 1.3, 0.2]),
        ("EndsInOneElement", "[Differentiable(nameof(x), {0})] public static void F(ReadOnlySpan<double> x, Span<double> r) { r[0] = x[0] * x[0]; r[x.Length - 1] = Math.Sin(x[0]); for (int i = 1; i < x.Length - 1; i++) r[i] = x[i + 1] - x[i - 1]; }", Fills + SumsOfFilled, 1, [0.7]),
        ("WrittenAnew", "[Differentiable(nameof(x), {0})] public static void F(ReadOnlySpan<double> x, Span<double> r) { for (int i = 0; i < x.Length; i++) r[i] = x[i] * x[0]; for (int i = 0; i < x.Length; i += 2) r[i] = Math.Sin(x[i]); r[1] = x[2]; }", Fills + SumsOfFilled, 3, threeInputs),
        ("Regularised", "static readonly double[,] X = {{ {{ 1, 0.2, -0.3 }}, {{ 1, 0.7, 0.4 }} }}; [Differentiable({0})] public static double[] F(double[] w) { int n = X.GetLength(0); var r = new double[n + w.Length]; for (int i = 0; i < n; i++) { double z = 0; for (int j = 0; j < w.Length; j++) z += X[i, j] * w[j]; r[i] = Calculus.Logistic(z) - 0.4; } for (int j = 0; j < w.Length; j++) r[n + j] = 0.3 * w[j] * w[j]; return r; }", Returns + Sums, 5, threeInputs),
        ("InItsCallee", "[Differentiable(nameof(x), {0})] public static void F(ReadOnlySpan<double> x, Span<double> r) => Fill(x, r, 2); static void Fill(ReadOnlySpan<double> x, Span<double> to, double by) { for (int i = 0; i < x.Length; i++) to[i] = by * x[i] * x[i]; }", Fills + Sums, 3, threeInputs),
        ("Softmax", "[Differentiable({0})] public static double[] F(double[] x) { double max = x[0]; for (int i = 1; i < x.Length; i++) max = Math.Max(max, x[i]); var y = new double[x.Length]; double sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = Math.Exp(x[i] - max); sum += y[i]; } for (int i = 0; i < x.Length; i++) y[i] /= sum; return y; }", Returns + Sums, 3, threeInputs),
        ("Squares", "[Differentiable({0})] public static double[] F(double[] x) { var y = new double[x.Length]; for (int i = 0; i < x.Length; i++) y[i] = x[i] * x[i] * x[0]; return y; }", Returns + Sums, 3, threeInputs),
        ("Camera", "[Differentiable(nameof(p), nameof(s), {0})] public static (double U, double V) F(ReadOnlySpan<double> p, double s) { double z = p[1] + s * s; return (p[0] / z, p[0] * p[1] * s / z); }", ReturnsTuple, 2, threeInputs),
        ("Buffered", "[Differentiable(nameof(p), nameof(s), {0})] public static (double U, double V) F(ReadOnlySpan<double> p, double s) {{ var y = new double[p.Length]; for (int i = 0; i < p.Length; i++) y[i % 2] += Math.Sin(p[i]) * y[1] + s * p[i]; double u = 0, v = 0; for (int i = 0; i < y.Length; i++) {{ u += y[i] * y[i]; v += y[i]; }} return (u, v * u); }}", ReturnsTuple, 2, threeInputs),
        ("Overwritten", "[Differentiable(nameof(p), nameof(s), {0})] public static (double U, double V) F(ReadOnlySpan<double> p, double s) => Of(p, s, p.ToArray()); private static (double U, double V) Of(ReadOnlySpan<double> p, double s, double[] x) {{ for (int i = 1; i < x.Length; i++) x[i] += x[i - 1] * s * p[i]; return (x[0] * x[1], x[^1]); }}", ReturnsTuple, 2, threeInputs),
        ("SeededOnce", "[Differentiable(nameof(p), nameof(s), {0})] public static (double U, double V) F(ReadOnlySpan<double> p, double s) {{ var random = new Random(3); var about = System.Numerics.Quaternion.Identity; double u = 0, v = 1; for (int i = 0; i < p.Length; i++) {{ u += p[i] * about.W * random.GetType().Name.Length; v *= s * u; }} return (u, v); }}", ReturnsTuple, 2, threeInputs),
        ("OfASequence", "static System.Collections.Generic.IEnumerable<double> Samples => System.Linq.Enumerable.Select(System.Linq.Enumerable.Range(1, 3), k => 0.2 * k); static double Weight(double s) { double w = 1; while (w > s) w /= 2; return w; } [Differentiable(nameof(x), {0})] public static void F(ReadOnlySpan<double> x, Span<double> r) {{ double v = 1, p = 0, w = Weight(0.3); foreach (var s in Samples) {{ p += v * s * x[0] * w; v *= Math.Exp(-x[1] * s) + x[2]; }} r[0] = v - p; r[1] = p * p * w; r[2] = v * x[0]; }}", Fills + Sums, 3, threeInputs),
        ("SearchedInTurns", "static readonly int[] Data = [1, 7, 3]; [Differentiable(nameof(a), {0})] public static void F(double[] a, Span<double> r) {{ for (int n = 0; n < Data.Length; n++) {{ int k = 0; while (k * k < Data[n]) k++; double s = 0; for (int i = 0; i < k; i++) s += Math.Sin(a[i % a.Length] * i); r[2 * n] = s * a[0]; int q = 1; while (q < Data[n]) q *= 2; r[2 * n + 1] = s * s - q * a[1]; }} }}", Fills + Sums, 6, threeInputs),
        ("Moments", "[Differentiable(nameof(x), nameof(s), {0})] public static (double Mean, double Spread) F(ReadOnlySpan<double> x, double s) { double sum = 0, squares = 0; for (int i = 0; i < x.Length; i++) { sum += x[i]; squares += x[i] * x[i] * s; } double mean = sum / x.Length; return (mean, squares - mean * mean); }", ReturnsTuple, 2, [0.3, 0.7, -0.4, 1.3]),
    ];

    private const string All = "Derivatives = Derivatives.Jacobian | Derivatives.JacobianVectorProduct | Derivatives.VectorJacobianProduct | Derivatives.GaussNewton";

    public static TheoryData<string> Names => [.. cases.Concat(shapes).Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Agree_with_differences(string name)
    {
        var (_, members, driver, outputs, inputs) = cases.Concat(shapes).Single(one => one.Name == name);
        var text = members.Replace("{0}", All, StringComparison.Ordinal).Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);
        using var code = GeneratorRun.Of($$"""
            using System;
            using SymDiff;

            public static partial class C
            {
                {{text}}
            }

            public static class Driver
            {
                const int M = {{outputs}};
                static void Same(double[] a, double[] b) { for (int i = 0; i < a.Length; i++) if (BitConverter.DoubleToInt64Bits(a[i]) != BitConverter.DoubleToInt64Bits(b[i])) throw new Exception("not the value"); }
                {{driver}}
            }
            """).Load();
        double[] Call(string form, params object[] arguments) => (double[])code.Call("Driver." + form, arguments)!;
        var n = inputs.Length;
        var value = Call("Value", inputs);
        var jacobian = new double[outputs, n];
        for (var j = 0; j < n; j++)
        {
            double[] At(double step) => Call("Value", inputs.Select((x, i) => i == j ? x + step : x).ToArray());
            const double H = 2e-3;
            double[][] around = [At(H), At(-H), At(2 * H), At(-2 * H), At(3 * H), At(-3 * H)];
            for (var i = 0; i < outputs; i++)
                jacobian[i, j] = ((45 * (around[0][i] - around[1][i])) - (9 * (around[2][i] - around[3][i])) + around[4][i] - around[5][i]) / (60 * H);
        }

        double[] tangents = [.. inputs.Select((_, j) => 0.6 - (0.5 * j))], cotangents = [.. value.Select((_, i) => 1.1 - (0.4 * i))];
        Close(Call("Jacobian", inputs), [.. Enumerable.Range(0, outputs * n).Select(k => jacobian[k / n, k % n])], "Jacobian");
        Close(Call("Jvp", inputs, tangents), [.. Enumerable.Range(0, outputs).Select(i => tangents.Select((t, j) => t * jacobian[i, j]).Sum())], "Jvp");
        Close(Call("Vjp", inputs, cotangents), [.. Enumerable.Range(0, n).Select(j => cotangents.Select((c, i) => c * jacobian[i, j]).Sum())], "Vjp");
        var products = Enumerable.Range(0, n * n).Select(k => Enumerable.Range(0, outputs).Sum(i => jacobian[i, k / n] * jacobian[i, k % n]));
        var slopes = Enumerable.Range(0, n).Select(j => Enumerable.Range(0, outputs).Sum(i => jacobian[i, j] * value[i]));
        Close(Call("GaussNewton", inputs), [.. products, .. slopes], "Gauss–Newton");
    }

    private static void Close(double[] actual, double[] expected, string form)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = 1 + expected.Max(Math.Abs);
        for (var i = 0; i < actual.Length; i++)
            Assert.True(Math.Abs(actual[i] - expected[i]) <= Tolerance * scale, $"{form} {i}: {actual[i]:R}, by differences {expected[i]:R}");
    }
}
