namespace SymDiff.Generator.Algebra;

/// <summary>
/// An expression multiplied out: a sum of coefficients times powers of what cannot be taken apart. Two expressions that are equal by the rules of sums, products
/// and powers alone have the same one, however they are bracketed and named. It is for comparing; what is computed keeps its factors.
/// </summary>
internal sealed class Polynomial
{
    private const int MostTerms = 64;
    private const int GreatestPower = 4;

    // So many parts are looked at: what is shared is multiplied out at each of its uses.
    private const int MostParts = 512;

    private readonly Dictionary<Monomial, Constant> terms = [];

    private Polynomial()
    {
    }

    /// <summary>The terms: what is multiplied, and by how much.</summary>
    public IEnumerable<(Factor[] Factors, Constant Coefficient)> Terms => terms.Select(term => (term.Key.Factors, term.Value));

    /// <summary>A multiple of an expression, multiplied out; null where that is beyond all bounds.</summary>
    public static Polynomial? Of(ExprGraph graph, Constant coefficient, Expr expr)
    {
        var result = new Polynomial();
        var left = MostParts;
        return result.Add(coefficient, Parts(graph, expr, 1, ref left)) ? result : null;
    }

    /// <summary>The sum with a multiple of another; null where there are too many terms.</summary>
    public Polynomial? Plus(Constant coefficient, Polynomial other)
    {
        var sum = new Polynomial();
        return sum.Add(Constant.One, this) && sum.Add(coefficient, other) ? sum : null;
    }

    private static Polynomial? Parts(ExprGraph graph, Expr expr, int depth, ref int left)
    {
        // An expression of this depth has more terms than are wanted.
        if (depth > 24 || --left < 0)
            return null;
        switch (expr)
        {
            case Number number:
                return Single([], number.Value);
            case Sum sum:
                var total = Single([], sum.Constant);
                foreach (var (coefficient, factor) in sum.Terms)
                {
                    if (!total.Add(coefficient, Parts(graph, factor, depth + 1, ref left)))
                        return null;
                }

                return total;
            case Product product:
                var result = Single([], Constant.One);
                foreach (var (factor, exponent) in product.Factors)
                {
                    if (Power(graph, factor, exponent, depth + 1, ref left) is not { } power || result.Times(power) is not { } multiplied)
                        return null;
                    result = multiplied;
                }

                return result;
            default:
                return Single([new(expr, Constant.One)], Constant.One);
        }
    }

    // Whole powers of sums are multiplied out, any powers of products taken apart; a sum in a denominator or under a root is looked at as a whole.
    private static Polynomial? Power(ExprGraph graph, Expr expr, Constant exponent, int depth, ref int left)
    {
        if (exponent.IsOne)
            return Parts(graph, expr, depth, ref left);
        if (Parts(graph, expr, depth, ref left) is not { } parts)
            return null;
        if (parts.terms.Count == 1)
        {
            var (monomial, coefficient) = (parts.terms.Keys.Single(), parts.terms.Values.Single());
            var powers = monomial.Factors.Select(factor => new Factor(factor.Base, factor.Exponent * exponent)).ToArray();
            if (exponent.IsInteger)
                return Single(powers, coefficient.Power(exponent.Numerator));
            // The root of a product is that of each factor where they have one each: √(x·y) says nothing of the sign of x.
            if (coefficient.IsOne && (powers.Length == 1 ? !monomial.Factors[0].Exponent.IsEven : powers.All(factor => graph.IsPositive(factor.Base))))
                return Single(powers, Constant.One);
        }
        else if (exponent.IsInteger && !exponent.IsNegative && exponent.Numerator <= GreatestPower)
        {
            var result = parts;
            for (var i = 1; i < exponent.Numerator; i++)
            {
                if (result.Times(parts) is not { } multiplied)
                    return null;
                result = multiplied;
            }

            return result;
        }

        return Single([new(expr, exponent)], Constant.One);
    }

    private static Polynomial Single(Factor[] factors, Constant coefficient)
    {
        var single = new Polynomial();
        single.Add(new Monomial(factors), coefficient);
        return single;
    }

    private Polynomial? Times(Polynomial other)
    {
        var result = new Polynomial();
        foreach (var a in terms)
        {
            foreach (var b in other.terms)
                result.Add(a.Key.Times(b.Key), a.Value * b.Value);
            if (result.terms.Count > MostTerms)
                return null;
        }

        return result;
    }

    private bool Add(Constant coefficient, Polynomial? other)
    {
        if (other is null || terms.Count + other.terms.Count > MostTerms)
            return false;
        foreach (var term in other.terms)
            Add(term.Key, coefficient * term.Value);
        return true;
    }

    private void Add(Monomial monomial, Constant coefficient)
    {
        // √2·√2 is a number.
        foreach (var factor in monomial.Factors)
        {
            if (factor is not { Base: Number number, Exponent.IsInteger: true })
                continue;
            coefficient *= number.Value.Power(factor.Exponent.Numerator);
            monomial = monomial.Times(new([new(number, -factor.Exponent)]));
        }

        if (terms.TryGetValue(monomial, out var present))
            coefficient += present;
        if (coefficient.IsZero)
            terms.Remove(monomial);
        else
            terms[monomial] = coefficient;
    }

    /// <summary>A product of powers, in the order of age.</summary>
    private readonly struct Monomial(Factor[] factors) : IEquatable<Monomial>
    {
        public Factor[] Factors { get; } = [.. factors.Where(factor => !factor.Exponent.IsZero).OrderBy(factor => factor.Base.Id)];

        public Monomial Times(Monomial other) =>
            new([.. Factors.Concat(other.Factors).GroupBy(factor => factor.Base).Select(same => new Factor(same.Key, same.Aggregate(Constant.Zero, (sum, factor) => sum + factor.Exponent)))]);

        public bool Equals(Monomial other) => Factors.SequenceEqual(other.Factors);

        public override bool Equals(object? obj) => obj is Monomial other && Equals(other);

        public override int GetHashCode() =>
            Factors.Aggregate(17, (hash, factor) => unchecked((((hash * 31) + factor.Base.Id) * 31) + factor.Exponent.GetHashCode()));
    }
}
