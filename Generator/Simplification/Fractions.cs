using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Simplification;

/// <summary>
/// Identities of sums, products and quotients. Each gives another form of an expression, or null; whether it is the better one is for
/// <see cref="Simplifier"/> to say. All hold over the reals, and none multiplies out a difference that a factor keeps exact.
/// </summary>
internal static partial class Fractions
{
    private const int MostTerms = 24;

    /// <summary>All of them.</summary>
    public static readonly Identity[] All =
    [
        new("A common factor comes out: a·b + a·c = a·(b + c)", Soundness.WhereDefined, FactorOut),
        new("A common factor comes out, and coefficients stay: 16·y³ − 8·y = y·(16·y² − 8)", Soundness.WhereDefined, FactorOutCoefficients),
        new("A common coefficient comes out: ½a + ½b − c = ½(a + b) − c", Soundness.Everywhere, FactorOutNumber),
        new("A fraction in a denominator is cleared: 1/(1 + b/a) = a/(a + b)", Soundness.WhereDefined, ClearDenominators),
        new("A common factor within a factor comes out: 6·a·(8·b·c − 4·b) = 24·a·b·(2·c − 1)", Soundness.WhereDefined, FactorInside),
        new("A factor that cancels goes in: a·(b/a + c/a) = b + c", Soundness.WhereDefined, Absorb),
        new("A coefficient goes in: −2·(½a − ½b) = b − a", Soundness.Everywhere, Spread),
        new("Products of sums are multiplied out: y·(1 − p) − (1 − y)·p = y − p", Soundness.WhereDefined, Expand),
        new("Fractions come over one denominator: 1/x + 1/(1 − x) = 1/(x·(1 − x))", Soundness.WhereDefined, Combine),
        new("Fractions come over the sum that divides one of them: 1 − s/(k + s) = k/(k + s)", Soundness.WhereDefined, CombineOverSum),
        new("One term meets another over the sum that divides it: a + y − y·s/(k + s) = a + y·k/(k + s)", Soundness.WhereDefined, CombineTwo),
        new("Fractions within a factor come over the sum that divides one of them: v·(1 − s/(k + s))/(k + s) = v·k/(k + s)²", Soundness.WhereDefined, CombineInside),
        new("Denominators that are one but for a fraction in it are one: x/(1 + x²/c²) − c²·x³/(c² + x²)² = c⁴·x/(c² + x²)²", Soundness.WhereDefined, CombineAlike),
        new("Roots of one sum come over the least of them: 2·√(1 + u) − u/√(1 + u) = (2 + u)/√(1 + u)", Soundness.WhereDefined, CombineRoots),
        new("What is one product, once all is multiplied out, is that product: 2·√t − (σ·√t)/σ = √t", Soundness.WhereDefined, Collapse),
    ];

    /// <summary>A common factor comes out: a·b + a·c = a·(b + c), also of some of the terms only.</summary>
    public static Expr? FactorOut(ExprGraph graph, Expr expr) => FactorOut(graph, expr, takesContent: true);

