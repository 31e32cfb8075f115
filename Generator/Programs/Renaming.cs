using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>Steps in which one array stands in the place of another.</summary>
internal sealed class Renaming(ValueGraph values, Value array, Value by)
{
    private readonly Dictionary<Value, Value> renamed = [];

    public Step Of(Step step) => step switch
    {
        DefineStep define => define with { Guard = Of(define.Guard), Definition = Of(define.Definition) },
        StoreStep store => store with { Guard = Of(store.Guard), Array = Of(store.Array), Indices = Array.ConvertAll(store.Indices, Of), Stored = Of(store.Stored) },
        AccumulateStep sum => sum with { Guard = Of(sum.Guard), Array = Of(sum.Array), Indices = Array.ConvertAll(sum.Indices, Of), Amount = Of(sum.Amount) },
        PushStep push => new PushStep([.. push.Values.Select(Of)]),
        PopStep pop => new PopStep([.. pop.Values.Select(Of)]),
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

    private Guard? Of(Guard? guard) => guard is null ? null : new Guard(Of(guard.Condition), guard.Holds, Of(guard.Outer));

    private Value Of(Value value)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (value == array)
            return by;
        if (value.Operands.Length == 0)
            return value;
        if (renamed.TryGetValue(value, out var known))
            return known;
        var operands = Array.ConvertAll(value.Operands, Of);
        var result = operands.SequenceEqual(value.Operands) ? value : values.Remake(value, operands);
        if (result != value)
        {
            (result.Name, result.IsNamedByAuthor, result.Site) = (value.Name, value.IsNamedByAuthor, value.Site);
            result.ReadDepth = Math.Min(result.ReadDepth, value.ReadDepth);
            result.ReadWithin.AddRange(value.ReadWithin.Except(result.ReadWithin).ToList());
        }

        renamed.Add(value, result);
        return result;
    }
}
