using SymDiff.Generator.Algebra;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>
/// The expectation of a program over its draws, as a program: what is added up is the expectation of what is added, and what a loop carries is carried by its moments. Whatever does not
/// depend on a draw is done as before.
/// </summary>
internal sealed class ProgramExpectation
{
    private readonly ProgramAdjoint program;
    private readonly RandomValues random;
    private readonly RunningMoments moments;
    private readonly NodeSums sums;
    private readonly List<Expr> roots = [];
    private readonly List<(RunningMoment Moment, Expr Initial, Expr Next, bool IsAdded)> kept = [];
    private Expr[] formulas = [];
    private (Value Sum, Expr Integrand)[] integrands = [];
    private readonly Dictionary<Value, int> places = [];
    private readonly Dictionary<Value, Guard?> guards = [];

    /// <param name="program">The program.</param>
    /// <param name="draws">Its inputs that are draws, or arrays of them.</param>
    /// <param name="sums">Takes by rules what has no closed form.</param>
    public ProgramExpectation(ProgramAdjoint program, IEnumerable<Value> draws, NodeSums sums)
    {
        (this.program, this.sums) = (program, sums);
        random = new RandomValues(program.Closed.Steps, draws);
        moments = new RunningMoments(program, random, sums);
    }

    /// <summary>Whether it depends on a draw.</summary>
    public bool IsRandom(Value value) => random.IsRandom(value);

    /// <summary>The expectation of a value that was asked for, once all is known; any other is what it is.</summary>
    public Expr FormulaOf(Value value) => places.TryGetValue(value, out var place) ? formulas[place] : program.Of(value);

    /// <summary>What loops carry in expectation: what it is before, what a turn makes of it, and whether the turn just adds that.</summary>
    public IReadOnlyList<(RunningMoment Moment, Expr Initial, Expr Next, bool IsAdded)> Running => kept;

    /// <summary>The sums over nodes, and what they are the expectations of.</summary>
    public IReadOnlyList<(Value Sum, Expr Integrand)> Integrals => integrands;

    /// <summary>The program, and its results, in expectation.</summary>
    /// <exception cref="NoClosedFormException">There is none.</exception>
    public (IReadOnlyList<Step> Steps, Value[] Results) Of(IReadOnlyList<Value> results)
    {
        foreach (var result in results)
            Ask(result, program.Places.Top, program.Closed.Steps.Count, null);
        Ask(program.Places.Top);
        moments.Complete();
        var asked = roots.Count;
        roots.AddRange(sums.Integrands);
        DropZeros();
        var summed = Summed();
        var running = moments.All.Where(moment => !summed.ContainsKey(moment) && !moment.IsZero).ToDictionary(moment => moment, moment =>
            (Initial: Root(moment.Initial!), Next: Root(moment.Amount ?? moment.Next!), Onward: moment.Onward is null ? -1 : Root(moment.Onward)));
        formulas = program.Simplify(roots.Select(Known(summed).Rewrite));
        foreach (var (moment, at) in running.Select(pair => (pair.Key, pair.Value)))
            kept.Add((moment, formulas[at.Initial], formulas[at.Next], moment.Amount is not null));
        integrands = [.. sums.Integrals.Select((integral, i) => (integral.Sum, formulas[asked + i]))];
        var lowered = program.LowerSimplified(formulas, Fixed(program.Closed.Steps));
        Value[] added = [.. lowered.Skip(asked)];
        return (Rebuilt(program.Places.Top), [.. results.Select(Of)]);

        Value Of(Value value) => places.TryGetValue(value, out var place) ? lowered[place] : value;

        List<Step> Rebuilt(Region region)
        {
            var steps = new List<Step>();
            for (var i = 0; i <= region.Steps.Count; i++)
            {
                steps.AddRange(sums.Before(region, i, added));
                if (i < region.Steps.Count && !(region.Steps[i] is AccumulateStep sum && Of(sum.Amount) is { Kind: ValueKind.Literal, Number: 0 }))
                    steps.Add(Expected(region.Steps[i]));
            }

            return steps;
        }

        Step Expected(Step step) => step switch
        {
            DefineStep define => define with { Definition = Of(define.Definition) },
            StoreStep store => store with { Stored = Of(store.Stored) },
            AccumulateStep sum => sum with { Amount = Of(sum.Amount) },
            LoopStep loop => loop with
            {
                Carried = [.. loop.Carried.Where(carried => !random.IsRandom(carried.Current)), .. running.Where(pair => pair.Key.Loop == loop).Select(pair => Carried(pair.Key, pair.Value))],
                Body = Rebuilt(program.Places.RegionOf(loop)),
                Scheme = null,
            },
            _ => step,
        };

        Carried Carried(RunningMoment moment, (int Initial, int Next, int Onward) at) =>
            new(moment.Current, lowered[at.Initial], moment.Amount is null ? lowered[at.Next] : Added(moment.Current, lowered[at.Next]), moment.Final) { Onward = at.Onward < 0 ? null : lowered[at.Onward] };
    }

    private Rewriter Known(Dictionary<RunningMoment, Expr> summed) =>
        new(program.Graph, expr => expr is Symbol { Value: var value } ? summed.FirstOrDefault(pair => pair.Key.Final == value).Value ?? expr : expr);

