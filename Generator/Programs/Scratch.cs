using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// Arrays that each turn of a loop fills anew before it reads them, and that nobody reads after the loop: they hand nothing from turn to turn, wherever they are made
/// (array privatisation: Tu and Padua, Automatic Array Privatization, 1993).
/// </summary>
internal static class Scratch
{
    /// <param name="loop">The loop.</param>
    /// <param name="stored">The array, as the loop writes it.</param>
    /// <param name="all">All values of the program.</param>
    /// <param name="sizeOf">How many elements an array was made with, where that is known.</param>
    public static bool Is(LoopStep loop, StoredArray stored, HashSet<Value> all, Func<Value, Value?> sizeOf)
    {
        if (stored.Array.Kind != ValueKind.Cell || all.Any(value => Reads(value, stored.Array, stored.Current) || Reads(value, stored.Array, stored.After)))
            return false;
        // The first that touches it must fill it, or be a loop each turn of which does so for itself, and then the next must.
        var isTouched = false;
        foreach (var step in loop.Body)
        {
            if (step is LoopStep inner && inner.Stored.FirstOrDefault(one => one.Array == stored.Array) is { } filled)
            {
                if (inner.Guard is null && Fills(inner, filled, all, sizeOf))
                    return true;
                if (!Is(inner, filled, all, sizeOf))
                    return false;
                isTouched = true;
            }
            else if (Needs.Of([step], []).Contains(stored.Array))
            {
                return step is EffectStep { Guard: null, Code: { Called: { } called } code } && Fills(called, code, stored.Array, sizeOf);
            }
        }

        return isTouched;
    }

    // Whether a function does.
    private static bool Fills(PullbackCall called, Value code, Value array, Func<Value, Value?> sizeOf)
    {
        List<Value> arguments = [.. called.Arguments(code)];
        var inputs = called.Of.Closed.Inputs;
        return called.Of.Written.Any(i => arguments[i] == array && BoundOfFilling(called.Of.Closed, inputs[i]) is { } bound
            && ((bound.Kind == ValueKind.Extent && bound.Operands[0] == inputs[i]) || (inputs.TakeWhile(input => input != bound).Count() is var place && place < arguments.Count && arguments[place] == sizeOf(array))));
    }

    // Up to where a function fills an array before anything else is done with it; null where it does not.
    private static Value? BoundOfFilling(ClosedForm closed, Value array)
    {
        var all = Needs.Of(closed.Steps, closed.Result is { } result ? [result] : []);
        foreach (var step in closed.Steps)
        {
            if (step is LoopStep { Guard: null } inner && inner.Stored.FirstOrDefault(one => one.Array == array) is { } filled)
                return inner.Condition is { Operands: [_, var bound] } && !all.Any(value => Reads(value, array, filled.Before)) && Fills(inner, filled, all, _ => bound) ? bound : null;
            if (step is EffectStep { Guard: null, Code: { Called: { } called } code } && called.Arguments(code).Contains(array))
                return null;
            if (step is LoopStep loop ? loop.Stored.Any(one => one.Array == array) : step is StoreStep store && store.Array == array)
                return null;
        }

        return null;
    }

    // for (j = 0; j < n; j++) a[j] = …; where a has n elements and what is assigned does not come from it.
    private static bool Fills(LoopStep inner, StoredArray filled, HashSet<Value> all, Func<Value, Value?> sizeOf)
    {
        if (!inner.TestsFirst || inner.Condition is not { Kind: ValueKind.Less, Operands: [var counter, var bound] } || !IsSizeOf(bound, filled.Array, sizeOf))
            return false;
        var counts = inner.Carried.Any(carried => carried.Current == counter && carried.Initial is { Kind: ValueKind.Literal, Number: 0 }
            && carried.Next is { Kind: ValueKind.Add, Operands: [var left, { Kind: ValueKind.Literal, Number: 1 }] } && left == counter);
        return counts
            && !all.Any(value => Reads(value, filled.Array, filled.Current))
            && inner.Body.Any(step => step is StoreStep { Guard: null, Indices: [var index] } store && store.Array == filled.Array && index == counter);
    }

    private static bool IsSizeOf(Value bound, Value array, Func<Value, Value?> sizeOf) =>
        (bound.Kind == ValueKind.Extent && array.IsAsLongAs(bound.Operands[0])) || sizeOf(array) == bound;

    private static bool Reads(Value value, Value array, int version) => value.Called is { Versions: var versions } called
        ? called.Arguments(value).Where((argument, i) => versions[i] == version && Whole(argument) == array).Any()
        : value.Kind == ValueKind.Element && value.Operands[0] == array && Places.VersionOf(value) == version;

    private static Value Whole(Value array) => array.Kind is ValueKind.View or ValueKind.Row ? Whole(array.Operands[0]) : array;
}
