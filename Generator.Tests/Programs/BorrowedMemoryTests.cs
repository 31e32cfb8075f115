using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>Arrays whose length follows from the arguments are borrowed, those for adjoints included.</summary>
public class BorrowedMemoryTests
{
    [Theory]
    [InlineData("AttentionOverParts")]
    [InlineData("DoubleBuffer")]
    [InlineData("WaveEquation")]
    [InlineData("Activations")]
    [InlineData("ArrayUnderAChoice")]
    [InlineData("Cholesky")]
    [InlineData("FeaturesOfEachTurn")]
    [InlineData("HalvesOfASequence")]
    [InlineData("HiddenMarkovModel")]
    [InlineData("PartsInTurnsOfAnyNumber")]
    [InlineData("PowerOfAMatrix")]
    [InlineData("SkinOfAHand")]
    [InlineData("SwappedPlanes")]
    public void Makes_no_array(string program)
    {
        var run = GeneratorRun.Of("using System; using System.Linq; using SymDiff;\n" + ProgramCases.All.Single(one => one.Name == program).Source.Replace("List<", "System.Collections.Generic.List<", StringComparison.Ordinal));

        Assert.DoesNotContain("new double[", run.Text, StringComparison.Ordinal);
        Assert.Matches("ArrayPool<double>.Shared.Rent\\(|stackalloc double", run.Text);
    }

    [Fact]
    public void Needs_no_memory_for_small_arrays_whose_elements_are_at_constant_places()
    {
        var run = GeneratorRun.Of("using System; using System.Linq; using SymDiff;\n" + ProgramCases.All.Single(one => one.Name == "LinksOfAnArm").Source);

        Assert.DoesNotMatch("new double\\[|Rent\\(|stackalloc", run.Text);
    }

    /// <summary>The stack is given back where a method returns: what each turn takes of it adds up.</summary>
    [Theory]
    [InlineData("StackOfAFunctionInTurns")]
    [InlineData("StackUnderAConditionInTurns")]
    [InlineData("SortedOnTheStackInTurns")]
    [InlineData("TablesOnTheStackInTurns")]
    [InlineData("StatesOfAPlane")]
    public void Takes_nothing_of_the_stack_in_turns_and_makes_no_array_instead(string program)
    {
        var source = Regex.Replace(ProgramCases.All.Single(one => one.Name == program).Source, @"\[Differentiable\((.*)\)\]", "[Differentiable($1, Derivatives = Derivatives.Gradient | Derivatives.Hessian)]");
        var run = GeneratorRun.Of("using System; using System.Linq; using SymDiff;\n" + source);

        var loops = CSharpSyntaxTree.ParseText(run.Text, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken).DescendantNodes()
            .Where(node => node is ForStatementSyntax or WhileStatementSyntax).ToList();
        Assert.NotEmpty(loops);
        Assert.All(loops, loop => Assert.DoesNotContain("stackalloc", loop.ToString(), StringComparison.Ordinal));
        Assert.DoesNotMatch(@"= new (double|int)\[", run.Text);
    }

    [Fact]
    public void Asks_the_data_how_long_an_array_is_after_what_the_method_demands_of_it()
    {
        var run = GeneratorRun.Of("""
            using System; using SymDiff;
            public sealed class Data { public int N { get; set; } }
            public static partial class C
            {
                [Differentiable(nameof(a))]
                public static double F(double a, Data data)
                {
                    if (data is null) throw new ArgumentNullException(nameof(data));
                    var y = new double[data.N];
                    double s = a;
                    while (s < 10)
                    {
                        y[0] += s * s;
                        s = s * 1.1 + Math.Exp(-s * a);
                    }

                    return s + y[0];
                }
            }
            """);

        Assert.Contains("Tape.Grow(", run.Text, StringComparison.Ordinal);
        Assert.Matches("(?s)throw new ArgumentNullException\\(nameof\\(data\\)\\);\\s+var n = data.N;\\s+var y = ", run.Text);
    }

    [Theory]
    [InlineData("[System.Runtime.CompilerServices.SkipLocalsInit]", true)]
    [InlineData("", false)]
    public void Clears_the_stack_where_the_author_does_not(string attribute, bool isCleared)
    {
        var run = GeneratorRun.Of($$"""
            using System; using SymDiff;
            {{attribute}}
            public static partial class C
            {
                [Differentiable]
                public static double F(double x, int n)
                {
                    var m = new double[4];
                    for (int i = 0; i < n; i++) m[i % 4] += Math.Sin(x * i);
                    return m[0] * m[3];
                }
            }
            """);
        using var code = run.Load();

        Assert.Contains("Span<double> m = stackalloc double[4];", run.Text, StringComparison.Ordinal);
        Assert.Equal(isCleared, run.Text.Contains("m.Clear();", StringComparison.Ordinal));
    }

