using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// Arrays in which a loop keeps what its reversal reads, an element for each turn: <c>exps[i]</c>. Where the turns may be reversed in any order, and how many there are is known, such an array says by its name what a tape
/// has somewhere, and the loop that reverses them counts as the loop itself does.
/// </summary>
/// <param name="program">The program.</param>
internal sealed class KeptArrays(ProgramAdjoint program)
{
    // More numbers of a turn lie side by side on a tape.
    private const int Most = 3;

    private readonly List<DefineStep> made = [];

    private Places Places => program.Places;

    /// <summary>The steps by which a turn keeps values, and the elements that have kept them; null where it takes a tape.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="inner">Its body.</param>
    /// <param name="kept">The values.</param>
    public (List<Step> Steps, Dictionary<Value, Value> Elements)? Of(LoopStep loop, Region inner, IReadOnlyList<Value> kept)
    {
        if (kept.Count == 0)
            return ([], []);
        if (kept.Count > Most || !kept.All(value => value.Type.IsReal) || program.IsApart || program.RunsAgain || !program.HasSpan || program.IsWithinTaped(inner))
            return null;
        if (!loop.TestsFirst || Counter.Of(loop, Places, inner) is not { Step: 1, IsInclusive: false, Start: { Kind: ValueKind.Literal, Number: 0 } } counter || !IsKnown(counter.Bound))
            return null;
        var turns = counter.Count(program.Values);
        var size = turns.Kind == ValueKind.Extent || turns is { Kind: ValueKind.Literal, Number: >= 0 } || Places.IsSize(turns) ? turns : TapeLength.AtLeastZero(program.Values, program.MathText, turns);
        var steps = new List<Step>();
        var elements = new Dictionary<Value, Value>();
        foreach (var value in kept)
        {
            var array = program.Cell(new ValueType(NumberKind.Array, value.Type.Text + "[]", [value.Type]), NameOf(value), Places.Top, -1);
            made.Add(new DefineStep(null, array, program.Values.Anew(program.Values.Verbatim(array.Type, [$"new {value.Type.Text}[", "]"], size), [size])));
            var store = new StoreStep(null, array, [counter.Current], value, program.NextVersion(), program.NextVersion());
            steps.Add(store);
            var element = program.Values.Element(value.Type, array, store.After, [counter.Current]);
            element.Name ??= Scheduling.Names.Of(value);
            element.ReadDepth = Math.Min(element.ReadDepth, inner.Depth);
            elements.Add(value, element);
        }

        return (steps, elements);
    }

    /// <summary>Steps in which the arrays are made, each before the first loop that needs it.</summary>
    public List<Step> Made(IReadOnlyList<Step> steps)
    {
        var result = new List<Step>();
        var missing = new List<DefineStep>(made);
        foreach (var step in steps)
        {
            var needed = missing.Count == 0 ? [] : Needs.Of([step], []);
            result.AddRange(missing.Where(define => needed.Contains(define.Cell)));
            missing.RemoveAll(define => needed.Contains(define.Cell));
            result.Add(step);
        }

        return result;
    }

    // Whether it is there outside of all loops.
    private bool IsKnown(Value turns) => Places.Of(turns).Region == Places.Top && turns.Kind != ValueKind.Element;

    // What an element was before it was overwritten; or many of what one turn computes.
    private static string NameOf(Value value)
    {
        if (value is { Kind: ValueKind.Element, Operands: [{ Joined: null } array, ..] })
            return (array.Name ?? array.Text) + "Before";
        var word = Scheduling.Names.Of(value) ?? "kept";
        return word.Length > 1 && char.IsLetter(word[word.Length - 1]) && !word.EndsWith("s", StringComparison.Ordinal) ? word + "s" : word + "Kept";
    }
}
