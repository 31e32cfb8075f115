using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;
using static SymDiff.Generator.Algebra.Primitive;

namespace SymDiff.Generator.Calculus;

/// <summary>
/// The derivative of every function, one line each. <c>x</c> is the argument and <c>y</c> the function's own value, which is already computed: prefer it.
/// Sums, and products of powers and roots with constant exponents, are algebra and have no line.
/// </summary>
internal static class DerivativeTable
{
    private const double Ln2 = 0.6931471805599453;
    private const double Ln10 = 2.302585092994046;
    private const double TwoOverRootPi = 1.1283791670955126;

    private static readonly Dictionary<Primitive, Func<Formula, Formula, Formula>> Unary = new()
    {
        [Exp] = (x, y) => y,
        [Exp2] = (x, y) => x.Of(Constant.Of(Ln2)) * y,
        [Exp10] = (x, y) => x.Of(Constant.Of(Ln10)) * y,
        [Expm1] = (x, y) => x.Call(Exp), // not y + 1, which loses the tail
        [Exp2m1] = (x, y) => x.Of(Constant.Of(Ln2)) * x.Call(Exp2),
        [Exp10m1] = (x, y) => x.Of(Constant.Of(Ln10)) * x.Call(Exp10),
        [Log] = (x, y) => 1 / x,
        [Log2] = (x, y) => 1 / (x.Of(Constant.Of(Ln2)) * x),
        [Log10] = (x, y) => 1 / (x.Of(Constant.Of(Ln10)) * x),
        [Log1p] = (x, y) => 1 / (1 + x),
        [Log2p1] = (x, y) => 1 / (x.Of(Constant.Of(Ln2)) * (1 + x)),
        [Log10p1] = (x, y) => 1 / (x.Of(Constant.Of(Ln10)) * (1 + x)),
        [Sin] = (x, y) => x.Call(Cos),
        [Cos] = (x, y) => -x.Call(Sin),
        [Tan] = (x, y) => 1 + y.To(2),
        [Asin] = (x, y) => 1 / OneLessSquare(x).Sqrt,
        [Acos] = (x, y) => -(1 / OneLessSquare(x).Sqrt),
        [Atan] = (x, y) => 1 / (1 + x.To(2)),
        [SinPi] = (x, y) => Pi(x) * x.Call(CosPi),
        [CosPi] = (x, y) => -(Pi(x) * x.Call(SinPi)),
        [TanPi] = (x, y) => Pi(x) * (1 + y.To(2)),
        [AsinPi] = (x, y) => 1 / (Pi(x) * OneLessSquare(x).Sqrt),
        [AcosPi] = (x, y) => -(1 / (Pi(x) * OneLessSquare(x).Sqrt)),
        [AtanPi] = (x, y) => 1 / (Pi(x) * (1 + x.To(2))),
        [Sinh] = (x, y) => x.Call(Cosh),
        [Cosh] = (x, y) => x.Call(Sinh),
        [Tanh] = (x, y) => 1 - y.To(2),
        [Asinh] = (x, y) => 1 / x.Of(1).Call(Hypot, x), // x² may overflow
        [Acosh] = (x, y) => ((x + 1) / (x - 1)).Sqrt / (x + 1), // so may x² − 1
        [Atanh] = (x, y) => 1 / OneLessSquare(x),
        [Cbrt] = (x, y) => 1 / (3 * y.To(2)),
        [Abs] = (x, y) => x.Call(Sign),
        [Softplus] = (x, y) => x.Call(Logistic),
        [Logistic] = (x, y) => y * (1 - y),
        [NormalCdf] = (x, y) => x.Call(NormalPdf),
        [NormalPdf] = (x, y) => -(x * y),
        [NormalLogCdf] = (x, y) => x.Call(InverseMillsRatio),
        [InverseMillsRatio] = (x, y) => -(y * (-x).Call(NormalMeanExcess)),
        [NormalMeanExcess] = (x, y) => y * (x + y) - 1,
        [Erf] = (x, y) => x.Of(Constant.Of(TwoOverRootPi)) * (-x.To(2)).Call(Exp),
        [Erfc] = (x, y) => x.Of(Constant.Of(-TwoOverRootPi)) * (-x.To(2)).Call(Exp),
        [LogGamma] = (x, y) => x.Call(Digamma),
        [Digamma] = (x, y) => x.Call(Trigamma),
        [Trigamma] = (x, y) => x.Call(Tetragamma),
        [Widen] = (x, y) => x.Of(1),
    };

