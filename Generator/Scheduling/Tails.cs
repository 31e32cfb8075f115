using System.Runtime.CompilerServices;
using SymDiff.Generator.Algebra;
using SymDiff.Generator.Calculus;

namespace SymDiff.Generator.Scheduling;

/// <summary>
/// What is done to expressions last, before they become operations: forms that take as many of them, and keep their digits in the tails, where one factor vanishes and another
/// one overflows, or has come so near to 1 that nothing is left of the rest.
/// </summary>
internal sealed partial class Tails
{
    // Products within products are looked into no further than this, and taken apart up to so many factors: what is shared stands in many of them.
    private const int Deepest = 6;
    private const int MostFactors = 32;

    // Of so many shares one less than 1 is the sum of the others, which is one operation, too.
    private const int Few = 3;

    private readonly ExprGraph graph;
    private readonly Canonicalizer canonicalizer;
    private readonly Dictionary<Expr, Expr> kept = [];
    private readonly Dictionary<Product, int> widths = [];

    // Logistics that stand in a term beside greater ones: nothing depends on the last digits of their tails.
    private readonly HashSet<Expr> lesser = [];

    // The shares of exponentials in their sum that are computed.
    private readonly HashSet<Expr> shares = [];

    // The hyperbolic tangents that more depends on than their slope.
    private readonly HashSet<Expr> tangents = [];

    // Whether what computes it is there in any case.
    private readonly Predicate<Expr> isAtHand;

    private Tails(ExprGraph graph, Canonicalizer canonicalizer, Predicate<Expr> isAtHand) => (this.graph, this.canonicalizer, this.isAtHand) = (graph, canonicalizer, isAtHand);

    /// <summary>The expressions in such forms.</summary>
    /// <param name="graph">The graph that they are of.</param>
    /// <param name="canonicalizer">What computes expressions in the author's method.</param>
    /// <param name="exprs">The expressions.</param>
    /// <param name="isAtHand">Whether an expression is computed in any case.</param>
    public static Expr[] Keep(ExprGraph graph, Canonicalizer canonicalizer, Expr[] exprs, Predicate<Expr> isAtHand)
    {
        var wasRewritten = graph.HasRewritten;
        var tails = new Tails(graph, canonicalizer, isAtHand);
        tails.FindLesser(exprs);
        var result = Array.ConvertAll(tails.Guarded([.. exprs.Select(tails.OfCosine).Select(tails.Of)]), tails.OfCosines);
        graph.HasRewritten = wasRewritten;
        return result;
    }

    /// <summary>Whether it has an exponential as a factor, which may vanish where anything else overflows.</summary>
    public static bool Vanishes(Expr expr) => Vanishes(expr, 0);

    private static bool Vanishes(Expr expr, int depth) => expr is Apply { Function: Primitive.Exp or Primitive.NormalPdf }
        || (expr is Product product && depth < Deepest && Array.Exists(product.Factors, factor => factor.Exponent.IsOne && Vanishes(factor.Base, depth + 1)));

