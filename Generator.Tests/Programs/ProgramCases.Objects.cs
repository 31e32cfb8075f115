namespace SymDiff.Generator.Tests.Programs;

/// <content>Objects that the method makes: they never change, or only one variable has each of them; and structs of which C# makes copies.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> Objects =>
    [
        new("ObjectInTurns", """
            public sealed class Body(double mass, double x, double v)
            {
                public double X => x;
                public Body Step(double force, double dt)
                {
                    var next = v + force / mass * dt;
                    return new Body(mass, x + next * dt, next);
                }
                public double Energy() => 0.5 * mass * v * v;
            }

            [Differentiable(nameof(x), nameof(v), nameof(k))]
            public static double F(double x, double v, double k, int n)
            {
                var body = new Body(1.5, x, v);
                double sum = 0;
                for (int i = 0; i < n; i++)
                {
                    body = body.Step(-k * body.X, 0.05);
                    sum += body.Energy();
                }

                return sum + body.X;
            }
            """, [0.4, 0.9, 2.0, 5], [0.4, 0.9, 2.0, 0]),
        new("RecordsOfRecords", """
            public record Point(double X, double Y)
            {
                public static readonly Point Origin = new(0, 0);
                public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);
                public double Norm => Math.Sqrt(X * X + Y * Y);
            }

            public sealed record Pose(Point At, double Angle)
            {
                public Pose Forward(double d) => this with { At = At + new Point(d * Math.Cos(Angle), d * Math.Sin(Angle)) };
            }

            [Differentiable(nameof(x), nameof(w))]
            public static double F(double[] x, double w)
            {
                var pose = new Pose(Point.Origin, 0.1 * w);
                foreach (var step in x)
                {
                    pose = pose.Forward(step);
                    pose = pose with { Angle = pose.Angle + w * step };
                }

                return pose.At.Norm * pose.Angle;
            }
            """, [five, 0.7], [one, 0.3]),
        new("ObjectWithArray", """
            public sealed record Model(double Scale, double[] Weights)
            {
                public double At(double x)
                {
                    double sum = Scale;
                    for (int i = 0; i < Weights.Length; i++) sum += Weights[i] * Math.Pow(x, i);
                    return sum * Math.Exp(-Scale * x);
                }
            }

            [Differentiable(nameof(w), nameof(a))]
            public static double F(double[] w, double a, double[] x)
            {
                var model = new Model(a, w);
                double sum = 0;
                foreach (var v in x)
                {
                    var r = model.At(v) - (model with { Scale = a * a }).At(0.5 * v);
                    sum += r * r;
                }

                return sum;
            }
            """, [three, 0.7, five]),
        new("StructWithArray", """
            public readonly record struct Model(double Scale, double[] Weights)
            {
                public double At(double x)
                {
                    double sum = Scale;
                    for (int i = 0; i < Weights.Length; i++) sum += Weights[i] * x;
                    return sum;
                }
            }

            [Differentiable(nameof(w), nameof(a))]
            public static double F(double[] w, double a, double[] x)
            {
                var model = new Model(a, w);
                double sum = 0;
                foreach (var v in x) sum += model.At(v) * model.Weights[0];
                return sum;
            }
            """, [three, 0.7, five]),
        new("ObjectsInAnArray", """
            public sealed class Cell
            {
                public Cell(double heat, double flow)
                {
                    if (double.IsNaN(heat)) throw new ArgumentException("It must be a number.", nameof(heat));
                    Heat = heat;
                    Flow = flow;
                }

                public double Heat { get; }
                public double Flow { get; }
            }

            [Differentiable(nameof(x), nameof(k))]
            public static double F(double[] x, double k, int n)
            {
                var cells = new Cell[x.Length];
                for (int i = 0; i < x.Length; i++) cells[i] = new Cell(x[i], 0);
                for (int step = 0; step < n; step++)
                    for (int i = 1; i < cells.Length; i++)
                        cells[i] = new Cell(cells[i].Heat + k * (cells[i - 1].Heat - cells[i].Heat), cells[i - 1].Heat * cells[i].Flow + k);
                return cells.Sum(cell => cell.Heat * cell.Heat + cell.Flow);
            }
            """, [five, 0.3, 3], [one, 0.3, 2]),
        new("ObjectsOneOrTheOther", """
            public class Interval
            {
                public double Low { get; init; }
                public double High { get; init; }
                public double Length => High - Low;
                public bool Contains(double v) => v >= Low && v <= High;
            }

            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a)
            {
                var all = new Interval { Low = -a, High = a };
                double sum = 0;
                foreach (var v in x)
                {
                    var one = all.Contains(v) ? new Interval { Low = all.Low, High = v } : all;
                    sum += one.Length * one.Length * v;
                    all = one.Length > 1 ? one : new Interval { Low = one.Low - 0.1 * v, High = one.High };
                }

                return sum + all.Length;
            }
            """, [five, 0.65]),
        new("ObjectsInRecursion", """
            public sealed record Pair(double X, double Y);

            private static double Rest(Pair p, int n) => n == 0 ? p.X * p.Y : Rest(new Pair(0.5 * p.X + p.Y, p.X * n), n - 1) * p.X;

            [Differentiable(nameof(a))]
            public static double F(double a, int n) => Rest(new Pair(a, a * a), n);
            """, [0.7, 3], [0.7, 0]),
        // Where one may be missing they stay the objects that they are.
        new("ObjectsOfData", """
            public sealed record Reading(double Time, double Value);

            [Differentiable(nameof(a))]
            public static double F(double a, double[] x)
            {
                Reading? last = null;
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    var reading = new Reading(0.1 * i, x[i]);
                    if (last is not null) sum += Math.Exp(-a * (reading.Time - last.Time)) * last.Value;
                    last = reading;
                }

                return sum;
            }
            """, [0.7, five]),
        new("RunningStatistics", """
            public sealed class Statistics
            {
                private int n;
                private double mean, squares;
                public double Mean => mean;
                public double Variance => squares / (n - 1);
                public void Push(double x)
                {
                    n++;
                    var d = x - mean;
                    mean += d / n;
                    squares += d * (x - mean);
                }
            }

            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a)
            {
                var statistics = new Statistics();
                foreach (var v in x) statistics.Push(Math.Exp(a * v));
                return statistics.Variance + statistics.Mean;
            }
            """, [five, 0.7], [three, 0.2]),
        new("ObjectOfObjects", """
            public class Particle
            {
                public double X, V;
                public double Mass { get; set; } = 1;
                public void Kick(double force, double dt) => V += force / Mass * dt;
                public void Drift(double dt) => X += V * dt;
            }

            public class World
            {
                public readonly Particle First = new(), Second = new() { Mass = 2 };
                public double Energy() => 0.5 * First.V * First.V + Second.Mass * Second.V * Second.V;
                public void Step(double k)
                {
                    var force = k * (Second.X - First.X - 1);
                    First.Kick(force, 0.1);
                    Second.Kick(-force, 0.1);
                    First.Drift(0.1);
                    Second.Drift(0.1);
                }
            }

            [Differentiable(nameof(x), nameof(k))]
            public static double F(double x, double k, int n)
            {
                var world = new World();
                world.First.X = x;
                world.Second.X = 2 * x;
                for (int i = 0; i < n; i++) world.Step(k);
                return world.Energy() + world.First.X;
            }
            """, [0.4, 2.0, 4], [0.4, 2.0, 0]),
        new("MatrixOfTheAuthors", """
            public sealed class Matrix
            {
                private readonly double[] data;
                public Matrix(int n) { N = n; data = new double[n * n]; }
                public int N { get; }
                public double this[int i, int j] { get => data[i * N + j]; set => data[i * N + j] = value; }
                public static Matrix operator *(Matrix a, Matrix b)
                {
                    var c = new Matrix(a.N);
                    for (int i = 0; i < a.N; i++)
                    {
                        for (int j = 0; j < a.N; j++)
                        {
                            double s = 0;
                            for (int k = 0; k < a.N; k++) s += a[i, k] * b[k, j];
                            c[i, j] = s;
                        }
                    }

                    return c;
                }
            }

            [Differentiable(nameof(t))]
            public static double F(double t, int n)
            {
                var r = new Matrix(2);
                r[0, 0] = Math.Cos(t);
                r[0, 1] = -Math.Sin(t);
                r[1, 0] = Math.Sin(t);
                r[1, 1] = 0.9 * Math.Cos(t);
                var m = r * r;
                for (int i = 0; i < 2; i++) m = m * r;
                var known = m;
                known[0, 0] *= t;
                return m[0, 0] + m[0, 1] * m[1, 1];
            }
            """, [0.3, 2]),
        new("ObjectsFromAMethod", """
            public class Part
            {
                public double X, V;
                public void Kick(double f) { V += f; X += V; }
            }

            private static Part Made(double a)
            {
                var part = new Part();
                part.X = a;
                part.Kick(a * a);
                return part;
            }

            [Differentiable(nameof(x))]
            public static double F(double[] x)
            {
                var part = Made(x[0]);
                double sum = 0;
                foreach (var v in x)
                {
                    part.Kick(v);
                    if (v > 0.6) part = new Part { X = part.V };
                    var other = Made(part.X);
                    other.Kick(v);
                    sum += other.X * part.V;
                }

                return sum + part.X;
            }
            """, [five]),
        // A struct that is only read where the method is called is copied for it.
        new("CopiesOfStructs", """
            public struct Counter { public double Sum; public void Add(double v) => Sum += v; }

            public readonly struct Holder
            {
                private readonly Counter counter;
                public Holder(double s) { counter = new Counter { Sum = s }; counter.Add(s); }
                public double Twice(double v) { counter.Add(v); counter.Add(v); return counter.Sum; }
            }

            public struct Pair
            {
                public Counter First { get; set; }
                public Counter Second;
                public readonly double Read(double v) { Second.Add(v); return Second.Sum; }
                public double Written(double v) { Second.Add(v); return Second.Sum; }
            }

            private static double Given(in Counter c, double v) { c.Add(v); return c.Sum; }

            [Differentiable(nameof(a))]
            public static double F(double a)
            {
                var pair = new Pair();
                pair.First.Add(a);
                pair.Second.Add(a);
                var sum = new Holder(a).Twice(a * a) + Given(pair.Second, a) * a;
                return sum + pair.First.Sum + pair.Read(a) * a + pair.Written(a * a) * pair.Second.Sum;
            }
            """, [0.7]),
    ];
}
