using SymDiff.Generator.Values;

namespace SymDiff.Generator.Algebra;

/// <content>Functions, and the identities by which an expression is recognised as one that is finite and cheap over its whole domain.</content>
internal sealed partial class ExprGraph
{
    // Sums within products within sums are looked into no further than this.
    private const int DeepestSum = 4;

    // Half as many times the density is told from any other number.
    private const double MostHalves = 1000;
    private const double Rounding = 1e-12;

    private readonly Dictionary<Expr, Expr> logistics = [];

    // What the normal distribution function is taken of, by the argument of the exponential in its slope.
    private readonly Dictionary<Expr, Expr> distributions = [];

    /// <summary>The function applied to the arguments.</summary>
    public Expr Call(Primitive function, params Expr[] arguments)
    {
        if (Identities.Apply(this, function, arguments) is { } simpler)
        {
            HasRewritten = true;
            return simpler;
        }

        return RawCall(function, null, arguments);
    }

    /// <summary>The function applied to the arguments, no identity used. A call is given for what only the author's rule knows.</summary>
    public Expr RawCall(Primitive function, Value? call, params Expr[] arguments)
    {
        var key = new Key(7, default, (int)function, arguments, null, call);
        if (Find(key) is { } known)
            return known;
        if (function == Primitive.NormalCdf)
            distributions[Scale(-Constant.Half, Square(arguments[0]))] = arguments[0];
        return Add(key, new Apply(
            count,
            function,
            arguments,
            call,
            function != Primitive.StopGradient && arguments.Any(argument => argument.IsActive),
            function == Primitive.Widen ? Precision.Double : arguments.Aggregate(Precision.Any, (p, argument) => Wider(p, argument.Precision))));
    }

    public Expr Exp(Expr x) => Call(Primitive.Exp, x);

    public Expr Log(Expr x) => Call(Primitive.Log, x);

    /// <summary>1/(1 + exp(−x)), in terms of the logistic of −x where that one is already known.</summary>
    public Expr Logistic(Expr x)
    {
        if (!logistics.ContainsKey(x) && logistics.TryGetValue(Negate(x), out var opposite))
            return Subtract(One, opposite);
        var logistic = RawCall(Primitive.Logistic, null, x);
        logistics[x] = logistic;
        return logistic;
    }

    // exp u / exp v, of which both may overflow, is exp(u − v); so are exponentials whose arguments cancel.
    private void MergeExponentials(FactorList collected)
    {
        if (collected.CountExponentials() < 2)
            return;
        var exponentials = collected.Items().FindAll(static factor => factor.Base is Apply { Function: Primitive.Exp });
        var hasOpposite = exponentials.Exists(factor => factor.Exponent.IsNegative) && exponentials.Exists(factor => !factor.Exponent.IsNegative);
        if (!hasOpposite && !SumCancels(exponentials) && !exponentials.Exists(outer => exponentials.Exists(inner => Contains(outer.Base, inner.Base))))
            return;
        foreach (var (expr, _) in exponentials)
            collected.Remove(expr);
        var wasRewritten = HasRewritten;
        var argument = Sum([.. exponentials.Select(factor => new Term(factor.Exponent, ((Apply)factor.Base).Arguments[0]))]);
        HasRewritten = wasRewritten || exponentials.Count > 1;
        var merged = Exp(argument);
        if (merged is Algebra.Number number)
            collected.Coefficient *= number.Value;
        else
            collected.Add(merged, Constant.One);
    }

    // xᵃ·xᵇ = xᵃ⁺ᵇ, also where one of them overflows.
    private void MergePowers(FactorList collected)
    {
        var powers = collected.Items().Where(factor => factor.Base is Apply { Function: Primitive.Pow } && factor.Exponent.IsInteger);
        foreach (var same in powers.GroupBy(factor => ((Apply)factor.Base).Arguments[0]).Where(same => same.Count() > 1))
        {
            // Over a sum of which one of them is part, each of them is divided by it. But xʸ·x⁻ʸ is 1.
            if (collected.Items().Exists(factor => factor.Exponent.IsNegative && factor.Base is Algebra.Sum sum && Array.Exists(sum.Terms, term => same.Any(power => IsFactorOf(term.Factor, power.Base)))))
            {
                CancelPowers(collected, [.. same]);
                continue;
            }

            HasRewritten = true;
            foreach (var (expr, _) in same)
                collected.Remove(expr);
            Collect(collected, Call(Primitive.Pow, same.Key, Sum([.. same.Select(factor => new Term(factor.Exponent, ((Apply)factor.Base).Arguments[1]))])), Constant.One);
        }
    }

