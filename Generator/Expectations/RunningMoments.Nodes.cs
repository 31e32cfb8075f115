using SymDiff.Generator.Algebra;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <content>What has no closed form, over draws that ask for a rule: the draws are apart from what loops carry, or the one variable that a loop carries is normal.</content>
internal sealed partial class RunningMoments
{
    // The expectation by rules; null where there is none.
    private Expr? ByNodes(Expr expr, Value[] atoms, Guard? within)
    {
        if (!atoms.Any(atom => random.RootsOf(atom).Any(root => sums.NodesOf(root) > 0)))
            return null;
        sums.Asked = sums.Asked with { Guard = within };
        expr = degeneracy.Conditions(expr);
        if (atoms.All(random.IsDraw))
            return OverDraws(expr, [.. atoms], within);
        if (Polynomial.Of(graph, Constant.One, expr) is not { } polynomial)
            return null;
        var terms = new List<Term>();
        foreach (var (factors, coefficient) in polynomial.Terms)
        {
            if (OfFactors(factors, within) is not { } mean)
                return null;
            terms.Add(new(coefficient, mean));
        }

        return graph.Sum(terms);
    }

    // What loops carry, in powers, times what is made of draws that are apart from it; or a function of one variable that is normal.
    private Expr? OfFactors(Factor[] factors, Guard? within)
    {
        static bool IsPower(Factor factor, out Value value, out int power)
        {
            (value, power) = factor is { Base: Symbol symbol, Exponent: { IsInteger: true, IsNegative: false } exponent } ? (symbol.Value, (int)exponent.Numerator) : (null!, 0);
            return power > 0;
        }

        var product = new List<(Value Variable, int Power)>();
        foreach (var factor in factors)
        {
            if (IsPower(factor, out var value, out var power) && random.IsVariable(value) && !random.IsDraw(value))
                product.Add((value, power));
        }

        // A draw that a variable depends on is a factor of the product that is carried.
        var others = new List<Factor>();
        foreach (var factor in factors.Where(factor => !product.Exists(one => factor.Base is Symbol { Value: var value } && value == one.Variable)))
        {
            if (IsPower(factor, out var value, out var power) && random.IsDraw(value) && product.Exists(one => !random.IsDraw(one.Variable) && !independence.IsApart(value, one.Variable)))
                product.Add((value, power));
            else
                others.Add(factor);
        }

        var rest = graph.Product(Constant.One, [.. others]);
        List<Value> draws = [.. AtomsIn(rest)];
        if (draws.Find(atom => !random.IsDraw(atom)) is { } normal)
        {
            draws.Remove(normal);
            return draws.TrueForAll(draw => random.IsDraw(draw) && independence.IsApart(draw, normal) && product.TrueForAll(factor => IsApart(draw, factor.Variable)))
                ? OverNormal(rest, normal, product, draws, within)
                : null;
        }

        if (!draws.TrueForAll(draw => product.TrueForAll(factor => independence.IsApart(draw, factor.Variable))))
            return null;
        var apart = Of(rest, within, [], none);
        return product.Count == 0 ? apart : graph.Multiply(apart, Product(product, graph.Product(Constant.One, factors)));
    }

    private bool IsApart(Value draw, Value other) => random.IsDraw(other)
        ? draw != other && (!IsOneArray(draw, other) || independence.AreDifferent(draw, other, null))
        : independence.IsApart(draw, other);

    // X = m + s·η. What is normal with it is Y = E[Y] + Cov(X, Y)/s·η and what is apart from X.
    private Expr? OverNormal(Expr rest, Value variable, List<(Value Variable, int Power)> product, List<Value> draws, Guard? within)
    {
        var whole = graph.Multiply(rest, graph.Product(Constant.One, [.. product.Select(factor => new Factor(graph.Symbol(factor.Variable), factor.Power))]));
        if (NormalOf(variable, whole) is not var (mean, variance))
            return null;
        var stand = graph.Values.Cell(graph.Values.Real, "eta");
        var standard = graph.Symbol(stand);
        var deviation = graph.Sqrt(variance);
        var spread = graph.Add(mean, graph.Multiply(deviation, standard));
        var (factors, fixedFactors) = (new List<Expr> { Replaced(rest, spread) }, new List<Expr> { Replaced(rest, mean) });
        var others = product.Where(factor => factor.Variable != variable).ToList();
        factors.AddRange(product.Except(others).Select(factor => graph.Power(spread, factor.Power)));
        fixedFactors.AddRange(product.Except(others).Select(factor => graph.Power(mean, factor.Power)));
        if (others.Count > 0)
        {
            if (others is not [(var other, 1)] || NormalOf(other, whole) is not var (otherMean, _) || CovarianceOf(variable, other, whole) is not { } covariance)
                return null;
            factors.Add(graph.Add(otherMean, graph.Multiply(graph.Divide(covariance, deviation), standard)));
            fixedFactors.Add(otherMean);
        }

        (Value, int) node = (stand, random.RootsOf(variable).Max(sums.NodesOf));
        if (OverDraws(graph.Multiply([.. factors]), draws, within, node) is not { } expected)
            return null;
        return others.Count == 0 ? expected
            : OverDraws(graph.Multiply([.. fixedFactors]), draws, within) is { } constant ? graph.Choose(graph.Compare(ValueKind.Greater, variance, graph.Zero), expected, constant) : null;

        Expr Replaced(Expr expr, Expr by) => new Rewriter(graph, each => each is Symbol { Value: var value } && value == variable ? by : each).Rewrite(expr);
    }

    private Expr? CovarianceOf(Value one, Value other, Expr whole)
    {
        if (random.LoopOf(one) is not var (loop, carried) || random.LoopOf(other) is not var (own, beside) || own != loop || (one == carried.Final) != (other == beside.Final))
            return null;
        var moment = CovarianceOf(loop, carried, beside, whole);
        return graph.Symbol(one == carried.Final ? moment.Final : moment.Current);
    }

    // Draws of one array may be the same: both cases are written down, where it is not known which it is.
    private Expr? OverDraws(Expr expr, List<Value> draws, Guard? within, params (Value Draw, int Nodes)[] more)
    {
        for (var i = 0; i < draws.Count; i++)
        {
            for (var j = i + 1; j < draws.Count; j++)
            {
                if (IsOneArray(draws[i], draws[j]) && !independence.AreDifferent(draws[i], draws[j], within))
                    return null;
            }
        }

        // In closed form over those that ask for one.
        Value[] others = [.. draws.Where(draw => sums.NodesOf(draw) == 0)];
        expr = others.Length > 0 ? new Expectation(graph, others, AlgebraOf).Of(expr) : expr;
        return expr is Sum sum
            ? Each(sum)
            : sums.Of(expr, [.. draws.Except(others).Select(draw => (draw, sums.NodesOf(draw))), .. more]);

        Expr? Each(Sum sum)
        {
            var terms = new List<Term> { new(sum.Constant, graph.One) };
            foreach (var term in sum.Terms)
            {
                if (OverDraws(term.Factor, [.. AtomsIn(term.Factor)], within, more) is not { } mean)
                    return null;
                terms.Add(new(term.Coefficient, mean));
            }

            return graph.Sum(terms);
        }
    }
}
