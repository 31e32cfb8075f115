using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>E[f] over independent draws ε ~ N(0, 1), in closed form.</summary>
internal sealed class Expectation
{
    // Each is asked for where the others do not hold.
    private const int MostConditions = 3;
    private const int MostSlopes = 2;

    private readonly ExprGraph graph;
    private readonly DrawSet draws;
    private readonly Func<Value, Expr> algebraOf;
    private readonly Expansion expansion;
    private readonly Degeneracy degeneracy;

    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The draws.</param>
    /// <param name="algebraOf">What the operand of an author's condition is as algebra.</param>
    public Expectation(ExprGraph graph, IReadOnlyList<Value> inputs, Func<Value, Expr> algebraOf)
    {
        this.graph = graph;
        degeneracy = new Degeneracy(graph, algebraOf);
        draws = new DrawSet(graph, inputs);
        expansion = new Expansion(graph, draws) { AlgebraOf = algebraOf };
        this.algebraOf = algebraOf;
    }

    /// <summary>The moments of draws that were used.</summary>
    public ISet<(int Draw, int Power)> Moments { get; } = new HashSet<(int Draw, int Power)>();

    /// <summary>Whether it depends on a draw.</summary>
    public bool IsRandom(Value value) => draws.AreIn(value);

    /// <summary>Whether it depends on a draw.</summary>
    public bool IsRandom(Expr expr) => draws.AreIn(expr);

    /// <summary>The expectation of an expression.</summary>
    /// <exception cref="NoClosedFormException">There is none.</exception>
    public Expr Of(Expr expr) => Extremes.In(graph, Of(expr, [], expansion));

    // Both signs of what may have either, where the other conditions do not decide.
    private Expr Of(Expr expr, List<Expr> excluded, Expansion by)
    {
        try
        {
            return OfSigned(expr, excluded, by);
        }
        catch (SignNeededException needed)
        {
            if (by.Signs.Count >= (needed.IsSlope ? MostSlopes : MostConditions) || by.Signs.ContainsKey(needed.Expr))
                throw new NoClosedFormException(expr);
            Expr Assumed(bool isPositive) => Of(expr, excluded, new Expansion(graph, draws) { AlgebraOf = algebraOf, Signs = new Dictionary<Expr, bool>(by.Signs.ToDictionary(pair => pair.Key, pair => pair.Value)) { [needed.Expr] = isPositive } });
            var below = Assumed(false);
            if (needed.IsSlope)
                below = graph.Choose(graph.Compare(ValueKind.Equal, needed.Expr, graph.Zero), Of(degeneracy.At(expr, needed.Expr) ?? throw new NoClosedFormException(expr), excluded, by), below);
            return graph.Choose(graph.Compare(ValueKind.Greater, needed.Expr, graph.Zero), Assumed(true), below);
        }
    }

    // What is degenerate comes first, each of the conditions once.
    private Expr OfSigned(Expr expr, List<Expr> excluded, Expansion by)
    {
        if (!draws.AreIn(expr))
            return expr;
        if (expr is Choice choice && !draws.AreIn(choice.Condition))
            return graph.Choose(choice.Condition, Of(choice.WhenTrue, excluded, by), Of(choice.WhenFalse, excluded, by));
        if (Apart(expr, excluded, by) is { } groups)
            return Coefficients.Sum(graph, [.. groups.Select(group => new Term(Constant.One, Of(group, excluded, by)))]);
        foreach (var form in excluded.Count < MostConditions ? Jumps(expr, by) : [])
        {
            var condition = degeneracy.Condition(form);
            if (excluded.Contains(condition))
                continue;
            List<Expr> next = [.. excluded, condition];
            bool IsLess(Expr rest) => !Jumps(rest, by).Any(other => degeneracy.Condition(other) == condition);
            if (degeneracy.Of(expr, form) is { } rest && IsLess(rest))
            {
                var (otherwise, closedForm) = (Of(rest, excluded, by), Of(expr, next, by));
                return degeneracy.IsCovered(form, closedForm, otherwise) ? closedForm : graph.Choose(condition, otherwise, closedForm);
            }

            var parts = degeneracy.OfEach(expr, form);
            if (parts.Count > 0)
            {
                return parts.All(part => IsLess(part.Otherwise))
                    ? parts.Reverse().Aggregate(Of(expr, next, by), (otherwise, part) => graph.Choose(part.Condition, Of(part.Otherwise, excluded, by), otherwise))
                    : Of(expr, next, by);
            }

            var closed = Of(expr, next, by);
            return degeneracy.Limit(closed, form) is { } limit ? graph.Choose(condition, limit, closed) : closed;
        }

        // What is taken apart need not be put together again.
        return expr is Sum sum
            ? Coefficients.Sum(graph, [.. sum.Terms.Select(term => new Term(term.Coefficient, Of(term.Factor, excluded, by))), new(sum.Constant, graph.One)])
            : graph.Sum([.. Tails.Turned(graph, by.Of(expr)).Select(term => new Term(Constant.One, new Integral(graph, draws.Count, expr, Moments).Of(term)))]);
    }

    // The parts of a sum that have no condition in common, where together they have more than one formula can be asked for; null where they have not.
    private List<Expr>? Apart(Expr expr, List<Expr> excluded, Expansion by)
    {
        if (expr is not Sum sum)
            return null;
        var groups = new List<(HashSet<Expr> Conditions, List<Term> Terms)>();
        foreach (var term in sum.Terms)
        {
            var conditions = new HashSet<Expr>(Jumps(term.Factor, by).Select(degeneracy.Condition).Where(condition => !excluded.Contains(condition)));
            var terms = new List<Term> { term };
            foreach (var other in groups.Where(group => group.Conditions.Overlaps(conditions) || (group.Conditions.Count == 0 && conditions.Count == 0)).ToList())
            {
                conditions.UnionWith(other.Conditions);
                terms.InsertRange(0, other.Terms);
                groups.Remove(other);
            }

            groups.Add((conditions, terms));
        }

        return groups.Count > 1 && excluded.Count + groups.Sum(group => group.Conditions.Count) > MostConditions
            ? [.. groups.Select((group, i) => graph.Sum(i == 0 ? [.. group.Terms, new(sum.Constant, graph.One)] : group.Terms))]
            : null;
    }

    private IEnumerable<DrawPolynomial> Jumps(Expr expr, Expansion by) => expr switch
    {
        Sum sum => sum.Terms.SelectMany(term => Jumps(term.Factor, by)),
        Choice choice when !draws.AreIn(choice.Condition) => [],
        _ => Degeneracy.FormsIn(by.Of(expr)).Where(form => degeneracy.MayVanish(form, by.Signs)),
    };
}
