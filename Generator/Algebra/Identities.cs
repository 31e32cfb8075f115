using SymDiff.Generator.Values;

namespace SymDiff.Generator.Algebra;

/// <summary>The identities that are applied wherever an expression is made.</summary>
internal static class Identities
{
    // What is divided by is looked into no further than this.
    private const int DeepestRational = 4;

    /// <summary>What the function of these arguments is more simply, or null.</summary>
    public static Expr? Apply(ExprGraph g, Primitive function, Expr[] arguments) => (function, arguments) switch
    {
        // An exponential and its logarithm undo each other.
        (Primitive.Exp, [Number { Value.IsZero: true }]) => g.One,
        (Primitive.Exp, [Algebra.Apply { Function: Primitive.Log, Arguments: [var x] }]) => x,
        (Primitive.Exp, [Sum { IsScaled: true, Terms: [{ Coefficient: var c, Factor: Algebra.Apply { Function: Primitive.Log, Arguments: [var x] } }] }])
            when c.IsInteger || c.IsHalfInteger => g.Power(x, c),
        (Primitive.Exp, [Algebra.Apply { Function: Primitive.NormalLogCdf, Arguments: [var x] }]) => g.Call(Primitive.NormalCdf, x),
        (Primitive.Log, [Number { Value.IsOne: true }]) => g.Zero,
        (Primitive.Log, [Algebra.Apply { Function: Primitive.Exp, Arguments: [var u] }]) => u,
        (Primitive.Log, [Algebra.Apply { Function: Primitive.Pow, Arguments: [var x, var y] }]) => g.Multiply(y, g.Log(x)),
        (Primitive.Log, [var x]) => Logarithm(g, x),
        (Primitive.Logistic, [var x]) => g.Logistic(x) is var logistic && logistic is Algebra.Apply ? null : logistic,

        // log(1 + eᵘ) under its other names.
        (Primitive.Log1p, [Algebra.Apply { Function: Primitive.Exp, Arguments: [var u] }]) => g.Call(Primitive.Softplus, u),
        (Primitive.LogSumExp, [var x]) => x,
        (Primitive.LogSumExp, _) when Shared(g, arguments) is var (shift, rest) => g.Add(g.Call(Primitive.LogSumExp, rest), shift),
        (Primitive.Softmax, [var u, ..]) when HeldFixed(g, [.. arguments.Skip(1)]) is var (_, exponents) => g.Call(Primitive.Softmax, [exponents[Array.IndexOf(arguments, u, 1) - 1], .. exponents]),
        (Primitive.LogSumExp, [Number { Value.IsZero: true }, var x]) => g.Call(Primitive.Softplus, x),
        (Primitive.LogSumExp, [var x, Number { Value.IsZero: true }]) => g.Call(Primitive.Softplus, x),

        // Even and odd functions of a negative.
        (Primitive.Cos or Primitive.Cosh or Primitive.Abs or Primitive.CosPi or Primitive.NormalPdf, [var x]) when IsNegative(x) =>
            g.Call(function, g.Negate(x)),
        (Primitive.Sin or Primitive.Tan or Primitive.Asin or Primitive.Atan or Primitive.Sinh or Primitive.Tanh or Primitive.Asinh or Primitive.Atanh
            or Primitive.SinPi or Primitive.TanPi or Primitive.Cbrt or Primitive.Erf or Primitive.Sign, [var x]) when IsNegative(x) =>
            g.Negate(g.Call(function, g.Negate(x))),
        (Primitive.Sin or Primitive.Tan or Primitive.Asin or Primitive.Atan or Primitive.Sinh or Primitive.Tanh or Primitive.Asinh or Primitive.Atanh or Primitive.Sign,
            [Number { Value.IsZero: true }]) => g.Zero,
        (Primitive.Cos or Primitive.Cosh, [Number { Value.IsZero: true }]) => g.One,
        (Primitive.NormalPdf, [Number { Value.IsZero: true }]) => g.Power(g.Scale(2, g.Symbol(g.Values.Literal(ValueType.Double, "Math.PI", Math.PI))), -Constant.Half),

        (Primitive.Abs, [var x]) when g.IsNonNegative(x) => x,
        (Primitive.Abs, [var x]) when g.RangeOf(x).IsNonPositive => g.Negate(x),
        (Primitive.Max or Primitive.Min, [var x, var y]) when x == y => x,
        (Primitive.Max or Primitive.Min, [Number { Value: { IsExact: true } a } x, Number { Value: { IsExact: true } b } y]) => a < b == (function == Primitive.Min) ? x : y,
        (Primitive.Max or Primitive.Min, [var x, Algebra.Apply { Function: Primitive.Max or Primitive.Min, Arguments: [var a, var b] } y]) when x == a || x == b => y.Function == function ? y : x,
        (Primitive.Max or Primitive.Min, [Algebra.Apply { Function: Primitive.Max or Primitive.Min, Arguments: [var a, var b] } x, var y]) when y == a || y == b => x.Function == function ? x : y,
        (Primitive.Max, [var x, var y]) when g.Decide(ValueKind.GreaterOrEqual, x, y) == true => x,
        (Primitive.Max, [var x, var y]) when g.Decide(ValueKind.LessOrEqual, x, y) == true => y,
        (Primitive.Min, [var x, var y]) when g.Decide(ValueKind.LessOrEqual, x, y) == true => x,
        (Primitive.Min, [var x, var y]) when g.Decide(ValueKind.GreaterOrEqual, x, y) == true => y,
        (Primitive.Abs, [Algebra.Apply { Function: Primitive.Abs } abs]) => abs,
        (Primitive.Abs, [Sum { IsScaled: true } scaled]) when scaled.Terms[0] is var (c, x) => g.Scale(c.Abs, g.Call(Primitive.Abs, x)),
        (Primitive.Sign, [var x]) when g.IsPositive(x) => g.One,
        (Primitive.Sign, [var x]) when g.RangeOf(x).IsNegative => g.Number(Constant.MinusOne),
        (Primitive.Sign, [Sum { IsScaled: true } scaled]) when scaled.Terms[0] is var (c, x) && !c.IsNegative => g.Call(Primitive.Sign, x),
        (Primitive.Heaviside, [var x]) when g.IsPositive(x) => g.One,
        (Primitive.Heaviside, [var x]) when g.RangeOf(x).IsNegative => g.Zero,
        (Primitive.Heaviside, [Sum { IsScaled: true } scaled]) when scaled.Terms[0] is var (c, x) && !c.IsNegative => g.Call(Primitive.Heaviside, x),
        (Primitive.Pow, [var x, Number { Value: var c }]) when c.IsInteger || c.IsHalfInteger => g.Power(x, c),
        (Primitive.StopGradient, [var x]) when !x.IsActive => x,
        (Primitive.Widen, [var x]) when x.Precision != Precision.Single => x,
        _ => null,
    };

