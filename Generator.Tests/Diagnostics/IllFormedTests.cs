using Microsoft.CodeAnalysis;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Diagnostics;

/// <summary>Programs as they are while somebody types: the compiler says what is wrong, the generator nothing, and half of nothing is generated.</summary>
public class IllFormedTests
{
    private const string WellFormed =
        """
        using System;
        using SymDiff;

        namespace N
        {
            public static partial class C
            {
                private static double Helper(double a, in double b, params double[] rest) => a * b + rest.Length;

                /// <summary>A summary.</summary>
                [Differentiable(nameof(x), Derivatives = Derivatives.Gradient)]
                public static double F(double x, [Positive] double y = 2, int n = 3)
                {
                    if (!(y > 0)) throw new ArgumentOutOfRangeException(nameof(y));
                    var (a, b) = (x * y, Math.Exp(-x));
                    Func<double, double> f = v => v * b;
                    switch (n) { case 0: return a; case 1 when a > 2: a += 1; break; default: a = f(a); break; }
                    double G(double v) { return v * a; }
                    return n switch { > 2 and < 5 => G(a), _ => Helper(a, b, 1, 2) } + (x > 0 ? Math.Log(x) : 0);
                }
            }
        }
        """;

    [Theory]
    [InlineData("[Differentiable] static double F(double x) => ")]
    [InlineData("[Differentiable] static double F(double x) { return x * ; }")]
    [InlineData("[Differentiable] static double F(double x) { return x * x }")]
    [InlineData("[Differentiable] static double F(double x) { double y = x; ")]
    [InlineData("[Differentiable] static double F(double x) { }")]
    [InlineData("[Differentiable] static double F(double x) { if (x > 1) return x; }")]
    [InlineData("[Differentiable] static double F(double x) { double y; return y * x; }")]
    [InlineData("[Differentiable] static double F(double x, Missing m) => x;")]
    [InlineData("[Differentiable] static Missing F(double x) => x;")]
    [InlineData("[Differentiable] static double F(double x) => Missing.G(x);")]
    [InlineData("[Differentiable] static double F(double x) => new Missing().G(x);")]
    [InlineData("[Differentiable] static double F(double x) => x.;")]
    [InlineData("[Differentiable] static double F(double x) => Math.Exp();")]
    [InlineData("[Differentiable] static double F(double x) => Math.Exp(x, x);")]
    [InlineData("[Differentiable] static double F(double x) => G(; static double G(double a) => a;")]
    [InlineData("[Differentiable] static double F(double x) => G(x); static double G(double a) => a * ;")]
    [InlineData("[Differentiable] static double F(double x) => G(x); static double G(double a) { }")]
    [InlineData("[Differentiable] static double F(double x, double x) => x;")]
    [InlineData("[Differentiable] static double F(double x) { double x = 3; return x; }")]
    [InlineData("[Differentiable] static double F(double x) => x; [Differentiable] static double F(double x) => x * x;")]
    [InlineData("[Differentiable][Differentiable] static double F(double x) => x;")]
    [InlineData("[Differentiable(3)] static double F(double x) => x;")]
    [InlineData("[Differentiable(x)] static double F(double x) => x;")]
    [InlineData("[Differentiable(nameof(z))] static double F(double x) => x;")]
    [InlineData("[Differentiable(null)] static double F(double x) => x;")]
    [InlineData("[Differentiable(new string[] { null, \"x\" })] static double F(double x) => x;")]
    [InlineData("[Differentiable(Derivatives = \"a\")] static double F(double x) => x;")]
    [InlineData("[Differentiable(Derivative = Derivatives.Gradient)] static double F(double x) => x;")]
    [InlineData("[Differentiable(Derivatives = Derivatives.Missing)] static double F(double x) => x;")]
    [InlineData("[Differentiable(")]
    [InlineData("[Differentiable]")]
    [InlineData("[Differentiable] static double F")]
    [InlineData("[Differentiable] static double F(")]
    [InlineData("[Differentiable] static double F(double")]
    [InlineData("[Differentiable] static double F(double x")]
    [InlineData("[Differentiable] static F(double x) => x;")]
    [InlineData("[Differentiable] static double (double x) => x;")]
    [InlineData("[Differentiable] static double F(double) => 1;")]
    [InlineData("[Differentiable] static double F<>(double x) => x;")]
    [InlineData("[Differentiable] static double F<T>(double x) where T : Missing => x;")]
    [InlineData("[Differentiable] static double F(double x = ) => x;")]
    [InlineData("[Differentiable] static double F(double x = \"a\") => x;")]
    [InlineData("[Differentiable] double C(double x) => x;")]
    [InlineData("[Differentiable] double F { get; }")]
    [InlineData("[Differentiable] class D { }")]
    [InlineData("[Differentiable] static C operator +(C a, C b) => a;")]
    [InlineData("[Differentiable] static double F(double x) { switch (x) { case 1: default: } return x; }")]
    [InlineData("[Differentiable] static double F(double x) => x switch { };")]
    [InlineData("[Differentiable] static double F(double x) => x switch { 1 => };")]
    [InlineData("[Differentiable] static double F(double x) { break; return x; }")]
    [InlineData("[Differentiable] static double F(double x) { goto missing; return x; }")]
    [InlineData("[Differentiable] static double F(double x) { var (a, b) = x; return a; }")]
    [InlineData("[Differentiable] static double F(double x) { var f = ; return f(x); }")]
    [InlineData("[Differentiable] static double F(double x) { Func<double, double> f = a => ; return f(x); }")]
    [InlineData("[Differentiable] static double F(double x) { const double k = x; return k * x; }")]
    [InlineData("[Differentiable] static double F(double x) { int n = x; return n * x; }")]
    [InlineData("[Differentiable] static double F(double x) => x + \"a\";")]
    [InlineData("[Differentiable] static double F(double x) => this.y * x; double y;")]
    [InlineData("[Differentiable] static double F(double x) => await x;")]
    [InlineData("[Differentiable] static double F(double x) => x ?? 1;")]
    [InlineData("[Differentiable] static double F(double x) => x is string s ? s.Length : x;")]
    [InlineData("[Differentiable] static double F(double x) => 1e999 * x;")]
    [InlineData("[Differentiable] static double F(double x) => 99999999999999999999 * x;")]
    [InlineData("[Differentiable] static double F(double x) => x / (1 / 0);")]
    [InlineData("[Differentiable] static double F(this double x) => x;")]
    [InlineData("[Differentiable] override double F(double x) => x;")]
    [InlineData("[Differentiable] partial double F(double x);")]
    [InlineData("[Differentiable] public partial double F(double x);")]
    [InlineData("[Differentiable] static double F(double x) { using var r = ")]
    [InlineData("[Differentiable] static double F(double x) { using (var r = new System.IO.StringReader(\"a\")) }")]
    [InlineData("[Differentiable] static double F(double x) { using var r = new Missing(); return x; }")]
    [InlineData("[Differentiable] static double F(double x, int[] n) => n is [var a, ..")]
    [InlineData("[Differentiable] static double F(double x, int[] n) => n is [.., ..] ? x : 1;")]
    [InlineData("[Differentiable] static double F(double x, double n) => n is [1, 2] ? x : 1;")]
    [InlineData("[Differentiable] static double F(double x) { G(ref x, ref ); return x; } static void G(ref double a, ref double b) { }")]
    [InlineData("[Differentiable] static double F(double x) { G(in x, out x, x); return x; } static void G(in double a, out double b) { b = a; }")]
    [InlineData("[Differentiable] static double F(double x, out int n) { return x; }")]
    [InlineData("[Differentiable] static double F(double x, out int n) { if (x > 1) { n = 2; return x; } return x * x; }")]
    [InlineData("[Differentiable] static double F(double x, ref int n) { n = x; return x; }")]
    [InlineData("[Differentiable] static double F(double x) { var t = (x, 2); t.Item3 += 1; t.Item1.Foo = 3; return t.Item1; }")]
    [InlineData("[Differentiable] static double F(double x) { end: ; }")]
    [InlineData("[Differentiable] static double F(double x) { Require(x > ); return x; } static void Require(bool b) { }")]
    [InlineData("[Differentiable] static double F(double x) => x * G(x); static double G(double a) => a; [DerivativeOf(typeof(C), nameof(G))] static Missing D(double a) => 1;")]
    [InlineData("[Differentiable] static double F(double x) => x * G(x); static double G(double a) => a; [DerivativeOf(typeof(C), )] static double D(double a) => 1;")]
    [InlineData("[Differentiable] static double F(double x) => x * G<double>(x); static double G<T>(T a) => 1; [DerivativeOf(typeof(C), nameof(G))] static double D<T>(T a) => 1;")]
    [InlineData("[Differentiable] static double F(double x) { Func<int> f = () => n; int n = 2; return x * f(); }")]
    [InlineData("[DerivativeOf(typeof(C), \"Missing\")] static double D(double a) => 1; [Differentiable] static double F(double x) => x;")]
    [InlineData("[DerivativeOf(typeof(Missing), \"G\")] static double D(double a) => 1; [Differentiable] static double F(double x) => x * x;")]
    [InlineData("[DerivativeOf(null, null)] static double D(double a) => 1; [Differentiable] static double F(double x) => x * x;")]
    [InlineData("[DerivativeOf(typeof(C), \"G\")] static double D(double a) => 1; [DerivativeOf(typeof(C), \"G\")] static double E(double a) => 2; static double G(double a) => a; [Differentiable] static double F(double x) => G(x);")]
    [InlineData("[DerivativeOf(typeof(C), \"G\")] double D(double a) => 1; static double G(double a) => a; [Differentiable] static double F(double x) => G(x);")]
    [InlineData("[DerivativeOf(typeof(C), \"G\")] static (double, double) D(double a) => (1, 2); static double G(double a) => a; [Differentiable] static double F(double x) => G(x);")]
    public async Task Members(string members) => await AssertQuiet(Marks.Source("public partial class C\n{\n" + members + "\n}\n"));

