using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Constructs;

/// <summary>What is done at the end of protected statements is done in the derivatives as often, in the same order, and whatever is thrown.</summary>
public class ProtectedTests
{
    private const string Source =
        """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using SymDiff;

        public static class Log
        {
            private static readonly List<string> lines = new();
            public static void Add(string line) => lines.Add(line);
            public static string Taken() { var all = string.Join(" ", lines); lines.Clear(); return all; }
        }

        public sealed class Resource : IDisposable
        {
            private readonly string name;
            public Resource(string name) { this.name = name; Log.Add("+" + name); }
            public double Scale => 2;
            public void Dispose() => Log.Add("-" + name);
        }

        public static partial class C
        {
            private static readonly object gate = new();

            [Differentiable]
            public static double Finally(double x, double y)
            {
                Log.Add("begin");
                try
                {
                    if (x < 0) return y;
                    for (int i = 0; i < 20; i++) { if (x > 100) throw new ArgumentException("x"); x = Math.Sin(x * y) + x; }
                    Log.Add("body");
                    return x * y;
                }
                finally { Log.Add("end"); }
            }

            [Differentiable]
            public static double Nested(double x, double y)
            {
                using (var a = new Resource("a"))
                {
                    x *= a.Scale;
                    using (var b = new Resource("b")) { if (y < 0) throw new InvalidOperationException(); x *= b.Scale; }
                    Log.Add("between");
                }
                Log.Add("after");
                return x * y;
            }

            private static double Callee(double x, string name)
            {
                using var r = new Resource(name);
                if (x < 0) return 0;
                if (x > 50) throw new OverflowException();
                Log.Add("in");
                return x * x * r.Scale;
            }

            [Differentiable]
            public static double Callees(double x, double y) => Callee(x, "x") * Callee(y, "y");

            [Differentiable]
            public static double Turns(double x, double y)
            {
                for (int i = 0; i < 30; i++)
                {
                    try { if (i == 3) continue; if (x > 1000) break; x = x * 1.5 + y; Log.Add("t"); }
                    finally { Log.Add("f"); }
                }
                return x;
            }

            [Differentiable]
            public static double Locked(double x, double y)
            {
                Log.Add("begin");
                if (y > 100) return x;
                lock (gate)
                {
                    Log.Add(Monitor.IsEntered(gate) ? "held" : "free");
                    if (y < 0) throw new InvalidOperationException();
                    x = x * y;
                }
                Log.Add(Monitor.IsEntered(gate) ? "held" : "free");
                return x * x;
            }

            [Differentiable]
            public static double Anew(double x, double y)
            {
                try
                {
                    Log.Add("try");
                    if (x < 0) throw new ArgumentException("x");
                    if (y < 0) throw new InvalidOperationException();
                    x *= y;
                }
                catch (ArgumentException e) { Log.Add("catch"); throw new NotSupportedException("no", e); }
                finally { Log.Add("finally"); }
                Log.Add("after");
                return x * y;
            }
        }
        """;

    private static readonly Lazy<CompiledCode> code = new(() => GeneratorRun.Of(Source).Load());

    [Theory]
    [InlineData("Finally", -1, 2)]
    [InlineData("Finally", 1, 0.5)]
    [InlineData("Finally", 101, 1)]
    [InlineData("Nested", 1, 2)]
    [InlineData("Nested", 1, -2)]
    [InlineData("Callees", 1, 2)]
    [InlineData("Callees", -1, 2)]
    [InlineData("Callees", 1, 60)]
    [InlineData("Turns", 1, 2)]
    [InlineData("Turns", 1, 300)]
    [InlineData("Locked", 1, 2)]
    [InlineData("Locked", 1, -2)]
    [InlineData("Locked", 1, 200)]
    [InlineData("Anew", 1, 2)]
    [InlineData("Anew", -1, 2)]
    [InlineData("Anew", 1, -2)]
    public void Leaves_everything_as_the_method_does(string method, double x, double y)
    {
        var expected = Run(method, x, y);

        Assert.NotEqual("", expected.Log);
        Assert.Equal(expected, Run(method + "Gradient", x, y));
        Assert.Equal(expected, Run(method + "ValueAndGradient", x, y));
    }

    private static (string Log, string? Thrown) Run(string method, double x, double y)
    {
        code.Value.Call("Log.Taken");
        var thrown = Record.Exception(() => code.Value.Numbers("C." + method, x, y));
        return ((string)code.Value.Call("Log.Taken")!, thrown is null ? null : thrown.GetType().Name + ": " + thrown.Message + thrown.InnerException?.Message);
    }
}
