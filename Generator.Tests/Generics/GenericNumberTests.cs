using Microsoft.CodeAnalysis.CSharp;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Generics;

/// <summary>
/// Compiles each method of generic numbers with its gradient, and holds it, called with doubles, to differences of the method itself; called with other numbers, to what it
/// gives for doubles. The value is the method's to the bit.
/// </summary>
public class GenericNumberTests
{
    private const string Usings = "using System; using System.Numerics; using SymDiff;\n";

    private static readonly Lazy<CompiledCode?> together = new(() =>
    {
        var run = GeneratorRun.Of(Usings + string.Join("\n", GenericNumberCases.All.Select(row => row.Source)));
        return run.CompilerDiagnostics().IsEmpty && run.GeneratorDiagnostics.IsEmpty ? run.Load() : null;
    });

    public static TheoryData<string> Names => [.. GenericNumberCases.All.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_differentiated(string name)
    {
        var row = GenericNumberCases.All.Single(row => row.Name == name);
        if (together.Value is { } all)
        {
            Check(all, row);
            return;
        }

        using var alone = GeneratorRun.Of(Usings + row.Source).Load();
        Check(alone, row);
    }

    [Theory]
    [InlineData("LogNormal")] // literals are made, functions are T's own
    [InlineData("SumOfSquares")] // integers are converted
    [InlineData("Recurrence")] // the tape is of T
    [InlineData("WithoutKnownEnd")] // what is kept is in stacks
    public void Reads_as_by_hand(string name)
    {
        var run = GeneratorRun.Of(Usings + GenericNumberCases.All.Single(row => row.Name == name).Source);

        Snapshot.Match(run);
        Caching.AssertCached(run);
    }

    [Fact]
    public void Compiles_in_the_first_language_that_has_generic_mathematics() =>
        GeneratorRun.Of(Usings + GenericNumberCases.All.Single(row => row.Name == "SumOfSquares").Source.Replace("[r, .. g]", "new[] { r }", StringComparison.Ordinal).Replace("[r.Value, r.Gradient, .. g]", "new[] { r.Value }", StringComparison.Ordinal),
            new Consumer(LanguageVersion.CSharp11)).AssertSound();

    [Fact]
    public void Has_every_form()
    {
        const string Source = Usings + """
            public static partial class C<T> where T : IFloatingPointIeee754<T>
            {
                [Differentiable(Derivatives = Derivatives.Hessian | Derivatives.JacobianVectorProduct | Derivatives.VectorJacobianProduct | Derivatives.HessianVectorProduct)]
                public static T F(T x, T y) => x * x * T.Exp(y);

                [Differentiable(Derivatives = Derivatives.Jacobian | Derivatives.JacobianVectorProduct)]
                public static (T, T) Polar(T r, T t) => (r * T.Cos(t), r * T.Sin(t));

                [Differentiable("x", Derivatives = Derivatives.Hessian)]
                public static T Cubes(ReadOnlySpan<T> x)
                {
                    T s = T.Zero;
                    for (int i = 0; i < x.Length; i++)
                        s += x[i] * x[i] * x[i];
                    return s;
                }
            }

            public static class Driver
            {
                public static T[] All<T>(T x, T y) where T : IFloatingPointIeee754<T>
                {
                    var (xx, xy, yy) = C<T>.FHessian(x, y);
                    var (hx, hy) = C<T>.FHvp(x, y, T.One, T.One);
                    var jacobian = new T[4];
                    C<T>.PolarJacobian(x, y, jacobian);
                    var hessian = new T[4];
                    C<T>.CubesHessian(new[] { x, y }, hessian);
                    return [xx, xy, yy, C<T>.FJvp(x, y, T.One, T.One).Tangent, C<T>.FVjp(x, y, T.One).X, hx, hy, .. jacobian, C<T>.PolarJvp(x, y, T.One, T.Zero).Tangent.Item1, .. hessian];
                }
            }
            """;
        using var code = GeneratorRun.Of(Source).Load();

        var (x, y) = (0.75, 0.5);
        var e = Math.Exp(y);
        double[] expected = [2 * e, 2 * x * e, x * x * e, (2 * x * e) + (x * x * e), 2 * x * e, (2 * e) + (2 * x * e), (2 * x * e) + (x * x * e),
            Math.Cos(y), -x * Math.Sin(y), Math.Sin(y), x * Math.Cos(y), Math.Cos(y), 6 * x, 0, 0, 6 * y];
        Numeric.Close(Called(code, "Driver.All", [x, y], spreads: true), expected, 1e-15, because: "of doubles");
        Numeric.Close(Called(code, "Driver.All", [(float)x, (float)y], spreads: true), expected, 1e-6, because: "of floats");
        Numeric.Close(Called(code, "Driver.All", [(Half)x, (Half)y], spreads: true), expected, 1e-2, because: "of halves");
    }

    private static void Check(CompiledCode code, GenericNumberCase row)
    {
        foreach (var point in row.Points)
        {
            double Value(double[] given) => Called(code, row.Name + ".Driver.Value", given)[0];
            var gradient = Called(code, row.Name + ".Driver.Gradient", point);
            double[] expected = [.. Enumerable.Range(0, point.Length).Select(i => Difference(Value, point, i))];
            Numeric.Close(gradient, expected, 1e-9, because: "of doubles");
            CheckBeside<double>(code, row, point, gradient, 1e-13);
            CheckBeside<float>(code, row, [.. point.Select(x => (float)x)], gradient, 1e-5);
            CheckBeside<Half>(code, row, [.. point.Select(x => (Half)x)], gradient, 0.04);
        }
    }

    // In fewer digits the same numbers come out, and beside the value those without it.
    private static void CheckBeside<T>(CompiledCode code, GenericNumberCase row, T[] point, double[] expected, double tolerance)
        where T : struct
    {
        var both = Called(code, row.Name + ".Driver.Both", point);
        Numeric.SameBits(both[0], Called(code, row.Name + ".Driver.Value", point)[0], $"the value of {typeof(T).Name}");
        var scale = 1 + expected.Max(Math.Abs);
        foreach (var numbers in new[] { both[1..], Called(code, row.Name + ".Driver.Gradient", point) })
        {
            Assert.Equal(expected.Length, numbers.Length);
            for (var i = 0; i < expected.Length; i++)
                Assert.True(Math.Abs(expected[i] - numbers[i]) <= tolerance * scale, $"partial {i} of {typeof(T).Name}: {numbers[i]:R}, of doubles {expected[i]:R}");
        }
    }

    // Calls a generic method with the type of the numbers that it is given, in an array or one by one.
    private static double[] Called<T>(CompiledCode code, string method, T[] arguments, bool spreads = false)
        where T : struct
    {
        var dot = method.LastIndexOf('.');
        var called = code.Type(method[..dot]).GetMethod(method[(dot + 1)..])!.MakeGenericMethod(typeof(T));
        var result = called.Invoke(null, spreads ? [.. arguments.Select(argument => (object)argument)] : [arguments.Clone()]);
        return result is T[] numbers ? [.. numbers.Select(Number)] : [Number((T)result!)];
    }

    private static double Number<T>(T number)
        where T : struct => number is Half half ? (double)half : Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture);

    // A central difference of sixth order.
    private static double Difference(Func<double[], double> value, double[] point, int index)
    {
        const double H = 1e-3;
        double At(double steps) => value([.. point.Select((x, i) => i == index ? x + (steps * H) : x)]);
        return ((45 * (At(1) - At(-1))) - (9 * (At(2) - At(-2))) + At(3) - At(-3)) / (60 * H);
    }
}
