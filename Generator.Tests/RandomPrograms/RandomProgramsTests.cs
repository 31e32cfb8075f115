using System.Diagnostics;
using System.Globalization;
using CsCheck;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.RandomPrograms;

/// <summary>
/// Random programs, differentiated, compiled, run and compared with the same text on numbers that carry their derivative along. A failure shows the smallest program
/// that still fails, and the seed; <c>SYMDIFF_SEED</c> in the environment runs that seed, and <c>SYMDIFF_MINUTES</c> runs others for so long, with <c>SYMDIFF_WIDE=1</c> those of the wider grammar
/// and from the one made from <c>SYMDIFF_FIRST</c> on.
/// </summary>
public class RandomProgramsTests
{
    private const int BatchSize = 30;

    private static readonly Sample[] samples =
    [
        new(0.4, -1.2, [0.9, -0.3, 1.3], [0.2, 1.1, -0.7, 0.5], new double[,] { { 0.3, -0.8, 1.2 }, { 0.7, 0.1, -0.4 } }, 3),
        new(1.7, 0.3, [-0.6], [0.8], new double[,] { { 1.4 } }, 0),
        new(-0.8, 2.1, [1.4, 0.2, -1.1, 0.6], [-0.9, 0.4], new double[,] { { 0.5, 0.9 }, { -1.3, 0.2 }, { 0.6, -0.1 } }, 4),
    ];

    [Fact]
    public void Value_and_gradient_are_those_of_forward_mode()
    {
        var seed = Environment.GetEnvironmentVariable("SYMDIFF_SEED") ?? "0N0XIzNsQ0O2";
        var minutes = double.Parse(Environment.GetEnvironmentVariable("SYMDIFF_MINUTES") ?? "0", CultureInfo.InvariantCulture);
        if (minutes == 0)
        {
            Batch(2).Sample(seeds => AssertAll(seeds, isWide: false), seed: seed, iter: 1, threads: 1);
            return;
        }

        // The programs made from seeds that follow one another: a failure ends the run, and names its seed.
        var clock = Stopwatch.StartNew();
        var isWide = Environment.GetEnvironmentVariable("SYMDIFF_WIDE") == "1";
        var chosen = Environment.GetEnvironmentVariable("SYMDIFF_FIRST");
        for (var first = chosen is null ? Random.Shared.Next(1_000_000_000) : int.Parse(chosen, CultureInfo.InvariantCulture); clock.Elapsed.TotalMinutes < minutes; first += BatchSize)
            AssertAll([.. Enumerable.Range(first, BatchSize)], isWide);
    }

    [Fact]
    public void Value_and_gradient_are_those_of_forward_mode_with_references_and_kinks() => AssertAll([.. Enumerable.Range(8_000, BatchSize)], isWide: true);

    // A program is made by hand from a seed of its own: its later parts depend on what its earlier ones declare.
    private static Gen<int[]> Batch(int count) => Gen.Int[0, int.MaxValue - 1].Array[count * BatchSize];

    private static void AssertAll(int[] seeds, bool isWide)
    {
        foreach (var batch in seeds.Select(seed => (Seed: seed, Program: new ProgramMaker(new Random(seed), isWide).Make())).Chunk(BatchSize))
        {
            var programs = batch.Select(one => one.Program).ToArray();
            if (Fault(programs) is null)
                continue;
            var faults = batch.Select(one => Fault([one.Program]) is { } fault ? $"Made from {one.Seed}: {Describe(one.Program, fault)}" : null).OfType<string>().ToList();
            Assert.True(faults.Count == 0, string.Join("\n\n", faults));
            Assert.Fail("Only together: " + Fault(programs));
        }
    }

    // Leaves out what the fault does not need.
    private static string Describe(RandomProgram program, string fault)
    {
        var isSmaller = true;
        for (var rounds = 0; isSmaller && rounds < 200; rounds++)
        {
            isSmaller = false;
            foreach (var smaller in program.Smaller())
            {
                if (smaller.Size > program.Size || Fault([smaller]) is not { } other || !IsAlike(other, fault))
                    continue;
                (program, fault, isSmaller) = (smaller, other, true);
                break;
            }
        }

        return fault + "\n" + program.Text("");
    }

    private static bool IsAlike(string one, string other) => one.Split(' ')[0] == other.Split(' ')[0];

