using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Expectations;

/// <summary>
/// Sums of fractions over one denominator that is a sum as well, where terms above it then cancel: m − m·b²/(1 + b²) = m/(1 + b²). Completing the square makes them, and where nothing is left of
/// the terms nothing cancels in numbers, either.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="divisor">The denominator.</param>
internal sealed class CommonDenominator(ExprGraph graph, Sum divisor)
{
    private const int MostTerms = 24;
    private const int MostDivisors = 4;
    private const int MostProducts = 200;
    private const int GreatestPower = 12;
    private const int Deepest = 3;

    /// <summary>The expression over the denominator, where it is a sum that is shorter then.</summary>
    public static Expr Over(ExprGraph graph, Expr expr, Expr denominator)
    {
        var (scale, core) = ExprGraph.Split(expr);
        return core is Sum { Terms.Length: <= MostTerms } sum && denominator is Sum { IsScaled: false, Terms.Length: <= MostDivisors } divisor
            ? graph.Scale(scale, new CommonDenominator(graph, divisor).Of(sum))
            : expr;
    }

    private Expr Of(Sum sum)
    {
        var terms = TermsOf(sum);
        if (Shorter(terms, terms.Length) is { } plain)
            return plain;
        // What is in brackets may cancel as well: first in (1 − m²)·m, then in differences as well.
        Term[] distributed = [.. terms.SelectMany(term => Distributed(term, Deepest))];
        if (distributed.Length > terms.Length && distributed.Length <= MostTerms && Shorter(distributed, terms.Length) is { } outer)
            return outer;
        if (Polynomial.Of(graph, Constant.One, sum) is not { } polynomial)
            return sum;
        Term[] opened = [.. polynomial.Terms.Take(MostTerms + 1).Select(term => new Term(term.Coefficient, graph.Product(Constant.One, term.Factors)))];
        return opened.Length is > 0 and <= MostTerms && Joined(opened) is { } all && 2 * all.Terms.Length <= opened.Length && all.Terms.Length < terms.Length ? all.Over : sum;
    }

    private Expr? Shorter(Term[] terms, int most)
    {
        var grouped = Grouped(terms);
        return Joined(grouped) is { } joined && joined.Terms.Length < Math.Min(grouped.Length, most) ? joined.Over
            : grouped.Length < Math.Min(terms.Length, most + 1) ? graph.Sum(grouped)
            : null;
    }

    private IEnumerable<Term> Distributed(Term term, int depth)
    {
        var factors = Factors(term.Factor).ToList();
        var index = factors.FindIndex(factor => factor is { Base: Sum { IsScaled: false } sum, Exponent.IsOne: true } && sum != divisor && !IsDifference(sum));
        if (index < 0 || depth == 0)
            return [term];
        var rest = graph.Product(Constant.One, [.. factors.Where((_, i) => i != index)]);
        return TermsOf((Sum)factors[index].Base).Select(part => new Term(term.Coefficient * part.Coefficient, graph.Multiply(part.Factor, rest)))
            .SelectMany(part => Distributed(part, depth - 1));
    }

    // With p = 1 + u, terms that differ in powers of u and p only are such a sum by themselves: 1 − m + 2·m·u/p − m·u²/p² = 1 − m/p².
    private Term[] Grouped(Term[] terms)
    {
        if (divisor is not { Constant: var constant, Terms: [{ Coefficient: var slope, Factor: var u }] } || constant.IsZero)
            return terms;
        var measure = Factors(u).FirstOrDefault(factor => !factor.Exponent.IsNegative);
        if (measure.Base is null)
            return terms;
        var groups = new List<(Expr Common, List<(Constant Coefficient, int Power, Constant Over)> Parts, List<Term> Terms)>();
        foreach (var term in terms)
        {
            var power = (int)Math.Min(GreatestPower, Math.Max(0, (Exponent(term.Factor, measure.Base) / measure.Exponent).Floor));
            var over = Exponent(term.Factor, divisor);
            var common = graph.Product(Constant.One, [.. Factors(term.Factor), .. Factors(u).Select(factor => new Factor(factor.Base, -factor.Exponent * power)), new(divisor, -over)]);
            var (scale, core) = ExprGraph.Split(common);
            var index = groups.FindIndex(group => group.Common == core);
            if (index < 0)
            {
                index = groups.Count;
                groups.Add((core, [], []));
            }

            groups[index].Parts.Add((term.Coefficient * scale * slope.Power(power).Inverse(), power, over));
            groups[index].Terms.Add(term);
        }

        return [.. groups.SelectMany(group => Shortened(group.Common, group.Parts, slope, u) is { } shorter && shorter.Count < group.Terms.Count ? shorter : group.Terms)];
    }

