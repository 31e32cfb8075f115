using SymDiff.Generator.Algebra;
using SymDiff.Generator.Calculus;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// The Hessian where the gradient is summed up from what few elements determine: each addition to an element of the gradient is differentiated with respect to the elements
/// that it depends on, and these products are added to the Hessian there and then. A turn of a loop costs what its own elements cost, not what all do.
/// </summary>
internal sealed class SparseTangents
{
    private readonly ValueGraph values;
    private readonly ExprGraph graph;
    private readonly Canonicalizer canonicalizer;
    private readonly Dialect dialect;
    private readonly IReadOnlyDictionary<Value, Value> arrays;
    private readonly Func<Value, IReadOnlyList<Value>, Value> placeOf;
    private readonly Func<Value, Value, Value> at;
    private readonly Value hessian;
    private readonly Func<Value, Value> rowAt;
    private readonly bool isMirrored;

    // The counters of the loops around that are never negative.
    private readonly HashSet<Value> natural = [];

    // Variables that are what was assigned to them, and those that are sums over the turns of a loop.
    private readonly Dictionary<Value, Value> definitions = [];
    private readonly Dictionary<Value, (LoopStep Loop, Carried Carried)> sums = [];

    // What has another value in each turn of the loop around.
    private HashSet<Value> turn = [];

    // Loops that are run through once more for each number of a row.
    private readonly HashSet<LoopStep> again = [];
    private readonly DataRows rows;
    private bool isPossible = true;

    private SparseTangents(
        ClosedForm closed,
        IReadOnlyList<Step> gradient,
        IReadOnlyDictionary<Value, Value> bars,
        Func<Value, IReadOnlyList<Value>, Value> placeOf,
        Func<Value, Value, Value> at,
        Func<Value, Value> rowAt,
        Value hessian,
        bool isMirrored,
        Dialect dialect,
        CancellationToken cancellation)
    {
        (values, this.dialect, this.placeOf, this.at, this.rowAt, this.hessian, this.isMirrored) = (closed.Values, dialect, placeOf, at, rowAt, hessian, isMirrored);
        arrays = bars.ToDictionary(pair => pair.Value, pair => pair.Key);
        rows = new DataRows(values, natural, [.. LoopSearch.Stored(gradient)]);
        Activity.Mark(gradient, [], [new Activity(gradient, bars.Keys)]);
        graph = new ExprGraph(values, cancellation);
        canonicalizer = new Canonicalizer(graph);
        graph.FormulasOf = canonicalizer.FormulasOf;
        canonicalizer.Assume(closed.Assumptions);
        canonicalizer.AssumeSumsOfSquares(SquareSums.Of(gradient));
    }

    /// <summary>
    /// The steps of the gradient with those that add up the Hessian; null where it is not such a sum. Where it is known of each product on which side of the diagonal it lies, both triangles are added up, with the same
    /// numbers; otherwise the upper one is, which is to be copied to the other.
    /// </summary>
    /// <param name="closed">The program.</param>
    /// <param name="gradient">The steps of its gradient; what they add to the Hessian itself stays as it is.</param>
    /// <param name="bars">For each input, the array that receives its part of the gradient.</param>
    /// <param name="placeOf">Where an element of an input stands among all numbers that are differentiated.</param>
    /// <param name="at">Where a row and a column meet in the Hessian.</param>
    /// <param name="rowAt">A row of it.</param>
    /// <param name="hessian">What receives it.</param>
    /// <param name="dialect">How functions are called.</param>
    /// <param name="cancellation">Stops the derivation.</param>
    public static (List<Step> Steps, bool IsUpper)? Of(
        ClosedForm closed,
        IReadOnlyList<Step> gradient,
        IReadOnlyDictionary<Value, Value> bars,
        Func<Value, IReadOnlyList<Value>, Value> placeOf,
        Func<Value, Value, Value> at,
        Func<Value, Value> rowAt,
        Value hessian,
        Dialect dialect,
        CancellationToken cancellation)
    {
        foreach (var isMirrored in (bool[])[true, false])
        {
            var sparse = new SparseTangents(closed, gradient, bars, placeOf, at, rowAt, hessian, isMirrored, dialect, cancellation);
            var steps = sparse.Of(gradient, 0);
            if (sparse.isPossible)
                return (steps, !isMirrored);
        }

        return null;
    }

