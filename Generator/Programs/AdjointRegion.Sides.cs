using SymDiff.Generator.Algebra;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <content>An element that is stored on each side of a condition: <c>if (a &lt;= 0) h[i] = 0.01 * a; else h[i] = a;</c>. Its adjoint is taken once.</content>
internal sealed partial class AdjointRegion
{
    /// <summary>The stores before a time, last of all its own, that are one on each side of conditions, and what all of them are under.</summary>
    private (List<StoreStep> Stores, Guard? Guard)? OnAllSides(int time)
    {
        var last = (StoreStep)region.Steps[time];
        if (last.Guard is null || program.Restoring.Contains(last.Array, region))
            return null;
        (List<StoreStep>, Guard?)? found = null;
        var stores = new List<StoreStep>();
        // What stores are under whose other side is still to be found.
        var sides = new Stack<Guard>();
        for (var i = time; i >= 0; i--)
        {
            if (region.Steps[i] is not StoreStep { Guard: { } own } store || store.Array != last.Array || !store.Indices.SequenceEqual(last.Indices) || !program.Usefulness.Contains(store) || AddsTo(store))
                break;
            stores.Insert(0, store);
            Guard? guard = own;
            while (guard is not null && sides.Count > 0 && guard.IsOppositeOf(sides.Peek()))
            {
                sides.Pop();
                guard = guard.Outer;
            }

            if (sides.Count == 0 && stores.Count > 1)
                found = ([.. stores], guard);
            if (guard is null)
                break;
            sides.Push(guard);
        }

        return found;
    }

    private void ReverseTogether(List<StoreStep> stores, Guard? guard)
    {
        var last = stores[stores.Count - 1] with { Guard = guard };
        var bar = program.AdjointOf(last.Array);
        if (stores.Exists(store => store.Stored.IsActive))
        {
            var adjoint = Graph.Symbol(Define(last, bar, isNamedAfterElement: true));
            foreach (var store in stores.Where(store => store.Stored.IsActive))
                Seed(program.Of(store.Stored), Within(store.Guard, adjoint));
        }

        reverse.Add(_ => [ZeroOf(last, bar)]);
    }

    private StoreStep ZeroOf(StoreStep store, Value bar) => new(store.Guard, bar, store.Indices, program.Values.Number(store.Stored.Type, Constant.Zero), -1, -1);

    // a[i] += v.
    private static bool AddsTo(StoreStep store) => store.Stored is { Kind: ValueKind.Add or ValueKind.Subtract, Operands: [{ Kind: ValueKind.Element } element, _] }
        && element.Operands[0] == store.Array && Places.VersionOf(element) == store.Before && element.Operands.Skip(1).SequenceEqual(store.Indices);
}
