using System.Text;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Constructs;

/// <summary>What is generated grows as the source does, not as its square or worse.</summary>
public class SizeTests
{
    [Fact]
    public Task Product_of_factors() => AssertLinear(25, n => (
        Method("double x, double y", "return " + Join(" * ", n, i => $"({Odd(i)} * x + y * {i + 1} + 1)") + ";"),
        p => Enumerable.Range(0, n).Aggregate((Dual50)1, (product, i) => product * (Odd(i) * p[0] + p[1] * (i + 1) + 1))));

    [Fact]
    public Task Product_of_parameters() => AssertLinear(25, n => (
        Method(Join(", ", n, i => $"double x{i}"), "return " + Join(" * ", n, i => $"x{i}") + ";"),
        p => p.Aggregate((Dual50)1, (product, x) => product * x)));

    [Fact]
    public Task Chain_of_statements() => AssertLinear(100, n => (
        Method("double x, double y", "double a = x;\n" + Join("\n", n, i => $"a = Math.Sin(a) * y + {i} * x;") + "\nreturn a;"),
        p => Enumerable.Range(0, n).Aggregate(p[0], (a, i) => Dual50.Sin(a) * p[1] + i * p[0])));

    [Fact]
    public Task Chain_of_locals() => AssertLinear(100, n => (
        Method("double x, double y", "double a0 = x;\n" + Join("\n", n, i => $"double a{i + 1} = a{i} * y + a{i / 2};") + $"\nreturn a{n};"),
        p =>
        {
            List<Dual50> a = [p[0]];
            for (var i = 0; i < n; i++)
                a.Add(a[i] * p[1] + a[i / 2]);
            return a[n];
        }
    ));

    [Fact]
    public Task Ifs_that_return() => AssertLinear(50, n => (
        Method("double x, double y", "double a = x;\n" + Join("\n", n, i => $"if (a > {3 * i + 2}) return a * y; a += x * y;") + "\nreturn a;"),
        p =>
        {
            var a = p[0];
            for (var i = 0; i < n; i++)
            {
                if (a > 3 * i + 2)
                    return a * p[1];
                a += p[0] * p[1];
            }

            return a;
        }
    ));

    [Fact]
    public Task Choices_one_in_another() => AssertLinear(50, n => (
        Method("double x, double y", "return " + Join("", n, i => $"x < {i - 3} ? x * y * {i + 1} : ") + "y;"),
        p => Enumerable.Range(0, n).Where(i => p[0] < i - 3).Select(i => p[0] * p[1] * (i + 1)).Append(p[1]).First()));

    [Fact]
    public Task Recurrence_of_two_locals() => AssertLinear(30, n => (
        Method("double x, double y", "double a = x, b = y;\n" + Join("\n", n, _ => "{ double t = a + 0.5 * b; a = b; b = t; }") + "\nreturn a * b;"),
        p =>
        {
            var (a, b) = (p[0], p[1]);
            for (var i = 0; i < n; i++)
                (a, b) = (b, a + 0.5 * b);
            return a * b;
        }
    ));

    [Fact]
    public Task Logistic_map() => AssertLinear(20, n => (
        Method("double x, double y", "double a = x;\n" + Join("\n", n, _ => "a = y * a * (1 - a);") + "\nreturn a;"),
        p => Enumerable.Range(0, n).Aggregate(p[0], (a, _) => p[1] * a * (1 - a))));

    [Fact]
    public Task Choices_on_three_conditions_in_turn() => AssertLinear(12, n => (
        Method("double x, double y", "double a = x, b = y;\n" + Join("\n", n, i =>
            $"if ({(i % 3 == 0 ? "x > y" : i % 3 == 1 ? "x * y > 0.1" : "x + y > 1")}) {{ a += b * 0.1; b *= 0.95; }} else {{ b += a * 0.1; a -= 0.01 * b; }}") + "\nreturn a * b;"),
        p =>
        {
            var (a, b) = (p[0], p[1]);
            for (var i = 0; i < n; i++)
            {
                if (i % 3 == 0 ? p[0] > p[1] : i % 3 == 1 ? p[0] * p[1] > 0.1 : p[0] + p[1] > 1)
                {
                    a += b * 0.1;
                    b *= 0.95;
                }
                else
                {
                    b += a * 0.1;
                    a -= 0.01 * b;
                }
            }

            return a * b;
        }
    ));

    [Fact]
    public Task Sum_of_terms() => AssertLinear(500, n => (
        Method("double x, double y", "return " + Join(" + ", n, i => i % 3 == 0 ? $"{Odd(i)} * x * y" : i % 3 == 1 ? $"Math.Sin({i} * x)" : $"y / {i}") + ";"),
        p => Enumerable.Range(0, n).Aggregate((Dual50)0, (sum, i) =>
            sum + (i % 3 == 0 ? Odd(i) * p[0] * p[1] : i % 3 == 1 ? Dual50.Sin(i * p[0]) : p[1] / i))));