    private static Expr? FactorOut(ExprGraph graph, Expr expr, bool takesContent)
    {
        var (scale, core) = ExprGraph.Split(expr);
        if (core is not Sum { Terms.Length: > 1 and <= MostTerms } sum)
            return null;

        var best = Commonest(sum);
        if (best.Count < 2)
            return null;
        var inside = sum.Terms.Where(term => Exponent(term.Factor, best.Base) is { IsZero: false } e && e.IsNegative == best.Exponent.IsNegative).ToList();
        var outside = sum.Terms.Where(term => !inside.Contains(term)).ToList();

        // Everything that these terms share comes out with it, the sign and size of the coefficients included.
        var shared = new List<Factor>();
        foreach (var (candidate, _) in Factors(inside[0].Factor))
        {
            var exponents = inside.Select(term => Exponent(term.Factor, candidate)).ToList();
            if (exponents.All(e => !e.IsZero && e.IsNegative == exponents[0].IsNegative))
                shared.Add(new(candidate, exponents.Aggregate((a, b) => a.Abs < b.Abs ? a : b)));
        }

        var content = takesContent ? Content(inside) : Constant.One;
        if (!takesContent && Content(inside).IsUnit)
            return null;
        var quotients = inside.Select(term => new Term(
            term.Coefficient / content,
            graph.Product(Constant.One, [new(term.Factor, Constant.One), .. shared.Select(factor => new Factor(factor.Base, -factor.Exponent))])));
        var factored = graph.Product(content, [.. shared, new(graph.Sum([.. quotients]), Constant.One)]);
        if (outside.Count == 0 && sum.Constant.IsZero)
            return graph.Scale(scale, factored);
        return graph.Scale(scale, graph.Sum([new(Constant.One, factored), .. outside, new(sum.Constant, graph.One)]));
    }

    /// <summary>As before, and the coefficients stay: 16·y³ − 8·y = y·(16·y² − 8).</summary>
    public static Expr? FactorOutCoefficients(ExprGraph graph, Expr expr) => FactorOut(graph, expr, takesContent: false);

    /// <summary>A common coefficient comes out: ½a + ½b − c = ½(a + b) − c.</summary>
    public static Expr? FactorOutNumber(ExprGraph graph, Expr expr)
    {
        var (scale, core) = ExprGraph.Split(expr);
        if (core is not Sum { Terms.Length: > 1 and <= MostTerms } sum)
            return null;
        // A residual among the terms would come apart without its coefficient.
        var group = sum.Terms.Where(term => !term.Coefficient.IsUnit && term.Factor is not Sum { Name: null }).GroupBy(term => term.Coefficient.Abs)
            .OrderByDescending(group => group.Count()).FirstOrDefault();
        if (group is null || group.Count() < 2)
            return null;
        var inside = graph.Sum([.. group.Select(term => new Term(term.Coefficient / group.Key, term.Factor))]);
        var rest = sum.Terms.Where(term => !group.Contains(term));
        if (sum.Constant.Abs != group.Key)
            return graph.Scale(scale, graph.Sum([new(group.Key, inside), .. rest, new(sum.Constant, graph.One)]));
        inside = graph.Sum([new(Constant.One, inside), new(sum.Constant / group.Key, graph.One)]);
        return graph.Scale(scale, graph.Sum([new(group.Key, inside), .. rest]));
    }

    /// <summary>A common factor comes out of a sum among the factors, and meets the others: 6·a·(8·b·c − 4·b) = 24·a·b·(2·c − 1).</summary>
    public static Expr? FactorInside(ExprGraph graph, Expr expr) => Inside(graph, expr, FactorOut);

    /// <summary>A sum of fractions among the factors comes over one denominator, and meets the others: v·(1 − s/(k + s))/(k + s) = v·k/(k + s)².</summary>
    public static Expr? CombineInside(ExprGraph graph, Expr expr) => Inside(graph, expr, CombineOverSum);

    private static Expr? Inside(ExprGraph graph, Expr expr, Func<ExprGraph, Expr, Expr?> identity)
    {
        var (scale, core) = ExprGraph.Split(expr);
        if (core is not Product product)
            return null;
        var any = false;
        var factors = product.Factors.ToArray();
        for (var i = 0; i < factors.Length; i++)
        {
            if (factors[i] is { Base: Sum { IsScaled: false } sum, Exponent.IsInteger: true } && identity(graph, sum) is { } other)
            {
                factors[i] = new(other, factors[i].Exponent);
                any = true;
            }
        }

        return any ? graph.Product(scale, factors) : null;
    }

