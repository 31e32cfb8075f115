using System.Runtime.CompilerServices;
using SymDiff.Generator.Tests.Diagnostics;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>Methods of an object that call themselves on it: its fields are data, and the gradients are methods of the object, too.</summary>
public class InstanceRecursionTests
{
    private const string Source =
        """
        using System;
        using SymDiff;

        public partial class C
        {
            private static readonly C other = new C(0.8);

            private readonly double p = 1.5;

            public C() { }

            private C(double p) => this.p = p;

            private double Power(double x, int n) => n == 0 ? p : x * Power(x, n - 1);

            private double Tree(double x, double y, int n)
            {
                if (n == 0) return p * Math.Sin(x);
                double a = this.Tree(x * y, y, n - 1);
                return a * Tree(x + y, y, n / 2) + Tree(y, 1, 0);
            }

            private double Even(double x, int n) => n == 0 ? p : Math.Sin(x * Odd(x, n - 1));

            private double Odd(double x, int n) => n == 0 ? x : x + Even(x, n - 1);

            private double Both(double x, int n) => Even(x, n) + Odd(x, n + 1) * Power(x, 2);

            [Differentiable]
            public double Powers(double x, double y, int n) => Power(x, n) + Power(x * y, 2) + p;

            [Differentiable]
            public double Trees(double x, double y, int n) => Tree(x, y, n) * Tree(y, x, 1);

            [Differentiable]
            public double Mutual(double x, double y, int n) => Both(x, n) * Both(2, 1) + Both(x * y, n);

            private double Sum(double mu, int n) { double s = p; for (int i = 0; i < n; i++) s += Math.Exp(-(i - mu) * (i - mu)) * p * Power(mu, i); return s; }

            [Differentiable]
            public double Sums(double x, double y, int n) => Sum(x, n) * Math.Log(Sum(y, n + 1)) + Sum(x * y, 2);

            [Differentiable]
            public double OnAnother(double x, double y, int n) => other.Power(x * y, n) + Power(x, 2) * other.Even(y, n) - other.Sum(x, n);

            [Differentiable]
            public double Itself(double x, double y, int n) => n == 0 ? p : x * Itself(x * y, y, n - 1) + Math.Cos(x);
        }
        """;

    private static readonly Lazy<CompiledCode> code = new(() => GeneratorRun.Of(Source).Load());

    [Theory]
    [InlineData("Powers")]
    [InlineData("Trees")]
    [InlineData("Mutual")]
    [InlineData("Itself")]
    [InlineData("Sums")]
    [InlineData("OnAnother")]
    public void Is_differentiated(string method)
    {
        var instance = Activator.CreateInstance(code.Value.Type("C"))!;
        double Value(double x, double y, int n) => (double)CompiledCode.CallOn(instance, method, x, y, n)!;
        foreach (var (x, y, n) in new[] { (0.7, 1.2, 0), (0.7, 1.2, 1), (-0.4, 0.9, 4), (1.1, -0.3, 5) })
        {
            var gradient = (ITuple)CompiledCode.CallOn(instance, method + "Gradient", x, y, n)!;
            var both = (ITuple)CompiledCode.CallOn(instance, method + "ValueAndGradient", x, y, n)!;
            Numeric.SameBits((double)both[0]!, Value(x, y, n), method);
            double[] expected = [Difference(by => Value(x + by, y, n)), Difference(by => Value(x, y + by, n))];
            for (var i = 0; i < 2; i++)
            {
                Assert.Equal(expected[i], (double)gradient[i]!, 1e-9 * (1 + Math.Abs(expected[i])));
                Assert.Equal((double)gradient[i]!, (double)((ITuple)both[1]!)[i]!, 1e-12 * (1 + Math.Abs(expected[i])));
            }
        }
    }

    [Theory]
    [InlineData("public int count; private double G(double x, int n) { other.count++; return n == 0 ? x : x * other.G(x, n - 1); } public C other = null!; [Differentiable] public double F(double x, int n) => {|SYMDIFF010:other.G(x, n)|};")]
    [InlineData("private int count; private double G(double x, int n) { count++; return n == 0 ? x : x * {|SYMDIFF010:G(x, n - 1)|}; } [Differentiable] public double F(double x, int n) => G(x, n);")]
    [InlineData("protected virtual double G(double x, int n) => n == 0 ? x : x * G(x, n - 1); [Differentiable] public double F(double x, int n) => {|SYMDIFF003:G(x, n)|};")]
    public Task Is_refused_where_it_changes_an_object_or_may_be_another_method(string members) => Marks.AssertReports(members);

    private static double Difference(Func<double, double> value)
    {
        const double Step = 1e-3;
        return ((45 * (value(Step) - value(-Step))) - (9 * (value(2 * Step) - value(-2 * Step))) + (value(3 * Step) - value(-3 * Step))) / (60 * Step);
    }
}
