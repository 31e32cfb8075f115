using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymDiff.Generator.Tests.Constructs;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Consumers;

/// <summary>The same source gives the same text, byte for byte, wherever and whenever.</summary>
public class DeterminismTests
{
    private static readonly Consumer consumer = new();
    private static readonly Lazy<Dictionary<string, string>> expected = new(() => Generate(Trees()));

    /// <summary>Another decimal sign, another minus sign, other digits, another i.</summary>
    [Theory]
    [InlineData("fi-FI")]
    [InlineData("sv-SE")]
    [InlineData("ar-SA")]
    [InlineData("tr-TR")]
    public void Does_not_depend_on_the_culture(string name)
    {
        var invariant = expected.Value;
        var (culture, userInterface) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(name);
            AssertSame(invariant, Generate(Trees()));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, userInterface);
        }
    }

    [Fact]
    public void Does_not_depend_on_the_order_of_files() => AssertSame(expected.Value, Generate([.. Trees().Reverse()]));

    [Fact]
    public void Does_not_depend_on_what_else_is_in_the_file()
    {
        AssertSame(expected.Value, Generate([Tree("All", Gallery.SourceFor(consumer.Language))]));
    }

    [Fact]
    public void Does_not_depend_on_line_ends()
    {
        var trees = Gallery.All.Select(construct => Tree(construct.Name, construct.Source.Replace("\n", "\r\n", StringComparison.Ordinal)));

        // What is inside a raw string is the author's.
        AssertSame(expected.Value, Generate([.. trees]), except: "RawStrings");
    }

    [Fact]
    public void Every_run_gives_the_same() => AssertSame(expected.Value, Generate(Trees()));

    private static SyntaxTree[] Trees() => [.. Gallery.All.Select(construct => Tree(construct.Name, construct.Source))];

    private static SyntaxTree Tree(string name, string source) => CSharpSyntaxTree.ParseText(
        source, consumer.ParseOptions, name + ".cs", cancellationToken: TestContext.Current.CancellationToken);

    private static Dictionary<string, string> Generate(SyntaxTree[] trees)
    {
        var compilation = consumer.Compile("").RemoveAllSyntaxTrees().AddSyntaxTrees(trees);
        var driver = CSharpGeneratorDriver.Create([new SymDiffGenerator().AsSourceGenerator()], parseOptions: consumer.ParseOptions)
            .RunGenerators(compilation, TestContext.Current.CancellationToken);
        return driver.GetRunResult().Results.Single().GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString());
    }

    private static void AssertSame(Dictionary<string, string> expected, Dictionary<string, string> actual, string except = "-")
    {
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, text) in expected.Where(file => !file.Key.StartsWith(except, StringComparison.Ordinal)))
            Assert.Equal(text, actual[name]);
    }
}
