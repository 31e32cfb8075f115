namespace SymDiff.Generator.Writing.Statements;

/// <summary>The place before an <c>if</c> at which is declared what its branches compute and others read.</summary>
internal sealed class DeclarationPlace : WrittenStatement
{
    private readonly List<(string Type, string Name, string Zero)> declared = [];

    /// <summary>What stands there when all is written.</summary>
    public IEnumerable<WrittenStatement> Settled => declared.GroupBy(one => one.Type).Select(same => new WrittenText($"{same.Key} {string.Join(", ", same.Select(one => $"{one.Name} = {one.Zero}"))};"));

    public override IEnumerable<string> Lines => Settled.SelectMany(statement => statement.Lines);

    protected override IEnumerable<string> Texts => declared.Select(one => one.Name);

    /// <summary>Declares a variable here.</summary>
    public void Declare(string type, string name, string zero) => declared.Add((type, name, zero));
}
