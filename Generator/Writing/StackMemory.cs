using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <summary>
/// Memory on the stack is given back where a method returns, and not where a turn of a loop ends: what an inlined function, or a form that runs the method once for each number, would take in each turn is borrowed instead,
/// or made as an array where nothing can be borrowed. A table that nobody writes to is made once, before the loop.
/// </summary>
internal sealed class StackMemory
{
    private const string Word = "stackalloc";
    private readonly ValueGraph values;
    private readonly HashSet<Value> changed;
    private readonly List<Step> tables = [];
    private readonly HashSet<Value> made = [];

    private StackMemory(ValueGraph values, IReadOnlyList<Step> steps)
    {
        this.values = values;
        changed = [.. LoopSearch.Written(steps), .. SeenByCode(steps)];
    }

    /// <summary>The steps, which take no memory of the stack within loops.</summary>
    public static IReadOnlyList<Step> OutOfLoops(ValueGraph values, IReadOnlyList<Step> steps)
    {
        if (!steps.OfType<LoopStep>().Any(loop => IsTaken(loop.Body)))
            return steps;
        var memory = new StackMemory(values, steps);
        var all = new List<Step>();
        foreach (var step in steps)
        {
            var kept = step is LoopStep loop ? memory.Turns(loop) : step;
            all.AddRange(memory.tables);
            memory.tables.Clear();
            all.Add(kept);
        }

        return all;
    }

    private LoopStep Turns(LoopStep loop) => IsTaken(loop.Body) ? loop with { Body = [.. loop.Body.SelectMany(step => step is LoopStep inner ? [Turns(inner)] : step is DefineStep define && IsOnStack(define) ? Made(define) : [step])] } : loop;

    private Step[] Made(DefineStep define)
    {
        var memory = define.Definition;
        if (memory.Operands.Length > 0 || !memory.Pieces[0].EndsWith("}", StringComparison.Ordinal) || changed.Contains(define.Cell))
            return [define with { Definition = values.Verbatim(memory.Type, new[] { "new" + memory.Pieces[0].Substring(Word.Length) }.Concat(memory.Pieces.Skip(1)).ToEquatableArray(), memory.Operands) }];
        if (made.Add(define.Cell))
            tables.Add(define with { Guard = null });
        return [];
    }

    private static bool IsTaken(IReadOnlyList<Step> body) => body.Any(step => step is LoopStep loop ? IsTaken(loop.Body) : step is DefineStep define && IsOnStack(define));

    private static bool IsOnStack(DefineStep step) => step.Definition is { Kind: ValueKind.Verbatim } made && made.Pieces[0].StartsWith(Word, StringComparison.Ordinal);

    private static IEnumerable<Value> SeenByCode(IReadOnlyList<Step> steps) => steps.SelectMany(step => step is LoopStep loop ? SeenByCode(loop.Body) : step is EffectStep effect ? effect.Code.Operands : []);
}
