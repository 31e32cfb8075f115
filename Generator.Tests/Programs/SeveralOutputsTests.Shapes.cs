namespace SymDiff.Generator.Tests.Programs;

/// <content>Inputs and outputs that are arrays of structs, arrays with two indices, and several arrays.</content>
public partial class SeveralOutputsTests
{
    private const string Pair = "public readonly record struct V(double X, double Y); ";

    // Arrays of structs and arrays with two rows, made of the numbers in the order in which a matrix has them.
    private const string Shapes = """
        static C.V[] Of(double[] p) { var v = new C.V[p.Length / 2]; for (int i = 0; i < v.Length; i++) v[i] = new C.V(p[2 * i], p[2 * i + 1]); return v; }
        static double[] Flat(C.V[] v) { var p = new double[2 * v.Length]; for (int i = 0; i < v.Length; i++) { p[2 * i] = v[i].X; p[2 * i + 1] = v[i].Y; } return p; }
        static C.V[] Sevens(int n) { var v = new C.V[n]; Array.Fill(v, new C.V(7, 7)); return v; }
        """;

    private const string Planes = """
        static double[,] Of(double[] p) { var x = new double[2, p.Length / 2]; for (int i = 0; i < 2; i++) for (int j = 0; j < p.Length / 2; j++) x[i, j] = p[i * (p.Length / 2) + j]; return x; }
        static double[] Flat(double[,] x) { var p = new double[x.Length]; for (int i = 0; i < 2; i++) for (int j = 0; j < x.Length / 2; j++) p[i * (x.Length / 2) + j] = x[i, j]; return p; }
        static double[] Sevens(int n) { var p = new double[n]; Array.Fill(p, 7.0); return p; }
        """;

    private const string Matrix = """
        public static double[] Jacobian(double[] p) { var j = new double[M * p.Length]; Array.Fill(j, 7.0); C.FJacobian(Of(p), j); return j; }
        """;

    private const string MatrixOfNumbers = """
        public static double[] Jacobian(double[] p) { var j = new double[M * p.Length]; Array.Fill(j, 7.0); C.FJacobian(p, j); return j; }
        """;

    private const string SumsOfShapes = """
        public static double[] GaussNewton(double[] p) { var a = new double[p.Length * p.Length]; var b = new double[p.Length]; Array.Fill(a, 7.0); Array.Fill(b, 7.0); C.FGaussNewton(Of(p), a, b); return [.. a, .. b]; }
        """;

    private const string StructsToStructs = Shapes + Matrix + SumsOfShapes + """
        public static double[] Value(double[] p) { var r = new C.V[M / 2]; C.F(Of(p), r); return Flat(r); }
        public static double[] Jvp(double[] p, double[] t) { var r = new C.V[M / 2]; var d = Sevens(M / 2); C.FJvp(Of(p), r, Of(t), d); Same(Flat(r), Value(p)); return Flat(d); }
        public static double[] Vjp(double[] p, double[] c) { var g = Sevens(p.Length / 2); C.FVjp(Of(p), Of(c), g); return Flat(g); }
        """;

    private const string StructsToStructsFilled = Shapes + """
        public static double[] Value(double[] p) { var r = new C.V[M / 2]; C.F(Of(p), r); return Flat(r); }
        public static double[] Jvp(double[] p, double[] t) { var r = new C.V[M / 2]; var d = Sevens(M / 2); C.FJvp(Of(p), r, Of(t), d); Same(Flat(r), Value(p)); return Flat(d); }
        public static double[] Vjp(double[] p, double[] c) { var g = Sevens(p.Length / 2); C.FVjp(Of(p), Of(c), g); return Flat(g); }
        public static double[] GaussNewton(double[] p) { var r = Sevens(M / 2); var a = new double[p.Length * p.Length]; var b = new double[p.Length]; C.FGaussNewton(Of(p), r, a, b); Same(Flat(r), Value(p)); return [.. a, .. b]; }
        """ + Matrix;

    private const string StructsReturned = Shapes + Matrix + SumsOfShapes + """
        public static double[] Value(double[] p) => Flat(C.F(Of(p)));
        public static double[] Jvp(double[] p, double[] t) { var r = C.FJvp(Of(p), Of(t)); Same(Flat(r.Value), Value(p)); return Flat(r.Tangent); }
        public static double[] Vjp(double[] p, double[] c) { var g = Sevens(p.Length / 2); C.FVjp(Of(p), Of(c), g); return Flat(g); }
        """;

