using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>What is dear is computed once, and elements that are read under a condition are read where it holds.</summary>
public class ComputedOnceTests
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
    public void Whether_it_is_asked_for_is_asked_of_an_adjoint_and_not_of_all_that_it_is_made_of()
    {
        var text = GeneratorRun.Of("using System; using System.Linq; using SymDiff;\n" + ProgramCases.All.Single(one => one.Name == "OrbitToThere").Source).Text;

        Assert.Contains("vxBar == 0 ? 0 :", text, StringComparison.Ordinal);
        Assert.DoesNotContain("xBar == 0 ? 0 :", text.Replace("vxBar", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OrbitOfAPlanet")]
    [InlineData("Cholesky")]
    [InlineData("DividedInEachTurn")]
    [InlineData("TridiagonalSolve")]
    public void Whether_it_is_asked_for_is_not_asked_where_the_method_has_no_value_otherwise(string name)
    {
        var text = GeneratorRun.Of("using System; using System.Linq; using SymDiff;\n" + ProgramCases.All.Single(one => one.Name == name).Source).Text;

        Assert.DoesNotContain("Bar == 0", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bar != 0", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_each_turn_makes_is_kept_once_however_often_it_is_read()
    {
        var text = GeneratorRun.Of("using System; using System.Linq; using SymDiff;\n" + ProgramCases.All.Single(one => one.Name == "Householder").Source).Text;

        Assert.Contains("var v = vRows.AsSpan(k * b.Length, b.Length);", text, StringComparison.Ordinal);
        Assert.DoesNotContain("tape[top++] = vi;", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_in_each_turn_is_run_once()
    {
        const string source = """
            public static partial class Units
            {
                [Differentiable(nameof(w), nameof(v))]
                public static double Loss(double[,] w, double[] v, double[][] x, double[] y)
                {
                    double loss = 0;
                    for (int n = 0; n < y.Length; n++)
                    {
                        double output = 0;
                        for (int i = 0; i < v.Length; i++)
                        {
                            double sum = 0;
                            for (int j = 0; j < x[n].Length; j++) sum += w[i, j] * x[n][j];
                            output += v[i] * Math.Max(0, sum);
                        }

                        loss += (output - y[n]) * (output - y[n]);
                    }

                    return loss;
                }
            }
            """;

        Assert.Equal(2, Count(TextOf(source), "sum += w[i, j]"));
    }

    [Fact]
    public void What_one_branch_reads_is_made_in_it()
    {
        const string source = """
            public static partial class Ordered
            {
                private static double Share(double u) => 1.0 / (1.0 + Math.Exp(-u));

                [Differentiable(nameof(w), nameof(c), Derivatives = Derivatives.HessianVectorProduct)]
                public static double Logistic(double[] w, double[] c, double[][] x, int[] y)
                {
                    double sum = 0;
                    int top = c.Length + 1;
                    for (int n = 0; n < y.Length; n++)
                    {
                        double u = 0;
                        for (int d = 0; d < w.Length; d++)
                            u += w[d] * x[n][d];
                        sum += y[n] switch
                        {
                            1 => Math.Log(1 - Share(u - c[0])),
                            var k when k == top => Math.Log(Share(u - c[top - 2])),
                            var k => Math.Log(Share(u - c[k - 2]) - Share(u - c[k - 1])),
                        };
                    }

                    return sum;
                }
            }
            """;
        var text = TextOf(source);

        Assert.DoesNotContain("Length ? c[", text, StringComparison.Ordinal);
        Assert.Equal(4, Count(text, "Math.Exp("));
    }

    [Fact]
    public void What_the_author_calls_is_called_once()
    {
        const string source = """
            public static partial class Decay
            {
                [Differentiable(nameof(b))]
                public static double Sum(double b, double[] x)
                {
                    double s = 0;
                    foreach (var v in x)
                        s += Math.Exp(-b * v) - 1 / (1 + Math.Exp(-b * v));
                    return s;
                }
            }
            """;

        Assert.Equal(2, Count(TextOf(source), "Math.Exp("));
    }

    private static string TextOf(string source)
    {
        var run = GeneratorRun.Of("using System; using SymDiff;\n" + source);
        using var code = run.Load();
        return run.Text;
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
