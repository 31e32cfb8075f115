using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// Which of what a program writes can still reach its result: followed from the result back through its steps (Hascoët, Naumann and Pascual, "To be recorded" analysis in
/// reverse-mode automatic differentiation, Future Generation Computer Systems 21, 2005, section 2). All else has an adjoint of zero, which would be spoilt by the partials
/// of a number that has grown beyond all bounds without anybody asking for it.
/// </summary>
internal sealed class Usefulness
{
    private readonly HashSet<Value> useful = [];
    private readonly HashSet<StoreStep> stores = [];
    private readonly HashSet<EffectStep> calls = [];
    private readonly Dictionary<Value, HashSet<Value>> together = [];
    private readonly Dictionary<Value, int> latest = [];
    private int changes;

    /// <param name="steps">The program.</param>
    /// <param name="result">What it gives.</param>
    /// <param name="left">The arrays in which it leaves what somebody else reads.</param>
    public Usefulness(IReadOnlyList<Step> steps, Value result, IEnumerable<Value>? left = null)
    {
        Join(steps);
        Ask(result);
        foreach (var array in left ?? [])
            Ask(array, int.MaxValue);
        Follow(steps);
    }

    /// <summary>Whether what it stores is read again, for the result's sake.</summary>
    public bool Contains(StoreStep store) => stores.Contains(store);

    /// <summary>Whether anything is that a function gives, or leaves in arrays.</summary>
    public bool Contains(EffectStep call) => calls.Contains(call);

    /// <summary>Whether somebody asks for what a function has left in an array.</summary>
    public bool Contains(Overwrite overwrite) => LatestOf(overwrite.Array) >= overwrite.After;

    /// <summary>Whether what it holds, in a turn or after the loop, is.</summary>
    public bool Contains(Carried carried) => useful.Contains(carried.Current) || useful.Contains(carried.Final);

    /// <summary>Whether anything is that a loop stores in arrays that are meant.</summary>
    public bool StoresIn(LoopStep loop, Func<Value, bool> isMeant) =>
        loop.Body.Any(step => step switch
        {
            StoreStep { Array.IsActive: true } store => isMeant(store.Array) && Contains(store),
            EffectStep { Code.Called: not null } call => call.Overwrites.Any(overwrite => overwrite.Array.IsActive && isMeant(overwrite.Array)) && Contains(call),
            LoopStep inner => StoresIn(inner, isMeant),
            _ => false,
        });

    private void Follow(IReadOnlyList<Step> steps)
    {
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            switch (steps[i])
            {
                // Versions are numbered in the order in which they begin.
                case StoreStep store when LatestOf(store.Array) is { } version && (version >= store.After || store.After < 0):
                    stores.Add(store);
                    Ask(store.Stored);
                    break;
                case EffectStep { Code.Called: { } called } call when call.Cells.Any(written => useful.Contains(written.Cell)) || call.Overwrites.Any(Contains):
                    calls.Add(call);
                    foreach (var (argument, version) in called.Arguments(call.Code).Zip(called.Versions, (argument, version) => (argument, version)))
                    {
                        if (!argument.Type.IsArray)
                            Ask(argument);
                        else
                            ArraysIn(argument).ToList().ForEach(array => Ask(array, version));
                    }

                    foreach (var overwrite in call.Overwrites)
                        Ask(overwrite.Array, overwrite.Before);
                    break;
                case AccumulateStep sum when LatestOf(sum.Array) is not null:
                    Ask(sum.Amount);
                    break;
                case DefineStep define when useful.Contains(define.Cell) || LatestOf(define.Cell) is not null:
                    Ask(define.Definition);
                    break;
                case LoopStep loop:
                    Follow(loop);
                    break;
            }
        }
    }

    // What a turn asks for, the turn before it has to give.
    private void Follow(LoopStep loop)
    {
        int before;
        do
        {
            before = changes;
            foreach (var carried in loop.Carried.Where(Contains))
                Ask(carried.Next);
            foreach (var stored in loop.Stored.Where(stored => LatestOf(stored.Array) >= stored.Current))
                Ask(stored.Array, stored.After);
            Follow(loop.Body);
        }
        while (changes > before);
        foreach (var carried in loop.Carried.Where(Contains))
            Ask(carried.Initial);
    }

    private void Ask(Value root)
    {
        var open = new Stack<Value>([root]);
        while (open.Count > 0)
        {
            var value = open.Pop();
            // What a call gives has the derivative of what it amounts to.
            if (value.Model is { } model)
                open.Push(model);
            if (!value.IsActive || !useful.Add(value))
                continue;
            changes++;
            var isElement = value.Kind == ValueKind.Element;
            foreach (var operand in value.Operands)
            {
                if (!operand.Type.IsArray)
                    open.Push(operand);
                else
                    ArraysIn(operand).ToList().ForEach(array => Ask(array, isElement ? Places.VersionOf(value) : int.MaxValue));
            }
        }
    }

    private void Ask(Value array, int version)
    {
        foreach (var one in together.TryGetValue(array, out var all) ? all : [array])
        {
            if (latest.TryGetValue(one, out var known) && known >= version)
                continue;
            latest[one] = version;
            changes++;
        }
    }

    // The last of an array's contents that anybody asks for; null where nobody asks for any.
    private int? LatestOf(Value array) => latest.TryGetValue(array, out var version) ? version : null;

    // A part of an array shares its elements; so do arrays that stand for one another.
    private void Join(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            if (step is DefineStep { Cell.Type.IsArray: true } define)
                Join([define.Cell, .. ArraysIn(define.Definition)]);
            else if (step is StoreStep { Array: var array })
                Join([array, array.JoinedIn ?? array, .. ArraysIn(array)]);
            else if (step is LoopStep loop)
                Join(loop.Body);
        }
    }

    private void Join(HashSet<Value> arrays)
    {
        foreach (var known in arrays.Where(together.ContainsKey).ToList())
            arrays.UnionWith(together[known]);
        foreach (var array in arrays)
            together[array] = arrays;
    }

    private static IEnumerable<Value> ArraysIn(Value value) => value.Kind is ValueKind.Extent or ValueKind.Element ? []
        : value.Joined is { } joined ? joined.Arrays.SelectMany(ArraysIn).Append(value)
        : value.IsLeaf ? value.Type.IsArray ? [value] : []
        : value.Operands.SelectMany(ArraysIn).Append(value);
}
