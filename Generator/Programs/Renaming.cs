using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>Steps in which some values stand in the place of others.</summary>
internal sealed class Renaming(ValueGraph values, IReadOnlyDictionary<Value, Value> others)
{
    private readonly Dictionary<Value, Value> renamed = [];
    private bool isAnew;

    /// <summary>One array in the place of another.</summary>
    public Renaming(ValueGraph values, Value array, Value by)
        : this(values, new Dictionary<Value, Value> { [array] = by })
    {
    }

    /// <summary>All operations made anew, in the order in which they were, so that they still are written in it.</summary>
    /// <param name="values">The values.</param>
    /// <param name="all">What steps and results are made of.</param>
    /// <param name="others">Some, with what stands in their place.</param>
    public static Renaming Anew(ValueGraph values, IEnumerable<Value> all, IReadOnlyDictionary<Value, Value> others)
    {
        var renaming = new Renaming(values, others) { isAnew = true };
        foreach (var value in all.OrderBy(value => value.Id))
            renaming.Of(value);
        // An element may be read under a condition on itself.
        foreach (var pair in renaming.renamed.Where(pair => pair.Key.ReadWithin.Count > 0).ToList())
            pair.Value.ReadWithin.AddRange(pair.Key.ReadWithin.Select(read => (renaming.Of(read.Guard)!, read.Depth)));
        return renaming;
    }

    public Step Of(Step step) => step switch
    {
        DefineStep define => define with { Guard = Of(define.Guard), Definition = Of(define.Definition) },
        StoreStep store => store with { Guard = Of(store.Guard), Array = Of(store.Array), Indices = Array.ConvertAll(store.Indices, Of), Stored = Of(store.Stored) },
        AccumulateStep sum => sum with { Guard = Of(sum.Guard), Array = Of(sum.Array), Indices = Array.ConvertAll(sum.Indices, Of), Amount = Of(sum.Amount), Element = sum.ElementAs(Of) },
        PushStep push => new PushStep([.. push.Values.Select(Of)]),
        PopStep pop => new PopStep([.. pop.Values.Select(Of)]),
        WriteBackStep back => back with { Guard = Of(back.Guard), Stored = Of(back.Stored) },
        EffectStep effect => effect with { Guard = Of(effect.Guard), Code = Of(effect.Code), Cells = [.. effect.Cells.Select(cell => cell with { Before = cell.Before is null ? null : Of(cell.Before) })], Overwrites = [.. effect.Overwrites.Select(overwrite => overwrite with { Array = Of(overwrite.Array) })] },
        ThrowStep exit => exit with { Guard = Of(exit.Guard), Exception = Of(exit.Exception) },
        LoopStep loop => loop with
        {
            Guard = Of(loop.Guard),
            Call = loop.Call is null ? null : Of(loop.Call),
            Carried = [.. loop.Carried.Select(Of)],
            Condition = Of(loop.Condition),
            Body = [.. loop.Body.Select(Of)],
            Stored = [.. loop.Stored.Select(stored => stored with { Array = Of(stored.Array) })],
        },
        _ => step,
    };

    public Carried Of(Carried carried) =>
        carried with { Initial = Of(carried.Initial), Next = Of(carried.Next), Onward = carried.Onward is null ? null : Of(carried.Onward) };

    public Guard? Of(Guard? guard) => guard is null ? null : new Guard(Of(guard.Condition), guard.Holds, Of(guard.Outer));

    public Value Of(Value value)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (others.TryGetValue(value, out var by))
            (value, by) = (by, value);
        if (value.Operands.Length == 0 || (isAnew && value.Kind == ValueKind.Component))
            return value;
        if (renamed.TryGetValue(value, out var known))
            return known;
        var operands = Array.ConvertAll(value.Operands, Of);
        var result = isAnew ? values.Anew(value, operands) : operands.SequenceEqual(value.Operands) ? value : Remade(values, value, operands);
        if (isAnew && result.Whole is { } whole)
            result.Whole = Of(whole);
        renamed.Add(value, result);
        return result;
    }

    /// <summary>The same operation on others, under the same name, and read where that is.</summary>
    public static Value Remade(ValueGraph values, Value value, Value[] operands)
    {
        var result = values.Remake(value, operands);
        // What comes to a variable or a number keeps that one's name.
        if (result.IsLeaf)
            return result;
        (result.Name, result.IsNamedByAuthor, result.Site) = (value.Name, value.IsNamedByAuthor, value.Site);
        result.ReadDepth = Math.Min(result.ReadDepth, value.ReadDepth);
        result.ReadWithin.AddRange(value.ReadWithin.Except(result.ReadWithin).ToList());
        return result;
    }
}
