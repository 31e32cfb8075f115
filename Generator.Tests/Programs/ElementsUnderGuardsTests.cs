using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>Elements that are read under a condition are read where it holds, and what is made of them is computed once.</summary>
public class ElementsUnderGuardsTests
{
    [Fact]
    public void What_is_thrown_without_is_there()
    {
        const string source = """
            public record Bond(int Years, double Price);

            public static partial class Curve
            {
                private static double Yield(double t, double level, double decay) => level + (1 - Math.Exp(-t / decay)) / (t / decay);

                [Differentiable(nameof(p))]
                public static double Fit(double[] p, Bond[] bonds)
                {
                    if (p is not [var level, var decay])
                        throw new ArgumentException("two", nameof(p));
                    double squares = 0;
                    foreach (var bond in bonds)
                    {
                        double worth = 0;
                        for (int t = 1; t <= bond.Years; t++)
                            worth += Math.Exp(-t * Yield(t, level, decay));
                        squares += (worth - bond.Price) * (worth - bond.Price);
                    }

                    return squares;
                }
            }
            """;
        var text = TextOf(source);

        Assert.DoesNotContain("p.Length >", text, StringComparison.Ordinal);
        Assert.Equal(2, Count(text, "Math.Exp(-"));
    }

    [Fact]
    public void What_one_branch_reads_is_made_in_it()
    {
        const string source = """
            public static partial class Ordered
            {
                private static double Share(double u) => 1 / (1 + Math.Exp(-u));

                [Differentiable(nameof(a), nameof(c), Derivatives = Derivatives.HessianVectorProduct)]
                public static double Logistic(double a, double[] c, double[] x, int[] y)
                {
                    double sum = 0;
                    for (int n = 0; n < y.Length; n++)
                        sum += Math.Log(y[n] == 0 ? 1 - Share(a * x[n] - c[0]) : Share(a * x[n] - c[y[n] - 1]) - Share(a * x[n] - c[y[n]]));
                    return sum;
                }
            }
            """;
        var text = TextOf(source);

        Assert.DoesNotContain("Length ? c[", text, StringComparison.Ordinal);
        Assert.Equal(3, Count(text, "Math.Exp("));
    }

    private static string TextOf(string source)
    {
        var run = GeneratorRun.Of("using System; using SymDiff;\n" + source);
        using var code = run.Load();
        return run.Text;
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