    [Fact]
    public Task Functions_one_in_another() => AssertLinear(100, n => (
        Method("double x, double y", "return " + Join("", n, _ => "Math.Sin(y + ") + "x" + new string(')', n) + ";"),
        p => Enumerable.Range(0, n).Aggregate(p[0], (a, _) => Dual50.Sin(p[1] + a))));

    [Fact]
    public Task Brackets_one_in_another() => AssertLinear(100, n => (
        Method("double x, double y", "return " + new string('(', n) + "x" + Join("", n, i => $" * y + {Odd(i)})") + ";"),
        p => Enumerable.Range(0, n).Aggregate(p[0], (a, i) => a * p[1] + Odd(i))));

    [Fact]
    public Task Blocks_one_in_another() => AssertLinear(50, n => (
        Method("double x, double y", "double a = x;\n" + Join("\n", n, i => $"if (x > {i}) {{ a += y * {i + 1};") + new string('}', n) + "\nreturn a * a;"),
        p =>
        {
            var a = p[0];
            for (var i = 0; i < n && p[0] > i; i++)
                a += p[1] * (i + 1);
            return a * a;
        }
    ));

    [Fact]
    public Task Calls_of_one_helper() => AssertLinear(50, n => (
        "private static double G(double a, double b) { double d = a - b; return Math.Exp(-d * d / 2) + d; }\n"
        + Method("double x, double y", "double s = 0;\n" + Join("\n", n, i => $"s += G(x, {i}) * G(y, {i / 2});") + "\nreturn s;"),
        p =>
        {
            static Dual50 G(Dual50 a, Dual50 b) => Dual50.Exp(-(a - b) * (a - b) / 2) + (a - b);
            return Enumerable.Range(0, n).Aggregate((Dual50)0, (s, i) => s + G(p[0], i) * G(p[1], i / 2));
        }
    ));

    [Fact]
    public Task Helpers_that_call_helpers_twice()
    {
        // Written out this is exponential, so it may be refused, but not silently and not after hours.
        var helpers = string.Join('\n', Enumerable.Range(1, 40).Select(i => $"private static double G{i}(double a) => G{i - 1}(a * 0.5) + G{i - 1}(a + 1);"));
        var run = GeneratorRun.Of("using SymDiff; public static partial class C { private static double G0(double a) => a * a;\n" + helpers
            + "\n[Differentiable] public static double F(double x) => G40(x); }");

        return AssertRefusedOrSmall(run);
    }

    [Fact]
    public Task Squares_of_squares()
    {
        // x^(2^40): doubling the local each time keeps it linear in the statements.
        var run = GeneratorRun.Of("using SymDiff; public static partial class C { [Differentiable] public static double F(double x, double y) { double a = x;\n"
            + string.Concat(Enumerable.Repeat("a = a * a + y;\n", 40)) + "return a; } }");

        return AssertRefusedOrSmall(run);
    }

    private static async Task AssertRefusedOrSmall(GeneratorRun run)
    {
        Assert.Empty(run.GeneratorDiagnostics);
        var reports = await run.Reports();
        if (run.Files.IsEmpty)
            Assert.Equal("SYMDIFF012", Assert.Single(reports).Id);
        else
            Assert.InRange(run.Text.Length, 0, 40_000);
    }

    /// <summary>Twice the source gives at most two and a half times the code, and its derivative is right.</summary>
    private static async Task AssertLinear(int n, Func<int, (string Members, Func<Dual50[], Dual50> Reference)> source)
    {
        var one = Run(source(n).Members);
        var (members, reference) = source(2 * n);
        var two = Run(members);

        Assert.Empty(two.GeneratorDiagnostics);
        Assert.True(!two.Files.IsEmpty, string.Join('\n', await two.Reports()));
        Assert.InRange(CodeSize(two), 0, 2.5 * CodeSize(one));
        using var code = two.Load();
        var parameters = code.Type("C").GetMethod("F")!.GetParameters().Length;
        double[][] points = parameters == 2 ? [[0.3, 0.8], [1.1, -0.2]] : [[.. Enumerable.Range(0, parameters).Select(i => 1 + (i % 7 - 3) / 9.0)]];
        Agreement.Check(code, "C.F", reference, points);
    }

    // A formula that would fill the screen is left out of the documentation, which makes that shorter.
    private static int CodeSize(GeneratorRun run) => run.Text.Split('\n').Where(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal)).Sum(line => line.Length);

    private static GeneratorRun Run(string members) => GeneratorRun.Of("using System;\nusing SymDiff;\n\npublic static partial class C\n{\n" + members + "\n}\n");

    private static string Method(string parameters, string body) => new StringBuilder()
        .Append("[Differentiable]\npublic static double F(").Append(parameters).Append(")\n{\n").Append(body).Append("\n}\n").ToString();

    private static string Join(string separator, int count, Func<int, string> one) => string.Join(separator, Enumerable.Range(0, count).Select(one));

    private static int Odd(int i) => 2 * (i % 5) + 1;
}
