using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// Arrays that a program fills and never reads, each element at most once: what is written to one is then as good as returned, and nothing need be stored.
/// </summary>
internal static class Filling
{
    /// <param name="steps">The program.</param>
    /// <param name="array">The array.</param>
    public static bool IsOnce(IReadOnlyList<Step> steps, Value array) => !IsRead(steps, array) && IsWrittenOnce(steps, array);

    /// <summary>Whether steps write each element at most once, whoever reads it.</summary>
    public static bool IsWrittenOnce(IReadOnlyList<Step> steps, Value array)
    {
        var stores = StoresOf(steps, array);
        return stores.Count > 0 && Repeated(steps, stores).Count == 0;
    }

    /// <summary>The steps that may write an element that has been written before; null where other code sees the array, or none writes it.</summary>
    /// <param name="steps">The program.</param>
    /// <param name="array">The array.</param>
    public static IReadOnlyList<StoreStep>? Repeated(IReadOnlyList<Step> steps, Value array) =>
        StoresOf(steps, array) is { Count: > 0 } stores && !IsRead(steps, array) ? Repeated(steps, stores) : null;

    private static List<StoreStep> Repeated(IReadOnlyList<Step> steps, List<(StoreStep Store, IReadOnlyList<LoopStep> Loops)> stores)
    {
        var repeated = new List<StoreStep>();
        var places = new Lazy<Places>(() => new Places(steps, []));
        bool IsOnce(IReadOnlyList<LoopStep> loops) => IsOnceAmong(stores.FindAll(one => one.Loops.SequenceEqual(loops)));
        for (var i = 0; i < stores.Count; i++)
        {
            var (one, isOnce) = (stores[i], IsOnce(stores[i].Loops));
            bool IsMet((StoreStep Store, IReadOnlyList<LoopStep> Loops) other) => !(isOnce && other.Loops.SequenceEqual(one.Loops)) && !AreApart(places.Value, other, one);
            if ((one.Loops.Count > 0 && !isOnce) || stores.Take(i).Any(IsMet))
                repeated.Add(one.Store);
        }

        return repeated;
    }

    // Stores that have no loop in common.
    private static bool AreApart(Places places, (StoreStep Store, IReadOnlyList<LoopStep> Loops) earlier, (StoreStep Store, IReadOnlyList<LoopStep> Loops) later)
    {
        if (earlier.Loops.Count > 0 && later.Loops.Count > 0 && earlier.Loops[0] == later.Loops[0])
            return false;
        return new Separation(places, earlier.Store, later.Store, RegionOf(places, earlier.Loops), RegionOf(places, later.Loops)).IsShown;
    }

    private static Region RegionOf(Places places, IReadOnlyList<LoopStep> loops) => loops.Count == 0 ? places.Top : places.RegionOf(loops[loops.Count - 1]);

    // Whether the stores of one body write each element at most once.
    private static bool IsOnceAmong(List<(StoreStep Store, IReadOnlyList<LoopStep> Loops)> stores)
    {
        var loops = stores[0].Loops;
        var array = stores[0].Store.Array;
        if (array.Type.Rank == 2)
            return stores.Count == 1 && loops.Count == 2 && array.Type.Row is null && IsByCounters(stores[0].Store.Indices, loops);
        return loops.Count switch
        {
            0 => AreApart(stores.ConvertAll(one => (one.Store, Place: one.Store.Indices[0] is { Kind: ValueKind.Literal } at ? (long)at.Number : (long?)null)), null),
            1 => CounterOf(loops[0]) is var (counter, step) && BeginningOf(stores) is var from
                && AreApart(stores.ConvertAll(one => (one.Store, Place: RestOf(one.Store.Indices[0], counter, from)?.Offset)), StrideOf(stores, counter, step, from)),
            2 => stores.Count == 1 && IsRowByRow(stores[0].Store.Indices[0], loops[0], loops[1]),
            _ => false,
        };
    }

