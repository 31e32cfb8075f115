using System.Globalization;

namespace SymDiff.Generator.Unfolding;

/// <summary>The names in use in a generated method.</summary>
internal sealed class NamePool
{
    private readonly HashSet<string> taken;

    // What is declared here or around, without the scopes within that have ended.
    private readonly HashSet<string> declared;

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

    private bool Add(string name) => taken.Add(name) && declared.Add(name);

    /// <summary>Forgets what was given since the copy was made.</summary>
    public void Become(NamePool other)
    {
        taken.Clear();
        taken.UnionWith(other.taken);
        declared.Clear();
        declared.UnionWith(other.declared);
    }

    /// <summary>Keeps a name from being given.</summary>
    public void Reserve(string name) => Add(name);

    /// <summary>The word with the first number that is free: t1, t2.</summary>
    public string TakeNumbered(string word)
    {
        var number = 1;
        while (!Add(word + number.ToString(CultureInfo.InvariantCulture)))
            number++;
        return word + number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The name wanted, or if it is taken the same with the first number that is free.</summary>
    public string Take(string wanted)
    {
        var name = wanted;
        for (var number = 2; !Add(name); number++)
            name = wanted + (char.IsDigit(wanted[wanted.Length - 1]) ? "_" : "") + number.ToString(CultureInfo.InvariantCulture);
        return name;
    }
}
