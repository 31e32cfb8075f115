using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SymDiff.Generator.Reading;

/// <summary>The documentation of a method, from its comments: the compiler parses them only where documentation is asked for.</summary>
internal static class Summaries
{
    private static readonly Regex Reference = new("<see(also)? cref=\"(\\w:)?(?<name>[^\"]*)\"\\s*/>", RegexOptions.CultureInvariant);

    /// <summary>The first sentence of the summary, as XML text; empty where there is none.</summary>
    public static string FirstSentence(SyntaxNode declaration)
    {
        var text = Text(declaration.GetLeadingTrivia());
        if (text.Length == 0)
            return text;
        var start = text.IndexOf("<summary>", StringComparison.Ordinal);
        if (start >= 0)
        {
            var end = text.IndexOf("</summary>", start, StringComparison.Ordinal);
            if (end < 0)
                return string.Empty;
            text = text.Substring(start + 9, end - start - 9).Trim();
        }
        else if (text.IndexOf('<') >= 0)
        {
            return string.Empty;
        }

        // What a reference means may be known by a using directive of the author's file only.
        text = Reference.Replace(text, "<c>${name}</c>");
        for (var stop = text.IndexOf(". ", StringComparison.Ordinal); stop >= 0; stop = text.IndexOf(". ", stop + 1, StringComparison.Ordinal))
        {
            if (IsWellFormed(text.Substring(0, stop + 1)))
                return text.Substring(0, stop + 1);
        }

        return IsWellFormed(text) ? text : string.Empty;
    }

    private static string Text(SyntaxTriviaList leading)
    {
        var text = new StringBuilder();
        foreach (var trivia in leading)
        {
            if (trivia.Kind() is not (SyntaxKind.SingleLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia))
                continue;
            foreach (var line in trivia.ToFullString().Split('\n'))
            {
                var words = line.Trim();
                if (!words.StartsWith("///", StringComparison.Ordinal) || words.StartsWith("////", StringComparison.Ordinal))
                    continue;
                words = words.Substring(3).Trim();
                if (text.Length > 0 && words.Length > 0)
                    text.Append(' ');
                text.Append(words);
            }
        }

        return text.ToString();
    }

    private static bool IsWellFormed(string text)
    {
        if (text.IndexOfAny(['<', '&']) < 0)
            return true;
        try
        {
            XElement.Parse("<summary>" + text + "</summary>");
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
