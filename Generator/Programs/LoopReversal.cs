using SymDiff.Generator.Algebra;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>Writes the reverse sweep of one loop, in the cheapest way that is sound.</summary>
/// <param name="outer">The sweep of the region in which the loop stands.</param>
/// <param name="loop">The loop.</param>
/// <param name="time">Its place there.</param>
/// <param name="body">The sweep of its body.</param>
/// <param name="active">The variables that carry derivatives.</param>
/// <param name="finals">Their adjoints after the loop.</param>
/// <param name="bars">The variables that hold their adjoints in it.</param>
/// <param name="isSum">Which of them are sums: their adjoints are the same in all turns.</param>
/// <param name="isChosen">Of which of them all is chosen on conditions.</param>
/// <param name="taped">What is to be said where a tape is used.</param>
internal sealed partial class LoopReversal(
    AdjointRegion outer, LoopStep loop, int time, AdjointRegion body, IReadOnlyList<Carried> active, IReadOnlyList<Expr> finals, Value[] bars, bool[] isSum, IReadOnlyList<bool> isChosen, Scheme taped)
{
    private readonly ProgramAdjoint program = outer.Program;
    private readonly Region inner = body.Region;
    private readonly List<Accumulator> accumulators = [];
    private readonly List<(Expr, ValueType)> nexts = [];
    private List<(Expr Expr, Expr Factor, Expr Amount)>? found;

    /// <summary>A sum over the turns.</summary>
    /// <param name="Amount">What a turn adds.</param>
    /// <param name="Current">The sum in the loop.</param>
    /// <param name="Final">The sum after it.</param>
    /// <param name="IsAhead">Whether it is summed up on the way forward, in a loop that then runs backwards: what is known by then need not be kept for it.</param>
    private sealed record Accumulator(Expr Amount, Value Current, Value Final, bool IsAhead);

    public void Write()
    {
        foreach (var carried in loop.Carried)
            program.Recounted.Remove(carried.Final);
        var isOrdered = program.IsTaped(inner);
        var contributions = Contributions();
        var isFused = IsFused;
        foreach (var (expr, factor, amount) in ((IEnumerable<(Expr, Expr, Expr)>)contributions).Reverse())
            Contribute(expr, factor, amount, isFused);
        for (var i = 0; i < active.Count; i++)
        {
            if (isSum[i])
            {
                outer.Seed(active[i].Initial, finals[i]);
                continue;
            }

            nexts.Add((body.AdjointOf(active[i].Current), bars[i].Type));
        }

        outer.OtherRows.AddRange(Rows());
        var asked = accumulators.Select(accumulator => (accumulator.Amount, program.Values.Real)).Concat(nexts).ToList();
        var written = isOrdered ? body.Finish(asked, [], Recording.Dear(program, loop), Recording.Stored(program, inner)) : body.Finish(asked, [.. LiveIn(inner.Steps), .. ReadAfterwards().Select(carried => carried.Next)]);
        var sums = accumulators.Select((accumulator, i) => Summed(accumulator, written.Asked[i])).ToList();
        var definitions = Definitions(written);
        if (isFused)
            Fuse(written, sums, definitions);
        else if (!isOrdered)
            RunAgain(written, sums, definitions);
        else
            RunBackwards(written, sums, definitions);
    }

    private IEnumerable<AdjointRow> Rows() =>
    [
        .. body.Rows,
        .. accumulators.Select(accumulator => new AdjointRow(AdjointRowKind.Sum, null, accumulator.Current.Name ?? accumulator.Current.Text, accumulator.Amount, inner) { Cell = accumulator.Final }),
        .. bars.Where((_, i) => !isSum[i]).Select((bar, i) => new AdjointRow(AdjointRowKind.Recurrence, null, bar.Name ?? bar.Text, nexts[i].Item1, inner)),
    ];

    private bool IsKnown(int i) => finals[i] is Number || outer.IsKnownBefore(finals[i], time);

    // What goes out of the loop: to which expression, which part stays the same in all turns, and which is summed.
    private List<(Expr Expr, Expr Factor, Expr Amount)> Contributions()
    {
        if (found is not null)
            return found;
        var currents = new HashSet<Expr>(active.Select(carried => program.Graph.Symbol(carried.Current)));
        var pairs = body.Collected.Where(pair => !currents.Contains(pair.Key) && program.Places.IsOutside(pair.Key, inner)).ToList();
        var adjoints = program.Simplify(pairs.Select(pair => pair.Value));
        return found = [.. pairs.Select((pair, i) => ByWhatIsStored(new Invariants(program, inner).Split(adjoints[i])) is var (factor, amount) ? (pair.Key, factor, amount) : default)];
    }

    // Where a turn has stored p[i] / s, and neither has p[i] any more nor computes it for nothing, Σ p̄ᵢ·pᵢ/s² is made of what is stored: Σ p̄ᵢ·(pᵢ/s)/s.
    private (Expr Factor, Expr Amount) ByWhatIsStored((Expr Factor, Expr Amount) split)
    {
        if (!program.IsTaped(inner) || split.Amount is not Product { Factors: var factors })
            return split;
        foreach (var stored in program.Stored(Recording.Stored(program, inner)))
        {
            if (stored is not Product { Factors: var parts } || parts.Count(part => !program.Places.IsOutside(part.Base, inner)) != 1)
                continue;
            var changed = parts.First(part => !program.Places.IsOutside(part.Base, inner));
            if (!changed.Exponent.IsOne || changed.Base is not (Apply or Symbol { Value.Kind: ValueKind.Element }) || (changed.Base is Symbol { Value: var element } && !program.IsLost(element)) || !factors.Contains(changed))
                continue;
            var same = program.Graph.Product(Constant.One, [.. parts.Where(part => part.Base != changed.Base)]);
            return (program.Graph.Divide(split.Factor, same), program.Graph.Multiply(split.Amount, same));
        }

        return split;
    }

    /// <summary>Whether each turn is reversed as soon as it has run.</summary>
    public bool IsFused => !program.IsTaped(inner) && !(program.IsApart && outer.Region == program.Places.Top) && (Enumerable.Range(0, bars.Length).All(IsKnown) || !UsesLateAdjoints(Contributions().Select(contribution => contribution.Amount)));

    /// <summary>Whether a second run would call functions again, or run loops within a turn again, of which the tape can keep the values: either takes as long as many a push.</summary>
    public bool IsDearAgain
    {
        get
        {
            var summed = new HashSet<Value>(inner.Steps.OfType<LoopStep>().SelectMany(step => step.Carried).Where(carried => carried.Final.Type.IsReal).Select(carried => carried.Final));
            return Contributions().Select(contribution => contribution.Amount).Concat(body.Roots).Any(expr => expr.All.Any(one => one is Symbol { Value: var value } ? summed.Contains(value)
                : one is Apply { Function: not (Primitive.Abs or Primitive.Sign or Primitive.Max or Primitive.Min or Primitive.Widen or Primitive.StopGradient) } && !program.Places.IsOutside(one, inner)));
        }
    }

    private bool UsesLateAdjoints(IEnumerable<Expr> amounts)
    {
        var late = new HashSet<Expr>(bars.Where((_, i) => !IsKnown(i)).Select(program.Graph.Symbol));
        return amounts.Concat(body.Roots).Any(expr => expr.All.Any(late.Contains));
    }

    private void Contribute(Expr expr, Expr factor, Expr amount, bool isFused)
    {
        var graph = program.Graph;
        if (amount.IsZero || factor.IsZero)
            return;
        Expr sum;
        if (amount.IsOne && Turns() is { } turns)
            sum = graph.Symbol(turns);
        else if (loop.Carried.FirstOrDefault(carried => Sums(carried, amount)) is { } summed)
            sum = graph.Symbol(summed.Final);
        else
        {
            var accumulator = accumulators.FirstOrDefault(known => known.Amount == amount);
            if (accumulator is null)
            {
                var name = NameOf(expr, factor, amount);
                var isAhead = outer.IsAhead(amount, inner, bars, isSum);
                var current = program.Cell(program.Values.Real, name, inner, isAhead ? -1 : AdjointRegion.Late);
                accumulator = new Accumulator(amount, current, program.Cell(program.Values.Real, name, outer.Region, isFused || isAhead ? time : AdjointRegion.Late), isAhead);
                accumulators.Add(accumulator);
                if (program.IsChosen(amount))
                    program.Unasked.Add(accumulator.Final, Pole.Overflow);
            }

            sum = graph.Symbol(accumulator.Final);
        }

        // Where no turn asks for it, it need not be a number.
        if (new Invariants(program, inner).MayAskForNothing(loop, [expr, factor], [amount]))
            sum = graph.Choose(graph.Compare(ValueKind.Equal, sum, graph.Zero), graph.Zero, sum);

        // Outside of the loop the adjoint of a sum is what it is.
        var known = new Rewriter(graph, part => Array.FindIndex(bars, bar => part is Symbol { Value: var value } && value == bar) is >= 0 and var i && isSum[i] ? finals[i] : part);
        var whole = graph.Multiply(known.Rewrite(factor), sum);
        outer.Seed(expr, graph.IsRegular(expr) && graph.IsRegular(factor) ? whole : outer.Within(loop.Guard, whole));
    }

    // Whether the loop itself sums this up, to the bit: Σ exp(xᵢ) is both the value and the adjoint of what all xᵢ share.
    private bool Sums(Carried carried, Expr amount) =>
        carried is { Initial: { Kind: ValueKind.Literal, Number: 0 }, Next: { Kind: ValueKind.Add, Operands: [var left, var by] } }
        && left == carried.Current && carried.Current.Type.Kind == Model.NumberKind.Double && by.Type.Kind == Model.NumberKind.Double && program.Of(by) == amount;

    // A sum of partials is the adjoint of what they are with respect to, but for a factor; of what has no name it is the sum of what is added.
    private static string NameOf(Expr expr, Expr factor, Expr amount) => Scheduling.Names.Of(expr) is { } name ? name + (factor.IsOne ? "Bar" : "Sum")
        : amount.Name is { Length: > 0 } summed ? summed + "Sum"
        : "sum";

    private Value? Turns() => Counter.Of(loop, program.Places, inner)?.Turns(program.Values, program.MathText);

    private Carried Summed(Accumulator accumulator, Value amount)
    {
        var values = program.Values;
        var zero = values.Number(values.Real, Constant.Zero);
        return new Carried(accumulator.Current, zero, values.Binary(ValueKind.Add, values.Real, accumulator.Current, amount), accumulator.Final);
    }

    // The adjoints of sums, where the body uses them under their names.
    private List<(Value Cell, int Root)> Definitions(AdjointRegion.Written written)
    {
        var used = Needs.Of([.. written.Forward, .. written.Reverse], written.Asked);
        return [.. bars.Select((bar, i) => (bar, i)).Where(pair => isSum[pair.i] && !program.IsGiven(finals[pair.i]) && used.Contains(pair.bar)).Select(pair => (pair.bar, outer.Root(finals[pair.i], pair.bar.Type)))];
    }

    private void Fuse(AdjointRegion.Written written, List<Carried> sums, List<(Value Cell, int Root)> definitions)
    {
        var fused = loop with { Carried = [.. loop.Carried, .. sums], Body = [.. written.Forward, .. written.Reverse], Scheme = new Scheme(ReversalWay.Fused) };
        outer.Replace(time, values => Defined(definitions, values, fused));
    }

    private void RunAgain(AdjointRegion.Written written, List<Carried> sums, List<(Value Cell, int Root)> definitions)
    {
        // What the second run has to carry: what it reads, not what the first has summed up.
        var carried = new List<Carried>();
        List<Step> body;
        while (true)
        {
            List<Value> results = [.. sums.Select(sum => sum.Next), .. carried.Select(one => one.Next), loop.Condition];
            body = Liveness.Keep([.. written.Forward, .. written.Reverse], results);
            var read = Needs.Of(body, results);
            var more = loop.Carried.Where(one => read.Contains(one.Current) && !carried.Contains(one)).ToList();
            carried.AddRange(more);
            if (more.Count == 0)
                break;
        }

        var kept = loop.Carried.Where(carried.Contains).Select(one => one with { Final = program.Copy(one.Final, outer.Region) });
        var again = loop with { Call = null, Carried = [.. kept, .. sums], Body = body, Scheme = new Scheme(ReversalWay.RunAgain) };
        outer.AddReverse(values => Defined(definitions, values, again));
    }

    // One that is what another loop has left is read under the name that it has there.
    private List<Step> Defined(List<(Value Cell, int Root)> definitions, Value[] values, LoopStep reading)
    {
        var known = definitions.Where(definition => values[definition.Root].Kind == ValueKind.Cell).ToDictionary(definition => definition.Cell, definition => values[definition.Root]);
        return
        [
            .. definitions.Where(definition => !known.ContainsKey(definition.Cell)).Select(definition => new DefineStep(null, definition.Cell, values[definition.Root])),
            known.Count == 0 ? reading : new Renaming(program.Values, known).Of(reading),
        ];
    }

    // The variables whose last value the reverse sweep reads: what they are made of is computed in any case.
    private IEnumerable<Carried> ReadAfterwards()
    {
        var read = new HashSet<Expr>(Expr.AllOf(finals.Concat(outer.Roots)));
        return loop.Carried.Where(carried => read.Contains(program.Graph.Symbol(carried.Final)));
    }

    private static IEnumerable<Value> LiveIn(IEnumerable<Step> steps) => steps.SelectMany(Needs.Direct);
}
