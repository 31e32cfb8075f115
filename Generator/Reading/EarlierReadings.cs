using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>
/// What has been read of a compilation. After an edit every marked method is asked for again, and binding them all anew costs far more than all else; where
/// nothing but comments was edited the next compilation takes over what was read of this one. Anything else means that all of it is read again: what a
/// method's code means may depend on any declaration anywhere.
/// </summary>
internal sealed class EarlierReadings
{
    // Projects may share their options, and the one edited last is not always the one edited next.
    private const int MostRemembered = 4;

    // An edit leaves the options as they are. Nothing here holds a compilation.
    private static readonly ConditionalWeakTable<CompilationOptions, List<EarlierReadings>> Remembered = new();

    private readonly ImmutableArray<SyntaxTree> trees;
    private readonly ImmutableArray<MetadataReference> references;
    private readonly string? assembly;
    private readonly Dictionary<SyntaxTree, int> places = [];
    private readonly Dictionary<SyntaxTree, int[]> starts = [];
    private readonly Dictionary<long, DifferentiableMethod?> methods;

    private EarlierReadings(CSharpCompilation compilation, Dictionary<long, DifferentiableMethod?>? methods)
    {
        trees = compilation.SyntaxTrees;
        references = compilation.References.ToImmutableArray();
        assembly = compilation.AssemblyName;
        this.methods = methods ?? [];
        for (var i = 0; i < trees.Length; i++)
            places.Add(trees[i], i);
    }

    /// <summary>The readings of a compilation, those of an earlier one if that was the same but for comments.</summary>
    public static EarlierReadings Of(CSharpCompilation compilation, CancellationToken cancellation)
    {
        var remembered = Remembered.GetOrCreateValue(compilation.Options);
        lock (remembered)
        {
            var index = remembered.FindIndex(earlier => earlier.IsFor(compilation, cancellation));
            var readings = new EarlierReadings(compilation, index < 0 ? null : remembered[index].methods);
            if (index >= 0 || remembered.Count == MostRemembered)
                remembered.RemoveAt(Math.Max(index, 0));
            remembered.Add(readings);
            return readings;
        }
    }

    /// <summary>The model of a method, if it was read before; null in it where there was nothing to read.</summary>
    public bool TryGet(IMethodSymbol method, out DifferentiableMethod? model)
    {
        model = null;
        if (KeyOf(method) is not { } key)
            return false;
        lock (methods)
            return methods.TryGetValue(key, out model);
    }

    public void Add(IMethodSymbol method, DifferentiableMethod? model)
    {
        if (KeyOf(method) is not { } key)
            return;
        lock (methods)
            methods[key] = model;
    }

    private bool IsFor(CSharpCompilation compilation, CancellationToken cancellation)
    {
        var others = compilation.SyntaxTrees;
        if (assembly != compilation.AssemblyName || trees.Length != others.Length || !references.SequenceEqual(compilation.References))
            return false;
        for (var i = 0; i < trees.Length; i++)
        {
            if (!CommentEdit.IsAll(trees[i], others[i], cancellation))
                return false;
        }

        return true;
    }

    // The file, and which of the file's methods it is: the same in all versions that differ in comments only.
    private long? KeyOf(IMethodSymbol method)
    {
        var declarations = (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences;
        if (declarations.IsEmpty || !places.TryGetValue(declarations[0].SyntaxTree, out var place))
            return null;
        lock (starts)
        {
            if (!starts.TryGetValue(trees[place], out var positions))
                starts.Add(trees[place], positions = Positions(trees[place].GetRoot()));
            var index = Array.BinarySearch(positions, declarations[0].Span.Start);
            return index < 0 ? null : ((long)place << 32) + index;
        }
    }

    private static int[] Positions(SyntaxNode root)
    {
        var positions = new List<int>();
        foreach (var node in root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            if (node is MethodDeclarationSyntax)
                positions.Add(node.SpanStart);
        }

        return [.. positions];
    }
}
