using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SymDiff.Generator.Reading;

namespace SymDiff.Generator;

/// <summary>Writes a file of derivatives for each method marked <c>[Differentiable]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class SymDiffGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                AttributeReader.Differentiable,
                static (node, _) => node is MethodDeclarationSyntax,
                static (marked, cancellation) => Marked.Read(marked.TargetSymbol, marked.SemanticModel.Compilation, cancellation))
            .WithTrackingName("Read")
            .Select(static (method, cancellation) => method is null ? null : Marked.Derive(method, cancellation).File)
            .WithTrackingName("Derive");

        context.RegisterSourceOutput(files, static (output, file) =>
        {
            if (file is not null)
                output.AddSource(file.HintName + ".g.cs", SourceText.From(file.Text, Encoding.UTF8));
        });
    }
}
