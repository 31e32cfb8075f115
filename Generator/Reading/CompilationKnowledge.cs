using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SymDiff.Generator.Reading;

/// <summary>
/// What is looked up once per compilation and shared by all methods read from it. It lives as long as the compilation does.
/// </summary>
internal sealed class CompilationKnowledge
{
    private static readonly ConditionalWeakTable<Compilation, CompilationKnowledge> Known = new();

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> models = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, Scope> scopes = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<(SyntaxNode Around, string Type), bool> unrivalled = new();
    private readonly ConcurrentDictionary<ISymbol, ILookup<string, INamedTypeSymbol>> namesakes = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ILookup<string, IMethodSymbol>> methods = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<string, INamedTypeSymbol?> types = new();
    private readonly Lazy<DerivativeRules> rules;
    private readonly Lazy<Compositions> compositions;
    private EarlierReadings? readings;

    private CompilationKnowledge(Compilation compilation)
    {
        Compilation = compilation;
        rules = new(() => DerivativeRules.Of(this));
        compositions = new(() => new Compositions(Compilation));
    }

    public Compilation Compilation { get; }

    public bool HasMathF => Find("System.MathF") is not null;

    public bool HasSinCos => Find("System.Math")?.GetMembers("SinCos").IsEmpty == false;

    public bool HasArrayPool => Find("System.Buffers.ArrayPool`1") is not null;

    /// <summary>Whether arrays can be handed on as spans.</summary>
    public bool HasSpan => Find("System.Span`1") is not null && Find("System.MemoryExtensions") is not null;

    /// <summary>The author's own derivatives.</summary>
    public DerivativeRules Rules => rules.Value;

    /// <summary>What is generated for its marked methods, where other marked methods call it.</summary>
    public Compositions Compositions => compositions.Value;

    /// <summary>What has been read of it, or of an earlier compilation with the same code.</summary>
    public EarlierReadings Readings(CancellationToken cancellation) => readings ??= EarlierReadings.Of((CSharpCompilation)Compilation, cancellation);

    public static CompilationKnowledge Of(Compilation compilation) =>
        Known.GetValue(compilation, static compilation => new CompilationKnowledge(compilation));

    /// <summary>One model for each file: a new one would bind the same bodies again.</summary>
    public SemanticModel ModelOf(SyntaxTree tree) => models.GetOrAdd(tree, tree => Compilation.GetSemanticModel(tree));

    /// <summary>Whether a name means one type only among the using directives of a namespace declaration or a file.</summary>
    public bool IsUnrivalled(SyntaxNode around, INamedTypeSymbol type, Func<bool> search) =>
        unrivalled.GetOrAdd((around, type.ToDisplayString()), _ => search());

    /// <summary>The types in a namespace or type whose names differ from this one's in case at most.</summary>
    public IEnumerable<INamedTypeSymbol> Namesakes(INamespaceOrTypeSymbol home, string name) =>
        namesakes.GetOrAdd(home, _ => home.GetTypeMembers().ToLookup(type => type.Name, StringComparer.OrdinalIgnoreCase))[name];

    /// <summary>The methods of a type whose names differ from this one in case at most.</summary>
    public IEnumerable<IMethodSymbol> Methods(INamedTypeSymbol home, string name) =>
        methods.GetOrAdd(home, _ => home.GetMembers().OfType<IMethodSymbol>().ToLookup(method => method.Name, StringComparer.OrdinalIgnoreCase))[name];

    /// <summary>The type of this full name, the first where several assemblies have one. All references are searched for it.</summary>
    public INamedTypeSymbol? Find(string metadataName) =>
        types.GetOrAdd(metadataName, name => Compilation.GetTypesByMetadataName(name) is [var type, ..] ? type : null);

    public Scope ScopeOf(INamedTypeSymbol type) => scopes.GetOrAdd(type, type => new Scope(type, this));
}
