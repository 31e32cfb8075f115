using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Forms;

/// <summary>
/// The mean of the gradient of a program over given samples of its draws, one after the other; and with it, as an overload, the standard error of that mean. Writes
/// <c>FMonteCarloGradient</c>.
/// </summary>
internal static class ProgramMonteCarlo
{
    /// <summary>Derives and writes the mean; null where the draws cannot be handed over, or a derivative is not known.</summary>
    public static ProgramForm? Make(ProgramSubject subject, List<Problem> problems)
    {
        var name = subject.Declaration.Name + "MonteCarloGradient";
        if (!subject.Declaration.HasSpan)
        {
            problems.Add(new Problem("SYMDIFF020", -1, [name, "the draws are given as a span; reference the package System.Memory, which has it"]));
            return null;
        }

        if (LoopSearch.Stored(subject.Closed.Steps).Any(array => array.Kind == ValueKind.Input))
        {
            problems.Add(new Problem("SYMDIFF020", -1, [name, "the method writes to its arguments, which the next sample would find changed; let it write to an array of its own"]));
            return null;
        }

        var randomness = new ProgramRandomness(subject);
        var samples = new Samples(subject, randomness);
        var more = subject.Destinations("Gradient").ToList();
        var errors = subject.Destinations("StandardError").ToList();
        if (samples.Mean(more, problems) is not var (steps, means) || samples.MeanAndError(more, errors, problems) is not var (both, again, deviations))
            return null;
        var error = subject.Names.Copy().Take("standardError");
        if (deviations.Length > 0)
            both.Add(new WriteBackStep(null, subject.Values.Input(new ValueType(NumberKind.Tuple, "", default), error), subject.Shaped(deviations)!));
        List<MoreParameter> given = [.. samples.Spans, .. randomness.More];
        List<MoreParameter> outs = deviations.Length == 0 ? [] : [new MoreParameter(subject.Values.Input(ValueType.Int, error), ShapeKind.Number, null) { Declared = $"out {subject.ScalarTuple} {error}" }];
        var arrays = subject.InOrder(means, more);
        var what = $"of the gradient of {subject.Cref} with respect to {subject.Variables}";
        var returns = means.Length switch { 0 => "", 1 => "The mean of the derivative.", _ => "The means of the partial derivatives." };
        return new ProgramForm(
            new ProgramClaim(ClaimKind.MonteCarlo, subject.Closed, steps, arrays, [.. given, .. more]),
            [
                subject.Write("MonteCarloGradient", subject.ScalarTuple, $"The mean over draws {what}.", returns, Remarks(samples, more, []), steps, subject.Shaped(means), [.. given, .. more], isWithoutDraws: true),
                subject.Write(
                    "MonteCarloGradient", subject.ScalarTuple, $"The mean over draws {what}, and its standard error.", returns, Remarks(samples, more, errors), both, subject.Shaped(again), [.. given, .. more, .. errors, .. outs], isWithoutDraws: true),
            ],
            []);
    }

    private static EquatableArray<string> Remarks(Samples samples, List<MoreParameter> more, List<MoreParameter> errors) =>
    [
        .. samples.Spans.Select(span => span.Like!.Type.Kind == NumberKind.Array
            ? $"<para><c>{span.Value.Text}</c> holds the draws, from N(0, 1): for one sample after the other, all that the method takes.</para>"
            : $"<para><c>{span.Value.Text}</c> holds the draws, from N(0, 1): one for each sample.</para>"),
        .. more.Select(destination => $"<para><c>{destination.Value.Text}</c> receives the means of the partial derivatives with respect to the elements of <c>{destination.Like!.Text}</c>.</para>"),
        .. errors.Select(destination => $"<para><c>{destination.Value.Text}</c> receives their standard errors; NaN for a single sample.</para>"),
    ];
}
