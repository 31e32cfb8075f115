using System.Globalization;
using SymDiff.Generator.Algebra;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>
/// Expectations by the rule of Gauss and Hermite, over the draws whose attribute asks for it, one loop within another; over all others in closed form. Writes <c>FExpectation</c> and
/// <c>FExpectedGradient</c>.
/// </summary>
internal static class QuadratureWriter
{
    /// <summary>Writes the expectation of these expressions; null where an expectation over another draw has no closed form, or does not exist.</summary>
    public static Form? Make(Subject subject, ClosedAlgebra algebra, Expr[] exprs, ClaimKind kind, List<Problem> problems)
    {
        var isGradient = kind == ClaimKind.ExpectedGradient;
        var name = subject.Declaration.Name + (isGradient ? "ExpectedGradient" : "Expectation");
        Value[] numbered = [.. subject.Draws.Where(draw => NodesOf(subject, draw) > 0)];
        Value[] others = [.. subject.Draws.Except(numbered)];
        if (new Randomness(subject, algebra, subject.Draws).IsNone(exprs, problems) || new Randomness(subject, algebra, others).Of(exprs, name, problems) is not { } inner)
            return null;
        var types = isGradient ? subject.InputTypes : subject.OutputTypes;
        var rule = new RuleLoop(subject, numbered);
        var (steps, results) = rule.Of(algebra.Lower(algebra.Finish(inner), types), isGradient ? subject.ParameterNames : ["total"], types);
        var setting = new ProgramSetting(HasArrayPool: false, subject.Declaration.HasSpan, subject.Declaration.MathText, SweepsCall: null);
        var draws = string.Join(", ", subject.Draws.Select(draw => Notation.Unicode.Name(draw.Text)));
        var how = string.Join(", ", numbered.Select(draw =>
            $"{NodesOf(subject, draw).ToString(CultureInfo.InvariantCulture)} nodes for {Notation.Unicode.Name(draw.Text)}, exact for polynomials up to the degree {((2 * NodesOf(subject, draw)) - 1).ToString(CultureInfo.InvariantCulture)}"));
        return new Form(
            new Claim(kind, results, [], isGradient ? subject.ParameterNames : ["its draws"]) { Steps = steps, Rules = rule.Tables },
            inner,
            [
                new WrittenMethod(
                    name,
                    isGradient ? subject.InputTuple : subject.Declaration.Return.Text,
                    [isGradient
                        ? $"The expectation over {draws} ~ N(0, 1) of the gradient of {subject.Cref} with respect to {subject.Variables}."
                        : $"The expectation of {subject.Cref} over {draws} ~ N(0, 1)."],
                    results.Length == 1 ? "The expectation, by the rule of Gauss and Hermite." : "The expected partial derivatives, by the rule of Gauss and Hermite.",
                    [$"<para>{how}.</para>"],
                    BodyWriter.WriteProgram(subject.Closed.Values, steps, subject.Grouped(results), subject.Names.Copy(), setting).Lines)
                {
                    IsWithoutDraws = true,
                    Members = rule.Tables.SelectMany(table => Table(table.Key.Text, table.Value)).ToEquatableArray(),
                },
            ]);
    }

    /// <summary>How many nodes a draw asks for; none for a closed form.</summary>
    public static int NodesOf(Subject subject, Value draw) => subject.Declaration.Parameters.First(parameter => parameter.Name == draw.Text).Quadrature;

    private static IEnumerable<string> Table(string name, double[] numbers)
    {
        const int InALine = 4;

        yield return $"private static readonly double[] {name} =";
        yield return "{";
        for (var i = 0; i < numbers.Length; i += InALine)
            yield return "    " + string.Join(", ", numbers.Skip(i).Take(InALine).Select(number => number.ToString("R", CultureInfo.InvariantCulture))) + ",";
        yield return "};";
    }
}
