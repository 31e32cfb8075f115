using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>Arrays whose length follows from the arguments are borrowed, those for adjoints included.</summary>
public class BorrowedMemoryTests
{
    [Theory]
    [InlineData("AttentionOverParts")]
    [InlineData("DoubleBuffer")]
    [InlineData("WaveEquation")]
    public void Makes_no_array(string program)
    {
        var run = GeneratorRun.Of("using System; using System.Linq; using SymDiff;\n" + ProgramCases.All.Single(one => one.Name == program).Source.Replace("List<", "System.Collections.Generic.List<", StringComparison.Ordinal));

        Assert.DoesNotContain("new double[", run.Text, StringComparison.Ordinal);
        Assert.Contains("ArrayPool<double>.Shared.Rent(", run.Text, StringComparison.Ordinal);
    }
}