    private static readonly Dictionary<Primitive, Func<Formula[], Formula, Formula[]>> Several = new()
    {
        [Atan2] = (x, y) => [x[1] / Squares(x), -(x[0] / Squares(x))],
        [Atan2Pi] = (x, y) => [x[1] / (Pi(y) * Squares(x)), -(x[0] / (Pi(y) * Squares(x)))],
        [Pow] = (x, y) => [PowerOfBase(x[0], x[1], y), PowerOfExponent(x[0], x[1], y)],
        [PowLog] = (x, y) => [x[1] * x[0].PowLog(x[1] - 1, x[2]) + x[2] * x[0].PowLog(x[1] - 1, x[2] - 1), x[0].PowLog(x[1], x[2] + 1), y.Of(0)],
        [PowSlope] = (x, y) => [x[0].PowSlope(x[1], x[2] + 1), SlopeOfExponent(x[0], x[1], x[2].Constant!.Value.Numerator), y.Of(0)],
        [RootN] = (x, y) => [1 / (x[1] * RootPower(y, x[1])), x[1].Of(0)],
        [Hypot] = (x, y) => [.. x.Select(each => y.If(ValueKind.Equal, y.Of(0), y.Of(0), each / y))],
        [Max] = (x, y) => [Greater(x[0], x[1]), Greater(x[1], x[0])],
        [Min] = (x, y) => [Greater(x[1], x[0]), Greater(x[0], x[1])],
        [MaxMagnitude] = (x, y) => [Greater(x[0].Call(Abs), x[1].Call(Abs)), Greater(x[1].Call(Abs), x[0].Call(Abs))],
        [MinMagnitude] = (x, y) => [Greater(x[1].Call(Abs), x[0].Call(Abs)), Greater(x[0].Call(Abs), x[1].Call(Abs))],
        [CopySign] = (x, y) => [x[0].Call(Sign) * x[0].Of(1).Call(CopySign, x[1]), y.Of(0)],
        [ScaleB] = (x, y) => [x[0].Of(1).Call(ScaleB, x[1]), y.Of(0)],
        [Remainder] = (x, y) => [y.Of(1), -(x[0] / x[1]).Call(Truncate)],
        [IeeeRemainder] = (x, y) => [y.Of(1), -(x[0] / x[1]).Call(Round)],
        [Lerp] = (x, y) => [1 - x[2], x[2], x[1] - x[0]],
        [XLogY] = (x, y) => [x[1].Call(Log), x[0].Share(x[1], y.Of(1))],
        [Share] = (x, y) => [x[1].To(-x[2].Constant!.Value), -(x[2] * x[0].Share(x[1], x[2] + 1)), y.Of(0)],
        [LogSumExp] = (x, y) => x.Length == 2
            ? [(x[0] - x[1]).Call(Logistic), 1 - (x[0] - x[1]).Call(Logistic)]
            : [.. x.Select(each => each.Call(Softmax, x))],
        [Softmax] = (x, y) => [y, .. x.Skip(1).Select(each => -(y * each.Call(Softmax, [.. x.Skip(1)])))],
    };

    // Constant almost everywhere.
    private static readonly HashSet<Primitive> Flat = [Sign, Heaviside, Floor, Ceiling, Round, Truncate, StopGradient];

    /// <summary>Every function with a derivative.</summary>
    public static IEnumerable<Primitive> Functions => [.. Unary.Keys, .. Several.Keys, .. Flat];

    /// <summary>Whether the function is constant between its jumps.</summary>
    public static bool IsFlat(Primitive function) => Flat.Contains(function);

    /// <summary>The partial derivatives with respect to each argument; null for a function without a known derivative.</summary>
    public static Expr[]? Of(ExprGraph graph, Apply y)
    {
        var value = new Formula(graph, y);
        Formula[] x = [.. y.Arguments.Select(argument => new Formula(graph, argument))];
        if (Flat.Contains(y.Function))
            return [.. x.Select(_ => graph.Zero)];
        if (Unary.TryGetValue(y.Function, out var partial))
            return [partial(x[0], value).Expr];
        if (Several.TryGetValue(y.Function, out var partials))
            return [.. partials(x, value).Select(each => each.Expr)];
        return y.Function == Custom ? ByRule(graph, y)
            : y is { Function: CustomPartial, Call.Rule.Second: not null } ? BySecondRule(graph, y)
            : y.Function == CustomPartial && RulePartials.HasFormula(y.Arguments.Length, y.Call!) ? [.. x.Skip(1).Select(_ => graph.Zero), graph.One]
            : null;
    }

