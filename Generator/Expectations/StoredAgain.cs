using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>
/// Where a loop reads what an earlier one has stored, exps[j], and computes the same once more, exp(s[j]), since its expectation has it too, it reads that.
/// </summary>
internal static class StoredAgain
{
    /// <summary>The steps, which compute nothing that they read beside it.</summary>
    public static IReadOnlyList<Step> Read(ValueGraph values, IReadOnlyList<Step> steps)
    {
        List<Step> all = [.. Step.All(steps)];
        var written = new HashSet<Value>(all.SelectMany(step => step.Overwrites.Select(overwrite => overwrite.Array).Concat(step is StoreStep store ? [store.Array] : [])));
        var stores = all.OfType<StoreStep>().GroupBy(store => store.Array).Where(same => same.Key.Kind == ValueKind.Cell && same.Count() == 1).Select(same => same.Single())
            .Where(store => store is { Guard: null, Indices: [{ Kind: ValueKind.Cell } index], Stored.IsLeaf: false } && IsMadeOf(store.Stored, index, written)).ToDictionary(store => store.Array);
        return stores.Count == 0 ? steps : Read(values, steps, stores);
    }

    private static List<Step> Read(ValueGraph values, IReadOnlyList<Step> steps, Dictionary<Value, StoreStep> stores) => [.. steps.Select(step => step is LoopStep loop ? Read(values, loop, stores) : step)];

    private static Step Read(ValueGraph values, LoopStep loop, Dictionary<Value, StoreStep> stores)
    {
        loop = loop with { Body = Read(values, loop.Body, stores) };
        // A loop within has been looked at by itself.
        var needed = Needs.Of(loop.Body.Where(step => step is not LoopStep), loop.Carried.Select(carried => carried.Next));
        var others = new Dictionary<Value, Value>();
        foreach (var element in needed.Where(value => value is { Kind: ValueKind.Element, Operands.Length: 2 } && stores.ContainsKey(value.Operands[0])))
        {
            var store = stores[element.Operands[0]];
            if (!loop.Body.Contains(store) && new Substitution(values, new Dictionary<Value, Value> { [store.Indices[0]] = element.Operands[1] }).Of(store.Stored) is var again && needed.Contains(again))
                others[again] = element;
        }

        return others.Count == 0 ? loop : new Substitution(values, others).Of([loop])[0];
    }

    // Whether it is the same whenever it is computed for the same index.
    private static bool IsMadeOf(Value stored, Value index, HashSet<Value> written) => Needs.Of([], [stored]).All(part => part == index || part.Kind switch
    {
        ValueKind.Cell or ValueKind.Verbatim => false,
        ValueKind.Element => !written.Contains(part.Operands[0]),
        _ => true,
    });
}
