using SymDiff.Generator.Algebra;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>
/// Expectations by rules, in a program: each is a sum over nodes, of which a loop is put where all is known that it is made of. What is asked for at one place is one loop.
/// </summary>
/// <param name="program">The program.</param>
/// <param name="tables">The nodes and weights.</param>
/// <param name="nodesOf">How many nodes a draw asks for; 0 for none.</param>
internal sealed class NodeSums(ProgramAdjoint program, NodeTables tables, Func<Value, int> nodesOf)
{
    private const int MostDraws = 3;

    private readonly List<Group> groups = [];

    /// <summary>Where the expectation is asked for that is being made.</summary>
    public (Region Region, int Time, Guard? Guard) Asked { get; set; } = (program.Places.Top, 0, null);

    /// <summary>How many nodes a draw asks for, or an element of an array of draws; 0 where it is to have a closed form.</summary>
    public int NodesOf(Value draw) => nodesOf(draw.Kind == ValueKind.Element ? draw.Operands[0] : draw);

    /// <summary>What the sums add up, in their order.</summary>
    public IEnumerable<Expr> Integrands => groups.SelectMany(group => group.Sums.Select(sum => sum.Integrand));

    /// <summary>The sums themselves, in the same order.</summary>
    public IEnumerable<(Value Sum, Expr Integrand)> Integrals => groups.SelectMany(group => group.Sums.Select(sum => (sum.Sum, sum.Integrand)));

    /// <summary>The expectation of an expression over draws, which are different ones; null where there are too many.</summary>
    /// <param name="expr">The expression.</param>
    /// <param name="draws">The draws: what stands for each, and with how many nodes.</param>
    public Expr? Of(Expr expr, IReadOnlyList<(Value Draw, int Nodes)> draws)
    {
        draws = [.. draws.Where(draw => Mentions(expr, [draw]))];
        if (draws.Count is 0 or > MostDraws)
            return draws.Count == 0 ? expr : null;
        var graph = program.Graph;
        // What does not depend on them stands before the sum.
        var (coefficient, core) = ExprGraph.Split(expr);
        if (core is Product product && product.Factors.Where(factor => !Mentions(factor.Base, draws)).ToList() is { Count: > 0 } free)
        {
            var rest = graph.Product(Constant.One, [.. product.Factors.Where(factor => !free.Contains(factor))]);
            return Of(rest, draws) is { } mean ? graph.Multiply(graph.Scale(coefficient, graph.Product(Constant.One, [.. free])), mean) : null;
        }

        return graph.Scale(coefficient, graph.Symbol(Sum(core, draws)));
    }

    /// <summary>Whether an expression is made of such sums, and they are there under a condition only.</summary>
    public bool Any(Expr expr) => expr.Values is var symbols && groups.Exists(group => group.Guard is not null && group.Sums.Exists(sum => symbols.Contains(sum.Sum)));

    /// <summary>The loops that stand in a region before one of its steps.</summary>
    /// <param name="region">The region.</param>
    /// <param name="step">Before which of its steps.</param>
    /// <param name="lowered">What the sums add up, in the order of <see cref="Integrands"/>.</param>
    public IEnumerable<LoopStep> Before(Region region, int step, IReadOnlyList<Value> lowered)
    {
        var next = 0;
        foreach (var group in groups)
        {
            var terms = group.Sums.Select(sum => program.Values.Arithmetic(ValueKind.Multiply, group.Loop.Weight, At(sum.Draws, group.Loop.Nodes, lowered[next++]))).ToList();
            if (group.Region == region && Math.Min(group.Before, region.Steps.Count) == step)
                yield return group.Loop.Of(terms, [.. group.Sums.Select(sum => sum.Sum)], [], group.Guard);
        }
    }

    private Value At(IReadOnlyList<Value> draws, IReadOnlyList<Value> nodes, Value value) =>
        new Replacement(program.Values, draws.Zip(nodes, (draw, node) => (draw, node)).ToDictionary(pair => pair.draw, pair => pair.node)).Of(value);

    private Value Sum(Expr expr, IReadOnlyList<(Value Draw, int Nodes)> draws)
    {
        var mayFail = MayFail(expr, draws);
        var place = Known(expr, draws, mayFail ? Asked.Guard : null);
        // What may fail is computed where the author does.
        var region = mayFail ? Asked.Region : place.Region;
        var earliest = place.Region == region ? place.Time + 1 : 0;
        var latest = region == Asked.Region ? Asked.Time : region.TimeOf(Asked.Region, Asked.Time);
        var guard = mayFail ? Asked.Guard : null;
        int[] counts = [.. draws.Select(draw => draw.Nodes)];
        var group = groups.Find(group => group.Region == region && group.Guard == guard && group.Before >= earliest && group.Before <= latest && group.Counts.SequenceEqual(counts));
        if (group is null)
        {
            var isOverwritten = expr.Values.Any(value => value.Kind == ValueKind.Element && program.Places.IsOverwritten(value));
            var loop = new NodeLoop(program.Values, draws.Select((draw, i) => (NameOf(draw.Draw, draws.Take(i)), draw.Draw.Type.Kind == NumberKind.Float ? ValueType.Float : program.Values.Real, draw.Nodes)), tables);
            groups.Add(group = new Group(region, isOverwritten ? earliest : Math.Max(earliest, latest), guard, counts, loop));
        }

        Value[] replaced = [.. draws.Select(draw => draw.Draw)];
        if (group.Sums.Find(sum => sum.Integrand == expr && sum.Draws.SequenceEqual(replaced)) is { Sum: { } known })
            return known;
        var mean = group.Loop.Sum("mean");
        mean.IsActive = false;
        program.Places.Put(mean, region, group.Before - 1);
        group.Sums.Add((expr, replaced, mean));
        return mean;
    }

    // Where all is known of which an expression is made but the draws.
    private Place Known(Expr expr, IReadOnlyList<(Value Draw, int Nodes)> draws, Guard? guard)
    {
        var place = new Place(program.Places.Top, -1);
        var all = expr.Values.Where(value => !draws.Any(draw => draw.Draw == value)).Concat(guard?.Path.Select(each => each.Condition) ?? []);
        foreach (var other in all.Select(program.Places.Of))
        {
            place = other.Region == place.Region ? new Place(place.Region, Math.Max(place.Time, other.Time))
                : other.Region.Depth > place.Region.Depth ? other : place;
        }

        return place;
    }

    // Elements may not be there, and calls may throw.
    private static bool MayFail(Expr expr, IReadOnlyList<(Value Draw, int Nodes)> draws) =>
        expr.Values.Any(value => !draws.Any(draw => draw.Draw == value) && Needs.Of([], [value]).Any(part => part.Kind == ValueKind.Element || part.MayFail));

    private static bool Mentions(Expr expr, IReadOnlyList<(Value Draw, int Nodes)> draws) =>
        expr.Values.Any(value => draws.Any(draw => Needs.Of([], [value]).Contains(draw.Draw)));

    // What the draw was called, which is no parameter here; a second one of an array, and what stands for a variable, has another name.
    private static string? NameOf(Value draw, IEnumerable<(Value Draw, int Nodes)> before) => draw.Kind switch
    {
        ValueKind.Element when !before.Any(other => other.Draw.Kind == ValueKind.Element && other.Draw.Operands[0] == draw.Operands[0]) => draw.Operands[0].Text,
        ValueKind.Input => draw.Text,
        _ => null,
    };

    private sealed record Group(Region Region, int Before, Guard? Guard, int[] Counts, NodeLoop Loop)
    {
        public List<(Expr Integrand, Value[] Draws, Value Sum)> Sums { get; } = [];
    }
}
