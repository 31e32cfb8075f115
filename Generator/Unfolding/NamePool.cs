using System.Globalization;

namespace SymDiff.Generator.Unfolding;

/// <summary>The names in use in a generated method.</summary>
internal sealed class NamePool
{
    private readonly HashSet<string> taken;

    // What is declared here or around, without the scopes within that have ended.
    private readonly HashSet<string> declared;

    // As long as no name becomes free again, the search goes on where it ended.
    private readonly Dictionary<string, int> next = [];

    public NamePool(IEnumerable<string> reserved)
    {
        taken = [.. reserved];
        declared = [.. taken];
    }

    private NamePool(HashSet<string> taken, HashSet<string> declared) => (this.taken, this.declared) = ([.. taken], [.. declared]);

    public NamePool Copy() => new(taken, declared);

    /// <summary>The names of a scope within: what another such scope has used it may use again.</summary>
    public NamePool Nested() => new(declared, declared);

    /// <summary>A scope within has ended: its names are not to be had around it.</summary>
    public void Close(NamePool nested) => taken.UnionWith(nested.taken);

    /// <summary>Forgets what was given since the copy was made.</summary>
    public void Become(NamePool other)
    {
        next.Clear();
        taken.Clear();
        taken.UnionWith(other.taken);
        declared.Clear();
        declared.UnionWith(other.declared);
    }

    /// <summary>Keeps a name from being given.</summary>
    public void Reserve(string name) => Add(name);

    /// <summary>Takes a name if it is free.</summary>
    public bool TryTake(string name) => Add(name);

    /// <summary>The word with the first number that is free: t1, t2.</summary>
    public string TakeNumbered(string word) => Take(word, 1);

    /// <summary>The name wanted, or if it is taken the same with the first number that is free. What is called after a member, as <c>q.Mean</c>, is one word.</summary>
    public string Take(string wanted) => wanted.IndexOf('.') >= 0 ? Take(Joined(wanted)) : Add(wanted) ? wanted : Take(wanted + (char.IsDigit(wanted[wanted.Length - 1]) ? "_" : ""), 2);

    private static string Joined(string wanted) =>
        string.Concat(wanted.Replace("@", "").Split('.').Where(word => word.Length > 0).Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word.Substring(1)));

    private bool Add(string name) => taken.Add(name) && declared.Add(name);

    private string Take(string word, int first)
    {
        // A word is counted from one or from two: no word starts with a digit.
        var counter = (first == 1 ? "1" : "2") + word;
        var number = next.TryGetValue(counter, out var free) ? free : first;
        string name;
        while (!Add(name = word + number.ToString(CultureInfo.InvariantCulture)))
            number++;
        next[counter] = number + 1;
        return name;
    }
}
