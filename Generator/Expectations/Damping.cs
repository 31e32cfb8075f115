using SymDiff.Generator.Algebra;
using SymDiff.Generator.Simplification;

namespace SymDiff.Generator.Expectations;

/// <summary>
/// Products of an exponential and Φ or φ, of which one may overflow where the other vanishes: exp(½c²)·Φ(−c) tends to zero. There they are one exponential, exp(½c² + log Φ(−c)); where a bound
/// shows that nothing overflows, as in the formula of Black and Scholes, they stay apart.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="exponent">What has come into the exponential by completing squares, with what the author's exponentials have beside it.</param>
/// <param name="scores">The arguments that Φ and φ would have had before.</param>
internal sealed class Damping(ExprGraph graph, Expr exponent, IReadOnlyList<Expr> scores)
{
    // log x is at most 710 for any number x.
    private static readonly Constant MostLogarithms = 2;

    private readonly HashSet<Expr> functions = [];

    /// <summary>The sum of products.</summary>
    public Expr Of(IReadOnlyList<Expr> products)
    {
        foreach (var product in products)
            Collect(product);
        return graph.Sum([.. products.Select(product => new Term(Constant.One, Of(product)))]);
    }

    private Expr Of(Expr product)
    {
        var (coefficient, core) = ExprGraph.Split(product);
        if (core is Choice choice)
            return graph.Scale(coefficient, graph.Choose(choice.Condition, Of(choice.WhenTrue), Of(choice.WhenFalse)));
        if (core is not Product { Factors: var factors })
            return product;
        var exponentials = factors.Where(IsExponential).ToList();
        var place = Array.FindIndex(factors, factor => factor.Exponent.IsOne && IsTail(factor.Base));
        if (exponentials.Count == 0 || place < 0)
            return product;
        var sum = graph.Sum([.. exponentials.Select(factor => new Term(factor.Exponent, ((Apply)factor.Base).Arguments[0]))]);
        var isNone = Polynomial.Of(graph, Constant.One, sum) is { } polynomial && !polynomial.Terms.Any();
        return graph.Product(coefficient, [.. factors.Where((factor, i) => i != place && !IsExponential(factor)), new(isNone ? factors[place].Base : Times(sum, factors[place].Base), Constant.One)]);
    }

    private void Collect(Expr expr)
    {
        if (!functions.Add(expr))
            return;
        foreach (var part in expr.Parts)
            Collect(part);
    }

    private static bool IsExponential(Factor factor) => factor is { Base: Apply { Function: Primitive.Exp }, Exponent.IsInteger: true };

    // Whether it has a part that vanishes faster than the exponential is shown not to grow.
    private bool IsTail(Expr expr) => expr switch
    {
        Apply { Function: Primitive.NormalCdf, Arguments: [var x] } => !IsBounded(x, isDistribution: true),
        // Beside Φ of the same, where it is not small, a density does not count.
        Apply { Function: Primitive.NormalPdf, Arguments: [var x] } => !IsBounded(x, functions.Contains(graph.Call(Primitive.NormalCdf, x))),
        Sum sum => Array.Exists(sum.Terms, term => IsTail(term.Factor)),
        Product product => Array.Exists(product.Factors, factor => factor.Exponent.IsOne && IsTail(factor.Base)),
        Choice choice => IsTail(choice.WhenTrue) || IsTail(choice.WhenFalse),
        _ => false,
    };

    // exp(u)·f
    private Expr Times(Expr u, Expr expr)
    {
        switch (expr)
        {
            case Apply { Function: Primitive.NormalCdf, Arguments: [var x] } when IsTail(expr):
                return graph.Exp(graph.Add(u, graph.Call(Primitive.NormalLogCdf, x)));
            case Apply { Function: Primitive.NormalPdf, Arguments: [var x] } when IsTail(expr):
                if (Density(u, x) is { } density)
                    return density;
                var root = graph.Sqrt(graph.Scale(2, graph.Symbol(graph.Values.Literal(Model.ValueType.Double, "Math.PI", Math.PI))));
                return graph.Divide(graph.Exp(Multiplied(graph.Subtract(u, graph.Scale(Constant.Half, graph.Square(x))))), root);
            case Sum sum when IsTail(sum):
                return graph.Sum([.. sum.Terms.Select(term => new Term(term.Coefficient, Times(u, term.Factor))), new(sum.Constant, graph.Exp(u))]);
            case Product product when Array.FindIndex(product.Factors, factor => factor.Exponent.IsOne && IsTail(factor.Base)) is >= 0 and var place:
                return graph.Product(Constant.One, [.. product.Factors.Where((_, i) => i != place), new(Times(u, product.Factors[place].Base), Constant.One)]);
            case Choice choice:
                return graph.Choose(choice.Condition, Times(u, choice.WhenTrue), Times(u, choice.WhenFalse));
            default:
                return graph.Multiply(graph.Exp(u), expr);
        }
    }

