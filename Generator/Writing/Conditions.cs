using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <summary>Writes the author's conditions, elements and constants as mathematics: <c>|x − y| ≤ δ</c>.</summary>
internal sealed class Conditions(Notation notation)
{
    /// <summary>The value in mathematics; null where it is C# that mathematics has no words for.</summary>
    public string? TryWrite(Value value) => value.Kind switch
    {
        ValueKind.And or ValueKind.Or => Joined(value, TryWrite),
        >= ValueKind.Equal and <= ValueKind.GreaterOrEqual => Joined(value, Operand),
        ValueKind.Literal or ValueKind.Element => Operand(value),
        // How many turns a loop has.
        ValueKind.Convert when value.Type.IsReal && value.Operands[0] is { Kind: ValueKind.Verbatim, Type.IsReal: false } count => Operand(count),
        _ => null,
    };

    /// <summary>The sign of a relation.</summary>
    public string Relation(ValueKind relation) => notation.Relation(relation switch
    {
        ValueKind.Equal => "=",
        ValueKind.NotEqual => "≠",
        ValueKind.Less => "<",
        ValueKind.LessOrEqual => "≤",
        ValueKind.Greater => ">",
        _ => "≥",
    });

    /// <summary>The adjoint of an element: x̄ᵢ; null where its array or an index of it has no name.</summary>
    public string? AdjointOf(Value element, string of)
    {
        if (element.Operands[0] is not { Kind: ValueKind.Input or ValueKind.Cell } array || NameOf(element) is not { } name)
            return null;
        if (array.ArrayOfStructs is not null)
            return Operand(element) is { } member ? notation.Partial(of, member) : null;
        var indices = element.Operands.Skip(array.Joined is null ? 1 : 2).Select(Operand).ToList();
        return indices.Contains(null) ? null : notation.Element(notation.Adjoint(name, of), [.. indices.Select(index => index!)]);
    }

    // What the array is called that the element is of.
    private static string? NameOf(Value element) => element.Operands[0] is { Joined: { } joined } ? joined.NameOf(element.Operands[1]) : element.Operands[0] switch
    {
        { Name: { Length: > 0 } name } => name,
        { Text: { Length: > 0 } text } => text,
        _ => "i",
    };

    private string? Joined(Value value, Func<Value, string?> write) => write(value.Operands[0]) is { } left && write(value.Operands[1]) is { } right
        ? Within(value, 0, left) + value.Kind switch { ValueKind.And => notation.And, ValueKind.Or => notation.Or, var relation => $" {Relation(relation)} " } + Within(value, 1, right)
        : null;

    private string Within(Value value, int index, string text) => value.Kind == ValueKind.And && value.Operands[index].Kind == ValueKind.Or ? notation.Bracket(text) : text;

    private string? Operand(Value value)
    {
        // The next index has the name of the counter that becomes it.
        if (value.Name is { Length: > 0 } name && value is not { Kind: ValueKind.Add or ValueKind.Subtract, Type.Kind: Model.NumberKind.Integer })
            return notation.Name(name);
        string? Of(int index) => Operand(value.Operands[index]);
        switch (value.Kind)
        {
            case ValueKind.Literal:
                return char.IsDigit(value.Text[0]) || value.Text[0] is '-' or '.' ? notation.Number(value.Text) : notation.Name(value.Text);
            case ValueKind.Input or ValueKind.Cell:
                // The counter of a loop that a query runs has no name.
                return notation.Name(value.Text.Length > 0 ? value.Text : "i");
            case ValueKind.Convert or ValueKind.Stop:
                return Of(0);
            case ValueKind.Add when Of(0) is { } a && Of(1) is { } b:
                return $"{a} + {b}";
            case ValueKind.Subtract when Of(0) is { } a && value.Operands[1].Kind is not (ValueKind.Add or ValueKind.Subtract) && Of(1) is { } b:
                return $"{a} {notation.Minus} {b}";
            case ValueKind.Multiply when value.Operands.All(operand => operand.IsLeaf) && Of(0) is { } a && Of(1) is { } b:
                return notation.Product([a, b]);
            case ValueKind.Negate when value.Operands[0].IsLeaf && Of(0) is { } a:
                return notation.Minus + a;
            case ValueKind.Call when value.Function == "Abs" && Of(0) is { } argument:
                return notation.Magnitude(argument);
            case ValueKind.Element when value.Operands[0] is { ArrayOfStructs: { } structs, Type.Part: { } part }:
                var places = value.Operands.Skip(1).Select(Operand).ToList();
                return places.Contains(null) ? null
                    : notation.Element(notation.Name(structs), [.. places.Select(place => place!)]) + string.Concat(part.Path.Split('.').Skip(1).Select(word => "." + notation.Name(word)));
            case ValueKind.Element when value.Operands[0].Kind is ValueKind.Input or ValueKind.Cell:
                return value.Operands.Skip(value.Operands[0].Joined is null ? 1 : 2).Select(Operand).ToList() is var indices && (indices.Contains(null) || NameOf(value) is null) ? null : notation.Element(notation.Name(NameOf(value)!), [.. indices.Select(index => index!)]);
            case ValueKind.Verbatim when value is { Pieces: [var open, var close] } && open.EndsWith("Math.Max(", StringComparison.Ordinal) && close is [',', ' ', .., ')'] && Of(0) is { } count:
                return notation.Call(notation.Function(Algebra.Primitive.Max), "", $"{count}, {notation.Number(close.Substring(2, close.Length - 3))}");
            case ValueKind.Verbatim when value.Operands.Length == 0:
                return notation.Code(value.Text);
            default:
                return null;
        }
    }
}