    [Theory]
    [InlineData("[SymDiff.Differentiable] static double F(double x) => x;")]
    [InlineData("[SymDiff.Differentiable] double F(double x) { return x; }\nSystem.Console.WriteLine(F(2));")]
    [InlineData("partial class { [SymDiff.Differentiable] static double F(double x) => x; }")]
    [InlineData("partial class C { [SymDiff.Differentiable] static double F(double x) => x;")]
    [InlineData("partial class C : Missing { [SymDiff.Differentiable] static double F(double x) => x; }")]
    [InlineData("partial class C : C { [SymDiff.Differentiable] static double F(double x) => x; }")]
    [InlineData("partial class C<T> where T : U { [SymDiff.Differentiable] static double F(double x) => x; }")]
    [InlineData("partial class C { } class C { [SymDiff.Differentiable] static double F(double x) => x; }")]
    [InlineData("partial class C { } partial struct C { [SymDiff.Differentiable] static double F(double x) => x; }")]
    [InlineData("partial enum C { [SymDiff.Differentiable] A }")]
    [InlineData("namespace ; partial class C { [SymDiff.Differentiable] static double F(double x) => x; }")]
    [InlineData("namespace { partial class C { [SymDiff.Differentiable] static double F(double x) => x; } }")]
    [InlineData("partial delegate double C([SymDiff.Differentiable] double x);")]
    [InlineData("file partial class C { [SymDiff.Differentiable] static double F(double x) => x; }")]
    [InlineData("public static class E { extension(double x) { [SymDiff.Differentiable] public double F(double y) => x * y; } }")]
    [InlineData("namespace SymDiff { class DifferentiableAttribute : System.Attribute { } partial class C { [Differentiable] static double F(double x) => x; } }")]
    [InlineData("partial class C { class Inner { [Differentiable] static double F(double x) => x; } }")]
    public async Task Files(string source) => await AssertQuiet(source);

