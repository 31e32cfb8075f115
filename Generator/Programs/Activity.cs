using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// Which values of a program vary with given inputs: followed through its steps until nothing new turns up (activity analysis: Griewank and Walther, Evaluating
/// Derivatives, 2008, ch. 6.2).
/// </summary>
internal sealed class Activity
{
    private readonly HashSet<Value> varied;
    private readonly Dictionary<Value, bool> known = [];

    public Activity(IReadOnlyList<Step> steps, IEnumerable<Value> inputs)
    {
        varied = [];
        foreach (var input in inputs)
            Add(input);
        int count;
        do
        {
            count = varied.Count;
            known.Clear();
            Follow(steps);
        }
        while (varied.Count > count);
    }

    /// <summary>The inputs, variables and arrays that vary.</summary>
    public IEnumerable<Value> Varied => varied;

    public bool Contains(Value value)
    {
        if (varied.Contains(value))
            return true;
        if (value.Kind == ValueKind.Stop || !(value.Type.IsReal || value.Type.Kind is NumberKind.Tuple))
            return false;
        if (known.TryGetValue(value, out var found))
            return found;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        found = value.Operands.Any(Contains) || (value.Model is { } model && Contains(model));
        known.Add(value, found);
        return found;
    }

    /// <summary>Marks the values of the program that vary as active, and no others.</summary>
    public static void Mark(IReadOnlyList<Step> steps, IEnumerable<Value> results, IEnumerable<Activity> activities)
    {
        List<Activity> all = [.. activities];
        foreach (var value in Needs.Of(steps, results).OrderBy(value => value.Id))
            value.IsActive = all.Exists(activity => activity.Contains(value));
        foreach (var value in all.SelectMany(activity => activity.Varied))
            value.IsActive = true;
    }

    private void Follow(IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            switch (step)
            {
                case DefineStep { Definition: { Called: { } called } code } call:
                    Follow(called.Routine, code, [call.Cell]);
                    break;
                case EffectStep { Code: { Called: { } called } code } call:
                    Follow(called.Routine, code, [.. call.Cells.Select(written => written.Cell)]);
                    break;
                case DefineStep { Cell.Type.IsReal: true } define:
                    Vary(define.Cell, define.Definition);
                    break;
                case DefineStep { Definition: { Kind: ValueKind.View, Operands: [var whole, ..] } } part when varied.Contains(part.Cell):
                    varied.Add(whole);
                    break;
                case StoreStep store:
                    Vary(store.Array, store.Stored);
                    break;
                case AccumulateStep sum:
                    Vary(sum.Array, sum.Amount);
                    break;
                case LoopStep loop:
                    Follow(loop.Carried, carried => carried.Initial);
                    Follow(loop.Body);
                    Follow(loop.Carried, carried => carried.Next);
                    break;
            }
        }
    }

    // What a call gives, and the arrays that it changes.
    private void Follow(Routine routine, Value code, IReadOnlyList<Value> cells)
    {
        List<Value> arguments = [.. code.Operands.SelectMany(PullbackCall.Members)];
        var reach = routine.ReachOf(VaryingIn(routine, arguments));
        for (var i = 0; i < cells.Count; i++)
        {
            if (reach.Results[i] && Add(cells[i]))
                known.Clear();
        }

        for (var i = 0; i < routine.Parameters.Count; i++)
        {
            if (reach.Parameters[i] && arguments[i].Type.IsArray && Add(WholeOf(arguments[i])))
                known.Clear();
        }
    }

    /// <summary>Which of a routine's parameters vary, given its arguments.</summary>
    public EquatableArray<bool> VaryingIn(Routine routine, IReadOnlyList<Value> arguments) =>
        routine.Parameters.Select((_, i) => arguments[i].Type.IsArray ? varied.Contains(WholeOf(arguments[i])) : Contains(arguments[i])).ToEquatableArray();

    private static Value WholeOf(Value array) => array.Kind is ValueKind.View or ValueKind.Row ? WholeOf(array.Operands[0]) : array;

    private void Follow(IReadOnlyList<Carried> carried, Func<Carried, Value> held)
    {
        foreach (var one in carried.Where(one => one.Current.Type.IsReal))
        {
            Vary(one.Current, held(one));
            Vary(one.Final, held(one));
        }
    }

    private void Vary(Value target, Value held)
    {
        if (Contains(held) && Add(target))
            known.Clear();
    }

    // Of arrays that are joined, all vary with one.
    private bool Add(Value target)
    {
        if (!varied.Add(target))
            return false;
        if ((target.JoinedIn ?? target) is { Joined: { } joined } all)
            varied.UnionWith([all, .. joined.Arrays]);
        return true;
    }
}
