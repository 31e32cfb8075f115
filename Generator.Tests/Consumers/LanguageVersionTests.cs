using Microsoft.CodeAnalysis.CSharp;
using SymDiff.Generator.Tests.Constructs;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Consumers;

/// <summary>All the gallery in the projects that users have, warnings being errors.</summary>
public class LanguageVersionTests
{
    [Theory]
    [MemberData(nameof(Consumer.LanguageVersions), MemberType = typeof(Consumer))]
    public void Compiles_without_a_warning(LanguageVersion version) => AssertClean(Gallery.SourceFor(version), new Consumer(version));

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.Latest)]
    public void Compiles_without_a_warning_for_net_standard(LanguageVersion version) =>
        AssertClean(Gallery.SourceFor(version, isNetStandard: true), new Consumer(version) { IsNetStandard = true });

    [Fact]
    public void Compiles_without_a_warning_where_integers_are_checked() =>
        AssertClean(Gallery.SourceFor(LanguageVersion.Latest), new Consumer { ChecksOverflow = true });

    private static void AssertClean(string source, Consumer consumer)
    {
        var run = GeneratorRun.Of(source, consumer).AssertSound();

        Assert.True(run.Files.Length > 100 || consumer.IsNetStandard);
        Assert.Empty(run.CandidDiagnostics());
    }
}
