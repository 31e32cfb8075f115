using SymDiff.Generator.Values;

namespace SymDiff.Generator.Algebra;

/// <content>What the derivatives of functions with a kink are beside those functions.</content>
internal sealed partial class ExprGraph
{
    private readonly HashSet<Expr> sumsOfSquares = [];

    /// <summary>States that an expression is a sum of squares, which may be added up where the algebra does not see it.</summary>
    public void AssumeSumOfSquares(Expr expr) => sumsOfSquares.Add(expr);

    /// <summary>
    /// Whether it is c₁x₁² + c₂x₂² + … with positive coefficients and even powers, in brackets or not, or what is passive times that: zero only where its gradient is. Weights of which nothing is known
    /// are taken to be no less than zero.
    /// </summary>
    public bool IsSumOfSquares(Expr expr) => expr switch
    {
        Algebra.Sum sum => sum.Constant.IsZero && sum.Terms.All(term => !term.Coefficient.IsNegative && IsSquare(term.Factor)),
        Algebra.Product product => product.Factors.All(factor => !factor.Base.IsActive || (factor.Exponent.IsNegative && IsWeight(factor)) || (factor.Exponent.IsOne && IsSumOfSquares(factor.Base))),
        _ => sumsOfSquares.Contains(expr),
    };

    private bool IsSquare(Expr expr) => expr is Algebra.Product product
        ? Array.TrueForAll(product.Factors, factor => IsSquare(factor) || IsWeight(factor)) && Array.Exists(product.Factors, IsSquare)
        : IsSumOfSquares(expr);

    private bool IsSquare(Factor factor) => factor.Exponent is { IsInteger: true, IsNegative: false } && (factor.Exponent.IsEven || IsSumOfSquares(factor.Base));

    // What is zero nowhere, or is data, of which a cosine has no sign.
    private bool IsWeight(Factor factor) => factor.Base.IsActive && !factor.Exponent.IsNegative ? IsPositive(factor.Base)
        : IsNonNegative(factor.Base) || (factor.Base is Algebra.Symbol && !RangeOf(factor.Base).IsNonPositive);

    // √(x² + y²) = 0 ? 0 : 2·x is 2·x, which is zero there itself, and is right where x² underflows.
    private bool IsSettled(Expr condition, Expr otherwise) =>
        condition is Comparison { Relation: ValueKind.Equal, Right.IsZero: true, Left: Algebra.Product { Factors: [{ Base: Algebra.Sum sum, Exponent: var exponent }] } norm }
        && exponent == Constant.Half && IsSumOfSquares(sum) && VanishesWith(otherwise, sum, norm);

    // Whether it is zero, and no quotient, where all legs are.
    private static bool VanishesWith(Expr expr, Algebra.Sum sum, Expr norm) => expr switch
    {
        Algebra.Sum { Constant.IsZero: true } terms => Array.TrueForAll(terms.Terms, term => VanishesWith(term.Factor, sum, norm)),
        Algebra.Product product => Array.TrueForAll(product.Factors, factor => !factor.Exponent.IsNegative && (factor.Base is Algebra.Symbol || VanishesWith(factor.Base, sum, norm)))
            && Array.Exists(product.Factors, factor => VanishesWith(factor.Base, sum, norm)),
        Algebra.Symbol => Array.Exists(sum.Terms, term => term.Factor is Algebra.Product { Factors: [{ Base: var leg }] } && leg == expr),
        _ => false,
    } || expr == sum || expr == norm;

    /// <summary>Whether an expression has a value where a sum of squares is zero, and changes little around there: nothing is divided by what may vanish there, and no function of it is but one that is smooth.</summary>
    public bool IsContinuousAtZero(Expr expr, Expr squares)
    {
        var legs = new HashSet<Expr>(Expr.AllOf([squares]).Where(part => part is Algebra.Symbol));
        return Is(expr);

        bool Depends(Expr part) => Expr.AllOf([part]).Any(legs.Contains);

        bool Is(Expr part) => !Depends(part) || part switch
        {
            Algebra.Symbol => true,
            Algebra.Sum sum => sum.Terms.All(term => Is(term.Factor)),
            Algebra.Product product => product.Factors.All(factor => Is(factor.Base) && (!factor.Exponent.IsNegative || !Depends(factor.Base) || IsPositive(factor.Base))),
            Apply { Function: var function, Arguments: var arguments } => smooth.Contains(function) && arguments.All(Is),
            _ => false,
        };
    }

    private static readonly HashSet<Primitive> smooth =
    [
        Primitive.Exp, Primitive.Expm1, Primitive.Sin, Primitive.Cos, Primitive.Sinh, Primitive.Cosh, Primitive.Tanh, Primitive.Atan, Primitive.Asinh, Primitive.Logistic, Primitive.Softplus, Primitive.Erf,
        Primitive.Erfc, Primitive.NormalCdf, Primitive.Abs, Primitive.Hypot,
    ];

