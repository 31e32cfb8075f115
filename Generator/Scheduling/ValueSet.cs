using SymDiff.Generator.Values;

namespace SymDiff.Generator.Scheduling;

/// <summary>Values by their numbers, a bit for each: sets of them are joined for every choice in a method, and each may hold all that came before.</summary>
internal sealed class ValueSet
{
    private const int BitsPerWord = 64;

    private ulong[] words = [];

    /// <summary>The numbers of the values, smallest first.</summary>
    public IEnumerable<int> Ids
    {
        get
        {
            for (var word = 0; word < words.Length; word++)
            {
                for (var (rest, bit) = (words[word], 0); rest != 0; rest >>= 1, bit++)
                {
                    if ((rest & 1) != 0)
                        yield return (word * BitsPerWord) + bit;
                }
            }
        }
    }

    public bool Contains(Value value) =>
        value.Id / BitsPerWord is var word && word < words.Length && (words[word] & (1UL << (value.Id % BitsPerWord))) != 0;

    /// <summary>Returns whether the value is new.</summary>
    public bool Add(Value value)
    {
        if (Contains(value))
            return false;
        Reach((value.Id / BitsPerWord) + 1);
        words[value.Id / BitsPerWord] |= 1UL << (value.Id % BitsPerWord);
        return true;
    }

    public void UnionWith(ValueSet other)
    {
        Reach(other.words.Length);
        for (var i = 0; i < other.words.Length; i++)
            words[i] |= other.words[i];
    }

    /// <summary>What is in both of two sets but not in a third.</summary>
    public static ValueSet InBoth(ValueSet one, ValueSet other, ValueSet? except = null)
    {
        var both = new ValueSet { words = new ulong[Math.Min(one.words.Length, other.words.Length)] };
        for (var i = 0; i < both.words.Length; i++)
            both.words[i] = one.words[i] & other.words[i] & ~(except is not null && i < except.words.Length ? except.words[i] : 0);
        return both;
    }

    private void Reach(int length)
    {
        if (length > words.Length)
            Array.Resize(ref words, Math.Max(length, 2 * words.Length));
    }
}