    private void CancelPowers(FactorList collected, Factor[] powers)
    {
        foreach (var (expr, exponent) in powers)
        {
            var opposite = Array.Find(powers, other => other.Base != expr && other.Exponent == exponent && Add(((Apply)other.Base).Arguments[1], ((Apply)expr).Arguments[1]).IsZero);
            if (opposite.Base is null || !collected.TryGet(expr, out _))
                continue;
            HasRewritten = true;
            collected.Remove(expr);
            collected.Remove(opposite.Base);
        }
    }

    private static bool IsFactorOf(Expr expr, Expr part) => expr == part || (expr is Product product && Array.Exists(product.Factors, factor => factor.Base == part && factor.Exponent.IsOne));

    // exp(−½u²)/√(2π) is φ(u) beside Φ(u), of which it is the slope: what is a difference of both cancels.
    private void RecognizeDensities(FactorList collected)
    {
        foreach (var (expr, exponent) in collected.Items())
        {
            if (!exponent.IsOne || expr is not Apply { Function: Primitive.Exp, Arguments: [var argument] } || !distributions.TryGetValue(argument, out var u))
                continue;
            var constants = collected.Items().FindAll(static factor => NumberOf(factor.Base) is not null);
            var multiple = constants.Aggregate(collected.Coefficient.ToDouble() * Math.Sqrt(2 * Math.PI), static (product, factor) => product * Math.Pow(NumberOf(factor.Base)!.Value, factor.Exponent.ToDouble()));
            var half = Math.Round(2 * multiple);
            if (half == 0 || !(Math.Abs(half) < MostHalves) || Math.Abs((2 * multiple) - half) > Rounding)
                continue;
            HasRewritten = true;
            foreach (var (constant, _) in constants)
                collected.Remove(constant);
            collected.Remove(expr);
            collected.Coefficient = Constant.Of((long)half, 1) * Constant.Half;
            Collect(collected, Call(Primitive.NormalPdf, u), Constant.One);
            return;
        }
    }

    // 2·π, as it is written.
    private static double? NumberOf(Expr expr) => expr switch
    {
        Algebra.Number number => number.Value.ToDouble(),
        Symbol { Value: { Kind: ValueKind.Literal, Type.IsReal: true } literal } => literal.Number,
        Sum { Constant.IsZero: true, Terms: [{ Coefficient: var times, Factor: Symbol { Value: { Kind: ValueKind.Literal, Type.IsReal: true } literal } }] } => times.ToDouble() * literal.Number,
        _ => null,
    };

    // φ(u)/Φ(u), and φ(u)/Φ(−u), of which both vanish in the tail.
    private void MergeDensities(FactorList collected)
    {
        foreach (var (expr, exponent) in collected.Items())
        {
            if (expr is not Apply { Function: Primitive.NormalCdf, Arguments: [var argument] } || !exponent.IsInteger || !exponent.IsNegative)
                continue;
            var density = Call(Primitive.NormalPdf, argument);
            if (!collected.TryGet(density, out var power) || !power.IsInteger || power.IsNegative)
                continue;
            HasRewritten = true;
            var count = power < exponent.Abs ? power : exponent.Abs;
            collected.Add(density, -count);
            collected.Add(expr, count);
            Collect(collected, Call(Primitive.InverseMillsRatio, argument), count);
        }
    }

    // exp(−eᵘ)·eᵘ, of which one vanishes where the other overflows, is exp(u − eᵘ); so it is with exp(−c·(eᵘ − 1)).
    private static bool Contains(Expr outer, Expr inner) => ((Apply)outer).Arguments[0] is Sum sum && AddsUp(sum, inner, 0);

