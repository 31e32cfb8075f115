using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>Lists that grow: arrays that are made as long as the lists may become.</content>
internal sealed partial class Unfolder
{
    private Dictionary<Value, Growth> growths = [];

    /// <summary>How long a list may become.</summary>
    /// <param name="Capacity">As far as is known.</param>
    /// <param name="Depth">In how many loops it is made.</param>
    /// <param name="Before">What finds that out.</param>
    private sealed record Growth(Value Capacity, int Depth, IReadOnlyList<Step> Before);

    // Where it is added to.
    private void NoteGrowth(Value list, Value index, int site)
    {
        if (!growths.TryGetValue(list, out var growth))
            return;
        var count = values.Plus(index, values.Integer(1));
        if (!Programs.Needs.Of([], [count]).Any(value => value.Kind == ValueKind.Cell && value.Id > list.Id))
            growths[list] = growth with { Capacity = Greater(growth.Capacity, count) };
        else if (turns.Count > 0 && loopDepth == growth.Depth + 1)
            turns.Peek().GrownTo.Add((list, count));
        else
            throw Stop("SYMDIFF002", site, "A list that grows within a loop within another", "make an array that is as long as it will be, and assign its elements");
    }

    private List<Step> WithLists(IReadOnlyList<Step> all)
    {
        var made = new List<Step>();
        foreach (var step in all)
        {
            if (step is DefineStep define && growths.TryGetValue(define.Cell, out var growth))
            {
                made.AddRange(growth.Before);
                made.Add(define with { Definition = New(define.Cell.Type, [growth.Capacity]) });
            }
            else
            {
                made.Add(step is LoopStep loop ? loop with { Body = WithLists(loop.Body) } : step);
            }
        }

        return made;
    }
}
