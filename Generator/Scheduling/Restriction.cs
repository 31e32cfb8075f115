using SymDiff.Generator.Values;

namespace SymDiff.Generator.Scheduling;

/// <summary>Values where a condition is settled: each choice on it is the branch taken. What is known by a name is not looked into.</summary>
internal sealed class Restriction(ValueGraph values, Value condition, bool holds, Func<Value, bool>? isKnown = null)
{
    private readonly Dictionary<Value, Value> restricted = [];

    public Value Of(Value value)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (value == condition)
            return holds ? values.True : values.False;
        // What was made before the condition cannot depend on it.
        if (value.IsLeaf || value.Id < condition.Id || isKnown?.Invoke(value) == true)
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
        if (Implied(value) == true)
            return holds ? values.True : values.False;
        if (Implied(value) == false)
            return holds ? values.False : values.True;
        var operands = Array.ConvertAll(value.Operands, Of);
        if (operands.SequenceEqual(value.Operands))
            return value;
        var rebuilt = value.Kind switch
        {
            ValueKind.Select => values.Select(operands[0], operands[1], operands[2]),
            ValueKind.And => values.And(operands[0], operands[1]),
            ValueKind.Or => values.Or(operands[0], operands[1]),
            ValueKind.Not => values.Not(operands[0]),
            _ => Folded(value, operands) ?? values.Remake(value, operands),
        };
        if (rebuilt.Name is null && !rebuilt.IsLeaf)
            (rebuilt.Name, rebuilt.IsNamedByAuthor) = (value.Name, value.IsNamedByAuthor);
        return rebuilt;
    }

    // √x is 0 just where x is. Null where the condition says nothing about it, false where the opposite holds.
    private bool? Implied(Value value)
    {
        if (condition.Kind is not (ValueKind.Equal or ValueKind.NotEqual) || value.Kind is not (ValueKind.Equal or ValueKind.NotEqual)
            || !IsZero(condition.Operands[1]) || !IsZero(value.Operands[1])
            || value.Operands[0] is not { Kind: ValueKind.Call, Function: "Sqrt", Operands: [var radicand] } || radicand != condition.Operands[0])
        {
            return null;
        }

        return value.Kind == condition.Kind;
    }

    // A branch that adds nothing leaves no zero behind. The author's own operations stay: x + 0 is not x where x is −0.
    private Value? Folded(Value value, Value[] operands)
    {
        if (values.IsWritten(value) || value.Kind is not (ValueKind.Add or ValueKind.Subtract or ValueKind.Negate))
            return null;
        var (left, right) = (operands[0], operands[operands.Length - 1]);
        return (value.Kind, IsZero(left), IsZero(right)) switch
        {
            (ValueKind.Add, true, _) or (ValueKind.Negate, true, _) when right.Type.Equals(value.Type) => right,
            (ValueKind.Subtract, true, false) => values.Negate(right),
            (ValueKind.Add or ValueKind.Subtract, _, true) when left.Type.Equals(value.Type) => left,
            _ => null,
        };
    }

    private static bool IsZero(Value value) => value is { Kind: ValueKind.Literal, Number: 0 };
}
