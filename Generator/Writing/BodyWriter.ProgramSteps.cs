using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing.Statements;

namespace SymDiff.Generator.Writing;

/// <content>The steps of a program, one by one.</content>
internal sealed partial class BodyWriter
{
    private void WriteProgramStep(Step step)
    {
        cancellation.ThrowIfCancellationRequested();
        Write(step);
        NoteStored(step);
        foreach (var (array, version) in step is LoopStep loop ? loop.Stored.Select(stored => (stored.Array, stored.After)) : Overwritten(step))
            contents[WholeOf(array)] = version;
    }

    private void Write(Step step)
    {
        switch (step)
        {
            case LoopStep loop:
                var hasRoom = MakeRoom(loop);
                WriteLoop(loop);
                mayGrow |= hasRoom;
                break;
            case PushStep push:
                WritePush(push);
                break;
            case PopStep pop:
                WritePop(pop);
                break;
            case TakeStep take:
                WriteTaking(take);
                break;
            case StoreStep or AccumulateStep or ClearStep or MembersStep:
                WriteGuarded(step);
                break;
            case EffectStep { Code.Called: not null } call:
                WriteCall(call);
                break;
            case DefineStep making when borrowed.TryGetValue(making.Cell, out var loan):
                WriteMaking(borrowed[making.Cell] = Loans.Again(values, loan, making));
                break;
            case DefineStep { Guard: { } guards, Cell.Type: { IsReal: true } or { IsArray: true } } define:
                var due = guards.Path.Select(guard => guard.Holds ? guard.Condition : values.Not(guard.Condition)).Aggregate(values.True, values.And);
                var none = define.Cell.Type.IsReal ? Zero(define.Cell.Type) : define.Cell.Type.IsList || !define.Cell.Type.Text.EndsWith("]", StringComparison.Ordinal) ? "default" : $"new {define.Cell.Type.Elements[0].Text}[{(define.Cell.Type.Row is not null ? "0][" : define.Cell.Type.Rank == 2 ? "0, 0" : "0")}]";
                var defined = $"{expressions.WriteCondition(due)} ? {expressions.Write(define.Definition)} : {none}";
                Add(new WrittenDeclaration(define.Cell.Type.Text, Declared(define.Cell), defined));
                break;
            case DefineStep { Guard: null } define when declaredBefore.Remove(define.Cell):
                Add(new WrittenAssignment(names[define.Cell], "=", expressions.Write(define.Definition)));
                break;
            case DefineStep { Guard: null } define when define.Cell.Type.IsReal && Known(define.Definition) is { } known && define.Definition.Type.Equals(define.Cell.Type) && variables.TrueForAll(variable => variable.Name != known):
                names[define.Cell] = known;
                break;
            case DefineStep { Guard: null } define:
                var text = expressions.Write(define.Definition);
                if (define.Cell.Type.IsArray && depth == 0 && !made.Add(define.Cell))
                {
                    Add(new WrittenAssignment(names[define.Cell], "=", text));
                    break;
                }

                var needsType = text.StartsWith("stackalloc", StringComparison.Ordinal) || (define.Cell.Type.IsSpan && text.StartsWith("new", StringComparison.Ordinal)) || (define.Cell.Type.IsReal && !expressions.HasItsType(define.Definition)) || WrittenTypes.IsWithoutType(define.Definition);
                Add(new WrittenDeclaration(needsType ? define.Cell.Type.Text : "var", Declared(define.Cell), text));
                if (Given(define) is { } given)
                    names[given] = names[define.Cell];
                break;
            default:
                WriteStep(step, null);
                if (step is ThrowStep exit)
                    NoteThrown(exit);
                foreach (var cell in step is EffectStep effect ? effect.Cells.Select(written => written.Cell) : step is DefineStep once ? [once.Cell] : [])
                    names[cell] = ExpressionWriter.Identifier(cell.Text);
                break;
        }
    }

    private static string Zero(ValueType type) => type.IsGeneric ? type.Text + ".Zero" : type.Kind == NumberKind.Boolean ? "false" : "0";

