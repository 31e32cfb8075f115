using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>A function that stays a call, and writes arrays or returns several numbers: it and its pullback, derived apart and written.</summary>
/// <param name="pullback">The function.</param>
/// <param name="name">What the generated methods are called, without <c>Forward</c> and <c>Pullback</c>.</param>
/// <param name="dialect">How functions are called.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class SplitFunction(Pullback pullback, string name, Dialect dialect, CancellationToken cancellation)
{
    /// <summary>The generated methods.</summary>
    public IReadOnlyList<(Declaration Declaration, WrittenMethod Method)> Written { get; private set; } = [];

    /// <summary>The numbers that a function returns.</summary>
    public static IReadOnlyList<Value> ResultsOf(ClosedForm closed, DifferentiableMethod method) =>
        method.Declaration.Return.Text == "void" ? [] : new ProgramSubject(method, closed, new NamePool([]), null!, default).Outputs;

    /// <summary>The function itself, for where the author's cannot be called.</summary>
    public static (Declaration, WrittenMethod) Value(Pullback pullback, Dialect dialect, ICalledFunctions functions, CancellationToken cancellation)
    {
        var (closed, names) = Derivation.Unfolded(pullback.Method, cancellation, functions);
        var subject = new ProgramSubject(pullback.Method, closed, names, dialect, cancellation);
        var results = ResultsOf(closed, pullback.Method);
        return (subject.Declaration, subject.Write("Value", TypeOf(pullback), $"The same as <c>{pullback.Method.Function.Name}</c>, given spans.", "", default, closed.Steps, subject.Grouped(results), [], isFilling: true));
    }

    // What generated code returns of what the function returns: a number, a tuple of numbers, or nothing.
    private static string TypeOf(Pullback pullback) => pullback.Results.Count switch
    {
        0 => "void",
        1 => pullback.Results[0].Type.Text,
        _ => $"({string.Join(", ", pullback.Results.Select(result => result.Type.Text))})",
    };

    /// <summary>Derives both; null where that is not possible.</summary>
    /// <param name="functions">What the function calls.</param>
    /// <param name="isOverwritten">For each argument whether it is an array that no longer holds what the function has left in it.</param>
    /// <param name="isLeft">For each whether it is an array that it writes and in which somebody asks for what it has left there.</param>
    public SplitPullback? Derive(CalledFunctions functions, EquatableArray<bool> isOverwritten, EquatableArray<bool> isLeft)
    {
        Written = [];
        var (closed, names) = Derivation.Unfolded(pullback.Method, cancellation, functions);
        var method = pullback.Method with { Declaration = pullback.Method.Declaration with { Name = name } };
        var subject = new ProgramSubject(method, closed, names, dialect, cancellation);
        var results = ResultsOf(closed, method);
        List<Value> inputs = [.. closed.Inputs];
        List<(string Name, ValueType Type)> returned = [.. Leaves.Returned(method.Declaration.Return)];
        List<Value> cotangents = [.. returned.Select(number => closed.Values.Input(number.Type, names.Take(number.Name.Length == 0 ? "cotangent" : char.ToLowerInvariant(number.Name[0]) + number.Name.Substring(1) + "Cotangent")))];
        var bars = subject.Destinations("Bar").ToList();
        List<Value> left = [.. inputs.Where((input, i) => i < isLeft.Length && isLeft[i] && input.IsActive)];
        List<Value> overwritten = [.. inputs.Where((input, i) => i < isOverwritten.Length && isOverwritten[i])];
        if (ProgramHalves.Of(closed, [.. results.Zip(cotangents, (result, cotangent) => (result, cotangent))], [.. subject.Scalars], bars.ToDictionary(bar => bar.Like!, bar => bar.Value), left, overwritten, dialect, cancellation, functions.IsLast) is not { } halves
            || KeptBy(halves.Forward, subject) is not { } kept || (TapeLength.IsUsed(halves.Forward) && TapeLength.IsUsed(halves.Reverse)))
            return null;
        return Made(functions, subject, closed, halves, results, cotangents, bars, overwritten, TapeLength.IsUsed(halves.Forward) ? kept : null);
    }

    private SplitPullback? Made(
        CalledFunctions functions, ProgramSubject subject, ClosedForm closed, ProgramHalves halves, IReadOnlyList<Value> results, List<Value> cotangents, List<MoreParameter> bars, List<Value> overwritten, Value? kept)
    {
        var values = closed.Values;
        List<Value> inputs = [.. closed.Inputs];
        // How long an array is says that of its adjoints, and what has been returned is given.
        var needed = Read(halves.Reverse, halves.Partials);
        var others = new Dictionary<Value, Value>();
        foreach (var extent in needed.Where(value => value.Kind == ValueKind.Extent).ToList())
        {
            if (bars.Find(bar => bar.Like == extent.Operands[0]) is { } bar && !IsRead(needed, bar.Like!))
                others[extent] = values.Extent(bar.Value, extent.Text == "Count" ? "Length" : extent.Text);
        }

        var returned = new List<(int Result, Value Parameter)>();
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i].Kind is ValueKind.Literal or ValueKind.Input || others.ContainsKey(results[i]) || !Asks(halves, results[i]))
                continue;
            var word = cotangents[i].Text;
            var parameter = values.Input(results[i].Type, subject.Names.Take(word.EndsWith("Cotangent", StringComparison.Ordinal) ? word.Substring(0, word.Length - "Cotangent".Length) : "result"));
            others[results[i]] = parameter;
            returned.Add((i, parameter));
        }

        var renaming = new Renaming(values, others);
        List<Step> reverse = [.. halves.Reverse.Select(renaming.Of)];
        Value[] partials = Array.ConvertAll(halves.Partials, renaming.Of);
        needed = Read(reverse, partials);
        if (overwritten.Exists(needed.Contains))
            return null;
        var signature = subject.Declaration.Signature;
        List<int> given = [.. Enumerable.Range(0, signature.Length).Where(i => inputs.Exists(input => IsOf(input, signature[i]) && needed.Contains(input)))];
        List<(int Argument, Value Partial)> numbers = [.. subject.Scalars.Select((scalar, i) => (inputs.IndexOf(scalar), partials[i])).Where(pair => !(pair.Item2 is { Kind: ValueKind.Literal, Number: 0 }))];
        List<(int Argument, Value Bar)> added = [.. bars.Where(bar => needed.Contains(bar.Value)).Select(bar => (inputs.IndexOf(bar.Like!), bar.Value))];
        List<(int Result, Value Cotangent)> seeds = [.. cotangents.Select((cotangent, i) => (i, cotangent)).Where(pair => needed.Contains(pair.cotangent))];
        Write(subject, halves, reverse, given, returned, seeds, added, numbers, kept);
        List<MoreParameter> more = [.. returned.Select(pair => pair.Parameter).Concat(seeds.Select(pair => pair.Cotangent)).Concat(added.Select(pair => pair.Bar)).Select(value => new MoreParameter(value, ShapeKind.Number, null))];
        var ahead = new Routine(name + "Forward", values, inputs) { Steps = halves.Forward, Results = halves.Results, Kept = kept };
        var back = new Routine(name + "Pullback", values, [.. given.SelectMany(i => inputs.Where(input => IsOf(input, signature[i]))), .. more.Select(parameter => parameter.Value)]) { Steps = reverse, Results = [.. numbers.Select(number => number.Partial)], Kept = kept, AddedTo = [.. added.Where(pair => !pullback.Written.Contains(pair.Argument)).Select(pair => pair.Bar)] };
        var function = $"<c>{pullback.Method.Function.Name}</c>";
        ahead.Moving = (along, isUnasked) => functions.Moved(ahead, subject, new RoutineText("Forward", function), along, isUnasked);
        back.Moving = (along, isUnasked) => functions.Moved(back, subject, new RoutineText("Pullback", $"the pullback of {function}") { More = more, Without = Omitted(signature, given) }, along, isUnasked);
        return new SplitPullback(name, ahead, back, numbers)
        {
            Kept = kept,
            Given = given,
            Results = returned,
            Cotangents = seeds,
            Bars = added,
            Inputs = inputs,
        };
    }

    private void Write(
        ProgramSubject subject, ProgramHalves halves, IReadOnlyList<Step> reverse, List<int> given, List<(int Result, Value Parameter)> returned, List<(int Result, Value Cotangent)> seeds, List<(int Argument, Value Bar)> added, List<(int Argument, Value Partial)> numbers, Value? kept)
    {
        var (declaration, function, signature) = (subject.Declaration, subject.Method.Function.Name, subject.Declaration.Signature);
        MoreParameter[] tapes = kept is null ? [] : [Tape(subject)];
        var omitted = Omitted(signature, given);
        var names = TupleNames.For(numbers.Select(number => declaration.Parameters[number.Argument].Name));
        var gives = numbers.Count switch
        {
            0 => "void",
            1 => numbers[0].Partial.Type.Text,
            _ => $"({string.Join(", ", numbers.Select((number, i) => $"{declaration.Parameters[number.Argument].Type.Text} {names[i]}"))})",
        };
        string Names(bool areWritten) => string.Join(", ", added.Where(pair => pullback.Written.Contains(pair.Argument) == areWritten).Select(pair => $"<c>{pair.Bar.Text}</c>"));
        List<string> remarks = [];
        if (Names(areWritten: false) is { Length: > 0 } others)
            remarks.Add($"<para>That to the elements of arrays is added to {others}.</para>");
        if (Names(areWritten: true) is { Length: > 0 } changed)
            remarks.Add($"<para>That to what it has written is given in {changed}, where that to what was there before takes its place.</para>");
        var pulled = subject.Write(
            "Pullback", gives, $"The pullback of <c>{function}</c>: from the sensitivity of an objective to what it gives that to what it is given.", "", remarks.ToEquatableArray(), reverse, subject.Grouped([.. numbers.Select(number => number.Partial)]),
            [.. returned.Select(pair => new MoreParameter(pair.Parameter, ShapeKind.Number, null)), .. seeds.Select(pair => new MoreParameter(pair.Cotangent, ShapeKind.Number, null)), .. added.Select(pair => new MoreParameter(pair.Bar, ShapeKind.Number, null)), .. tapes], isFilling: true, tape: kept is null ? GivenTape.None : GivenTape.Reverse, without: omitted);
        Written = kept is null ? [(declaration, pulled)] :
        [
            (declaration, subject.Write("Forward", TypeOf(pullback), $"The same as <c>{function}</c>, which keeps on the tape what its pullback reads.", "", default, halves.Forward, subject.Grouped(halves.Results), tapes, isFilling: true, tape: GivenTape.Forward)),
            (declaration, pulled),
        ];
    }

    private static EquatableArray<string> Omitted(EquatableArray<DeclaredParameter> signature, List<int> given) => signature.Where((_, i) => !given.Contains(i)).Select(parameter => parameter.Name).ToEquatableArray();

    /// <summary>What the numbers are kept on.</summary>
    public static MoreParameter Tape(ProgramSubject subject) => new(subject.Values.Input(ProgramSubject.SpanOf(subject.Values.Real), "tape"), ShapeKind.Number, null);

    private static bool IsOf(Value input, DeclaredParameter parameter) => input.Text == parameter.Name || input.Text.StartsWith(parameter.Name + ".", StringComparison.Ordinal);

    // Whether anything but its length is asked of an array.
    private static bool IsRead(HashSet<Value> needed, Value array) => needed.Any(value => value.Kind != ValueKind.Extent && Array.IndexOf(value.Operands, array) >= 0);

    private static bool Asks(ProgramHalves halves, Value result) => Needs.Of(halves.Reverse, halves.Partials, [result, .. Needs.Popped(halves.Reverse)]).Contains(result);

    // What is taken from the tape is not looked into.
    private static HashSet<Value> Read(IReadOnlyList<Step> steps, IEnumerable<Value> results)
    {
        HashSet<Value> popped = [.. Needs.Popped(steps)];
        var read = Needs.Of(steps, results, popped);
        read.ExceptWith(popped);
        return read;
    }

    /// <summary>How many numbers are kept, zero where none are; null where that does not follow from the arguments, or is not the same whatever happens.</summary>
    public static Value? KeptBy(IReadOnlyList<Step> forward, ProgramSubject subject)
    {
        if (!TapeLength.IsUsed(forward))
            return subject.Values.Integer(0);
        if (MayBeLess(forward))
            return null;
        return new TapeLength(subject.Values, subject.Declaration.MathText, IsOfArguments).Of(forward);
    }

    private static bool MayBeLess(IEnumerable<Step> steps) => steps.Any(step => step switch
    {
        LoopStep loop => TapeLength.IsUsed([loop]) && (loop.Guard is not null || MayBeLess(loop.Body)),
        EffectStep call => call.Guard is not null && TapeLength.IsUsed([call]),
        _ => false,
    });

    // By arithmetic on the arguments that can fail nowhere.
    private static bool IsOfArguments(Value value) => value.Kind switch
    {
        ValueKind.Literal => true,
        ValueKind.Input => !value.Type.IsObject,
        ValueKind.Extent => value.Operands[0].Kind == ValueKind.Input,
        ValueKind.Add or ValueKind.Subtract or ValueKind.Multiply => Array.TrueForAll(value.Operands, IsOfArguments),
        ValueKind.Verbatim => TapeLength.IsAtLeastZero(value) && IsOfArguments(value.Operands[0]),
        ValueKind.Divide => IsOfArguments(value.Operands[0]) && value.Operands[1] is { Kind: ValueKind.Literal, Number: > 0 },
        _ => false,
    };
}
