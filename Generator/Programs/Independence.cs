using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// Whether the turns of a loop may be taken in any order: what one of them writes no other reads. To add to an element is to write without reading, since sums may be taken in any order.
/// </summary>
/// <param name="places">Where the program's values are known.</param>
/// <param name="body">The loop's body.</param>
/// <param name="counters">What the loop counts.</param>
internal sealed class Independence(Places places, Region body, IReadOnlyList<Carried> counters)
{
    private readonly List<(Value Array, Value[] Indices, AccessKind Kind)> accesses = [];
    private readonly HashSet<Value> own = [];
    private readonly HashSet<Value> views = [];

    private enum AccessKind
    {
        Read,
        Write,
        Add,
    }

    /// <param name="steps">What a turn does.</param>
    /// <param name="results">What it adds to sums over the turns.</param>
    public bool Holds(IReadOnlyList<Step> steps, IEnumerable<Value> results)
    {
        if (!steps.All(Collect))
            return false;
        foreach (var element in Needs.Of(steps, results).Where(value => value.Kind == ValueKind.Element))
            accesses.Add((element.Operands[0], [.. element.Operands.Skip(1)], AccessKind.Read));
        return accesses.Where(access => !own.Contains(access.Array)).GroupBy(access => JoinedArrays.AllOf(access.Array)).All(AreApart);
    }

    // False for what may do anything.
    private bool Collect(Step step)
    {
        switch (step)
        {
            case StoreStep store:
                accesses.Add((store.Array, store.Indices, AccessKind.Write));
                return true;
            case AccumulateStep sum:
                accesses.Add((sum.Array, sum.Indices, AccessKind.Add));
                return true;
            case DefineStep { Definition.Kind: ValueKind.View } view:
                return views.Add(view.Cell);
            case DefineStep { Definition: { Called: not null } or { Kind: ValueKind.Verbatim, Type.Kind: not NumberKind.Array } }:
                return false;
            case DefineStep define:
                // An array that is made in a turn is that turn's own.
                if (define.Cell.Type.Kind == NumberKind.Array)
                    own.Add(define.Cell);
                return true;
            case LoopStep loop:
                return loop.Body.All(Collect);
            default:
                return false;
        }
    }

    private bool AreApart(IGrouping<Value, (Value Array, Value[] Indices, AccessKind Kind)> all)
    {
        if (all.All(access => access.Kind == AccessKind.Read) || all.All(access => access.Kind == AccessKind.Add))
            return true;
        var first = all.First().Indices;
        // A part of an array may lie over that of another turn.
        return !views.Contains(all.Key) && Enumerable.Range(0, first.Length).Any(i => IsOfOneTurn(first[i]) && all.All(access => access.Indices.Length == first.Length && access.Indices[i] == first[i]));
    }

    // Whether it is another number in each turn: c·counter + what is the same in all of them.
    private bool IsOfOneTurn(Value index) => counters.Any(counter => Counter.StepOf(counter) is not null
        && IndexPolynomial.Of(index, false, _ => true).Along(new IndexVariable(counter.Current, false)) is var (slope, rest)
        && slope.Constant is not (null or 0) && rest.Variables.All(variable => places.IsOutside(variable.Value, body)));
}
