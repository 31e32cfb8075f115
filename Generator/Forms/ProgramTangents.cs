using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
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
        var filled = subject.FilledTangents().ToList();
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
        var (assembled, value, rates) = filled.Count > 0 ? ([], null, null) : Put(subject, moved.Tangents[0]);
        List<MoreParameter> more = [.. tangents, .. filled];
        return new ProgramForm(
            new ProgramClaim(ClaimKind.JacobianVector, subject.Closed, moved.Steps, filled.Count > 0 ? [.. filled.Select(array => array.Value)] : moved.Tangents[0], more),
            [
                subject.Write(
                    "Jvp",
                    rates is null ? "void" : $"({type} Value, {type} Tangent)",
                    $"The value of {subject.Cref}, and its rate of change when {subject.Variables} moves with the velocity of the tangents.",
                    rates is null ? "" : "What the method returns, to the bit, and the Jacobian times the tangents.",
                    filled.Select(array => $"<para><c>{array.Value.ArrayOfStructs ?? array.Value.Text}</c> receives the rates of change of the elements of <c>{array.Like!.ArrayOfStructs ?? array.Like.Text}</c>.</para>").Distinct().ToEquatableArray(),
                    [.. moved.Steps, .. assembled],
                    rates is null ? null : subject.Grouped([value!, rates]),
                    more,
                    isFilling: true),
            ],
            []);
    }

    // What is returned, and the rates of all that is in it, put together as the method does.
    private static (IReadOnlyList<Step> Steps, Value? Value, Value? Rates) Put(ProgramSubject subject, IReadOnlyList<Value> rates)
    {
        if (!subject.Declaration.Return.IsOfStructs)
            return ([], subject.Result, subject.OutputShape(rates));
        var (filling, value) = subject.ArrayOfStructs("value", subject.Outputs);
        var (moving, tangent) = subject.ArrayOfStructs("tangent", rates);
        return ([.. filling, .. moving], value, tangent);
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
