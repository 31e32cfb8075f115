using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymDiff.Generator.Reading;

/// <summary>The methods marked <c>[DerivativeOf]</c>, in the compilation's own source and in the assemblies that know the attribute.</summary>
internal sealed class DerivativeRules
{
    private const string AttributeName = "SymDiff.DerivativeOfAttribute";

    // An edit replaces one tree: the others, and the referenced assemblies, need not be searched again.
    private static readonly ConditionalWeakTable<SyntaxTree, MethodDeclarationSyntax[]> Marked = new();
    private static readonly ConditionalWeakTable<IAssemblySymbol, IMethodSymbol[]> Referenced = new();
    private static readonly DerivativeRules None = new();

    private readonly Dictionary<(ISymbol Type, string Name), List<IMethodSymbol>> rules = [];

    public static DerivativeRules Of(CompilationKnowledge knowledge)
    {
        var compilation = knowledge.Compilation;
        var attributes = compilation.GetTypesByMetadataName(AttributeName);
        if (attributes.IsEmpty)
            return None;
        var found = new DerivativeRules();
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var declaration in Marked.GetValue(tree, static tree => Search(tree.GetRoot())))
            {
                if (knowledge.ModelOf(tree).GetDeclaredSymbol(declaration) is IMethodSymbol method)
                    found.Add(method);
            }
        }

        var homes = new HashSet<string>(attributes.Select(attribute => attribute.ContainingAssembly.Name), StringComparer.Ordinal);
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => homes.Contains(reference.Name))))
            {
                foreach (var method in Referenced.GetValue(assembly, static assembly => Search(assembly.GlobalNamespace)))
                    found.Add(method);
            }
        }

        return found;
    }

    /// <summary>The rule for a method, or null.</summary>
    public IMethodSymbol? For(IMethodSymbol method) =>
        rules.Count > 0 && rules.TryGetValue((method.ContainingType.OriginalDefinition, method.Name), out var candidates)
            ? candidates.Find(candidate => Matches(candidate, method))
            : null;

    /// <summary>Whether the rule has a parameter more than the function, which receives the function's value.</summary>
    public static bool TakesResult(IMethodSymbol rule, IMethodSymbol method) => rule.Parameters.Length == method.Parameters.Length + 1;

    /// <summary>The attributes by which a method says whose derivative it is.</summary>
    public static IEnumerable<AttributeData> Attributes(IMethodSymbol method) =>
        method.GetAttributes().Where(attribute => attribute.AttributeClass?.ToDisplayString() == AttributeName);

    /// <summary>How many partial derivatives there are of a function.</summary>
    public static int PartialsOf(IMethodSymbol method) => method.Parameters.Count(parameter => IsReal(parameter.Type));

    private static bool Matches(IMethodSymbol rule, IMethodSymbol method) =>
        HasParametersOf(method, rule) && GivesPartials(rule.ReturnType, PartialsOf(method));

    /// <summary>Whether a rule has a function's parameters, and after them at most its value.</summary>
    public static bool HasParametersOf(IMethodSymbol method, IMethodSymbol rule)
    {
        var extra = rule.Parameters.Length - method.Parameters.Length;
        if (!method.IsStatic || extra < 0 || extra > 1 || (extra == 1 && rule.Parameters[^1].Name != "result"))
            return false;
        for (var i = 0; i < method.Parameters.Length; i++)
        {
            if (!SymbolEqualityComparer.Default.Equals(rule.Parameters[i].Type, method.Parameters[i].Type))
                return false;
        }

        return true;
    }

    /// <summary>Whether there is one partial for each real parameter: the number itself where there is one, a tuple where there are several.</summary>
    public static bool GivesPartials(ITypeSymbol type, int count) => count == 1
        ? IsReal(type)
        : type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Length == count && tuple.TupleElements.All(element => IsReal(element.Type));

    private static bool IsReal(ITypeSymbol type) => type.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    private static MethodDeclarationSyntax[] Search(SyntaxNode root) =>
    [
        .. root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<MethodDeclarationSyntax>()
            .Where(static method => method.AttributeLists.Any(static list => list.Attributes.Any(static attribute =>
                attribute.Name.ToString().Contains("DerivativeOf")))),
    ];

    private static IMethodSymbol[] Search(INamespaceSymbol space) =>
        [.. space.GetTypeMembers().SelectMany(Search), .. space.GetNamespaceMembers().SelectMany(Search)];

    private static IEnumerable<IMethodSymbol> Search(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>().Where(method => method.IsStatic && Attributes(method).Any())
            .Concat(type.GetTypeMembers().SelectMany(Search));

    private void Add(IMethodSymbol rule)
    {
        foreach (var attribute in Attributes(rule))
        {
            if (attribute.ConstructorArguments is not [{ Value: INamedTypeSymbol type }, { Value: string name }] || !rule.IsStatic)
                continue;
            var key = (type.OriginalDefinition, name);
            if (!rules.TryGetValue(key, out var list))
                rules.Add(key, list = []);
            list.Add(rule);
        }
    }
}
