using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Forms;

/// <summary>
/// The rate at which the gradient of a program changes when the inputs move with the velocity of the tangents: forward over reverse, so that the Hessian is never formed.
/// Writes <c>FHvp</c>.
/// </summary>
internal static class ProgramHessianProduct
{
    /// <summary>Derives and writes the product; null where a derivative is not known.</summary>
    public static ProgramForm? Make(ProgramSubject subject, List<Problem> problems)
    {
        var tangents = subject.Tangents();
        var destinations = subject.Destinations("Hvp").ToList();
        if (Of(subject, problems, ProgramTangents.DirectionOf(subject, tangents), destinations.ToDictionary(destination => destination.Like!, destination => destination.Value)) is not var (moved, independent))
            return null;
        List<MoreParameter> more = [.. tangents, .. destinations];
        var scalars = new Queue<Value>(moved.Tangents[0]);
        List<Value> written = [.. subject.Inputs.Select(input => destinations.Find(destination => destination.Like == input)?.Value ?? scalars.Dequeue())];
        return new ProgramForm(
            new ProgramClaim(ClaimKind.HessianVector, subject.Closed, moved.Steps, written, more),
            [
                subject.Write(
                    "Hvp",
                    subject.ScalarTuple,
                    $"The rate of change of the gradient of {subject.Cref} when {subject.Variables} moves with the velocity of the tangents.",
                    moved.Tangents[0].Length == 0 ? "" : "The Hessian times the tangents.",
                    destinations.Select(destination => $"<para><c>{destination.Value.ArrayOfStructs ?? destination.Value.Text}</c> receives the Hessian times the tangents, for the elements of <c>{destination.Like!.ArrayOfStructs ?? destination.Like.Text}</c>.</para>").Distinct().ToEquatableArray(),
                    moved.Steps,
                    subject.Shaped(moved.Tangents[0]),
                    more),
            ],
            independent);
    }

    /// <summary>The gradient with its rate of change along a direction; null where a derivative is not known.</summary>
    /// <param name="subject">The program.</param>
    /// <param name="problems">Where a problem is put.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="destinations">What receives the rates of the partials with respect to the elements of arrays.</param>
    public static (Moved Moved, IReadOnlyList<string> Independent)? Of(ProgramSubject subject, List<Problem> problems, Direction direction, IReadOnlyDictionary<Value, Value> destinations)
    {
        if (ProgramGradient.Of(subject, subject.Closed, new Dictionary<Value, Value>(), problems, isLast: false) is not { } gradient)
            return null;
        var arrays = direction.Arrays.ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var (array, bar) in gradient.Arrays)
            arrays.Add(bar, destinations[array]);
        var all = direction with { Arrays = arrays, Still = [.. gradient.Arrays.Select(pair => pair.Gradient)] };
        var moved = ProgramTangent.Of(subject.Closed, gradient.Steps, gradient.Partials, [all], subject.Dialect, subject.Cancellation);
        if (moved.Unknown is not { } unknown)
            return (moved, gradient.Independent);
        problems.Add(ProgramForms.NotKnown(unknown, subject));
        return null;
    }
}
