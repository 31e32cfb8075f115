using System.Globalization;
using System.Reflection;
using SymDiff.Generator.Algebra;
using SymDiff.Generator.Calculus;
using SymDiff.Generator.Tests.Support;
using static SymDiff.Generator.Tests.Support.Dual50;

namespace SymDiff.Generator.Tests.Calculus;

/// <summary>Every function of .NET on real numbers, found by reflection so that none is forgotten, over its domain.</summary>
public class DerivativeTableTests
{
    private static readonly double[] line = [-1e6, -123.456, -7.5, -1, -0.3, -1e-8, 1e-12, 0.2, 0.75, 1, 2.25, 31, 4e5];
    private static readonly double[] positive = [1e-300, 1e-9, 0.1, 0.75, 1.25, 3, 1e5, 1e200];
    private static readonly double[] exponents = [-700, -40, -1, -1e-9, 0, 1e-12, 0.5, 3, 100, 300];
    private static readonly double[] powers = [-300, -20, -1, -1e-9, 0, 1e-12, 0.5, 3, 40];
    private static readonly double[] inside = [-0.9999999, -0.5, -1e-9, 0, 0.3, 0.99, 0.999999999];
    private static readonly double[] aboveMinusOne = [-0.9999999, -0.5, -1e-9, 0, 1e-12, 3, 1e9];
    private static readonly double[] aboveOne = [1.0000001, 1.5, 20, 1e9];
    private static readonly double[] turns = [-3.2, -1, -0.25, -1e-9, 0, 0.1, 0.3, 1.75, 10.2];
    private static readonly double[] hyperbolic = [-300, -5, -0.3, -1e-9, 0, 0.2, 3, 300];
    private static readonly double[] quiet = [-4, -0.3, -1e-9, 0, 0.2, 3];
    private static readonly double[][] pairs = [[0.3, 0.7], [-2, 1.5], [3, -0.25], [-4, -5], [1e-5, 1e5]];
    private static readonly double[][] triples = [[0.3, 0.7, 2], [-2, 1.5, 3.25], [10, -4, 0.5]];
    private static readonly double[][] roots = [[0.3, 2], [5, 3], [-5, 3], [7, -2], [-7, -3], [2, 1], [1e10, 7]];