    // φ at the score before, where the exponential that is left does not grow: exp(m + ½b²)·φ(m/b + b) = φ(m/b)
    private Expr? Density(Expr u, Expr x)
    {
        foreach (var score in scores)
        {
            if (Polynomial.Of(graph, Constant.Half, graph.Subtract(graph.Square(score), graph.Square(x))) is { } difference
                && Polynomial.Of(graph, Constant.One, exponent)?.Plus(Constant.One, difference) is { } own && IsBounded(own)
                && Polynomial.Of(graph, Constant.One, u)?.Plus(Constant.One, difference) is { } rest)
                return graph.Multiply(graph.Exp(Sum(rest)), graph.Call(Primitive.NormalPdf, score));
        }

        return null;
    }

    private Expr Sum(Polynomial polynomial) => graph.Sum([.. polynomial.Terms.Select(term => new Term(term.Coefficient, graph.Product(Constant.One, term.Factors)))]);

    // As a person would write it: shorter where it is multiplied out, or as it is.
    private Expr Multiplied(Expr expr)
    {
        if (Polynomial.Of(graph, Constant.One, expr) is not { } polynomial)
            return expr;
        var other = Sum(polynomial);
        return Cost.Of(other) < Cost.Of(expr) ? other : expr;
    }

    // Φ(n/s) vanishes where n < 0: there the exponent u is at most u − k·n for any k > 0, which may be shown to be bounded. φ vanishes on the other side as well.
    private bool IsBounded(Expr x, bool isDistribution)
    {
        if (Polynomial.Of(graph, Constant.One, exponent) is not { } own)
            return false;
        if (IsBounded(own))
            return true;
        if (!isDistribution)
            return false;
        var (sign, core) = ExprGraph.Split(x);
        Factor[] numerator = [.. ((core as Product)?.Factors ?? [new(core, Constant.One)]).Where(factor => !graph.IsNonNegative(graph.Power(factor.Base, factor.Exponent)))];
        if (Polynomial.Of(graph, Constant.One, graph.Product(sign.IsNegative ? Constant.MinusOne : Constant.One, numerator)) is not { } form)
            return false;
        var open = own.Terms.First(term => !IsAtMostZero(term) && !IsLogarithm(term) && term.Factors.Length > 0);
        var match = form.Terms.FirstOrDefault(term => AreSame(term.Factors, open.Factors));
        return match.Factors is not null && open.Coefficient / match.Coefficient is { IsNegative: false } ratio
            && own.Plus(-ratio, form) is { } rest && IsBounded(rest);
    }

    private bool IsBounded(Polynomial polynomial) => polynomial.Terms.All(term => IsAtMostZero(term) || IsLogarithm(term) || term.Factors.Length == 0) && polynomial.Terms.Count(IsLogarithm) <= 1;

    private bool IsAtMostZero((Factor[] Factors, Constant Coefficient) term) => term.Coefficient.IsNegative && graph.IsNonNegative(graph.Product(Constant.One, term.Factors));

    private static bool IsLogarithm((Factor[] Factors, Constant Coefficient) term) =>
        term.Factors is [{ Base: Apply { Function: Primitive.Log }, Exponent.IsOne: true }] && !(term.Coefficient.Abs > MostLogarithms);

    private static bool AreSame(Factor[] one, Factor[] other) => one.Length == other.Length && Array.TrueForAll(one, factor => Array.IndexOf(other, factor) >= 0);
}
