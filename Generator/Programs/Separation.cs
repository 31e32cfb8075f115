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

    /// <param name="places">Where values are known.</param>
    /// <param name="element">The element that is read.</param>
    /// <param name="store">The step that writes.</param>
    /// <param name="read">The region in which it is read.</param>
    /// <param name="written">The region of the store.</param>
    /// <param name="same">The region whose values are the same at both times.</param>
    /// <param name="repeated">The body of the loop within it of which the store is in a later turn; null where both are in the same turn.</param>
    public Separation(Places places, Value element, StoreStep store, Region read, Region written, Region same, Region? repeated)
    {
        (this.places, this.same, this.repeated) = (places, same, repeated);
        AddNaturals(read);
        AddNaturals(written);
        var different = Different(store.Guard, isLater: true).Concat(CommonDifferences(element)).ToList();
        var (stored, taken) = (places.IndicesOf(store.Array, store.Indices), places.IndicesOf(element.Operands[0], [.. element.Operands.Skip(1)]));
        if (stored.Length != taken.Length)
            (stored, taken) = (store.Indices, [.. element.Operands.Skip(1)]);
        IsShown = stored.Zip(taken, (later, earlier) => Of(later, true).Plus(Of(earlier, false), -1))
            .Any(distance => IsPositive(distance, 0) || IsPositive(Negative(distance), 0) || different.Any(one => IsZero(distance, one)));
    }

    /// <summary>Whether the places are shown to be different.</summary>
    public bool IsShown { get; }

    private static bool IsZero(IndexPolynomial a, IndexPolynomial b) => a.Plus(b, -1).Constant == 0 || a.Plus(b, 1).Constant == 0;

    private static IndexPolynomial Negative(IndexPolynomial polynomial) => IndexPolynomial.Of(0).Plus(polynomial, -1);

    private IndexPolynomial Of(Value value, bool isLater) => IndexPolynomial.Of(value, isLater, IsSame);

    private bool IsSame(Value value) => places.Of(value).Region.Depth <= same.Depth;

    // What a loop counts up to is no less than where it begins, or it would not be there.
    private void AddNaturals(Region region)
    {
        for (var around = region; around.Loop is { } loop; around = around.Outer!)
        {
            if (Counter.Of(loop, places, around) is { Step: > 0, Start: { Kind: ValueKind.Literal, Number: >= 0 } } counter && loop.TestsFirst && IsSame(counter.Bound))
                naturals.Add(counter.Bound);
        }
    }

    private bool IsNatural(Value value) => value.Kind == ValueKind.Extent || naturals.Contains(value)
        || (CounterOf(value) is { } counter && (counter.Step > 0 ? counter.Start : counter.Bound) is { Kind: ValueKind.Literal, Number: >= 0 });

    private Counter? CounterOf(Value value) => value.Kind == ValueKind.Cell && places.Of(value).Region is { Loop: { TestsFirst: true } loop } body
        && Counter.Of(loop, places, body) is { } counter && counter.Current == value ? counter : null;

    // a ≠ b, as the difference of both.
    private IEnumerable<IndexPolynomial> Different(Guard? guard, bool isLater) => (guard?.Path ?? [])
        .Where(one => one.Condition.Kind == (one.Holds ? ValueKind.NotEqual : ValueKind.Equal) && one.Condition.Operands.All(operand => operand.Type.Text == "int"))
        .Select(one => Of(one.Condition.Operands[0], isLater).Plus(Of(one.Condition.Operands[1], isLater), -1));

    // What is different wherever the element is read.
    private List<IndexPolynomial> CommonDifferences(Value element) => element.ReadDepth < int.MaxValue || element.ReadWithin.Count == 0
        ? []
        : element.ReadWithin.Select(read => Different(read.Guard, isLater: false).ToList()).Aggregate((all, more) => all.FindAll(one => more.Exists(other => IsZero(one, other))));

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
        if (CounterOf(variable.Value) is not { } counter)
            yield break;
        var isUpwards = counter.Step > 0;
        // In a later turn it has gone on by a step at least.
        if (variable.IsLater && repeated?.Loop is { } loop && isLeast == isUpwards && loop.Carried.Any(carried => carried.Current == variable.Value))
            yield return IndexPolynomial.Of(new IndexVariable(variable.Value, false)).Plus(IndexPolynomial.Of(counter.Step), 1);
        else if (isLeast == isUpwards)
            yield return Of(counter.Start, variable.IsLater);
        else
            yield return Of(counter.Bound, variable.IsLater).Plus(IndexPolynomial.Of(counter.IsInclusive ? 0 : isUpwards ? 1 : -1), -1);
    }
}
