using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>The proof that an element is read at another place than one that is written later.</summary>
internal sealed class Separation
{
    // Bounds of bounds: more than this are no program's.
    private const int MostEliminations = 12;

    private readonly Places places;
    private readonly Region same;
    private readonly Region? repeated;
    private readonly List<Value> naturals = [];
    private readonly List<Counter> around = [];
    private readonly List<IndexPolynomial> different;

    /// <param name="places">Where values are known.</param>
    /// <param name="element">The element that is read.</param>
    /// <param name="store">The step that writes.</param>
    /// <param name="read">The region in which it is read.</param>
    /// <param name="written">The region of the store.</param>
    /// <param name="same">The region whose values are the same at both times.</param>
    /// <param name="repeated">The body of the loop within it of which the store is in a later turn; null where both are in the same turn.</param>
    public Separation(Places places, Value element, StoreStep store, Region read, Region written, Region same, Region? repeated)
        : this(places, (element.Operands[0], [.. element.Operands.Skip(1)]), store, read, written, same, repeated, (proof, areZero) => proof.CommonDifferences(element, areZero))
    {
    }

    /// <summary>That two stores, which have no loop in common, write at different places.</summary>
    /// <param name="places">Where values are known.</param>
    /// <param name="earlier">The one.</param>
    /// <param name="store">The other.</param>
    /// <param name="first">The region of the one.</param>
    /// <param name="written">The region of the other.</param>
    public Separation(Places places, StoreStep earlier, StoreStep store, Region first, Region written)
        : this(places, (earlier.Array, earlier.Indices), store, first, written, places.Top, null, (proof, areZero) => [.. proof.Differences(earlier.Guard, isLater: false, areZero)])
    {
    }

    private Separation(
        Places places, (Value Array, Value[] Indices) element, StoreStep store, Region read, Region written, Region same, Region? repeated, Func<Separation, bool, List<IndexPolynomial>> earlierDifferences)
    {
        (this.places, this.same, this.repeated) = (places, same, repeated);
        AddNaturals(read);
        AddNaturals(written);
        different = Differences(store.Guard, isLater: true, areZero: false).Concat(earlierDifferences(this, false)).ToList();
        var (stored, taken) = (places.IndicesOf(store.Array, store.Indices), places.IndicesOf(element.Array, element.Indices));
        if (stored.Length != taken.Length)
            (stored, taken) = (store.Indices, element.Indices);
        IsShown = stored.Zip(taken, (later, earlier) => Of(later, true).Plus(Of(earlier, false), -1))
            .Any(distance => IsNeverZero(distance) || different.Any(one => IsZero(distance, one))) || AreExclusive(store, earlierDifferences(this, true));
    }

    /// <summary>Whether the places are shown to be different.</summary>
    public bool IsShown { get; }

    private bool IsNeverZero(IndexPolynomial distance) => IsPositive(distance, 0) || IsPositive(Negative(distance), 0);

    // What is written where i = j′ in another turn than that of j, in which i = j, is written nowhere.
    private bool AreExclusive(StoreStep store, List<IndexPolynomial> equal) =>
        equal.Count > 0 && Differences(store.Guard, isLater: true, areZero: true).Any(later => equal.Exists(earlier => IsNeverZero(later.Plus(earlier, -1))));

    private static bool IsZero(IndexPolynomial a, IndexPolynomial b) => a.Plus(b, -1).Constant == 0 || a.Plus(b, 1).Constant == 0;

    private static IndexPolynomial Negative(IndexPolynomial polynomial) => IndexPolynomial.Of(0).Plus(polynomial, -1);

    private IndexPolynomial Of(Value value, bool isLater) => IndexPolynomial.Of(value, isLater, IsSame);

    private bool IsSame(Value value) => places.Of(value).Region.Depth <= same.Depth;

    // What a loop counts up to is no less than where it begins, or it would not be there.
    private void AddNaturals(Region region)
    {
        for (var body = region; body.Loop is { } loop; body = body.Outer!)
        {
            if (Counter.Of(loop, places, body) is not { Step: > 0, Start: { Kind: ValueKind.Literal, Number: >= 0 } } counter || !loop.TestsFirst || !IsSame(counter.Bound))
                continue;
            if (counter.Ahead >= 0)
                naturals.Add(counter.Bound);
            if (!counter.IsInclusive && counter.Ahead >= 0 && IsSame(counter.Current))
                around.Add(counter);
        }
    }

