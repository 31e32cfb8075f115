using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>A method <c>F</c> with loops or arrays, and arguments to call it with.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Members">The members of the type, among them <c>F</c>, marked.</param>
/// <param name="Arguments">One list of arguments for each call: numbers and arrays of numbers.</param>
internal sealed record ProgramCase(string Name, string Members, params object[][] Arguments)
{
    /// <summary>The type, and beside it a driver that reflection can call: it knows no spans.</summary>
    public string Source
    {
        get
        {
            var method = CSharpSyntaxTree.ParseText("class C { " + Members + " }").GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single(method => method.Identifier.ValueText == "F");
            var parameters = method.ParameterList.Parameters;
            var chosen = Chosen(method);
            var casts = string.Join(", ", parameters.Select((parameter, i) => Cast(parameter.Type!.ToString(), i)));
            var destinations = parameters.Select((parameter, i) => (Type: parameter.Type!.ToString(), Name: parameter.Identifier.ValueText, Index: i))
                .Where(parameter => chosen.Contains(parameter.Name) && IsArray(parameter.Type)).ToList();
            var scalars = parameters.Count(parameter => chosen.Contains(parameter.Identifier.ValueText) && parameter.Type!.ToString() is "double" or "float");
            var text = new StringBuilder();
            text.AppendLine(CultureInfo.InvariantCulture, $"namespace {Name} {{");
            text.AppendLine("public static partial class C {").AppendLine(Members).AppendLine("}");
            text.AppendLine("public static class Driver {");
            text.AppendLine(CultureInfo.InvariantCulture, $"public static double Value(object[] a) => C.F({casts});");
            foreach (var (name, both) in new[] { ("Gradient", false), ("Both", true) })
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"public static double[] {name}(object[] a) {{ var all = new List<double>();");
                foreach (var destination in destinations)
                {
                    text.AppendLine(IsRows(destination.Type) ? $"var g{destination.Index} = ((double[][])a[{destination.Index}]).Select(row => Enumerable.Repeat(7.0, row.Length).ToArray()).ToArray();"
                        : destination.Type == "double[,]"
                        ? $"var g{destination.Index} = new double[((double[,])a[{destination.Index}]).GetLength(0), ((double[,])a[{destination.Index}]).GetLength(1)]; System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref g{destination.Index}[0, 0], g{destination.Index}.Length).Fill(7);"
                        : $"var g{destination.Index} = new double[((double[])a[{destination.Index}]).Length]; Array.Fill(g{destination.Index}, 7.0);");
                }

                var call = $"C.F{(both ? "ValueAndGradient" : "Gradient")}({string.Join(", ", destinations.Select(destination => $"g{destination.Index}").Prepend(casts))})";
                text.AppendLine(scalars == 0 ? both ? $"all.Add({call});" : $"{call};"
                    : $"var r = {call};" + (both ? " all.Add(r.Value);" : "")
                        + (scalars == 1 ? $"all.Add({(both ? "r.Gradient" : "r")});" : $"var t = (System.Runtime.CompilerServices.ITuple){(both ? "r.Gradient" : "r")}; for (int i = 0; i < t.Length; i++) all.Add(Convert.ToDouble(t[i]));"));
                foreach (var destination in destinations)
                    text.AppendLine(CultureInfo.InvariantCulture, $"foreach (double x in g{destination.Index}{(IsRows(destination.Type) ? ".SelectMany(row => row)" : "")}) all.Add(x);");
                text.AppendLine("return all.ToArray(); }");
            }

            return text.AppendLine("} }").ToString();
        }
    }

    /// <summary>Which parameters are differentiated: those named, or all that can be; scalars come before arrays in what the driver returns.</summary>
    public IReadOnlyList<int> Differentiated
    {
        get
        {
            var method = CSharpSyntaxTree.ParseText("class C { " + Members + " }").GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single(method => method.Identifier.ValueText == "F");
            var chosen = Chosen(method);
            var parameters = method.ParameterList.Parameters.Select((parameter, i) => (parameter.Type!.ToString(), parameter.Identifier.ValueText, i)).Where(p => chosen.Contains(p.ValueText)).ToList();
            return [.. parameters.Where(p => !IsArray(p.Item1)).Select(p => p.i), .. parameters.Where(p => IsArray(p.Item1)).Select(p => p.i)];
        }
    }

    /// <summary>The parameters of <c>F</c>.</summary>
    public IReadOnlyList<ProgramParameter> Parameters
    {
        get
        {
            var method = CSharpSyntaxTree.ParseText("class C { " + Members + " }").GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single(method => method.Identifier.ValueText == "F");
            var chosen = Chosen(method);
            return [.. method.ParameterList.Parameters.Select((parameter, i) => new ProgramParameter(
                parameter.Identifier.ValueText, parameter.Type!.ToString(), i, chosen.Contains(parameter.Identifier.ValueText), Cast(parameter.Type!.ToString(), i)))];
        }
    }

    private static HashSet<string> Chosen(MethodDeclarationSyntax method)
    {
        var named = method.AttributeLists.SelectMany(list => list.DescendantNodes().OfType<InvocationExpressionSyntax>()).Select(name => name.ArgumentList.Arguments[0].ToString()).ToHashSet();
        if (named.Count > 0)
            return named;
        var numbers = method.ParameterList.Parameters.Where(parameter => parameter.Type!.ToString() is "double" or "float").ToList();
        return [.. (numbers.Count > 0 ? numbers : method.ParameterList.Parameters.Where(parameter => IsArray(parameter.Type!.ToString()))).Select(parameter => parameter.Identifier.ValueText)];
    }

    private static bool IsArray(string type) => type.Contains('[', StringComparison.Ordinal) || type.Contains('<', StringComparison.Ordinal);

    private static bool IsRows(string type) => type.Contains("[][]", StringComparison.Ordinal) || type.Contains("[]>", StringComparison.Ordinal);

    private static string Cast(string type, int index) => type switch
    {
        "Span<double>" or "ReadOnlySpan<double>" => $"(double[])a[{index}]",
        "List<double[]>" => $"new List<double[]>((double[][])a[{index}])",
        "IReadOnlyList<double[]>" => $"(double[][])a[{index}]",
        "List<double>" => $"new List<double>((double[])a[{index}])",
        "IReadOnlyList<double>" => $"(double[])a[{index}]",
        _ => $"({type})a[{index}]",
    };
}

/// <summary>A parameter of a program.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Index">Its place.</param>
/// <param name="IsChosen">Whether it is differentiated.</param>
/// <param name="Cast">How it is taken from the arguments <c>a</c>.</param>
internal sealed record ProgramParameter(string Name, string Type, int Index, bool IsChosen, string Cast)
{
    public bool IsPlane => Type.Contains("[,]", StringComparison.Ordinal);

    public bool IsRows => Type.Contains("[][]", StringComparison.Ordinal) || Type.Contains("[]>", StringComparison.Ordinal);

    public bool IsArray => Type.Contains('[', StringComparison.Ordinal) || Type.Contains('<', StringComparison.Ordinal);
}