    private const string PlaneToNumbers = Planes + Matrix + SumsOfShapes + """
        public static double[] Value(double[] p) { var r = new double[M]; C.F(Of(p), r); return r; }
        public static double[] Jvp(double[] p, double[] t) { var r = new double[M]; var d = Sevens(M); C.FJvp(Of(p), r, Of(t), d); Same(r, Value(p)); return d; }
        public static double[] Vjp(double[] p, double[] c) { var g = Of(Sevens(p.Length)); C.FVjp(Of(p), c, g); return Flat(g); }
        """;

    private const string NumbersToPlane = Planes + """
        public static double[] Value(double[] p) { var r = new double[2, M / 2]; C.F(p, r); return Flat(r); }
        public static double[] Jvp(double[] p, double[] t) { var r = new double[2, M / 2]; var d = Of(Sevens(M)); C.FJvp(p, r, t, d); Same(Flat(r), Value(p)); return Flat(d); }
        public static double[] Vjp(double[] p, double[] c) { var g = Sevens(p.Length); C.FVjp(p, Of(c), g); return g; }
        public static double[] Jacobian(double[] p) { var r = new double[2, M / 2]; var j = Sevens(M * p.Length); C.FJacobian(p, r, j); Same(Flat(r), Value(p)); return j; }
        public static double[] GaussNewton(double[] p) { var r = new double[2, M / 2]; var a = Sevens(p.Length * p.Length); var b = Sevens(p.Length); C.FGaussNewton(p, r, a, b); Same(Flat(r), Value(p)); return [.. a, .. b]; }
        """;

    private const string PlaneReturned = Planes + MatrixOfNumbers + """
        public static double[] Value(double[] p) => Flat(C.F(p));
        public static double[] Jvp(double[] p, double[] t) { var r = C.FJvp(p, t); Same(Flat(r.Value), Value(p)); return Flat(r.Tangent); }
        public static double[] Vjp(double[] p, double[] c) { var g = Sevens(p.Length); C.FVjp(p, Of(c), g); return g; }
        public static double[] GaussNewton(double[] p) { var a = Sevens(p.Length * p.Length); var b = Sevens(p.Length); C.FGaussNewton(p, a, b); return [.. a, .. b]; }
        """;

    private const string Two = """
        const int K = 3;
        static double[] Sevens(int n) { var p = new double[n]; Array.Fill(p, 7.0); return p; }
        public static double[] Value(double[] p) { var r = new double[M - K]; var s = new double[K]; C.F(p, r, s); return [.. r, .. s]; }
        public static double[] Jvp(double[] p, double[] t) { double[] r = new double[M - K], s = new double[K], d = Sevens(M - K), e = Sevens(K); C.FJvp(p, r, s, t, d, e); Same([.. r, .. s], Value(p)); return [.. d, .. e]; }
        public static double[] Vjp(double[] p, double[] c) { var g = Sevens(p.Length); C.FVjp(p, c[..(M - K)], c[(M - K)..], g); return g; }
        public static double[] Jacobian(double[] p) { double[] r = new double[M - K], s = new double[K]; var j = Sevens(M * p.Length); C.FJacobian(p, r, s, j); Same([.. r, .. s], Value(p)); return j; }
        """;

    private const string SumsOfTwo = """
        public static double[] GaussNewton(double[] p) { var a = Sevens(p.Length * p.Length); var b = Sevens(p.Length); C.FGaussNewton(p, a, b); return [.. a, .. b]; }
        """;

    private const string SumsOfTwoFilled = """
        public static double[] GaussNewton(double[] p) { double[] r = new double[M - K], s = new double[K]; var a = Sevens(p.Length * p.Length); var b = Sevens(p.Length); C.FGaussNewton(p, r, s, a, b); Same([.. r, .. s], Value(p)); return [.. a, .. b]; }
        """;

    private const string Mixed = """
        static C.V[] Of(double[] p) => [new C.V(p[1], p[2]), new C.V(p[3], p[4])];
        static double[] Flat(double a, C.V[] v, double[] x) => [a, v[0].X, v[0].Y, v[1].X, v[1].Y, .. x];
        public static double[] Value(double[] p) { var r = new double[M]; C.F(p[0], Of(p), p[5..], r); return r; }
        public static double[] Jvp(double[] p, double[] t) { var r = new double[M]; var d = new double[M]; C.FJvp(p[0], Of(p), p[5..], r, t[0], Of(t), t[5..], d); Same(r, Value(p)); return d; }
        public static double[] Vjp(double[] p, double[] c) { var v = new C.V[2]; var x = new double[2]; double a = C.FVjp(p[0], Of(p), p[5..], c, v, x); return Flat(a, v, x); }
        public static double[] Jacobian(double[] p) { var j = new double[M * p.Length]; Array.Fill(j, 7.0); C.FJacobian(p[0], Of(p), p[5..], j); return j; }
        public static double[] GaussNewton(double[] p) { var a = new double[p.Length * p.Length]; var b = new double[p.Length]; C.FGaussNewton(p[0], Of(p), p[5..], a, b); return [.. a, .. b]; }
        """;

