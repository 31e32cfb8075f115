using SymDiff.Generator.Algebra;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// Which faults of a program's numbers its result cannot survive, followed from the result back through its steps: that of b in s ← s + a/b is to be zero. What is divided by there need not be asked for where it is
/// zero, since nothing has a derivative then (strictness analysis: Mycroft, The theory and practice of transforming call-by-need into call-by-value, Lecture Notes in Computer Science 83, 1980).
/// </summary>
internal sealed class Strictness
{
    private const Fault Lost = Fault.NotANumber | Fault.Infinite;

    // What is chosen on more conditions than this within one another is not looked into.
    private const int MostConditions = 4;

    // The properties of a loop's variables are settled in two rounds or three; of those that are not, nothing is said.
    private const int MostRounds = 8;

    private readonly ProgramAdjoint program;
    private readonly Coverage coverage;
    private readonly Dictionary<Region, Dictionary<Expr, List<(Case? Case, Fault Faults)>>> known = [];

    /// <param name="program">The program: what it returns is what is differentiated.</param>
    public Strictness(ProgramAdjoint program)
    {
        (this.program, coverage) = (program, new Coverage(program.Places));
        Follow(program.Places.Top, [(program.Of(program.Closed.Result!), Lost)]);
    }

    /// <summary>Whether the method has no value where an expression has one of some faults in a turn of a region, in one case of it.</summary>
    public bool Forbids(Region region, Expr expr, Fault faults, Case? within) => known.TryGetValue(region, out var found) && (Of(found, expr, within) & faults) == faults;

    private static Fault Of(Dictionary<Expr, List<(Case? Case, Fault Faults)>> found, Expr expr, Case? within = null) =>
        found.TryGetValue(expr, out var all) ? all.Where(one => Case.Covers(one.Case, within)).Aggregate(Fault.None, (faults, one) => faults | one.Faults) : Fault.None;

