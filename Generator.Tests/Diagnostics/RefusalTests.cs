using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Diagnostics;

/// <summary>What looks right to the compiler and would give a wrong number, or code that does not compile, is refused where it stands.</summary>
public class RefusalTests
{
    [Theory]
    [InlineData("Take(in s, out s)")]
    [InlineData("Both(ref s, ref s)")]
    public async Task A_variable_has_one_name_in_a_callee(string call)
    {
        var source = $$"""
            using SymDiff;

            public static partial class Aliases
            {
                [Differentiable]
                public static double F(double x)
                {
                    double s = x;
                    return {{call}};
                }

                private static double Take(in double a, out double c)
                {
                    c = a + 1;
                    return a * c;
                }

                private static double Both(ref double a, ref double b)
                {
                    a += 1;
                    b *= 2;
                    return a * b;
                }
            }
            """;
        var run = GeneratorRun.Of(source);
        var report = Assert.Single(await run.Reports());

        Assert.Equal("SYMDIFF002", report.Id);
        Assert.Equal(call, source.Substring(report.Location.SourceSpan.Start, report.Location.SourceSpan.Length));
        Assert.Empty(run.Files);
    }

    [Theory]
    [InlineData("string", "\"\"")]
    [InlineData("(double, double)", "(a, a)")]
    public async Task A_rule_that_returns_no_partial_is_no_rule(string type, string value)
    {
        var run = GeneratorRun.Of($$"""
            using SymDiff;

            public static partial class Rules
            {
                [Differentiable]
                public static double F(double x) => G(x);

                private static double G(double a) => double.Parse(a.ToString());

                [DerivativeOf(typeof(Rules), nameof(G))]
                private static {{type}} OfG(double a) => {{value}};
            }
            """);

        Assert.Equal("SYMDIFF003", Assert.Single(await run.Reports()).Id);
        Assert.Empty(run.Files);
    }
}
