using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>The expectation of a program over its draws, in closed form: sums of expectations. Writes <c>FExpectation</c>.</summary>
internal static class ProgramExpectationWriter
{
    /// <summary>Derives and writes the expectation; null where there is no closed form.</summary>
    public static ProgramForm? Make(ProgramSubject subject, List<Problem> problems)
    {
        var name = subject.Declaration.Name + "Expectation";
        var randomness = new ProgramRandomness(subject);
        var refusals = new List<Problem>();
        Func<Notation, string>[] lefts = [notation => notation.Name(subject.Declaration.Name)];
        var expected = randomness.Expected(randomness.Closed.Steps, [randomness.Closed.Result!], [subject.Declaration.Return], name, refusals, lefts);
        while (expected is null && randomness.Rephrase())
            expected = randomness.Expected(randomness.Closed.Steps, [randomness.Closed.Result!], [subject.Declaration.Return], name, [], lefts);
        if (expected is not var (steps, results, derivation))
        {
            problems.AddRange(refusals);
            return null;
        }

        return new ProgramForm(
            new ProgramClaim(ClaimKind.Expectation, subject.Closed, steps, results, randomness.More) { Rules = randomness.Tables.All },
            [
                subject.Write(
                    "Expectation",
                    subject.Declaration.Return.Text,
                    $"The expectation of {subject.Cref} over {randomness.Names} ~ N(0, 1).",
                    randomness.Tables.All.Count > 0 ? "The expectation, by the rule of Gauss and Hermite." : "The expectation, in closed form.",
                    randomness.Remarks().Concat(DerivationWriter.Remarks(derivation)).ToEquatableArray(),
                    steps,
                    results[0],
                    randomness.More,
                    isWithoutDraws: true) with
                {
                    Derivation = derivation,
                    Members = randomness.Tables.Members(),
                },
            ],
            []);
    }
}
