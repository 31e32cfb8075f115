using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Simplification;

/// <summary>
/// Makes derivatives smaller. Each identity is tried at each expression, from the leaves up, and kept where it lowers the cost; so simplification ends.
/// </summary>
internal static class Simplifier
{
    private const int MostRounds = 6;

    // Sums that are factors within terms of sums are looked at no deeper than this.
    private const int DeepestSum = 2;

    /// <summary>The expressions when differentiation is over: without <c>StopGradient</c>, with powers times logarithms written out, and with a zero for what is zero where its condition holds.</summary>
    public static Expr[] Release(ExprGraph graph, IEnumerable<Expr> exprs)
    {
        var release = new Rewriter(graph, expr => expr switch
        {
            Apply { Function: Primitive.StopGradient, Arguments: [var argument] } => argument,
            Apply { Function: Primitive.PowLog or Primitive.PowSlope or Primitive.Share } => graph.WrittenOut(expr),
            Choice { Condition: Comparison { Relation: ValueKind.Equal, Right: Number number } comparison } choice when Vanishes(graph, choice.WhenTrue, comparison.Left, number) =>
                graph.Choose(choice.Condition, graph.Zero, choice.WhenFalse),
            _ => expr,
        });
        // From within, sums before what is added in them.
        var gather = new Rewriter(graph, expr => expr is Sum sum ? graph.Gathered(sum) : expr);
        return [.. exprs.Select(gather.Rewrite).Select(release.Rewrite)];
    }

    // y/x where y = 0.
    private static bool Vanishes(ExprGraph graph, Expr expr, Expr variable, Number value) =>
        expr is Choice or Sum or Product && new Rewriter(graph, part => part == variable ? value : part).Rewrite(expr).IsZero;

    /// <summary>The expressions, smaller.</summary>
    /// <param name="graph">The graph that they are of.</param>
    /// <param name="exprs">The expressions.</param>
    /// <param name="isKept">Whether an expression stays what it is.</param>
    public static Expr[] Simplify(ExprGraph graph, IEnumerable<Expr> exprs, Func<Expr, bool>? isKept = null)
    {
        var improved = new Dictionary<Expr, Expr>();
        var simplify = new Rewriter(graph, expr => ImproveUpToSign(graph, expr, improved), isKept);
        return [.. Exponentials.Align(graph, [.. exprs]).Select(simplify.Rewrite)];
    }

    // What differs in sign only takes the same form: −∂²f/∂x∂y is written with ∂²f/∂x∂y.
    private static Expr ImproveUpToSign(ExprGraph graph, Expr expr, Dictionary<Expr, Expr> improved)
    {
        if (expr is not Sum { IsScaled: false })
            return Improve(graph, expr);
        if (improved.TryGetValue(expr, out var known))
            return known;
        var better = Improve(graph, expr);
        improved.Add(expr, better);
        improved[graph.Negate(expr)] = graph.Negate(better);
        return better;
    }

    private static Expr Improve(ExprGraph graph, Expr expr)
    {
        var better = ImproveWhole(graph, expr);
        return better == expr ? expr : ImproveFactors(graph, better);
    }

    // A sum that has come out of an identity as a factor is new, and may be one product; so may one within it: of c²·(2·(c² − v²)/(c² + u·v) − 2) + v² the two fractions meet.
    private static Expr ImproveFactors(ExprGraph graph, Expr expr, int depth = 0)
    {
        var (scale, core) = ExprGraph.Split(expr);
        if (core is not Product product)
            return expr;
        var factors = Array.ConvertAll(product.Factors, factor => factor is { Base: Sum { Name: null, IsScaled: false } sum, Exponent.IsOne: true } ? new Factor(ImproveSum(graph, sum, depth), Constant.One) : factor);
        return factors.SequenceEqual(product.Factors) ? expr : graph.Product(scale, factors);
    }

    private static Expr ImproveSum(ExprGraph graph, Sum sum, int depth)
    {
        if (ImproveWhole(graph, sum) is var whole and not Sum { IsScaled: false })
            return whole;
        if (depth == DeepestSum)
            return sum;
        var terms = Array.ConvertAll(sum.Terms, term => term.Factor is Product { Name: null } part ? new Term(term.Coefficient, ImproveFactors(graph, part, depth + 1)) : term);
        if (terms.SequenceEqual(sum.Terms))
            return sum;
        var constant = new Term(sum.Constant, graph.One);
        return sum.ConstantFirst ? graph.Sum([constant, .. terms]) : graph.Sum([.. terms, constant]);
    }

    // Regions of a program ask for much the same expressions one after the other.
    private static Expr ImproveWhole(ExprGraph graph, Expr expr)
    {
        if (expr is not (Sum or Product))
            return expr;
        if (!graph.Improved.TryGetValue(expr, out var known))
            graph.Improved[expr] = known = Better(graph, expr);
        return known;
    }

    private static Expr Better(ExprGraph graph, Expr expr)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            if (expr is not (Sum or Product))
                return expr;
            var best = expr;
            int? cost = null;
            foreach (var identity in Fractions.All)
            {
                if (identity.Apply(graph, expr) is not { } other || other == expr)
                    continue;
                cost ??= Cost.Of(expr);
                if (cost == int.MaxValue)
                    return expr;
                if (Cost.Of(other) is var otherCost && (otherCost < cost || (best == expr && otherCost - cost <= SavedBy(other, expr))))
                    (best, cost) = (other, otherCost);
            }

            if (best == expr)
                return expr;
            expr = best;
        }

        return expr;
    }

    // 1/(x + 1) + 1/(x − 1) cancels near 0; 2x/((x − 1)·(x + 1)), which costs the same, has nothing above that could. So it is with y²·z²/(x² + y²·z²), which costs what 1 − x²/(x² + y²·z²) does
    // where y²·z² is there already. What is written otherwise costs more than any that is.
    private static int SavedBy(Expr other, Expr expr) => expr is Sum { IsScaled: false }
        && ExprGraph.Split(other).Factor is Product product && Array.TrueForAll(product.Factors, factor => factor.Exponent.IsNegative || factor.Base is not (Sum or Choice)) ? Cost.Shared(product) : -1;
}
