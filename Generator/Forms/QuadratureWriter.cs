using SymDiff.Generator.Algebra;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Expectations;
using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
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
        var tables = new NodeTables(subject.Closed.Values, subject.Declaration);
        var (steps, results) = Summed(subject, numbered, tables, algebra.Lower(algebra.Finish(inner), types), isGradient ? subject.ParameterNames : ["total"], types);
        var setting = new ProgramSetting(HasArrayPool: false, subject.Declaration.HasSpan, subject.Declaration.MathText, SweepsCall: null);
        var draws = string.Join(", ", subject.Draws.Select(draw => Notation.Unicode.Name(draw.Text)));
        var how = string.Join(", ", numbered.Select(draw => RuleWords.Of(Notation.Unicode.Name(draw.Text), NodesOf(subject, draw))));
        return new Form(
            new Claim(kind, results, [], isGradient ? subject.ParameterNames : ["its draws"]) { Steps = steps, Rules = tables.All },
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
                    Members = tables.Members(),
                },
            ]);
    }

    /// <summary>How many nodes a draw asks for; none for a closed form.</summary>
    public static int NodesOf(Subject subject, Value draw) => subject.Declaration.Parameters.First(parameter => parameter.Name == draw.Text).Quadrature;

    // The sums of numbers that are made of the draws.
    private static (IReadOnlyList<Step> Steps, Value[] Results) Summed(Subject subject, Value[] draws, NodeTables tables, IReadOnlyList<Value> numbers, IReadOnlyList<string> names, IReadOnlyList<ValueType> types)
    {
        var values = subject.Closed.Values;
        // Each is called what the draw was, which is no parameter here.
        var loop = new NodeLoop(values, draws.Select(draw => ((string?)draw.Text, draw.Type, NodesOf(subject, draw))), tables);
        var replacement = new Replacement(values, draws.Zip(loop.Nodes, (draw, node) => (draw, node)).ToDictionary(pair => pair.draw, pair => pair.node));
        Value[] sums = [.. names.Select(name => loop.Sum(name + "Sum"))];
        var sum = loop.Of([.. numbers.Select(number => values.Arithmetic(ValueKind.Multiply, loop.Weight, replacement.Of(number)))], sums, []);
        return ([.. subject.Closed.Steps, sum], [.. sums.Select((each, i) => types[i].Kind == NumberKind.Float ? values.Convert(ValueType.Float, each, isExplicit: true) : each)]);
    }
}
