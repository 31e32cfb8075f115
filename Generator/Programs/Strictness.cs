using SymDiff.Generator.Algebra;
using SymDiff.Generator.Calculus;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// Which faults of a program's numbers its result cannot survive, followed from the result back through its steps: that of b in s ← s + a/b is to be zero. What is divided by there need not be asked for where it is
/// zero, since nothing has a derivative then.
/// </summary>
internal sealed class Strictness
{
    // The properties of a loop's variables are settled in two rounds or three; of those that are not, nothing is said.
    private const int MostRounds = 8;

    private readonly ProgramAdjoint program;
    private readonly Coverage coverage;
    private readonly Dictionary<Region, Faults> known = [];

    /// <param name="program">The program: what it returns is what is differentiated.</param>
    public Strictness(ProgramAdjoint program)
    {
        (this.program, coverage) = (program, new Coverage(program.Places));
        Follow(program.Places.Top, [(program.Of(program.Closed.Result!), Faults.Lost)]);
    }

    /// <summary>Whether the method has no value where an expression has one of some faults in a turn of a region, in one case of it.</summary>
    public bool Forbids(Region region, Expr expr, Fault faults, Case? within) => known.TryGetValue(region, out var found) && (found.Of(expr, within) & faults) == faults;

    // All that can be said of a region whose last values are what they are.
    private Faults Follow(Region region, IEnumerable<(Expr Expr, Fault Faults)> ends)
    {
        var found = known[region] = new Faults(program.Graph, symbol => program.IsStop(symbol.Value) ? program.Inside(symbol.Value) : null);
        foreach (var (expr, faults) in ends)
            found.Forbid(expr, faults);
        for (var i = region.Steps.Count - 1; i >= 0; i--)
        {
            switch (region.Steps[i])
            {
                case DefineStep { Guard: null, Cell.Type.IsReal: true } define:
                    found.Forbid(program.Of(define.Definition), found.Of(program.Of(define.Cell)));
                    break;
                case StoreStep { Guard: null, Stored.Type.IsReal: true } store when FaultsOf(store, region) is not Fault.None and var faults:
                    found.Forbid(program.Of(store.Stored), faults);
                    break;
                case LoopStep { Guard: null } loop:
                    Follow(loop, found);
                    break;
            }
        }

        return found;
    }

    // What is stored, and overwritten no more, is what is read later: wherever that is done with all that the step stores.
    private Fault FaultsOf(StoreStep store, Region region)
    {
        var reads = known.SelectMany(turn => turn.Value.Expressions.OfType<Symbol>().Where(symbol => symbol.Value.Kind == ValueKind.Element)
            .Select(symbol => new Coverage.Read(symbol.Value, turn.Key, turn.Value.Of(symbol)))).Where(read => read.Faults != Fault.None);
        var faults = coverage.FaultsOf(store, region, reads);
        return faults == Fault.None || IsOverwritten(store) ? Fault.None : faults;
    }

    private bool IsOverwritten(StoreStep store)
    {
        var element = program.Values.Element(store.Stored.Type, store.Array, store.After, store.Indices);
        return program.Places.IsOverwritten(element);
    }

    // What a turn leaves is what the next one begins with, or what is there after the loop.
    private void Follow(LoopStep loop, Faults found)
    {
        var region = program.Places.RegionOf(loop);
        var carried = loop.Carried.Where(one => one is { Current.Type.IsReal: true, Onward: null }).ToList();
        var faults = carried.ConvertAll(one => found.Of(program.Of(one.Final)));
        for (var round = 0; ; round++)
        {
            var turn = Follow(region, carried.Select((one, i) => (program.Of(one.Next), faults[i])));
            var settled = true;
            for (var i = 0; i < carried.Count; i++)
            {
                var before = round < MostRounds ? faults[i] & turn.Of(program.Of(carried[i].Current)) : Fault.None;
                settled &= before == faults[i];
                faults[i] = before;
            }

            if (settled)
                break;
        }

        for (var i = 0; i < carried.Count; i++)
            found.Forbid(program.Of(carried[i].Initial), faults[i]);
    }
}
