using Microsoft.CodeAnalysis.CSharp;

namespace SymDiff.Generator.Tests.Structs;

/// <summary>Structs of every kind, in every place.</summary>
internal static partial class StructCases
{
    private const string Gaussian = """
        public readonly record struct Gaussian(double Mean, [property: Positive] double StdDev)
        {
            public double Variance => StdDev * StdDev;
            public double LogDensity(double x) { double u = (x - Mean) / StdDev; return -0.5 * u * u - Math.Log(StdDev); }
            public Gaussian Scaled(double s) => this with { Mean = s * Mean, StdDev = s * StdDev };
            public static Gaussian operator +(Gaussian a, Gaussian b) => new(a.Mean + b.Mean, Math.Sqrt(a.Variance + b.Variance));
        }

        """;

    private const string Vec = """
        public struct Vec
        {
            public double X, Y, Z;
            public Vec(double x, double y, double z) { X = x; Y = y; Z = z; }
            public double this[int i]
            {
                get { switch (i) { case 0: return X; case 1: return Y; default: return Z; } }
                set { switch (i) { case 0: X = value; break; case 1: Y = value; break; default: Z = value; break; } }
            }
            public double Norm
            {
                get { return Math.Sqrt(X * X + Y * Y + Z * Z); }
                set { double s = value / Norm; X *= s; Y *= s; Z *= s; }
            }
            public void Move(double d) { X += d; Y -= 2 * d; }
            public void MoveTwice(double d) { Move(d); Move(d * d); }
            public static Vec operator *(double s, Vec v) { return new Vec(s * v.X, s * v.Y, s * v.Z); }
            public static Vec operator +(Vec a, Vec b) { return new Vec(a.X + b.X, a.Y + b.Y, a.Z + b.Z); }
            public static Vec operator -(Vec a) { return -1 * a; }
            public static double Dot(in Vec a, in Vec b) { return a.X * b.X + a.Y * b.Y + a.Z * b.Z; }
            public void Deconstruct(out double x, out double y) { x = X; y = Y; }
        }

        """;

    public static IReadOnlyList<StructCase> All { get; } = [.. Parameters, .. Values, .. Code, .. Loops, .. Receivers, .. Passive, .. Vectors, .. Rotations];

