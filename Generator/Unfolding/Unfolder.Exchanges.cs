using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>
/// Rows of an array of arrays that change places. The rows stay where they are: which of them stands where is said by an array of integers, and it is its elements that are exchanged. So a row
/// that a variable stands for is the same one wherever it is put, and its adjoints lie where it lay in the beginning.
/// </content>
internal sealed partial class Unfolder
{
    private readonly Dictionary<Value, Value> orders = [];

    /// <summary>For an array of arrays whose rows change places what says which stands where, to be filled; null for any other.</summary>
    private Value? Ordered(Value rows, Value count)
    {
        if (!rowsKnown.Exchanged.Contains(KeyOf(rows)))
            return null;
        var order = values.Cell(new ValueType(NumberKind.Array, "int[]", [ValueType.Int]), names.Take("order"));
        (order.Name, order.Site) = (rows.Kind == ValueKind.Input ? rows.Text + "Order" : null, rows.Site);
        membersIn[order] = "~order";
        sizes[order] = [count];
        steps.Add(new DefineStep(guard, order, New(order.Type, [count])));
        orders[rows] = order;
        return order;
    }

    /// <summary>In the beginning each row of an array that the method is given stands in its own place.</summary>
    private void Order(IEnumerable<Value> inputs)
    {
        foreach (var rows in inputs.Where(input => input.Type.Row is not null).ToList())
        {
            if (Ordered(rows, ExtentOf(rows, "Length")) is not { } order)
                continue;
            var (before, head) = (VersionOf(order), NewVersion(order));
            var loop = Programs.Copying.Count(values, "i", sizes[order][0], place => [new StoreStep(null, order, [place], place, head, NewVersion(order))]);
            steps.Add(loop with { Stored = [new StoredArray(order, before, head, NewVersion(order))] });
        }
    }

    /// <summary>Which row stands at a place.</summary>
    private Value WhichRow(Value rows, Value place) => orders.TryGetValue(rows, out var order) ? Seen(values.Element(ValueType.Int, order, VersionOf(order), [place])) : place;

    private static bool StoresRows(Block block) => block.Statements.Any(statement => statement is ElementStore { Array.Type.Row: not null, Indices.Length: 1 });

    private bool HoldsRow(Frame frame) => callers.Append(frame).Any(holder => holder.Variables.Any(value => value is not null && Parts(value).Exists(IsInRows)));

    private static bool IsInRows(Value value) => value.Kind switch
    {
        ValueKind.Row => true,
        ValueKind.View => IsInRows(value.Operands[0]),
        ValueKind.Select => value.Type.IsArray && (IsInRows(value.Operands[1]) || IsInRows(value.Operands[2])),
        _ => false,
    };

    // The array of arrays of which a value is a whole row; null for anything else.
    private Value? RowsOf(Value row) => row switch
    {
        { Kind: ValueKind.Select, Operands: [_, var one, var other] } => RowsOf(one) is { } rows && RowsOf(other) == rows ? rows : null,
        { Kind: ValueKind.Row, Operands: [{ Kind: ValueKind.Input } rows, _] } => rows,
        _ => rowViews.TryGetValue(row, out var view) ? view.Table.Rows : null,
    };

    private Value IndexOf(Value row) => row switch
    {
        { Kind: ValueKind.Select, Operands: [var condition, var one, var other] } => values.Select(condition, IndexOf(one), IndexOf(other)),
        { Kind: ValueKind.Row } => row.Operands[1],
        _ => rowViews[row].Index,
    };

    // w[i] = w[j]
    private void PutInPlace(Value rows, Value place, Value row, int site)
    {
        if (orders.TryGetValue(rows, out var order))
            Place(order, place, IndexOf(row), site);
        else if (rowsKnown.Exchanged.Add(KeyOf(rows)))
            throw new RowsException();
        else
            throw Stop("SYMDIFF002", site, "A row that is put in the place of another", "exchange their elements");
    }

    private void Place(Value order, Value place, Value row, int site) => steps.Add(new StoreStep(guard, order, [place], row, VersionOf(order), NewVersion(order)) { Site = site });
}
