using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>
/// The expectation of the gradient over the draws, in closed form. It is taken of the partials, so that what <c>StopGradient</c> holds is held fixed. Writes
/// <c>FExpectedGradient</c>.
/// </summary>
internal static class ExpectedGradientWriter
{
    /// <summary>Derives and writes the expected gradient; null where there is no closed form.</summary>
    public static Form? Make(Subject subject, List<Problem> problems)
    {
        var name = subject.Declaration.Name;
        var algebra = subject.Algebra();
        var partials = algebra.PartialsOf(algebra.Results[0], isNaming: true);
        if (algebra.Unknown is not null)
            return null;
        if (subject.Draws.Any(draw => QuadratureWriter.NodesOf(subject, draw) > 0))
            return QuadratureWriter.Make(subject, algebra, partials, ClaimKind.ExpectedGradient, problems);
        var randomness = new Randomness(subject, algebra, subject.Draws);
        if (randomness.Of(partials, name + "ExpectedGradient", problems) is not { } expected)
            return null;
        var (before, after) = (algebra.Finish(partials), algebra.Finish(expected));
        var written = algebra.Lower(after, subject.InputTypes);
        var lines = randomness.Lines(before.Select((partial, i) =>
            new DerivationLine(notation => notation.Expectation(notation.Partial(notation.Name(name), notation.Name(subject.ParameterNames[i]))), after[i]) { Mean = partial }));
        return new Form(
            new Claim(ClaimKind.ExpectedGradient, written, [], subject.ParameterNames),
            after,
            [
                new WrittenMethod(
                    name + "ExpectedGradient",
                    subject.InputTuple,
                    [$"The expectation over {randomness.Draws} ~ N(0, 1) of the gradient of {subject.Cref} with respect to {subject.Variables}."],
                    written.Length == 1 ? "The expected derivative, in closed form." : "The expected partial derivatives, in closed form.",
                    DerivationWriter.Remarks(lines, OperationCount.Of(written)),
                    subject.Body(subject.Shape.Of(subject.Closed.Values, written), subject.Names.Copy()))
                {
                    Derivation = lines,
                    IsWithoutDraws = true,
                },
            ]);
    }
}
