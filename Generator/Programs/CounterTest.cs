using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>A test of a counter: i + 2 &lt; n.</summary>
/// <param name="Bound">What it is compared with.</param>
/// <param name="Ahead">What is added to the counter.</param>
/// <param name="IsUpwards">Whether the bound is the greatest.</param>
/// <param name="IsInclusive">Whether the counter may be equal to the bound.</param>
internal sealed record CounterTest(Value Bound, int Ahead, bool IsUpwards, bool IsInclusive)
{
    /// <summary>The test that a condition is; null where it is none of this counter.</summary>
    public static CounterTest? Of(Value condition, Value counter)
    {
        if (condition.Kind is not (ValueKind.Less or ValueKind.LessOrEqual or ValueKind.Greater or ValueKind.GreaterOrEqual))
            return null;
        var isUpwards = condition.Kind is ValueKind.Less or ValueKind.LessOrEqual;
        var isInclusive = condition.Kind is ValueKind.LessOrEqual or ValueKind.GreaterOrEqual;
        var (left, right) = (condition.Operands[0], condition.Operands[1]);
        return AheadOf(left, counter) is { } ahead ? new CounterTest(right, ahead, isUpwards, isInclusive)
            : AheadOf(right, counter) is { } other ? new CounterTest(left, other, !isUpwards, isInclusive)
            : null;
    }

    /// <summary>By how much the last that the counter may be is more than the bound.</summary>
    public int Nearest => -Ahead + (IsInclusive ? 0 : IsUpwards ? -1 : 1);

    private static int? AheadOf(Value value, Value counter) => value switch
    {
        _ when value == counter => 0,
        { Kind: ValueKind.Add, Operands: [var counted, { Kind: ValueKind.Literal, Number: < 1_000_000 and var by }] } when counted == counter => (int)by,
        { Kind: ValueKind.Subtract, Operands: [var counted, { Kind: ValueKind.Literal, Number: < 1_000_000 and var by }] } when counted == counter => -(int)by,
        _ => null,
    };
}
