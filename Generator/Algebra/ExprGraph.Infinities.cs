using SymDiff.Generator.Values;

namespace SymDiff.Generator.Algebra;

/// <content>What may be infinite because the author says so.</content>
internal sealed partial class ExprGraph
{
    private readonly Dictionary<Expr, bool> infinite = [];
    private Func<Value, bool>? mayBeInfinite;

    /// <summary>States which of the method's values may be infinite.</summary>
    public void AssumeInfinities(Func<Value, bool> infinities) => mayBeInfinite = infinities;

    /// <summary>Whether something may be infinite, or no number because of infinities.</summary>
    public bool MayBeInfinite(Expr expr) => mayBeInfinite is not null && IsInfinite(expr);

    private bool IsInfinite(Expr expr)
    {
        if (expr is Algebra.Number)
            return false;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (infinite.TryGetValue(expr, out var known))
            return known;
        known = expr switch
        {
            Algebra.Symbol symbol => mayBeInfinite!(symbol.Value),
            Algebra.Sum sum => Array.Exists(sum.Terms, term => IsInfinite(term.Factor)),
            // What is divided by infinity is zero.
            Algebra.Product product => Array.Exists(product.Factors, factor => !factor.Exponent.IsNegative && IsInfinite(factor.Base)),
            Choice choice => IsInfinite(choice.WhenTrue) || IsInfinite(choice.WhenFalse),
            Apply { Function: Primitive.Min or Primitive.Max or Primitive.Abs or Primitive.Log or Primitive.Softplus or Primitive.LogSumExp or Primitive.Widen or Primitive.StopGradient } apply => Array.Exists(apply.Arguments, IsInfinite),
            _ => false,
        };
        infinite[expr] = known;
        return known;
    }
}
