using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Programs;

namespace SymDiff.Generator.Forms;

/// <summary>
/// The sensitivity of an objective to the inputs of a program, given its sensitivity to each output, the cotangents: the gradient of the sum of the outputs times their
/// cotangents. Writes <c>FVjp</c>.
/// </summary>
internal static class ProgramCotangents
{
    /// <summary>Derives and writes the product; null where a function has no known derivative.</summary>
    public static ProgramForm? Make(ProgramSubject subject, List<Problem> problems)
    {
        if (ProgramForms.ReadBefore(subject) is { } fault)
        {
            problems.Add(fault);
            return null;
        }

        var cotangents = subject.Cotangents();
        var (closed, outputs) = subject.Owned(
            (array, member) => subject.Values.Extent(cotangents[subject.Outputs.ToList().IndexOf(array)].Value, member),
            sizes => (sizes.Select((size, i) => Differs(subject.Values, cotangents[0].Value, sizes.Length == 1 ? "Length" : i == 0 ? "GetLength(0)" : "GetLength(1)", size))
                .Aggregate((one, other) => subject.Values.Binary(Values.ValueKind.Or, Model.ValueType.Boolean, one, other)), cotangents[0].Value));
        var destinations = subject.Destinations("Gradient").ToList();
        var contracted = Contraction.Of(closed, outputs, [.. cotangents.Select(cotangent => cotangent.Value)]);
        if (ProgramGradient.Into(subject, contracted, destinations, problems) is not { } gradient)
            return null;
        // What is given is tested before anything is written.
        List<Unfolding.Step> rest = [.. gradient.Steps.SkipWhile(step => step is ClearStep)];
        List<Unfolding.Step> tests = [.. rest.TakeWhile(step => step is Unfolding.ThrowStep)];
        gradient = gradient with { Steps = Assignment.Instead(subject.Values, [.. tests, .. gradient.Steps.TakeWhile(step => step is ClearStep), .. rest.Skip(tests.Count)], gradient.Arrays) };
        List<MoreParameter> more = [.. cotangents, .. destinations];
        var partials = subject.Shaped(gradient.Partials);
        return new ProgramForm(
            new ProgramClaim(ClaimKind.VectorJacobian, subject.Closed, gradient.Steps, subject.InOrder(gradient.Partials, destinations), more),
            [
                subject.Write(
                    "Vjp",
                    subject.ScalarTuple,
                    $"The sensitivity of an objective to {subject.Variables}, given its sensitivity to what {subject.Cref} {(subject.Filled.Count > 0 ? "fills" : "returns")}.",
                    partials is null ? "" : "The transpose of the Jacobian, times the cotangents.",
                    ProgramWriter.Remarks(gradient),
                    gradient.Steps,
                    partials,
                    more),
            ],
            gradient.Independent);
    }

    private static Values.Value Differs(Values.ValueGraph values, Values.Value array, string member, Values.Value size) =>
        values.Binary(Values.ValueKind.NotEqual, Model.ValueType.Boolean, values.Extent(array, member), size);
}
