using Microsoft.CodeAnalysis.CSharp;

namespace SymDiff.Generator.Tests.StructArrays;

/// <summary>Arrays, spans and lists of structs of every kind, read and written in place.</summary>
internal static partial class StructArrayCases
{
    private const string Gaussian = "public readonly record struct Gaussian(double Mean, [property: Positive] double StdDev); ";

    private const string Three = "new[] { new Vector3(1, 2, 3), new Vector3(0.5f, -1, 2), new Vector3(-0.25f, 0.75f, 1.5f) }";

    public static IReadOnlyList<StructArrayCase> All { get; } = [.. Reading, .. Writing, .. Local, .. Passive, .. Kernels];

    private static IEnumerable<StructArrayCase> Reading =>
    [
        new("Divergence", Gaussian + """
            [Differentiable(nameof(q))]
            public static double F(ReadOnlySpan<Gaussian> q)
            {
                double sum = 0;
                for (int i = 0; i < q.Length; i++)
                    sum += 0.5 * (q[i].StdDev * q[i].StdDev + q[i].Mean * q[i].Mean - 1) - Math.Log(q[i].StdDev);
                return sum;
            }
            """, "new[] { new C.Gaussian(0.3, 1.7), new C.Gaussian(-1, 0.4) }", "new C.Gaussian[0]", "new[] { new C.Gaussian(0, 1) }"),
        OfVectors("Springs", """
            [Differentiable(nameof(points), nameof(k))]
            public static float F(Vector3[] points, float k)
            {
                float energy = 0;
                for (int i = 1; i < points.Length; i++)
                {
                    var d = points[i] - points[i - 1];
                    energy += 0.5f * k * Vector3.Dot(d, d);
                }
                return energy;
            }
            """, Three + ", 0.5f", "new Vector3[1], 0.5f", "new Vector3[0], 0.5f") with { Since = LanguageVersion.CSharp7_3 },
        OfVectors("ListOfVectors", """
            [Differentiable(nameof(points))]
            public static float F(List<Vector3> points, int[] from, int[] to, float rest)
            {
                float energy = 0;
                for (int s = 0; s < from.Length; s++)
                {
                    float stretch = Vector3.Distance(points[from[s]], points[to[s]]) - rest;
                    energy += 0.5f * stretch * stretch;
                }
                return energy;
            }
            """, Three + ", new[] { 0, 1 }, new[] { 1, 2 }, 0.5f"),
        OfVectors("Queried", """
            [Differentiable(nameof(points))]
            public static float F(IReadOnlyList<Vector2> points) => points.Sum(p => p.X * p.Y) + points.Zip(points.Skip(1)).Sum(pair => Vector2.Dot(pair.First, pair.Second));
            """, "new[] { new Vector2(1, 2), new Vector2(-0.5f, 0.75f), new Vector2(3, -1) }"),
        new("Deconstructed", Gaussian + """
            [Differentiable(nameof(q))]
            public static double F(Gaussian[] q, double x)
            {
                double sum = 0;
                foreach (var (mean, deviation) in q)
                {
                    double u = (x - mean) / deviation;
                    sum += -0.5 * u * u - Math.Log(deviation);
                }
                return sum;
            }
            """, "new[] { new C.Gaussian(0.3, 1.7), new C.Gaussian(-1, 0.4) }, 0.25"),
        new("NestedStructs", """
            public struct Point { public double X; public double Y; public double Norm() { return Math.Sqrt(X * X + Y * Y); } }
            public struct Segment { public Point From; public Point To; public int Tag; }
            [Differentiable(nameof(segments))]
            public static double F(Segment[] segments)
            {
                double sum = 0;
                foreach (var s in segments)
                    sum += s.From.Norm() * s.To.X - s.Tag * s.To.Norm();
                return sum;
            }
            """, "new[] { new C.Segment { From = new C.Point { X = 1, Y = 2 }, To = new C.Point { X = -1, Y = 0.5 }, Tag = 2 }, new C.Segment { From = new C.Point { X = 0.5 }, To = new C.Point { Y = 3 } } }")
            { Since = LanguageVersion.CSharp7_3 },
        new("TuplesInAnArray", """
            [Differentiable(nameof(data), nameof(a))]
            public static double F((double X, double Y)[] data, double a)
            {
                double sum = 0;
                for (int i = 0; i < data.Length; i++)
                    sum += Math.Pow(data[i].Y - a * data[i].X, 2);
                return sum;
            }
            """, "new[] { (X: 1.0, Y: 2.0), (X: -0.5, Y: 0.25) }, 0.75"),
        OfVectors("Chosen", """
            [Differentiable(nameof(points))]
            public static float F(Vector2[] points, int k)
            {
                float sum = 0;
                for (int i = 0; i < points.Length; i++)
                    if (points[i].X > 0 && i != k) sum += points[i].X * points[i].Y; else sum -= points[i].Y;
                return sum + points[k].LengthSquared();
            }
            """, "new[] { new Vector2(1, 2), new Vector2(-0.5f, 0.75f), new Vector2(3, -1) }, 1"),
        OfVectors("PlaneOfVectors", """
            [Differentiable(nameof(grid))]
            public static float F(Vector2[,] grid)
            {
                float sum = 0;
                for (int i = 0; i < grid.GetLength(0); i++)
                    for (int j = 1; j < grid.GetLength(1); j++)
                    {
                        grid[i, j] = grid[i, j] + 0.5f * grid[i, j - 1];
                        sum += grid[i, j].LengthSquared();
                    }
                return sum;
            }
            """, "new[,] { { new Vector2(1, 2), new Vector2(-0.5f, 0.75f) }, { new Vector2(3, -1), new Vector2(0.25f, 1) } }"),
    ];

