using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// Rows of tables that are kept in one array. What a loop has read as <c>x[i * n + j]</c>, for all j below n, is read from then on through <c>xRow = x.Slice(i * n, n)</c>: where a row begins is said once, and
/// that its elements are there is known to the loops that go through it.
/// </summary>
/// <param name="values">The values.</param>
/// <param name="natural">The counters of the loops around that are never negative.</param>
/// <param name="stored">The arrays that are written.</param>
internal sealed class DataRows(ValueGraph values, HashSet<Value> natural, HashSet<Value> stored)
{
    /// <summary>The steps in which, after a loop, the rows that it has read are read as such.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="depth">In how many others it is.</param>
    /// <param name="steps">The steps among which it is.</param>
    /// <param name="end">How many of them there are up to its end.</param>
    public List<Step> After(LoopStep loop, int depth, List<Step> steps, int end)
    {
        if (WholeRow(loop) is not var (counter, size))
            return steps;
        var rows = Needs.Of([], loop.Carried.Select(carried => carried.Next)).Where(value => value.ReadDepth <= depth + 1).Select(value => RowOf(value, size, at => at == counter))
            .OfType<(Value Array, Value Start)>().Distinct().ToList();
        var following = steps.Skip(end).ToList();
        var counters = new HashSet<Value>(CountersIn(following, size));
        var (taken, others) = (new List<Step>(), new Dictionary<Value, Value>());
        var cells = new Dictionary<(Value Array, Value Start), Value>();
        foreach (var element in Needs.Of(following, []).OrderBy(value => value.Id))
        {
            if (RowOf(element, size, counters.Contains) is not { } row || !rows.Contains(row))
                continue;
            if (!cells.TryGetValue(row, out var cell))
            {
                cells.Add(row, cell = CellOf(row.Array));
                taken.Add(new DefineStep(null, cell, values.View(cell.Type, row.Array, row.Start, size)));
            }

            others.Add(element, Through(element, cell, OtherThan(row.Start, element.Operands[1])));
        }

        var renaming = new Renaming(values, others);
        return taken.Count == 0 ? steps : [.. steps.Take(end), .. taken, .. following.Select(renaming.Of)];
    }

    // A loop that does nothing but add up, from the first number of a row to the last.
    private static (Value Counter, Value Size)? WholeRow(LoopStep loop) =>
        loop.Body.Count == 0 && loop.Guard is null && Bounded(loop) is (var counted, { Kind: ValueKind.Extent } size) && counted.Initial is { Kind: ValueKind.Literal, Number: 0 } ? (counted.Current, size) : null;

    private static (Carried Counted, Value Bound)? Bounded(LoopStep loop) =>
        loop is { TestsFirst: true, Condition: { Kind: ValueKind.Less, Operands: [var current, var bound] } } && loop.Carried.FirstOrDefault(carried => carried.Current == current) is { } counted && Counter.StepOf(counted) == 1
            ? (counted, bound) : null;

    // Counters that lead through numbers of a row.
    private IEnumerable<Value> CountersIn(IEnumerable<Step> steps, Value size) => steps.OfType<LoopStep>().SelectMany(loop =>
        Bounded(loop) is var (counted, bound) && bound == size && IsNatural(counted.Initial) ? CountersIn(loop.Body, size).Append(counted.Current) : CountersIn(loop.Body, size));

    // The row that an element is in: of as many numbers as the loop has turns, so that of rows without any nothing is asked.
    private (Value Array, Value Start)? RowOf(Value element, Value size, Func<Value, bool> isCounter) =>
        element is { Kind: ValueKind.Element, Operands: [{ Kind: ValueKind.Input, Type: { IsList: false, Part: null, Rank: 1 } } array, { Kind: ValueKind.Add } index] } && !stored.Contains(array)
            && index.Operands.FirstOrDefault(isCounter) is { } at && OtherThan(at, index) is { Kind: ValueKind.Multiply, Operands: [var many, var each] } start
            && ((each == size && IsNatural(many)) || (many == size && IsNatural(each))) ? (array, start) : null;

    private static Value OtherThan(Value at, Value sum) => sum.Operands[sum.Operands[0] == at ? 1 : 0];

    private bool IsNatural(Value value) => value is { Kind: ValueKind.Literal, Number: >= 0 } or { Kind: ValueKind.Extent } || natural.Contains(value)
        || (value.Kind is ValueKind.Add or ValueKind.Multiply && value.Type.Text == "int" && Array.TrueForAll(value.Operands, IsNatural));

    private Value CellOf(Value array)
    {
        var element = array.Type.Elements[0];
        var type = array.Type.Text.EndsWith("]", StringComparison.Ordinal) ? new Model.ValueType(NumberKind.Array, $"Span<{element.Text}>", [element]) : array.Type;
        return Copying.Cell(values, type, array.Text + "Row");
    }

    private Value Through(Value element, Value row, Value at)
    {
        var other = values.Element(element.Type, row, Places.VersionOf(element), [at]);
        (other.Name, other.IsNamedByAuthor, other.IsActive, other.Site) = (element.Name, element.IsNamedByAuthor, element.IsActive, element.Site);
        other.ReadDepth = Math.Min(other.ReadDepth, element.ReadDepth);
        other.ReadWithin.AddRange(element.ReadWithin);
        return other;
    }
}
