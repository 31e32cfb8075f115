using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Scheduling;

/// <summary>Values where a condition is settled: each choice on it is the branch taken. What is known by a name is not looked into.</summary>
internal sealed class Restriction(ValueGraph values, Value condition, bool holds, Func<Value, bool>? isKnown = null)
{
    private readonly Dictionary<Value, Value> restricted = [];

    // What is older neither is the condition nor compares the same numbers.
    private readonly int first = Relations.AreOf(condition.Kind) ? condition.Operands.Max(operand => operand.Id) + 1 : condition.Id;

    public Value Of(Value value)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (value == condition)
            return holds ? values.True : values.False;
        if (value.IsLeaf || value.Id < first || isKnown?.Invoke(value) == true)
            return value;
        if (restricted.TryGetValue(value, out var known))
            return known;
        var result = value.Kind == ValueKind.Select && value.Operands[0] == condition
            ? Of(value.Operands[holds ? 1 : 2])
            : Rebuild(value);
        restricted.Add(value, result);
        return result;
    }

    private Value Rebuild(Value value)
    {
        if (Implied(value) is { } implied)
            return implied ? values.True : values.False;
        var operands = Array.ConvertAll(value.Operands, Of);
        if (operands.SequenceEqual(value.Operands))
            return value;
        var rebuilt = value.Kind switch
        {
            ValueKind.Select => Within(operands[0], operands[1], operands[2]) ?? values.Select(operands[0], operands[1], operands[2]),
            ValueKind.And => values.And(operands[0], operands[1]),
            ValueKind.Or => values.Or(operands[0], operands[1]),
            ValueKind.Not => values.Not(operands[0]),
            _ when Compared(value.Kind, operands) is { } holds => holds ? values.True : values.False,
            _ => Folded(value, operands) ?? values.Remake(value, operands),
        };
        if (rebuilt.Name is null && !rebuilt.IsLeaf)
            (rebuilt.Name, rebuilt.IsNamedByAuthor) = (value.Name, value.IsNamedByAuthor);
        return rebuilt;
    }

    // a > 0 ? x : (a = 0 ? y : x) is a = 0 ? y : x.
    private static Value? Within(Value condition, Value whenTrue, Value whenFalse) => whenFalse is { Kind: ValueKind.Select, Operands: [var inner, var one, var other] }
        && ((other == whenTrue && Said(condition, true, inner) == false) || (one == whenTrue && Said(condition, true, inner) == true)) ? whenFalse : null;

    // What the condition says of another comparison; √x is 0 just where x is. Null where it says nothing.
    private bool? Implied(Value value) => Said(condition, holds, value)
        ?? (condition.Kind is ValueKind.Equal or ValueKind.NotEqual && value.Kind is ValueKind.Equal or ValueKind.NotEqual && IsZero(condition.Operands[1]) && IsZero(value.Operands[1])
            && value.Operands[0] is { Kind: ValueKind.Call, Function: "Sqrt", Operands: [var radicand] } && radicand == condition.Operands[0] ? (value.Kind == condition.Kind) == holds : null);

    private static bool? Said(Value given, bool holds, Value asked)
    {
        if (!Relations.AreOf(given.Kind) || !Relations.AreOf(asked.Kind))
            return null;
        return given.Operands[0] == asked.Operands[0] && given.Operands[1] == asked.Operands[1] ? Relations.Follows(given.Kind, holds, asked.Kind, isTurned: false)
            : given.Operands[0] == asked.Operands[1] && given.Operands[1] == asked.Operands[0] ? Relations.Follows(given.Kind, holds, asked.Kind, isTurned: true)
            : null;
    }

    // Two whole numbers, which any type holds exactly, compare as they would when the code runs.
    private static bool? Compared(ValueKind kind, Value[] operands) => Relations.AreOf(kind) && IsWhole(operands[0]) && IsWhole(operands[1])
        ? Relations.Holds(kind, operands[0].Number, operands[1].Number)
        : null;

    private static bool IsWhole(Value value) => value is { Kind: ValueKind.Literal, Type.IsNumber: true } && Math.Abs(value.Number) < 1 << 24 && Math.Floor(value.Number) == value.Number;

    // A branch that adds nothing leaves no zero behind, one that multiplies by nothing no factor, and one that is a factor of one none either. The author's own operations stay: x + 0 is not x where x is −0.
    private Value? Folded(Value value, Value[] operands)
    {
        if (values.IsWritten(value) || value.Kind is not (ValueKind.Add or ValueKind.Subtract or ValueKind.Negate or ValueKind.Multiply))
            return null;
        var (left, right) = (operands[0], operands[operands.Length - 1]);
        if (value.Kind == ValueKind.Multiply)
        {
            return IsNumber(left) && IsNumber(right) ? values.Number(value.Type, Constant.Of(left.Number) * Constant.Of(right.Number))
                : IsZero(left) && left.Type.Equals(value.Type) ? left
                : IsZero(right) && right.Type.Equals(value.Type) ? right
                : IsOne(left) && right.Type.Equals(value.Type) ? right
                : IsOne(right) && left.Type.Equals(value.Type) ? left
                : null;
        }

        return (value.Kind, IsZero(left), IsZero(right)) switch
        {
            (ValueKind.Add, true, _) or (ValueKind.Negate, true, _) when right.Type.Equals(value.Type) => right,
            (ValueKind.Subtract, true, false) => values.Negate(right),
            (ValueKind.Add or ValueKind.Subtract, _, true) when left.Type.Equals(value.Type) => left,
            _ => null,
        };
    }

    private static bool IsNumber(Value value) => value is { Kind: ValueKind.Literal, Definition: null, Number: not double.NaN and not double.PositiveInfinity and not double.NegativeInfinity };

    private static bool IsOne(Value value) => value is { Kind: ValueKind.Literal, Number: 1 };

    private static bool IsZero(Value value) => value is { Kind: ValueKind.Literal, Number: 0 };
}
