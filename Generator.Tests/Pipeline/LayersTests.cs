using System.Runtime.CompilerServices;

namespace SymDiff.Generator.Tests.Pipeline;

public class LayersTests
{
    /// <summary>What travels and what calculates knows nothing of the compiler, so it can be tested without one, and cached.</summary>
    [Theory]
    [MemberData(nameof(Layers))]
    public void Only_reading_and_reporting_know_the_compiler(string layer)
    {
        var generator = Path.Combine(Repository(), "Generator");
        var files = Directory.GetFiles(Path.Combine(generator, layer), "*.cs", SearchOption.AllDirectories)
            .Append(Path.Combine(generator, "GlobalUsings.cs"));

        Assert.DoesNotContain(files, file => File.ReadAllText(file).Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    public static TheoryData<string> Layers() =>
    [
        .. Directory.GetDirectories(Path.Combine(Repository(), "Generator")).Select(path => Path.GetFileName(path))
            .Except(["Reading", "Diagnostics", "bin", "obj"]),
    ];

    private static string Repository([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(thisFile, "..", "..", ".."));
}
