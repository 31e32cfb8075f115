namespace SymDiff.Generator.Tests.Programs;

/// <content>Arrays and lists that have no name: made where they are gone through, asked for an element or for their length.</content>
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
    ];
}
