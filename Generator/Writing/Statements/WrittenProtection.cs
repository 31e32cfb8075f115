using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing.Statements;

/// <summary><c>try</c> with <c>finally</c> or <c>catch</c>, <c>lock</c> and <c>using</c>: heads, each with what is done under it.</summary>
internal sealed class WrittenProtection(IEnumerable<Value> known) : WrittenStatement
{
    private readonly List<(string Head, WrittenBlock? Block)> parts = [];

    /// <summary>What had a name before it.</summary>
    public HashSet<Value> Known { get; } = [.. known];

    /// <summary>The variables that are declared in its braces, with their types.</summary>
    public Dictionary<string, string> Declared { get; } = [];

    /// <summary>Whether there are no braces, since nothing in them could fail.</summary>
    public bool IsPlain { get; private set; }

    public override IEnumerable<WrittenBlock> Blocks => parts.Select(part => part.Block).OfType<WrittenBlock>();

    public override IEnumerable<string> Lines => parts.SelectMany(part => (part.Block, IsPlain) switch
    {
        (null, true) => [],
        (null, _) => part.Head.Split('\n'),
        ({ } block, true) => block.Lines,
        ({ } block, _) => [.. part.Head.Split('\n'), .. block.InBraces],
    });

    protected override IEnumerable<string> Texts => parts.Select(part => part.Head);

    /// <summary>A further head; returns what is written under it. Where nothing is done in a <c>try</c> block, nothing is caught, and what is done finally is done.</summary>
    public WrittenBlock Add(string head)
    {
        var block = new WrittenBlock();
        AddPart(head, block);
        return block;
    }

    /// <summary>A <c>catch</c>, with braces of its own.</summary>
    public void AddCatch(string text) => AddPart(text, null);

    private void AddPart(string head, WrittenBlock? block)
    {
        IsPlain |= parts is [("try", { Statements.Count: 0 })];
        parts.Add((head, block));
    }
}
