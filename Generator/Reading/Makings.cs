using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>
/// How a struct is made of its members: by a constructor that takes all of them and does nothing but assign them, or by assigning each. A constructor that tests or changes what it
/// is given is no way to make a gradient.
/// </summary>
internal static class Makings
{
    public static Making Of(INamedTypeSymbol type, IReadOnlyList<ISymbol> fields, Func<ISymbol, bool> canAccess)
    {
        int[] required = [.. Enumerable.Range(0, fields.Count).Where(i => IsRequired(fields[i]))];
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.Parameters.Length == fields.Count && fields.Count > 0 && canAccess(constructor)
                && (required.Length == 0 || constructor.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "SetsRequiredMembersAttribute"))
                && OrderOf(constructor, fields) is { } order)
                return new Making(MakingWay.Constructor, order.ToEquatableArray(), default);
        }

        return fields.All(field => IsSettable(field, canAccess))
            ? new Making(MakingWay.Initializer, Enumerable.Range(0, fields.Count).ToEquatableArray(), required.ToEquatableArray())
            : Making.Impossible;
    }

    /// <summary>For each parameter of a constructor the field that it becomes; null where that is not all that the constructor does.</summary>
    public static int[]? OrderOf(IMethodSymbol constructor, IReadOnlyList<ISymbol> fields)
    {
        var order = new int[constructor.Parameters.Length];
        var taken = new HashSet<int>();
        foreach (var parameter in constructor.Parameters)
        {
            var index = parameter.RefKind == RefKind.None && !parameter.IsParams ? FieldFrom(constructor, parameter, fields) : -1;
            if (index < 0 || !taken.Add(index) || !SymbolEqualityComparer.Default.Equals(StructMembers.TypeOf(fields[index]), parameter.Type))
                return null;
            order[parameter.Ordinal] = index;
        }

        return order;
    }

    private static int FieldFrom(IMethodSymbol constructor, IParameterSymbol parameter, IReadOnlyList<ISymbol> fields)
    {
        switch (constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax())
        {
            case null when Names.Namespace(constructor.ContainingNamespace) == "System.Numerics":
                return IndexWhere(fields, field => field.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase));
            case TypeDeclarationSyntax:
                return IndexWhere(fields, field => field is IParameterSymbol ? field.Name == parameter.Name : InitializerOf(field) is { } value ? StructMembers.IsName(value, parameter.Name)
                    : StructMembers.Visible(field) is IPropertySymbol property && property.Name == parameter.Name && IsOfParameter(property));
            case ConstructorDeclarationSyntax { Initializer: null } declaration:
                return Assignments(declaration) is { } assignments && assignments.Count == fields.Count
                    && assignments.FirstOrDefault(pair => pair.Value == parameter.Name).Target is { } target
                        ? IndexWhere(fields, field => StructMembers.Visible(field).Name == target)
                        : -1;
            default:
                return -1;
        }
    }

    /// <summary>The initialiser of a field or of the property that it stands behind.</summary>
    public static ExpressionSyntax? InitializerOf(ISymbol field) => field is IParameterSymbol ? null : StructMembers.Visible(field).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var value } => value,
        PropertyDeclarationSyntax { Initializer.Value: var value } => value,
        _ => null,
    };

    /// <summary>Whether a property is that of a record's parameter.</summary>
    public static bool IsOfParameter(IPropertySymbol property) => property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is ParameterSyntax;

    // All that the constructor does, where that is to assign parameters to members.
    private static List<(string Target, string Value)>? Assignments(ConstructorDeclarationSyntax declaration)
    {
        var parameters = new HashSet<string>(declaration.ParameterList.Parameters.Select(parameter => parameter.Identifier.ValueText));
        var all = new List<(string, string)>();
        IEnumerable<ExpressionSyntax?> expressions = declaration.ExpressionBody is { } arrow ? [arrow.Expression]
            : declaration.Body?.Statements.Select(statement => (statement as ExpressionStatementSyntax)?.Expression) ?? [null];
        return expressions.All(expression => expression is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment && Add(assignment.Left, assignment.Right))
            ? all
            : null;

        bool Add(ExpressionSyntax left, ExpressionSyntax right)
        {
            if (left is TupleExpressionSyntax targets && right is TupleExpressionSyntax values && targets.Arguments.Count == values.Arguments.Count)
                return targets.Arguments.Zip(values.Arguments, (target, value) => Add(target.Expression, value.Expression)).All(isAdded => isAdded);
            var target = left switch
            {
                IdentifierNameSyntax name when !parameters.Contains(name.Identifier.ValueText) => name.Identifier.ValueText,
                MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: var member } => member,
                _ => null,
            };
            if (target is null || right is not IdentifierNameSyntax { Identifier.ValueText: var given } || !parameters.Contains(given))
                return false;
            all.Add((target, given));
            return true;
        }
    }

    private static bool IsSettable(ISymbol field, Func<ISymbol, bool> canAccess) => StructMembers.Visible(field) switch
    {
        IPropertySymbol { SetMethod: { } setter } => canAccess(setter),
        IFieldSymbol { IsReadOnly: false } visible => canAccess(visible),
        _ => false,
    };

    // Not every compiler that this runs in knows of it.
    private static bool IsRequired(ISymbol field) =>
        StructMembers.Visible(field).GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "RequiredMemberAttribute")
        || StructMembers.Visible(field) is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    private static int IndexWhere(IReadOnlyList<ISymbol> fields, Func<ISymbol, bool> holds)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (holds(fields[i]))
                return i;
        }

        return -1;
    }
}
