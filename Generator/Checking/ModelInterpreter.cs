using SymDiff.Generator.Model;

namespace SymDiff.Generator.Checking;

/// <summary>
/// Runs a method as it was read on dual numbers (forward mode: Griewank and Walther, Evaluating Derivatives, 2008, ch. 3.1). It shares neither algebra nor
/// derivative table with what it checks.
/// </summary>
internal sealed partial class ModelInterpreter(DifferentiableMethod method, Stand stand, ISet<int> carriedOver)
{
    private const int DeepestCall = 200;

    // The elements of read-only spans, which no code changes.
    private readonly HashSet<Dual[]> readOnly = [];
    private int depth;

    /// <summary>After how many steps it is given up.</summary>
    public int MostSteps { get; init; } = 200_000;

    /// <summary>Stops it.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>How many steps it has taken.</summary>
    public int Steps { get; private set; }

    /// <summary>What <c>StopGradient</c> holds fixed; null where the numbers at hand are the ones.</summary>
    public HeldValues? Held { get; init; }

    /// <summary>Where the method asked for an element beyond the last: the numbers, and the place that it wanted; null where it did not.</summary>
    public (Dual[] Items, int Place)? Beyond { get; private set; }

    /// <summary>The result with its tangents; null where the method throws, or what it does cannot be followed.</summary>
    /// <param name="arguments">One for each of the declaration's parameters: a struct is given member by member.</param>
    public Dual? Run(IReadOnlyList<Dual> arguments)
    {
        var frame = new Dual?[method.Function.Variables.Length];
        var given = new Queue<Dual>(arguments);
        for (var i = 0; i < method.Function.Parameters.Length; i++)
            frame[method.Function.Parameters[i]] = RowByRow(method.Declaration.Signature[i].Type, Grouped(method.Declaration.Signature[i].Type, given));
        foreach (var i in Enumerable.Range(0, method.Function.Parameters.Length).Where(i => method.Declaration.Signature[i].Type.IsReadOnly))
            readOnly.UnionWith(frame[method.Function.Parameters[i]] is DualArray elements ? ItemsOf(elements) : []);
        var self = method.Declaration.Receiver is { } receiver ? Grouped(receiver, given) : null;
        for (var i = 0; self is not null && i < frame.Length; i++)
        {
            if (method.Function.Variables[i].Role == VariableRole.This)
                frame[i] = self;
        }

        try
        {
            // What a method fills is its result where it has no other.
            Dual[] filled = [.. method.Outputs.Select(index => arguments[index])];
            return Run(method.Function.Body, new Activation(method.Function, frame)) is { Kind: Exit.Return, Value: { } value } ? value
                : filled.Length > 0 ? new Dual(0, null, filled) : null;
        }
        catch (OutsideException)
        {
            return null;
        }
    }

    /// <summary>What a rule of the author's gives for these numbers; null where it throws, or what it does cannot be followed.</summary>
    public double[]? Run(Function function, double[] operands)
    {
        var frame = new Dual?[function.Variables.Length];
        for (var i = 0; i < function.Parameters.Length; i++)
            frame[function.Parameters[i]] = new Dual(operands[i], null);
        try
        {
            return Run(function.Body, new Activation(function, frame)).Value is not { } given ? null
                : given.Elements is { } elements ? [.. elements.Select(element => element.Value)]
                : [given.Value];
        }
        catch (OutsideException)
        {
            return null;
        }
    }

    private Flow Run(Block block, Activation activation)
    {
        for (var i = 0; i < block.Statements.Length; i++)
        {
            var flow = Run(block.Statements[i], activation);
            if (flow.Kind != Exit.None)
                return flow;
        }

        return default;
    }

    private Flow Run(Statement statement, Activation activation)
    {
        if ((Steps & 255) == 0)
            Cancellation.ThrowIfCancellationRequested();
        if (++Steps > MostSteps)
            throw new OutsideException();
        switch (statement)
        {
            case Assign assign:
                activation.Variables[assign.Variable] = Evaluate(assign.Value, activation);
                return default;
            case Forget:
                return default;
            case ElementStore store:
                var array = ArrayOf(store.Array, activation);
                array.Items[Place(array, store.Indices, activation)] = Evaluate(store.Value, activation);
                return default;
            case If choice:
                return Run(Evaluate(choice.Condition, activation).IsTrue ? choice.WhenTrue : choice.WhenFalse, activation);
            case Return exit:
                return new(Exit.Return, exit.Value is null ? null : Evaluate(exit.Value, activation));
            case Throw:
                throw new OutsideException();
            case Effect effect:
                RunEffect(effect, activation);
                return default;
            case Protected scope:
                RunEffect(scope.Opening, activation);
                var left = Run(scope.Body, activation);
                Run(scope.Finally, activation);
                return left;
            case Passage passage:
                return Run(passage.IsAmong(carriedOver) && IsPassive(passage.AsWritten, activation) ? passage.AsWritten : passage.Parts, activation);
            case Loop loop when loop.AsWritten is { } asWritten && carriedOver.Contains(asWritten.Site) && IsPassive(asWritten, activation):
                RunEffect(asWritten, activation);
                return default;
            case Loop loop:
                return RunLoop(loop, activation);
            case Call call:
                RunCall(call, activation);
                return default;
            case Break:
                return new(Exit.Break, null);
            default:
                return new(Exit.Continue, null);
        }
    }

