using System.Globalization;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Checking;

/// <summary>What whole numbers are: after a conversion, and by carried-over code that the generator itself writes, too.</summary>
internal static class Integers
{
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

    /// <summary>The greater or lesser of two, <c>Math.Max(n, 0)</c>; null where code says anything else.</summary>
    /// <param name="type">The type of what it gives.</param>
    /// <param name="pieces">The code between its operands.</param>
    /// <param name="operands">Its operands.</param>
    public static double? Extreme(ValueType type, IReadOnlyList<string> pieces, double[] operands)
    {
        if (type.Kind != NumberKind.Integer || !(pieces[0].EndsWith("Math.Max(", StringComparison.Ordinal) || pieces[0].EndsWith("Math.Min(", StringComparison.Ordinal)))
            return null;
        double? other = pieces.Count switch
        {
            2 when operands.Length == 1 && pieces[1] is [',', ' ', .., ')'] && int.TryParse(pieces[1].Substring(2, pieces[1].Length - 3), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var literal) => literal,
            3 when operands.Length == 2 && pieces[1] == ", " && pieces[2] == ")" => operands[1],
            _ => null,
        };
        return other is not { } second ? null : pieces[0].EndsWith("Max(", StringComparison.Ordinal) ? Math.Max(operands[0], second) : Math.Min(operands[0], second);
    }
}
