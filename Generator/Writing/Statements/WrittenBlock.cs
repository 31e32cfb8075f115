namespace SymDiff.Generator.Writing.Statements;

/// <summary>Statements one after another, in braces or as a whole body.</summary>
internal sealed class WrittenBlock
{
    private const string Step = "    ";

    public List<WrittenStatement> Statements { get; } = [];

    /// <summary>The lines, not indented.</summary>
    public IEnumerable<string> Lines => Statements.SelectMany(statement => statement.Lines);

    /// <summary>The lines, one level further in.</summary>
    public IEnumerable<string> Indented => Lines.Select(line => line.Length == 0 ? line : Step + line);

    /// <summary>The lines within braces.</summary>
    public IEnumerable<string> InBraces => ["{", .. Indented, "}"];
}
