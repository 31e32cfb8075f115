using System.Text.RegularExpressions;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>The pullback of a function that stays a call: derived and written.</summary>
/// <param name="pullback">What is to be derived.</param>
/// <param name="dialect">How functions are called.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class CalledFunction(Pullback pullback, Dialect dialect, CancellationToken cancellation)
{
    /// <summary>The generated methods.</summary>
    public IReadOnlyList<(Declaration Declaration, WrittenMethod Method)> Written { get; private set; } = [];

    /// <summary>Whether a function could stay a call, by how it is declared: it returns numbers, or nothing, and is given numbers, arrays and structs of them, and what is passive.</summary>
    public static bool CanStand(DifferentiableMethod method, Call call)
    {
        var function = method.Callees[call.Callee];
        return call.Beside.Length > 0 && (call.Target >= 0 ? IsOfNumbers(function.ReturnType) && !(function.CallsItself && !IsPlain(function.ReturnType)) : function.ReturnType.Text == "void" && !function.CallsItself) && function.Parameters.All(parameter => function.Variables[parameter] is { Role: VariableRole.Parameter, Name.Length: > 0 } variable
            && !variable.Type.IsOfStructs && Leaves.Of(variable.Name, variable.Type).All(leaf => !Leaves.IsHidden(leaf.Name) && CanBeGiven(leaf.Type)));
    }

    private static bool IsOfNumbers(ValueType type) => type is { Kind: NumberKind.Tuple, IsOfStructs: false, Elements.Length: > 0 } ? type.Elements.All(IsOfNumbers) : IsPlain(type);

    private static bool CanBeGiven(ValueType type) => IsPlain(type) || type.Kind is NumberKind.Integer or NumberKind.Boolean or NumberKind.None || IsPlainArray(type);

    /// <summary>The function as if it were marked.</summary>
    public static DifferentiableMethod AsMarked(DifferentiableMethod method, Call call, EquatableArray<bool> isActive, string name)
    {
        var function = WithNamedReceiver(method.Callees[call.Callee]);
        var signature = function.Parameters.Select(parameter => function.Variables[parameter]).Select(variable => (variable.Name, Type: Taken(variable.Type)))
            .Select(parameter => new DeclaredParameter(parameter.Name, $"{parameter.Type.Text} {ExpressionWriter.Identifier(parameter.Name)}", parameter.Type, false, false)).ToEquatableArray();
        var parameters = signature.SelectMany(parameter => parameter.Type.HasMembers
            ? Leaves.Of(parameter.Name, parameter.Type).Select(leaf => new DeclaredParameter(leaf.Name, "", leaf.Type, false, false))
            : [parameter]).ToEquatableArray();
        List<int> active = [.. Enumerable.Range(0, isActive.Length).Where(i => isActive[i])];
        var declaration = method.Declaration with
        {
            Name = name,
            Modifiers = string.Join(" ", method.Declaration.Modifiers.Split(' ').Where(word => word == "unsafe" || (word == "static")).Concat(IsOfAnObject(method, call) ? [] : ["static"]).Distinct().OrderBy(word => word, StringComparer.Ordinal)),
            Parameters = parameters,
            Signature = signature,
            Return = function.ReturnType,
            ResultNames = default,
            Receiver = null,
            Cref = function.Name,
            Documentation = "",
            HasDerivation = false,
        };
        return new DifferentiableMethod(declaration, function, method.Callees, active.ToEquatableArray(), false, Flags.Gradient)
        {
            Chosen = active.Select(i => new Chosen(parameters[i].Name, parameters[i].Type)).ToEquatableArray(),
        };
    }

    /// <summary>Derives it; false where that is not possible.</summary>
    /// <param name="functions">What it calls.</param>
    /// <param name="problems">Why.</param>
    public bool Derive(CalledFunctions functions, List<Problem> problems)
    {
        var (closed, names) = Derivation.Unfolded(pullback.Method, cancellation, functions);
        var isVoid = pullback.Method.Declaration.Return.Text == "void";
        if (closed.Result is null && !(isVoid && closed.Problems.Count == 0))
            problems.AddRange(closed.Problems);
        if (problems.Count > 0 || (closed.Result is null && !isVoid) || closed.ExchangesRows)
            return false;
        List<Value> written = [.. LoopSearch.Written(closed.Steps).Where(array => array.Kind == ValueKind.Input).OrderBy(array => array.Id)];
        if (isVoid || written.Count > 0 || !pullback.Method.Declaration.Return.IsReal)
            return CanSplit(functions, closed, names, written);
        if (!IsPure(closed, pullback.Method))
            return false;
        var subject = new ProgramSubject(pullback.Method, closed, names, dialect, cancellation);
        pullback.Closed = closed;
        pullback.Results = [closed.Result!];
        pullback.Function = Moving(subject, functions, new Routine(pullback.Name, closed.Values, [.. closed.Inputs]) { Steps = closed.Steps, Results = pullback.Results }, new RoutineText("", $"<c>{pullback.Method.Function.Name}</c>"));
        if (!functions.HasPullbacks)
        {
            Written = [(subject.Declaration, Value(subject))];
            return true;
        }

        var cotangent = subject.Cotangents()[0];
        var destinations = subject.Destinations("Bar").ToList();
        var contracted = Contraction.Of(closed, subject.Outputs, [cotangent.Value]);
        if (ProgramGradient.Of(subject, contracted, destinations.ToDictionary(destination => destination.Like!, destination => destination.Value), problems, functions.IsLast, isWhole: functions.IsLast) is not { } gradient)
            return false;
        // What is differentiated is the result times its cotangent.
        var result = gradient.Result.Operands[1];
        // They are as long as the arrays, since nobody else calls it.
        List<MoreParameter> more = [cotangent, .. destinations.Select(destination => destination with { Shape = ShapeKind.Number, Like = null })];
        Routine Pulled(string suffix, IReadOnlyList<Value> results) => Moving(
            subject,
            functions,
            new Routine(pullback.Name + suffix, closed.Values, [.. closed.Inputs, .. more.Select(parameter => parameter.Value)]) { Steps = gradient.Steps, Results = results, AddedTo = [.. more.Skip(1).Select(parameter => parameter.Value)] },
            new RoutineText(suffix, $"the pullback of <c>{pullback.Method.Function.Name}</c>") { More = more });
        (pullback.Pulled, pullback.Both) = (Pulled("Pullback", gradient.Partials), Pulled("ValueAndPullback", [result, .. gradient.Partials]));
        Write(subject, gradient, result, more);
        return true;
    }

    private static Routine Moving(ProgramSubject subject, CalledFunctions functions, Routine routine, RoutineText text)
    {
        if (subject.Method.Function.CallsItself)
            routine.Together = [.. subject.Scalars, .. text.More.Take(1).Select(parameter => parameter.Value)];
        routine.Moving = (along, isUnasked) => functions.Moved(routine, subject, text, along, isUnasked);
        return routine;
    }

    // One that writes arrays, or returns several numbers: what it is given as arrays that it writes are spans that can be written.
    private bool CanSplit(CalledFunctions functions, ClosedForm closed, NamePool names, List<Value> written)
    {
        if (pullback.Method.Function.CallsItself)
            return false;
        if (written.Exists(array => array.Type.Text.StartsWith("ReadOnlySpan<", StringComparison.Ordinal)))
        {
            pullback.Method = WithWritten(pullback.Method, [.. written.Select(array => array.Text)]);
            (closed, names) = Derivation.Unfolded(pullback.Method, cancellation, functions);
            written = [.. LoopSearch.Written(closed.Steps).Where(array => array.Kind == ValueKind.Input).OrderBy(array => array.Id)];
        }

        if (written.Exists(array => array.Type is { IsList: true } or { Row: not null }) || !IsPure(closed, pullback.Method, written))
            return false;
        var inputs = closed.Inputs.ToList();
        (pullback.Closed, pullback.Written, pullback.Results) = (closed, [.. written.Select(array => inputs.IndexOf(array))], SplitFunction.ResultsOf(closed, pullback.Method));
        pullback.Function = Moving(new ProgramSubject(pullback.Method, closed, names, dialect, cancellation), functions, new Routine(pullback.Name, closed.Values, inputs) { Steps = closed.Steps, Results = pullback.Results }, new RoutineText("", $"<c>{pullback.Method.Function.Name}</c>"));
        pullback.Splitting = (isOverwritten, isLeft) => functions.Split(pullback, isOverwritten, isLeft);
        if (pullback.Results.Count == 0 && written.Count == 0)
            return false;
        Written = [SplitFunction.Value(pullback, dialect, functions, cancellation)];
        return true;
    }

    private static DifferentiableMethod WithWritten(DifferentiableMethod method, ICollection<string> written)
    {
        DeclaredParameter Writable(DeclaredParameter parameter) => !written.Contains(parameter.Name) || !parameter.Type.Text.StartsWith("ReadOnlySpan<", StringComparison.Ordinal) ? parameter
            : parameter with { Text = parameter.Text.Substring("ReadOnly".Length), Type = new ValueType(NumberKind.Array, parameter.Type.Text.Substring("ReadOnly".Length), parameter.Type.Elements) };
        return method with
        {
            Declaration = method.Declaration with { Parameters = method.Declaration.Parameters.Select(Writable).ToEquatableArray(), Signature = method.Declaration.Signature.Select(Writable).ToEquatableArray() },
            Chosen = method.Chosen.Select(chosen => method.Declaration.Parameters.FirstOrDefault(parameter => parameter.Name == chosen.Name) is { } parameter ? chosen with { Type = Writable(parameter).Type } : chosen).ToEquatableArray(),
        };
    }

    private static WrittenMethod Value(ProgramSubject subject) => subject.Write(
        "Value", subject.Declaration.Return.Text, $"The same as <c>{subject.Method.Function.Name}</c>{(subject.Declaration.Parameters.Any(parameter => parameter.Type.IsArray) ? ", given spans" : "")}.", "", default, subject.Closed.Steps, subject.Closed.Result!, []);

    private void Write(ProgramSubject subject, ProgramGradient gradient, Value result, IReadOnlyList<MoreParameter> more)
    {
        var function = subject.Method.Function.Name;
        var partials = subject.Shaped(gradient.Partials);
        var type = subject.Declaration.Return.Text;
        var arrays = more.Skip(1).Select(bar => $"<c>{bar.Value.Text}</c>").ToList();
        var summary = $"The pullback of <c>{function}</c>: from the sensitivity of an objective to what it returns that to {subject.Variables}.";
        var remarks = arrays.Count == 0 ? default : new[] { $"<para>That to the elements of arrays is added to {string.Join(", ", arrays)}.</para>" }.ToEquatableArray();
        Value[] both = [result, .. gradient.Partials];
        var names = TupleNames.For(subject.Scalars.Select(input => input.Text).Prepend("value"));
        var gives = string.Concat(subject.Scalars.Select((input, i) => $", {input.Type.Text} {names[i + 1]}"));
        Written =
        [
            (subject.Declaration, Value(subject)),
            (subject.Declaration, subject.Write("Pullback", subject.ScalarTuple, summary, "", remarks, gradient.Steps, partials, more)),
            (subject.Declaration, subject.Write("ValueAndPullback", partials is null ? type : $"({type} Value{gives})", $"The value of <c>{function}</c>, and its pullback.", "", remarks, gradient.Steps, subject.Grouped(both), more)),
        ];
    }

    // It is called for its value and again for its pullback, so it must do nothing but compute, and leave its arguments as they are.
    private static bool IsPure(ClosedForm closed, DifferentiableMethod method, IReadOnlyList<Value>? written = null) => AreContained(closed.Steps, written ?? [])
        && !Needs.Of(closed.Steps, closed.Result is { } result ? [result] : []).Any(value => value is { Kind: ValueKind.Verbatim or ValueKind.Call, Called: null } && Array.Exists(value.Operands, operand => operand.Type.IsSequence && !IsAsDeclared(operand, method)));

    // What code that is carried over is given must be what it was to the author.
    private static bool IsAsDeclared(Value array, DifferentiableMethod method) => array.Kind == ValueKind.Input
        && method.Function.Parameters.Any(parameter => method.Function.Variables[parameter] is var variable && variable.Name == array.Text && variable.Type.Text == array.Type.Text);

    private static bool AreContained(IEnumerable<Step> steps, IReadOnlyList<Value> written) => steps.All(step => step switch
    {
        ThrowStep => true,
        DefineStep { Definition: { Kind: ValueKind.Verbatim, Type.IsArray: false } } => false,
        DefineStep => true,
        StoreStep store => store.Array is { Kind: ValueKind.Cell, Joined: null } || written.Contains(store.Array),
        EffectStep { Code.Called: not null } call => call.Overwrites.All(overwrite => overwrite.Array is { Kind: ValueKind.Cell, Joined: null } || written.Contains(overwrite.Array)),
        LoopStep loop => AreContained(loop.Body, written),
        _ => false,
    });

    // What an object's method calls on the object itself may name what is the object's.
    private static bool IsOfAnObject(DifferentiableMethod method, Call call) => method.Callees[call.Callee] is var function
        && function.Parameters.Any(parameter => function.Variables[parameter] is { Name: "this", Type.HasMembers: false });

    // What a method is called on is a parameter like any other, called after its type.
    private static Function WithNamedReceiver(Function function)
    {
        if (!function.Parameters.Any(parameter => function.Variables[parameter].Name == "this"))
            return function;
        var type = Regex.Match(function.Variables[function.Parameters.First(parameter => function.Variables[parameter].Name == "this")].Type.Text, @"(\w+)(<.*>)?\??$").Groups[1].Value;
        var name = type.Length == 0 ? "receiver" : char.ToLowerInvariant(type[0]) + type.Substring(1);
        while (function.Variables.Any(variable => variable.Name == name))
            name += "_";
        return function with { Variables = function.Variables.Select(variable => variable.Name == "this" ? variable with { Name = name } : variable).ToEquatableArray() };
    }

    private static bool IsPlain(ValueType type) => type is { IsReal: true, IsGeneric: false };

    private static bool IsPlainArray(ValueType type) => type is { Kind: NumberKind.Array, Part: null } && !type.Elements[0].IsGeneric && (type.Rank == 2 || IsSpan(type) || type.IsList);

    // Generated code hands on parts of arrays as they are.
    private static ValueType Taken(ValueType type) => type is { Kind: NumberKind.Array, Rank: 1, IsList: false } ? new ValueType(NumberKind.Array, $"ReadOnlySpan<{type.Elements[0].Text}>", type.Elements) : type;

    private static bool IsSpan(ValueType type) => type.Text.EndsWith("[]", StringComparison.Ordinal) || type.Text.IndexOf("Span<", StringComparison.Ordinal) >= 0;
}
