using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Scheduling;

/// <content>Products: one numerator over one denominator.</content>
internal sealed partial class Lowering
{
    // A fraction with a small denominator is written as one; beyond, it came from decimals.
    private const int GreatestDenominator = 360;

    // Of higher powers than this the power is made first.
    private static readonly Constant MostOneByOne = 4;

    private Value MakeProduct(Constant coefficient, Product product)
    {
        var isShared = IsShared(product);
        if (isShared && !coefficient.IsOne)
            return !coefficient.IsMinusOne ? Scaled(coefficient, Of(product)) : IsTurnable(new(product, Constant.One)) ? Of(Turned(product)) : values.Negate(Of(product));
        var factors = products.Factors(product).ToList();
        coefficient *= Prefer(factors);
        if (coefficient.IsNegative && !isShared && TurnAround(factors))
            coefficient = -coefficient;
        if (!coefficient.IsUnit && factors.FindIndex(factor => IsMagnitude(coefficient, factor)) is >= 0 and var place)
        {
            factors[place] = new(graph.Scale(coefficient.Abs, factors[place].Base), Constant.One);
            coefficient = coefficient.IsNegative ? Constant.MinusOne : Constant.One;
        }

        var isInTail = PutFirst(factors);
        PutLast(factors);
        var numerators = new List<Value>();
        var denominators = new List<Value>();
        var further = new List<Value>();
        coefficient = TakeFraction(coefficient, denominators);
        if (!coefficient.IsUnit || (coefficient.IsMinusOne && factors.All(factor => factor.Exponent.IsNegative)))
            numerators.Add(values.Number(values.Real, coefficient));
        var hasNumber = numerators.Count > 0;
        // Numbers that have names come first, so that the compiler multiplies them.
        foreach (var (expr, exponent) in factors.OrderBy(factor => factor.Base is Symbol { Value.IsConstant: true } ? 0 : 1))
        {
            if (exponent.IsOne && LogisticDenominator(expr) is { } denominator)
                denominators.Add(denominator);
            else if (exponent.IsOne && OppositePower(expr) is { } opposite)
                denominators.Add(opposite);
            else if (exponent.IsMinusOne && IsUsedOnce(expr) && expr is Apply { Function: Primitive.Exp, Arguments: [var u] })
                numerators.Add(Of(graph.Exp(graph.Negate(u))));
            else if (isInTail && IsTakenOneByOne(expr, exponent))
                (exponent.IsNegative ? further : numerators).AddRange(Enumerable.Repeat(Of(expr), (int)exponent.Abs.Numerator));
            else
                (exponent.IsNegative ? denominators : numerators).Add(factors.Count == 1 ? MakePower(expr, exponent.Abs) : Power(expr, exponent.Abs));
        }

        if (numerators.Count == 0)
        {
            numerators.Add(values.Number(values.Real, coefficient));
            hasNumber = true;
        }

        var isNegated = coefficient.IsMinusOne && !hasNumber;
        if (isNegated && (numerators.Count > 1 || denominators.Count > 0))
            numerators[0] = values.Negate(numerators[0]);
        var numerator = numerators.Aggregate((a, b) => Arithmetic(ValueKind.Multiply, a, b));
        if (isNegated && numerators.Count == 1 && denominators.Count == 0)
            return values.Negate(numerator);
        if (denominators.Count > 0 && further.Count > 0)
        {
            denominators.Add(further[0]);
            further.RemoveAt(0);
        }

        if (denominators.Count > 0)
            numerator = Arithmetic(ValueKind.Divide, numerator, denominators.Aggregate((a, b) => Arithmetic(ValueKind.Multiply, a, b)));
        return further.Aggregate(numerator, (a, b) => Arithmetic(ValueKind.Divide, a, b));
    }

    // What may vanish comes first, and what may overflow beside it is multiplied and divided by one by one: e^(−x²)·x·x, e^(−1/t)/t/t.
    private static bool PutFirst(List<Factor> factors)
    {
        var place = factors.FindIndex(factor => factor.Exponent.IsOne && Tails.Vanishes(factor.Base));
        if (place < 0 || !factors.Exists(factor => IsTakenOneByOne(factor.Base, factor.Exponent)))
            return false;
        var first = factors[place];
        factors.RemoveAt(place);
        factors.Insert(0, first);
        return true;
    }

