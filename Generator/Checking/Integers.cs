using SymDiff.Generator.Model;

namespace SymDiff.Generator.Checking;

/// <summary>What a conversion makes of a number.</summary>
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
}
