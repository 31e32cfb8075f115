namespace SymDiff.Generator.Writing.Statements;

/// <summary>A choice between statements.</summary>
internal sealed class WrittenIf(string condition) : WrittenStatement
{
    /// <summary>What is tested.</summary>
    public string Condition { get; set; } = condition;

    /// <summary>What is done where it holds.</summary>
    public WrittenBlock Then { get; set; } = new();

    /// <summary>What is done elsewhere, if anything.</summary>
    public WrittenBlock? Else { get; set; }

    public override IEnumerable<WrittenBlock> Blocks => Else is null ? [Then] : [Then, Else];

    public override IEnumerable<string> Lines
    {
        get
        {
            IEnumerable<string> lines = [$"if ({Condition})", .. IsShort ? Then.Indented : Then.InBraces];
            return Else switch
            {
                null => lines,
                { Statements: [WrittenIf alone] } => [.. lines, .. alone.Lines.Select((line, i) => i == 0 ? "else " + line : line)],
                _ => [.. lines, "else", .. Else.InBraces],
            };
        }
    }

    protected override IEnumerable<string> Texts => [Condition];

    // One line under one condition needs no braces.
    private bool IsShort => Else is null && Then.Statements is [WrittenText or WrittenAssignment] && !Then.Lines.Skip(1).Any();
}
