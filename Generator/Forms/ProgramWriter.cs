using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>Writes <c>FGradient</c> and <c>FValueAndGradient</c> of a program.</summary>
internal static class ProgramWriter
{
    /// <summary>Derives and writes the gradient; null where a function has no known derivative.</summary>
    public static ProgramForm? Make(ProgramSubject subject, List<Problem> problems)
    {
        var more = subject.Destinations("Gradient").ToList();
        if (ProgramGradient.Into(subject, subject.Closed, more, problems, isWrittenDown: true) is not { } gradient)
            return null;
        gradient = gradient with { Steps = Assignment.Instead(subject.Values, gradient.Steps, gradient.Arrays) };
        var scalars = new Queue<Value>(gradient.Partials);
        var arrays = gradient.Arrays.ToDictionary(pair => pair.Array, pair => pair.Gradient);
        List<Value> written = [.. subject.Inputs.Select(input => arrays.TryGetValue(input, out var destination) ? destination : scalars.Dequeue())];
        return new ProgramForm(new ProgramClaim(ClaimKind.Gradient, subject.Closed, gradient.Steps, written, more), Write(subject, gradient, more), gradient.Independent);
    }

    private static IReadOnlyList<WrittenMethod> Write(ProgramSubject subject, ProgramGradient gradient, List<MoreParameter> more)
    {
        var partials = subject.Shaped(gradient.Partials);
        var type = subject.Declaration.Return.Text;
        var remarks = Remarks(gradient).ToEquatableArray();
        return
        [
            subject.Write(
                "Gradient",
                subject.ScalarTuple,
                $"The gradient of {subject.Cref} with respect to {subject.Variables}.",
                partials is null ? "" : gradient.Partials.Length == 1 ? "The derivative." : "The partial derivatives.",
                remarks.Concat(DerivationWriter.Remarks(gradient.Derivation)).ToEquatableArray(),
                gradient.Steps,
                partials,
                more) with
            {
                Derivation = gradient.Derivation,
            },
            subject.Write(
                "ValueAndGradient",
                partials is null ? type : $"({type} Value, {subject.ScalarTuple} Gradient)",
                $"The value of {subject.Cref} and its gradient with respect to {subject.Variables}.",
                partials is null ? "What the method returns, to the bit." : "What the method returns, to the bit, and its gradient.",
                remarks,
                gradient.Steps,
                partials is null ? gradient.Result : subject.Grouped([gradient.Result, partials]),
                more),
        ];
    }

    /// <summary>What is said of the parameters that receive the gradients of arrays.</summary>
    public static EquatableArray<string> Remarks(ProgramGradient gradient) => gradient.Arrays.Count == 0
        ? default
        : gradient.Arrays.Select(pair => $"<para><c>{pair.Gradient.ArrayOfStructs ?? pair.Gradient.Text}</c> receives the partial derivatives with respect to the elements of <c>{pair.Array.ArrayOfStructs ?? pair.Array.Text}</c>.</para>").Distinct().ToEquatableArray();
}