    // All conditions in one: what is written may not be there where they do not hold.
    private void WriteGuarded(Step step)
    {
        var due = (step.Guard?.Path ?? []).Select(guard => guard.Holds ? guard.Condition : values.Not(guard.Condition)).Aggregate(values.True, values.And);
        // Where it is asked of elements that are not there, no turn has asked for what stands under it, which need not be there either.
        var isUncertain = IsUncertain(step.Guard);
        List<string> conditions = due == values.True ? [] : [isUncertain ? Guarded(due) : expressions.WriteCondition(due)];
        foreach (var sum in (step is MembersStep together ? together.Members : [step]).OfType<AccumulateStep>())
        {
            if (sum.Element is { } element && (sum.Guard is null || isUncertain) && element.ReadDepth > depth && !IsBehind(element.ReadWithin, path) && !IsSure(sum.Array, sum.Indices) && !IsSure(element))
                conditions.AddRange(IsInside(sum.Array, sum.Indices).Where(condition => !conditions.Contains(condition)));
        }

        if (conditions.Count > 0)
        {
            // With others beside it, an alternative stands in brackets.
            if (conditions.Count > 1 && due.Kind == ValueKind.Or)
                conditions[0] = $"({conditions[0]})";
            else if (conditions.Count == 1 && due != values.True && !isUncertain)
                conditions[0] = expressions.Write(due);
            AddUnder(string.Join(" && ", conditions), StatementWithin(step));
        }
        else
        {
            Add(StatementOf(step));
        }
    }

    // Whether a condition asks for an element that may not be there: that is read in loops further in only, of which none may have run, or under conditions that do not stand before it.
    private bool IsUncertain(Guard? guard)
    {
        List<(Value Condition, bool Holds)> before = [.. path];
        foreach (var one in guard?.Path ?? [])
        {
            if (Uncertain(one.Condition, before).Any(element => IsReachable(element) && (element.ReadWithin.Count > 0 || element.ReadDepth < int.MaxValue)))
                return true;
            before.Add((one.Condition, one.Holds));
        }

        return false;
    }

    // Where its conditions hold, what was chosen on them is what it was chosen for.
    private WrittenStatement StatementWithin(Step step)
    {
        var outer = Enter();
        foreach (var guard in step.Guard?.Path ?? [])
            NameChosen(outer, guard.Condition, guard.Holds);
        var statement = StatementOf(step);
        Leave(outer);
        return statement;
    }

    private void AddUnder(string condition, WrittenStatement statement) => Add(new WrittenIf(condition) { Then = { Statements = { statement } } });

    private string Declared(Value value)
    {
        var name = ExpressionWriter.Identifier(value.Kind == ValueKind.Cell ? value.Name is null ? value.Text : pool.Take(WordFor(value)) : Names.For(value, Known, pool));
        names[value] = name;
        return name;
    }

    private WrittenStatement StatementOf(Step step)
    {
        switch (step)
        {
            case ClearStep { Array.Type.Row: not null } rows:
                var row = pool.Take("partials");
                return new WrittenText($"foreach (var {row} in {expressions.Write(rows.Array)})\n    Array.Clear({row}, 0, {row}.Length);");
            case ClearStep clear:
                var cleared = expressions.Write(clear.Array);
                return new WrittenText(clear.Array.Type.Text.EndsWith("]", StringComparison.Ordinal) && !expressions.Spans.Contains(clear.Array) ? $"Array.Clear({cleared}, 0, {cleared}.Length);" : $"{cleared}.Clear();");
            case MembersStep together:
                return StatementOf(together);
            case AccumulateStep sum:
                var taken = Opposite(sum.Amount);
                return new WrittenAssignment(At(sum.Array, sum.Indices), taken is null ? "+=" : "-=", expressions.Write(taken ?? sum.Amount));
            default:
                var store = (StoreStep)step;
                var place = At(store.Array, store.Indices);
                return store.Stored is { Kind: ValueKind.Add or ValueKind.Subtract or ValueKind.Multiply or ValueKind.Divide, Operands: [{ Kind: ValueKind.Element } element, var by] }
                    && Known(store.Stored) is null && Known(element) is null && element.Operands[0] == store.Array && element.Operands.Skip(1).SequenceEqual(store.Indices)
                    ? new WrittenAssignment(place, Sign(store.Stored.Kind) + "=", expressions.Write(by))
                    : new WrittenAssignment(place, "=", expressions.Write(store.Stored));
        }
    }

    private static string Sign(ValueKind kind) => kind switch { ValueKind.Add => "+", ValueKind.Subtract => "-", ValueKind.Multiply => "*", _ => "/" };

    private string At(Value array, Value[] indices) => indices.Length == 0 ? expressions.Write(array) : expressions.At(array, indices);
}
