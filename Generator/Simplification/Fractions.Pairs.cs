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

    // Of s in k + s what is left, k, where one term is −s/(k + s) times the other.
    private static Expr? Rest(ExprGraph graph, Sum whole, Term part, Term other)
    {
        var share = graph.Product(Constant.One, [new(part.Factor, Constant.One), new(other.Factor, Constant.MinusOne), new(whole, Constant.One)]);
        var coefficient = share.IsOne ? whole.Constant : Array.Find(whole.Terms, term => term.Factor == share).Coefficient;
        return !coefficient.IsZero && part.Coefficient == -(coefficient * other.Coefficient) ? graph.Subtract(whole, graph.Scale(coefficient, share)) : null;
    }
}