    private static IEnumerable<StructArrayCase> Writing =>
    [
        OfVectors("InPlace", """
            public struct Particle { public Vector2 Position; public Vector2 Velocity; public float Mass; public int Tag; }
            [Differentiable(nameof(p), nameof(dt))]
            public static float F(Particle[] p, float dt, int n)
            {
                for (int t = 0; t < n; t++)
                    for (int i = 0; i < p.Length; i++)
                    {
                        p[i].Velocity.X -= dt * p[i].Position.X * p[i].Position.Y;
                        p[i].Velocity.Y *= 0.75f;
                        p[i].Position += dt * p[i].Velocity;
                    }
                float energy = 0;
                for (int i = 0; i < p.Length; i++)
                    energy += 0.5f * p[i].Mass * p[i].Velocity.LengthSquared() + p[i].Position.X;
                return energy;
            }
            """,
            "new[] { new C.Particle { Position = new Vector2(1, 0.5f), Velocity = new Vector2(0.25f, -1), Mass = 2 }, new C.Particle { Position = new Vector2(-1, 2), Mass = 0.5f, Tag = 7 } }, 0.25f, 4",
            "new C.Particle[0], 0.25f, 4") with { Since = LanguageVersion.CSharp7_3 },
        new("Verlet", """
            public record struct State(double X, double V);
            [Differentiable(nameof(s), nameof(dt))]
            public static double F(State[] s, double dt, int n)
            {
                for (int t = 0; t < n; t++)
                    for (int i = 0; i < s.Length; i++)
                    {
                        double a = -Math.Sin(s[i].X);
                        double x = s[i].X + dt * s[i].V + 0.5 * dt * dt * a;
                        s[i] = new State(x, s[i].V + 0.5 * dt * (a - Math.Sin(x)));
                    }
                double energy = 0;
                foreach (var (x, v) in s)
                    energy += 0.5 * v * v - Math.Cos(x);
                return energy;
            }
            """, "new[] { new C.State(0.3, 0.7), new C.State(-1, 0.4) }, 0.1, 20", "new[] { new C.State(0.3, 0.7) }, 0.1, 0"),
        new("Immutable", Gaussian + """
            [Differentiable(nameof(q), nameof(rate))]
            public static double F(Gaussian[] q, double rate)
            {
                for (int i = 1; i < q.Length; i++)
                    q[i] = q[i] with { Mean = q[i].Mean + rate * q[i - 1].Mean * q[i].StdDev };
                q[0] = new Gaussian(q[^1].StdDev, q[0].Mean);
                double sum = 0;
                foreach (var g in q) sum += g.Mean * g.Mean * g.StdDev;
                return sum;
            }
            """, "new[] { new C.Gaussian(0.3, 1.7), new C.Gaussian(-1, 0.4), new C.Gaussian(0.5, 0.9) }, 0.6", "new[] { new C.Gaussian(0.3, 1.7) }, 0.6"),
        new("ListWritten", """
            public struct Pair { public double A; public double B; }
            [Differentiable(nameof(pairs))]
            public static double F(List<Pair> pairs)
            {
                for (int i = 1; i < pairs.Count; i++)
                {
                    var pair = pairs[i];
                    pair.A *= pairs[i - 1].B;
                    pairs[i] = pair;
                }
                double sum = 0;
                foreach (var pair in pairs) sum += pair.A * pair.A - pair.B;
                return sum;
            }
            """, "new[] { new C.Pair { A = 1, B = 2 }, new C.Pair { A = -0.5, B = 0.7 }, new C.Pair { A = 3, B = 1.1 } }") { Since = LanguageVersion.CSharp7_3 },
        new("Swapped", """
            [Differentiable(nameof(xs))]
            public static double F((double A, double B)[] xs)
            {
                double sum = 0;
                for (int i = 0; i + 1 < xs.Length; i++)
                {
                    (xs[i], xs[i + 1]) = (xs[i + 1], xs[i]);
                    xs[i].A *= xs[i].B;
                    (xs[i].A, xs[i].B) = (xs[i].B, xs[i].A);
                    sum += xs[i].B;
                }
                return sum + xs[xs.Length - 1].B;
            }
            """, "new[] { (A: 1.5, B: 2.0), (A: -0.5, B: 0.25), (A: 0.7, B: 1.3) }"),
        OfVectors("Slices", """
            [Differentiable(nameof(points))]
            public static float F(Span<Vector2> points)
            {
                var head = points[..2];
                float s = head[0].X * head[1].Y + Sum(points.Slice(1));
                head[1] = new Vector2(head[1].Y, head[1].X);
                return s + Sum(points);
            }
            private static float Sum(ReadOnlySpan<Vector2> points) { float s = 0; foreach (var v in points) s += v.X * v.X * v.Y; return s; }
            """, "new[] { new Vector2(1, 2), new Vector2(-0.5f, 0.75f), new Vector2(3, -1) }"),
        OfVectors("Copied", """
            [Differentiable(nameof(points))]
            public static float F(Vector2[] points)
            {
                var next = (Vector2[])points.Clone();
                points.CopyTo(next, 0);
                for (int i = 1; i < points.Length; i++) next[i] = points[i - 1] * points[i];
                Array.Copy(next, points, 2);
                float s = 0;
                foreach (var v in points) s += v.X * v.Y;
                foreach (var v in next) s += v.Y;
                return s;
            }
            """, "new[] { new Vector2(1, 2), new Vector2(-0.5f, 0.75f), new Vector2(3, -1) }"),
        OfVectors("References", """
            public struct Particle { public Vector2 Position; public Vector2 Velocity; public float Mass; }
            [Differentiable(nameof(p), nameof(dt))]
            public static float F(Span<Particle> p, float dt, int n)
            {
                for (int t = 0; t < n; t++)
                    foreach (ref var one in p)
                    {
                        ref var v = ref one.Velocity;
                        v -= dt * one.Position;
                        one.Position += dt * v;
                        one.Mass *= 1 - dt;
                    }
                float energy = 0;
                foreach (ref readonly var one in p) energy += one.Mass * one.Velocity.LengthSquared();
                return energy;
            }
            """, "new[] { new C.Particle { Position = new Vector2(1, 0.5f), Velocity = new Vector2(0.25f, -1), Mass = 2 }, new C.Particle { Position = new Vector2(-1, 2), Mass = 0.5f } }, 0.25f, 3"),
        new("ReferencesToNumbers", """
            [Differentiable(nameof(x))]
            public static double F(double[] x)
            {
                int i = 1;
                ref double r = ref x[i];
                i = 0;
                r *= r;
                x[1] += x[i];
                r += 1;
                foreach (ref double v in x.AsSpan()) v = v * v * r;
                double copy = r;
                r = 2 * x[2];
                return x[0] * copy + r * x[1];
            }
            """, "new[] { 0.7, 1.1, -0.4 }"),
        new("MethodsOfElements", """
            public struct Body
            {
                public double X; public double V;
                public double Energy { get { return 0.5 * V * V + X * X; } }
                public void Step(double dt) { V -= dt * X; X += dt * V; if (X > 3) Stop(); }
                private void Stop() { V = 0; }
            }
            public struct Pair { public Body One; public Body Other; }
            [Differentiable(nameof(pairs), nameof(dt))]
            public static double F(Pair[] pairs, double dt, int n)
            {
                for (int t = 0; t < n; t++)
                    for (int i = 0; i < pairs.Length; i++)
                    {
                        pairs[i].One.Step(dt);
                        pairs[i].Other.Step(pairs[i].One.X * dt);
                    }
                double energy = 0;
                foreach (var pair in pairs) energy += pair.One.Energy * pair.Other.X;
                return energy;
            }
            """, "new[] { new C.Pair { One = new C.Body { X = 0.5, V = 1 }, Other = new C.Body { X = 2.9, V = 3 } }, new C.Pair { One = new C.Body { X = -0.5 }, Other = new C.Body { X = 1, V = -1 } } }, 0.2, 4") { Since = LanguageVersion.CSharp7_3 },
        new("MethodsOfCopies", """
            public struct Body { public double X; public double Move(double by) { X += by; return X; } }
            [Differentiable(nameof(bodies), nameof(by))]
            public static double F(List<Body> bodies, double by)
            {
                double sum = 0;
                for (int i = 0; i < bodies.Count; i++) sum += bodies[i].Move(by) * bodies[i].X;
                return sum;
            }
            """, "new[] { new C.Body { X = 0.5 }, new C.Body { X = -2 } }, 0.25") { Since = LanguageVersion.CSharp7_3 },
        new("IndexInTheElement", """
            public struct Node { public double Weight; public int Next; }
            [Differentiable(nameof(nodes))]
            public static double F(Node[] nodes, int steps)
            {
                double sum = 0;
                int at = 0;
                for (int i = 0; i < steps; i++)
                {
                    sum += nodes[at].Weight * nodes[nodes[at].Next].Weight;
                    nodes[nodes[at].Next] = new Node { Weight = sum, Next = nodes[at].Next };
                    at = nodes[at].Next;
                }
                return sum;
            }
            """, "new[] { new C.Node { Weight = 1, Next = 2 }, new C.Node { Weight = 0.5, Next = 0 }, new C.Node { Weight = 0.7, Next = 1 } }, 4") { Since = LanguageVersion.CSharp7_3 },
    ];

