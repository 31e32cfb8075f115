using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.StructArrays;

/// <summary>Hessians with respect to arrays of structs, and to these and other things, against differences of the gradient.</summary>
public class StructArrayHessianTests
{
    private const string Pair = "public record struct V(double X, double Y); ";

    // The numbers in the order in which a Hessian has them, in an array of structs, with a number before it and an array after it.
    private const string Structs = """
        static C.V[] Of(double[] p) { var v = new C.V[p.Length / 2]; for (int i = 0; i < v.Length; i++) v[i] = new C.V(p[2 * i], p[2 * i + 1]); return v; }
        static C.V[] Sevens(double[] p) => Array.ConvertAll(Of(p), _ => new C.V(7, 7));
        static double[] Flat(C.V[] v) { var p = new double[2 * v.Length]; for (int i = 0; i < v.Length; i++) { p[2 * i] = v[i].X; p[2 * i + 1] = v[i].Y; } return p; }
        public static double Value(double[] p) => C.F(Of(p));
        public static double[] Gradient(double[] p) { var g = Sevens(p); C.FGradient(Of(p), g); return Flat(g); }
        public static double[] Hessian(double[] p) { var h = new double[p.Length * p.Length]; Array.Fill(h, 7.0); C.FHessian(Of(p), h); return h; }
        public static double[] All(double[] p) { var g = Sevens(p); var h = new double[p.Length * p.Length]; Array.Fill(h, 7.0); double value = C.FValueGradientAndHessian(Of(p), g, h); return [value, .. Flat(g), .. h]; }
        public static double[] Hvp(double[] p, double[] t) { var g = Sevens(p); C.FHvp(Of(p), Of(t), g); return Flat(g); }
        """;

    private const string Table = """
        static C.V[,] Of(double[] p) { var v = new C.V[2, p.Length / 4]; for (int i = 0; i < v.Length; i++) v[i / (p.Length / 4), i % (p.Length / 4)] = new C.V(p[2 * i], p[2 * i + 1]); return v; }
        static double[] Flat(C.V[,] v) { var p = new double[2 * v.Length]; for (int i = 0; i < v.Length; i++) { var one = v[i / v.GetLength(1), i % v.GetLength(1)]; p[2 * i] = one.X; p[2 * i + 1] = one.Y; } return p; }
        public static double Value(double[] p) => C.F(Of(p));
        public static double[] Gradient(double[] p) { var g = Of(p); C.FGradient(Of(p), g); return Flat(g); }
        public static double[] Hessian(double[] p) { var h = new double[p.Length * p.Length]; Array.Fill(h, 7.0); C.FHessian(Of(p), h); return h; }
        public static double[] All(double[] p) { var g = Of(p); var h = new double[p.Length * p.Length]; Array.Fill(h, 7.0); double value = C.FValueGradientAndHessian(Of(p), g, h); return [value, .. Flat(g), .. h]; }
        public static double[] Hvp(double[] p, double[] t) { var g = Of(p); C.FHvp(Of(p), Of(t), g); return Flat(g); }
        """;

    // A number, two structs, an array of two rows and two columns, and another number.
    private const string Mixed = """
        static C.V[] V(double[] p) => [new C.V(p[1], p[2]), new C.V(p[3], p[4])];
        static double[,] X(double[] p) => new[,] { { p[5], p[6] }, { p[7], p[8] } };
        static double[] Flat(double a, C.V[] v, double[,] x, double b) => [a, v[0].X, v[0].Y, v[1].X, v[1].Y, x[0, 0], x[0, 1], x[1, 0], x[1, 1], b];
        public static double Value(double[] p) => C.F(p[0], V(p), X(p), p[9]);
        public static double[] Gradient(double[] p) { var v = V(p); var x = X(p); var (a, b) = C.FGradient(p[0], V(p), X(p), p[9], v, x); return Flat(a, v, x, b); }
        public static double[] Hessian(double[] p) { var h = new double[p.Length * p.Length]; Array.Fill(h, 7.0); C.FHessian(p[0], V(p), X(p), p[9], h); return h; }
        public static double[] All(double[] p) { var v = V(p); var x = X(p); var h = new double[p.Length * p.Length]; Array.Fill(h, 7.0); var (value, (a, b)) = C.FValueGradientAndHessian(p[0], V(p), X(p), p[9], v, x, h); return [value, .. Flat(a, v, x, b), .. h]; }
        public static double[] Hvp(double[] p, double[] t) { var v = V(p); var x = X(p); var (a, b) = C.FHvp(p[0], V(p), X(p), p[9], t[0], V(t), X(t), t[9], v, x); return Flat(a, v, x, b); }
        """;

    private static readonly double[] six = [0.7, -0.4, 1.3, 0.2, -0.9, 0.5];
    private static readonly double[] eight = [0.7, -0.4, 1.3, 0.2, -0.9, 0.5, 1.1, -0.6];
    private static readonly double[] ten = [0.7, -0.4, 1.3, 0.2, -0.9, 0.5, 1.1, -0.6, 0.8, 0.3];

