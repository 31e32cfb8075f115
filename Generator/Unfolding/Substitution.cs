using SymDiff.Generator.Programs;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <summary>A program in which values stand for others.</summary>
internal sealed class Substitution(ValueGraph values, IReadOnlyDictionary<Value, Value> others)
{
    private readonly Dictionary<Value, Value> known = [];

    /// <summary>The value, made of the others.</summary>
    public Value Of(Value value)
    {
        if (others.TryGetValue(value, out var other))
            return other;
        if (value.Operands.Length == 0)
            return value;
        if (known.TryGetValue(value, out var made))
            return made;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        Value[] operands = [.. value.Operands.Select(Of)];
        made = operands.SequenceEqual(value.Operands) ? value : Remade(value, operands);
        known.Add(value, made);
        return made;
    }

    /// <summary>The steps, over the others.</summary>
    public List<Step> Of(IEnumerable<Step> steps) => [.. steps.Select(Of)];

    private Step Of(Step step) => step switch
    {
        ThrowStep exit => exit with { Guard = Of(exit.Guard), Exception = Of(exit.Exception) },
        DefineStep define => define with { Guard = Of(define.Guard), Definition = Of(define.Definition) },
        WriteBackStep back => back with { Guard = Of(back.Guard), Stored = Of(back.Stored) },
        EffectStep effect => effect with { Guard = Of(effect.Guard), Code = Of(effect.Code), Cells = [.. effect.Cells.Select(cell => cell with { Before = cell.Before is null ? null : Of(cell.Before) })], Overwrites = [.. effect.Overwrites.Select(overwrite => overwrite with { Array = Of(overwrite.Array) })] },
        StoreStep store => store with { Guard = Of(store.Guard), Array = Of(store.Array), Indices = [.. store.Indices.Select(Of)], Stored = Of(store.Stored) },
        AccumulateStep sum => sum with { Guard = Of(sum.Guard), Array = Of(sum.Array), Indices = [.. sum.Indices.Select(Of)], Amount = Of(sum.Amount), Element = sum.ElementAs(Of) },
        ClearStep clear => clear with { Guard = Of(clear.Guard), Array = Of(clear.Array) },
        PushStep push => new PushStep([.. push.Values.Select(Of)]),
        PopStep pop => new PopStep([.. pop.Values.Select(Of)]),
        LoopStep loop => loop with
        {
            Guard = Of(loop.Guard),
            Carried = [.. loop.Carried.Select(carried => carried with { Initial = Of(carried.Initial), Next = Of(carried.Next), Onward = carried.Onward is null ? null : Of(carried.Onward) })],
            Condition = Of(loop.Condition),
            Body = Of(loop.Body),
            Stored = [.. loop.Stored.Select(stored => stored with { Array = Of(stored.Array) })],
        },
        _ => step,
    };

    private Guard? Of(Guard? guard) => guard is null ? null : new Guard(Of(guard.Condition), guard.Holds, Of(guard.Outer));

    private Value Remade(Value value, Value[] operands)
    {
        var made = values.Remake(value, operands);
        (made.Name, made.IsNamedByAuthor, made.Site, made.ReadDepth) = (made.Name ?? value.Name, value.IsNamedByAuthor, value.Site, Math.Min(made.ReadDepth, value.ReadDepth));
        made.ReadWithin.AddRange(value.ReadWithin.Select(within => (Of(within.Guard)!, within.Depth)));
        return made;
    }
}
