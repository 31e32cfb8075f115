namespace SymDiff.Generator.Writing.Statements;

/// <summary>A loop: what stands before its braces and behind them.</summary>
internal sealed class WrittenLoop(string head) : WrittenStatement
{
    /// <summary>What is done in each turn.</summary>
    public WrittenBlock Body { get; } = new();

    /// <summary>What follows the closing brace: <c>while (…);</c>.</summary>
    public string? Tail { get; set; }

    public override IEnumerable<WrittenBlock> Blocks => [Body];

    public override IEnumerable<string> Lines => Tail is null ? [head, .. Body.InBraces] : [head, "{", .. Body.Indented, "} " + Tail];

    protected override IEnumerable<string> Texts => Tail is null ? [head] : [head, Tail];
}
