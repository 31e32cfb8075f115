using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>Whatever program has a gradient has the other forms too, and their numbers agree with its own.</summary>
public class ProgramFormTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; using System.Numerics; using SymDiff;\n";
    private const string All = "Derivatives = Derivatives.Gradient | Derivatives.Hessian | Derivatives.JacobianVectorProduct | Derivatives.VectorJacobianProduct | Derivatives.HessianVectorProduct";

    private const double Tolerance = 2e-7;

    private static readonly string[] recursive = ["PowerByHalving", "Legendre", "RecursiveHelper"];

    public static TheoryData<string> Recursive =>
        [.. ProgramCases.All.Concat(ProgramCases.RecursionOverArrays).Select(program => program.Name).Where(name => !Programs.Any(row => row.Data == name))];

    [Theory]
    [MemberData(nameof(Recursive))]
    public void Agree_where_functions_call_themselves(string name) => Check(ProgramCases.All.Concat(ProgramCases.RecursionOverArrays).First(program => program.Name == name), null);

    public static TheoryData<string> Programs => [.. ProgramCases.All.Select(program => program.Name).Where(name => !name.Contains("Recursion", StringComparison.Ordinal) && !recursive.Contains(name))];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Agree(string name)
    {
        var program = ProgramCases.All.Single(program => program.Name == name);
        Check(program, null);
    }

    /// <summary>Holds all forms to one another.</summary>
    internal static void Check(ProgramCase program, Consumer? consumer, string usings = Usings)
    {
        var name = program.Name;
        // The rows of an array of arrays may be of any length: there is no matrix. Nor is there where other code in between would run again for each of its columns.
        var isWithoutMatrix = program.Parameters.Any(parameter => parameter is { IsChosen: true, IsRows: true }) || name == "FinallyBeforeTheSweep";
        var forms = new ProgramForms(program, isWithoutMatrix ? All.Replace("Derivatives.Hessian | ", "", StringComparison.Ordinal) : All);
        using var code = GeneratorRun.Of(usings + forms.Source, consumer).Load();
        foreach (var arguments in program.Arguments)
        {
            var gradient = forms.Call(code, "Gradient", arguments);
            double[] along = [.. gradient.Select((_, i) => 0.7 - (0.3 * (i % 5)))];
            var scale = 1 + gradient.Max(Math.Abs);

            var product = forms.Call(code, "Jvp", arguments, along);
            Numeric.SameBits(product[0], (double)code.Call(name + ".Driver.Value", [ProgramForms.Copy(arguments)])!, "the value");
            Assert.True(Math.Abs(product[1] - gradient.Zip(along, (a, b) => a * b).Sum()) <= 1e-11 * scale * gradient.Length, $"{product[1]:R}, by the gradient {gradient.Zip(along, (a, b) => a * b).Sum():R}");

            var sensitivities = forms.Call(code, "Vjp", arguments);
            for (var i = 0; i < gradient.Length; i++)
                Assert.True(Math.Abs(sensitivities[i] - (3 * gradient[i])) <= 1e-11 * scale, $"sensitivity {i}: {sensitivities[i]:R}, by the gradient {3 * gradient[i]:R}");

            // At the axis the rotation is written to the first order, so its gradient changes with a difference.
            if (name == "Rotation" && arguments[0] is double[] axis && axis.All(x => x == 0))
                continue;

            // A norm has a kink at the origin.
            if ((name == "NormOfWhatStaysTheSame" && arguments[0] is 0.0) || (name is "NormAddedUp" or "RootOfTheMeanSquare" && arguments[0] is double[] origin && origin.All(x => x == 0))
                || (name == "Distances" && arguments[0] is double[] points && points[0] == ((double[])arguments[1])[0]))
                continue;

            // Rows of the Hessian, by differences of the gradient.
            var rows = gradient.Select((_, i) => forms.Differences(code, arguments, i)).ToArray();
            var greatest = 1 + rows.Max(row => row.Max(Math.Abs));
            if (isWithoutMatrix)
            {
                var along2 = forms.Call(code, "Hvp", arguments, along);
                for (var i = 0; i < gradient.Length; i++)
                    Assert.True(Math.Abs(along2[i] - rows[i].Zip(along, (a, b) => a * b).Sum()) <= Tolerance * greatest * gradient.Length, $"product {i}");
                continue;
            }

            var hessian = forms.Call(code, "Hessian", arguments);
            var all = forms.Call(code, "All", arguments);
            Numeric.SameBits(all[0], product[0], "the value beside the Hessian");
            var second = forms.Call(code, "Hvp", arguments, along);
            for (var i = 0; i < gradient.Length; i++)
            {
                Assert.True(Math.Abs(all[1 + i] - gradient[i]) <= 1e-12 * scale, $"{name}, partial {i} beside the Hessian: {all[1 + i]:R}, {gradient[i]:R} alone");
                var expected = rows[i].Zip(along, (a, b) => a * b).Sum();
                Assert.True(Math.Abs(second[i] - expected) <= Tolerance * greatest * gradient.Length, $"{name}, product {i}: {second[i]:R}, by differences {expected:R}");
                for (var j = 0; j < gradient.Length; j++)
                {
                    var entry = forms.At(hessian, i, j, gradient.Length);
                    Assert.True(Math.Abs(entry - rows[i][j]) <= Tolerance * greatest, $"entry {i}, {j}: {entry:R}, by differences {rows[i][j]:R}");
                }
            }

            Assert.Equal(hessian, all[(1 + gradient.Length)..]);
        }
    }
}