    /// <summary>Whether a gradient may be a plain sum: nothing is written to an input, or read of the gradient; and what comes from a tape is known by its numbers only.</summary>
    /// <param name="gradient">The steps of the gradient.</param>
    /// <param name="bars">For each input, the array that receives its part of it.</param>
    public static bool IsSum(IReadOnlyList<Step> gradient, IReadOnlyDictionary<Value, Value> bars) =>
        !TapeLength.IsUsed(gradient) && !Needs.Of(gradient, []).Any(value => value.Joined is not null || value.Called is not null || (value.Kind == ValueKind.Element && bars.Values.Contains(value.Operands[0])))
            && !LoopSearch.Stored(gradient).Any(array => bars.ContainsKey(array) || bars.Values.Contains(array));

    private List<Step> Of(IReadOnlyList<Step> steps, int depth)
    {
        var all = new List<Step>();
        var runs = new List<(LoopStep Loop, int After)>();
        foreach (var step in steps)
        {
            switch (step)
            {
                case AccumulateStep sum when arrays.TryGetValue(sum.Array, out var array):
                    isPossible &= sum.Guard is not null || sum.Element is null || sum.Element.ReadDepth <= depth;
                    all.Add(sum);
                    all.AddRange(Added(sum, placeOf(array, sum.Indices), depth));
                    break;
                case StoreStep store when store.Array == hessian:
                    all.Add(store);
                    break;
                case AccumulateStep sum when sum.Array == hessian:
                    all.Add(sum);
                    break;
                case DefineStep { Cell.Type.IsReal: true } define:
                    isPossible &= define.Guard is null || !define.Definition.IsActive;
                    definitions[define.Cell] = define.Definition;
                    all.Add(step);
                    break;
                case StoreStep { Stored.IsActive: true } or AccumulateStep { Amount.IsActive: true }:
                    isPossible = false;
                    break;
                case LoopStep loop:
                    natural.UnionWith(NaturalIn(loop));
                    var around = turn;
                    turn = [];
                    Needs.AddOwn(loop, turn);
                    all.Add(loop with { Body = Of(loop.Body, depth + 1) });
                    turn = around;
                    runs.Add((loop, all.Count));
                    foreach (var carried in loop.Carried.Where(carried => carried.Current.IsActive))
                        sums[carried.Final] = (loop, carried);
                    break;
                default:
                    all.Add(step);
                    break;
            }
        }

        foreach (var (loop, after) in Enumerable.Reverse(runs).Where(run => again.Contains(run.Loop)))
            all = rows.After(loop, depth, all, after);
        return all;
    }

    private List<Step> Added(AccumulateStep sum, Value row, int depth)
    {
        var steps = new List<Step>();
        foreach (var (leaf, slope) in SlopesOf(sum.Amount))
        {
            if (leaf.Kind == ValueKind.Element)
            {
                isPossible &= leaf.ReadDepth <= depth;
                if (isPossible)
                    steps.AddRange(Products(sum.Guard, row, leaf, slope));
            }
            else if (isPossible)
            {
                Carry(sum.Guard, row, slope, sums[leaf], steps);
            }

            if (!isPossible)
                break;
        }

        return steps;
    }

