namespace SymDiff.Generator.Tests.Reading;

public class ProblemTests
{
    [Theory]
    [InlineData("[Differentiable] static double F(double x) { int n = 0; return G(x); double G(double y) => n++ > 9 ? y : G(y / 2); }", "SYMDIFF010 at G(y / 2): G")]
    [InlineData("[Differentiable(\"y\")] static double F(double x) => x;", "SYMDIFF004 at \"y\": y | the method has no parameter of that name")]
    [InlineData("[Differentiable(\"x\", \"n\")] static double F(double x, int n) => x;", "SYMDIFF004 at \"n\": n | it is not a floating-point number")]
    [InlineData("[Differentiable(\"x\")] static double F(double[][,] x) => x[0][0, 0];", "SYMDIFF004 at \"x\": x | it is no double[], double[,] or double[][]; copy its numbers into one of these")]
    [InlineData("[Differentiable(\"x\")] static float F(float[,,] x) => x[0, 0, 0];", "SYMDIFF004 at \"x\": x | it is no float[], float[,] or float[][]; copy its numbers into one of these")]
    [InlineData("[Differentiable(nameof(e))] static double F(double x, [StandardNormal] double e) => x;",
        "SYMDIFF004 at nameof(e): e | it is a draw from the standard normal distribution")]
    [InlineData("[Differentiable] static double F(int n) => n;", "SYMDIFF005 at F: F | it has no parameter of type double or float that is not a draw")]
    [InlineData("[Differentiable] static void F(double x) { }", "SYMDIFF005 at void: F | it must return double or float")]
    [InlineData("[Differentiable] static double F(double x) => x; static int FGradient(double y) => 0;", "SYMDIFF006 at F: FGradient")]
    [InlineData("[Differentiable] static double F(double x) { L: x *= 2; if (x < 1) goto L; return x; }",
        "SYMDIFF002 at goto L;: goto | use if, switch or a loop")]
    public void Are_reported_where_they_are(string members, string expected)
    {
        Assert.Equal(expected.Split('|'), Reader.Problems(members).SelectMany(problem => problem.Split('|')));
    }

    [Fact]
    public void Every_containing_type_must_be_partial()
    {
        var reading = Reader.Source("class A { partial class B { class C { [SymDiff.Differentiable] static double F(double x) => x; } } }");

        Assert.Equal([("SYMDIFF001", "A"), ("SYMDIFF001", "C")], reading.Problems.Select(problem => (problem.Rule, problem.Words[0])));
    }

    [Theory]
    [InlineData("double F(double x) => y;")]
    [InlineData("double F(double x) => x.Foo();")]
    [InlineData("double F(double x) { if (x > 0) return x; }")]
    [InlineData("double F(double x) { string s = x; return x; }")]
    [InlineData("double F(double x) => ;")]
    [InlineData("double F(double x, Nothing n) => x;")]
    [InlineData("double F(double x) => G(x); static double G(double x) => z;")]
    [InlineData("double F(double x)")]
    public void What_the_compiler_rejects_is_left_to_the_compiler(string method)
    {
        var reading = Reader.Source("using SymDiff; partial class C { [Differentiable] static " + method + " }");

        Assert.Null(reading.Method);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void A_sum_of_ten_thousand_terms_is_read()
    {
        var sum = string.Join(" + ", Enumerable.Range(0, 10_000).Select(i => "x * " + i));
        var method = Reader.Method("[Differentiable] static double F(double x) => " + sum + ";");

        Assert.Equal(method, Reader.Method("[Differentiable] static double F(double x) => " + sum + ";"));
    }

    [Fact]
    public void What_nests_too_deep_is_a_problem_rather_than_a_crash()
    {
        var nested = string.Concat(Enumerable.Repeat("Math.Exp(", 300)) + "x" + new string(')', 300);

        Assert.NotNull(Reader.Method("[Differentiable] static double F(double x) => " + nested + ";"));
    }
}