    // What begins with zero and stays so: a mean of what has none.
    private void DropZeros()
    {
        var graph = program.Graph;
        var zeros = moments.All.Where(moment => moment.Initial!.IsZero).ToList();
        while (true)
        {
            var known = new Rewriter(graph, expr => expr is Symbol { Value: var value } && zeros.Exists(zero => zero.Current == value || zero.Final == value) ? graph.Zero : expr);
            var left = zeros.RemoveAll(zero => !known.Rewrite(zero.Next!).IsZero || (zero.Onward is { } onward && !known.Rewrite(onward).IsZero));
            if (left > 0)
                continue;
            if (zeros.Count == 0)
                return;
            foreach (var moment in moments.All)
            {
                moment.IsZero = zeros.Contains(moment);
                (moment.Initial, moment.Next) = (known.Rewrite(moment.Initial!), known.Rewrite(moment.Next!));
                moment.Amount = moment.Amount is null ? null : known.Rewrite(moment.Amount);
                moment.Onward = moment.Onward is null ? null : known.Rewrite(moment.Onward);
            }

            for (var i = 0; i < roots.Count; i++)
                roots[i] = known.Rewrite(roots[i]);
            return;
        }
    }

    private Value Added(Value current, Value amount) => amount switch
    {
        { Kind: ValueKind.Literal, Number: 0 } => current,
        { Kind: ValueKind.Negate, Operands: [var subtracted] } => program.Values.Arithmetic(ValueKind.Subtract, current, subtracted),
        _ => program.Values.Arithmetic(ValueKind.Add, current, amount),
    };

    // What each turn adds is the same in all, and nobody asks for it on the way: it is that times the number of turns.
    private Dictionary<RunningMoment, Expr> Summed()
    {
        var graph = program.Graph;
        var asked = new HashSet<Expr>();
        var open = new Stack<Expr>([.. roots, .. moments.All.SelectMany(moment => (Expr[])[moment.Initial!, moment.Amount ?? moment.Next!, moment.Onward ?? graph.Zero])]);
        while (open.Count > 0)
        {
            var expr = open.Pop();
            if (asked.Add(expr))
                Cost.Push(open, expr);
        }

        // One that is made of another is what that is.
        var summed = new Dictionary<RunningMoment, Expr>();
        var known = new Rewriter(graph, expr => expr);
        int count;
        do
        {
            count = summed.Count;
            foreach (var moment in moments.All.Where(moment => moment is { IsZero: false, Amount: not null, Onward: null, Loop: { Guard: null, TestsFirst: true } } && !summed.ContainsKey(moment)).ToList())
            {
                var body = program.Places.RegionOf(moment.Loop);
                var amount = known.Rewrite(moment.Amount!);
                if (!program.Places.IsOutside(amount, body) || asked.Contains(graph.Symbol(moment.Current))
                    || asked.OfType<Symbol>().Any(symbol => symbol.Value != moment.Final && symbol.Value.Operands.Contains(moment.Final))
                    || Counter.Of(moment.Loop, program.Places, body)?.Turns(program.Values, program.MathText) is not { } turns)
                    continue;
                summed.Add(moment, known.Rewrite(graph.Add(moment.Initial!, graph.Multiply(amount, graph.Symbol(turns)))));
                known = Known(summed);
                // What was found before may be made of this one.
                foreach (var earlier in summed.Keys.ToList())
                    summed[earlier] = known.Rewrite(summed[earlier]);
            }
        }
        while (summed.Count > count);
        return summed;
    }

    private void Ask(Region region)
    {
        for (var i = 0; i < region.Steps.Count; i++)
        {
            var step = region.Steps[i];
            foreach (var guard in Needs.Guards(step).Where(random.IsRandom))
                throw new NoClosedFormException(program.Graph.Symbol(guard));
            switch (step)
            {
                case DefineStep define:
                    Ask(define.Definition, region, i, step.Guard);
                    break;
                case StoreStep store:
                    Fix(store.Indices);
                    Ask(store.Stored, region, i, step.Guard);
                    break;
                case AccumulateStep sum:
                    Fix(sum.Indices);
                    Ask(sum.Amount, region, i, step.Guard);
                    break;
                case LoopStep loop:
                    Fix([loop.Condition, .. loop.Carried.Where(carried => !carried.Current.Type.IsReal && random.IsRandom(carried.Current)).Select(carried => carried.Next)]);
                    Ask(program.Places.RegionOf(loop));
                    break;
                case ClearStep:
                    break;
                default:
                    Fix(Needs.Direct(step));
                    break;
            }
        }
    }

    // What must not depend on a draw.
    private void Fix(IEnumerable<Value> values)
    {
        foreach (var value in values.Where(random.IsRandom))
            throw new NoClosedFormException(program.Graph.Symbol(value));
    }

    private void Ask(Value value, Region region, int time, Guard? guard)
    {
        if (!random.IsRandom(value))
            return;
        if (places.TryGetValue(value, out var known))
        {
            // What is asked for under one condition is not there under another.
            if (guards[value] != guard && sums.Any(roots[known]))
                throw new NoClosedFormException(program.Graph.Symbol(value));
            return;
        }

        if (!value.Type.IsReal)
            throw new NoClosedFormException(program.Graph.Symbol(value));
        var expr = Simplifier.Release(program.Graph, [program.Of(value)])[0];
        program.Graph.AssumeLogarithms(expr);
        sums.Asked = (region, time, guard);
        places.Add(value, Root(moments.Of(expr, guard)));
        guards.Add(value, guard);
    }

    private int Root(Expr expr)
    {
        roots.Add(expr);
        return roots.Count - 1;
    }

    // What is computed in any case.
    private IEnumerable<Value> Fixed(IReadOnlyList<Step> steps) => steps.SelectMany(Needs.All).Where(value => !random.IsRandom(value));
}
