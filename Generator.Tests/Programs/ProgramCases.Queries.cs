namespace SymDiff.Generator.Tests.Programs;

/// <content>Queries over arrays, lists and ranges, as methods and as query expressions.</content>
internal static partial class ProgramCases
{
    private static int[] GroupOfEach => [0, 1, 1, 0];
    private static double[] Grouped => [0.4, 1.3, -0.2, 0.8];
    private static double[] OffsetsOfRows => [0.4, -0.3, 0.2];
    private static double[] OffsetOfOne => [0.3];
    private static double[] WeightsOfRows => [0.7, 1.2];
    private static int[] Kinds => [1, 0, 1, 0, 2];

    private static IEnumerable<ProgramCase> Queries =>
    [
        new("QuerySum", """
            [Differentiable]
            public static double F(double a, double[] x) => x.Sum(v => Math.Sin(a * v));
            """, [1.3, three], [0.4, Array.Empty<double>()]),
        new("QueryZip", """
            [Differentiable]
            public static double F(double[] x, double[] y) => x.Zip(y, (p, q) => p * q).Sum() + x.Zip(y).Sum(p => p.First * p.Second * p.First);
            """, [five, three], [three, three]),
        new("QueryVariance", """
            [Differentiable]
            public static double F(double[] x)
            {
                double m = x.Average();
                return x.Sum(v => (v - m) * (v - m)) / (x.Count() - 1);
            }
            """, [five]),
        new("QueryExtremes", """
            [Differentiable]
            public static double F(double[] x)
            {
                double m = x.Max();
                return m + Math.Log(x.Select(v => Math.Exp(v - m)).Sum()) + x.Min(v => v * v);
            }
            """, [five]),
        new("QueryWhere", """
            [Differentiable]
            public static double F(double a, double[] x) =>
                x.Where(v => v > 0).Select(v => a * v * v).Sum() + x.Where(v => v * a < 0.5).Average(v => v * a) + x.Where(v => v > 0.1).Max(v => v * a);
            """, [1.3, five]),
        new("QueryRange", """
            [Differentiable]
            public static double F(double a, int n) =>
                Enumerable.Range(0, n).Sum(i => Math.Pow(a, i) / (i + 1)) + Enumerable.Range(1, 4).Aggregate(1.0, (s, i) => s * (a + i));
            """, [1.3, 5], [0.3, 0]),
        new("QueryWithLet", """
            [Differentiable]
            public static double F(double[] w, double[] x, double[] y)
            {
                var q = from i in Enumerable.Range(0, x.Length) let r = y[i] - w[0] - w[1] * x[i] where x[i] > 0 select r * r;
                return q.Sum();
            }
            """, [two, three, new[] { 0.3, 0.6, -0.1 }]),
        new("QueryPlaces", """
            [Differentiable]
            public static double F(double[] x) =>
                x.Select((v, i) => v * v * i).Sum() + x.Skip(1).Zip(x, (p, q) => (p - q) * (p - q)).Sum() + x.Take(2).Sum() * x.Reverse().First() + x.Last();
            """, [five]),
        new("QueryAggregate", """
            [Differentiable]
            public static double F(double[] x) =>
                x.Aggregate((p, q) => p * q + 1) + x.Aggregate(0.5, (s, v) => s + v * v, s => Math.Sqrt(s));
            """, [five]),
        new("QueryOfList", """
            [Differentiable]
            public static double F(List<double> x, double[] y)
            {
                double k = y.Sum();
                return x.Sum() * k + x.Count(v => v > 0.5) * x.Average() + (x.Any(v => v < 0) ? x[0] : 0) + (x.All(v => v < 0) ? x[0] : 0);
            }
            """, [five, two]),
        new("QueryInHelper", """
            static double Norm(double[] x) => Math.Sqrt(x.Sum(v => v * v));
            [Differentiable]
            public static double F(double[] x, double[] y) => Norm(x) * Norm(y) + new[] { x[0], 2 * y[0] }.Sum();
            """, [five, other]),
        new("QueryPassive", """
            [Differentiable(nameof(a))]
            public static double F(double a, double[] x) => a * x.Where(v => v > 0).Sum() + x.Sum(v => v * v);
            """, [1.3, five]),
        new("ForEachQuery", """
            [Differentiable]
            public static double F(double[] x)
            {
                double s = 0;
                foreach (var v in x.Where(v => v > 0.1)) s += v * v;
                foreach (var (a, b) in x.Zip(x.Skip(1))) s += a * b;
                foreach (var (v, i) in x.Select((v, i) => (v, i))) { if (i == 1) continue; s += v * i; }
                return s;
            }
            """, [five]),
        new("QueryToArray", """
            [Differentiable]
            public static double F(double[] x, double k)
            {
                var y = x.Select(v => v * k).ToArray();
                var z = x.Where(v => v > 0.1).ToList();
                double s = 0;
                for (int i = 0; i < y.Length; i++) s += y[i] * y[i];
                return s + z.Count * z[0] + z.Sum() + y.Max();
            }
            """, [five, 0.7]),
        new("QueryOfMethods", """
            static double Square(double v) => v * v;
            [Differentiable]
            public static double F(double[] x, double a)
            {
                double Local(double v) => v * a;
                return x.Select(Square).Sum() + x.Sum(Local) + x.Select(Math.Sin).Average();
            }
            """, [five, 0.7]),
        new("QueryLogSumExp", """
            static double LogSumExp(IReadOnlyList<double> a) { double m = a.Max(); return m + Math.Log(a.Sum(v => Math.Exp(v - m))); }
            [Differentiable]
            public static double F(double[] x) => LogSumExp(x) * x.Sum(v => LogSumExp(x) * v);
            """, [five]),
        new("QueryOfQuery", """
            [Differentiable]
            public static double F(double mu, double s, double[] data) => data.Select(d => (d - mu) / s).Select(r => -0.5 * r * r - Math.Log(s)).Sum();
            """, [0.3, 1.2, five]),
        new("AggregateOfTuple", """
            [Differentiable]
            public static double F(double[] x) => x.Aggregate((S: 0.0, P: 1.0), (a, v) => (a.S + v, a.P * v), a => a.S / a.P);
            """, [five]),
        new("AggregateToTuple", """
            [Differentiable]
            public static double F(double[] x)
            {
                var (sum, squares, count) = x.Aggregate((S: 0.0, Q: 0.0, N: 0), (a, v) => (a.S + v, a.Q + v * v, a.N + 1));
                return squares / count - sum * sum / (count * count);
            }
            """, [five]),
        new("AggregateToStruct", """
            public readonly record struct State(double Hidden, double Sum);
            [Differentiable(nameof(w), nameof(start))]
            public static double F(double[] w, double[] x, double start)
            {
                var last = x.Aggregate(new State(start, 0), (state, v) =>
                {
                    var hidden = Math.Tanh(w[0] * state.Hidden + w[1] * v);
                    return state with { Hidden = hidden, Sum = state.Sum + w[2] * hidden };
                });
                return last.Hidden * last.Sum;
            }
            """, [three, five, 0.2]),
        new("ElementsOfQueries", """
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a, int i) =>
                x.ElementAt(i) * x.Select(v => Math.Exp(a * v)).ElementAt(x.Length - 1) + x.Skip(1).Zip(x, (p, q) => p * q).ElementAt(0);
            """, [five, 0.7, 2], [three, 0.2, 0]),
        new("FirstAndLastOfStructs", """
            public record struct P(double X, double Y)
            {
                public static P operator +(P a, P b) => new(a.X + b.X, a.Y + b.Y);
                public static P operator *(double k, P b) => new(k * b.X, k * b.Y);
            }

            [Differentiable(nameof(x))]
            public static double F(double[] x, double[] w)
            {
                var p = x.Zip(w, (v, k) => k * new P(v, v * v));
                var centre = p.Aggregate((a, b) => a + b);
                return centre.X * centre.Y + p.Skip(1).First().Y * p.Last().X;
            }
            """, [five, other]),
        new("QueryOfNewArray", """
            [Differentiable]
            public static double F(double x, double y) => new[] { x, 2 * x, y }.Sum() * Enumerable.Range(0, 3).Sum(i => i * x);
            """, [0.2, 0.7]),
        // A row is an item like any other.
        new("QueriesOfRows", """
            [Differentiable(nameof(w), nameof(b))]
            public static double F(double[][] w, double[] b, double[] x)
            {
                var hidden = w.Select((row, i) => Math.Tanh(row.Zip(x, (p, q) => p * q).Sum() + b[i])).ToArray();
                double nearest = w.Min(row => row.Sum(v => (v - b[0]) * (v - b[0])));
                double penalty = w.SelectMany(row => row).Sum(v => v * v) + w.Where(row => row.Length > 1).Sum(row => row[0] * row[1]);
                double s = 0;
                foreach (var row in w.Reverse().Skip(1))
                    s = 0.5 * s + row.Average() * w.Zip(b).Sum(pair => pair.First[0] * pair.Second);
                return hidden.Sum(h => h * h) + nearest + 0.1 * penalty + s;
            }
            """, [new[] { five[..2], five[2..4], five[3..] }, OffsetsOfRows, WeightsOfRows], [new[] { five[..3] }, OffsetOfOne, WeightsOfRows]),
        new("QueryFromFrom", """
            [Differentiable]
            public static double F(double[] x) => (from a in x from b in x where a > b let d = a - b select d * d / 2).Sum();
            """, [five]),
        new("QueryThatCarriesCode", """
            static bool Ok(double d, int n) => d > n;
            [Differentiable(nameof(k))]
            public static double F(double k, double[] x, int n) => (from a in x where Ok(a, n) select a * k).Sum();
            """, [2.0, five, 1]),
        new("ConvertAll", """
            [Differentiable]
            public static double F(double[] x)
            {
                double[] e = Array.ConvertAll(x, Math.Exp), squares = Array.ConvertAll(x, v => v * v);
                double total = e.Sum();
                return Math.Log(total) + squares[0] * e[^1] / total;
            }
            """, [five]),
        // What is listed for params is an array where it is used as one.
        new("ParamsAsAnArray", """
            static double Norm(params double[] v) => Math.Sqrt(v.Sum(t => t * t));
            static double Weighted(double scale, params double[] v) { double s = 0; for (int i = 0; i < v.Length; i++) s += (i + 1) * v[i]; return scale * s; }
            static double Twice(params double[] v) => Norm(v) + Weighted(2, v);

            [Differentiable]
            public static double F(double x, double y, double z) => Norm(x, y, z) + Weighted(v: new[] { x * y, z }, scale: x) + Twice(x, z) + Norm() + Weighted(1, x, y, z);
            """, [0.4, 1.3, -0.2]),
        // How long an array is does not depend on what is in it.
        new("LengthsForCarriedCode", """
            static IEnumerable<(int I, int J)> Pairs(int n)
            {
                for (int i = 0; i < n; i++)
                    for (int j = i + 1; j < n; j++)
                        yield return (i, j);
            }

            [Differentiable(nameof(x))]
            public static double F(double[] x, int limit)
            {
                int? most = limit > 0 ? limit : null;
                int n = most ?? x.Length;
                double sum = 0;
                foreach (var (i, j) in Pairs(x.Length))
                    sum += (i + n) * Math.Sin(x[i] * x[j]);
                return sum;
            }
            """, [five, 0], [three, 2]),
        // What the framework gives one by one is data: groups, the items of a dictionary, what an iterator makes.
        new("QueryOfGroups", """
            [Differentiable(nameof(mu))]
            public static double F(double[] mu, int[] groups, double[] y)
            {
                double s = Enumerable.Range(0, y.Length).GroupBy(i => groups[i]).Sum(g => Math.Pow(g.Average(i => y[i] - mu[g.Key]), 2));
                foreach (var g in groups.Select((group, i) => (group, i)).GroupBy(t => t.group))
                    s += g.Sum(t => (y[t.i] - mu[g.Key]) * (y[t.i] - mu[g.Key])) / g.Count();
                return s + groups.Distinct().Sum(k => Math.Exp(mu[k])) + Sizes(groups).Sum(pair => mu[pair.Key] * pair.Value) + Odd(4).Aggregate(1.0, (p, i) => p * (mu[0] + i));
            }
            static Dictionary<int, int> Sizes(int[] groups) => groups.GroupBy(g => g).ToDictionary(g => g.Key, g => g.Count());
            static IEnumerable<int> Odd(int n) { for (int i = 1; i < n; i += 2) yield return i; }
            """, [two, GroupOfEach, Grouped]),
        new("QueryByTwoKeys", """
            [Differentiable(nameof(x))]
            public static double F(double[] x, int[] groups) =>
                x.Select((v, i) => (v, i)).OrderBy(t => groups[t.i]).ThenByDescending(t => t.v).Select((t, k) => t.v * t.v * (k + 1)).Sum()
                    + Enumerable.Range(0, x.Length).OrderByDescending(i => groups[i]).ThenBy(i => i).ThenBy(i => -i).Select((i, k) => Math.Sin(x[i]) * k).Sum();
            """, [five, Kinds]),
        new("QueryWhile", """
            [Differentiable]
            public static double F(double[] x) => x.TakeWhile(v => v > -1).Sum(v => v * v) + x.SkipWhile(v => v > 0).Select((v, i) => v * i).Sum() + x.Skip(1).TakeWhile(v => v < 2).Count() * x[0]
                + x.TakeLast(2).Sum(v => Math.Exp(v)) * x.SkipLast(1).Last();
            """, [five], [three]),
        new("QueryJoined", """
            [Differentiable]
            public static double F(double[] x, double a) => x.Append(a).Prepend(a * a).Concat(x).Select((v, i) => v * i).Sum() + x.Concat(x.Where(v => v > 0)).Skip(2).Aggregate(0.5, (s, v) => s * 0.5 + v * v)
                + x.Append(a).Max() * x.Prepend(2 * a).Where(v => v > 0).Take(2).Average();
            """, [five, 0.6], [three, 1.7]),
        // What has no end is left before it.
        new("QueryOfWhatHasNoEnd", """
            static IEnumerable<int> Endless() { for (int i = 0; ; i++) yield return i; }

            [Differentiable(nameof(x))]
            public static double F(double[] x, int n)
            {
                var all = Endless().Select(i => i + 1);
                return Endless().TakeWhile(i => i < n).Sum(i => x[i] * i) + all.Where(i => i < 2).Take(1).Sum(i => x[i] * i) + Endless().Take(n).ToArray().Sum(i => x[i] * x[i]);
            }
            """, [five, 4], [three, 2]),
        new("ItemsWithTheirPlaces", """
            [Differentiable(nameof(x))]
            public static double F(double[] x)
            {
                double s = 0;
                foreach (var (i, v) in x.Index()) s += (i + 1) * v * v;
                foreach (var p in x.Where(v => v > 0.5).Index())
                {
                    if (p.Index > 1) break;
                    s += p.Item * p.Index;
                }
                return s + x.Index().Sum(p => p.Item * p.Index * p.Item);
            }
            """, [five], [one], [other]),
        new("Iterators", """
            static IEnumerable<double> Powers(double x, int n)
            {
                double p = 1;
                for (int i = 0; i < n; i++) { yield return p; p *= x; }
            }
            static IEnumerable<(double A, double B)> Pairs(double[] x, double scale)
            {
                if (x.Length < 2) yield break;
                yield return (x[0], scale);
                for (int i = 0; i < x.Length; i++)
                    for (int j = i + 1; j < x.Length; j++)
                    {
                        if (x[j] > 2) yield break;
                        yield return (x[i] * scale, x[j]);
                    }
                yield return (1, x[^1]);
            }
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a, int n)
            {
                double s = Powers(a, n).Select(v => Math.Sin(v)).Sum() + Powers(2 * a, n + 1).Sum();
                foreach (double p in Powers(x[0], n))
                {
                    if (p > 2) break;
                    if (s > 3) continue;
                    s += p * p;
                }
                foreach (var (b, c) in Pairs(x, a))
                {
                    s += b * c;
                    if (s < -2) return s * s;
                }
                foreach (var pair in Pairs(x, 2)) s += pair.A;
                return s;
            }
            """, [five, 0.7, 3], [other, 0.3, 4], [one, 1.3, 0], [five, -1.9, 2]),
        new("IteratorsOfIterators", """
            static IEnumerable<double> Twice(double[] x) { foreach (double v in x) { yield return v; yield return v * v; } }
            static IEnumerable<double> Running(double[] x) { double s = 0; foreach (double v in Twice(x)) { s += v; yield return s; } }
            static double Positive(double[] x, double k)
            {
                double r = 0;
                foreach (double v in Local(k)) r += v;
                return r;
                IEnumerable<double> Local(double q) { foreach (double v in x) { if (v < 0) continue; yield return v * q * k; } }
            }
            static IEnumerable<double> Forever(double x) { while (true) { yield return x; x = Math.Cos(x); } }
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a)
            {
                double r = Positive(x, a) * Positive(x, 2 * a);
                foreach (double v in Running(x)) r += v * v;
                int turn = 0;
                foreach (double v in Forever(a)) { if (turn++ == 5) break; r += v * x[0]; }
                return r;
            }
            """, [five, 0.7], [one, 1.3]),
        new("SpreadQueries", """
            static double Norm(double[] v) => Math.Sqrt(v.Sum(t => t * t));
            [Differentiable(nameof(x), nameof(a))]
            public static double F(double[] x, double a, int n)
            {
                double[] y = [.. x.Select(v => Math.Sin(a * v))];
                double[] z = [a, .. x.Where(v => v > 0), 2 * a, .. y, .. Enumerable.Range(1, n).Select(k => Math.Pow(a, k)), .. Enumerable.Range(1, n)];
                ReadOnlySpan<double> w = [.. from v in x select v * a];
                double s = 0;
                for (int i = 0; i < z.Length; i++) s += z[i] * (i + 1);
                foreach (double v in w) s += v * v;
                return s + Norm([.. y.Zip(x, (p, q) => p * q)]);
            }
            """, [five, 0.7, 3], [one, 1.3, 0]),
    ];
}
