using SymDiff.Generator.Tests.Diagnostics;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>Forms that run a program several times, once for each column or row: what other code does in it, it does once, and what only computes may be done as often as needed.</summary>
public class RunOnceTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; using SymDiff;\n";

    private const string Drawn = """
        public static partial class C
        {
            public static int Calls;

            [Differentiable(nameof(x), Derivatives = Derivatives.Hessian)]
            public static double F(ReadOnlySpan<double> x, Queue<double> draws)
            {
                double z = draws.Dequeue();
                double s = z;
                for (int i = 0; i < x.Length; i++) s = Math.Sin(s + x[i]);
                return s * z;
            }

            [Differentiable(nameof(x), Derivatives = Derivatives.Hessian)]
            public static double Counted(ReadOnlySpan<double> x)
            {
                Calls++;
                double s = 0.3;
                for (int i = 0; i < x.Length; i++) s = Math.Sin(s + x[i]);
                return s;
            }

            [Differentiable(nameof(x), Derivatives = Derivatives.Jacobian)]
            public static (double A, double B) G(ReadOnlySpan<double> x, Queue<double> draws)
            {
                double s = draws.Dequeue();
                for (int i = 0; i < x.Length; i++) s = Math.Sin(s + x[i]);
                double z = draws.Dequeue();
                return (s * z, s * s);
            }

            static Queue<double> Draws => new(new[] { 0.7, 0.4, 0.9, 0.2, 0.6, 0.3, 0.8, 0.1, 0.5 });
            public static double[] Gradient(double[] x) { var g = new double[x.Length]; FValueGradientAndHessian(x, Draws, g, new double[x.Length * x.Length]); return g; }
            public static double[] Hessian(double[] x) { var h = new double[x.Length * x.Length]; FHessian(x, Draws, h); return h; }
            public static double[] HessianOfAll(double[] x) { var h = new double[x.Length * x.Length]; FValueGradientAndHessian(x, Draws, new double[x.Length], h); return h; }
            public static double[] Value(double[] x) => new[] { F(x, Draws) };
            public static double[] Pair(double[] x) { var (a, b) = G(x, Draws); return new[] { a, b }; }
            public static double[] Jacobian(double[] x) { var j = new double[2 * x.Length]; GJacobian(x, Draws, j); return j; }
            public static int Count(double[] x) { Calls = 0; CountedHessian(x, new double[x.Length * x.Length]); return Calls; }
        }
        """;

    private const string Searches = """
        public static partial class C
        {
            static int Next(ref int state) { state = state * 7 % 11; return state; }

            // The last point depends on all knots, so that there is a column for each.
            [Differentiable(nameof(y), Derivatives = Derivatives.Jacobian)]
            public static void Spline(ReadOnlySpan<double> knots, ReadOnlySpan<double> y, ReadOnlySpan<double> x, Span<double> r)
            {
                double before = 0;
                for (int k = 0; k < x.Length; k++)
                {
                    int i = 0;
                    while (i < knots.Length - 2 && x[k] > knots[i + 1]) i++;
                    double w = (x[k] - knots[i]) / (knots[i + 1] - knots[i]);
                    before = Math.Sin(before) + (1 - w) * y[i] + w * y[i + 1];
                    r[k] = before;
                }
            }

            [Differentiable(nameof(y), Derivatives = Derivatives.Jacobian)]
            public static (double A, double B) Pair(ReadOnlySpan<double> knots, ReadOnlySpan<double> y, ReadOnlySpan<double> x)
            {
                double s = 0;
                for (int k = 0; k < y.Length; k++) s += y[k] * y[k];
                int i = 0;
                while (i < knots.Length - 1 && knots[i] < x[1]) i++;
                double p = 1;
                for (int k = i; k < y.Length; k++) p = Math.Sin(p + y[k]);
                return (s * p, p * p);
            }

            [Differentiable(nameof(y), Derivatives = Derivatives.Gradient | Derivatives.Hessian)]
            public static double Visited(ReadOnlySpan<double> y, int seed)
            {
                double s = 0;
                int state = seed;
                for (int k = 0; k < 5; k++)
                {
                    int j = Next(ref state) % y.Length;
                    while (j == 2) j = Next(ref state) % y.Length;
                    s = Math.Sin(s + y[j] * y[k % y.Length]);
                }
                return s;
            }

            static readonly double[] Knots = [0, 0.5, 1.2, 2, 2.7], X = [0.2, 0.9, 1.3, 2.6];
            public static double[] Values(double[] y) { var r = new double[4]; Spline(Knots, y, X, r); return r; }
            public static double[] Jacobian(double[] y) { var j = new double[4 * y.Length]; SplineJacobian(Knots, y, X, j); return j; }
            public static double[] PairOf(double[] y) { var (a, b) = Pair(Knots, y, X); return new[] { a, b }; }
            public static double[] JacobianOfPair(double[] y) { var j = new double[2 * y.Length]; PairJacobian(Knots, y, X, j); return j; }
            public static double[] Gradient(double[] y) { var g = new double[y.Length]; VisitedGradient(y, 3, g); return g; }
            public static double[] Hessian(double[] y) { var h = new double[y.Length * y.Length]; VisitedHessian(y, 3, h); return h; }
        }
        """;

    private static readonly double[] three = [0.1, 0.4, 0.2];

    private static readonly double[] five = [0.1, 0.6, 0.2, -0.4, 0.3];

    [Fact]
    public void What_is_drawn_at_the_beginning_is_drawn_once()
    {
        using var code = GeneratorRun.Of(Usings + Drawn).Load();
        Differences(code, "C.Value", "C.Gradient", three);
        Differences(code, "C.Gradient", "C.Hessian", three);
        Differences(code, "C.Gradient", "C.HessianOfAll", three);
        Differences(code, "C.Pair", "C.Jacobian", three);
        Assert.Equal(1, code.Call("C.Count", three));
    }

    [Fact]
    public void What_only_computes_is_done_where_it_is_needed()
    {
        var run = GeneratorRun.Of(Usings + Searches);
        using var code = run.Load();
        Differences(code, "C.Values", "C.Jacobian", five);
        Differences(code, "C.PairOf", "C.JacobianOfPair", five);
        Differences(code, "C.Gradient", "C.Hessian", five);
        // A search changes nothing that is read: no array is put back.
        Assert.DoesNotContain(run.Files, file => file.SourceText.ToString().Contains("knotsBefore", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[Differentiable(nameof(x), Derivatives = Derivatives.Hessian)] static double {|SYMDIFF002:F|}(double[] x, Random random) { double s = 0; foreach (var v in x) s = Math.Sin(s + v * random.NextDouble()); return s; }")]
    [InlineData("[Differentiable(nameof(x), Derivatives = Derivatives.Hessian)] static double {|SYMDIFF002:F|}(double[] x, Random random) { double s = 0; foreach (var v in x) s = Math.Sin(s + v); return s * random.NextDouble(); }")]
    [InlineData("[Differentiable(nameof(x), Derivatives = Derivatives.Jacobian)] static void {|SYMDIFF002:F|}(double[] x, Random random, double[] r) { double s = 0; for (int i = 0; i < x.Length; i++) { s = Math.Sin(s + x[i] * random.NextDouble()); r[i] = s; } }")]
    [InlineData("[Differentiable(nameof(x), Derivatives = Derivatives.Jacobian)] static (double, double) {|SYMDIFF002:F|}(double[] x, Random random) { double s = 0; foreach (var v in x) s = Math.Sin(s + v * random.NextDouble()); return (s, s * s); }")]
    [InlineData("[Differentiable(nameof(x), Derivatives = Derivatives.GaussNewton)] static (double, double) {|SYMDIFF002:F|}(double[] x, List<double> log) { double s = 0; foreach (var v in x) { log.Add(1); s = Math.Sin(s + v); } return (s, s * s); }")]
    [InlineData("static int n; static double Count(double w) { n++; return w * n; } [Differentiable(nameof(x), Derivatives = Derivatives.Hessian)] static double {|SYMDIFF002:F|}(double[] x, double w) { double s = 0; foreach (var v in x) s = Math.Sin(s + v * Count(w)); return s; }")]
    public Task What_would_be_drawn_again_is_refused(string members) => Marks.AssertReports(members);

    private static void Differences(CompiledCode code, string value, string derivative, double[] x)
    {
        double[] At(int j, double step) => (double[])code.Call(value, x.Select((v, i) => i == j ? v + step : v).ToArray())!;
        var got = (double[])code.Call(derivative, x)!;
        const double H = 1e-3;
        for (var j = 0; j < x.Length; j++)
        {
            double[][] around = [At(j, H), At(j, -H), At(j, 2 * H), At(j, -2 * H)];
            for (var i = 0; i < around[0].Length; i++)
            {
                var expected = ((8 * (around[0][i] - around[1][i])) - around[2][i] + around[3][i]) / (12 * H);
                Assert.True(Math.Abs(got[(i * x.Length) + j] - expected) < 1e-8, $"{derivative} {i}, {j}: {got[(i * x.Length) + j]:R}, by differences {expected:R}");
            }
        }
    }
}
