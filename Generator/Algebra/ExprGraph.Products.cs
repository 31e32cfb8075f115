namespace SymDiff.Generator.Algebra;

/// <content>Products of powers: like bases are collected, and what is nested comes apart where something cancels.</content>
internal sealed partial class ExprGraph
{
    private readonly Dictionary<Product, List<Factor>> spreadProducts = [];

    // The sums that the author has written.
    private readonly HashSet<Sum> written = [];

    /// <summary>Whether what the author has named stays together where it is multiplied by what would cancel in it. What it is divided by cancels all the same, or there would be a division that nobody wrote.</summary>
    public bool KeepsNames { get; init; }

    /// <summary>The coefficient times the product of the powers, in this order.</summary>
    public Expr Product(Constant coefficient, IReadOnlyList<Factor> factors)
    {
        var collected = new FactorList { Coefficient = coefficient };
        foreach (var (expr, exponent) in factors)
            Collect(collected, expr, exponent);
        if (collected.Coefficient.IsZero || double.IsNaN(collected.Coefficient.ToDouble()))
        {
            // Nothing is left of what is multiplied by zero.
            HasRewritten |= collected.Count > 0;
            return Number(collected.Coefficient);
        }

        if (collected.HasNested)
        {
            Open(collected);
            SquareRoots(collected);
        }

        if (collected.HasSquareRoot)
        {
            OpenRoots(collected);
            JoinRoots(collected);
        }

        if (collected.HasSign)
            MergeSigns(collected);
        if (collected.HasMaximum)
            MergeSteps(collected);
        if (collected.HasExponential && distributions.Count > 0)
            RecognizeDensities(collected);
        if (collected.HasDistribution)
            MergeDensities(collected);
        if (collected.HasExponential)
            MergeExponentials(collected);
        if (collected.HasPower)
            MergePowers(collected);
        return Finish(collected);
    }

    private void Collect(FactorList collected, Expr expr, Constant exponent)
    {
        if (exponent.IsZero)
            return;
        switch (expr)
        {
            case Number number when exponent.IsInteger:
                collected.Coefficient *= number.Value.Power(exponent.Numerator);
                break;
            case Number { Value.IsOne: true }:
                break;
            case Number { Value: { IsNegative: false } value } when Root(value, exponent) is { } root:
                collected.Coefficient *= root;
                break;
            case Sum { IsScaled: true } scaled when exponent.IsInteger:
                collected.Coefficient *= scaled.Terms[0].Coefficient.Power(exponent.Numerator);
                Collect(collected, scaled.Terms[0].Factor, exponent);
                break;
            case Sum { IsScaled: true } scaled when !scaled.Terms[0].Coefficient.IsNegative && Root(scaled.Terms[0].Coefficient, exponent) is { } root:
                collected.Coefficient *= root;
                Collect(collected, scaled.Terms[0].Factor, exponent);
                break;
            // √(2·x²) is √2·|x|.
            case Sum { IsScaled: true } scaled when !scaled.Terms[0].Coefficient.IsNegative && exponent.IsHalfInteger && scaled.Terms[0].Factor is Product { Factors: var squares } && Array.TrueForAll(squares, factor => factor.Exponent.IsEven):
                HasRewritten = true;
                Collect(collected, Number(scaled.Terms[0].Coefficient), exponent);
                Collect(collected, scaled.Terms[0].Factor, exponent);
                break;
            case Sum { IsScaled: false, Name: null } sum when exponent.IsInteger && IsNegativeForm(sum):
                if (!exponent.IsEven)
                    collected.Coefficient = -collected.Coefficient;
                collected.Add(Opposite(sum), exponent);
                break;
            // A high power of a product is a power of that product, as it was written: (s/r)⁶.
            case Product { Name: null, Factors.Length: > 1 } product when exponent.IsInteger && exponent.Abs > 2:
                product.Name = "";
                collected.Add(product, exponent);
                break;
            case Product product when product.Name is null || !exponent.IsInteger:
                CollectProduct(collected, product, exponent);
                break;
            case Apply { Function: Primitive.Abs, Arguments: [var argument] } when exponent.IsEven:
                Collect(collected, argument, exponent);
                break;
            // 1/xʸ = x⁻ʸ, of which the slope is a multiple, and not a quotient by the square.
            case Apply { Function: Primitive.Pow, Arguments: [var radix, not Algebra.Number and var power] } when exponent is { IsInteger: true, IsNegative: true } && !LooksNegative(power):
                Collect(collected, Call(Primitive.Pow, radix, Negate(power)), -exponent);
                break;
            default:
                if (collected.Add(expr, exponent))
                    HasRewritten = true;
                break;
        }
    }

