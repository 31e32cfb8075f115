using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Expectations;

/// <content>Conditions of a higher degree: products, by the signs of their factors, and polynomials in one linear form, by their roots.</content>
internal sealed partial class Expansion
{
    // 1 where the expression is greater than zero; null where it is neither a product nor a polynomial whose roots are known.
    private IReadOnlyList<Weighted>? OfPowers(Expr expr)
    {
        var (coefficient, factor) = ExprGraph.Split(expr);
        if (factor is Product product)
            return OfFactors(coefficient, product, expr);
        if (InOneForm(expr) is not var (form, coefficients))
            return null;
        var lowest = coefficients.FindIndex(each => !each.IsZero);
        if (coefficients.TrueForAll(each => each is Number))
            return OfRoots(form, PolynomialRoots.Of([.. coefficients.Select(each => ((Number)each).Value.ToDouble())]));
        // X·q(X), of which q is of a lower degree.
        if (lowest > 0)
        {
            var rest = graph.Sum([.. coefficients.Skip(lowest).Select((each, power) => new Term(Algebra.Constant.One, graph.Multiply(each, graph.Power(form, power))))]);
            return lowest % 2 == 0 ? Positive(rest) : OfTwoFactors(form, rest, expr);
        }

        // c·X³ + k, of which X³ grows with X.
        return coefficients.Count == 4 && coefficients[1].IsZero && coefficients[2].IsZero
            ? OfTwoFactors(coefficients[3], graph.Add(form, graph.Call(Primitive.Cbrt, graph.Divide(coefficients[0], coefficients[3]))), expr)
            : null;
    }

    // An even power is greater than zero almost everywhere; an odd one has the sign of what it is a power of.
    private IReadOnlyList<Weighted>? OfFactors(Constant coefficient, Product product, Expr whole)
    {
        if (Array.Exists(product.Factors, factor => draws.AreIn(factor.Base) && !factor.Exponent.IsInteger))
            return null;
        var odd = product.Factors.Where(factor => draws.AreIn(factor.Base) && !factor.Exponent.IsEven).Select(factor => factor.Base).ToList();
        var free = graph.Product(coefficient, [.. product.Factors.Where(factor => !draws.AreIn(factor.Base))]);
        return odd.Aggregate((IReadOnlyList<Weighted>?)null, (known, each) => known is null ? Positive(each) : Same(known, Negative(known), each, whole)) is var signs && signs is null
            ? Sure(free)
            : Same(signs, Negative(signs), free, whole);
    }

    private List<Weighted> OfTwoFactors(Expr one, Expr other, Expr whole) => Same(Positive(one), Positive(graph.Negate(one)), other, whole);

    // Where both have the same sign.
    private List<Weighted> Same(IReadOnlyList<Weighted> positive, IReadOnlyList<Weighted> negative, Expr other, Expr whole) =>
        Collected([.. Times(positive, Positive(other), whole), .. Times(negative, Positive(graph.Negate(other)), whole)], whole);

    // What is 1 where a condition is 0, but for single values.
    private IReadOnlyList<Weighted> Negative(IReadOnlyList<Weighted> positive) => [.. Always, .. positive.Select(term => Scaled(graph.Number(Algebra.Constant.MinusOne), term))];

    // A step at each root, up or down; null where the roots are not known.
    private List<Weighted>? OfRoots(Expr form, (bool StartsPositive, IReadOnlyList<double> Changes)? roots)
    {
        if (roots is not var (isPositive, changes))
            return null;
        var terms = new List<Weighted>(isPositive ? Always : []);
        foreach (var change in changes)
        {
            isPositive = !isPositive;
            terms.Add(Step(PolynomialOf(graph.Subtract(form, graph.Number(Algebra.Constant.Of(change))))!, graph.Number(isPositive ? Algebra.Constant.One : Algebra.Constant.MinusOne)));
        }

        return terms;
    }

    // A polynomial in one linear form, and the coefficients of its powers.
    private (Expr Form, List<Expr> Coefficients)? InOneForm(Expr expr)
    {
        Expr? form = null;
        return Powers(expr, ref form) is { Count: > 1 } coefficients ? (form!, coefficients) : null;
    }

    // The coefficients of the powers of the form, which is the first linear one that is met; null where there is anything else.
    private List<Expr>? Powers(Expr expr, ref Expr? form)
    {
        if (!draws.AreIn(expr))
            return [expr];
        if (expr == form || (form is null && expr is Symbol or Sum { IsScaled: false } && PolynomialOf(expr) is { IsLinear: true }))
        {
            form = expr;
            return [graph.Zero, graph.One];
        }

        if (expr is Sum sum)
        {
            List<Expr>? total = [graph.Number(sum.Constant)];
            foreach (var (coefficient, factor) in sum.Terms)
                total = Added(total, Multiplied([graph.Number(coefficient)], Powers(factor, ref form)));
            return total;
        }

        if (expr is not Product product)
            return null;
        List<Expr>? whole = [graph.One];
        foreach (var (radix, exponent) in product.Factors)
        {
            if (!draws.AreIn(radix))
            {
                whole = Multiplied(whole, [graph.Power(radix, exponent)]);
                continue;
            }

            if (exponent is not { IsInteger: true, IsNegative: false } || exponent.Numerator > GreatestPower)
                return null;
            var one = Powers(radix, ref form);
            for (var i = 0; i < exponent.Numerator; i++)
                whole = Multiplied(whole, one);
        }

        return whole;
    }

    private List<Expr>? Added(List<Expr>? one, List<Expr>? other) => one is null || other is null ? null
        : [.. Enumerable.Range(0, Math.Max(one.Count, other.Count)).Select(i => graph.Add(i < one.Count ? one[i] : graph.Zero, i < other.Count ? other[i] : graph.Zero))];

    private List<Expr>? Multiplied(List<Expr>? one, List<Expr>? other) => one is null || other is null || one.Count + other.Count > GreatestPower + 2 ? null
        : [.. Enumerable.Range(0, one.Count + other.Count - 1).Select(power =>
            graph.Sum([.. Enumerable.Range(0, one.Count).Where(i => power - i >= 0 && power - i < other.Count).Select(i => new Term(Algebra.Constant.One, graph.Multiply(one[i], other[power - i])))]))];
}