    private static IEnumerable<StructCase> Parameters =>
    [
        new("OneRecord", Gaussian + "[Differentiable] public static double F(Gaussian q) => 0.5 * (q.Variance + q.Mean * q.Mean - Math.Log(q.Variance) - 1);",
            "new C.Gaussian(0.3, 1.7)"),
        new("BesideANumber", Gaussian + "[Differentiable(nameof(q), nameof(x))] public static double F(Gaussian q, double x) => q.Scaled(2).LogDensity(x);",
            "new C.Gaussian(0.3, 1.7), 0.9"),
        // What is kept of a primary constructor is read by the properties that give it.
        new("KeptAndGiven", """
            public readonly struct Line(double slope, double offset)
            {
                public double Slope => slope;
                public double Offset { get { return offset; } }
                public double At(double x) => slope * x * x + offset;
            }

            [Differentiable(nameof(line), nameof(x))]
            public static double F(Line line, double x) => line.At(x) * line.Slope;
            """, "new C.Line(0.3, 1.7), 0.9"),
        new("NumbersFirst", Gaussian + "[Differentiable] public static double F(Gaussian q, double x) => q.LogDensity(x);", "new C.Gaussian(0.3, 1.7), 0.9") { WithRespectTo = [1] },
        new("OneMember", Gaussian + "[Differentiable(\"q.StdDev\")] public static double F(Gaussian q, double x) => (q + new Gaussian(1, 2)).LogDensity(x);",
            "new C.Gaussian(0.3, 1.7), 0.9") { WithRespectTo = [0], Only = [1] },
        new("MemberAndNumber", Gaussian + "[Differentiable(\"q.Mean\", nameof(x))] public static double F(Gaussian q, double x) => (q + new Gaussian(1, 2)).LogDensity(x);",
            "new C.Gaussian(0.3, 1.7), 0.9") { Only = [0, 2] },
        new("Nested",
            """
            public struct Point { public double X; public double Y; }
            public struct Segment { public Point A; public Point B; public string Name; public double Width; }
            [Differentiable] public static double F(Segment s) { double dx = s.B.X - s.A.X, dy = s.B.Y - s.A.Y; return s.Width * Math.Sqrt(dx * dx + dy * dy) + s.A.X * s.Name.Length; }
            """,
            "new C.Segment { A = new C.Point { X = 1, Y = 2 }, B = new C.Point { X = 3, Y = -1 }, Name = \"ab\", Width = 0.7 }") { Since = LanguageVersion.CSharp7_3 },
        new("NestedMember",
            """
            public struct Point { public double X; public double Y; }
            public struct Segment { public Point A; public Point B; }
            [Differentiable("s.B")] public static double F(Segment s) { return s.B.X * s.B.Y * s.A.X + Math.Sin(s.B.Y); }
            """,
            "new C.Segment { A = new C.Point { X = 1, Y = 2 }, B = new C.Point { X = 3, Y = -1 } }") { Only = [2, 3], Since = LanguageVersion.CSharp7_3 },
        new("PlainTuple", "[Differentiable(nameof(t), nameof(x))] public static double F((double A, double B) t, double x) => t.A * t.B * x + t.Item1;", "(1.5, 2.5), 0.3")
        { Since = LanguageVersion.CSharp7_3 },
        new("PrivateFields",
            """
            public readonly struct Cx
            {
                private readonly double re, im;
                public Cx(double re, double im) { this.re = re; this.im = im; }
                public double Re => re;
                public double Im { get { return im; } }
                public static Cx operator *(Cx a, Cx b) => new Cx(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re);
                public static implicit operator Cx(double r) => new Cx(r, 0);
                public double Abs2 => re * re + im * im;
                public Cx Conj() => new Cx(re, -im);
            }
            [Differentiable] public static double F(Cx z) => (z * z * 2.0).Abs2 + z.Conj().Re;
            """,
            "new C.Cx(0.6, -1.1)") { Since = LanguageVersion.CSharp7_3 },
        new("PrimaryConstructor",
            """
            public readonly struct P(double x, double y) { public double Y { get; } = y; public double X { get; } = x; public double D => X - Y; }
            [Differentiable] public static double F(P p) => p.D * p.X + new P(p.Y, 2).D;
            """,
            "new C.P(0.6, -1.1)"),
        new("Keywords",
            """
            public struct @struct { public double @double; public double @this; }
            [Differentiable] public static double F(@struct @in) { return @in.@double * @in.@this; }
            """,
            "new C.@struct { @double = 2, @this = 3 }") { Since = LanguageVersion.CSharp7_3 },
        new("Generic",
            """
            public struct Pair<T> { public T A; public T B; }
            [Differentiable] public static double F(Pair<double> p, Pair<Pair<double>> q) { return p.A * p.B * q.A.B + q.B.A * q.B.A; }
            """,
            "new C.Pair<double> { A = 2, B = 3 }, new C.Pair<C.Pair<double>> { A = new C.Pair<double> { A = 1, B = 0.5 }, B = new C.Pair<double> { A = -1, B = 2.5 } }")
        { Since = LanguageVersion.CSharp7_3 },
        new("Floats",
            """
            public struct P { public float X; public double Y; }
            [Differentiable] public static double F(P p) { return p.X * p.X * p.Y; }
            """,
            "new C.P { X = 0.5f, Y = 3 }") { Since = LanguageVersion.CSharp7_3, Step = 0.0625, Tolerance = 1e-6 },
        new("In", Vec + "[Differentiable] public static double F(in Vec a, in Vec b) { return Vec.Dot(a, b) * Vec.Dot(in a, in a); }", "new C.Vec(1, 2, 3), new C.Vec(0.5, -1, 2)")
        { Since = LanguageVersion.CSharp7_3 },
        new("RequiredMembers",
            """
            public struct P { public required double X { get; init; } public required string Name { get; init; } }
            [Differentiable] public static double F(P p) => p.X * p.X * p.Name.Length;
            """,
            "new C.P { X = 2, Name = \"abc\" }"),
    ];

