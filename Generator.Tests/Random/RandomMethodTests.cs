using System.Globalization;
using CsCheck;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.RandomMethods;

/// <summary>
/// Random bodies, differentiated, compiled, run and compared with forward mode. A failure shows the smallest method that still fails, and the
/// seed; <c>SYMDIFF_SEED</c> in the environment runs that seed, and <c>SYMDIFF_MINUTES</c> runs others for so long.
/// </summary>
public class RandomMethodTests
{
    private const int BatchSize = 40;

    private static readonly double[][] points = [[0.4, -1.2, 0.9], [1.7, 0.3, -0.6], [-0.8, 2.1, 1.4]];
    private static readonly Gen<char> operators = Gen.OneOf('+', '-', '*', '/', '*', '+');

    [Fact]
    public void Value_and_gradient_are_those_of_forward_mode()
    {
        var seed = Environment.GetEnvironmentVariable("SYMDIFF_SEED") ?? "0N0XIzNsQ0O2";
        var minutes = double.Parse(Environment.GetEnvironmentVariable("SYMDIFF_MINUTES") ?? "0", CultureInfo.InvariantCulture);
        if (minutes == 0)
        {
            Batch(3).Sample(AssertAll, seed: seed, iter: 1, threads: 1);
            return;
        }

        Batch(1).Sample(AssertAll, time: (int)(60 * minutes), threads: 1);
    }

    private static Gen<RandomMethod[]> Batch(int count) => Method.Array[count * BatchSize];

    private static Gen<RandomMethod> Method { get; } =
        from isFloat in Gen.Int[0, 5].Select(n => n == 0)
        from steps in Steps(Gen.Int[1, 6], RandomMethod.Parameters, nested: 2)
        from result in Expression(RandomMethod.Parameters + steps.Count(step => step is Step.Declare), 3)
        select new RandomMethod(steps, result, isFloat);

    private static Gen<Step[]> Steps(Gen<int> length, int variables, int nested) => length.SelectMany(count => Following(count, variables, nested, []));

    // Each step sees the locals that those before it declared.
    private static Gen<Step[]> Following(int count, int variables, int nested, Step[] before) => count == 0
        ? Gen.Const(before)
        : One(variables, nested).SelectMany(step => Following(count - 1, variables + (step is Step.Declare ? 1 : 0), nested, [.. before, step]));

    private static Gen<Step> One(int variables, int nested)
    {
        var value = Expression(variables, 3);
        var small = Expression(variables, 1);
        var declare = value.Select(e => (Step)new Step.Declare(e));
        var assign = Gen.Select(Gen.Int[0, variables - 1], Gen.OneOf('=', '+', '-', '*'), value, (v, o, e) => (Step)new Step.Assign(v, o, e));
        if (nested == 0)
            return assign;
        // Locals of a block end with it, so blocks declare none.
        var inner = Gen.Int[0, 2].SelectMany(count => One(variables, 0).Array[count]);
        var choice = Gen.Select(small, small, One(variables, 0).Array[1, 2], inner, (l, r, t, f) => (Step)new Step.If(l, r, t, f));
        var leave = Gen.Select(small, small, value, (l, r, e) => (Step)new Step.ReturnIf(l, r, e));
        return Gen.Frequency((4, declare), (3, assign), (2, choice), (1, leave));
    }

    private static Gen<Node> Expression(int variables, int depth)
    {
        var leaf = Gen.Frequency(
            (6, Gen.Int[0, variables - 1].Select(i => (Node)new Node.Var(i))),
            (2, Gen.OneOf(0.5, 2.0, 3.0, 0.1, 1.25, 1.0).Select(x => (Node)new Node.Number(x))),
            (1, Gen.Const((Node)new Node.Count())));
        if (depth == 0)
            return leaf;
        var inner = Expression(variables, depth - 1);
        return Gen.Frequency(
            (3, leaf),
            (6, Gen.Select(operators, inner, inner, (o, l, r) => (Node)new Node.Binary(o, l, r))),
            (4, Gen.Select(Gen.Int[0, RandomMethod.Functions - 1], inner, (f, x) => (Node)new Node.Call(f, x))),
            (1, Gen.Select(leaf, inner, inner, inner, (l, r, t, f) => (Node)new Node.Choice(l, r, t, f))),
            (1, Gen.Select(inner, inner, (l, r) => (Node)new Node.Helper(l, r))));
    }

