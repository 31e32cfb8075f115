using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Scheduling;

/// <summary>
/// Quotients in which a sum is divided by more than once: x·y/n² is (x/n)·(y/n). With n a sum of squares, n² overflows long before n does, and vanishes long before it. So
/// each power of the sum divides what it can.
/// </summary>
internal static class BalancedQuotients
{
    // Up to this power there is room enough.
    private static readonly Constant GreatestPower = 7;

    /// <summary>Divides in the lists of factors.</summary>
    public static void Divide(ExprGraph graph, List<List<Factor>> products)
    {
        // A power that has nothing to divide is computed anyway, and serves the others, where the sum is no sum of squares.
        var alone = new HashSet<Expr>(products.Where(factors => !factors.Exists(IsActive)).SelectMany(factors => factors.FindAll(factor => IsSquared(graph, factor))).Select(factor => factor.Base).Where(sum => sum is not Symbol && !HasSquares(sum)));
        foreach (var factors in products)
        {
            foreach (var (sum, exponent) in factors.FindAll(factor => IsSquared(graph, factor) && !alone.Contains(factor.Base)))
            {
                // x/(n·√n) is left alone where n·√n divides others too, and is computed once.
                if (exponent.Abs.Floor > 1 || (IsLarge(sum) && products.FindAll(other => other.Contains(new(sum, exponent))).Count == 1) || factors.FindAll(IsActive) is not [{ Exponent.IsOne: true, Base: var only }] || HasSquares(only))
                    new Quotient(graph, factors, sum).Divide(exponent.Abs.Floor);
            }
        }

        foreach (var factors in products.Where(factors => factors.Exists(factor => factor.Exponent.IsOne && HasSquares(factor.Base))))
        {
            DivideSquares(graph, factors, products);
            DividePolynomial(graph, factors);
        }
    }

    // (24·r⁶ − 48)/r¹³ = (24 − 48/r⁶)/r⁷, with a power that overflows later.
    private static void DividePolynomial(ExprGraph graph, List<Factor> factors)
    {
        var below = factors.FindIndex(factor => factor.Exponent < -GreatestPower && factor.Exponent.IsInteger && factor.Base is Symbol);
        var above = factors.FindIndex(factor => factor is { Exponent.IsOne: true, Base: Sum { Name: null, Constant.IsZero: false } });
        if (below < 0 || above < 0)
            return;
        var (radix, sum) = (factors[below].Base, (Sum)factors[above].Base);
        var degree = Constant.Zero;
        foreach (var (_, factor) in sum.Terms)
        {
            if (factor is not Product { Factors: [{ Base: var own, Exponent: { IsInteger: true, IsNegative: false } power }] } || own != radix)
                return;
            degree = power > degree ? power : degree;
        }

        if (-factors[below].Exponent < degree || -factors[below].Exponent == degree)
            return;
        var by = graph.Power(radix, -degree);
        factors[above] = new(graph.Sum([.. sum.Terms.Select(term => new Term(term.Coefficient, graph.Multiply(term.Factor, by))), new(sum.Constant, by)]), Constant.One);
        factors[below] = new(radix, factors[below].Exponent + degree);
    }

    // (x² − y²)/(n·y) = ((x² − y²)/n)/y, unless n·y divides something else too and is computed once.
    private static void DivideSquares(ExprGraph graph, List<Factor> factors, List<List<Factor>> products)
    {
        var below = factors.FindAll(factor => factor.Exponent.IsNegative && factor.Base is not Number);
        if (below.Count < 2 || below.Find(factor => factor.Exponent.IsMinusOne && HasSquares(factor.Base)) is not { Base: { } sum }
            || products.Exists(other => other != factors && below.TrueForAll(other.Contains)))
        {
            return;
        }

        var above = factors.FindIndex(factor => factor.Exponent.IsOne && HasSquares(factor.Base));
        factors[above] = new(graph.Raw([factors[above], new(sum, Constant.MinusOne)]), Constant.One);
        factors.RemoveAll(factor => factor.Base == sum);
    }

