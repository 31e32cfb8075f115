using SymDiff.Generator.Values;

namespace SymDiff.Generator.Algebra;

/// <content>
/// xʸ·(log x)ⁿ, which is xʸ differentiated n times with respect to y. At x = 0 it is what it tends to: 0 where y is positive. As long as it is differentiated it stays one function, since the
/// derivative of the zero that it has there is not what the derivative tends to; in the end it is written out. So it is with y·xʸ⁻¹, which is 0 where y is, and with x/y, where x is.
/// </content>
internal sealed partial class ExprGraph
{
    // What has been gathered, as it was before.
    private readonly Dictionary<Expr, List<Monomial>> gathered = [];

    /// <summary>xʸ·(log x)ⁿ.</summary>
    public Expr PowLog(Expr x, Expr exponent, long count) => count == 0 ? Call(Primitive.Pow, x, exponent) : RawCall(Primitive.PowLog, null, x, exponent, Number(Constant.Of(count, 1)));

    /// <summary>x/yⁿ, which is 0 where x is. Where x is data, or nothing is left of the denominator, it is written out at once, and may meet what it is multiplied by: p·(1 − p)·n/p is n·(1 − p).</summary>
    public Expr Share(Expr x, Expr y, Constant power)
    {
        var inverse = Power(y, -power);
        var quotient = Multiply(x, inverse);
        return x.IsActive && Split(inverse).Factor is Algebra.Product divisor && Split(quotient).Factor is Algebra.Product product && Array.TrueForAll(divisor.Factors, factor => !factor.Exponent.IsNegative || product.Factors.Contains(factor))
            ? RawCall(Primitive.Share, null, x, y, Number(power))
            : Choose(Compare(ValueKind.Equal, x, Zero), Zero, quotient);
    }

    /// <summary>
    /// Whether a power's base is taken to be zero nowhere: 1 + x²/(ν·s²) and 1 + xᶜ, of which what is beside a square is taken to be no less than zero, as weights of squares are, and anything under an exponent that looks negative, as
    /// −1/n does. The slope of the power is its quotient by the base then, y·xʸ/x: xʸ⁻¹ vanishes before xʸ does, and what it is multiplied by may overflow. Under a number it is so of what may grow faster than a variable.
    /// </summary>
    public bool StaysPositive(Expr x, Expr exponent) => IsPositive(x) || (LooksNegative(exponent) && (exponent is not Algebra.Number || IsCurved(x))) || (x is Algebra.Sum { IsScaled: false, Constant: { IsZero: false, IsNegative: false } } sum
        && Array.TrueForAll(sum.Terms, term => !term.Coefficient.IsNegative && (IsNonNegative(term.Factor) || IsSquareOfWeight(term.Factor) || IsOpenPower(term.Factor))));

    /// <summary>
    /// Whether it is a sum of powers under the inverse of their exponent, as of (a·xᵖ + b·yᵖ)^(1/p): where the sum is zero its slope is no number in any form, and elsewhere it is a quotient by the sum, of which nothing is as
    /// large, or as small, as a power that is lowered.
    /// </summary>
    public bool IsMean(Expr x, Expr exponent) => exponent is not Algebra.Number && x is Algebra.Sum { IsScaled: false, Constant.IsZero: true } sum
        && Array.TrueForAll(sum.Terms, term => Array.Exists(term.Factor is Algebra.Product product ? product.Factors : [new(term.Factor, Constant.One)], factor => factor is { Exponent.IsOne: true, Base: Apply { Function: Primitive.Pow, Arguments: [_, var own] } } && Multiply(own, exponent) is Algebra.Number { Value.IsNegative: false }));

    private static bool IsCurved(Expr x) => x is Algebra.Sum { IsScaled: false } sum && Array.Exists(sum.Terms, static term => term.Factor.IsActive && term.Factor is not Algebra.Symbol);

