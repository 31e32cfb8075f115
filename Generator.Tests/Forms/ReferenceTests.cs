using System.Globalization;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Forms;

/// <summary>Every form has the numbers of a reference of many digits, at ordinary points and at the edges: a sum may cancel, but no product vanishes or overflows on the way.</summary>
public class ReferenceTests
{
    private const double Tolerance = 1e-9;

    // Below this a derivative underflows.
    private const double Least = 1e-300;

    private const string OfOneOutput = "Gradient | Derivatives.Hessian | Derivatives.JacobianVectorProduct | Derivatives.VectorJacobianProduct | Derivatives.HessianVectorProduct";
    private const string OfSeveral = "Jacobian | Derivatives.JacobianVectorProduct | Derivatives.VectorJacobianProduct";

    private static readonly double[] tangents = [0.5, -1.25, 2, 0.75, -0.5, 1.5];
    private static readonly double[] cotangents = [1.5, -0.5, 2, 1.5];

    public static IEnumerable<TheoryDataRow<string>> Numbers => Names(ReferenceCases.Numbers);

    public static IEnumerable<TheoryDataRow<string>> Tuples => Names(ReferenceCases.Tuples);

    public static IEnumerable<TheoryDataRow<string>> Arrays => Names(ReferenceCases.Arrays);

    public static IEnumerable<TheoryDataRow<string>> Fills => Names(ReferenceCases.Fills);

    [Theory, MemberData(nameof(Numbers))]
    public void Of_numbers(string name)
    {
        var row = ReferenceCases.Numbers.Single(row => row.Name == name);
        using var code = Load(row, OfOneOutput, "");
        foreach (var (at, jacobian, triangle) in row.Points)
        {
            var n = at.Length;
            var all = code.Numbers("Forms.FValueGradientAndHessian", at);
            var hessian = ReferenceCase.Whole(triangle, n);
            Close(code.Numbers("Forms.FGradient", at), jacobian, "gradient", at);
            Close(code.Numbers("Forms.FValueAndGradient", at)[1..], jacobian, "gradient beside the value", at);
            Close(code.Numbers("Forms.FHessian", at), triangle, "Hessian", at);
            Close(all[1..(n + 1)], jacobian, "gradient beside the Hessian", at);
            Close(all[(n + 1)..], triangle, "Hessian beside the gradient", at);
            CloseProducts([code.Numbers("Forms.FJvp", [.. at, .. tangents[..n]])[1]], [jacobian], tangents, "Jvp", at);
            Close(code.Numbers("Forms.FVjp", [.. at, 1.5]), [.. jacobian.Select(partial => 1.5 * partial)], "Vjp", at);
            CloseProducts(code.Numbers("Forms.FHvp", [.. at, .. tangents[..n]]), hessian, tangents, "Hvp", at);
        }
    }

    [Theory, MemberData(nameof(Tuples))]
    public void Of_tuples(string name)
    {
        var row = ReferenceCases.Tuples.Single(row => row.Name == name);
        var (n, m) = (row.Points[0].At.Length, row.Points[0].Jacobian.Length / row.Points[0].At.Length);
        var arguments = string.Join(", ", Enumerable.Range(0, n).Select(i => $"x[{i}]"));
        using var code = Load(row, OfSeveral + " | Derivatives.GaussNewton", $$"""
            public static double[] Jacobian(double[] x) { var j = new double[{{m * n}}]; FJacobian({{arguments}}, j); return j; }

            public static double[] Products(double[] x) { var (jtj, jtr) = (new double[{{n * n}}], new double[{{n}}]); FGaussNewton({{arguments}}, jtj, jtr); return [.. jtj, .. jtr]; }
            """);
        foreach (var (at, jacobian, _) in row.Points)
        {
            var rows = jacobian.Chunk(n).ToArray();
            double[][] columns = [.. Enumerable.Range(0, n).Select(i => rows.Select(line => line[i]).ToArray())];
            var products = (double[])code.Call("Forms.Products", at)!;
            Close((double[])code.Call("Forms.Jacobian", at)!, jacobian, "Jacobian", at);
            CloseProducts(code.Numbers("Forms.FJvp", [.. at, .. tangents[..n]])[m..], rows, tangents, "Jvp", at);
            CloseProducts(code.Numbers("Forms.FVjp", [.. at, .. cotangents[..m]]), columns, cotangents, "Vjp", at);
            for (var i = 0; i < n; i++)
                CloseProducts(products[(i * n)..((i + 1) * n)], columns, columns[i], "JᵀJ", at);
            CloseProducts(products[(n * n)..], columns, code.Numbers("Forms.F", at), "Jᵀr", at);
        }
    }

