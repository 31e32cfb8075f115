using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <summary>
/// The variables of a loop that do not stand for one of a few arrays, but for a part of one that moves, or for an array that each turn makes anew. What is known of them when a turn has been
/// carried out, for the next time.
/// </summary>
internal sealed class Handovers
{
    private readonly SortedDictionary<(int Variable, int Part), Handover> all = [];

    public IEnumerable<KeyValuePair<(int Variable, int Part), Handover>> All => all;

    public Handover? Of((int Variable, int Part) slot) => all.TryGetValue(slot, out var handover) ? handover : null;

    public Handover Add((int Variable, int Part) slot, Handover handover) => all[slot] = handover;
}

/// <summary>How an array goes from turn to turn.</summary>
/// <param name="buffer">What its elements are copied to at the end of each turn; null for a part of an array that moves.</param>
internal sealed class Handover(Value? buffer)
{
    public Value? Buffer { get; } = buffer;

    /// <summary>Whether the buffer is what the variable stood for before the loop.</summary>
    public bool IsThere { get; init; }

    /// <summary>Whether turns make arrays of different sizes, so that only the beginning of the buffer is in use.</summary>
    public bool Varies { get; set; }

    /// <summary>Whether the array has another name, under which a copy would not be seen.</summary>
    public bool IsShared { get; set; }

    /// <summary>The arrays whose elements have been copied while they have other names.</summary>
    public HashSet<Value> Originals { get; } = [];

    /// <summary>Which of the numbers that say where a part lies change from turn to turn.</summary>
    public HashSet<PartNumber> Moving { get; } = [];

    /// <summary>Whether the variable is a part of an array or row, or all of it.</summary>
    public bool IsPart { get; set; }
}

/// <summary>What says where a part of an array lies.</summary>
internal enum PartNumber
{
    Row,
    Start,
    Length,
}
