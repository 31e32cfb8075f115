using SymDiff.Generator.Algebra;
using SymDiff.Generator.Calculus;
using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// The reverse sweep of a region: its statements from the last to the first, between them its closed forms (Griewank and Walther, Evaluating Derivatives, 2008, ch. 6).
/// </summary>
internal sealed partial class AdjointRegion
{
    /// <summary>After everything: what is known in the reverse sweep only.</summary>
    public const int Late = int.MaxValue - 1;

    private readonly ProgramAdjoint program;
    private readonly Region region;
    private readonly bool knowsAdjoints;
    private readonly bool isWritten;
    private readonly Adjoints sweep;
    private readonly List<Expr> roots = [];
    private readonly List<ValueType> types = [];
    private readonly List<Func<Value[], IEnumerable<Step>>> reverse = [];
    private readonly Dictionary<int, Func<Value[], IEnumerable<Step>>> forward = [];
    private readonly Dictionary<Expr, Expr> collected = [];

    /// <param name="program">The program.</param>
    /// <param name="region">The region.</param>
    /// <param name="knowsAdjoints">Whether the adjoints that come from outside are known while it runs forwards.</param>
    /// <param name="isWritten">Whether what it does in reverse is written down, so that the adjoints of intermediate variables may have names.</param>
    /// <param name="isOfResult">Whether it is the method's result that is differentiated, and not a variable on its own: then the adjoint of <c>z</c> is <c>zBar</c>.</param>
    public AdjointRegion(ProgramAdjoint program, Region region, bool knowsAdjoints, bool isWritten = false, bool isOfResult = true)
    {
        (this.program, this.region, this.knowsAdjoints, this.isWritten) = (program, region, knowsAdjoints, isWritten);
        // A turn is written as its statements are; outside of loops sums may do better.
        sweep = new Adjoints(Graph, expr => Places.TimeIn(expr, region), expr => Places.IsOutside(expr, region), isNaming: isOfResult && region.Outer is not null, new Demand(program.MayBeZero, expr => Places.IsOutside(expr, region), symbol => program.Growth.Contains(symbol.Value), (expr, faults, within) => program.Strictness?.Forbids(region, expr, faults, within) == true), isInOrder: program.HasStops);
    }

    /// <summary>How its adjoints were derived: those of the author's variables, then those of the elements that it reads and of the loops in it.</summary>
    public IEnumerable<AdjointRow> Rows => sweep.Named.Where(named => !Places.IsOutside(named.Expr, region)).Select(named => new AdjointRow(AdjointRowKind.Adjoint, named.Expr, "", named.Adjoint, region)).Concat(OtherRows);

    public List<AdjointRow> OtherRows { get; } = [];

    /// <summary>The expressions from outside, with their adjoints.</summary>
    public IEnumerable<KeyValuePair<Expr, Expr>> Collected => collected;

    public ProgramAdjoint Program => program;

    public Region Region => region;

    /// <summary>What is to be computed in it.</summary>
    public IReadOnlyList<Expr> Roots => roots;

    private ExprGraph Graph => program.Graph;

    private Places Places => program.Places;

    /// <summary>The function without a derivative that was met, if any.</summary>
    public Apply? Unknown => sweep.Unknown;

    public void Seed(Value output, Expr cotangent) => Seed(program.Of(output), cotangent);

    public void Seed(Expr output, Expr cotangent) => sweep.Seed(output, cotangent);

    /// <summary>The adjoint of a symbol, as far as it has been swept.</summary>
    public Expr AdjointOf(Value cell) => collected.TryGetValue(Graph.Symbol(cell), out var adjoint) ? adjoint : Graph.Zero;

    /// <summary>Reverses all steps.</summary>
    public void Run()
    {
        for (var i = region.Steps.Count - 1; i >= 0; i--)
        {
            SweepTo(i);
            switch (region.Steps[i])
            {
                case StoreStep { Array.IsActive: true } store when program.Usefulness.Contains(store):
                    if (OnAllSides(i) is var (stores, guard))
                    {
                        ReverseTogether(stores, guard);
                        i -= stores.Count - 1;
                    }
                    else
                    {
                        Reverse(store, i);
                    }

                    break;
                case LoopStep loop:
                    Reverse(loop, i);
                    break;
                case DefineStep { Definition.Called: { } called } call:
                    Reverse(call, called, i);
                    break;
                case EffectStep { Code.Called: { } called } call when program.Usefulness.Contains(call):
                    Reverse(call, called, i);
                    break;
            }

            program.Cancellation.ThrowIfCancellationRequested();
        }

        SweepTo(int.MinValue);
    }

