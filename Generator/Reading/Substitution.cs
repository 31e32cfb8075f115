using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SymDiff.Generator.Reading;

/// <summary>What the type parameters of a called method stand for.</summary>
internal sealed class Substitution
{
    private readonly Dictionary<ITypeParameterSymbol, ITypeSymbol> arguments = new(SymbolEqualityComparer.Default);
    private readonly Compilation compilation;

    private Substitution(Compilation compilation) => this.compilation = compilation;

    /// <summary>The type arguments of a constructed method and its containing types; null where there are none.</summary>
    public static Substitution? Of(IMethodSymbol method, Substitution? outer, Compilation compilation)
    {
        var substitution = new Substitution(compilation);
        substitution.Add(method.TypeParameters, method.TypeArguments, outer);
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
            substitution.Add(type.TypeParameters, type.TypeArguments, outer);
        return substitution.arguments.Count == 0 ? outer : substitution;
    }

    public ITypeSymbol Apply(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => arguments.TryGetValue(parameter, out var argument) ? argument : type,
        IArrayTypeSymbol array => compilation.CreateArrayTypeSymbol(Apply(array.ElementType), array.Rank),
        INamedTypeSymbol { IsTupleType: true } tuple => compilation.CreateTupleTypeSymbol(
            ImmutableArray.CreateRange(tuple.TupleElements, element => Apply(element.Type)),
            ImmutableArray.CreateRange(tuple.TupleElements, element => element.IsExplicitlyNamedTupleElement ? element.Name : null)),
        INamedTypeSymbol { IsGenericType: true, IsUnboundGenericType: false, ContainingType: null } named =>
            named.ConstructedFrom.Construct([.. named.TypeArguments.Select(Apply)]),
        INamedTypeSymbol { IsGenericType: true, IsUnboundGenericType: false, ContainingType: { } around } nested => Nested(nested, (INamedTypeSymbol)Apply(around)),
        _ => type,
    };

    /// <summary>The type arguments as one text, to tell one construction from another.</summary>
    public string Text => string.Join(",", arguments
        .Select(pair => pair.Key.Name + "=" + pair.Value.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))
        .OrderBy(text => text, StringComparer.Ordinal));

    private INamedTypeSymbol Nested(INamedTypeSymbol type, INamedTypeSymbol around)
    {
        var definition = SymbolEqualityComparer.Default.Equals(around, type.ContainingType) ? type.ConstructedFrom : around.GetTypeMembers(type.Name, type.Arity)[0];
        return type.Arity == 0 ? definition : definition.Construct([.. type.TypeArguments.Select(Apply)]);
    }

    private void Add(IReadOnlyList<ITypeParameterSymbol> parameters, IReadOnlyList<ITypeSymbol> given, Substitution? outer)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            var key = parameters[i].OriginalDefinition as ITypeParameterSymbol ?? parameters[i];
            var value = outer?.Apply(given[i]) ?? given[i];
            if (!SymbolEqualityComparer.Default.Equals(key, value))
                arguments[key] = value;
        }

        if (outer is null)
            return;
        foreach (var pair in outer.arguments)
        {
            if (!arguments.ContainsKey(pair.Key))
                arguments.Add(pair.Key, pair.Value);
        }
    }
}
