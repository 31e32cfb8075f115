using SymDiff.Generator.Algebra;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>The tangents of a region's statements: of the method, or of the body of a loop.</summary>
/// <param name="program">The program.</param>
/// <param name="outer">The region around; null for the method.</param>
/// <param name="loop">The loop whose body it is; null for the method.</param>
internal sealed partial class TangentRegion(ProgramTangent program, TangentRegion? outer, LoopStep? loop = null)
{
    private readonly ExprGraph graph = program.Graph;
    private readonly Dictionary<(Value Value, int Direction), Value> taken = [];
    private readonly Dictionary<(Expr Expr, int Direction), Expr> known = [];
    private readonly Dictionary<Expr, IReadOnlyList<(Expr Expr, Expr Partial)>> partials = [];
    private readonly HashSet<Expr> shared = [];
    private readonly Dictionary<(Value Value, int Direction), Value> lowered = [];
    private readonly Dictionary<Value, Func<int, Value?>> added = [];

    /// <summary>The region's steps with their tangents beside them, and what moves with its results, for each direction.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="results">The results: in the body of a loop, what a turn hands to the next.</param>
    /// <param name="currents">In the body of a loop, what each of them was at the beginning of the turn.</param>
    public (List<Step> Steps, Value[][] Tangents) Carry(IReadOnlyList<Step> steps, IReadOnlyList<Value> results, IReadOnlyList<Value>? currents = null)
    {
        foreach (var (result, current) in results.Zip(currents ?? [], (result, current) => (result, current)))
            added[result] = direction => program.Varies(current, direction) ? program.TangentOf(current, direction) : null;
        foreach (var store in steps.OfType<StoreStep>())
            added[store.Stored] = direction => program.Varies(store.Array, direction) ? program.Values.Element(store.Stored.Type, program.TangentOf(store.Array, direction), store.Before, program.PlaceOf(store.Array, store.Indices, direction)) : null;
        foreach (var value in steps.OfType<PopStep>().SelectMany(pop => pop.Values))
            Take(value);
        if (loop is null)
            Settle(steps);
        List<Value> roots = [.. steps.SelectMany(RightSides).Concat(results).Where(value => value.Type.IsReal).Distinct()];
        FindShared([.. roots.Where(root => root.IsActive).Select(Defined)]);
        var pairs = roots.SelectMany(root => Enumerable.Range(0, program.Directions.Count).Where(direction => program.Varies(root, direction)).Select(direction => (root, direction))).ToList();
        FindHeld([.. pairs.GroupBy(pair => pair.root).Where(along => along.Skip(1).Any()).Select(along => Defined(along.Key))], [.. steps.SelectMany(Needs.Direct), .. results]);
        var derived = pairs.ConvertAll(pair => TangentOf(Defined(pair.root), pair.direction));
        var inOthers = new HashSet<Expr>(Expr.AllOf(derived.SelectMany(tangent => tangent.Parts)));
        var parts = pairs.Zip(derived, (pair, tangent) => inOthers.Contains(tangent) ? (To: (Value?)null, Amount: tangent) : Split(tangent, pair.root, pair.direction)).ToList();
        var values = program.Lower([.. parts.Select(part => part.Amount)], [.. pairs.Select(pair => pair.root.Type)], [.. steps.SelectMany(Needs.Direct), .. results]);
        for (var i = 0; i < values.Length; i++)
            lowered.Add(pairs[i], parts[i].To is { } sum ? program.Values.Binary(ValueKind.Add, pairs[i].root.Type, sum, values[i]) : values[i]);
        List<Step> carried = [.. Statements(steps).SelectMany(Carry)];
        return (carried, [.. program.Directions.Select((_, direction) => results.Select(result => Lowered(result, direction)).ToArray())]);
    }

    // What a statement only adds to is left out of the sum: s += ….
    private (Value? To, Expr Amount) Split(Expr tangent, Value root, int direction)
    {
        if (tangent is not Sum { IsScaled: false } sum || !added.TryGetValue(root, out var find) || find(direction) is not { } to)
            return (null, tangent);
        var symbol = graph.Symbol(to);
        var rest = sum.Terms.Where(term => term.Factor != symbol).ToArray();
        return rest.Length == sum.Terms.Length - 1 && sum.Terms.Any(term => term.Factor == symbol && term.Coefficient.IsOne) && sum.Constant.IsZero && !Mentions(rest, symbol)
            ? (to, graph.Sum(rest))
            : (null, tangent);
    }

    private static bool Mentions(IEnumerable<Term> terms, Expr wanted) => Expr.AllOf(terms.Select(term => term.Factor)).Contains(wanted);

    // What a value from the tape was made of is asked for where it was put there.
    private Expr Defined(Value value) => IsTaken(value) ? program.Of(value) : program.Inside(value);