    // All that can be said of a region whose last values are what they are.
    private Dictionary<Expr, List<(Case? Case, Fault Faults)>> Follow(Region region, IEnumerable<(Expr Expr, Fault Faults)> ends)
    {
        var found = known[region] = [];
        foreach (var (expr, faults) in ends)
            Forbid(found, expr, faults);
        for (var i = region.Steps.Count - 1; i >= 0; i--)
        {
            switch (region.Steps[i])
            {
                case DefineStep { Guard: null, Cell.Type.IsReal: true } define:
                    Forbid(found, program.Of(define.Definition), Of(found, program.Of(define.Cell)));
                    break;
                case StoreStep { Guard: null, Stored.Type.IsReal: true } store when FaultsOf(store, region) is not Fault.None and var faults:
                    Forbid(found, program.Of(store.Stored), faults);
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
        var reads = known.SelectMany(turn => turn.Value.Keys.OfType<Symbol>().Where(symbol => symbol.Value.Kind == ValueKind.Element)
            .Select(symbol => new Coverage.Read(symbol.Value, turn.Key, Of(turn.Value, symbol)))).Where(read => read.Faults != Fault.None);
        var faults = coverage.FaultsOf(store, region, reads);
        return faults == Fault.None || IsOverwritten(store) ? Fault.None : faults;
    }

    private bool IsOverwritten(StoreStep store)
    {
        var element = program.Values.Element(store.Stored.Type, store.Array, store.After, store.Indices);
        return program.Places.IsOverwritten(element);
    }

    // What a turn leaves is what the next one begins with, or what is there after the loop.
    private void Follow(LoopStep loop, Dictionary<Expr, List<(Case? Case, Fault Faults)>> found)
    {
        var region = program.Places.RegionOf(loop);
        var carried = loop.Carried.Where(one => one is { Current.Type.IsReal: true, Onward: null }).ToList();
        var faults = carried.ConvertAll(one => Of(found, program.Of(one.Final)));
        for (var round = 0; ; round++)
        {
            var turn = Follow(region, carried.Select((one, i) => (program.Of(one.Next), faults[i])));
            var settled = true;
            for (var i = 0; i < carried.Count; i++)
            {
                var before = round < MostRounds ? faults[i] & Of(turn, program.Of(carried[i].Current)) : Fault.None;
                settled &= before == faults[i];
                faults[i] = before;
            }

            if (settled)
                break;
        }

        for (var i = 0; i < carried.Count; i++)
            Forbid(found, program.Of(carried[i].Initial), faults[i]);
    }

    private void Forbid(Dictionary<Expr, List<(Case? Case, Fault Faults)>> found, Expr expr, Fault faults)
    {
        var open = new Stack<(Expr Expr, Fault Faults, Case? Case)>([(expr, faults, null)]);
        while (open.Count > 0)
        {
            (expr, faults, var within) = open.Pop();
            var before = Of(found, expr, within);
            if ((before | faults) == before)
                continue;
            faults |= before;
            if (!found.TryGetValue(expr, out var all))
                found.Add(expr, all = []);
            all.Add((within, faults));
            // What is so on both sides of a condition is so.
            if (within is not null && (faults & Of(found, expr, within with { Holds = !within.Holds })) is var either)
                open.Push((expr, either, within.Outer));
            foreach (var (part, ofPart) in PartsOf(expr, faults))
                open.Push((part, ofPart, within));
            if (expr is Choice choice && Case.DepthOf(within) < MostConditions)
            {
                open.Push((choice.WhenTrue, faults, new Case(within, choice.Condition, true)));
                open.Push((choice.WhenFalse, faults, new Case(within, choice.Condition, false)));
            }

            if (expr is Symbol { Value: var value } && program.IsStop(value))
                open.Push((program.Inside(value), faults, within));
        }
    }

    // Which faults of what an expression is made of are faults of its own.
    private static IEnumerable<(Expr Expr, Fault Faults)> PartsOf(Expr expr, Fault faults) => expr switch
    {
        Sum sum => sum.Terms.Select(term => (term.Factor, faults & (sum.IsScaled ? Lost | Fault.Zero : Lost))),
        Product product => product.Factors.Select(factor => (factor.Base, OfBase(factor.Exponent, faults))),
        Apply apply => apply.Arguments.Select(argument => (argument, OfArgument(apply.Function, faults))),
        _ => [],
    };

    // A product with a factor of zero is zero or no number, and one with an infinite factor infinite or no number.
    private static Fault OfBase(Constant exponent, Fault faults)
    {
        if (!faults.HasFlag(Fault.NotANumber))
            return Fault.None;
        var (infinite, zero) = exponent.IsNegative ? (Fault.Zero, Fault.Infinite) : (Fault.Infinite, Fault.Zero);
        return Fault.NotANumber | (exponent.IsInteger ? Fault.None : Fault.Negative) | (faults.HasFlag(Fault.Infinite) ? infinite : Fault.None) | (faults.HasFlag(Fault.Zero) ? zero : Fault.None);
    }

    private static Fault OfArgument(Primitive function, Fault faults) => !faults.HasFlag(Fault.NotANumber) ? Fault.None : function switch
    {
        Primitive.Log or Primitive.Log2 or Primitive.Log10 => Fault.NotANumber | Fault.Negative | (faults.HasFlag(Fault.Infinite) ? Fault.Infinite | Fault.Zero : Fault.None),
        Primitive.Abs or Primitive.Cbrt or Primitive.StopGradient or Primitive.Widen => faults & ~Fault.Negative,
        Primitive.Sinh or Primitive.Asinh => faults & ~Fault.Negative,
        Primitive.Cosh => faults & Lost,
        Primitive.Sin or Primitive.Cos or Primitive.Tan => Lost,
        Primitive.Hypot => (faults & Lost) == Lost ? Lost : Fault.None,
        Primitive.Exp or Primitive.Exp2 or Primitive.Exp10 or Primitive.Expm1 or Primitive.Tanh or Primitive.Atan or Primitive.Logistic or Primitive.Softplus or Primitive.Max or Primitive.Min
            or Primitive.NormalCdf or Primitive.NormalPdf or Primitive.Erf or Primitive.Erfc => Fault.NotANumber,
        _ => Fault.None,
    };
}