    private static IEnumerable<StructArrayCase> Local =>
    [
        OfVectors("MadeForItself", """
            [Differentiable(nameof(points))]
            public static float F(ReadOnlySpan<Vector2> points, int n)
            {
                var v = new Vector2[points.Length];
                for (int i = 0; i < points.Length; i++) v[i] = points[i] * points[i];
                for (int t = 0; t < n; t++)
                    for (int i = 1; i < v.Length; i++) { v[i] += 0.5f * v[i - 1]; v[i].X *= v[i].Y; }
                float s = 0;
                foreach (var q in v) s += q.X - q.Y;
                return s;
            }
            """, "new[] { new Vector2(0.5f, 1), new Vector2(-0.5f, 0.75f), new Vector2(1, -1) }, 2"),
        OfVectors("NumbersByTheirPlaces", """
            [Differentiable(nameof(points), nameof(a))]
            public static float F(Vector3[] points, float a, int k)
            {
                var v = points[0];
                v[0] = a * v[1];
                v[k] += points[1][2] * a;
                for (int i = 0; i < 3; i++) v[i] *= a + i;
                var m = Matrix4x4.Identity;
                m[0, 1] = a;
                m[k, 0] -= v.Y;
                points[1][0] *= a;
                return Vector3.Dot(Vector3.Transform(v, m), points[1]);
            }
            """, "new[] { new Vector3(0.5f, 1, -1), new Vector3(-0.5f, 0.75f, 0.25f) }, 0.5f, 1", "new[] { new Vector3(0.5f, 1, -1), new Vector3(-0.5f, 0.75f, 0.25f) }, 0.5f, 2"),
        new("OnTheStack", """
            public struct Pair { public double A; public double B; }
            [Differentiable(nameof(x))]
            public static double F(double x, int n)
            {
                Span<Pair> pairs = stackalloc Pair[4];
                for (int i = 0; i < 4; i++) pairs[i] = new Pair { A = x * i, B = Math.Exp(-x) };
                for (int i = 0; i < n; i++) pairs[i % 4].A += pairs[(i + 1) % 4].B * pairs[(i + 2) % 4].A;
                double sum = 0;
                foreach (var pair in pairs) sum += pair.A * pair.B;
                return sum;
            }
            """, "0.7, 6", "0.7, 0"),
        OfVectors("Buffers", """
            [Differentiable(nameof(points), nameof(k))]
            public static float F(Vector2[] points, float k, int n)
            {
                var now = points.ToArray();
                var next = new Vector2[points.Length];
                for (int t = 0; t < n; t++)
                {
                    for (int i = 1; i + 1 < now.Length; i++)
                        next[i] = now[i] + k * (now[i - 1] - 2 * now[i] + now[i + 1]) * now[i];
                    next[0] = now[1];
                    next[next.Length - 1] = now[0];
                    (now, next) = (next, now);
                }
                float s = 0;
                foreach (var v in now) s += v.X * v.Y;
                return s;
            }
            """, "new[] { new Vector2(1, 2), new Vector2(-0.5f, 0.75f), new Vector2(0.5f, -1), new Vector2(1, 1) }, 0.25f, 3"),
        new("OfItems", """
            public record struct Pair(double A, double B);
            [Differentiable(nameof(x), nameof(y))]
            public static double F(double x, double y)
            {
                var pairs = new[] { new Pair(x, y), new Pair(y, x * y), new Pair(1, x) };
                pairs[1].B += pairs[0].A;
                double product = 1;
                foreach (var (a, b) in pairs) product *= a + Math.Sin(b);
                return product;
            }
            """, "0.7, 1.2"),
    ];

