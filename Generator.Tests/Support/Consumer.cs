using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SymDiff.Generator.Tests.Support;

/// <summary>The project that a user's source is compiled in.</summary>
/// <param name="Language">The C# version.</param>
internal sealed record Consumer(LanguageVersion Language = LanguageVersion.Latest)
{
    private static readonly MetadataReference SymDiff = MetadataReference.CreateFromFile(typeof(DifferentiableAttribute).Assembly.Location);
    private static readonly Lazy<MetadataReference[]> CurrentFramework = new(() => [.. PlatformAssemblies().Select(Reference), SymDiff]);
    private static readonly Lazy<MetadataReference[]> NetStandard = new(() => [.. NetStandardAssemblies().Select(Reference), SymDiff]);

    /// <summary>Whether it is built for .NET Standard 2.0, where there is no <c>MathF</c> and no <c>Span</c>.</summary>
    public bool IsNetStandard { get; init; }

    /// <summary>Whether integer arithmetic is checked where the source does not say.</summary>
    public bool ChecksOverflow { get; init; }

    /// <summary>Other assemblies that it references.</summary>
    public IReadOnlyList<MetadataReference> References { get; init; } = [];

    /// <summary>Every C# version that a project can have, from the one that .NET Framework has by default.</summary>
    public static TheoryData<LanguageVersion> LanguageVersions =>
        [.. Enum.GetValues<LanguageVersion>().Where(version => version is >= LanguageVersion.CSharp7_3 and < LanguageVersion.LatestMajor)];

    public CSharpParseOptions ParseOptions => new(Language, DocumentationMode.Diagnose);

    /// <summary>Compiles source text, with warnings as errors.</summary>
    public CSharpCompilation Compile(string source) => CSharpCompilation.Create(
        "Consumer",
        [CSharpSyntaxTree.ParseText(source, ParseOptions, "Source.cs")],
        [.. (IsNetStandard ? NetStandard : CurrentFramework).Value, .. References],
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: true,
            checkOverflow: ChecksOverflow,
            generalDiagnosticOption: ReportDiagnostic.Error,
            nullableContextOptions: Language >= LanguageVersion.CSharp8 ? NullableContextOptions.Enable : NullableContextOptions.Disable,
            specificDiagnosticOptions:
            [
                // What the SDK suppresses in every project, and documentation, which is not asked of a test's own source.
                new("CS1701", ReportDiagnostic.Suppress),
                new("CS1702", ReportDiagnostic.Suppress),
                new("CS1591", ReportDiagnostic.Suppress),
            ]));

    private static MetadataReference Reference(string path) => MetadataReference.CreateFromFile(path);

    private static IEnumerable<string> PlatformAssemblies()
    {
        // The list holds the test's own packages too, which a consumer does not have.
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == framework);
    }

    private static string[] NetStandardAssemblies() => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "netstandard2.0"), "*.dll");
}
