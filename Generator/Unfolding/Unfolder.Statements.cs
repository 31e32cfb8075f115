using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>Statements.</content>
internal sealed partial class Unfolder
{
    private void Carry(Block block, Frame frame)
    {
        foreach (var statement in block.Statements)
        {
            if (frame.IsDead || frame.Returned == values.True || frame.Jump != Jump.None)
                return;
            // What follows a possible return runs only where it was not taken.
            if (frame.Returned is { } returned)
                Within(new Guard(returned, false, guard), () => CarryAfterReturn(statement, frame));
            else
                Carry(statement, frame);
        }
    }

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

    private void Carry(Statement statement, Frame frame)
    {
        Bound();
        switch (statement)
        {
            case Assign assign:
                frame.Variables[assign.Variable] = Named(Evaluate(assign.Value, frame), frame.Function.Variables[assign.Variable]);
                break;
            case Call call:
                CarryCall(call, frame);
                break;
            case If choice:
                CarryIf(choice, frame);
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
            case Break:
                frame.Jump = Jump.Break;
                break;
            default:
                frame.Jump = Jump.Continue;
                break;
        }
    }

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
        if (whenTrue.Jump != Jump.None || whenFalse.Jump != Jump.None)
            throw Stop("SYMDIFF002", choice.Site, "Leaving a loop under a condition", "use a condition around what it skips");
        if (whenTrue.IsDead || whenFalse.IsDead)
        {
            if (guard is null && !(whenTrue.IsDead && whenFalse.IsDead))
                Assumptions.Learn(condition, !whenTrue.IsDead, positive);
            frame.Become(whenTrue.IsDead ? whenFalse : whenTrue);
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
                throw Obstacle(effect.Code) ?? Stop("SYMDIFF002", effect.Site, effect.Construct, "a differentiated value may not be changed in it");
            var cell = values.Cell(declared.Type, names.Take(declared.Name.Length > 0 ? declared.Name : "value"));
            cell.Name = declared.Name;
            cells.Add(new WrittenCell(cell, before, isInside));
            frame.Variables[variable] = cell;
        }

        var code = EvaluateVerbatim(effect.Code, frame);
        code.Site = effect.Site;
        if (!effect.IsHarmless && code.Operands.Any(operand => operand.IsActive))
            throw Obstacle(effect.Code) ?? Stop("SYMDIFF002", effect.Site, effect.Construct, "it reads a differentiated value; compute with it outside, or pass Calculus.StopGradient of it");
        steps.Add(new EffectStep(guard, code, cells));
        if (guard is null)
            Assumptions.Learn(code, positive);
    }

    private void CarryLoop(Loop loop, Frame frame)
    {
        var trial = frame.Fork();
        var (stepCount, problemCount) = (steps.Count, problems.Count);
        Problem? obstacle = null;
        if (Unroll(loop, trial, ref obstacle))
        {
            frame.Become(trial);
            return;
        }

        steps.RemoveRange(stepCount, steps.Count - stepCount);
        problems.RemoveRange(problemCount, problems.Count - problemCount);
        try
        {
            CarryEffect(loop.AsWritten, frame);
        }
        catch (UnfoldingException) when (obstacle is { Rule: not "SYMDIFF002" })
        {
            throw new UnfoldingException(obstacle);
        }
    }

    private bool Unroll(Loop loop, Frame frame, ref Problem? obstacle)
    {
        try
        {
            Carry(loop.Before, frame);
            for (var turn = 0; turn <= MostTurns; turn++)
            {
                Carry(loop.Test, frame);
                var condition = turn == 0 && !loop.TestsFirst ? values.True : Evaluate(loop.Condition, frame);
                if (condition.Kind != ValueKind.Literal || frame.IsDead || frame.Returned is not null)
                    return false;
                if (condition.Number == 0)
                    return true;
                Carry(loop.Body, frame);
                var jump = frame.Jump;
                frame.Jump = Jump.None;
                if (jump == Jump.Break)
                    return true;
                Carry(loop.Step, frame);
            }

            return false;
        }
        catch (UnfoldingException stop)
        {
            obstacle = stop.Problem;
            return false;
        }
    }

    private void CarryCall(Call call, Frame frame)
    {
        var callee = method.Callees[call.Callee];
        if (++depth > DeepestCall)
            throw Stop("SYMDIFF010", call.Site, callee.Name);
        var inner = new Frame(callee);
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            if (call.Arguments[i].Value is { } value)
                inner.Variables[callee.Parameters[i]] = Evaluate(value, frame);
        }

        Carry(callee.Body, inner);
        depth--;
        if (inner.IsDead)
        {
            frame.IsDead = true;
            return;
        }

        var exit = ExitOf(inner);
        var back = inner.References.ToList();
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            if (call.Arguments[i].Reference is >= 0 and var reference)
                frame.Variables[reference] = exit[1 + back.IndexOf(callee.Parameters[i])];
        }

        if (call.Target >= 0)
            frame.Variables[call.Target] = exit[0] is { } result ? Named(result, frame.Function.Variables[call.Target]) : null;
    }

    private static Value Named(Value value, Variable variable)
    {
        if (variable.Name.Length > 0 && !value.IsLeaf && value.Kind != ValueKind.Tuple && value.Name is null)
        {
            value.Name = variable.Name;
            value.IsNamedByAuthor = true;
        }

        return value;
    }
}
