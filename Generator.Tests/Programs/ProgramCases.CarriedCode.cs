namespace SymDiff.Generator.Tests.Programs;

/// <content>Code that is carried over writes the data that loops before and after it read.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> CarriedCode =>
    [
        new("SortedBetweenLoops", """
            [Differentiable(nameof(a))]
            public static double F(double a, double[] data)
            {
                double s = 1;
                for (int i = 0; i < data.Length; i++) s = s * Math.Sin(a * data[i]) + data[i];
                Array.Sort(data);
                for (int i = 0; i < data.Length; i++) s = s * Math.Cos(a + i * data[i]);
                return s;
            }
            """, [0.8, five]),
        new("ClearedThroughASpan", """
            [Differentiable(nameof(a))]
            public static double F(double a, double[] x, double[] y)
            {
                double first = x[0];
                for (int i = 0; i < 2; i++) x.AsSpan().Clear();
                double second = x[0];
                for (int i = 0; i < 2; i++) x.AsSpan(i).Fill(2);
                double third = x[1];
                for (int i = 0; i < 2; i++) y.AsSpan().CopyTo(x);
                return a * (first + 2 * second + 3 * third * a) + x[1] * a * a * a;
            }
            """, [0.8, five, three]),
        new("ExchangedBesideAReadOnlySpan", """
            [Differentiable(nameof(a))]
            public static double F(double a, double[] x, ReadOnlySpan<double> y)
            {
                foreach (double v in y) (x[0], x[2]) = (x[2], x[0]);
                x[1] -= y[0];
                return x[1] * a + x[0] * y[1] * a * a;
            }
            """, [0.8, five, three]),
        new("InterpolatedTable", """
            [Differentiable(nameof(y))]
            public static double F(double[] knots, double[] y, double[] x, double[] observed)
            {
                double sum = 0;
                for (int k = 0; k < x.Length; k++)
                {
                    int i = 0;
                    while (i < knots.Length - 2 && x[k] > knots[i + 1]) i++;
                    double w = (x[k] - knots[i]) / (knots[i + 1] - knots[i]);
                    double r = (1 - w) * y[i] + w * y[i + 1] - observed[k];
                    sum += r * r;
                }

                return sum;
            }
            """, [knots, five, sites, four]),
        new("FinallyBeforeTheSweep", """
            private static int depth;

            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a)
            {
                depth++;
                double s = 0;
                try
                {
                    if (depth > 100) throw new InvalidOperationException();
                    for (int i = 0; i < x.Length; i++)
                        s = Math.Sin(a * s) + x[i];
                }
                finally
                {
                    depth--;
                }

                return s * s;
            }
            """, [five, 0.3], [none, 0.5]),
        new("ReturnOutOfATry", """
            private static int depth;

            [Differentiable]
            public static double F(double[] x, double a)
            {
                depth++;
                double s = 0;
                try
                {
                    if (depth > 100) throw new InvalidOperationException();
                    for (int i = 0; i < x.Length; i++)
                    {
                        if (x[i] > 9) return s;
                        s = Math.Sin(a * s) + x[i];
                    }
                }
                finally
                {
                    depth--;
                }

                return s * s;
            }
            """, [five, 0.3], [none, 0.5]),
        new("SortedInALoop", """
            [Differentiable(nameof(a))]
            public static double F(double a, double[] data)
            {
                double s = 1;
                for (int t = 0; t < 3; t++)
                {
                    for (int i = 0; i < data.Length; i++) s = s * Math.Sin(a + i * data[i]) + data[0];
                    Array.Reverse(data, t, data.Length - t);
                }

                return s;
            }
            """, [0.8, five]),
        new("SortedInOneBranch", """
            [Differentiable(nameof(a))]
            public static double F(double a, double[] data, bool isSorted)
            {
                double first = data[0];
                if (isSorted) Array.Sort(data);
                double s = a;
                for (int i = 0; i < data.Length; i++) s = s * Math.Sin(s + i * data[i]);
                return s * first * Math.Exp(a * first);
            }
            """, [0.8, five, true], [0.8, five, false]),
        new("WrittenByAFunctionWithAResult", """
            [Differentiable(nameof(a))]
            public static double F(double a, double[] data)
            {
                double s = 1;
                for (int i = 0; i < data.Length; i++) s = s * Math.Sin(a * data[i]) + data[i];
                int at = Array.FindIndex(Taken(data), d => d < 1);
                return s * Math.Exp(-a * data[at]);
            }
            private static T[] Taken<T>(T[] items) { Array.Reverse(items); return items; }
            """, [0.8, five]),
        // What runs twice in a turn gives two values.
        new("DrawsInALoop", """
            [Differentiable(nameof(a))]
            public static double F(double a, Queue<double> draws, int n)
            {
                double s = 0;
                for (int i = 0; i < n; i++)
                {
                    double u = draws.Dequeue();
                    double v = draws.Dequeue();
                    draws.Enqueue(u);
                    draws.Enqueue(v);
                    s += a * u + 0.1 * s * a * v;
                }

                return s;
            }
            """, [0.5, new Queue<double>([1.0, 0.2, 0.3, 0.4]), 6]),
        new("RandomWalk", """
            [Differentiable(nameof(sigma))]
            public static double F(double sigma, int seed, int n)
            {
                var random = new Random(seed);
                double x = 0, highest = 0;
                for (int i = 0; i < n; i++)
                {
                    x += sigma * (random.NextDouble() - random.NextDouble()) + 0.01 * x * x;
                    highest = Math.Max(highest, x);
                }

                return highest;
            }
            """, [0.5, 42, 20]),
        new("ReadBeforeAndAfter", """
            [Differentiable(nameof(a))]
            public static double F(double a, Dictionary<int, double> d, int n)
            {
                double s = 1;
                for (int i = 0; i < n; i++)
                {
                    double u = d[0];
                    d[0] = u + 1;
                    double v = d[0];
                    s += 0.1 * a * u * v + s * a;
                }

                d[0] = 1;
                return s;
            }
            """, [0.5, new Dictionary<int, double> { [0] = 1 }, 5]),
        new("AListThatGrows", """
            [Differentiable(nameof(a))]
            public static double F(double a, List<double> log, int n)
            {
                double s = 0;
                for (int i = 0; i < n; i++)
                {
                    log.Add(1);
                    log.Add(1);
                    s += 0.1 * a * log.Count * s + 1;
                }

                log.Clear();
                return s;
            }
            """, [0.5, Array.Empty<double>(), 5]),
        // Loops over what is no array of numbers.
        new("OverADictionary", """
            [Differentiable(nameof(a))]
            public static double F(double a, Dictionary<string, double> data)
            {
                double s = 1;
                foreach (var pair in data)
                    s *= a + pair.Value;
                data["new"] = 3;
                foreach (var (key, value) in data)
                {
                    if (value > 4)
                        break;
                    s += value * a * key.Length * s;
                }

                data.Remove("new");
                return s;
            }
            """, [1.5, new Dictionary<string, double> { ["x"] = 2, ["yy"] = 3 }], [1.5, new Dictionary<string, double>()]),
        new("OverRecords", """
            public record Observation(double T, double Y);

            [Differentiable(nameof(a), nameof(k))]
            public static double F(double a, double k, double[] times)
            {
                var data = times.Select(t => new Observation(t, t * t)).ToList();
                double sum = 0;
                foreach (var (t, y) in data)
                {
                    var e = y - a * Math.Exp(-k * t);
                    sum += e * e;
                }

                foreach (Observation one in data.Where(o => o.T > 0).OrderByDescending(o => o.Y))
                    sum = 0.5 * sum * a + one.Y;
                return sum;
            }
            """, [1.5, 0.3, five]),
        new("OverTextAndIntegers", """
            static IEnumerable<int> Odd(int n)
            {
                for (int i = 1; i < n; i += 2)
                    yield return i;
            }

            [Differentiable(nameof(a))]
            public static double F(double a, string text, int[] counts)
            {
                double s = a;
                foreach (char c in text)
                {
                    if (c == 'x')
                        continue;
                    s = s * a + (c - 'a');
                }

                foreach (double count in counts)
                    s += Math.Sin(a * count) * s;
                foreach (var odd in Odd(6))
                    s = s / odd + a;
                return s;
            }
            """, [1.1, "hexllo", Letters], [1.1, "", Array.Empty<int>()]),
        // x[a..b] of an array is a new array.
        new("PartsThatAreCopied", """
            [Differentiable]
            public static double F(double[] x)
            {
                var all = x[..];
                for (int i = 1; i < all.Length; i++)
                    all[i] *= all[i - 1];
                var tail = x[1..^1];
                tail[0] = 3 * all[2];
                return Drained(x[..2]) * Drained(x[1..]) + tail[0] * tail[1] * x[1] + all[^1];
            }

            private static double Drained(double[] v)
            {
                double s = 0;
                for (int i = 0; i < v.Length; i++)
                {
                    s += v[i];
                    v[i] = 0;
                }

                return s;
            }
            """, [five], [positive]),
        // The sine is behind what the tape gives back, where its angle is not known any more.
        new("DrawsOfAGenerator", """
            public struct Congruential
            {
                public uint State;

                public double Next()
                {
                    State = unchecked(State * 1664525u + 1013904223u);
                    return State / 4294967296.0;
                }
            }

            [Differentiable(nameof(a))]
            public static double F(double a, int seed, int n)
            {
                var draws = new Congruential { State = (uint)seed };
                double s = 1;
                for (int i = 0; i < n; i++)
                {
                    double u = draws.Next(), v = draws.Next();
                    s = s * a + u * Math.Sin(a * v) * s;
                }

                return s;
            }
            """, [0.3, 42, 6]),
        // Structs and tuples with numbers in them that belong to an object.
        new("DataOfAnObject", """
            public readonly record struct Load(int At, double Weight);
            public sealed class Net
            {
                public (int From, int To, double Length, double Stiffness)[] Cables { get; init; } = new[] { (0, 1, 0.5, 10.0), (1, 2, 1.0, 5.0), (4, 0, 3.0, 2.0) };
                public List<Load> Loads { get; } = new() { new Load(0, 2), new Load(3, 1.5) };
                public IReadOnlyList<(double, double)> Waves { get; } = new[] { (1.0, 2.0), (0.5, 0.25) };
            }

            private static readonly Net net = new();

            [Differentiable(nameof(x))]
            public static double F(double[] x)
            {
                double energy = 0;
                foreach (var (i, j, length, stiffness) in net.Cables)
                {
                    double stretch = x[i] - x[j] - length;
                    energy += 0.5 * stiffness * stretch * stretch;
                }

                foreach (var (at, weight) in net.Loads)
                    energy += weight * x[at];
                foreach (var (a, b) in net.Waves)
                    energy += Math.Sin(a * x[0] + b);
                return energy;
            }
            """, [five]),
        // Which element is added to is asked of what may be missing, behind the test that it is there.
        new("GroupsThatMayBeMissing", """
            public sealed class Group { public int Index; }
            public sealed class Cell { public Group? Region; public int? Age; public double Weight; }

            [Differentiable(nameof(b), nameof(region))]
            public static double F(double b, double[] region, int[] groups)
            {
                var cells = groups.Select(i => new Cell { Region = i == 0 ? null : new Group { Index = i }, Age = i == 4 ? i - 1 : null, Weight = 1 + i }).ToArray();
                double sum = 0;
                foreach (var c in cells)
                {
                    double eta = b;
                    if (c.Region != null) eta += region[c.Region.Index];
                    if (c.Age is int age) eta += region[age] * b;
                    sum += c.Weight * Math.Log(1 + Math.Exp(eta));
                }
                return sum;
            }
            """, [0.3, five, places]),
        // A struct that has an array is carried as it is where it stands in an array.
        new("SamplesWithFeatures", """
            public readonly record struct Sample(double[] Features, double Label);

            [Differentiable(nameof(w))]
            public static double F(double[] w, double[][] x, double[] y)
            {
                var samples = x.Zip(y, (features, label) => new Sample(features, label)).ToArray();
                var pairs = x.Select((features, i) => (Features: features, Place: i)).ToList();
                double loss = 0;
                foreach (var sample in samples)
                {
                    double residual = -sample.Label;
                    for (int j = 0; j < sample.Features.Length; j++) residual += w[j] * sample.Features[j];
                    loss += residual * residual;
                }
                foreach (var (features, place) in pairs) loss += w[place] * features[0];
                return loss;
            }
            """, [six, layers, three]),
        new("SignsAndNodes", """
            static readonly double[] Nodes = [0.1488743389816312, 0.4333953941292472, 0.6794095682990244];
            static readonly int[] Knots = [0, 2, 5, 9];
            static int Locate(int k)
            {
                int i = Array.BinarySearch(Knots, k);
                if (i < 0) i = ~i;
                while (i < Knots.Length - 1 && Knots[i] < k) i++;
                return i;
            }
            [Differentiable]
            public static double F(double a, double b)
            {
                double sum = 0;
                for (int n = 0; n < Nodes.Length; n++)
                    foreach (int sign in (ReadOnlySpan<int>)[-1, 1])
                    {
                        double u = 1 + sign * Nodes[n];
                        sum += Math.Exp(-a * u) * Math.Cos(b * u * Locate(n));
                    }
                return sum;
            }
            """, [0.7, 1.3]),
        new("NothingAtFirst", """
            [Differentiable]
            public static double F(double x, double y, int n)
            {
                double? limit = null;
                (int Turn, string? Note) last = default;
                for (int i = 0; i < n; i++)
                {
                    x += y * (i + last.Turn);
                    if (i == 1) limit = 3;
                    last = (i, i > 2 ? "late" : null);
                }

                return limit is null ? x : limit.Value * y * x + (last.Note == null ? 0 : x);
            }
            """, [1.3, 0.7, 1], [1.3, 0.7, 2], [1.3, 0.7, 5]),
        new("RecordsTakenApartInTurns", """
            public sealed record Settings(double Rate, int Steps, double[] Knots);
            public sealed class Pair { public void Deconstruct(out double first, out int[] second) { first = 0.3; second = [2, 1]; } }
            private static Settings Given => new(0.1, 5, [0.1, 0.5, 2.0]);
            private static Pair Both => new();

            [Differentiable]
            public static double F(double x, double y, int n)
            {
                var given = Given;
                var both = Both;
                for (int i = 0; i < given.Steps; i++)
                {
                    var (rate, _, knots) = given;
                    x -= rate * (x * y - knots[i % knots.Length]);
                    if (x < given.Knots[0]) return y * x;
                }

                for (int i = 0; i < n; i++)
                {
                    if (x > 3) continue;
                    var (first, second) = both;
                    x += first * second[i % 2] * x;
                }

                return x * y;
            }
            """, [1.3, 0.7, 3], [0.2, 2.7, 1], [2.9, -0.7, 5]),
        // What is stored on no way through the first loop is left out, and what the second one may overwrite has been read before it.
        new("LoopAsWrittenAfterStoresOnNoWay", """
            [Differentiable(nameof(b), nameof(m))]
            public static double F(double b, List<double> x, double m, int n)
            {
                const int none = 0;
                int k = 1;
                for (int i = 0; i < x.Count; i++)
                {
                    switch (k % 3)
                    {
                        case 0:
                            #pragma warning disable CS0162 // nothing is ever done here
                            switch (none)
                            {
                                case 0: break;
                                default: k = 1; break;
                            }
                            break;
                        case 1: break;
                        default: b *= 0.75; x[0] -= 0.75; break;
                    }
                }

                double s = m * x[0];
                for (int i = 1; i < x.Count; i++) { }
                return s + m + 0 * b;
            }
            """, [0.7, other, 1.3, 2], [0.7, one, 0.4, 0]),
        new("MatrixOfOneSideGivenToCarriedCode", """
            static void Change(double a, Span<double> v)
            {
                foreach (double e in v)
                    a = a * 2;
            }

            [Differentiable(nameof(a))]
            public static double F(double a, double b, double[] x, int n)
            {
                double s = a * b;
                if (b > a)
                    s += b;
                else
                {
                    double[,] w = new double[2, n + 1];
                    Change(w[0, 0], x);
                }

                return s;
            }
            """, [0.3, 1.2, three, 2], [1.4, 0.2, five, 1]),
    ];

    private static int[] Letters => [1, 2, 3];
}
