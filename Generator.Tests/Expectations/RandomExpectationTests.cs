using System.Globalization;
using System.Text;
using CsCheck;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Expectations;

/// <summary>
/// Random sums and products of the lines of the table, and choices between them: their expectations in closed form, and those of their gradients, are what quadrature gives, at points where
/// draws lose their coefficients too. <c>SYMDIFF_SEED</c> in the environment runs that seed, and <c>SYMDIFF_MINUTES</c> runs others for so long.
/// </summary>
public class RandomExpectationTests
{
    private const int BatchSize = 20;
    private const double Tolerance = 1e-7;
    private const double Floor = 1e-9;

    private static readonly double[][] points = [[0.4, -1.2, 0.9], [-0.7, 0.3, 1.6], [0.5, 0, 1.1], [0, 0, 0], [1, 0.8, 0]];

    private static readonly Gen<string> form = Gen.OneOf("a + b * e", "a - e", "b * e", "0.5 - c * e", "a + (b - c) * e", "e");
    private static readonly Gen<string> number = Gen.OneOf("a", "c", "1.5", "-0.25", "a * c");

    private static readonly Gen<string> row = Gen.Frequency(
        (2, form.Select(x => $"({x})")),
        (2, form.Select(x => $"({x}) * ({x})")),
        (1, form.Select(x => $"Math.Pow({x}, 3)")),
        (2, form.Select(x => $"Math.Exp(0.5 * ({x}))")),
        (1, form.Select(x => $"Math.Exp(-({x}) * ({x}))")),
        (1, form.Select(x => $"Math.Cos({x})")),
        (1, form.Select(x => $"Math.Sin({x})")),
        (1, form.Select(x => $"Math.Cosh(0.4 * ({x}))")),
        (2, form.Select(x => $"Math.Abs({x})")),
        (1, form.Select(x => $"Math.Pow(Math.Abs({x}), 3)")),
        (1, form.Select(x => $"Calculus.NormalCdf({x})")),
        (1, form.Select(x => $"Calculus.NormalPdf({x})")),
        (1, form.Select(x => $"Calculus.Erf({x})")),
        (2, Gen.Select(form, number, (x, k) => $"Math.Max({x}, {k})")),
        (2, Gen.Select(form, form, (x, y) => $"Math.Min({x}, {y})")),
        (1, Gen.Select(form, number, (x, k) => $"Math.Max(Math.Exp(0.6 * ({x})) - {k}, 0)")),
        (1, Gen.Select(form, number, (x, k) => $"Math.Max({k} - Math.Exp(0.6 * ({x})), 0)")),
        (1, form.Select(x => $"Math.Min(Math.Max({x}, -0.5), 1.25)")),
        (1, form.Select(x => $"Math.Exp(-Math.Abs({x}))")),
        (1, Gen.Select(form, number, (x, k) => $"(({x}) * ({x}) < {k} ? 1 : {k})")),
        (1, Gen.Select(form, number, (x, k) => $"Math.Max(({x}) * ({x}) - e * {k}, {k})")));

    private static readonly Gen<string> body = Gen.Frequency(
        (3, row),
        (3, Gen.Select(row, row, (x, y) => $"{x} * {y}")),
        (2, Gen.Select(row, row, number, (x, y, k) => $"{k} * {x} + {y}")),
        (2, Gen.Select(form, number, row, row, (f, k, x, y) => $"({f} > {k} ? {x} : {y})")),
        (1, Gen.Select(form, row, (f, x) => $"Math.Sign({f} - 0.37) * {x}")),
        (1, Gen.Select(row, row, row, (x, y, z) => $"{x} * {y} - {z}")),
        (1, Gen.Select(form, form, row, row, (f, g, x, y) => $"({f} > 0 && {g} <= 1 ? {x} : {y})")));

    [Fact]
    public void Expectations_are_those_of_quadrature()
    {
        var seed = Environment.GetEnvironmentVariable("SYMDIFF_SEED") ?? "0N0XIzNsQ0O2";
        var minutes = double.Parse(Environment.GetEnvironmentVariable("SYMDIFF_MINUTES") ?? "0", CultureInfo.InvariantCulture);
        if (minutes == 0)
        {
            body.Array[BatchSize].Sample(AssertAll, seed: seed, iter: 1, threads: 1);
            return;
        }

        body.Array[BatchSize].Sample(AssertAll, time: (int)(60 * minutes), threads: 1);
    }

    private static void AssertAll(string[] bodies)
    {
        var source = new StringBuilder("using System;\nusing SymDiff;\n\npublic static partial class C\n{\n");
        for (var i = 0; i < bodies.Length; i++)
            source.AppendLine(CultureInfo.InvariantCulture, $"    [Differentiable]\n    public static double F{i}(double a, double b, double c, [StandardNormal] double e) => {bodies[i]};");
        using var code = GeneratorRun.Of(source.Append("}\n").ToString()).Load();
        var failures = new List<string>();
        var count = 0;
        for (var i = 0; i < bodies.Length; i++)
        {
            var name = "F" + i.ToString(CultureInfo.InvariantCulture);
            if (code.Type("C").GetMethod(name + "Expectation") is null)
                continue;
            count++;
            var value = Integrand.Of(code, "C", name);
            var hasGradient = code.Type("C").GetMethod(name + "ExpectedGradient") is not null;
            foreach (var at in points)
            {
                Compare(code.Number($"C.{name}Expectation", at), Mean(value, at), "E");
                var gradient = hasGradient ? code.Numbers($"C.{name}ExpectedGradient", at) : [];
                for (var j = 0; j < gradient.Length; j++)
                    Compare(gradient[j], Mean(Integrand.Of(code, "C", name + "Gradient", j), at), "partial " + "abc"[j]);

                void Compare(double actual, double expected, string what)
                {
                    if (!Numeric.IsClose(actual, expected, Tolerance, Floor))
                        failures.Add(string.Create(CultureInfo.InvariantCulture, $"{bodies[i]} at ({string.Join(", ", at)}): {what} {actual:R}, not {expected:R}"));
                }
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.True(count > bodies.Length / 2, $"Only {count} of {bodies.Length} have a closed form.");
    }

    private static double Mean(Func<double[], double> function, double[] at)
    {
        double[] all = [.. at, 0];
        return NormalIntegral.Mean(1, point =>
        {
            all[^1] = point[0];
            return function(all);
        });
    }
}
