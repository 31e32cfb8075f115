using SymDiff.Generator.Model;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>A method with loops or arrays, read anew for each form, with the names and types that all of its forms have in common.</summary>
internal sealed class ProgramSubject
{
    private static readonly ValueType Any = new(NumberKind.Tuple, "", default);

    public ProgramSubject(DifferentiableMethod method, ClosedForm closed, NamePool names, Dialect dialect, CancellationToken cancellation)
    {
        (Method, Closed, Names, Dialect, Cancellation) = (method, closed, names, dialect, cancellation);
        Inputs = [.. method.WithRespectTo.Select(index => closed.Inputs[index])];
        Filled = [.. method.Outputs.Select(index => closed.Inputs[index])];
        Outputs = Filled.Count > 0 ? Filled : [.. Flattened(closed.Result!, Declaration.Return)];
    }

    public DifferentiableMethod Method { get; }

    public Declaration Declaration => Method.Declaration;

    public ClosedForm Closed { get; }

    public ValueGraph Values => Closed.Values;

    /// <summary>The names in use in every generated method.</summary>
    public NamePool Names { get; }

    public Dialect Dialect { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>What is differentiated with respect to.</summary>
    public IReadOnlyList<Value> Inputs { get; }

    public IEnumerable<Value> Scalars => Inputs.Where(input => input.Type.Kind != NumberKind.Array);

    public IEnumerable<Value> Arrays => Inputs.Where(input => input.Type.Kind == NumberKind.Array);

    /// <summary>The type of a matrix's elements: float where all inputs are.</summary>
    public ValueType Element => Inputs.All(input => (input.Type.Kind == NumberKind.Array ? input.Type.Elements[0] : input.Type).Kind == NumberKind.Float) ? ValueType.Float : Values.Real;

    /// <summary>What the method returns: one value, or the elements of a tuple; or what it fills.</summary>
    public IReadOnlyList<Value> Outputs { get; }

    /// <summary>The arrays that a method without a result fills.</summary>
    public IReadOnlyList<Value> Filled { get; }

    /// <summary>The array that is the only output; null where there are others.</summary>
    public Value? OutputArray => Outputs is [{ Type.Kind: NumberKind.Array } array] ? array : null;

    public bool IsTuple => Declaration.Return.Kind == NumberKind.Tuple;

    /// <summary>What the method returns, as it is written; null where it returns nothing.</summary>
    public Value? Result => Filled.Count > 0 ? null : OutputShape(Outputs);

    /// <summary>One number for each output, put together as the method does.</summary>
    public Value OutputShape(IReadOnlyList<Value> numbers) => OutputArray is not null ? numbers[0] : new Shape([new Chosen("", Declaration.Return)]).Of(Values, numbers);

    /// <summary>One number for each scalar input, put together as the inputs are; null where there is none.</summary>
    public Value? Shaped(IReadOnlyList<Value> numbers) => numbers.Count == 0 ? null : Shape.OfInputs(Method).Of(Values, numbers);

    public string Cref => $"<see cref=\"{Declaration.Cref}\"/>";

    /// <summary>The inputs as mathematics writes them: <c>(μ, σ)</c>.</summary>
    public string Variables
    {
        get
        {
            var symbols = Method.Chosen.Select(chosen => Notation.Unicode.Name(chosen.Name)).ToList();
            return symbols.Count == 1 ? symbols[0] : $"({string.Join(", ", symbols)})";
        }
    }

    /// <summary>A tuple of values; of one the value itself, of none null.</summary>
    public Value? Grouped(IReadOnlyList<Value> values) => values.Count switch { 0 => null, 1 => values[0], _ => Values.Tuple(Any, [.. values]) };

    /// <summary>The type of what has a number for each scalar input; <c>void</c> where there is none.</summary>
    public string ScalarTuple => Shape.OfInputs(Method).Type;

    /// <summary>A tangent for each input: <c>xTangent</c>.</summary>
    public IReadOnlyList<MoreParameter> Tangents() => [.. Method.Chosen.SelectMany(chosen =>
    {
        if (chosen.Type.IsOfStructs)
            return OfStructs(chosen, chosen.Name + "Tangent", "ReadOnlySpan").Select(member => member with { IsWeight = true });
        if (chosen.Type.Kind == NumberKind.Array)
        {
            var array = Inputs.First(input => input.Text == chosen.Name);
            return [new MoreParameter(Values.Input(ViewOf(chosen.Type, "ReadOnlySpan"), Names.Take(chosen.Name + "Tangent")), ShapeKind.Like, array) { IsWeight = true }];
        }

        var weights = Weights.Of([(chosen.Name + "Tangent", chosen.Type)], Values, Names);
        // A struct is one parameter.
        return weights.Values.Select((value, i) => new MoreParameter(value, ShapeKind.Number, null) { IsWeight = true, Declared = i == 0 ? weights.Declared[0] : "" });
    })];

    /// <summary>What receives the numbers for the elements of each input that is an array.</summary>
    public IEnumerable<MoreParameter> Destinations(string word) => Method.Chosen.Where(chosen => chosen.Type.IsSequence).SelectMany(chosen =>
    {
        if (chosen.Type.IsOfStructs)
            return OfStructs(chosen, Subject.Written(chosen.Name) + word, "Span");
        var array = Inputs.First(input => input.Text == chosen.Name);
        return [new MoreParameter(Values.Input(ViewOf(array.Type, "Span"), Names.Take(Subject.Written(array.Text) + word)), ShapeKind.Like, array)];
    }).ToList();

    // An array of structs is one parameter, however many arrays of members it is.
    private List<MoreParameter> OfStructs(Chosen chosen, string wanted, string span)
    {
        var name = Names.Take(wanted);
        var arrays = Leaves.Of(chosen.Name, chosen.Type).Where(leaf => leaf.Type.IsRealArray).Select(leaf => Inputs.First(input => input.Text == leaf.Name));
        return arrays.Select((array, i) =>
        {
            var type = ViewOf(array.Type, span);
            var part = Values.Input(type, name + array.Type.Part!.Path);
            part.Name ??= name + string.Concat(array.Type.Part.Path.Split('.').Skip(1).Select(word => char.ToUpperInvariant(word.TrimStart('@')[0]) + word.TrimStart('@').Substring(1)));
            return new MoreParameter(part, ShapeKind.Like, array) { Declared = i == 0 ? $"{type.Text} {ExpressionWriter.Identifier(name)}" : "" };
        }).ToList();
    }

    /// <summary>The method that carries out steps and returns a result, if there is one; what it is given is tested before anything is written.</summary>
    public WrittenMethod Write(
        string suffix, string returnType, string summary, string returns, EquatableArray<string> remarks, IReadOnlyList<Step> steps, Value? result, IReadOnlyList<MoreParameter> more, bool isFilling = false, string? first = null, bool isWithoutDraws = false)
    {
        var kept = Programs.JointPullbacks.In(Values, Programs.Liveness.Keep(Programs.Calls.Instead(steps), result is null ? [] : [result]));
        var sweeps = Names.Copy().Take(Declaration.Name + suffix + "Sweeps");
        var omitted = isFilling ? default : Filled.Select(array => array.Text).ToEquatableArray();
        var arguments = Declaration.Signature.Where(parameter => !isWithoutDraws || !parameter.IsStandardNormal).Select(parameter => parameter.Name).Where(name => !omitted.Contains(name)).Select(ExpressionWriter.Identifier).Concat(more.Where(parameter => parameter.Declared != "").Select(Argument));
        var call = Declaration.Signature.Any(IsByReference) ? null : $"{sweeps}{Declaration.TypeParameters}({string.Join(", ", arguments)}";
        var body = BodyWriter.WriteProgram(Values, kept, result, Names.Copy(), new ProgramSetting(Declaration.HasArrayPool, Declaration.HasSpan, Declaration.MathText, call) { IsReadAgain = Declaration.IsReadAgain });
        var parameters = more.Select(parameter => parameter.Declared ?? $"{parameter.Value.Type.Text} {ExpressionWriter.Identifier(parameter.Value.Text)}").Where(text => text.Length > 0).ToEquatableArray();
        return new WrittenMethod(Declaration.Name + suffix, returnType, [summary], returns, remarks, more.SelectMany(LengthTest).Concat(first is null ? [] : [first]).Concat(body.Lines).ToEquatableArray())
        {
            Omitted = omitted,
            IsWithoutDraws = isWithoutDraws,
            MoreParameters = parameters,
            Sweeps = body.Sweeps is not { } lines ? null : new WrittenMethod(sweeps, returnType, [$"The sweeps of <c>{Declaration.Name}{suffix}</c>, over memory that it lends."], "", default, lines)
            {
                Omitted = omitted,
                IsWithoutDraws = isWithoutDraws,
                MoreParameters = parameters.Concat(body.Memory).ToEquatableArray(),
            },
        };
    }

    private static string Argument(MoreParameter parameter) =>
        (parameter.Declared?.StartsWith("out ", StringComparison.Ordinal) == true ? "out " : "") + ExpressionWriter.Identifier(parameter.Value.Text.Split('.')[0]);

    private static bool IsByReference(DeclaredParameter parameter) => parameter.Text.StartsWith("ref ", StringComparison.Ordinal) || parameter.Text.StartsWith("out ", StringComparison.Ordinal);

    /// <summary>A call of another of the generated methods.</summary>
    public string Call(string suffix, IEnumerable<MoreParameter> more) =>
        $"{Declaration.Name}{suffix}{Declaration.TypeParameters}({string.Join(", ", Declaration.Signature.Select(Passed).Concat(more.Where(parameter => parameter.Declared != "").Select(parameter => ExpressionWriter.Identifier(parameter.Value.Text.Split('.')[0]))))})";

    private static string Passed(DeclaredParameter parameter)
    {
        var word = parameter.Text.Split(' ')[0];
        return (word is "ref" or "out" or "in" ? word + " " : "") + ExpressionWriter.Identifier(parameter.Name);
    }

    /// <summary>A span of numbers.</summary>
    public static ValueType SpanOf(ValueType element) => new(NumberKind.Array, $"Span<{element.Text}>", [element]);

    /// <summary>A view of an array's elements; of an array with two indices, such an array.</summary>
    public static ValueType ViewOf(ValueType array, string span) =>
        array.Row is not null ? ValueType.ArrayOfRows(array.Elements[0]) : new(NumberKind.Array, array.Rank == 2 ? (array.Part?.Item ?? array.Elements[0]).Text + "[,]" : $"{span}<{(array.Part?.Item ?? array.Elements[0]).Text}>", array.Elements) { Part = array.Part };

    // What has another length is refused.
    private IEnumerable<string> LengthTest(MoreParameter parameter)
    {
        var given = ExpressionWriter.Identifier(parameter.Value.Text.Split('.')[0]);
        switch (parameter)
        {
            case { Declared: "" }:
                break;
            case { Shape: ShapeKind.Like, Like: { Type.Row: not null } rowed }:
                var rowsOf = ExpressionWriter.Identifier(rowed.Text);
                yield return $"if ({given}.Length != {SizeText(rowed)})";
                yield return $"    throw new ArgumentException(\"It must have as many rows as {rowsOf}.\", nameof({given}));";
                yield return $"for (int {RowCounter} = 0; {RowCounter} < {given}.Length; {RowCounter}++)";
                yield return "{";
                yield return $"    if ({given}[{RowCounter}].Length != {rowsOf}[{RowCounter}].Length)";
                yield return $"        throw new ArgumentException(\"Each row must have as many elements as that of {rowsOf}.\", nameof({given}));";
                yield return "}";
                break;
            case { Shape: ShapeKind.Like, Like: { } array }:
                var name = ExpressionWriter.Identifier(array.ArrayOfStructs ?? array.Text);
                yield return array.Type.Rank == 2
                    ? $"if ({given}.GetLength(0) != {name}.GetLength(0) || {given}.GetLength(1) != {name}.GetLength(1))"
                    : $"if ({given}.Length != {SizeText(array)})";
                yield return $"    throw new ArgumentException(\"It must have as many elements as {name}.\", nameof({given}));";
                break;
            case { Shape: ShapeKind.OutputsByInputs } when OutputArray is null:
                var rows = Outputs.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
                var all = Arrays.Any() ? $"{rows} * {CountText}" : (Outputs.Count * Inputs.Count).ToString(System.Globalization.CultureInfo.InvariantCulture);
                yield return $"if ({given}.Length != {all})";
                yield return $"    throw new ArgumentException(\"It must have a row for each of {rows} outputs, and a column for each number in {string.Join(", ", Inputs.Select(input => input.Text))}.\", nameof({given}));";
                break;
            case { Shape: ShapeKind.Inputs }:
                yield return $"if ({given}.Length != {CountText})";
                yield return $"    throw new ArgumentException(\"It must have an element for each number in {string.Join(", ", Inputs.Select(input => input.Text))}.\", nameof({given}));";
                break;
            case { Shape: ShapeKind.InputsByInputs } when !Arrays.Any():
                yield return $"if ({given}.Length != {(Inputs.Count * Inputs.Count).ToString(System.Globalization.CultureInfo.InvariantCulture)})";
                yield return $"    throw new ArgumentException(\"It must have a row and a column for each number in {string.Join(", ", Inputs.Select(input => input.Text))}.\", nameof({given}));";
                break;
            case { Shape: ShapeKind.InputsByInputs }:
                yield return $"if ({given}.Length != {CountText} * {CountText})";
                yield return $"    throw new ArgumentException(\"It must have a row and a column for each number in {string.Join(", ", Inputs.Select(input => input.Text))}.\", nameof({given}));";
                break;
        }
    }

    // How many numbers are differentiated.
    private string CountText
    {
        get
        {
            var scalars = Scalars.Count();
            List<string> counts = [.. Arrays.Select(SizeText)];
            if (scalars > 0)
                counts.Add(scalars.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return counts.Count == 1 && Inputs.All(input => input.Type.Rank == 1) ? counts[0] : $"({string.Join(" + ", counts)})";
        }
    }

    // What counts the rows in the tests; no variable of the method's.
    private string RowCounter => field ??= Names.Take("rowIndex");

    private static string SizeText(Value array)
    {
        var name = ExpressionWriter.Identifier(array.ArrayOfStructs ?? array.Text);
        return array.Type is { Rank: 2, Row: null } ? $"{name}.Length" : $"{name}.{(array.Type.IsList ? "Count" : "Length")}";
    }

    /// <summary>A cotangent for each output: <c>cotangent</c>, for an array that the method fills <c>yCotangent</c>, and after a tuple's element <c>radiusCotangent</c>.</summary>
    public IReadOnlyList<MoreParameter> Cotangents()
    {
        if (Filled.Count > 0)
            return [.. Filled.Select(array => OfArray(array, array.Text + "Cotangent"))];
        if (OutputArray is { } returned)
            return [OfArray(returned, "cotangent")];
        IEnumerable<(string Name, ValueType Type)> parts = Declaration.Return is { Kind: NumberKind.Tuple, IsStruct: false }
            ? Declaration.Return.Elements.Select((type, i) => (Subject.CotangentName(Declaration, i), type))
            : [("cotangent", Declaration.Return)];
        return [.. parts.SelectMany(part =>
        {
            var weights = Weights.Of([part], Values, Names);
            return weights.Values.Select((value, i) => new MoreParameter(value, ShapeKind.Number, null) { IsWeight = true, Declared = i == 0 ? weights.Declared[0] : "" });
        })];

        MoreParameter OfArray(Value array, string name) => new(Values.Input(ViewOf(array.Type, "ReadOnlySpan"), Names.Take(name)), ShapeKind.Outputs, null) { IsWeight = true };
    }

    /// <summary>What is known of each input, in their order: the numbers of those that are numbers, and what receives those of an array's elements.</summary>
    public IReadOnlyList<Value> InOrder(IEnumerable<Value> numbers, IReadOnlyList<MoreParameter> destinations)
    {
        var next = new Queue<Value>(numbers);
        return [.. Inputs.Select(input => destinations.FirstOrDefault(destination => destination.Like == input)?.Value ?? next.Dequeue())];
    }

    /// <summary>The program with arrays of its own in the place of those that it fills, and its outputs.</summary>
    /// <param name="lengthOf">How many elements each has.</param>
    /// <param name="test">
    /// For an array that the method makes and returns, with so many elements: two numbers that must be equal, and the parameter that is to blame where they are not.
    /// </param>
    public (ClosedForm Closed, IReadOnlyList<Value> Outputs) Owned(Func<Value, Value> lengthOf, Func<Value, (Value Given, Value Wanted, Value Parameter)>? test)
    {
        if (Filled.Count == 0)
            return (Closed with { Steps = test is not null && OutputArray is { } array ? [.. Closed.Steps.SelectMany(step => Tested(step, array, test))] : Closed.Steps }, Outputs);
        var others = new Dictionary<Value, Value>();
        var made = new List<Step>();
        foreach (var filled in Filled)
        {
            var own = Programs.Copying.Cell(Values, new(NumberKind.Array, filled.Type.Elements[0].Text + "[]", filled.Type.Elements), filled.Text);
            own.IsActive = filled.IsActive;
            others.Add(filled, own);
            others.Add(Values.Extent(filled, "Length"), lengthOf(filled));
            made.Add(new DefineStep(null, own, Values.Verbatim(own.Type, [$"new {filled.Type.Elements[0].Text}[", "]"], lengthOf(filled))));
        }

        var substitution = new Substitution(Values, others);
        return (Closed with { Steps = [.. made, .. substitution.Of(Closed.Steps)] }, [.. Filled.Select(substitution.Of)]);
    }

    private IEnumerable<Step> Tested(Step step, Value array, Func<Value, (Value Given, Value Wanted, Value Parameter)>? test)
    {
        if (step is DefineStep { Definition: { Operands: [var size], Pieces: [_, "]"] } } define && define.Cell == array)
        {
            var (given, wanted, parameter) = test!(size);
            var exception = Values.Verbatim(
                new ValueType(NumberKind.None, "ArgumentException", default), [$"new ArgumentException(\"It must have an element for each that {Declaration.Name} returns.\", nameof({ExpressionWriter.Identifier(parameter.Text)}))"]);
            yield return new ThrowStep(new Guard(Values.Binary(ValueKind.NotEqual, ValueType.Boolean, given, wanted), true, null), exception);
        }

        yield return step;
    }

    // The numbers that the method returns, however it puts them together.
    private IEnumerable<Value> Flattened(Value value, ValueType type) => type.Kind == NumberKind.Tuple
        ? type.Elements.SelectMany((element, i) => Flattened(ElementOf(value, element, i), element))
        : [value];

    private Value ElementOf(Value tuple, ValueType type, int index) => tuple.Kind == ValueKind.Select
        ? Closed.Values.Select(tuple.Operands[0], ElementOf(tuple.Operands[1], type, index), ElementOf(tuple.Operands[2], type, index))
        : Closed.Values.Item(type, tuple, index);
}
