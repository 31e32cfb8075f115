using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// Arrays that each turn of a loop fills anew, and that the reverse sweep reads: each turn has a row of its own of a larger array, so that nothing of it goes to the tape
/// (array expansion: Feautrier, Array Expansion, 1988).
/// </summary>
/// <param name="program">The program.</param>
internal sealed class Rows(ProgramAdjoint program)
{
    private readonly Dictionary<(Region Region, Value Array), Row> rows = [];

    /// <summary>A turn's part of the larger array.</summary>
    /// <param name="Cell">The variable that stands for it in a turn.</param>
    /// <param name="Table">The larger array.</param>
    /// <param name="Turns">How many rows it has.</param>
    /// <param name="Size">How many elements each of them has.</param>
    /// <param name="Making">The step in which each turn makes the array for itself; null where there is one for all turns.</param>
    private sealed record Row(Value Cell, Value Table, Value Turns, Value Size, DefineStep? Making)
    {
        public bool IsUsed { get; set; }
    }

    private Places Places => program.Places;

    /// <summary>Whether each turn of a loop leaves what it makes of an array where the reverse sweep finds it.</summary>
    public bool Has(Region region, Value array) => rows.ContainsKey((region, array));

    /// <summary>Finds the arrays of a loop that runs backwards.</summary>
    public void Find(LoopStep loop, Region inner)
    {
        var making = inner.Steps.OfType<DefineStep>().Where(IsMaking).ToList();
        foreach (var array in loop.Stored.Select(stored => stored.Array).Concat(making.Select(define => define.Cell)))
            rows.Remove((inner, array));
        // The next turn of a loop around would fill the rows again.
        if (program.IsWithinTaped(inner) || !program.HasSpan || Counter.Of(loop, Places, inner) is not { Step: 1, IsInclusive: false, Ahead: 0, Start: { Kind: ValueKind.Literal, Number: 0 }, Bound: var turns } || !loop.TestsFirst || !IsCount(turns))
            return;
        foreach (var array in loop.Stored.Select(stored => stored.Array))
        {
            if (array.Type.Rank != 1 || !Places.IsScratch(inner, array) || Places.SizeOf(array) is not { } size || Places.Of(size).Region.Outer is not null || Places.Escapes(array) || IsTouched(program.Closed.Steps, array, loop))
                continue;
            var element = array.Type.Elements[0];
            var name = array.Name ?? array.Text;
            var place = Places.Of(array);
            var cell = program.Cell(new ValueType(NumberKind.Array, $"Span<{element.Text}>", [element]), name, inner, -1);
            var table = program.Cell(new ValueType(NumberKind.Array, element.Text + "[]", [element]), name + "Rows", place.Region, place.Time);
            rows.Add((inner, array), new Row(cell, table, turns, size, null));
        }

        // A row that nobody has touched is as good as new, where no loop around comes to it again.
        foreach (var define in inner.Outer == Places.Top ? making : [])
        {
            var array = define.Cell;
            if (Places.SizeOf(array) is not { } size || Places.Of(size).Region.Outer is not null || !Needs.Of([], [size]).All(IsThereBeforehand) || Places.Escapes(array))
                continue;
            var element = array.Type.Elements[0];
            var name = array.Name ?? array.Text;
            var cell = program.Cell(new ValueType(NumberKind.Array, $"Span<{element.Text}>", [element]), name, inner, -1);
            rows.Add((inner, array), new Row(cell, program.Cell(new ValueType(NumberKind.Array, element.Text + "[]", [element]), name + "Rows", Places.Top, -1), turns, size, define));
        }
    }

    // Whether it can be asked for where there may be no turn.
    private static bool IsThereBeforehand(Value value) => value is { MayFail: false, Kind: ValueKind.Literal or ValueKind.Input or ValueKind.Cell or ValueKind.Extent or ValueKind.Add or ValueKind.Subtract or ValueKind.Multiply };

    private static bool IsMaking(DefineStep define) => define is { Guard: null, Cell: { Type: { Kind: NumberKind.Array, Rank: 1 }, Joined: null } array } && array.Type.Elements[0].IsReal;

    /// <summary>A loop, and the one that runs it backwards, with the rows that the second reads.</summary>
    public (LoopStep Forward, LoopStep Backward) Of(Region inner, LoopStep forward, LoopStep backward)
    {
        var read = Needs.Of([backward], []);
        foreach (var pair in rows.Where(pair => pair.Key.Region == inner).OrderByDescending(pair => pair.Value.Cell.Id).ToList())
        {
            var (array, row) = (pair.Key.Array, pair.Value);
            if (!read.Any(value => value.Kind == ValueKind.Element && value.Operands[0] == array) || Counter.Of(inner.Loop!, Places, inner) is not { } counter)
                continue;
            row.IsUsed = true;
            var start = program.Values.Binary(ValueKind.Multiply, ValueType.Int, counter.Current, row.Size);
            var definition = new DefineStep(null, row.Cell, program.Values.View(row.Cell.Type, row.Table, start, row.Size));
            var renaming = new Renaming(program.Values, array, row.Cell);
            LoopStep On(LoopStep loop) => loop with
            {
                Carried = [.. loop.Carried.Select(renaming.Of)],
                Body = [definition, .. loop.Body.Where(step => row.Making is null || step is not DefineStep { Cell: var made } || made != array).Select(renaming.Of)],
                Stored = [.. loop.Stored.Where(stored => stored.Array != array)],
            };
            (forward, backward) = (On(forward), On(backward));
        }

        return (forward, backward);
    }

    /// <summary>Steps in which the larger arrays are made; those in whose place they stand only where a loop that runs again has no rows the first time.</summary>
    public List<Step> Made(IReadOnlyList<Step> steps)
    {
        var result = Made(steps, Needs.Of(steps, []));
        foreach (var row in rows.Values.Where(row => row is { IsUsed: true, Making: not null }).OrderBy(row => row.Table.Id))
        {
            if (result.FindIndex(step => Needs.Of([step], []).Contains(row.Table)) is >= 0 and var first)
                result.Insert(first, LargerOf(row, row.Making!));
        }

        return result;
    }

    private DefineStep LargerOf(Row row, DefineStep define) =>
        new(define.Guard, row.Table, program.Values.Verbatim(row.Table.Type, define.Definition.Pieces, program.Values.Binary(ValueKind.Multiply, ValueType.Int, row.Turns, row.Size)));

    private List<Step> Made(IReadOnlyList<Step> steps, HashSet<Value> needed) => [.. steps.SelectMany(step => step switch
    {
        LoopStep loop => [loop with { Body = Made(loop.Body, needed) }],
        DefineStep define when rows.FirstOrDefault(pair => pair.Key.Array == define.Cell && pair.Value is { IsUsed: true, Making: null }).Value is { } row => Made(define, LargerOf(row, define), needed),
        _ => (IEnumerable<Step>)[step],
    })];

    private static IEnumerable<Step> Made(DefineStep one, DefineStep larger, HashSet<Value> needed) => needed.Contains(one.Cell) ? [one, larger] : [larger];

    // What is not negative, or the method would not have come here.
    private bool IsCount(Value value) => Places.Of(value).Region.Outer is null
        && (value is { Kind: ValueKind.Extent } or { Kind: ValueKind.Literal, Number: >= 0 } || Places.IsSize(value));

    private static bool IsTouched(IReadOnlyList<Step> steps, Value array, LoopStep except) => steps.Any(step =>
        step != except && (step is LoopStep loop
            ? IsTouched(loop.Body, array, except) || Needs.Of([loop with { Body = [] }], []).Contains(array)
            : Needs.Of([step], []).Contains(array)));
}