/// <summary>A program with all its forms, and a driver that reflection can call.</summary>
internal sealed class ProgramForms
{
    private readonly ProgramCase program;

    public ProgramForms(ProgramCase program, string derivatives)
    {
        this.program = program;
        var marked = program.Members.Contains("[Differentiable]", StringComparison.Ordinal)
            ? program.Members.Replace("[Differentiable]", $"[Differentiable({derivatives})]", StringComparison.Ordinal)
            : Regex.Replace(program.Members, @"\[Differentiable\(([^\]]*)\)\]", $"[Differentiable($1, {derivatives})]");
        var gradient = (program with { Members = marked }).Source;
        var end = gradient.LastIndexOf("} }", StringComparison.Ordinal);
        Source = gradient[..end] + Drivers(derivatives) + gradient[end..];
    }

    public string Source { get; }

    /// <summary>The numbers that a form gives: scalars first, then the arrays.</summary>
    public double[] Call(CompiledCode code, string form, object[] arguments, params double[][] weights) =>
        (double[])code.Call($"{program.Name}.Driver.{form}", [Copy(arguments), .. weights])!;

    /// <summary>An entry of what <c>FHessian</c> gives: a triangle, or a matrix.</summary>
    /// <remarks>The gradient has scalars first, the matrix has all in the order of the parameters.</remarks>
    public double At(double[] hessian, int row, int column, int count)
    {
        if (!program.Parameters.Any(parameter => parameter is { IsChosen: true, IsArray: true }))
        {
            var (i, j) = (Math.Min(row, column), Math.Max(row, column));
            return hessian[(i * count) - (i * (i - 1) / 2) + j - i];
        }

        Assert.Equal(count * count, hessian.Length);
        var places = Places();
        return hessian[(places[row] * count) + places[column]];
    }

    /// <summary>How the gradient changes with a number, by central differences of sixth order.</summary>
    public double[] Differences(CompiledCode code, object[] arguments, int number)
    {
        var (argument, element) = Numbers(arguments)[number];
        double[] At(double step)
        {
            var moved = Copy(arguments);
            switch (moved[argument])
            {
                case double x: moved[argument] = x + step; break;
                case double[][] rows: Add(rows, element, step); break;
                case double[] items: items[element] += step; break;
                case double[,] items: items[element / items.GetLength(1), element % items.GetLength(1)] += step; break;
            }

            return Call(code, "Gradient", moved);
        }

        var x = arguments[argument] switch { double value => value, double[][] rows => rows.SelectMany(row => row).ElementAt(element), double[] items => items[element], double[,] items => items[element / items.GetLength(1), element % items.GetLength(1)], _ => 1 };
        var h = 2e-3 * (0.1 + Math.Min(1, Math.Abs(x)));
        var (a, b, c) = ((At(h), At(-h)), (At(2 * h), At(-2 * h)), (At(3 * h), At(-3 * h)));
        return [.. a.Item1.Select((_, i) => ((45 * (a.Item1[i] - a.Item2[i])) - (9 * (b.Item1[i] - b.Item2[i])) + c.Item1[i] - c.Item2[i]) / (60 * h))];
    }

    private static void Add(double[][] rows, int element, double step)
    {
        var row = 0;
        for (; element >= rows[row].Length; row++)
            element -= rows[row].Length;
        rows[row][element] += step;
    }

    // The numbers in the order of the gradient: scalars first.
    private List<(int Argument, int Element)> Numbers(object[] arguments)
    {
        lengths = arguments;
        return [.. program.Differentiated.SelectMany(index => Enumerable.Range(0, arguments[index] switch { double[][] rows => rows.Sum(row => row.Length), Array items => items.Length, _ => 1 }).Select(element => (index, element)))];
    }

    private object[] lengths = [];

    // Where each number of the gradient stands in the order of the parameters.
    private int[] Places()
    {
        var numbers = Numbers(lengths);
        var ordered = numbers.OrderBy(number => number.Argument).ThenBy(number => number.Element).ToList();
        return [.. numbers.Select(number => ordered.IndexOf(number))];
    }

    public static object[] Copy(object[] arguments) => [.. arguments.Select(argument => argument switch { double[][] rows => rows.Select(row => (double[])row.Clone()).ToArray(), Array array => array.Clone(), _ => argument })];

