using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>The proof that draws are different ones, or that a variable does not depend on a draw.</summary>
/// <param name="places">Where values are known.</param>
/// <param name="random">What depends on which draws.</param>
internal sealed class Independence(Places places, RandomValues random)
{
    private readonly Dictionary<Carried, HashSet<(Value Atom, bool IsInitial)>> sources = [];

    /// <summary>Whether two draws of one array, seen in one turn, are shown to be at different places.</summary>
    /// <param name="one">The one.</param>
    /// <param name="other">The other.</param>
    /// <param name="within">Under which conditions both are seen.</param>
    public bool AreDifferent(Value one, Value other, Guard? within)
    {
        var (a, b) = (places.Of(one).Region, places.Of(other).Region);
        var inner = a.Depth >= b.Depth ? a : b;
        return Separates(other, one, within, b, a, inner, null) || Separates(one, other, within, a, b, inner, null);
    }

    /// <summary>Whether a draw is shown to be none of those that a variable depends on.</summary>
    public bool IsApart(Value draw, Value variable)
    {
        var roots = random.RootsOf(variable);
        if (draw.Kind != ValueKind.Element)
            return !roots.Contains(draw);
        if (!roots.Contains(draw.Operands[0]))
            return true;
        return random.LoopOf(variable) is var (loop, carried) && (variable == carried.Current ? IsFresh(draw, carried, loop) : IsElsewhere(draw, carried, loop));
    }

    // Whether no turn of a loop that has run has read the draw for the variable, nor what it began with.
    private bool IsElsewhere(Value draw, Carried carried, LoopStep loop)
    {
        var (around, here) = (places.RegionOf(loop).Outer!, places.Of(draw).Region);
        var same = here.Depth < around.Depth ? here : around;
        return SourcesOf(carried, loop).Where(source => random.RootsOf(source.Atom).Contains(draw.Operands[0])).All(source => random.IsDraw(source.Atom)
            && (Separates(source.Atom, draw, null, places.Of(source.Atom).Region, here, same, null) || Separates(draw, source.Atom, null, here, places.Of(source.Atom).Region, same, null)));
    }

    // Whether no earlier turn has read the draw for the variable, nor what it began with.
    private bool IsFresh(Value draw, Carried carried, LoopStep loop)
    {
        var body = places.RegionOf(loop);
        var here = places.Of(draw).Region;
        return here.IsWithin(body) && SourcesOf(carried, loop).Where(source => random.RootsOf(source.Atom).Contains(draw.Operands[0])).All(source => random.IsDraw(source.Atom)
            && Separates(source.Atom, draw, null, places.Of(source.Atom).Region, here, body.Outer!, source.IsInitial ? null : body));
    }

    // What a variable is made of in the turns of a loop, or before them: draws, and whatever comes from outside.
    private HashSet<(Value Atom, bool IsInitial)> SourcesOf(Carried carried, LoopStep loop)
    {
        if (sources.TryGetValue(carried, out var found))
            return found;
        found = [];
        var body = places.RegionOf(loop);
        var seen = new HashSet<Carried>();
        var open = new Stack<Carried>([carried]);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (!seen.Add(next))
                continue;
            var isOwn = loop.Carried.Contains(next);
            foreach (var (atom, isInitial) in random.AtomsIn(next.Onward is null ? [next.Next] : [next.Next, next.Onward]).Select(atom => (atom, false)).Concat(random.AtomsIn([next.Initial]).Select(atom => (atom, isOwn))))
            {
                if (random.LoopOf(atom) is var (own, other) && places.RegionOf(own).IsWithin(body))
                    open.Push(other);
                else
                    found.Add((atom, isInitial));
            }
        }

        sources.Add(carried, found);
        return found;
    }

    private bool Separates(Value earlier, Value later, Guard? within, Region read, Region written, Region same, Region? repeated) =>
        new Separation(places, earlier, new StoreStep(within, later.Operands[0], [.. later.Operands.Skip(1)], later, 0, 0), read, written, same, repeated).IsShown;
}
