using SymDiff.Generator.Model;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// What each turn of a loop keeps for the reverse sweep. Of what the reverse sweep reads, what is lost when the turn has ended must come from the tape: itself, or what
/// it is computed from (Hascoët, Naumann and Pascual, “To be recorded” analysis in reverse-mode automatic differentiation, 2005). The cheapest such set is a minimum cut
/// between what is read and what is lost.
/// </summary>
internal sealed class Recording
{
    private readonly ProgramAdjoint program;
    private readonly Region inner;
    private readonly ValueSet computed;
    private readonly HashSet<Value> angles;
    private readonly HashSet<Value> there;
    private readonly Dictionary<Value, bool> late = [];
    private readonly Dictionary<Value, int> extras = [];
    private readonly MinimumCut cut = new();
    private readonly Dictionary<Value, (int Wanted, int Computed)> nodes = [];
    private readonly Stack<Value> open = new();
    private readonly Dictionary<Value, Value> stored = [];
    private readonly HashSet<Value> notYetBack = [];

    // What loops store that the reverse sweep runs once more: an element is read there as soon as it is stored.
    private readonly HashSet<(Value Array, int Version)> storedAgain = [];

    /// <param name="program">The program.</param>
    /// <param name="inner">The loop's body.</param>
    /// <param name="forward">What a turn computes in any case on the way forward.</param>
    /// <param name="restored">The variables that the reverse sweep sets itself, such as counters.</param>
    public Recording(ProgramAdjoint program, Region inner, IEnumerable<Value> forward, IEnumerable<Value> restored)
    {
        (this.program, this.inner, there) = (program, inner, [.. restored]);
        var usage = new Usage();
        computed = usage.Certain(forward);
        angles = [.. usage.In(computed).Where(IsSineOrCosine).Select(value => value.Operands[0])];
        Note(inner.Steps);
    }

    /// <summary>What a turn has stored in an array that still holds it, with the element that is read instead of keeping it once more.</summary>
    public Dictionary<Value, Value> ReadAgain { get; } = [];

    /// <summary>What a turn computes in any case and is dear: where the reverse sweep can use it, it is better kept than computed again in another way.</summary>
    public static IEnumerable<Value> Dear(ProgramAdjoint program, LoopStep loop) => Dear(program, Forward(loop));

    /// <summary>The same of what is computed in any case.</summary>
    public static IEnumerable<Value> Dear(ProgramAdjoint program, IEnumerable<Value> forward)
    {
        var usage = new Usage();
        return usage.In(usage.Certain(forward)).Where(value => program.IsWritten(value) && value.Type.IsReal && value.Kind == ValueKind.Call && ValueCost.Of(value) > ValueCost.OfKeeping(value)).Select(value => value.Given ?? value);
    }

    /// <summary>What a turn stores in arrays that still hold it when the turn is reversed: as good as kept.</summary>
    public static IEnumerable<Value> Stored(ProgramAdjoint program, Region region) => region.Steps.OfType<StoreStep>().Where(store => ElementOf(program, region, store) is not null)
        .SelectMany(store => ReadBack.SidesOf(store).Select(side => side.Stored).Prepend(store.Stored));

    /// <summary>What a turn computes in any case: nothing, where a call of the author's does what the loop would.</summary>
    public static IEnumerable<Value> Forward(LoopStep loop) => loop.Call is not null ? [] : loop.Body.Where(step => step.Guard is null).SelectMany(Needs.Direct).Concat(loop.Carried.Select(carried => carried.Next));

    /// <summary>The values to keep, in the order in which they are computed.</summary>
    /// <param name="steps">What the reverse sweep does in a turn.</param>
    /// <param name="results">What it hands on.</param>
    public List<Value> Of(IReadOnlyList<Step> steps, IEnumerable<Value> results)
    {
        Define(steps);
        notYetBack.UnionWith(program.Restoring.NotYetBack(steps));
        var (source, sink) = (cut.Add(), cut.Add());
        foreach (var root in steps.SelectMany(Needs.All).Concat(results))
            Want(source, root);
        while (open.Count > 0)
        {
            var value = open.Pop();
            var (wanted, here) = nodes[value];
            var isLost = IsLost(value);
            cut.Connect(wanted, here, stored.TryGetValue(value, out var element) ? ValueCost.Of(element) : isLost ? ValueCost.OfKeeping(value) : CanKeep(value) ? Math.Min(ValueCost.OfKeeping(value) + Extra(value), ValueCost.Never) : ValueCost.Never);
            cut.Connect(here, sink, isLost ? ValueCost.Never : ValueCost.Of(value));
            foreach (var operand in isLost ? [] : value.Operands)
                Want(here, operand);
        }

        var side = cut.SourceSide(source, sink, program.Cancellation);
        List<Value> kept = [.. nodes.Where(pair => side[pair.Value.Wanted] && !side[pair.Value.Computed]).Select(pair => pair.Key).OrderBy(value => value.Id)];
        foreach (var value in kept.Where(stored.ContainsKey))
            ReadAgain.Add(value, stored[value]);
        kept.RemoveAll(ReadAgain.ContainsKey);
        return kept;
    }

