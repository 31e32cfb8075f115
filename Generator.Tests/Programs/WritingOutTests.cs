using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>Loops of a few turns are written out, but not so many of them within each other that nobody would read them.</summary>
public class WritingOutTests
{
    [Fact]
    public void A_series_of_products_of_small_matrices_stays_a_loop()
    {
        var run = GeneratorRun.Of("using System; using SymDiff;\n" + ProgramCases.All.Single(one => one.Name == "SeriesOfAMatrix").Source);

        Assert.Contains("for (int k = 1; k <= 12; k++)", run.Text, StringComparison.Ordinal);
        // What counts from one is not zero: nothing asks whether it is.
        Assert.DoesNotContain("!= 0", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Panels_that_have_loops_of_their_own_stay_a_loop()
    {
        var run = GeneratorRun.Of("""
            using System; using SymDiff;
            public static partial class C
            {
                [Differentiable]
                public static double F(double a, double b, double[] nodes, double[] weights)
                {
                    double sum = 0;
                    for (int panel = 0; panel < 20; panel++)
                    {
                        for (int n = 0; n < nodes.Length; n++)
                        {
                            double u = panel + nodes[n];
                            sum += weights[n] * Math.Exp(-a * u) * Math.Cos(b * u);
                        }
                    }

                    return sum;
                }
            }
            """);

        Assert.Contains("for (int panel = 0; panel < 20; panel++)", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_gone_through_is_counted_once_whatever_else_runs()
    {
        var run = GeneratorRun.Of("""
            using System; using System.Collections.Generic; using SymDiff;
            public static partial class C
            {
                public static int Calls;

                private static int Next() => ++Calls;

                [Differentiable]
                public static double F(double a, IReadOnlyList<string> names)
                {
                    double sum = 0;
                    foreach (var name in names)
                    {
                        if (name.Length == 0)
                            continue;
                        sum += Math.Exp(-a * name.Length * Next());
                    }

                    return sum;
                }
            }
            """);

        Assert.Contains("for (int i = 0; i < count; i++)", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("while", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_looks_up_leaves_the_order_of_other_reads_alone()
    {
        var run = GeneratorRun.Of("using System; using SymDiff;\n" + ProgramCases.All.Single(one => one.Name == "SignsAndNodes").Source.Replace("List<", "System.Collections.Generic.List<", StringComparison.Ordinal));

        Assert.Contains("for (int n = 0; n < Nodes.Length; n++)", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("while", run.Text, StringComparison.Ordinal);
    }
}
