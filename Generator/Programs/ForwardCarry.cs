using SymDiff.Generator.Algebra;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// A recurrence of few variables over few inputs, carried forward: the partials of its variables travel with the loop, ∂y′ = (∂y′/∂y)·∂y + ∂y′/∂x, and nothing is kept for a
/// reverse sweep. It asks for no more than the loop itself, however often that runs.
/// </summary>
/// <param name="outer">The sweep of the region in which the loop stands.</param>
/// <param name="loop">The loop.</param>
/// <param name="inner">Its body.</param>
/// <param name="active">The variables that carry derivatives.</param>
/// <param name="finals">Their adjoints after the loop.</param>
internal sealed class ForwardCarry(AdjointRegion outer, LoopStep loop, Region inner, IReadOnlyList<Carried> active, IReadOnlyList<Expr> finals)
{
    // More partials than this are not carried, whatever they cost.
    private const int MostPartials = 12;

    private readonly ProgramAdjoint program = outer.Program;
    private readonly ExprGraph graph = outer.Program.Graph;
    private readonly List<(Expr Input, List<Partial> Partials)> directions = [];

    // The partial of a variable, with what it becomes in a turn, and what of that does not come from other partials.
    private sealed record Partial(int Variable, Value Current, Value Final, Expr Next, Expr Direct, bool IsOne);

    /// <summary>How many partials travel with the loop.</summary>
    public int Count => directions.Sum(direction => direction.Partials.Count);

    /// <summary>Plans it; null where it cannot be done, or for too many partials.</summary>
    /// <param name="time">The loop's place among the steps around it.</param>
    /// <param name="cost">What it costs in a turn beside the loop itself.</param>
    public static ForwardCarry? Of(AdjointRegion outer, LoopStep loop, int time, Region inner, IReadOnlyList<Carried> active, IReadOnlyList<Expr> finals, out int cost)
    {
        cost = ValueCost.Never;
        if (active.Count == 0 || active.Count > MostPartials || ReadsElements(loop, value => outer.Program.Places.IsOutside(value, inner)))
            return null;
        var carry = new ForwardCarry(outer, loop, inner, active, finals);
        if (!carry.Plan(time))
            return null;
        cost = carry.CostOfTurn();
        return carry;
    }

    // Elements are too many to carry a partial for each, if it is another one in each turn; so is what a loop within writes.
    private static bool ReadsElements(LoopStep loop, Func<Value, bool> isSame) => loop.Stored.Any(stored => stored.Array.IsActive)
        || loop.Body.Any(step => step is StoreStep { Array.IsActive: true } or EffectStep or DefineStep { Definition.Called: not null } || (step is LoopStep within && (within.Carried.Any(carried => carried.Current.IsActive) || ReadsElements(within, isSame))))
        || Needs.Of(loop.Body, loop.Carried.Select(carried => carried.Next)).Any(value => value is { Kind: ValueKind.Element, IsActive: true } && !isSame(value));

    private bool Plan(int time)
    {
        var currents = active.Select(carried => (Expr)graph.Symbol(carried.Current)).ToList();
        var rows = new List<Dictionary<Expr, Expr>>();
        foreach (var carried in active)
        {
            var row = new AdjointRegion(program, inner, knowsAdjoints: true, isOfResult: false);
            row.Seed(carried.Next, graph.One);
            row.Run();
            if (row.Unknown is not null || row.Collected.Any(pair => IsSingular(pair.Value)))
                return false;
            rows.Add(row.Collected.ToDictionary(pair => pair.Key, pair => pair.Value));
        }

        var initials = active.Select(carried => program.Of(carried.Initial)).ToList();
        var inputs = rows.SelectMany(row => row.Keys).Where(key => !currents.Contains(key)).Concat(initials.Where(initial => initial.IsActive)).Distinct().OrderBy(input => input.Id).ToList();
        foreach (var input in inputs)
        {
            // Which of the variables come to depend on it.
            var depends = Enumerable.Range(0, active.Count).Select(i => initials[i] == input || rows[i].ContainsKey(input)).ToArray();
            for (var hasGrown = true; hasGrown;)
            {
                hasGrown = false;
                for (var i = 0; i < depends.Length; i++)
                {
                    if (!depends[i] && Enumerable.Range(0, depends.Length).Any(j => depends[j] && rows[i].ContainsKey(currents[j])))
                        depends[i] = hasGrown = true;
                }
            }

            var cells = new Value?[active.Count];
            for (var i = 0; i < cells.Length; i++)
            {
                if (depends[i])
                    cells[i] = program.Cell(program.Values.Real, NameOf(active[i], input), inner, -1);
            }

            var partials = new List<Partial>();
            for (var i = 0; i < cells.Length; i++)
            {
                if (cells[i] is not { } cell)
                    continue;
                var terms = new List<Term>();
                for (var j = 0; j < cells.Length; j++)
                {
                    if (cells[j] is { } other && rows[i].TryGetValue(currents[j], out var slope))
                        terms.Add(new(Constant.One, graph.Multiply(slope, graph.Symbol(other))));
                }

                if (rows[i].TryGetValue(input, out var direct))
                    terms.Add(new(Constant.One, direct));
                partials.Add(new Partial(i, cell, program.Cell(program.Values.Real, cell.Text, outer.Region, time), graph.Sum([.. terms]), rows[i].TryGetValue(input, out var own) ? own : graph.Zero, initials[i] == input));
            }

            directions.Add((input, partials));
            if (Count > MostPartials)
                return false;
        }

        return directions.Count > 0;
    }

