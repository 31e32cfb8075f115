using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// A function that is not copied to where it is called: beside the derivative stands its pullback, which is given the sensitivity to its result, and gives that to its arguments; to those that are
/// arrays it is added (Pearlmutter and Siskind, Reverse-mode AD in a functional framework, 2008).
/// </summary>
/// <param name="name">What the generated methods are called, without <c>Pullback</c>.</param>
/// <param name="calledAs">How generated code calls the function itself; null where it cannot.</param>
/// <param name="method">The function as if it were marked.</param>
internal sealed class Pullback(string name, string? calledAs, DifferentiableMethod method)
{
    private readonly Dictionary<(EquatableArray<bool> IsOverwritten, EquatableArray<bool> IsLeft), SplitPullback?> split = [];

    public string Name { get; } = name;

    public string? CalledAs { get; } = calledAs;

    public DifferentiableMethod Method { get; set; } = method;

    /// <summary>The function, unfolded.</summary>
    public ClosedForm Closed { get; set; } = null!;

    /// <summary>The numbers that it returns.</summary>
    public IReadOnlyList<Value> Results { get; set; } = [];

    /// <summary>Which of its arguments, structs member by member, are arrays that it writes.</summary>
    public IReadOnlyList<int> Written { get; set; } = [];

    /// <summary>Whether it reads what has been in one of them before.</summary>
    public bool Reads(int argument) => Needs.Of(Closed.Steps, Results).Any(value => value.Kind == ValueKind.Element && value.Operands[0] == Closed.Inputs[argument] && Places.VersionOf(value) == 0
        || value.Called is { } called && called.Arguments(value).Where((given, i) => called.Versions[i] == 0 && Mentions(given, Closed.Inputs[argument])).Any());

    private static bool Mentions(Value given, Value array) => given == array || (given.Kind is ValueKind.View or ValueKind.Row && Mentions(given.Operands[0], array));

    /// <summary>Whether it writes arrays, or returns several numbers: then its pullback does not compute again what the function has computed.</summary>
    public bool IsSplit => Written.Count > 0 || !Method.Declaration.Return.IsReal;

    /// <summary>Derives the function and its pullback apart, given which arrays no longer hold what the function has left in them, and in which somebody asks for that; null where that is not possible.</summary>
    public Func<EquatableArray<bool>, EquatableArray<bool>, SplitPullback?> Splitting { get; set; } = (_, _) => null;

    /// <summary>The function and its pullback apart, the pullback reading from a tape what it does not find in its arguments; null where that is not possible.</summary>
    /// <param name="isOverwritten">For each argument whether it is an array that no longer holds what the function has left in it.</param>
    /// <param name="isLeft">For each whether it is an array that it writes and in which somebody asks for what it has left there.</param>
    public SplitPullback? Split(EquatableArray<bool> isOverwritten, EquatableArray<bool> isLeft)
    {
        if (!split.TryGetValue((isOverwritten, isLeft), out var known))
            split.Add((isOverwritten, isLeft), known = Splitting(isOverwritten, isLeft));
        return known;
    }

    /// <summary>The function itself.</summary>
    public Routine Function { get; set; } = null!;

    /// <summary>Its pullback, which is given the sensitivity to its result, and what those to the elements of arrays are added to, in their order; it gives those to numbers.</summary>
    public Routine Pulled { get; set; } = null!;

    /// <summary>Both in one.</summary>
    public Routine Both { get; set; } = null!;

    /// <summary>Whether only spans are asked for where the function itself is called.</summary>
    public bool TakesSpans => Method.Function.Parameters.Select(parameter => Method.Function.Variables[parameter].Type).All(type => !type.IsArray || type.Rank == 2 || type.IsList || type.Text.IndexOf("Span<", StringComparison.Ordinal) >= 0);
}

/// <summary>A call of a function, or of its pullback.</summary>
/// <param name="Of">The function.</param>
/// <param name="Part">What of it is called.</param>
/// <param name="Versions">For each of the function's own arguments, a struct member by member, the version of the contents of the array, if it is one.</param>
internal sealed record PullbackCall(Pullback Of, PullbackPart Part, IReadOnlyList<int> Versions)
{
    /// <summary>For what is called apart from its pullback, or that pullback, both.</summary>
    public SplitPullback? Split { get; init; }

    /// <summary>What is called with its tangents; null where it is called without.</summary>
    public Routine? Moved { get; init; }

    /// <summary>What is called.</summary>
    public Routine Routine => Moved ?? (Part, Split) switch
    {
        (PullbackPart.Value, _) => Of.Function,
        (PullbackPart.Forward, { } split) => split.Ahead,
        (PullbackPart.Pullback, { } split) => split.Back,
        (PullbackPart.ValueAndPullback, _) => Of.Both,
        _ => Of.Pulled,
    };

    /// <summary>Whether it keeps numbers on the tape, or takes them back; how many is its last operand.</summary>
    public bool UsesTape => Split?.Kept is not null && Part != PullbackPart.Value;

    /// <summary>What the function itself is given, a struct member by member.</summary>
    public IReadOnlyList<Value> Arguments(Value call) => [.. call.Operands.Take(Of.Method.Declaration.Signature.Length).SelectMany(Members)];

    /// <summary>What is given besides: the cotangent, and what is added to.</summary>
    public IEnumerable<Value> Others(Value call) => call.Operands.Skip(Of.Method.Declaration.Signature.Length);

    /// <summary>The members of a struct or tuple, and of those among them; anything else as it is.</summary>
    public static IEnumerable<Value> Members(Value value) => value.Kind == ValueKind.Tuple ? value.Operands.SelectMany(Members) : [value];
}

/// <summary>What there is of a function with a pullback.</summary>
internal enum PullbackPart
{
    /// <summary>The function.</summary>
    Value,

    /// <summary>Its pullback: arguments are the function's, then the cotangent, then what is added to.</summary>
    Pullback,

    /// <summary>Both in one.</summary>
    ValueAndPullback,

    /// <summary>The function, which keeps on a tape what its pullback reads.</summary>
    Forward,
}