    [Theory, MemberData(nameof(Arrays))]
    public void Of_arrays(string name)
    {
        var row = ReferenceCases.Arrays.Single(row => row.Name == name);
        using var code = Load(row, OfOneOutput, """
            public static double[] Gradient(double[] x) { var g = new double[x.Length]; FGradient(x, g); return g; }

            public static double[] Beside(double[] x) { var g = new double[x.Length]; FValueAndGradient(x, g); return g; }

            public static double[] Hessian(double[] x) { var h = new double[x.Length * x.Length]; FHessian(x, h); return h; }

            public static double Jvp(double[] x, double[] t) => FJvp(x, t).Tangent;

            public static double[] Vjp(double[] x) { var g = new double[x.Length]; FVjp(x, 1.5, g); return g; }

            public static double[] Hvp(double[] x, double[] t) { var g = new double[x.Length]; FHvp(x, t, g); return g; }
            """);
        foreach (var (at, jacobian, triangle) in row.Points)
        {
            var n = at.Length;
            var hessian = ReferenceCase.Whole(triangle, n);
            double[] Of(string method, params object[] arguments) => [.. CompiledCode.Flatten(code.Call("Forms." + method, [at.Clone(), .. arguments]))];
            Close(Of("Gradient"), jacobian, "gradient", at);
            Close(Of("Beside"), jacobian, "gradient beside the value", at);
            Close(Of("Hessian"), [.. hessian.SelectMany(line => line)], "Hessian", at);
            CloseProducts(Of("Jvp", tangents[..n]), [jacobian], tangents, "Jvp", at);
            Close(Of("Vjp"), [.. jacobian.Select(partial => 1.5 * partial)], "Vjp", at);
            CloseProducts(Of("Hvp", tangents[..n]), hessian, tangents, "Hvp", at);
        }
    }

    [Theory, MemberData(nameof(Fills))]
    public void Of_what_is_filled(string name)
    {
        var row = ReferenceCases.Fills.Single(row => row.Name == name);
        var (n, m) = (row.Points[0].At.Length, row.Points[0].Jacobian.Length / row.Points[0].At.Length);
        using var code = Load(row, OfSeveral, $$"""
            public static double[] Jacobian(double[] x) { var j = new double[{{m * n}}]; FJacobian(x, j); return j; }

            public static double[] Jvp(double[] x, double[] t) { var (y, moved) = (new double[{{m}}], new double[{{m}}]); FJvp(x, y, t, moved); return moved; }

            public static double[] Vjp(double[] x, double[] c) { var g = new double[{{n}}]; FVjp(x, c, g); return g; }
            """);
        foreach (var (at, jacobian, _) in row.Points)
        {
            var rows = jacobian.Chunk(n).ToArray();
            double[][] columns = [.. Enumerable.Range(0, n).Select(i => rows.Select(line => line[i]).ToArray())];
            Close((double[])code.Call("Forms.Jacobian", at)!, jacobian, "Jacobian", at);
            CloseProducts((double[])code.Call("Forms.Jvp", at, tangents[..n])!, rows, tangents, "Jvp", at);
            CloseProducts((double[])code.Call("Forms.Vjp", at, cotangents[..m])!, columns, cotangents, "Vjp", at);
        }
    }

    private static IEnumerable<TheoryDataRow<string>> Names(ReferenceCase[] rows) => rows.Select(row => new TheoryDataRow<string>(row.Name));

    private static CompiledCode Load(ReferenceCase row, string forms, string more)
    {
        var active = row.Signature.Contains("[] x", StringComparison.Ordinal) ? "nameof(x), " : "";
        return GeneratorRun.Of(
            $$"""
            using System;
            using SymDiff;

            public static partial class Forms
            {
                [Differentiable({{active}}Derivatives = Derivatives.{{forms}})]
                public static {{row.Signature}} { {{row.Body}} }

                {{more}}
            }
            """).Load();
    }

    private static void Close(double[] actual, double[] expected, string what, double[] at) =>
        Numeric.Close(actual, expected, Tolerance, Least, Where(what, at));

    // As exact as the terms of each sum are.
    private static void CloseProducts(double[] actual, double[][] rows, double[] weights, string what, double[] at)
    {
        Assert.Equal(rows.Length, actual.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            var terms = rows[i].Zip(weights, (a, b) => a * b).ToArray();
            Numeric.Close(actual[i], terms.Sum(), 0, Math.Max(Least, Tolerance * terms.Sum(Math.Abs)), Where($"{what}, element {i}", at));
        }
    }

    private static string Where(string what, double[] at) => $"{what} at ({string.Join(", ", at.Select(x => x.ToString("R", CultureInfo.InvariantCulture)))})";
}
