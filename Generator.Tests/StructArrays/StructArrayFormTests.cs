using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.StructArrays;

/// <summary>The products with vectors have tangents and results of the arrays' own elements.</summary>
public class StructArrayFormTests
{
    private const string Source = """
        using System;
        using SymDiff;
        public static partial class C
        {
            public readonly record struct Gaussian(double Mean, double StdDev);

            [Differentiable(nameof(q), nameof(a), Derivatives = Derivatives.Gradient | Derivatives.JacobianVectorProduct | Derivatives.VectorJacobianProduct | Derivatives.HessianVectorProduct)]
            public static double F(ReadOnlySpan<Gaussian> q, double a)
            {
                double sum = 0;
                for (int i = 0; i < q.Length; i++)
                    sum += Math.Exp(a * q[i].Mean) * q[i].StdDev * q[i].StdDev + q[i].Mean * q[0].StdDev;
                return sum;
            }

            private static readonly Gaussian[] point = { new Gaussian(0.3, 1.7), new Gaussian(-1, 0.4), new Gaussian(0.5, 0.9) };
            private static readonly Gaussian[] direction = { new Gaussian(1, -0.5), new Gaussian(0.25, 2), new Gaussian(-1, 0.75) };

            private static Gaussian[] Moved(double by) => Array.ConvertAll(point, q => q with { Mean = q.Mean + by * direction[Array.IndexOf(point, q)].Mean, StdDev = q.StdDev + by * direction[Array.IndexOf(point, q)].StdDev });

            public static double[] Jvp() { var (value, tangent) = FJvp(point, 0.7, direction, 0.6); return new[] { value - F(point, 0.7), tangent, (F(Moved(1e-5), 0.7 + 0.6e-5) - F(Moved(-1e-5), 0.7 - 0.6e-5)) / 2e-5 }; }

            public static double[] Vjp()
            {
                var (gradient, product) = (new Gaussian[3], new Gaussian[3]);
                double a = FGradient(point, 0.7, gradient), b = FVjp(point, 0.7, 2.5, product);
                return new[] { b - 2.5 * a, product[0].Mean - 2.5 * gradient[0].Mean, product[2].StdDev - 2.5 * gradient[2].StdDev };
            }

            public static double[] Hvp()
            {
                var (ahead, behind, product) = (new Gaussian[3], new Gaussian[3], new Gaussian[3]);
                double a = FGradient(Moved(1e-5), 0.7 + 0.6e-5, ahead), b = FGradient(Moved(-1e-5), 0.7 - 0.6e-5, behind), c = FHvp(point, 0.7, direction, 0.6, product);
                return new[] { c - (a - b) / 2e-5, product[0].Mean - (ahead[0].Mean - behind[0].Mean) / 2e-5, product[0].StdDev - (ahead[0].StdDev - behind[0].StdDev) / 2e-5,
                    product[2].Mean - (ahead[2].Mean - behind[2].Mean) / 2e-5, product[1].StdDev - (ahead[1].StdDev - behind[1].StdDev) / 2e-5 };
            }

            public static string Refused()
            {
                try { FGradient(point, 0.7, new Gaussian[2]); return "nothing"; } catch (ArgumentException e) { return e.ParamName!; }
            }
        }
        """;

    [Fact]
    public void Products_agree_with_differences()
    {
        using var code = GeneratorRun.Of(Source).Load();
        var jvp = (double[])code.Call("C.Jvp")!;
        Assert.Equal(0, jvp[0]);
        Assert.Equal(jvp[2], jvp[1], 1e-8);
        Assert.All((double[])code.Call("C.Vjp")!, difference => Assert.Equal(0, difference, 1e-13));
        Assert.All((double[])code.Call("C.Hvp")!, difference => Assert.Equal(0, difference, 1e-8));
    }

    [Fact]
    public void A_destination_of_another_length_is_refused_by_its_name()
    {
        using var code = GeneratorRun.Of(Source).Load();
        Assert.Equal("qGradient", code.Call("C.Refused"));
    }
}
