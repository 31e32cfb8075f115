using System.Reflection;
using System.Text.RegularExpressions;

namespace SymDiff.Sample.Derivations;

/// <summary>The methods of this program as their author wrote them.</summary>
public static class AuthorText
{
    private static readonly string[] files =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.EndsWith(".cs", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Resources.Text),
    ];

    /// <summary>The method with its summary and its attributes; null where it is not among the sources.</summary>
    public static string? Of(Type type, string method)
    {
        var declared = new Regex($@"\b(class|struct|record) {type.Name}\b");
        var whole = new Regex(
            $@"(?:^ *///[^\n]*\n)*(?:^ *\[[^\n]*\n)*^(?<indent> *)public static [^\n]* {method}\([^\n]*(?:\n\k<indent>{{\n.*?^\k<indent>}}|=>.*?;$)", RegexOptions.Multiline | RegexOptions.Singleline);
        foreach (var file in files.Where(file => declared.IsMatch(file)))
        {
            if (whole.Match(file) is not { Success: true } found)
                continue;
            var indent = found.Groups["indent"].Length;
            return string.Join('\n', found.Value.Split('\n').Select(line => line.Length > indent ? line[indent..] : ""));
        }

        return null;
    }
}
