namespace SymDiff.Generator.Diagnostics;

/// <summary>Something to tell the author: which rule, where, and the words that go into its message.</summary>
/// <param name="Rule">The row of <c>Rules</c>.</param>
/// <param name="Site">Index into the locations that were read along with the model.</param>
/// <param name="Words">The message's arguments.</param>
internal sealed record Problem(string Rule, int Site, Model.EquatableArray<string> Words);
