using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Simplification;

/// <summary>Builds expressions anew from the leaves up, each once, with a change at each node.</summary>
/// <param name="graph">The expressions.</param>
/// <param name="change">What a node becomes whose parts are what they are to be.</param>
/// <param name="isKept">Whether a node stays what it is, with all that it is made of.</param>
internal sealed class Rewriter(ExprGraph graph, Func<Expr, Expr> change, Func<Expr, bool>? isKept = null)
{
    private readonly Dictionary<Expr, Expr> rewritten = [];

    public Expr Rewrite(Expr expr)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (rewritten.TryGetValue(expr, out var known))
            return known;
        var rebuilt = isKept?.Invoke(expr) == true ? expr : change(Rebuild(expr));
        // A name goes with what it names, in whatever form.
        if (rebuilt != expr && expr.Name is { } name && rebuilt.Name is null && rebuilt is not (Number or Symbol))
            rebuilt.Name = name;
        // From the newer to the older: what was found again is not followed back.
        if (rebuilt.Id > expr.Id && (!string.IsNullOrEmpty(expr.Name) || IsCall(expr)) && rebuilt is not (Number or Symbol))
            rebuilt.Unsimplified ??= expr;
        rewritten.Add(expr, rebuilt);
        return rebuilt;
    }

    private static bool IsCall(Expr expr) => expr is Apply or Product { Factors: [{ Exponent.IsInteger: false }] };


    private Expr Rebuild(Expr expr)
    {
        switch (expr)
        {
            case Sum sum:
                return Rebuild(sum);
            case Product product:
                return Rebuild(product);
            case Apply apply:
                return Rebuild(apply);
            case Comparison comparison:
                return graph.Compare(comparison.Relation, Rewrite(comparison.Left), Rewrite(comparison.Right));
            case Choice choice:
                return graph.Choose(Rewrite(choice.Condition), Rewrite(choice.WhenTrue), Rewrite(choice.WhenFalse));
            default:
                return expr;
        }
    }
    private Expr Rebuild(Sum sum)
    {
        var isSame = true;
        var terms = new Term[sum.Terms.Length + (sum.Constant.IsZero ? 0 : 1)];
        var first = sum.ConstantFirst && !sum.Constant.IsZero ? 1 : 0;
        for (var i = 0; i < sum.Terms.Length; i++)
        {
            var (coefficient, factor) = sum.Terms[i];
            var rewrittenFactor = Rewrite(factor);
            isSame &= rewrittenFactor == factor;
            terms[first + i] = new(coefficient, rewrittenFactor);
        }

        if (isSame)
            return sum;
        if (!sum.Constant.IsZero)
            terms[first == 1 ? 0 : terms.Length - 1] = new(sum.Constant, graph.One);
        return graph.Sum(terms);
    }

    private Expr Rebuild(Product product)
    {
        var isSame = true;
        var factors = new Factor[product.Factors.Length];
        for (var i = 0; i < factors.Length; i++)
        {
            var (expr, exponent) = product.Factors[i];
            var rewrittenBase = Rewrite(expr);
            isSame &= rewrittenBase == expr;
            factors[i] = new(rewrittenBase, exponent);
        }

        return isSame ? product : graph.Product(Constant.One, factors);
    }

    private Expr Rebuild(Apply apply)
    {
        var isSame = true;
        var arguments = new Expr[apply.Arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Rewrite(apply.Arguments[i]);
            isSame &= arguments[i] == apply.Arguments[i];
        }

        return isSame ? apply
            : apply.Call is null ? graph.Call(apply.Function, arguments)
            : graph.RawCall(apply.Function, apply.Call, arguments);
    }
}
