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
        var count = AtMost(values.Plus(index, values.Integer(1)));
        if (!Programs.Needs.Of([], [count]).Any(value => value.Kind == ValueKind.Cell && value.Id > list.Id))
            growths[list] = growth with { Capacity = Greater(growth.Capacity, count) };
        else if (turns.Count > 0)
            turns.Peek().GrownTo.Add((list, count, site));
        else
            throw Unbounded(site);
    }

    private static UnfoldingException Unbounded(int site) =>
        Stop("SYMDIFF002", site, "A list of which it is not known how long it becomes, since a loop within another adds to it,", "make an array that is as long as it will be, and assign its elements");

    /// <summary>What is no less than a number that is counted under conditions, or in a loop: what it would be if they held in every turn.</summary>
    private Value AtMost(Value number) => AtMost(number, []);

    private Value AtMost(Value number, Dictionary<Value, Value> known)
    {
        if (known.TryGetValue(number, out var most))
            return most;
        most = number switch
        {
            { Kind: ValueKind.Select, Type.Text: "int", Operands: [_, var one, var other] } => TheGreater(one, other, known) ?? number,
            { Kind: ValueKind.Add, Operands: [var sum, { Kind: ValueKind.Literal }] } => values.Plus(AtMost(sum, known), number.Operands[1]),
            { Kind: ValueKind.Cell } when countedTo.TryGetValue(number, out var counted) => AtMost(counted.Last, known),
            _ => number,
        };
        known.Add(number, most);
        return most;
    }

    // Of two numbers the one that is more than the other, if that can be told.
    private Value? TheGreater(Value one, Value other, Dictionary<Value, Value> known)
    {
        if (IsCountedFrom(one, other))
            return AtMost(one, known);
        if (IsCountedFrom(other, one))
            return AtMost(other, known);
        var (left, right) = (AtMost(one, known), AtMost(other, known));
        return left == right || IsMore(left, right) ? left : IsMore(right, left) ? right : null;
    }

    private bool IsCountedFrom(Value final, Value initial) => countedTo.TryGetValue(final, out var counted) && counted.Initial == initial;

    private static bool IsMore(Value more, Value less) => more is { Kind: ValueKind.Add, Operands: [var left, { Kind: ValueKind.Literal, Number: > 0 }] } && left == less;

    // What loops have counted, in which a list may have grown, and how far it can have come.
    private readonly Dictionary<Value, (Value Initial, Value Last)> countedTo = [];

    private sealed partial class Turn
    {
        /// <summary>How long lists become in a turn that were made before the loop.</summary>
        public List<(Value List, Value Count, int Site)> GrownTo { get; } = [];

        private void GrowLists(List<Carried> carried)
        {
            foreach (var (list, count, site) in GrownTo)
            {
                var growth = unfolder.growths[list];
                if (Depth > growth.Depth + 1)
                {
                    // How far the loop comes is said in terms of the one around it.
                    if (CountedAtMost(count, carried) is not { } last)
                        throw Unbounded(site);
                    unfolder.turns.Peek().GrownTo.Add((list, last, site));
                    continue;
                }

                var before = new List<Step>(growth.Before);
                var capacity = Greatest(growth.Capacity, count, carried, list.Name ?? "list", before);
                unfolder.growths[list] = growth with { Capacity = capacity, Before = before };
            }

            if (GrownTo.Count == 0)
                return;
            foreach (var one in carried.Where(one => one.Current.Type.Text == "int"))
            {
                if (CountedAtMost(one.Onward ?? one.Next, carried) is { } last)
                    unfolder.countedTo[one.Final] = (one.Initial, last);
            }
        }

        // Each of several conditions bounds the turns by itself.
        private Value? CountedAtMost(Value next, List<Carried> carried) => Conjuncts(condition).Select(one => Counted(AtMost(next), [one], AtMost(carried))).FirstOrDefault(last => last is not null);

        // What is counted under a condition is counted in every turn, at most.
        private List<Carried> AtMost(List<Carried> carried) =>
            carried.ConvertAll(one => one.Current.Type.Text == "int" ? one with { Next = AtMost(one.Next), Onward = one.Onward is null ? null : AtMost(one.Onward) } : one);
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
