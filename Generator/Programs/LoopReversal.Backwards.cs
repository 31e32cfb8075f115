using SymDiff.Generator.Algebra;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <content>Loops whose turns are reversed when all of them have run.</content>
internal sealed partial class LoopReversal
{
    private void RunBackwards(AdjointRegion.Written written, List<Carried> sums, List<(Value Cell, int Root)> definitions)
    {
        List<Carried> sumsAhead = [.. sums.Where((_, i) => accumulators[i].IsAhead)];
        sums = [.. sums.Except(sumsAhead)];
        var initials = new List<(Carried Carried, int Root)>();
        var next = accumulators.Count;
        for (var i = 0; i < active.Count; i++)
        {
            if (isSum[i])
                continue;
            var final = program.Cell(bars[i].Type, bars[i].Text, outer.Region, AdjointRegion.Late);
            initials.Add((new Carried(bars[i], bars[i], written.Asked[next++], final), outer.Root(finals[i], bars[i].Type)));
            program.Unasked.Add(final, isChosen[i] ? Pole.Overflow : Pole.Root);
            outer.Seed(active[i].Initial, program.Graph.Symbol(final));
        }

        var reversal = (initials.Count == 0 ? InAnyOrder(written, sums) : null) ?? FromTheLast(written, [.. initials.Select(initial => initial.Carried), .. sums], sumsAhead);
        var (forward, backward) = program.Rows.Of(inner, reversal.Forward, program.Restoring.Of(loop, reversal.Backward));
        outer.Replace(time, _ => [forward]);
        outer.AddReverse(all => Defined(definitions, all, backward with
        {
            Carried = [.. backward.Carried.Select((one, i) => i < initials.Count ? one with { Initial = all[initials[i].Root] } : one)],
        }));
    }

    // Where no turn depends on another, and none keeps anything but in arrays, the loop runs as it did before, with its own counters.
    private (LoopStep Forward, LoopStep Backward)? InAnyOrder(AdjointRegion.Written written, List<Carried> sums)
    {
        List<Value> results = [.. sums.Select(sum => sum.Next)];
        if (Recounting.Of(program, loop, inner, Needs.Of(written.Reverse, results)) is not { } counters)
            return null;
        var recording = new Recording(program, inner, Computed(written), counters.Select(counter => counter.Current));
        var readBack = new ReadBack(program, inner, recording.IsThere);
        List<Step> reverse = [.. written.Reverse.Select(readBack.Of)];
        sums = sums.ConvertAll(readBack.Of);
        results = [.. sums.Select(sum => sum.Next)];
        if (!new Independence(program.Places, inner, counters).Holds(reverse, results))
            return null;
        var kept = recording.Of(reverse, [.. results, .. counters.Select(counter => counter.Next)]);
        if (program.KeptArrays.Of(loop, inner, kept) is not var (keeping, elements))
            return null;
        var again = counters.ConvertAll(counter => counter with { Final = program.Copy(counter.Final, outer.Region) });
        for (var i = 0; i < counters.Count; i++)
            program.Recounted[counters[i].Final] = again[i].Final;
        foreach (var pair in recording.ReadAgain)
            elements.Add(pair.Key, pair.Value);
        return (
            loop with { Body = [.. written.Forward, .. keeping], Scheme = taped with { Kept = kept.Count } },
            Reading(elements, new LoopStep(loop.Guard, [.. again, .. sums], loop.Condition, loop.TestsFirst, reverse, [])) with { Scheme = new Scheme(ReversalWay.InAnyOrder) });
    }