    private string Drivers(string derivatives)
    {
        var parameters = program.Parameters;
        var casts = string.Join(", ", parameters.Select(parameter => parameter.Cast));
        List<ProgramParameter> chosen = [.. parameters.Where(parameter => parameter.IsChosen)];
        var text = new StringBuilder();
        text.AppendLine("static int at; static int Count(object x) => x is Array all ? all.Length : 1;");
        text.AppendLine("static object Take(object like, double[] w) { if (like is double[][] r) return r.Select(row => row.Select(_ => w[at++]).ToArray()).ToArray(); if (like is double[,] p) { var q = new double[p.GetLength(0), p.GetLength(1)]; for (int i = 0; i < p.GetLength(0); i++) for (int j = 0; j < p.GetLength(1); j++) q[i, j] = w[at++]; return q; } if (like is double[] x) { var y = new double[x.Length]; for (int i = 0; i < y.Length; i++) y[i] = w[at++]; return y; } return like is float ? (object)(float)w[at++] : w[at++]; }");
        text.AppendLine("static void Add(List<double> all, object? x) { switch (x) { case double d: all.Add(d); break; case float f: all.Add(f); break; case Array items: foreach (var item in items) Add(all, item); break; case System.Runtime.CompilerServices.ITuple t: for (int i = 0; i < t.Length; i++) Add(all, t[i]); break; } }");
        // Weights come scalars first, as the gradient does.
        var inOrder = string.Join(" ", chosen.OrderBy(parameter => parameter.IsArray).Select(parameter => $"var w{parameter.Index} = Take(a[{parameter.Index}], w);"));
        var tangents = string.Join(", ", chosen.Select(parameter => $"({(parameter.IsRows ? "double[][]" : parameter.IsPlane ? "double[,]" : parameter.IsArray ? "double[]" : parameter.Type)})w{parameter.Index}"));
        text.AppendLine(CultureInfo.InvariantCulture, $"public static double[] Jvp(object[] a, double[] w) {{ at = 0; {inOrder} var all = new List<double>(); Add(all, C.FJvp({casts}, {tangents})); return all.ToArray(); }}");
        var destinations = chosen.Where(parameter => parameter.IsArray).ToList();
        string Made(string name) => string.Join(" ", destinations.Select(parameter => parameter.IsRows
            ? $"var {name}{parameter.Index} = ((double[][])a[{parameter.Index}]).Select(row => Enumerable.Repeat(7.0, row.Length).ToArray()).ToArray();"
            : parameter.IsPlane
            ? $"var {name}{parameter.Index} = new double[((double[,])a[{parameter.Index}]).GetLength(0), ((double[,])a[{parameter.Index}]).GetLength(1)]; {name}{parameter.Index}[0, 0] = 7;"
            : $"var {name}{parameter.Index} = new double[((double[])a[{parameter.Index}]).Length]; Array.Fill({name}{parameter.Index}, 7.0);"));
        string Passed(string name) => string.Concat(destinations.Select(parameter => $", {name}{parameter.Index}"));
        string Added(string name) => string.Concat(destinations.Select(parameter => $" Add(all, {name}{parameter.Index});"));
        var returns = chosen.Count > destinations.Count;
        string Called(string call) => returns ? $"Add(all, {call});" : $"{call};";
        text.AppendLine(CultureInfo.InvariantCulture, $"public static double[] Hvp(object[] a, double[] w) {{ at = 0; {inOrder} {Made("g")} var all = new List<double>(); {Called($"C.FHvp({casts}, {tangents}{Passed("g")})")}{Added("g")} return all.ToArray(); }}");
        text.AppendLine(CultureInfo.InvariantCulture, $"public static double[] Vjp(object[] a) {{ {Made("g")} var all = new List<double>(); {Called($"C.FVjp({casts}, 3{Passed("g")})")}{Added("g")} return all.ToArray(); }}");
        if (destinations.Count == 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"public static double[] Hessian(object[] a) {{ var all = new List<double>(); Add(all, C.FHessian({casts})); return all.ToArray(); }}");
            text.AppendLine(CultureInfo.InvariantCulture, $"public static double[] All(object[] a) {{ var all = new List<double>(); Add(all, C.FValueGradientAndHessian({casts})); return all.ToArray(); }}");
        }
        else if (!destinations.Exists(parameter => parameter.IsRows) && derivatives.Contains("Derivatives.Hessian |", StringComparison.Ordinal))
        {
            var count = string.Join(" + ", chosen.Select(parameter => $"Count(a[{parameter.Index}])"));
            var matrix = $"int n = {count}; var h = new double[n * n]; Array.Fill(h, 7.0); var all = new List<double>();";
            text.AppendLine(CultureInfo.InvariantCulture, $"public static double[] Hessian(object[] a) {{ {matrix} C.FHessian({casts}, h); return h; }}");
            text.AppendLine(CultureInfo.InvariantCulture, $"public static double[] All(object[] a) {{ {matrix} {Made("g")} Add(all, C.FValueGradientAndHessian({casts}{Passed("g")}, h));{Added("g")} all.AddRange(h); return all.ToArray(); }}");
        }

        return text.ToString();
    }
}
