using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Scheduling;

/// <content>What is divided by a sum, one by one.</content>
internal static partial class BalancedQuotients
{
    /// <summary>A product with powers of a sum in its denominator.</summary>
    private readonly struct Quotient(ExprGraph graph, List<Factor> factors, Expr sum)
    {
        private readonly ExprGraph graph = graph;
        private readonly List<Factor> factors = factors;
        private readonly Expr sum = sum;

        /// <summary>Divides by so many powers of the sum one by one: what depends on the inputs first, as it is what may be large.</summary>
        public void Divide(long count) => DivideRest(count, DivideGreat(count));

        /// <summary>The same, and first of all what the sum is made of, x² in 1 + x²/n.</summary>
        public void DivideOwn(long count)
        {
            var terms = sum is Sum own ? own.Terms : [];
            DivideRest(count, DivideThose(factor => IsNumerator(factor) && Array.Exists(terms, term => term.Factor == factor.Base || (term.Factor is Product product && Array.Exists(product.Factors, part => part.Base == factor.Base && !part.Exponent.IsNegative))), count));
        }

        private void DivideRest(long count, long left)
        {
            // (eᵘ − 1)·eᵛ/n with eᵘ in n: they are large together.
            var alike = GrowingIn(sum, 0).ToList();
            if (alike.Count > 0)
                left = DivideThose(factor => IsActive(factor) && GrowingIn(factor.Base, 0).Any(alike.Contains), left);
            left = DivideThose(static factor => IsActive(factor) && Grows(factor.Base, 0), left);
            left = DivideThose(IsActive, left);
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
                if (!which(factors[i]) || Vanishes(above) || above is Product { Factors: [_, { Exponent.IsMinusOne: true, Base: var divided }] } && divided == sum)
                    continue;
                if (power.IsOne && left > 1 && above is Sum { Name: null } difference && OfSquares(difference) is { } squares)
                {
                    factors[i] = new(squares, Constant.One);
                    left -= 2;
                    continue;
                }

                // y²/(n·√n) = (y²/n)/√n, and x³⁰⁰·k³⁰⁰/n² = (x³⁰⁰/n)·(k³⁰⁰/n): a high power is of the size of the sum, and not one of its roots.
                var together = (left == 1 && power == 2 && !Grows(above, 0)) || power > GreatestPower ? power : Constant.One;
                var divisions = power > GreatestPower ? 1 : Math.Min(left, power.Numerator);
                var rest = power - (together * Constant.Of(divisions, 1));
                factors[i] = new(graph.Raw([new(above, together), new(sum, Constant.MinusOne)]), Constant.Of(divisions, 1));
                if (!rest.IsZero)
                    factors.Insert(++i, new(above, rest));
                left -= divisions;
            }

            return left;
        }

        // (a·eᵘ − b·(eᵘ − 1)²)/n² = a·eᵘ/n/n − b·((eᵘ − 1)/n)²: of what grows as fast no product is made.
        private long DivideGreat(long left)
        {
            for (var i = 0; i < factors.Count && left > 1; i++)
            {
                if (OfGreat(factors[i]) is not { } divided)
                    continue;
                factors[i] = new(divided, Constant.One);
                left -= 2;
            }

            return left;
        }

        private Expr? OfGreat(Factor factor)
        {
            if (factor is not { Exponent.IsOne: true, Base: Sum { Name: null } difference } || !Array.Exists(difference.Terms, static term => IsGreat(term.Factor)))
                return null;
            var terms = new List<Term>();
            foreach (var (coefficient, term) in difference.Terms)
                terms.Add(new(coefficient, IsGreat(term) ? Apart((Product)term) : Twice(term)));
            if (!difference.Constant.IsZero)
                terms.Add(new(difference.Constant, graph.Raw([new(sum, -2)])));
            return graph.Sum(terms);
        }

        // Whether two factors of it overflow where their arguments are quite ordinary.
        private static bool IsGreat(Expr expr) => expr is Product product && product.Factors.Sum(static factor => factor.Exponent.IsInteger && !factor.Exponent.IsNegative && Grows(factor.Base, 0) ? factor.Exponent.Numerator : 0) == 2;

        private Product Apart(Product product)
        {
            var by = sum;
            var g = graph;
            return graph.Raw([.. product.Factors.Select(factor => !factor.Exponent.IsNegative && factor.Exponent.IsInteger && Grows(factor.Base, 0)
                ? new Factor(g.Raw([new(factor.Base, Constant.One), new(by, Constant.MinusOne)]), factor.Exponent)
                : factor)]);
        }

        // Divided twice, one by one, and within what is chosen.
        private Expr Twice(Expr expr)
        {
            if (expr is Choice { IsGuarded: true } choice)
                return graph.Choose(choice.Condition, Twice(choice.WhenTrue), Twice(choice.WhenFalse));
            var (coefficient, term) = ExprGraph.Split(expr);
            if (term is Number)
                return term.IsZero ? term : graph.Scale(coefficient, graph.Product(Constant.One, [new(term, Constant.One), new(sum, -2)]));
            var parts = term is Product product ? product.Factors.ToList() : [new(term, Constant.One)];
            var place = parts.FindIndex(IsIt);
            if (place >= 0)
            {
                parts.RemoveAt(place);
                return graph.Scale(coefficient, graph.Raw([.. parts, new(sum, Constant.MinusOne)]));
            }

            for (var i = 0; i < parts.Count; i++)
            {
                if (OfGreat(parts[i]) is { } divided)
                    return graph.Scale(coefficient, graph.Raw([.. parts.Take(i), new(divided, Constant.One), .. parts.Skip(i + 1)]));
            }

            return graph.Scale(coefficient, graph.Raw([new(graph.Raw([.. parts, new(sum, Constant.MinusOne)]), Constant.One), new(sum, Constant.MinusOne)]));
        }

        /// <summary>Whether it is a power of a sum under an exponent that is negative, or may be: where the sum is large it vanishes, and is divided by nothing more.</summary>
        public static bool Vanishes(Expr expr) => expr is Apply { Function: Primitive.Pow, Arguments: [Sum { IsScaled: false }, not Number and var exponent] }
            && (ExprGraph.LooksNegative(exponent) || (exponent is Sum sum && Array.Exists(sum.Terms, static term => term.Coefficient.IsNegative)));

        private bool IsIt(Factor factor) => factor.Base == sum && factor.Exponent.IsOne;

        // Whether it overflows where its argument is quite ordinary.
        public static bool Grows(Expr expr, int depth) => GrowingIn(expr, depth).Any();

        private static IEnumerable<Expr> GrowingIn(Expr expr, int depth) => expr is Apply { Function: Primitive.Exp or Primitive.Expm1 or Primitive.Sinh or Primitive.Cosh or Primitive.Pow, IsActive: true } ? [expr]
            : expr is Sum or Product && depth < 3 ? expr.Parts.SelectMany(part => GrowingIn(part, depth + 1)) : [];

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
