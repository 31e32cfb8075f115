using System.Globalization;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <summary>
/// The type that C# gives to what is written for a value. It need not be the value's own: <c>3</c> stands for a double as well, and a conversion that C# makes by
/// itself is not written.
/// </summary>
internal sealed class WrittenTypes(Func<Value, string?> nameOf)
{
    // From the narrowest to the widest; arithmetic on those before int is arithmetic on int.
    private static readonly string[] Order = ["sbyte", "byte", "short", "ushort", "char", "int", "uint", "long", "ulong", "float", "double"];
    private static readonly int Int = Array.IndexOf(Order, "int");

    /// <summary>The type of an expression that stands alone.</summary>
    public string Of(Value value)
    {
        if (nameOf(value) is not null)
            return value.Type.Text;
        return value.Kind switch
        {
            ValueKind.Literal => !value.Type.IsGeneric && IsNumeral(value.Text) ? OfNumeral(value.Text) : value.Type.Text,
            ValueKind.Convert when value.Text.Length == 0 && !value.Type.IsGeneric => Of(value.Operands[0]),
            ValueKind.Stop => Of(value.Operands[0]),
            ValueKind.Negate => Of(value.Operands[0]) is var operand && operand == "uint" ? "long" : Promoted(operand, operand) ?? value.Type.Text,
            ValueKind.Select => OfChoice(value),
            ValueKind.Verbatim when IsWithoutType(value) => "",
            _ => value.Type.Text,
        };
    }

    /// <summary>The type of arithmetic on two expressions as they are written; null where one is no number of C#'s own.</summary>
    public string? OfArithmetic(Value left, Value right)
    {
        var (a, b) = (Of(left), Of(right));
        // A constant fits the other's type.
        if (IsConstant(left) && a == "int" && b is "uint" or "ulong")
            return b;
        if (IsConstant(right) && b == "int" && a is "uint" or "ulong")
            return a;
        return Promoted(a, b);
    }

    /// <summary>The type of arithmetic on numbers of two types.</summary>
    public static string? Promoted(string a, string b)
    {
        var (low, high) = (Array.IndexOf(Order, a), Array.IndexOf(Order, b));
        if (low < 0 || high < 0)
            return null;
        if (low > high)
            (low, high) = (high, low);
        // An int may be negative.
        if (Order[high] == "uint" && Order[low] is "sbyte" or "short" or "int")
            return "long";
        return Order[Math.Max(high, Int)];
    }

    /// <summary>Whether a literal is a numeral, rather than a name.</summary>
    public static bool IsNumeral(string text) => text.Length > 0 && (char.IsDigit(text[0]) || (text[0] is '-' or '.' && text.Length > 1));

    /// <summary>Whether code of the author's has no type but the one that is wanted where it stands: <c>null</c>, <c>default</c>, <c>new()</c>.</summary>
    public static bool IsWithoutType(Value value) => value is { Kind: ValueKind.Verbatim, Pieces: { Length: > 0 } pieces }
        && (pieces[0].TrimEnd('!') is "null" or "default" || pieces[0].StartsWith("new(", StringComparison.Ordinal) || pieces[0].StartsWith("new (", StringComparison.Ordinal));

    private bool IsConstant(Value value) => nameOf(value) is null && (value.Kind == ValueKind.Literal ? IsNumeral(value.Text) && value.Text[0] != '-'
        : value is { Kind: ValueKind.Convert, Text.Length: 0 } && IsConstant(value.Operands[0]));

    // The one type of both, or the one to which the other is converted.
    private string OfChoice(Value choice)
    {
        var a = Of(choice.Operands[1]);
        // Wider than the choice no side is, and looking at both of each would not end where choices nest.
        if (a == choice.Type.Text)
            return a;
        var b = Of(choice.Operands[2]);
        var (i, j) = (Array.IndexOf(Order, a), Array.IndexOf(Order, b));
        return a == b || j < 0 ? a : i < 0 || j > i ? b : a;
    }

    private static string OfNumeral(string text)
    {
        var digits = text.Replace("_", "").ToUpperInvariant();
        var isHexadecimal = digits.StartsWith("0X", StringComparison.Ordinal);
        if (!isHexadecimal && !digits.StartsWith("0B", StringComparison.Ordinal))
        {
            if (digits[digits.Length - 1] == 'F')
                return "float";
            if (digits.IndexOfAny(['.', 'E', 'D']) >= 0)
                return "double";
        }

        var plain = digits.TrimEnd('U', 'L');
        var suffix = digits.Substring(plain.Length);
        if (suffix.Length > 0)
            return suffix switch { "L" => "long", "U" => "uint", _ => "ulong" };
        ulong size;
        if (isHexadecimal)
            ulong.TryParse(plain.Substring(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out size);
        else if (!ulong.TryParse(plain.TrimStart('-'), NumberStyles.None, CultureInfo.InvariantCulture, out size))
            return "int";
        return size <= int.MaxValue ? "int" : size <= uint.MaxValue ? "uint" : size <= long.MaxValue ? "long" : "ulong";
    }
}
