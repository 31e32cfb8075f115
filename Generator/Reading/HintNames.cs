using System.Text;
using Microsoft.CodeAnalysis;

namespace SymDiff.Generator.Reading;

/// <summary>Names of generated files. They are compared without regard to case, and C# names are not.</summary>
internal static class HintNames
{
    public static string Of(IMethodSymbol method, CompilationKnowledge knowledge)
    {
        var name = new StringBuilder();
        Append(name, method.ContainingType, knowledge);
        name.Append('.').Append(method.Name);
        var rivals = knowledge.Methods(method.ContainingType, method.Name)
            .Where(other => AttributeReader.Of(other, AttributeReader.Differentiable) is not null)
            .ToList();
        if (rivals.Count > 1)
        {
            name.Append(Signature(method));
            var twins = rivals.FindAll(other => string.Equals(Signature(other), Signature(method), StringComparison.OrdinalIgnoreCase));
            AppendOrdinal(name, twins.FindIndex(other => SymbolEqualityComparer.Default.Equals(other, method)));
        }

        return name.ToString();
    }

    private static void Append(StringBuilder name, INamedTypeSymbol type, CompilationKnowledge knowledge)
    {
        INamespaceOrTypeSymbol home = type.ContainingType ?? (INamespaceOrTypeSymbol)type.ContainingNamespace;
        if (home is INamedTypeSymbol outer)
            Append(name, outer, knowledge);
        else
            name.Append(Valid(Names.Namespace(type.ContainingNamespace)));
        if (name.Length > 0)
            name.Append('.');
        name.Append(type.Name);
        if (type.Arity > 0)
            name.Append('{').Append(string.Join(",", type.TypeParameters.Select(parameter => parameter.Name))).Append('}');
        var twins = knowledge.Namesakes(home, type.Name).Where(other => other.Arity == type.Arity).ToList();
        AppendOrdinal(name, twins.FindIndex(other => SymbolEqualityComparer.Default.Equals(other, type)));
    }

    private static void AppendOrdinal(StringBuilder name, int index)
    {
        if (index > 0)
            name.Append('-').Append(index + 1);
    }

    private static string Signature(IMethodSymbol method)
    {
        var generics = method.Arity > 0 ? "{" + string.Join(",", method.TypeParameters.Select(parameter => parameter.Name)) + "}" : string.Empty;
        var parameters = method.Parameters.Select(parameter =>
            (parameter.RefKind == RefKind.None ? string.Empty : "ref ") + Valid(parameter.Type.ToDisplayString()));
        return generics + "(" + string.Join(",", parameters) + ")";
    }

    private static string Valid(string text)
    {
        var valid = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            valid.Append(character switch
            {
                '<' => '{',
                '>' => '}',
                '.' or ',' or '-' or '_' or '(' or ')' or '[' or ']' or '{' or '}' => character,
                ' ' => string.Empty,
                '@' => string.Empty,
                _ when char.IsLetterOrDigit(character) => character,
                _ => '_',
            });
        }

        return valid.ToString();
    }
}
