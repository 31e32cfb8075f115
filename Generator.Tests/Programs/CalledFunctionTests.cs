using System.Text.RegularExpressions;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>How often the loops of a function stand in the gradient of a method that calls it.</summary>
public class CalledFunctionTests
{
    [Theory]
    [InlineData("CalledTwice", "Math.Log(sigma)", 1)] // the value with its gradient; the gradient alone needs no logarithm
    [InlineData("CalledInTurns", "Math.Exp(", 2)] // both in one, and the pullback where p is known
    [InlineData("CalledForEachPoint", "Math.Exp(", 2)] // the pullback, and with the value
    public void Stand_once(string name, string part, int times)
    {
        var program = ProgramCases.All.Single(program => program.Name == name);
        var file = GeneratorRun.Of("using System; using SymDiff;\n" + program.Source).Text;
        Assert.Equal(times, Regex.Count(file, Regex.Escape(part)));
    }

    public static TheoryData<string> Recursive => [.. ProgramCases.RecursionOverArrays.Select(program => program.Name)];

    [Theory]
    [MemberData(nameof(Recursive))]
    public void Recursion_goes_down_arrays(string name)
    {
        var program = ProgramCases.RecursionOverArrays.Single(program => program.Name == name);
        using var code = GeneratorRun.Of("using System; using System.Collections.Generic; using System.Linq; using SymDiff;\n" + program.Source).Load();
        ProgramTests.Check(code, program);
    }

    [Fact]
    public void Data_may_be_passed_to_what_is_called_with_differentiated_arrays()
    {
        var program = new ProgramCase("CalledWithData", """
            static double Sum(ReadOnlySpan<double> x, double p) { double s = 0; for (int i = 0; i < x.Length; i++) s += Math.Pow(x[i], p); return s; }
            static double Shape(ReadOnlySpan<double> x, double p)
            {
                double mean = Sum(x, 1) / x.Length, s = 0;
                for (int i = 0; i < x.Length; i++) s += (x[i] - mean) * (x[i] - mean);
                return s + Sum(x, p);
            }
            [Differentiable(nameof(x), nameof(p))]
            public static double F(double[] x, double[] y, double p) => Shape(x, p) * Math.Log(Shape(x, p * p)) + Shape(y, p) + Sum(x, 3) * Sum(y, 2);
            """, [new[] { 0.7, 1.3, 0.45 }, new[] { 0.9, 1.7 }, 1.3]);
        using var code = GeneratorRun.Of("using System; using System.Collections.Generic; using System.Linq; using SymDiff;\n" + program.Source).Load();
        ProgramTests.Check(code, program);
    }

    [Fact]
    public void A_function_that_is_called_once_is_entered()
    {
        var file = GeneratorRun.Of("""
            using System;
            using SymDiff;

            public static partial class C
            {
                [Differentiable]
                public static double F(double[] x) => Math.Log(Sum(x));

                private static double Sum(double[] x)
                {
                    double s = 0;
                    foreach (double v in x)
                        s += v * v;
                    return s;
                }
            }
            """).Text;
        Assert.DoesNotContain("Sum(", file, StringComparison.Ordinal);
        Assert.DoesNotContain("private", file, StringComparison.Ordinal);
    }
}