    /// <summary>1 over this sum, where that is a function of its own: 1/(1 + eᵘ) = logistic(−u).</summary>
    public static Expr? Reciprocal(ExprGraph g, Sum sum) =>
        sum is { Constant.IsOne: true, Terms: [{ Coefficient.IsOne: true, Factor: var factor }] } && Exponential(g, factor) is { Exponent: var u, Other: null }
            ? g.Logistic(g.Negate(u))
            : null;

    /// <summary>exp(u) over a sum of exponentials, without an exponential that overflows both above and below.</summary>
    public static Expr? Quotient(ExprGraph g, Expr u, Sum sum)
    {
        if (Softmax(g, u, sum) is { } softmax)
            return softmax;

        // What vanishes so fast overflows nowhere: e^(u − eᵘ)/(1 − e^(−eᵘ)).
        if (Implodes(u))
            return null;

        // Nearly always there is a term that is none: nothing is made before that is known.
        var hasOthers = false;
        foreach (var (_, factor) in sum.Terms)
        {
            if (IsExponential(factor))
                continue;
            if (!IsRational(factor))
                return null;
            hasOthers = true;
        }

        // What has nothing in common with the sum is not divided by it any better: e^(−g·t)/(1 − e⁻ʳ).
        if (!Array.Exists(sum.Terms, term => Exponential(g, term.Factor) is { Exponent: var v } && IsAlike(u, v)))
            return null;

        // Beside other numbers, where the exponential is part of the sum: eᵘ/(eᵘ + n) = 1/(1 + n·e⁻ᵘ).
        if (hasOthers && !Array.Exists(sum.Terms, term => Exponential(g, term.Factor) is { Exponent: var v, Other: var other } && v == u && (other is null || IsOfVariables(other))))
            return null;

        // e⁻ᵘ/(1 + eᵘ): where one of them is great the other is small.
        if (Array.TrueForAll(sum.Terms, term => Exponential(g, term.Factor) is { Exponent: var v } && IsOpposite(u, v)))
            return null;
        var terms = new List<Term>();
        if (!sum.Constant.IsZero)
            terms.Add(new(sum.Constant, g.Exp(g.Negate(u))));
        foreach (var (coefficient, factor) in sum.Terms)
        {
            if (Exponential(g, factor) is not { } exponential)
            {
                terms.Add(new(coefficient, g.Multiply(factor, g.Exp(g.Negate(u)))));
                continue;
            }

            var ratio = g.Exp(g.Subtract(exponential.Exponent, u));
            terms.Add(new(coefficient, exponential.Other is { } other ? g.Multiply(other, ratio) : ratio));
        }

        return terms.Count < 2 ? null : g.Power(g.Sum(terms), Constant.MinusOne);
    }

