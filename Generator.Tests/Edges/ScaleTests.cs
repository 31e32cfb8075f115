using System.Globalization;
using SymDiff.Generator.Tests.Support;
using static SymDiff.Generator.Tests.Support.Dual50;

namespace SymDiff.Generator.Tests.Edges;

/// <summary>Gradients at all scales: where all arguments are very large or very small together, nothing overflows and nothing vanishes on the way that the function itself keeps.</summary>
public class ScaleTests
{
    private const double Tolerance = 1e-11;

    // Below this a partial underflows.
    private const double Least = 1e-290;

    private static readonly int[] powers = [-145, -140, -120, -100, -80, -60, -40, -20, -8, 0, 8, 20, 40, 60, 80, 100, 120, 140, 145];

    private static readonly Dictionary<string, (string Parameters, Func<Dual50[], Dual50> Function, double[] At)> functions = new()
    {
        ["Math.Atan2(y, x)"] = ("double y, double x", v => Atan2(v[0], v[1]), [3, 4]),
        ["Math.Sqrt(x * x + y * y)"] = ("double x, double y", v => Sqrt((v[0] * v[0]) + (v[1] * v[1])), [3, -4]),
        ["Math.Log(x * x + y * y)"] = ("double x, double y", v => Log((v[0] * v[0]) + (v[1] * v[1])), [3, -4]),
        ["x / Math.Sqrt(x * x + y * y + z * z)"] = ("double x, double y, double z", v => v[0] / Sqrt((v[0] * v[0]) + (v[1] * v[1]) + (v[2] * v[2])), [3, -4, 0.5]),
        ["(x * x - y * y) / (x * x + y * y)"] = ("double x, double y", v => ((v[0] * v[0]) - (v[1] * v[1])) / ((v[0] * v[0]) + (v[1] * v[1])), [3, -4]),
        ["x * y / (x + y)"] = ("double x, double y", v => v[0] * v[1] / (v[0] + v[1]), [2, 3]),
        ["v * s / (k + s)"] = ("double v, double s, double k", v => v[0] * v[1] / (v[2] + v[1]), [2, 3, 5]),
        ["Math.Log(x / (x + y))"] = ("double x, double y", v => Log(v[0] / (v[0] + v[1])), [2, 3]),
        ["Math.Abs(x - y) / (x + y)"] = ("double x, double y", v => (v[0] - v[1]) / (v[0] + v[1]), [3, 2]),
        ["Math.Log(g / ((x - m) * (x - m) + g * g))"] = ("double x, double m, double g", v => Log(v[2] / (((v[0] - v[1]) * (v[0] - v[1])) + (v[2] * v[2]))), [0.7, 0.3, 2]),
        ["-Math.Log(g * (1 + (x - m) / g * ((x - m) / g)))"] = ("double x, double m, double g", v => -Log(v[2] * (1 + ((v[0] - v[1]) / v[2] * ((v[0] - v[1]) / v[2])))), [0.7, 0.3, 2]),
        ["Math.Log(double.Hypot(x, y))"] = ("double x, double y", v => Log(Hypot(v[0], v[1])), [3, -4]),
        ["Math.Log(x + y) - Math.Log(x)"] = ("double x, double y", v => Log(v[0] + v[1]) - Log(v[0]), [3, 4]),
        ["x / (1 + x * x)"] = ("double x", v => v[0] / (1 + (v[0] * v[0])), [3]),
        ["x / Math.Sqrt(1 + x * x)"] = ("double x", v => 1 / Sqrt(1 + (1 / (v[0] * v[0]))), [3]), // fifty digits are too few for 1 beside x²
        ["1 / (1 + x * x)"] = ("double x", v => 1 / (1 + (v[0] * v[0])), [3]),
    };

    public static TheoryData<string> Functions => [.. functions.Keys];

    [Theory, MemberData(nameof(Functions))]
    public void Right_at_every_scale(string function)
    {
        var (parameters, reference, at) = functions[function];
        using var code = GeneratorRun.Of(
            $$"""
            using System;
            using SymDiff;

            public static partial class Scale
            {
                [Differentiable]
                public static double F({{parameters}}) => {{function}};
            }
            """).Load();

        var compared = 0;
        foreach (var power in powers)
        {
            var point = Array.ConvertAll(at, x => x * double.Parse("1e" + power.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
            var actual = code.Numbers("Scale.FGradient", point);
            for (var i = 0; i < point.Length; i++)
            {
                var expected = Reference.Partial(reference, i, point);
                if (Math.Abs(expected) > 1 / Least)
                    continue;
                compared++;
                Assert.True(
                    Math.Abs(actual[i] - expected) <= Math.Max(Tolerance * Math.Abs(expected), Least),
                    string.Format(CultureInfo.InvariantCulture, "Partial {0} of {1} at 1e{2} is {3:R}, not {4:R}.", i, function, power, actual[i], expected));
            }
        }

        Assert.True(compared >= powers.Length - 4);
    }
}
