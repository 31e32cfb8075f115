using System.Globalization;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Goldens;

/// <summary>A function with the derivative that a person who knows the subject writes down.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Operations"><c>+ − * /</c> and unary minus that the derivative takes by hand, in the whole body.</param>
/// <param name="Calls">Function calls that it takes by hand.</param>
/// <param name="Function">The function.</param>
/// <param name="ByHand">Its partial derivatives, as derived by hand.</param>
/// <param name="Points">Arguments; all of the method's parameters.</param>
/// <param name="Spellings">Members of a class, among them a method <c>F</c>: the same function as different people write it, the plainest first.</param>
internal sealed record Golden(
    string Name, int Operations, int Calls, Func<Dual50[], Dual50> Function, Func<Dual50[], Dual50[]> ByHand, double[][] Points, params string[] Spellings)
{
    /// <summary>The differentiated parameters: the first ones, as many as there are partials.</summary>
    public int[] WithRespectTo { get; init; } = [.. Enumerable.Range(0, ByHand([.. Points[0].Select(x => (Dual50)x)]).Length)];

    /// <summary>Where the function itself is beyond a double although its derivative is not.</summary>
    public double[][] GradientOnly { get; init; } = [];

    public static string Source(string spelling) => $$"""
        using System;
        using SymDiff;

        public static partial class Golden
        {
            {{spelling.ReplaceLineEndings("\n    ")}}
        }
        """;

    /// <summary>The generated gradient takes no more than by hand, and its numbers are those derived by hand.</summary>
    public void Check(int spelling)
    {
        var run = GeneratorRun.Of(Source(Spellings[spelling]));
        using var code = run.Load();

        foreach (var point in Points)
        {
            // The derivation by hand is held against the function itself first.
            var expected = Derivative(point);
            Numeric.Close([.. WithRespectTo.Select(i => Reference.Partial(Function, i, point))], expected, because: "the derivation by hand");
        }

        Agreement.Check(code, "Golden.F", Function, Points, WithRespectTo);
        foreach (var point in GradientOnly)
        {
            var where = "at (" + string.Join(", ", point.Select(x => x.ToString("R", CultureInfo.InvariantCulture))) + ")";
            var both = code.Numbers("Golden.FValueAndGradient", point);
            Numeric.Close(code.Numbers("Golden.FGradient", point), Derivative(point), because: where);
            Numeric.SameBits(both[0], code.Number("Golden.F", point), where);
            Numeric.Close(both[1..], Derivative(point), because: "beside the value, " + where);
        }

        OperationCount.AssertAtMost(run, "FGradient", Operations, Calls);
    }

    private double[] Derivative(double[] point) => [.. ByHand([.. point.Select(x => (Dual50)x)]).Select(partial => (double)partial.Value)];
}
