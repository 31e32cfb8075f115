using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>
/// What a function leaves with besides its result. Of the marked method's own <c>ref</c> and <c>out</c> parameters, what they hold at the end is written back.
/// </content>
internal sealed partial class Unfolder
{
    // What the method reads of a parameter that it also writes must be what was in it before.
    private Value Before(int parameter, Value input)
    {
        if (!Writes(method.Function.Body, parameter))
            return befores[parameter] = input;
        return befores[parameter] = Grouped(input, new(Parts(input).Select(part =>
        {
            var before = values.Cell(part.Type, names.Take(part.Text));
            steps.Add(new DefineStep(null, before, part));
            return before;
        })));
    }

    // False where an out parameter holds nothing in the end, which the compiler tells the author.
    private bool WritesBack(Frame frame, List<Value> inputs)
    {
        foreach (var (parameter, held) in frame.References.Zip(ExitOf(frame).Skip(1), (parameter, held) => (parameter, held)))
        {
            var given = inputs[frame.Function.Parameters.ToList().IndexOf(parameter)];
            var input = Whole(given, given.Type, -1);
            if (held is null)
                return false;
            if (befores.TryGetValue(parameter, out var before) && held == before)
                continue;
            if (held.IsActive)
            {
                throw Stop("SYMDIFF002", held.Site, $"A differentiated value that goes out through the parameter '{input.Text}'",
                    "return it, or pass Calculus.StopGradient of it");
            }

            steps.Add(new WriteBackStep(null, input, Whole(held, input.Type, held.Site)));
        }

        return true;
    }

    private static bool Writes(Block block, int variable) => block.Statements.Any(statement => statement switch
    {
        Assign assign => assign.Variable == variable,
        Call call => call.Target == variable || call.Arguments.Any(argument => argument.Reference == variable),
        If choice => Writes(choice.WhenTrue, variable) || Writes(choice.WhenFalse, variable),
        Effect effect => effect.Writes.Contains(variable),
        Protected scope => Writes(scope.Body, variable) || Writes(scope.Finally, variable),
        Passage passage => Writes(passage.Parts, variable) || Writes(passage.AsWritten, variable),
        Loop loop => Writes(loop.Before, variable) || Writes(loop.Test, variable) || Writes(loop.Body, variable) || Writes(loop.Step, variable),
        _ => false,
    });

    private Value?[]? Joined(Value condition, Value?[]? whenTrue, Value?[]? whenFalse) =>
        whenTrue is null ? whenFalse : whenFalse is null ? whenTrue : [.. whenTrue.Zip(whenFalse, (a, b) => Joined(condition, a, b))];

    // What a function leaves with, by way of a return or at its end.
    private Value?[] ExitOf(Frame frame)
    {
        if (frame.Returned is not { } returned)
            return frame.ExitWith(null);
        return returned == values.True ? frame.Exit! : Joined(returned, frame.Exit, frame.ExitWith(null))!;
    }
}