    private static IEnumerable<Value> RightSides(Step step) => step switch
    {
        DefineStep { Definition: { Called: not null } code } => NumbersIn(code),
        EffectStep { Code: { Called: not null } code } => NumbersIn(code),
        DefineStep { Cell.Model: not null } => [],
        DefineStep define => [define.Definition],
        StoreStep store => [store.Stored],
        AccumulateStep sum => [sum.Amount],
        PushStep push => push.Values,
        LoopStep loop => loop.Carried.Select(carried => carried.Initial),
        _ => [],
    };

    private Value Lowered(Value value, int direction) =>
        lowered.TryGetValue((value, direction), out var tangent) ? tangent : program.Values.Number(value.Type, Constant.Zero);

    private IEnumerable<int> Varied(Value value) => Enumerable.Range(0, program.Directions.Count).Where(direction => program.Varies(value, direction));

    private IEnumerable<int> Kept(Value value) => program.KeepsAll && value.Type.IsReal ? Enumerable.Range(0, program.Directions.Count) : Varied(value);

    // What is written to the members of an element is one statement.
    private static IEnumerable<IReadOnlyList<Step>> Statements(IReadOnlyList<Step> steps)
    {
        for (int i = 0, next; i < steps.Count; i = next)
        {
            for (next = i + 1; next < steps.Count && steps[i] is StoreStep { Site: >= 0 } one && steps[next] is StoreStep other && other.Site == one.Site && other.Guard == one.Guard && one.Array.IsBeside(other.Array);)
                next++;
            yield return [.. steps.Skip(i).Take(next - i)];
        }
    }

    private IEnumerable<Step> Carry(IReadOnlyList<Step> statement)
    {
        if (statement.Count == 1)
            return Carry(statement[0]);
        var all = statement.Select(step => Carry(step).ToList()).ToList();
        return [.. statement.SelectMany((step, i) => all[i].Where(one => one != step)), .. statement];
    }

    // Tangents are written first: what the statement itself overwrites they may still read.
    private IEnumerable<Step> Carry(Step step)
    {
        program.Cancellation.ThrowIfCancellationRequested();
        switch (step)
        {
            case DefineStep { Definition: { Called: { } called } code } call:
                return Carry(step, called, code, [new WrittenCell(call.Cell, null, true)], call.Cell.Site);
            case EffectStep { Code: { Called: { } called } code } call:
                return Carry(step, called, code, call.Cells, code.Site);
            case DefineStep { Definition: { Kind: ValueKind.View, Operands: [var whole, var start, var length] } } part:
                return [step, .. Varied(part.Cell).Where(direction => !program.IsGiven(part.Cell, direction)).Select(direction =>
                    program.TangentOf(part.Cell, direction) is var tangent ? new DefineStep(part.Guard, tangent, program.Values.View(tangent.Type, program.TangentOf(whole, direction), start, length)) : part)];
            case DefineStep { Cell.Model: not null }:
                return [step];
            case DefineStep { Cell.Type.Kind: Model.NumberKind.Array } define:
                return [step, .. Varied(define.Cell).Where(direction => !program.IsGiven(define.Cell, direction)).Select(direction => program.Allocation(define.Cell, direction, define))];
            case DefineStep define:
                return [step, .. Varied(define.Cell).Select(direction => new DefineStep(define.Guard, program.TangentOf(define.Cell, direction), Lowered(define.Definition, direction)))];
            case StoreStep store:
                var tangents = Varied(store.Array).Select(direction => store with { Array = program.TangentOf(store.Array, direction), Indices = program.PlaceOf(store.Array, store.Indices, direction), Stored = Lowered(store.Stored, direction) });
                // What a call has filled is read again by the tangent.
                return store.Stored.Given is null ? [.. tangents, step] : [step, .. tangents];
            case AccumulateStep sum:
                var added = Varied(sum.Amount).Select(direction => sum with { Array = program.TangentOf(sum.Array, direction), Indices = program.PlaceOf(sum.Array, sum.Indices, direction), Amount = Lowered(sum.Amount, direction) });
                return program.IsUnasked(sum.Array) ? added : [.. added, step];
            case ClearStep clear:
                return [step, .. Varied(clear.Array).Select(direction => clear with { Array = program.TangentOf(clear.Array, direction) })];
            case PushStep push:
                return [new PushStep([.. push.Values, .. push.Values.SelectMany(value => Kept(value).Select(direction => Lowered(value, direction)))])];
            case PopStep pop:
                return [new PopStep([.. pop.Values, .. pop.Values.SelectMany(value => Varied(value).Select(direction => taken[(value, direction)]))])];
            case LoopStep loop:
                return [Carry(loop)];
            default:
                // What other code writes does not move.
                return [step, .. step.Overwrites.SelectMany(overwrite => Varied(overwrite.Array).Select(direction => Stilled(step.Guard, overwrite, direction)))];
        }
    }

