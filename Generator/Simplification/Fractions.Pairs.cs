using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Simplification;

/// <content>Two terms of several.</content>
internal static partial class Fractions
{
    /// <summary>One term meets another over the sum that divides it, whatever is beside them: a + y − y·s/(k + s) = a + y·k/(k + s).</summary>
    public static Expr? CombineTwo(ExprGraph graph, Expr expr)
    {
        var (scale, core) = ExprGraph.Split(expr);
        if (core is not Sum { Terms.Length: > 1 and <= 6 } sum || CountOf(sum) < 3)
            return null;
        var terms = Parts(graph, sum);
        var count = terms.Count;
        while (Meeting(graph, terms) is var (part, other, both))
        {
            terms[terms.IndexOf(other)] = both;
            terms.Remove(part);
        }

        return terms.Count < count ? graph.Scale(scale, graph.Sum(terms)) : null;
    }

    private static (Term Part, Term Other, Term Both)? Meeting(ExprGraph graph, List<Term> terms)
    {
        foreach (var part in terms)
        {
            foreach (var (divisor, exponent) in Factors(part.Factor))
            {
                if (!exponent.IsNegative || divisor is not Sum { IsScaled: false } whole)
                    continue;
                foreach (var other in terms)
                {
                    if (Exponent(other.Factor, divisor) != exponent + Constant.One || Rest(graph, whole, part, other) is not { } rest)
                        continue;
                    var (coefficient, factor) = ExprGraph.Split(graph.Product(other.Coefficient, [new(other.Factor, Constant.One), new(rest, Constant.One), new(divisor, Constant.MinusOne)]));
                    return (part, other, new(coefficient, factor));
                }
            }
        }

        return null;
    }

    /// <summary>Roots of one sum, of which some multiply and some divide, come over the least of them: 2·√(1 + u) − u/√(1 + u) = (2 + u)/√(1 + u).</summary>
    public static Expr? CombineRoots(ExprGraph graph, Expr expr)
    {
        var (scale, core) = ExprGraph.Split(expr);
        if (core is not Sum { Terms.Length: > 1 and <= 6 } sum)
            return null;
        // 2·(√s − 1) comes apart.
        List<Term> terms = [.. sum.Terms.SelectMany(static term => term.Factor is Sum { Name: null, IsScaled: false } inner && Array.Exists(inner.Terms, static part => Factors(part.Factor).Any(static factor => factor is { Base: Sum, Exponent.IsHalfInteger: true }))
            ? inner.Terms.Select(part => new Term(term.Coefficient * part.Coefficient, part.Factor)) : [term])];
        var constant = sum.Constant + sum.Terms.Where(term => !terms.Contains(term)).Aggregate(Constant.Zero, static (total, term) => total + (term.Coefficient * ((Sum)term.Factor).Constant));
        foreach (var radicand in terms.SelectMany(static term => Factors(term.Factor)).Where(static factor => factor.Exponent.IsHalfInteger && factor.Exponent.IsNegative).Select(static factor => factor.Base).OfType<Sum>().Distinct())
        {
            var roots = terms.FindAll(term => Exponent(term.Factor, radicand).IsHalfInteger);
            if (!roots.Exists(term => !Exponent(term.Factor, radicand).IsNegative))
                continue;
            var least = roots.Select(term => Exponent(term.Factor, radicand)).Aggregate(static (a, b) => a < b ? a : b);
            var above = graph.Sum([.. roots.Select(term => new Term(term.Coefficient, graph.Product(Constant.One, [new(term.Factor, Constant.One), new(radicand, -least)])))]);
            above = CombineOverSum(graph, above) ?? above;
            above = MultiplyOutAll(graph, above, int.MaxValue) ?? above;
            above = CombineTwo(graph, above) ?? above;
            // x/√(1 + x²) − √(1 + x²) has nothing that cancels.
            if (Summands(above) >= roots.Sum(term => Exponent(term.Factor, radicand) == least ? 1 : CountOf(radicand)))
                continue;
            var root = graph.Product(Constant.One, [new(above, Constant.One), new(radicand, least)]);
            return graph.Scale(scale, graph.Sum([new(Constant.One, root), .. terms.Except(roots), new(constant, graph.One)]));
        }

        return null;
    }

    // How many terms it has once it is multiplied out.
    private static int Summands(Expr expr) => expr switch
    {
        Sum sum => sum.Terms.Sum(static term => Summands(term.Factor)) + (sum.Constant.IsZero ? 0 : 1),
        Product product => product.Factors.Aggregate(1, static (count, factor) => factor is { Base: Sum sum, Exponent.IsOne: true } ? count * Math.Min(Summands(sum), MostTerms) : count),
        _ => 1,
    };

    // Of s in k + s what is left, k, where one term is −s/(k + s) times the other.
    private static Expr? Rest(ExprGraph graph, Sum whole, Term part, Term other)
    {
        var share = graph.Product(Constant.One, [new(part.Factor, Constant.One), new(other.Factor, Constant.MinusOne), new(whole, Constant.One)]);
        var coefficient = share.IsOne ? whole.Constant : Array.Find(whole.Terms, term => term.Factor == share).Coefficient;
        return !coefficient.IsZero && part.Coefficient == -(coefficient * other.Coefficient) ? graph.Subtract(whole, graph.Scale(coefficient, share)) : null;
    }
}
