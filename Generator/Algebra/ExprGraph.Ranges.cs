using SymDiff.Generator.Values;

namespace SymDiff.Generator.Algebra;

/// <content>Between which numbers expressions lie, as far as that follows from what is declared of the variables: so their signs are known.</content>
internal sealed partial class ExprGraph
{
    // Deeper than this nothing is asked.
    private const int DeepestRange = 40;

    private static readonly Interval Unit = new(0, 1);

    private readonly Dictionary<Expr, Interval> assumed = [];
    private readonly Dictionary<Expr, Interval> ranges = [];

    /// <summary>States that an expression is greater than zero wherever the method has a value.</summary>
    public void Assume(Expr isPositive) => Assume(isPositive, Interval.Positive);

    /// <summary>States between which numbers an expression lies wherever the method has a value.</summary>
    public void Assume(Expr expr, Interval range)
    {
        if (expr is Algebra.Number || range.IsAll)
            return;
        // What is said of −2·x + 1 is said of x.
        if (expr is Sum { Terms: [{ Coefficient: var coefficient, Factor: var factor }] } sum)
        {
            var rest = range + Interval.Point(-sum.Constant.ToDouble());
            Assume(factor, rest * Interval.Point(coefficient.ToDouble()).Reciprocal());
        }

        // x − y is negative where y − x is positive.
        if (expr is Sum { Terms.Length: > 1 } difference && Opposite(difference) is var opposite && !assumed.ContainsKey(opposite))
            assumed[opposite] = -range;
        range = assumed.TryGetValue(expr, out var known) ? known.And(range) : range;
        if (range.IsEmpty)
            return;
        assumed[expr] = range;
        ranges.Clear();
        regular.Clear();
        MultipliedOut.Clear();
    }

    /// <summary>Whether it is known to be greater than zero wherever it has a value.</summary>
    public bool IsPositive(Expr expr) => RangeOf(expr).IsPositive;

    /// <summary>Whether it is known to be at least zero wherever it has a value.</summary>
    public bool IsNonNegative(Expr expr) => RangeOf(expr).IsNonNegative;

    /// <summary>Between which numbers it lies wherever it has a value.</summary>
    public Interval RangeOf(Expr expr) => RangeOf(expr, 0);

    /// <summary>Whether a relation is known to hold, or known not to; null where it may do either.</summary>
    public bool? Decide(ValueKind relation, Expr left, Expr right)
    {
        // What is never zero may vanish in floating point.
        if (assumed.Count == 0 || (right.IsZero && (Vanishes(left) || left is Apply { Function: Primitive.Pow })))
            return null;
        var wasRewritten = HasRewritten;
        var range = right is Algebra.Number number ? RangeOf(left) + Interval.Point(-number.Value.ToDouble()) : RangeOf(Subtract(left, right));
        HasRewritten = wasRewritten;
        return relation switch
        {
            ValueKind.Less => range.IsNegative ? true : range.IsNonNegative ? false : null,
            ValueKind.LessOrEqual => range.IsNonPositive ? true : range.IsPositive ? false : null,
            ValueKind.Greater => range.IsPositive ? true : range.IsNonPositive ? false : null,
            ValueKind.GreaterOrEqual => range.IsNonNegative ? true : range.IsNegative ? false : null,
            ValueKind.Equal => range.HoldsZero ? null : false,
            ValueKind.NotEqual => range.HoldsZero ? null : true,
            _ => null,
        };
    }

    /// <summary>Whether it is a function that is zero where its argument is very large, or infinite.</summary>
    public static bool Vanishes(Expr expr) => expr is Apply { Function: Primitive.Exp or Primitive.Exp2 or Primitive.Exp10 or Primitive.Softmax or Primitive.Logistic or Primitive.NormalPdf or Primitive.NormalCdf or Primitive.Erfc };

    private Interval RangeOf(Expr expr, int depth)
    {
        if (ranges.TryGetValue(expr, out var known))
            return known;
        if (depth > DeepestRange)
            return Interval.All;
        var range = Computed(expr, depth + 1);
        if (assumed.TryGetValue(expr, out var said))
            range = range.And(said);
        if (range.IsEmpty)
            range = Interval.All;
        ranges[expr] = range;
        return range;
    }

