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
                return SplitChoice(choice, choice.WhenTrue, (condition, part) => graph.Choose(condition, part, graph.Zero));
            case Choice { WhenTrue.IsZero: true } choice:
                return SplitChoice(choice, choice.WhenFalse, (condition, part) => graph.Choose(condition, graph.Zero, part));
            default:
                return (graph.One, expr);
        }
    }

    // What is chosen on a condition that is the same in all turns leaves with the condition. On any other a factor leaves alone, so it must be a number whether the condition holds or not.
    private (Expr Factor, Expr Amount) SplitChoice(Choice choice, Expr chosen, Func<Expr, Expr, Expr> where)
    {
        var (factor, amount) = Split(chosen);
        return IsSame(choice.Condition) ? (where(choice.Condition, factor), where(choice.Condition, amount))
            : IsFinite(factor) ? (factor, where(choice.Condition, amount))
            : (graph.One, choice);
    }

    /// <summary>Whether something is a number whatever its variables are.</summary>
    public bool IsFinite(Expr expr) => expr switch
    {
        Number or Symbol => true,
        Sum sum => Array.TrueForAll(sum.Terms, term => IsFinite(term.Factor)),
        Product product => Array.TrueForAll(product.Factors, factor => IsFinite(factor.Base) && factor.Exponent.IsInteger && (!factor.Exponent.IsNegative || graph.IsPositive(factor.Base))),
        Apply { Function: Primitive.Sin or Primitive.Cos or Primitive.Tanh or Primitive.Abs } apply => Array.TrueForAll(apply.Arguments, IsFinite),
        _ => false,
    };

    /// <summary>Whether there may be no turn in which something is not zero: all of it is chosen on conditions that change.</summary>
    public bool IsGuarded(Expr expr) => expr switch
    {
        Choice { IsGuarded: true } choice => !IsSame(choice.Condition),
        Sum { Constant.IsZero: true } sum => Array.TrueForAll(sum.Terms, term => IsGuarded(term.Factor)),
        Product product => Array.Exists(product.Factors, factor => IsGuarded(factor.Base)),
        _ => false,
    };

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
