using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Forms;

/// <summary>
/// The outputs of a program one by one, each with its gradient, where it is written: a turn of a loop that computes an output from the inputs alone is differentiated on the
/// spot.
/// </summary>
/// <param name="subject">The method.</param>
/// <param name="closed">The program.</param>
/// <param name="outputs">The arrays that it fills.</param>
/// <param name="rowOf">For a store of an output, what receives its gradient with respect to arrays.</param>
/// <param name="finish">What is done with the gradient of the output at a place.</param>
/// <param name="problems">Where a problem is put.</param>
internal sealed class RowGradients(
    ProgramSubject subject,
    ClosedForm closed,
    IReadOnlyList<Value> outputs,
    Func<StoreStep, GradientRow> rowOf,
    Func<Row, IEnumerable<Step>> finish,
    List<Problem> problems)
{
    private readonly HashSet<Value> written = [.. LoopSearch.Written(closed.Steps)];
    private readonly HashSet<StoreStep> repeated = [];

    /// <summary>What sets the row of a store to zero, where another output may have been written there before; null where that must not be.</summary>
    public Func<StoreStep, GradientRow, IEnumerable<Step>>? Clear { get; init; }

    /// <summary>The program with the gradients of its outputs; null where an output depends on what other turns have computed.</summary>
    public List<Step>? Steps => outputs.All(CanBeFilled) ? Of(closed.Steps) : null;

    // A row that is written anew begins anew; under a condition it might be left as it was.
    private bool CanBeFilled(Value output)
    {
        if (Filling.Repeated(closed.Steps, output) is not { } again)
            return false;
        repeated.UnionWith(again);
        return again.Count == 0 || (Clear is not null && again.All(store => store.Guard is null));
    }

    private List<Step>? Of(IReadOnlyList<Step> steps)
    {
        var all = new List<Step>();
        var known = new HashSet<Value>();
        var done = 0;
        for (var i = 0; i < steps.Count; i++)
        {
            switch (steps[i])
            {
                case StoreStep store when outputs.Contains(store.Array):
                    List<Step> before = [.. steps.Take(i).Where(step => step is not StoreStep { Array: var array } || !outputs.Contains(array))];
                    if (before.Exists(Fills) || !IsIndependent(before, store) || Of(store, before) is not { } row)
                        return null;
                    // What has been computed once for the output before is there.
                    all.AddRange(row.Where(step => DoneOnce(step) is not { } same || !known.Contains(same)));
                    known.UnionWith(row.Select(DoneOnce).OfType<Value>());
                    done = i + 1;
                    break;
                case LoopStep loop when Fills(loop):
                    if (Of(loop.Body) is not { } body)
                        return null;
                    all.AddRange(steps.Skip(done).Take(i - done));
                    all.Add(loop with { Body = body, Stored = [.. loop.Stored.Where(stored => !outputs.Contains(stored.Array))] });
                    done = i + 1;
                    break;
            }
        }

        all.AddRange(steps.Skip(done));
        return all;
    }

    // What a step computes or runs that need not be done again for another output; null where it must.
    private static Value? DoneOnce(Step step) => step switch
    {
        DefineStep define when Directional.IsKept(define) => define.Cell,
        // The arrays that the method makes are made anew, and filled anew.
        EffectStep { Code.Called: null, IsRepeatable: false } effect when effect.Overwrites.All(overwrite => overwrite.Array.Kind == ValueKind.Input) => effect.Code,
        _ => null,
    };

    private List<Step>? Of(StoreStep store, List<Step> before)
    {
        var values = subject.Values;
        var zero = values.Number(store.Stored.Type, Algebra.Constant.Zero);
        var value = store.Stored;
        foreach (var guard in (store.Guard?.Path ?? []).Reverse())
            value = guard.Holds ? values.Select(guard.Condition, value, zero) : values.Select(guard.Condition, zero, value);
        var row = rowOf(store);
        if (ProgramGradient.Of(subject, closed with { Steps = before, Result = value }, row.Arrays, problems) is not { } gradient)
            return null;
        var (placed, partials) = row.Placed(gradient.Steps, gradient.Partials);
        return [.. row.Ready, .. repeated.Contains(store) ? Clear!(store, row) : [], .. placed, .. finish(new Row(row, value, partials, store))];
    }

    private bool Fills(Step step) => step is LoopStep loop && loop.Stored.Any(stored => outputs.Contains(stored.Array));

    // Whether all that varies in it comes from the inputs, or is computed in the same turn.
    private bool IsIndependent(IReadOnlyList<Step> before, StoreStep store)
    {
        var own = new HashSet<Value>(Defined(before));
        return Needs.Of(before, [store.Stored, .. store.Indices, .. store.Guard?.Path.Select(guard => guard.Condition) ?? []]).All(value => value.Kind switch
        {
            ValueKind.Cell => !value.IsActive || own.Contains(value),
            ValueKind.Element when value.IsActive => value.Operands[0] is var array && (own.Contains(array) || (array.Kind == ValueKind.Input && !written.Contains(array))),
            _ => true,
        });
    }

    private static IEnumerable<Value> Defined(IEnumerable<Step> steps) => steps.SelectMany(step => step switch
    {
        DefineStep define => [define.Cell],
        LoopStep loop => loop.Carried.SelectMany(carried => (Value[])[carried.Current, carried.Final]).Concat(Defined(loop.Body)),
        _ => Enumerable.Empty<Value>(),
    });
}

/// <summary>An output with its gradient.</summary>
/// <param name="Destination">What has received the gradient with respect to arrays.</param>
/// <param name="Output">Its value; zero where it is not written.</param>
/// <param name="Partials">The partials with respect to the inputs that are numbers.</param>
/// <param name="Store">How the program writes it.</param>
internal sealed record Row(GradientRow Destination, Value Output, IReadOnlyList<Value> Partials, StoreStep Store);