    private static readonly double[] fourInputs = [0.7, -0.4, 1.3, 0.2];
    private static readonly double[] sixInputs = [0.7, -0.4, 1.3, 0.2, -0.9, 0.5];
    private static readonly double[] sevenInputs = [0.7, -0.4, 1.3, 0.2, -0.9, 0.5, 1.1];

    private static readonly (string Name, string Members, string Driver, int Outputs, double[] Inputs)[] shapes =
    [
        ("Rotated", Pair + "[Differentiable(nameof(p), {0})] public static void F(V[] p, Span<V> q) { for (int i = 0; i < p.Length; i++) q[i] = new V(p[i].X * Math.Cos(p[i].Y) - p[0].Y, p[i].X * Math.Sin(p[i].Y)); }", StructsToStructs, 6, sixInputs),
        ("Steps", Pair + "[Differentiable(nameof(p), {0})] public static void F(V[] p, Span<V> q) { double x = 0, y = 1; for (int i = 0; i < p.Length; i++) { x += p[i].X * y; y = y * p[i].Y + x; q[i] = new V(x, y); } }", StructsToStructsFilled, 6, sixInputs),
        ("Powers", Pair + "[Differentiable(nameof(p), {0})] public static V[] F(V[] p) { var q = new V[p.Length]; for (int i = 0; i < p.Length; i++) q[i] = new V(p[i].X * p[i].X * p[i].Y, Math.Exp(p[i].X - p[0].Y)); return q; }", StructsReturned, 4, fourInputs),
        ("Walk", Pair + "[Differentiable(nameof(p), {0})] public static V[] F(V[] p) { var q = new V[p.Length]; for (int i = 0; i < p.Length; i++) q[i] = i == 0 ? p[0] : new V(q[i - 1].X + p[i].X * q[i - 1].Y, Math.Sin(p[i].Y * q[i - 1].X)); return q; }", StructsReturned, 6, sixInputs),
        ("Rows", "[Differentiable(nameof(x), {0})] public static void F(double[,] x, Span<double> r) { for (int i = 0; i < x.GetLength(0); i++) { double s = 0; for (int j = 0; j < x.GetLength(1); j++) s += x[i, j] * x[i, j] * x[0, j]; r[i] = Math.Sqrt(1 + s * s); } }", PlaneToNumbers, 2, sixInputs),
        ("Outer", "[Differentiable(nameof(x), {0})] public static void F(double[] x, double[,] q) { for (int i = 0; i < q.GetLength(0); i++) for (int j = 0; j < q.GetLength(1); j++) q[i, j] = Math.Sin(x[i]) * x[j]; }", NumbersToPlane, 6, threeInputs),
        ("Filtered", "[Differentiable(nameof(x), {0})] public static void F(double[] x, double[,] q) { for (int j = 0; j < q.GetLength(1); j++) { q[0, j] = x[j] * x[j]; q[1, j] = j == 0 ? x[0] : q[1, j - 1] * q[0, j]; } }", NumbersToPlane, 6, threeInputs),
        ("Products", "[Differentiable(nameof(x), {0})] public static double[,] F(double[] x) { var q = new double[2, x.Length]; for (int i = 0; i < 2; i++) for (int j = 0; j < x.Length; j++) q[i, j] = x[i] * x[j] * x[j]; return q; }", PlaneReturned, 6, threeInputs),
        ("TwoArrays", "[Differentiable(nameof(x), {0})] public static void F(double[] x, Span<double> r, Span<double> s) { for (int i = 0; i < x.Length; i++) { r[i] = x[i] * x[0]; s[i] = Math.Sin(x[i]); } }", Two + SumsOfTwo, 6, threeInputs),
        ("TwoOfOthers", "[Differentiable(nameof(x), {0})] public static void F(double[] x, Span<double> r, Span<double> s) { double sum = 0; for (int i = 0; i < r.Length; i++) { sum += x[i % 3] * x[0]; r[i] = sum; } for (int i = 0; i < 3; i++) s[i] = r[i] * x[2]; }", Two + SumsOfTwoFilled, 8, threeInputs),
        ("OfAllKinds", Pair + "[Differentiable(nameof(a), nameof(v), nameof(x), {0})] public static void F(double a, V[] v, double[] x, Span<double> r) { for (int i = 0; i < v.Length; i++) { r[2 * i] = a * v[i].X * x[i]; r[2 * i + 1] = Math.Exp(a * v[i].Y) - x[0] * v[0].X; } }", Mixed, 4, sevenInputs),
    ];
}
