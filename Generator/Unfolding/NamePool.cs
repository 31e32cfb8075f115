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

    /// <summary>The name wanted, or if it is taken the same with the first number that is free.</summary>
    public string Take(string wanted)
    {
        var name = wanted;
        for (var number = 2; !taken.Add(name); number++)
            name = wanted + (char.IsDigit(wanted[wanted.Length - 1]) ? "_" : "") + number.ToString(CultureInfo.InvariantCulture);
        return name;
    }
}
