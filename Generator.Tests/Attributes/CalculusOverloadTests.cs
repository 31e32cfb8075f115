using System.Reflection;
using CsCheck;
using static SymDiff.Calculus;

namespace SymDiff.Generator.Tests.Attributes;

/// <summary>What holds for every function of <see cref="SymDiff.Calculus"/>, found by reflection.</summary>
public class CalculusOverloadTests
{
    private static readonly MethodInfo[] Functions =
        [.. typeof(SymDiff.Calculus).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(f => Takes(f, typeof(double)))];

    public static TheoryData<string, int> Names =>
        [.. Functions.Select(f => new TheoryDataRow<string, int>(f.Name, f.GetParameters().Length))];

    [Theory, MemberData(nameof(Names))]
    public void Float_is_computed_in_double_and_rounded_once(string name, int arity)
    {
        var inDouble = Function(name, arity, typeof(double));
        var inFloat = Function(name, arity, typeof(float));
        Assert.Equal(typeof(float), inFloat.ReturnType);
        Gen.Float[-30, 30].Array[arity].Sample(
            x =>
            {
                var expected = (float)Invoke<double>(inDouble, Array.ConvertAll(x, value => (object)(double)value));
                Ulp.AssertSame(expected, Invoke<float>(inFloat, Array.ConvertAll(x, value => (object)value)));
            },
            iter: 1_000);
    }

    [Theory, MemberData(nameof(Names))]
    public void An_integer_is_a_double(string name, int arity)
    {
        var inDouble = Function(name, arity, typeof(double));
        var inIntegers = Function(name, arity, typeof(long));
        Assert.Equal(typeof(double), inIntegers.ReturnType);
        Gen.Long[-30, 30].Array[arity].Sample(
            n => Ulp.AssertSame(
                Invoke<double>(inDouble, Array.ConvertAll(n, value => (object)(double)value)),
                Invoke<double>(inIntegers, Array.ConvertAll(n, value => (object)value))),
            iter: 100);
    }

    [Theory, MemberData(nameof(Names))]
    public void No_number_throws_and_NaN_stays_NaN(string name, int arity)
    {
        var function = Function(name, arity, typeof(double));
        double[] edges =
        [
            double.NaN, double.NegativeInfinity, double.MinValue, -1e17, -2, -1, -0.5, -double.Epsilon, -0.0,
            0, double.Epsilon, 0.5, 1, 2, 1e17, double.MaxValue, double.PositiveInfinity,
        ];
        foreach (var edge in edges)
        {
            for (var position = 0; position < arity; position++)
            {
                foreach (var other in edges)
                {
                    var arguments = Enumerable.Repeat((object)other, arity).ToArray();
                    arguments[position] = edge;
                    var value = Invoke<double>(function, arguments);
                    Assert.True(!double.IsNaN(edge) || double.IsNaN(value), $"{name} of NaN is {value:R}.");
                }
            }
        }
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        double[] terms = [1, 2, 3, 4, 5];
        double Sum(double x) =>
            Log1p(x) + Expm1(x) + Softplus(x) + Logistic(x) + Erf(x) + Erfc(x) + NormalCdf(x) + NormalPdf(x) + NormalLogCdf(x) + InverseMillsRatio(x) + NormalMeanExcess(x) + LogGamma(x)
            + Digamma(x) + Trigamma(x) + XLogY(x, x) + Square(x) + Sign(x) + Heaviside(x) + StopGradient(x)
            + LogSumExp(x, 1) + LogSumExp(x, 1, 2) + LogSumExp(x, 1, 2, 3) + LogSumExp(terms);

        var sum = Sum(0.5);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var x = 0.1; x < 10; x += 0.1)
            sum += Sum(x);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(double.IsFinite(sum));
    }

    [Fact]
    public void An_integer_argument_is_not_rounded_to_float()
    {
        var n = 20;
        Ulp.AssertWithin(4, 42.33561646075348502965988, LogGamma(n + 1));
        Ulp.AssertWithin(1, 0.6931471805599453094172321, Log1p(1));
    }

    [Fact]
    public void A_positive_zero_keeps_its_sign()
    {
        foreach (var odd in new Func<double, double>[] { Log1p, Expm1, Erf, Sign, Square, StopGradient })
            Ulp.AssertSame(0.0, odd(0.0));
        Ulp.AssertSame(0.0, XLogY(0.0, 0.0));
        Ulp.AssertSame(0.5, NormalCdf(0.0));
        Ulp.AssertSame(double.PositiveInfinity, LogGamma(0.0));
        Ulp.AssertSame(double.NegativeInfinity, Digamma(0.0));
        Ulp.AssertSame(double.PositiveInfinity, Trigamma(0.0));
    }

    [Fact]
    public void Sign_and_Square_and_StopGradient_at_the_edges()
    {
        Ulp.AssertSame(1, Sign(double.Epsilon));
        Ulp.AssertSame(-1, Sign(double.NegativeInfinity));
        Ulp.AssertSame(-0.0, Sign(-0.0));
        Ulp.AssertSame(double.PositiveInfinity, Square(-1e200));
        Ulp.AssertSame(-0.0, StopGradient(-0.0));
    }

    [Fact]
    public void Heaviside_steps_from_0_to_1_with_one_half_between()
    {
        double[] below = [-double.Epsilon, -1, double.NegativeInfinity];
        double[] above = [double.Epsilon, 1, double.PositiveInfinity];
        Assert.All(below, x => Ulp.AssertSame(0.0, Heaviside(x)));
        Assert.All(above, x => Ulp.AssertSame(1, Heaviside(x)));
        Ulp.AssertSame(0.5, Heaviside(0.0));
        Ulp.AssertSame(0.5, Heaviside(-0.0));
        Ulp.AssertSame(double.NaN, Heaviside(double.NaN));
        Assert.Equal(0.5f, Heaviside(-0f));
    }

    private static bool Takes(MethodInfo function, Type type) =>
        function.GetParameters().All(parameter => parameter.ParameterType == type);

    private static MethodInfo Function(string name, int arity, Type type) =>
        typeof(SymDiff.Calculus).GetMethod(name, [.. Enumerable.Repeat(type, arity)])
            ?? throw new MissingMethodException(nameof(SymDiff.Calculus), name);

    private static T Invoke<T>(MethodInfo function, object[] arguments) => (T)function.Invoke(null, arguments)!;
}
