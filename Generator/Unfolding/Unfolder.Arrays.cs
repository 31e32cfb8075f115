using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>Arrays: their elements belong to versions of their contents, of which each write begins a new one.</content>
internal sealed partial class Unfolder
{
    private Dictionary<Value, int> versions = [];
    private readonly Dictionary<Value, Value[]> sizes = [];
    private readonly Dictionary<(Value Array, Value Index), PartElement?> partElements = [];
    // How many loops are around the place where a part is taken; −1 where it is taken under a condition, or at several places.
    private readonly Dictionary<Value, int> partDepths = [];
    private readonly HashSet<Value> rented = [];
    private int lastVersion;

    private int VersionOf(Value array) => versions.TryGetValue(array, out var version) ? version : 0;

    private int NewVersion(Value array) => versions[array] = ++lastVersion;

    private Value EvaluateArrayElement(ArrayElement element, Frame frame)
    {
        if (element.Type.IsArray)
            return RowOf(Evaluate(element.Array, frame), Evaluate(element.Indices[0], frame));
        var (array, indices) = Place(element.Array, element.Indices, element.Site, frame);
        return scalars.TryGetValue(array, out var held) ? ScalarAt(array, held, indices) : Seen(values.Element(element.Type, array, VersionOf(array), indices));
    }

    // Where it is read it is there.
    private Value Seen(Value read)
    {
        if (guard is not null)
        {
            read.ReadWithin.Add((guard, loopDepth));
            return read;
        }

        read.ReadIn.Add(turns.Count > 0 ? turns.Peek() : this);
        // What the first turn of a loop reads is read around it too, where there is a first turn in any case.
        var depth = loopDepth;
        foreach (var turn in turns)
        {
            if (!turn.IsCertain || turn.Depth != depth)
                break;
            if (turn.Guard is { } around)
            {
                read.ReadWithin.Add((around, depth - 1));
                break;
            }

            depth--;
        }

        read.ReadDepth = Math.Min(read.ReadDepth, depth);
        return read;
    }

    private Value RowOf(Value rows, Value index) => rowTables.TryGetValue(rows, out var table) ? RowIn(table, index) : rows is { Kind: ValueKind.Select, Operands: [var condition, var one, var other] }
        ? values.Select(condition, RowOf(one, index), RowOf(other, index))
        : Seen(values.Row(rows, WhichRow(rows, index)));

    private Value EvaluateExtent(ArrayExtent extent, Frame frame)
    {
        var array = Evaluate(extent.Array, frame);
        if (array.Kind != ValueKind.View && Parts(array).Any(rented.Contains))
            throw Stop("SYMDIFF002", extent.Site, "The length of a rented array, which may be longer than was asked for,", "use the length that was asked for");
        var count = ExtentOf(array, extent.Member);
        return resizesLists && count is { Kind: ValueKind.Extent, Text: "Count" } ? CountNow(count, extent.Site) : count;
    }

    // A list that carried-over code may have made longer has as many elements as it has where that is asked for.
    private Value CountNow(Value count, int site)
    {
        var cell = values.Cell(ValueType.Int, names.Take("count"));
        cell.Site = site;
        var definition = values.Once(values.Verbatim(ValueType.Int, ["", ".Count"], count.Operands[0]));
        definition.MayFail = true;
        steps.Add(new DefineStep(guard, cell, definition));
        return cell;
    }

    private Value ExtentOf(Value array, string member)
    {
        if (array is { Kind: ValueKind.Select, Operands: [var condition, var one, var other] })
            return values.Select(condition, ExtentOf(one, member), ExtentOf(other, member));
        // An array of the method's own has as many as it was made with.
        if (sizes.TryGetValue(array, out var size) && Array.IndexOf(size.Length == 1 ? ["Length"] : ["GetLength(0)", "GetLength(1)"], member) is >= 0 and var dimension)
            return size[dimension];
        return values.Extent(array, array.Type.IsList && member == "Length" ? "Count" : member);
    }

    private Value EvaluateSlice(ArraySlice slice, Frame frame)
    {
        var array = Evaluate(slice.Array, frame);
        var start = Evaluate(slice.Start, frame);
        if (slice.Length is null && rented.Contains(array))
            throw Stop("SYMDIFF002", slice.Site, "The rest of a rented array, which may be longer than was asked for,", "say how many elements are meant");
        var length = slice.Length is { } given ? Evaluate(given, frame) : Minus(ExtentOf(array, "Length"), start);
        var view = values.View(slice.Type, array, start, length);
        var depth = guard is null ? loopDepth : -1;
        partDepths[view] = partDepths.TryGetValue(view, out var before) && before != depth ? -1 : depth;
        return view;
    }