    private static bool IsSineOrCosine(Value value) => value is { Kind: ValueKind.Call, Function: "Sin" or "Cos", Operands.Length: 1 };

    private void Note(IEnumerable<Step> steps)
    {
        foreach (var store in steps.OfType<StoreStep>())
        {
            if (store.Guard is null && Array.TrueForAll(store.Indices, IsThere) && ElementOf(program, inner, store) is { } element)
                stored[store.Stored] = element;
        }
    }

    /// <summary>The element that holds what is stored, unless it is overwritten.</summary>
    public static Value? ElementOf(ProgramAdjoint program, Region region, StoreStep store)
    {
        if (!store.Stored.Type.IsReal || !store.Stored.Type.Equals(store.Array.Type.Elements[0]) || store.Stored.Kind is ValueKind.Literal or ValueKind.Input)
            return null;
        var element = program.Values.Element(store.Stored.Type, store.Array, store.After, store.Indices);
        if (store.Guard is null)
            element.ReadDepth = Math.Min(element.ReadDepth, region.Depth);
        else if (!element.ReadWithin.Contains((store.Guard, region.Depth)))
            element.ReadWithin.Add((store.Guard, region.Depth));
        return program.IsLost(element) ? null : element;
    }

    /// <summary>Whether a place is known in the reverse sweep.</summary>
    public bool IsThere(Value index) => there.Contains(index) || index.Kind is ValueKind.Literal or ValueKind.Input || program.Places.IsOutside(index, inner)
        || (index.Kind is ValueKind.Add or ValueKind.Subtract or ValueKind.Multiply && Array.TrueForAll(index.Operands, IsThere));

    // Where something is computed in the reverse sweep, so must be what it reads.
    private void Want(int by, Value value)
    {
        if (there.Contains(value) || value.Kind is ValueKind.Literal or ValueKind.Input || !IsOfTurn(value) || (value.Kind == ValueKind.Cell && !IsLost(value)))
            return;
        if (!nodes.TryGetValue(value, out var node))
        {
            nodes.Add(value, node = (cut.Add(), cut.Add()));
            open.Push(value);
        }

        cut.Connect(by, node.Wanted, ValueCost.Never);
    }

    // What only the reverse sweep has is its own; the rest of what varies, and elements that have been overwritten, are lost.
    private bool IsLost(Value value) => value.Kind == ValueKind.Cell
        ? program.Places.Of(value).Time != AdjointRegion.Late && !program.Rows.Has(inner, value)
        : value.Kind == ValueKind.Element && !storedAgain.Contains((value.Operands[0], Places.VersionOf(value))) && (program.IsLost(value) || notYetBack.Contains(value));

    // At the end of a turn only the turn's own numbers and truths can be kept.
    private bool CanKeep(Value value) => !IsLate(value) && (value.Type.IsReal || value.Type.Kind is NumberKind.Integer or NumberKind.Boolean);

    // What it costs to compute on the way forward what is not computed there in any case: too much where it is not sure that it can be.
    private int Extra(Value value)
    {
        if (value.IsLeaf || computed.Contains(value))
            return 0;
        if (extras.TryGetValue(value, out var known))
            return known;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        // The sine of an angle comes along with its cosine, and the other way round.
        var extra = value.MayFail ? ValueCost.Never : IsSineOrCosine(value) && angles.Contains(value.Operands[0]) ? 5 * ValueCost.Sum : ValueCost.Of(value);
        foreach (var operand in value.Operands)
            extra = Math.Min(extra + Extra(operand), ValueCost.Never);
        extras.Add(value, extra);
        return extra;
    }

    // Whether it is made of what only the reverse sweep has, or a loop within the turn.
    private bool IsLate(Value value)
    {
        if (late.TryGetValue(value, out var known))
            return known;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var place = program.Places.Of(value);
        var isLate = place.Region.Depth > inner.Depth || (value.Kind == ValueKind.Cell && place.Time == AdjointRegion.Late)
            || (value.Kind == ValueKind.Element && program.IsAdjoint(value.Operands[0])) || Array.Exists(value.Operands, IsLate);
        late.Add(value, isLate);
        return isLate;
    }

    private bool IsOfTurn(Value value) => program.Places.Of(value).Region.Depth >= inner.Depth;

    // What the reverse sweep gives a value is its own.
    private void Define(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            there.UnionWith(Needs.Defined(step));
            if (step is not LoopStep loop)
                continue;
            there.UnionWith(loop.Carried.Select(carried => carried.Current));
            storedAgain.UnionWith(loop.Body.OfType<StoreStep>().Select(store => (store.Array, store.After)));
            Define(loop.Body);
        }
    }
}