    private static void AssertAll(RandomMethod[] methods)
    {
        foreach (var batch in methods.Chunk(BatchSize))
        {
            if (Fault(batch) is null)
                continue;
            var faults = batch.Select(method => Fault([method]) is { } fault ? Describe(method, fault) : null).OfType<string>().ToList();
            Assert.True(faults.Count == 0, string.Join("\n\n", faults));
            Assert.Fail("Only together: " + Fault(batch) + "\n" + string.Join('\n', batch.Select((method, i) => method.Text("F" + i))));
        }
    }

    // CsCheck shrinks a whole batch by chance; one method shrinks faster by leaving out what it can do without.
    private static string Describe(RandomMethod method, string fault)
    {
        var isSmaller = true;
        for (var rounds = 0; isSmaller && rounds < 40; rounds++)
        {
            isSmaller = false;
            foreach (var smaller in method.Smaller())
            {
                if (Fault([smaller]) is not { } other || !IsAlike(other, fault))
                    continue;
                (method, fault, isSmaller) = (smaller, other, true);
                break;
            }
        }

        return fault + "\n" + method.Text("F");
    }

    private static bool IsAlike(string one, string other) => one.Split(' ')[0] == other.Split(' ')[0];

    /// <summary>What is wrong with the derivatives of some methods; null if nothing is.</summary>
    private static string? Fault(RandomMethod[] methods)
    {
        var run = GeneratorRun.Of("#pragma warning disable CS0162, CS0219, CS1717, CS1718\nusing System;\nusing SymDiff;\n\npublic static partial class C\n{\n"
            + string.Concat(methods.Select((method, i) => method.Text("F" + i))) + "}\n");
        if (!run.GeneratorDiagnostics.IsEmpty)
            return "Crash: " + run.GeneratorDiagnostics[0];
        if (run.CompilerDiagnostics() is [var first, ..])
            return "Compiler: " + first + "\n" + (methods.Length == 1 && run.Files.Length > 0 ? run.Text : "");
        if (run.Files.Length != methods.Length)
            return "Missing: " + (methods.Length == 1 ? string.Join('\n', run.Reports().GetAwaiter().GetResult()) : "");

        using var code = run.Load();
        for (var i = 0; i < methods.Length; i++)
        {
            if (Fault(code, methods[i], "C.F" + i) is { } fault)
                return fault + (methods.Length == 1 ? "\n" + run.Text : "");
        }

        return null;
    }

    private static string? Fault(CompiledCode code, RandomMethod method, string name)
    {
        foreach (var point in points)
        {
            const int N = 3;
            object[] arguments = [.. point.Select(x => method.IsFloat ? (object)(float)x : x), N];
            double[] Numbers(string called) => [.. CompiledCode.Flatten(code.Call(called, [.. arguments]))];
            double[] exact = [.. point.Select(x => method.IsFloat ? (float)x : x)];
            var value = Numbers(name)[0];
            var both = Numbers(name + "ValueAndGradient");
            if (!both[0].Equals(value))
                return $"Value: {both[0]:R}, not {value:R}";
            var gradient = Numbers(name + "Gradient");
            for (var i = 0; i < RandomMethod.Parameters; i++)
            {
                var (_, expected, margin) = method.Evaluate(exact, N, i);
                var (tolerance, floor, near) = method.IsFloat ? (1e-2, 1e-3, 1e-3) : (1e-7, 1e-9, 1e-9);
                if (margin < near || !double.IsFinite(expected) || Math.Abs(expected) > 1e4)
                    continue;
                foreach (var (where, actual) in new[] { ("Gradient", gradient[i]), ("ValueAndGradient", both[i + 1]) })
                {
                    if (!Numeric.IsClose(actual, expected, tolerance, floor))
                        return $"{where}: ∂/∂v{i} is {actual:R}, not {expected:R}, at ({string.Join(", ", exact)})";
                }
            }
        }

        return null;
    }
}
