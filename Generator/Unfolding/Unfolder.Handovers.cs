using SymDiff.Generator.Programs;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>
/// Arrays that a turn of a loop makes and hands to the next. Their elements are copied to a buffer, which all turns read; what a part is that moves is said by numbers.
/// </content>
internal sealed partial class Unfolder
{
    // The functions that are being carried out, from the outermost on.
    private readonly List<Frame> callers = [];

    // Arrays whose elements have been copied while they have another name, or to which they have been.
    private readonly List<Value> copied = [];

    private static readonly string[] length = ["Length"];
    private static readonly string[] lengths = ["GetLength(0)", "GetLength(1)"];

    private static string[] ExtentsOf(ValueType type) => type.Rank == 2 ? lengths : length;

    /// <summary>The arrays that a value may be a part of.</summary>
    private static IEnumerable<Value> RootsOf(Value array) => array.Kind switch
    {
        ValueKind.Select => RootsOf(array.Operands[1]).Concat(RootsOf(array.Operands[2])),
        ValueKind.View or ValueKind.Row or ValueKind.Corner => RootsOf(array.Operands[0]),
        _ => [array],
    };

    /// <summary>Where a part of an array lies; null where it is a part of one or another.</summary>
    private ArrayPlace? PlaceOf(Value array)
    {
        switch (array)
        {
            case { Kind: ValueKind.View, Operands: [var whole, var start, var count] }:
                return PlaceOf(whole) is { } of ? of with { Start = of.Start is { } first ? values.Plus(first, start) : start, Length = count } : null;
            case { Kind: ValueKind.Row, Operands: [var rows, var index] }:
                return new ArrayPlace(rows, index, null, null);
            case { Kind: ValueKind.Select, Operands: [var condition, var one, var other] }:
                if (PlaceOf(one) is not { } a || PlaceOf(other) is not { } b || a.Root != b.Root || a.Row is null != b.Row is null)
                    return null;
                var isPart = a.Start is not null || b.Start is not null;
                return new ArrayPlace(
                    a.Root, a.Row is null ? null : values.Select(condition, a.Row, b.Row!), isPart ? values.Select(condition, StartOf(a), StartOf(b)) : null,
                    isPart ? values.Select(condition, LengthOf(a), LengthOf(b)) : null);
            default:
                return new ArrayPlace(array, null, null, null);
        }
    }

    private Value StartOf(ArrayPlace place) => place.Start ?? values.Integer(0);

    private Value LengthOf(ArrayPlace place) => place.Length ?? ExtentOf(place.Row is null ? place.Root : values.Row(place.Root, place.Row), "Length");

    // Whether an array has a name besides a variable of a function.
    private bool HasOtherName(Value root, Frame frame, (int Variable, int Part) slot) => root.Kind != ValueKind.Cell || !sizes.ContainsKey(root)
        || callers.Exists(caller => caller.Variables.Any(value => value is not null && Parts(value).SelectMany(RootsOf).Contains(root))) || Holders(root, frame).Any(holder => holder != slot);

    private static IEnumerable<(int Variable, int Part)> Holders(Value root, Frame frame) => frame.Variables.SelectMany((value, variable) =>
        value is null ? [] : Parts(value).Select((part, i) => (part, i)).Where(pair => pair.part.Type.IsArray && RootsOf(pair.part).Contains(root)).Select(pair => (variable, pair.i)));

    // An array and its copy are one to the author.
    private void RefuseCopied(Value array, Value[] indices, int site)
    {
        IEnumerable<Value> arrays = array.Joined is not { } joined ? [array] : indices[0] is { Kind: ValueKind.Literal, Number: var which } ? [joined.Arrays[(int)which]] : joined.Arrays;
        if (arrays.Any(copied.Contains))
            throw Stop("SYMDIFF002", site, "Writing to an array that another variable stands for as well, in a loop that hands arrays on,", "copy the array first");
    }

    /// <summary>Copies the elements of an array to the beginning of another.</summary>
    private void CopyElements(Value from, Value to, Guard? within)
    {
        if (from.Kind == ValueKind.Select)
        {
            CopyElements(from.Operands[1], to, new Guard(from.Operands[0], true, within));
            CopyElements(from.Operands[2], to, new Guard(from.Operands[0], false, within));
            return;
        }

        if (RootsOf(from).Single() == to && PlaceOf(from) is { Start: null or { Kind: ValueKind.Literal, Number: 0 } })
            return;
        var (array, first, start) = Located(from, to.Site);
        var (target, which, offset) = Located(to, to.Site);
        var extents = ExtentsOf(from.Type);
        loopDepth += extents.Length;
        steps.Add(Copied([]) with { Guard = within });
        loopDepth -= extents.Length;

        Step Copied(Value[] counters)
        {
            if (counters.Length < extents.Length)
            {
                var (before, head) = (VersionOf(target), NewVersion(target));
                var loop = Copying.Count(values, counters.Length == 0 ? "i" : "j", ExtentOf(from, extents[counters.Length]), counter => [Copied([.. counters, counter])]);
                return loop with { Stored = [new StoredArray(target, before, head, NewVersion(target))] };
            }

            Value[] places = start is null ? counters : [values.Plus(start, counters[0])];
            var element = Seen(values.Element(from.Type.Elements[0], array, VersionOf(array), [.. first, .. places]));
            element.Site = element.Site < 0 ? to.Site : element.Site;
            if (element.IsActive && !target.IsActive)
                throw new ActivationException(target);
            return new StoreStep(null, target, [.. which, .. offset is null ? counters : [values.Plus(offset, counters[0])]], element, VersionOf(target), NewVersion(target));
        }
    }

    /// <summary>Where a part of an array lies: in which row, from which element, how many; all of it where that is not said.</summary>
    private sealed record ArrayPlace(Value Root, Value? Row, Value? Start, Value? Length)
    {
        public bool IsPart => Start is not null;
    }
}
