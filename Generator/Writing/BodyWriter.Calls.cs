using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Writing.Statements;

namespace SymDiff.Generator.Writing;

/// <content>Calls of functions and of pullbacks.</content>
internal sealed partial class BodyWriter
{
    // What is given are numbers, a function's or the sensitivities to them; what is an array is written, or added to. Of the tape a function fills the next part, and a pullback takes back the last.
    private void WriteCall(EffectStep step)
    {
        var due = (step.Guard?.Path ?? []).Select(guard => guard.Holds ? guard.Condition : values.Not(guard.Condition)).Aggregate(values.True, values.And);
        var condition = due == values.True ? "" : expressions.Write(due);
        var called = step.Code.Called!;
        var count = called.UsesTape ? step.Code.Operands[step.Code.Operands.Length - 1] : null;
        if (count is not null && mayGrow && called.Part == PullbackPart.Forward)
            MakeRoom(expressions.WriteCompared(count));
        var text = expressions.Write(step.Code);
        List<string> given = [.. step.Cells.Select(written => Declared(written.Cell))];
        if (given.Count == 1 && count is null)
        {
            Add(condition.Length == 0 ? new WrittenDeclaration("var", given[0], text) : new WrittenDeclaration(step.Cells[0].Cell.Type.Text, given[0], $"{condition} ? {text} : {Zero(step.Cells[0].Cell.Type)}"));
            return;
        }

        if (condition.Length > 0)
        {
            foreach (var (cell, name) in step.Cells.Zip(given, (written, name) => (written.Cell, name)))
                Add(new WrittenDeclaration(cell.Type.Text, name, Zero(cell.Type)));
            var choice = new WrittenIf(condition);
            Add(choice);
            blocks.Push(choice.Then);
        }

        if (count is not null && called.Part == PullbackPart.Pullback)
            Add(new WrittenAssignment("top", "-=", expressions.Write(count)));
        Add(given.Count == 0 ? new WrittenText(text + ";")
            : condition.Length == 0 ? new WrittenDeclaration("var", given, text)
            : new WrittenAssignment(given.Count == 1 ? given[0] : $"({string.Join(", ", given)})", "=", text));
        if (count is not null && called.Part == PullbackPart.Forward)
            Add(new WrittenAssignment("top", "+=", expressions.Write(count)));
        if (condition.Length > 0)
            blocks.Pop();
    }
}
