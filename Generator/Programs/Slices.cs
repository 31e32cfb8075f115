using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// Parts of arrays as the author took them: what is read or written through <c>row = x.Slice(i * n, n)</c> is so in both sweeps, and its adjoint through the same part of the array of adjoints.
/// </summary>
/// <param name="program">The program.</param>
internal sealed class Slices(ProgramAdjoint program)
{
    private readonly Dictionary<(Value Array, Value View), Value> cells = [];
    private readonly HashSet<(Value Array, Value View)> missing = [];
    private readonly HashSet<Value> popped = [];

    /// <summary>The steps and results, written through the parts.</summary>
    public (List<Step> Steps, Value[] Results) Of(List<Step> steps, Value[] results)
    {
        if (program.Closed.Parts.Count == 0 || HasCalls(steps) || Needs.Of(steps, results).Any(value => value.Kind == ValueKind.Element && value.Operands[0] is not { Kind: ValueKind.Input or ValueKind.Cell or ValueKind.Component, Joined: null }))
            return (steps, results);
        List<Step> made;
        int before;
        popped.UnionWith(Needs.Popped(steps));
        do
        {
            before = missing.Count;
            made = In(steps, results, 0, [], []);
        }
        while (missing.Count > before);

        if (cells.Count == 0)
            return (steps, results);
        var all = Needs.Of(made, results);
        var renaming = Renaming.Anew(program.Values, all, ElementsOf(all));
        return ([.. made.Select(step => renaming.Of(Placed(step)))], Array.ConvertAll(results, renaming.Of));
    }

    // Calls of the framework are given parts as they stand. Where variables stand for one array or another, a part would be of one or another too.
    private static bool HasCalls(IEnumerable<Step> steps) => steps.Any(step => step is DefineStep { Cell.Model: not null } || (step is LoopStep loop && (loop.Call is not null || HasCalls(loop.Body))));

    // A part is taken before the first step that uses it, where the author takes it; of additions that follow one another, before the first of them.
    private List<Step> In(IReadOnlyList<Step> steps, IReadOnlyList<Value> results, int depth, IEnumerable<Value> around, IEnumerable<(Value Array, Value View)> takenAround)
    {
        var known = new HashSet<Value>(around);
        var taken = new HashSet<(Value Array, Value View)>(takenAround);
        var made = new List<Step>();
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            if (i == 0 || step is not AccumulateStep || steps[i - 1] is not AccumulateStep)
            {
                IEnumerable<Step> together = step is AccumulateStep ? steps.Skip(i).TakeWhile(one => one is AccumulateStep) : [step];
                made.AddRange(Take(Accesses(together, []), depth, known, taken));
            }

            made.AddRange(Take(Lost(step, steps.Skip(i + 1), results), depth, known, taken));

            Check(Accesses([step is LoopStep { Carried: var carried } around2 ? around2 with { Body = [], Carried = [.. carried.Select(one => one with { Next = one.Current })] } : step], []), taken);
            made.Add(step is LoopStep loop
                ? loop with { Body = In(loop.Body, [.. loop.Carried.Select(one => one.Next)], depth + 1, known.Concat(loop.Carried.Select(one => one.Current)), taken) }
                : step);
            known.UnionWith(Needs.Defined(step));
        }