    // A power that vanishes where a sum is large comes after what the sum divides, and what may be as large: (x/s)·(…)·s⁻ᵏ, of which x/s times the power would vanish first.
    private static void PutLast(List<Factor> factors)
    {
        var place = factors.FindIndex(static factor => factor.Exponent.IsOne && BalancedQuotients.Vanishes(factor.Base));
        if (place < 0 || !factors.Exists(static factor => factor is { Exponent.IsOne: true, Base: Sum { IsActive: true, Name: null } })
            || !factors.Exists(static factor => factor is { Exponent.IsOne: true, Base: Product { Name: null } product } && Array.Exists(product.Factors, static part => part.Exponent.IsNegative && part.Base is Sum)))
        {
            return;
        }

        var last = factors[place];
        factors.RemoveAt(place);
        factors.Add(last);
    }

    private static bool IsTakenOneByOne(Expr expr, Constant exponent) => exponent.IsInteger && exponent.Abs > Constant.One && exponent.Abs < MostOneByOne && expr.IsActive;

    // Multiples of a product that are needed by themselves, and again within a longer product: E/(8.314·T), in A·exp(−E/(8.314·T))·E/(8.314·T)/T.
    private void FindMagnitudes()
    {
        foreach (var expr in references.Keys.ToList())
        {
            if (expr is not Sum sum)
                continue;
            foreach (var (coefficient, core) in sum.Terms)
            {
                if (coefficient.IsUnit || core is not Product product)
                    continue;
                foreach (var factor in products.Factors(product))
                {
                    if (factor is { Base: Product part, Exponent.IsOne: true }
                        && (references.ContainsKey(graph.Scale(coefficient, part)) || references.ContainsKey(graph.Scale(-coefficient, part))))
                    {
                        magnitudes.Add(graph.Scale(coefficient.Abs, part));
                        references[part]--;
                    }
                }
            }
        }
    }

    private bool IsMagnitude(Constant coefficient, Factor factor) =>
        magnitudes.Count > 0 && factor is { Base: Product, Exponent.IsOne: true } && magnitudes.Contains(graph.Scale(coefficient.Abs, factor.Base));

    private bool IsShared(Expr expr) => references.TryGetValue(expr, out var uses) && uses > 1;

    // 2/3·x is 2·x/3, and x/8.314 stays a division by 8.314.
    private Constant TakeFraction(Constant coefficient, List<Value> denominators)
    {
        if (coefficient.IsDecimal)
            return coefficient;
        if (coefficient.Denominator > GreatestDenominator && coefficient.Inverse() is { IsDecimal: true } inverse)
        {
            denominators.Add(values.Number(values.Real, inverse.Abs));
            return inverse.IsNegative ? Constant.MinusOne : Constant.One;
        }

        denominators.Add(values.Number(values.Real, Constant.Of(coefficient.Denominator, 1)));
        return Constant.Of(coefficient.Numerator, 1);
    }

    // p = 1/(1 + exp(−x)) that is used once is a division.
    private Value? LogisticDenominator(Expr expr)
    {
        return expr is Apply { Function: Primitive.Logistic } logistic && IsUsedOnce(expr) && AsWritten(expr) is null
            ? MakeLogisticDenominator(logistic)
            : null;
    }

    private bool IsUsedOnce(Expr expr) =>
        !IsShared(expr) && !lowered.ContainsKey(expr) && AtHand(expr) is null;

    /// <summary>Whether a product takes the opposite sign, because of a difference in it whose opposite is computed anyway.</summary>
    private bool IsTurned(Expr core) => core is Product product && Prefer([.. products.Factors(product)]).IsMinusOne;

    /// <summary>Whether a negative product reads better turned round: + x·(1 − y), not − x·(y − 1).</summary>
    private bool CanTurn(Expr core) => core is Product product && !IsShared(product)
        && products.Factors(product).Any(IsTurnedGladly);

    private bool IsTurnedGladly(Factor factor) => IsTurnable(factor) && factor.Base switch
    {
        Sum sum => sum.Constant is { IsZero: false, IsNegative: true },
        Product product => products.Factors(product).Any(IsTurnedGladly),
        _ => false,
    };

