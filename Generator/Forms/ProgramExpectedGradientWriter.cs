using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>The expectation of the gradient of a program over its draws, in closed form, taken of the gradient as it is derived. Writes <c>FExpectedGradient</c>.</summary>
internal static class ProgramExpectedGradientWriter
{
    /// <summary>Derives and writes the expected gradient; null where there is no closed form.</summary>
    public static ProgramForm? Make(ProgramSubject subject, List<Problem> problems)
    {
        var name = subject.Declaration.Name + "ExpectedGradient";
        var randomness = new ProgramRandomness(subject);
        var more = subject.Destinations("Gradient").ToList();
        List<ValueType> types = [.. subject.Scalars.Select(scalar => scalar.Type)];
        var refusals = new List<Problem>();
        List<Func<Notation, string>> lefts = [.. subject.Scalars.Select(scalar => (Func<Notation, string>)(notation => notation.Partial(notation.Name(subject.Declaration.Name), notation.Name(scalar.Text))))];
        if (Expected() is not var (derived, steps, partials, derivation))
        {
            problems.AddRange(refusals.Where(_ => !problems.Exists(problem => problem.Rule is "SYMDIFF003" or "SYMDIFF020" or "SYMDIFF021")));
            return null;
        }

        if (!randomness.IsRepeated)
            steps = Assignment.Instead(subject.Values, steps, derived.Arrays);
        more.InsertRange(0, randomness.More);
        var numbers = new Queue<Value>(partials);
        var arrays = derived.Arrays.ToDictionary(pair => pair.Array, pair => pair.Gradient);
        List<Value> written = [.. subject.Inputs.Select(input => arrays.TryGetValue(input, out var destination) ? destination : numbers.Dequeue())];
        return new ProgramForm(
            new ProgramClaim(ClaimKind.ExpectedGradient, subject.Closed, steps, written, more) { Rules = randomness.Tables.All },
            [
                subject.Write(
                    "ExpectedGradient",
                    subject.ScalarTuple,
                    $"The expectation over {randomness.Names} ~ N(0, 1) of the gradient of {subject.Cref} with respect to {subject.Variables}.",
                    partials.Length == 0 ? "" : (partials.Length == 1 ? "The expected derivative, " : "The expected partial derivatives, ") + (randomness.Tables.All.Count > 0 ? "by the rule of Gauss and Hermite." : "in closed form."),
                    randomness.Remarks().Concat(derived.Arrays.Select(pair => $"<para><c>{pair.Gradient.Text}</c> receives the expected partial derivatives with respect to the elements of <c>{pair.Array.Text}</c>.</para>")).Concat(DerivationWriter.Remarks(derivation)).ToEquatableArray(),
                    steps,
                    subject.Shaped(partials),
                    more,
                    isWithoutDraws: true) with
                {
                    Derivation = derivation,
                    Members = randomness.Tables.Members(),
                },
            ],
            derived.Independent);

        // The reverse sweep first; then tangents, or loops that run again, which keep nothing, where its tape cannot be followed; then the gradient of the expectation.
        (ProgramGradient Derived, IReadOnlyList<Step> Steps, Value[] Partials, IReadOnlyList<DerivationLine> Derivation)? Expected()
        {
            do
            {
                foreach (var way in Ways)
                {
                    if (way(subject, randomness.Derived, more, problems) is { } gradient && randomness.Expected(gradient.Steps, gradient.Partials, types, name, refusals, lefts, gradient.Arrays.ToDictionary(pair => pair.Gradient, pair => pair.Array)) is var (expected, means, lines))
                        return (gradient, expected, means, lines);
                }
            }
            while (randomness.Rephrase());
            return OfExpectation();
        }

        // Nothing jumps and nothing is held fixed, so that it is the gradient of the expectation too.
        (ProgramGradient Derived, IReadOnlyList<Step> Steps, Value[] Partials, IReadOnlyList<DerivationLine> Derivation)? OfExpectation()
        {
            if (randomness.IsRepeated || !randomness.IsContinuous || randomness.Expected(randomness.Closed.Steps, [randomness.Closed.Result!], [subject.Declaration.Return], name, [], lefts) is not var (expected, means, _))
                return null;
            Activity.Mark(expected, means, [new Activity(expected, subject.Inputs)]);
            return ProgramGradient.Into(subject, randomness.Closed with { Steps = expected, Result = means[0] }, more, problems) is { } gradient ? (gradient, gradient.Steps, gradient.Partials, []) : null;
        }
    }

    private static readonly Func<ProgramSubject, ClosedForm, IEnumerable<MoreParameter>, List<Problem>, ProgramGradient?>[] Ways =
    [
        (subject, closed, more, problems) => ProgramGradient.Into(subject, closed, more, problems),
        (subject, closed, _, _) => Tangents(subject, closed),
        (subject, closed, more, problems) => ProgramGradient.Into(subject, closed, more, problems, runsAgain: true),
    ];

    // The tangents in the direction of each number; null where there are arrays.
    private static ProgramGradient? Tangents(ProgramSubject subject, ClosedForm closed)
    {
        if (subject.Arrays.Any())
            return null;
        var words = TupleNames.For(Shape.OfInputs(subject.Method).Names);
        List<Direction> directions = [.. subject.Inputs.Select((input, i) => new Direction(
            "By" + words[i], new Dictionary<Value, Value> { [input] = subject.Values.Number(input.Type, Algebra.Constant.One) }, new Dictionary<Value, Value>()))];
        var moved = ProgramTangent.Of(closed, closed.Steps, [closed.Result!], directions, subject.Dialect, subject.Cancellation);
        return moved.Unknown is null ? new ProgramGradient(moved.Steps, closed.Result!, [.. moved.Tangents.Select(tangents => tangents[0])], []) : null;
    }
}
