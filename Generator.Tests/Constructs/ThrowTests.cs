using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Constructs;

/// <summary>The gradient throws what the method throws, and nothing where that returns.</summary>
public class ThrowTests
{
    private const string Source =
        """
        using System;
        using System.Diagnostics;
        using SymDiff;

        public sealed class OwnException(string message, int code) : Exception(message)
        {
            public int Code { get; } = code;
        }

        public static partial class C
        {
            [Differentiable]
            public static double Guarded(double x, double sigma)
            {
                if (!(sigma > 0))
                    throw new ArgumentOutOfRangeException(nameof(sigma), sigma, $"σ is {sigma}, not positive");
                return x / sigma;
            }

            [Differentiable]
            public static double Expression(double x, double y) => y >= 0 ? x * Math.Sqrt(y) : throw new OwnException("negative: " + y, 7);

            [Differentiable]
            public static double Late(double x, double y)
            {
                double a = x * y;
                if (a > 10) { if (a > 20) throw new OwnException("large", (int)a); a = 10 * x; }
                return a * a;
            }

            [Differentiable]
            public static double Helper(double x, double y) => Log(x) * Log(y);

            private static double Log(double a)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(a);
                return Math.Log(a);
            }

            [Differentiable]
            public static double Switch(double x, double y) => y switch { < 0 => x, > 0 and < 1 => x * y, > 1 => x * x, _ => throw new InvalidOperationException("at " + y.ToString("R")) };

            [Differentiable]
            public static double Statement(double x, double y)
            {
                switch ((int)Calculus.StopGradient(y))
                {
                    case 0: return x * y;
                    case 1: throw new OwnException("one", 1);
                }
                throw new OwnException("other", 2);
            }

            [Differentiable]
            public static double NoReturnBefore(double x, double y)
            {
                double r = Math.Exp(x);
                if (y == 3) throw new NotSupportedException("three");
                return r * y;
            }

            [Differentiable]
            public static double Checked(double x, double y)
            {
                int n = (int)Calculus.StopGradient(y);
                return x * x * y * checked(n * 1000000000);
            }

            [Differentiable]
            public static double Division(double x, double y)
            {
                int n = (int)Calculus.StopGradient(y);
                return x * (100 / n) + y;
            }

            [Differentiable]
            public static double Parsed(double x, double y) => x * y * int.Parse(y > 2 ? "no number" : "3");

            [Differentiable]
            public static double Asserted(double x, double y)
            {
                ArgumentNullException.ThrowIfNull(y > 2 ? null : "", "y");
                return x * y;
            }
        }
        """;

    private static readonly Lazy<CompiledCode> code = new(() => GeneratorRun.Of(Source).Load());

    [Theory]
    [InlineData("Guarded", 1, -1)]
    [InlineData("Guarded", 1, double.NaN)]
    [InlineData("Guarded", 1, 2)]
    [InlineData("Expression", 1, -2)]
    [InlineData("Expression", 1, 2)]
    [InlineData("Late", 5, 5)]
    [InlineData("Late", 3, 5)]
    [InlineData("Late", 1, 5)]
    [InlineData("Helper", 1, -3)]
    [InlineData("Helper", 0, -3)]
    [InlineData("Helper", 2, 3)]
    [InlineData("Switch", 1, 1)]
    [InlineData("Switch", 1, 0)]
    [InlineData("Switch", 1, double.NaN)]
    [InlineData("Switch", 1, 2)]
    [InlineData("Statement", 2, 0.5)]
    [InlineData("Statement", 2, 1)]
    [InlineData("Statement", 2, 2)]
    [InlineData("NoReturnBefore", 2, 3)]
    [InlineData("NoReturnBefore", 2, 4)]
    [InlineData("Checked", 2, 2)]
    [InlineData("Checked", 2, 3)]
    [InlineData("Division", 2, 0)]
    [InlineData("Division", 2, 3)]
    [InlineData("Parsed", 2, 1)]
    [InlineData("Parsed", 2, 3)]
    [InlineData("Asserted", 2, 1)]
    [InlineData("Asserted", 2, 3)]
    public void Throws_what_the_method_throws(string method, double x, double y)
    {
        var expected = Thrown(method, x, y);

        AssertSame(expected, Thrown(method + "Gradient", x, y));
        AssertSame(expected, Thrown(method + "ValueAndGradient", x, y));
    }

    private static Exception? Thrown(string method, double x, double y) => Record.Exception(() => code.Value.Numbers("C." + method, x, y));

    private static void AssertSame(Exception? expected, Exception? actual)
    {
        Assert.Equal(expected?.GetType(), actual?.GetType());
        Assert.Equal(expected?.Message, actual?.Message);
        Assert.Equal(Code(expected), Code(actual));
    }

    private static object? Code(Exception? exception) => exception?.GetType().GetProperty("Code")?.GetValue(exception);
}
