using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>
/// What is generated for the marked methods of a compilation, where the code of other marked methods calls it. While the generator runs, none of that is in the compilation, and the
/// calls mean nothing to the compiler. So what they call is derived first and added, and the compiler says what each call means.
/// </summary>
internal sealed class Compositions
{
    private const string Folder = "SymDiff.Composition/";

    // The texts that were derived last, whatever the compilation: an edit elsewhere leaves them as they are.
    private const int MostTexts = 64;

    private static readonly string Written = "/" + typeof(SymDiffGenerator).FullName + "/";
    private static readonly ConditionalWeakTable<SyntaxTree, HashSet<string>> Names = new();
    private static readonly List<(DifferentiableMethod Method, Derivation Derived)> Texts = [];

    private readonly ConcurrentDictionary<SyntaxNode, SyntaxTree> trees = new();
    private readonly List<(SyntaxTree[] Added, Compilation Compilation)> extended = [];
    private readonly Lazy<ILookup<string, IMethodSymbol>> owners;
    private readonly Lazy<Compilation> own;

    public Compositions(Compilation compilation)
    {
        own = new(() => compilation.SyntaxTrees.Where(IsWritten).ToList() is { Count: > 0 } written ? compilation.RemoveSyntaxTrees(written) : compilation);
        owners = new(() => own.Value.SyntaxTrees.SelectMany(tree => MarkedIn(tree, own.Value)).ToLookup(pair => pair.Name, pair => pair.Method, StringComparer.Ordinal));
    }

    /// <summary>The author's own code: an analyzer is also given what the generator has written.</summary>
    public Compilation Own => own.Value;

    /// <summary>Whether a file is of those that the generator gives to the compiler.</summary>
    public static bool IsWritten(SyntaxTree? tree) => tree?.FilePath.Replace('\\', '/').Contains(Written) == true;

    /// <summary>Whether a file was added so that calls of what is in it can be read.</summary>
    public static bool IsGenerated(SyntaxTree? tree) => tree?.FilePath.StartsWith(Folder, StringComparison.Ordinal) == true;

    /// <summary>Whether a variable has a name that its author, or that of the method from which it was generated, gave to it.</summary>
    public static bool IsNamedByAuthor(ISymbol variable) =>
        variable.DeclaringSyntaxReferences is not [{ SyntaxTree: var tree }, ..] || !Names.TryGetValue(tree, out var names) || names.Contains(variable.Name);

    /// <summary>The marked methods for which something of this name is generated.</summary>
    public IEnumerable<IMethodSymbol> OwnersOf(string name) => owners.Value[name];

    /// <summary>The author's code with files added to it.</summary>
    public Compilation With(IReadOnlyCollection<SyntaxTree> added)
    {
        lock (extended)
        {
            foreach (var (known, compilation) in extended)
            {
                if (known.Length == added.Count && known.All(added.Contains))
                    return compilation;
            }

            var result = Own.AddSyntaxTrees(added);
            extended.Add(([.. added], result));
            return result;
        }
    }

    /// <summary>The file that is generated for a method, written so that it can be differentiated once more; without one, what was derived says why.</summary>
    public (SyntaxTree? Tree, Derivation? Derived) FileOf(SyntaxNode declaration, IMethodSymbol method, Composition composition, CancellationToken cancellation)
    {
        if (trees.TryGetValue(declaration, out var known))
            return (known, null);
        if (MethodReader.Read(method, declaration, CompilationKnowledge.Of(Own), composition, cancellation).Method is not { } model)
            return (null, null);
        var derived = Derived(model with { Declaration = model.Declaration with { IsReadAgain = true } }, cancellation);
        if (derived.File is not { } file)
            return (null, derived);
        var tree = CSharpSyntaxTree.ParseText(file.Text, (CSharpParseOptions)declaration.SyntaxTree.Options, Folder + file.HintName, cancellationToken: cancellation);
        Names.Add(tree, new([.. model.Function.Variables.Concat(model.Callees.SelectMany(callee => callee.Variables)).Select(variable => variable.Name)], StringComparer.Ordinal));
        return (trees.GetOrAdd(declaration, tree), derived);
    }

    private static Derivation Derived(DifferentiableMethod method, CancellationToken cancellation)
    {
        lock (Texts)
        {
            var index = Texts.FindIndex(known => known.Method.Equals(method));
            if (index >= 0)
                return Texts[index].Derived;
        }

        var derived = Marked.Derive(method, cancellation);
        lock (Texts)
        {
            if (Texts.Count == MostTexts)
                Texts.RemoveAt(0);
            Texts.Add((method, derived));
        }

        return derived;
    }

    private static IEnumerable<(string Name, IMethodSymbol Method)> MarkedIn(SyntaxTree tree, Compilation compilation)
    {
        foreach (var node in tree.GetRoot().DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            // A name for the attribute of one's own is not looked through.
            if (node is not MethodDeclarationSyntax { AttributeLists.Count: > 0 } declaration
                || !declaration.AttributeLists.Any(static list => list.Attributes.Any(static attribute => attribute.Name.ToString().Contains("Differentiable")))
                || CompilationKnowledge.Of(compilation).ModelOf(tree).GetDeclaredSymbol(declaration) is not IMethodSymbol method
                || AttributeReader.Of(method, AttributeReader.Differentiable) is null)
                continue;
            foreach (var (name, _, _) in GeneratedNames.Of(method, AttributeReader.DerivativesOf(method), 0))
                yield return (name, method.PartialImplementationPart ?? method);
        }
    }
}
