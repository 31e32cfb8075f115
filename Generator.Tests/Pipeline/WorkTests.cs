using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Forms;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Tests.Reading;
using SymDiff.Generator.Unfolding;

namespace SymDiff.Generator.Tests.Pipeline;

/// <summary>
/// Deriving is work in proportion to the source: twice the statements make about twice the expressions and operations, those included that are made only to be looked at.
/// </summary>
public class WorkTests
{
    [Fact]
    public void Chain_of_statements() => AssertLinear(100, n =>
        "double a = x;\n" + Repeat(n, i => (i % 3) switch
        {
            0 => "a = a * y + x;\n",
            1 => "a = Math.Sin(a) + y;\n",
            _ => "a = a / (1 + a * a);\n",
        }) + "return a;");

    [Fact]
    public void Chain_of_locals() => AssertLinear(100, n =>
        "double a0 = x; double a1 = x * y;\n" + Repeat(n, i => $"double a{i + 2} = " + (i % 3) switch
        {
            0 => $"Math.Exp(-a{i + 1} * a{i + 1}) * x;\n",
            1 => $"a{i + 1} / (1 + a{i} * a{i});\n",
            _ => $"a{i + 1} * a{i} + y;\n",
        }) + $"return a{n + 1};");

    [Fact]
    public void Ifs_in_a_row() => AssertLinear(50, n =>
        "double s = 0;\n" + Repeat(n, i => $"if (x > {i}) s += x * {i + 1}; else s = s * y;\n") + "return s;");

    [Fact]
    public void Product_of_factors() => AssertLinear(25, n =>
        "double p = 1;\nreturn " + string.Join(" * ", Enumerable.Range(0, n).Select(i => $"(x + {i} * y)")) + " * p;");

    private static string Repeat(int count, Func<int, string> one) => string.Concat(Enumerable.Range(0, count).Select(one));

    private static void AssertLinear(int n, Func<int, string> body)
    {
        var one = Work(body(n));
        var two = Work(body(2 * n));

        Assert.InRange(two.Expressions, one.Expressions, 2.5 * one.Expressions);
        Assert.InRange(two.Values, one.Values, 2.5 * one.Values);
        Assert.InRange(two.Lines, one.Lines, 2.5 * one.Lines);
    }

    private static (int Expressions, int Values, int Lines) Work(string body)
    {
        var method = Reader.Method("[Differentiable] public static double F(double x, double y)\n{\n" + body + "\n}");
        var names = new NamePool(["x", "y"]);
        var closed = Unfolder.Unfold(method, names, CancellationToken.None);
        var problems = new List<Problem>();
        var subject = new Subject(method, closed, closed.Inputs, new Dialect("Math", "MathF", true, "Calculus"), names, CancellationToken.None);
        var gradient = Gradient.Of(subject, problems)!;
        var lines = GradientWriter.Make(subject, problems)!.Methods.Sum(written => written.Body.Length);
        return (gradient.Size, closed.Values.Count, lines);
    }
}
