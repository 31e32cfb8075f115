using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>
/// A loop that runs again, as a reverse sweep has it, counts by the same variable and defines the same ones as the first time. So that it can be told which turn reads a draw, each loop gets its own.
/// </summary>
internal static class LoopCells
{
    /// <summary>The steps, in which no two loops have a variable in common.</summary>
    public static IReadOnlyList<Step> Distinct(ValueGraph values, IReadOnlyList<Step> steps)
    {
        var seen = new HashSet<Value>();
        return [.. steps.Select(step => step is LoopStep loop ? Own(values, loop, seen) : step)];
    }

    private static LoopStep Own(ValueGraph values, LoopStep loop, HashSet<Value> seen)
    {
        var others = new Dictionary<Value, Value>();
        var cells = new HashSet<Value>(CellsOf(loop));
        foreach (var cell in cells.Where(seen.Contains))
            others[cell] = Another(values, cell);
        seen.UnionWith(cells);
        // A loop within may run again there, too.
        if (others.Count == 0)
            return loop with { Body = Distinct(values, loop.Body) };
        // What is read within of how the loop ends is how it ended before.
        var read = others.Where(pair => !loop.Carried.Any(carried => carried.Final == pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value);
        var own = Renamed((LoopStep)new Substitution(values, read).Of([loop])[0], others);
        return own with { Body = Distinct(values, own.Body) };
    }

    /// <summary>A variable of its own that is called the same.</summary>
    public static Value Another(ValueGraph values, Value cell)
    {
        var other = values.Cell(cell.Type, cell.Text);
        (other.Name, other.IsNamedByAuthor, other.IsActive, other.Site) = (cell.Name, cell.IsNamedByAuthor, cell.IsActive, cell.Site);
        return other;
    }

    private static IEnumerable<Value> CellsOf(LoopStep loop) => loop.Carried.SelectMany(carried => (Value[])[carried.Current, carried.Final]).Concat(loop.Body.SelectMany(step => step switch
    {
        DefineStep { Cell.Type.IsArray: false } define => [define.Cell],
        LoopStep inner => CellsOf(inner),
        _ => Enumerable.Empty<Value>(),
    }));

    private static LoopStep Renamed(LoopStep loop, Dictionary<Value, Value> others) => loop with
    {
        Carried = [.. loop.Carried.Select(carried => carried with { Current = Of(carried.Current, others), Final = Of(carried.Final, others) })],
        Body = [.. loop.Body.Select(step => step switch
        {
            DefineStep define => define with { Cell = Of(define.Cell, others) },
            LoopStep inner => Renamed(inner, others),
            _ => step,
        })],
    };

    private static Value Of(Value cell, Dictionary<Value, Value> others) => others.TryGetValue(cell, out var other) ? other : cell;
}
