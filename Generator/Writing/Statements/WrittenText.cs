namespace SymDiff.Generator.Writing.Statements;

/// <summary>A statement that nothing is asked of: a call, a comment, code of the author's.</summary>
internal sealed class WrittenText(string text) : WrittenStatement
{
    public override IEnumerable<string> Lines => text.Split('\n');

    protected override IEnumerable<string> Texts => [text];
}
