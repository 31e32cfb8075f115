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
    ];
}
