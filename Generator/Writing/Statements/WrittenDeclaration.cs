namespace SymDiff.Generator.Writing.Statements;

/// <summary>Variables that are declared, with or without what they hold at first: <c>double a, b;</c>, <c>var (sine, cosine) = …;</c>.</summary>
internal sealed class WrittenDeclaration(string type, IReadOnlyList<string> names, string? value) : WrittenStatement
{
    public WrittenDeclaration(string type, string name, string? value = null) : this(type, [name], value)
    {
    }

    /// <summary>As written: <c>var</c> or a type.</summary>
    public string Type => type;

    /// <summary>What is declared.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>What the variable holds at first, or the tuple of what they hold.</summary>
    public string? Value => value;

    /// <summary>The same where the variables are declared elsewhere; null where nothing is left.</summary>
    public WrittenStatement? Assigned => value is null ? null : new WrittenAssignment(names.Count == 1 ? names[0] : $"({string.Join(", ", names)})", "=", value);

    public override IEnumerable<string> Lines =>
        [value is null ? $"{type} {string.Join(", ", names)};" : names.Count == 1 ? $"{type} {names[0]} = {value};" : $"{type} ({string.Join(", ", names)}) = {value};"];

    /// <summary>Whether it turned out that the variables are declared elsewhere.</summary>
    public bool IsElsewhere { get; set; }

    protected override IEnumerable<string> Texts => value is null ? names : [.. names, value];
}