    /// <summary>A fraction in a denominator: 1/(1 + b/a) = a/(a + b).</summary>
    public static Expr? ClearDenominators(ExprGraph graph, Expr expr)
    {
        var (scale, core) = ExprGraph.Split(expr);
        if (core is not Product product)
            return null;
        for (var i = 0; i < product.Factors.Length; i++)
        {
            if (product.Factors[i] is not { Base: Sum { IsScaled: false, Terms.Length: <= MostTerms } sum, Exponent: var exponent } || !exponent.IsInteger)
                continue;
            var denominators = Denominators(sum.Terms.Select(term => term.Factor));
            if (denominators.Count == 0)
                continue;
            if (HasOpposite(graph, product, sum))
                continue;
            var cleared = Distribute(graph, sum, denominators);
            if (OverflowsWith(cleared, sum, denominators))
                continue;
            var rest = product.Factors.Where((_, index) => index != i);
            return graph.Product(scale, [.. rest, new(cleared, exponent), .. denominators.Select(factor => new Factor(factor.Base, -factor.Exponent * exponent))]);
        }

        return null;
    }

    // 1/((n + (k − n)·e⁻ᵘ)·(eᵘ + (k − n)/n)): of a sum that grows as the other one vanishes no third one is made.
    private static bool HasOpposite(ExprGraph graph, Product product, Sum sum)
    {
        var opposites = Exponents(sum).Where(static exponent => !ExprGraph.LooksNegative(exponent)).Select(graph.Negate).ToList();
        return opposites.Count > 0 && Array.Exists(product.Factors, factor => factor.Exponent.IsNegative && factor.Base is Sum other && other != sum && Exponents(other).Any(opposites.Contains));
    }

    private static IEnumerable<Expr> Exponents(Sum sum) => sum.Terms.SelectMany(term => Factors(term.Factor)).Select(factor => factor.Base).OfType<Apply>().Where(apply => apply.Function == Primitive.Exp).Select(apply => apply.Arguments[0]);

    /// <summary>A factor that cancels in every term it meets goes into the sum: a·(b/a + c/a) = b + c.</summary>
    public static Expr? Absorb(ExprGraph graph, Expr expr)
    {
        var (scale, core) = ExprGraph.Split(expr);
        if (core is not Product product)
            return null;
        for (var i = 0; i < product.Factors.Length; i++)
        {
            if (product.Factors[i] is not { Base: Sum { IsScaled: false, Terms.Length: <= MostTerms } sum, Exponent.IsOne: true })
                continue;
            var rest = product.Factors.Where((_, index) => index != i).ToArray();
            var cancelling = rest.Where(factor => sum.Terms.Any(term => Exponent(Guarded(term.Factor), factor.Base) is { IsZero: false } e
                && e.IsNegative != factor.Exponent.IsNegative)).ToArray();
            if (cancelling.Length == 0)
                continue;
            var distributed = Distribute(graph, sum, cancelling);
            return cancelling.Length == rest.Length
                ? Spread(graph, graph.Scale(scale, distributed)) ?? graph.Scale(scale, distributed)
                : graph.Product(scale, [.. rest.Except(cancelling), new(distributed, Constant.One)]);
        }

        return null;
    }

    /// <summary>A coefficient goes into the sum where it meets others: −2·(½a − ½b) = b − a.</summary>
    public static Expr? Spread(ExprGraph graph, Expr expr)
    {
        var (scale, core) = ExprGraph.Split(expr);
        return core is Sum { Terms.Length: <= MostTerms } sum && !scale.IsOne
            ? graph.Sum([.. sum.Terms.Select(term => new Term(scale * term.Coefficient, term.Factor)), new(scale * sum.Constant, graph.One)])
            : null;
    }

    /// <summary>
    /// Products of sums multiplied out, where nearly all of it then cancels: y·(1 − p) − (1 − y)·p = y − p. Where less does, a factor that is small stays exact.
    /// </summary>
    public static Expr? Expand(ExprGraph graph, Expr expr) =>
        MultiplyOutAll(graph, expr, int.MaxValue) is { } result && IsFarSimpler(result, expr) ? result : null;

