using Microsoft.CodeAnalysis.CSharp;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Constructs;

/// <summary>Where in a file a marked method may stand.</summary>
public class PlaceTests
{
    private const string Method = "[SymDiff.Differentiable] public static double F(double x, double y) => x * x * System.Math.Log(y);";

    [Theory]
    [InlineData("public static partial class C { " + Method + " }", "C")]
    [InlineData("namespace A.B; public static partial class C { " + Method + " }", "A.B.C")]
    [InlineData("namespace A { namespace B.@class { public static partial class C { " + Method + " } } }", "A.B.class.C")]
    [InlineData("using System;\nusing SymDiff;\nnamespace A;\npublic static partial class C { [Differentiable] public static double F(double x, double y) => x * x * Math.Log(y); }", "A.C")]
    [InlineData("namespace SymDiff.Mine; using Y = System.Math; public static partial class C { [Differentiable] public static double F(double x, double y) => x * x * Y.Log(y); }", "SymDiff.Mine.C")]
    [InlineData("global using System; global using SymDiff; global using L = System.Math; static partial class C { [Differentiable] static double F(double x, double y) => x * x * L.Log(y); }", "C")]
    [InlineData("extern alias corlib; namespace A { public static partial class C { " + Method + " } }", "")]
    [InlineData("public static partial class @event { " + Method + " }", "event")]
    [InlineData("public partial class Outer { protected partial interface IInner { private partial struct C { " + Method + " } } }", "Outer+IInner+C")]
    [InlineData("#define A\n#if A\n#line 100 \"Other.cs\"\npublic static partial class C { " + Method + " }\n#line default\n#endif", "C")]
    public void Is_differentiated(string source, string type)
    {
        // An alias that no reference has is the compiler's to report.
        if (type.Length == 0)
        {
            Assert.Empty(GeneratorRun.Of(source).GeneratorDiagnostics);
            return;
        }

        using var code = GeneratorRun.Of(source).Load();
        Agreement.Check(code, type + ".F", p => p[0] * p[0] * Dual50.Log(p[1]), [[2, 3], [-0.5, 0.25]]);
    }

    [Fact]
    public void Top_level_statements_may_stand_before_it()
    {
        var run = GeneratorRun.Of("System.Console.WriteLine(C.FGradient(1, 2));\npublic static partial class C { " + Method + " }");

        Assert.Empty(run.GeneratorDiagnostics);
        Assert.Single(run.Files);

        // A library has no top-level statements; that is all there is to say.
        Assert.Equal(["CS8805"], run.CompilerDiagnostics().Select(diagnostic => diagnostic.Id));
    }

    [Theory]
    [InlineData("using System; using SymDiff; public static partial class C { [Differentiable] public static double F(double x, double y) => x * x * Math.Log(y); public static double Exp(double x) => 0; public static double Sin(double x) => x; }")]
    [InlineData("namespace Math { } public static partial class C { " + Method + " }")]
    [InlineData("namespace A { class System { } public static partial class C { [SymDiff.Differentiable] public static double F(double x, double y) => x * x * global::System.Math.Log(y); } }")]
    public void Other_things_may_be_called_like_what_is_used(string source)
    {
        using var code = GeneratorRun.Of(source).Load();
        var type = source.StartsWith("namespace A", StringComparison.Ordinal) ? "A.C" : "C";

        Agreement.Check(code, type + ".F", p => p[0] * p[0] * Dual50.Log(p[1]), [[2, 3]]);
    }

    [Fact]
    public void A_function_of_a_library_has_the_users_derivative()
    {
        var library = Library(
            """
            namespace Lib
            {
                public static class Special
                {
                    public static double Cube(double x) => x * x * x;
                    public static double Mix(double x, int n, double y) => x * x * n + y;
                    public static float Cube(float x) => x * x * x;
                }
            }
            """);
        var run = GeneratorRun.Of(
            """
            using Lib;
            using SymDiff;

            internal static class Rules
            {
                [DerivativeOf(typeof(Special), nameof(Special.Cube))]
                internal static double CubePartial(double x) => 3 * x * x;

                [DerivativeOf(typeof(Special), nameof(Special.Mix))]
                internal static (double X, double Y) MixPartials(double x, int n, double y, double result) => (2 * (result - y) / x, 1);
            }

            public static partial class C
            {
                [Differentiable]
                public static double F(double x, double y) => Special.Cube(x * y) + Special.Mix(y: x, n: 3, x: y);
            }
            """, new Consumer { References = [library.ToMetadataReference()] });

        run.AssertSound();
        Assert.Contains("Rules.CubePartial(", run.Text, StringComparison.Ordinal);
        Assert.Contains("Rules.MixPartials(", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_static_member_of_a_library_is_carried_over()
    {
        var library = Library("namespace Lib { public static class Data { public static double Scale = 2; public const double Two = 2; public static double Get(int n) => n; } }");
        var run = GeneratorRun.Of(
            "using static Lib.Data; using SymDiff; public static partial class C { [Differentiable] public static double F(double x) => x * x * Scale * Two * Get(3); }",
            new Consumer { References = [library.ToMetadataReference()] });

        run.AssertSound();
        Assert.Single(run.Files);
    }

    private static CSharpCompilation Library(string source)
    {
        var compilation = new Consumer().Compile(source).WithAssemblyName("Library");
        Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
        return compilation;
    }
}
