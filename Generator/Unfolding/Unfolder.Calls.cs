using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>Calls of functions whose source is known: entered, or left as calls where they stand beside the derivative with their pullbacks.</content>
internal sealed partial class Unfolder
{
    private readonly ICalledFunctions? functions;

    // What calls that are left as such have given.
    private readonly HashSet<Value> calls = [];

    // The calls that have been entered, and that which is being carried out.
    private readonly List<EnteredCall> entered = [];
    private EnteredCall? entering;

    private void CarryCall(Call call, Frame frame)
    {
        var callee = method.Callees[call.Callee];
        if (++depth > DeepestCall)
            throw Stop("SYMDIFF010", call.Site, callee.Name);
        var inner = new Frame(callee);
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            if (call.Arguments[i].Value is { } value)
                inner.Variables[callee.Parameters[i]] = Given(Evaluate(value, frame), callee.Variables[callee.Parameters[i]]);
        }

        if (IsCarried(call, callee, inner) && call.AsWritten is { } asWritten)
        {
            depth--;
            frame.Variables[call.Target] = Named(EvaluatePassive(asWritten, frame), frame.Function.Variables[call.Target]);
            return;
        }

        // Of a function that calls itself and is given arrays of data only there is the gradient by its numbers.
        var isByNumbers = call.Repeated is not null && functions is not { IsOfSecondOrder: true } && !callee.Parameters.Any(parameter => inner.Variables[parameter] is { IsActive: true, Type.IsArray: true });
        Value? given = null;
        if (isByNumbers ? (given = Evaluate(call.Repeated!, frame)) is not null : Stands(call, callee, inner, out given))
        {
            depth--;
            if (call.Target >= 0)
                frame.Variables[call.Target] = Named(given!, frame.Function.Variables[call.Target]);
            return;
        }

