using SymDiff.Generator.Programs;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing.Statements;

namespace SymDiff.Generator.Writing;

/// <content>What is written under one condition, statement after statement, is one <c>if</c>.</content>
internal sealed partial class BodyWriter
{
    // The cells that have been declared before the block that defines them.
    private readonly HashSet<Value> declaredBefore = [];

    // The block that was written last: what stands under the opposite condition may follow as its else.
    private (WrittenIf Written, Guard Guard)? lastRun;

    private bool WriteRun(List<Step> steps, List<List<Value>> roots, IReadOnlyList<Value> results, IReadOnlyList<Value> asked, int at)
    {
        if (Outermost(steps[at]) is not { } guard)
            return false;
        var (run, later) = RunOf(steps, guard, [.. results, .. asked], at);
        var needed = Needs.Of(later, [.. results, .. asked]);
        // What is defined in the run and known after it is declared before it.
        List<Value> declared = [.. run.SelectMany(Needs.Defined).Where(needed.Contains)];
        if (!IsOneBlock(run, later, guard, needed, declared))
            return false;
        Settle(run, later, asked);
        // The first of them tests its condition here in any case.
        if (!names.ContainsKey(guard.Condition) && (!IsReachable(guard.Condition) || Uncertain(guard.Condition, path).Any()))
            return false;
        steps.RemoveRange(at, run.Count);
        roots.RemoveRange(at, run.Count);
        remainder!.Aside = run;
        var restriction = Where(guard.Condition, guard.Holds);
        List<Step> within = [.. run.Select(step => Within(step, restriction)).OfType<Step>()];
        if (within.Count > 0)
            NameBefore(guard.Condition, guard.Holds ? within : [], guard.Holds ? [] : within, [.. roots.Skip(at).SelectMany(root => root), .. results]);
        remainder.Aside = [];
        if (within.Count > 0)
            WriteBlock(guard, within, declared);
        return true;
    }

    // The steps from a place on that are under the same outermost condition, and those after them.
    private static (List<Step> Run, List<Step> Later) RunOf(List<Step> steps, Guard guard, IReadOnlyList<Value> asked, int at)
    {
        var run = steps.Skip(at).TakeWhile(step => Outermost(step) is { } other && other == guard).ToList();
        var later = steps.Skip(at + run.Count).ToList();
        var needed = Needs.Of(later, asked);
        // A loop whose sums are wanted after the run stands by itself.
        if (run.FindIndex(step => step is LoopStep && Needs.Defined(step).Any(needed.Contains)) is >= 0 and var standing)
        {
            later.InsertRange(0, run.Skip(standing));
            run.RemoveRange(standing, run.Count - standing);
        }

        return (run, later);
    }

    private bool IsOneBlock(List<Step> run, List<Step> later, Guard guard, HashSet<Value> needed, List<Value> declared)
    {
        if (run.TrueForAll(step => step is AccumulateStep) || declared.Exists(cell => cell.Type.Kind != Model.NumberKind.Double || !IsDefinedOnce(run, cell)) || ReadsOnTheWay(run, needed))
            return false;
        return run.Count > 1 || IsAlternative(guard) || (later.Count > 0 && Outermost(later[0]) is { } next && next.IsOppositeOf(guard)) || IsWorthItsBlock(run[0], needed);
    }

    private void WriteBlock(Guard guard, List<Step> within, List<Value> declared)
    {
        var before = IsAlternative(guard) ? lastRun!.Value.Written : null;
        foreach (var cell in declared)
            Statements.Insert(before is null ? Statements.Count : Statements.IndexOf(before), new WrittenDeclaration(cell.Type.Text, Declared(cell), Zero(cell.Type)));
        declaredBefore.UnionWith(declared);
        if (before is not null)
        {
            lastRun = null;
            WriteSide(before.Else = new WrittenBlock(), guard.Condition, guard.Holds, within);
            return;
        }

        OpenBranches();
        var written = new WrittenIf(Tested(guard));
        Add(written);
        WriteSide(written.Then, guard.Condition, guard.Holds, within);
        lastRun = (written, guard);
    }

    private bool IsAlternative(Guard guard) => lastRun is var (written, last) && written.Else is null && guard.IsOppositeOf(last) && blocks.Peek().Statements.LastOrDefault() == written;

    // Whether a cell has its value from one step, on this condition and no other.
    private static bool IsDefinedOnce(List<Step> run, Value cell) => run.Count(step => Needs.Defined(step).Contains(cell)) == 1 && run.Exists(step => step is DefineStep { Guard: { } guard } define && define.Cell == cell && guard.Path.Count() == 1);

    // Whether one statement alone has something before it that nobody else asks for.
    private bool IsWorthItsBlock(Step step, HashSet<Value> later) => step is StoreStep or AccumulateStep
        && Usage.Count(Roots(step), names.ContainsKey).Any(use => !later.Contains(use.Key) && WantsName(use.Key, use.Value) && !IsIndex(use.Key) && !anyway.Contains(use.Key));

    // Whether somebody wants elements later that are there within the run only, or that it has written and reads itself: they cannot be read before it.
    private bool ReadsOnTheWay(List<Step> run, HashSet<Value> later)
    {
        var written = run.SelectMany(step => step is LoopStep loop ? loop.Stored.Select(stored => (stored.Array, Version: stored.After)) : Overwritten(step)).GroupBy(overwritten => WholeOf(overwritten.Array)).ToDictionary(same => same.Key, same => (First: same.Min(one => one.Version), Last: same.Max(one => one.Version)));
        if (written.Count == 0)
            return false;
        var own = Needs.Of(run, []);
        return later.Any(value => value.Kind == ValueKind.Element && !names.ContainsKey(value) && written.TryGetValue(WholeOf(value.Operands[0]), out var versions)
            && Places.VersionOf(value) is var version && version >= versions.First && (version < versions.Last || own.Contains(value)));
    }

    private static Guard? Outermost(Step step) =>
        step is StoreStep or AccumulateStep or LoopStep or DefineStep { Cell.Type.IsReal: true } && step.Guard is { } guard ? guard.Path.First() : null;

    // What the step is where the condition holds; null where it does not happen there.
    private static Step? Within(Step step, Scheduling.Restriction restriction) => !Holds(step.Guard, restriction, out var guard) ? null
        : step switch
        {
            StoreStep store => store with { Guard = guard, Stored = restriction.Of(store.Stored), Indices = Array.ConvertAll(store.Indices, restriction.Of) },
            AccumulateStep sum => sum with { Guard = guard, Amount = restriction.Of(sum.Amount), Indices = Array.ConvertAll(sum.Indices, restriction.Of) },
            DefineStep define => define with { Guard = guard, Definition = restriction.Of(define.Definition) },
            LoopStep loop => loop with { Guard = guard, Carried = [.. loop.Carried.Select(carried => carried with { Initial = restriction.Of(carried.Initial) })] },
            _ => step,
        };
}