    // Remembers through which part of its array an element is reached, so that it can be written as the author did.
    private void NoteElement(Value array, Value index, PartElement? element)
    {
        var isNew = !partElements.TryGetValue((array, index), out var known);
        partElements[(array, index)] = isNew || Equals(known, element) ? element : null;
    }

    private Dictionary<(Value Array, Value Index), PartElement> Parts() => partElements
        .Where(pair => pair.Value is { } element && partDepths.TryGetValue(element.View, out var depth) && depth >= 0)
        .ToDictionary(pair => pair.Key, pair => pair.Value! with { Depth = partDepths[pair.Value.View] });

    private Value Minus(Value left, Value right) =>
        right is { Kind: ValueKind.Literal, Number: 0 } ? left : FoldIntegers(ValueKind.Subtract, left, right) ?? values.Binary(ValueKind.Subtract, ValueType.Int, left, right);

    private (Value Array, Value[] Indices) Place(Expression array, EquatableArray<Expression> indices, int site, Frame frame)
    {
        var reference = Evaluate(array, frame);
        var (whole, first, start) = Located(reference, site);
        Value[] places = [.. indices.Select(index => Evaluate(index, frame))];
        var element = reference is { Kind: ValueKind.View, Operands: [{ Kind: ValueKind.Input or ValueKind.Cell }, ..] } && (reference.Name is not null || !rowViews.ContainsKey(reference)) ? new PartElement(reference, places[0], 0) : null;
        var column = places[0];
        if (start is not null)
            places[0] = values.Plus(start, places[0]);
        if (first.Length == 0 && places.Length == 1)
        {
            NoteElement(whole, places[0], element);
            if (rowViews.TryGetValue(reference, out var row))
                rowElements[(whole, places[0])] = rowElements.TryGetValue((whole, places[0]), out var other) && other != (row.Index, column) ? null : (row.Index, column);
        }

        return (whole, [.. first, .. places]);
    }

    private void CarryStore(ElementStore store, Frame frame)
    {
        if (store is { Array.Type.Row: not null, Indices.Length: 1 })
        {
            StoreRow(store, frame);
            return;
        }

        var (array, indices) = Place(store.Array, store.Indices, store.Site, frame);
        var stored = Evaluate(store.Value, frame);
        if (scalars.TryGetValue(array, out var held))
        {
            StoreScalar(array, held, indices, stored);
            return;
        }

        RefuseCopied(array, indices, store.Site);
        NoteGrowth(array, indices[0], store.Site);
        if (array.Type is { Part: { } part, IsWrittenInPlace: false } && Unmade(part.Item) is { } unmade)
            throw Stop("SYMDIFF002", store.Site, $"Writing an element of type '{unmade.Text}'", "give it a constructor that does nothing but assign all of its members");
        if (stored.IsActive && !array.IsActive && creationsOfRows.Contains(array))
            throw MadeElsewhere(array, store.Site);
        if (stored.IsActive && !array.IsActive && (array.Joined?.Arrays[0] ?? array) is { Kind: not ValueKind.Input, Type.Row: not null })
            throw Stop("SYMDIFF002", store.Site, "An array of arrays that other code makes", "make it with new and its rows one by one, or use an array with two indices");
        if (stored.IsActive && !array.IsActive)
            throw new ActivationException(array);
        var before = VersionOf(array);
        steps.Add(new StoreStep(guard, array, indices, stored, before, NewVersion(array)) { Site = store.Site });
    }

    private static ValueType? Unmade(ValueType type) => type.Making?.Way == MakingWay.None ? type : type.Elements.Select(Unmade).FirstOrDefault(unmade => unmade is not null);

    // Code that is carried over may write any array that it can reach. What it is given of differentiated elements it only tests, or it would be refused.
    private List<Overwrite> Overwritten(Value code)
    {
        var overwritten = new List<Overwrite>();
        foreach (var operand in code.Operands.SelectMany(operand => operand.Type.IsOfStructs ? Parts(operand) : [operand]))
        {
            var array = JoinedArrays.AllOf(operand);
            if (array is { Type.Kind: NumberKind.Array, IsActive: false } && copied.Contains(array))
                RefuseCopied(array, [values.Integer(0)], code.Site);
            if (array is { Type: { Kind: NumberKind.Array, IsReadOnly: false }, IsActive: false } && !overwritten.Any(one => one.Array == array))
                overwritten.Add(new Overwrite(array, VersionOf(array), NewVersion(array)));
        }

        return overwritten;
    }
}

/// <summary>A differentiated value is written to an array that was taken to be passive: what was unfolded so far must be done anew.</summary>
internal sealed class ActivationException(Value array) : Exception
{
    public Value Array { get; } = array;
}
