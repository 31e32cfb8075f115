using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>How often the loops of a function stand in the gradient of a method that calls it.</summary>
public class CalledFunctionTests
{
    private static readonly double[] points = [0.7, 1.3, 0.45];
    private static readonly double[] data = [0.9, 1.7];

    [Theory]
    [InlineData("CalledTwice", "Math.Log(sigma)", 1)] // the value with its gradient; the gradient alone needs no logarithm
    [InlineData("CalledInTurns", "Math.Exp(", 2)] // both in one, and the pullback where p is known
    [InlineData("CalledForEachPoint", "Math.Exp(", 2)] // the pullback, and with the value
    [InlineData("FillsLayers", "Math.Tanh(", 0)] // the method itself is called
    [InlineData("FillsSlopes", "left - 2 * ", 1)] // and keeps what its pullback reads
    [InlineData("GivesMoments", "Math.Log(", 1)] // the pullback, once
    public void Stand_once(string name, string part, int times)
    {
        var program = ProgramCases.All.Single(program => program.Name == name);
        var file = GeneratorRun.Of("using System; using SymDiff;\n" + program.Source).Text;
        Assert.Equal(times, Regex.Count(file, Regex.Escape(part)));
    }

    [Fact]
    public void Every_program_can_be_what_is_called() => Check(ProgramCases.All, Called, 100);

    [Fact]
    public void Every_program_can_be_what_fills_an_array() => Check(ProgramCases.All.Where((_, i) => i % 4 == 0), Filling, 30);

    // A norm has a kink at the origin and so has the angle of no rotation; what overflows has no slope; other code in between would run again for each column of a matrix; and the gradient of one grows so fast that
    // differences of it are too coarse.
    private static readonly string[] apart = ["NormOfWhatStaysTheSame", "NormAddedUp", "RootOfTheMeanSquare", "Distances", "Rotation", "OverflowThatNobodyReads", "FinallyBeforeTheSweep", "FactorBeforeALoop"];

    [Fact]
    public void Every_program_can_be_called_in_every_form() => CheckForms(i => i % 6 == 0, Called, 10);

    [Fact]
    public void Every_program_can_fill_an_array_in_every_form() => CheckForms(i => i % 6 == 3, Filling, 10);

    // Where the chances are all but none, what they are divided by has left their derivatives; what a turn stores is asked for before it is stored anew.
    [Theory]
    [InlineData("SurveyLogit")]
    [InlineData("FeaturesOfEachTurn")]
    public void Program_can_fill_an_array_in_every_form(string name) => ProgramFormTests.Check(Filling(ProgramCases.All.Single(program => program.Name == name))!, null);

    private static void CheckForms(Func<int, bool> isMeant, Func<ProgramCase, ProgramCase?> calls, int least)
    {
        var count = 0;
        foreach (var calling in ProgramFormTests.Programs.Select(row => ProgramCases.All.Single(program => program.Name == row.Data)).Where(program => !apart.Contains(program.Name)).Where((_, i) => isMeant(i)).Select(calls).OfType<ProgramCase>())
        {
            const string product = "Derivatives = Derivatives.JacobianVectorProduct | Derivatives.HessianVectorProduct";
            var marked = Regex.Replace(calling.Members.Replace("[Differentiable]", "[Differentiable()]", StringComparison.Ordinal), @"\[Differentiable\(([^\]]*)\)\]", match => $"[Differentiable({match.Groups[1].Value}{(match.Groups[1].Length > 0 ? ", " : "")}{product})]");
            var file = GeneratorRun.Of($"using System; using System.Collections.Generic; using System.Linq; using System.Numerics; using SymDiff;\npublic static partial class C {{ {marked} }}").Text;
            if (!file.Contains("PullbackTangent(", StringComparison.Ordinal))
                continue;
            ProgramFormTests.Check(calling, null);
            count++;
        }

        Assert.True(count > least, $"{count} are called");
    }

    private static void Check(IEnumerable<ProgramCase> all, Func<ProgramCase, ProgramCase?> calls, int least)
    {
        var programs = all.Select(program => (Program: program, Calling: calls(program)!)).Where(pair => pair.Calling is not null).ToList();
        var run = GeneratorRun.Of("using System; using System.Collections.Generic; using System.Linq; using System.Numerics; using SymDiff;\n"
            + string.Join("\n", programs.SelectMany(pair => new[] { pair.Program.Source, pair.Calling.Source })));
        using var code = run.Load();
        // Those whose loops are written out are entered.
        var calling = run.Files.Where(file => file.SourceText.ToString().Contains("Pullback(", StringComparison.Ordinal)).Select(file => file.HintName.Split('.')[0]).ToHashSet();
        var called = programs.Where(pair => calling.Contains(pair.Calling.Name)).ToList();
        Assert.True(called.Count > least, $"{called.Count} of {programs.Count} are called");
        Assert.All(called, pair => Compare(code, pair.Program, pair.Calling));
    }

    // By the chain rule.
    private static void Compare(CompiledCode code, ProgramCase program, ProgramCase calling)
    {
        foreach (var arguments in program.Arguments)
        {
            double[] Gradient(string name) => (double[])code.Call(name + ".Driver.Gradient", [ProgramTests.Copy(arguments)])!;
            var given = ProgramTests.Copy(arguments);
            var value = (double)code.Call(program.Name + ".Driver.Value", [given])!;
            var twice = (double)code.Call(calling.Name + ".Driver.Value", [ProgramTests.Copy(arguments)])!;
            // Where it writes to its arguments, it does another thing when it is called again: that has been held to dual numbers where it was made.
            var isSame = Math.Abs(twice - (value + (0.3 * Math.Atan(value)))) <= 1e-12 * (1 + Math.Abs(value));
            if (!isSame && (double.IsNaN(value) || !IsSame(given, arguments)))
                continue;
            Assert.True(isSame, $"{calling.Name}: {twice:R} of {value:R}");
            var slope = 1 + (0.3 / (1 + (value * value)));
            foreach (var (inner, outer) in Gradient(program.Name).Zip(Gradient(calling.Name)))
                Assert.True(Math.Abs(outer - (slope * inner)) <= 1e-11 * (1 + Math.Abs(inner)), $"{outer:R}, by the chain rule {slope * inner:R}");
        }
    }

