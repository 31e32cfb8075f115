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

    /// <summary>How often a variable is read or written in it.</summary>
    public int Count(string name) => Texts.Sum(text => CountIn(name, text)) + Blocks.Sum(block => block.Statements.Sum(statement => statement.Count(name)));

    /// <summary>How often a variable stands in a text of C#.</summary>
    protected static int CountIn(string name, string text) => text.IndexOf(name, StringComparison.Ordinal) < 0 ? 0 : Regex.Matches(text, Pattern(name), RegexOptions.CultureInvariant).Count;

    /// <summary>A text of C# with something else in the place of a variable.</summary>
    protected static string With(string text, string name, string other) => Regex.Replace(text, Pattern(name), other.Replace("$", "$$"), RegexOptions.CultureInvariant);

    private static string Pattern(string name) => $@"(?<![\w.]){Regex.Escape(name)}\b";

    /// <summary>Whether a variable stands in a text of C#.</summary>
    protected static bool IsIn(string name, string text) =>
        text.IndexOf(name, StringComparison.Ordinal) >= 0 && Regex.IsMatch(text, Pattern(name), RegexOptions.CultureInvariant);
}
