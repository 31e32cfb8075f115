using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>A program and its reverse sweep, apart: between the two there may be anything, so that what the second reads and does not find any more is kept on a tape.</summary>
/// <param name="Forward">The program, with what it keeps.</param>
/// <param name="Reverse">The sweep.</param>
/// <param name="Partials">The sensitivities to numbers that are differentiated, in their order.</param>
internal sealed record ProgramHalves(IReadOnlyList<Step> Forward, IReadOnlyList<Step> Reverse, Value[] Partials)
{
    /// <summary>Derives both; null where a function has no known derivative, or where what must be kept is no number.</summary>
    /// <param name="closed">The program.</param>
    /// <param name="results">The numbers that it gives, each with its cotangent.</param>
    /// <param name="scalars">The numbers that are differentiated.</param>
    /// <param name="bars">For arrays, what their adjoints are in: after the program those of what it leaves in them, then those of what was there before.</param>
    /// <param name="left">The arrays in which it leaves what somebody asks for.</param>
    /// <param name="overwritten">The arrays that hold something else by the time that it is reversed.</param>
    /// <param name="dialect">How functions are called.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="isLast">Whether they are not differentiated once more.</param>
    public static ProgramHalves? Of(
        ClosedForm closed, IReadOnlyList<(Value Result, Value Cotangent)> results, IReadOnlyList<Value> scalars, IReadOnlyDictionary<Value, Value> bars, IReadOnlyList<Value> left, IReadOnlyList<Value> overwritten, Dialect dialect, CancellationToken cancellation, bool isLast = true)
    {
        ProgramHalves? Derived(bool stops) => Apart(closed, results, scalars, bars, left, overwritten, dialect, stops, isLast, cancellation);
        return isLast && Derived(stops: true) is { } stepwise && Derived(stops: false) is { } atOnce ? stepwise.Cost <= atOnce.Cost ? stepwise : atOnce : Derived(stops: false);
    }

    /// <summary>The numbers that the program gives.</summary>
    public IReadOnlyList<Value> Results { get; init; } = [];

    private int Cost => Intermediates.CostOf([.. Forward, .. Reverse], Partials);

    private static ProgramHalves? Apart(
        ClosedForm closed, IReadOnlyList<(Value Result, Value Cotangent)> results, IReadOnlyList<Value> scalars, IReadOnlyDictionary<Value, Value> bars, IReadOnlyList<Value> left, IReadOnlyList<Value> overwritten, Dialect dialect, bool stops, bool isLast, CancellationToken cancellation)
    {
        var values = closed.Values;
        // What comes after it may be anything.
        var later = new EffectStep(null, values.Verbatim(Model.ValueType.Int, ["0"]), []) { Overwrites = [.. overwritten.Select((array, i) => new Overwrite(array, LastVersion(closed.Steps, array), After + i))] };
        var all = closed with { Steps = [.. closed.Steps, later], Result = values.Tuple(new Model.ValueType(Model.NumberKind.Tuple, "", default), [.. results.Select(result => result.Result)]) };
        var program = new ProgramAdjoint(all, bars, dialect, cancellation, isLast, stops) { Left = left, IsApart = true };
        if (stops && !program.HasStops)
            return null;
        var region = program.Places.Top;
        program.SetTaped(region, true);
        var top = new AdjointRegion(program, region, knowsAdjoints: false);
        // The sweep has them, and the program has not.
        var others = new Dictionary<Value, Value>();
        foreach (var (result, cotangent) in results.Where(pair => pair.Result.IsActive))
        {
            var given = program.Cell(cotangent.Type, cotangent.Text, region, AdjointRegion.Late);
            program.Cotangents.Add(given);
            others.Add(given, cotangent);
            top.Seed(result, program.Graph.Symbol(given));
        }

        top.Run();
        if (top.Unknown is not null || program.Unknown is not null)
            return null;
        if ((top.Overwritten ?? program.Overwritten) is { } site)
            throw new OverwrittenException(site);
        List<Value> returned = [.. results.Select(result => result.Result)];
        IEnumerable<Value> Computed(IEnumerable<Step> steps) => steps.Where(step => step.Guard is null).SelectMany(Needs.Direct).Concat(returned);
        var halves = top.Finish([.. scalars.Select(scalar => (top.AdjointOf(scalar), scalar.Type))], [], Recording.Dear(program, Computed(closed.Steps)));
        List<Step> forward = [.. halves.Forward.Where(step => step != later)];
        // What it has returned is at hand.
        var recording = new Recording(program, region, Computed(forward), returned);
        var kept = recording.Of(halves.Reverse, halves.Asked);
        if (kept.Exists(value => !value.Type.IsNumber))
            return null;
        foreach (var pair in recording.ReadAgain)
            others.Add(pair.Key, pair.Value);
        var renaming = new Renaming(values, others);
        IReadOnlyList<Step> reverse = [.. (kept.Count > 0 ? (IEnumerable<Step>)[new PopStep(kept)] : []), .. halves.Reverse.Select(renaming.Of)];
        if (kept.Count > 0)
            forward.Add(new PushStep(kept));
        var partials = Array.ConvertAll(halves.Asked, renaming.Of);
        if (!isLast)
            return new ProgramHalves(Liveness.Keep(forward, returned), Liveness.Keep(reverse, partials), partials) { Results = returned };
        (reverse, partials) = new Slices(program).Of(NestedSums.Joined(values, reverse, partials), partials);
        var (ahead, gives) = new Slices(program).Of(forward, [.. returned]);
        return new ProgramHalves(Liveness.Keep(ahead, gives), Liveness.Keep(reverse, partials), partials) { Results = gives };
    }

    // Of what comes after the program.
    private const int After = 1 << 19;

    private static int LastVersion(IReadOnlyList<Step> steps, Value array) => steps.Aggregate(0, (last, step) => step switch
    {
        StoreStep store when store.Array == array => store.After,
        LoopStep loop => loop.Stored.Where(stored => stored.Array == array).Select(stored => stored.After).DefaultIfEmpty(last).Max(),
        _ => step.Overwrites.Where(overwrite => overwrite.Array == array).Select(overwrite => overwrite.After).DefaultIfEmpty(last).Max(),
    });
}
