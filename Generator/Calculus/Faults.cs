using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Calculus;

/// <summary>
/// Which faults of expressions others cannot survive, followed from these to what they are made of: that of b in s + a/b is to be zero (strictness analysis: Mycroft, The theory and practice of transforming
/// call-by-need into call-by-value, Lecture Notes in Computer Science 83, 1980).
/// </summary>
/// <param name="graph">The graph that the expressions are of.</param>
/// <param name="inside">What a symbol was made of, where there is more to be known of it.</param>
internal sealed class Faults(ExprGraph graph, Func<Symbol, Expr?>? inside = null)
{
    /// <summary>A result that is infinite, or no number.</summary>
    public const Fault Lost = Fault.NotANumber | Fault.Infinite;

    // What is chosen on more conditions than this within one another is not looked into.
    private const int MostConditions = 4;

    private readonly Dictionary<Expr, List<(Case? Case, Fault Faults)>> found = [];

    /// <summary>All expressions of which something is known.</summary>
    public IEnumerable<Expr> Expressions => found.Keys;

    /// <summary>What is known of an expression, in one case of it.</summary>
    public Fault Of(Expr expr, Case? within = null) =>
        found.TryGetValue(expr, out var all) ? all.Where(one => Case.Covers(one.Case, within)).Aggregate(Fault.None, (faults, one) => faults | one.Faults) : Fault.None;

    /// <summary>States that an expression may have none of some faults, and so what it is made of.</summary>
    public void Forbid(Expr expr, Fault faults)
    {
        var open = new Stack<(Expr Expr, Fault Faults, Case? Case)>([(expr, faults, null)]);
        while (open.Count > 0)
        {
            (expr, faults, var within) = open.Pop();
            var before = Of(expr, within);
            if ((before | faults) == before)
                continue;
            faults |= before;
            if (!found.TryGetValue(expr, out var all))
                found.Add(expr, all = []);
            all.Add((within, faults));
            // What is so on both sides of a condition is so.
            if (within is not null && (faults & Of(expr, within with { Holds = !within.Holds })) is var either)
                open.Push((expr, either, within.Outer));
            foreach (var (part, ofPart) in PartsOf(expr, faults))
                open.Push((part, ofPart, within));
            if (expr is Choice choice && Case.DepthOf(within) < MostConditions)
            {
                open.Push((choice.WhenTrue, faults, new Case(within, choice.Condition, true)));
                open.Push((choice.WhenFalse, faults, new Case(within, choice.Condition, false)));
            }

            if (expr is Symbol symbol && inside?.Invoke(symbol) is { } made)
                open.Push((made, faults, within));
        }
    }

    // Which faults of what an expression is made of are faults of its own.
    private IEnumerable<(Expr Expr, Fault Faults)> PartsOf(Expr expr, Fault faults) => expr switch
    {
        Sum sum => sum.Terms.Select(term => (term.Factor, faults & (sum.IsScaled ? Lost | Fault.Zero : Lost))),
        Product product => product.Factors.Select(factor => (factor.Base, OfBase(factor.Exponent, faults))),
        Apply apply => apply.Arguments.Select(argument => (argument, OfArgument(apply.Function, faults))),
        _ => [],
    };

    // A product with a factor of zero is zero or no number, and one with an infinite factor infinite or no number.
    private static Fault OfBase(Constant exponent, Fault faults)
    {
        if (!faults.HasFlag(Fault.NotANumber))
            return Fault.None;
        var (infinite, zero) = exponent.IsNegative ? (Fault.Zero, Fault.Infinite) : (Fault.Infinite, Fault.Zero);
        return Fault.NotANumber | (exponent.IsInteger ? Fault.None : Fault.Negative) | (faults.HasFlag(Fault.Infinite) ? infinite : Fault.None) | (faults.HasFlag(Fault.Zero) ? zero : Fault.None);
    }

    private Fault OfArgument(Primitive function, Fault faults) => !faults.HasFlag(Fault.NotANumber) ? Fault.None : function switch
    {
        Primitive.Log or Primitive.Log2 or Primitive.Log10 => Fault.NotANumber | Fault.Negative | (faults.HasFlag(Fault.Infinite) ? Fault.Infinite | Fault.Zero : Fault.None),
        Primitive.Abs or Primitive.Cbrt or Primitive.StopGradient or Primitive.Widen => faults & ~Fault.Negative,
        Primitive.Sinh or Primitive.Asinh => faults & ~Fault.Negative,
        Primitive.Cosh => faults & Lost,
        Primitive.Sin or Primitive.Cos or Primitive.Tan => Lost,
        Primitive.Max or Primitive.Min => graph.PassesOverNaN ? Fault.None : Fault.NotANumber,
        Primitive.Hypot => (faults & Lost) == Lost ? Lost : Fault.None,
        Primitive.Exp or Primitive.Exp2 or Primitive.Exp10 or Primitive.Expm1 or Primitive.Tanh or Primitive.Atan or Primitive.Logistic or Primitive.Softplus
            or Primitive.NormalCdf or Primitive.NormalPdf or Primitive.Erf or Primitive.Erfc => Fault.NotANumber,
        _ => Fault.None,
    };
}