    private static bool AddsUp(Expr expr, Expr part, int depth) => expr == part || (depth < DeepestSum && expr switch
    {
        Sum sum => Array.Exists(sum.Terms, term => AddsUp(term.Factor, part, depth + 1)),
        Product product => Array.Exists(product.Factors, factor => factor.Exponent.IsOne && AddsUp(factor.Base, part, depth + 1)),
        _ => false,
    });

    private bool SumCancels(List<Factor> exponentials)
    {
        var apart = exponentials.Sum(factor => factor.Base is Apply { Arguments: [Sum sum] } ? sum.Terms.Length : 1);
        var wasRewritten = HasRewritten;
        var argument = Sum([.. exponentials.Select(factor => new Term(factor.Exponent, ((Apply)factor.Base).Arguments[0]))]);
        HasRewritten = wasRewritten;
        return argument switch
        {
            Algebra.Number => true,
            Sum sum => sum.Terms.Length < apart,
            _ => apart > 1,
        };
    }

    // eᵘ/(a·eᵘ + b·eᵛ): numerator and denominator may both overflow or vanish; 1/(a + b·e^(v−u)) does not.
    private void Stabilize(FactorList collected)
    {
        if (!collected.HasQuotients)
            return;
        var items = collected.Items();
        if (!items.Exists(IsQuotientPart))
            return;
        Divide(collected, items);
        DistributeExponential(collected, items);
        foreach (var (expr, exponent) in items)
        {
            if (expr is not Sum sum || !exponent.IsNegative || !exponent.IsInteger)
                continue;
            // eᵘ/(1 + eᵘ) is logistic(u), and not 1 − logistic(−u), of which nothing is left where eᵘ is small.
            var known = exponent.IsMinusOne && collected.TryGet(sum.Terms[0].Factor, out var above) && above.IsOne ? null : Identities.Reciprocal(this, sum);
            if (known is not null)
            {
                HasRewritten = true;
                collected.Remove(expr);
                Collect(collected, known, -exponent);
                continue;
            }

            foreach (var (numerator, power) in collected.Items())
            {
                if (numerator is Apply { Function: Primitive.Exp, Arguments: [var u] } && !power.IsNegative
                    && Identities.Quotient(this, u, sum) is { } quotient)
                {
                    HasRewritten = true;
                    collected.Add(numerator, Constant.MinusOne);
                    collected.Add(sum, Constant.One);
                    Collect(collected, quotient, Constant.One);
                    Stabilize(collected);
                    return;
                }
            }
        }

        // exp(u)·logistic(−u) = logistic(u), and exp(u)·logistic(−2u) = 1/(2·cosh u)
        foreach (var (expr, exponent) in collected.Items())
        {
            if (expr is Apply { Function: Primitive.Logistic, Arguments: [var v] } && !exponent.IsNegative)
            {
                var u = Negate(v);
                var exponential = RawCall(Primitive.Exp, null, u);
                if (collected.TryGet(exponential, out var power) && !power.IsNegative)
                {
                    HasRewritten = true;
                    collected.Add(exponential, Constant.MinusOne);
                    collected.Add(expr, Constant.MinusOne);
                    Collect(collected, Logistic(u), Constant.One);
                }
                else if (exponent.IsOne && Scale(Constant.Half, u) is var half && RawCall(Primitive.Exp, null, half) is var root && collected.TryGet(root, out var rootPower) && rootPower.IsOne)
                {
                    HasRewritten = true;
                    collected.Add(root, Constant.MinusOne);
                    collected.Add(expr, Constant.MinusOne);
                    collected.Coefficient *= Constant.Half;
                    Collect(collected, Call(Primitive.Cosh, half), Constant.MinusOne);
                }
            }
        }

        DistributeLogistics(collected);
    }

