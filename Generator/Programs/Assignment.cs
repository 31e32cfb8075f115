using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// What is cleared and then added to once at each of its elements is assigned instead: x̄ᵢ = …, as a person would write it, and nothing is read back. That is so where the first loop that mentions
/// the array goes through all its elements, and in each turn adds to one of them, under no condition; and of a single element where nothing has mentioned the array before.
/// </summary>
internal static class Assignment
{
    /// <summary>The steps of a gradient, with such arrays assigned.</summary>
    /// <param name="values">The values.</param>
    /// <param name="steps">The steps; arrays are cleared, or made, among the outermost.</param>
    /// <param name="gradients">The arrays that are differentiated, each with the one that receives its part of the gradient and is as long.</param>
    public static IReadOnlyList<Step> Instead(ValueGraph values, IReadOnlyList<Step> steps, IEnumerable<(Value Array, Value Gradient)> gradients)
    {
        var shared = new HashSet<Value>(Shared(steps));
        var result = AtOnce(TakenWithSum(values, new TakenOnce(values).Of(steps), shared), shared, TurnOrder.None);
        foreach (var (array, gradient) in gradients)
        {
            // Members of structs are written together, and the rows of an array of arrays are several.
            if (gradient.Type is { Rank: > 1 } or { Part: not null } || gradient.JoinedIn is not null)
                continue;
            var clear = result.FindIndex(step => step is ClearStep { Guard: null } cleared && cleared.Array == gradient);
            if (clear >= 0 && AssignFirst(result, clear, gradient, size => size is { Kind: ValueKind.Extent, Operands: [var other] } && (other == array || other == gradient)))
                result.RemoveAt(clear);
        }

        foreach (var made in result.OfType<DefineStep>().Where(IsOwn).ToList())
        {
            if (made.Cell.Type.Rank == 1)
                AssignFirst(result, result.IndexOf(made), made.Cell, size => size == made.Definition.Operands[0] || (size is { Kind: ValueKind.Extent, Operands: [var other] } && other == made.Cell));
            if (!shared.Contains(made.Cell))
                IdleZeros.Remove(result, made.Cell);
        }

        IdleZeros.RemoveLast(result);

        return result;
    }

    // Adjoints of an array of the method's own.
    private static bool IsOwn(DefineStep step) => step is { Guard: null, Cell: { Beside: (_, "Bar"), JoinedIn: null, Type: { IsArray: true, Rank: var rank, Row: null, Part: null } }, Definition: { Kind: ValueKind.Verbatim, Operands.Length: var extents } } && rank == extents;

    // The arrays of which others are parts or that stand for others, and these.
    private static IEnumerable<Value> Shared(IReadOnlyList<Step> steps) => steps.SelectMany(step => step switch
    {
        LoopStep loop => Shared(loop.Body),
        DefineStep { Cell.Type.IsArray: true, Definition.Kind: not ValueKind.Verbatim } define => Needs.Of([], [define.Definition]).Where(value => value.Type.IsArray).Append(define.Cell),
        _ => [],
    });

    // What is added to an element that is then taken and set to zero is added to what is taken.
    private static List<Step> TakenWithSum(ValueGraph values, IReadOnlyList<Step> steps, HashSet<Value> shared)
    {
        var result = new List<Step>();
        foreach (var step in steps)
        {
            if (step is StoreStep { Guard: null } zero && IsZero(zero.Stored) && result.Count > 1
                && result[result.Count - 1] is DefineStep { Guard: null, Definition: { Kind: ValueKind.Element } element } define && element.Operands[0] == zero.Array && element.Operands.Skip(1).SequenceEqual(zero.Indices)
                && SumBefore(result, zero, shared) is >= 0 and var at && result[at] is AccumulateStep sum
                && sum.Amount.Kind != ValueKind.Select && sum.Amount.Type.Equals(element.Type) && define.Cell.Type.Equals(element.Type) && sum.Element is null or { ReadDepth: < int.MaxValue })
            {
                result.RemoveAt(at);
                result[result.Count - 1] = define with { Definition = values.Arithmetic(ValueKind.Add, element, sum.Amount) };
            }

            result.Add(step is LoopStep loop ? loop with { Body = TakenWithSum(values, loop.Body, shared) } : step);
        }

        return result;
    }

