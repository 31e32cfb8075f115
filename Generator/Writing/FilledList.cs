namespace SymDiff.Generator.Writing;

/// <summary>Parameters and arguments: on one line where it is not too long, else on lines of their own, as many on each as there is room for.</summary>
internal static class FilledList
{
    // A line that is longer than the first is broken, into lines that are no longer than the second.
    private const int Longest = 150;
    private const int Filled = 130;
    private const string Step = "    ";

    /// <summary>The lines of a list with what stands before and behind it.</summary>
    public static IReadOnlyList<string> Of(string head, IEnumerable<string> items, string tail)
    {
        List<string> all = [.. items];
        var whole = head + string.Join(", ", all) + tail;
        if (whole.Length <= Longest || all.Count < 2)
            return [whole];
        var lines = new List<string> { head };
        var line = Step;
        for (var i = 0; i < all.Count; i++)
        {
            var text = all[i] + (i < all.Count - 1 ? "," : tail);
            if (line.Length > Step.Length && line.Length + text.Length > Filled)
            {
                lines.Add(line.TrimEnd());
                line = Step;
            }

            line += text + " ";
        }

        lines.Add(line.TrimEnd());
        return lines;
    }
}
