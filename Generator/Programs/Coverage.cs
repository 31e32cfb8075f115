using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>Whether each element that a loop stores is read again: by loops that count as far, at the same place.</summary>
/// <param name="places">Where the program's values are known.</param>
internal sealed class Coverage(Places places)
{
    /// <summary>Whether what a step stores in any turn is read later.</summary>
    /// <param name="store">The step, under no condition.</param>
    /// <param name="written">The region in which it stands.</param>
    /// <param name="element">The element that is read, in every turn.</param>
    /// <param name="read">The region in which it is.</param>
    public bool Holds(StoreStep store, Region written, Value element, Region read)
    {
        if (element.Operands[0] != store.Array || element.Operands.Length - 1 != store.Indices.Length)
            return false;
        var common = written;
        while (!read.IsWithin(common))
            common = common.Outer!;
        // What is read before is what was there before.
        if (read == common ? Places.VersionOf(element) < store.After || written != read : common.TimeOf(read, 0) <= common.TimeOf(written, written.Steps.ToList().IndexOf(store)))
            return false;
        var (stores, reads) = (CountersOf(written, common), CountersOf(read, common));
        if (stores is null || reads is null || stores.Count != reads.Count)
            return false;
        var counted = stores.Zip(reads, (one, other) => (one.Current, Other: other.Current)).ToList();
        IndexPolynomial Of(Value value, bool isStored)
        {
            var polynomial = IndexPolynomial.Of(value, false, static _ => true);
            foreach (var (current, other) in isStored ? counted : [])
            {
                if (polynomial.Along(new IndexVariable(current, false)) is not var (slope, rest))
                    return IndexPolynomial.Of(new IndexVariable(value, true));
                polynomial = slope.Times(IndexPolynomial.Of(new IndexVariable(other, false))).Plus(rest, 1);
            }

            return polynomial;
        }

        bool IsAtMost(IndexPolynomial one, IndexPolynomial other) => other.Plus(one, -1).Constant >= 0;
        return stores.Zip(reads, (one, other) => (First(one, true), First(other, false), Last(one, true), Last(other, false)))
                .All(bounds => IsAtMost(bounds.Item2, bounds.Item1) && IsAtMost(bounds.Item3, bounds.Item4))
            && store.Indices.Zip(element.Operands.Skip(1), (index, other) => Of(index, true).Plus(Of(other, false), -1)).All(distance => distance.Constant == 0);

        // The least number that a loop counts, and the greatest.
        IndexPolynomial First(Counter counter, bool isStored) => counter.Step > 0 ? Of(counter.Start, isStored) : End(counter, isStored);

        IndexPolynomial Last(Counter counter, bool isStored) => counter.Step > 0 ? End(counter, isStored) : Of(counter.Start, isStored);

        IndexPolynomial End(Counter counter, bool isStored) => Of(counter.Bound, isStored).Plus(IndexPolynomial.Of(counter.IsInclusive ? 0 : -counter.Step), 1);
    }

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
