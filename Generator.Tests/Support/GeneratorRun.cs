using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SymDiff.Generator.Tests.Support;

/// <summary>What the generator and the analyzer make of a source text.</summary>
internal sealed class GeneratorRun
{
    private readonly CSharpCompilation output;

    private GeneratorRun(CSharpCompilation input, GeneratorDriver driver)
    {
        Input = input;
        Driver = driver.RunGeneratorsAndUpdateCompilation(input, out var updated, out var failures, TestContext.Current.CancellationToken);
        output = (CSharpCompilation)updated;
        Files = [.. Driver.GetRunResult().Results.SelectMany(result => result.GeneratedSources)];
        GeneratorDiagnostics = failures;
    }

    /// <summary>The compilation that the generator ran on.</summary>
    public CSharpCompilation Input { get; }

    public GeneratorDriver Driver { get; }

    /// <summary>The generated files.</summary>
    public ImmutableArray<GeneratedSourceResult> Files { get; }

    /// <summary>What the generator itself reported; an exception in it stands here as CS8785.</summary>
    public ImmutableArray<Diagnostic> GeneratorDiagnostics { get; }

    /// <summary>The only generated file.</summary>
    public string Text => Assert.Single(Files).SourceText.ToString();

    public static GeneratorRun Of(string source, LanguageVersion language) => Of(source, new Consumer(language));

    public static GeneratorRun Of(string source, Consumer? consumer = null)
    {
        consumer ??= new Consumer();
        var driver = CSharpGeneratorDriver.Create(
            [new SymDiffGenerator().AsSourceGenerator()],
            parseOptions: consumer.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return new GeneratorRun(consumer.Compile(source), driver);
    }

    /// <summary>Errors and warnings of the compiler, in the source and in the generated files.</summary>
    public ImmutableArray<Diagnostic> CompilerDiagnostics() => Visible(output);

    /// <summary>The same, as if the generated files did not switch warnings off.</summary>
    public ImmutableArray<Diagnostic> CandidDiagnostics()
    {
        var candid = output;
        foreach (var tree in output.SyntaxTrees.Except(Input.SyntaxTrees))
        {
            var lines = tree.ToString().Split('\n').Select(line => line.StartsWith("#pragma warning disable", StringComparison.Ordinal) ? "" : line);
            candid = candid.ReplaceSyntaxTree(
                tree, CSharpSyntaxTree.ParseText(string.Join('\n', lines), (CSharpParseOptions)tree.Options, "Candid" + tree.FilePath));
        }

        return Visible(candid);
    }

    /// <summary>What the analyzer reports, in the order of the source.</summary>
    public async Task<ImmutableArray<Diagnostic>> Reports()
    {
        // As in an editor: generated code is in the compilation, so that names declared there are known.
        var reports = await output.WithOptions(output.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default))
            .WithAnalyzers([new DifferentiableAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. reports.OrderBy(report => report.Location.SourceSpan.Start).ThenBy(report => report.Id, StringComparer.Ordinal)];
    }

    /// <summary>
    /// The compiler has no error and no warning, the generator did not fail, and all that it does is cached. Every test of output holds this.
    /// </summary>
    public GeneratorRun AssertSound()
    {
        Assert.True(GeneratorDiagnostics.IsEmpty, string.Join('\n', GeneratorDiagnostics));
        AssertNone(CompilerDiagnostics());
        Caching.AssertCached(this);
        return this;
    }

    /// <summary>The code, compiled and loaded; sound first.</summary>
    public CompiledCode Load()
    {
        AssertSound();
        using var image = new MemoryStream();
        var result = output.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        AssertNone(result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        image.Position = 0;
        return new CompiledCode(image);
    }

    private static ImmutableArray<Diagnostic> Visible(Compilation compilation) =>
    [
        .. compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning),
    ];

    private void AssertNone(IEnumerable<Diagnostic> diagnostics)
    {
        var lines = string.Join('\n', diagnostics);
        if (lines.Length > 0)
            Assert.Fail(lines + "\n\n" + string.Join('\n', Files.Select(file => file.SourceText)));
    }
}
