using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>E[f] over independent draws ε ~ N(0, 1), in closed form.</summary>
internal sealed class Expectation
{
    // Each is asked for where the others do not hold.
    private const int MostConditions = 3;

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
    public Expr Of(Expr expr) => Of(expr, [], expansion);

    // Both signs of what may have either, where the other conditions do not decide.
    private Expr Of(Expr expr, List<Expr> excluded, Expansion by)
    {
        try
        {
            return OfSigned(expr, excluded, by);
        }
        catch (SignNeededException needed) when (by.Signs.Count < MostConditions && !by.Signs.ContainsKey(needed.Expr))
        {
            Expr Assumed(bool isPositive) => Of(expr, excluded, new Expansion(graph, draws) { AlgebraOf = algebraOf, Signs = new Dictionary<Expr, bool>(by.Signs.ToDictionary(pair => pair.Key, pair => pair.Value)) { [needed.Expr] = isPositive } });
            return graph.Choose(graph.Compare(ValueKind.Greater, needed.Expr, graph.Zero), Assumed(true), Assumed(false));
        }
    }

    // What is degenerate comes first, each of the conditions once.
    private Expr OfSigned(Expr expr, List<Expr> excluded, Expansion by)
    {
        if (!draws.AreIn(expr))
            return expr;
        if (expr is Choice choice && !draws.AreIn(choice.Condition))
            return graph.Choose(choice.Condition, Of(choice.WhenTrue, excluded, by), Of(choice.WhenFalse, excluded, by));
        foreach (var form in excluded.Count < MostConditions ? Jumps(expr, by) : [])
        {
            var condition = degeneracy.Condition(form);
            if (excluded.Contains(condition))
                continue;
            List<Expr> next = [.. excluded, condition];
            bool IsLess(Expr rest) => !Jumps(rest, by).Any(other => degeneracy.Condition(other) == condition);
            if (degeneracy.Of(expr, form) is { } rest && IsLess(rest))
                return graph.Choose(condition, Of(rest, excluded, by), Of(expr, next, by));
            var parts = degeneracy.OfEach(expr, form);
            return parts.All(part => IsLess(part.Otherwise))
                ? parts.Reverse().Aggregate(Of(expr, next, by), (otherwise, part) => graph.Choose(part.Condition, Of(part.Otherwise, excluded, by), otherwise))
                : Of(expr, next, by);
        }

        // What is taken apart need not be put together again.
        return expr is Sum sum
            ? Coefficients.Sum(graph, [.. sum.Terms.Select(term => new Term(term.Coefficient, Of(term.Factor, excluded, by))), new(sum.Constant, graph.One)])
            : graph.Sum([.. by.Of(expr).Select(term => new Term(Constant.One, new Integral(graph, draws.Count, expr, Moments).Of(term)))]);
    }

    private IEnumerable<DrawPolynomial> Jumps(Expr expr, Expansion by) => expr switch
    {
        Sum sum => sum.Terms.SelectMany(term => Jumps(term.Factor, by)),
        Choice choice when !draws.AreIn(choice.Condition) => [],
        _ => Degeneracy.FormsIn(by.Of(expr)).Where(form => degeneracy.MayVanish(form, by.Signs)),
    };
}
