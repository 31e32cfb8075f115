using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Structs;

/// <summary>
/// All that the types of <c>System.Numerics</c> compute, as the framework at hand has them: each function is differentiated, and held to differences of itself, or stands in the list of
/// those that are refused where they are called.
/// </summary>
public class NumericsTests
{
    private static readonly Type[] types = [typeof(Vector2), typeof(Vector3), typeof(Vector4), typeof(Quaternion), typeof(Matrix4x4), typeof(Matrix3x2), typeof(Plane)];

    // What is no arithmetic: bits, tests, memory.
    private static readonly HashSet<string> others =
    [
        "AndNot", "BitwiseAnd", "BitwiseOr", "OnesComplement", "Xor", "ConditionalSelect", "GreaterThan", "GreaterThanOrEqual", "LessThan", "LessThanOrEqual", "Equals",
        "Load", "LoadAligned", "LoadAlignedNonTemporal", "LoadUnsafe", "CreateScalarUnsafe",
    ];

    private static readonly HashSet<string> refused =
    [
        // What is made of several rows.
        "Matrix4x4.Create(Matrix3x2)",
        // With thresholds at which they jump.
        "Matrix4x4.CreateBillboard(Vector3,Vector3,Vector3,Vector3)", "Matrix4x4.CreateBillboardLeftHanded(Vector3,Vector3,Vector3,Vector3)",
        "Matrix4x4.CreateConstrainedBillboard(Vector3,Vector3,Vector3,Vector3,Vector3)", "Matrix4x4.CreateConstrainedBillboardLeftHanded(Vector3,Vector3,Vector3,Vector3,Vector3)",
        // Several results at once.
        "Matrix4x4.Invert(Matrix4x4,Matrix4x4&)", "Matrix4x4.Decompose(Matrix4x4,Vector3&,Quaternion&,Vector3&)", "Matrix3x2.Invert(Matrix3x2,Matrix3x2&)",
        // Planes as results.
        "Plane.Create(Vector4)", "Plane.Create(Vector3,Single)", "Plane.Create(Single,Single,Single,Single)", "Plane.CreateFromVertices(Vector3,Vector3,Vector3)", "Plane.Normalize(Plane)",
        "Plane.Transform(Plane,Matrix4x4)", "Plane.Transform(Plane,Quaternion)",
    ];

    private static readonly List<MethodInfo> methods = [.. types.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(method => !method.IsSpecialName && !others.Contains(method.Name) && !method.Name.StartsWith("Is", StringComparison.Ordinal) && (IsNumber(method.ReturnType) || method.GetParameters().Any(parameter => parameter.IsOut))
            && method.GetParameters().All(parameter => IsNumber(parameter.IsOut ? parameter.ParameterType.GetElementType()! : parameter.ParameterType)))];

    private static readonly Lazy<CompiledCode> code = new(() => GeneratorRun.Of(string.Join("\n", methods.Where(method => !refused.Contains(Key(method))).Select(Source))).Load());

    public static TheoryData<string> Known => [.. methods.Select(Key).Where(key => !refused.Contains(key))];

    public static TheoryData<string> Refused => [.. refused];

