using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <summary>What is known of a value, or of a difference of two, wherever the method has a value.</summary>
/// <param name="Value">The value.</param>
/// <param name="Less">What is taken away from it; null for nothing.</param>
/// <param name="Range">Between which numbers it lies.</param>
internal sealed record Assumption(Value Value, Value? Less, Interval Range);

/// <summary>What a guard that throws says of the values that pass it.</summary>
internal static class Assumptions
{
    /// <summary>What holds where the condition has this truth.</summary>
    public static void Learn(Value condition, bool holds, List<Assumption> assumptions)
    {
        switch (condition.Kind)
        {
            case ValueKind.Not:
                Learn(condition.Operands[0], !holds, assumptions);
                break;
            case ValueKind.Or when !holds:
            case ValueKind.And when holds:
                Learn(condition.Operands[0], holds, assumptions);
                Learn(condition.Operands[1], holds, assumptions);
                break;
            case ValueKind.Less or ValueKind.LessOrEqual or ValueKind.Greater or ValueKind.GreaterOrEqual:
                Learn(condition.Operands[0], condition.Kind, holds, condition.Operands[1], assumptions);
                break;
        }
    }

    private static void Learn(Value left, ValueKind relation, bool holds, Value right, List<Assumption> assumptions)
    {
        if (NumberOf(right) is { } bound)
            assumptions.Add(new(left, null, Left(relation, holds, bound)));
        else if (NumberOf(left) is { } other)
            assumptions.Add(new(right, null, Right(relation, holds, other)));
        else if (left.Type.IsReal && right.Type.IsReal)
            assumptions.Add(new(left, right, Left(relation, holds, 0)));
    }

    // Where x stands in the relation to a number, or does not.
    private static Interval Left(ValueKind relation, bool holds, double bound) => (relation, holds) switch
    {
        (ValueKind.Less, true) or (ValueKind.GreaterOrEqual, false) => new(double.NegativeInfinity, bound, true, true),
        (ValueKind.LessOrEqual, true) or (ValueKind.Greater, false) => new(double.NegativeInfinity, bound, true, false),
        (ValueKind.Greater, true) or (ValueKind.LessOrEqual, false) => new(bound, double.PositiveInfinity, true, true),
        _ => new(bound, double.PositiveInfinity, false, true),
    };

    private static Interval Right(ValueKind relation, bool holds, double bound) => Left(
        relation switch
        {
            ValueKind.Less => ValueKind.Greater,
            ValueKind.LessOrEqual => ValueKind.GreaterOrEqual,
            ValueKind.Greater => ValueKind.Less,
            _ => ValueKind.LessOrEqual,
        },
        holds,
        bound);

    private static double? NumberOf(Value value) => value.Kind switch
    {
        ValueKind.Literal when !double.IsNaN(value.Number) => value.Number,
        ValueKind.Negate => -NumberOf(value.Operands[0]),
        ValueKind.Convert => NumberOf(value.Operands[0]),
        _ => null,
    };
}
