using System.Text.RegularExpressions;

namespace SymDiff.Generator.Writing.Statements;

/// <summary>A statement of a generated body. Where it stands and how it is put may still change; it becomes lines when all is written.</summary>
internal abstract class WrittenStatement
{
    /// <summary>The lines, as they stand without indentation around them.</summary>
    public abstract IEnumerable<string> Lines { get; }

    /// <summary>The blocks within it.</summary>
    public virtual IEnumerable<WrittenBlock> Blocks => [];

    /// <summary>What it says by itself, without its blocks.</summary>
    protected abstract IEnumerable<string> Texts { get; }

    /// <summary>Whether a variable is read or written in it.</summary>
    public bool Mentions(string name) => Texts.Any(text => IsIn(name, text)) || Blocks.Any(block => block.Statements.Exists(statement => statement.Mentions(name)));

    /// <summary>Whether a variable stands in a text of C#.</summary>
    protected static bool IsIn(string name, string text) =>
        text.IndexOf(name, StringComparison.Ordinal) >= 0 && Regex.IsMatch(text, $@"(?<![\w.]){Regex.Escape(name)}\b", RegexOptions.CultureInvariant);
}