    /// <summary>What is wrong with the derivatives of some programs; null if nothing is.</summary>
    private static string? Fault(RandomProgram[] programs)
    {
        var run = GeneratorRun.Of("#pragma warning disable CS0162, CS0219, CS1717, CS1718, CS0168\nusing System;\nusing System.Collections.Generic;\nusing SymDiff;\n\n"
            + string.Concat(programs.Select((program, i) => program.Text(i.ToString(CultureInfo.InvariantCulture))))
            + "public static class Places { public static readonly int[] All = { 2, 0, 3, 1 }; }\n\n" + ForwardSource.Text);
        if (!run.GeneratorDiagnostics.IsEmpty)
            return "Crash: " + run.GeneratorDiagnostics[0];
        if (run.Files.Length != programs.Length)
            return programs.Length == 1 ? Refusal(run) : "Refused:";
        if (run.CompilerDiagnostics() is [var first, ..])
            return (run.Files.Any(file => first.Location.SourceTree == file.SyntaxTree) ? "Generated: " : "Source: ") + first + "\n" + (programs.Length == 1 ? run.Text : "");

        CompiledCode? loaded = null;
        if (Record.Exception(() => loaded = run.Load()) is { } unsound)
            return "Unsound: " + unsound.Message;
        using var code = loaded!;
        for (var i = 0; i < programs.Length; i++)
        {
            if (Fault(code, programs[i], i.ToString(CultureInfo.InvariantCulture)) is { } fault)
                return fault + (programs.Length == 1 ? "\n" + run.Text : "");
        }

        return null;
    }

    private static string Refusal(GeneratorRun run)
    {
        var reports = run.Reports().GetAwaiter().GetResult().Where(report => report.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).ToList();
        return reports.Count > 0 && run.CompilerDiagnostics().All(diagnostic => diagnostic.Id == "CS0117")
            ? $"Refused:{reports[0].Id} {reports[0]}"
            : "Source: " + string.Join('\n', run.CompilerDiagnostics());
    }

    private static string? Fault(CompiledCode code, RandomProgram program, string name)
    {
        foreach (var sample in samples)
        {
            if (Fault(code, program, name, sample) is { } fault)
                return fault;
        }

        return null;
    }

    private static string? Fault(CompiledCode code, RandomProgram program, string name, Sample sample)
    {
        var places = new[] { 2, 0, 3, 1 };
        double[] Run(int what) => (double[])code.Call($"D{name}.Run", what, sample.A, sample.B, sample.X.Clone(), sample.Y.Clone(), sample.M.Clone(), places, sample.N)!;
        var thrown = Enumerable.Range(0, 3).Select(what => Record.Exception(() => Run(what))).ToList();
        if (thrown.Any(exception => exception?.GetType() != thrown[0]?.GetType()))
            return $"Throws: {thrown[1] ?? thrown[2]}, not {thrown[0]}";
        if (thrown[0] is not null)
            return null;
        var (value, gradient, both) = (Run(0), Run(1), Run(2));

        var count = both.Length - value.Length;
        for (var i = 0; i < value.Length; i++)
        {
            if (!both[i == 0 ? 0 : i + count].Equals(value[i]))
                return i == 0 ? $"Value: {both[0]:R}, not {value[0]:R}" : $"Left: {both[i + count]:R} in an array, not {value[i]:R}";
            if (i > 0 && !gradient[i - 1 + count].Equals(value[i]))
                return $"Left: {gradient[i - 1 + count]:R} in an array, not {value[i]:R}";
        }

        var (tolerance, near) = program.IsFloat ? (2e-3, 1e-3) : (1e-7, 1e-8);
        var expected = new List<double>();
        foreach (var direction in program.Directions(sample))
        {
            double[] Reference(bool isRounded) => (double[])code.Call($"D{name}.Reference", direction, isRounded, sample.A, sample.B, sample.X.Clone(), sample.Y.Clone(), sample.M.Clone(), places, sample.N)!;
            var reference = Reference(isRounded: false);
            // What overflows in the method only, which may be one of floats, has other derivatives than the reference.
            if (reference[2] < near || !double.IsFinite(reference[1]) || Math.Abs(reference[1]) > 1e4 || Math.Abs(reference[0] - value[0]) > 1e-2 * (1 + Math.Abs(value[0])))
                return null;
            // A recurrence that tears near numbers apart tells nothing in numbers of 24 bits.
            if (program.IsFloat && !(Math.Abs(Reference(isRounded: true)[1] - reference[1]) <= tolerance / 4 * (1e-2 + Math.Abs(reference[1]))))
                return null;
            expected.Add(reference[1]);
        }

        var scale = 1e-2 + expected.Max(Math.Abs);
        for (var i = 0; i < expected.Count; i++)
        {
            foreach (var (where, actual) in new[] { ("Gradient", gradient[i]), ("ValueAndGradient", both[i + 1]) })
            {
                if (!(Math.Abs(actual - expected[i]) <= tolerance * scale))
                    return $"{where}: partial {i} is {actual:R}, not {expected[i]:R}, for n = {sample.N}";
            }
        }

        return null;
    }
}