    private void CollectProduct(FactorList collected, Product product, Constant exponent)
    {
        if (exponent.IsInteger)
        {
            foreach (var (inner, innerExponent) in product.Factors)
                Collect(collected, inner, innerExponent * exponent);
            return;
        }

        // A root of a product: even powers and what is known to be positive come out; the rest stays under one root.
        var rest = new List<Factor>();
        foreach (var (inner, innerExponent) in product.Factors)
        {
            // √(x³) is a number where √x is.
            if (IsPositive(inner) || (!innerExponent.IsEven && product.Factors.Length == 1))
            {
                Collect(collected, inner, innerExponent * exponent);
            }
            else if (innerExponent.IsEven)
            {
                HasRewritten = true;
                var outer = innerExponent * exponent;
                Collect(collected, outer.IsEven ? inner : Call(Primitive.Abs, inner), outer);
            }
            else
            {
                rest.Add(new(inner, innerExponent));
            }
        }

        if (rest.Count == product.Factors.Length)
            collected.Add(product, exponent);
        else if (rest.Count > 0)
            collected.Add(Product(Constant.One, rest), exponent);
    }

    // Takes nested products apart as long as one of their factors cancels against another, wholly or in part.
    private void Open(FactorList collected)
    {
        for (var (opened, round) = (true, 0); opened && round < MostTerms; round++)
        {
            opened = false;
            for (var i = 0; i < collected.Count; i++)
            {
                var (expr, exponent) = collected[i];
                if (expr is Product product && !exponent.IsZero && exponent.IsInteger && Cancels(collected, product, exponent))
                {
                    // One power of it is enough where the rest can stay together.
                    var step = exponent.IsNegative ? Constant.MinusOne : Constant.One;
                    collected.Add(expr, -step);
                    foreach (var (inner, innerExponent) in product.Factors)
                        Collect(collected, inner, innerExponent * step);
                    HasRewritten = opened = true;
                    break;
                }
            }
        }
    }

    private bool Cancels(FactorList collected, Product product, Constant exponent)
    {
        var isKept = KeepsNames && product.Name is not null && !exponent.IsNegative;
        foreach (var (inner, innerExponent) in Spread(product))
        {
            var isNegative = (innerExponent * exponent).IsNegative;
            for (var i = 0; i < collected.Count; i++)
            {
                var (other, otherExponent) = collected[i];
                if (otherExponent.IsZero || other == product)
                    continue;
                // |x|·sign x is x, which has no kink.
                if (!isNegative && otherExponent.IsOne && other is Apply { Function: Primitive.Sign, Arguments: [var x] } && inner is Apply { Function: Primitive.Abs, Arguments: [var magnitude] } && x == magnitude)
                    return true;
                if (isKept && !otherExponent.IsNegative)
                    continue;
                if (other == inner && otherExponent.IsNegative != isNegative)
                    return true;
                if (other is Product otherProduct && otherExponent.IsInteger && Meets(otherProduct, otherExponent, inner, isNegative))
                    return true;
            }
        }

        return false;
    }

    // Whether a power of the product has the base on the other side of the fraction.
    private bool Meets(Product product, Constant exponent, Expr expr, bool isNegative)
    {
        foreach (var factor in Spread(product))
        {
            if (factor.Base == expr && (factor.Exponent * exponent).IsNegative != isNegative)
                return true;
        }

        return false;
    }

    // Every factor of a product at every depth of nesting: asked for at each product around it, so remembered.
    private List<Factor> Spread(Product product)
    {
        if (!spreadProducts.TryGetValue(product, out var factors))
        {
            factors = [];
            AddSpread(factors, product, Constant.One, 0);
            spreadProducts.Add(product, factors);
        }

        return factors;
    }

