using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <content>Elements are read before they are overwritten, where somebody still wants what they held.</content>
internal sealed partial class BodyWriter
{
    // Elements that steps overwrite are read before the first of them, where somebody still wants what they held: not what the steps themselves have written by then.
    private void Settle(IEnumerable<Step> run, List<Step> later, IReadOnlyList<Value> results)
    {
        var own = new HashSet<(Value, int)>();
        foreach (var step in run)
        {
            Settle(step, later, results, own);
            own.UnionWith(Overwritten(step).Concat(step is LoopStep loop ? loop.Stored.Select(stored => (stored.Array, stored.After)) : []).Select(written => (WholeOf(written.Item1), written.Item2)));
        }
    }

    private void Settle(Step step, IEnumerable<Step> later, IReadOnlyList<Value> results, HashSet<(Value, int)>? own = null)
    {
        var written = Overwritten(step).ToList();
        if (written.Count == 0)
            return;
        // What is taken back from a tape by then, each turn has read itself.
        var taken = new HashSet<Value>(Needs.Popped(later));
        // A loop's turns read them when the first of them has written already.
        var turns = step is LoopStep { Body: var body } around ? Needs.Of(body, [.. around.Carried.Select(carried => carried.Next), around.Condition]) : [];
        var wanted = Needs.Of(later, results).Union(turns).Where(value => value.Kind == ValueKind.Element && !names.ContainsKey(value) && !taken.Contains(value)
            && !BeginsFurtherIn(value) && written.Any(array => WholeOf(array.Item1) == WholeOf(value.Operands[0]) && Places.VersionOf(value) < array.Item2)).OrderBy(value => value.Id).ToList();
        foreach (var element in wanted.Where(value => IsReachable(value) && own?.Contains((WholeOf(value.Operands[0]), Places.VersionOf(value))) != true))
        {
            if (element.Operands[0] is { Kind: ValueKind.Select } or { Kind: ValueKind.Row, IsNamedByAuthor: true } && element.Operands[0] is var chosen && !names.ContainsKey(chosen))
                WriteDefinition(chosen);
            NameIndices(element, isUncertain: Uncertain(element, path).Any());
            WriteDefinition(element);
        }
    }

    // What the author named goes by its name; where the element may not be there, which one it is stands there several times.
    private void NameIndices(Value element, bool isUncertain) => Define([.. usage.In(usage.Certain(element.Operands.Skip(1)))], value => !names.ContainsKey(value) && value.Type.Kind == NumberKind.Integer
        && ((value.IsNamedByAuthor && (isUncertain || !IsIndex(value))) || (isUncertain && value.Kind == ValueKind.Select)) && IsReachable(value) && !Divisors(value).Any() && !(isUncertain && IsDelicate(value)) && !Uncertain(value, path).Any());

    // The arrays that a step writes, with the versions of their contents that begin.
    private static IEnumerable<(Value Array, int Version)> Overwritten(Step step) => step switch
    {
        StoreStep store => [(store.Array, store.After)],
        MembersStep together => together.Members.OfType<StoreStep>().Select(store => (store.Array, store.After)),
        LoopStep loop => loop.Stored.Select(stored => (stored.Array, stored.Current)),
        _ => step.Overwrites.Select(overwrite => (overwrite.Array, overwrite.After)),
    };

    // In how many loops the versions of arrays begin: what a turn has stored, and stores over again, can be read there alone.
    private readonly Dictionary<(Value Array, int Version), int> beginnings = [];

    private bool BeginsFurtherIn(Value element) => beginnings.TryGetValue((WholeOf(element.Operands[0]), Places.VersionOf(element)), out var loops) && loops > depth;

    // Of arrays of which a loop does not say that it stores in them the versions tell nothing.
    private void NoteBeginnings(IEnumerable<Step> steps, int loops, LoopStep? around = null)
    {
        foreach (var step in steps)
        {
            if (step is LoopStep loop)
                NoteBeginnings(loop.Body, loops + 1, loop);
            foreach (var (array, version) in step is LoopStep { Stored: var all } ? all.Select(stored => (stored.Array, stored.After)) : Overwritten(step))
            {
                if (around is not null && around.Stored.Any(stored => WholeOf(stored.Array) == WholeOf(array)))
                    beginnings[(WholeOf(array), version)] = loops;
            }
        }
    }

    // Which version of its contents an array holds.
    private readonly Dictionary<Value, int> contents = [];

    private bool IsThere(Value element) => Places.VersionOf(element) == (contents.TryGetValue(WholeOf(element.Operands[0]), out var version) ? version : 0);
}
