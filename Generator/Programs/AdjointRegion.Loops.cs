using SymDiff.Generator.Algebra;
using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <content>
/// Loops. Where turns are independent but for sums, each is run and reversed on the spot: fused with the loop itself where the adjoints of the sums are known before it,
/// in a second run where they are not. All others run backwards, from what they kept on the tape.
/// </content>
internal sealed partial class AdjointRegion
{
    private void Reverse(LoopStep loop, int time)
    {
        var inner = Places.RegionOf(loop);
        var active = loop.Carried.Where(carried => carried.Current.IsActive && program.Usefulness.Contains(carried)).ToList();
        var finals = active.Select(carried => AdjointOf(carried.Final)).ToList();
        if (finals.All(final => final.IsZero) && !program.Usefulness.StoresIn(loop, array => IsOutside(array, inner)))
            return;

        // What counts upwards from one is never zero.
        foreach (var carried in loop.Carried.Where(carried => Counter.StepOf(carried) > 0 && carried.Initial is { Kind: ValueKind.Literal, Number: >= 1 }))
            Graph.Assume(Graph.Symbol(program.Values.Convert(program.Values.Real, carried.Current, isExplicit: false)));

        // Which of the variables are sums, so that their adjoints stay what they are, shows when the body has been swept once.
        var isSum = new bool[active.Count];
        // Which of their adjoints may stay zero, since all of them is chosen on conditions, shows then too.
        var isChosen = finals.ConvertAll(program.IsChosen);
        var writesOutside = loop.Stored.Any(stored => IsOutside(stored.Array, inner));
        AdjointRegion body;
        Value[] bars;
        bool knows;
        var mustKeep = false;
        while (true)
        {
            bars = new Value[active.Count];
            knows = !mustKeep && !writesOutside && !isSum.Contains(false) && ReadsLast(loop, inner) && (CanRunAgain(loop, inner) || (!IsApart && finals.All(final => IsKnownBefore(final, time))));
            program.SetTaped(inner, !knows);
            if (!knows)
                program.Rows.Find(loop, inner);
            program.Restoring.Enter(loop);
            body = new AdjointRegion(program, inner, knows, isWritten: true);
            for (var i = 0; i < active.Count; i++)
            {
                var isLate = !knows || !IsKnownBefore(finals[i], time);
                bars[i] = program.Cell(active[i].Current.Type, active[i].Current.Name + "Bar", isSum[i] ? region : inner, isSum[i] && !isLate ? TimeOf(finals[i]) : Late);
                if (!isSum[i])
                    program.Unasked.Add(bars[i], isChosen[i] ? Pole.Overflow : Pole.Root);
                body.Seed(active[i].Next, isSum[i] && program.IsGiven(finals[i]) ? finals[i] : Graph.Symbol(bars[i]));
            }

            body.Run();
            if (Idle(body, active, finals, bars) is { Count: > 0 } idle)
            {
                foreach (var i in idle)
                {
                    active.RemoveAt(i);
                    finals.RemoveAt(i);
                    isChosen.RemoveAt(i);
                }

                if (active.Count == 0 && !program.Usefulness.StoresIn(loop, array => IsOutside(array, inner)))
                    return;
                isSum = new bool[active.Count];
                continue;
            }

            var isNew = false;
            for (var i = 0; i < active.Count; i++)
            {
                if (!isSum[i] && body.AdjointOf(active[i].Current) is Symbol { Value: var unchanged } && unchanged == bars[i])
                    isSum[i] = isNew = true;
                if (isChosen[i] && !program.IsChosen(body.AdjointOf(active[i].Current)))
                    (isChosen[i], isNew) = (false, true);
            }

            if (isNew || program.Restoring.Begin(loop, inner, time))
                continue;
            if (!knows || program.RunsAgain || IsApart || body.Unknown is not null || new LoopReversal(this, loop, time, body, active, finals, bars, isSum, isChosen, new Scheme(ReversalWay.Taped)) is { IsFused: true } or { IsDearAgain: false })
                break;
            mustKeep = true;
        }

        if (body.Unknown is { } unknown)
            program.Unknown ??= unknown;
        program.Overwritten ??= body.Overwritten;
        var taped = new Scheme(ReversalWay.Taped);
        if (!knows && ForwardCarry.Of(this, loop, time, inner, active, finals, out var cost) is { } carry)
        {
            taped = taped with { Cost = CostOfTape(loop, body, active, bars, isSum), Other = cost };
            if (cost < taped.Cost)
            {
                program.IsCarriedForward = true;
                carry.Write(time, new Scheme(ReversalWay.Carried) { Cost = cost, Other = taped.Cost });
                return;
            }
        }

        new LoopReversal(this, loop, time, body, active, finals, bars, isSum, isChosen, taped).Write();
    }

    // The variables, from the last to the first, whose adjoints are zero after the loop and stay so from turn to turn: that of the greatest term in log Σ exp(xᵢ − max), of which the result does not depend.
    private List<int> Idle(AdjointRegion body, List<Carried> active, List<Expr> finals, Value[] bars)
    {
        var idle = Enumerable.Range(0, active.Count).Where(i => finals[i].IsZero).Reverse().ToList();
        while (idle.Count > 0)
        {
            var zeros = new HashSet<Expr>(idle.Select(i => Graph.Symbol(bars[i])));
            var vanish = new Simplification.Rewriter(Graph, part => zeros.Contains(part) ? Graph.Zero : part);
            if (idle.RemoveAll(i => !vanish.Rewrite(body.AdjointOf(active[i].Current)).IsZero) == 0)
                break;
        }

        return idle;
    }