    private Interval Computed(Expr expr, int depth)
    {
        switch (expr)
        {
            case Algebra.Number number:
                return Interval.Point(number.Value.ToDouble());
            case Symbol { Value: { Kind: ValueKind.Literal, Type.IsReal: true } literal }:
                return Interval.Point(literal.Number);
            case Sum sum:
                var total = Interval.Point(sum.Constant.ToDouble());
                foreach (var (coefficient, factor) in sum.Terms)
                    total += Interval.Point(coefficient.ToDouble()) * RangeOf(factor, depth);
                return total;
            case Product product:
                var whole = Interval.Point(1);
                foreach (var (radix, exponent) in product.Factors)
                    whole *= Power(RangeOf(radix, depth), exponent);
                return whole;
            case Choice choice:
                return RangeOf(choice.WhenTrue, depth).Or(RangeOf(choice.WhenFalse, depth));
            case Apply apply:
                return Computed(apply, depth);
            default:
                return Interval.All;
        }
    }

    private Interval Computed(Apply apply, int depth)
    {
        Interval Of(int index) => RangeOf(apply.Arguments[index], depth);
        return apply.Function switch
        {
            Primitive.Exp => Interval.Positive.And(Of(0).Map(Math.Exp)),
            Primitive.Exp2 or Primitive.Exp10 => Interval.Positive,
            Primitive.Softplus => Interval.Positive,
            Primitive.Logistic or Primitive.Softmax => new Interval(0, 1, true, true),
            Primitive.NormalCdf or Primitive.NormalPdf or Primitive.Heaviside => Unit,
            Primitive.NormalLogCdf => -Interval.NonNegative,
            Primitive.InverseMillsRatio or Primitive.NormalMeanExcess => Interval.NonNegative,
            Primitive.Erfc => new Interval(0, 2),
            Primitive.Erf or Primitive.Tanh or Primitive.Sin or Primitive.Cos or Primitive.SinPi or Primitive.CosPi or Primitive.Sign => new Interval(-1, 1),
            Primitive.Cosh => new Interval(1, double.PositiveInfinity, false, true),
            Primitive.Hypot => Interval.NonNegative,
            Primitive.Abs => Of(0).Abs(),
            Primitive.Log => Interval.NonNegative.And(Of(0)) is { IsEmpty: false } positive ? positive.Map(Math.Log, x => x is 0 or 1) : Interval.All,
            Primitive.Log1p => new Interval(-1, double.PositiveInfinity, false, true).And(Of(0)) is { IsEmpty: false } above ? above.Map(x => Math.Log(1 + x), x => x is -1 or 0) : Interval.All,
            Primitive.Expm1 => Of(0).Map(x => Math.Exp(x) - 1, x => x == 0),
            Primitive.Sinh => Of(0).Map(Math.Sinh, x => x == 0),
            Primitive.Asinh or Primitive.Cbrt => Of(0) is { IsPositive: true } ? Interval.Positive : Of(0) is { IsNonNegative: true } ? Interval.NonNegative : Interval.All,
            Primitive.Pow => Of(0).IsPositive ? Interval.Positive : Of(0).IsNonNegative ? Interval.NonNegative : Interval.All,
            Primitive.Max => Largest(Of(0), Of(1)),
            Primitive.Min => -Largest(-Of(0), -Of(1)),
            Primitive.StopGradient or Primitive.Widen => Of(0),
            _ => Interval.All,
        };
    }

    private static Interval Largest(Interval a, Interval b) => new(
        Math.Max(a.Low, b.Low),
        Math.Max(a.High, b.High),
        a.Low > b.Low ? a.IsLowOpen : a.Low < b.Low ? b.IsLowOpen : a.IsLowOpen || b.IsLowOpen,
        a.High > b.High ? a.IsHighOpen : a.High < b.High ? b.IsHighOpen : a.IsHighOpen && b.IsHighOpen);

    private static Interval Power(Interval range, Constant exponent)
    {
        if (exponent.IsNegative)
        {
            var inverse = Power(range, -exponent).Reciprocal();
            return inverse.IsAll && (exponent.IsEven || !exponent.IsInteger) ? Interval.Positive : inverse;
        }

        if (exponent.IsInteger)
            return range.Power(exponent.Numerator);
        // What a root is taken of is not negative.
        var radix = Interval.NonNegative.And(range);
        return radix.IsEmpty ? Interval.NonNegative
            : exponent == Constant.Half ? Interval.NonNegative.And(radix.Map(Math.Sqrt, x => x is 0 or 1 or 4 || double.IsInfinity(x)))
            : radix.IsPositive ? Interval.Positive : Interval.NonNegative;
    }
}