    private static bool IsSquared(ExprGraph graph, Factor factor) =>
        factor.Exponent.IsNegative && factor.Exponent.Abs > Constant.One
            && (factor.Base is Sum { IsScaled: false } or Apply { Function: Primitive.Hypot or Primitive.Cbrt } || Identities.IsNamedNorm(factor.Base)
                || (factor.Base is Symbol && graph.IsSumOfSquares(factor.Base)));

    private static bool HasSquares(Expr expr) => expr is Sum sum
        && Array.Exists(sum.Terms, term => term.Factor is Product product && product.Factors.Sum(factor => factor.Exponent.IsNegative ? 0 : factor.Exponent.Floor) > 1);

    // A sum of squares that nothing holds back, and not 1 − v²/c².
    private static bool IsLarge(Expr expr) => expr is not Sum sum || (HasSquares(sum) && Array.TrueForAll(sum.Terms, term => !term.Coefficient.IsNegative));

    private static bool IsNumerator(Factor factor) =>
        factor.Exponent is { IsInteger: true, IsNegative: false } && factor.Base is not (Number or Symbol { Value.Kind: ValueKind.Literal });

    private static bool IsActive(Factor factor) => IsNumerator(factor) && factor.Base.IsActive;

    /// <summary>A product with powers of a sum in its denominator.</summary>
    private readonly struct Quotient(ExprGraph graph, List<Factor> factors, Expr sum)
    {
        private readonly ExprGraph graph = graph;
        private readonly List<Factor> factors = factors;
        private readonly Expr sum = sum;

        /// <summary>Divides by so many powers of the sum one by one: what depends on the inputs first, as it is what may be large.</summary>
        public void Divide(long count)
        {
            var left = DivideThose(IsActive, count);
            left = DivideThose(static factor => IsNumerator(factor) && !factor.Base.IsActive && factor.Base is not Symbol, left);
            left = DivideThose(static factor => IsNumerator(factor) && factor.Base is Symbol { IsActive: false }, left);

            var by = sum;
            var place = factors.FindIndex(factor => factor.Base == by);
            var rest = factors[place].Exponent + Constant.Of(count - left, 1);
            if (rest.IsZero)
                factors.RemoveAt(place);
            else
                factors[place] = new(by, rest);
        }

        private long DivideThose(Predicate<Factor> which, long left)
        {
            for (var i = 0; i < factors.Count && left > 0; i++)
            {
                var (above, power) = factors[i];
                if (!which(factors[i]) || above is Product { Factors: [_, { Exponent.IsMinusOne: true, Base: var divided }] } && divided == sum)
                    continue;
                if (power.IsOne && left > 1 && above is Sum { Name: null } difference && OfSquares(difference) is { } squares)
                {
                    factors[i] = new(squares, Constant.One);
                    left -= 2;
                    continue;
                }

                // y²/(n·√n) = (y²/n)/√n, and x³⁰⁰·k³⁰⁰/n² = (x³⁰⁰/n)·(k³⁰⁰/n): a high power is of the size of the sum, and not one of its roots.
                var together = (left == 1 && power == 2) || power > GreatestPower ? power : Constant.One;
                var divisions = power > GreatestPower ? 1 : Math.Min(left, power.Numerator);
                var rest = power - (together * Constant.Of(divisions, 1));
                factors[i] = new(graph.Raw([new(above, together), new(sum, Constant.MinusOne)]), Constant.Of(divisions, 1));
                if (!rest.IsZero)
                    factors.Insert(++i, new(above, rest));
                left -= divisions;
            }

            return left;
        }

        // (y² − x²)/n² = (y/n)² − (x/n)²
        private Expr? OfSquares(Sum difference)
        {
            var terms = new List<Term>();
            foreach (var (coefficient, factor) in difference.Terms)
            {
                if (factor is not Product { Factors: [{ Base: var x, Exponent: var exponent }] } || exponent != 2)
                    return null;
                terms.Add(new(coefficient, graph.Raw([new(graph.Raw([new(x, Constant.One), new(sum, Constant.MinusOne)]), 2)])));
            }

            return difference.Constant.IsZero ? graph.Sum(terms) : null;
        }
    }
}