    /// <summary>A partial derivative that a rule gives. Last stands what the rule computes, where that is a formula: it is differentiated in its stead.</summary>
    public static Expr Partial(ExprGraph graph, Value call, Expr[] arguments, Expr result, int place)
    {
        var formulas = graph.FormulasOf?.Invoke(call);
        var element = call.Operands.Take(place).Count(operand => operand.Type.IsReal);
        return graph.RawCall(CustomPartial, call, [.. arguments, result, graph.Number(place), .. formulas is null ? Array.Empty<Expr>() : [formulas[element]]]);
    }

    // The order in which one differentiates does not matter: of the two entries of the Hessian that are equal one is called for.
    private static Expr[] BySecondRule(ExprGraph graph, Apply partial)
    {
        var (x, row) = (partial.Arguments.Take(partial.Arguments.Length - 2).ToArray(), ((Number)partial.Arguments[^1]).Value);
        return [.. x.Select((argument, i) => IsHeld(argument) ? graph.Zero : Entry(Constant.Of(i))), graph.Zero, graph.Zero];

        Expr Entry(Constant column) => graph.RawCall(CustomSecond, partial.Call, [.. x, .. new[] { row, column }.OrderBy(place => place.Numerator).Select(graph.Number)]);
    }

    // The author's own rule is called with the arguments, and with the value where it asks for it.
    private static Expr[] ByRule(ExprGraph graph, Apply y) =>
    [
        .. y.Arguments.Select((argument, index) => IsHeld(argument) ? graph.Zero : Partial(graph, y.Call!, y.Arguments, y, index)),
    ];

    // An integer, of which there is no derivative.
    private static bool IsHeld(Expr argument) => argument.Precision == Precision.Any && !argument.IsActive;

    private static Formula Pi(Formula x) => x.Pi;

    private static Formula Squares(Formula[] x) => x[0].To(2) + x[1].To(2);

    // 1 − x², which keeps its digits near 1 as a product; of a square root the square is there already.
    private static Formula OneLessSquare(Formula x) => x.IsRoot ? 1 - x.To(2) : (1 - x) * (1 + x);

    // 0 where a is less, 1 where it is greater, one half at a tie, and NaN where there is no order. The zero comes first: what it multiplies is then not evaluated.
    private static Formula Greater(Formula a, Formula b) =>
        a.If(ValueKind.Less, b, a.Of(0), a.If(ValueKind.Greater, b, a.Of(1), a.If(ValueKind.Equal, b, a.Of(Constant.Half), a.NaN)));

    // y·x^(y−1): at y = 0 the power is constant, also at x = 0.
    private static Formula PowerOfBase(Formula x, Formula exponent, Formula y) =>
        exponent.Constant is { IsZero: false, IsNegative: var isNegative } ? isNegative && x.StaysPositive(exponent) ? exponent * y / x : exponent * x.Call(Pow, exponent - 1)
        : x.StaysPositive(exponent) || x.IsMean(exponent) ? exponent * y / x
        : x.PowSlope(exponent, y.Of(1));

    // Of y·(y − 1)…·x^(y−n): where one of the factors is differentiated, and where the power is.
    private static Formula SlopeOfExponent(Formula x, Formula exponent, long count)
    {
        Formula[] falling = [.. Enumerable.Range(0, (int)count).Select(each => exponent - each)];
        var power = exponent - Constant.Of(count, 1);
        return falling.Select((_, i) => falling.Where((_, other) => other != i).Aggregate(x.PowLog(power, x.Of(0)), (product, each) => product * each))
            .Aggregate(falling.Aggregate(x.PowLog(power, x.Of(1)), (product, each) => product * each), (sum, each) => sum + each);
    }

    // xʸ·log x, which tends to 0 with x where y is positive.
    private static Formula PowerOfExponent(Formula x, Formula exponent, Formula y) =>
        x.StaysPositive(exponent) ? y * x.Call(Log) : x.If(ValueKind.Equal, y.Of(0), y.Of(0), y * x.Call(Log));

    private static Formula RootPower(Formula y, Formula degree) =>
        degree.Constant is { IsInteger: true } n ? y.To(n - 1) : y.Call(Pow, degree - 1);
}
