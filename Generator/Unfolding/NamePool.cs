using System.Globalization;

namespace SymDiff.Generator.Unfolding;

/// <summary>The names in use in a generated method.</summary>
internal sealed class NamePool
{
    private readonly HashSet<string> taken;

    // No name becomes free again, so the search goes on where it ended.
    private readonly Dictionary<string, int> next = [];

    public NamePool(IEnumerable<string> reserved) => taken = [.. reserved];

    public NamePool Copy() => new(taken);

    /// <summary>Keeps a name from being given.</summary>
    public void Reserve(string name) => taken.Add(name);

    /// <summary>The word with the first number that is free: t1, t2.</summary>
    public string TakeNumbered(string word) => Take(word, 1);

    /// <summary>The name wanted, or if it is taken the same with the first number that is free.</summary>
    public string Take(string wanted) =>
        taken.Add(wanted) ? wanted : Take(wanted + (char.IsDigit(wanted[wanted.Length - 1]) ? "_" : ""), 2);

    private string Take(string word, int first)
    {
        // A word is counted from one or from two: no word starts with a digit.
        var counter = (first == 1 ? "1" : "2") + word;
        var number = next.TryGetValue(counter, out var free) ? free : first;
        string name;
        while (!taken.Add(name = word + number.ToString(CultureInfo.InvariantCulture)))
            number++;
        next[counter] = number + 1;
        return name;
    }
}
