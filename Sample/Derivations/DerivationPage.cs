using System.Net;
using System.Reflection;
using System.Text;
using SymDiff.Sample.Report;

namespace SymDiff.Sample.Derivations;

/// <summary>The equations as a page: each method as it was written, how it was derived, and the code that came out.</summary>
public static class DerivationPage
{
    private const int Width = 76;

    /// <summary>Writes the page, which needs nothing beside it.</summary>
    public static void Save(IReadOnlyList<Equation> equations, GeneratedText generated, string path) => File.WriteAllText(path, Html(equations, generated));

    private static string Html(IReadOnlyList<Equation> equations, GeneratedText generated)
    {
        var page = new StringBuilder();
        foreach (var equation in equations)
        {
            page.Append($"<section>\n<h2>{Encode(equation.Title)}</h2>\n");
            foreach (var methods in equation.Generated.GroupBy(method => (method.Type, Marked: MarkedBy(method))))
                page.Append(Article(methods.Key.Type, methods.Key.Marked, [.. methods], generated));
            page.Append("</section>\n");
        }

        return Resources.Text("page.html")
            .Replace("{{katex.css}}", Typesetter.Style, StringComparison.Ordinal)
            .Replace("{{katex.js}}", Typesetter.Script, StringComparison.Ordinal)
            .Replace("{{equations}}", page.ToString(), StringComparison.Ordinal);
    }

    private static string Article(Type type, FieldInfo? derivation, IReadOnlyList<GeneratedMethod> methods, GeneratedText generated)
    {
        var name = derivation is null ? methods[0].Name : derivation.Name[..^"Derivation".Length];
        var text = new StringBuilder($"<article>\n<h3>{Encode(type.Name)}.{Encode(name)}</h3>\n<div class=\"columns\">\n<div>\n");
        if (AuthorText.Of(type, name) is { } written)
            text.Append($"<h4>The method</h4>\n<pre>{Highlighter.Html(written)}</pre>\n");
        if (derivation is not null)
            text.Append($"<h4>The derivation</h4>\n<div class=\"derivation\">{Encode((string)derivation.GetRawConstantValue()!)}</div>\n");
        text.Append("</div>\n<div>\n<h4>The generated code</h4>\n");
        foreach (var method in methods)
            text.Append($"<pre>{Highlighter.Html(generated.Of(method, Width))}</pre>\n");
        return text.Append("</div>\n</div>\n</article>\n").ToString();
    }

    /// <summary>The derivation of the method from which another was generated: the constant with the longest name that both have in common.</summary>
    private static FieldInfo? MarkedBy(GeneratedMethod method) => method.Type.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field is { IsLiteral: true } && field.Name.EndsWith("Derivation", StringComparison.Ordinal)
            && method.Name.StartsWith(field.Name[..^"Derivation".Length], StringComparison.Ordinal))
        .MaxBy(field => field.Name.Length);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
