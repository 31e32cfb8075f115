using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing.Statements;

namespace SymDiff.Generator.Writing;

/// <content>Guards, assertions and carried-over code.</content>
internal sealed partial class BodyWriter
{
    private void WriteStep(Step step, Guard? known)
    {
        if (step is EffectStep { Part: not ScopePart.None } part)
        {
            WriteNamed([.. part.Code.Operands.Where(operand => operand.Kind != ValueKind.Cell)]);
            WritePart(part);
            return;
        }

        var path = step.Guard is null ? [] : step.Guard.Path.Where(guard => !IsKnown(guard, known)).ToList();
        if (path.Count > 0 && step is EffectStep inner)
            step = DeclaredOutside(inner);
        // What a variable holds before may be there under the condition only.
        var within = new List<(Value Cell, Value Before)>();
        foreach (var (cell, before, isInside) in step is EffectStep effect ? effect.Cells : [])
        {
            if (isInside)
                continue;
            var isThere = before is not null && (path.Count == 0 || !Unnamed(before).Any(part => part.MayFail));
            if (isThere)
                WriteNamed([before!]);
            else if (before is not null)
                within.Add((cell, before));
            NoteDeclared(cell);
            Add(new WrittenDeclaration(cell.Type.Text, ExpressionWriter.Identifier(cell.Text), isThere ? expressions.Write(before!) : Nothing(cell.Type)));
        }

        // Memory on the stack can be had where a variable is declared only.
        if (step is DefineStep { Definition: { Kind: ValueKind.Verbatim } memory, Cell: var span } && path.Count > 0 && memory.Pieces[0].StartsWith("stackalloc", StringComparison.Ordinal))
        {
            var due = path.Select(guard => guard.Holds ? guard.Condition : values.Not(guard.Condition)).Aggregate(values.True, values.And);
            WriteNamed([due]);
            Add(new WrittenDeclaration(span.Type.Text, ExpressionWriter.Identifier(span.Text), $"{expressions.WriteCondition(due)} ? {expressions.Write(memory)} : default"));
            return;
        }

        if (step is DefineStep { Cell: var defined } && path.Count > 0)
            Add(new WrittenDeclaration(defined.Type.Text, ExpressionWriter.Identifier(defined.Text), Nothing(defined.Type)));
        if (path.Count == 0)
        {
            WriteAction(step, isNested: false);
            return;
        }

        var scope = Enter();
        var (count, outside) = (locals.Count, place);
        var start = blocks.Count;
        foreach (var guard in path)
        {
            WriteNamed([guard.Condition]);
            OpenIf(guard);
        }

        foreach (var (cell, before) in within)
        {
            WriteNamed([before]);
            Add(new WrittenAssignment(ExpressionWriter.Identifier(cell.Text), "=", expressions.Write(before)));
        }

        WriteAction(step, isNested: true);
        while (blocks.Count > start)
            blocks.Pop();

        LeaveBlock(count, outside);
        Leave(scope);
    }

    // What `out int n` or `var (a, b) = …` declares under a condition is not there after it: the declaration goes before.
    private EffectStep DeclaredOutside(EffectStep step)
    {
        if (!step.Cells.Any(cell => cell.IsDeclaredInside))
            return step;
        var pieces = step.Code.Pieces.ToArray();
        for (var i = 0; i < step.Code.Operands.Length; i++)
        {
            if (step.Cells.Any(cell => cell.IsDeclaredInside && cell.Cell == step.Code.Operands[i]))
                pieces[i] = Undeclared(pieces[i]);
        }

        return step with
        {
            Code = values.Verbatim(step.Code.Type, pieces.ToEquatableArray(), step.Code.Operands),
            Cells = [.. step.Cells.Select(cell => cell with { Before = null, IsDeclaredInside = false })],
        };
    }

    // What a variable holds that has no value yet. An array has no elements then: whether an index is within it can be asked.
    private static string Nothing(Model.ValueType type) => type is { Kind: NumberKind.Array, IsSpan: false, IsList: false, Row: null, Rank: 1, Elements: [var element] } && type.Text.TrimEnd('?').EndsWith("[]", StringComparison.Ordinal)
        ? $"Array.Empty<{element.Text}>()"
        : "default";

    private static string Undeclared(string piece)
    {
        if (piece.LastIndexOf("out ", StringComparison.Ordinal) is >= 0 and var passed)
            return piece.Substring(0, passed + 4);
        if (piece.StartsWith("var", StringComparison.Ordinal) && piece.Substring(3).TrimStart() is ['(', ..] designations)
            piece = designations;
        var before = piece.LastIndexOfAny(['(', ',']);
        return before < 0 ? piece : piece.Substring(0, before + 1) + (piece[before] == ',' ? " " : "");
    }

    private void WriteAction(Step step, bool isNested)
    {
        switch (step)
        {
            case ThrowStep exit:
                WriteNamed(exit.Exception.Operands);
                Line($"throw {expressions.Write(exit.Exception)};");
                break;
            case DefineStep define:
                WriteNamed(define.Definition.Operands);
                var name = ExpressionWriter.Identifier(define.Cell.Text);
                NoteDeclared(define.Cell);
                var text = expressions.Write(define.Definition);
                Add(isNested ? new WrittenAssignment(name, "=", text) : new WrittenDeclaration(define.Cell.Type.Text, name, text));
                break;
            case WriteBackStep store:
                WriteNamed([store.Stored]);
                Add(new WrittenAssignment(ExpressionWriter.Identifier(store.Parameter.Text), "=", expressions.Write(store.Stored)));
                break;
            case EffectStep effect:
                WriteNamed([.. effect.Code.Operands.Where(operand => operand.Kind != ValueKind.Cell)]);
                Line(expressions.Write(effect.Code));
                break;
        }
    }

    private static bool IsKnown(Guard guard, Guard? within) =>
        within is not null && within.Path.Any(known => known.Condition == guard.Condition && known.Holds == guard.Holds);
}