    private static IEnumerable<StructCase> Values =>
    [
        new("With", Gaussian + "[Differentiable] public static double F(double a, double b) { var g = new Gaussian(a, b); var h = g with { Mean = a * b }; return h.Mean * g.Mean * h.StdDev; }", "1.5, 2.5"),
        new("Defaults", Gaussian + "[Differentiable] public static double F(double a) { Gaussian g = default; var h = new Gaussian() with { StdDev = a }; return (g.Mean + h.StdDev) * (h.Mean + a); }", "1.5"),
        new("Branches", Gaussian + "[Differentiable] public static double F(double a, double b) { var g = a > b ? new Gaussian(a, b) : new Gaussian(b, a * a); if (a < 0) g = g.Scaled(b); return g.Mean * g.Variance; }",
            "1.5, 0.5", "0.5, 1.5", "-0.5, 1.5"),
        new("Initialiser",
            """
            public struct P { public double X { get; set; } public double Y; public Q In; }
            public struct Q { public double Z; }
            [Differentiable] public static double F(double a) { var p = new P { X = a, Y = 2 * a, In = { Z = a * a } }; return p.X * p.Y * p.In.Z; }
            """, "1.5") { Since = LanguageVersion.CSharp7_3 },
        new("MemberByMember", Vec + "[Differentiable] public static double F(Vec a) { Vec b = a; b.X *= 2; b.Y += b.X; b.Z = b.Y++ * a.X; return b.X * b.Y + b.Z * a.Y; }", "new C.Vec(1, 2, 3)")
        { Since = LanguageVersion.CSharp7_3 },
        new("Deconstructions", Vec + Gaussian + "[Differentiable(nameof(v))] public static double F(Vec v) { var (x, y) = v; var (m, s) = new Gaussian(x * y, v.Z); double u; (u, _) = v; (s, m) = (m, s); return m * s + u; }",
            "new C.Vec(1, 2, 3)"),
        new("InTuples", Vec + "static (Vec P, double S) Pair(Vec a) { return (2 * a, a.X); } [Differentiable] public static double F(Vec a) { var t = Pair(a); t.P.X *= 2; var (p, s) = t; return p.X * p.Y * s * t.P.Z; }",
            "new C.Vec(1, 2, 3)") { Since = LanguageVersion.CSharp7_3 },
        new("Patterns", Vec + "[Differentiable] public static double F(Vec a) => a is { X: > 0, Y: var y } ? a.X * y : a switch { { Z: < 0 } => -a.Z * a.Y, _ => a.X };",
            "new C.Vec(1, 2, 3)", "new C.Vec(-1, 2, -3)", "new C.Vec(-1, 2, 3)"),
        new("Nullable", Vec + "[Differentiable(nameof(a))] public static double F(Vec a, Vec? b) => b is { } v ? Vec.Dot(a, v) : a.X;", "new C.Vec(1, 2, 3), new C.Vec(4, 5, 6)") { WithRespectTo = [0] },
        new("Equality", Vec + "[Differentiable] public static double F(Vec a, Vec b) { return a.Equals(b) ? a.X : b.Y * a.Z; }", "new C.Vec(1, 2, 3), new C.Vec(4, 5, 6)")
        { Since = LanguageVersion.CSharp7_3 },
        new("Interpolated", Gaussian + "[Differentiable] public static double F(Gaussian q) { System.Diagnostics.Debug.WriteLine($\"{q}\"); var r = q.Scaled(2); System.Diagnostics.Debug.Assert(r.StdDev > 0, r.ToString()); return r.Variance; }",
            "new C.Gaussian(1, 2)"),
    ];

