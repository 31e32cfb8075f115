using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <summary>What a guard that throws says of the values that pass it.</summary>
internal static class Assumptions
{
    private static readonly string[] PositiveGuards = ["ThrowIfNegativeOrZero(", "ThrowIfLessThanOrEqual("];

    /// <summary>What holds where the condition has this truth.</summary>
    public static void Learn(Value condition, bool holds, List<Value> positive)
    {
        switch (condition.Kind)
        {
            case ValueKind.Not:
                Learn(condition.Operands[0], !holds, positive);
                break;
            case ValueKind.Or when !holds:
            case ValueKind.And when holds:
                Learn(condition.Operands[0], holds, positive);
                Learn(condition.Operands[1], holds, positive);
                break;
            case ValueKind.LessOrEqual when !holds && IsAtLeastZero(condition.Operands[1]):
            case ValueKind.Greater when holds && IsAtLeastZero(condition.Operands[1]):
                positive.Add(condition.Operands[0]);
                break;
            case ValueKind.GreaterOrEqual when !holds && IsAtLeastZero(condition.Operands[0]):
            case ValueKind.Less when holds && IsAtLeastZero(condition.Operands[0]):
                positive.Add(condition.Operands[1]);
                break;
        }
    }

    /// <summary>What a guard of the framework leaves: <c>ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma)</c>.</summary>
    public static void Learn(Value code, List<Value> positive)
    {
        if (code.Operands.Length == 0 || !code.Pieces[0].EndsWith(PositiveGuards[0], StringComparison.Ordinal))
        {
            if (code.Operands.Length < 2 || !code.Pieces[0].EndsWith(PositiveGuards[1], StringComparison.Ordinal) || !IsAtLeastZero(code.Operands[1]))
                return;
        }

        positive.Add(code.Operands[0]);
    }

    private static bool IsAtLeastZero(Value value) => value.Kind == ValueKind.Literal && value.Number >= 0;
}
