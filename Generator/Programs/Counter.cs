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
    /// <summary>What is added to the counter where it is compared with the bound: i + 2 &lt; n.</summary>
    public int Ahead { get; init; }

    /// <summary>The counter on which alone it depends when the loop ends; null where there is none.</summary>
    public static Counter? Of(LoopStep loop, Places places, Region inner) => Of(loop, bound => places.IsOutside(bound, inner));

    /// <inheritdoc cref="Of(LoopStep, Places, Region)"/>
    /// <param name="loop">The loop.</param>
    /// <param name="isKnown">Whether a value is the same in all turns.</param>
    public static Counter? Of(LoopStep loop, Func<Value, bool> isKnown)
    {
        foreach (var carried in loop.Carried)
        {
            if (carried.Current.Type.Text == "int" && StepOf(carried) is { } step && CounterTest.Of(loop.Condition, carried.Current) is { } test && isKnown(test.Bound))
                return test.IsUpwards == step > 0 ? new Counter(carried.Current, carried.Initial, step, test.Bound, test.IsInclusive, loop.TestsFirst) { Ahead = test.Ahead } : null;
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
        var distance = Distance(values);
        // A do loop runs once whatever its bound is.
        var least = IsTestedFirst ? 0 : 1;
        var count = (distance.Kind == ValueKind.Extent && IsTestedFirst) || (distance is { Kind: ValueKind.Literal, Number: var turns } && turns >= least) ? distance
            : values.Verbatim(ValueType.Int, [math + ".Max(", IsTestedFirst ? ", 0)" : ", 1)"], distance);
        return values.Convert(values.Real, count, isExplicit: false);
    }

    /// <summary>How many turns a loop has that tests first: none where it is negative.</summary>
    public Value Count(ValueGraph values)
    {
        var each = Math.Abs(Step);
        return each == 1 ? Distance(values) : values.Binary(ValueKind.Divide, ValueType.Int, values.Plus(Distance(values), values.Integer(each - 1)), values.Integer(each));
    }

    /// <summary>What it counts last in a loop that tests first; beyond where it begins, by a step, where there is no turn.</summary>
    public Value Last(ValueGraph values)
    {
        if (Step is 1 or -1)
            return values.Plus(Bound, values.Integer((IsInclusive ? 0 : -Step) - Ahead));
        var way = values.Binary(ValueKind.Multiply, ValueType.Int, Count(values), values.Integer(Math.Abs(Step)));
        return Step < 0 ? values.Plus(values.Binary(ValueKind.Subtract, ValueType.Int, Start, way), values.Integer(-Step))
            : values.Plus(Start.Kind == ValueKind.Literal ? values.Plus(way, Start) : values.Plus(Start, way), values.Integer(-Step));
    }

    // From where it begins to the first that it does not reach.
    private Value Distance(ValueGraph values)
    {
        var end = values.Plus(Bound, values.Integer(-Ahead + (!IsInclusive ? 0 : Step > 0 ? 1 : -1)));
        var (from, to) = Step > 0 ? (Start, end) : (end, Start);
        return from is { Kind: ValueKind.Literal, Number: var first } ? values.Plus(to, values.Integer((long)-first)) : values.Binary(ValueKind.Subtract, ValueType.Int, to, from);
    }

    /// <summary>By how much an integer changes in each turn, where that is a constant.</summary>
    public static int? StepOf(Carried carried) => carried.Next switch
    {
        { Kind: ValueKind.Add, Operands: [var left, { Kind: ValueKind.Literal, Number: var by }] } when left == carried.Current && by is > 0 and < 1_000_000 => (int)by,
        { Kind: ValueKind.Subtract, Operands: [var left, { Kind: ValueKind.Literal, Number: var by }] } when left == carried.Current && by is > 0 and < 1_000_000 => -(int)by,
        _ => null,
    };
}
