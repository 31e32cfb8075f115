using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>Loops: carried along where all is passive, written out where the number of turns is small and known, and otherwise kept.</content>
internal sealed partial class Unfolder
{
    // What a turn carries is found by running it until nothing new turns up.
    private const int MostTrials = 24;

    private int loopDepth;

    private void CarryLoop(Loop loop, Frame frame)
    {
        var trial = frame.Fork();
        var mark = Mark();
        Problem? obstacle = null;
        if (!loop.IsCall && Unroll(loop, trial, ref obstacle))
        {
            frame.Become(trial);
            return;
        }

        Restore(mark);
        if (loop.AsWritten is { } asWritten && !FillsOwnArray(loop, frame))
        {
            var before = frame.Fork();
            try
            {
                CarryEffect(asWritten, frame);
                return;
            }
            catch (UnfoldingException)
            {
                frame.Become(before);
                Restore(mark);
            }
        }

        if (obstacle is { Rule: not "SYMDIFF002" })
            throw new UnfoldingException(obstacle);
        var kept = frame.Fork();
        try
        {
            Repeat(LoopHead.Of(loop), frame);
        }
        catch (UnfoldingException) when (!isPressed && !loop.IsCall)
        {
            Restore(mark);
            isPressed = true;
            var isWritten = Unroll(loop, kept, ref obstacle);
            isPressed = false;
            if (!isWritten)
                throw;
            frame.Become(kept);
        }
    }

    // Whether all that it does is to compute numbers, and some of them go to an array that the method makes for itself: such a loop is read, though nothing in it is differentiated, so that its array is memory like any
    // other. To code that is carried over it would be an object, made anew each time, that may hold anything by the time that the reverse sweep asks for it.
    private bool FillsOwnArray(Loop loop, Frame frame)
    {
        var isFilled = false;
        return OnlyComputes(loop) && isFilled;

        bool OnlyComputes(Statement statement) => statement switch
        {
            Assign assign => assign.Value is not Verbatim { Purity: Purity.Effectful },
            If choice => choice.WhenTrue.Statements.All(OnlyComputes) && choice.WhenFalse.Statements.All(OnlyComputes),
            Loop inner => new[] { inner.Before, inner.Test, inner.Body, inner.Step }.All(block => block.Statements.All(OnlyComputes)),
            ElementStore store => Note(store),
            Break or Continue or Forget => true,
            _ => false,
        };

        bool Note(ElementStore store)
        {
            isFilled |= store.Array is Read { Variable: var variable } && frame.Variables[variable] is { Kind: ValueKind.Cell, Type.IsRealArray: true } array && sizes.ContainsKey(array);
            return store.Value is not Verbatim { Purity: Purity.Effectful };
        }
    }

    // A loop whose number of turns is known only when it runs.
    private void Repeat(Loop loop, Frame frame)
    {
        Carry(loop.Before, frame);
        var candidates = LoopSearch.Assigned(loop).Where(variable => frame.Variables[variable] is not null).ToList();
        var active = new HashSet<Value>();
        var activeNames = new HashSet<(int Variable, int Part)>();
        var stored = new List<Value>();
        var unchanged = new HashSet<(int Variable, int Part)>();
        var choices = new ArrayChoices(values);
        var handovers = new Handovers();
        foreach (var variable in candidates)
            MarkActive(variable, frame.Variables[variable]!, activeNames);
        var isCertain = !loop.TestsFirst || HoldsAtFirst(loop, frame);
        for (var trial = 0; ; trial++)
        {
            if (trial == MostTrials)
                throw Stop("SYMDIFF012", loop.Site, method.Declaration.Name);
            var mark = Mark();
            var turn = new Turn(this, loop, frame, candidates, activeNames, unchanged, choices, handovers, stored) { IsCertain = isCertain };
            turn.Run();
            var isNew = false;
            foreach (var (variable, part, carried) in turn.Carried)
                isNew |= carried.Next.IsActive && activeNames.Add((variable, part));
            foreach (var array in LoopSearch.Stored(turn.Steps))
            {
                if (!stored.Contains(array) && !LoopSearch.Defines(turn.Steps, array))
                {
                    stored.Add(array);
                    isNew = true;
                }
            }

            foreach (var part in turn.Unchanged)
                isNew |= unchanged.Add(part);
            isNew |= turn.HasNewChoices;
            if (!isNew)
            {
                turn.Finish();
                return;
            }

            Restore(mark);
        }
    }