    private (LoopStep Forward, LoopStep Backward) FromTheLast(AdjointRegion.Written written, List<Carried> bars, List<Carried> sumsAhead)
    {
        var values = program.Values;
        var backwards = written.Reverse;
        var carried = new List<Carried>(bars);
        var counter = Counter.Of(loop, program.Places, inner);
        List<Carried> ahead = [.. loop.Carried, .. sumsAhead];
        Value condition;
        var restored = new HashSet<Value>();
        var leading = new List<Step>();
        var needed = Needs.Of(backwards, [.. bars.Select(bar => bar.Next)]);
        if (counter is { IsTestedFirst: true })
        {
            carried.Add(new Carried(counter.Current, counter.Last(values), values.Plus(counter.Current, values.Integer(-counter.Step)), program.Copy(counter.Current, outer.Region)));
            condition = values.Binary(counter.Step > 0 ? ValueKind.GreaterOrEqual : ValueKind.LessOrEqual, ValueType.Boolean, counter.Current, counter.Start);
            restored.Add(counter.Current);
        }
        else
        {
            var turns = program.Cell(ValueType.Int, "turns", inner, -1);
            var count = program.Cell(ValueType.Int, "turns", outer.Region, time);
            ahead.Add(new Carried(turns, values.Integer(0), values.Plus(turns, values.Integer(1)), count));
            var turn = program.Cell(ValueType.Int, "turn", inner, AdjointRegion.Late);
            carried.Add(new Carried(turn, values.Plus(count, values.Integer(-1)), values.Plus(turn, values.Integer(-1)), program.Copy(turn, outer.Region)));
            condition = values.Binary(ValueKind.GreaterOrEqual, ValueType.Boolean, turn, values.Integer(0));
            if (counter is not null && needed.Contains(counter.Current))
            {
                var way = counter.Step == 1 ? turn : values.Binary(ValueKind.Multiply, ValueType.Int, values.Integer(counter.Step), turn);
                leading.Add(new DefineStep(null, counter.Current, values.Plus(counter.Start, way)));
                restored.Add(counter.Current);
            }
        }

        // What counts along or alternates goes back from where it ended.
        foreach (var along in loop.Carried.Where(along => needed.Contains(along.Current) && !restored.Contains(along.Current)))
        {
            if (Counter.Before(values, along, along.Final) is not { } last || Counter.Before(values, along, along.Current) is not { } before)
                continue;
            carried.Add(new Carried(along.Current, last, before, program.Copy(along.Current, outer.Region)));
            restored.Add(along.Current);
        }

        var recording = new Recording(program, inner, Computed(written), restored);
        var readBack = new ReadBack(program, inner, recording.IsThere);
        backwards = [.. backwards.Select(readBack.Of)];
        bars = bars.ConvertAll(readBack.Of);
        carried = [.. bars, .. carried.Skip(bars.Count)];
        var kept = recording.Of(backwards, [.. bars.Select(bar => bar.Next)]);
        // A span can be kept nowhere: the code that gives it runs once more.
        List<DefineStep> anew = [.. inner.Steps.OfType<DefineStep>().Where(define => define is { Guard: null, Definition.Kind: ValueKind.Verbatim, Cell.Type.IsOnStack: true } && kept.Contains(define.Cell) && Array.TrueForAll(define.Definition.Operands, recording.IsThere))];
        kept.RemoveAll(value => anew.Exists(define => define.Cell == value));
        var after = Following(kept);
        carried.AddRange(after.Select(pair => new Carried(pair.Value, pair.Key.Final, pair.Key.Current, program.Copy(pair.Value, outer.Region))));
        kept.RemoveAll(value => after.Keys.Any(one => one.Next == value));
        program.Restoring.Note(inner, kept);
        leading.AddRange(anew);
        var forwards = new List<Step>(written.Forward);
        if (kept.Count > 0)
        {
            forwards.Add(new PushStep(kept));
            leading.Insert(0, new PopStep(kept));
        }

        var forward = loop with { Carried = ahead, Body = forwards, Scheme = taped with { Kept = kept.Count } };
        var backward = (LoopStep)new Renaming(values, after.ToDictionary(pair => pair.Key.Next, pair => pair.Value)).Of(Reading(recording.ReadAgain, new LoopStep(loop.Guard, carried, condition, true, [.. leading, .. backwards], []))) with { Scheme = new Scheme(ReversalWay.Backwards) { Kept = kept.Count } };
        return (forward, backward);
    }

    // What a variable was after a turn is what it was before the turn that followed, which has kept it; after the last turn it is what it is.
    private Dictionary<Carried, Value> Following(List<Value> kept)
    {
        var after = new Dictionary<Carried, Value>();
        foreach (var one in loop.Carried.Where(one => one.Next != one.Current && one.Next.Type.Equals(one.Current.Type) && kept.Contains(one.Current) && kept.Contains(one.Next)))
        {
            if (!after.Keys.Any(other => other.Next == one.Next) && !kept.Exists(value => value != one.Next && Needs.Of([], [value]).Contains(one.Next)))
                after.Add(one, program.Copy(one.Current, inner));
        }

        return after;
    }

    // What has been kept in elements of arrays is read from there.
    private LoopStep Reading(Dictionary<Value, Value> elements, LoopStep backward) => elements.Count == 0 ? backward : (LoopStep)new Renaming(program.Values, elements).Of(backward);

    // What a turn computes in any case on the way forward.
    private IEnumerable<Value> Computed(AdjointRegion.Written written) => loop.Call is not null ? [] : written.Forward.Where(step => step.Guard is null).SelectMany(Needs.Direct).Concat(loop.Carried.Select(one => one.Next));
}
