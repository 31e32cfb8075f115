using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Values;

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
        var tangents = subject.Tangents();
        // What the method fills has tangents that are filled beside it.
        var filled = subject.Filled.Select(array => new MoreParameter(subject.Values.Input(ProgramSubject.SpanOf(array.Type.Elements[0]), subject.Names.Take(array.Text + "Tangent")), ShapeKind.Like, array)).ToList();
        var direction = DirectionOf(subject, tangents);
        direction = direction with
        {
            Arrays = direction.Arrays.Concat(filled.Select(array => new KeyValuePair<Value, Value>(array.Like!, array.Value))).ToDictionary(pair => pair.Key, pair => pair.Value),
            Still = [.. subject.Filled],
        };
        var moved = ProgramTangent.Of(subject.Closed, subject.Closed.Steps, filled.Count > 0 ? [] : subject.Outputs, [direction], subject.Dialect, subject.Cancellation);
        if (moved.Unknown is { } unknown)
        {
            problems.Add(ProgramForms.NotKnown(unknown, subject));
            return null;
        }

        var type = subject.Declaration.Return.Text;
        var rates = filled.Count > 0 ? null : subject.OutputShape(moved.Tangents[0]);
        List<MoreParameter> more = [.. tangents, .. filled];
        return new ProgramForm(
            new ProgramClaim(ClaimKind.JacobianVector, subject.Closed, moved.Steps, filled.Count > 0 ? [.. filled.Select(array => array.Value)] : moved.Tangents[0], more),
            [
                subject.Write(
                    "Jvp",
                    rates is null ? "void" : $"({type} Value, {type} Tangent)",
                    $"The value of {subject.Cref}, and its rate of change when {subject.Variables} moves with the velocity of the tangents.",
                    rates is null ? "" : "What the method returns, to the bit, and the Jacobian times the tangents.",
                    filled.Select(array => $"<para><c>{array.Value.Text}</c> receives the rates of change of the elements of <c>{array.Like!.Text}</c>.</para>").ToEquatableArray(),
                    moved.Steps,
                    rates is null ? null : subject.Grouped([subject.Result!, rates]),
                    more,
                    isFilling: true),
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
