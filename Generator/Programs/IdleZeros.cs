using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>An adjoint that is taken from its array for the last time need not be set to zero there: nobody reads it any more.</summary>
internal static class IdleZeros
{
    /// <summary>Removes such zeros.</summary>
    /// <param name="steps">The steps of the region in which the array is made.</param>
    /// <param name="array">An array of adjoints that the method makes for itself.</param>
    public static void Remove(List<Step> steps, Value array)
    {
        var read = new List<Value[]>();
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            switch (steps[i])
            {
                case StoreStep { Indices: var indices } store when store.Array == array && IsZero(store):
                    if (!read.TrueForAll(other => TurnOrder.None.AreApart(other, indices)))
                        return;
                    steps.RemoveAt(i);
                    break;
                case DefineStep define when Assignment.Taken(define, array) is { } taken:
                    read.Add(taken);
                    break;
                case LoopStep loop when read.Count == 0 && Needs.Of([loop], []).Contains(array):
                    if (AreTakenOnce(loop, array) || AreLeftBehind(loop, array))
                        steps[i] = Without(loop, array);
                    return;
                case var other when Needs.Of([other], []).Contains(array):
                    return;
            }
        }
    }

    /// <summary>Removes loops at the end in which adjoints of the method's own are set to zero, and nothing else is done.</summary>
    /// <param name="steps">The outermost steps.</param>
    public static void RemoveLast(List<Step> steps)
    {
        var own = new HashSet<Value>(steps.OfType<DefineStep>().Where(step => step is { Guard: null, Cell.Beside: (_, "Bar"), Definition.Kind: ValueKind.Verbatim }).Select(step => step.Cell));
        while (steps.Count > 0 && steps[steps.Count - 1] is LoopStep loop && SetsToZero(loop, own))
            steps.RemoveAt(steps.Count - 1);
    }

    private static bool SetsToZero(LoopStep loop, HashSet<Value> own) => loop.Carried is [{ Current.Type.Text: "int" }] && Counter.Of(loop, static _ => true) is not null && loop.Body.All(step => step switch
    {
        StoreStep store => IsZero(store) && (store.Array.Joined?.Arrays ?? [store.Array]).TrueForAll(own.Contains),
        DefineStep { Definition.Kind: ValueKind.Element } => true,
        LoopStep inner => SetsToZero(inner, own),
        _ => false,
    });

    private static bool IsZero(StoreStep store) => Assignment.IsZero(store.Stored);

    // Whether each element is set to zero once, and read before that only.
    private static bool AreTakenOnce(LoopStep loop, Value array)
    {
        if (!Filling.IsWrittenOnce([loop], array))
            return false;
        var others = new List<Value>(loop.Carried.SelectMany(carried => (Value[])[carried.Initial, carried.Next]).Append(loop.Condition));
        return AreTaken(loop.Body, array, others) && !Needs.Of([], others).Contains(array);
    }

    // Whether a turn has to do with its own element, which it takes and sets to zero, and otherwise with those of later turns only.
    private static bool AreLeftBehind(LoopStep loop, Value array)
    {
        if (array.Type.Rank > 1 || loop.Carried.FirstOrDefault(carried => loop.Condition.Operands.Contains(carried.Current) && Counter.StepOf(carried) is not null) is not { Current: var counter } head)
            return false;
        var others = new List<Value>(loop.Carried.SelectMany(carried => (Value[])[carried.Initial, carried.Next]).Append(loop.Condition));
        return AreAhead(loop.Body, array, others, TurnOrder.None.Within(loop), index => index == counter, (order, index) => Counter.StepOf(head) > 0 ? order.IsGreater(index, counter) : order.IsGreater(counter, index))
            && !Needs.Of([], others).Contains(array);
    }

    private static bool AreAhead(IReadOnlyList<Step> steps, Value array, List<Value> others, TurnOrder order, Func<Value, bool> isOwn, Func<TurnOrder, Value, bool> isAhead)
    {
        var isZero = false;
        foreach (var step in steps)
        {
            switch (step)
            {
                case StoreStep store when store.Array == array && IsZero(store) && isOwn(store.Indices[0]):
                    isZero = true;
                    others.AddRange(Needs.Guards(store));
                    break;
                case DefineStep define when Assignment.Taken(define, array) is [var index] && (isAhead(order, index) || (isOwn(index) && !isZero)):
                    break;
                case AccumulateStep sum when sum.Array == array && (isAhead(order, sum.Indices[0]) || (isOwn(sum.Indices[0]) && !isZero)):
                    others.AddRange([.. sum.Indices, sum.Amount, .. Needs.Guards(sum)]);
                    break;
                case LoopStep inner:
                    others.AddRange([.. Needs.Direct(inner), .. inner.Carried.Select(carried => carried.Next), inner.Condition]);
                    // A loop has several turns: what comes first in it comes after what is last in it, too.
                    if (!AreAhead(inner.Body, array, others, order.Within(inner), _ => false, isAhead))
                        return false;
                    break;
                // Whatever else is done with the array is found among the others.
                default:
                    others.AddRange(Needs.Direct(step));
                    break;
            }
        }

        return true;
    }

    // What else is read is put aside.
    private static bool AreTaken(IReadOnlyList<Step> steps, Value array, List<Value> others)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            switch (steps[i])
            {
                case StoreStep store when store.Array == array:
                    if (!IsZero(store))
                        return false;
                    others.AddRange([.. store.Indices, .. Needs.Guards(store)]);
                    break;
                case DefineStep define when Assignment.Taken(define, array) is { } taken:
                    if (!steps.Skip(i + 1).Any(later => later is StoreStep zero && zero.Array == array && zero.Indices.SequenceEqual(taken) && (zero.Guard is null || zero.Guard == define.Guard)))
                        return false;
                    break;
                case LoopStep inner:
                    others.AddRange([.. Needs.Direct(inner), .. inner.Carried.Select(carried => carried.Next), inner.Condition]);
                    if (!AreTaken(inner.Body, array, others))
                        return false;
                    break;
                default:
                    others.AddRange(Needs.Direct(steps[i]));
                    break;
            }
        }

        return true;
    }

    private static LoopStep Without(LoopStep loop, Value array) => loop with
    {
        Body = [.. loop.Body.Where(step => step is not StoreStep store || store.Array != array).Select(step => step is LoopStep inner ? Without(inner, array) : step)],
    };
}