    /// <summary>Whether the first that steps do with an array of a size is to give each of its elements a value, so that it may hold anything before.</summary>
    /// <param name="steps">The steps among which the array is made.</param>
    /// <param name="results">What is asked for in the end.</param>
    /// <param name="array">The array.</param>
    /// <param name="shape">How many elements it has along each index.</param>
    public static bool IsFilledFirst(IReadOnlyList<Step> steps, IEnumerable<Value> results, Value array, IReadOnlyList<Value> shape)
    {
        if (steps.Count(step => step is DefineStep define && define.Cell == array) > 1)
            return false;
        var first = steps.FirstOrDefault(step => !(step is DefineStep define && define.Cell == array) && Needs.Of([step], []).Contains(array));
        if (first is not LoopStep loop)
            return false;
        // Where nobody else asks for it, what each turn fills before it reads may hold anything before the loop.
        if (!IsFilled(loop, array, shape, []))
            return !Needs.Of(steps.Where(step => step != first && !(step is DefineStep define && define.Cell == array)), [.. results, loop.Condition]).Contains(array) && IsFilledFirst(loop.Body, loop.Carried.Select(carried => carried.Next), array, shape);
        // What was there before may be asked for afterwards.
        var before = loop.Stored.Where(stored => stored.Array == array).Select(stored => (int?)stored.Before).SingleOrDefault();
        return before is null || !Needs.Of(steps, results).Any(value => value.Kind == ValueKind.Element && (value.Operands[0] == array || value.Operands[0].Joined?.Arrays.Contains(array) == true) && Places.VersionOf(value) <= before);
    }

    private static bool IsFilled(LoopStep loop, Value array, IReadOnlyList<Value> shape, IReadOnlyList<Value> counters)
    {
        if (loop.Guard is not null || Assignment.CounterOfAll(loop, size => size == shape[counters.Count] || (TapeLength.IsAtLeastZero(shape[counters.Count]) && size == shape[counters.Count].Operands[0]) || (shape.Count == 1 && size is { Kind: ValueKind.Extent, Operands: [var other] } && other == array)) is not { } counter)
            return false;
        counters = [.. counters, counter];
        var at = loop.Body.ToList().FindIndex(step => Needs.Of([step], []).Contains(array));
        if (at < 0 || Needs.Of(loop.Body.Where((_, i) => i != at), [.. loop.Carried.Select(carried => carried.Next), loop.Condition]).Contains(array))
            return false;
        return counters.Count < shape.Count ? loop.Body[at] is LoopStep inner && IsFilled(inner, array, shape, counters)
            : loop.Body[at] is StoreStep { Guard: null } store && store.Array == array && store.Indices.SequenceEqual(counters) && !Needs.Of([], [.. store.Indices, store.Stored]).Contains(array);
    }

    // Its elements are read, or other code sees it.
    private static bool IsRead(IReadOnlyList<Step> steps, Value array) =>
        Needs.Of(steps, []).Any(value => value.Kind != ValueKind.Extent && value.Operands.Contains(array));

    private static List<(StoreStep Store, IReadOnlyList<LoopStep> Loops)> StoresOf(IReadOnlyList<Step> steps, Value array)
    {
        var stores = new List<(StoreStep Store, IReadOnlyList<LoopStep> Loops)>();
        Collect(steps, array, [], stores);
        return stores;
    }

    private static void Collect(IReadOnlyList<Step> steps, Value array, IReadOnlyList<LoopStep> around, List<(StoreStep Store, IReadOnlyList<LoopStep> Loops)> stores)
    {
        foreach (var step in steps)
        {
            if (step is StoreStep store && store.Array == array)
                stores.Add((store, around));
            if (step is LoopStep loop)
                Collect(loop.Body, array, [.. around, loop], stores);
        }
    }

    private static (Value Counter, int Step)? CounterOf(LoopStep loop)
    {
        foreach (var carried in loop.Carried)
        {
            if (carried.Current.Type.Text == "int" && Counter.StepOf(carried) is { } step)
                return (carried.Current, step);
        }

        return null;
    }

