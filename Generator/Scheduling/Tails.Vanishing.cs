using System.Runtime.CompilerServices;
using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Scheduling;

/// <content>What vanishes where a polynomial beside it overflows, and makes the product zero: exp(−xᵏ)·xᵏ⁻¹, φ(x)·(2 − x²), (1 − tanh²u)·(1 + u²).</content>
internal sealed partial class Tails
{
    // What is asked whether it is zero.
    private readonly List<Expr> asked = [];

    // It is zero where what vanishes is, however large the power; so is exp(−x)·x where x is infinite.
    private Expr Settled(Expr expr)
    {
        if (expr is not Product product)
            return expr;
        if (Array.Find(product.Factors, factor => factor.Exponent.IsOne && IsSettledByInfinity(factor.Base)) is { Base: { } infinite } && Array.Exists(product.Factors, factor => factor.Base != infinite && !factor.Exponent.IsNegative && graph.MayBeInfinite(factor.Base)))
            return Unless(infinite, product);
        if (Array.Find(product.Factors, factor => factor.Exponent.IsOne && IsSettledByLogarithm(factor.Base, product)) is { Base: { } power })
            return Unless(power, product);
        var all = Vanishing(product, 0).Select(vanishing => new Radices(vanishing.Factor, vanishing.Argument)).ToList();
        if (all.Find(radices => radices.MakeOverflow(product)) is not { } those)
            return Distributed(product);
        // φ·(2 − x²) = 2·φ − φ·x·x, where no power is left that overflows.
        var place = those.Vanishing is Sum ? -1 : Array.FindIndex(product.Factors, factor => factor.Exponent.IsOne && factor.Base is Sum { Name: null } sum && IsOfTwo(sum) && those.IsLarge(factor));
        return place >= 0 && Parts(product, place).All(part => part.Factor is not Product term || !all.Exists(radices => radices.MakeOverflow(term))) ? Distributed(product, place) : Unless(those.Vanishing, product);
    }

    private Expr Unless(Expr vanishing, Expr expr)
    {
        if (!asked.Contains(vanishing))
            asked.Add(vanishing);
        return graph.Choose(graph.Compare(Values.ValueKind.Equal, vanishing, graph.Zero), graph.Zero, expr);
    }

    // Where the author's infinity makes it zero.
    private bool IsSettledByInfinity(Expr expr) => ExprGraph.Vanishes(expr) && expr.Parts.Any(graph.MayBeInfinite);

    // s⁻ᵏ·log s is zero where s⁻ᵏ is, with s = 1 + eᵘ or cosh u, which may overflow.
    private static bool IsSettledByLogarithm(Expr expr, Product product) => expr is Apply { Function: Primitive.Pow, Arguments: [var radix, var exponent] } && ExprGraph.LooksNegative(exponent)
        && (radix is Sum sum ? sum.Terms.SelectMany(static term => term.Factor is Product inner ? inner.Factors.Select(static factor => factor.Base) : [term.Factor]).Any(MayOverflow) : MayOverflow(radix))
        && product.All.Any(part => part is Apply { Function: Primitive.Log, Arguments: [var whole] } && whole == radix || part is Apply { Function: Primitive.Log1p });

    private static bool MayOverflow(Expr expr) => expr is Apply { Function: Primitive.Exp or Primitive.Pow or Primitive.Cosh, IsActive: true };

    // What is zero with the exponential for which others are asked whether it is zero is not computed there either: all of a Hessian is zero then.
    private Expr[] Guarded(Expr[] exprs)
    {
        foreach (var vanishing in asked.ToList())
        {
            var known = new Dictionary<Expr, bool>();
            exprs = Array.ConvertAll(exprs, expr => canonicalizer.Written(expr).Count == 0 && VanishesWith(vanishing, expr, known) ? Unless(vanishing, expr) : expr);
        }

        return exprs;
    }

    private static bool VanishesWith(Expr vanishing, Expr expr, Dictionary<Expr, bool> known)
    {
        if (expr == vanishing)
            return true;
        if (known.TryGetValue(expr, out var vanishes))
            return vanishes;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        vanishes = expr switch
        {
            Sum sum => sum.Constant.IsZero && Array.TrueForAll(sum.Terms, term => VanishesWith(vanishing, term.Factor, known)),
            Product product => Array.Exists(product.Factors, factor => !factor.Exponent.IsNegative && VanishesWith(vanishing, factor.Base, known)),
            Choice choice => (choice.WhenTrue.IsZero || VanishesWith(vanishing, choice.WhenTrue, known)) && (choice.WhenFalse.IsZero || VanishesWith(vanishing, choice.WhenFalse, known)),
            _ => false,
        };
        return known[expr] = vanishes;
    }

    // The factors that may vanish, with what they vanish in.
    private IEnumerable<(Expr Factor, Expr Argument)> Vanishing(Product product, int depth)
    {
        foreach (var (expr, exponent) in product.Factors)
        {
            if (!exponent.IsOne)
                continue;
            if (expr is Apply { Function: Primitive.Exp, Arguments: [var u] } && !graph.IsNonNegative(u))
                yield return (expr, u);
            else if (expr is Apply { Function: Primitive.NormalPdf, Arguments: [var z] })
                yield return (expr, z);
            else if (SlopeOfTanh(expr) is { } t)
                yield return (expr, t);
            else if (expr is Sum { Constant.IsZero: true } sum && ArgumentOf(sum) is { } v)
                yield return (expr, v);
            else if (expr is Product inner && depth < Deepest)
                foreach (var within in Vanishing(inner, depth + 1))
                    yield return within;
        }
    }

    // Of a·exp(v) − exp(w), of which all terms vanish with what they grow smaller with, v.
    private static Expr? ArgumentOf(Expr expr, int depth = 0) => depth > Deepest ? null : expr switch
    {
        Apply { Function: Primitive.Exp, Arguments: [Sum v] } => Array.Exists(v.Terms, static term => term.Coefficient.IsNegative && (term.Factor is Apply { Function: Primitive.Exp } || HasExplosion(term.Factor, 0))) ? v : null,
        Product product => product.Factors.Where(static factor => factor.Exponent.IsOne).Select(factor => ArgumentOf(factor.Base, depth + 1)).FirstOrDefault(static v => v is not null),
        Choice { WhenTrue.IsZero: true, WhenFalse: var otherwise } => ArgumentOf(otherwise, depth + 1),
        Sum { Constant.IsZero: true } sum => sum.Terms.Select(term => ArgumentOf(term.Factor, depth + 1)).Aggregate(static (one, other) => one is null || other is null ? null : one),
        _ => null,
    };

    private static bool HasExplosion(Expr expr, int depth) => Radices.Explodes(expr) || (depth < Deepest && expr switch
    {
        Sum sum => Array.Exists(sum.Terms, term => HasExplosion(term.Factor, depth + 1)),
        Product product => Array.Exists(product.Factors, factor => factor.Exponent.IsOne && HasExplosion(factor.Base, depth + 1)),
        _ => false,
    });

    // Of 1 − tanh²t, or its opposite, t.
    private static Expr? SlopeOfTanh(Expr expr) =>
        expr is Sum { Constant: { IsUnit: true } one, Terms: [{ Coefficient: var minus, Factor: Product { Factors: [{ Base: Apply { Function: Primitive.Tanh, Arguments: [var t] }, Exponent: var two }] } }] } && minus == -one && two == 2 ? t : null;
}