    // 1 − x and x − 1 are not both computed: the one that is needed elsewhere serves.
    private Constant Prefer(List<Factor> factors)
    {
        var sign = Constant.One;
        for (var i = 0; i < factors.Count; i++)
        {
            if (factors[i] is { Base: Sum { Name: null, IsScaled: false } sum, Exponent: { IsInteger: true, IsEven: false } exponent }
                && graph.Opposite(sum) is var opposite && (references.ContainsKey(opposite) || AtHand(opposite) is not null)
                && AtHand(sum) is null)
            {
                factors[i] = new(opposite, exponent);
                sign = -sign;
            }
        }

        return sign;
    }

    // A difference among the factors takes the sign: −x·(1 − y) = x·(y − 1).
    private bool TurnAround(List<Factor> factors)
    {
        var index = factors.FindIndex(IsTurnable);
        if (index < 0)
            return false;
        factors[index] = new(Turned(factors[index].Base), factors[index].Exponent);
        return true;
    }

    private Expr Turned(Expr expr)
    {
        if (expr is Sum sum)
            return graph.Opposite(sum);
        List<Factor> factors = [.. products.Factors((Product)expr)];
        TurnAround(factors);
        return graph.Raw([.. factors]);
    }

    // What several products have in common and is needed as it is: all but what stands only in products that are turned round.
    private void FindPlain()
    {
        foreach (var expr in references.Keys)
        {
            if (expr is Sum sum)
                NotePlain(sum.Terms.Where(term => !term.Coefficient.IsNegative || term.Factor is not Product || (IsShared(term.Factor) && !(sum.IsScaled && term.Coefficient.IsMinusOne))).Select(term => term.Factor));
            else if (expr is not Product)
                NotePlain(expr.Parts);
        }

        NotePlain(roots);
        var subtracted = references.Keys.OfType<Sum>().Where(sum => !sum.IsScaled).SelectMany(sum => sum.Terms).Where(term => term.Coefficient.IsNegative).Select(term => term.Factor).OfType<Product>().ToList();
        while (subtracted.RemoveAll(product => !CanTurn(product) && NotePlain([product])) > 0)
        {
        }
    }

    private bool NotePlain(IEnumerable<Expr> exprs)
    {
        var open = new Stack<Expr>(exprs);
        while (open.Count > 0)
        {
            if (open.Pop() is var expr && plain.Add(expr) && expr is Product product)
            {
                foreach (var factor in products.Factors(product))
                    open.Push(factor.Base);
            }
        }

        return true;
    }

    private bool IsTurnable(Factor factor) => factor.Exponent is { IsInteger: true, IsEven: false } && factor.Base switch
    {
        Sum { Name: null, IsScaled: false } sum => (sum.Constant.IsNegative || sum.Terms.Any(term => term.Coefficient.IsNegative) || (!sum.Constant.IsZero && !IsShared(sum)))
            && !(IsShared(sum) && plain.Contains(sum)) && AtHand(sum) is null,
        Product { Name: null } product => !plain.Contains(product) && AtHand(product) is null && products.Factors(product).Any(IsTurnable),
        _ => false,
    };

    private Value Power(Expr expr, Constant exponent) =>
        exponent.IsOne ? Of(expr)
        : graph.Power(expr, exponent) is Product { Factors: [{ Base: var same }] } power && same == expr ? Of(power)
        : MakePower(expr, exponent);

    // x³ is x²·x, so that x² is there for others too; x^(5/2) is x²·√x.
    private Value MakePower(Expr expr, Constant exponent)
    {
        if (exponent.IsOne)
            return Of(expr);
        if (exponent == Constant.Half)
            return Call("Sqrt", Of(expr));
        if (exponent.IsHalfInteger && exponent.Floor <= GreatestPower)
            return Arithmetic(ValueKind.Multiply, Power(expr, (int)exponent.Floor), Call("Sqrt", Of(expr)));
        if (!exponent.IsInteger || exponent.Numerator > GreatestPower)
            return Call("Pow", Of(expr), values.Number(values.Real, exponent));
        if (exponent.IsEven)
        {
            var root = Power(expr, exponent / 2);
            return Arithmetic(ValueKind.Multiply, root, root);
        }

        return Arithmetic(ValueKind.Multiply, Power(expr, exponent - 1), Of(expr));
    }
}