    /// <summary>What is small lies on the stack, planes among it; what is made in each turn, or under a condition, is borrowed where it is made. Nothing is allocated, and all is given back.</summary>
    [Theory]
    [InlineData("""
        var m = new double[2, 3]; var v = new double[4];
        for (int i = 0; i < x.Length; i++) { m[i % 2, i % 3] = Math.Sin(x[i] * m[1, i % 3] + x[i]); v[i % 4] += m[i % 2, i % 3]; }
        return v[0] * v[1] + m[1, 1] * v[n % 4];
        """)]
    [InlineData("""
        double s = 1;
        for (int i = 0; i < x.Length; i++)
        {
            int width = 2 + (int)steps[i];
            var row = new double[width, width + 1];
            for (int j = 0; j < width; j++) row[j, j + 1] = Math.Cos(s * j + x[i]);
            for (int j = 0; j < width; j++) s = Math.Sin(s + row[j, j + 1] * row[0, 1]);
        }
        return s;
        """)]
    [InlineData("""
        int rows = 1;
        for (int i = 0; i < n; i++) rows += (int)steps[i];
        var p = new double[rows, n];
        for (int i = 0; i < rows; i++) for (int j = 0; j < n; j++) p[i, j] = x[j] * (i == 0 ? 1 : p[i - 1, (j + 1) % n]);
        var q = rows > 2 ? new double[rows] : new double[1];
        for (int i = 0; i < q.Length; i++) q[i] = Math.Sin(p[i, i % n]);
        double s = 0;
        for (int i = 0; i < q.Length; i++) s += q[i] * q[(i + 1) % q.Length];
        return s;
        """)]
    public void Allocates_nothing(string body)
    {
        var run = GeneratorRun.Of($$"""
            using System; using SymDiff;
            public static partial class C
            {
                [Differentiable(nameof(x))]
                public static double F(double[] x, double[] steps, int n)
                {
                    {{body}}
                }
            }

            public static class Driver
            {
                public static double Value(double[] x, double[] steps) => C.F(x, steps, x.Length);

                public static double[] Both(double[] x, double[] steps)
                {
                    var gradient = new double[x.Length + 1];
                    gradient[0] = C.FValueAndGradient(x, steps, x.Length, gradient.AsSpan(1));
                    return gradient;
                }

                public static double[] Gradient(double[] x, double[] steps)
                {
                    var gradient = new double[x.Length];
                    C.FGradient(x, steps, x.Length, gradient);
                    return gradient;
                }

                public static long Allocated(double[] x, double[] steps)
                {
                    var gradient = new double[x.Length];
                    for (int i = 0; i < 3; i++) C.FGradient(x, steps, x.Length, gradient);
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    C.FGradient(x, steps, x.Length, gradient);
                    return GC.GetAllocatedBytesForCurrentThread() - before;
                }
            }
            """);
        using var code = run.Load();
        double[] x = [0.3, -0.7, 1.1, 0.4, -0.2], steps = [1, 0, 3, 2, 1];

        Assert.DoesNotContain("new double[", run.Text, StringComparison.Ordinal);
        Assert.Equal(0L, code.Call("Driver.Allocated", x, steps));
        var both = (double[])code.Call("Driver.Both", x, steps)!;
        Numeric.SameBits(both[0], (double)code.Call("Driver.Value", x, steps)!, "the value");
        var gradient = (double[])code.Call("Driver.Gradient", x, steps)!;
        for (var i = 0; i < x.Length; i++)
        {
            double At(double step)
            {
                var moved = x.ToArray();
                moved[i] += step;
                return (double)code.Call("Driver.Value", moved, steps)!;
            }

            const double H = 1e-3;
            var expected = ((45 * (At(H) - At(-H))) - (9 * (At(2 * H) - At(-2 * H))) + At(3 * H) - At(-3 * H)) / (60 * H);
            Assert.Equal(expected, gradient[i], 1e-9);
            Assert.Equal(gradient[i], both[i + 1], 1e-13);
        }
    }
}
