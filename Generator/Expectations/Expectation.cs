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
    }

    /// <summary>The moments of draws that were used.</summary>
    public ISet<(int Draw, int Power)> Moments { get; } = new HashSet<(int Draw, int Power)>();

    /// <summary>Whether it depends on a draw.</summary>
    public bool IsRandom(Value value) => draws.AreIn(value);

    /// <summary>Whether it depends on a draw.</summary>
    public bool IsRandom(Expr expr) => draws.AreIn(expr);

    /// <summary>The expectation of an expression.</summary>
    /// <exception cref="NoClosedFormException">There is none.</exception>
    public Expr Of(Expr expr) => Of(expr, []);

    // What is degenerate comes first, each of the conditions once.
    private Expr Of(Expr expr, List<Expr> excluded)
    {
        if (!draws.AreIn(expr))
            return expr;
        if (expr is Choice choice && !draws.AreIn(choice.Condition))
            return graph.Choose(choice.Condition, Of(choice.WhenTrue, excluded), Of(choice.WhenFalse, excluded));
        foreach (var form in excluded.Count < MostConditions ? Jumps(expr) : [])
        {
            var condition = degeneracy.Condition(form);
            if (excluded.Contains(condition))
                continue;
            List<Expr> next = [.. excluded, condition];
            var rest = degeneracy.Of(expr, form);
            return rest is null || Jumps(rest).Any(other => degeneracy.Condition(other) == condition) ? Of(expr, next) : graph.Choose(condition, Of(rest, excluded), Of(expr, next));
        }

        // What is taken apart need not be put together again.
        return expr is Sum sum
            ? Coefficients.Sum(graph, [.. sum.Terms.Select(term => new Term(term.Coefficient, Of(term.Factor, excluded))), new(sum.Constant, graph.One)])
            : graph.Sum([.. expansion.Of(expr).Select(term => new Term(Constant.One, new Integral(graph, draws.Count, expr, Moments).Of(term)))]);
    }

    private IEnumerable<DrawPolynomial> Jumps(Expr expr) => expr switch
    {
        Sum sum => sum.Terms.SelectMany(term => Jumps(term.Factor)),
        Choice choice when !draws.AreIn(choice.Condition) => [],
        _ => Degeneracy.FormsIn(expansion.Of(expr)).Where(degeneracy.MayVanish),
    };
}