    private void SweepTo(int time)
    {
        foreach (var (expr, adjoint) in sweep.SweepTo(time))
        {
            if (expr is Symbol { Value: { Kind: ValueKind.Element } element } && !Places.IsOutside(expr, region))
                Accumulate(element, adjoint);
            else if (expr is Symbol { Value: var value } && program.IsStop(value) && !Places.IsOutside(expr, region))
                sweep.Seed(program.Inside(value), Named(value, adjoint));
            else
                collected[expr] = adjoint;
        }
    }

    // k3Bar = …, of which what k3 is made of gets its share.
    private Expr Named(Value value, Expr adjoint)
    {
        if (!isWritten || adjoint is Symbol or Number)
            return adjoint;
        var cell = program.Cell(value.Type, (Scheduling.Names.Of(value) ?? "t") + "Bar", region, Late);
        var root = Root(adjoint, value.Type);
        reverse.Add(values => [new DefineStep(null, cell, values[root])]);
        return Graph.Symbol(cell);
    }

    /// <summary>Adds to the adjoint of an element: each part of it where its own guards hold, since elsewhere there may be no such element.</summary>
    private void Accumulate(Value element, Expr adjoint)
    {
        Value[] indices = [.. element.Operands.Skip(1)];
        var bar = program.AdjointOf(element.Operands[0]);
        OtherRows.Add(new AdjointRow(AdjointRowKind.Element, Graph.Symbol(element), "", adjoint, region));
        foreach (var part in Guarded(adjoint))
        {
            var amount = Root(part.Amount, element.Type);
            var guards = part.Guards.Select(guard => (Condition: Root(guard.Condition, ValueType.Boolean), guard.Holds)).ToList();
            reverse.Add(values => [new AccumulateStep(GuardOf(guards.Select(guard => (values[guard.Condition], guard.Holds))), bar, indices, values[amount], element)]);
        }
    }

    private static Guard? GuardOf(IEnumerable<(Value Condition, bool Holds)> path)
    {
        Guard? guard = null;
        foreach (var (condition, holds) in path)
            guard = new Guard(condition, holds, guard);
        return guard;
    }

    private sealed record GuardedPart(IReadOnlyList<(Expr Condition, bool Holds)> Guards, Expr Amount);

    private List<GuardedPart> Guarded(Expr adjoint)
    {
        var parts = new List<GuardedPart>();
        Expr rest = Graph.Zero;
        var terms = adjoint is Sum { Constant.IsZero: true } sum ? sum.Terms : [new Term(Constant.One, adjoint)];
        foreach (var (coefficient, factor) in terms)
        {
            if (factor is Choice { WhenTrue.IsZero: true } or Choice { WhenFalse.IsZero: true })
                parts.AddRange(Peeled(factor, coefficient));
            else
                rest = Graph.Sum([new(Constant.One, rest), new(coefficient, factor)]);
        }

        if (adjoint is Sum { Constant.IsZero: false })
            return [new GuardedPart([], adjoint)];
        if (!rest.IsZero)
            parts.Add(new GuardedPart([], rest));
        return parts;
    }

    private IEnumerable<GuardedPart> Peeled(Expr guarded, Constant coefficient)
    {
        var path = new List<(Expr, bool)>();
        while (guarded is Choice { IsGuarded: true } choice)
        {
            path.Add((choice.Condition, choice.WhenFalse.IsZero));
            guarded = choice.WhenFalse.IsZero ? choice.WhenTrue : choice.WhenFalse;
        }

        return [new GuardedPart(path, Graph.Scale(coefficient, guarded))];
    }

    private void Reverse(StoreStep store, int time)
    {
        if (program.Restoring.Contains(store.Array, region))
            Restore(store, time);
        var bar = program.AdjointOf(store.Array);
        var stored = store.Stored;
        if (AddsTo(store))
        {
            // a[i] += v leaves the adjoint of a[i] as it is, and v gets it too.
            if (stored.Operands[1].IsActive)
            {
                var cell = Define(store, bar);
                Seed(program.Of(stored.Operands[1]), Within(store.Guard, Graph.Scale(stored.Kind == ValueKind.Add ? Constant.One : Constant.MinusOne, Graph.Symbol(cell))));
            }

            return;
        }

        if (stored.IsActive)
            Seed(program.Of(stored), Within(store.Guard, Graph.Symbol(Define(store, bar))));
        reverse.Add(_ => [ZeroOf(store, bar)]);
    }

    // What is overwritten is kept, and put back.
    private void Restore(StoreStep store, int time)
    {
        var before = program.Cell(store.Stored.Type, NameOf(store) + "Before", region, time);
        var element = program.Values.Element(store.Stored.Type, store.Array, store.Before, store.Indices);
        element.ReadDepth = Math.Min(element.ReadDepth, region.Depth);
        forward[time] = _ => [new DefineStep(null, before, element), store];
        var undone = program.Restoring.Undo(store.Array, store.Before);
        reverse.Add(_ => [new StoreStep(null, store.Array, store.Indices, before, -1, undone)]);
    }

