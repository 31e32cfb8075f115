namespace SymDiff.Benchmarks.Measurement;

/// <summary>Holds the gradients of a workload against each other, and against those published.</summary>
internal static class Agreement
{
    private const double Relative = 1e-9;

    // A partial that has cancelled to nearly nothing is as exact as the largest one allows.
    private const double OfTheLargest = 1e-12;

    /// <summary>What disagrees; empty where all is well.</summary>
    public static IReadOnlyList<string> Complaints(Workload workload)
    {
        var count = workload.Partials;
        double[] generated = Poisoned(count), withValue = Poisoned(count), byHand = Poisoned(count);
        workload.Generated(generated);
        var value = workload.GeneratedWithValue(withValue);
        workload.ByHand(byHand);
        var objective = workload.Objective();

        var complaints = new List<string>();
        if (BitConverter.DoubleToInt64Bits(value) != BitConverter.DoubleToInt64Bits(objective))
            complaints.Add($"the value beside the gradient is {value:R}, the objective {objective:R}");
        Compare("generated", generated, "by hand", byHand);
        Compare("generated beside the value", withValue, "by hand", byHand);
        if (workload.Published is { } published)
        {
            Compare("value", [workload.PublishedObjective()], "published", [published.Value]);
            Compare("generated", generated.AsSpan(0, published.Gradient.Length), "published", published.Gradient);
        }

        return complaints;

        void Compare(string name, ReadOnlySpan<double> actual, string otherName, ReadOnlySpan<double> expected)
        {
            var largest = 0.0;
            foreach (var x in expected)
                largest = Math.Max(largest, Math.Abs(x));
            for (var i = 0; i < expected.Length; i++)
            {
                // Written so that a NaN disagrees.
                if (Math.Abs(actual[i] - expected[i]) <= (Relative * Math.Abs(expected[i])) + (OfTheLargest * largest))
                    continue;
                complaints.Add($"partial {i}: {name} {actual[i]:R}, {otherName} {expected[i]:R}");
                return;
            }
        }
    }

    // What a gradient does not write must not pass for a zero.
    private static double[] Poisoned(int count)
    {
        var items = new double[count];
        Array.Fill(items, double.NaN);
        return items;
    }
}
