using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// The author's locals at which the reverse sweep of a long turn stops. As one closed form, statements that build on one another, as the slopes of a Runge–Kutta step
/// do, come to a polynomial of high degree, in which nobody finds them again; statement by statement each adjoint is a line, k3Bar beside k3. What is bounded is a stop, too: on which side
/// of the bound it lies is then asked once, and not for all that it is made of.
/// </summary>
internal static class Intermediates
{
    // So many that build on one another are too much for one formula.
    private const int ShortestChain = 3;

    /// <summary>The values of those loops in which there are many, one made of another.</summary>
    public static HashSet<Value> In(IReadOnlyList<Step> steps, Value result, Places places)
    {
        var all = Needs.Of(steps, [result]);
        var uses = new Dictionary<Value, int>();
        foreach (var used in all.SelectMany(value => value.Operands).Concat(Roots(steps)))
            uses[used] = uses.TryGetValue(used, out var count) ? count + 1 : 1;
        var held = new HashSet<Value>();
        foreach (var group in all.Where(value => value is { IsActive: true, Type.IsReal: true }).GroupBy(value => places.Of(value).Region).Where(group => group.Key.Outer is not null))
        {
            // What is chosen may be no number on the other side: there, formulas are left out as a whole.
            if (group.Any(value => value.Kind == ValueKind.Select))
                continue;
            var lengths = new Dictionary<Value, int>();
            foreach (var value in group.OrderBy(value => value.Id))
                lengths[value] = value.Operands.Select(operand => lengths.TryGetValue(operand, out var length) ? length : 0).DefaultIfEmpty().Max() + (IsStop(value) ? 1 : 0);
            // Then what is used more than once is one, too, though it has no name.
            var bounded = new HashSet<Value>(Bounded(group).Where(value => IsComputed(value) && IsOfSeveral(value)));
            if (bounded.Count > 0 || lengths.Values.DefaultIfEmpty().Max() >= ShortestChain)
                held.UnionWith(group.Where(value => IsComputed(value) && (value.Name is { Length: > 0 } || bounded.Contains(value) || (IsShared(value) && IsOfSeveral(value)))));
        }

        return held;

        static bool IsComputed(Value value) => value.Kind is ValueKind.Add or ValueKind.Subtract or ValueKind.Multiply or ValueKind.Divide or ValueKind.Call;

        // What one number is shifted by goes straight on to it.
        static bool IsOfSeveral(Value value) => value.Kind is not (ValueKind.Add or ValueKind.Subtract) || value.Operands.Count(operand => operand.IsActive) > 1;

        bool IsShared(Value value) => uses.TryGetValue(value, out var count) && count > 1;

        bool IsStop(Value value) => IsComputed(value) && value.Name is { Length: > 0 } && IsShared(value);
    }

    /// <summary>What is bounded among some values, or bounds others.</summary>
    public static IEnumerable<Value> Bounded(IEnumerable<Value> values) => values.Where(value => value is { Kind: ValueKind.Call, Function: "Max" or "Min" or "Clamp" }).SelectMany(value => value.Operands);

    /// <summary>What the steps cost, turns of a loop as if there were a few.</summary>
    public static int CostOf(IReadOnlyList<Step> steps, IEnumerable<Value> results) => CostOf(steps, results, []);

    private static int CostOf(IReadOnlyList<Step> steps, IEnumerable<Value> results, HashSet<Value> there)
    {
        const int turns = 8;
        var roots = steps.SelectMany(Needs.Direct).Concat(results).ToList();
        var cost = ValueCost.OfAll(roots, there) + steps.Sum(step => step is PushStep push ? push.Values.Sum(ValueCost.OfKeeping) : 0);
        var known = Needs.Of([], roots);
        known.UnionWith(there);
        return cost + steps.OfType<LoopStep>().Sum(loop => turns * CostOf(loop.Body, loop.Carried.Select(carried => carried.Next), known));
    }

    private static IEnumerable<Value> Roots(IEnumerable<Step> steps) => steps.SelectMany(step => step is LoopStep loop
        ? Needs.Direct(loop).Concat(loop.Carried.Select(carried => carried.Next)).Concat(Roots(loop.Body))
        : Needs.Direct(step));
}