    // The same code may be carried over in one call, and be read into its parts in another.
    private bool IsPassive(Block asWritten, Activation activation) => asWritten.Statements.All(statement => statement switch
    {
        // A test decides, and is carried over whatever it reads.
        Assign { Value: Verbatim { Type.Kind: NumberKind.Boolean } } => true,
        Assign { Value: Verbatim code } => code.Holes.All(hole => IsPassive(Evaluate(hole, activation))),
        Effect effect => IsPassive(effect, activation),
        _ => true,
    });

    // What it overwrites may have been differentiated before: a loop that counts on from a number is then no longer carried over.
    private bool IsPassive(Effect effect, Activation activation) =>
        effect.Writes.All(variable => activation.Variables[variable] is not { } before || IsPassive(before))
        && effect.Code.Holes.All(hole => effect.Writes.Contains((hole as Read)?.Variable ?? -1) || IsPassive(Evaluate(hole, activation)));

    private static bool IsPassive(Dual value) =>
        value.Tangent is null && (value.Elements?.All(IsPassive) ?? true) && (value is not DualArray array || array.Items.All(IsPassive));

    private Flow RunLoop(Loop loop, Activation activation)
    {
        Run(loop.Before, activation);
        for (var isFirst = true; ; isFirst = false)
        {
            Run(loop.Test, activation);
            if ((!isFirst || loop.TestsFirst) && !Evaluate(loop.Condition, activation).IsTrue)
                return default;
            var flow = Run(loop.Body, activation);
            if (flow.Kind == Exit.Return)
                return flow;
            if (flow.Kind == Exit.Break)
                return default;
            Run(loop.Step, activation);
        }
    }

    private void RunCall(Call call, Activation activation)
    {
        Dual?[] given = [.. call.Arguments.Select(argument => argument.Value is { } value ? Evaluate(value, activation) : null)];
        // The same call may be carried over in one call of the method around it, and entered in another.
        if (call.AsWritten is { } asWritten && carriedOver.Contains(call.Site) && given.All(value => value is null || IsPassive(value)))
        {
            activation.Variables[call.Target] = Evaluate(asWritten, activation);
            return;
        }

        var callee = method.Callees[call.Callee];
        var inner = new Activation(callee, new Dual?[callee.Variables.Length]);
        for (var i = 0; i < given.Length; i++)
        {
            if (given[i] is { } value)
                inner.Variables[callee.Parameters[i]] = value;
        }

        if (++depth > DeepestCall)
            throw new OutsideException();
        var flow = Run(callee.Body, inner);
        depth--;
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            if (call.Arguments[i].Reference is >= 0 and var reference)
                activation.Variables[reference] = inner.Variables[callee.Parameters[i]];
        }

        if (call.Target >= 0)
            activation.Variables[call.Target] = flow.Value;
    }

    private void RunEffect(Effect effect, Activation activation)
    {
        // A guard throws where what it demands does not hold.
        if (effect.Condition is { } condition && Evaluate(condition, activation).Value == 0)
            throw new OutsideException();
        foreach (var variable in effect.Writes)
        {
            var declared = activation.Function.Variables[variable];
            activation.Variables[variable] = Opened(declared.Type, stand.Value(declared.Type.Kind, declared.Name, []));
        }

        if (effect.IsHarmless || effect.IsQuiet)
            return;
        foreach (var items in effect.Code.Holes.Where(hole => hole.Type.Kind == NumberKind.Array).Select(hole => Evaluate(hole, activation)).OfType<DualArray>().SelectMany(ItemsOf).Distinct().Where(items => !readOnly.Contains(items)))
        {
            for (var i = 0; i < items.Length; i++)
                items[i] = new Dual(Stand.Overwritten(items[i].Value), null);
        }
    }

    private sealed class Activation(Function function, Dual?[] variables)
    {
        public Function Function { get; } = function;

        public Dual?[] Variables { get; } = variables;
    }

    private readonly record struct Flow(Exit Kind, Dual? Value);

    private enum Exit
    {
        None,
        Return,
        Break,
        Continue,
    }

    /// <summary>The method has no value here.</summary>
    private sealed class OutsideException : Exception;
}