    // Σ c·vⁿ·pᵏ with v = p − constant: over the lowest power of p, of which the polynomial in v may be a multiple.
    private List<Term>? Shortened(Expr common, List<(Constant Coefficient, int Power, Constant Over)> parts, Constant slope, Expr u)
    {
        var least = parts.Min(part => part.Over.IsInteger ? part.Over.Numerator : GreatestPower + 1);
        if (parts.Count < 2 || parts.Exists(part => !part.Over.IsInteger || part.Over.Numerator - least > GreatestPower))
            return null;
        var above = new Constant[(2 * GreatestPower) + 1];
        above.AsSpan().Fill(Constant.Zero);
        foreach (var (coefficient, power, over) in parts)
        {
            var product = new Constant[(2 * GreatestPower) + 1];
            product.AsSpan().Fill(Constant.Zero);
            product[power] = coefficient;
            for (var k = over.Numerator - least; k > 0; k--)
            {
                for (var i = product.Length - 1; i >= 0; i--)
                    product[i] = (product[i] * divisor.Constant) + (i == 0 ? Constant.Zero : product[i - 1]);
            }

            for (var i = 0; i < product.Length; i++)
                above[i] += product[i];
        }

        while (!Array.TrueForAll(above, each => each.IsZero) && Divided(above, divisor.Constant) is { } quotient)
            (above, least) = (quotient, least + 1);
        return [.. above.Select((coefficient, i) => new Term(coefficient * slope.Power(i), graph.Product(Constant.One, [.. Factors(common), .. Factors(u).Select(factor => new Factor(factor.Base, factor.Exponent * i)), new(divisor, Constant.Of(least, 1))])))
            .Where(term => !term.Coefficient.IsZero)];
    }

    // A polynomial in v over v + constant; null where it is no multiple of it.
    private static Constant[]? Divided(Constant[] polynomial, Constant constant)
    {
        var quotient = new Constant[polynomial.Length];
        var carried = Constant.Zero;
        for (var i = polynomial.Length - 1; i >= 0; i--)
        {
            quotient[i] = carried;
            carried = polynomial[i] - (carried * constant);
        }

        return carried.IsZero ? quotient : null;
    }

    // The terms over the lowest power of the divisor; null where it divides none.
    private (Term[] Terms, Expr Over)? Joined(Term[] terms)
    {
        var exponents = Array.ConvertAll(terms, term => Exponent(term.Factor, divisor));
        var least = exponents.Aggregate(Constant.Zero, (least, exponent) => exponent < least ? exponent : least);
        var parts = TermsOf(divisor);
        var above = new List<Term>();
        for (var i = 0; i < terms.Length; i++)
        {
            var power = exponents[i] - least;
            if (least.IsZero || !power.IsInteger || power.Numerator > MostDivisors)
                return null;
            List<Term> multiplied = [new(terms[i].Coefficient, graph.Product(Constant.One, [new(terms[i].Factor, Constant.One), new(divisor, -exponents[i])]))];
            for (var k = 0; k < power.Numerator; k++)
                multiplied = [.. multiplied.SelectMany(term => parts.Select(part => new Term(term.Coefficient * part.Coefficient, graph.Multiply(term.Factor, part.Factor))))];
            above.AddRange(multiplied);
            if (above.Count > MostProducts)
                return null;
        }

        var numerator = graph.Sum(above);
        return (numerator is Sum { IsScaled: false } sum ? TermsOf(sum) : [new Term(Constant.One, numerator)], graph.Product(Constant.One, [new(numerator, Constant.One), new(divisor, least)]));
    }

    // x − μ, which is exact as it stands.
    private static bool IsDifference(Sum sum) => sum.Constant.IsZero && Array.TrueForAll(sum.Terms, term => term.Coefficient.IsUnit && term.Factor is not Product);

    private Term[] TermsOf(Sum sum) => sum.Constant.IsZero ? sum.Terms : [.. sum.Terms, new(sum.Constant, graph.One)];

    // (s/l)² is s²/l².
    private static IEnumerable<Factor> Factors(Expr expr) => expr is Product product
        ? product.Factors.SelectMany(factor => factor.Base is Product && factor.Exponent.IsInteger
            ? Factors(factor.Base).Select(inner => new Factor(inner.Base, inner.Exponent * factor.Exponent))
            : [factor])
        : [new(expr, Constant.One)];

    private static Constant Exponent(Expr expr, Expr of) => Factors(expr).Where(factor => factor.Base == of).Aggregate(Constant.Zero, (sum, factor) => sum + factor.Exponent);
}