    private bool IsNatural(Value value) => value.Kind == ValueKind.Extent || naturals.Contains(value)
        || (CounterOf(value) is { } counter && (counter.Step > 0 ? counter.Start.Number : counter.Bound.Number - counter.Ahead) >= 0);

    private Counter? CounterOf(Value value) => value.Kind == ValueKind.Cell && places.Of(value).Region is { Loop: { TestsFirst: true } loop } body
        && Counter.Of(loop, places, body) is { } counter && counter.Current == value ? counter : null;

    // a ≠ b, or a = b, as the difference of both.
    private IEnumerable<IndexPolynomial> Differences(Guard? guard, bool isLater, bool areZero) => (guard?.Path ?? [])
        .Where(one => one.Condition.Kind == (one.Holds == areZero ? ValueKind.Equal : ValueKind.NotEqual) && one.Condition.Operands.All(operand => operand.Type.Text == "int"))
        .Select(one => Of(one.Condition.Operands[0], isLater).Plus(Of(one.Condition.Operands[1], isLater), -1));

    // What is different, or equal, wherever the element is read.
    private List<IndexPolynomial> CommonDifferences(Value element, bool areZero) => element.ReadDepth < int.MaxValue || element.ReadWithin.Count == 0
        ? []
        : element.ReadWithin.Select(read => Differences(read.Guard, isLater: false, areZero).ToList()).Aggregate((all, more) => all.FindAll(one => more.Exists(other => IsZero(one, other))));

    // Each variable is replaced by its least value, or where it is subtracted by its greatest, from the innermost loop outwards.
    private bool IsPositive(IndexPolynomial distance, int eliminations)
    {
        if (IsPlainlyPositive(distance))
            return true;
        if (eliminations == MostEliminations)
            return false;
        foreach (var variable in distance.Variables.OrderByDescending(variable => places.Of(variable.Value).Region.Depth).ThenByDescending(variable => variable.IsLater).ThenBy(variable => variable.Value.Id))
        {
            if (distance.Along(variable) is not var (slope, rest) || slope.Sign(IsNatural) is not (not 0 and var sign))
                continue;
            foreach (var bound in Bounds(variable, isLeast: sign > 0))
            {
                if (IsPositive(slope.Times(bound).Plus(rest, 1), eliminations + 1))
                    return true;
            }
        }

        return false;
    }

    private bool IsPlainlyPositive(IndexPolynomial distance) => distance.Plus(IndexPolynomial.Of(1), -1).Sign(IsNatural) > 0;

    private IEnumerable<IndexPolynomial> Bounds(IndexVariable variable, bool isLeast)
    {
        // What a loop counts up to is more than what it counts.
        foreach (var one in isLeast ? around.Where(one => one.Bound == variable.Value) : [])
            yield return Of(one.Current, false).Plus(IndexPolynomial.Of(1), 1);
        if (CounterOf(variable.Value) is not { } counter)
            yield break;
        var isUpwards = counter.Step > 0;
        // In a later turn it has gone on by a step at least.
        if (variable.IsLater && repeated?.Loop is { } loop && isLeast == isUpwards && loop.Carried.Any(carried => carried.Current == variable.Value))
            yield return IndexPolynomial.Of(new IndexVariable(variable.Value, false)).Plus(IndexPolynomial.Of(counter.Step), 1);
        else if (isLeast == isUpwards)
            yield return Of(counter.Start, variable.IsLater);
        else
            yield return LastOf(counter, variable);
    }

    // The bound itself is not reached where the counter is told apart from it.
    private IndexPolynomial LastOf(Counter counter, IndexVariable variable)
    {
        var bound = Of(counter.Bound, variable.IsLater).Plus(IndexPolynomial.Of(counter.Ahead), -1);
        var isReached = counter.IsInclusive && !different.Exists(one => IsZero(one, IndexPolynomial.Of(variable).Plus(bound, -1)));
        return bound.Plus(IndexPolynomial.Of(isReached ? 0 : counter.Step > 0 ? 1 : -1), -1);
    }
}