    private static IEnumerable<StructArrayCase> Passive =>
    [
        OfVectors("DataOfStructs", """
            public readonly struct Observation { public readonly string Name; public readonly float X; public readonly float Y; public readonly DateTime When;
                public Observation(string name, float x, float y, DateTime when) { Name = name; X = x; Y = y; When = when; } }
            private static readonly Vector2[] weights = { new Vector2(1, 2), new Vector2(0.5f, 3) };
            [Differentiable(nameof(a))]
            public static float F(float a, Observation[] data)
            {
                float sum = 0;
                foreach (var one in data)
                    if (one.Name.Length > 1) sum += weights[1].X * (one.Y - a * one.X) * (one.Y - a * one.X) + one.When.Year * a;
                return sum + data.Length;
            }
            """, "0.75f, new[] { new C.Observation(\"ab\", 1, 2, new DateTime(3, 1, 1)), new C.Observation(\"a\", 3, 2, default), new C.Observation(\"cde\", 0.5f, -1, default) }"),
        OfVectors("RowsOfStructs", """
            [Differentiable(nameof(x))]
            public static float F(Vector2[][] rows, float x) { float s = 0; foreach (var r in rows) foreach (var v in r) s += x * x * v.X; return s; }
            """, "new[] { new[] { new Vector2(1, 2), new Vector2(3, 4) }, new Vector2[0], new[] { new Vector2(-2, 1) } }, 0.5f"),
        OfVectors("ForeignCode", """
            private static Vector2[] Made(int n) { var made = new Vector2[n]; for (int i = 0; i < n; i++) made[i] = new Vector2(i, 2 * i); return made; }
            [Differentiable(nameof(points))]
            public static float F(Vector2[] points, Vector2[] data)
            {
                var other = Made(points.Length);
                var count = data.Count(v => v.X > 0) + data.Select(v => v.Y).ToArray().Length;
                float sum = 0;
                for (int i = 0; i < points.Length; i++) sum += Vector2.Dot(points[i], other[i] + data[i]) * count;
                return sum;
            }
            """, "new[] { new Vector2(1, 2), new Vector2(-0.5f, 0.75f) }, new[] { new Vector2(1, -2), new Vector2(3, 0.5f) }"),
    ];

    // Differences of floats are only so exact.
    private static StructArrayCase OfVectors(string name, string members, params string[] points) =>
        new(name, members, points) { Step = 0.03125, Tolerance = 3e-4 };
}
