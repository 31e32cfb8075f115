using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Structs;

/// <summary>Compiles each method with its gradient, and holds it to differences of the method itself; the value is the method's to the bit.</summary>
public class StructTests
{
    private static readonly Lazy<CompiledCode?> together = new(() =>
    {
        var run = GeneratorRun.Of(string.Join("\n", StructCases.All.Select(row => row.Source)));
        return run.CompilerDiagnostics().IsEmpty && run.GeneratorDiagnostics.IsEmpty ? run.Load() : null;
    });

    public static TheoryData<string> Names => [.. StructCases.All.Select(row => row.Name)];

    public static TheoryData<string> OldNames => [.. StructCases.All.Where(row => row.Since == LanguageVersion.CSharp7_3).Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_differentiated(string name)
    {
        var row = StructCases.All.Single(row => row.Name == name);
        if (together.Value is { } all)
        {
            Check(all, row);
            return;
        }

        using var alone = GeneratorRun.Of(row.Source).Load();
        Check(alone, row);
    }

    [Theory]
    [MemberData(nameof(OldNames))]
    public void Compiles_in_old_projects(string name) =>
        GeneratorRun.Of(StructCases.All.Single(row => row.Name == name).Source, new Consumer(LanguageVersion.CSharp7_3)).AssertSound();

    private static void Check(CompiledCode code, StructCase row)
    {
        var points = (object[][])code.Type(row.Name + ".Points").GetProperty("All")!.GetValue(null)!;
        foreach (var point in points)
        {
            double[] Numbers(string method, object[] arguments) => [.. Reals(Call(code, row, method, arguments)!)];
            double Value(object[] arguments) => Assert.Single(Numbers("F", arguments));
            var where = "at (" + string.Join(", ", point) + ")";
            var both = Numbers("FValueAndGradient", point);
            var gradient = Numbers("FGradient", point);
            Numeric.SameBits(both[0], Value(point), where);
            var chosen = row.WithRespectTo ?? [.. Enumerable.Range(0, point.Length)];
            List<double> expected = [.. chosen.SelectMany(index => Leaves(point[index]).Select(path => Difference(Value, point, index, path, row.Step)))];
            if (row.Only is { } only)
                expected = [.. only.Select(i => expected[i])];
            Assert.Equal(expected.Count, gradient.Length);
            var scale = 1 + expected.Max(Math.Abs);
            for (var i = 0; i < expected.Count; i++)
            {
                Assert.True(Math.Abs(expected[i] - gradient[i]) <= row.Tolerance * scale, $"{where}, partial {i}: {gradient[i]:R}, by differences {expected[i]:R}");
                Assert.True(Math.Abs(both[i + 1] - gradient[i]) <= row.Tolerance * 1e-2 * scale, $"{where}, partial {i} beside the value: {both[i + 1]:R}, alone {gradient[i]:R}");
            }
        }
    }

    // The receiver of an instance method is the first argument.
    private static object? Call(CompiledCode code, StructCase row, string method, object[] arguments)
    {
        var type = code.Type(row.Name + ".C");
        return type.GetMethod("F", BindingFlags.Static | BindingFlags.Public) is not null ? code.Call(row.Name + ".C." + method, arguments) : CompiledCode.CallOn(arguments[0], method, arguments[1..]);
    }

    // Central differences of sixth order.
    private static double Difference(Func<object[], double> value, object[] arguments, int index, FieldInfo[] path, double step)
    {
        double At(double by)
        {
            var moved = (object[])arguments.Clone();
            moved[index] = Moved(moved[index], path, by);
            return value(moved);
        }

        return ((45 * (At(step) - At(-step))) - (9 * (At(2 * step) - At(-2 * step))) + At(3 * step) - At(-3 * step)) / (60 * step);
    }

    // The real numbers in a value, each by the fields that lead to it.
    private static IEnumerable<FieldInfo[]> Leaves(object whole) => whole is double or float
        ? [[]]
        : whole.GetType().IsPrimitive || !whole.GetType().IsValueType ? []
        : whole.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .SelectMany(field => field.FieldType.IsValueType ? Leaves(field.GetValue(whole)!).Select(rest => (FieldInfo[])[field, .. rest]) : []);

    private static IEnumerable<double> Reals(object whole) =>
        Leaves(whole).Select(path => Convert.ToDouble(path.Aggregate(whole, (part, field) => field.GetValue(part)!), System.Globalization.CultureInfo.InvariantCulture));

    private static object Moved(object whole, FieldInfo[] path, double by)
    {
        if (path.Length == 0)
            return whole is float single ? (float)(single + by) : (object)((double)whole + by);
        var copy = RuntimeHelpers.GetObjectValue(whole);
        path[0].SetValue(copy, Moved(path[0].GetValue(copy)!, path[1..], by));
        return copy;
    }
}