    // Whether an exponential is subtracted in an exponent.
    private static bool Implodes(Expr exponent) => exponent is Algebra.Sum sum && Array.Exists(sum.Terms, static term => term.Coefficient.IsNegative
        && (term.Factor is Algebra.Apply { Function: Primitive.Exp } || (term.Factor is Product product && Array.Exists(product.Factors, static factor => factor.Base is Algebra.Apply { Function: Primitive.Exp }))));

    private static bool IsOfVariables(Expr expr) => expr is Symbol || (expr is Product product && Array.TrueForAll(product.Factors, factor => factor.Base is Symbol && factor.Exponent.IsInteger));

    // Also (k − n)/n, and (1 − g/b)·n − 1.
    private static bool IsRational(Expr expr, int depth = 0) => expr switch
    {
        Symbol => true,
        Product product => depth < DeepestRational && Array.TrueForAll(product.Factors, factor => factor.Exponent.IsInteger && IsRational(factor.Base, depth + 1)),
        Algebra.Sum sum => depth < DeepestRational && Array.TrueForAll(sum.Terms, term => IsRational(term.Factor, depth + 1)),
        _ => false,
    };

    // eᵘ over a sum of three exponentials or more, of which it is one.
    private static Expr? Softmax(ExprGraph g, Expr u, Sum sum)
    {
        var arguments = new List<Expr>();
        if (sum.Constant.IsOne)
            arguments.Add(g.Zero);
        else if (!sum.Constant.IsZero)
            return null;
        foreach (var (coefficient, factor) in sum.Terms)
        {
            if (!coefficient.IsOne || factor is not Algebra.Apply { Function: Primitive.Exp, Arguments: [var argument] })
                return null;
            arguments.Add(argument);
        }

        return arguments.Count > 2 && arguments.Contains(u) ? g.Call(Primitive.Softmax, [u, .. arguments]) : null;
    }

