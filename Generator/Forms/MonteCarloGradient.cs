using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>
/// The mean of the gradient over given draws, in one loop; and with it, as an overload, the standard error of that mean (the recurrence of Welford, 1962, which does not cancel).
/// Writes <c>FMonteCarloGradient</c>.
/// </summary>
internal static class MonteCarloGradient
{
    /// <summary>Derives and writes the mean; null where the consumer has no spans, or a function no known derivative.</summary>
    public static Form? Make(Subject subject, List<Problem> problems)
    {
        var name = subject.Declaration.Name + "MonteCarloGradient";
        if (!subject.Declaration.HasSpan)
        {
            problems.Add(new Problem("SYMDIFF020", -1, [name, "the draws are given as a span; reference the package System.Memory, which has it"]));
            return null;
        }

        if (Gradient.Of(subject, []) is not { } gradient)
            return null;
        var setting = new ProgramSetting(HasArrayPool: false, subject.Declaration.HasSpan, subject.Declaration.MathText, SweepsCall: null);
        var loop = new DrawLoop(subject, gradient.Lower(null));
        var pool = subject.Names.Copy();
        var mean = loop.Mean();
        var (steps, means, errors) = loop.MeanAndError();
        var error = pool.Take("standardError");
        var receiver = subject.Closed.Values.Input(new ValueType(NumberKind.Tuple, "", default), error);
        var withError = (List<Step>)[.. steps, new WriteBackStep(null, receiver, subject.Shape.Of(subject.Closed.Values, errors))];
        var draws = string.Join(", ", loop.Arrays.Select(array => $"<c>{array.Text}</c>"));
        var parameters = loop.Arrays.Select(array => $"{array.Type.Text} {ExpressionWriter.Identifier(array.Text)}").ToList();
        string[] remarks = [$"<para>{draws} {(loop.Arrays.Count == 1 ? "holds" : "hold")} the draws, from N(0, 1).{(loop.Arrays.Count == 1 ? "" : " All are of one length.")}</para>"];
        return new Form(
            new Claim(ClaimKind.MonteCarlo, [.. mean.Results, .. means, .. errors], [], [.. subject.ParameterNames, .. subject.ParameterNames, .. subject.ParameterNames.Select(parameter => "the standard error of " + parameter)])
            {
                Steps = [.. mean.Steps, .. steps],
                Draws = loop.Arrays,
            },
            gradient.Partials,
            [
                new WrittenMethod(
                    name,
                    subject.InputTuple,
                    [$"The mean over draws of the gradient of {subject.Cref} with respect to {subject.Variables}."],
                    means.Length == 1 ? "The mean of the derivative." : "The means of the partial derivatives.",
                    [.. remarks, $"<para>For each draw {OperationCount.Of(loop.Turn)}</para>"],
                    [.. Tests(loop.Arrays), .. BodyWriter.WriteProgram(subject.Closed.Values, mean.Steps, subject.Shape.Of(subject.Closed.Values, mean.Results), pool.Copy(), setting).Lines])
                {
                    IsWithoutDraws = true,
                    MoreParameters = parameters.ToEquatableArray(),
                },
                new WrittenMethod(
                    name,
                    subject.InputTuple,
                    [$"The mean over draws of the gradient of {subject.Cref} with respect to {subject.Variables}, and its standard error."],
                    means.Length == 1 ? "The mean of the derivative." : "The means of the partial derivatives.",
                    [
                        .. remarks,
                        $"<para><c>{error}</c> receives the standard error of {(means.Length == 1 ? "the mean" : "each mean")}: the standard deviation over the draws, divided by the root of their number; NaN for a single draw.</para>",
                    ],
                    [.. Tests(loop.Arrays), .. BodyWriter.WriteProgram(subject.Closed.Values, withError, subject.Shape.Of(subject.Closed.Values, means), pool.Copy(), setting).Lines])
                {
                    IsWithoutDraws = true,
                    MoreParameters = [.. parameters, $"out {subject.InputTuple} {error}"],
                },
            ]);
    }

    // What is wrong with the draws is said before anything is computed.
    private static IEnumerable<string> Tests(IReadOnlyList<Value> arrays)
    {
        var first = ExpressionWriter.Identifier(arrays[0].Text);
        yield return $"if ({first}.Length == 0)";
        yield return $"    throw new ArgumentException(\"There must be at least one draw.\", nameof({first}));";
        foreach (var array in arrays.Skip(1).Select(array => ExpressionWriter.Identifier(array.Text)))
        {
            yield return $"if ({array}.Length != {first}.Length)";
            yield return $"    throw new ArgumentException(\"There must be as many draws as in {first}.\", nameof({array}));";
        }
    }
}
