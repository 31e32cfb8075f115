using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>Compiles each program with its gradient, and holds it to differences of the program itself.</summary>
public class ProgramTests
{
    private const double Tolerance = 2e-8;

    private static readonly Lazy<CompiledCode?> together = new(() =>
    {
        var run = GeneratorRun.Of(Usings + string.Join("\n", ProgramCases.All.Select(program => program.Source)));
        return run.CompilerDiagnostics().IsEmpty && run.GeneratorDiagnostics.IsEmpty ? run.Load() : null;
    });

    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; using System.Numerics; using SymDiff;\n";

    public static TheoryData<string> Programs => [.. ProgramCases.All.Select(program => program.Name)];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Is_differentiated(string name)
    {
        var program = ProgramCases.All.Single(program => program.Name == name);
        if (together.Value is { } all)
        {
            Check(all, program);
            return;
        }

        using var alone = GeneratorRun.Of(Usings + program.Source).Load();
        Check(alone, program);
    }

    /// <summary>Holds the gradient to differences of the program, and the value beside it to the program's own bits.</summary>
    internal static void Check(CompiledCode code, ProgramCase program)
    {
        foreach (var arguments in program.Arguments)
        {
            double Value(object[] given) => (double)code.Call(program.Name + ".Driver.Value", [Copy(given)])!;
            var gradient = (double[])code.Call(program.Name + ".Driver.Gradient", [Copy(arguments)])!;
            var both = (double[])code.Call(program.Name + ".Driver.Both", [Copy(arguments)])!;
            Numeric.SameBits(both[0], Value(arguments), "the value");
            List<double> expected = [.. program.Differentiated.SelectMany(index => Differences(Value, arguments, index))];
            Assert.Equal(expected.Count, gradient.Length);
            var scale = 1 + expected.Max(Math.Abs);
            for (var i = 0; i < expected.Count; i++)
            {
                Assert.True(Math.Abs(expected[i] - gradient[i]) <= Tolerance * scale, $"partial {i}: {gradient[i]:R}, by differences {expected[i]:R}");
                Assert.True(Math.Abs(both[i + 1] - gradient[i]) <= 1e-12 * scale, $"partial {i} beside the value: {both[i + 1]:R}, alone {gradient[i]:R}");
            }
        }
    }

    // Central differences of sixth order: their error is near 1e-11 where the program is smooth.
    private static IEnumerable<double> Differences(Func<object[], double> value, object[] arguments, int index)
    {
        var count = arguments[index] switch { double[][] rows => rows.Sum(row => row.Length), Array array => array.Length, _ => 1 };
        for (var i = 0; i < count; i++)
        {
            double At(double step) => value(Moved(arguments, index, i, step));
            var h = 2e-3 * (0.1 + Math.Min(1, Math.Abs(ElementOf(arguments[index], i))));
            yield return ((45 * (At(h) - At(-h))) - (9 * (At(2 * h) - At(-2 * h))) + At(3 * h) - At(-3 * h)) / (60 * h);
        }
    }

    private static double ElementOf(object argument, int i) => argument switch
    {
        double[][] rows => rows.SelectMany(row => row).ElementAt(i),
        double[,] items => items[i / items.GetLength(1), i % items.GetLength(1)],
        double[] items => items[i],
        _ => (double)argument,
    };

    private static object[] Moved(object[] arguments, int index, int element, double step)
    {
        var moved = Copy(arguments);
        moved[index] = moved[index] switch
        {
            double x => x + step,
            double[][] rows => SetRow(rows, element),
            double[] items => Set(items, element),
            double[,] items => SetPlane(items, element),
            var other => throw new ArgumentException($"A {other.GetType()} cannot be moved.", nameof(arguments)),
        };
        return moved;

        double[] Set(double[] items, int i)
        {
            items[i] += step;
            return items;
        }

        double[][] SetRow(double[][] rows, int i)
        {
            var row = 0;
            for (; i >= rows[row].Length; row++)
                i -= rows[row].Length;
            Set(rows[row], i);
            return rows;
        }

        double[,] SetPlane(double[,] items, int i)
        {
            items[i / items.GetLength(1), i % items.GetLength(1)] += step;
            return items;
        }
    }

    internal static object[] Copy(object[] arguments) => ProgramForms.Copy(arguments);
}