    private static void AddSpread(List<Factor> factors, Product product, Constant power, int depth)
    {
        for (var i = 0; i < product.Factors.Length && i < MostTerms; i++)
        {
            var (expr, exponent) = product.Factors[i];
            factors.Add(new(expr, exponent * power));
            if (expr is Product inner && depth < 4)
                AddSpread(factors, inner, exponent * power, depth + 1);
        }
    }

    private Expr Finish(FactorList collected)
    {
        Stabilize(collected);
        var factors = collected.ToFactors();
        var coefficient = collected.Coefficient;
        if (coefficient.IsZero)
            return Zero;
        if (factors.Length == 0)
            return Number(coefficient);

        // A product with c ? a : 0 is a product inside the guard, so that nothing beside it is evaluated outside.
        for (var i = 0; i < factors.Length; i++)
        {
            if (factors[i] is { Base: Choice { MayBeNothing: true } choice, Exponent: { IsInteger: true, IsNegative: false } power })
            {
                if (factors.Length == 1 && coefficient.IsOne && power.IsOne)
                    return choice;
                Factor[] rest = [.. factors.Take(i), .. factors.Skip(i + 1)];
                if (!choice.IsGuarded && (choice.Sides > MostGuarded || Array.TrueForAll(rest, IsRegular)))
                    continue;
                // A step is a number, by which others may be multiplied that are numbers on both sides of it.
                if (power.IsOne && StepOf(choice) is not null && Array.TrueForAll(rest, IsPlain))
                    continue;
                return Choose(choice.Condition, Inside(choice.WhenTrue), Inside(choice.WhenFalse));

                Expr Inside(Expr branch) => Product(coefficient, [new(branch, power), .. rest]);
            }
        }

        var core = factors is [{ Exponent.IsOne: true }] ? factors[0].Base : Raw(factors);
        if (coefficient.IsOne)
            return core;
        if (coefficient.IsMinusOne && core is Sum { Name: null, IsScaled: false } sum)
            return Opposite(sum);
        return core is Sum { IsScaled: true } ? Scale(coefficient, core) : Sum([new(coefficient, core)]);
    }

    /// <summary>A product of these very factors, nothing collected.</summary>
    public Product Raw(Factor[] factors)
    {
        var (bases, exponents) = (new Expr[factors.Length], new Constant[factors.Length]);
        var (isActive, precision) = (false, Precision.Any);
        for (var i = 0; i < factors.Length; i++)
        {
            (bases[i], exponents[i]) = factors[i];
            isActive |= bases[i].IsActive;
            precision = Wider(precision, bases[i].Precision);
        }

        SortById(bases, exponents);
        var key = new Key(6, default, 0, bases, exponents);
        return (Product?)Find(key) ?? (Product)Add(key, new Product(count, factors, isActive, precision));
    }

    /// <summary>States that the author has written a sum: of a − b and b − a it is the one that is a factor, unless he has written both.</summary>
    public void NoteWritten(Sum sum) => written.Add(sum);

    // Of a − b and b − a one is a factor, the other its negative: the one that the author has written, else the one in which the oldest term is positive.
    private bool IsNegativeForm(Sum sum)
    {
        if (written.Count > 0 && written.Contains(sum) != (Opposite(sum) is Sum other && written.Contains(other)))
            return !written.Contains(sum);
        var oldest = sum.Terms[0];
        foreach (var term in sum.Terms)
        {
            if (term.Factor.Id < oldest.Factor.Id)
                oldest = term;
        }

        return oldest.Coefficient.IsNegative;
    }

    /// <summary>Of a − b and b − a always the same one.</summary>
    public Expr Unsigned(Expr expr) => expr is Sum { IsScaled: false } sum && IsNegativeForm(sum) ? Opposite(sum) : expr;

    /// <summary>The sum with every sign changed.</summary>
    public Expr Opposite(Sum sum)
    {
        var terms = sum.Terms.Select(term => new Term(-term.Coefficient, term.Factor));
        var constant = new Term(-sum.Constant, One);
        var wasRewritten = HasRewritten;
        var opposite = sum.ConstantFirst ? Sum([constant, .. terms]) : Sum([.. terms, constant]);
        HasRewritten = wasRewritten;
        return opposite;
    }
}
