using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Diagnostics;

/// <summary>The examples on the diagnostics' pages: a line that names a diagnostic in its comment has it, and no other line has any.</summary>
public partial class DiagnosticPageTests
{
    private const string Usings = "using System;using System.Collections.Generic;using System.Linq;using SymDiff;";

    public static TheoryData<string, int> Examples
    {
        get
        {
            var examples = new TheoryData<string, int>();
            foreach (var page in Directory.GetFiles(Pages(), "*.md").Order(StringComparer.Ordinal))
            {
                for (var i = 0; i < Example().Count(File.ReadAllText(page)); i++)
                    examples.Add(Path.GetFileNameWithoutExtension(page), i);
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Says_what_it_claims(string id, int index)
    {
        var code = Example().Matches(await File.ReadAllTextAsync(Path.Combine(Pages(), id + ".md"), TestContext.Current.CancellationToken))[index].Groups[1].Value;
        var expected = code.Split('\n').SelectMany((line, number) => Claim().Matches(line).Select(claim => $"{claim.Groups[1].Value} in line {number + 1}"));

        var run = GeneratorRun.Of(Usings + code);
        var reports = await run.Reports();

        Assert.Empty(run.CompilerDiagnostics());
        Assert.Equal(expected, reports.Select(report => $"{report.Id} in line {report.Location.GetLineSpan().StartLinePosition.Line + 1}"));
    }

    private static string Pages([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(thisFile, "..", "..", "..", "docs", "diagnostics"));

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"//.*?(SYMDIFF\d+)")]
    private static partial Regex Claim();
}