    // What both have in common does not count.
    private static bool IsFarSimpler(Expr result, Expr expr)
    {
        var (both, before, after) = (Cost.Of(expr, result), Cost.Of(expr), Cost.Of(result));
        return both != int.MaxValue && 2 * (both - before) <= both - after;
    }

    private static Expr? MultiplyOutAll(ExprGraph graph, Expr expr, int most)
    {
        var (scale, core) = ExprGraph.Split(expr);
        if (core is not Sum { Terms: { Length: > 1 and <= MostTerms } } sum)
            return null;
        var lists = Array.ConvertAll(sum.Terms, term => Parts(graph, term.Factor));
        if (!CanHaveAtMost(Math.Min(most, CountOf(sum)), graph, sum, lists))
            return null;
        var terms = new List<Term>();
        for (var i = 0; i < lists.Length; i++)
        {
            var (coefficient, factor) = sum.Terms[i];
            if (lists[i] is not { } parts)
                terms.Add(new(coefficient, factor));
            else
                terms.AddRange(MultiplyOut(graph, parts).Select(term => new Term(coefficient * term.Coefficient, term.Factor)));
        }

        var result = graph.Sum([.. terms, new(sum.Constant, graph.One)]);
        return CountOf(result) < CountOf(sum) + 1 ? graph.Scale(scale, result) : null;
    }

    // Whether the sum may have so few terms when its terms are multiplied out, those that are not too long.
    private static bool CanHaveAtMost(int most, ExprGraph graph, Sum sum, List<List<Term>>?[] lists)
    {
        var (any, count) = (false, 0);
        foreach (var parts in lists)
        {
            any |= parts is not null;
            count += parts is null ? 1 : parts.Aggregate(1, (product, each) => product * each.Count);
        }

        if (!any || count > 2 * MostTerms)
            return false;
        var monomials = new Monomials(graph);
        for (var i = 0; i < lists.Length; i++)
        {
            if (lists[i] is { } parts)
                monomials.Add(parts);
            else
                monomials.Add(sum.Terms[i].Factor);
        }

        if (!sum.Constant.IsZero)
            monomials.Add(graph.One);
        return monomials.Fewest <= most;
    }

    /// <summary>Fractions over the sum in their denominators, of which the numerators then meet it: 1 − s/(k + s) = k/(k + s).</summary>
    public static Expr? CombineOverSum(ExprGraph graph, Expr expr)
    {
        var (scale, core) = ExprGraph.Split(expr);
        if (core is not Sum { Terms: { Length: <= 6 } } sum)
            return null;
        var denominators = Denominators(sum.Terms.Select(term => term.Factor));
        var denominator = denominators.Find(factor => factor.Base is Sum);
        if (denominator.Base is null)
            return null;
        // Where nothing meets, a denominator that overflows would now stand above as well.
        var numerator = Distribute(graph, sum, [denominator]);
        if (OverflowsWith(numerator, sum, [denominator]))
            return null;
        if (IsRational(denominator.Base) && HasCancelled(numerator, sum, denominator.Base))
        {
            numerator = FactorOut(graph, numerator) ?? numerator;
        }
        else if (CountOf(numerator) >= CountOf(sum))
        {
            // r/(k·e + 2) − r·e·k/(k·e + 2)² = 2·r/(k·e + 2)², and ẋ − x·(x·ẋ + y·ẏ)/(x² + y²) = y·(y·ẋ − x·ẏ)/(x² + y²)
            if (!sum.Constant.IsZero || Above(denominator.Base).Any(static factor => factor is Apply { Function: Primitive.Pow }))
                return null;
            if (FactorOut(graph, numerator) is { } factored && Array.TrueForAll(Factors(ExprGraph.Split(factored).Factor), static factor => factor.Base is not Sum { Name: null }))
                numerator = factored;
            else if (denominators.Count == 1 && IsRational(denominator.Base) && MultiplyOutAll(graph, numerator, int.MaxValue) is { } multiplied)
                numerator = FactorOut(graph, multiplied) ?? multiplied;
            else
                return null;
        }

        return graph.Product(scale, [new(numerator, Constant.One), new(denominator.Base, -denominator.Exponent)]);
    }

