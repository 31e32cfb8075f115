using SymDiff.Generator.Expectations;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Expectations;

/// <summary>Expectations of programs are the means of the program and of its gradient over all its draws.</summary>
public class ProgramExpectationTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; using SymDiff;\n";

    public static TheoryData<string> Names => [.. ProgramExpectationCases.All.Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Agree_with_quadrature(string name)
    {
        var row = ProgramExpectationCases.All.Single(each => each.Name == name);
        var run = GeneratorRun.Of(Usings + row.Source);
        TestContext.Current.TestOutputHelper!.WriteLine(run.Text);
        using var code = run.Load();
        var value = code.Delegate<Func<object[], double[], double>>(name + ".Driver.Value");
        var gradient = code.Delegate<Func<object[], double[], double[]>>(name + ".Driver.Gradient");
        foreach (var arguments in row.Arguments)
        {
            var (tolerance, floor) = row.IsSmooth ? (1e-8, 1e-9) : (1e-6, 1e-8);
            Numeric.Close((double)code.Call(name + ".Driver.Expectation", [arguments])!, Mean(row, draws => [value(arguments, draws)])[0], tolerance, floor, "the expectation");
            Numeric.Close((double[])code.Call(name + ".Driver.ExpectedGradient", [arguments])!, Mean(row, draws => gradient(arguments, draws)), tolerance, floor, "the expected gradient");
        }
    }

    private static double[] Mean(ProgramExpectationCase row, Func<double[], double[]> function)
    {
        if (!row.IsSmooth)
            return [.. function(new double[row.Count]).Select((_, i) => NormalIntegral.Mean(row.Count, draws => function(draws)[i]))];
        var (nodes, weights) = GaussHermite.Of(row.Count switch { 1 => 40, 2 => 40, 3 => 30, _ => 16 });
        var (sum, at, draws) = (Array.Empty<double>(), new int[row.Count], new double[row.Count]);
        while (true)
        {
            var weight = 1.0;
            for (var i = 0; i < at.Length; i++)
                (draws[i], weight) = (nodes[at[i]], weight * weights[at[i]]);
            var values = function(draws);
            sum = sum.Length == 0 ? new double[values.Length] : sum;
            for (var i = 0; i < values.Length; i++)
                sum[i] += weight * values[i];
            var place = 0;
            while (place < at.Length && ++at[place] == nodes.Length)
                at[place++] = 0;
            if (place == at.Length)
                return sum;
        }
    }
}
