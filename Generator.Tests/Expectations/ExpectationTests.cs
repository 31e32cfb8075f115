using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Expectations;

/// <summary>Expectations in closed form are what quadrature of the author's method and of its gradient gives.</summary>
public class ExpectationTests
{
    public static TheoryData<string> Names => [.. ExpectationCases.All.Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Agree_with_quadrature(string name)
    {
        var row = ExpectationCases.All.Single(each => each.Name == name);
        var run = GeneratorRun.Of(row.Source);
        TestContext.Current.TestOutputHelper!.WriteLine(run.Text);
        using var code = run.Load();
        var value = Integrand.Of(code, "C", "F");
        foreach (var at in row.Points)
        {
            var where = "at (" + string.Join(", ", at) + ")";
            Numeric.Close(code.Number("C.FExpectation", at), Mean(value, at, row.Draws), row.Draws == 1 ? 1e-9 : 1e-7, 1e-10, where);
            var gradient = code.Numbers("C.FExpectedGradient", at);
            for (var i = 0; i < gradient.Length; i++)
                Numeric.Close(gradient[i], Mean(Integrand.Of(code, "C", "FGradient", i), at, row.Draws), row.Draws == 1 ? 1e-8 : 1e-6, 1e-9, $"partial {i} {where}");
        }
    }

    /// <summary>E[exp(b·ε)·cos(c·ε)] = exp(½(b² − c²))·cos(b·c), though exp(½b²) overflows.</summary>
    [Fact]
    public void Do_not_overflow_where_one_exponential_makes_up_for_another()
    {
        using var code = GeneratorRun.Of(new ExpectationCase("", "double F(double b, double c, [StandardNormal] double e) => Math.Exp(b * e) * Math.Cos(c * e);").Source).Load();
        Numeric.Close(code.Number("C.FExpectation", 40, 40), Math.Cos(1600), 1e-9);
        Numeric.Close(code.Number("C.FExpectation", 40, 40.5), Math.Exp(-0.5 * 0.5 * 80.5) * Math.Cos(40 * 40.5), 1e-9);
    }

    private static double Mean(Func<double[], double> function, double[] at, int draws)
    {
        double[] all = [.. at, .. new double[draws]];
        return NormalIntegral.Mean(draws, point =>
        {
            point.CopyTo(all, at.Length);
            return function(all);
        });
    }
}
