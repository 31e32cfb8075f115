using Microsoft.CodeAnalysis;

namespace SymDiff.Generator.Reading;

/// <summary>
/// Methods that reach what only the members of another class can name: a private field, or a primary constructor's parameter, which the compiler keeps in one. The runtime binds them to the field.
/// </summary>
internal sealed class Accessors(ReadingSession session)
{
    private readonly SortedDictionary<string, (ISymbol Member, string Text)> known = new(StringComparer.Ordinal);

    /// <summary>The names of those that have been asked for, and how each is declared.</summary>
    public IEnumerable<KeyValuePair<string, string>> All => known.Select(pair => new KeyValuePair<string, string>(pair.Key, pair.Value.Text));

    /// <summary>The name of the one for a member; null where there can be none.</summary>
    public string? For(ISymbol member)
    {
        if (FieldOf(member) is not var (field, type) || member.ContainingType is not { TypeKind: TypeKind.Class, IsStatic: false } owner || IsWithinGeneric(owner) || IsWithinGeneric(session.Method.ContainingType)
            || !session.Scope.CanAccess(owner) || !session.Scope.CanAccess(type) || session.Knowledge.Find("System.Runtime.CompilerServices.UnsafeAccessorAttribute") is null)
            return null;
        var name = session.NameBeside(owner.Name + Capital(member.Name.TrimStart('_')));
        while (known.TryGetValue(name, out var other) && !SymbolEqualityComparer.Default.Equals(other.Member, member))
            name += "_";
        var variable = owner.Name.Length > 0 ? char.ToLowerInvariant(owner.Name[0]) + owner.Name.Substring(1) : "owner";
        known[name] = (member, "[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Field, Name = \"" + field + "\")]\n"
            + "private static extern ref " + session.Types.TextOf(type) + " " + name + "(" + session.Types.TextOf(owner) + " " + Names.Identifier(variable) + ");");
        return name;
    }

    private static (string Name, ITypeSymbol Type)? FieldOf(ISymbol member) => member switch
    {
        IFieldSymbol { IsStatic: false, IsConst: false, IsImplicitlyDeclared: false, IsFixedSizeBuffer: false, RefKind: RefKind.None, Type: var type } field => (field.Name, type),
        IParameterSymbol { RefKind: RefKind.None, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor }, Type: var type } parameter => ("<" + parameter.Name + ">P", type),
        _ => null,
    };

    // What belongs to each construction of a type cannot be bound by name.
    private static bool IsWithinGeneric(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.ContainingType)
        {
            if (type.IsGenericType)
                return true;
        }

        return false;
    }

    private static string Capital(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);
}
