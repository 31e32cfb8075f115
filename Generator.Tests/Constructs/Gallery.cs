using Microsoft.CodeAnalysis.CSharp;

namespace SymDiff.Generator.Tests.Constructs;

/// <summary>Every construct of C# that is read, each with its derivative by hand.</summary>
internal static partial class Gallery
{
    public static IReadOnlyList<Construct> All { get; } = [.. Statements, .. Choices, .. Numbers, .. Calls, .. References, .. Scopes, .. Protected, .. Collections, .. Passive, .. Names, .. Types];

    /// <summary>All that is valid in a project, as one file.</summary>
    public static string SourceFor(LanguageVersion version, bool isNetStandard = false) =>
        string.Join('\n', All.Where(construct => construct.IsValidIn(version, isNetStandard)).Select(construct => construct.Source));
}
