using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// What a turn has stored on one side of a condition is read from the array where that side is reversed: <c>l[i, j] = i == j ? Math.Sqrt(s) : s / l[j, j]</c> is the root on the one side and the quotient on the
/// other, and neither is computed again.
/// </summary>
internal sealed class ReadBack
{
    private readonly ValueGraph values;
    private readonly Dictionary<(Value Condition, bool Holds), Dictionary<Value, Value>> elements = [];
    private readonly Dictionary<(Value Condition, bool Holds), Renaming> sides = [];
    private readonly Dictionary<Value, Value> read = [];

    /// <param name="program">The program.</param>
    /// <param name="region">The body of a loop that runs backwards.</param>
    /// <param name="isThere">Whether a place is known in the reverse sweep.</param>
    public ReadBack(ProgramAdjoint program, Region region, Func<Value, bool> isThere)
    {
        values = program.Values;
        foreach (var store in region.Steps.OfType<StoreStep>().Where(store => SidesOf(store).Any() && Array.TrueForAll(store.Indices, isThere.Invoke)))
        {
            if (Recording.ElementOf(program, region, store) is not { } element)
                continue;
            foreach (var (condition, holds, stored) in SidesOf(store))
            {
                if (!elements.TryGetValue((condition, holds), out var known))
                    elements.Add((condition, holds), known = []);
                known[stored] = element;
            }
        }

        foreach (var pair in elements)
            sides.Add(pair.Key, new Renaming(values, pair.Value));
    }

    /// <summary>What a step stores where a condition is settled.</summary>
    public static IEnumerable<(Value Condition, bool Holds, Value Stored)> SidesOf(StoreStep store)
    {
        IEnumerable<(Value Condition, bool Holds, Value Stored)> sides = (store.Guard, store.Stored) switch
        {
            ({ Outer: null, Condition: var condition, Holds: var holds }, var stored) => [(condition, holds, stored)],
            (null, { Kind: ValueKind.Select, Operands: [var condition, var whenTrue, var whenFalse] }) => [(condition, true, whenTrue), (condition, false, whenFalse)],
            _ => [],
        };
        return sides.Where(side => side.Stored.Kind is not (ValueKind.Literal or ValueKind.Input) && side.Stored.Type.Equals(store.Array.Type.Elements[0]));
    }

    public Step Of(Step step)
    {
        if (elements.Count == 0)
            return step;
        Step result = step switch
        {
            DefineStep define => define with { Definition = Of(define.Definition) },
            StoreStep store => store with { Stored = Of(store.Stored) },
            AccumulateStep sum => sum with { Amount = Of(sum.Amount) },
            LoopStep loop => loop with { Carried = [.. loop.Carried.Select(Of)], Body = [.. loop.Body.Select(Of)] },
            _ => step,
        };
        foreach (var guard in step.Guard?.Path ?? [])
        {
            if (sides.TryGetValue((guard.Condition, guard.Holds), out var side))
                result = side.Of(result) with { Guard = step.Guard };
        }

        return result;
    }

    public Carried Of(Carried carried) => carried with { Initial = Of(carried.Initial), Next = Of(carried.Next) };

    /// <summary>The same value; on either side of a condition it reads what has been stored there.</summary>
    public Value Of(Value value)
    {
        if (value.IsLeaf || elements.Count == 0)
            return value;
        if (read.TryGetValue(value, out var known))
            return known;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var operands = Array.ConvertAll(value.Operands, Of);
        if (value.Kind == ValueKind.Select)
            operands = [operands[0], Side(value.Operands[0], true, operands[1]), Side(value.Operands[0], false, operands[2])];
        var result = operands.SequenceEqual(value.Operands) ? value : Renaming.Remade(values, value, operands);
        read.Add(value, result);
        return result;
    }

    private Value Side(Value condition, bool holds, Value value) => sides.TryGetValue((condition, holds), out var side) ? side.Of(value) : value;
}
