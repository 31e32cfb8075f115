using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>Loops of a few turns are written out, but not so many of them within each other that nobody would read them.</summary>
public class WritingOutTests
{
    [Fact]
    public void A_series_of_products_of_small_matrices_stays_a_loop()
    {
        var run = GeneratorRun.Of("using System; using SymDiff;\n" + ProgramCases.All.Single(one => one.Name == "SeriesOfAMatrix").Source);

        Assert.Contains("for (int k = 1; k <= 12; k++)", run.Text, StringComparison.Ordinal);
        // What counts from one is not zero: nothing asks whether it is.
        Assert.DoesNotContain("!= 0", run.Text, StringComparison.Ordinal);
    }
}
