using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>What a call carries out: a function that stands beside the derivative, its pullback, or one of the halves of both; or one of these with its tangents.</summary>
/// <param name="name">What the generated method is called.</param>
/// <param name="values">The values that it is made of.</param>
/// <param name="parameters">What it is given, a struct member by member.</param>
internal sealed class Routine(string name, ValueGraph values, IReadOnlyList<Value> parameters)
{
    private readonly Dictionary<EquatableArray<bool>, Reach> reaches = [];
    private readonly Dictionary<string, Routine?> moved = [];

    public string Name { get; } = name;

    public ValueGraph Values { get; } = values;

    public IReadOnlyList<Value> Parameters { get; } = parameters;

    /// <summary>What it does.</summary>
    public IReadOnlyList<Step> Steps { get; set; } = [];

    /// <summary>The numbers that it gives.</summary>
    public IReadOnlyList<Value> Results { get; set; } = [];

    /// <summary>The numbers that are taken to vary where anything does: of one that calls itself there would be another for each choice of them.</summary>
    public IReadOnlyCollection<Value> Together { get; set; } = [];

    /// <summary>The parameters that it only adds to: what is in them before it does not ask for.</summary>
    public IReadOnlyCollection<Value> AddedTo
    {
        get => field ??= [];
        // One of several between which a variable changes is never without the others.
        set => field = [.. value.Except(Needs.Of(Steps, Results).SelectMany(one => one.Joined?.Arrays ?? []))];
    }

    /// <summary>How many numbers it keeps on the tape or takes back, over what the function is given; null where there are none.</summary>
    public Value? Kept { get; set; }

    /// <summary>Derives it with its tangents along directions, without some of what it only adds to; null where that is not possible.</summary>
    public Func<IReadOnlyList<MovedAlong>, EquatableArray<bool>, Routine?> Moving { get; set; } = (_, _) => null;

    /// <summary>It with its tangents: what is given and what it gives is followed by what moves with that, direction by direction.</summary>
    /// <param name="directions">The directions.</param>
    /// <param name="isUnasked">For each of its parameters whether it is one of those that it only adds to, and nobody asks for what comes of that.</param>
    public Routine? Along(IReadOnlyList<MovedAlong> directions, EquatableArray<bool> isUnasked)
    {
        var key = string.Join("|", directions.Select(direction => direction.Word + ":" + string.Concat(direction.Varying.Select(varies => varies ? '1' : '0')))) + "|" + string.Concat(isUnasked.Select(unasked => unasked ? '1' : '0'));
        if (!moved.TryGetValue(key, out var known))
            moved.Add(key, known = Moving(directions, isUnasked));
        return known;
    }

    /// <summary>Along a direction in which some of its parameters vary: those that are taken to.</summary>
    public EquatableArray<bool> Widened(EquatableArray<bool> varying) =>
        Together.Count > 0 && varying.Contains(true) ? Parameters.Select((parameter, i) => varying[i] || Together.Contains(parameter)).ToEquatableArray() : varying;

    /// <summary>What varies when some of its parameters do.</summary>
    public Reach ReachOf(EquatableArray<bool> varying)
    {
        if (reaches.TryGetValue(varying, out var known))
            return known;
        if (!varying.Contains(true) && TakenBack.Count == 0)
            return reaches[varying] = new Reach([.. Results.Select(_ => false)], [.. Parameters.Select(_ => false)]);
        // One that calls itself may change all.
        reaches[varying] = new Reach([.. Results.Select(_ => true)], [.. Parameters.Select((parameter, i) => varying[i] || IsChanged(parameter))]);
        var activity = new Activity(Steps, VaryingOf(varying));
        return reaches[varying] = new Reach([.. Results.Select(activity.Contains)], [.. Parameters.Select(activity.Contains)]);
    }

    /// <summary>What it takes back of the numbers that another has kept: all may vary.</summary>
    public IReadOnlyCollection<Value> TakenBack => Kept is null || TapeLength.IsUsed(Steps) ? [] : [.. Needs.Popped(Steps).Where(value => value.Type.IsReal).Distinct()];

    private IEnumerable<Value> VaryingOf(EquatableArray<bool> varying) => Parameters.Where((_, i) => varying[i]).Concat(TakenBack).Distinct();

    private static bool IsChanged(Value parameter) => parameter.Type.IsArray && parameter.Type.Text.StartsWith("Span<", StringComparison.Ordinal);
}

/// <summary>Which of a routine's results vary, and which of its parameters do in the end.</summary>
internal sealed record Reach(bool[] Results, bool[] Parameters);

/// <summary>A direction along which a routine is called.</summary>
/// <param name="Word">What is appended to the name of what moves with something.</param>
/// <param name="Varying">Which of the routine's parameters vary.</param>
internal sealed record MovedAlong(string Word, EquatableArray<bool> Varying);
