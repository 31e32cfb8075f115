using Microsoft.CodeAnalysis;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>The type of an array, span or list of structs: an array for each of their members, however they are nested.</summary>
/// <param name="scope">Where the generated code stands.</param>
/// <param name="text">The type as C# has it.</param>
/// <param name="item">The type of the structs.</param>
internal sealed class ArrayTypes(Scope scope, string text, ValueType item)
{
    /// <param name="structure">The structs, to the compiler.</param>
    public ValueType Of(ITypeSymbol structure) => Of(item, structure, string.Empty, isVariable: true, isAssigned: true);

    // Of a property C# gives a copy: it can be assigned, but not a member of it.
    private ValueType Of(ValueType type, ITypeSymbol symbol, string path, bool isVariable, bool isAssigned)
    {
        if (!type.HasMembers)
            return new ValueType(NumberKind.Array, text, [type]) { Part = new ArrayPart(path, item, isAssigned) };
        var members = MembersOf(symbol);
        return new ValueType(NumberKind.Tuple, text, type.Elements.Select((element, i) => Of(
            element, members[i].Type, path + "." + type.Members[i], isVariable && IsField(members[i].Symbol), isVariable && IsAssignable(members[i].Symbol))).ToEquatableArray())
        {
            Members = type.Members,
            Item = type,
        };
    }

    /// <summary>The members of a struct or tuple as the author sees them.</summary>
    public static (ISymbol Symbol, ITypeSymbol Type)[] MembersOf(ITypeSymbol type) => type is INamedTypeSymbol { IsTupleType: true } tuple
        ? [.. tuple.TupleElements.Select(element => ((ISymbol)element, element.Type))]
        : [.. StructMembers.Of(type).Select(field => (StructMembers.Visible(field), StructMembers.TypeOf(field)))];

    private bool IsField(ISymbol member) => member is IFieldSymbol { IsReadOnly: false } && IsAccessible(member);

    private bool IsAssignable(ISymbol member) => IsField(member) || (member is IPropertySymbol { SetMethod: { IsInitOnly: false } setter } && scope.CanAccess(setter));

    private bool IsAccessible(ISymbol member) => member is not IParameterSymbol && (member.ContainingType.IsTupleType || scope.CanAccess(member));
}
