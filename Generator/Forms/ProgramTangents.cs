using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;

namespace SymDiff.Generator.Forms;

/// <summary>
/// The rate at which the outputs of a program change when the inputs move with the velocity of the tangents: its statements with those of the tangents beside them. Writes
/// <c>FJvp</c>.
/// </summary>
internal static class ProgramTangents
{
    /// <summary>Derives and writes the product; null where a function has no known derivative.</summary>
    public static ProgramForm? Make(ProgramSubject subject, List<Problem> problems)
    {
        var more = subject.Tangents();
        var moved = ProgramTangent.Of(subject.Closed, subject.Closed.Steps, subject.Outputs, [DirectionOf(subject, more)], subject.Dialect, subject.Cancellation);
        if (moved.Unknown is { } unknown)
        {
            problems.Add(ProgramForms.NotKnown(unknown, subject));
            return null;
        }

        var type = subject.Declaration.Return.Text;
        var tangents = moved.Tangents[0];
        return new ProgramForm(
            new ProgramClaim(ClaimKind.JacobianVector, subject.Closed, moved.Steps, tangents, more),
            [
                subject.Write(
                    "Jvp",
                    $"({type} Value, {type} Tangent)",
                    $"The value of {subject.Cref}, and its rate of change when {subject.Variables} moves with the velocity of the tangents.",
                    "What the method returns, to the bit, and the Jacobian times the tangents.",
                    default,
                    moved.Steps,
                    subject.Grouped([subject.Result, subject.OutputShape(tangents)]),
                    more),
            ],
            []);
    }

    /// <summary>The direction that tangents are.</summary>
    public static Direction DirectionOf(ProgramSubject subject, IReadOnlyList<MoreParameter> tangents)
    {
        var pairs = subject.Inputs.Zip(tangents, (input, tangent) => (input, tangent.Value)).ToList();
        return new Direction(
            "Tangent",
            pairs.Where(pair => pair.input.Type.Kind != NumberKind.Array).ToDictionary(pair => pair.input, pair => pair.Value),
            pairs.Where(pair => pair.input.Type.Kind == NumberKind.Array).ToDictionary(pair => pair.input, pair => pair.Value));
    }
}
