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
    private static IEnumerable<Value> Defined(Step step) => step switch
    {
        DefineStep define => [define.Cell],
        EffectStep effect => effect.Cells.Select(cell => cell.Cell),
        PopStep pop => pop.Values,
        LoopStep loop => loop.Carried.Select(carried => carried.Final),
        _ => [],
    };

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

    private static IEnumerable<Value> All(Step step) => step is LoopStep loop
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
            foreach (var operand in value.Operands)
                open.Push(operand);
        }
    }

    /// <summary>What the reverse sweep of a loop's body must be given: what was known in the turn, and cannot be computed again from what still is.</summary>
    public sealed class Leaves(ProgramAdjoint program, Region inner, IEnumerable<Value> restored)
    {
        private HashSet<Value> there = [.. restored];
        private readonly SortedDictionary<int, Value> leaves = [];

        public List<Value> Of(IReadOnlyList<Step> steps, IEnumerable<Value> results)
        {
            Visit(steps);
            foreach (var value in results)
                Visit(value);
            return Composed([.. leaves.Values], [.. steps.SelectMany(All), .. results]);
        }

        // Where no more numbers are kept by it, what is made of them is kept instead: it need not be computed again.
        private List<Value> Composed(List<Value> kept, List<Value> roots)
        {
            var known = new Dictionary<Value, Origin>();
            foreach (var leaf in kept)
                known[leaf] = Origin.Kept;
            var composed = new SortedDictionary<int, Value>();
            var seen = new HashSet<Value>();
            var open = new Stack<Value>(roots);
            while (open.Count > 0)
            {
                var value = open.Pop();
                if (!seen.Add(value))
                    continue;
                var origin = OriginOf(value, known);
                if (origin == Origin.Kept)
                {
                    if (!value.Type.IsReal && !kept.Contains(value))
                        return kept;
                    composed[value.Id] = value;
                }
                else if (origin == Origin.Late)
                {
                    foreach (var operand in value.Operands)
                        open.Push(operand);
                }
            }

            return composed.Count <= kept.Count ? [.. composed.Values] : kept;
        }

        private Origin OriginOf(Value value, Dictionary<Value, Origin> known)
        {
            if (known.TryGetValue(value, out var origin))
                return origin;
            System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
            // At the end of a turn only what is the turn's own can be kept.
            var place = program.Places.Of(value);
            origin = place.Region.Depth > inner.Depth || (value.Kind == ValueKind.Cell && place.Time == AdjointRegion.Late) ? Origin.Late : Origin.Known;
            foreach (var operand in value.Operands)
                origin = (Origin)Math.Max((int)origin, (int)OriginOf(operand, known));
            // What is read from adjoints, or counted backwards, is the reverse sweep's.
            if (value.Kind == ValueKind.Element && program.IsAdjoint(value.Operands[0]))
                origin = Origin.Late;
            known.Add(value, origin);
            return origin;
        }

        private enum Origin
        {
            Known,
            Kept,
            Late,
        }

        private void Visit(IReadOnlyList<Step> steps)
        {
            foreach (var step in steps)
                there.UnionWith(Defined(step));
            foreach (var step in steps)
            {
                foreach (var value in Direct(step))
                    Visit(value);
                if (step is not LoopStep loop)
                    continue;
                // What a loop defines, it defines for itself.
                var around = there;
                there = [.. around, .. loop.Carried.Select(carried => carried.Current)];
                Visit(loop.Body);
                Visit(loop.Condition);
                foreach (var carried in loop.Carried)
                    Visit(carried.Next);
                there = around;
            }
        }

        private void Visit(Value value)
        {
            System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
            if (there.Contains(value) || value.Kind is ValueKind.Literal or ValueKind.Input || !IsOfTurn(value))
                return;
            if (value.Kind == ValueKind.Cell)
            {
                // What only the reverse sweep has is its own.
                if (program.Places.Of(value).Time != AdjointRegion.Late)
                    leaves[value.Id] = value;
                return;
            }

            if (value.Kind == ValueKind.Element && program.IsStale(value))
            {
                leaves[value.Id] = value;
                return;
            }

            there.Add(value);
            foreach (var operand in value.Operands)
                Visit(operand);
        }

        private bool IsOfTurn(Value value) => program.Places.Of(value) is { Region: var region } && region.Depth >= inner.Depth;
    }
}