    // A slope that may be infinite where the variable itself is not, such as that of a root, would spoil the partials by all inputs; the reverse sweep keeps them apart.
    private static bool IsSingular(Expr root)
    {
        var seen = new HashSet<Expr>();
        var open = new Stack<Expr>([root]);
        while (open.Count > 0)
        {
            var expr = open.Pop();
            if (!seen.Add(expr))
                continue;
            if (expr is Product product && product.Factors.Any(factor => factor.Exponent.IsNegative && !factor.Exponent.IsInteger))
                return true;
            Cost.Push(open, expr);
        }

        return false;
    }

    private static string NameOf(Carried variable, Expr input)
    {
        var by = input.Name is { Length: > 0 } name ? name : input is Symbol { Value: var value } ? Scheduling.Names.Of(value) ?? value.Text : "t";
        return (variable.Current.Name is { Length: > 0 } own ? own : "t") + "By" + char.ToUpperInvariant(by[0]) + by.Substring(1);
    }

    private IEnumerable<Partial> Partials => directions.SelectMany(direction => direction.Partials);

    private int CostOfTurn()
    {
        Value[] forward = [.. loop.Body.SelectMany(Needs.All), .. loop.Carried.Select(carried => carried.Next)];
        return ValueCost.OfAll(program.Lower([.. Partials.Select(partial => partial.Next)], forward), new HashSet<Value>(Needs.Of([], forward)));
    }

    /// <summary>Puts the loop with its partials in the place of the loop.</summary>
    public void Write(int time, Scheme scheme)
    {
        program.SetTaped(inner, false);
        var body = new AdjointRegion(program, inner, knowsAdjoints: true);
        var written = body.Finish([.. Partials.Select(partial => (partial.Next, program.Values.Real))], loop.Body.SelectMany(Needs.Direct).Concat(loop.Carried.Select(carried => carried.Next)));
        var travelling = Partials.Select((partial, i) =>
            new Carried(partial.Current, program.Values.Number(program.Values.Real, partial.IsOne ? Constant.One : Constant.Zero), written.Asked[i], partial.Final)).ToList();
        outer.Replace(time, _ => [loop with { Carried = [.. loop.Carried, .. travelling], Body = written.Forward, Scheme = scheme }]);
        var invariants = new Invariants(program, inner);
        foreach (var (input, partials) in directions)
        {
            var adjoint = graph.Sum([.. partials.Select(partial => new Term(Constant.One, graph.TimesUnlessZero(finals[partial.Variable], graph.Symbol(partial.Final), symbol => program.MayBeZero(symbol, Pole.Root))))]);
            // Where no turn asks for it, it need not be a number.
            var isAsked = partials.Exists(partial => partial.IsOne) || !invariants.MayAskForNothing(loop, [input], partials.Select(partial => partial.Direct), leaves: false);
            var whole = isAsked ? adjoint : graph.Choose(graph.Compare(ValueKind.Equal, adjoint, graph.Zero), graph.Zero, adjoint);
            outer.Seed(input, graph.IsRegular(input) || partials.Exists(partial => partial.IsOne) ? whole : outer.Within(loop.Guard, whole));
        }
    }
}
