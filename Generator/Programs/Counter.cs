using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>What a loop counts: from where, by how much, up to where.</summary>
/// <param name="Current">The counter at the beginning of a turn.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Step">By how much it changes in each turn.</param>
/// <param name="Bound">Where it ends.</param>
/// <param name="IsInclusive">Whether the bound itself is counted.</param>
/// <param name="IsTestedFirst">Whether the bound is asked for before the first turn.</param>
internal sealed record Counter(Value Current, Value Start, int Step, Value Bound, bool IsInclusive, bool IsTestedFirst)
{
    /// <summary>The counter on which alone it depends when the loop ends; null where there is none.</summary>
    public static Counter? Of(LoopStep loop, Places places, Region inner)
    {
        var condition = loop.Condition;
        if (condition.Kind is not (ValueKind.Less or ValueKind.LessOrEqual or ValueKind.Greater or ValueKind.GreaterOrEqual))
            return null;
        foreach (var carried in loop.Carried)
        {
            if (carried.Current.Type.Text != "int" || StepOf(carried) is not { } step || condition.Operands[0] != carried.Current
                || !places.IsOutside(condition.Operands[1], inner))
            {
                continue;
            }

            var isUpwards = condition.Kind is ValueKind.Less or ValueKind.LessOrEqual;
            return isUpwards == step > 0
                ? new Counter(carried.Current, carried.Initial, step, condition.Operands[1], condition.Kind is ValueKind.LessOrEqual or ValueKind.GreaterOrEqual, loop.TestsFirst)
                : null;
        }

        return null;
    }

    /// <summary>What a variable was a turn before, where that follows from what it is now: it counts, alternates or goes round. Null for any other.</summary>
    public static Value? Before(ValueGraph values, Carried carried, Value now)
    {
        if (carried.Current.Type.Text == "int" && StepOf(carried) is { } step)
            return values.Plus(now, values.Integer(-step));
        return carried.Next switch
        {
            { Kind: ValueKind.Not, Operands: [var other] } when other == carried.Current => values.Not(now),
            { Kind: ValueKind.Remainder, Operands: [{ Kind: ValueKind.Add, Operands: [var other, { Kind: ValueKind.Literal, Number: var by }] }, { Kind: ValueKind.Literal, Number: var round } all] }
                when other == carried.Current && by < round => values.Binary(ValueKind.Remainder, now.Type, values.Plus(now, values.Integer((long)(round - by))), all),
            _ => null,
        };
    }

    /// <summary>How many turns the loop has, as a real number, where it counts one by one.</summary>
    /// <param name="values">The values.</param>
    /// <param name="math">How <c>System.Math</c> is named.</param>
    public Value? Turns(ValueGraph values, string math)
    {
        if (Step is not (1 or -1) || Bound.Type.Text != "int")
            return null;
        var (from, to) = Step == 1 ? (Start, Bound) : (Bound, Start);
        var distance = from is { Kind: ValueKind.Literal, Number: var first } ? values.Plus(to, values.Integer((long)-first)) : values.Binary(ValueKind.Subtract, Model.ValueType.Int, to, from);
        distance = IsInclusive ? values.Plus(distance, values.Integer(1)) : distance;
        // A do loop runs once whatever its bound is.
        var least = IsTestedFirst ? 0 : 1;
        var count = (distance.Kind == ValueKind.Extent && IsTestedFirst) || (distance is { Kind: ValueKind.Literal, Number: var turns } && turns >= least) ? distance
            : values.Verbatim(Model.ValueType.Int, [math + ".Max(", IsTestedFirst ? ", 0)" : ", 1)"], distance);
        return values.Convert(values.Real, count, isExplicit: false);
    }

    /// <summary>By how much an integer changes in each turn, where that is a constant.</summary>
    public static int? StepOf(Carried carried) => carried.Next switch
    {
        { Kind: ValueKind.Add, Operands: [var left, { Kind: ValueKind.Literal, Number: var by }] } when left == carried.Current && by is > 0 and < 1_000_000 => (int)by,
        { Kind: ValueKind.Subtract, Operands: [var left, { Kind: ValueKind.Literal, Number: var by }] } when left == carried.Current && by is > 0 and < 1_000_000 => -(int)by,
        _ => null,
    };
}
