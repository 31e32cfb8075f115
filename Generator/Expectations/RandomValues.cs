using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>Which values of a program depend on draws, and on which.</summary>
internal sealed class RandomValues
{
    private static readonly HashSet<Value> None = [];

    private readonly HashSet<Value> draws;
    private readonly Dictionary<Value, HashSet<Value>> cells = [];
    private readonly Dictionary<Value, HashSet<Value>> known = [];
    private readonly Dictionary<Value, (LoopStep Loop, Carried Carried)> carried = [];
    private bool hasGrown;

    /// <param name="steps">The program.</param>
    /// <param name="draws">The inputs that are draws, or arrays of them.</param>
    public RandomValues(IReadOnlyList<Step> steps, IEnumerable<Value> draws)
    {
        this.draws = [.. draws];
        do
        {
            hasGrown = false;
            known.Clear();
            Walk(steps);
        }
        while (hasGrown);
    }

    /// <summary>The draws, and the arrays of draws, that a value depends on.</summary>
    public IReadOnlyCollection<Value> RootsOf(Value value)
    {
        if (draws.Contains(value))
            return [value];
        if (cells.TryGetValue(value, out var own))
            return own;
        if (value.IsLeaf || value.Kind == ValueKind.Extent)
            return None;
        if (known.TryGetValue(value, out var roots))
            return roots;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        roots = [.. value.Operands.SelectMany(RootsOf)];
        known.Add(value, roots);
        return roots;
    }

    public bool IsRandom(Value value) => RootsOf(value).Count > 0;

    /// <summary>Whether it is one draw: a number that is given, or an element of an array of draws.</summary>
    public bool IsDraw(Value value) => draws.Contains(value.Kind == ValueKind.Element ? value.Operands[0] : value) && value.Type.IsReal && value.Operands.Skip(1).All(index => !IsRandom(index));

    /// <summary>Whether it is a variable that depends on draws, or an element of an array that does.</summary>
    public bool IsVariable(Value value) => value.Kind switch
    {
        ValueKind.Cell => cells.TryGetValue(value, out var roots) && roots.Count > 0 && value.Type.IsReal,
        ValueKind.Element => cells.TryGetValue(value.Operands[0], out var roots) && roots.Count > 0 && value.Operands.Skip(1).All(index => !IsRandom(index)),
        _ => false,
    };

    /// <summary>The loop that carries a variable, and how; null for any other.</summary>
    public (LoopStep Loop, Carried Carried)? LoopOf(Value cell) => carried.TryGetValue(cell, out var found) ? found : null;

    /// <summary>The draws and variables that values are made of.</summary>
    public IEnumerable<Value> AtomsIn(IEnumerable<Value> roots)
    {
        var seen = new HashSet<Value>();
        var open = new Stack<Value>(roots);
        while (open.Count > 0)
        {
            var value = open.Pop();
            if (!seen.Add(value) || !IsRandom(value))
                continue;
            if (IsDraw(value) || IsVariable(value))
            {
                yield return value;
                continue;
            }

            foreach (var operand in value.Operands)
                open.Push(operand);
        }
    }

    private void Walk(IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            switch (step)
            {
                case DefineStep define:
                    Add(define.Cell, RootsOf(define.Definition));
                    break;
                case EffectStep effect:
                    foreach (var cell in effect.Cells)
                        Add(cell.Cell, RootsOf(effect.Code));
                    break;
                case StoreStep store:
                    Add(store.Array, RootsOf(store.Stored));
                    break;
                case AccumulateStep sum:
                    Add(sum.Array, RootsOf(sum.Amount));
                    break;
                case PopStep pop:
                    // What was kept is known by its own operands.
                    break;
                case LoopStep loop:
                    Walk(loop);
                    break;
            }

            foreach (var overwrite in step.Overwrites)
                Add(overwrite.Array, Needs.Direct(step).SelectMany(RootsOf));
        }
    }

    private void Walk(LoopStep loop)
    {
        foreach (var each in loop.Carried)
        {
            carried[each.Current] = carried[each.Final] = (loop, each);
            Add(each.Current, RootsOf(each.Initial));
        }

        Walk(loop.Body);
        foreach (var each in loop.Carried)
        {
            Add(each.Current, RootsOf(each.Next).Concat(each.Onward is null ? [] : RootsOf(each.Onward)));
            Add(each.Final, RootsOf(each.Current));
        }
    }

    private void Add(Value cell, IEnumerable<Value> roots)
    {
        if (!cells.TryGetValue(cell, out var all))
            cells.Add(cell, all = []);
        var count = all.Count;
        all.UnionWith(roots.ToList());
        if (all.Count == count)
            return;
        hasGrown = true;
        known.Clear();
    }
}
