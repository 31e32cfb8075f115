using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace SymDiff.Generator.Tests.Package;

/// <summary>The page of derivations that the sample writes: complete in itself, and typeset without an error in a browser, where there is one.</summary>
public sealed partial class DerivationPageTests : IDisposable
{
    private static readonly string[] browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge"];

    private readonly string directory = Directory.CreateTempSubdirectory("symdiff-page-").FullName;

    [Fact]
    public async Task Needs_nothing_beside_it()
    {
        var page = await File.ReadAllTextAsync(await Page(), TestContext.Current.CancellationToken);

        Assert.DoesNotMatch("""<(link|img|iframe)\b|<script[^>]* src|url\((?!data:)|\{\{""", Script().Replace(page, "<script>"));
        foreach (var method in (string[])["PathGradient", "TotalGradient", "ToStandardNormalGradient"])
            Assert.Contains(method, page, StringComparison.Ordinal);
        Assert.True(Formula().Count(page) >= 5);
    }

    [Fact]
    public async Task Every_formula_is_typeset()
    {
        var browser = Browser();
        Assert.SkipWhen(browser is null, "There is no Chromium on this machine.");
        var page = await Page();
        var formulas = Formula().Count(await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken));

        var document = await Document(browser!, page);

        Assert.Contains($"data-formulas=\"{formulas}\"", document, StringComparison.Ordinal);
        Assert.Contains("data-errors=\"0\"", document, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"katex-error\"", document, StringComparison.Ordinal);
        Assert.Equal(formulas, document.Split("<span class=\"katex-display fleqn\">").Length - 1);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private async Task<string> Page()
    {
        // Beside this test's own program stands that of the sample, built the same way.
        var built = Path.GetRelativePath(Path.Combine(Repository(), "Generator.Tests"), AppContext.BaseDirectory);
        await DotNet.Run(directory, Path.Combine(Repository(), "Sample", built, "SymDiff.Sample.dll"), directory);
        return Path.Combine(directory, "derivations.html");
    }

    // The page as it is when its scripts have run.
    private async Task<string> Document(string browser, string page)
    {
        var start = new ProcessStartInfo(
            browser,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--user-data-dir=" + Path.Combine(directory, "browser"), "--dump-dom", new Uri(page).AbsoluteUri,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.WaitForExitAsync(cancellation).WaitAsync(TimeSpan.FromMinutes(2), cancellation);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(process.ExitCode == 0, await errors);
        return await output;
    }

    private static string? Browser() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => browsers.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
        .FirstOrDefault(File.Exists);

    private static string Repository([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(thisFile, "..", "..", ".."));

    [GeneratedRegex("""<div class="derivation">""")]
    private static partial Regex Formula();

    [GeneratedRegex("<script>.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script();
}
