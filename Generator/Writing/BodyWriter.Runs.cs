using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing.Statements;

namespace SymDiff.Generator.Writing;

/// <content>What is written under one condition, statement after statement, is one <c>if</c>.</content>
internal sealed partial class BodyWriter
{
    private bool WriteRun(List<Step> steps, List<List<Value>> roots, IReadOnlyList<Value> results, IReadOnlyList<Value> asked, int at)
    {
        if (Outermost(steps[at]) is not { } guard)
            return false;
        var end = at;
        while (end < steps.Count && Outermost(steps[end]) is { } other && other.Condition == guard.Condition && other.Holds == guard.Holds)
            end++;
        // What is defined in the run is not known after it.
        var run = steps.GetRange(at, end - at);
        var later = steps.Skip(end).ToList();
        var needed = Needs.Of(later, [.. results, .. asked]);
        if (run.Count < 2 || run.TrueForAll(step => step is AccumulateStep) || run.SelectMany(Needs.Defined).Any(needed.Contains) || ReadsOnTheWay(run, needed))
            return false;
        foreach (var step in run)
            Settle(step, later, asked);
        if (!CanTest(guard.Condition))
            return false;
        steps.RemoveRange(at, run.Count);
        roots.RemoveRange(at, run.Count);
        remainder!.Aside = run;
        var restriction = Where(guard.Condition, guard.Holds);
        List<Step> within = [.. run.Select(step => Within(step, restriction)).OfType<Step>()];
        if (within.Count > 0)
            NameBefore(guard.Condition, guard.Holds ? within : [], guard.Holds ? [] : within, [.. roots.Skip(at).SelectMany(root => root), .. results]);
        remainder.Aside = [];
        if (within.Count == 0)
            return true;
        OpenBranches();
        var written = new WrittenIf(Tested(guard));
        Add(written);
        WriteSide(written.Then, guard.Condition, guard.Holds, within);
        return true;
    }

    // Whether somebody wants elements later that are there within the run only, or that it has written and reads itself: they cannot be read before it.
    private bool ReadsOnTheWay(List<Step> run, HashSet<Value> later)
    {
        var written = run.SelectMany(Overwritten).GroupBy(overwritten => WholeOf(overwritten.Array)).ToDictionary(same => same.Key, same => (First: same.Min(one => one.Version), Last: same.Max(one => one.Version)));
        if (written.Count == 0)
            return false;
        var own = Needs.Of(run, []);
        return later.Any(value => value.Kind == ValueKind.Element && !names.ContainsKey(value) && written.TryGetValue(WholeOf(value.Operands[0]), out var versions)
            && Places.VersionOf(value) is var version && version >= versions.First && (version < versions.Last || own.Contains(value)));
    }

    private static Guard? Outermost(Step step) =>
        step is StoreStep or AccumulateStep or DefineStep { Cell.Type.IsReal: true } && step.Guard is { } guard ? guard.Path.First() : null;

    // What the step is where the condition holds; null where it does not happen there.
    private static Step? Within(Step step, Scheduling.Restriction restriction) => !Holds(step.Guard, restriction, out var guard) ? null
        : step switch
        {
            StoreStep store => store with { Guard = guard, Stored = restriction.Of(store.Stored), Indices = Array.ConvertAll(store.Indices, restriction.Of) },
            AccumulateStep sum => sum with { Guard = guard, Amount = restriction.Of(sum.Amount), Indices = Array.ConvertAll(sum.Indices, restriction.Of) },
            DefineStep define => define with { Guard = guard, Definition = restriction.Of(define.Definition) },
            _ => step,
        };
}
