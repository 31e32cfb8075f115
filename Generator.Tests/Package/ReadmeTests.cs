using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Package;

/// <summary>What the README shows as generated is generated from the method that it shows beside it.</summary>
public partial class ReadmeTests
{
    [Fact]
    public void Shows_what_is_generated()
    {
        var blocks = Block().Matches(File.ReadAllText(Readme())).Select(block => block.Groups[1].Value.TrimEnd()).ToList();
        var run = GeneratorRun.Of(blocks.First(block => block.Contains("[Differentiable", StringComparison.Ordinal)));
        run.AssertSound();
        var written = run.Files.Select(file => Plain(file.SourceText.ToString())).ToList();

        var shown = blocks.Where(block => block.Contains("GeneratedCode(", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, shown.Count);
        Assert.All(shown, block => Assert.Contains(written, file => file.Contains(Plain(block), StringComparison.Ordinal)));
    }

    // As it is read: without indentation, and a letter with its accent as one character or as two.
    private static string Plain(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim())).Normalize();

    private static string Readme([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(thisFile, "..", "..", "..", "README.md"));

    [GeneratedRegex(@"^```csharp\r?\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
