using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>A gradient asks of an array no more than the method does: what the turns of a loop read need not be there where it has no turns.</summary>
public class ConstantPlacesTests
{
    private static readonly double[] data = [0.7, -1.3, 0.45];

    [Fact]
    public void What_no_turn_reads_need_not_be_there()
    {
        var program = ProgramCases.All.Single(program => program.Name == "PlacesOfTwoLoops") with { Arguments = [[(double[])[0.3, -0.2], data, 3, 0], [Array.Empty<double>(), data, 0, 0]] };
        using var code = GeneratorRun.Of("using System; using System.Collections.Generic; using System.Linq; using SymDiff;\n" + program.Source).Load();

        ProgramTests.Check(code, program);
    }
}
