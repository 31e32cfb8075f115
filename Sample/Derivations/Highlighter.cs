using System.Net;
using System.Text.RegularExpressions;

namespace SymDiff.Sample.Derivations;

/// <summary>C# as HTML: comments, keywords and numbers are marked.</summary>
internal static partial class Highlighter
{
    public static string Html(string code) => Token().Replace(code, token =>
        Kind(token) is { } kind ? $"<span class=\"{kind}\">{WebUtility.HtmlEncode(token.Value)}</span>" : WebUtility.HtmlEncode(token.Value));

    private static string? Kind(Match token) => token switch
    {
        _ when token.Groups["comment"].Success => "comment",
        _ when token.Groups["text"].Success => "text",
        _ when token.Groups["keyword"].Success => "keyword",
        _ when token.Groups["number"].Success => "number",
        _ => null,
    };

    [GeneratedRegex(
        """(?<comment>//[^\n]*)|(?<text>"[^"\n]*")|(?<keyword>\b(public|private|internal|static|partial|double|float|int|bool|void|var|return|if|else|for|foreach|in|while|do|new|try|finally|throw|nameof|true|false|const|string|ref|out)\b)|(?<number>\b\d[\d._]*(e[+-]?\d+)?f?\b)|\w+|[^\w]""",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Token();
}
