using SymDiff.Generator.Algebra;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

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

    // What is chosen on a condition that is the same in all turns leaves with the condition, unless that can only be asked where there is a turn. On any other a factor leaves alone, so it must be a number
    // whether the condition holds or not.
    private (Expr Factor, Expr Amount) SplitChoice(Choice choice, Expr chosen, Func<Expr, Expr, Expr> where)
    {
        var (factor, amount) = Split(chosen);
        return Leaves(choice.Condition) ? (where(choice.Condition, factor), where(choice.Condition, amount))
            : graph.IsRegular(factor) ? (factor, where(choice.Condition, amount))
            : (graph.One, choice);
    }

    /// <summary>Whether there may be no turn that asks for something though it is outside of the loop that it is a number: all that is added is chosen on conditions, or what ends the loop has to do with it.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="outside">What is computed outside of it.</param>
    /// <param name="added">What the turns add up.</param>
    /// <param name="leaves">Whether what is the same in all turns has left the sum with its condition.</param>
    public bool MayAskForNothing(LoopStep loop, IEnumerable<Expr> outside, IEnumerable<Expr> added, bool leaves = true)
    {
        Expr[] singular = [.. outside.Where(expr => !graph.IsRegular(expr))];
        return singular.Length > 0 && (added.All(expr => IsGuarded(expr, leaves)) || Array.Exists(singular, expr => Decides(loop, expr)));
    }

    // From several terms or factors no condition leaves.
    private bool IsGuarded(Expr expr, bool leaves) => expr switch
    {
        Number number => number.IsZero,
        // The outermost condition leaves, and none within it.
        Choice { IsGuarded: true } choice => !leaves || !Leaves(choice.Condition) || IsGuarded(choice.WhenTrue.IsZero ? choice.WhenFalse : choice.WhenTrue, leaves: false),
        Choice { MayBeNothing: true } => true,
        Sum { Constant.IsZero: true } sum => Array.TrueForAll(sum.Terms, term => IsGuarded(term.Factor, leaves && sum.Terms.Length == 1)),
        Product product => Array.Exists(product.Factors, factor => IsGuarded(factor.Base, leaves && product.Factors.Count(each => !IsSame(each.Base)) == 1)),
        _ => false,
    };

    // Whether the loop may run no turn because of what something is made of: Σ x/n, of n terms.
    private static bool Decides(LoopStep loop, Expr expr)
    {
        if (!loop.TestsFirst)
            return false;
        var asked = Needs.Of([], [loop.Condition]);
        Value[] open = [loop.Condition, .. loop.Carried.Where(carried => asked.Contains(carried.Current)).Select(carried => carried.Initial)];
        return ProgramAdjoint.Reachable(open).Overlaps(expr.Values.Where(value => !value.IsConstant));
    }

    private bool Leaves(Expr condition) => IsSame(condition) && !Needs.Of([], condition.Values).Any(Throws);

    // Data that are read at an index, and quotients of integers.
    private static bool Throws(Value value) => value switch
    {
        { Kind: ValueKind.Verbatim, MayFail: true } => Array.Exists([.. value.Pieces], piece => piece.IndexOf('[') >= 0),
        { Kind: ValueKind.Divide or ValueKind.Remainder, Type.IsReal: false } => value.Operands[1] is not { Kind: ValueKind.Literal, Number: not 0 },
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