    private static IEnumerable<StructCase> Code =>
    [
        new("Operators", Vec + "[Differentiable(nameof(a), nameof(b), nameof(s))] public static double F(Vec a, Vec b, double s) { var d = a + s * b; d += -a; d += 2 * d; return Vec.Dot(d, in a) * d.Z; }",
            "new C.Vec(1, 2, 3), new C.Vec(4, -5, 6), 0.7") { Since = LanguageVersion.CSharp7_3 },
        new("Setters", Vec + "[Differentiable] public static double F(Vec a) { a.Norm = 2; a[1] += a[2] * a.X; a[0]++; a.Norm *= 1.5; return a.X * a.Y + a[2]; }", "new C.Vec(1, 2, 3)")
        { Since = LanguageVersion.CSharp7_3 },
        new("DeclaredAndThenMadeMemberByMember",
            """
            public struct Pair { public double A, B; public static Pair operator *(in Pair x, in Pair y) { Pair z; z.A = x.A * y.A - x.B * y.B; z.B = x.A * y.B + x.B * y.A; return z; } }
            public struct Line { public Pair P, Q; public int N; }
            [Differentiable(nameof(a), nameof(b))] public static double F(double a, double b, int n)
            {
                Line l;
                (double U, double V) t;
                l.P.A = a; l.P.B = b; l.Q.A = a * b; l.Q.B = 0.5; l.N = n;
                t.U = a; t.V = Math.Sin(b);
                Pair last;
                int i = 0;
                do { last = l.P * l.Q; Pair half; half.A = 0.5 * a; half.B = t.V; l.P = last * half; i++; } while (i < l.N);
                return last.A * t.U + last.B * t.V + l.P.A;
            }
            """,
            "0.8, 1.3, 3", "0.8, 1.3, 0") { WithRespectTo = [0, 1] },
        new("Mutators", Vec + "struct Two { public Vec A; public Vec B; } [Differentiable(nameof(a), nameof(d))] public static double F(Vec a, double d) { var t = new Two { A = a, B = a }; a.MoveTwice(d); t.A.Move(d); t.B[2] = d; return Vec.Dot(a, t.A) * t.B.Z + t.B.X; }",
            "new C.Vec(1, 2, 3), 0.4") { Since = LanguageVersion.CSharp7_3 },
        new("OnACopy", Vec + "static Vec Twice(Vec v) { v.Move(1); return 2 * v; } [Differentiable] public static double F(Vec a) { Twice(a).Move(3); var b = Twice(a); return b.X * a.X + b.Y * a.Y; }", "new C.Vec(1, 2, 3)")
        { Since = LanguageVersion.CSharp7_3 },
        new("ByReference",
            Vec + """
            static void Bump(ref Vec v, double d) { v.X += d; v = 2 * v; }
            static void Make(out Vec v, double d) { v = new Vec(d, d, d); }
            static void Triple(ref double d) { d *= 3; }
            [Differentiable] public static double F(Vec a) { Bump(ref a, a.Y); Vec v; Make(out v, a.Z); Triple(ref a.Y); return Vec.Dot(a, v) * a.Y; }
            """, "new C.Vec(1, 2, 3)") { Since = LanguageVersion.CSharp7_3 },
        new("Constructors",
            """
            public struct P
            {
                public double X, Y, Z;
                public P(double x) : this(x, 2 * x) { Z += x * Y; }
                public P(double x, double y) { X = x; Y = y; Z = 1; if (x > 1) { Z = x; return; } Z = y; }
            }
            [Differentiable] public static double F(double a, double b) { var p = new P(a); var q = new P(y: a, x: b); return p.X * p.Y * p.Z + q.X * q.Y * q.Z; }
            """, "0.5, 1.5", "1.5, 0.5") { Since = LanguageVersion.CSharp7_3 },
        new("Initialisers",
            """
            public record struct P(double X, double Y) { public double Sum { get; } = X + Y; public double Half = X / 2; }
            [Differentiable] public static double F(double a, double b) { var p = new P(a, b); return p.Sum * p.Half * p.Y; }
            """, "0.5, 1.5"),
        new("Lambdas", Vec + "[Differentiable] public static double F(Vec a) { Func<Vec, double> f = v => v.X * v.Y; double Local(Vec u) => u.Z * f(u); return f(a) + Local(2 * a); }", "new C.Vec(1, 2, 3)"),
        new("PrivateToItsType",
            """
            public struct Acc { private double sum; private int count; public void Add(double x) { sum += x; count++; } public double Mean { get { return sum / count; } } }
            [Differentiable] public static double F(double x, double y) { var a = new Acc(); a.Add(x); a.Add(x * y); for (int i = 0; i < 3; i++) a.Add(i * y); return a.Mean * a.Mean; }
            """, "0.5, 1.5") { Since = LanguageVersion.CSharp7_3 },
    ];

    private static IEnumerable<StructCase> Loops =>
    [
        new("Likelihood", Gaussian + "[Differentiable] public static double F(Gaussian q, double[] data) { double s = 0; foreach (var x in data) s += q.LogDensity(x); return s; }",
            "new C.Gaussian(0.3, 1.7), new double[] { 0.1, 2, -1 }", "new C.Gaussian(0.3, 1.7), new double[] { }") { WithRespectTo = [0] },
        new("Recurrence", Gaussian + "[Differentiable(nameof(q))] public static double F(Gaussian q, int n) { var r = q; for (int i = 0; i < n; i++) r = r.Scaled(0.5) + q; return r.Variance + r.Mean; }",
            "new C.Gaussian(0.3, 1.7), 4", "new C.Gaussian(0.3, 1.7), 0") { WithRespectTo = [0] },
        new("Early", Vec + "[Differentiable(nameof(a))] public static double F(Vec a, int n) { for (int i = 0; i < n; i++) { a = 0.5 * a; if (a.Norm < 0.3) return a.X * a.Y; if (a.X < 0) break; a.Y += a.X * a.Z; } return a.Norm; }",
            "new C.Vec(1, 2, 3), 2", "new C.Vec(1, 2, 3), 9", "new C.Vec(-1, 2, 3), 3") { WithRespectTo = [0], Since = LanguageVersion.CSharp7_3 },
        new("Physics",
            Vec + """
            public struct Body { public Vec Position; public Vec Velocity; public double Mass; public int Id; }
            static void Step(ref Body b, double h) { b.Velocity += -h / b.Mass * b.Position; b.Position += h * b.Velocity; }
            [Differentiable(nameof(b), nameof(h))] public static double F(Body b, double h, int n)
            {
                for (int i = 0; i < n; i++) Step(ref b, h);
                return 0.5 * b.Mass * Vec.Dot(b.Velocity, b.Velocity) + Vec.Dot(b.Position, b.Position);
            }
            """,
            "new C.Body { Position = new C.Vec(1, 0, 0.2), Velocity = new C.Vec(0, 1, 0), Mass = 1.5, Id = 0 }, 0.1, 5") { WithRespectTo = [0, 1] },
    ];