    private static readonly (string Name, string Members, string Driver, double[] Point)[] cases =
    [
        ("Springs", Pair + "[Differentiable(nameof(p), {0})] public static double F(V[] p) { double e = 0; for (int i = 1; i < p.Length; i++) { double dx = p[i].X - p[i - 1].X, dy = p[i].Y - p[i - 1].Y; double l = Math.Sqrt(dx * dx + dy * dy) - 1; e += 0.5 * l * l + p[i].Y; } return e; }", Structs, six),
        ("Pairs", Pair + "[Differentiable(nameof(p), {0})] public static double F(V[] p) { double e = 0; for (int i = 0; i < p.Length; i++) for (int j = 0; j < i; j++) { double dx = p[i].X - p[j].X, dy = p[i].Y - p[j].Y; e += 1 / (0.1 + dx * dx + dy * dy); } return e; }", Structs, six),
        ("InPlace", Pair + "[Differentiable(nameof(p), {0})] public static double F(V[] p) { for (int k = 0; k < 3; k++) for (int i = 1; i < p.Length; i++) { p[i].X += 0.1 * p[i - 1].Y * p[i].X; p[i].Y -= 0.1 * p[i].X; } return p[1].X * p[2].Y + p[0].X; }", Structs, six),
        ("Chain", Pair + "[Differentiable(nameof(p), {0})] public static double F(ReadOnlySpan<V> p) { double x = 0.3; foreach (var v in p) x = Math.Tanh(v.X * x + v.Y); return x * p[0].X; }", Structs, six),
        ("Table", Pair + "[Differentiable(nameof(p), {0})] public static double F(V[,] p) { double e = 0; for (int i = 0; i < p.GetLength(0); i++) for (int j = 0; j < p.GetLength(1); j++) e += Math.Exp(p[i, j].X) * p[i, j].Y * p[0, j].X; return e; }", Table, eight),
        ("OfAllKinds", Pair + "[Differentiable(nameof(a), nameof(v), nameof(x), nameof(b), {0})] public static double F(double a, V[] v, double[,] x, double b) { double e = 0; for (int i = 0; i < v.Length; i++) for (int j = 0; j < v.Length; j++) e += Math.Sin(a * v[i].X * x[i, j]) + b * v[j].Y * v[i].Y; return e / (1 + b * b); }", Mixed, ten),
        ("OfAllKindsInTurn", Pair + "[Differentiable(nameof(a), nameof(v), nameof(x), nameof(b), {0})] public static double F(double a, V[] v, double[,] x, double b) { double s = a; for (int i = 0; i < v.Length; i++) for (int j = 0; j < v.Length; j++) s = Math.Sin(s * v[i].X + x[i, j]) + b * v[j].Y * s; return s; }", Mixed, ten),
    ];

    public static TheoryData<string> Names => [.. cases.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Agree_with_differences(string name)
    {
        var (_, members, driver, point) = cases.Single(one => one.Name == name);
        using var code = GeneratorRun.Of($$"""
            using System;
            using SymDiff;

            public static partial class C
            {
                {{members.Replace("{0}", "Derivatives = Derivatives.Gradient | Derivatives.Hessian | Derivatives.HessianVectorProduct", StringComparison.Ordinal)}}
            }

            public static class Driver
            {
                {{driver}}
            }
            """).Load();
        double[] Call(string form, params object[] arguments) => (double[])code.Call("Driver." + form, arguments)!;
        var n = point.Length;
        double[] Moved(int number, double step) => [.. point.Select((x, i) => i == number ? x + step : x)];
        double[] By(Func<double[], double[]> function, int number)
        {
            const double H = 2e-3;
            double[][] around = [function(Moved(number, H)), function(Moved(number, -H)), function(Moved(number, 2 * H)), function(Moved(number, -2 * H)), function(Moved(number, 3 * H)), function(Moved(number, -3 * H))];
            return [.. around[0].Select((_, i) => ((45 * (around[0][i] - around[1][i])) - (9 * (around[2][i] - around[3][i])) + around[4][i] - around[5][i]) / (60 * H))];
        }

        var value = (double)code.Call("Driver.Value", [point])!;
        var gradient = Call("Gradient", point);
        Close(gradient, [.. Enumerable.Range(0, n).Select(i => By(p => [(double)code.Call("Driver.Value", [p])!], i)[0])], "gradient");
        double[][] rows = [.. Enumerable.Range(0, n).Select(i => By(p => Call("Gradient", p), i))];
        var hessian = Call("Hessian", point);
        Close(hessian, [.. rows.SelectMany(row => row)], "Hessian");
        var all = Call("All", point);
        Numeric.SameBits(all[0], value, "the value beside the Hessian");
        Close(all[1..(n + 1)], gradient, "the gradient beside the Hessian");
        Assert.Equal(hessian, all[(n + 1)..]);
        double[] along = [.. point.Select((_, i) => 0.7 - (0.3 * (i % 5)))];
        Close(Call("Hvp", point, along), [.. rows.Select(row => row.Zip(along, (a, b) => a * b).Sum())], "product");
    }

    private static void Close(double[] actual, double[] expected, string form)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = 1 + expected.Max(Math.Abs);
        for (var i = 0; i < actual.Length; i++)
            Assert.True(Math.Abs(actual[i] - expected[i]) <= 2e-9 * scale, $"{form} {i}: {actual[i]:R}, by differences {expected[i]:R}");
    }
}
