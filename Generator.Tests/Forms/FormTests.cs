using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Forms;

/// <summary>The numbers of every form are those of the function, and the value beside them is the method's to the bit.</summary>
public class FormTests
{
    public static IEnumerable<TheoryDataRow<string>> Scalars => FormCases.All.Where(row => !row.IsTuple).Select(row => new TheoryDataRow<string>(row.Name));

    public static IEnumerable<TheoryDataRow<string>> Tuples => FormCases.All.Where(row => row.IsTuple).Select(row => new TheoryDataRow<string>(row.Name));

    private delegate void JacobianOfOne(double x, Span<double> jacobian);

    private delegate void JacobianOfTwo(double x, double y, Span<double> jacobian);

    private delegate void JacobianOfFour(double x, double y, double z, double w, Span<double> jacobian);

    [Theory]
    [MemberData(nameof(Scalars))]
    public void Of_one_output_agree(string name)
    {
        var row = FormCases.All.Single(row => row.Name == name);
        using var code = GeneratorRun.Of(row.Source).Load();
        foreach (var at in row.Points)
        {
            var where = "at (" + string.Join(", ", at) + ")";
            var (gradient, triangle) = (row.Jacobian(at), row.Triangle(at));
            var tangents = Weights(at.Length);
            var all = code.Numbers("Forms.FValueGradientAndHessian", at);
            var jvp = code.Numbers("Forms.FJvp", [.. at, .. tangents]);

            Numeric.Close(code.Numbers("Forms.FGradient", at), gradient, because: where);
            Numeric.Close(code.Numbers("Forms.FHessian", at), triangle, because: where);
            Numeric.SameBits(all[0], code.Number("Forms.F", at), where);
            Numeric.Close(all[1..], [.. gradient, .. triangle], because: where);
            Numeric.SameBits(jvp[0], code.Number("Forms.F", at), where);
            Numeric.Close(jvp[1], Dot(gradient, tangents), because: where);
            Numeric.Close(code.Numbers("Forms.FVjp", [.. at, -1.7]), [.. gradient.Select(partial => -1.7 * partial)], because: where);
            Numeric.Close(code.Numbers("Forms.FHvp", [.. at, .. tangents]), row.HessianTimes(at, tangents), because: where);
        }
    }

    [Theory]
    [MemberData(nameof(Tuples))]
    public void Of_several_outputs_agree(string name)
    {
        var row = FormCases.All.Single(row => row.Name == name);
        using var code = GeneratorRun.Of(row.Source).Load();
        foreach (var at in row.Points)
        {
            var where = "at (" + string.Join(", ", at) + ")";
            var jacobian = row.Jacobian(at);
            var outputs = jacobian.Length / at.Length;
            double[][] rows = [.. Enumerable.Range(0, outputs).Select(i => jacobian[(i * at.Length)..((i + 1) * at.Length)])];
            var (tangents, cotangents) = (Weights(at.Length), Weights(outputs));
            var jvp = code.Numbers("Forms.FJvp", [.. at, .. tangents]);
            var values = code.Numbers("Forms.F", at);

            Numeric.Close(Jacobian(code, at, jacobian.Length), jacobian, because: where);
            for (var i = 0; i < outputs; i++)
                Numeric.SameBits(jvp[i], values[i], where);
            Numeric.Close(jvp[outputs..], [.. rows.Select(each => Dot(each, tangents))], because: where);
            Numeric.Close(
                code.Numbers("Forms.FVjp", [.. at, .. cotangents]),
                [.. at.Select((_, j) => Dot([.. rows.Select(each => each[j])], cotangents))],
                because: where);
        }
    }

    [Fact]
    public void A_span_of_another_length_is_refused_before_anything_is_written()
    {
        using var code = GeneratorRun.Of(FormCases.All.Single(row => row.Name == "polar").Source).Load();
        var jacobian = code.Delegate<JacobianOfTwo>("Forms.FJacobian");
        var shorter = new double[3];
        var longer = new double[5];

        Assert.Equal("jacobian", Assert.Throws<ArgumentException>(() => jacobian(1, 2, shorter)).ParamName);
        Assert.Equal("jacobian", Assert.Throws<ArgumentException>(() => jacobian(1, 2, longer)).ParamName);
        Assert.All(shorter.Concat(longer), written => Assert.Equal(0, written));
    }

    [Fact]
    public void At_the_origin_of_a_norm_all_is_zero()
    {
        using var code = GeneratorRun.Of(FormCases.All.Single(row => row.Name == "hypot").Source).Load();

        Assert.Equal([0, 0, 0], code.Numbers("Forms.FHessian", 0, 0));
        Assert.Equal([0, 0], code.Numbers("Forms.FHvp", 0, 0, 1, 1));
        Assert.Equal([0, 0], code.Numbers("Forms.FVjp", 0, 0, 1));
    }

    /// <summary>A residual adds nothing for what it does not move with, be it infinite.</summary>
    [Fact]
    public void Of_sums_of_squares_a_residual_counts_where_it_moves()
    {
        using var code = GeneratorRun.Of("""
            using System;
            using SymDiff;

            public static partial class C
            {
                [Differentiable(Derivatives = Derivatives.GaussNewton)]
                public static (double A, double B, double Size) F(double x, double y, double z) => (Math.Exp(x), 3 * y, x * y + z);

                public static double[] Sums(double[] x) { var (jtj, jtr) = (new double[9], new double[3]); FGaussNewton(x[0], x[1], x[2], jtj, jtr); return [.. jtj, .. jtr]; }
            }
            """).Load();

        Assert.Equal([double.PositiveInfinity, 1600, 2, 1600, 9 + 640000, 800, 2, 800, 1, double.PositiveInfinity, 18 + 1284000, 1605], (double[])code.Call("C.Sums", new double[] { 800, 2, 5 })!);
    }

    private static double[] Jacobian(CompiledCode code, double[] at, int length)
    {
        var written = new double[length];
        switch (at.Length)
        {
            case 1:
                code.Delegate<JacobianOfOne>("Forms.FJacobian")(at[0], written);
                break;
            case 2:
                code.Delegate<JacobianOfTwo>("Forms.FJacobian")(at[0], at[1], written);
                break;
            default:
                code.Delegate<JacobianOfFour>("Forms.FJacobian")(at[0], at[1], at[2], at[3], written);
                break;
        }

        return written;
    }

    private static double[] Weights(int count) => [.. Enumerable.Range(0, count).Select(i => 0.7 - (0.4 * i))];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
