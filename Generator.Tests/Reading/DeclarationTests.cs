using Microsoft.CodeAnalysis.CSharp;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Reading;

public class DeclarationTests
{
    [Theory]
    [InlineData("namespace N { static partial class C { [SymDiff.Differentiable] public static double F(double x) => x; } }", "N.C.F", "static partial class C")]
    [InlineData("partial class C { readonly partial struct S<T> { [SymDiff.Differentiable] double F(double x) => x; } }", "C.S{T}.F", "partial class C|readonly partial struct S<T>")]
    [InlineData("namespace @if.N; partial record R { ref partial struct @class { [SymDiff.Differentiable] double F(double x) => x; } }", "if.N.R.class.F", "partial record R|ref partial struct @class")]
    [InlineData("partial record struct P(double A) { [SymDiff.Differentiable] double F(double x) => x; double f(double x) => x; }", "P.F", "partial record struct P")]
    [InlineData("partial interface I<in T> { [SymDiff.Differentiable] static double F(double x) => x; }", "I{T}.F", "partial interface I<in T>")]
    [InlineData("partial class C { [SymDiff.Differentiable] double F(double x) => x; [SymDiff.Differentiable] double F(double x, float[] y) => x; }", "C.F(double)", "partial class C")]
    [InlineData("partial class C { [SymDiff.Differentiable] double F(double x) => x; [SymDiff.Differentiable] double f(double x) => x; }", "C.F(double)", "partial class C")]
    [InlineData("partial class c { } partial class C { [SymDiff.Differentiable] double F(double x) => x; }", "C-2.F", "partial class C")]
    public void The_type_is_opened_again(string source, string hint, string headers)
    {
        var declaration = Reader.Source(source).Method!.Declaration;

        Assert.Equal(hint, declaration.HintName);
        Assert.Equal(headers, string.Join("|", declaration.ContainingTypes.Select(type => type.Header)));
    }

    [Theory]
    [InlineData("public static double F(double x) => x;", "public static", "double x")]
    [InlineData("private protected unsafe double F(double x, int* p) => x * *p;", "private protected unsafe", "double x|int* p")]
    [InlineData("double F(double @class = 1e3, DayOfWeek d = DayOfWeek.Friday, string? s = null, decimal m = 1.5m, K k = K.B, double y = Half) => @class; enum K { A, B } const double Half = 0.5;",
        "private", "double @class = 1e3|DayOfWeek d = DayOfWeek.Friday|string? s = null|decimal m = 1.5m|K k = K.B|double y = Half")]
    [InlineData("internal double F(in double x, List<(int A, string?)> l, DateTime t = default, params int[][,] ns) => x;",
        "internal", "in double x|global::System.Collections.Generic.List<(int A, string?)> l|DateTime t = default|params int[][,] ns")]
    public void The_signature_is_repeated(string method, string modifiers, string parameters)
    {
        var declaration = Reader.Method("[Differentiable] " + method).Declaration;

        Assert.Equal(modifiers, declaration.Modifiers);
        Assert.Equal(parameters, string.Join("|", declaration.Parameters.Select(parameter => parameter.Text)));
    }

    [Fact]
    public void Type_parameters_keep_their_constraints()
    {
        var declaration = Reader.Method("[Differentiable] static double F<T, U>(double x, T t) where T : struct, IComparable<T> where U : Stopwatch => x;").Declaration;

        Assert.Equal("<T, U>", declaration.TypeParameters);
        Assert.Equal(["where T : struct, IComparable<T>", "where U : global::System.Diagnostics.Stopwatch"], declaration.Constraints);
        Assert.Equal("F{T, U}(double, T)", declaration.Cref);
    }

    [Theory]
    [InlineData("class Math { }", "global::System.Math")]
    [InlineData("double Math;", "global::System.Math")]
    [InlineData("", "Math")]
    public void Math_is_named_so_that_it_is_found(string member, string expected) =>
        Assert.Equal(expected, Reader.Method(member + " [Differentiable] static double F(double x) => System.Math.Exp(x);").Declaration.MathText);

    [Theory]
    [InlineData("/// <summary>One thing. Another.</summary>", "One thing.")]
    [InlineData("/// t = log q(z), z = μ + σε", "t = log q(z), z = μ + σε")]
    [InlineData("/// <summary>\n/// Of <see cref=\"F\"/>\n/// and <paramref name=\"x\"/>\n/// </summary>", "Of <c>F</c> and <paramref name=\"x\"/>")]
    [InlineData("// no documentation", "")]
    public void The_first_sentence_of_the_summary_is_kept(string comment, string expected) =>
        Assert.Equal(expected, Reader.Method(comment + "\n[Differentiable] static double F(double x) => x;").Declaration.Documentation);

    [Fact]
    public void Old_languages_have_no_nullable_annotations()
    {
        var reading = Reader.Source(
            "partial class C { [SymDiff.Differentiable] static double F(double x, string s = null) => x; }", new Consumer(LanguageVersion.CSharp7_3));

        Assert.Equal("string s = null", reading.Method!.Declaration.Parameters[1].Text);
        Assert.Equal(703, reading.Method.Declaration.LanguageVersion);
    }

    [Fact]
    public void Names_choose_parameters_in_parameter_order()
    {
        var named = Reader.Method("[Differentiable(\"y\", nameof(x))] static double F(double x, int n, double y, double z) => x;");
        var all = Reader.Method("[Differentiable] static double F([Positive] double x, int n, [StandardNormal] double y, float z) => x;");

        Assert.Equal([0, 2], named.WithRespectTo);
        Assert.True(named.IsExplicit);
        Assert.Equal([0, 3], all.WithRespectTo);
        Assert.True(all.Declaration.Parameters[0].IsPositive);
        Assert.True(all.Declaration.Parameters[2].IsStandardNormal);
    }

    [Fact]
    public void An_edit_that_moves_code_leaves_the_model_equal()
    {
        const string members = "static double G(double a) { return Math.Exp(a) + \"a\".Length; } [Differentiable] static double F(double x) => x > 0 ? G(x) : 0;";
        var before = Reader.Method(members);
        var after = Reader.Method("\n // moved\n" + members.Replace("return", "/* said */ return  ", StringComparison.Ordinal));

        Assert.Equal(before, after);
        Assert.Equal(before.GetHashCode(), after.GetHashCode());
    }
}
