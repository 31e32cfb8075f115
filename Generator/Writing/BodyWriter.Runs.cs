using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

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
        if (run.Count < 2 || run.TrueForAll(step => step is AccumulateStep) || run.SelectMany(Needs.Defined).Any(needed.Contains))
            return false;
        foreach (var step in run)
            Settle(step, later, asked);
        if (!CanTest(guard.Condition))
            return false;
        steps.RemoveRange(at, run.Count);
        roots.RemoveRange(at, run.Count);
        var restriction = Where(guard.Condition, guard.Holds);
        var within = run.ConvertAll(step => Within(step, restriction));
        NameBefore(guard.Condition, guard.Holds ? within : [], guard.Holds ? [] : within, [.. roots.Skip(at).SelectMany(root => root), .. results]);
        OpenBranches();
        Line($"if ({expressions.Write(guard.Holds ? guard.Condition : values.Not(guard.Condition))})");
        WriteSide(guard.Condition, guard.Holds, within);
        return true;
    }

    private static Guard? Outermost(Step step) =>
        step is StoreStep or AccumulateStep or DefineStep { Cell.Type.IsReal: true } && step.Guard is { } guard ? guard.Path.First() : null;

    private static Step Within(Step step, Scheduling.Restriction restriction)
    {
        Holds(step.Guard, restriction, out var guard);
        return step switch
        {
            StoreStep store => store with { Guard = guard, Stored = restriction.Of(store.Stored), Indices = Array.ConvertAll(store.Indices, restriction.Of) },
            AccumulateStep sum => sum with { Guard = guard, Amount = restriction.Of(sum.Amount), Indices = Array.ConvertAll(sum.Indices, restriction.Of) },
            DefineStep define => define with { Guard = guard, Definition = restriction.Of(define.Definition) },
            _ => step,
        };
    }
}
