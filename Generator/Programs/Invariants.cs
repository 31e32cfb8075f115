using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Programs;

/// <summary>What is the same in all turns of a loop goes out of its sums: Σ c·x = c·Σ x.</summary>
internal sealed class Invariants(ProgramAdjoint program, Region inner)
{
    private readonly ExprGraph graph = program.Graph;

    /// <summary>A factor that is the same in all turns, and the rest.</summary>
    public (Expr Factor, Expr Amount) Split(Expr expr)
    {
        if (IsSame(expr))
            return (expr, graph.One);
        switch (expr)
        {
            case Sum { IsScaled: true } scaled:
                var (factor, amount) = Split(scaled.Terms[0].Factor);
                return (graph.Scale(scaled.Terms[0].Coefficient, factor), amount);
            case Sum sum:
                return SplitSum(sum);
            case Product product:
                return SplitProduct(product);
            case Choice { WhenFalse.IsZero: true } choice:
                var (then, inThen) = Split(choice.WhenTrue);
                return (then, graph.Choose(choice.Condition, inThen, graph.Zero));
            case Choice { WhenTrue.IsZero: true } choice:
                var (otherwise, inElse) = Split(choice.WhenFalse);
                return (otherwise, graph.Choose(choice.Condition, graph.Zero, inElse));
            default:
                return (graph.One, expr);
        }
    }

    private bool IsSame(Expr expr) => program.Places.IsOutside(expr, inner);

    private (Expr Factor, Expr Amount) SplitProduct(Product product)
    {
        var same = product.Factors.Where(factor => IsSame(factor.Base)).ToArray();
        var rest = product.Factors.Where(factor => !IsSame(factor.Base)).ToArray();
        var outside = graph.Product(Constant.One, same);
        // Where all that is left is one sum or choice, there may be more in it.
        if (rest is [{ Exponent.IsOne: true, Base: var single }])
        {
            var (factor, amount) = Split(single);
            return (graph.Multiply(outside, factor), amount);
        }

        return (outside, graph.Product(Constant.One, rest));
    }

    // The power that divides both: of 1/σ and 1/σ³ it is 1/σ.
    private static Constant? InBoth(Constant a, Constant b) =>
        a == b ? a
        : !a.IsInteger || !b.IsInteger || a.IsNegative != b.IsNegative ? null
        : a.Abs < b.Abs ? a : b;

    // What all terms share.
    private (Expr Factor, Expr Amount) SplitSum(Sum sum)
    {
        if (!sum.Constant.IsZero)
            return (graph.One, sum);
        Dictionary<Expr, Constant>? shared = null;
        foreach (var term in sum.Terms)
        {
            Factor[] factors = term.Factor is Product product ? product.Factors : [new Factor(term.Factor, Constant.One)];
            var own = factors.Where(factor => IsSame(factor.Base)).ToDictionary(factor => factor.Base, factor => factor.Exponent);
            shared = shared is null ? own : shared.Where(pair => own.TryGetValue(pair.Key, out var exponent) && InBoth(exponent, pair.Value) is not null)
                .ToDictionary(pair => pair.Key, pair => InBoth(own[pair.Key], pair.Value)!.Value);
        }

        if (shared is null || shared.Count == 0)
            return (graph.One, sum);
        var common = graph.Product(Constant.One, [.. shared.OrderBy(pair => pair.Key.Id).Select(pair => new Factor(pair.Key, pair.Value))]);
        var terms = sum.Terms.Select(term => new Term(term.Coefficient, graph.Divide(term.Factor, common))).ToArray();
        return (common, graph.Sum(terms));
    }
}
