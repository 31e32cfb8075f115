using System.Globalization;
using System.Reflection;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Constructs;

/// <summary>Compiles each construct with its derivatives, and calls them.</summary>
public class ConstructTests
{
    private static readonly Lazy<CompiledCode?> together = new(LoadTogether);

    // Arguments where At says none, by the parameter's place.
    private static readonly double[][] points = [[0.7, 1.3, 0.45, 2.1], [2.5, 0.3, 1.9, 0.6], [-0.4, 0.9, -1.1, 0.2]];

    public static TheoryData<string> Constructs => [.. Gallery.All.Select(construct => construct.Name)];

    [Theory]
    [MemberData(nameof(Constructs))]
    public void Is_differentiated(string name)
    {
        var construct = Gallery.All.Single(construct => construct.Name == name);
        if (together.Value is { } all)
        {
            Check(all, construct);
            return;
        }

        using var alone = GeneratorRun.Of(construct.Source).Load();
        Check(alone, construct);
    }

    // Compiling them one by one takes long, and is done only where something is wrong with one, to see which.
    private static CompiledCode? LoadTogether()
    {
        var run = GeneratorRun.Of(Gallery.SourceFor(Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest));
        return run.CompilerDiagnostics().IsEmpty && run.GeneratorDiagnostics.IsEmpty ? run.Load() : null;
    }

    internal static void Check(CompiledCode code, Construct construct)
    {
        var type = construct.Name + ".C";
        foreach (var arguments in Arguments(code.Type(type)))
        {
            var where = "at (" + string.Join(", ", arguments.Select(x => Convert.ToString(x, CultureInfo.InvariantCulture))) + ")";
            double[] Numbers(string method) => [.. CompiledCode.Flatten(code.Call(type + "." + method, [.. arguments]))];
            var expected = Numbers("D");
            var both = Numbers("FValueAndGradient");

            Numeric.SameBits(both[0], Assert.Single(Numbers("F")), where);
            Numeric.Close(Numbers("FGradient"), expected, construct.Tolerance, because: where);
            Numeric.Close(both[1..], expected, construct.Tolerance, because: "beside the value, " + where);
        }
    }

    private static IEnumerable<object[]> Arguments(Type type)
    {
        const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        if (type.GetProperty("At", Any) is { } given)
            return (object[][])given.GetValue(null)!;
        var parameters = type.GetMethod("F", Any)!.GetParameters();
        return points.Select(point => parameters.Select((parameter, i) => Argument(parameter.ParameterType, point[i])).ToArray());
    }

    private static object Argument(Type type, double value) =>
        type == typeof(bool) ? value > 1
        : type == typeof(double) || type == typeof(float) ? Convert.ChangeType(value, type, CultureInfo.InvariantCulture)
        : Convert.ChangeType(Math.Truncate(3 * Math.Abs(value)), type, CultureInfo.InvariantCulture);
}