    private static readonly Dictionary<string, (Func<Dual50[], Dual50> Function, double[][] Points)> table = new()
    {
        ["Exp/1"] = (x => Exp(x[0]), Each(exponents)),
        ["Exp2/1"] = (x => Exp2(x[0]), Each(exponents)),
        ["Exp10/1"] = (x => Exp10(x[0]), Each(powers)),
        ["ExpM1/1"] = (x => Expm1(x[0]), Each(exponents)),
        ["Exp2M1/1"] = (x => Exp2(x[0]) - 1, Each(exponents)),
        ["Exp10M1/1"] = (x => Exp10(x[0]) - 1, Each(powers)),
        ["Log/1"] = (x => Log(x[0]), Each(positive)),
        ["Log/2"] = (x => Log(x[0]) / Log(x[1]), [[0.3, 0.7], [2, 10], [1e10, 1.5]]),
        ["Log2/1"] = (x => Log2(x[0]), Each(positive)),
        ["Log10/1"] = (x => Log10(x[0]), Each(positive)),
        ["LogP1/1"] = (x => Log1p(x[0]), Each(aboveMinusOne)),
        ["Log2P1/1"] = (x => Log1p(x[0]) / Real50.Ln2, Each(aboveMinusOne)),
        ["Log10P1/1"] = (x => Log1p(x[0]) / Log(10), Each(aboveMinusOne)),
        ["Sin/1"] = (x => Sin(x[0]), Each(line)),
        ["Cos/1"] = (x => Cos(x[0]), Each(line)),
        ["Tan/1"] = (x => Tan(x[0]), Each(line)),
        ["Asin/1"] = (x => Asin(x[0]), Each(inside)),
        ["Acos/1"] = (x => Acos(x[0]), Each(inside)),
        ["Atan/1"] = (x => Atan(x[0]), Each(line)),
        ["Atan2/2"] = (x => Atan2(x[0], x[1]), pairs),
        ["SinPi/1"] = (x => Sin(Dual50.Pi * x[0]), Each(turns)),
        ["CosPi/1"] = (x => Cos(Dual50.Pi * x[0]), Each(turns)),
        ["TanPi/1"] = (x => Tan(Dual50.Pi * x[0]), Each(turns)),
        ["AsinPi/1"] = (x => Asin(x[0]) / Dual50.Pi, Each(inside)),
        ["AcosPi/1"] = (x => Acos(x[0]) / Dual50.Pi, Each(inside)),
        ["AtanPi/1"] = (x => Atan(x[0]) / Dual50.Pi, Each(line)),
        ["Atan2Pi/2"] = (x => Atan2(x[0], x[1]) / Dual50.Pi, pairs),
        ["Sinh/1"] = (x => Sinh(x[0]), Each(hyperbolic)),
        ["Cosh/1"] = (x => Cosh(x[0]), Each(hyperbolic)),
        ["Tanh/1"] = (x => Tanh(x[0]), Each(quiet)),
        ["Asinh/1"] = (x => Asinh(x[0]), Each(line)),
        ["Acosh/1"] = (x => Acosh(x[0]), Each(aboveOne)),
        ["Atanh/1"] = (x => Atanh(x[0]), Each(inside)),
        ["Sqrt/1"] = (x => Sqrt(x[0]), Each(positive)),
        ["Cbrt/1"] = (x => Cbrt(x[0]), Each([.. positive, -2, -1e10])),
        ["RootN/2"] = (x => x[0].Value.Sign < 0 ? -Pow(-x[0], 1 / x[1]) : Pow(x[0], 1 / x[1]), roots),
        ["Pow/2"] = (x => Pow(x[0], x[1]), [[0.3, 0.7], [2, -3], [5, 0], [1e-7, 1], [1, 100], [7, 0.5]]),
        ["Hypot/2"] = (x => Hypot(x[0], x[1]), [.. pairs, [0, 2], [-3, 0], [0, 0]]),
        ["Abs/1"] = (x => Abs(x[0]), Each([.. line, 0])),
        ["Ceiling/1"] = (x => Floor(x[0]), Each([-2.5, 0.3, 7.75])),
        ["Floor/1"] = (x => Floor(x[0]), Each([-2.5, 0.3, 7.75])),
        ["Truncate/1"] = (x => Floor(x[0]), Each([-2.5, 0.3, 7.75])),
        ["Round/1"] = (x => Floor(x[0]), Each([-2.75, 0.3, 7.75])),
        ["Round/2"] = (x => Floor(x[0]), [[-2.75, 1], [0.3, 0]]),
        ["Round/3"] = (x => Floor(x[0]), [[-2.75, 1, 0], [0.3, 0, 1]]),
        ["Max/2"] = (x => Max(x[0], x[1]), [.. pairs, [1, 1]]),
        ["Min/2"] = (x => Min(x[0], x[1]), [.. pairs, [1, 1]]),
        ["MaxMagnitude/2"] = (x => Abs(x[0]) > Abs(x[1]) ? x[0] : x[1], pairs),
        ["MinMagnitude/2"] = (x => Abs(x[0]) < Abs(x[1]) ? x[0] : x[1], pairs),
        ["Clamp/3"] = (x => x[0] < x[1] ? x[1] : x[0] > x[2] ? x[2] : x[0], [[0.5, -1, 2], [-3, -1, 2], [5, -1, 2]]),
        ["CopySign/2"] = (x => Abs(x[0]) * (x[1].Value.Sign < 0 ? -1 : 1), pairs),
        ["ScaleB/2"] = (x => x[0] * Exp2(x[1]), [[0.3, 3], [-5, -2], [1, 0]]),
        ["IEEERemainder/2"] = (x => x[0] - (x[1] * Real50.Round(x[0].Value / x[1].Value)), [.. pairs, [5, 3], [-5, 3]]),
        ["Lerp/3"] = (x => (x[0] * (1 - x[2])) + (x[1] * x[2]), triples),
        ["FusedMultiplyAdd/3"] = (x => (x[0] * x[1]) + x[2], triples),
        ["BitIncrement/1"] = (x => x[0], Each(line)),
        ["ReciprocalEstimate/1"] = (x => 1 / x[0], Each([-3, 0.2, 7e5])),
        ["ReciprocalSqrtEstimate/1"] = (x => 1 / Sqrt(x[0]), Each([0.2, 1, 7e5])),
        ["DegreesToRadians/1"] = (x => x[0] * Dual50.Pi / 180, Each(line)),
        ["RadiansToDegrees/1"] = (x => x[0] * 180 / Dual50.Pi, Each(line)),
    };

