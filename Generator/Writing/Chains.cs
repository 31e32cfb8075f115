using System.Text.RegularExpressions;

namespace SymDiff.Generator.Writing;

/// <summary>
/// Branches within branches as a person writes them: <c>else if</c>, and <c>&amp;&amp;</c> where one test stands alone within another. What a branch hands on to the one
/// around it, <c>double t2; if (…) { t2 = x; } else { t2 = y; } t1 = t2;</c>, is <c>t1</c> from the beginning.
/// </summary>
internal static class Chains
{
    private const string Step = "    ";

    private static readonly Regex declaration = new(@"^(?<type>[\w.:<>]+) (?<name>\w+)( = (?<value>.+))?;$", RegexOptions.CultureInvariant);

    /// <summary>The same statements; the lines of what is changed stand where they stood.</summary>
    public static List<string> Of(List<string> lines)
    {
        // From the last to the first: what is within a branch is settled before it.
        for (var at = lines.Count - 1; at >= 0; at--)
        {
            Rename(lines, at);
            if (lines[at].Trim() == "else")
                Continue(lines, at);
            else if (IsTest(lines[at]))
                Conjoin(lines, at);
        }

        return lines;
    }

    private static bool IsTest(string line) => line.TrimStart().StartsWith("if (", StringComparison.Ordinal) && line.EndsWith(")", StringComparison.Ordinal);

    // else { if (…) … } → else if (…) …
    private static void Continue(List<string> lines, int at)
    {
        if (Block(lines, at + 1) is not { } end || !IsTest(lines[at + 2]) || Statement(lines, at + 2) != end || !CanMove(lines, at + 2, end))
            return;
        lines[at] += " " + lines[at + 2].Trim();
        MoveOut(lines, at + 1, at + 3, end);
    }

    // if (a) { if (b) … } → if (a && b) …, where neither has another side.
    private static void Conjoin(List<string> lines, int at)
    {
        if (Block(lines, at + 1) is not { } end || !IsTest(lines[at + 2]) || Body(lines, at + 3) != end || !CanMove(lines, at + 2, end) || IsElse(lines, end + 1))
            return;
        lines[at] = $"{Indent(lines[at])}if ({Operand(lines[at])} && {Operand(lines[at + 2])})";
        MoveOut(lines, at + 1, at + 3, end);
    }

    private static string Operand(string test)
    {
        var condition = test.Trim().Substring(4, test.Trim().Length - 5);
        return condition.IndexOf("||", StringComparison.Ordinal) >= 0 || condition.IndexOf('?') >= 0 ? $"({condition})" : condition;
    }

    // double t2; if (…) { …; t2 = x; } else { …; t2 = y; } t1 = t2; and double t2 = x; t1 = t2; at the end of a branch.
    private static void Rename(List<string> lines, int at)
    {
        if (declaration.Match(lines[at].Trim()) is not { Success: true } found)
            return;
        var (name, indent) = (found.Groups["name"].Value, Indent(lines[at]));
        var last = found.Groups["value"].Success ? at + 1 : at + 1 < lines.Count && IsTest(lines[at + 1]) ? Statement(lines, at + 1) : -1;
        if (last is not (> 0 and var end) || end + 1 >= lines.Count || lines[end + 1] != indent.Substring(0, Math.Max(0, indent.Length - Step.Length)) + "}" || indent.Length == 0
            || !lines[end].EndsWith($" = {name};", StringComparison.Ordinal) || lines[end].Trim().Split(' ') is not [var target, "=", _])
            return;
        if (found.Groups["value"].Success)
        {
            lines[at] = $"{indent}{target} = {found.Groups["value"].Value};";
            lines.RemoveAt(end);
            return;
        }

        // Nothing reads it but the last line, and each side assigns it at its end.
        var mention = new Regex($@"(?<![\w.]){Regex.Escape(name)}\b");
        for (var i = at + 1; i < end; i++)
        {
            var isAssigned = lines[i].TrimStart().StartsWith(name + " = ", StringComparison.Ordinal) && !mention.IsMatch(lines[i].TrimStart().Substring(name.Length));
            // What goes on as it is would be assigned to itself.
            if (isAssigned && lines[i].Trim() == $"{name} = {target};")
                return;
            if (mention.IsMatch(lines[i]) && !(isAssigned && (lines[i + 1].Trim() == "}" || lines[i - 1].Trim() is "else" || IsTest(lines[i - 1]))))
                return;
        }

        for (var i = at + 1; i < end; i++)
        {
            if (mention.IsMatch(lines[i]))
                lines[i] = Indent(lines[i]) + target + lines[i].TrimStart().Substring(name.Length);
        }

        lines.RemoveAt(end);
        lines.RemoveAt(at);
    }

    private static string Indent(string line) => line.Substring(0, line.Length - line.TrimStart().Length);

    // The line with the brace that closes the block which begins here; null where none does.
    private static int? Block(List<string> lines, int at)
    {
        if (at >= lines.Count || lines[at].Trim() != "{")
            return null;
        var end = lines.IndexOf(Indent(lines[at]) + "}", at);
        return end < 0 || end == at + 1 ? null : end;
    }

    // The first line after what stands behind a test: a block or a statement.
    private static int Body(List<string> lines, int at) => Block(lines, at) is { } end ? end + 1
        : at + 1 < lines.Count && lines[at].EndsWith(";", StringComparison.Ordinal) ? at + 1 : -1;

    // The first line after an if with all its sides.
    private static int Statement(List<string> lines, int at)
    {
        var end = Body(lines, at + 1);
        if (end < 0 || !IsElse(lines, end) || Indent(lines[end]) != Indent(lines[at]))
            return end;
        return lines[end].Trim() == "else" ? Body(lines, end + 1) : Statement(lines, end);
    }

    private static bool IsElse(List<string> lines, int at) => at < lines.Count && (lines[at].Trim() == "else" || lines[at].TrimStart().StartsWith("else if (", StringComparison.Ordinal));

    // Text of the author's that goes over several lines stays as it is.
    private static bool CanMove(List<string> lines, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (lines[i].IndexOf('"') >= 0 || lines[i].IndexOf('\n') >= 0)
                return false;
        }

        return true;
    }

    // What is within the braces moves out of them.
    private static void MoveOut(List<string> lines, int open, int start, int end)
    {
        for (var i = start; i < end; i++)
            lines[i] = lines[i].StartsWith(Step, StringComparison.Ordinal) ? lines[i].Substring(Step.Length) : lines[i];
        lines.RemoveAt(end);
        lines.RemoveRange(open, start - open);
    }
}
