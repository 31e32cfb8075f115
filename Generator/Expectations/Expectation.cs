using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>E[f] over independent draws ε ~ N(0, 1), in closed form.</summary>
internal sealed class Expectation
{
    private readonly ExprGraph graph;
    private readonly DrawSet draws;
    private readonly Expansion expansion;

    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The draws.</param>
    /// <param name="algebraOf">What the operand of an author's condition is as algebra.</param>
    public Expectation(ExprGraph graph, IReadOnlyList<Value> inputs, Func<Value, Expr> algebraOf)
    {
        this.graph = graph;
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
    public Expr Of(Expr expr)
    {
        if (!draws.AreIn(expr))
            return expr;
        // What is taken apart need not be put together again.
        return expr switch
        {
            Sum sum => Coefficients.Sum(graph, [.. sum.Terms.Select(term => new Term(term.Coefficient, Of(term.Factor))), new(sum.Constant, graph.One)]),
            Choice choice when !draws.AreIn(choice.Condition) => graph.Choose(choice.Condition, Of(choice.WhenTrue), Of(choice.WhenFalse)),
            _ => graph.Sum([.. expansion.Of(expr).Select(term => new Term(Constant.One, new Integral(graph, draws.Count, expr, Moments).Of(term)))]),
        };
    }
}