    /// <summary>What a sum is more simply, or null.</summary>
    public static Expr? Sum(ExprGraph g, Constant constant, Term[] terms)
    {
        // What is left of a distribution function, to full accuracy where nearly nothing is left.
        if (terms is [{ Coefficient: var c, Factor: Algebra.Apply { Function: var function, Arguments: [var x] } }] && (c == constant || c == -constant))
        {
            Expr? rest = (function, IsComplement: c != constant) switch
            {
                (Primitive.NormalCdf, true) => g.Call(Primitive.NormalCdf, g.Negate(x)),
                (Primitive.Erf, true) => g.Call(Primitive.Erfc, x),
                (Primitive.Erf, false) => g.Call(Primitive.Erfc, g.Negate(x)),
                (Primitive.Erfc, true) => g.Call(Primitive.Erf, x),
                _ => null,
            };
            if (rest is not null)
                return g.Scale(constant, rest);
        }

        if (terms.Length > 1 && Array.Exists(terms, term => term.Factor is Product { Factors: var factors } && Array.Exists(factors, factor => factor.Base is Algebra.Apply { Function: Primitive.Hypot } || IsNamedNorm(factor.Base)))
            && OtherLeg(g, constant, terms) is { } leg)
        {
            return leg;
        }

        // The same where one of both is 0 at the origin: 1/n + (n = 0 ? 0 : −x²/n³).
        for (var i = 0; i < terms.Length && terms.Length > 1; i++)
        {
            if (terms[i].Factor is not Choice { WhenTrue.IsZero: true, Condition: Comparison { Right.IsZero: true, Left: var norm } condition, WhenFalse: var partial } || !IsNamedNorm(norm))
                continue;
            var (scale, factor) = ExprGraph.Split(partial);
            Term[] rest = [.. terms.Where((_, index) => index != i)];
            if (OtherLeg(g, constant, [.. rest, new(scale * terms[i].Coefficient, factor)]) is { } beyond)
                return g.Choose(condition, g.Sum([.. rest, new(constant, g.One)]), beyond);
        }

        // 1 + sinh²u = cosh²u
        for (var i = 0; i < terms.Length && !constant.IsZero; i++)
        {
            if (terms[i].Coefficient == constant && terms[i].Factor is Product { Factors: [{ Base: Algebra.Apply { Function: Primitive.Sinh, Arguments: [var u] }, Exponent: var power }] } && power == 2)
                return g.Sum([.. terms.Select((term, index) => index == i ? new Term(constant, g.Square(g.Call(Primitive.Cosh, u))) : term)]);
        }

        // cosh²u − sinh²u = 1, of which both overflow where u is quite ordinary.
        for (var i = 0; i < terms.Length; i++)
        {
            if (terms[i].Factor is not Product { Factors: [{ Base: Algebra.Apply { Function: Primitive.Cosh, Arguments: [var u] }, Exponent: var two }] } || two != 2)
                continue;
            var sine = g.Square(g.Call(Primitive.Sinh, u));
            var match = Array.FindIndex(terms, term => term.Factor == sine && term.Coefficient == -terms[i].Coefficient);
            if (match >= 0)
                return g.Sum([.. terms.Where((_, index) => index != i && index != match), new(constant + terms[i].Coefficient, g.One)]);
        }

        // sin²u + cos²u = 1
        for (var i = 0; i < terms.Length; i++)
        {
            if (terms[i].Factor is not Product { Factors: [{ Base: Algebra.Apply { Function: Primitive.Sin, Arguments: [var u] }, Exponent: var two }] } || two != 2)
                continue;
            var cosine = g.Square(g.Call(Primitive.Cos, u));
            var match = Array.FindIndex(terms, term => term.Factor == cosine && term.Coefficient == terms[i].Coefficient);
            if (match >= 0)
            {
                var rest = terms.Where((_, index) => index != i && index != match);
                return g.Sum([.. rest, new(constant + terms[i].Coefficient, g.One)]);
            }
        }

        return null;
    }

    // Of a hypotenuse h the other leg is left: 1/h − x²/h³ = y²/h³. So it is of n = √(x² + y²), where the author has named it.
    private static Expr? OtherLeg(ExprGraph g, Constant constant, Term[] terms)
    {
        for (var i = 0; i < terms.Length; i++)
        {
            foreach (var (h, _) in terms[i].Factor is Product product ? product.Factors : [])
            {
                foreach (var (leg, others) in Legs(g, h))
                {
                    var (scale, less) = ExprGraph.Split(Opened(g, g.Product(Constant.One, [new(terms[i].Factor, Constant.One), new(leg, Constant.One), new(h, -2)])));
                    var match = Array.FindIndex(terms, term => term.Coefficient == -scale * terms[i].Coefficient && Opened(g, term.Factor) == less);
                    if (match < 0)
                        continue;
                    var left = g.Product(Constant.One, [new(terms[i].Factor, Constant.One), new(others, Constant.One), new(h, -2)]);
                    return g.Sum([.. terms.Select((term, index) => index == i ? new Term(term.Coefficient, left) : term).Where((_, index) => index != match), new(constant, g.One)]);
                }
            }
        }

        return null;
    }

