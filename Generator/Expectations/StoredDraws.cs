using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>
/// Arrays that a loop fills with numbers made of draws, z[i] = μ[i] + σ[i]·ε[i], and that later loops read: there each element is what was stored.
/// </summary>
internal static class StoredDraws
{
    /// <summary>The program in which such elements are what was stored.</summary>
    public static ClosedForm Forwarded(ClosedForm closed, RandomValues random)
    {
        var places = new Places(closed.Steps, [closed.Result!]);
        var all = Needs.Of(closed.Steps, [closed.Result!]);
        var others = new Dictionary<Value, Value>();
        foreach (var loop in closed.Steps.OfType<LoopStep>().Where(loop => loop is { Guard: null, TestsFirst: true }))
        {
            var body = places.RegionOf(loop);
            if (Counter.Of(loop, places, body) is not { Step: 1 } counter)
                continue;
            foreach (var store in loop.Body.OfType<StoreStep>().Where(store => IsOnly(store, counter, closed.Steps) && IsMadeOfTurn(store.Stored, counter, places, body)))
            {
                foreach (var element in all.Where(value => value.Kind == ValueKind.Element && value.Operands[0] == store.Array && !others.ContainsKey(value)).ToList())
                {
                    var isLater = loop.Stored.Any(stored => stored.Array == store.Array && stored.After == Places.VersionOf(element));
                    if ((isLater && IsFilled(element.Operands[1], counter, places)) || (element.Operands[1] == counter.Current && Places.VersionOf(element) == store.After))
                        others.Add(element, element.Operands[1] == counter.Current ? store.Stored : At(closed.Values, store.Stored, counter.Current, element.Operands[1]));
                }
            }
        }

        // Only what depends on draws is worth it.
        foreach (var element in others.Keys.Where(element => !random.IsRandom(others[element])).ToList())
            others.Remove(element);
        if (others.Count == 0)
            return closed;
        var substitution = new Substitution(closed.Values, others);
        return closed with { Steps = substitution.Of(closed.Steps), Result = substitution.Of(closed.Result!) };
    }

    // Whether nothing else writes to the array, which the method makes itself, and each turn writes the element that has its number.
    private static bool IsOnly(StoreStep store, Counter counter, IReadOnlyList<Step> steps) => store is { Guard: null, Indices: [var index] } && index == counter.Current
        && store.Array.Kind == ValueKind.Cell && Step.All(steps).Count(step => (step is StoreStep other && other.Array == store.Array) || step.Overwrites.Any(overwrite => overwrite.Array == store.Array)) == 1
        && Step.All(steps).All(step => step is not DefineStep { Definition.Kind: ValueKind.View } define || define.Definition.Operands[0] != store.Array);

    /// <summary>Whether something is the same whenever it is computed: made of the turn's number, of a sum perhaps, and of what is known before the loop.</summary>
    public static bool IsMadeOfTurn(Value stored, Counter counter, Places places, Region body, Value? sum = null)
    {
        var written = new HashSet<Value>(Step.All(places.Top.Steps).OfType<StoreStep>().Select(store => store.Array));
        return Needs.Of([], [stored]).All(part => part == counter.Current || part == sum
            || (part.Kind == ValueKind.Cell ? places.IsOutside(part, body)
            : part.Kind == ValueKind.Element ? !written.Contains(part.Operands[0]) && !Step.All(places.Top.Steps).Any(step => step.Overwrites.Any(overwrite => overwrite.Array == part.Operands[0]))
            : part.Kind != ValueKind.Verbatim && !(part.Kind == ValueKind.Call && part.MayFail)));
    }

    /// <summary>Whether an index is one of those that a counter goes through.</summary>
    /// <param name="index">The index.</param>
    /// <param name="counter">The counter.</param>
    /// <param name="places">Where values are known.</param>
    /// <param name="isLater">Whether it is known that the counter's loop is over: the loop that counts may be the same, run again.</param>
    public static bool IsFilled(Value index, Counter counter, Places places, bool isLater = false) => index.Kind == ValueKind.Literal
        ? !counter.IsInclusive && counter.Start.Kind == ValueKind.Literal && counter.Bound.Kind == ValueKind.Literal && counter.Start.Number <= index.Number && index.Number < counter.Bound.Number - counter.Ahead
        : index.Kind == ValueKind.Cell && places.Of(index).Region is { Loop: { TestsFirst: true } loop } body && Counter.Of(loop, places, body) is { } other && other.Current == index && (isLater || other.Current != counter.Current)
            && (other.Step == 1
                ? other.Start == counter.Start && other.Bound == counter.Bound && other.Ahead == counter.Ahead && other.IsInclusive == counter.IsInclusive
                // From the last to the first.
                : counter.Ahead == 0 && other is { Step: -1, IsInclusive: true, Ahead: 0, Start: { Kind: ValueKind.Subtract, Operands: [var bound, { Kind: ValueKind.Literal, Number: 1 }] } }
                    && other.Bound == counter.Start && bound == counter.Bound && !counter.IsInclusive);

    private static Value At(ValueGraph values, Value stored, Value counter, Value index) => new Substitution(values, new Dictionary<Value, Value> { [counter] = index }).Of(stored);
}