    /// <summary>Whether it is less than zero as far as signs are written: −1/n.</summary>
    public static bool LooksNegative(Expr expr) => expr switch
    {
        Algebra.Number number => number.Value.IsNegative,
        Algebra.Sum sum => (sum.Constant.IsZero || sum.Constant.IsNegative) && Array.TrueForAll(sum.Terms, static term => term.Coefficient.IsNegative),
        _ => false,
    };

    // x²/(ν·s²)
    private static bool IsSquareOfWeight(Expr expr) => expr is Algebra.Product product
        && Array.Exists(product.Factors, static factor => factor.Exponent.IsEven) && Array.TrueForAll(product.Factors, static factor => factor.Exponent.IsEven || (factor.Exponent.IsInteger && factor.Base is Algebra.Symbol));

    // Where the exponent is differentiated, no number below zero has a power with a derivative.
    private static bool IsOpenPower(Expr expr) => expr is Apply { Function: Primitive.Pow, Arguments: [_, { IsActive: true }] };

    /// <summary>An expression with such functions written out.</summary>
    public Expr WrittenOut(Expr expr) => expr switch
    {
        Apply { Function: Primitive.PowLog, Arguments: [var x, var exponent, Algebra.Number n] } =>
            Choose(Compare(ValueKind.Equal, x, Zero), Zero, Multiply(Call(Primitive.Pow, x, exponent), Power(Log(x), n.Value))),
        Apply { Function: Primitive.PowSlope, Arguments: [var x, var exponent, Algebra.Number n] } => Slope(x, exponent, n.Value.Numerator),
        Apply { Function: Primitive.Share, Arguments: [var x, var y, Algebra.Number n] } => Choose(Compare(ValueKind.Equal, x, Zero), Zero, Multiply(x, Power(y, -n.Value))),
        _ => expr,
    };

    // 1/n, which no n makes zero.
    private static bool IsReciprocal(Expr expr) => Split(expr).Factor is Algebra.Product product && Array.TrueForAll(product.Factors, static factor => factor.Exponent.IsNegative);

    // y·(y − 1)·xʸ⁻², where neither y nor y − 1 is zero.
    private Expr Slope(Expr x, Expr exponent, long count)
    {
        Expr[] falling = [.. Enumerable.Range(0, (int)count).Select(each => Subtract(exponent, Number(each)))];
        var power = Multiply([.. falling, Call(Primitive.Pow, x, Subtract(exponent, Number(Constant.Of(count, 1))))]);
        return Enumerable.Reverse(falling).Where(static factor => !IsReciprocal(factor)).Aggregate(power, (whole, factor) => Choose(Compare(ValueKind.Equal, factor, Zero), Zero, whole));
    }

    /// <summary>
    /// A sum in which terms that differ in powers of the logarithm are one choice: xʸ⁻¹ + y·xʸ⁻¹·log x is xʸ⁻¹·(1 + y·log x), at x = 0 zero for y > 1, and else as infinite as y·log x, which is no
    /// difference of infinities.
    /// </summary>
    public Expr Gathered(Algebra.Sum sum)
    {
        var all = sum.Terms.SelectMany(term => Powers(term.Factor).Select(each => (Term: term, Monomial: each with { Coefficient = each.Coefficient * term.Coefficient }))).ToList();
        foreach (var same in all.Where(each => each.Monomial.Power is not null).GroupBy(each => each.Monomial.Power))
        {
            var whole = same.Select(each => each.Term).Distinct().ToList();
            if (same.Select(each => each.Monomial.Count).Distinct().Count() < 2 || whole.Count < 2)
                continue;
            var monomials = all.Where(each => whole.Contains(each.Term)).Select(each => each.Monomial).ToList();
            var (x, exponent) = (((Apply)same.Key!).Arguments[0], ((Apply)same.Key).Arguments[1]);
            if (!monomials.TrueForAll(each => each.Power == same.Key && StaysFinite(each.Rest, x)))
                continue;
            List<Term> parts = [.. monomials.Select(each => new Term(each.Coefficient, Product(Constant.One, [.. each.Rest, new(Log(x), Constant.Of(each.Count, 1))])))];
            var greatest = monomials.Max(each => each.Count);
            var atZero = Choose(Compare(ValueKind.Greater, exponent, Zero), Zero, Sum([.. parts.Where((_, i) => monomials[i].Count == greatest)]));
            var choice = Choose(Compare(ValueKind.Equal, x, Zero), atZero, Multiply(same.Key, Sum(parts)));
            gathered[choice] = monomials;
            return Sum([new(Constant.One, choice), .. sum.Terms.Except(whole), new(sum.Constant, One)]);
        }

        return sum;
    }