    // What a number that is itself a sum adds: the loop that sums it up, once more.
    private void Carry(Guard? guard, Value row, Value slope, (LoopStep Loop, Carried Carried) sum, List<Step> steps)
    {
        var (loop, carried) = sum;
        var amount = carried.Next is { Kind: ValueKind.Add or ValueKind.Subtract, Operands: [var before, var added] } && before == carried.Current ? added : null;
        var counters = loop.Carried.Where(one => one.Current.Type.Text == "int" && Counter.StepOf(one) is not null).ToList();
        if (amount is null || guard is not null || loop.Guard is not null || loop.Body.Count > 0 || !loop.TestsFirst || carried.Initial.IsActive || counters.Count != 1)
        {
            isPossible = false;
            return;
        }

        again.Add(loop);
        // Its counter is another one: the addition may stand in a loop that counts with the same.
        var counter = counters[0];
        var current = Copying.Cell(values, ValueType.Int, counter.Current.Name ?? "j");
        var substitution = new Substitution(values, new Dictionary<Value, Value> { [counter.Current] = current });
        var weight = Copying.Cell(values, slope.Type, "weight");
        var line = Copying.Cell(values, rowAt(row).Type, hessian.Text + "Row");
        var body = new List<Step>();
        Value? start = null;
        foreach (var (leaf, inner) in SlopesOf(substitution.Of(amount)))
        {
            if (leaf.Kind != ValueKind.Element)
            {
                isPossible = false;
                return;
            }

            var signed = carried.Next.Kind == ValueKind.Subtract ? values.Negate(inner) : inner;
            var column = PlaceOf(leaf);
            start = Later(start, StartOf(row, column, current));
            body.Add(new AccumulateStep(null, line, [column], inner is { Kind: ValueKind.Literal, Number: 1 } && signed == inner ? weight : values.Arithmetic(ValueKind.Multiply, weight, signed), null));
        }

        // Only one triangle is added up, and the other one is not known to be where it would have to be.
        isPossible &= !isMirrored;
        var condition = substitution.Of(loop.Condition);
        isPossible &= Needs.Of([], [condition]).All(value => value == current || value.Kind != ValueKind.Cell || !loop.Carried.Any(one => one.Current == value));
        steps.Add(new DefineStep(null, weight, slope));
        steps.Add(new DefineStep(null, line, rowAt(row)));
        steps.Add(new LoopStep(null, [new Carried(current, start ?? counter.Initial, substitution.Of(counter.Next), Copying.Cell(values, ValueType.Int, current.Text))], condition, true, body, []));

        // All that is added must begin there.
        Value? Later(Value? before, Value? after) => counter.Initial is { Kind: ValueKind.Literal, Number: 0 } && Counter.StepOf(counter) == 1 && body.Count == 0 ? after : before == after ? before : null;
    }

    // Where a loop through a row comes to the diagonal; null where that is not known.
    private Value? StartOf(Value row, Value column, Value counter)
    {
        var variable = new IndexVariable(counter, false);
        if (Distance(row, column).Along(variable) is not ({ Constant: 1 }, var offset))
            return null;
        var diagonal = IndexPolynomial.Of(0).Plus(offset, -1);
        var place = column == counter ? row : null;
        return place is not null && diagonal.Sign(natural.Contains) == 1 ? place : null;
    }

    private static IndexPolynomial Distance(Value row, Value column) =>
        IndexPolynomial.Of(column, false, static _ => true).Plus(IndexPolynomial.Of(row, false, static _ => true), -1);

    private static IEnumerable<Value> NaturalIn(LoopStep loop) => loop.Carried.Where(carried => loop.TestsFirst && Counter.StepOf(carried) switch
    {
        > 0 => carried.Initial is { Kind: ValueKind.Literal, Number: >= 0 },
        < 0 => loop.Condition is { Kind: ValueKind.GreaterOrEqual, Operands: [var counted, { Kind: ValueKind.Literal, Number: >= 0 }] } && counted == carried.Current,
        _ => false,
    }).Select(carried => carried.Current);

    private Value PlaceOf(Value leaf) => placeOf(leaf.Operands[0], [.. leaf.Operands.Skip(1)]);

    // A product, on both sides of the diagonal, or where both are visited anyway.
    private IEnumerable<AccumulateStep> Products(Guard? guard, Value row, Value leaf, Value amount)
    {
        var column = PlaceOf(leaf);
        var distance = Distance(row, column).Constant;
        isPossible &= !isMirrored || distance is not null;
        if (distance is null or >= 0)
            yield return new AccumulateStep(guard, hessian, [at(row, column)], amount, null);
        if (isMirrored && distance > 0)
            yield return new AccumulateStep(guard, hessian, [at(column, row)], amount, null);
    }

