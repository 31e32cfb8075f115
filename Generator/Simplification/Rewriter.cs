using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Simplification;

/// <summary>Builds expressions anew from the leaves up, each once, with a change at each node.</summary>
internal sealed class Rewriter(ExprGraph graph, Func<Expr, Expr> change)
{
    private readonly Dictionary<Expr, Expr> rewritten = [];

    public Expr Rewrite(Expr expr)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (rewritten.TryGetValue(expr, out var known))
            return known;
        var rebuilt = change(Rebuild(expr));
        // A name goes with what it names, in whatever form.
        if (rebuilt != expr && expr.Name is { } name && rebuilt.Name is null && rebuilt is not (Number or Symbol))
            rebuilt.Name = name;
        rewritten.Add(expr, rebuilt);
        return rebuilt;
    }

    private Expr Rebuild(Expr expr)
    {
        switch (expr)
        {
            case Sum sum:
                var terms = sum.Terms.Select(term => new Term(term.Coefficient, Rewrite(term.Factor))).ToArray();
                if (terms.Zip(sum.Terms, (a, b) => a.Factor == b.Factor).All(same => same))
                    return sum;
                var constant = new Term(sum.Constant, graph.One);
                return sum.ConstantFirst ? graph.Sum([constant, .. terms]) : graph.Sum([.. terms, constant]);
            case Product product:
                var factors = product.Factors.Select(factor => new Factor(Rewrite(factor.Base), factor.Exponent)).ToArray();
                return factors.Zip(product.Factors, (a, b) => a.Base == b.Base).All(same => same)
                    ? product
                    : graph.Product(Constant.One, factors);
            case Apply apply:
                var arguments = apply.Arguments.Select(Rewrite).ToArray();
                if (arguments.Zip(apply.Arguments, (a, b) => a == b).All(same => same))
                    return apply;
                return apply.Call is null ? graph.Call(apply.Function, arguments) : graph.RawCall(apply.Function, apply.Call, arguments);
            case Comparison comparison:
                return graph.Compare(comparison.Relation, Rewrite(comparison.Left), Rewrite(comparison.Right));
            case Choice choice:
                return graph.Choose(Rewrite(choice.Condition), Rewrite(choice.WhenTrue), Rewrite(choice.WhenFalse));
            default:
                return expr;
        }
    }
}