    // 2·(c² − v²)/(c² + u·v) − 2 = −2·(v² + u·v)/(c² + u·v), of which nothing is left of c².
    private static bool HasCancelled(Expr numerator, Sum sum, Expr denominator) => sum is { Constant.IsZero: false, Terms: [{ Factor: Product { Factors: var factors } }] }
        && Array.Find(factors, static factor => factor is { Base: Sum, Exponent.IsOne: true }) is { Base: { } above } && CountOf(numerator) + 2 <= CountOf(above) + CountOf(denominator);

    // Of powers and exponentials a quotient has a limit, and what is multiplied out may be ∞/∞.
    private static bool IsRational(Expr expr) => Above(expr).All(static factor => factor is Symbol or Sum or Product);

    /// <summary>Fractions over one denominator, where the numerator then gets simpler: 1/x + 1/(1 − x) = 1/(x·(1 − x)).</summary>
    public static Expr? Combine(ExprGraph graph, Expr expr)
    {
        var (scale, core) = ExprGraph.Split(expr);
        if (core is not Sum { Terms: { Length: > 1 and <= 6 } } sum)
            return null;
        var denominators = Denominators(sum.Terms.Select(term => term.Factor));
        if (denominators.Count < 1)
            return null;
        var numerator = Distribute(graph, sum, denominators);
        if (MultiplyOutAll(graph, numerator, most: 1) is { } multiplied and not Sum { IsScaled: false })
            numerator = multiplied;
        numerator = Opened(graph, numerator);
        if (OverflowsWith(numerator, sum, denominators))
            return null;
        return graph.Product(scale, [new(numerator, Constant.One), .. denominators.Select(factor => new Factor(factor.Base, -factor.Exponent))]);
    }

    /// <summary>Denominators of which one is the other with its fractions cleared are one, and the fractions come over it: x/(1 + x²/c²) − c²·x³/(c² + x²)² = c⁴·x/(c² + x²)².</summary>
    public static Expr? CombineAlike(ExprGraph graph, Expr expr)
    {
        var (scale, core) = ExprGraph.Split(expr);
        if (core is not Sum { Terms: { Length: > 1 and <= 6 } } sum)
            return null;
        var denominators = Denominators(sum.Terms.Select(term => term.Factor));
        foreach (var (divisor, _) in denominators)
        {
            if (divisor is not Sum { IsScaled: false, Terms.Length: <= MostTerms } within || Denominators(within.Terms.Select(term => term.Factor)) is not { Count: > 0 } inner)
                continue;
            var (times, cleared) = ExprGraph.Split(Distribute(graph, within, inner));
            if (!denominators.Exists(other => other.Base == cleared))
                continue;
            var alike = graph.Sum([.. sum.Terms.Select(term => new Term(term.Coefficient, Over(term.Factor))), new(sum.Constant, graph.One)]);
            return (Combine(graph, alike) ?? CombineOverSum(graph, alike)) is { } combined ? graph.Scale(scale, combined) : null;

            Expr Over(Expr factor) => Exponent(factor, divisor) is { IsZero: false, IsInteger: true } exponent
                ? graph.Product(times.Power(exponent.Numerator), [new(factor, Constant.One), new(divisor, -exponent), new(cleared, exponent), .. inner.Select(each => new Factor(each.Base, -each.Exponent * exponent))])
                : factor;
        }

        return null;
    }

