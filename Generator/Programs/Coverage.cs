using SymDiff.Generator.Algebra;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>Whether each element that a loop stores is read again: by loops that count as far, at the same place, or by several that share its places out among themselves.</summary>
/// <param name="places">Where the program's values are known.</param>
internal sealed class Coverage(Places places)
{
    /// <summary>An element that is read in every turn of a region.</summary>
    /// <param name="Element">The element.</param>
    /// <param name="Region">The region.</param>
    /// <param name="Faults">What of it leaves the result without a value.</param>
    public sealed record Read(Value Element, Region Region, Fault Faults);

    /// <summary>What of all that a step stores leaves the result without a value, since it is read later.</summary>
    /// <param name="store">The step, under no condition.</param>
    /// <param name="written">The region in which it stands.</param>
    /// <param name="reads">What is read, of any array.</param>
    public Fault FaultsOf(StoreStep store, Region written, IEnumerable<Read> reads)
    {
        // What is read before is what was there before.
        var later = reads.Where(read => read.Element.Operands[0] == store.Array && read.Element.Operands.Length - 1 == store.Indices.Length && Places.VersionOf(read.Element) >= store.After && IsLater(store, written, read.Region)).ToList();
        return later.Where(read => IsWhole(store, written, read)).Aggregate(Fault.None, (faults, read) => faults | read.Faults)
            | Together(store, written, written, later) | Together(store, written, written.Outer, later);
    }

    private static Region CommonOf(Region written, Region read)
    {
        var common = written;
        while (!read.IsWithin(common))
            common = common.Outer!;
        return common;
    }

    private static bool IsLater(StoreStep store, Region written, Region read) => CommonOf(written, read) is var common
        && (read == common || common.TimeOf(read, 0) > common.TimeOf(written, written.Steps.ToList().IndexOf(store)));

    private bool IsWhole(StoreStep store, Region written, Read read)
    {
        var common = CommonOf(written, read.Region);
        if (CountersOf(written, common) is not { } stores || CountersOf(read.Region, common) is not { } reads || stores.Count != reads.Count)
            return false;
        var counted = stores.Zip(reads, (one, other) => (one.Current, Other: other.Current)).ToList();
        IndexPolynomial? Translated(IndexPolynomial? polynomial)
        {
            foreach (var (current, other) in counted)
                polynomial = polynomial?.Along(new IndexVariable(current, false)) is var (slope, rest) ? slope.Times(Of(other)).Plus(rest, 1) : null;
            return polynomial;
        }

        return stores.Zip(reads, (one, other) => IsAtMost(First(other), Translated(First(one))) && IsAtMost(Translated(Last(one)), Last(other))).All(isWithin => isWithin)
            && store.Indices.Zip(read.Element.Operands.Skip(1), (index, other) => Translated(Of(index)) is { } place && place.Plus(Of(other), -1).Constant == 0).All(isSame => isSame);
    }

    // Of an array of one index: as far as each of them goes the next one begins, as x[i] up to n − 2 and x[n − 1]. No index is less than zero.
    private Fault Together(StoreStep store, Region written, Region? outer, List<Read> reads)
    {
        if (outer is null || RangeOf(store.Indices, written, outer) is not var (place, last, _))
            return Fault.None;
        var ranges = reads.Where(read => read.Region.IsWithin(outer) && (outer == written || !read.Region.IsWithin(written))).Select(read => (Range: RangeOf([.. read.Element.Operands.Skip(1)], read.Region, outer), read.Faults)).ToList();
        var all = Fault.NotANumber | Fault.Infinite | Fault.Zero | Fault.Negative;
        while (!IsAtMost(last.Plus(IndexPolynomial.Of(1), 1), place))
        {
            bool Begins(IndexPolynomial first) => first.Constant <= 0 || IsAtMost(first, place);
            var at = ranges.FindIndex(one => one.Range is var (first, end, _) && Begins(first) && IsAtMost(place, end));
            at = at >= 0 ? at : ranges.FindIndex(one => one.Range is var (first, end, _) && Begins(first) && place.Plus(end, -1).Constant is null);
            if (at < 0)
                return Fault.None;
            var (_, next, isPoint) = ranges[at].Range!.Value;
            all &= ranges[at].Faults;
            if (isPoint && last.Constant <= 0)
                break;
            place = next.Plus(IndexPolynomial.Of(1), 1);
            ranges.RemoveAt(at);
        }

        return all;
    }

    // The places that one index takes, from the least to the greatest, where it counts one by one or is one place.
    private (IndexPolynomial First, IndexPolynomial Last, bool IsPoint)? RangeOf(Value[] indices, Region region, Region outer) =>
        indices is not [var index] || CountersOf(region, outer) is not { Count: <= 1 } counters ? null
        : counters is not [var counter] ? (Of(index), Of(index), true)
        : Of(index).Along(new IndexVariable(counter.Current, false)) is var (slope, rest) && slope.Constant == 1 ? (First(counter).Plus(rest, 1), Last(counter).Plus(rest, 1), false) : null;

    private static IndexPolynomial Of(Value value) => IndexPolynomial.Of(value, false, static _ => true);

    private static bool IsAtMost(IndexPolynomial? one, IndexPolynomial? other) => one is not null && other is not null && other.Plus(one, -1).Constant >= 0;

    // The least number that a loop counts, and the greatest.
    private static IndexPolynomial First(Counter counter) => counter.Step > 0 ? Of(counter.Start) : End(counter);

    private static IndexPolynomial Last(Counter counter) => counter.Step > 0 ? End(counter) : Of(counter.Start);

    private static IndexPolynomial End(Counter counter) => Of(counter.Bound).Plus(IndexPolynomial.Of((counter.IsInclusive ? 0 : -counter.Step) - counter.Ahead), 1);

    // What the loops count between two regions, from the outermost on; null where one of them does more than to count, or does not always run.
    private List<Counter>? CountersOf(Region inner, Region outer)
    {
        var counters = new List<Counter>();
        for (var region = inner; region != outer; region = region.Outer!)
        {
            if (region.Loop is not { Guard: null } loop || Counter.Of(loop, places, region) is not { Step: 1 or -1, IsTestedFirst: true } counter)
                return null;
            counters.Insert(0, counter);
        }

        return counters;
    }
}
