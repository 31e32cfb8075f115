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

    /// <summary>The numbers in what a function returns, with the names of those that have one; of nothing none.</summary>
    public static IEnumerable<(string Name, ValueType Type)> Returned(ValueType type) => Returned("", type);

    private static IEnumerable<(string Name, ValueType Type)> Returned(string name, ValueType type) => type.Kind switch
    {
        NumberKind.Tuple => type.Elements.SelectMany((element, i) => Returned(type.HasMembers && !type.Members[i].StartsWith("Item", StringComparison.Ordinal) ? type.Members[i] : name, element)),
        NumberKind.None => [],
        _ => [(name.TrimStart('@'), type)],
    };

    /// <summary>Whether a leaf has a member on the way to it that the generated code cannot read.</summary>
    public static bool IsHidden(string name) => name.IndexOf('?') >= 0;
}
