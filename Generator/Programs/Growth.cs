using System.Runtime.CompilerServices;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// Which variables of loops may grow faster than any exponential, so that a few turns are enough for them to overflow: those that a turn multiplies by themselves, as in b ← b + b², and sums and products of these.
/// Their partials overflow too, and what nothing asks for is zero times infinity.
/// </summary>
internal sealed class Growth
{
    // A degree that is higher makes no difference.
    private const int Highest = 2;

    private readonly List<Carried> all = [];
    private readonly Dictionary<Value, Carried> carriedBy = [];
    private readonly Dictionary<Value, Value> definitions = [];
    private readonly HashSet<Value> growing = [];

    /// <param name="steps">The program.</param>
    public Growth(IReadOnlyList<Step> steps)
    {
        Find(steps);
        var reads = new Dictionary<Value, HashSet<Value>>();
        foreach (var carried in all)
        {
            // A loop that is run once more has the same variables.
            if (!reads.TryGetValue(carried.Current, out var known))
                reads.Add(carried.Current, known = []);
            known.UnionWith(Needs.Of([], NextOf(carried).Append(carried.Initial)).SelectMany(NodesOf));
        }

        var reached = reads.Keys.ToDictionary(current => current, current => Reached(current, reads));
        foreach (var carried in all)
        {
            // Those that are made of it, and of which it is made.
            var circle = new HashSet<Value>(reached[carried.Current].Where(other => reached[other].Contains(carried.Current)));
            var degrees = new Dictionary<Value, int>();
            if (NextOf(carried).Any(next => Degree(next, cell => NodesOf(cell).Any(circle.Contains), degrees) >= Highest))
                Add(carried);
        }

        for (var count = 0; count != growing.Count;)
        {
            count = growing.Count;
            var degrees = new Dictionary<Value, int>();
            foreach (var carried in all.Where(carried => !growing.Contains(carried.Final)))
            {
                if (NextOf(carried).Append(carried.Initial).Any(next => Degree(next, growing.Contains, degrees) > 0))
                    Add(carried);
            }
        }
    }

    /// <summary>Whether there are any.</summary>
    public bool IsAny => growing.Count > 0;

    /// <summary>Whether a variable is one.</summary>
    public bool Contains(Value cell) => growing.Contains(cell);

    private void Find(IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            if (step is DefineStep { Cell.Type.IsReal: true } define)
                definitions[define.Cell] = define.Definition;
            if (step is not LoopStep loop)
                continue;
            foreach (var carried in loop.Carried.Where(carried => carried.Current is { Type.IsReal: true, IsActive: true }))
            {
                carriedBy[carried.Current] = carriedBy[carried.Final] = carried;
                all.Add(carried);
            }

            Find(loop.Body);
        }
    }

    private void Add(Carried carried)
    {
        growing.Add(carried.Current);
        growing.Add(carried.Final);
    }

    private static IEnumerable<Value> NextOf(Carried carried) => carried.Onward is { } onward ? [carried.Next, onward] : [carried.Next];

    // The variables of loops that a value is, or is defined by.
    private IEnumerable<Value> NodesOf(Value value) => carriedBy.TryGetValue(value, out var carried) ? [carried.Current]
        : definitions.TryGetValue(value, out var definition) ? Needs.Of([], [definition]).Where(carriedBy.ContainsKey).Select(cell => carriedBy[cell].Current)
        : [];

    private static HashSet<Value> Reached(Value from, Dictionary<Value, HashSet<Value>> reads)
    {
        var reached = new HashSet<Value> { from };
        var open = new Stack<Value>([from]);
        while (open.Count > 0)
        {
            foreach (var next in reads[open.Pop()])
            {
                if (reached.Add(next))
                    open.Push(next);
            }
        }

        return reached;
    }

    // The degree of a polynomial in some of the variables; of what they are divided by as often as they are multiplied, and of what functions make of them, nothing is said.
    private int Degree(Value value, Func<Value, bool> counts, Dictionary<Value, int> known)
    {
        if (known.TryGetValue(value, out var degree))
            return degree;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        // A variable that is defined by itself has no degree.
        known[value] = 0;
        int Of(Value operand) => Degree(operand, counts, known);
        degree = value.Kind switch
        {
            ValueKind.Cell when carriedBy.ContainsKey(value) => counts(value) ? 1 : 0,
            ValueKind.Cell => definitions.TryGetValue(value, out var definition) ? Of(definition) : 0,
            ValueKind.Add or ValueKind.Subtract => Math.Max(Of(value.Operands[0]), Of(value.Operands[1])),
            ValueKind.Multiply => Of(value.Operands[0]) + Of(value.Operands[1]),
            ValueKind.Divide => Math.Max(0, Of(value.Operands[0]) - Of(value.Operands[1])),
            ValueKind.Select => Math.Max(Of(value.Operands[1]), Of(value.Operands[2])),
            ValueKind.Negate or ValueKind.Convert => Of(value.Operands[0]),
            _ => 0,
        };
        return known[value] = Math.Min(degree, Highest);
    }
}