    // What is added last to an element, before it is read: nothing in between has to do with the array, or changes what is added.
    private static int SumBefore(List<Step> steps, StoreStep zero, HashSet<Value> shared)
    {
        for (var i = steps.Count - 2; i >= 0; i--)
        {
            if (steps[i] is AccumulateStep { Guard: null } sum && sum.Array == zero.Array && sum.Indices.SequenceEqual(zero.Indices))
                return steps.Skip(i + 1).OfType<StoreStep>().Any(store => Reads(sum.Amount, store.Array)) ? -1 : i;
            if (steps[i] is not (DefineStep { Guard: null } or StoreStep { Guard: null }) || shared.Contains(zero.Array) || Mentions(steps[i], zero.Array) || OneOf(zero.Array).Any(one => Mentions(steps[i], one)))
                return -1;
        }

        return -1;
    }

    // What is set to zero and then added to is assigned, where nothing in between may be the same element: in any case, or where what was there before the zero is none itself.
    private static List<Step> AtOnce(IReadOnlyList<Step> steps, HashSet<Value> shared, TurnOrder order)
    {
        var result = new List<Step>();
        foreach (var step in steps)
        {
            if (step is AccumulateStep { Array: { JoinedIn: null } array } sum && sum.Amount.Kind != ValueKind.Select && !shared.Contains(array)
                && result.FindLastIndex(other => other is StoreStep { Guard: null } zero && IsZero(zero.Stored) && zero.Array == array && zero.Indices.SequenceEqual(sum.Indices)) is >= 0 and var at
                && (sum.Guard is null || (at > 0 && IsUnlessZero(sum.Guard, result[at - 1], array, sum.Indices)))
                && !sum.Indices.Append(sum.Amount).Any(value => Reads(value, array) || OneOf(array).Any(one => Reads(value, one)))
                && result.Skip(at + 1).All(other => !OneOf(array).Any(one => Mentions(other, one)) && (!Mentions(other, array) || IsElsewhere(other, array, sum.Indices, order))))
            {
                result.RemoveAt(at);
                result.Add(new StoreStep(sum.Guard, array, sum.Indices, sum.Amount, -1, -1));
            }
            else
            {
                result.Add(step is LoopStep loop ? loop with { Body = AtOnce(loop.Body, shared, order.Within(loop)) } : step);
            }
        }

        return result;
    }

    /// <summary>Whether a value is the number zero.</summary>
    public static bool IsZero(Value value) => value is { Kind: ValueKind.Literal, Number: 0 };

    // Whether something happens unless the variable is zero that an element has just been taken into.
    private static bool IsUnlessZero(Guard guard, Step before, Value array, Value[] indices) =>
        guard is { Outer: null, Condition: { Kind: ValueKind.Equal or ValueKind.NotEqual, Operands: [var asked, var zero] } condition } && IsZero(zero) && guard.Holds == (condition.Kind == ValueKind.NotEqual)
        && before is DefineStep { Guard: null, Cell: var cell, Definition: { Kind: ValueKind.Element } element } && cell == asked && element.Operands[0] == array && element.Operands.Skip(1).SequenceEqual(indices);

    // Whether all that a step does with the array it does with other elements.
    private static bool IsElsewhere(Step step, Value array, Value[] indices, TurnOrder order) => step switch
    {
        StoreStep store when store.Array == array => order.AreApart(store.Indices, indices) && !Needs.Of([], [.. store.Indices, store.Stored, .. Needs.Guards(store)]).Contains(array),
        AccumulateStep sum when sum.Array == array => order.AreApart(sum.Indices, indices) && !Needs.Of([], [.. sum.Indices, sum.Amount, .. Needs.Guards(sum)]).Contains(array),
        DefineStep define when Taken(define, array) is { } taken => order.AreApart(taken, indices),
        _ => false,
    };

