using SymDiff.Generator.Tests.Diagnostics;

namespace SymDiff.Generator.Tests.Generics;

/// <summary>What generic numbers are refused for, and what is said.</summary>
public class GenericNumberProblemTests
{
    [Theory]
    [InlineData("[Differentiable] static T {|SYMDIFF002:F|}<T>(T x, T y) where T : IFloatingPoint<T> => x > y ? x * x : T.CopySign(x * y, y) + T.Max(x, y);", "'T.NaN' cannot be differentiated: add the constraint 'IFloatingPointIeee754<T>' to T")]
    [InlineData("[Differentiable] static T {|SYMDIFF002:F|}<T>(T x) where T : IRootFunctions<T> => T.Cbrt(x) * T.Abs(x);", "'T.Sign' cannot be differentiated: add the constraint 'INumber<T>' to T")]
    [InlineData("[Differentiable] static T {|SYMDIFF002:F|}<T>(T x, T y) where T : IPowerFunctions<T>, IFloatingPoint<T> => T.Pow(x, y);", "'T.Log' cannot be differentiated: add the constraint 'ILogarithmicFunctions<T>' to T")]
    public async Task The_derivative_needs_more_than_is_promised(string marked, string text)
    {
        var reports = await Reports(marked);

        Assert.Contains(reports, report => report.Contains(text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[Differentiable] static {|SYMDIFF005:T|} F<T>(T x) where T : INumber<T> => x * x;", "such as IFloatingPointIeee754<T>")]
    [InlineData("[Differentiable] static double {|SYMDIFF005:F|}<T>(T x) where T : INumber<T> => 1;", "such as IFloatingPointIeee754<T>")]
    [InlineData("[Differentiable({|SYMDIFF004:nameof(x)|})] static double F<T>(T x) where T : INumber<T> => 1;", "such as IFloatingPointIeee754<T>")]
    [InlineData("[Differentiable] static T {|SYMDIFF002:F|}<T>(T x, double y) where T : IFloatingPointIeee754<T> => x * T.CreateChecked(y);", "A method of T and other numbers")]
    [InlineData("[Differentiable] static T F<T>(T x) where T : IFloatingPointIeee754<T> => T.CreateChecked(Math.Exp({|SYMDIFF002:double.CreateChecked(x)|}));", "compute in T throughout")]
    [InlineData("[Differentiable(\"x\")] static T F<T>(T x, {|SYMDIFF002:[StandardNormal] T e|}) where T : IFloatingPointIeee754<T> => x * e;", "without [StandardNormal]")]
    public Task Is_refused_where_it_is(string marked, string text) => Marks.AssertReports(Source(marked), text);

    private static string Source(string members) => "using System.Numerics; public static partial class C\n{\n" + members + "\n}\n";

    // A convention at a kink is told beside it.
    private static async Task<IEnumerable<string>> Reports(string marked)
    {
        var plain = marked.Replace("{|SYMDIFF002:F|}", "F", StringComparison.Ordinal);
        var run = Support.GeneratorRun.Of("using System; using SymDiff; " + Source(plain));
        var reports = await run.Reports();
        var error = Assert.Single(reports, report => report.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
        Assert.Equal(("SYMDIFF002", "F"), (error.Id, run.Input.SyntaxTrees[0].ToString().Substring(error.Location.SourceSpan.Start, error.Location.SourceSpan.Length)));
        Assert.Empty(run.Files);
        return [error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)];
    }
}
