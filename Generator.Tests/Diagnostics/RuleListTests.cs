using System.Runtime.CompilerServices;
using SymDiff.Generator.Diagnostics;

namespace SymDiff.Generator.Tests.Diagnostics;

/// <summary>Every diagnostic has all that belongs to one.</summary>
public class RuleListTests
{
    // Those that no source brings about as long as SymDiff is right; and the one whose kinds are listed in a file of their own.
    private static readonly string[] withoutMethod = ["SYMDIFF002", "SYMDIFF011", "SYMDIFF012", "SYMDIFF099"];

    private static readonly string[] releases = ["AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md"];

    public static TheoryData<string> Ids => [.. Rules.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Has_a_test(string id)
    {
        if (!withoutMethod.Contains(id))
            Assert.Contains(typeof(RuleTests).GetMethods(), method => method.Name.StartsWith(id, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Has_a_page_and_a_link_to_it(string id)
    {
        var page = Path.Combine(Repository(), "docs", "diagnostics", id + ".md");
        var text = File.ReadAllText(page);

        Assert.StartsWith($"# {id}: ", text, StringComparison.Ordinal);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", Rules.Of(id).HelpLinkUri, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Has_a_release_line(string id)
    {
        var lines = releases.SelectMany(file => File.ReadAllLines(Path.Combine(Repository(), "Generator", file)));
        var rule = Rules.Of(id);

        Assert.Contains($"{id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}", lines);
    }

    [Fact]
    public void No_page_is_left_over()
    {
        var pages = Directory.GetFiles(Path.Combine(Repository(), "docs", "diagnostics"), "SYMDIFF*.md").Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(Rules.All.Select(rule => rule.Id).Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_message_has_its_words()
    {
        foreach (var rule in Rules.All)
        {
            var title = rule.Title.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Assert.False(title.EndsWith('.'), rule.Id);
            Assert.Contains("{0}", rule.MessageFormat.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }
    }

    private static string Repository([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(thisFile, "..", "..", ".."));
}
