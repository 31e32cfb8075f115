using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <content>Calls of functions that stand beside the derivative, or of their pullbacks: with the arguments what moves with them is passed, and with what is given comes what moves with that.</content>
internal sealed partial class TangentRegion
{
    private static IEnumerable<Value> NumbersIn(Value code) => code.Operands.SelectMany(PullbackCall.Members).Where(value => value.Type.IsReal);

    private List<Step> Carry(Step step, PullbackCall called, Value code, IReadOnlyList<WrittenCell> cells, int site)
    {
        var routine = called.Routine;
        List<Value> arguments = [.. code.Operands.SelectMany(PullbackCall.Members)];
        var along = program.Along(routine, arguments);
        // What is kept on the tape has its tangents beside it, whatever varies.
        if (routine.Kept is null && along.All(direction => !direction.Varying.Contains(true)))
            return [step];
        // What moves in a matrix has no array that could be passed.
        var isUnasked = program.UnaskedIn(routine, arguments);
        if (along.Select((direction, i) => arguments.Take(direction.Varying.Length).Where((argument, j) => direction.Varying[j] && argument.Type.IsArray && program.Directions[i].Scattered.ContainsKey(WholeOf(argument)))).Any(scattered => scattered.Any())
            || routine.Along(along, isUnasked) is not { } moved)
            throw new OverwrittenException(site);
        var unasked = arguments.Take(isUnasked.Length).Where((_, i) => isUnasked[i]).ToList();
        List<Value> given = [.. (routine.Kept is null ? code.Operands : code.Operands.Take(code.Operands.Length - 1)).Where(operand => !unasked.Contains(operand))];
        for (var direction = 0; direction < along.Count; direction++)
            given.AddRange(arguments.Take(routine.Parameters.Count).Where((_, i) => along[direction].Varying[i]).Select(argument => argument.Type.IsArray ? PartOf(argument, direction) : Lowered(argument, direction)));
        if (routine.Kept is not null)
        {
            var count = code.Operands[code.Operands.Length - 1];
            given.Add((called.Part == PullbackPart.Forward ? program.KeptBy(moved, called, count, called.Arguments(code)) : program.TakenBackBy(called, count)) ?? throw new OverwrittenException(site));
        }

        var both = program.Values.CallOf(Tuple, moved.Name, called with { Moved = moved }, [.. given]);
        (both.IsActive, both.Site) = (false, site);
        var tangents = new List<WrittenCell>();
        var still = new List<Step>();
        for (var direction = 0; direction < along.Count; direction++)
        {
            var reach = routine.ReachOf(along[direction].Varying);
            for (var i = 0; i < cells.Count; i++)
            {
                if (reach.Results[i])
                    tangents.Add(new WrittenCell(program.TangentOf(cells[i].Cell, direction), null, true));
                else if (program.Varies(cells[i].Cell, direction))
                    still.Add(new DefineStep(null, program.TangentOf(cells[i].Cell, direction), program.Values.Number(cells[i].Cell.Type, Algebra.Constant.Zero)));
            }
        }

        var overwrites = step.Overwrites.SelectMany(overwrite => Varied(overwrite.Array).Select(direction => overwrite with { Array = program.TangentOf(overwrite.Array, direction) }));
        return [new EffectStep(step.Guard, both, [.. cells, .. tangents]) { Overwrites = [.. step.Overwrites, .. overwrites] }, .. still];
    }

    private static readonly ValueType Tuple = new(NumberKind.Tuple, "", default);

    // What moves with an array, or with a part of one.
    private Value PartOf(Value array, int direction)
    {
        if (array.Kind == ValueKind.Row)
            return program.Values.Row(PartOf(array.Operands[0], direction), array.Operands[1]);
        if (array.Kind != ValueKind.View)
            return program.TangentOf(array, direction);
        var whole = PartOf(array.Operands[0], direction);
        var span = whole.Type.Text.StartsWith("ReadOnlySpan<", StringComparison.Ordinal) ? "ReadOnlySpan" : "Span";
        return program.Values.View(new ValueType(NumberKind.Array, $"{span}<{array.Type.Elements[0].Text}>", array.Type.Elements), whole, array.Operands[1], array.Operands[2]);
    }

    private static Value WholeOf(Value array) => array.Kind is ValueKind.View or ValueKind.Row ? WholeOf(array.Operands[0]) : array;
}
