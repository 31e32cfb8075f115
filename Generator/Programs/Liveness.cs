using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>Leaves out what neither the results nor anybody outside can see.</summary>
internal sealed class Liveness
{
    private readonly HashSet<Value> live = [];
    private readonly HashSet<Value> made = [];
    private readonly Dictionary<Value, Value> wholes = [];
    private bool hasGrown;
    private bool withModels;

    /// <param name="steps">The steps.</param>
    /// <param name="results">What is asked for in the end.</param>
    /// <param name="withModels">Whether what calls of the framework amount to is kept beside them.</param>
    public static List<Step> Keep(IReadOnlyList<Step> steps, IEnumerable<Value> results, bool withModels = false)
    {
        var liveness = new Liveness { withModels = withModels };
        liveness.Collect(steps);
        foreach (var result in results)
            liveness.Mark(result);
        do
        {
            liveness.hasGrown = false;
            liveness.Mark(steps);
        }
        while (liveness.hasGrown);

        return liveness.Kept(steps);
    }

    // The arrays that the steps themselves make: what is written to any other is seen from outside.
    private void Collect(IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            if (step is DefineStep { Definition: { Kind: ValueKind.View } view } part)
                wholes[part.Cell] = view.Operands[0];
            else if (step is DefineStep define)
                made.Add(define.Cell);
            else if (step is LoopStep loop)
                Collect(loop.Body);
        }
    }

    private void Mark(Value root)
    {
        var open = new Stack<Value>([root]);
        while (open.Count > 0)
        {
            var value = open.Pop();
            if (!live.Add(value))
                continue;
            hasGrown = true;
            if (withModels && value.Model is { } model)
                open.Push(model);
            if (value.JoinedIn is { } all)
                open.Push(all);
            foreach (var operand in value.Joined?.Arrays ?? (IEnumerable<Value>)value.Operands)
                open.Push(operand);
        }
    }

    private void Mark(IReadOnlyList<Step> steps)
    {
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            if (!IsLive(steps[i]))
                continue;
            foreach (var value in steps[i] is LoopStep ? Needs.Guards(steps[i]) : Needs.Direct(steps[i]))
                Mark(value);
            if (steps[i] is LoopStep loop)
                Mark(loop);
        }
    }

    private void Mark(LoopStep loop)
    {
        Mark(loop.Condition);
        foreach (var carried in loop.Carried.Where(IsLive))
        {
            Mark(carried.Initial);
            Mark(carried.Next);
        }

        Mark(loop.Body);
    }

    private bool IsLive(Carried carried) => live.Contains(carried.Current) || live.Contains(carried.Final);

    private bool IsMade(Value array) => array.Joined is { } joined ? joined.Arrays.TrueForAll(made.Contains) : made.Contains(array);

    private bool IsLive(Step step) => step switch
    {
        DefineStep { Cell.Model: not null } given => live.Contains(given.Cell),
        DefineStep define => live.Contains(define.Cell) || define.Definition.Kind == ValueKind.Verbatim && define.Definition.Type.Kind != Model.NumberKind.Array,
        StoreStep store => IsSeen(store.Array),
        AccumulateStep sum => IsSeen(sum.Array),
        LoopStep loop => loop.Carried.Any(carried => live.Contains(carried.Final)) || loop.Body.Any(IsLive),
        // A function that only gives numbers, with their tangents.
        EffectStep { Code.Called: { Part: PullbackPart.Value, Moved: not null }, Overwrites.Count: 0 } call => call.Cells.Any(written => live.Contains(written.Cell)),
        _ => true,
    };

    private bool IsSeen(Value array) => wholes.TryGetValue(array, out var whole) ? IsSeen(whole) : !IsMade(array) || live.Contains(array);

    private List<Step> Kept(IReadOnlyList<Step> steps)
    {
        var kept = new List<Step>();
        foreach (var step in steps)
        {
            switch (step)
            {
                case LoopStep loop when IsLive(loop):
                    kept.Add(loop with { Carried = [.. loop.Carried.Where(IsLive)], Body = Kept(loop.Body) });
                    break;
                case not LoopStep when IsLive(step):
                    kept.Add(step);
                    break;
            }
        }

        return kept;
    }
}
