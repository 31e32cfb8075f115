using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>Statements.</content>
internal sealed partial class Unfolder
{
    private void Carry(Block block, Frame frame)
    {
        for (var i = 0; i < block.Statements.Length; i++)
        {
            var statement = block.Statements[i];
            if (frame.IsDead || frame.Returned == values.True || frame.Left == values.True)
                return;
            // What follows a turn's end under a condition is the other side of it.
            if (frame is { IsRepeated: true, Left: null, Returned: null } && i + 1 < block.Statements.Length && statement is If { WhenFalse.Statements: [] } choice && EndsTurn(choice.WhenTrue))
            {
                Carry(choice with { WhenFalse = block with { Statements = new([.. block.Statements.Skip(i + 1)]) } }, frame);
                return;
            }

            // What follows a possible return runs only where it was not taken.
            if (frame.Left is { } left)
                Within(new Guard(left, false, guard), () => CarryAfterExit(statement, frame));
            else if (frame.Returned is { } returned)
                Within(new Guard(returned, false, guard), () => CarryAfterReturn(statement, frame));
            else
                Carry(statement, frame);
        }
    }

    private static bool EndsTurn(Block block) => block.Statements is [.., Break or Continue or Return];

    // The rest of a function after a return under a condition: its own returns are the other side of that condition.
    private void CarryAfterReturn(Statement statement, Frame frame)
    {
        var (returned, left) = (frame.Returned!, frame.Exit);
        frame.Returned = null;
        frame.Exit = null;
        Carry(statement, frame);
        if (frame.IsDead)
        {
            frame.IsDead = false;
            (frame.Returned, frame.Exit) = (values.True, left);
            return;
        }

        frame.Exit = frame.Returned is null ? left : Joined(returned, left, frame.Exit);
        frame.Returned = frame.Returned is null ? returned : values.Or(returned, frame.Returned);
    }

    // The rest of a loop's turn after it may have been left.
    private void CarryAfterExit(Statement statement, Frame frame)
    {
        var (left, exits) = (frame.Left!, frame.Exits);
        (frame.Left, frame.Exits) = (null, []);
        Carry(statement, frame);
        if (frame.IsDead)
            (frame.IsDead, frame.Left) = (false, values.True);
        frame.Exits = [.. exits, .. frame.Exits.Select(exit => exit with { Condition = values.And(values.Not(left), exit.Condition) })];
        frame.Left = frame.Left is null ? left : values.Or(left, frame.Left);
    }

    private void Leave(Frame frame, ExitKind kind, Value? result)
    {
        frame.Left = values.True;
        frame.Exits.Add(new LoopExit(kind, values.True, [.. frame.Variables], result));
    }

    private void Carry(Statement statement, Frame frame)
    {
        Bound();
        switch (statement)
        {
            case Assign assign:
                frame.Variables[assign.Variable] = Named(Evaluate(assign.Value, frame), frame.Function.Variables[assign.Variable]);
                break;
            case Forget forget:
                frame.Variables[forget.Variable] = null;
                break;
            case Call call:
                CarryCall(call, frame);
                break;
            case If choice:
                CarryIf(choice, frame);
                break;
            case ElementStore store:
                CarryStore(store, frame);
                break;
            case Return exit when frame.IsRepeated:
                Leave(frame, ExitKind.Return, exit.Value is null ? null : Evaluate(exit.Value, frame));
                break;
            case Return exit:
                frame.Exit = frame.ExitWith(exit.Value is null ? null : Evaluate(exit.Value, frame));
                frame.Returned = values.True;
                break;
            case Throw exit:
                steps.Add(new ThrowStep(guard, Evaluate(exit.Exception, frame)));
                frame.IsDead = true;
                break;
            case Effect effect:
                CarryEffect(effect, frame);
                break;
            case Loop loop:
                CarryLoop(loop, frame);
                break;
            case Protected scope:
                CarryProtected(scope, frame);
                break;
            case Passage passage:
                CarryPassage(passage, frame);
                break;
            case Break:
                Leave(frame, ExitKind.Break, null);
                break;
            default:
                Leave(frame, ExitKind.Continue, null);
                break;
        }
    }