    private static readonly Dictionary<string, string> synonyms = new()
    {
        ["Ieee754Remainder"] = "IEEERemainder",
        ["MaxNumber"] = "Max",
        ["MinNumber"] = "Min",
        ["MaxNative"] = "Max",
        ["MinNative"] = "Min",
        ["MaxMagnitudeNumber"] = "MaxMagnitude",
        ["MinMagnitudeNumber"] = "MinMagnitude",
        ["ClampNative"] = "Clamp",
        ["MultiplyAddEstimate"] = "FusedMultiplyAdd",
        ["BitDecrement"] = "BitIncrement",
    };

    // Functions of .NET that have no derivative to test: none today. A new one stands here with the reason, or in the table.
    private static readonly Dictionary<string, string> excused = [];

    public static TheoryData<Type> Owners => [typeof(Math), typeof(MathF), typeof(double), typeof(float)];

    [Theory]
    [MemberData(nameof(Owners))]
    public void Every_function_of_dotnet_is_differentiated(Type owner)
    {
        var real = owner == typeof(MathF) || owner == typeof(float) ? typeof(float) : typeof(double);
        var functions = owner.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.ReturnType == real && !method.IsSpecialName && method.GetParameters().Any(parameter => parameter.ParameterType == real))
            .Select((method, index) => (Method: method, Name: method.Name + "_" + index))
            .Where(function => !excused.ContainsKey(function.Method.Name))
            .ToList();
        Assert.NotEmpty(functions);

