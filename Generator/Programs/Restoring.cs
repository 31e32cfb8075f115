using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// Arrays that the reverse sweep puts back: what a turn of a loop overwrites is kept, and written to its place again when the turn is reversed, so that elements are there to be read as they were on the way
/// forward. That is less to keep than the elements themselves, where a turn reads them again and again (save on kill: Griewank and Walther, Evaluating Derivatives, 2008, section 4.3; Hascoët and Pascual,
/// The Tapenade Automatic Differentiation Tool, 2013).
/// </summary>
/// <param name="program">The program.</param>
internal sealed class Restoring(ProgramAdjoint program)
{
    private readonly HashSet<Value> wanted = [];
    private readonly Dictionary<Value, Region> restored = [];
    private readonly Dictionary<(Value Array, int Before), int> undone = [];
    private readonly Dictionary<LoopStep, int> heads = [];

    private Places Places => program.Places;

    /// <summary>Whether what is stored is kept beforehand.</summary>
    public bool Contains(Value array, Region region) => restored.TryGetValue(array, out var body) && region.IsWithin(body);

    /// <summary>Whether an element is read in the reverse sweep of a loop that puts it back.</summary>
    public bool Contains(Value element) => Contains(element.Operands[0], Places.Of(element).Region);

    /// <summary>Notes what an inner loop would keep: elements of an array that a loop around it reads at the same place in all turns.</summary>
    public void Note(Region inner, IEnumerable<Value> kept)
    {
        // What is dear is kept whether its elements are there or not.
        foreach (var element in Needs.Of([], kept.Where(value => ValueCost.Of(value) <= ValueCost.OfKeeping(value))).Where(value => value.Kind == ValueKind.Element && program.IsStale(value)))
        {
            var home = Places.HomeOf(element.Operands[0], inner);
            var places = Needs.Of([], element.Operands.Skip(1));
            for (var around = inner; around != home && around.Outer is { } outer && outer != home; around = outer)
            {
                if (!around.Loop!.Carried.Any(carried => places.Contains(carried.Current)))
                    wanted.Add(element.Operands[0]);
            }
        }
    }

    /// <summary>Takes the arrays of which that has been noted, and that a loop can put back; returns whether there are any.</summary>
    public bool Begin(LoopStep loop, Region inner, int time)
    {
        var before = restored.Count;
        foreach (var array in loop.Stored.Select(stored => stored.Array).Where(array => wanted.Contains(array) && !restored.ContainsKey(array) && CanRestore(array, loop, inner, time)))
            restored.Add(array, inner);
        return restored.Count > before;
    }

    /// <summary>A loop is about to be reversed: what its turns find is another version than what was there before.</summary>
    public void Enter(LoopStep loop) => heads[loop] = program.NextVersion();

    /// <summary>The elements that a loop in the reverse sweep asks for as they were before it ran forwards, although it puts them back only turn by turn: they are not there until it is over.</summary>
    public IEnumerable<Value> NotYetBack(IEnumerable<Step> steps)
    {
        foreach (var backward in steps.OfType<LoopStep>())
        {
            foreach (var stored in backward.Stored.Where(stored => restored.ContainsKey(stored.Array)))
            {
                if (heads.FirstOrDefault(pair => pair.Value == stored.Before).Key is not { } forward)
                    continue;
                var inner = Places.RegionOf(forward);
                HashSet<int> back = [.. PutBack(backward.Body, stored.Array)];
                foreach (var element in Needs.Of(backward.Body, backward.Carried.Select(carried => carried.Next).Append(backward.Condition)))
                {
                    if (element.Kind == ValueKind.Element && element.Operands[0] == stored.Array && !back.Contains(Places.VersionOf(element)) && !Places.Of(element).Region.IsWithin(inner) && Places.MayOverwrite(element, inner))
                        yield return element;
                }
            }

            foreach (var element in NotYetBack(backward.Body))
                yield return element;
        }
    }

    // The versions of an array's contents that begin within a turn that is reversed.
    private static IEnumerable<int> PutBack(IEnumerable<Step> steps, Value array) => steps.SelectMany(step => step switch
    {
        StoreStep store when store.Array == array => [store.After],
        LoopStep loop => PutBack(loop.Body, array).Concat(loop.Stored.Where(stored => stored.Array == array).Select(stored => stored.After)),
        _ => Enumerable.Empty<int>(),
    });

    /// <summary>The version of an array's contents that begins where what came after another one is undone.</summary>
    public int Undo(Value array, int before) => undone[(array, before)] = program.NextVersion();

    /// <summary>A loop that runs backwards, in which elements that have been put back are read.</summary>
    public LoopStep Of(LoopStep loop, LoopStep backward)
    {
        var written = loop.Stored.Where(stored => restored.ContainsKey(stored.Array) && Stores(backward.Body, stored.Array)).ToList();
        if (written.Count == 0)
            return backward;
        // What a turn leaves is there when its reversal begins.
        foreach (var array in written.Select(stored => stored.Array))
            undone[(array, LastIn(loop.Body, array))] = heads[loop];
        var others = Needs.Of([backward], []).Where(value => value.Kind == ValueKind.Element && undone.ContainsKey((value.Operands[0], Places.VersionOf(value)))).ToDictionary(element => element, Undone);
        return (others.Count == 0 ? backward : (LoopStep)new Renaming(program.Values, others).Of(backward)) with
        {
            Stored = [.. written.Select(stored => new StoredArray(stored.Array, heads[loop], heads[loop], Undo(stored.Array, stored.Before)))],
        };
    }

    private static bool Stores(IEnumerable<Step> steps, Value array) => steps.Any(step => step is StoreStep store ? store.Array == array : step is LoopStep loop && Stores(loop.Body, array));

    private static int LastIn(IReadOnlyList<Step> steps, Value array) => steps.Reverse().Select(step => step switch
    {
        StoreStep store when store.Array == array => store.After,
        LoopStep inner => inner.Stored.Where(stored => stored.Array == array).Select(stored => (int?)stored.After).FirstOrDefault(),
        _ => null,
    }).First(version => version is not null)!.Value;

    private Value Undone(Value element)
    {
        var array = element.Operands[0];
        var read = program.Values.Element(element.Type, array, undone[(array, Places.VersionOf(element))], [.. element.Operands.Skip(1)]);
        (read.Name, read.IsNamedByAuthor, read.Site, read.IsActive) = (read.Name ?? element.Name, element.IsNamedByAuthor, element.Site, element.IsActive);
        read.ReadDepth = Math.Min(read.ReadDepth, element.ReadDepth);
        read.ReadWithin.AddRange(element.ReadWithin.Except(read.ReadWithin).ToList());
        return read;
    }

    // An array of the method's own that nobody writes after the loop, and of which each store is reversed.
    private bool CanRestore(Value array, LoopStep loop, Region inner, int time)
    {
        var home = Places.HomeOf(array, inner);
        return home == inner.Outer && !program.IsTaped(home) && array.IsActive && (array.Joined?.Arrays ?? [array]).TrueForAll(one => one.Kind == ValueKind.Cell && Places.SizeOf(one) is not null)
            && !LoopSearch.Stored(home.Steps.Skip(time + 1)).Contains(array) && StoresAll([loop], array);
    }

    private bool StoresAll(IEnumerable<Step> steps, Value array) => steps.All(step => step switch
    {
        StoreStep store => store.Array != array || (store.Guard is null && program.Usefulness.Contains(store)),
        LoopStep loop => loop.Call is null && StoresAll(loop.Body, array),
        _ => step.Overwrites.All(overwrite => overwrite.Array != array),
    });
}
