using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymDiff.Generator.Reading;

/// <summary>What a struct consists of: its fields, of which some stand behind a property that C# writes by itself.</summary>
internal static class StructMembers
{
    /// <summary>
    /// The fields of a struct that can be held member by member, in order; empty for any other type. It is one of the author's, or one whose fields are all public, such as the
    /// vectors of <c>System.Numerics</c>.
    /// </summary>
    public static IReadOnlyList<IFieldSymbol> Of(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None, IsTupleType: false, IsRefLikeType: false } named
            || named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || HasLayoutOfItsOwn(named))
            return [];
        List<IFieldSymbol> fields = [.. named.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !field.IsConst)];
        var isAuthors = !named.DeclaringSyntaxReferences.IsEmpty;
        return isAuthors ? (Captures(named) ? [] : fields)
            : fields.TrueForAll(field => field.DeclaredAccessibility == Accessibility.Public) ? fields
            : [];
    }

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
        if (member.IsStatic || FieldOf(member)?.OriginalDefinition is not { } field)
            return -1;
        var index = 0;
        foreach (var other in field.ContainingType.GetMembers().OfType<IFieldSymbol>())
        {
            if (other.IsStatic || other.IsConst)
                continue;
            if (SymbolEqualityComparer.Default.Equals(other, field))
                return index;
            index++;
        }

        return -1;
    }

    /// <summary>The member as the author sees it: the property rather than the field behind it.</summary>
    public static ISymbol Visible(IFieldSymbol field) => field.AssociatedSymbol ?? field;

    /// <summary>A property that gives the field and nothing else; null where there is none.</summary>
    public static IPropertySymbol? ReaderOf(IFieldSymbol field) => field.ContainingType.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(property =>
        property is { IsStatic: false, Parameters.IsEmpty: true }
        && SymbolEqualityComparer.Default.Equals(property.Type, field.Type) && Returned(property) is { } returned && IsName(returned, field.Name));

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

    // A parameter of a primary constructor that a member uses is a field without a name.
    private static bool Captures(INamedTypeSymbol type)
    {
        if (type.IsRecord || type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>()
                .FirstOrDefault(part => part.ParameterList is not null)?.ParameterList is not { } list)
            return false;
        var names = new HashSet<string>(list.Parameters.Select(parameter => parameter.Identifier.ValueText));
        return type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>().SelectMany(part => part.Members).SelectMany(Bodies)
            .Any(body => body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText)
                && !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
                && name.Parent is not (NameColonSyntax or NameEqualsSyntax)));
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
