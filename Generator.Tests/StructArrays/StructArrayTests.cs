using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.StructArrays;

/// <summary>Compiles each method of arrays of structs with its gradient, and holds it to differences of the method itself; the value is the method's to the bit.</summary>
public class StructArrayTests
{
    private static readonly Lazy<CompiledCode?> together = new(() =>
    {
        var run = GeneratorRun.Of(string.Join("\n", StructArrayCases.All.Select(row => row.Source)));
        return run.CompilerDiagnostics().IsEmpty && run.GeneratorDiagnostics.IsEmpty ? run.Load() : null;
    });

    public static TheoryData<string> Names => [.. StructArrayCases.All.Select(row => row.Name)];

    public static TheoryData<string> OldNames => [.. StructArrayCases.All.Where(row => row.Since == LanguageVersion.CSharp7_3).Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_differentiated(string name)
    {
        var row = StructArrayCases.All.Single(row => row.Name == name);
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
        GeneratorRun.Of(StructArrayCases.All.Single(row => row.Name == name).Source, new Consumer(LanguageVersion.CSharp7_3)).AssertSound();

    private static void Check(CompiledCode code, StructArrayCase row)
    {
        foreach (var point in (object[][])code.Type(row.Name + ".Driver").GetProperty("Points")!.GetValue(null)!)
        {
            double Value(object[] arguments) => Convert.ToDouble(code.Call(row.Name + ".Driver.Value", [arguments]), System.Globalization.CultureInfo.InvariantCulture);
            double[] Numbers(string method) => [.. ((object[])code.Call(row.Name + ".Driver." + method, [point])!).SelectMany(Reals)];
            var where = "at (" + string.Join(", ", point) + ")";
            var both = Numbers("Both");
            var gradient = Numbers("Gradient");
            Numeric.SameBits(both[0], Value(point), where);
            List<double> expected = [.. row.Differentiated.SelectMany(index => Leaves(point[index]).Select(leaf => Difference(Value, point, index, leaf, row.Step)))];
            Assert.Equal(expected.Count, gradient.Length);
            var scale = 1 + expected.Select(Math.Abs).DefaultIfEmpty().Max();
            for (var i = 0; i < expected.Count; i++)
            {
                Assert.True(Math.Abs(expected[i] - gradient[i]) <= row.Tolerance * scale, $"{where}, partial {i}: {gradient[i]:R}, by differences {expected[i]:R}");
                Assert.True(Math.Abs(both[i + 1] - gradient[i]) <= row.Tolerance * 1e-2 * scale, $"{where}, partial {i} beside the value: {both[i + 1]:R}, alone {gradient[i]:R}");
            }
        }
    }

    // Central differences of sixth order.
    private static double Difference(Func<object[], double> value, object[] arguments, int index, Leaf leaf, double step)
    {
        double At(double by)
        {
            var moved = (object[])arguments.Clone();
            if (moved[index] is Array array)
            {
                var items = (Array)array.Clone();
                items.SetValue(Moved(items.GetValue(leaf.Indices)!, leaf.Path, by), leaf.Indices);
                moved[index] = items;
            }
            else
            {
                moved[index] = Moved(moved[index], leaf.Path, by);
            }

            return value(moved);
        }

        return ((45 * (At(step) - At(-step))) - (9 * (At(2 * step) - At(-2 * step))) + At(3 * step) - At(-3 * step)) / (60 * step);
    }

    // A real number in an array of structs: in which element, and by which fields.
    private sealed record Leaf(int[] Indices, FieldInfo[] Path);

    private static IEnumerable<Leaf> Leaves(object whole) => whole is Array array
        ? Enumerable.Range(0, array.Length).SelectMany(i =>
        {
            int[] indices = array.Rank == 2 ? [i / array.GetLength(1), i % array.GetLength(1)] : [i];
            return Paths(array.GetValue(indices)!).Select(path => new Leaf(indices, path));
        })
        : Paths(whole).Select(path => new Leaf([], path));

    private static IEnumerable<FieldInfo[]> Paths(object whole) => whole is double or float
        ? [[]]
        : whole.GetType().IsPrimitive || !whole.GetType().IsValueType ? []
        : whole.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .SelectMany(field => field.FieldType.IsValueType ? Paths(field.GetValue(whole)!).Select(rest => (FieldInfo[])[field, .. rest]) : []);

    private static IEnumerable<double> Reals(object whole) => Leaves(whole).Select(leaf => Convert.ToDouble(
        leaf.Path.Aggregate(whole is Array array ? array.GetValue(leaf.Indices)! : whole, (part, field) => field.GetValue(part)!), System.Globalization.CultureInfo.InvariantCulture));

    private static object Moved(object whole, FieldInfo[] path, double by)
    {
        if (path.Length == 0)
            return whole is float single ? (float)(single + by) : (object)((double)whole + by);
        var copy = RuntimeHelpers.GetObjectValue(whole);
        path[0].SetValue(copy, Moved(path[0].GetValue(copy)!, path[1..], by));
        return copy;
    }
}
