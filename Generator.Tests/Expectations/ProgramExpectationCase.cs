using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymDiff.Generator.Tests.Expectations;

/// <summary>A method <c>F</c> with loops and draws, and arguments for everything but the draws.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Members">The members of the type, among them <c>F</c>, marked.</param>
/// <param name="Draws">How many elements an array of draws has; 0 for a draw that stands alone.</param>
/// <param name="Arguments">The arguments.</param>
internal sealed record ProgramExpectationCase(string Name, string Members, int[] Draws, params object[][] Arguments)
{
    /// <summary>Whether it has no kink: then rules of Gauss and Hermite give many digits.</summary>
    public bool IsSmooth { get; init; } = true;

    /// <summary>Further arguments of the expectations: lengths that follow from nothing.</summary>
    public string Lengths { get; init; } = "";

    public int Count => Draws.Sum(length => Math.Max(length, 1));

    /// <summary>The type, and beside it a driver that reflection can call: it knows no spans.</summary>
    public string Source
    {
        get
        {
            var method = CSharpSyntaxTree.ParseText("class C { " + Members + " }").GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single(method => method.Identifier.ValueText == "F");
            var chosen = method.AttributeLists.SelectMany(list => list.DescendantNodes().OfType<InvocationExpressionSyntax>()).Select(name => name.ArgumentList.Arguments[0].ToString()).ToHashSet();
            var (all, without, destinations, flat, draw, argument) = (new List<string>(), new List<string>(), new List<string>(), new List<string>(), 0, 0);
            var (first, made) = (0, new List<string>());
            foreach (var parameter in method.ParameterList.Parameters)
            {
                var (type, name) = (parameter.Type!.ToString(), parameter.Identifier.ValueText);
                if (parameter.AttributeLists.ToString().Contains("StandardNormal", StringComparison.Ordinal))
                {
                    var length = Draws[draw++];
                    all.Add(length == 0 ? $"e[{first}]" : type == "double[,]" ? $"Plane(e, {first}, {length})" : $"e.AsSpan({first}, {length}).ToArray()");
                    first += Math.Max(length, 1);
                    continue;
                }

                var cast = type is "ReadOnlySpan<double>" ? $"(double[])a[{argument}]" : $"({type})a[{argument}]";
                argument++;
                all.Add(cast);
                without.Add(cast);
                if (!chosen.Contains(name) || type == "double")
                    continue;
                destinations.Add($"g{argument}");
                made.Add(type == "double[,]" ? $"var g{argument} = new double[({cast}).GetLength(0), ({cast}).GetLength(1)];" : $"var g{argument} = new double[({cast}).Length];");
                flat.Add($"foreach (var x in g{argument}) all.Add(x);");
            }

            var text = new StringBuilder();
            text.AppendLine(CultureInfo.InvariantCulture, $"namespace {Name} {{ public static partial class C {{ {Members} }}");
            text.AppendLine("public static class Driver {");
            text.AppendLine("static double[,] Plane(double[] e, int first, int length) { var rows = (int)Math.Sqrt(length); var p = new double[rows, length / rows]; for (int i = 0; i < length; i++) p[i / (length / rows), i % (length / rows)] = e[first + i]; return p; }");
            text.AppendLine("static void Add(List<double> all, object? r) { if (r is System.Runtime.CompilerServices.ITuple t) { for (int i = 0; i < t.Length; i++) Add(all, t[i]); } else all.Add(Convert.ToDouble(r)); }");
            text.AppendLine(CultureInfo.InvariantCulture, $"public static double Value(object[] a, double[] e) => C.F({string.Join(", ", all)});");
            text.AppendLine(CultureInfo.InvariantCulture, $"public static double Expectation(object[] a) => C.FExpectation({string.Join(", ", without.Append(Lengths).Where(each => each.Length > 0))});");
            foreach (var (name, call) in new[]
            {
                ("Gradient(object[] a, double[] e)", $"C.FGradient({string.Join(", ", all.Concat(destinations))})"),
                ("ExpectedGradient(object[] a)", $"C.FExpectedGradient({string.Join(", ", without.Append(Lengths).Where(each => each.Length > 0).Concat(destinations))})"),
            })
            {
                var isVoid = !method.ParameterList.Parameters.Any(parameter => chosen.Contains(parameter.Identifier.ValueText) && parameter.Type!.ToString() == "double");
                text.AppendLine(CultureInfo.InvariantCulture, $"public static double[] {name} {{ var all = new List<double>(); {string.Concat(made)} {(isVoid ? call : $"Add(all, {call})")}; {string.Concat(flat)} return all.ToArray(); }}");
            }

            return text.AppendLine("} }").ToString();
        }
    }

    public override string ToString() => Name;
}