    // How a value changes with the elements, and with the sums, that it is made of.
    private List<(Value Leaf, Value Slope)> SlopesOf(Value value)
    {
        var slopes = new Dictionary<Value, Expr>();
        Add(value, graph.One, slopes);
        if (!isPossible)
            return [];
        var parts = Simplifier.Simplify(graph, Simplifier.Release(graph, slopes.Values)).Select(Split).ToList();
        var lowered = new Lowering(graph, canonicalizer, ProgramAdjoint.Reachable([value]), [.. parts.SelectMany(part => (Expr[])[part.Own, part.Same])], dialect).OfRoots();
        // What the slope of an adjoint is multiplied by, where it is followed through a sum, is a second derivative.
        foreach (var (leaf, i) in slopes.Keys.Select((leaf, i) => (leaf, i)))
        {
            if (leaf.Kind == ValueKind.Cell && lowered[(2 * i) + 1] is { IsLeaf: false, Name: null } same)
                same.Name = "curvature";
        }

        return [.. slopes.Keys.Select((leaf, i) => (leaf, Times(lowered[2 * i], lowered[(2 * i) + 1]))).Where(pair => pair.Item2 is not { Kind: ValueKind.Literal, Number: 0 })];
    }

    // What is the same in all turns of the loop around is kept together, so that it can go out of it. So is what reads no element.
    private (Expr Own, Expr Same) Split(Expr expr)
    {
        var (coefficient, core) = ExprGraph.Split(expr);
        if (core is not Product product)
            return (expr, graph.One);
        var own = product.Factors.Where(factor => Reads(factor.Base, turn.Contains)).ToArray();
        if (own.Length == 0 || own.Length == product.Factors.Length)
            own = [.. product.Factors.Where(factor => Reads(factor.Base, static value => value.Kind == ValueKind.Element))];
        if (own.Length == 0 || own.Length == product.Factors.Length)
            return (expr, graph.One);
        var lowered = product.Factors.Where(factor => !own.Contains(factor)).Select(factor => Divided(factor)).ToList();
        return (graph.Product(Constant.One, [.. own, .. lowered.Select(pair => pair.Divisor).OfType<Factor>()]), graph.Product(coefficient, [.. lowered.Select(pair => pair.Left)]));
    }

    // x·|x|·s^(−5/3) = (x·|x|/s)·s^(−2/3), of which nothing vanishes where s does not overflow.
    private (Factor? Divisor, Factor Left) Divided(Factor factor)
    {
        if (factor is { Base: Symbol { Value.Kind: ValueKind.Cell } sum, Exponent: var power } && power < Constant.MinusOne)
            return (new(sum, Constant.MinusOne), new(sum, power + 1));
        if (factor is { Exponent.IsOne: true, Base: Apply { Function: Primitive.Pow, Arguments: [Symbol { Value.Kind: ValueKind.Cell } radix, (Number or Sum) and var exponent] } } && (exponent is Number { Value: var number } ? number : ((Sum)exponent).Constant) < Constant.MinusOne)
            return (new(radix, Constant.MinusOne), new(graph.Call(Primitive.Pow, radix, graph.Add(exponent, graph.One)), Constant.One));
        return (null, factor);
    }

    private static bool Reads(Expr root, Func<Value, bool> isAsked)
    {
        var seen = new HashSet<Expr>();
        var open = new Stack<Expr>([root]);
        while (open.Count > 0)
        {
            var expr = open.Pop();
            if (expr is Symbol symbol && Needs.Of([], [symbol.Value]).Any(isAsked))
                return true;
            if (seen.Add(expr))
                Cost.Push(open, expr);
        }

        return false;
    }

    private Value Times(Value left, Value right) => right is { Kind: ValueKind.Literal, Number: 1 } ? left : values.Arithmetic(ValueKind.Multiply, left, right);

    private void Add(Value value, Expr factor, Dictionary<Value, Expr> slopes)
    {
        var expr = canonicalizer.Of(value);
        if (!expr.IsActive)
            return;
        var sweep = new Adjoints(graph, static _ => 0, static _ => false, isNaming: false);
        sweep.Seed(expr, factor);
        foreach (var (found, slope) in sweep.SweepTo(int.MinValue).ToList())
        {
            var leaf = (found as Symbol)?.Value;
            if (leaf is { Kind: ValueKind.Cell } && definitions.TryGetValue(leaf, out var definition))
                Add(definition, slope, slopes);
            else if ((leaf is { Kind: ValueKind.Element, Operands: [var array, ..] } && arrays.Values.Contains(array)) || (leaf is { Kind: ValueKind.Cell } && sums.ContainsKey(leaf)))
                slopes[leaf!] = slopes.TryGetValue(leaf!, out var before) ? graph.Add(before, slope) : slope;
            else
                isPossible = false;
        }

        isPossible &= sweep.Unknown is null;
    }
}
