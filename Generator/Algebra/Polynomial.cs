namespace SymDiff.Generator.Algebra;

/// <summary>
/// An expression multiplied out: a sum of coefficients times powers of what cannot be taken apart. Two expressions that are equal by the rules of sums, products
/// and powers alone have the same one, however they are bracketed and named. It is for comparing; what is computed keeps its factors.
/// </summary>
internal sealed class Polynomial
{
    private const int MostTerms = 64;
    private const int GreatestPower = 4;

    // So many parts are looked at, what is shared as often as it is used; and so deep: beyond it an expression has more terms than are wanted.
    private const int MostParts = 512;
    private const int Deepest = 24;

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
        return result.Add(coefficient, new Expansion(graph).Parts(expr, 1)) ? result : null;
    }

    /// <summary>The sum with a multiple of another; null where there are too many terms.</summary>
    public Polynomial? Plus(Constant coefficient, Polynomial other)
    {
        var sum = new Polynomial();
        return sum.Add(Constant.One, this) && sum.Add(coefficient, other) ? sum : null;
    }

    private static Polynomial Single(Factor[] factors, Constant coefficient)
    {
        var single = new Polynomial();
        single.Add(Monomial.Of(factors), coefficient);
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
            monomial = monomial.Times(Monomial.Of([new(number, -factor.Exponent)]));
        }

        if (terms.TryGetValue(monomial, out var present))
            coefficient += present;
        if (coefficient.IsZero)
            terms.Remove(monomial);
        else
            terms[monomial] = coefficient;
    }

    /// <summary>What an expression has been multiplied out to before; its size is how many parts were looked at, its height how far below it.</summary>
    internal readonly record struct Known(Polynomial? Terms, int Size, int Height);

    /// <summary>Multiplies one expression out, within bounds.</summary>
    private sealed class Expansion(ExprGraph graph)
    {
        private int left = MostParts;
        private int reached;

        public Polynomial? Parts(Expr expr, int depth)
        {
            if (expr is not (Sum or Product))
                return IsWithin(1, depth) ? Plain(expr) : null;
            if (graph.MultipliedOut.TryGetValue(expr, out var known))
                return IsWithin(known.Size, depth + known.Height) ? known.Terms : null;
            var (before, around) = (left, reached);
            reached = depth;
            var terms = !IsWithin(1, depth) ? null : expr is Sum sum ? Added(sum, depth) : Multiplied((Product)expr, depth);
            // Elsewhere there may be more room.
            if (left >= 0)
                graph.MultipliedOut.Add(expr, new Known(terms, before - left, reached - depth));
            reached = Math.Max(reached, around);
            return terms;
        }

        private bool IsWithin(int parts, int depth)
        {
            left = depth > Deepest || parts > left ? -1 : left - parts;
            reached = Math.Max(reached, depth);
            return left >= 0;
        }

        private static Polynomial Plain(Expr expr) => expr is Number number ? Single([], number.Value) : Single([new(expr, Constant.One)], Constant.One);

        private Polynomial? Added(Sum sum, int depth)
        {
            var total = Single([], sum.Constant);
            foreach (var (coefficient, factor) in sum.Terms)
            {
                if (!total.Add(coefficient, Parts(factor, depth + 1)))
                    return null;
            }

            return total;
        }

        private Polynomial? Multiplied(Product product, int depth)
        {
            var result = Single([], Constant.One);
            foreach (var (factor, exponent) in product.Factors)
            {
                if (Power(factor, exponent, depth + 1) is not { } power || result.Times(power) is not { } multiplied)
                    return null;
                result = multiplied;
            }

            return result;
        }

        // Whole powers of sums are multiplied out, any powers of products taken apart; a sum in a denominator or under a root is looked at as a whole.
        private Polynomial? Power(Expr expr, Constant exponent, int depth)
        {
            if (exponent.IsOne)
                return Parts(expr, depth);
            if (Parts(expr, depth) is not { } parts)
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
    }

    /// <summary>A product of powers, each base once, in the order of age.</summary>
    private readonly struct Monomial : IEquatable<Monomial>
    {
        private readonly int hash;

        private Monomial(Factor[] factors)
        {
            Factors = factors;
            hash = 17;
            foreach (var factor in factors)
                hash = unchecked((((hash * 31) + factor.Base.Id) * 31) + factor.Exponent.GetHashCode());
        }

        public Factor[] Factors { get; }

        public static Monomial Of(Factor[] factors) => new([.. factors.Where(factor => !factor.Exponent.IsZero).OrderBy(factor => factor.Base.Id)]);

        public Monomial Times(Monomial other)
        {
            if (Factors.Length == 0 || other.Factors.Length == 0)
                return Factors.Length == 0 ? other : this;
            var product = new List<Factor>(Factors.Length + other.Factors.Length);
            for (int i = 0, j = 0; i < Factors.Length || j < other.Factors.Length;)
            {
                var age = j == other.Factors.Length ? -1 : i == Factors.Length ? 1 : Factors[i].Base.Id.CompareTo(other.Factors[j].Base.Id);
                if (age != 0)
                    product.Add(age < 0 ? Factors[i++] : other.Factors[j++]);
                else if (Factors[i].Exponent + other.Factors[j++].Exponent is { IsZero: false } exponent)
                    product.Add(Factors[i++] with { Exponent = exponent });
                else
                    i++;
            }

            return new([.. product]);
        }

        public bool Equals(Monomial other) => hash == other.hash && Factors.AsSpan().SequenceEqual(other.Factors);

        public override bool Equals(object? obj) => obj is Monomial other && Equals(other);

        public override int GetHashCode() => hash;
    }
}
