using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymDiff.Generator.Model;
using SymDiff.Generator.Reading;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Reading;

/// <summary>Reads the first marked method of a source.</summary>
internal static class Reader
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Diagnostics; using System.Linq; using SymDiff;\n";

    /// <summary>Members of a class <c>C</c>, as text of the model of the marked one.</summary>
    public static string Body(string members, bool isAsWritten = false) => ModelText.Of(Method(members), isAsWritten);

    public static DifferentiableMethod Method(string members)
    {
        var reading = Source(Usings + "namespace N;\npublic partial class C\n{\n" + members + "\n}\n");
        Assert.Empty(reading.Problems);
        return reading.Method!;
    }

    /// <summary>The problems of a class's marked member: rule, words and the text they stand at.</summary>
    public static string[] Problems(string members)
    {
        var reading = Source(Usings + "namespace N;\npublic partial class C\n{\n" + members + "\n}\n");
        Assert.Null(reading.Method);
        return
        [
            .. reading.Problems.Select(problem =>
            {
                var location = reading.Sites[problem.Site];
                return $"{problem.Rule} at {location.SourceTree!.GetText(TestContext.Current.CancellationToken).GetSubText(location.SourceSpan)}: {string.Join(" | ", problem.Words)}";
            }),
        ];
    }

    public static Generator.Reading.Reading Source(string source, Consumer? consumer = null)
    {
        var compilation = (consumer ?? new Consumer()).Compile(source);
        return MethodReader.Read(Marked(compilation), compilation, TestContext.Current.CancellationToken);
    }

    private static IMethodSymbol Marked(Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.First();
        var declaration = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .First(method => method.AttributeLists.ToString().Contains("Differentiable", StringComparison.Ordinal));
        return (IMethodSymbol)compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration)!;
    }
}
