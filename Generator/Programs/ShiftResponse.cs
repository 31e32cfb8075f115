using SymDiff.Generator.Algebra;
using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>What becomes of a number when another is made greater by t.</summary>
/// <param name="Change">How it changes.</param>
/// <param name="Rate">By k·t where it is added to, by exp(k·t) where it is multiplied.</param>
internal readonly record struct ShiftResponse(ShiftChange Change, ShiftRate Rate)
{
    public static ShiftResponse Same { get; } = new(ShiftChange.None, ShiftRate.None);

    public static ShiftResponse Other { get; } = new(ShiftChange.Other, ShiftRate.None);

    public static ShiftResponse Zero { get; } = new(ShiftChange.Zero, ShiftRate.None);

    public bool IsSame => Change is ShiftChange.None or ShiftChange.Zero;

    public static ShiftResponse Added(ShiftRate? rate) => rate is not { } known ? Other : known.IsZero ? Same : new(ShiftChange.Added, known);

    public static ShiftResponse Multiplied(ShiftRate? rate) => rate is not { } known ? Other : known.IsZero ? Same : new(ShiftChange.Multiplied, known);

    /// <summary>Of what may be one or the other.</summary>
    public static ShiftResponse Either(ShiftResponse left, ShiftResponse right) => left == right || (right.Change == ShiftChange.Zero && left.Change is ShiftChange.None or ShiftChange.Multiplied) ? left
        : left.Change == ShiftChange.Zero && right.Change is ShiftChange.None or ShiftChange.Multiplied ? right
        : Other;

    /// <summary>Of a sum, or a difference. A zero leaves what it is added to as it is.</summary>
    public static ShiftResponse Sum(ShiftResponse left, ShiftResponse right, int sign)
    {
        if (left.Change is ShiftChange.Multiplied or ShiftChange.Zero && right.Change is ShiftChange.Multiplied or ShiftChange.Zero)
            return Either(left, right);
        return left.Change == ShiftChange.Multiplied || right.Change == ShiftChange.Multiplied ? Other : Added(left.Rate.Plus(right.Rate.Times(sign)));
    }

    /// <summary>Of a product, or a quotient.</summary>
    /// <param name="left">What becomes of the first.</param>
    /// <param name="right">What becomes of the second.</param>
    /// <param name="sign">1 where they are multiplied, −1 where the first is divided by the second.</param>
    /// <param name="scale">The first, or the second, where it stays the same; null where it is not the same in all that is looked at.</param>
    public static ShiftResponse Product(ShiftResponse left, ShiftResponse right, int sign, Func<bool, ShiftRate?> scale)
    {
        if (left.Change == ShiftChange.Zero)
            return Zero;
        if (left.Change == ShiftChange.Added)
            return right.Change == ShiftChange.None && scale(false) is { IsZero: false } by ? Added(left.Rate.Times(by, sign)) : Other;
        if (right.Change == ShiftChange.Added)
            return left.Change == ShiftChange.None && sign > 0 && scale(true) is { IsZero: false } times ? Added(right.Rate.Times(times, 1)) : Other;
        return Multiplied(left.Rate.Plus(right.Rate.Times(sign)));
    }
}

/// <summary>How a number changes when another is made greater.</summary>
internal enum ShiftChange
{
    /// <summary>It stays.</summary>
    None,

    /// <summary>It is zero, which stays zero when it is multiplied.</summary>
    Zero,
    Added,
    Multiplied,

    /// <summary>Nothing is known of it.</summary>
    Other,
}

/// <summary>By how much a number changes: a constant times powers of numbers that stay the same, 2/γ.</summary>
/// <param name="Factor">The constant.</param>
/// <param name="Units">The numbers, in their order, and their exponents; none where the constant is zero.</param>
internal readonly record struct ShiftRate(Constant Factor, EquatableArray<(int Unit, int Exponent)> Units)
{
    public static ShiftRate None { get; } = new(Constant.Zero, []);

    public static ShiftRate One { get; } = new(Constant.One, []);

    public bool IsZero => Factor.IsZero;

    /// <summary>A number as such a rate.</summary>
    public static ShiftRate Of(Value value) => value switch
    {
        { Kind: ValueKind.Literal } => new(Constant.Of(value.Number), []),
        { Kind: ValueKind.Multiply, Operands: [var left, var right] } => Of(left).Times(Of(right), 1),
        { Kind: ValueKind.Divide, Operands: [var left, var right] } => Of(left).Times(Of(right), -1),
        { Kind: ValueKind.Negate, Operands: [var operand] } => Of(operand).Times(-1),
        _ => new(Constant.One, [(value.Id, 1)]),
    };

    public ShiftRate Times(Constant factor) => factor.IsZero ? None : this with { Factor = Factor * factor };

    /// <summary>The product with another rate, or the quotient.</summary>
    public ShiftRate Times(ShiftRate other, int sign) => IsZero || other.IsZero ? None : new(
        sign > 0 ? Factor * other.Factor : Factor / other.Factor,
        [.. Units.Concat(other.Units.Select(unit => (unit.Unit, Exponent: sign * unit.Exponent))).GroupBy(unit => unit.Unit, unit => unit.Exponent, (unit, exponents) => (Unit: unit, Exponent: exponents.Sum()))
            .Where(unit => unit.Exponent != 0).OrderBy(unit => unit.Unit)]);

    /// <summary>The sum with another rate; null where it is no such product.</summary>
    public ShiftRate? Plus(ShiftRate other) => IsZero ? other : other.IsZero ? this : !Units.Equals(other.Units) ? null : (Factor + other.Factor).IsZero ? None : this with { Factor = Factor + other.Factor };
}
