namespace SymDiff.Generator.Tests.Programs;

/// <content>Arrays and lists that have no name: made where they are gone through, asked for an element or for their length; and sequences that are passed on.</content>
internal static partial class ProgramCases
{
    private static IEnumerable<ProgramCase> Unnamed =>
    [
        new("ArrayMadeForALoop", """
            [Differentiable]
            public static double F(double a, double b)
            {
                double sum = 0;
                foreach (var v in new[] { a, b, a * b }) sum += v * v;
                foreach (var v in (double[])[a, b, 2, a])
                {
                    if (v > 1) break;
                    sum *= v + 3;
                }

                foreach (var (u, w) in new[] { (a, b), (b, a * a) }) sum += u * w * w;
                foreach (var u in new List<double> { a, b })
                    foreach (var w in new[] { u, a }) sum += u * w * w;
                return sum;
            }
            """, [0.7, 1.3], [1.7, 0.3]),
        new("ArrayOfACallForALoop", """
            private static double[] Roots(double a, double b)
            {
                var d = Math.Sqrt(a * a + b * b);
                return [a - d, a + d];
            }

            [Differentiable]
            public static double F(double a, double b, int n)
            {
                double product = 1;
                for (int i = 0; i < n; i++)
                    foreach (var root in Roots(a + i, product)) product *= 0.3 * root + 1.5;
                return product;
            }
            """, [0.7, 1.3, 3], [0.7, 1.3, 0]),
        new("ElementOfWhatIsMade", """
            private static double[] Powers(double a) => [1, a, a * a];

            [Differentiable]
            public static double F(double a, double b)
            {
                double sum = Powers(a)[2] * Powers(b).Length + Powers(a * b)[^1];
                for (int i = 0; i < new[] { a, b }.Length; i++) sum += new[] { a, b }[i] * i;
                sum += new List<double> { a, b, a * b }.Count * a + new List<double> { a, b }[1];
                foreach (var row in new[] { new[] { a, b }, new[] { b } }) sum += row[0] * row.Length;
                return sum * new double[,] { { a, b }, { b * b, a } }[1, 0];
            }
            """, [0.7, 1.3]),
        new("SequencesPassedOn", """
            public readonly record struct Point(double X, double Y);
            private static double Mean(IEnumerable<double> x) => x.Sum() / x.Count();
            private static double Variance(IEnumerable<double> x)
            {
                var mean = Mean(x);
                double sum = 0;
                foreach (var v in x) sum += (v - mean) * (v - mean);
                return sum / (x.Count() - 1);
            }
            private static double Likelihood(IReadOnlyCollection<double> x, double mu)
            {
                double sum = 0;
                foreach (var v in x) sum -= 0.5 * (v - mu) * (v - mu);
                return sum / x.Count;
            }
            private static double Length(IEnumerable<Point> p) => p.Zip(p.Skip(1), (a, b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y))).Sum();
            private static double First(IEnumerable<double> x)
            {
                foreach (var v in x)
                    if (v > 0.5) return v * v;
                return 0;
            }

            [Differentiable(nameof(x))]
            public static double F(double[] x, double[] data)
            {
                IEnumerable<double> query = x.Select(v => Math.Exp(v));
                return Mean(x) * Variance(x) + Mean(query) + Variance(x.Where(v => v > 0.1)) + Mean(new[] { x[0], x[1] })
                    + Likelihood(data, x[0]) + Likelihood(x, x[1]) + Length(x.Select((v, i) => new Point(i, v))) + First(x.Skip(1)) * First(query);
            }
            """, [five, three]),
    ];
}
