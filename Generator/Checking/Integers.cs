using System.Globalization;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Checking;

/// <summary>What whole numbers are: after a conversion, and by carried-over code that the generator itself writes, too.</summary>
internal static class Integers
{
    private static readonly string[] CheckedWords = ["checked(", "unchecked("];

    /// <summary>The number in the type: cut off, and wrapped where the type is small.</summary>
    public static double Convert(ValueType type, double value)
    {
        if (type.Kind != NumberKind.Integer)
            return value;
        if (double.IsNaN(value) || Math.Abs(value) > 1e15)
            return 0;
        var whole = (long)value;
        return unchecked(type.Text switch
        {
            "byte" => (byte)whole,
            "sbyte" => (sbyte)whole,
            "short" => (short)whole,
            "ushort" => (ushort)whole,
            "char" => (char)whole,
            "int" => (int)whole,
            "uint" => (uint)whole,
            _ => (double)whole,
        });
    }

    /// <summary>
    /// What code over whole numbers gives: arithmetic and conversions in a <c>checked</c> or <c>unchecked</c> expression, the operators on bits, the greater or
    /// lesser of two, <c>Math.Max(n, 0)</c>; null where code says anything else.
    /// </summary>
    /// <param name="type">The type of what it gives.</param>
    /// <param name="pieces">The code between its operands.</param>
    /// <param name="operands">Its operands.</param>
    public static double? Known(ValueType type, IReadOnlyList<string> pieces, double[] operands)
    {
        if (type.Kind != NumberKind.Integer || pieces.Count != operands.Length + 1)
            return null;
        var (first, last) = (pieces[0], pieces[pieces.Count - 1]);
        if (last == ")" && Array.Find(CheckedWords, word => first.StartsWith(word, StringComparison.Ordinal)) is { } around)
            (first, last) = (first.Substring(around.Length), "");
        double? result = last.Length > 0 ? null : operands.Length switch
        {
            1 when first == "-" => -operands[0],
            1 when first == "~" => -operands[0] - 1,
            1 when first == "(" + type.Text + ")" => operands[0],
            2 when first.Length == 0 => Binary(type, pieces[1], operands[0], operands[1]),
            _ => null,
        };
        return result is { } known ? Convert(type, known) : Extreme(pieces, operands);
    }

    private static double? Binary(ValueType type, string sign, double left, double right)
    {
        var (a, b) = ((long)left, (long)right);
        var count = (int)b & (type.Text is "long" or "ulong" or "nint" or "nuint" ? 63 : 31);
        return sign switch
        {
            " + " => left + right,
            " - " => left - right,
            " * " => left * right,
            " / " when b != 0 => Math.Truncate(left / right),
            " & " => a & b,
            " | " => a | b,
            " ^ " => a ^ b,
            " << " => a << count,
            " >> " => a >> count,
            " >>> " => (type.Text == "int" ? (uint)a : a) >> count,
            _ => null,
        };
    }

    private static double? Extreme(IReadOnlyList<string> pieces, double[] operands)
    {
        if (!(pieces[0].EndsWith("Math.Max(", StringComparison.Ordinal) || pieces[0].EndsWith("Math.Min(", StringComparison.Ordinal)))
            return null;
        double? other = pieces.Count switch
        {
            2 when pieces[1] is [',', ' ', .., ')'] && int.TryParse(pieces[1].Substring(2, pieces[1].Length - 3), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var literal) => literal,
            3 when pieces[1] == ", " && pieces[2] == ")" => operands[1],
            _ => null,
        };
        return other is not { } second ? null : pieces[0].EndsWith("Max(", StringComparison.Ordinal) ? Math.Max(operands[0], second) : Math.Min(operands[0], second);
    }
}
