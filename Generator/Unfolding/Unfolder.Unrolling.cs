using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>Loops that are written out: those of a small and known number of turns, unless the turns nest.</content>
internal sealed partial class Unfolder
{
    // Where elements are written, or within another loop, more turns than this are not written out.
    private const int MostTurnsOfProgram = 12;

    // A choice between choices is written out up to this many times.
    private const int MostNestedChoices = 6;

    // What would have more operations than this without names is not written out.
    private const double LongestWrittenOut = 4_000;

    // So many turns are written out of one loop, those of loops within it among them.
    private const int MostTurnsTogether = 200;

    // Fewer where they write elements of arrays in memory, and a loop that stays one counts as several: two matrices are multiplied in loops.
    private const int MostTurnsThatStore = 16;
    private const int TurnsOfALoopWithin = 4;

    // So many loops are written one after the other.
    private const int MostLoopsWritten = 12;

    private int turnsWritten;

    // Whether a loop is written out that could not be kept.
    private bool isPressed;

    private bool Unroll(Loop loop, Frame frame, ref Problem? obstacle)
    {
        var before = turnsWritten;
        var isWritten = WriteOut(loop, frame, ref obstacle);
        if (!isWritten)
            turnsWritten = before;
        return isWritten;
    }

    private bool WriteOut(Loop loop, Frame frame, ref Problem? obstacle)
    {
        try
        {
            var (before, stepsBefore, askedBefore) = (turnsWritten, steps.Count, scalarsAsked);
            var most = loopDepth > 0 || LoopSearch.Stored(loop.Body).Any() ? MostTurnsOfProgram : MostTurns;
            Carry(loop.Before, frame);
            for (var turn = 0; turn <= most; turn++)
            {
                Carry(loop.Test, frame);
                var condition = turn == 0 && !loop.TestsFirst ? values.True : Evaluate(loop.Condition, frame);
                if (condition.Kind != ValueKind.Literal || frame.IsDead || frame.Returned is not null || frame.Left is not null)
                    return false;
                if (condition.Number == 0)
                    return true;
                Carry(loop.Body, frame);
                turnsWritten++;
                if (turnsWritten - before > MostTurnsTogether || (scalarsAsked == askedBefore && !isPressed && IsLong(steps.Skip(stepsBefore), turnsWritten - before)))
                    return false;
                if (frame.Left is { } left && left != values.True)
                    return false;
                var isBroken = frame.Exits.Any(exit => exit.Kind == ExitKind.Break);
                // What leaves the loop on one path only goes on on the others, also where these end the turn themselves.
                if (frame.Exits.Any(exit => exit.Kind == ExitKind.Return || (isBroken && exit.Kind != ExitKind.Break)))
                    return false;
                // Nothing comes to the end but what has left on one of these paths, the last of them where on no other.
                for (var i = frame.Exits.Count - 1; i >= 0; i--)
                    Merge(frame, i == frame.Exits.Count - 1 ? frame.Exits[i] with { Condition = values.True } : frame.Exits[i]);
                (frame.Left, frame.Exits) = (null, []);
                if (isBroken)
                    return true;
                if (Nests(loop, frame))
                    return false;
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

    // Whether nobody would write so much out: what is stored, or loops within the loop.
    private static bool IsLong(IEnumerable<Step> written, int turns)
    {
        var all = written.ToList();
        var storing = all.FindAll(Stores);
        return all.Count(step => step is LoopStep) > MostLoopsWritten || storing.Count > 0 && turns + (TurnsOfALoopWithin * storing.Count(step => step is LoopStep)) > MostTurnsThatStore;
    }

    private static bool Stores(Step step) => step is StoreStep || (step is LoopStep loop && loop.Body.Any(Stores));

    // Where each turn chooses between what earlier turns have chosen, or asks several times for what they have computed, nobody would write the turns out.
    private bool Nests(Loop loop, Frame frame)
    {
        var known = new Dictionary<Value, (int Choices, double Size)>();
        return LoopSearch.Assigned(loop).Select(variable => frame.Variables[variable]).OfType<Value>().Concat(scalars.Values.SelectMany(held => held.Elements))
            .Any(value => Of(value) is var (choices, size) && (choices > MostNestedChoices || size > LongestWrittenOut));

        // How many choices stand within each other, and how long it would be without names.
        (int Choices, double Size) Of(Value value)
        {
            if (known.TryGetValue(value, out var found))
                return found;
            System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
            var (choices, size) = (0, 1.0);
            foreach (var operand in value.Operands)
            {
                var inner = Of(operand);
                (choices, size) = (Math.Max(choices, inner.Choices), size + inner.Size);
            }

            if (value.Kind == ValueKind.Select || (value.IsActive && value.Function is "Max" or "Min" or "Abs" or "Clamp"))
                choices++;
            known.Add(value, (choices, size));
            return (choices, size);
        }
    }
}