        if (callee.CallsItself)
            throw Stop("SYMDIFF010", call.Site, callee.Name);
        var outer = entering;
        entering = new EnteredCall(outer, call, [.. callee.Parameters.Select(parameter => inner.Variables[parameter] is { } argument && PullbackCall.Members(argument).Any(CarriesDerivative))]);
        entered.Add(entering);
        var before = steps.Count;
        callers.Add(frame);
        try
        {
            Carry(callee.Body, inner);
            entering.HasLoops = steps.Skip(before).Any(step => step is LoopStep);
        }
        finally
        {
            callers.RemoveAt(callers.Count - 1);
            depth--;
            entering = outer;
        }

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
                frame.Variables[reference] = exit[1 + back.IndexOf(callee.Parameters[i])] is { } held ? Named(held, frame.Function.Variables[reference]) : null;
        }

        if (call.Target >= 0)
            frame.Variables[call.Target] = exit[0] is { } result ? Named(result, frame.Function.Variables[call.Target]) : null;
    }

    // An array that is one or another, and a part of one, is called what the callee calls it.
    private Value Given(Value value, Variable parameter) =>
        value is { Kind: ValueKind.Select, Type.IsArray: true } || (value.Kind == ValueKind.View && parameter.Name != "this") ? Named(value, parameter) : value;

    private static bool CarriesDerivative(Value argument) => argument.IsActive && (argument.Type.IsReal || argument.Type.IsRealArray);

    // Whether a call is left as it is, and what it gives then; the function is entered otherwise.
    private bool Stands(Call call, Function callee, Frame inner, out Value? result)
    {
        result = null;
        if (functions is null)
            return false;
        var given = callee.Parameters.Select(parameter => inner.Variables[parameter] is { } value ? Opened(value) : null).OfType<Value>().ToList();
        var arguments = given.SelectMany(PullbackCall.Members).ToList();
        var types = callee.Parameters.SelectMany(parameter => Leaves.Of(callee.Variables[parameter].Type)).ToList();
        // What calls itself is never entered, though nothing of it be differentiated.
        var isActive = arguments.Exists(CarriesDerivative);
        if (given.Count < callee.Parameters.Length || arguments.Count != types.Count || !given.Zip(callee.Parameters, (value, parameter) => CanBeMade(value, callee.Variables[parameter].Type)).All(isMade => isMade) || !(isActive || callee.CallsItself) || !arguments.TrueForAll(IsOneArray) || arguments.Exists(orders.ContainsKey)
            || arguments.Where((argument, i) => types[i].IsList && !IsGivenAsItIs(argument)).Any()
            || functions.Find(call, [.. arguments.Select(CarriesDerivative)]) is not { } pullback || (call.Target < 0 && !pullback.IsSplit))
            return false;
        // What stands for an array may be a span in generated code.
        var isDirect = pullback.CalledAs is not null && !(callee.ReturnType is { Kind: NumberKind.Tuple } tuple && (tuple.IsStruct || tuple.Elements.Any(element => element.Kind == NumberKind.Tuple))) && arguments.Zip(types, (argument, type) => (argument, Type: type)).All(pair =>
            !pair.Type.IsArray || pair.Type.Text.IndexOf("Span<", StringComparison.Ordinal) >= 0 || ((pair.argument.Kind is ValueKind.Input or ValueKind.Row || pair.argument.Type.Rank == 2) && pair.argument.Type.Text == pair.Type.Text));
        var text = isDirect ? pullback.CalledAs! : pullback.Name + "Value";
        if (pullback.IsSplit)
            return StandsApart(call, callee, pullback, text, given, arguments, out result);
        int[] versions = [.. arguments.Select(argument => argument.Type.IsArray ? VersionOf(Located(argument, call.Site).Array) : -1)];
        // What has been called with the same is not called again.
        if (steps.OfType<DefineStep>().FirstOrDefault(step => step.Definition is { Called: { } called } before && called.Of == pullback && (step.Guard is null || step.Guard == guard)
            && before.Operands.SequenceEqual(given) && called.Versions.SequenceEqual(versions)) is { } known)
        {
            result = known.Cell;
            return true;
        }

        var cell = CellOfCall(callee.ReturnType, char.ToLowerInvariant(callee.Name[0]) + callee.Name.Substring(1), isActive, call.Site);
        var value = values.CallOf(callee.ReturnType, text, new PullbackCall(pullback, PullbackPart.Value, versions), [.. given]);
        value.IsActive = isActive;
        steps.Add(new DefineStep(guard, cell, value));
        result = cell;
        return true;
    }

    private Value CellOfCall(ValueType type, string name, bool isActive, int site)
    {
        var cell = values.Cell(type, name);
        (cell.Name, cell.IsActive, cell.Site) = (name, isActive, site);
        calls.Add(cell);
        return cell;
    }

    // A struct is given as it is, or made of its members.
    private static bool CanBeMade(Value given, ValueType type) => given.Kind != ValueKind.Tuple || given.Whole is not null
        || (given.Type is { IsOfStructs: false } && given.Type.Making?.Way != MakingWay.None && given.Operands.Zip(type.Elements, CanBeMember).All(isMember => isMember));

    // It holds no spans.
    private static bool CanBeMember(Value given, ValueType type) => type.IsArray ? given is { Kind: ValueKind.Input or ValueKind.Row or ValueKind.Cell } && given.Type.Text == type.Text : CanBeMade(given, type);

    // What is given as a list must be one, or an array, in generated code too.
    private static bool IsGivenAsItIs(Value argument) => argument.Kind == ValueKind.Input && argument.Type.Text.IndexOf("Span<", StringComparison.Ordinal) < 0;

    // An array variable that stands for one array or another is none that could be passed on with its adjoints.
    private static bool IsOneArray(Value argument) => !argument.Type.IsSequence || argument switch
    {
        { Kind: ValueKind.View or ValueKind.Row, Operands: [var whole, ..] } => IsOneArray(whole),
        { Kind: ValueKind.Input, JoinedIn: null } or { Kind: ValueKind.Cell, JoinedIn: null, Type.Row: null } => argument.Type.IsArray && argument.Type.Part is null,
        _ => false,
    };
}

/// <summary>A call that has been entered.</summary>
/// <param name="Outer">That in which it stands.</param>
/// <param name="Call">The call.</param>
/// <param name="IsActive">Which of its arguments carry a derivative.</param>
internal sealed record EnteredCall(EnteredCall? Outer, Call Call, EquatableArray<bool> IsActive)
{
    /// <summary>Whether loops of it have been kept.</summary>
    public bool HasLoops { get; set; }
}

/// <summary>Which functions are not entered.</summary>
internal interface ICalledFunctions
{
    /// <summary>The function with its pullback; null where it is entered.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isActive">Which of the arguments, structs member by member, carry a derivative.</param>
    Pullback? Find(Call call, EquatableArray<bool> isActive);

    /// <summary>Whether second derivatives are made of what calls them: then a gradient by numbers will not do.</summary>
    bool IsOfSecondOrder { get; }

    /// <summary>Lets go of one that has been found, since more carries a derivative than was known.</summary>
    void Forget(Pullback pullback);
}
