using System.Text;

namespace SymDiff.Generator.Writing;

/// <summary>Text with indentation. Lines end in a line feed on every machine, so that a file does not depend on where it was made.</summary>
internal sealed class SourceWriter
{
    private const int SpacesPerLevel = 4;

    private readonly StringBuilder text = new();
    private int level;

    /// <summary>Writes an empty line.</summary>
    public void WriteLine() => text.Append('\n');

    /// <summary>
    /// Writes one line at the current indentation. A line feed inside it belongs to code carried over from the author, whose further lines
    /// stay as they are: moving them would change what a string that spans them holds.
    /// </summary>
    public void WriteLine(string line)
    {
        if (line.Length > 0)
            text.Append(' ', level * SpacesPerLevel).Append(WithLineFeeds(line));
        text.Append('\n');
    }

    /// <summary>Writes several lines, all at the current indentation.</summary>
    public void WriteLines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            WriteLine(line);
    }

    /// <summary>Writes a text of several lines, all at the current indentation.</summary>
    public void WriteText(string lines) => WriteLines(WithLineFeeds(lines).Split('\n'));

    /// <summary>Whether a text has been written.</summary>
    public bool Has(string part) => text.ToString().Contains(part);

    /// <summary>Writes an opening brace and indents what follows.</summary>
    public void Open()
    {
        WriteLine("{");
        level++;
    }

    /// <summary>Writes a header with an opening brace beneath it, and indents what follows.</summary>
    public void Open(string header)
    {
        WriteLine(header);
        Open();
    }

    /// <summary>Ends what <see cref="Open()"/> began.</summary>
    public void Close()
    {
        if (level == 0)
            throw new InvalidOperationException("A brace is closed that was not opened.");
        level--;
        WriteLine("}");
    }

    /// <summary>Indents what follows without a brace.</summary>
    public void Indent() => level++;

    /// <summary>Ends what <see cref="Indent"/> began.</summary>
    public void Unindent()
    {
        if (level == 0)
            throw new InvalidOperationException("There is no indentation to take back.");
        level--;
    }

    /// <summary>The text, which must be complete: every brace closed.</summary>
    public override string ToString()
    {
        if (level != 0)
            throw new InvalidOperationException("The text ends inside " + level + " unclosed levels.");
        return text.ToString();
    }

    private static string WithLineFeeds(string lines) => lines.Replace("\r\n", "\n").Replace('\r', '\n');
}
