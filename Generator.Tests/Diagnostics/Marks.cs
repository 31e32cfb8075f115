using System.Text.RegularExpressions;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Diagnostics;

/// <summary>Sources in which the expected diagnostics are marked: <c>{|SYMDIFF003:Foo(x)|}</c>.</summary>
internal static partial class Marks
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; using System.Threading.Tasks; using SymDiff;\n";

    /// <summary>Members of a partial class <c>C</c>; whole types, where they declare one.</summary>
    public static string Source(string members) => Usings + (members.Contains("partial class C", StringComparison.Ordinal)
        ? members
        : "public partial class C\n{\n" + members + "\n}\n");

    /// <summary>The marked diagnostics are reported there and no others; nothing is generated if one is an error, and the compiler is content.</summary>
    /// <param name="text">What the messages must hold.</param>
    public static async Task AssertReports(string marked, string text = "", Consumer? consumer = null)
    {
        var (source, expected) = Parse(Source(marked));
        var run = GeneratorRun.Of(source, consumer);
        var reports = await run.Reports();

        Assert.Empty(run.GeneratorDiagnostics);
        Assert.Empty(run.CompilerDiagnostics());
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            reports.Select(report => $"{report.Id} at {source[report.Location.SourceSpan.Start..report.Location.SourceSpan.End]} ({report.Location.SourceSpan.Start})")
                .Order(StringComparer.Ordinal));
        Assert.All(reports, report => Assert.Contains(text, report.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        // A rule is at fault by itself, whatever the methods are like that are marked beside it.
        if (reports.Any(report => report.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error && report.Id != "SYMDIFF014"))
            Assert.Empty(run.Files);
        else
            Assert.NotEmpty(run.Files);
    }

    private static (string Source, List<string> Expected) Parse(string marked)
    {
        var expected = new List<string>();
        for (var mark = Mark().Match(marked); mark.Success; mark = Mark().Match(marked))
        {
            expected.Add($"{mark.Groups[1].Value} at {mark.Groups[2].Value} ({mark.Index})");
            marked = marked[..mark.Index] + mark.Groups[2].Value + marked[(mark.Index + mark.Length)..];
        }

        return (marked, expected);
    }

    [GeneratedRegex(@"\{\|(\w+):((?:(?!\{\|).)*?)\|\}", RegexOptions.Singleline)]
    private static partial Regex Mark();
}
