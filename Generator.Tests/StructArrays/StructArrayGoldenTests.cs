using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.StructArrays;

/// <summary>What is generated for arrays of structs reads as if it had been written by hand.</summary>
public class StructArrayGoldenTests
{
    [Theory]
    [InlineData("Divergence")]
    [InlineData("Springs")]
    [InlineData("InPlace")]
    [InlineData("Verlet")]
    [InlineData("MadeForItself")]
    public void Read_as_by_hand(string row) => Snapshot.Match(GeneratorRun.Of(StructArrayCases.All.Single(each => each.Name == row).Source));
}
