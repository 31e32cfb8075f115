using SymDiff.Generator.Tests.Goldens;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Forms;

/// <summary>Whatever has a gradient has the other forms too, and their numbers agree with its own.</summary>
public class EveryFormTests
{
    private const string All = "Derivatives = Derivatives.Hessian | Derivatives.JacobianVectorProduct | Derivatives.VectorJacobianProduct | Derivatives.HessianVectorProduct";

    // A difference would see what StopGradient holds fixed in the path term.
    public static IEnumerable<TheoryDataRow<string>> Names => GoldenTests.Names.Where(row => row.Data != "path term");

    [Theory]
    [MemberData(nameof(Names))]
    public void Of_a_golden_agree(string name)
    {
        var row = GoldenTests.Row(name);
        var source = Golden.Source(row.Spellings[0]).Replace("[Differentiable]", $"[Differentiable({All})]", StringComparison.Ordinal);
        if (!source.Contains(All, StringComparison.Ordinal))
            source = source.Replace(")]", $", {All})]", StringComparison.Ordinal);
        using var code = GeneratorRun.Of(source).Load();
        foreach (var at in row.Points)
        {
            var where = "at (" + string.Join(", ", at) + ")";
            var count = row.WithRespectTo.Length;
            double[] tangents = [.. row.WithRespectTo.Select((_, i) => 0.7 - (0.4 * i))];
            double[] gradient = [.. row.WithRespectTo.Select(i => Reference.Partial(row.Function, i, at))];
            var second = row.WithRespectTo.Select(i => row.WithRespectTo.Select(j => Second(row, at, i, j)).ToArray()).ToArray();
            var all = code.Numbers("Golden.FValueGradientAndHessian", at);
            double[] triangle = [.. second.SelectMany((line, i) => line.Skip(i))];

            Numeric.SameBits(all[0], code.Number("Golden.F", at), where);
            Numeric.Close(all[1..(count + 1)], gradient, because: where);
            Numeric.Close(all[(count + 1)..], triangle, because: "second, " + where);
            Numeric.Close(code.Numbers("Golden.FHessian", at), triangle, because: "second, " + where);
            Numeric.Close(code.Numbers("Golden.FJvp", [.. at, .. tangents])[1], gradient.Zip(tangents, (a, b) => a * b).Sum(), because: where);
            Numeric.Close(code.Numbers("Golden.FVjp", [.. at, 3]), [.. gradient.Select(partial => 3 * partial)], because: where);
            Numeric.Close(code.Numbers("Golden.FHvp", [.. at, .. tangents]), [.. second.Select(line => line.Zip(tangents, (a, b) => a * b).Sum())], because: where);
        }
    }

    private static double Second(Golden row, double[] at, int i, int j)
    {
        Real50 Partial(Real50 step) => row.Function([.. at.Select((x, k) => new Dual50(k == j ? x + step : x, k == i ? Real50.One : Real50.Zero))]).Tangent;
        var step = FormCase.StepAt(at[j]);
        return (double)((Partial(step) - Partial(-step)) / (2 * step));
    }
}
