using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Writing.Statements;

namespace SymDiff.Generator.Writing;

/// <content>Calls of pullbacks.</content>
internal sealed partial class BodyWriter
{
    // What is given are the sensitivities to numbers; those to the elements of arrays are added to.
    private void WriteCall(EffectStep step)
    {
        var text = expressions.Write(step.Code);
        var due = (step.Guard?.Path ?? []).Select(guard => guard.Holds ? guard.Condition : values.Not(guard.Condition)).Aggregate(values.True, values.And);
        var condition = due == values.True ? "" : expressions.Write(due);
        List<string> given = [.. step.Cells.Select(written => Declared(written.Cell))];
        if (given.Count == 1)
        {
            Add(condition.Length == 0 ? new WrittenDeclaration("var", given[0], text) : new WrittenDeclaration(step.Cells[0].Cell.Type.Text, given[0], $"{condition} ? {text} : {Zero(step.Cells[0].Cell.Type)}"));
            return;
        }

        if (condition.Length == 0)
        {
            Add(given.Count == 0 ? new WrittenText(text + ";") : new WrittenDeclaration("var", given, text));
            return;
        }

        foreach (var (cell, name) in step.Cells.Zip(given, (written, name) => (written.Cell, name)))
            Add(new WrittenDeclaration(cell.Type.Text, name, Zero(cell.Type)));
        AddUnder(condition, given.Count == 0 ? new WrittenText(text + ";") : new WrittenAssignment($"({string.Join(", ", given)})", "=", text));
    }
}
