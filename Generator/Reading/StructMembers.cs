using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymDiff.Generator.Reading;

/// <summary>What a struct consists of: its fields, of which some stand behind a property that C# writes by itself.</summary>
internal static class StructMembers
{
    /// <summary>
    /// The fields of a struct that can be held member by member, in order, and then the parameters of its primary constructor that it keeps; empty for any other type. It is one of the
    /// author's, or one whose fields are all public, such as the vectors of <c>System.Numerics</c>. So too for a class of the author's whose objects may be held as values.
    /// </summary>
    public static IReadOnlyList<ISymbol> Of(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class, SpecialType: SpecialType.None, IsTupleType: false, IsRefLikeType: false } named
            || named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || HasLayoutOfItsOwn(named))
            return [];
        List<IFieldSymbol> fields = [.. FieldsOf(named)];
        var isAuthors = !named.DeclaringSyntaxReferences.IsEmpty;
        return isAuthors ? [.. fields, .. CapturedBy(named)]
            : named.IsValueType && fields.TrueForAll(field => field.DeclaredAccessibility == Accessibility.Public) ? fields
            : [];
    }

    /// <summary>The type of a member.</summary>
    public static ITypeSymbol TypeOf(ISymbol member) => member is IParameterSymbol captured ? captured.Type : ((IFieldSymbol)member).Type;

    /// <summary>The field that a reference to a field or an automatic property reads; null for any other member.</summary>
    public static IFieldSymbol? FieldOf(ISymbol member) => member switch
    {
        IFieldSymbol field => field,
        IPropertySymbol { IsStatic: false } property => property.ContainingType.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property)),
        _ => null,
    };

    /// <summary>The place of a member among the fields; −1 where it is none of them.</summary>
    public static int IndexOf(ISymbol member)
    {
        if (member is IParameterSymbol { ContainingType: { } type, Ordinal: var ordinal })
        {
            List<IParameterSymbol> captured = [.. CapturedBy(type)];
            var place = captured.FindIndex(one => one.Ordinal == ordinal);
            return place < 0 ? -1 : FieldsOf(type).Count() + place;
        }

        if (member.IsStatic || FieldOf(member)?.OriginalDefinition is not { } field)
            return -1;
        var index = 0;
        foreach (var other in FieldsOf(field.ContainingType))
        {
            if (SymbolEqualityComparer.Default.Equals(other, field))
                return index;
            index++;
        }

        return -1;
    }

    /// <summary>The member as the author sees it: the property rather than the field behind it.</summary>
    public static ISymbol Visible(ISymbol field) => (field as IFieldSymbol)?.AssociatedSymbol ?? field;

    /// <summary>A property that gives the member and nothing else; null where there is none.</summary>
    public static IPropertySymbol? ReaderOf(ISymbol member) => member.ContainingType.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(property =>
        property is { IsStatic: false, Parameters.IsEmpty: true }
        && SymbolEqualityComparer.Default.Equals(property.Type, TypeOf(member)) && Returned(property) is { } returned && IsName(returned, member.Name));

    /// <summary>Whether an expression is the member of that name, and nothing else.</summary>
    public static bool IsName(ExpressionSyntax expression, string name) => expression switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText == name,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: var member } => member == name,
        ParenthesizedExpressionSyntax { Expression: var inner } => IsName(inner, name),
        _ => false,
    };

    private static ExpressionSyntax? Returned(IPropertySymbol property) => property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        PropertyDeclarationSyntax { ExpressionBody.Expression: var body } => body,
        PropertyDeclarationSyntax { AccessorList.Accessors: var accessors } => accessors.FirstOrDefault(accessor => accessor.Keyword.ValueText == "get") switch
        {
            { ExpressionBody.Expression: var body } => body,
            { Body.Statements: [ReturnStatementSyntax { Expression: var body }] } => body,
            _ => null,
        },
        _ => null,
    };

    // Members that lie over one another, or of which there are more than are declared.
    private static bool HasLayoutOfItsOwn(INamedTypeSymbol type) => type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name switch
    {
        "StructLayoutAttribute" => attribute.ConstructorArguments is [{ Value: (int)System.Runtime.InteropServices.LayoutKind.Explicit or (short)System.Runtime.InteropServices.LayoutKind.Explicit }],
        "InlineArrayAttribute" => true,
        _ => false,
    }) || type.GetMembers().OfType<IFieldSymbol>().Any(field => field.IsFixedSizeBuffer);

    // Those behind parameters of a primary constructor are the parameters themselves.
    private static IEnumerable<IFieldSymbol> FieldsOf(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !field.IsConst && !(field.IsImplicitlyDeclared && field.Name.EndsWith(">P", StringComparison.Ordinal)));

    // A parameter of a primary constructor that a member uses is a field without a name.
    private static IEnumerable<IParameterSymbol> CapturedBy(INamedTypeSymbol type)
    {
        List<TypeDeclarationSyntax> parts = type.IsRecord ? [] : [.. type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>()];
        if (!parts.Exists(part => part.ParameterList is not null))
            return [];
        var used = new HashSet<string>(parts.SelectMany(part => part.Members).SelectMany(Bodies).SelectMany(body => body.DescendantNodes().OfType<IdentifierNameSyntax>())
            .Where(name => !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name) && name.Parent is not (NameColonSyntax or NameEqualsSyntax)).Select(name => name.Identifier.ValueText));
        return type.InstanceConstructors.FirstOrDefault(constructor => constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax)?.Parameters
            .Where(parameter => used.Contains(parameter.Name) && type.GetMembers(parameter.Name).IsEmpty) ?? [];
    }

    private static IEnumerable<SyntaxNode> Bodies(MemberDeclarationSyntax member) => member switch
    {
        BaseMethodDeclarationSyntax method => [.. new SyntaxNode?[] { method.Body, method.ExpressionBody }.OfType<SyntaxNode>()],
        BasePropertyDeclarationSyntax property => [.. new SyntaxNode?[]
        {
            property.AccessorList,
            (property as PropertyDeclarationSyntax)?.ExpressionBody,
            (property as IndexerDeclarationSyntax)?.ExpressionBody,
        }.OfType<SyntaxNode>()],
        _ => [],
    };
}
