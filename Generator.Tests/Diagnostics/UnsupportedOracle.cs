using System.Globalization;
using Microsoft.CodeAnalysis;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Diagnostics;

/// <summary>Holds a source that may or may not be differentiated: an error at a place of it and no code, or a derivative that is right.</summary>
internal static class UnsupportedOracle
{
    public static async Task AssertNotSilent(string members)
    {
        var run = GeneratorRun.Of(Marks.Source(members));
        var reports = await run.Reports();

        Assert.Empty(run.GeneratorDiagnostics);
        Assert.DoesNotContain(reports, report => report.Id is "SYMDIFF011" or "SYMDIFF099");
        if (reports.Any(report => report.Severity == DiagnosticSeverity.Error))
        {
            Assert.All(reports, report => Assert.True(report.Location.IsInSource && report.Location.SourceSpan.Length > 0));
            return;
        }

        // What is read after all must be right.
        Assert.True(run.Files.Length > 0, "Neither a diagnostic nor code.");
        Assert.Empty(run.CompilerDiagnostics());
        using var code = run.Load();
        var type = code.Type("C");
        object?[] receivers = [Activator.CreateInstance(type)];
        foreach (var x in new[] { 0.75, 1.625, 3.375 })
        {
            var method = type.GetMethod("F", Any)!;
            if (method.GetParameters().Length != 1)
                return;
            double Value(double at) => Convert.ToDouble(method.Invoke(receivers[0], [at]), CultureInfo.InvariantCulture);
            const double Step = 1e-5;
            var quotient = (Value(x + Step) - Value(x - Step)) / (2 * Step);
            var gradient = Convert.ToDouble(type.GetMethod("FGradient", Any)!.Invoke(receivers[0], [x]), CultureInfo.InvariantCulture);
            Numeric.Close(gradient, quotient, 1e-5, because: $"at {x}\n{run.Files[0].SourceText}");
        }
    }

    private const System.Reflection.BindingFlags Any = System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Instance
        | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic;
}
