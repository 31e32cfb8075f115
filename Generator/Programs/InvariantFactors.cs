using SymDiff.Generator.Algebra;
using SymDiff.Generator.Simplification;

namespace SymDiff.Generator.Programs;

/// <summary>
/// Parts what changes from turn to turn from what does not: with r = d/σ, where only d changes, r/σ is d/σ² and r² is d²/σ². So what does not change meets, is computed
/// once, and can leave the sums; and r need not be computed where nothing else asks for it.
/// </summary>
internal sealed class InvariantFactors(ProgramAdjoint program)
{
    // A higher power is left together: taken apart it may overflow.
    private const int GreatestPower = 2;

    private readonly ExprGraph graph = program.Graph;

    public Expr[] Of(IEnumerable<Expr> exprs)
    {
        // A sum to which the author has given a name is read by that name.
        var separate = new Rewriter(graph, Separate, expr => expr is Sum && program.IsNamedInProgram(expr));
        return [.. exprs.Select(separate.Rewrite)];
    }

    private Expr Separate(Expr expr)
    {
        if (expr is not Product product || !product.Factors.Any(IsMixed))
            return expr;
        return graph.Product(Constant.One, [.. product.Factors.SelectMany(factor => IsMixed(factor)
            ? ((Product)factor.Base).Factors.Select(part => new Factor(part.Base, part.Exponent * factor.Exponent))
            : [factor])]);
    }

    // Whether it is one thing that changes in a loop, times or over others that do not change in it.
    private bool IsMixed(Factor factor)
    {
        if (factor is not { Exponent: { IsInteger: true, IsNegative: false } exponent, Base: Product { Factors.Length: > 1 } part } || exponent.Numerator > GreatestPower)
            return false;
        var depths = Array.ConvertAll(part.Factors, inner => program.Places.Of(inner.Base).Region.Depth);
        var deepest = depths.Max();
        return deepest > 0 && depths.Count(depth => depth == deepest) == 1 && part.Factors[Array.IndexOf(depths, deepest)].Exponent.IsOne
            && Array.TrueForAll(part.Factors, inner => inner.Exponent.IsInteger);
    }
}
