using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Generics;

/// <summary>Methods that are generic in what they call: a type argument says which method that is, so it is inlined.</summary>
public class StrategyTests
{
    private const string Source = """
        using System; using SymDiff;

        public interface IKernel
        {
            static abstract double Of(double r);

            static abstract double Height { get; }

            double Width { get; }

            double At(double r);
        }

        public interface IPower<TSelf> where TSelf : IPower<TSelf>
        {
            static abstract TSelf operator *(TSelf left, TSelf right);

            static virtual int Degree => 2;
        }

        public readonly struct Gaussian : IKernel
        {
            public static double Of(double r) => Math.Exp(-r * r);

            public static double Height => 3;

            public double Width => 1.5;

            double IKernel.At(double r) => Math.Exp(-r);
        }

        public readonly struct Cauchy(double width) : IKernel
        {
            public double Width { get; } = width;

            public static double Height { get; } = 2;

            public static double Of(double r) => 1 / (1 + r * r);

            public double At(double r) => 1 / (Width * Width + r * r);
        }

        public static partial class K
        {
            private static double Sum<TKernel>(ReadOnlySpan<double> x, double a, TKernel kernel) where TKernel : struct, IKernel
            {
                double sum = 0;
                foreach (var v in x)
                    sum += kernel.At(v - a) * TKernel.Of(v * a);
                return kernel.Width * sum + TKernel.Height * a;
            }

            private static double Zero<TKernel>(double a) where TKernel : struct, IKernel => new TKernel().At(a) + default(TKernel).At(2 * a);

            private static T Cubed<T>(T x) where T : struct, System.Numerics.INumberBase<T> => x * x * x;

            [Differentiable]
            public static double Gaussian(double a, double b) => b * Sum([1, 2], a, default(Gaussian)) + Zero<Gaussian>(b);

            [Differentiable]
            public static double Cauchy(double a, double width) => Sum([1, 2], a, new Cauchy(width)) * Zero<Cauchy>(a);

            [Differentiable]
            public static double Number(double a) => Cubed(a) + Cubed((float)2);
        }
        """;

    [Fact]
    public void Are_inlined_where_the_type_is_known()
    {
        using var code = GeneratorRun.Of(Source).Load();

        static Dual50 Square(Dual50 x) => x * x;
        Agreement.Check(code, "K.Gaussian", x => (x[1] * ((1.5 * ((Dual50.Exp(x[0] - 1) * Dual50.Exp(-Square(x[0]))) + (Dual50.Exp(x[0] - 2) * Dual50.Exp(-Square(2 * x[0]))))) + (3 * x[0]))) + Dual50.Exp(-x[1]) + Dual50.Exp(-(2 * x[1])),
            [[0.5, 1.25], [-1, 0.25]]);
        Agreement.Check(code, "K.Cauchy", x => ((x[1] * ((1 / ((Square(x[1]) + Square(1 - x[0])) * (1 + Square(x[0])))) + (1 / ((Square(x[1]) + Square(2 - x[0])) * (1 + Square(2 * x[0])))))) + (2 * x[0])) * ((1 / Square(x[0])) + (1 / Square(2 * x[0]))),
            [[0.5, 1.25], [-1, 0.25]]);
        Agreement.Check(code, "K.Number", x => (x[0] * x[0] * x[0]) + 8, [[0.5], [-2]]);
    }

    [Fact]
    public async Task Are_refused_where_it_is_not()
    {
        const string Open = "public interface IKernel { double At(double r); } partial class C { [Differentiable] static double F<TKernel>(double x, TKernel kernel) where TKernel : IKernel => {|SYMDIFF003:kernel.At(x)|}; }";

        await Diagnostics.Marks.AssertReports(Open);
    }
}
