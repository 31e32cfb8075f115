using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Consumers;

/// <summary>A marked method of a referenced assembly is differentiated by what was generated for it there.</summary>
public class LibraryTests
{
    private const string Library = """
        using System;
        using SymDiff;
        namespace Densities
        {
            public static partial class Normal
            {
                [Differentiable] public static double LogDensity(double x, double mean, double deviation) => -0.5 * Math.Pow((x - mean) / deviation, 2) - Math.Log(deviation);
                [Differentiable] public static double Power(double x, int n) { double y = 1; for (int i = 0; i < n; i++) y *= x; return y; }
                [Differentiable(nameof(x))] public static double Partly(double x, double y) => x * y;
            }
        }
        """;

    private const string Source = """
        using SymDiff;
        using Densities;
        public static partial class C
        {
            [Differentiable] public static double F(double a, double b) => Normal.LogDensity(a * b, b, 2) * Normal.Power(a, 3);
            public static (double, double) D(double a, double b)
            {
                double r = (a * b - b) / 2, l = -0.5 * r * r - System.Math.Log(2);
                return (-r / 2 * b * a * a * a + l * 3 * a * a, -r / 2 * (a - 1) * a * a * a);
            }
        }
        """;

    [Fact]
    public void Its_generated_gradient_is_the_derivative()
    {
        var run = GeneratorRun.Of(Source, new Consumer { References = [Compiled()] });
        Assert.Contains("Normal.LogDensityGradient(", run.Text, StringComparison.Ordinal);
        using var code = run.Load();
        foreach (var (a, b) in new[] { (0.7, 1.3), (-1.1, 0.4) })
            Numeric.Close(code.Numbers("C.FGradient", a, b), code.Numbers("C.D", a, b), 1e-12);
    }

    [Fact]
    public async Task One_that_leaves_a_number_out_is_not_known()
    {
        var run = GeneratorRun.Of("using SymDiff; public static partial class C { [Differentiable] public static double F(double a) => Densities.Normal.Partly(a, a); }", new Consumer { References = [Compiled()] });
        Assert.Equal("SYMDIFF003", Assert.Single(await run.Reports()).Id);
    }

    private static readonly Lazy<byte[]> image = new(() =>
    {
        var run = GeneratorRun.Of(Library);
        using var stream = new MemoryStream();
        var result = run.Input.WithAssemblyName("Densities").AddSyntaxTrees(run.Files.Select(file => file.SyntaxTree)).Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        stream.Position = 0;
        AssemblyLoadContext.Default.LoadFromStream(stream);
        return stream.ToArray();
    });

    private static PortableExecutableReference Compiled() => MetadataReference.CreateFromImage(image.Value);
}
