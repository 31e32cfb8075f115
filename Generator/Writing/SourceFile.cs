namespace SymDiff.Generator.Writing;

/// <summary>A generated file.</summary>
/// <param name="HintName">Its name, without <c>.g.cs</c>.</param>
/// <param name="Text">Its text, with line feeds.</param>
internal sealed record SourceFile(string HintName, string Text);