    // One power with logarithms beside it, as a factor of each of its terms.
    private List<Monomial> Powers(Expr expr)
    {
        switch (expr)
        {
            case Apply { Function: Primitive.Pow }:
                return [new(Constant.One, [], expr, 0)];
            case Apply { Function: Primitive.PowLog, Arguments: [var x, var exponent, Algebra.Number n] }:
                return [new(Constant.One, [], RawCall(Primitive.Pow, null, x, exponent), n.Value.Numerator)];
            case Choice when gathered.TryGetValue(expr, out var known):
                return known;
            case Algebra.Product product:
                var place = Array.FindIndex(product.Factors, factor => factor.Exponent.IsOne && (factor.Base is Apply { Function: Primitive.Pow or Primitive.PowLog } || gathered.ContainsKey(factor.Base)));
                return place < 0 ? [] : Powers(product.Factors[place].Base).ConvertAll(each => each with { Rest = [.. product.Factors.Where((_, i) => i != place), .. each.Rest] });
            default:
                return [];
        }
    }

    /// <summary>
    /// What is written out so, x = 0 ? 0 : xʸ·log x or x = 0 ? (y > 0 ? 0 : log x) : xʸ·(1 + log x), as such functions again, which a program that is differentiated once more has. Anything else as it is.
    /// </summary>
    /// <param name="expr">The choice.</param>
    /// <param name="x">What is asked whether it is zero.</param>
    /// <param name="exponent">What is asked where it is, whether it is positive; null where it is zero in any case.</param>
    public Expr TakenIn(Expr expr, Expr x, Expr? exponent)
    {
        if (expr is not Choice { WhenTrue: var atZero, WhenFalse: var otherwise } || !(exponent is null ? atZero : (atZero as Choice)?.WhenTrue ?? atZero).IsZero)
            return expr;
        var monomials = Multiplied(otherwise, RawCall(Primitive.Log, null, x), x);
        if (monomials.Count > MostTerms || monomials[0].Power is not Apply { Arguments: [_, var own] } power || (exponent is not null && own != exponent) || !monomials.Exists(each => each.Count > 0))
            return expr;
        if (!monomials.TrueForAll(each => each.Power == power && StaysFinite(each.Rest, x)))
            return expr;
        var wasRewritten = HasRewritten;
        var whole = Sum([.. monomials.Select(each => new Term(each.Coefficient, Product(Constant.One, [.. each.Rest, new(PowLog(x, own, each.Count), Constant.One)])))]);
        HasRewritten = wasRewritten;
        return whole;
    }

    /// <summary>Whether it has a power as a factor that has been lowered twice, and so may be infinite where the first derivative is not: xʸ⁻² at x = 0 for 1 &lt; y &lt; 2.</summary>
    public bool IsSteep(Expr expr) => expr switch
    {
        Apply { Function: Primitive.Pow, Arguments: [var x, Algebra.Sum { Constant: var lowered }] } => lowered.IsNegative && lowered.Abs > Constant.One && !IsPositive(x),
        Apply { Function: Primitive.PowSlope, Arguments: [_, _, Algebra.Number n] } => n.Value > Constant.One,
        Algebra.Product or Algebra.Sum { IsScaled: true } => expr.Parts.Any(IsSteep),
        Choice choice => IsSteep(choice.WhenTrue) || IsSteep(choice.WhenFalse),
        _ => false,
    };