    /// <summary>Of a variable that is made of one element of an array, and of nothing else that is in it, which element; null of any other.</summary>
    public static Value[]? Taken(DefineStep define, Value array)
    {
        var elements = Needs.Of([], [define.Definition]).Where(value => value.Operands.Contains(array)).ToList();
        if (elements is not [{ Kind: ValueKind.Element } element])
            return null;
        Value[] indices = [.. element.Operands.Skip(1)];
        return Needs.Of([], [.. indices, .. Needs.Guards(define)]).Contains(array) ? null : indices;
    }

    // Assigns where an array of zeros is added to first; whether that leaves nothing of the zeros.
    private static bool AssignFirst(List<Step> steps, int after, Value array, Func<Value, bool> isSize)
    {
        var first = steps.FindIndex(after + 1, step => Mentions(step, array));
        if (first < 0)
            return false;
        if (steps[first] is LoopStep loop)
        {
            if (Assigned(loop, array, isSize) is not { } assigned)
                return false;
            steps[first] = assigned;
            return true;
        }

        var places = new HashSet<double>();
        for (var i = first; i < steps.Count; i++)
        {
            if (!Mentions(steps[i], array))
                continue;
            // Of several elements all are at constant places, each at its own.
            if (steps[i] is not AccumulateStep { Guard: null, Indices: [var index], Amount: { Kind: not ValueKind.Select } amount } sum || sum.Array != array || sum.Element is { ReadDepth: > 0 } || Reads(amount, array)
                || !(index.Kind == ValueKind.Literal ? places.Add(index.Number) : places.Count == 0))
                break;
            steps[i] = new StoreStep(null, array, sum.Indices, amount, -1, -1);
            if (index.Kind != ValueKind.Literal)
                break;
        }

        return false;
    }

    private static LoopStep? Assigned(LoopStep loop, Value gradient, Func<Value, bool> isSize)
    {
        if (loop.Guard is not null || CounterOfAll(loop, isSize) is not { } counter)
            return null;
        var body = loop.Body.ToList();
        var at = body.FindIndex(step => step is AccumulateStep { Guard: null } sum && sum.Array == gradient);
        // What is chosen is added on each side of its condition, together with all that depends on it.
        if (at < 0 || body[at] is not AccumulateStep { Indices: [var index], Amount: { Kind: not ValueKind.Select } amount } || index != counter)
            return null;
        body.RemoveAt(at);
        // What is read between the clearing and the sum would be what was there before.
        if (Mentions(loop with { Body = body }, gradient) || Reads(amount, gradient))
            return null;
        body.Insert(at, new StoreStep(null, gradient, [counter], amount, -1, -1));
        return loop with { Body = body };
    }

    /// <summary>The counter of a loop through all elements, upwards or downwards, that nothing leaves early; null of any other.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="isSize">Whether a value is the number of elements.</param>
    public static Value? CounterOfAll(LoopStep loop, Func<Value, bool> isSize)
    {
        if (!loop.TestsFirst || loop.Condition is not { Operands: [var counter, var end] } || loop.Carried.FirstOrDefault(carried => carried.Current == counter) is not { } carried)
            return null;
        return (loop.Condition.Kind, Counter.StepOf(carried)) switch
        {
            (ValueKind.Less, 1) when carried.Initial is { Kind: ValueKind.Literal, Number: 0 } && isSize(end) => counter,
            (ValueKind.GreaterOrEqual, -1) when end is { Kind: ValueKind.Literal, Number: 0 }
                && carried.Initial is { Kind: ValueKind.Subtract, Operands: [var length, { Kind: ValueKind.Literal, Number: 1 }] } && isSize(length) => counter,
            _ => null,
        };
    }

    // What an array stands for, or what stands for it.
    private static List<Value> OneOf(Value array) => array.Joined?.Arrays ?? (array.JoinedIn is { } all ? [all] : []);

    private static bool Mentions(Step step, Value array) => Needs.Of([step], []).Contains(array);

    private static bool Reads(Value value, Value array) => Needs.Of([], [value]).Contains(array);
}