    [Theory]
    [MemberData(nameof(Known))]
    public void Is_differentiated(string key)
    {
        var method = methods.Single(method => Key(method) == key);
        var name = Name(method) + ".C.F";
        object[] point = [.. Inputs(method).Select((type, i) => type == typeof(float) ? 0.45f + (0.3f * i) : Filled(type, Seed(method, i)))];
        double Value(object[] arguments) => Assert.Single(Reals(code.Value.Call(name, arguments)!));
        double[] both = [.. Reals(code.Value.Call(name + "ValueAndGradient", point)!)], gradient = [.. Reals(code.Value.Call(name + "Gradient", point)!)];
        Numeric.SameBits(both[0], Value(point), key);
        List<double> expected = [.. point.SelectMany((argument, i) => Leaves(argument).Select(path => Difference(Value, point, i, path)))];

        Assert.Equal(expected.Count, gradient.Length);
        var scale = 1 + expected.Max(Math.Abs);
        Assert.All(expected.Select((by, i) => (by, i)), pair =>
            Assert.True(Math.Abs(pair.by - gradient[pair.i]) <= 2e-3 * scale, $"partial {pair.i}: {gradient[pair.i]:R}, by differences {pair.by:R}"));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Is_refused_where_it_is_called(string key)
    {
        var source = Source(methods.Single(method => Key(method) == key));
        var run = GeneratorRun.Of(source);
        var reports = await run.Reports();

        Assert.Empty(run.GeneratorDiagnostics);
        Assert.Contains(reports, report => report.Id is "SYMDIFF002" or "SYMDIFF003" && report.Location.IsInSource && report.Location.SourceSpan.Start > source.IndexOf("/*", StringComparison.Ordinal));
        Assert.DoesNotContain(reports, report => report.Id == "SYMDIFF099");
    }

    private static bool IsNumber(Type type) => type == typeof(float) || types.Contains(type);

    private static string Key(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}({string.Join(",", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})";

    private static string Name(MethodInfo method) => "N" + new StringBuilder(Key(method)).Replace(".", "_").Replace("(", "_").Replace(")", "").Replace(",", "_");

    private static IEnumerable<Type> Inputs(MethodInfo method) => (method.IsStatic ? [] : new[] { method.DeclaringType! }).Concat(method.GetParameters().Where(parameter => !parameter.IsOut).Select(parameter => parameter.ParameterType));

    private static string TypeText(Type type) => type == typeof(float) ? "float" : "System.Numerics." + type.Name;

    // All numbers in the result, each with a weight of its own.
    private static string Source(MethodInfo method)
    {
        List<Type> inputs = [.. Inputs(method)];
        var names = inputs.Select((_, i) => "a" + i.ToString(CultureInfo.InvariantCulture)).ToList();
        if (method.GetParameters().LastOrDefault(parameter => parameter.IsOut) is { } last)
        {
            var outs = method.GetParameters().Where(parameter => parameter.IsOut).Select((_, i) => "out var o" + i.ToString(CultureInfo.InvariantCulture)).ToList();
            return $$"""
                public static partial class C
                {
                    [SymDiff.Differentiable]
                    public static float F({{TypeText(inputs[0])}} a) { /**/{{TypeText(method.DeclaringType!)}}.{{method.Name}}(a, {{string.Join(", ", outs)}}); return o{{outs.Count - 1}}.{{string.Join(".", Leaves(Activator.CreateInstance(last.ParameterType.GetElementType()!)!).First().Select(field => field.Name))}}; }
                }
                """;
        }

        var call = method.IsStatic ? $"{TypeText(method.DeclaringType!)}.{method.Name}({string.Join(", ", names)})" : $"a0.{method.Name}({string.Join(", ", names.Skip(1))})";
        var numbers = method.ReturnType == typeof(float) ? ["r"] : Leaves(Activator.CreateInstance(method.ReturnType)!).Select(path => "r." + string.Join(".", path.Select(field => field.Name))).ToList();
        var sum = string.Join(" + ", numbers.Select((number, i) => $"{(1 + (i % 5 * 0.25)).ToString(CultureInfo.InvariantCulture)}f * {number}"));
        return $$"""
            namespace {{Name(method)}}
            {
                public static partial class C
                {
                    [SymDiff.Differentiable({{string.Join(", ", names.Select(name => $"nameof({name})"))}})]
                    public static float F({{string.Join(", ", inputs.Zip(names, (type, name) => TypeText(type) + " " + name))}}) { var r = /**/{{call}}; return {{sum}}; }
                }
            }
            """;
    }

    private static int Seed(MethodInfo method, int argument) => (method.Name.Length * 7) + (argument * 13);

    // Numbers that are positive, not alike, and no kink: 0.4 … 1.9. Those that are no part of anything ascend, as the planes of a view do.
    private static object Filled(Type type, int seed)
    {
        var place = 0;
        return Fill(type);

        object Fill(Type part)
        {
            if (part == typeof(float))
                return 0.4f + (0.1f * (((seed + (place++ * 5)) % 16) + (0.3f * place)));
            var whole = RuntimeHelpers.GetUninitializedObject(part);
            foreach (var field in Fields(part))
                field.SetValue(whole, Fill(field.FieldType));
            return whole;
        }
    }

    private static IEnumerable<FieldInfo> Fields(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public).OrderBy(field => field.MetadataToken);

    private static IEnumerable<FieldInfo[]> Leaves(object whole) => whole is float ? [[]]
        : Fields(whole.GetType()).SelectMany(field => Leaves(field.GetValue(whole)!).Select(rest => (FieldInfo[])[field, .. rest]));

    private static IEnumerable<double> Reals(object whole) => Leaves(whole).Select(path => (double)(float)path.Aggregate(whole, (part, field) => field.GetValue(part)!));

    private static object Moved(object whole, FieldInfo[] path, float by)
    {
        if (path.Length == 0)
            return (float)whole + by;
        var copy = RuntimeHelpers.GetObjectValue(whole);
        path[0].SetValue(copy, Moved(path[0].GetValue(copy)!, path[1..], by));
        return copy;
    }

    // Central differences of sixth order.
    private static double Difference(Func<object[], double> value, object[] arguments, int index, FieldInfo[] path)
    {
        const float Step = 1f / 64;
        double At(float by)
        {
            var moved = (object[])arguments.Clone();
            moved[index] = Moved(moved[index], path, by);
            return value(moved);
        }

        return ((45 * (At(Step) - At(-Step))) - (9 * (At(2 * Step) - At(-2 * Step))) + (At(3 * Step) - At(-3 * Step))) / (60 * Step);
    }
}