        var source = string.Join("\n", functions.Select(function => Marked(function.Method, function.Name)));
        using var code = GeneratorRun.Of($"using System;\nusing SymDiff;\n\npublic static partial class Table\n{{\n{source}\n}}\n").Load();
        Assert.Multiple([.. functions.Select(function => (Action)(() => Check(code, function.Method, "Table." + function.Name, real)))]);
    }

    [Theory]
    [InlineData("Math.Sqrt(x)", 0, double.PositiveInfinity)]
    [InlineData("Math.Log(x)", 0, double.PositiveInfinity)]
    [InlineData("Math.Log2(x)", 0, double.PositiveInfinity)]
    [InlineData("Math.Log10(x)", 0, double.PositiveInfinity)]
    [InlineData("double.LogP1(x)", -1, double.PositiveInfinity)]
    [InlineData("Math.Asin(x)", 1, double.PositiveInfinity)]
    [InlineData("Math.Asin(x)", -1, double.PositiveInfinity)]
    [InlineData("Math.Acos(x)", 1, double.NegativeInfinity)]
    [InlineData("Math.Acosh(x)", 1, double.PositiveInfinity)]
    [InlineData("Math.Asinh(x)", 1e200, 1e-200)]
    [InlineData("Math.Asinh(x)", -1e300, 1e-300)]
    [InlineData("Math.Asinh(x)", 1e-300, 1)]
    [InlineData("Math.Acosh(x)", 1e200, 1e-200)]
    [InlineData("Calculus.Trigamma(x)", 1e-90, -2e270)]
    [InlineData("Calculus.Hypot(x, 1e200)", 1e200, 0.7071067811865475)]
    [InlineData("Math.Atanh(x)", 1, double.PositiveInfinity)]
    [InlineData("Math.Cbrt(x)", 0, double.PositiveInfinity)]
    [InlineData("Math.Atan(x)", double.PositiveInfinity, 0)]
    [InlineData("Math.Atan(x)", 1e200, 0)]
    [InlineData("Math.Tanh(x)", double.PositiveInfinity, 0)]
    [InlineData("Math.Exp(x)", double.NegativeInfinity, 0)]
    [InlineData("Math.Log(x)", double.PositiveInfinity, 0)]
    [InlineData("Math.Sqrt(x)", double.PositiveInfinity, 0)]
    [InlineData("Math.Acosh(x)", 0.5, double.NaN)]
    [InlineData("Math.Asin(x)", 2, double.NaN)]
    [InlineData("Math.Sqrt(x)", -1, double.NaN)]
    public void At_the_ends_of_the_domain(string function, double at, double expected)
    {
        using var code = GeneratorRun.Of(
            $$"""
            using System;
            using SymDiff;

            public static partial class End
            {
                [Differentiable]
                public static double F(double x) => {{function}};
            }
            """).Load();

        Numeric.Close(code.Number("End.FGradient", at), expected, floor: 1e-307);
    }

    [Fact]
    public void Every_primitive_has_a_derivative_or_is_one()
    {
        Primitive[] onlyInDerivatives = [Primitive.Tetragamma, Primitive.Custom, Primitive.CustomPartial, Primitive.CustomSecond];

        Assert.Equal(Enum.GetValues<Primitive>().Except(onlyInDerivatives).Order(), DerivativeTable.Functions.Order());
    }

    private static void Check(CompiledCode code, MethodInfo method, string name, Type real)
    {
        var parameters = method.GetParameters();
        var key = synonyms.GetValueOrDefault(method.Name, method.Name) + "/" + parameters.Length;
        Assert.True(table.TryGetValue(key, out var row), $"{method} has no line in the table of this test, nor a reason for having none.");
        var isSingle = real == typeof(float);
        int[] active = [.. Enumerable.Range(0, parameters.Length).Where(i => parameters[i].ParameterType == real)];
        foreach (var point in row.Points)
        {
            double[] at = isSingle ? [.. point.Select(x => (double)(float)x)] : point;
            double[] expected;
            try
            {
                expected = [.. active.Select(i => Reference.Partial(row.Function, i, at))];
            }
            catch (ArithmeticException) when (isSingle)
            {
                continue; // The point is at the end of the domain, once rounded.
            }

            if (isSingle && Array.Exists(expected, x => x != 0 && Math.Abs(x) is > 1e30 or < 1e-30))
                continue;
            object[] arguments = [.. at.Select((x, i) => Argument(x, parameters[i].ParameterType))];
            var where = $"{method} at ({string.Join(", ", arguments)})";
            var (tolerance, floor) = isSingle ? (3e-4, 1e-6) : (1e-10, 1e-13);
            double[] gradient = [.. CompiledCode.Flatten(code.Call(name + "Gradient", arguments))];
            Numeric.Close(gradient, expected, tolerance, floor, where);
            double[] both = [.. CompiledCode.Flatten(code.Call(name + "ValueAndGradient", arguments))];
            Numeric.SameBits(both[0], CompiledCode.Flatten(code.Call(name, arguments)).Single(), where);
            Numeric.Close(both[1..], expected, tolerance, floor, where);
        }
    }

    private static object Argument(double x, Type type) =>
        type.IsEnum ? Enum.ToObject(type, (int)x) : Convert.ChangeType(x, type, CultureInfo.InvariantCulture);

    private static string Marked(MethodInfo method, string name)
    {
        var parameters = method.GetParameters();
        var declared = string.Join(", ", parameters.Select((parameter, i) => $"{Keyword(parameter.ParameterType)} x{i}"));
        var arguments = string.Join(", ", parameters.Select((_, i) => $"x{i}"));
        var type = Keyword(method.ReturnType);
        return $"    [Differentiable]\n    public static {type} {name}({declared}) => {Keyword(method.DeclaringType!)}.{method.Name}({arguments});\n";
    }

    private static string Keyword(Type type) =>
        type == typeof(double) ? "double" : type == typeof(float) ? "float" : type == typeof(int) ? "int" : type.Name;

    private static double[][] Each(double[] points) => [.. points.Select(x => new[] { x })];
}