    /// <summary>A method, stopped after each of its tokens and then with each of its tokens left out.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Everything_that_is_typed_on_the_way(bool leavesOut)
    {
        var tree = Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(WellFormed, cancellationToken: TestContext.Current.CancellationToken);
        var tokens = (await tree.GetRootAsync(TestContext.Current.CancellationToken)).DescendantTokens().Where(token => token.SpanStart > 60).ToList();
        foreach (var token in tokens)
        {
            var source = leavesOut ? WellFormed.Remove(token.SpanStart, token.Span.Length) : WellFormed[..token.Span.End];
            await AssertQuiet(source);
        }
    }

    private static async Task AssertQuiet(string source)
    {
        var run = GeneratorRun.Of(source);
        var reports = await run.Reports();
        var before = run.Input.GetDiagnostics(TestContext.Current.CancellationToken).Where(IsError).Select(error => error.Id).ToHashSet();

        Assert.True(run.GeneratorDiagnostics.IsEmpty, source + "\n" + string.Join('\n', run.GeneratorDiagnostics));
        var own = reports.Where(report => report.Id is "SYMDIFF011" or "SYMDIFF012" or "SYMDIFF099" or "AD0001").ToList();
        Assert.True(own.Count == 0, source + "\n" + string.Join('\n', own));

        // Whatever is generated brings no error of a kind that the author's own part does not have.
        var after = run.CompilerDiagnostics().Where(IsError).ToList();
        var added = after.Where(error => error.Location.SourceTree is { } tree && !run.Input.ContainsSyntaxTree(tree) && !before.Contains(error.Id)).ToList();
        Assert.True(added.Count == 0, source + "\n" + string.Join('\n', added) + "\n" + string.Join('\n', run.Files.Select(file => file.SourceText)));
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.DefaultSeverity == DiagnosticSeverity.Error;
}
