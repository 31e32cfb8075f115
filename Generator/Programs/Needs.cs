using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>What steps read.</summary>
internal static class Needs
{
    /// <summary>All values that steps and results are made of, down to the variables, or to what is given.</summary>
    public static HashSet<Value> Of(IEnumerable<Step> steps, IEnumerable<Value> results, HashSet<Value>? given = null)
    {
        var needed = new HashSet<Value>();
        foreach (var value in steps.SelectMany(All).Concat(results))
            Add(value, needed, given);
        return needed;
    }

    /// <summary>What a loop gives new values in each turn: its variables, and those of the loops in it.</summary>
    public static void AddOwn(LoopStep loop, HashSet<Value> own)
    {
        own.UnionWith(loop.Carried.Select(carried => carried.Current));
        foreach (var step in loop.Body)
        {
            own.UnionWith(Defined(step));
            if (step is LoopStep inner)
                AddOwn(inner, own);
        }
    }

    /// <summary>What is known once a step is done.</summary>
    public static IEnumerable<Value> Defined(Step step) => step switch
    {
        DefineStep define => [define.Cell],
        EffectStep effect => effect.Cells.Select(cell => cell.Cell),
        PopStep pop => pop.Values,
        LoopStep loop => loop.Carried.Select(carried => carried.Final),
        _ => [],
    };

    /// <summary>What is taken back from a tape.</summary>
    public static IEnumerable<Value> Popped(IEnumerable<Step> steps) => steps.SelectMany(step => step switch
    {
        PopStep pop => pop.Values,
        LoopStep loop => Popped(loop.Body),
        _ => Enumerable.Empty<Value>(),
    });

    /// <summary>The values that a step reads itself, not those of a loop's body.</summary>
    public static IEnumerable<Value> Direct(Step step)
    {
        IEnumerable<Value> own = step switch
        {
            ThrowStep exit => [exit.Exception],
            DefineStep define => [define.Definition],
            EffectStep effect => effect.Cells.Where(cell => cell.Before is not null).Select(cell => cell.Before!).Append(effect.Code),
            WriteBackStep back => [back.Stored],
            StoreStep store => store.Indices.Append(store.Stored).Append(store.Array),
            AccumulateStep sum => sum.Indices.Append(sum.Amount).Append(sum.Array),
            ClearStep clear => [clear.Array],
            PushStep push => push.Values,
            LoopStep loop => loop.Carried.Select(carried => carried.Initial),
            _ => [],
        };
        return own.Concat(Guards(step));
    }

    /// <summary>The conditions under which it happens.</summary>
    public static IEnumerable<Value> Guards(Step step) => step.Guard is null ? [] : step.Guard.Path.Select(guard => guard.Condition);

    /// <summary>The values that a step reads, with those of a loop's body.</summary>
    public static IEnumerable<Value> All(Step step) => step is LoopStep loop
        ? Direct(step).Concat(loop.Carried.Select(carried => carried.Next)).Append(loop.Condition).Concat(loop.Body.SelectMany(All))
        : Direct(step);

    private static void Add(Value root, HashSet<Value> needed, HashSet<Value>? given)
    {
        var open = new Stack<Value>([root]);
        while (open.Count > 0)
        {
            var value = open.Pop();
            if (!needed.Add(value) || given?.Contains(value) == true)
                continue;
            foreach (var operand in value.Joined?.Arrays ?? (IEnumerable<Value>)value.Operands)
                open.Push(operand);
        }
    }
}
