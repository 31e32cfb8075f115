using SymDiff.Generator.Algebra;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>The tangents of what stands beside a derivative, a function or its pullback: derived, and written as one method that gives both.</summary>
internal sealed class RoutineTangent
{
    private readonly Routine routine;
    private readonly RoutineText text;
    private readonly IReadOnlyList<MovedAlong> along;
    private readonly List<Direction> directions = [];
    private readonly List<MoreParameter> tangents = [];
    private readonly ProgramSubject subject;
    private readonly HashSet<Value> unasked = [];

    /// <param name="subject">The function.</param>
    /// <param name="name">What the generated method is called, without what it ends in.</param>
    /// <param name="routine">What is called of the function.</param>
    /// <param name="text">How that is written.</param>
    /// <param name="along">The directions.</param>
    /// <param name="isUnasked">For each parameter whether it is only added to, and nobody asks for what comes of that.</param>
    public RoutineTangent(ProgramSubject subject, string name, Routine routine, RoutineText text, IReadOnlyList<MovedAlong> along, EquatableArray<bool> isUnasked)
    {
        (this.routine, this.text, this.along) = (routine, text, along);
        var method = subject.Method with { Declaration = subject.Declaration with { Name = name } };
        this.subject = new ProgramSubject(method, subject.Closed, subject.Names.Copy(), subject.Dialect, subject.Cancellation);
        unasked.UnionWith(routine.Parameters.Where((_, i) => isUnasked[i]));
        directions.AddRange(along.Select(DirectionOf));
        Moved = new Routine(name + text.Suffix + "Tangent", routine.Values, [.. routine.Parameters.Where(parameter => !unasked.Contains(parameter)), .. tangents.Select(tangent => tangent.Value)]);
    }

    /// <summary>What is called.</summary>
    public Routine Moved { get; }

    /// <summary>The first function met that has no known derivative.</summary>
    public Expr? Unknown { get; private set; }

    /// <summary>Derives it; null where a function has no known derivative, or it is not known how much is kept.</summary>
    public (Declaration Declaration, WrittenMethod Method)? Derive()
    {
        var sizes = new Substitution(routine.Values, Needs.Of(routine.Steps, routine.Results).Where(value => value.Kind == ValueKind.Extent && unasked.Contains(value.Operands[0]) && TangentOf(value.Operands[0]) is not null)
            .ToDictionary(extent => extent, extent => routine.Values.Extent(TangentOf(extent.Operands[0])!, extent.Text)));
        Value[] results = [.. routine.Results.Select(sizes.Of)];
        var moved = ProgramTangent.Of(
            subject.Closed, sizes.Of(routine.Steps), results, [.. directions.Select(direction => direction with { TakenBack = [.. routine.TakenBack.Select(sizes.Of)] })], subject.Dialect, subject.Cancellation, keepsAll: routine.Kept is not null, unasked);
        Unknown = moved.Unknown;
        if (Unknown is not null || (routine.Kept is not null && text.Suffix == "Forward" && SplitFunction.KeptBy(moved.Steps, subject) is null))
            return null;
        var rates = along.SelectMany((direction, i) => moved.Tangents[i].Where((_, result) => routine.ReachOf(direction.Varying).Results[result])).ToList();
        (Moved.Steps, Moved.Results) = (moved.Steps, [.. results, .. rates]);
        if (routine.Kept is not null)
            Moved.Kept = text.Suffix == "Forward" ? SplitFunction.KeptBy(moved.Steps, subject) : routine.Kept;
        MoreParameter[] more = [.. text.More.Where(parameter => !unasked.Contains(parameter.Value)), .. tangents, .. routine.Kept is null ? (MoreParameter[])[] : [SplitFunction.Tape(subject)]];
        var tape = routine.Kept is null ? GivenTape.None : text.Suffix == "Forward" ? GivenTape.Forward : GivenTape.Reverse;
        var summary = $"{char.ToUpperInvariant(text.Words[0])}{text.Words.Substring(1)}, and the rates of change of what it gives when what it is given moves with the velocity of the tangents.";
        var kept = tape == GivenTape.Forward ? (EquatableArray<string>)["<para>It keeps on the tape what its pullback reads, with its tangents.</para>"] : default;
        return (subject.Declaration, subject.Write(text.Suffix + "Tangent", TypeOf(Moved.Results, rates.Count), summary, "", kept, moved.Steps, subject.Grouped(Moved.Results), more, isFilling: true, tape: tape, without: text.Without));
    }

    private static string TypeOf(IReadOnlyList<Value> results, int rates) => results.Count switch
    {
        0 => "void",
        1 => results[0].Type.Text,
        2 when rates == 1 => $"({results[0].Type.Text} Value, {results[1].Type.Text} Tangent)",
        _ => $"({string.Join(", ", results.Select(result => result.Type.Text))})",
    };

    // What there is of an array that has only tangents.
    private Value? TangentOf(Value array) => directions.Select(direction => direction.Arrays.TryGetValue(array, out var tangent) ? tangent : null).FirstOrDefault(tangent => tangent is not null);

    private Direction DirectionOf(MovedAlong moved)
    {
        var (numbers, arrays) = (new Dictionary<Value, Value>(), new Dictionary<Value, Value>());
        for (var i = 0; i < routine.Parameters.Count; i++)
        {
            if (!moved.Varying[i])
                continue;
            var parameter = routine.Parameters[i];
            var isWritten = parameter.Type.Text.StartsWith("Span<", StringComparison.Ordinal);
            var type = parameter.Type.IsArray ? ProgramSubject.ViewOf(parameter.Type, isWritten ? "Span" : "ReadOnlySpan") : parameter.Type;
            var tangent = routine.Values.Input(type, subject.Names.Take(Subject.Written(parameter.Text) + moved.Word));
            (parameter.Type.IsArray ? arrays : numbers).Add(parameter, tangent);
            tangents.Add(new MoreParameter(tangent, ShapeKind.Number, null));
        }

        return new Direction(moved.Word, numbers, arrays) { IsInPlace = true };
    }
}

/// <summary>How a routine is written.</summary>
/// <param name="Suffix">What its name ends in.</param>
/// <param name="Words">What it is, in words.</param>
internal sealed record RoutineText(string Suffix, string Words)
{
    /// <summary>What it is given beside what the function is.</summary>
    public IReadOnlyList<MoreParameter> More { get; init; } = [];

    /// <summary>The parameters of the function that it is not given.</summary>
    public EquatableArray<string> Without { get; init; }
}