    // The places of the stores do not meet, and with a stride not in other turns either.
    private static bool AreApart(List<(StoreStep Store, long? Place)> stores, long? stride)
    {
        for (var i = 0; i < stores.Count; i++)
        {
            if (stores[i].Place is not { } place || stride == 0)
                return false;
            for (var j = 0; j < i; j++)
            {
                var apart = place - stores[j].Place!.Value;
                if ((stride is { } by ? apart % by == 0 : apart == 0) && !(apart == 0 && Exclude(stores[i].Store.Guard, stores[j].Store.Guard)))
                    return false;
            }
        }

        return true;
    }

    private static bool Exclude(Guard? one, Guard? other) =>
        one is not null && other is not null && one.Path.Any(a => other.Path.Any(b => a.Condition == b.Condition && a.Holds != b.Holds));

    // How far the places of one turn are from those of the next; 0 where that is not known.
    private static long StrideOf(IReadOnlyList<(StoreStep Store, IReadOnlyList<LoopStep> Loops)> stores, Value counter, int step, Value? from)
    {
        var factors = stores.Select(one => RestOf(one.Store.Indices[0], counter, from)?.Factor ?? 0).Distinct().ToList();
        return factors.Count == 1 ? factors[0] * step : 0;
    }

    // n + j: what the places of all stores begin at; null where they have nothing in common.
    private static Value? BeginningOf(List<(StoreStep Store, IReadOnlyList<LoopStep> Loops)> stores) =>
        stores.Select(one => one.Store.Indices[0] is { Kind: ValueKind.Add, Operands: [{ Kind: ValueKind.Extent or ValueKind.Input } from, _] } ? from : null).Distinct().ToList() is [var only] ? only : null;

    // factor·counter + rest, after where all begin
    private static (long Factor, long Offset)? RestOf(Value index, Value counter, Value? from = null)
    {
        switch (index)
        {
            case var same when same == counter:
                return (1, 0);
            case { Kind: ValueKind.Literal }:
                return (0, (long)index.Number);
            case { Kind: ValueKind.Add, Operands: [{ Kind: ValueKind.Extent or ValueKind.Input } same, var rest] } when same == from:
                return RestOf(rest, counter, null);
            case { Kind: ValueKind.Multiply, Operands: [{ Kind: ValueKind.Literal } a, var b] } when RestOf(b, counter) is var (factor, rest):
                return ((long)a.Number * factor, (long)a.Number * rest);
            case { Kind: ValueKind.Multiply, Operands: [var b, { Kind: ValueKind.Literal } a] } when RestOf(b, counter) is var (factor, rest):
                return ((long)a.Number * factor, (long)a.Number * rest);
            case { Kind: ValueKind.Add or ValueKind.Subtract, Operands: [var left, var right] } when RestOf(left, counter) is var (f, r) && RestOf(right, counter) is var (g, s):
                return index.Kind == ValueKind.Add ? (f + g, r + s) : (f - g, r - s);
            default:
                return null;
        }
    }

    // An element for each pair of what two loops count.
    private static bool IsByCounters(Value[] indices, IReadOnlyList<LoopStep> loops)
    {
        if (CounterOf(loops[0]) is not var (outer, outerStep) || CounterOf(loops[1]) is not var (inner, innerStep) || outerStep == 0 || innerStep == 0)
            return false;
        return (RestOf(indices[0], outer) is (not 0, _) && RestOf(indices[1], inner) is (not 0, _)) || (RestOf(indices[0], inner) is (not 0, _) && RestOf(indices[1], outer) is (not 0, _));
    }

    // i·n + j, where j counts from zero up to n.
    private static bool IsRowByRow(Value index, LoopStep outer, LoopStep inner) =>
        CounterOf(outer) is (var row, 1) && CounterOf(inner) is (var column, 1)
        && index is { Kind: ValueKind.Add, Operands: [{ Kind: ValueKind.Multiply, Operands: [var a, var b] }, var last] } && last == column
        && (a == row || b == row)
        && inner.Condition is { Kind: ValueKind.Less, Operands: [var counted, var bound] } && counted == column && bound == (a == row ? b : a)
        && inner.Carried.Any(carried => carried.Current == column && carried.Initial is { Kind: ValueKind.Literal, Number: 0 });
}
