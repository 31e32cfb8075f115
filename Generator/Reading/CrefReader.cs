using Microsoft.CodeAnalysis;

namespace SymDiff.Generator.Reading;

/// <summary>The marked method as a reference in documentation names it.</summary>
internal static class CrefReader
{
    public static string Of(ReadingSession session)
    {
        var method = session.Method;
        // Some types have no name there. The compiler's own id for the method always does, and is harder to read.
        if (method.Parameters.Any(parameter => IsUnspeakable(parameter.Type)))
            return method.GetDocumentationCommentId() ?? Names.Identifier(method.Name);
        var generics = method.TypeParameters.IsEmpty
            ? string.Empty
            : "{" + string.Join(", ", method.TypeParameters.Select(parameter => Names.Identifier(parameter.Name))) + "}";
        var types = session.Scope.Texts(hasNullable: false);
        return Names.Identifier(method.Name) + generics + "(" + string.Join(", ", method.Parameters.Select(parameter => Of(parameter, types))) + ")";
    }

    private static string Of(IParameterSymbol parameter, TypeTexts types)
    {
        var text = types.TextOf(parameter.Type).Replace('<', '{').Replace('>', '}');
        return parameter.RefKind switch
        {
            RefKind.Ref => "ref " + text,
            RefKind.Out => "out " + text,
            RefKind.In => "in " + text,
            RefKind.None => text,
            _ => "ref readonly " + text,
        };
    }

    private static bool IsUnspeakable(ITypeSymbol type) => type switch
    {
        IFunctionPointerTypeSymbol or IDynamicTypeSymbol => true,
        IArrayTypeSymbol array => IsUnspeakable(array.ElementType),
        IPointerTypeSymbol pointer => IsUnspeakable(pointer.PointedAtType),
        INamedTypeSymbol named => named.IsTupleType || named.TypeArguments.Any(IsUnspeakable) || (named.ContainingType is { } outer && IsUnspeakable(outer)),
        _ => false,
    };
}
