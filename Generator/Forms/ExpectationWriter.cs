using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>The expectation of a method over its draws, in closed form. Writes <c>FExpectation</c>.</summary>
internal static class ExpectationWriter
{
    /// <summary>Derives and writes the expectation; null where there is no closed form.</summary>
    public static Form? Make(Subject subject, List<Problem> problems)
    {
        var name = subject.Declaration.Name;
        var algebra = subject.Algebra();
        if (subject.Draws.Any(draw => QuadratureWriter.NodesOf(subject, draw) > 0))
            return QuadratureWriter.Make(subject, algebra, algebra.Results, ClaimKind.Expectation, problems);
        var randomness = new Randomness(subject, algebra, subject.Draws);
        if (randomness.Of(algebra.Results, name + "Expectation", problems) is not { } expected)
            return null;
        var (before, after) = (algebra.Finish(algebra.Results)[0], algebra.Finish(expected));
        var written = algebra.Lower(after, subject.OutputTypes);
        var lines = randomness.Lines([new DerivationLine(notation => notation.Expectation(notation.Name(name)), after[0]) { Mean = before }]);
        return new Form(
            new Claim(ClaimKind.Expectation, written, [], ["its draws"]),
            after,
            [
                new WrittenMethod(
                    name + "Expectation",
                    subject.Declaration.Return.Text,
                    [$"The expectation of {subject.Cref} over {randomness.Draws} ~ N(0, 1)."],
                    "The expectation, in closed form.",
                    DerivationWriter.Remarks(lines, OperationCount.Of(written)),
                    subject.Body(written[0], subject.Names.Copy()))
                {
                    Derivation = lines,
                    IsWithoutDraws = true,
                },
            ]);
    }
}