    // Whether the test of a loop is known to hold before its first turn.
    private bool HoldsAtFirst(Loop loop, Frame frame)
    {
        if (loop.Test.Statements.Length > 0)
            return false;
        var mark = Mark();
        var holds = Evaluate(loop.Condition, frame) == values.True;
        Restore(mark);
        return holds;
    }

    // Where nobody asks what a variable held when the loop was left, it need not be told apart.
    private static List<Step> Onwards(IReadOnlyList<Step> steps, HashSet<Value> read) => [.. steps.Select(step => step is LoopStep loop
        ? loop with
        {
            Carried = [.. loop.Carried.Select(carried => carried.Onward is { } onward && !read.Contains(carried.Final) ? carried with { Next = onward, Onward = null } : carried)],
            Body = Onwards(loop.Body, read),
        }
        : step)];

    private static void MarkActive(int variable, Value value, HashSet<(int Variable, int Part)> active)
    {
        var parts = Parts(value);
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].IsActive)
                active.Add((variable, i));
        }
    }

    // The scalars of which a value consists: a tuple's elements.
    private static List<Value> Parts(Value value) => value.Kind == ValueKind.Tuple ? [.. value.Operands.SelectMany(Parts)] : [value];

    private Value Grouped(Value shape, Queue<Value> parts) => shape.Kind == ValueKind.Tuple
        ? values.Tuple(shape.Type, [.. shape.Operands.Select(operand => Grouped(operand, parts))])
        : parts.Dequeue();

    private UnfoldingMark Mark() => new(steps.Count, problems.Count, assumptions.Count, new(versions), names.Copy(), values.Count, entered.Count, copied.Count, new(rowTables), new(growths), new(scalars));

    private void Restore(UnfoldingMark mark)
    {
        steps.RemoveRange(mark.Steps, steps.Count - mark.Steps);
        problems.RemoveRange(mark.Problems, problems.Count - mark.Problems);
        assumptions.RemoveRange(mark.Assumptions, assumptions.Count - mark.Assumptions);
        entered.RemoveRange(mark.Entered, entered.Count - mark.Entered);
        copied.RemoveRange(mark.Copied, copied.Count - mark.Copied);
        versions = new(mark.Versions);
        rowTables = new(mark.RowTables);
        growths = new(mark.Growths);
        scalars = new(mark.Scalars);
        names.Become(mark.Names);
        foreach (var all in joined.Values)
            all.Joined!.Arrays.RemoveAll(array => array.Id >= mark.Values);
    }

    /// <summary>How far unfolding had come.</summary>
    private sealed record UnfoldingMark(int Steps, int Problems, int Assumptions, Dictionary<Value, int> Versions, NamePool Names, int Values, int Entered, int Copied, Dictionary<Value, RowTable> RowTables, Dictionary<Value, Growth> Growths, Dictionary<Value, Scalars> Scalars);

    // Where the turn has been left in this way, the variables hold what they held then.
    private void Merge(Frame body, LoopExit exit)
    {
        for (var i = 0; i < body.Variables.Length; i++)
        {
            var (left, right) = (exit.Variables[i], body.Variables[i]);
            body.Variables[i] = exit.Condition == values.True || right is null ? left
                : left is null || left == right ? right
                : values.Select(exit.Condition, left, right);
        }
    }
}