    // The program as a function of a method that calls it several times.
    private static ProgramCase? Called(ProgramCase program)
    {
        var method = CSharpSyntaxTree.ParseText("class C { " + program.Members + " }").GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single(method => method.Identifier.ValueText == "F");
        var type = method.ReturnType.ToString();
        var code = (SyntaxNode?)method.Body ?? method.ExpressionBody!;
        if (type != "double" || code.DescendantTokens().Any(token => token.ValueText == "F") || !method.Modifiers.Any(SyntaxKind.StaticKeyword))
            return null;
        var arguments = string.Join(", ", method.ParameterList.Parameters.Select(parameter => parameter.Identifier.ValueText));
        var function = method.WithAttributeLists([]).WithIdentifier(SyntaxFactory.Identifier("Inner")).NormalizeWhitespace().ToFullString();
        var marked = $"{method.AttributeLists} public static double F{method.ParameterList} => Inner({arguments}) + 0.3 * Math.Atan(Inner({arguments}));";
        return program with { Name = program.Name + "Called", Members = program.Members.Replace(method.ToString(), function + "\n" + marked, StringComparison.Ordinal) };
    }

    private static bool IsSame(object? one, object? other) => one is System.Collections.IEnumerable all && other is System.Collections.IEnumerable others
        ? all.Cast<object?>().Zip(others.Cast<object?>()).All(pair => IsSame(pair.First, pair.Second))
        : Equals(one, other);

    // The program as a function that writes what it comes to into an array, which is then overwritten.
    private static ProgramCase? Filling(ProgramCase program)
    {
        if (Called(program) is not { } calling)
            return null;
        var method = CSharpSyntaxTree.ParseText("class C { " + program.Members + " }").GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single(method => method.Identifier.ValueText == "F");
        var arguments = string.Join(", ", method.ParameterList.Parameters.Select(parameter => parameter.Identifier.ValueText).Append("filled"));
        var filling = $"static void Fill({string.Join(", ", method.ParameterList.Parameters.Select(parameter => parameter.WithAttributeLists([]).ToString()).Append("Span<double> filled"))}) {{ filled[0] = Inner({arguments[..^8]}); filled[1] *= filled[0]; }}";
        var body = $"{{ var filled = new double[2]; filled[1] = 0.5; Fill({arguments}); double before = 0.5 * filled[0] + filled[1]; Fill({arguments}); return before + 0.3 * Math.Atan(filled[0]); }}";
        return calling with { Name = program.Name + "Filling", Members = calling.Members.Replace(calling.Members[calling.Members.IndexOf("=> Inner(", StringComparison.Ordinal)..(calling.Members.IndexOf("));", calling.Members.IndexOf("=> Inner(", StringComparison.Ordinal), StringComparison.Ordinal) + 3)], body + "\n" + filling, StringComparison.Ordinal) };
    }

    public static TheoryData<string> Recursive => [.. ProgramCases.RecursionOverArrays.Select(program => program.Name)];

    [Theory]
    [MemberData(nameof(Recursive))]
    public void Recursion_goes_down_arrays(string name)
    {
        var program = ProgramCases.RecursionOverArrays.Single(program => program.Name == name);
        using var code = GeneratorRun.Of("using System; using System.Collections.Generic; using System.Linq; using SymDiff;\n" + program.Source).Load();
        ProgramTests.Check(code, program);
    }

    [Fact]
    public void Data_may_be_passed_to_what_is_called_with_differentiated_arrays()
    {
        var program = new ProgramCase("CalledWithData", """
            static double Sum(ReadOnlySpan<double> x, double p) { double s = 0; for (int i = 0; i < x.Length; i++) s += Math.Pow(x[i], p); return s; }
            static double Shape(ReadOnlySpan<double> x, double p)
            {
                double mean = Sum(x, 1) / x.Length, s = 0;
                for (int i = 0; i < x.Length; i++) s += (x[i] - mean) * (x[i] - mean);
                return s + Sum(x, p);
            }
            [Differentiable(nameof(x), nameof(p))]
            public static double F(double[] x, double[] y, double p) => Shape(x, p) * Math.Log(Shape(x, p * p)) + Shape(y, p) + Sum(x, 3) * Sum(y, 2);
            """, [points, data, 1.3]);
        using var code = GeneratorRun.Of("using System; using System.Collections.Generic; using System.Linq; using SymDiff;\n" + program.Source).Load();
        ProgramTests.Check(code, program);
    }

    [Fact]
    public void A_function_that_is_called_once_is_entered()
    {
        var file = GeneratorRun.Of("""
            using System;
            using SymDiff;

            public static partial class C
            {
                [Differentiable]
                public static double F(double[] x) => Math.Log(Sum(x));

                private static double Sum(double[] x)
                {
                    double s = 0;
                    foreach (double v in x)
                        s += v * v;
                    return s;
                }
            }
            """).Text;
        Assert.DoesNotContain("Sum(", file, StringComparison.Ordinal);
        Assert.DoesNotContain("private", file, StringComparison.Ordinal);
    }
}
