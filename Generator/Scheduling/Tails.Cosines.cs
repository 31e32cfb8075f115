using System.Runtime.CompilerServices;
using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Scheduling;

/// <content>1 − tanh²u = 1/cosh²u: of the slope of a hyperbolic tangent all digits are there in its tails.</content>
internal sealed partial class Tails
{
    private readonly Dictionary<Expr, Expr> cosines = [];

    // Where the method computes cosh u, or nothing else asks for tanh u: as many operations, and nothing cancels.
    private Expr OfCosine(Expr expr)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var (scale, factor) = ExprGraph.Split(expr);
        // Times what is no input: the product with a direction.
        if (factor is Product product && Array.FindIndex(product.Factors, each => each.Base.IsActive) is >= 0 and var place && product.Factors.Count(each => each.Base.IsActive) == 1 && product.Factors[place].Exponent.IsOne)
            return OfCosine(product.Factors[place].Base) is var slope && slope == product.Factors[place].Base ? expr : graph.Scale(scale, Multiplied([new(slope, Constant.One), .. product.Factors.Where((_, i) => i != place)]));
        if (SlopeOfTanh(factor) is not { } u)
            return expr;
        var (tanh, cosh) = (graph.RawCall(Primitive.Tanh, null, u), graph.RawCall(Primitive.Cosh, null, u));
        return canonicalizer.Computes(cosh) || !(canonicalizer.Computes(tanh) || tangents.Contains(tanh)) ? graph.Scale(scale * ((Sum)factor).Constant, graph.Raw([new(cosh, -2)])) : expr;
    }

    // The same within all else, where nothing but the slope asks for tanh u, or cosh u is there. What it is asked of whether it is zero stays: it is zero before it is divided by infinity.
    private Expr OfCosines(Expr expr)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (cosines.TryGetValue(expr, out var known))
            return known;
        var result = canonicalizer.Written(expr).Count > 0 || asked.Contains(expr) ? expr
            : SlopeOfTanh(expr) is { } u && graph.RawCall(Primitive.Tanh, null, u) is var tanh && graph.RawCall(Primitive.Cosh, null, u) is var cosh && (isAtHand(cosh) || !(canonicalizer.Computes(tanh) || tangents.Contains(tanh)))
                ? graph.Scale(((Sum)expr).Constant, graph.Raw([new(cosh, -2)]))
            : Rebuilt(expr, OfCosines);
        if (result != expr && expr.Name is { } name && result.Name is null && result is not (Number or Symbol))
            result.Name = name;
        cosines.Add(expr, result);
        return result;
    }
}
