using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymDiff.Generator.Tests.StructArrays;

/// <summary>A method <c>F</c> of arrays of structs, marked with the names of what is differentiated, and arguments to call it with.</summary>
/// <param name="Name">What it shows; the namespace of the code.</param>
/// <param name="Members">The members of the class <c>C</c>, among them <c>F</c>.</param>
/// <param name="Points">One list of arguments for each call, as C# writes it; what <c>F</c> takes as a span or list is an array here.</param>
internal sealed record StructArrayCase(string Name, string Members, params string[] Points)
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; using System.Numerics; using SymDiff;";

    /// <summary>The language version that it needs.</summary>
    public LanguageVersion Since { get; init; } = LanguageVersion.CSharp12;

    /// <summary>How far the gradient may be from differences of the method.</summary>
    public double Tolerance { get; init; } = 1e-8;

    /// <summary>How far an argument is moved for a difference.</summary>
    public double Step { get; init; } = 2e-3;

    /// <summary>The parameters in the gradient, by their places, in the order in which the driver gives them: what is returned before what is written to spans.</summary>
    public IReadOnlyList<int> Differentiated
    {
        get
        {
            var parameters = Method.ParameterList.Parameters;
            var chosen = Chosen;
            var places = Enumerable.Range(0, parameters.Count).Where(i => chosen.Contains(parameters[i].Identifier.ValueText)).ToList();
            return [.. places.Where(i => ElementOf(TypeOf(i)) is null), .. places.Where(i => ElementOf(TypeOf(i)) is not null)];
        }
    }

    /// <summary>The type with its method, and beside it a driver that reflection can call, which knows no spans.</summary>
    public string Source
    {
        get
        {
            var parameters = Method.ParameterList.Parameters;
            var casts = string.Join(", ", parameters.Select((_, i) => Cast(i)));
            var arrays = Differentiated.Where(i => ElementOf(TypeOf(i)) is not null).ToList();
            var text = new StringBuilder();
            text.AppendLine(CultureInfo.InvariantCulture, $"namespace {Name}\n{{\n{Usings}\npublic static partial class C\n{{\n{Members}\n}}\npublic static class Driver\n{{");
            text.AppendLine("static object Copy(object a) { return a is Array array ? array.Clone() : a; }");
            text.AppendLine(CultureInfo.InvariantCulture, $"public static object[][] Points => new[] {{ {string.Join(", ", Points.Select(point => $"new object[] {{ {point} }}"))} }};");
            text.AppendLine(CultureInfo.InvariantCulture, $"public static object Value(object[] a) {{ return C.F({casts}); }}");
            foreach (var (name, suffix) in new[] { ("Gradient", "Gradient"), ("Both", "ValueAndGradient") })
            {
                // What receives the gradient holds something else before.
                var call = $"C.F{suffix}({string.Join(", ", arrays.Select(i => $"({Array(i)})g{i}").Prepend(casts))})";
                text.AppendLine(CultureInfo.InvariantCulture, $"public static object[] {name}(object[] a) {{");
                foreach (var i in arrays)
                    text.AppendLine(CultureInfo.InvariantCulture, $"var g{i} = Copy(a[{i}]);");
                var isVoid = suffix == "Gradient" && arrays.Count == Differentiated.Count;
                text.AppendLine(CultureInfo.InvariantCulture, $"{(isVoid ? "" : "var r = ")}{call}; return new object[] {{ {string.Join(", ", arrays.Select(i => $"g{i}").Prepend(isVoid ? "0" : "r"))} }}; }}");
            }

            return text.AppendLine("}\n}").ToString();
        }
    }

    private MethodDeclarationSyntax Method =>
        CSharpSyntaxTree.ParseText("class C { " + Members + " }").GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single(method => method.Identifier.ValueText == "F");

    private HashSet<string> Chosen => [.. Method.AttributeLists.SelectMany(list => list.DescendantNodes().OfType<InvocationExpressionSyntax>()).Select(name => name.ArgumentList.Arguments[0].ToString())];

    private string TypeOf(int index) => Method.ParameterList.Parameters[index].Type!.ToString();

    private static string? ElementOf(string type) => type.EndsWith("[]", StringComparison.Ordinal) ? type[..^2]
        : type.EndsWith("[,]", StringComparison.Ordinal) ? type[..^3]
        : type.EndsWith('>') ? type[(type.IndexOf('<', StringComparison.Ordinal) + 1)..^1]
        : null;

    private string Qualified(string type) => Members.Contains("struct " + type, StringComparison.Ordinal) ? "C." + type : type;

    private string Array(int index) => Qualified(ElementOf(TypeOf(index))!) + (TypeOf(index).EndsWith("[,]", StringComparison.Ordinal) ? "[,]" : "[]");

    private string Cast(int index) => ElementOf(TypeOf(index)) is not { } element ? $"({Qualified(TypeOf(index))})a[{index}]"
        : TypeOf(index).StartsWith("List<", StringComparison.Ordinal) ? $"new List<{Qualified(element)}>(({Array(index)})Copy(a[{index}]))"
        : $"({Array(index)})Copy(a[{index}])";

    public override string ToString() => Name;
}