    private static IEnumerable<StructCase> Receivers =>
    [
        new("ThisMember", "public partial struct C { public double R, V; public C(double r, double v) { R = r; V = v; } [Differentiable(\"this.R\")] public double F(double m) { return 0.5 * m * V * V * R * R; } }",
            "new C(2, 3), 0.7") { Only = [0], Since = LanguageVersion.CSharp7_3 },
        new("ThisMembers", "public partial struct C { public double R; private double v; public double V { get { return v; } } public C(double r, double v) { R = r; this.v = v; } double Twice(double m) { return 2 * m * v; } [Differentiable(\"m\", \"this.v\", \"this.R\")] public double F(double m) { return 0.5 * m * V * V * R * R + Twice(m); } }",
            "new C(2, 3), 0.7") { WithRespectTo = [1, 0], Since = LanguageVersion.CSharp7_3 },
        new("OfARecord", "public readonly partial record struct C(double Mean, double StdDev) { [Differentiable(\"this.Mean\", \"this.StdDev\", \"Mean\")] public double F(double Mean) => (Mean - this.Mean) * Math.Log(StdDev); }",
            "new C(2, 3), 0.7") { WithRespectTo = [1, 0] },
        new("PassiveReceiver", "public partial struct C { public double R, V; public C(double r, double v) { R = r; V = v; } [Differentiable] public double F(double m) { double t = 0; for (int i = 0; i < 3; i++) t += m * V * i; return t * R * m; } }",
            "new C(2, 3), 0.7") { WithRespectTo = [1], Since = LanguageVersion.CSharp7_3 },
        new("DataOfAClass",
            """
            public partial class C
            {
                private readonly double[] x = { 1, 2, 3 }, y = { 2, 3, 5 };
                [Differentiable] public double F(double a, double b) { double s = 0; for (int i = 0; i < y.Length; i++) { double r = y[i] - a - b * this.x[i]; s -= 0.5 * r * r; } return s; }
            }
            """, "new C(), 0.7, 0.2") { WithRespectTo = [1, 2], Since = LanguageVersion.CSharp7_3 },
    ];

    private static IEnumerable<StructCase> Passive =>
    [
        new("Settings",
            """
            public readonly struct Settings
            {
                public readonly double Scale;
                public readonly string Name;
                public Settings(double scale, string name) { if (scale < 0) throw new ArgumentException(); Scale = scale; Name = name; }
                public double Twice() { return 2 * Scale; }
            }
            [Differentiable] public static double F(double a, Settings o) { return a * a * o.Scale * o.Twice() + o.Name.Length * a; }
            """, "1.5, new C.Settings(2, \"abc\")") { WithRespectTo = [0], Since = LanguageVersion.CSharp7_3 },
        new("Generator",
            """
            public struct Rng { private double state; public Rng(int seed) { state = seed; } public double Next() { state = state * 16807 % 2147483647; return state / 2147483647; } }
            [Differentiable] public static double F(double a, int seed) { var r = new Rng(seed); double u = r.Next(), v = r.Next(); return a * u + v * a * a; }
            """, "1.5, 42") { WithRespectTo = [0], Since = LanguageVersion.CSharp7_3 },
        new("Hidden",
            """
            public readonly struct H { private readonly double a, b; public H(double a) { this.a = a; b = a * 2; } public double V { get { return a; } } public double W(double x) { return a * x + b; } }
            [Differentiable(nameof(x))] public static double F(double x, H h, int n) { return h.V * x + new H(x).W(x) + h.W(n) * x * x; }
            """, "1.5, new C.H(0.4), 3") { WithRespectTo = [0], Since = LanguageVersion.CSharp7_3 },
        new("OfAClass",
            Vec + """
            public class Data { public Vec Position = new Vec(1, 2, 3); public Vec[] All = { new Vec(4, 5, 6) }; public readonly Vec Fixed = new Vec(7, 8, 9); }
            [Differentiable] public static double F(double a, Data d) { double s = 0; foreach (var v in d.All) s += v.Norm * a; return s + d.Position.X * a * a + d.Fixed.Norm * d.All[0].Z * a; }
            """, "1.5, new C.Data()") { WithRespectTo = [0], Since = LanguageVersion.CSharp7_3 },
    ];
}
