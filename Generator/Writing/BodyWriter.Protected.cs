using System.Text.RegularExpressions;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <content>
/// <c>try</c>, <c>lock</c> and <c>using</c>. What is named in their braces and read behind them is declared before; arithmetic that nobody asks for in them stands behind them, where it is
/// asked for.
/// </content>
internal sealed partial class BodyWriter
{
    // Marks where statements that are protected begin and end, until all is written.
    private const char Brace = '\u0002';

    private const string Gone = "\u0003";

    private readonly List<ProtectedLines> braces = [];
    private readonly Stack<ProtectedLines> open = new();

    private void WritePart(EffectStep step)
    {
        switch (step.Part)
        {
            case ScopePart.Opening:
                OpenBranches();
                var opened = new ProtectedLines(braces.Count, lines.Count, step.Code.Text == "try", [.. names.Keys]);
                open.Push(opened);
                braces.Add(opened);
                Line($"{Brace}{opened.Number}");
                OpenBrace(opened, step);
                break;
            case ScopePart.End:
                var closed = open.Pop();
                CloseBrace(closed);
                Line($"{Brace}{closed.Number}");
                NoteDeclared(closed);
                break;
            default:
                WriteHead(open.Peek(), step);
                break;
        }
    }

    // Where nothing is done in a try block, nothing is caught, and what is done finally is done.
    private void WriteHead(ProtectedLines around, EffectStep step)
    {
        if (around.IsTry && !around.IsPlain && lines.Count == around.Line + 3)
        {
            lines.RemoveRange(around.Line + 1, 2);
            indent--;
            (around.IsPlain, around.IsOpen) = (true, false);
        }

        if (around.IsPlain)
            return;
        CloseBrace(around);
        // What is caught has braces of its own.
        if (step.Part == ScopePart.Catch)
            Line(expressions.Write(step.Code));
        else
            OpenBrace(around, step);
    }

    private void OpenBrace(ProtectedLines around, EffectStep step)
    {
        Line(expressions.Write(step.Code));
        Line("{");
        indent++;
        around.IsOpen = true;
    }

    private void CloseBrace(ProtectedLines around)
    {
        if (!around.IsOpen)
            return;
        indent--;
        Line("}");
        around.IsOpen = false;
    }

    private void NoteDeclared(Value cell)
    {
        if (open.Count > 0)
            open.Peek().Declared[ExpressionWriter.Identifier(cell.Text)] = cell.Type.Text;
    }

    private void NoteDeclared(ProtectedLines closed)
    {
        foreach (var (value, name) in names.Select(pair => (pair.Key, pair.Value)).Where(pair => !closed.Before.Contains(pair.Key)).ToList())
        {
            // A part of an array is taken again.
            if (value.Kind == ValueKind.View)
                names.Remove(value);
            else
                closed.Declared[name] = value.Type.Text;
        }

        if (open.Count == 0)
            return;
        foreach (var declared in closed.Declared)
            open.Peek().Declared[declared.Key] = declared.Value;
    }

    // What is read behind the braces is declared before them, from the inside outwards.
    private static List<string> DeclaredBefore(IEnumerable<string> written, IReadOnlyList<ProtectedLines> braces)
    {
        List<string> lines = [.. written];
        foreach (var scope in Enumerable.Reverse(braces))
        {
            var mark = $"{Brace}{scope.Number}";
            var (start, end) = (lines.FindIndex(line => line.Trim() == mark), lines.FindLastIndex(line => line.Trim() == mark));
            if (end > start && !scope.IsPlain)
                Declare(lines, scope, start, end);
            lines.RemoveAll(line => line.Trim() == mark);
        }

        return lines;
    }

    private static void Declare(List<string> lines, ProtectedLines scope, int start, int end)
    {
        var around = lines[start].Substring(0, lines[start].Length - lines[start].TrimStart().Length);
        var behind = string.Join("\n", lines.Skip(end));
        var declared = new List<(string Type, string Name)>();
        for (var i = start + 1; i < end; i++)
        {
            if (!lines[i].StartsWith(around + "    ", StringComparison.Ordinal) || Declarator.Match(lines[i].Substring(around.Length + 4)) is not { Success: true } found || found.Groups["type"].Value is "return" or "throw" or "goto")
                continue;
            List<string> all = [.. found.Groups["name"].Captures.Cast<Capture>().Select(capture => capture.Value)];
            if (!all.Exists(name => scope.Declared.ContainsKey(name) && Regex.IsMatch(behind, $@"(?<![\w.]){Regex.Escape(name)}\b")))
                continue;
            declared.AddRange(all.Select(name => (scope.Declared.TryGetValue(name, out var type) && found.Groups["type"].Value == "var" ? type : found.Groups["type"].Value, name)));
            lines[i] = found.Groups["value"].Success ? around + "    " + lines[i].Substring(around.Length + 4 + found.Groups["type"].Length).TrimStart() : Gone;
        }

        lines.RemoveAll(line => line == Gone);
        lines.InsertRange(start, declared.GroupBy(one => one.Type).Select(same => $"{around}{same.Key} {string.Join(", ", same.Select(one => one.Name))};"));
    }

    // double x = …; var (a, b) = …; double x, y;
    private static readonly Regex Declarator = new(
        @"^(?<type>[\w.:<>\[\],?]+(?:<[^;=]*>)?) (?:(?<name>@?\w+)(?<value> = .*)?|\((?<name>@?\w+)(?:, (?<name>@?\w+))*\)(?<value> = .*)|(?<name>@?\w+)(?:, (?<name>@?\w+))*);$", RegexOptions.CultureInvariant);

    /// <summary>Protected statements as they are written.</summary>
    private sealed class ProtectedLines(int number, int line, bool isTry, HashSet<Value> before)
    {
        public int Number { get; } = number;

        public int Line { get; } = line;

        public bool IsTry { get; } = isTry;

        public HashSet<Value> Before { get; } = before;

        public Dictionary<string, string> Declared { get; } = [];

        /// <summary>Whether there are no braces, since nothing in them could fail.</summary>
        public bool IsPlain { get; set; }

        public bool IsOpen { get; set; }
    }
}
