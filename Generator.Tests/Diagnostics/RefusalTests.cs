using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Diagnostics;

/// <summary>What looks right to the compiler and would give a wrong number, or code that does not compile, is refused where it stands.</summary>
public class RefusalTests
{
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
