using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Expectations;

/// <content>Conditions of the second degree, by completing the square: k + c·X² is greater than zero where c &gt; 0 and |X| &gt; √(−k/c), or c &lt; 0 and |X| &lt; √(−k/c).</content>
internal sealed partial class Expansion
{
    // 1 where the expression is greater than zero; null where it is none of the second degree in a linear form.
    private IReadOnlyList<Weighted>? OfSquare(Expr expr)
    {
        if (Square(expr) is not var (square, coefficient, form))
            return null;
        // Below zero there is no root, and no X whose square is less.
        var root = graph.Sqrt(graph.IsNonNegative(square) ? square : graph.Call(Primitive.Max, square, graph.Zero));
        IReadOnlyList<Weighted> inside = [Step(form.Plus(Constant(root)), graph.One), Step(form.Plus(Algebra.Constant.MinusOne, Constant(root)), graph.Number(Algebra.Constant.MinusOne))];
        IReadOnlyList<Weighted> outside = [.. Always, .. inside.Select(term => Scaled(graph.Number(Algebra.Constant.MinusOne), term))];
        // Where it is zero the form is degenerate.
        return graph.IsNonNegative(coefficient) || (!graph.IsNonNegative(graph.Negate(coefficient)) && IsAbove(coefficient)) ? outside : inside;
    }

    private Weighted Step(DrawPolynomial form, Expr weight) => new(Constant(weight), [new Kernel(Shape.Step, form)]);

    // k + c·X²: what X² is compared with, c, and X. Where c may be zero it is a factor of X, which is then degenerate.
    private (Expr Square, Expr Coefficient, DrawPolynomial Form)? Square(Expr expr)
    {
        if (SquareOf(expr) is var (constant, coefficient, radix))
        {
            return graph.IsPositive(coefficient) || graph.IsPositive(graph.Negate(coefficient))
                ? (graph.Negate(graph.Divide(constant, coefficient)), coefficient, radix)
                : (graph.Negate(graph.Multiply(constant, coefficient)), coefficient, radix.Times(coefficient));
        }

        if (PolynomialOf(expr) is not { Degree: 2 } quadratic || quadratic.Draws.ToList() is not [var draw])
            return null;
        // c·(a + b·ε + c·ε²) = (c·ε + ½b)² − (¼b² − a·c)
        var (a, b, c) = (quadratic.Constant, quadratic.OfPower(draw, 1).Constant, quadratic.OfPower(draw, 2).Constant);
        var half = graph.Scale(Algebra.Constant.Half, b);
        var form = DrawPolynomial.Draw(graph, draws.Count, draw).Times(c).Plus(Constant(half));
        return (MultipliedOut(graph.Subtract(graph.Square(half), graph.Multiply(a, c))), c, form);
    }

    // A single term that depends on draws, and that is the square of a linear form.
    private (Expr Constant, Expr Coefficient, DrawPolynomial Form)? SquareOf(Expr expr)
    {
        var sum = expr as Sum;
        Term[] terms = sum is null ? [new(Algebra.Constant.One, expr)] : sum.Terms;
        if (terms.Where(term => draws.AreIn(term.Factor)).ToList() is not [var square] || square.Factor is not Product product
            || product.Factors.Where(factor => draws.AreIn(factor.Base)).ToList() is not [{ Base: var radix, Exponent: var exponent }] || exponent != 2
            || PolynomialOf(radix) is not { IsLinear: true } form)
            return null;
        var constant = graph.Sum([.. terms.Where(term => term != square), new(sum?.Constant ?? Algebra.Constant.Zero, graph.One)]);
        return (constant, graph.Product(square.Coefficient, [.. product.Factors.Where(factor => factor.Base != radix)]), form);
    }

    private Expr MultipliedOut(Expr expr) => Polynomial.Of(graph, Algebra.Constant.One, expr) is { } polynomial && polynomial.Terms.Count() <= 3
        ? graph.Sum([.. polynomial.Terms.Select(term => new Term(term.Coefficient, graph.Product(Algebra.Constant.One, term.Factors)))])
        : expr;
}