    // The square of each leg, with the sum of the others'.
    private static IEnumerable<(Expr Leg, Expr Others)> Legs(ExprGraph g, Expr hypotenuse)
    {
        if (hypotenuse is Algebra.Apply { Function: Primitive.Hypot, Arguments: [var x, var y] })
            return [(g.Square(x), g.Square(y)), (g.Square(y), g.Square(x))];
        return IsNamedNorm(hypotenuse) && hypotenuse is Product { Factors: [{ Base: Algebra.Sum sum }] } && g.IsSumOfSquares(sum)
            ? sum.Terms.Select((term, i) => (g.Scale(term.Coefficient, term.Factor), g.Sum([.. sum.Terms.Where((_, index) => index != i)])))
            : [];
    }

    // n as the root that it is, so that it meets others of the same sum.
    private static Expr Opened(ExprGraph g, Expr expr)
    {
        var (scale, core) = ExprGraph.Split(expr);
        return core is Product product && Array.Exists(product.Factors, factor => IsNamedNorm(factor.Base))
            ? g.Product(scale, [.. product.Factors.Select(factor => IsNamedNorm(factor.Base) ? new Factor(((Product)factor.Base).Factors[0].Base, factor.Exponent * Constant.Half) : factor)])
            : expr;
    }

    /// <summary>Whether this is a name of the author's for the root of a sum.</summary>
    public static bool IsNamedNorm(Expr expr) => expr is Product { Name: not null, Factors: [{ Base: Algebra.Sum, Exponent: var exponent }] } && exponent == Constant.Half;

    /// <summary>Whether it has a factor exp(u) that could be taken out.</summary>
    public static bool IsExponential(Expr factor) => factor switch
    {
        Algebra.Apply { Function: Primitive.Exp } => true,
        Product { Factors: [{ Base: Algebra.Apply { Function: Primitive.Exp }, Exponent.IsInteger: true }] } => true,
        Product product => Array.Exists(product.Factors, f => f.Exponent.IsOne && f.Base is Algebra.Apply { Function: Primitive.Exp }),
        _ => false,
    };

    // A factor exp(u)·rest.
    private static (Expr Exponent, Expr? Other)? Exponential(ExprGraph g, Expr factor)
    {
        if (factor is Algebra.Apply { Function: Primitive.Exp, Arguments: [var u] })
            return (u, null);
        if (factor is Product { Factors: [{ Base: Algebra.Apply { Function: Primitive.Exp, Arguments: [var v] }, Exponent: { IsInteger: true } power }] })
            return (g.Scale(power, v), null);
        if (factor is not Product product)
            return null;
        var index = Array.FindIndex(product.Factors, f => f.Exponent.IsOne && f.Base is Algebra.Apply { Function: Primitive.Exp });
        if (index < 0)
            return null;
        var rest = product.Factors.Where((_, i) => i != index).ToArray();
        return (((Algebra.Apply)product.Factors[index].Base).Arguments[0], g.Product(Constant.One, rest));
    }