    // What a turn costs that is reversed from a tape: what is kept, and what is computed in its reversal.
    private int CostOfTape(LoopStep loop, AdjointRegion body, List<Carried> active, Value[] bars, bool[] isSum)
    {
        var inner = body.Region;
        var currents = new HashSet<Expr>(active.Select(carried => Graph.Symbol(carried.Current)));
        var adjoints = body.Collected.Where(pair => !currents.Contains(pair.Key)).Select(pair => pair.Value).ToList();
        var nexts = active.Where((_, i) => !isSum[i]).Select(carried => body.AdjointOf(carried.Current));
        var values = program.Lower([.. body.Roots, .. nexts, .. adjoints], [], Recording.Dear(program, loop), Recording.Stored(program, inner));
        // What is summed up on the way forward is computed there, and nothing is kept for it.
        var first = values.Length - adjoints.Count;
        var isAhead = adjoints.ConvertAll(adjoint => IsAhead(adjoint, inner, bars, isSum));
        List<Value> ahead = [.. values.Where((_, i) => i >= first && isAhead[i - first])];
        values = [.. values.Where((_, i) => i < first || !isAhead[i - first])];
        var counters = loop.Carried.Where(carried => Counter.StepOf(carried) is not null).Select(carried => carried.Current).Concat(bars);
        var kept = new Recording(program, inner, Recording.Forward(loop), counters).Of([], values);
        HashSet<Value> there = [.. kept, .. Needs.Of([], values).Where(value => Places.IsOutside(value, inner))];
        return kept.Sum(ValueCost.OfKeeping) + (ValueCost.Sum * adjoints.Count) + ValueCost.OfAll(values, there) + ValueCost.OfAll(ahead, [.. there, .. ProgramAdjoint.Reachable(Recording.Forward(loop))]);
    }

    /// <summary>Whether what is summed over the turns of a loop that runs backwards is known on the way forward: no adjoint takes part in it.</summary>
    public bool IsAhead(Expr amount, Region inner, Value[] bars, bool[] isSum) => program.IsTaped(inner) && Array.IndexOf(isSum, false) >= 0
        && Places.TimeIn(amount, inner) < Late && !amount.All.Any(part => part is Symbol { Value: var value } && Array.IndexOf(bars, value) >= 0);

    // Whether the differentiated elements that it reads are overwritten no more: only then may their adjoints be added to before what follows is reversed.
    private bool ReadsLast(LoopStep loop, Region inner) => Needs.Of(loop.Body, loop.Carried.Select(carried => carried.Next)).All(value =>
        value is not { Kind: ValueKind.Element, IsActive: true } || !IsOutside(value.Operands[0], inner) || !program.IsStale(value)) && CallsReadLast(loop.Body, inner, isActive: true);

    // The same of the arrays that functions are given: of those that carry a derivative, or of all.
    private bool CallsReadLast(IEnumerable<Step> steps, Region inner, bool isActive) => steps.All(step => step switch
    {
        LoopStep nested => CallsReadLast(nested.Body, inner, isActive),
        EffectStep { Code: { Called: { } called } code } => called.Arguments(code).Zip(called.Versions, (argument, version) => (argument, version))
            .All(pair => !pair.argument.Type.IsArray || pair.version < 0 || (isActive && !pair.argument.IsActive) || !IsOutside(WholeOf(pair.argument), inner) || !program.IsStale(ElementOf(pair.argument, pair.version, inner, -1))),
        _ => true,
    });

    // Whether a second run of the loop would do and read the same.
    private bool CanRunAgain(LoopStep loop, Region inner) => loop.Body.All(step => step switch
    {
        EffectStep or StoreStep when IsForeign(step, inner) => false,
        DefineStep { Definition: var definition } => definition.Type.Kind == NumberKind.Array || definition.Kind == ValueKind.Element,
        LoopStep nested => CanRunAgain(nested, inner),
        _ => true,
    }) && Needs.Of(loop.Body, loop.Carried.Select(carried => carried.Next)).All(value =>
        value.Kind != ValueKind.Element || !IsOutside(value.Operands[0], inner) || !program.IsStale(value)) && CallsReadLast(loop.Body, inner, isActive: false);

    private bool IsForeign(Step step, Region inner) => step is EffectStep effect && (effect.Code.Called is null || effect.Overwrites.Any(overwrite => IsOutside(overwrite.Array, inner))) || (step is StoreStep store && IsOutside(store.Array, inner));

    private bool IsOutside(Value array, Region inner) => Places.HomeOf(array, inner).Depth < inner.Depth;

    // Where the program and its sweep are apart, nothing of the sweep is done by then.
    private bool IsApart => program.IsApart && region == Places.Top;

    private int TimeOf(Expr expr) => Places.TimeIn(expr, region);

    // Whether a value of the reverse sweep is known before a step runs.
    public bool IsKnownBefore(Expr expr, int time) => expr is Number || (knowsAdjoints && TimeOf(expr) < time);
}