    // x·sign x = |x|, |x|·sign x = x, |x|·|x| = x², and x/|x| = sign x, of which the first is no number at 0.
    private void MergeSigns(FactorList collected)
    {
        foreach (var (expr, exponent) in collected.Items())
        {
            if (expr is Apply { Function: Primitive.Abs, Arguments: [var magnitude] } && exponent.IsEven)
            {
                HasRewritten = true;
                collected.Remove(expr);
                Collect(collected, magnitude, exponent);
            }

            if (expr is Apply { Function: Primitive.Abs, Arguments: [var above] } && exponent.IsMinusOne && collected.TryGet(above, out var times) && times is { IsInteger: true, IsNegative: false })
            {
                HasRewritten = true;
                collected.Remove(expr);
                collected.Add(above, times.IsEven ? Constant.MinusOne * 2 : Constant.MinusOne);
                Collect(collected, Call(times.IsEven ? Primitive.Abs : Primitive.Sign, above), Constant.One);
                continue;
            }

            if (expr is Apply { Function: Primitive.Sign, Arguments: [var turned] } && exponent.IsOne && RawCall(Primitive.Abs, null, turned) is var size && collected.TryGet(size, out var sizes)
                && sizes is { IsInteger: true, IsNegative: false, IsEven: false })
            {
                HasRewritten = true;
                collected.Remove(expr);
                collected.Remove(size);
                Collect(collected, turned, sizes);
                continue;
            }

            // (sign x)²/√|x|, which would be no number at 0, is infinite there.
            if (expr is Apply { Function: Primitive.Sign, Arguments: [var signed] } && exponent.IsEven && collected.TryGet(RawCall(Primitive.Abs, null, signed), out var below) && below.IsNegative)
            {
                HasRewritten = true;
                collected.Remove(expr);
                continue;
            }

            if (expr is Apply { Function: Primitive.Sign, Arguments: [var x] } && exponent.IsOne && collected.TryGet(x, out var power)
                && power is { IsInteger: true, IsNegative: false })
            {
                HasRewritten = true;
                collected.Remove(expr);
                collected.Add(x, Constant.MinusOne);
                Collect(collected, Call(Primitive.Abs, x), Constant.One);
            }
        }
    }

    // max(0, x)·H(x) = max(0, x), which is zero where the step is.
    private void MergeSteps(FactorList collected)
    {
        foreach (var (expr, exponent) in collected.Items())
        {
            if (!exponent.IsOne || StepAt(expr) is not { } x)
                continue;
            if (collected.Items().Exists(factor => factor is { Base: Apply { Function: Primitive.Max, Arguments: [var a, var b] }, Exponent: { IsInteger: true, IsNegative: false } }
                && ((a.IsZero && b == x) || (a == x && b.IsZero))))
            {
                HasRewritten = true;
                collected.Remove(expr);
            }
        }
    }

    /// <summary>Where something steps from 0 to 1: x of Heaviside's H(x), or a − b of the slope of max(a, b). Null for anything else.</summary>
    public Expr? StepAt(Expr expr) => StepOf(expr) is var (greater, less) ? less is null ? greater : Subtract(greater, less) : null;

    /// <summary>What must be greater than what for a step to be 1 and not 0; null for anything but a step.</summary>
    public static (Expr Greater, Expr? Less)? StepOf(Expr expr) => expr switch
    {
        Apply { Function: Primitive.Heaviside, Arguments: [var x] } => (x, null),
        Choice { Condition: Comparison below, WhenTrue.IsZero: true, WhenFalse: Choice above } => StepAbove(above) is var (greater, less) && IsBelow(below, greater, less) ? (greater, less) : null,
        Choice above => StepAbove(above) is var (greater, less) ? (greater, less) : null,
        _ => null,
    };

    // a > b ? 1 : a = b ? ½ : NaN
    private static (Expr Greater, Expr Less)? StepAbove(Choice choice) =>
        choice is
        {
            Condition: Comparison { Relation: ValueKind.Greater or ValueKind.Less, Left: var left, Right: var right } condition,
            WhenTrue.IsOne: true,
            WhenFalse: Choice { Condition: Comparison { Relation: ValueKind.Equal } tie, WhenTrue: Algebra.Number { Value: var half }, WhenFalse: Algebra.Number { Value: var none } },
        } && half == Constant.Half && double.IsNaN(none.ToDouble()) && ((tie.Left == left && tie.Right == right) || (tie.Left == right && tie.Right == left))
            ? condition.Relation == ValueKind.Greater ? (left, right) : (right, left) : null;

    private static bool IsBelow(Comparison condition, Expr greater, Expr less) =>
        condition.Relation == ValueKind.Less ? condition.Left == greater && condition.Right == less : condition.Relation == ValueKind.Greater && condition.Left == less && condition.Right == greater;

    // Whether it is a number wherever the method's values are: nothing in it is an adjoint, which may be infinite where nothing asks for it.
    private bool IsPlain(Factor factor) => IsRegular(factor) && factor.Base.Values.All(Values.IsWritten);
}
