using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>
/// Arrays of arrays that the method makes row by row. All rows lie in one array, one behind the other: a row is a part of it. Where they have different lengths, there is room for the longest
/// each time, and how long each is stands in another array.
/// </content>
internal sealed partial class Unfolder
{
    private Dictionary<Value, RowTable> rowTables = [];
    private readonly Dictionary<(Value Table, Value Index), (Value Row, Value Column)?> rowElements = [];
    private readonly Dictionary<Value, (RowTable Table, Value Index)> rowViews = [];
    private readonly RowsKnown rowsKnown;

    /// <summary>The rows of an array of arrays.</summary>
    /// <param name="Rows">What stands for the array of arrays.</param>
    /// <param name="Items">The array in which all of them lie.</param>
    /// <param name="Lengths">How long each row is; null where all are as long.</param>
    /// <param name="Stride">How far it is from one row to the next; null where they lie close together.</param>
    /// <param name="Count">How many rows there are.</param>
    /// <param name="Depth">In how many loops it is made.</param>
    /// <param name="Site">Where.</param>
    private sealed record RowTable(Value Rows, Value Items, Value? Lengths, Value? Stride, Value Count, int Depth, int Site)
    {
        /// <summary>Which of the rows stands where; null where they do not change places.</summary>
        public Value? Order { get; init; }

        /// <summary>How many elements a row has, or the longest; null as long as none is known.</summary>
        public Value? Length { get; init; }

        /// <summary>What finds out how long the longest is.</summary>
        public IReadOnlyList<Step> Before { get; init; } = [];

        /// <summary>Which rows have been made.</summary>
        public IReadOnlyList<Value> Made { get; init; } = [];
    }

    private static bool IsCreationOfRows(Verbatim code) => code.Type is { Row: not null, IsRealArray: true } && code.Pieces.Length == 2 && code.Pieces[1] == "][]";

    // new double[n][], whose elements are differentiated.
    private Value MadeOfRows(Verbatim creation, Value count)
    {
        var element = creation.Type.Elements[0];
        var rows = values.Cell(creation.Type, names.Take("rows"));
        var items = values.Cell(new ValueType(NumberKind.Array, element.Text + "[]", [element]), names.Take("rows"));
        (rows.Site, items.Site, items.IsActive, rows.IsActive) = (creation.Site, creation.Site, true, true);
        membersIn[items] = "[]";
        sizes[rows] = [count];
        Value? lengths = null, stride = null;
        steps.Add(new DefineStep(guard, items, items));
        if (rowsKnown.Varied.Contains(creation.Site))
        {
            lengths = values.Cell(new ValueType(NumberKind.Array, "int[]", [ValueType.Int]), names.Take("lengths"));
            lengths.Site = creation.Site;
            stride = values.Cell(ValueType.Int, names.Take("stride"));
            stride.Site = creation.Site;
            steps.Add(new DefineStep(guard, lengths, New(lengths.Type, [count])));
        }

        rowTables[rows] = new RowTable(rows, items, lengths, stride, count, loopDepth, creation.Site) { Order = Ordered(rows, count) };
        return rows;
    }

    private Value RowIn(RowTable table, Value index) => RowAt(table, WhichRow(table.Rows, index));

    private Value RowAt(RowTable table, Value index)
    {
        if (table is { Lengths: null, Length: null })
            throw Vary(table);
        var length = table.Lengths is { } lengths ? Seen(values.Element(ValueType.Int, lengths, VersionOf(lengths), [index])) : table.Length!;
        var stride = table.Stride ?? table.Length!;
        var start = index is { Kind: ValueKind.Literal, Number: 0 } ? index : FoldIntegers(ValueKind.Multiply, index, stride) ?? values.Binary(ValueKind.Multiply, ValueType.Int, index, stride);
        var view = values.View(table.Items.Type, table.Items, start, length);
        rowViews[view] = (table, index);
        partDepths[view] = guard is null ? loopDepth : -1;
        return view;
    }

    // w[i] = new double[m], w[i] = row
    private void StoreRow(ElementStore store, Frame frame)
    {
        var rows = Evaluate(store.Array, frame);
        var index = Evaluate(store.Indices[0], frame);
        var isNew = store.Value is Verbatim { Type.Row: null } creation && creation.Pieces is [var before, "]"] && before.EndsWith("[", StringComparison.Ordinal);
        var row = isNew ? null : Evaluate(store.Value, frame);
        if (row is not null && RowsOf(row) is { } from && from == rows)
        {
            PutInPlace(rows, index, row, store.Site);
            return;
        }

        if (!rowTables.TryGetValue(rows, out var table))
            throw MadeElsewhere(rows, store.Site);
        var length = isNew ? Evaluate(((Verbatim)store.Value).Holes[0], frame) : ExtentOf(row!, "Length");
        if (row is not null && RootsOf(row).Contains(table.Items))
            throw Stop("SYMDIFF002", store.Site, "A part of a row that is put in the place of another", "exchange their elements");
        NoteLength(table, length, store.Site);
        table = rowTables[rows];
        if (table.Lengths is { } lengths)
            steps.Add(new StoreStep(guard, lengths, [index], length, VersionOf(lengths), NewVersion(lengths)));
        var isFirst = IsFirst(table, index);
        if (table.Order is { } order)
        {
            if (!isFirst)
                throw Stop("SYMDIFF002", store.Site, "A row made anew where rows change places", "assign the elements of the one that is there");
            Place(order, index, index, store.Site);
        }

        var view = RowAt(rowTables[rows], index);
        if (row is not null)
        {
            CopyElements(row, view, guard);
            foreach (var root in RootsOf(row).Distinct())
                Rename(root, row, view, frame);
        }
        else if (!isFirst)
        {
            Clear(view);
        }
    }

