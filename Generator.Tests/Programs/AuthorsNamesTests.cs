using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>What the author calls an array it is called in the derivative, with the adjoints named after it.</summary>
public class AuthorsNamesTests
{
    [Theory]
    [InlineData("value")]
    [InlineData("item")]
    [InlineData("rates")]
    public void Array_keeps_its_name(string name)
    {
        var run = GeneratorRun.Of($$"""
            using System;
            using SymDiff;
            public static partial class C
            {
                [Differentiable]
                public static double F(double[] x)
                {
                    var {{name}} = new double[x.Length];
                    double s = 0;
                    for (int i = 0; i < x.Length; i++)
                    {
                        {{name}}[i] = x[i] * x[i];
                        s += {{name}}[i] * s;
                    }

                    return s;
                }
            }
            """);

        Assert.Contains($"var {name} = ", run.Text, StringComparison.Ordinal);
        Assert.Contains($"var {name}Bar = ", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(name + "2", run.Text, StringComparison.Ordinal);
    }
}
