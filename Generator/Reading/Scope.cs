using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymDiff.Generator.Reading;

/// <summary>
/// What a simple name means in a generated part of a type, which stands in the type's own namespace but has no using directive of the
/// author's file other than <c>using System;</c>.
/// </summary>
internal sealed class Scope(INamedTypeSymbol type, CompilationKnowledge knowledge)
{
    private readonly ConcurrentDictionary<string, ImmutableArray<ISymbol>> found = new();

    private TypeTexts? texts;
    private TypeTexts? nullableTexts;

    public INamedTypeSymbol Type { get; } = type;

    public Compilation Compilation => knowledge.Compilation;

    /// <summary>Types as they are named here.</summary>
    public TypeTexts Texts(bool hasNullable) => hasNullable
        ? nullableTexts ??= new TypeTexts(this, hasNullable: true, ValueObjects.None)
        : texts ??= new TypeTexts(this, hasNullable: false, ValueObjects.None);

    /// <summary>The same where the objects of some classes are values.</summary>
    public TypeTexts Texts(bool hasNullable, ValueObjects objects) => objects.IsEmpty ? Texts(hasNullable) : new TypeTexts(this, hasNullable, objects);

    /// <summary>Whether code in the type may use the symbol.</summary>
    public bool CanAccess(ISymbol symbol) => Compilation.IsSymbolAccessibleWithin(symbol, Type);

    /// <summary>Whether the simple name of a type means that type.</summary>
    public bool Finds(INamedTypeSymbol other)
    {
        var hits = Lookup(other.Name);
        if (!hits.IsEmpty)
            return hits.All(hit => hit is INamedTypeSymbol) && hits.Any(hit => Same(hit, other));
        return other.ContainingType is null && IsSystem(other.ContainingNamespace) && IsUnrivalled(other);
    }

    /// <summary>Whether the simple name of a static member means that member.</summary>
    public bool FindsMember(ISymbol member)
    {
        var hits = Lookup(member.Name);
        return hits.Any(hit => Same(hit, member)) && hits.All(hit => hit.Kind == member.Kind);
    }

    /// <summary>
    /// The innermost things of that name in the containing types and namespaces; empty where only a using directive could give one.
    /// </summary>
    public ImmutableArray<ISymbol> Lookup(string name) => found.GetOrAdd(name, Search);

    private static bool Same(ISymbol one, ISymbol other) =>
        SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, other.OriginalDefinition);

    private static bool IsSystem(INamespaceSymbol? space) => space is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>
    /// Whether no using directive brings a second type of that name: a global one holds in the generated file too. What stands in the
    /// containing types and namespaces has been looked at before, so the answer is the same for all types beside this one.
    /// </summary>
    public bool IsUnrivalled(INamedTypeSymbol other)
    {
        if (Type.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not TypeDeclarationSyntax declaration)
            return false;
        var around = declaration.Ancestors().First(node => node is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax);
        return knowledge.IsUnrivalled(around, other, () =>
        {
            var visible = knowledge.ModelOf(declaration.SyntaxTree).LookupNamespacesAndTypes(declaration.Identifier.SpanStart, name: other.Name);
            return visible.All(symbol => Same(symbol, other) || symbol is INamedTypeSymbol { Arity: var arity } && arity != other.Arity);
        });
    }

    private ImmutableArray<ISymbol> Search(string name)
    {
        for (var outer = Type; outer is not null; outer = outer.ContainingType)
        {
            var members = ImmutableArray.CreateBuilder<ISymbol>();
            for (var one = outer; one is not null && one.SpecialType != SpecialType.System_Object; one = one.BaseType)
                members.AddRange(one.GetMembers(name));
            members.AddRange(outer.TypeParameters.Where(parameter => parameter.Name == name));
            if (outer.Name == name)
                members.Add(outer);
            if (members.Count > 0)
                return members.ToImmutable();
        }

        for (var space = Type.ContainingNamespace; space is not null; space = space.ContainingNamespace)
        {
            var members = ImmutableArray.CreateRange<ISymbol>((Compilation.GetCompilationNamespace(space) ?? space).GetMembers(name));
            if (!members.IsEmpty)
                return members;
        }

        return ImmutableArray<ISymbol>.Empty;
    }
}