    private static Expr? Logarithm(ExprGraph g, Expr x)
    {
        // log(c·eᵘ) = log c + u
        var (coefficient, factor) = ExprGraph.Split(x);
        if (factor is Product { Factors: [{ Base: Algebra.Sum, Exponent.IsMinusOne: true }] } && coefficient.IsOne)
            return g.Negate(g.Log(g.Power(factor, Constant.MinusOne)));
        if (factor is Product product && !coefficient.IsNegative && product.Factors.Any(f => f.Base is Algebra.Apply { Function: Primitive.Exp or Primitive.Pow }))
        {
            var terms = new List<Term>();
            var rest = new List<Factor>();
            foreach (var (expr, exponent) in product.Factors)
            {
                if (expr is Algebra.Apply { Function: Primitive.Exp, Arguments: [var u] })
                    terms.Add(new(exponent, u));
                else if (expr is Algebra.Apply { Function: Primitive.Pow, Arguments: [var power, var index] })
                    terms.Add(new(exponent, g.Multiply(index, g.Log(power))));
                else
                    rest.Add(new(expr, exponent));
            }

            return g.Sum([new(Constant.One, g.Log(g.Product(coefficient, rest))), .. terms]);
        }

        if (factor is Algebra.Apply { Function: Primitive.Exp, Arguments: [var v] } && !coefficient.IsNegative && !coefficient.IsOne)
            return g.Add(g.Log(g.Number(coefficient)), v);

        // The logarithm of a distribution function.
        if (x is Algebra.Apply { Function: Primitive.NormalCdf, Arguments: [var z] })
            return g.Call(Primitive.NormalLogCdf, z);

        if (x is Algebra.Apply { Function: Primitive.Softmax, Arguments: [var share, ..] } softmax)
            return g.Subtract(share, g.Call(Primitive.LogSumExp, [.. softmax.Arguments.Skip(1)]));

        // The logarithm of a logistic, or of its complement.
        if (x is Algebra.Apply { Function: Primitive.Logistic, Arguments: [var p] })
            return g.Negate(g.Call(Primitive.Softplus, g.Negate(p)));
        if (x is Algebra.Sum { Constant.IsOne: true, Terms: [{ Coefficient.IsMinusOne: true, Factor: Algebra.Apply { Function: Primitive.Logistic, Arguments: [var q] } }] })
            return g.Negate(g.Call(Primitive.Softplus, q));

        // The logarithm of a sum of exponentials.
        if (x is Algebra.Sum { IsScaled: false } sum && sum.Terms.All(term => term.Coefficient.IsOne && term.Factor is Algebra.Apply { Function: Primitive.Exp }))
        {
            var arguments = sum.Terms.Select(term => ((Algebra.Apply)term.Factor).Arguments[0]).ToArray();
            if (sum.Constant.IsOne && arguments.Length == 1)
                return g.Call(Primitive.Softplus, arguments[0]);
            if (sum.Constant.IsZero)
                return g.Call(Primitive.LogSumExp, arguments);
            if (!sum.Constant.IsNegative)
                return g.Call(Primitive.LogSumExp, [g.Log(g.Number(sum.Constant)), .. arguments]);
        }

        return null;
    }

    // A term that stands in every argument of log Σ exp comes out. So does m of (m − xᵢ)/γ.
    private static (Expr Shift, Expr[] Others)? Shared(ExprGraph g, Expr[] arguments)
    {
        if (HeldFixed(g, arguments) is { } held)
            return held;
        // exp 0 = 1 among the terms is the one by which the others were divided.
        var others = Array.FindAll(arguments, x => !x.IsZero);
        if (others.Length == 0 || (arguments.Length == 2 && others.Length == 1) || Alike(g, others) is not var (scale, sums))
            return null;
        foreach (var term in Common(sums))
        {
            // What is held fixed has nothing to be taken out for.
            if (term.Factor is Algebra.Apply { Function: Primitive.StopGradient })
                continue;
            var shared = g.Scale(term.Coefficient, term.Factor);
            var shift = g.Multiply(scale, shared);
            var next = 0;
            return (shift, Array.ConvertAll(arguments, x => x.IsZero ? g.Negate(shift) : g.Multiply(scale, g.Subtract(sums[next++], shared))));
        }

        return null;
    }

    // The greatest, which a careful author has subtracted from three arguments or more, stays where it is; but it has no derivative there, since any other shift would do.
    private static (Expr Shift, Expr[] Exponents)? HeldFixed(ExprGraph g, Expr[] arguments)
    {
        if (arguments.Length <= 2 || Greatest(g, arguments) is not var (scale, sums, term) || term.Factor is Algebra.Apply { Function: Primitive.StopGradient } || !term.Factor.IsActive)
            return null;
        var shift = g.Scale(term.Coefficient, g.Subtract(term.Factor, g.Call(Primitive.StopGradient, term.Factor)));
        return (g.Multiply(scale, shift), Array.ConvertAll(sums, sum => g.Multiply(scale, g.Subtract(sum, shift))));
    }