    // What grows with an exponential, and did not stand above the sum that it is part of: (n − 1)/(eᵘ − 1) − 1 has a limit, (n − eᵘ)/(eᵘ − 1) is ∞/∞. So is (a − b·(eᵘ + n))/(eᵘ + n).
    private static bool OverflowsWith(Expr numerator, Sum sum, List<Factor> denominators)
    {
        var growing = new HashSet<Expr>();
        foreach (var (divisor, _) in denominators)
        {
            var parts = Growing(divisor).ToList();
            growing.UnionWith(parts.Count > 0 ? [divisor, .. parts] : []);
        }

        if (growing.Count > 0)
            growing.ExceptWith(sum.Terms.SelectMany(term => Factors(term.Factor)).Where(factor => !factor.Exponent.IsNegative).Select(factor => factor.Base));
        return growing.Count > 0 && Above(numerator).Any(growing.Contains);
    }

    private static IEnumerable<Expr> Above(Expr expr) => expr is Sum sum ? sum.Terms.SelectMany(term => Factors(term.Factor)).Where(factor => !factor.Exponent.IsNegative).Select(factor => factor.Base) : [];

    private static IEnumerable<Expr> Growing(Expr expr) => Above(expr).Where(part => part is Apply { Function: Primitive.Exp or Primitive.Cosh or Primitive.Sinh or Primitive.Pow });

    // 2·(a² + b²) − 4·a² = 2·(b² − a²): a multiple of a sum comes apart where its terms meet others.
    private static Expr Opened(ExprGraph graph, Expr expr)
    {
        if (expr is not Sum { IsScaled: false } sum || !Array.Exists(sum.Terms, term => term.Factor is Sum { Name: null }))
            return expr;
        var terms = new List<Term>();
        foreach (var (coefficient, factor) in sum.Terms)
        {
            if (factor is Sum { Name: null } inner)
                terms.AddRange([.. inner.Terms.Select(term => new Term(coefficient * term.Coefficient, term.Factor)), new(coefficient * inner.Constant, graph.One)]);
            else
                terms.Add(new(coefficient, factor));
        }

        var opened = graph.Sum([.. terms, new(sum.Constant, graph.One)]);
        return CountOf(opened) > CountOf(sum) ? expr : FactorOutNumber(graph, opened) ?? opened;
    }

    /// <summary>What is one product once names and brackets are opened and all is multiplied out: 2·√t − (d₁ − d₂)/σ = √t where d₁ − d₂ = σ·√t.</summary>
    public static Expr? Collapse(ExprGraph graph, Expr expr)
    {
        if (expr is not Sum { IsScaled: false, Terms.Length: <= MostTerms } sum || !sum.Terms.Any(term => Factors(term.Factor).Any(factor => factor.Base is Sum or Product)))
            return null;
        if (Polynomial.Of(graph, Constant.One, sum) is not { } polynomial || polynomial.Terms.Take(2).Count() > 1)
            return null;
        var result = graph.Sum([.. polynomial.Terms.Select(term => new Term(term.Coefficient, graph.Product(Constant.One, term.Factors)))]);
        return IsFarSimpler(result, expr) ? result : null;
    }

    // What c ? a : 0 is where it is not zero: what multiplies it goes inside.
    private static Expr Guarded(Expr expr)
    {
        while (expr is Choice { IsGuarded: true } choice)
            expr = ExprGraph.Split(choice.WhenTrue.IsZero ? choice.WhenFalse : choice.WhenTrue).Factor;
        return expr;
    }

    // The sum times the factors, term by term.
    private static Expr Distribute(ExprGraph graph, Sum sum, IReadOnlyList<Factor> factors)
    {
        var terms = sum.Terms.Select(term => new Term(term.Coefficient, graph.Product(Constant.One, [new(term.Factor, Constant.One), .. factors])));
        var constant = new Term(sum.Constant, graph.Product(Constant.One, [.. factors]));
        return sum.ConstantFirst ? graph.Sum([constant, .. terms]) : graph.Sum([.. terms, constant]);
    }