    private void CarryPassage(Passage passage, Frame frame)
    {
        var trial = frame.Fork();
        var mark = Mark();
        try
        {
            // A row that a variable stands for is no longer where it was when rows have changed places.
            if (StoresRows(passage.Parts) && HoldsRow(frame))
                throw Stop("SYMDIFF002", passage.Site, "A row that is put in the place of another", "exchange their elements");
            Carry(passage.AsWritten, trial);
            if (problems.Count == mark.Problems && !steps.Skip(mark.Steps).Any(IsActiveCode))
            {
                frame.Become(trial);
                return;
            }
        }
        catch (UnfoldingException)
        {
            // A differentiated value goes in.
        }

        Restore(mark);
        if (passage.IsModel)
            CarryModelled(passage, frame);
        else
            Carry(passage.Parts, frame);
    }

    // The call stands where it stood, and what it amounts to behind it: that is differentiated, and left out where nobody asks for it.
    private void CarryModelled(Passage passage, Frame frame)
    {
        if (passage.AsWritten.Statements[0] is Assign { Value: Verbatim code } assign)
        {
            var call = EvaluateVerbatim(code, frame);
            call.TakesSpans = !passage.TakesArrays;
            var given = values.Cell(code.Type, names.Take(code.Name));
            given.Site = code.Site;
            steps.Add(new DefineStep(guard, given, call));
            Carry(passage.Parts, frame);
            var model = frame.Variables[assign.Variable]!;
            (given.Model, given.IsActive, model.Given) = (model, model.IsActive, given);
            frame.Variables[assign.Variable] = given;
            return;
        }

        var effect = EvaluateVerbatim(((Effect)passage.AsWritten.Statements[0]).Code, frame);
        effect.TakesSpans = true;
        Carry(passage.Parts, frame);
        var loop = (LoopStep)steps[steps.Count - 1] with { Call = effect };
        steps[steps.Count - 1] = loop;
        // What is filled with it is there to be read again, unless it was made of what is overwritten.
        if (loop.Body is [StoreStep { Stored: { IsLeaf: false } stored } store] && !Programs.Needs.Of([], [stored]).Contains(store.Array))
        {
            var element = values.Element(stored.Type, store.Array, store.After, store.Indices);
            (element.ReadDepth, element.IsActive, element.Model, stored.Given) = (loopDepth + 1, stored.IsActive, stored, element);
        }
    }

    // A test decides, and may be of anything.
    private static bool IsActiveCode(Step step) =>
        step is DefineStep { Definition: { Type.Kind: not NumberKind.Boolean, Operands: var operands } } && operands.Any(operand => operand.IsActive);

    private void CarryIf(If choice, Frame frame)
    {
        var condition = Evaluate(choice.Condition, frame);
        if (condition.Kind == ValueKind.Literal)
        {
            Carry(condition.Number != 0 ? choice.WhenTrue : choice.WhenFalse, frame);
            return;
        }

        var (whenTrue, whenFalse) = (frame.Fork(), frame.Fork());
        Within(new Guard(condition, true, guard), () => Carry(choice.WhenTrue, whenTrue));
        Within(new Guard(condition, false, guard), () => Carry(choice.WhenFalse, whenFalse));
        if (whenTrue.IsDead || whenFalse.IsDead)
        {
            if (guard is null && loopDepth == 0 && !(whenTrue.IsDead && whenFalse.IsDead))
                Assumptions.Learn(condition, !whenTrue.IsDead, assumptions);
            var (alive, holds) = whenTrue.IsDead ? (whenFalse, values.Not(condition)) : (whenTrue, condition);
            alive.Exits = [.. frame.Exits, .. alive.Exits.Select(exit => exit with { Condition = values.And(holds, exit.Condition) })];
            frame.Become(alive);
            return;
        }

        Join(condition, whenTrue, whenFalse, frame);
    }

    private void Join(Value condition, Frame whenTrue, Frame whenFalse, Frame frame)
    {
        var (a, b) = (whenTrue.Returned ?? values.False, whenFalse.Returned ?? values.False);
        if (a != values.False || b != values.False)
        {
            frame.Exit = a == values.False ? whenFalse.Exit
                : b == values.False ? whenTrue.Exit
                : Joined(condition, whenTrue.Exit, whenFalse.Exit);
            frame.Returned = values.Or(values.And(condition, a), values.And(values.Not(condition), b));
            if (a == values.True && b == values.True)
                frame.Returned = values.True;
        }

        frame.Exits =
        [
            .. frame.Exits,
            .. whenTrue.Exits.Select(exit => exit with { Condition = values.And(condition, exit.Condition) }),
            .. whenFalse.Exits.Select(exit => exit with { Condition = values.And(values.Not(condition), exit.Condition) }),
        ];
        if (whenTrue.Left is not null || whenFalse.Left is not null)
        {
            (a, b) = (whenTrue.Left ?? values.False, whenFalse.Left ?? values.False);
            frame.Left = a == values.True && b == values.True ? values.True : values.Or(values.And(condition, a), values.And(values.Not(condition), b));
        }

        for (var i = 0; i < frame.Variables.Length; i++)
        {
            var (left, right) = (whenTrue.Variables[i], whenFalse.Variables[i]);
            // A side that has returned does not come here.
            frame.Variables[i] = a == values.True || left is null ? right
                : b == values.True || right is null || left == right ? left
                : Named(Joined(condition, left, right)!, frame.Function.Variables[i]);
        }
    }

