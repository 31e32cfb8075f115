using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Expectations;

/// <summary>
/// The expectation of a product of two functions of forms that share draws and have the mean zero, X ~ N(0, s²) and Y ~ N(0, t²) with the covariance c: E[sign X·sign Y] = 2/π·asin(c/(s·t)), and asin(c/(s·t)) = atan2(c, √(s²·t² − c²))
/// (W. F. Sheppard, 1899). A step is ½·(1 + sign); erf and Φ are signs of forms with a draw more of their own, which adds to the variance.
/// </summary>
internal sealed class OddPair(ExprGraph graph)
{
    /// <summary>The expectation; null where it has no closed form.</summary>
    public Expr? Of(Kernel one, Kernel other)
    {
        if (Parts(one.Shape) is not var (mean, scale, extra) || Parts(other.Shape) is not var (otherMean, otherScale, otherExtra) || !one.Form.Constant.IsZero || !other.Form.Constant.IsZero)
            return null;
        var covariance = graph.Sum([.. one.Form.Draws.Where(other.Form.Contains).Select(draw => new Term(Constant.One, graph.Multiply(one.Form.Slope(draw), other.Form.Slope(draw))))]);
        var angle = graph.Call(Primitive.Atan2, covariance, graph.Sqrt(Determinant(one.Form, other.Form, extra, otherExtra)));
        var pi = graph.Symbol(graph.Values.Literal(Model.ValueType.Double, "Math.PI", Math.PI));
        return graph.Sum([new(mean * otherMean, graph.One), new(scale * otherScale * 2, graph.Divide(angle, pi))]);
    }

    // s²·t² − c², by Lagrange's identity: it is a sum of squares, and no digits cancel where the correlation is near to 1.
    private Expr Determinant(DrawPolynomial one, DrawPolynomial other, Constant extra, Constant otherExtra)
    {
        int[] draws = [.. one.Draws.Union(other.Draws)];
        var terms = new List<Term> { new(extra * otherExtra, graph.One) };
        for (var i = 0; i < draws.Length; i++)
        {
            terms.Add(new(otherExtra, graph.Square(one.Slope(draws[i]))));
            terms.Add(new(extra, graph.Square(other.Slope(draws[i]))));
            foreach (var draw in draws.Skip(i + 1))
                terms.Add(new(Constant.One, graph.Square(graph.Subtract(graph.Multiply(one.Slope(draws[i]), other.Slope(draw)), graph.Multiply(one.Slope(draw), other.Slope(draws[i]))))));
        }

        return graph.Sum(terms);
    }

    // What the function is about zero, what multiplies the sign, and the variance of the draw of its own: erf x = E[sign(x + ε/√2)].
    private static (Constant Mean, Constant Scale, Constant Extra)? Parts(Shape shape) => shape switch
    {
        Shape.Step => (Constant.Half, Constant.Half, Constant.Zero),
        Shape.Sign => (Constant.Zero, Constant.One, Constant.Zero),
        Shape.Cdf => (Constant.Half, Constant.Half, Constant.One),
        Shape.Erf => (Constant.Zero, Constant.One, Constant.Half),
        _ => null,
    };
}
