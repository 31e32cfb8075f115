namespace SymDiff.Generator.Model;

/// <summary>The numbers, arrays and other values of which tuples and structs consist, however they are nested.</summary>
internal static class Leaves
{
    /// <summary>Their names, after that of the whole: <c>q.Mean</c>.</summary>
    public static IEnumerable<(string Name, ValueType Type)> Of(string name, ValueType type) => type.HasMembers
        ? type.Elements.SelectMany((element, i) => Of(name.Length == 0 ? type.Members[i] : name + "." + type.Members[i], element))
        : [(name, type)];

    /// <summary>Their types.</summary>
    public static IEnumerable<ValueType> Of(ValueType type) => Of("", type).Select(leaf => leaf.Type);

    /// <summary>Whether a leaf has a member on the way to it that the generated code cannot read.</summary>
    public static bool IsHidden(string name) => name.IndexOf('?') >= 0;
}
