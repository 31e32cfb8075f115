using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// What is cleared and then added to once at each of its elements is assigned instead: x̄ᵢ = …, as a person would write it, and nothing is read back. That is so where the first loop that mentions
/// the array goes through all its elements, and in each turn adds to one of them, under no condition.
/// </summary>
internal static class Assignment
{
    /// <summary>The steps of a gradient, with such arrays assigned.</summary>
    /// <param name="steps">The steps; arrays are cleared among the outermost.</param>
    /// <param name="gradients">The arrays that are differentiated, each with the one that receives its part of the gradient and is as long.</param>
    public static IReadOnlyList<Step> Instead(IReadOnlyList<Step> steps, IEnumerable<(Value Array, Value Gradient)> gradients)
    {
        var result = steps.ToList();
        foreach (var (array, gradient) in gradients)
        {
            // Members of structs are written together, and the rows of an array of arrays are several.
            if (gradient.Type is { Rank: > 1 } or { Part: not null } || gradient.JoinedIn is not null)
                continue;
            var clear = result.FindIndex(step => step is ClearStep { Guard: null } cleared && cleared.Array == gradient);
            var first = clear < 0 ? -1 : result.FindIndex(clear + 1, step => Mentions(step, gradient));
            if (first < 0 || result[first] is not LoopStep loop || Assigned(loop, array, gradient) is not { } assigned)
                continue;
            result[first] = assigned;
            result.RemoveAt(clear);
        }

        return result;
    }

    private static LoopStep? Assigned(LoopStep loop, Value array, Value gradient)
    {
        if (loop.Guard is not null || CounterOfAll(loop, array, gradient) is not { } counter)
            return null;
        var body = loop.Body.ToList();
        var at = body.FindIndex(step => step is AccumulateStep { Guard: null } sum && sum.Array == gradient);
        // What is chosen is added on each side of its condition, together with all that depends on it.
        if (at < 0 || body[at] is not AccumulateStep { Indices: [var index], Amount: { Kind: not ValueKind.Select } amount } || index != counter)
            return null;
        body.RemoveAt(at);
        // What is read between the clearing and the sum would be what was there before.
        if (Mentions(loop with { Body = body }, gradient) || Needs.Of([], [amount]).Contains(gradient))
            return null;
        body.Insert(at, new StoreStep(null, gradient, [counter], amount, -1, -1));
        return loop with { Body = body };
    }

    // The counter of a loop through all elements, upwards or downwards, that nothing leaves early.
    private static Value? CounterOfAll(LoopStep loop, Value array, Value gradient)
    {
        if (!loop.TestsFirst || loop.Condition is not { Operands: [var counter, var end] } || loop.Carried.FirstOrDefault(carried => carried.Current == counter) is not { } carried)
            return null;
        bool IsLength(Value value) => value is { Kind: ValueKind.Extent, Operands: [var other] } && (other == array || other == gradient);
        return (loop.Condition.Kind, Counter.StepOf(carried)) switch
        {
            (ValueKind.Less, 1) when carried.Initial is { Kind: ValueKind.Literal, Number: 0 } && IsLength(end) => counter,
            (ValueKind.GreaterOrEqual, -1) when end is { Kind: ValueKind.Literal, Number: 0 }
                && carried.Initial is { Kind: ValueKind.Subtract, Operands: [var length, { Kind: ValueKind.Literal, Number: 1 }] } && IsLength(length) => counter,
            _ => null,
        };
    }

    private static bool Mentions(Step step, Value array) => Needs.Of([step], []).Contains(array);
}