    private Value? Joined(Value condition, Value? whenTrue, Value? whenFalse) =>
        whenTrue is null ? whenFalse : whenFalse is null ? whenTrue : values.Select(condition, whenTrue, whenFalse);

    private void CarryEffect(Effect effect, Frame frame)
    {
        var cells = new List<WrittenCell>();
        if (effect.IsUntilTheEnd && guard is not null)
            throw Stop("SYMDIFF002", effect.Site, effect.Construct + " after a return under a condition", "move it before");
        foreach (var variable in effect.Writes)
        {
            var declared = frame.Function.Variables[variable];
            var isInside = effect.Declares.Contains(variable);
            var before = frame.Variables[variable];
            if (before is { IsActive: true })
                throw Obstacle(effect.Code) ?? Stop("SYMDIFF002", effect.Site, effect.Construct, effect.Advice ?? "a differentiated value may not be changed in it");
            var cell = values.Cell(declared.Type, names.Take(declared.Name.Length > 0 ? declared.Name : unnamed));
            cell.Name = declared.Name;
            cells.Add(new WrittenCell(cell, before is null ? null : Whole(before, declared.Type, effect.Site), isInside));
            frame.Variables[variable] = declared.Type.IsOfStructs ? OpenedArray(cell, declared.Type) : Opened(cell);
        }

        var code = EvaluateVerbatim(effect.Code, frame);
        code.Site = effect.Site;
        if (!effect.IsHarmless && code.Operands.Any(operand => operand.IsActive))
            throw Obstacle(effect.Code) ?? Stop("SYMDIFF002", effect.Site, effect.Construct, effect.Advice ?? "it reads a differentiated value; compute with it outside, or pass Calculus.StopGradient of it");
        steps.Add(new EffectStep(guard, code, cells) { Overwrites = effect.IsHarmless || effect.IsQuiet ? [] : Overwritten(code), IsRepeatable = effect.IsRepeatable, IsQuiet = effect.IsQuiet, IsOnce = effect.IsOnce });
        if (guard is null && loopDepth == 0 && effect.Condition is { } condition)
            Assumptions.Learn(Evaluate(condition, frame), true, assumptions);
    }

    private Value Named(Value value, Variable variable)
    {
        if (NamedConstants.Of(values, value, variable) is { } constant)
            return constant;
        if (value is { Kind: ValueKind.Cell, Type.Kind: NumberKind.Array } && variable.Name.Length > 0)
            value.Name ??= variable.Name;
        // What a call gives is called as the author calls it, or else as what is called.
        if (value is { Kind: ValueKind.Cell, IsNamedByAuthor: false } && calls.Contains(value) && variable.Name.Length > 0)
            (value.Name, value.IsNamedByAuthor) = (variable.Name, true);
        if (value is { Kind: ValueKind.Tuple, Type.IsOfStructs: true } && variable.Name.Length > 0)
        {
            foreach (var (part, leaf) in Parts(value).Zip(Leaves.Of(variable.Name, value.Type), (part, leaf) => (part, leaf)))
            {
                if (part.Kind is ValueKind.Cell or ValueKind.Component)
                    part.Name ??= PartName(leaf.Name);
            }
        }

        if (value is { Kind: ValueKind.Tuple, Type.IsStruct: true } && variable.Name is not ("" or "this"))
        {
            if (value.Whole is { Kind: ValueKind.Call, Name: null } call)
                (call.Name, call.IsNamedByAuthor) = (variable.Name, true);
            foreach (var (part, name) in Parts(value).Zip(PartNames(value, variable.Name), (part, name) => (part, name)))
            {
                if (!part.IsLeaf && part.Name is null)
                    part.Name = name;
            }
        }

        if (variable.Name.Length > 0 && !value.IsLeaf && value.Kind != ValueKind.Tuple && value.Name is null)
        {
            value.Name = variable.Name;
            value.IsNamedByAuthor = true;
        }

        return value;
    }
}
