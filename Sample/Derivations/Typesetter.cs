using System.Text.RegularExpressions;

namespace SymDiff.Sample.Derivations;

/// <summary>What a page needs to typeset its formulas by itself: KaTeX with its fonts inside, so that it can be sent about as one file.</summary>
internal static partial class Typesetter
{
    public static string Script => Resources.Text("katex.min.js");

    public static string Style => Source().Replace(Resources.Text("katex.min.css"), font =>
        $"src:url(data:font/woff2;base64,{Convert.ToBase64String(Resources.Bytes(font.Groups["file"].Value))}) format(\"woff2\")");

    // Of the formats of a font the first is the one that browsers take.
    [GeneratedRegex(@"src:url\(fonts/(?<file>[^)]*\.woff2)\) ?format\(""?woff2""?\)(,url\([^)]*\) ?format\([^)]*\))*")]
    private static partial Regex Source();
}