    private Step Stilled(Guard? guard, Overwrite overwrite, int direction) => Copying.ForEach(program.Values, overwrite.Array, indices =>
        [
            new StoreStep(
                null, program.TangentOf(overwrite.Array, direction), program.PlaceOf(overwrite.Array, indices, direction), program.Values.Number(overwrite.Array.Type.Elements[0], Constant.Zero), overwrite.Before, overwrite.After),
        ]) with
    { Guard = guard };

    private LoopStep Carry(LoopStep loop)
    {
        var inner = new TangentRegion(program, this, loop);
        var (body, next) = inner.Carry(loop.Body, [.. loop.Carried.Select(carried => carried.Next)], [.. loop.Carried.Select(carried => carried.Current)]);
        var carried = loop.Carried.SelectMany((one, i) => Varied(one.Current).Where(direction => !program.IsSettled(one, direction)).Select(direction =>
            new Carried(program.TangentOf(one.Current, direction), Lowered(one.Initial, direction), next[direction][i], program.TangentOf(one.Final, direction))));
        var stored = loop.Stored.SelectMany(array => Varied(array.Array).Select(direction => array with { Array = program.TangentOf(array.Array, direction) }));
        return loop with { Carried = [.. loop.Carried, .. carried], Body = body, Stored = [.. loop.Stored, .. stored] };
    }

    // The tangents of what loops carry that no turn changes: those of a sum along a direction in which what is added stands still. Such a tangent is what it is before the loop.
    private void Settle(IReadOnlyList<Step> steps)
    {
        bool hasSettled;
        do
        {
            hasSettled = false;
            foreach (var inside in steps.OfType<LoopStep>())
            {
                var inner = new TangentRegion(program, this, inside);
                foreach (var value in inside.Body.OfType<PopStep>().SelectMany(pop => pop.Values))
                    inner.Take(value);
                inner.Settle(inside.Body);
                foreach (var one in inside.Carried.Where(one => one.Current.Type.IsReal && one.Next.Type.IsReal))
                {
                    foreach (var direction in Varied(one.Current).Where(direction => !program.IsSettled(one, direction)))
                    {
                        if (!inner.MovesWith(inner.Defined(one.Next), one.Current, direction) || Plain(TangentOf(Defined(one.Initial), direction), one.Current) is not { } before)
                            continue;
                        program.Settle(one, direction, before);
                        hasSettled = true;
                    }
                }
            }

            // What has been derived from others is not known any more.
            known.Clear();
        }
        while (hasSettled);
    }

    // Whether an expression is a variable, but for what is added and stands still: its tangent is that of the variable, and need not be derived to see so.
    private bool MovesWith(Expr expr, Value variable, int direction)
    {
        var known = new Dictionary<Expr, bool>();
        return Of(expr);

        bool Of(Expr part)
        {
            if (!known.TryGetValue(part, out var moves))
                known[part] = moves = Found(part);
            return moves;
        }

        bool Found(Expr part) => part switch
        {
            Symbol { Value: var value } symbol => value == variable || (program.Inside(value) is var inside && inside != symbol && Of(inside)),
            Sum sum => Array.FindIndex(sum.Terms, term => term.Coefficient.IsOne && Of(term.Factor)) is >= 0 and var place
                && sum.Terms.Where((_, i) => i != place).All(term => StandsStill(term.Factor, direction)),
            Choice choice => Of(choice.WhenTrue) && Of(choice.WhenFalse),
            _ => false,
        };
    }

    private bool StandsStill(Expr expr, int direction)
    {
        var seen = new HashSet<Expr>();
        var open = new Stack<Expr>([expr]);
        while (open.Count > 0)
        {
            var part = open.Pop();
            if (!part.IsActive || !seen.Add(part))
                continue;
            if (part is Symbol symbol && !OfLeaf(symbol, direction).IsZero)
                return false;
            Cost.Push(open, part);
        }

        return true;
    }

    // A number, or a variable.
    private Value? Plain(Expr expr, Value like) => expr switch
    {
        Number { Value: var number } => program.Values.Number(like.Type, number),
        Symbol { Value: { Kind: ValueKind.Input or ValueKind.Cell } value } => value,
        _ => null,
    };

    private void Take(Value value)
    {
        foreach (var direction in Varied(value))
        {
            var cell = program.Values.Cell(value.Type, (value.Name ?? "t") + program.Directions[direction].Word);
            cell.Name = cell.Text;
            program.Infinities?.Add(cell, value);
            taken.Add((value, direction), cell);
        }
    }

    private bool IsTaken(Value value) => Enumerable.Range(0, program.Directions.Count).Any(direction => Taken(value, direction) is not null);

    private bool IsStillAtFirst(Value value, int direction) =>
        (loop?.Carried.FirstOrDefault(carried => carried.Current == value) is { } one && !program.Varies(one.Initial, direction)) || outer?.IsStillAtFirst(value, direction) == true;

    private Value? Taken(Value value, int direction) => taken.TryGetValue((value, direction), out var cell) ? cell : outer?.Taken(value, direction);
}