        made.AddRange(Take(Accesses([], results), depth, known, taken));
        Check(Accesses([], results), taken);
        return made;
    }

    private IEnumerable<Step> Take(IEnumerable<(Value Array, Value[] Indices)> accesses, int depth, HashSet<Value> known, HashSet<(Value Array, Value View)> taken)
    {
        var parts = accesses.Select(access => PartOf(access.Array, access.Indices) is { } part && part.Depth == depth ? (access.Array, part.View) : default)
            .Where(part => part.View is not null && !taken.Contains(part) && IsKnown(part.Array) && part.View.Operands.Skip(1).All(IsKnown)).Distinct().OrderBy(part => part.View.Id).ThenBy(part => part.Array.Id).ToList();
        foreach (var (array, view) in parts)
        {
            taken.Add((array, view));
            var cell = CellOf(array, view);
            yield return new DefineStep(null, cell, program.Values.View(cell.Type, array, view.Operands[1], view.Operands[2]));
        }

        bool IsKnown(Value value) => value.Kind switch
        {
            ValueKind.Literal or ValueKind.Input => true,
            ValueKind.Cell => known.Contains(value),
            ValueKind.Divide or ValueKind.Remainder => value.Operands[1] is { Kind: ValueKind.Literal, Number: not 0 } && IsKnown(value.Operands[0]),
            ValueKind.Extent or ValueKind.Add or ValueKind.Subtract or ValueKind.Multiply or ValueKind.Negate => Array.TrueForAll(value.Operands, IsKnown),
            _ => false,
        };
    }

    // What a step overwrites although somebody still wants what it held is read before it, through its part as well.
    private static IEnumerable<(Value Array, Value[] Indices)> Lost(Step step, IEnumerable<Step> later, IEnumerable<Value> results)
    {
        var written = Written(step).ToLookup(stored => stored.Array, stored => stored.Version);
        return written.Count == 0 ? [] : [.. Needs.Of([.. later], results)
            .Where(value => value.Kind == ValueKind.Element && written[value.Operands[0]].Any(version => Places.VersionOf(value) < version))
            .Select(element => (element.Operands[0], element.Operands.Skip(1).ToArray()))];
    }

    // The arrays that a step writes, with the versions of their contents that begin.
    private static IEnumerable<(Value Array, int Version)> Written(Step step) => step switch
    {
        StoreStep store => [(store.Array, store.After)],
        LoopStep loop => loop.Stored.Select(stored => (stored.Array, stored.Current)),
        _ => [],
    };

    // What is not reached through its part everywhere is so nowhere.
    private void Check(IEnumerable<(Value Array, Value[] Indices)> accesses, HashSet<(Value Array, Value View)> taken)
    {
        foreach (var (array, indices) in accesses)
        {
            // An index that was kept in whole is there in whole only.
            if (PartOf(array, indices) is { } part && (!taken.Contains((array, part.View)) || (popped.Contains(indices[0]) && !popped.Contains(part.Index))))
            {
                missing.Add((array, part.View));
                cells.Remove((array, part.View));
            }
        }
    }

    private static IEnumerable<(Value Array, Value[] Indices)> Accesses(IEnumerable<Step> steps, IEnumerable<Value> results)
    {
        List<Step> all = [.. steps];
        return Needs.Of(all, results).Where(value => value.Kind == ValueKind.Element).Select(element => (element.Operands[0], element.Operands.Skip(1).ToArray())).Concat(Writes(all));
    }

    private static IEnumerable<(Value Array, Value[] Indices)> Writes(IEnumerable<Step> steps) => steps.SelectMany(step => step switch
    {
        StoreStep store => [(store.Array, store.Indices)],
        AccumulateStep sum => [(sum.Array, sum.Indices)],
        LoopStep loop => Writes(loop.Body),
        _ => Enumerable.Empty<(Value, Value[])>(),
    });

    private PartElement? PartOf(Value array, Value[] indices)
    {
        var primal = program.PrimalOf(array);
        return array.Kind is ValueKind.Input or ValueKind.Cell && indices.Length == 1 && array.Type.Part is null && program.Closed.Parts.TryGetValue((primal, indices[0]), out var part) && !primal.Type.IsList && !IsAll(part.View) && !missing.Contains((array, part.View)) ? part : null;
    }

    private static bool IsAll(Value view) => view.Operands[1] is { Kind: ValueKind.Literal, Number: 0 } && view.Operands[2].Kind == ValueKind.Extent && view.Operands[2].Operands[0] == view.Operands[0];

    private static IEnumerable<(Value Array, Value[] Indices)> Accesses(Step step)
    {
        foreach (var element in Needs.Of([step], []).Where(value => value.Kind == ValueKind.Element))
            yield return (element.Operands[0], [.. element.Operands.Skip(1)]);
        foreach (var access in Writes(step))
            yield return access;
    }

    private static IEnumerable<(Value Array, Value[] Indices)> Writes(Step step) => step switch
    {
        StoreStep store => [(store.Array, store.Indices)],
        AccumulateStep sum => [(sum.Array, sum.Indices)],
        LoopStep loop => loop.Body.SelectMany(Writes),
        _ => [],
    };

    private Dictionary<Value, Value> ElementsOf(IEnumerable<Value> all)
    {
        var elements = new Dictionary<Value, Value>();
        foreach (var element in all.Where(value => value.Kind == ValueKind.Element))
        {
            if (PartOf(element.Operands[0], [.. element.Operands.Skip(1)]) is { } part)
                elements.Add(element, Through(element, part));
        }

        return elements;
    }

    private Value Through(Value element, PartElement part)
    {
        var other = program.Values.Element(element.Type, CellOf(element.Operands[0], part.View), Places.VersionOf(element), [part.Index]);
        (other.Name, other.IsNamedByAuthor, other.IsActive, other.Site) = (element.Name, element.IsNamedByAuthor, element.IsActive, element.Site);
        other.ReadDepth = Math.Min(other.ReadDepth, element.ReadDepth);
        other.ReadWithin.AddRange(element.ReadWithin.Except(other.ReadWithin).ToList());
        return other;
    }

    private Step Placed(Step step) => step switch
    {
        StoreStep store when PartOf(store.Array, store.Indices) is { } part => store with { Array = CellOf(store.Array, part.View), Indices = [part.Index] },
        AccumulateStep sum when PartOf(sum.Array, sum.Indices) is { } part => sum with { Array = CellOf(sum.Array, part.View), Indices = [part.Index] },
        LoopStep loop => loop with { Body = [.. loop.Body.Select(Placed)] },
        _ => step,
    };

    // The variable that stands for the part, under the author's name; of adjoints, under the name of those.
    private Value CellOf(Value array, Value view)
    {
        if (cells.TryGetValue((array, view), out var cell))
            return cell;
        var isAdjoint = program.IsAdjoint(array);
        var element = array.Type.Elements[0];
        var type = isAdjoint || array.Type.Text.EndsWith("]", StringComparison.Ordinal) ? new ValueType(NumberKind.Array, $"Span<{element.Text}>", [element]) : array.Type;
        cell = Copying.Cell(program.Values, type, (view.Name ?? "part") + (isAdjoint ? "Bar" : ""));
        cells.Add((array, view), cell);
        return cell;
    }
}