    // (a/(eᵘ + b)² + c/(d·eᵘ + 1))·eᵘ, in which all that eᵘ is multiplied by vanishes where it overflows, term by term: each of them is stable.
    private void DistributeExponential(FactorList collected, List<Factor> items)
    {
        foreach (var (expr, exponent) in items)
        {
            if (!exponent.IsOne || expr is not Apply { Function: Primitive.Exp })
                continue;
            foreach (var (other, power) in items)
            {
                if (!power.IsOne || other is not Sum { Name: null, IsScaled: false, Constant.IsZero: true, Terms.Length: <= MostTerms } sum || !Array.TrueForAll(sum.Terms, term => IsDividedWith(term.Factor, expr)))
                    continue;
                HasRewritten = true;
                collected.Add(other, Constant.MinusOne);
                collected.Add(expr, Constant.MinusOne);
                Collect(collected, Sum([.. sum.Terms.Select(term => new Term(term.Coefficient, Multiply(term.Factor, expr)))]), Constant.One);
                return;
            }
        }
    }

    private static bool IsDividedWith(Expr expr, Expr exponential) => expr is Product product
        && Array.Exists(product.Factors, factor => factor is { Base: Sum { IsScaled: false } sum, Exponent: { IsInteger: true, IsNegative: true } } && Array.Exists(sum.Terms, term => IsFactorOf(term.Factor, exponential)));

    // (a·eᵘ + c)·logistic(−u) = a·logistic(u) + c·logistic(−u), where of the left side one factor may overflow and the other vanish.
    private void DistributeLogistics(FactorList collected)
    {
        foreach (var (expr, exponent) in collected.Items())
        {
            if (expr is not Apply { Function: Primitive.Logistic, Arguments: [var v] } || !exponent.IsInteger || exponent.IsNegative)
                continue;
            foreach (var (other, power) in collected.Items())
            {
                if (!power.IsOne || other is not Sum { Name: null, IsScaled: false, Terms: [{ Coefficient: var a, Factor: Apply { Function: Primitive.Exp, Arguments: [var u] } }] } sum || u != Negate(v))
                    continue;
                HasRewritten = true;
                collected.Add(other, Constant.MinusOne);
                collected.Add(expr, Constant.MinusOne);
                Collect(collected, Sum([new(a, Logistic(u)), new(sum.Constant, expr)]), Constant.One);
                return;
            }
        }
    }

    private static bool IsQuotientPart(Factor factor) =>
        factor.Base is Algebra.Sum or Apply { Function: Primitive.Logistic or Primitive.Cosh or Primitive.Sinh or Primitive.Cos or Primitive.Expm1 or Primitive.Cbrt };

    // Quotients that are one function: sinh/cosh = tanh, of which both may overflow, upside down too, and eᵘ/(eᵘ − 1) = −1/(e⁻ᵘ − 1).
    private void Divide(FactorList collected, List<Factor> items)
    {
        foreach (var (expr, exponent) in items)
        {
            if (!exponent.IsNegative || expr is not Apply { Arguments: [var u] } denominator)
                continue;
            // x/∛x² = ∛x, also at 0.
            if (denominator.Function == Primitive.Cbrt && exponent.IsInteger && collected.TryGet(u, out var radicand) && radicand.IsInteger && !radicand.IsNegative)
            {
                HasRewritten = true;
                collected.Add(u, Constant.MinusOne);
                collected.Add(expr, 3);
                continue;
            }

            var above = denominator.Function switch
            {
                Primitive.Cosh => Primitive.Sinh,
                Primitive.Sinh => Primitive.Cosh,
                Primitive.Cos => Primitive.Sin,
                Primitive.Expm1 => Primitive.Exp,
                _ => (Primitive?)null,
            };
            if (above is null || !collected.TryGet(RawCall(above.Value, null, u), out var power) || power.IsNegative || !power.IsInteger)
                continue;
            HasRewritten = true;
            collected.Add(RawCall(above.Value, null, u), Constant.MinusOne);
            collected.Add(expr, Constant.One);
            if (above == Primitive.Exp)
                Collect(collected, Negate(Call(Primitive.Expm1, Negate(u))), Constant.MinusOne);
            else if (above == Primitive.Sin)
                Collect(collected, Call(Primitive.Tan, u), Constant.One);
            else
                Collect(collected, Call(Primitive.Tanh, u), above == Primitive.Sinh ? Constant.One : Constant.MinusOne);
        }
    }

    // Sums that are one function: 1 − (1 − p), sin² + cos².
    private Expr? Recognize(Constant constant, Term[] terms) => Identities.Sum(this, constant, terms);
}