    // The adjoint of what is stored, before the element's is set to zero.
    private Value Define(StoreStep store, Value bar, bool isNamedAfterElement = false)
    {
        var element = program.Values.Element(store.Stored.Type, store.Array, store.After, store.Indices);
        var cell = program.Cell(store.Stored.Type, ((isNamedAfterElement ? null : store.Stored.Name) ?? (store.Array.Joined is null ? Scheduling.Names.Of(element) : null) ?? NameOf(store)) + "Bar", region, Late);
        program.AdjointsOfElements.Add(cell, element);
        var definition = program.Values.Element(store.Stored.Type, bar, program.NextVersion(), store.Indices);
        program.Unasked.Add(cell, Pole.Quotient);
        reverse.Add(_ => [new DefineStep(store.Guard, cell, definition)]);
        return cell;
    }

    private static string NameOf(StoreStep store) =>
        store.Array.Joined is { } joined ? (joined.NameOf(store.Indices[0]) ?? "element") + "Here" : store.Array.Name ?? store.Array.Text;

    /// <summary>What there is under a guard: where it does not hold, nothing.</summary>
    public Expr Within(Guard? guard, Expr expr)
    {
        for (; guard is not null; guard = guard.Outer)
        {
            var condition = program.Of(guard.Condition);
            expr = guard.Holds ? Graph.Choose(condition, expr, Graph.Zero) : Graph.Choose(condition, Graph.Zero, expr);
        }

        return expr;
    }

    /// <summary>Puts other steps in the place of one of the region's own.</summary>
    public void Replace(int time, Func<Value[], IEnumerable<Step>> steps) => forward[time] = steps;

    /// <summary>Goes on in reverse.</summary>
    public void AddReverse(Func<Value[], IEnumerable<Step>> steps) => reverse.Add(steps);

    /// <summary>Asks for the value of an expression, to be put where there is room for a type; the steps find it under the number returned.</summary>
    public int Root(Expr expr, ValueType type)
    {
        roots.Add(expr);
        types.Add(type);
        return roots.Count - 1;
    }

    // Sums are double; what they are put into may be float.
    private Value Fitted(Value value, ValueType type) => type.Kind == NumberKind.Float && value.Type.Kind == NumberKind.Double
        ? program.Values.Convert(type, value, isExplicit: true)
        : value;

    /// <summary>Writes the sweep down: what replaces the region's own steps, what follows them in reverse, and the values asked for.</summary>
    public Written Finish(IReadOnlyList<(Expr Expr, ValueType Type)> asked, IEnumerable<Value> live, IEnumerable<Value>? kept = null, IEnumerable<Value>? stored = null)
    {
        var first = roots.Count;
        foreach (var (expr, type) in asked)
            Root(expr, type);
        var values = program.Lower(roots, live, kept, stored);
        if (region.Outer is not null)
        {
            values = Array.ConvertAll(values, new Reciprocals(program, region).Rewrite);
            values = Array.ConvertAll(values, new InvariantProducts(program, region, values).Rewrite);
        }

        values = [.. values.Select((value, i) => Fitted(value, types[i]))];
        var own = program.OwnAdjoints.Where(pair => Places.Of(pair.Key).Region == region).OrderBy(pair => pair.Value.Id).ToList();
        var isTaped = program.IsTaped(region);
        var ahead = new List<Step>();
        for (var i = -1; i < region.Steps.Count; i++)
        {
            if (i >= 0)
                ahead.AddRange(forward.TryGetValue(i, out var replaced) ? replaced(values) : [region.Steps[i]]);
            if (!isTaped)
                ahead.AddRange(own.Where(pair => Places.Of(pair.Key).Time == i).Select(pair => Allocation(pair.Key, pair.Value)));
        }

        var back = isTaped ? own.Select(pair => Allocation(pair.Key, pair.Value)) : [];
        return new Written(ahead, [.. back, .. reverse.SelectMany(step => step(values))], [.. values.Skip(first)]);
    }

    // The adjoints of an array's elements, all zero, as many as there are elements.
    private DefineStep Allocation(Value array, Value bar)
    {
        var step = region.Steps.OfType<DefineStep>().FirstOrDefault(define => define.Cell == array);
        return new DefineStep(step?.Guard, bar, ProgramAdjoint.ZerosLike(program.Values, array, bar.Type, step?.Definition));
    }

    /// <summary>A region with its reverse sweep.</summary>
    public sealed record Written(List<Step> Forward, List<Step> Reverse, Value[] Asked);
}