    // How many factors it has when those within are taken apart.
    private int Width(Product product)
    {
        if (widths.TryGetValue(product, out var width))
            return width;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var factor in product.Factors)
            width = Math.Min(width + (factor.Base is Product inner ? Width(inner) : 1), 2 * MostFactors);
        widths.Add(product, width);
        return width;
    }

    private Expr Of(Expr expr)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (kept.TryGetValue(expr, out var known))
            return known;
        // What the author computes just so stays.
        var result = canonicalizer.Written(expr).Count > 0 ? expr : Changed(Rebuilt(expr, Of));
        if (result != expr && expr.Name is { } name && result.Name is null && result is not (Number or Symbol))
            result.Name = name;
        kept.Add(expr, result);
        return result;
    }

    private Expr Rebuilt(Expr expr, Func<Expr, Expr> of)
    {
        switch (expr)
        {
            case Sum sum:
                var terms = Array.ConvertAll(sum.Terms, term => new Term(term.Coefficient, of(term.Factor)));
                return terms.SequenceEqual(sum.Terms) ? sum : Added(sum, terms);
            case Product product:
                var factors = Array.ConvertAll(product.Factors, factor => new Factor(of(factor.Base), factor.Exponent));
                return factors.SequenceEqual(product.Factors) ? product : Multiplied(factors);
            // Of the very numbers that are compared, so that a tie stays one.
            case Choice step when !graph.Values.Real.IsGeneric && ExprGraph.StepOf(step) is var (greater, less):
                return graph.RawCall(Primitive.Heaviside, null, greater, less!);
            case Choice choice:
                return graph.Choose(choice.Condition, of(choice.WhenTrue), of(choice.WhenFalse));
            default:
                return expr;
        }
    }

    private Expr Added(Sum sum, IEnumerable<Term> terms) => sum.ConstantFirst
        ? graph.Sum([new(sum.Constant, graph.One), .. terms])
        : graph.Sum([.. terms, new(sum.Constant, graph.One)]);

    // Nothing is collected but what is the same: identities have been tried.
    private Expr Multiplied(IEnumerable<Factor> factors)
    {
        var collected = new List<Factor>();
        var coefficient = Constant.One;
        foreach (var (expr, exponent) in factors)
            Collect(expr, exponent);
        Expr product = collected switch
        {
            [] => graph.One,
            [{ Exponent.IsOne: true, Base: var only }] => only,
            _ => graph.Raw([.. collected]),
        };
        return graph.Scale(coefficient, product);

        void Collect(Expr expr, Constant exponent)
        {
            if (expr is Number number && exponent.IsInteger)
            {
                coefficient *= number.Value.Power(exponent.Numerator);
            }
            else if (expr is Sum { IsScaled: true } scaled && exponent.IsInteger)
            {
                coefficient *= scaled.Terms[0].Coefficient.Power(exponent.Numerator);
                Collect(scaled.Terms[0].Factor, exponent);
            }
            else if (expr is Product { Name: null } product && exponent.IsInteger && Width(product) <= MostFactors)
            {
                foreach (var (inner, power) in product.Factors)
                    Collect(inner, power * exponent);
            }
            else if (collected.FindIndex(factor => factor.Base == expr) is >= 0 and var place)
            {
                collected[place] = new(expr, collected[place].Exponent + exponent);
                if (collected[place].Exponent.IsZero)
                    collected.RemoveAt(place);
            }
            else
            {
                collected.Add(new(expr, exponent));
            }
        }
    }

    private Expr Changed(Expr expr) => expr switch
    {
        Product product => Complemented(product) is var whole && whole is Product factors && Halved(factors) is var halved ? halved is Product rest ? Settled(Lowered(Paired(rest))) : halved : whole,
        Sum sum => OfOthers(sum),
        // The logarithm by which a power is differentiated, of 1 − u where u is small.
        Apply { Function: Primitive.Log, Arguments: [Sum { IsScaled: false, Constant.IsOne: true } sum] } => graph.RawCall(Primitive.Log1p, null, graph.Sum(sum.Terms)),
        _ => expr,
    };

    // What is divided by 1 − p is divided by logistic(−u), with p = logistic(u): that is not zero where p has come within 10⁻¹⁶ of 1.
    private Expr Complemented(Product product)
    {
        var place = Array.FindIndex(product.Factors, factor => factor is { Base: Sum { Terms: [{ Factor: Apply { Function: Primitive.Logistic }, Coefficient: { IsUnit: true } sign }] } rest, Exponent: { IsInteger: true, IsNegative: true } } && rest.Constant == -sign);
        if (place < 0)
            return product;
        var (sum, exponent) = ((Sum)product.Factors[place].Base, product.Factors[place].Exponent);
        var complement = graph.RawCall(Primitive.Logistic, null, graph.Negate(((Apply)sum.Terms[0].Factor).Arguments[0]));
        return Multiplied([new(graph.Number(sum.Constant), exponent), .. product.Factors.Where((_, i) => i != place), new(complement, exponent)]);
    }

    // p₁ − p₁² = p₁·(p₂ + p₃), and 1 − p₁ = p₂ + p₃, where all three shares are computed.
    private Expr OfOthers(Sum sum) => sum switch
    {
        { Constant.IsOne: true, Terms: [{ Coefficient.IsMinusOne: true, Factor: var share }] } => Others(share) ?? sum,
        { Constant.IsZero: true, Terms: [{ Coefficient: var once, Factor: Apply share }, { Coefficient: var twice, Factor: Product { Factors: [{ Base: var squared, Exponent: var exponent }] } }] }
            when squared == share && exponent == 2 && twice == -once && Others(share) is { } others => graph.Scale(once, graph.Raw([new(share, Constant.One), new(others, Constant.One)])),
        _ => sum,
    };

    private Expr? Others(Expr share)
    {
        if (share is not Apply { Function: Primitive.Softmax, Arguments: { Length: Few + 1 } arguments })
            return null;
        var all = arguments.Skip(1).ToList();
        var others = all.Where(each => each != arguments[0]).Select(each => graph.RawCall(Primitive.Softmax, null, [each, .. all])).ToList();
        return others.Count == Few - 1 && others.TrueForAll(shares.Contains) ? graph.Sum([.. others.Select(each => new Term(Constant.One, each))]) : null;
    }

    // p·(1 − p) = 1/(e + 1/e + 2), with p = 1/(1 + e), where the method does not compute p itself, and of t ≥ 0 t/(1 + t)² = 1/(t + 1/t + 2), and t/(1 + t) = 1/(1 + 1/t).
    private Expr Paired(Product product)
    {
        Factor[] factors = [.. Flat(product)];
        if (Pair(factors) is ({ Arguments: [var u] } logistic, { } rest) && !canonicalizer.Computes(logistic) && !lesser.Contains(logistic))
            return Multiplied([new(graph.Number(rest.Constant), Constant.One), .. factors, new(logistic, Constant.MinusOne), new(rest, Constant.MinusOne), new(Both(graph.RawCall(Primitive.Exp, null, graph.Negate(u))), Constant.MinusOne)]);
        foreach (var (expr, exponent) in factors)
        {
            if (!exponent.IsInteger || exponent.IsNegative)
                continue;
            if (IsNonNegativePower(expr))
            {
                foreach (var (other, power) in factors)
                {
                    if (power == -2 && other is Sum { Name: null, Constant.IsOne: true, Terms: [{ Factor: var term, Coefficient.IsOne: true }] } && term == expr)
                        return Multiplied([.. factors, new(expr, Constant.MinusOne), new(other, 2), new(Both(expr), Constant.MinusOne)]);
                    if (power.IsMinusOne && exponent.IsOne && expr is Apply { Function: Primitive.Pow } && other is Sum { Name: null, Constant.IsOne: true, Terms: [{ Factor: var alone, Coefficient.IsOne: true }] } && alone == expr)
                        return Multiplied([.. factors, new(expr, Constant.MinusOne), new(other, Constant.One), new(graph.Sum([new(Constant.One, graph.One), new(Constant.One, graph.Raw([new(expr, Constant.MinusOne)]))]), Constant.MinusOne)]);
                }
            }
        }

        return product;
    }

    // (1 − t)/(1 + t) = 2/(1 + t) − 1, with t = xʸ, of which nothing is ∞/∞. Near t = 1 the rounding of t is all that is left of either.
    private Expr Halved(Product product)
    {
        foreach (var (sum, exponent) in product.Factors)
        {
            if (!exponent.IsInteger || !exponent.IsNegative || sum is not Sum { Name: null, Constant.IsOne: true, Terms: [{ Coefficient.IsOne: true, Factor: Apply { Function: Primitive.Pow } power }] } || !IsNonNegativePower(power))
                continue;
            if (Array.Find(product.Factors, factor => factor is { Base: Sum { Terms: [{ Coefficient: { IsUnit: true } sign, Factor: var own }] } other, Exponent.IsOne: true } && own == power && other.Constant == -sign).Base is not Sum { Constant: var one } difference)
                continue;
            var share = graph.Sum([new(2 * one, graph.Raw([new(sum, Constant.MinusOne)])), new(-one, graph.One)]);
            return Multiplied([.. product.Factors, new(difference, Constant.MinusOne), new(sum, Constant.One), new(share, Constant.One)]);
        }

        return product;
    }

    // xʸ⁻¹/(1 + xʸ) = 1/(x¹⁻ʸ + x), of which nothing is ∞/∞ where x is large, or 0/0.
    private Expr Lowered(Expr expr)
    {
        if (expr is not Product product)
            return expr;
        foreach (var (power, times) in product.Factors)
        {
            if (!times.IsInteger || times.IsNegative || power is not Apply { Function: Primitive.Pow, Arguments: [var radix, var exponent] })
                continue;
            foreach (var (sum, divisions) in product.Factors)
            {
                if (!divisions.IsInteger || !divisions.IsNegative || sum is not Sum { Name: null, Constant.IsOne: true, Terms: [{ Coefficient.IsOne: true, Factor: Apply { Function: Primitive.Pow, Arguments: [var own, var whole] } }] } || own != radix)
                    continue;
                if (graph.Subtract(whole, exponent) is not Number { Value: { IsInteger: true, IsNegative: false, IsZero: false } by })
                    continue;
                var count = times < divisions.Abs ? times : divisions.Abs;
                var both = graph.Sum([new(Constant.One, graph.Call(Primitive.Pow, radix, graph.Negate(exponent))), new(Constant.One, graph.Power(radix, by))]);
                return Lowered(Multiplied([.. product.Factors, new(power, -count), new(sum, count), new(both, -count)]));
            }
        }

        return product;
    }

    // Where the exponent is differentiated, or is no integer, no number below zero has a power with a derivative.
    private bool IsNonNegativePower(Expr expr) => expr is Apply { Function: Primitive.Exp } || (expr is Apply { Function: Primitive.Pow, Arguments: [_, var exponent] }
        && (exponent.IsActive || exponent is Number { Value.IsInteger: false } || graph.IsNonNegative(expr)));

    // p and 1 − p, or p − 1, among the factors.
    private static (Apply? Logistic, Sum? Complement) Pair(Factor[] factors)
    {
        foreach (var (expr, exponent) in factors)
        {
            if (expr is not Sum { Name: null, Terms: [{ Factor: Apply { Function: Primitive.Logistic } logistic, Coefficient: { IsUnit: true } sign }] } rest || rest.Constant != -sign)
                continue;
            if (exponent.IsInteger && !exponent.IsNegative && Array.Exists(factors, factor => factor.Base == logistic && factor.Exponent.IsInteger && !factor.Exponent.IsNegative))
                return (logistic, rest);
        }

        return default;
    }

    private void FindLesser(Expr[] exprs)
    {
        var seen = new HashSet<Expr>();
        var open = new Stack<Expr>(exprs);
        while (open.Count > 0)
        {
            var expr = open.Pop();
            if (!seen.Add(expr))
                continue;
            if (SlopeOfTanh(expr) is { } u)
            {
                open.Push(u);
                continue;
            }

            foreach (var part in expr.Parts)
                open.Push(part);
            if (expr is Apply { Function: Primitive.Softmax })
                shares.Add(expr);
            else if (expr is Apply { Function: Primitive.Tanh })
                tangents.Add(expr);
            if (expr is not Sum { IsScaled: false } sum)
                continue;
            var pairs = sum.Terms.Select(term => term.Factor is Product product ? Pair([.. Flat(product)]).Logistic : null).ToList();
            if (!sum.Constant.IsZero || pairs.Contains(null))
                lesser.UnionWith(pairs.OfType<Expr>());
        }
    }

    private IEnumerable<Factor> Flat(Product product) => Width(product) > MostFactors ? product.Factors : product.Factors.SelectMany(factor => factor is { Base: Product inner, Exponent.IsOne: true } ? Flat(inner) : [factor]);

    private Expr Both(Expr t) => graph.Sum([new(Constant.One, t), new(Constant.One, graph.Raw([new(t, Constant.MinusOne)])), new(2, graph.One)]);

    // e⁻ᵘ·(r² − 1) = e⁻ᵘ·r·r − e⁻ᵘ, of which nothing is zero times infinity where r² overflows.
    private Expr Distributed(Product product)
    {
        if (!Array.Exists(product.Factors, factor => factor.Exponent.IsOne && Vanishes(factor.Base)))
            return product;
        var place = Array.FindIndex(product.Factors, factor => factor.Exponent.IsOne && factor.Base is Sum { Name: null } sum && IsDistributed(sum));
        return place < 0 ? product : Distributed(product, place);
    }

    private Expr Distributed(Product product, int place) => graph.Sum([.. Parts(product, place)]);

    // The product, term by term of a sum in it.
    private IEnumerable<Term> Parts(Product product, int place)
    {
        var sum = (Sum)product.Factors[place].Base;
        var rest = product.Factors.Where((_, i) => i != place).ToArray();
        IEnumerable<Term> terms = sum.Terms.Select(term => new Term(term.Coefficient, Multiplied([.. rest, new(term.Factor, Constant.One)])));
        if (sum.Constant.IsZero)
            return terms;
        var constant = new Term(sum.Constant, Multiplied(rest));
        return sum.ConstantFirst ? terms.Prepend(constant) : terms.Append(constant);
    }

    private static bool IsOfTwo(Sum sum) => sum.Terms.Length == (sum.Constant.IsZero ? 2 : 1);

    // Of two terms without coefficients, which takes as many operations.
    private static bool IsDistributed(Sum sum) => IsOfTwo(sum) && (sum.Constant.IsZero || sum.Constant.IsUnit)
        && Array.TrueForAll(sum.Terms, term => term.Coefficient.IsUnit) && Array.Exists(sum.Terms, term => Grows(term.Factor));

    private static bool Grows(Expr expr) => expr is Product product && Array.Exists(product.Factors, factor => factor.Base.IsActive && factor.Exponent.IsInteger && factor.Exponent.Abs > Constant.One);
}
