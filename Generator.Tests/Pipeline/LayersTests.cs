using System.Runtime.CompilerServices;

namespace SymDiff.Generator.Tests.Pipeline;

public class LayersTests
{
    /// <summary>
    /// What travels and what calculates knows nothing of the compiler, so it can be tested without one, and cached. Writing may ask it
    /// which words are keywords.
    /// </summary>
    [Theory]
    [MemberData(nameof(Layers))]
    public void What_calculates_does_not_know_the_compiler(string layer)
    {
        var generator = Path.Combine(Repository(), "Generator");
        var files = Directory.GetFiles(Path.Combine(generator, layer), "*.cs", SearchOption.AllDirectories)
            .Append(Path.Combine(generator, "GlobalUsings.cs"));

        Assert.DoesNotContain(files, file => File.ReadAllText(file).Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    public static TheoryData<string> Layers() =>
    [
        .. Directory.GetDirectories(Path.Combine(Repository(), "Generator")).Select(path => Path.GetFileName(path))
            .Except(["Reading", "Diagnostics", "Writing", "bin", "obj"]),
    ];

    private static string Repository([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(thisFile, "..", "..", ".."));
}
