using System.Globalization;

namespace SymDiff.Generator.Unfolding;

/// <summary>The names in use in a generated method.</summary>
internal sealed class NamePool
{
    private readonly HashSet<string> taken;

    public NamePool(IEnumerable<string> reserved) => taken = [.. reserved];

    private NamePool(HashSet<string> taken) => this.taken = [.. taken];

    public NamePool Copy() => new(taken);

    /// <summary>Keeps a name from being given.</summary>
    public void Reserve(string name) => taken.Add(name);

    /// <summary>The word with the first number that is free: t1, t2.</summary>
    public string TakeNumbered(string word)
    {
        var number = 1;
        while (!taken.Add(word + number.ToString(CultureInfo.InvariantCulture)))
            number++;
        return word + number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The name wanted, or if it is taken the same with the first number that is free.</summary>
    public string Take(string wanted)
    {
        var name = wanted;
        for (var number = 2; !taken.Add(name); number++)
            name = wanted + (char.IsDigit(wanted[wanted.Length - 1]) ? "_" : "") + number.ToString(CultureInfo.InvariantCulture);
        return name;
    }
}
