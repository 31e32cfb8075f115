using SymDiff.Generator.Programs;
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
        if (!IsMadeBefore(list, growth.Before, count))
            growths[list] = growth with { Capacity = Greater(growth.Capacity, count) };
        else if (turns.Count > 0)
            turns.Peek().GrownTo.Add((list, count, site));
        else
            throw Unbounded(site);
    }

    // Whether the list is made before it is known how long it may become.
    private static bool IsMadeBefore(Value list, IReadOnlyList<Step> finding, Value capacity)
    {
        var own = new HashSet<Value>(finding.SelectMany(Needs.Defined));
        foreach (var loop in finding.OfType<LoopStep>())
            Needs.AddOwn(loop, own);
        return Needs.Of(finding, [capacity]).Any(value => value.Kind == ValueKind.Cell && value.Id > list.Id && !own.Contains(value));
    }

    private static UnfoldingException Unbounded(int site) =>
        Stop("SYMDIFF002", site, "A list of which it is not known, when it is made, how long it becomes,", "make an array that is as long as it will be, and assign its elements");

    /// <summary>What is no less than a number that is counted under conditions, or in a loop: what it would be if they held in every turn.</summary>
    private Value AtMost(Value number) => AtMost(number, []);

    private Value AtMost(Value number, Dictionary<Value, Value> known)
    {
        if (known.TryGetValue(number, out var most))
            return most;
        most = number switch
        {
            { Kind: ValueKind.Select, Type.Text: "int", Operands: [_, var one, var other] } => TheGreater(one, other, known) ?? number,
            { Kind: ValueKind.Add, Type.Text: "int", Operands: [var left, var right] } => values.Plus(AtMost(left, known), AtMost(right, known)),
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
        return IsNoLess(left, right) ? left : IsNoLess(right, left) ? right : null;
    }

    private bool IsCountedFrom(Value final, Value initial) => countedTo.TryGetValue(final, out var counted) && counted.Initial == initial;

    // What loops have counted, in which a list may have grown, and how far it can have come.
    private readonly Dictionary<Value, (Value Initial, Value Last)> countedTo = [];

    private sealed partial class Turn
    {
        /// <summary>How long lists become in a turn that were made before the loop.</summary>
        public List<(Value List, Value Count, int Site)> GrownTo { get; } = [];

        private void GrowLists(List<Carried> carried)
        {
            var found = new Dictionary<Value, Value>();
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
                var capacity = Greatest(growth.Capacity, count, FromAtMost(count, carried), list.Name ?? "list", before);
                if (IsMadeBefore(list, before, capacity))
                    throw Unbounded(site);
                unfolder.growths[list] = growth with { Capacity = capacity, Before = before };
                foreach (var one in carried.Where(one => IsAddedTo(one.Current, AtMost(count))))
                    found[one.Current] = capacity;
            }

            if (GrownTo.Count == 0)
                return;
            foreach (var one in carried.Where(one => one.Current.Type.Text == "int"))
            {
                if ((CountedAtMost(one.Onward ?? one.Next, carried) ?? (found.TryGetValue(one.Current, out var most) ? most : null)) is { } last)
                    unfolder.countedTo[one.Final] = (one.Initial, last);
            }
        }

        // What a loop before has counted is known only after the list has been made, but not how far it can have come. More of it is no less at the end where nothing else depends on it.
        private List<Carried> FromAtMost(Value count, List<Carried> carried)
        {
            var (next, most) = (AtMost(count), AtMost(carried));
            return carried.ConvertAll(one => one.Initial.Kind == ValueKind.Cell && unfolder.countedTo.ContainsKey(one.Initial) && IsOnlyCounted(one.Current, next, most) ? one with { Initial = AtMost(one.Initial) } : one);
        }

        private bool IsOnlyCounted(Value number, Value count, List<Carried> carried) => !Needs.Of([], [condition]).Contains(number) && IsAddedTo(number, count)
            && carried.TrueForAll(one => one.Current == number ? IsAddedTo(number, one.Onward ?? one.Next) : !Needs.Of([], [one.Onward ?? one.Next]).Contains(number));

        private static bool IsAddedTo(Value number, Value sum)
        {
            while (sum != number)
            {
                if (sum is not { Kind: ValueKind.Add, Operands: [var left, var right] })
                    return false;
                var (isLeft, isRight) = (Needs.Of([], [left]).Contains(number), Needs.Of([], [right]).Contains(number));
                if (isLeft == isRight)
                    return false;
                sum = isLeft ? left : right;
            }

            return true;
        }

        // Each of several conditions bounds the turns by itself.
        private Value? CountedAtMost(Value next, List<Carried> carried) => condition.Conjuncts.Select(one => Counted(AtMost(next), [one], AtMost(carried))).FirstOrDefault(last => last is not null);

        // Whether it depends on what now one step and now another is added to: in steps that are always the greater one it may end with less.
        private bool IsAskedOfSeveralSteps(Value asked, List<Carried> most, List<Carried> counted)
        {
            var numbers = new List<Carried>();
            IsKnownBefore(asked, most, numbers);
            return numbers.Exists(number => counted.Find(one => one.Current == number.Current) is { } one && unfolder.AtMost(one.Onward ?? one.Next) is var all && all != (one.Onward ?? one.Next)
                && !(StepsOf(one.Onward ?? one.Next, one.Current) is { } steps && steps.Count(step => step != (0, 1)) <= 1 && steps.TrueForAll(step => step.Times == 1)));
        }

        // What may be added to a number, and how often it stands there itself; null where that is no literal, or too much.
        private static List<(double By, int Times)>? StepsOf(Value value, Value number) => value switch
        {
            _ when value == number => [(0, 1)],
            { Kind: ValueKind.Literal } => [(value.Number, 0)],
            { Kind: ValueKind.Add, Operands: [var left, var right] } when StepsOf(left, number) is { } ones && StepsOf(right, number) is { } others && ones.Count * others.Count <= MostSteps =>
                [.. ones.SelectMany(one => others.Select(other => (one.By + other.By, one.Times + other.Times))).Distinct()],
            { Kind: ValueKind.Select, Operands: [_, var one, var other] } when StepsOf(one, number) is { } these && StepsOf(other, number) is { } those && these.Count + those.Count <= MostSteps => [.. these.Union(those)],
            _ => null,
        };

        private const int MostSteps = 16;

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
