using System.Numerics.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymDiff.Generator.Tests.Programs;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Tensors;

/// <summary>The value is what the author's call of <c>TensorPrimitives</c> gives, to the bit; the gradient is that of the loops that it amounts to.</summary>
public class TensorTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; using System.Numerics; using System.Numerics.Tensors; using SymDiff;\n";

    private static readonly Consumer consumer = new() { References = [MetadataReference.CreateFromFile(typeof(TensorPrimitives).Assembly.Location)] };

    public static TheoryData<string> Names => [.. TensorCases.All.Select(program => program.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_differentiated(string name)
    {
        var program = TensorCases.All.Single(program => program.Name == name);
        using var code = GeneratorRun.Of(Usings + program.Source, consumer).Load();

        ProgramTests.Check(code, program);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_every_form(string name) => ProgramFormTests.Check(TensorCases.All.Single(program => program.Name == name), consumer, Usings);

    [Theory]
    [InlineData("TensorDot")]
    [InlineData("TensorSoftMax")]
    [InlineData("TensorsInALoop")]
    public void Reads_as_by_hand(string name)
    {
        var run = GeneratorRun.Of(Usings + TensorCases.All.Single(program => program.Name == name).Source, consumer);

        Snapshot.Match(run);
        Caching.AssertCached(run);
    }

    [Fact]
    public void Is_the_call_of_the_author_in_old_languages() => GeneratorRun.Of(Usings + """
        public static partial class C
        {
            [Differentiable("x")]
            public static double F(double[] x)
            {
                var p = new double[x.Length];
                TensorPrimitives.Exp<double>(x, p);
                return TensorPrimitives.Norm<double>(p);
            }
        }
        """, consumer with { Language = LanguageVersion.CSharp9 }).AssertSound();

    [Fact]
    public void Of_zeros_a_norm_has_no_slope()
    {
        using var code = GeneratorRun.Of(Usings + """
            public static partial class C
            {
                [Differentiable("x")]
                public static double F(double[] x, double[] y) => TensorPrimitives.Norm(x) + TensorPrimitives.Distance(x, y);

                public static double[] Gradient(double[] x, double[] y)
                {
                    var g = new double[x.Length];
                    FGradient(x, y, g);
                    return g;
                }
            }
            """, consumer).Load();

        Assert.Equal([0, 0], (double[])code.Call("C.Gradient", new double[2], new double[2])!);
    }

    [Fact]
    public async Task What_is_not_known_is_an_error()
    {
        const string Source = "using System.Numerics.Tensors; public static partial class C { [Differentiable(\"x\")] static double F(double[] x) { var p = new double[2]; var q = new double[2]; {|SYMDIFF002:TensorPrimitives.SinCos<double>(x, p, q);|} return p[0] * x[0]; } }";

        await Diagnostics.Marks.AssertReports(Source, consumer: consumer);
    }
}
