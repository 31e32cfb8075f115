using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Pipeline;

/// <summary>The whole road in the projects that users have.</summary>
public class ConsumerTests
{
    private const string Source =
        """
        using System;
        using SymDiff;

        namespace Vi
        {
            public static partial class Elbo
            {
                /// <summary>KL(q ‖ p) of two normal distributions, p the standard one.</summary>
                [Differentiable]
                public static double Divergence(double mu, double sigma)
                {
                    double variance = sigma * sigma;
                    return 0.5 * (variance + mu * mu - Math.Log(variance) - 1);
                }
            }
        }
        """;

    private static readonly double[][] points = [[0, 1], [1.5, 0.5], [-3, 1e-3], [1e8, 40]];

    [Theory]
    [MemberData(nameof(Consumer.LanguageVersions), MemberType = typeof(Consumer))]
    public void Works_in_every_language_version(LanguageVersion language) => AssertDivergence(new Consumer(language));

    [Fact]
    public void Works_in_a_library_for_net_standard() =>
        AssertDivergence(new Consumer(LanguageVersion.CSharp7_3) { IsNetStandard = true });

    [Fact]
    public void Works_where_integers_are_checked() => AssertDivergence(new Consumer { ChecksOverflow = true });

    [Fact]
    public void Does_not_depend_on_the_culture()
    {
        var expected = GeneratorRun.Of(Source).Text;
        var culture = CultureInfo.CurrentCulture;
        try
        {
            foreach (var name in new[] { "de-DE", "tr-TR", "ar-SA" })
            {
                CultureInfo.CurrentCulture = new CultureInfo(name);
                Assert.Equal(expected, GeneratorRun.Of(Source).Text);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public async Task What_was_generated_is_no_reason_to_complain() => Assert.Empty(await GeneratorRun.Of(Source).Reports());

    [Fact]
    public void Overloads_have_files_of_their_own()
    {
        var run = GeneratorRun.Of(
            """
            using SymDiff;

            public static partial class Powers
            {
                [Differentiable]
                public static double Product(double x) => x * x;

                [Differentiable]
                public static double Product(double x, double y) => x * y;
            }
            """);
        using var code = run.Load();

        Assert.Equal(2, run.Files.Select(file => file.HintName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Numeric.Close(code.Numbers("Powers.ProductGradient", 3), [6]);
        Numeric.Close(code.Numbers("Powers.ProductGradient", 3, 4), [4, 3]);
    }

    private static void AssertDivergence(Consumer consumer)
    {
        using var code = GeneratorRun.Of(Source, consumer).Load();

        Agreement.Check(
            code, "Vi.Elbo.Divergence", x => 0.5 * (Dual50.Square(x[1]) + Dual50.Square(x[0]) - Dual50.Log(Dual50.Square(x[1])) - 1), points);
        Assert.Equal(["Mu", "Sigma"], code.TupleNames("Vi.Elbo.DivergenceGradient"));
        Assert.Equal(["Value", "Gradient", "Mu", "Sigma"], code.TupleNames("Vi.Elbo.DivergenceValueAndGradient"));
    }
}
