using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>What is added to adjoints under one condition stands together, so that it is one <c>if</c>: additions may be made in any order.</summary>
internal static class Gathering
{
    // Over how many steps one is moved at most.
    private const int Farthest = 32;

    /// <summary>The steps, those that only add to adjoints moved up behind earlier ones under the same condition.</summary>
    public static List<Step> Of(IReadOnlyList<Step> steps)
    {
        var gathered = new List<Step>();
        foreach (var step in steps)
        {
            var next = step is LoopStep loop ? loop with { Body = Of(loop.Body) } : step;
            gathered.Insert(next is AccumulateStep { Guard: { } guard } sum ? PlaceFor(sum, guard.Path.First(), gathered) : gathered.Count, next);
        }

        return gathered;
    }

    private static int PlaceFor(AccumulateStep sum, Guard guard, List<Step> before)
    {
        var needs = Needs.Of([sum], []);
        for (var i = before.Count - 1; i >= 0 && before.Count - i <= Farthest; i--)
        {
            if (before[i].Guard?.Path.First() == guard)
                return before[i] is LoopStep ? before.Count : i + 1;
            if (!MayPass(sum, needs, before[i]))
                break;
        }

        return before.Count;
    }

    // Whether it is the same if it is added before another step.
    private static bool MayPass(AccumulateStep sum, HashSet<Value> needs, Step other) => other switch
    {
        DefineStep { Cell.Type.IsArray: false, Definition: { Kind: ValueKind.Element } or { Called: null, MayFail: false } } define => !needs.Contains(define.Cell) && !Reads(Needs.Of([define], []), sum.Array),
        AccumulateStep another => !Reads(Needs.Of([], another.Indices.Append(another.Amount).Concat(Needs.Guards(another))), sum.Array)
            && (IsSame(another.Array, sum.Array) || !Reads(needs, another.Array)),
        StoreStep store => !IsSame(store.Array, sum.Array) && !Reads(needs, store.Array) && !Reads(Needs.Of([], store.Indices.Append(store.Stored).Concat(Needs.Guards(store))), sum.Array),
        _ => false,
    };

    private static bool Reads(HashSet<Value> needs, Value array) => needs.Any(value => value.Kind is not ValueKind.Extent && value.Operands.Any(operand => operand.Type.IsArray && IsSame(operand, array)));

    // Arrays that change places with others may be any of these.
    private static bool IsSame(Value one, Value other) => WholeOf(one) == WholeOf(other) || one.Joined is not null || other.Joined is not null || (one.JoinedIn is { } joined && joined == other.JoinedIn);

    private static Value WholeOf(Value array) => array.Kind is ValueKind.View or ValueKind.Row ? WholeOf(array.Operands[0]) : array;
}
