using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Scheduling;

/// <summary>
/// Quotients in which a sum is divided by more than once: x·y/n² is (x/n)·(y/n). With n a sum of squares, n² overflows long before n does, and vanishes long before it. So
/// each power of the sum divides what it can.
/// </summary>
internal static partial class BalancedQuotients
{
    private const double Rounding = 1e-14;

    // Up to this power there is room enough.
    private static readonly Constant GreatestPower = 7;

    /// <summary>Divides in the lists of factors.</summary>
    /// <param name="graph">The expressions.</param>
    /// <param name="products">The factors of each product.</param>
    /// <param name="all">All that is computed.</param>
    public static void Divide(ExprGraph graph, List<List<Factor>> products, IReadOnlyCollection<Expr> all)
    {
        DivideRoots(graph, products, all);
        foreach (var factors in products)
            DivideThrough(graph, factors);

        // s⁻ᵏ·x²/s = s⁻ᵏ·(x²/s), of which the power vanishes where x² is large.
        foreach (var factors in products.Where(factors => factors.Exists(factor => factor.Exponent.IsOne && Quotient.Vanishes(factor.Base))))
        {
            foreach (var (sum, exponent) in factors.FindAll(static factor => factor.Exponent is { IsNegative: true, IsInteger: true } && factor.Base is Sum { IsScaled: false, IsActive: true }))
                new Quotient(graph, factors, sum).DivideOwn(exponent.Abs.Floor);
        }

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

            // Of two that grow as the sum does no product is made before one of them is divided.
            foreach (var (sum, _) in factors.FindAll(static factor => factor.Exponent.IsMinusOne && factor.Base is Sum { IsScaled: false } && Quotient.Grows(factor.Base, 0)))
            {
                if (factors.Where(static factor => IsActive(factor) && Quotient.Grows(factor.Base, 0)).Sum(static factor => factor.Exponent.Floor) > 1)
                    new Quotient(graph, factors, sum).Divide(1);
            }
        }

        foreach (var factors in products.Where(factors => factors.Exists(factor => factor.Exponent.IsOne && HasSquares(factor.Base))))
        {
            DivideSquares(graph, factors, products);
            DividePolynomial(graph, factors);
        }
    }

    /// <summary>Whether it is a power of a sum under an exponent that is negative, or may be: where the sum is large it vanishes.</summary>
    public static bool Vanishes(Expr expr) => Quotient.Vanishes(expr);

    // s^(−5/3) = s^(−2/3)/s, where s^(−2/3) is computed anyway: the higher power vanishes long before s overflows.
    private static void DivideRoots(ExprGraph graph, List<List<Factor>> products, IReadOnlyCollection<Expr> all)
    {
        var roots = all.OfType<Apply>().Where(IsRoot).ToList();
        foreach (var factors in products)
        {
            for (var i = 0; i < factors.Count; i++)
            {
                if (factors[i] is not { Exponent.IsOne: true, Base: Apply { Arguments: [var radix, Number { Value: var exponent }] } power } || !IsRoot(power) || exponent.Abs < Constant.One)
                    continue;
                // ⅓ is no decimal number: what is less by one is so but for rounding.
                var whole = exponent.Abs.Floor;
                if ((roots.Find(root => root.Arguments[0] == radix && Math.Abs(((Number)root.Arguments[1]).Value.ToDouble() - exponent.ToDouble() - whole) < Rounding) ?? Lower(graph, factors, radix, exponent + Constant.Of(whole, 1))) is not { } lower)
                    continue;
                factors.RemoveAt(i);
                factors.Add(new(radix, -Constant.Of(whole, 1)));
                if (factors.Exists(IsNumerator))
                    new Quotient(graph, factors, radix).Divide(whole);
                factors.Add(new(lower, Constant.One));
                break;
            }
        }

        static bool IsRoot(Apply apply) => apply is { Function: Primitive.Pow, Arguments: [_, Number { Value.IsNegative: true }] };
    }

    // Of a sum that a loop adds up the lower power is made, where there is something to divide.
    private static Apply? Lower(ExprGraph graph, List<Factor> factors, Expr radix, Constant exponent) =>
        radix is Symbol { Value.Kind: ValueKind.Cell } && factors.Exists(IsNumerator) ? graph.RawCall(Primitive.Pow, null, radix, graph.Number(exponent)) as Apply : null;

    // (s² − 3·x²)/s⁴ = (1 − 3·(x/s)²)/s², without s⁴, which overflows at 10⁷⁷.
    private static void DivideThrough(ExprGraph graph, List<Factor> factors)
    {
        var below = factors.FindIndex(factor => factor.Exponent < -3 && factor.Exponent.IsInteger && factor.Base is Symbol);
        var above = below < 0 ? -1 : factors.FindIndex(factor => factor is { Exponent.IsOne: true, Base: Sum { Name: null, Constant.IsZero: true } });
        if (above < 0)
            return;
        var (radix, sum) = (factors[below].Base, (Sum)factors[above].Base);
        var square = graph.Square(radix);
        if (!Array.Exists(sum.Terms, term => term.Factor == square))
            return;
        var terms = new List<Term>();
        foreach (var (coefficient, factor) in sum.Terms)
        {
            if (factor == square)
                terms.Add(new(coefficient, graph.One));
            else if (factor is Product { Factors: [{ Base: var x, Exponent: var exponent }] } && exponent == 2)
                terms.Add(new(coefficient, graph.Raw([new(graph.Raw([new(x, Constant.One), new(radix, Constant.MinusOne)]), 2)])));
            else
                return;
        }

        factors[above] = new(graph.Sum(terms), Constant.One);
        factors[below] = new(radix, factors[below].Exponent + 2);
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
            && (factor.Base is Sum { IsScaled: false } or Sum { Terms: [{ Factor: Sum }] } or Apply { Function: Primitive.Hypot or Primitive.Cbrt } || Identities.IsNamedNorm(factor.Base)
                || (factor.Base is Symbol && graph.IsSumOfSquares(factor.Base)));

    private static bool HasSquares(Expr expr) => expr is Sum { IsScaled: true, Terms: [{ Factor: Sum scaled }] } ? HasSquares(scaled) : expr is Sum sum
        && Array.Exists(sum.Terms, term => term.Factor is Product product && product.Factors.Sum(factor => factor.Exponent.IsNegative ? 0 : factor.Exponent.Floor) > 1);

    // A sum of squares that nothing holds back, and not 1 − v²/c².
    private static bool IsLarge(Expr expr) => expr is Sum { IsScaled: true, Terms: [{ Factor: Sum scaled }] } ? IsLarge(scaled) : expr is not Sum sum || (HasSquares(sum) && Array.TrueForAll(sum.Terms, term => !term.Coefficient.IsNegative));

    private static bool IsNumerator(Factor factor) =>
        factor.Exponent is { IsInteger: true, IsNegative: false } && factor.Base is not (Number or Symbol { Value.Kind: ValueKind.Literal });

    private static bool IsActive(Factor factor) => IsNumerator(factor) && factor.Base.IsActive;
}