    // What the terms must be multiplied by to have no denominators, as positive powers.
    private static List<Factor> Denominators(IEnumerable<Expr> terms)
    {
        var denominators = new List<Factor>();
        foreach (var (expr, exponent) in terms.SelectMany(Factors))
        {
            if (!exponent.IsNegative || !exponent.IsInteger)
                continue;
            var index = denominators.FindIndex(factor => factor.Base == expr);
            if (index < 0)
                denominators.Add(new(expr, -exponent));
            else if (denominators[index].Exponent < -exponent)
                denominators[index] = new(expr, -exponent);
        }

        return denominators;
    }

    // What must be multiplied: the terms of the sums among the factors; null where there is none, or too much would come of it.
    private static List<List<Term>>? Parts(ExprGraph graph, Expr expr)
    {
        if (expr is Sum { IsScaled: false } only)
            return [Parts(graph, only)];
        if (expr is not Product product || !Array.Exists(product.Factors, factor => factor is { Base: Sum, Exponent.IsOne: true }))
            return null;
        var lists = new List<List<Term>>();
        var count = 1;
        foreach (var (factor, exponent) in product.Factors)
        {
            lists.Add(factor is Sum sum && exponent.IsOne ? Parts(graph, sum) : [new(Constant.One, graph.Power(factor, exponent))]);
            count *= lists[lists.Count - 1].Count;
            if (count > MostTerms)
                return null;
        }

        return lists;
    }

    private static List<Term> MultiplyOut(ExprGraph graph, List<List<Term>> lists)
    {
        if (lists.Count == 1)
            return lists[0];
        List<Term> terms = [new(Constant.One, graph.One)];
        foreach (var parts in lists)
            terms = [.. terms.SelectMany(a => parts.Select(b => new Term(a.Coefficient * b.Coefficient, graph.Multiply(a.Factor, b.Factor))))];
        return terms;
    }

    private static List<Term> Parts(ExprGraph graph, Sum sum) =>
        sum.Constant.IsZero ? [.. sum.Terms] : [new(sum.Constant, graph.One), .. sum.Terms];

    private static int CountOf(Expr expr) => expr is Sum sum ? sum.Terms.Length + (sum.Constant.IsZero ? 0 : 1) : 1;

    private static Factor[] Factors(Expr expr) => expr is Product product ? product.Factors : [new(expr, Constant.One)];

    private static Constant Exponent(Expr term, Expr expr)
    {
        if (term is not Product product)
            return term == expr ? Constant.One : Constant.Zero;
        foreach (var (factor, exponent) in product.Factors)
        {
            if (factor == expr)
                return exponent;
        }

        return Constant.Zero;
    }

    // The base that stands in most terms on the same side of the fraction.
    private static (Expr Base, Constant Exponent, int Count) Commonest(Sum sum)
    {
        (Expr Base, Constant Exponent, int Count) best = default;
        foreach (var term in sum.Terms)
        {
            foreach (var (expr, exponent) in Factors(term.Factor))
            {
                if (expr is Number || expr == best.Base)
                    continue;
                var count = 0;
                foreach (var other in sum.Terms)
                {
                    if (Exponent(other.Factor, expr) is { IsZero: false } e && e.IsNegative == exponent.IsNegative)
                        count++;
                }

                if (count > best.Count)
                    best = (expr, exponent, count);
            }
        }

        return best;
    }

    // The greatest number that divides all coefficients, negative if the first is.
    private static Constant Content(List<Term> terms)
    {
        var sign = terms[0].Coefficient.IsNegative ? Constant.MinusOne : Constant.One;
        if (terms.All(term => term.Coefficient.IsInteger))
            return sign * Constant.Of(terms.Select(term => term.Coefficient.Numerator).Aggregate(Constant.GreatestCommonDivisor), 1).Abs;
        var magnitude = terms[0].Coefficient.Abs;
        return terms.All(term => term.Coefficient.Abs == magnitude) ? sign * magnitude : sign;
    }
}
