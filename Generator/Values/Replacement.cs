using SymDiff.Generator.Unfolding;

namespace SymDiff.Generator.Values;

/// <summary>The same operations with other values in the place of some.</summary>
internal sealed class Replacement(ValueGraph values, IReadOnlyDictionary<Value, Value> replaced)
{
    private readonly Dictionary<Value, Value> made = [];

    public Value Of(Value value)
    {
        if (replaced.TryGetValue(value, out var other))
            return other;
        if (made.TryGetValue(value, out var known))
            return known;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        Value[] operands = [.. value.Operands.Select(Of)];
        var result = operands.SequenceEqual(value.Operands) ? value : Remade(value, operands);
        made.Add(value, result);
        return result;
    }

    public Guard? Of(Guard? guard) => guard is null ? null : new Guard(Of(guard.Condition), guard.Holds, Of(guard.Outer));

    /// <summary>A statement of a closed form.</summary>
    public Step Of(Step step) => step switch
    {
        ThrowStep exit => new ThrowStep(Of(exit.Guard), Of(exit.Exception)),
        DefineStep define => define with { Guard = Of(define.Guard), Definition = Of(define.Definition) },
        WriteBackStep back => new WriteBackStep(Of(back.Guard), back.Parameter, Of(back.Stored)),
        EffectStep effect => effect with { Guard = Of(effect.Guard), Code = Of(effect.Code), Cells = [.. effect.Cells.Select(cell => cell with { Before = cell.Before is { } before ? Of(before) : null })] },
        _ => step,
    };

    private Value Remade(Value value, Value[] operands)
    {
        var other = values.Remake(value, operands);
        if (values.IsWritten(value))
            values.Rewrite(other);
        (other.Name, other.IsNamedByAuthor, other.IsActive) = (other.Name ?? value.Name, other.IsNamedByAuthor || value.IsNamedByAuthor, value.IsActive);
        return other;
    }
}
