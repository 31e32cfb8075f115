using System.Globalization;
using System.Text;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>Whatever program has a gradient has the other forms too, and their numbers agree with its own.</summary>
public class ProgramFormTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; using System.Numerics; using SymDiff;\n";
    private const string All = "Derivatives = Derivatives.Gradient | Derivatives.JacobianVectorProduct";

    public static TheoryData<string> Programs => [.. ProgramCases.All.Select(program => program.Name)];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Agree(string name)
    {
        var program = ProgramCases.All.Single(program => program.Name == name);
        var forms = new ProgramForms(program, All);
        using var code = GeneratorRun.Of(Usings + forms.Source).Load();
        foreach (var arguments in program.Arguments)
        {
            var gradient = forms.Call(code, "Gradient", arguments);
            double[] along = [.. gradient.Select((_, i) => 0.7 - (0.3 * (i % 5)))];
            var scale = 1 + gradient.Max(Math.Abs);

            var product = forms.Call(code, "Jvp", arguments, along);
            Numeric.SameBits(product[0], (double)code.Call(name + ".Driver.Value", [ProgramForms.Copy(arguments)])!, "the value");
            Assert.True(Math.Abs(product[1] - gradient.Zip(along, (a, b) => a * b).Sum()) <= 1e-11 * scale * gradient.Length, $"{product[1]:R}, by the gradient {gradient.Zip(along, (a, b) => a * b).Sum():R}");
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
            : program.Members.Replace(")]", $"), {derivatives}]", StringComparison.Ordinal).Replace("), " + derivatives + "]", ", " + derivatives + ")]", StringComparison.Ordinal);
        var gradient = (program with { Members = marked }).Source;
        var end = gradient.LastIndexOf("} }", StringComparison.Ordinal);
        Source = gradient[..end] + Drivers() + gradient[end..];
    }

    public string Source { get; }

    /// <summary>The numbers that a form gives: scalars first, then the arrays.</summary>
    public double[] Call(CompiledCode code, string form, object[] arguments, params double[][] weights) =>
        (double[])code.Call($"{program.Name}.Driver.{form}", [Copy(arguments), .. weights])!;

    public static object[] Copy(object[] arguments) => [.. arguments.Select(argument => argument is Array array ? array.Clone() : argument)];

    private string Drivers()
    {
        var parameters = program.Parameters;
        var casts = string.Join(", ", parameters.Select(parameter => parameter.Cast));
        List<ProgramParameter> chosen = [.. parameters.Where(parameter => parameter.IsChosen)];
        var text = new StringBuilder();
        text.AppendLine("static int at; static int Count(object x) => x is Array all ? all.Length : 1;");
        text.AppendLine("static object Take(object like, double[] w) { if (like is double[,] p) { var q = new double[p.GetLength(0), p.GetLength(1)]; for (int i = 0; i < p.GetLength(0); i++) for (int j = 0; j < p.GetLength(1); j++) q[i, j] = w[at++]; return q; } if (like is double[] x) { var y = new double[x.Length]; for (int i = 0; i < y.Length; i++) y[i] = w[at++]; return y; } return like is float ? (object)(float)w[at++] : w[at++]; }");
        text.AppendLine("static void Add(List<double> all, object? x) { switch (x) { case double d: all.Add(d); break; case float f: all.Add(f); break; case Array items: foreach (var item in items) Add(all, item); break; case System.Runtime.CompilerServices.ITuple t: for (int i = 0; i < t.Length; i++) Add(all, t[i]); break; } }");
        // Weights come scalars first, as the gradient does.
        var inOrder = string.Join(" ", chosen.OrderBy(parameter => parameter.IsArray).Select(parameter => $"var w{parameter.Index} = Take(a[{parameter.Index}], w);"));
        var tangents = string.Join(", ", chosen.Select(parameter => $"({(parameter.IsPlane ? "double[,]" : parameter.IsArray ? "double[]" : parameter.Type)})w{parameter.Index}"));
        text.AppendLine(CultureInfo.InvariantCulture, $"public static double[] Jvp(object[] a, double[] w) {{ at = 0; {inOrder} var all = new List<double>(); Add(all, C.FJvp({casts}, {tangents})); return all.ToArray(); }}");
        return text.ToString();
    }
}