    // What is a row now is so under its other names too. An array from outside must not be written any more.
    private void Rename(Value root, Value row, Value view, Frame frame)
    {
        if (root.Kind != ValueKind.Cell || !sizes.ContainsKey(root) || root != row)
        {
            if (HasOtherName(root, frame, (-1, -1)))
                copied.Add(root);
            return;
        }

        foreach (var holder in callers.Append(frame))
        {
            for (var i = 0; i < holder.Variables.Length; i++)
            {
                if (holder.Variables[i] is { } value && Parts(value).Contains(root))
                    holder.Variables[i] = Grouped(value, new(Parts(value).Select(part => part == root ? view : part)));
            }
        }
    }

    private UnfoldingException MadeElsewhere(Value rows, int site)
    {
        if (rows is { Kind: ValueKind.Cell, Type.Row: not null } && creationsOfRows.Contains(rows) && !activeSites.Contains((rows.Site, "")))
            throw new ActivationException(rows);
        return Stop("SYMDIFF002", site, "A row of an array of arrays that the method is given, or that other code makes,", "assign its elements");
    }

    private readonly HashSet<Value> creationsOfRows = [];

    // All rows are as long as the first, or there is room for the longest.
    private void NoteLength(RowTable table, Value length, int site)
    {
        var isKnown = !Programs.Needs.Of([], [length]).Any(value => value.Kind == ValueKind.Cell && value.Id > table.Rows.Id);
        if (table.Lengths is null)
        {
            if (isKnown && (table.Length is null || table.Length == length))
            {
                rowTables[table.Rows] = table with { Length = length };
                return;
            }

            throw Vary(table);
        }

        if (isKnown)
            rowTables[table.Rows] = table with { Length = table.Length is { } longest ? Greater(longest, length) : length };
        else if (turns.Count > 0 && loopDepth == table.Depth + 1)
            turns.Peek().RowLengths.Add((table.Rows, length));
        else
            throw Stop("SYMDIFF002", site, "A row whose length is known only when the method runs", "make it as long as it may become");
    }

    private RowsException Vary(RowTable table)
    {
        rowsKnown.Varied.Add(table.Site);
        return new RowsException();
    }

    // Whether a row gets its first array here, and so holds zeros: where that is not sure, it is cleared.
    private bool IsFirst(RowTable table, Value index)
    {
        if (rowsKnown.Made.Contains(table.Site) || guard is not null)
            return false;
        if (loopDepth == table.Depth)
        {
            if (index.Kind != ValueKind.Literal || table.Made.Contains(index) || table.Made.Any(made => made.Kind != ValueKind.Literal))
                return false;
        }
        else if (loopDepth != table.Depth + 1 || turns.Count == 0)
        {
            return false;
        }
        else
        {
            turns.Peek().MadeRows.Add((table.Rows, index));
        }

        rowTables[table.Rows] = table with { Made = [.. table.Made, index] };
        return true;
    }

    private void Clear(Value view)
    {
        var (target, which, start) = Located(view, -1);
        var (before, head) = (VersionOf(target), NewVersion(target));
        var type = target.Type.Elements[0];
        var zero = type.IsReal ? values.Number(type, Algebra.Constant.Zero) : values.Integer(0);
        var loop = Programs.Copying.Count(values, "i", ExtentOf(view, "Length"), counter =>
            [new StoreStep(null, target, [.. which, start is null ? counter : values.Plus(start, counter)], zero, VersionOf(target), NewVersion(target))]);
        steps.Add(loop with { Guard = guard, Stored = [new StoredArray(target, before, head, NewVersion(target))] });
    }

    // The steps, with the arrays made that hold the rows.
    private List<Step> WithRows(IReadOnlyList<Step> all)
    {
        var made = new List<Step>();
        foreach (var step in all)
        {
            if (step is DefineStep define && rowTables.Values.FirstOrDefault(table => table.Items == define.Cell) is { } rows)
            {
                var name = rows.Rows.Name ?? "rows";
                (rows.Items.Name, rows.Items.IsNamedByAuthor) = (name, rows.Rows.Name is not null);
                if (rows.Order is { } order)
                    order.Name = name + "Order";
                made.AddRange(rows.Before);
                var length = rows.Length ?? values.Integer(0);
                if (rows.Stride is { } stride)
                {
                    (stride.Name, rows.Lengths!.Name) = (name + "Stride", name + "Lengths");
                    made.Add(new DefineStep(define.Guard, stride, length));
                    length = stride;
                }

                made.Add(define with { Definition = New(define.Cell.Type, [FoldIntegers(ValueKind.Multiply, rows.Count, length) ?? values.Binary(ValueKind.Multiply, ValueType.Int, rows.Count, length)]) });
            }
            else
            {
                made.Add(step is LoopStep loop ? loop with { Body = WithRows(loop.Body) } : step);
            }
        }

        return made;
    }
}

/// <summary>What has been found out about arrays of arrays: by the place at which they are made.</summary>
internal sealed class RowsKnown
{
    /// <summary>Those whose rows have different lengths.</summary>
    public HashSet<int> Varied { get; } = [];

    /// <summary>Those whose rows are made again.</summary>
    public HashSet<int> Made { get; } = [];

    /// <summary>Those whose rows change places, by what they are told apart by.</summary>
    public HashSet<string> Exchanged { get; } = [];
}

/// <summary>More is known about an array of arrays than was: what was unfolded so far must be done anew.</summary>
internal sealed class RowsException : Exception;
