using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <summary>Writes the author's conditions as mathematics: <c>|x − y| ≤ δ</c>.</summary>
internal static class Conditions
{
    /// <summary>The condition in mathematics; false where it is C# that mathematics has no words for.</summary>
    public static bool TryWrite(Value condition, out string text)
    {
        text = "";
        var relation = condition.Kind switch
        {
            ValueKind.Equal => "=",
            ValueKind.NotEqual => "≠",
            ValueKind.Less => "<",
            ValueKind.LessOrEqual => "≤",
            ValueKind.Greater => ">",
            ValueKind.GreaterOrEqual => "≥",
            ValueKind.And => "and",
            ValueKind.Or => "or",
            _ => null,
        };
        if (relation is null)
            return false;
        var (left, right) = condition.Kind is ValueKind.And or ValueKind.Or
            ? (TryWrite(condition.Operands[0], out var a) ? a : null, TryWrite(condition.Operands[1], out var b) ? b : null)
            : (Operand(condition.Operands[0]), Operand(condition.Operands[1]));
        if (left is null || right is null)
            return false;
        text = $"{left} {relation} {right}";
        return true;
    }

    private static string? Operand(Value value)
    {
        if (value.Name is { Length: > 0 } name)
            return FormulaWriter.Symbol(name);
        string? Of(int index) => Operand(value.Operands[index]);
        switch (value.Kind)
        {
            case ValueKind.Literal or ValueKind.Input or ValueKind.Cell:
                return FormulaWriter.Symbol(value.Text).Replace('-', '−');
            case ValueKind.Convert or ValueKind.Stop:
                return Of(0);
            case ValueKind.Add when Of(0) is { } a && Of(1) is { } b:
                return $"{a} + {b}";
            case ValueKind.Subtract when Of(0) is { } a && value.Operands[1].Kind is not (ValueKind.Add or ValueKind.Subtract) && Of(1) is { } b:
                return $"{a} − {b}";
            case ValueKind.Multiply when value.Operands.All(operand => operand.IsLeaf) && Of(0) is { } a && Of(1) is { } b:
                return $"{a}·{b}";
            case ValueKind.Call when value.Function == "Abs" && Of(0) is { } argument:
                return $"|{argument}|";
            case ValueKind.Verbatim when value.Operands.Length == 0:
                return value.Text;
            default:
                return null;
        }
    }
}