    /// <summary>Whether the greatest of what exponents are made of has been subtracted from each, so that none is positive: as in (m − xᵢ)/γ, where m is the least and γ looks positive.</summary>
    public static bool AreShifted(ExprGraph g, Expr[] exponents) => Greatest(g, exponents) is not null;

    private static (Expr Scale, Sum[] Sums, Term Term)? Greatest(ExprGraph g, Expr[] exponents)
    {
        if (Alike(g, exponents) is not var (scale, sums))
            return null;
        foreach (var term in Common(sums))
        {
            // Which of Max and Min is subtracted in this sense.
            var extreme = term.Coefficient.IsNegative == IsNegative(scale) ? Primitive.Min : Primitive.Max;
            if (term is { Coefficient.IsUnit: true, Factor: Algebra.Apply { Function: Primitive.Max or Primitive.Min or Primitive.StopGradient } greatest }
                && new HashSet<Expr>(Compared(greatest, extreme)).SetEquals(sums.Select(sum => g.Scale(-term.Coefficient, g.Subtract(sum, g.Scale(term.Coefficient, greatest))))))
                return (scale, sums, term);
        }

        return null;
    }

    private static IEnumerable<Expr> Compared(Expr greatest, Primitive extreme) =>
        greatest is Algebra.Apply { Function: var function, Arguments: var arguments } && (function == extreme || function == Primitive.StopGradient) ? arguments.SelectMany(argument => Compared(argument, extreme)) : [greatest];

    private static IEnumerable<Term> Common(Sum[] sums) => sums[0].Terms.Where(term => Array.TrueForAll(sums, sum => sum.Terms.Contains(term)));

    // Expressions as sums that are all multiplied by the same.
    private static (Expr Scale, Sum[] Sums)? Alike(ExprGraph g, Expr[] exprs)
    {
        var all = Array.ConvertAll(exprs, x => Times(g, x));
        return all[0] is var (scale, _) && Array.TrueForAll(all, one => one is var (other, _) && other == scale) ? (scale, Array.ConvertAll(all, one => one!.Value.Sum)) : null;
    }

    // An expression as a sum, of more than a scaled term, times what has none.
    private static (Expr Scale, Sum Sum)? Times(ExprGraph g, Expr expr)
    {
        var (coefficient, factor) = ExprGraph.Split(expr);
        return factor is Algebra.Sum { IsScaled: false } alone ? (g.Number(coefficient), alone)
            : factor is Product product && Array.FindAll(product.Factors, one => one.Exponent.IsOne && one.Base is Algebra.Sum { IsScaled: false }) is [{ Base: Algebra.Sum sum }]
                ? (g.Scale(coefficient, g.Product(Constant.One, Array.FindAll(product.Factors, one => one.Base != sum))), sum)
            : null;
    }

    // Whether one term is in both, with the same sign: both grow with it.
    private static bool IsAlike(Expr u, Expr v)
    {
        var others = Terms(v);
        return Array.Exists(Terms(u), term => Array.Exists(others, other => other.Factor == term.Factor && other.Coefficient.IsNegative == term.Coefficient.IsNegative));

        static Term[] Terms(Expr expr) => expr is Algebra.Sum sum ? sum.Terms : [new(Constant.One, expr)];
    }

    private static bool IsOpposite(Expr u, Expr v) =>
        (ExprGraph.Split(u), ExprGraph.Split(v)) is var ((a, x), (b, y)) && x == y && a.IsNegative != b.IsNegative;

    private static bool IsNegative(Expr x) => x switch
    {
        Number number => number.Value.IsNegative,
        Algebra.Sum { IsScaled: true } scaled => scaled.Terms[0].Coefficient.IsNegative,
        _ => false,
    };
}