    /// <summary>y = 0 ? 0 : y·xʸ⁻¹ as the function that it is, so that it has the right slope where y is 0. Anything else as it is.</summary>
    public Expr TakenIn(Expr expr, Expr exponent)
    {
        if (expr is not Choice { WhenTrue.IsZero: true, WhenFalse: Algebra.Product { Factors: var factors } } || !Array.Exists(factors, factor => factor.Base == exponent && factor.Exponent.IsOne))
            return expr;
        var lowered = Subtract(exponent, One);
        var place = Array.FindIndex(factors, factor => factor.Exponent.IsOne && factor.Base is Apply { Function: Primitive.Pow, Arguments: [_, var own] } && own == lowered);
        if (place < 0 || !factors.Where((_, i) => i != place).All(IsRegular))
            return expr;
        var slope = RawCall(Primitive.PowSlope, null, ((Apply)factors[place].Base).Arguments[0], exponent, One);
        return Product(Constant.One, [new(slope, Constant.One), .. factors.Where((factor, i) => i != place && factor.Base != exponent)]);
    }

    // Multiplied out as far as the logarithm and powers of x stand in it.
    private static List<Monomial> Multiplied(Expr expr, Expr logarithm, Expr x)
    {
        switch (expr)
        {
            case Apply { Function: Primitive.Pow, Arguments: [var radix, _] } when radix == x:
                return [new(Constant.One, [], expr, 0)];
            case Algebra.Sum sum when sum.Parts.Any(part => Mentions(part, logarithm, x)):
                var terms = sum.Terms.SelectMany(term => Multiplied(term.Factor, logarithm, x).Select(each => each with { Coefficient = each.Coefficient * term.Coefficient })).ToList();
                if (!sum.Constant.IsZero)
                    terms.Add(new(sum.Constant, [], null, 0));
                return terms;
            case Algebra.Product product when product.Parts.Any(part => Mentions(part, logarithm, x)):
                List<Monomial> products = [new(Constant.One, [], null, 0)];
                foreach (var factor in product.Factors)
                {
                    List<Monomial> others = factor.Base == logarithm && factor.Exponent is { IsInteger: true, IsNegative: false } ? [new(Constant.One, [], null, factor.Exponent.Numerator)]
                        : factor.Exponent.IsOne ? Multiplied(factor.Base, logarithm, x)
                        : [new(Constant.One, [factor], null, 0)];
                    // Of two powers there is no one that could be differentiated alone.
                    products = [.. products.SelectMany(one => others.Select(other => new Monomial(one.Coefficient * other.Coefficient, [.. one.Rest, .. other.Rest], one.Power is null || other.Power is null ? one.Power ?? other.Power : logarithm, one.Count + other.Count))).Take(MostTerms + 1)];
                }

                return products;
            default:
                return [expr == logarithm ? new(Constant.One, [], null, 1) : new(Constant.One, [new(expr, Constant.One)], null, 0)];
        }
    }

    private static bool Mentions(Expr expr, Expr logarithm, Expr x) => expr == logarithm || (expr is Apply { Function: Primitive.Pow, Arguments: [var radix, _] } && radix == x)
        || (expr is Algebra.Sum or Algebra.Product && expr.Parts.Any(part => Mentions(part, logarithm, x)));

    // Whether nothing becomes infinite with x, as a quotient might.
    private bool StaysFinite(List<Factor> factors, Expr x) => factors.TrueForAll(factor => IsRegular(factor) || !DependsOn(factor.Base, x));

    private static bool DependsOn(Expr expr, Expr x)
    {
        var seen = new HashSet<Expr>();
        var open = new Stack<Expr>([expr]);
        while (open.Count > 0)
        {
            var one = open.Pop();
            if (one == x)
                return true;
            // What is older cannot be made of it.
            if (one.Id < x.Id || !seen.Add(one))
                continue;
            foreach (var part in one.Parts)
                open.Push(part);
        }

        return false;
    }

    private readonly record struct Monomial(Constant Coefficient, List<Factor> Rest, Expr? Power, long Count);
}
