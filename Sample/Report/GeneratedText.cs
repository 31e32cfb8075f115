using System.Text.RegularExpressions;

namespace SymDiff.Sample.Report;

/// <summary>The generated methods as they were compiled, from the files that the build put beside the program.</summary>
public sealed class GeneratedText
{
    private readonly string[] files = Array.ConvertAll(
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Generated"), "*.g.cs"), File.ReadAllText);

    /// <summary>The method from its signature to its last brace, in lines of a width.</summary>
    public string Of(GeneratedMethod method, int width)
    {
        var type = new Regex($@"\b(class|struct|record) {method.Type.Name}\b");
        var whole = new Regex(
            $@"^(?<indent> *)public static [^\n]* {method.Name}\((?:[^\n]*\n)+?\k<indent>{{\n.*?^\k<indent>}}", RegexOptions.Multiline | RegexOptions.Singleline);
        foreach (var file in files.Where(file => type.IsMatch(file) && file.Contains($"namespace {method.Type.Namespace}\n", StringComparison.Ordinal)))
        {
            if (whole.Match(file) is { Success: true } found)
                return string.Join('\n', Lines(found.Value, found.Groups["indent"].Length, width));
        }

        throw new InvalidOperationException($"{method.Type.Name}.{method.Name} was not generated.");
    }

    private static IEnumerable<string> Lines(string text, int indentation, int width)
    {
        var lines = text.Split('\n').Select(line => line.Length > indentation ? line[indentation..] : "").ToList();
        // Parameters that stand on lines of their own are put as this width asks for.
        var open = lines.IndexOf("{");
        var signature = Signature(lines[0] + string.Join(' ', lines.Skip(1).Take(open - 1).Select(line => line.Trim())), width).SelectMany(line => Wrapped(line, 4, width));
        return signature.Concat(lines.Skip(open).SelectMany(line => Wrapped(line, line.Length - line.TrimStart().Length + 4, width)));
    }

    /// <summary>Modifiers and result, name, and parameters, each on a line of its own where they must.</summary>
    private static IEnumerable<string> Signature(string line, int width)
    {
        if (line.Length <= width)
            return [line];
        var parts = Regex.Match(line, @"^(?<result>.*) (?<name>\w+)\((?<parameters>.*)\)$");
        var (result, name, parameters) = (parts.Groups["result"], parts.Groups["name"], $"    {parts.Groups["parameters"]})");
        return result.Length + name.Length + 2 <= width ? [$"{result} {name}(", parameters] : [$"{result}", $"{name}(", parameters];
    }

    private static IEnumerable<string> Wrapped(string line, int indent, int width)
    {
        while (line.Length > width && Break(line, indent, width) is var end && end < line.Length)
        {
            yield return line[..end].TrimEnd();
            line = new string(' ', indent) + line[end..].TrimStart();
        }

        yield return line;
    }

    /// <summary>
    /// Where a person would break the line: at the last of the outermost commas that fit, or else of the operators; at the first that there is, where none fits. What is in quotes stays together.
    /// </summary>
    private static int Break(string line, int from, int width)
    {
        var (depth, best, end, isQuoted) = (0, int.MaxValue, line.Length, false);
        for (var i = 0; i < line.Length - 1 && (i < width || best == int.MaxValue); i++)
        {
            isQuoted ^= line[i] is '"';
            if (isQuoted)
                continue;
            depth += line[i] is '(' ? 1 : line[i] is ')' ? -1 : 0;
            var comma = line[i] is ',';
            var binary = line[i] is '+' or '-' && line[i - 1] is ' ' && line[i + 1] is ' ';
            if (i < from + width / 4 || !(comma || binary))
                continue;

            // An operator begins the next line, a comma ends this one.
            var rank = (2 * depth) + (comma ? 0 : 1);
            if (rank <= best)
                (best, end) = (rank, comma ? i + 1 : i);
        }

        return end;
    }
}
