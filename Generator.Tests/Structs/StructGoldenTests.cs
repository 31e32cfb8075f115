using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Structs;

/// <summary>What is generated for structs reads as if it had been written by hand.</summary>
public class StructGoldenTests
{
    [Theory]
    [InlineData("BesideANumber")]
    [InlineData("Likelihood")]
    [InlineData("MemberAndNumber")]
    [InlineData("VectorsDot")]
    public void Read_as_by_hand(string row) => Snapshot.Match(GeneratorRun.Of(StructCases.All.Single(each => each.Name == row).Source));
}
