using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Expectations;

/// <summary>What does not depend on the draws, put together as a person would: exponentials whose arguments cancel are one.</summary>
internal static class Coefficients
{
    /// <summary>The sum of the forms of all exponentials; null where there are none.</summary>
    public static DrawPolynomial? Joined(ExprGraph graph, IEnumerable<Kernel> kernels)
    {
        DrawPolynomial? sum = null;
        foreach (var kernel in kernels.Where(kernel => kernel.Shape == Shape.Exp))
            sum = sum is null ? kernel.Form : sum.Plus(kernel.Form);
        return sum;
    }

    /// <summary>The product. Exponentials in it become one where terms of their arguments, multiplied out, cancel: e^(−r·t)·e^((r − ½σ²)·t)·e^(½σ²·t) = 1.</summary>
    public static Expr Product(ExprGraph graph, IReadOnlyList<Expr> factors)
    {
        var product = graph.Multiply([.. factors]);
        if (product.IsZero)
            return product;
        var (coefficient, core) = ExprGraph.Split(product);
        var all = (core as Product)?.Factors ?? [new Factor(core, Constant.One)];
        var exponentials = all.Where(IsExponential).ToList();
        if (exponentials.Count == 0)
            return product;
        Polynomial? sum = null;
        var count = 0;
        foreach (var (exponential, power) in exponentials)
        {
            if (Polynomial.Of(graph, power, ((Apply)exponential).Arguments[0]) is not { } own)
                return product;
            count += own.Terms.Count();
            sum = sum is null ? own : sum.Plus(Constant.One, own);
            if (sum is null)
                return product;
        }

        // Nothing cancels: as it stands it reads better, unless one may overflow where another underflows.
        var signs = sum!.Terms.Select(term => term.Coefficient.IsNegative).Distinct().Count();
        if (sum.Terms.Count() >= count && (exponentials.Count == 1 || signs == 1))
            return product;
        var argument = graph.Sum([.. sum.Terms.Select(term => new Term(term.Coefficient, graph.Product(Constant.One, term.Factors)))]);
        return graph.Product(coefficient, [.. all.Where(factor => !IsExponential(factor)), new(graph.Exp(argument), Constant.One)]);
    }

    /// <summary>
    /// The sum. Logarithms in it become one where factors of their arguments cancel: log(1/(c·σ)) − log(1/c) = −log σ. All their arguments are greater than zero, or the sum is
    /// no number.
    /// </summary>
    public static Expr Sum(ExprGraph graph, IReadOnlyList<Term> terms)
    {
        var sum = graph.Sum(terms);
        if (sum is not Sum { IsScaled: false } all)
            return sum;
        var logarithms = all.Terms.Where(term => term.Factor is Apply { Function: Primitive.Log }).ToList();
        foreach (var group in logarithms.GroupBy(term => term.Coefficient.Abs).Where(group => group.Count() > 1))
        {
            var parts = group.Select(term => new Factor(((Apply)term.Factor).Arguments[0], term.Coefficient.IsNegative ? Constant.MinusOne : Constant.One)).ToList();
            var product = graph.Product(Constant.One, parts);
            var isUpsideDown = ExprGraph.Split(product).Factor is Product { Factors: var factors } && factors.All(factor => factor.Exponent.IsNegative);
            if (Size(product) >= parts.Sum(part => Size(part.Base)))
                continue;
            var logarithm = graph.Log(isUpsideDown ? graph.Power(product, Constant.MinusOne) : product);
            return Sum(graph, [.. all.Terms.Where(term => !group.Contains(term)), new(isUpsideDown ? -group.Key : group.Key, logarithm), new(all.Constant, graph.One)]);
        }

        return sum;
    }

    private static int Size(Expr expr) => ExprGraph.Split(expr).Factor is Product product ? product.Factors.Length : expr is Number ? 0 : 1;

    private static bool IsExponential(Factor factor) => factor is { Base: Apply { Function: Primitive.Exp }, Exponent.IsInteger: true };
}
