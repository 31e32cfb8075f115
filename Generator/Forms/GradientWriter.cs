using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>Writes <c>FGradient</c> and <c>FValueAndGradient</c>.</summary>
internal static class GradientWriter
{
    /// <summary>Derives and writes the gradient; null where a function has no known derivative.</summary>
    public static Form? Make(Subject subject, List<Problem> problems)
    {
        if (Gradient.Of(subject, problems) is not { } gradient)
            return null;
        var alone = gradient.Lower(null);
        return new Form(new Claim(ClaimKind.Jacobian, alone, [], subject.ParameterNames), gradient.Partials, Write(subject, gradient));
    }

    private static IReadOnlyList<WrittenMethod> Write(Subject subject, Gradient gradient)
    {
        var name = subject.Declaration.Name;
        var alone = gradient.Lower(null);
        var lines = DerivationWriter.LinesOf(name, subject.ParameterNames, gradient.Trace);
        var body = subject.Body(subject.Shape.Of(subject.Closed.Values, alone), subject.Names.Copy());
        var shared = gradient.Lower(subject.Result);
        var bothBody = subject.Body(subject.Grouped([subject.Result, subject.Shape.Of(subject.Closed.Values, shared)]), subject.Names.Copy());
        return
        [
            new WrittenMethod(
                name + "Gradient",
                subject.InputTuple,
                [$"The gradient of {subject.Cref} with respect to {subject.Variables}."],
                alone.Length == 1 ? "The derivative." : "The partial derivatives.",
                DerivationWriter.Remarks(lines, OperationCount.Of(alone)),
                body)
            {
                Derivation = lines,
            },
            new WrittenMethod(
                name + "ValueAndGradient",
                $"({subject.Declaration.Return.Text} Value, {subject.InputTuple} Gradient)",
                [$"The value of {subject.Cref} and its gradient with respect to {subject.Variables}."],
                "What the method returns, to the bit, and its gradient.",
                [$"<para>{OperationCount.Of([subject.Result, .. shared])}</para>"],
                bothBody),
        ];
    }
}
