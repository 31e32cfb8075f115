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
        Outputs = Filled.Count > 0 ? Filled : closed.Result is { } result ? [.. Flattened(result, Declaration.Return)] : [];
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

    /// <summary>Whether the outputs are the elements of arrays.</summary>
    public bool IsOfArrays => Outputs.All(output => output.Type.Kind == NumberKind.Array);

    /// <summary>Whether the method returns an array of numbers or structs.</summary>
    public bool ReturnsArray => Declaration.Return.IsSequence;

    /// <summary>What the method returns, as it is written; null where it returns nothing.</summary>
    public Value? Result => Filled.Count > 0 ? null : OutputShape(Outputs);

    /// <summary>One number for each output, put together as the method does.</summary>
    public Value OutputShape(IReadOnlyList<Value> numbers) => Declaration.Return.IsArray ? numbers[0] : new Shape([new Chosen("", Declaration.Return)]).Of(Values, numbers);

    /// <summary>The array of structs that the method returns, made of those that hold their members.</summary>
    public (IReadOnlyList<Step> Steps, Value Array) ArrayOfStructs(string name, IReadOnlyList<Value> members)
    {
        var type = Declaration.Return;
        var array = Programs.Copying.Cell(Values, type, name);
        Value[] sizes = [.. (type.Text.EndsWith("[,]", StringComparison.Ordinal) ? (string[])["GetLength(0)", "GetLength(1)"] : ["Length"]).Select(member => Values.Extent(Outputs[0], member)).Select(new Substitution(Values, OutputSizes).Of)];
        var creation = Values.Verbatim(type, [$"new {type.ItemType.Text}[", .. sizes.Skip(1).Select(_ => ", "), "]"], sizes);
        // Each is another array.
        var made = new DefineStep(null, array, Values.Anew(creation, sizes));
        Value[] parts = [.. Leaves.Of(type).Select(part => Values.Component(part, array))];
        // They are one statement.
        return ([made, new Substitution(Values, OutputSizes).Of([Programs.Copying.ForEach(Values, Outputs[0], indices =>
            parts.Select((part, i) => new StoreStep(null, part, indices, Programs.Copying.ElementOf(Values, part.Type.Elements[0], members[i], Programs.Copying.Latest, indices), -1, -1)))])[0]], array);
    }

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
        if (chosen.Type.IsSequence)
            return Beside(ArraysOf(chosen), chosen.Name + "Tangent", "ReadOnlySpan").Select(parameter => parameter with { IsWeight = true });
        var weights = Weights.Of([(chosen.Name + "Tangent", chosen.Type)], Values, Names);
        // A struct is one parameter.
        return weights.Values.Select((value, i) => new MoreParameter(value, ShapeKind.Number, null) { IsWeight = true, Declared = i == 0 ? weights.Declared[0] : "" });
    })];

    /// <summary>What receives the numbers for the elements of each input that is an array.</summary>
    public IEnumerable<MoreParameter> Destinations(string word) =>
        Method.Chosen.Where(chosen => chosen.Type.IsSequence).SelectMany(chosen => Beside(ArraysOf(chosen), Subject.Written(chosen.Name) + word, "Span")).ToList();

    /// <summary>What receives the rates of the arrays that the method fills.</summary>
    public IEnumerable<MoreParameter> FilledTangents() =>
        Filled.GroupBy(NameOf).SelectMany(arrays => Beside([.. arrays.Select(array => (array, array.Type))], arrays.Key + "Tangent", "Span")).ToList();

    // The arrays in something that is differentiated, with their types.
    private List<(Value Array, ValueType Type)> ArraysOf(Chosen chosen) =>
        [.. Leaves.Of(chosen.Name, chosen.Type).Where(leaf => leaf.Type.IsRealArray).Select(leaf => (Inputs.First(input => input.Text == leaf.Name), leaf.Type))];

    // As many numbers as arrays have. Beside an array of structs stands one parameter, however many arrays of members it is.
    private List<MoreParameter> Beside(IReadOnlyList<(Value Array, ValueType Type)> arrays, string wanted, string span)
    {
        var name = Names.Take(wanted);
        return arrays.Select((one, i) =>
        {
            var type = ViewOf(one.Type, span);
            if (one.Type.Part is null)
                return new MoreParameter(Values.Input(type, name), ShapeKind.Like, one.Array);
            var part = Values.Input(type, name + one.Type.Part.Path);
            part.Name ??= name + string.Concat(one.Type.Part.Path.Split('.').Skip(1).Select(word => char.ToUpperInvariant(word.TrimStart('@')[0]) + word.TrimStart('@').Substring(1)));
            return new MoreParameter(part, ShapeKind.Like, one.Array) { Declared = i == 0 ? $"{type.Text} {ExpressionWriter.Identifier(name)}" : "" };
        }).ToList();
    }

    // What the author calls an array: of one that holds a member of structs, the array of these.
    private static string NameOf(Value array) => array.ArrayOfStructs ?? array.Text;

    /// <summary>The method that carries out steps and returns a result, if there is one; what it is given is tested before anything is written.</summary>
    public WrittenMethod Write(
        string suffix, string returnType, string summary, string returns, EquatableArray<string> remarks, IReadOnlyList<Step> steps, Value? result, IReadOnlyList<MoreParameter> more, bool isFilling = false, string? first = null, bool isWithoutDraws = false, GivenTape tape = GivenTape.None, EquatableArray<string> without = default)
    {
        var kept = Programs.JointPullbacks.In(Values, Programs.Liveness.Keep(Programs.Calls.Instead(steps), result is null ? [] : [result]));
        var sweeps = Names.Copy().Take(Declaration.Name + suffix + "Sweeps");
        var omitted = isFilling ? without : Filled.Select(NameOf).Distinct().ToEquatableArray();
        var arguments = Declaration.Signature.Where(parameter => !isWithoutDraws || !parameter.IsStandardNormal).Select(parameter => parameter.Name).Where(name => !omitted.Contains(name)).Select(ExpressionWriter.Identifier).Concat(more.Where(parameter => parameter.Declared != "").Select(Argument));
        var call = Declaration.Signature.Any(IsByReference) ? null : new SweepsCall($"{sweeps}{Declaration.TypeParameters}(", arguments.ToEquatableArray());
        var body = BodyWriter.WriteProgram(Values, kept, result, Names.Copy(), new ProgramSetting(Declaration.HasArrayPool, Declaration.HasSpan, Declaration.MathText, call)
        {
            Cancellation = Cancellation,
            IsReadAgain = Declaration.IsReadAgain,
            ClearsStack = Declaration.SkipsZeroing,
            Tape = tape,
            // Differentiated or not.
            Assignable = [.. Declaration.Signature.Where(parameter => parameter.Type.IsReal && !omitted.Contains(parameter.Name) && !without.Contains(parameter.Name) && parameter.Text == $"{parameter.Type.Text} {ExpressionWriter.Identifier(parameter.Name)}")
                .Select(parameter => Values.Input(parameter.Type, parameter.Name))],
            JoinsSineAndCosine = Declaration.HasSinCos && !isFilling && (result is null || !Parts(result).Contains(Closed.Result)),
        });
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

    private static IEnumerable<Value> Parts(Value result) => result.Kind == ValueKind.Tuple ? result.Operands.SelectMany(Parts) : [result];

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
            case { Shape: ShapeKind.OutputsByInputs } when Filled.Select(NameOf).Distinct().Count() > 1 || Filled.Any(filled => filled.Type.Rank == 2):
                yield return $"if ({given}.Length != {(SizesOf(Filled) is [var only] ? only : Summed(SizesOf(Filled)))} * {CountText})";
                yield return $"    throw new ArgumentException(\"It must have a row for each element of {string.Join(", ", Filled.Select(NameOf).Distinct())}, and a column for each number in {string.Join(", ", Method.Chosen.Select(chosen => chosen.Name))}.\", nameof({given}));";
                break;
            case { Shape: ShapeKind.OutputsByInputs } when !IsOfArrays:
                var rows = Outputs.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
                var all = Arrays.Any() ? $"{rows} * {CountText}" : (Outputs.Count * Inputs.Count).ToString(System.Globalization.CultureInfo.InvariantCulture);
                yield return $"if ({given}.Length != {all})";
                yield return $"    throw new ArgumentException(\"It must have a row for each of {rows} outputs, and a column for each number in {string.Join(", ", Method.Chosen.Select(chosen => chosen.Name))}.\", nameof({given}));";
                break;
            case { Shape: ShapeKind.Inputs }:
                yield return $"if ({given}.Length != {CountText})";
                yield return $"    throw new ArgumentException(\"It must have an element for each number in {string.Join(", ", Method.Chosen.Select(chosen => chosen.Name))}.\", nameof({given}));";
                break;
            case { Shape: ShapeKind.InputsByInputs } when !Arrays.Any():
                yield return $"if ({given}.Length != {(Inputs.Count * Inputs.Count).ToString(System.Globalization.CultureInfo.InvariantCulture)})";
                yield return $"    throw new ArgumentException(\"It must have a row and a column for each number in {string.Join(", ", Method.Chosen.Select(chosen => chosen.Name))}.\", nameof({given}));";
                break;
            case { Shape: ShapeKind.InputsByInputs }:
                yield return $"if ({given}.Length != {CountText} * {CountText})";
                yield return $"    throw new ArgumentException(\"It must have a row and a column for each number in {string.Join(", ", Method.Chosen.Select(chosen => chosen.Name))}.\", nameof({given}));";
                break;
        }
    }

    // How many numbers are differentiated.
    private string CountText
    {
        get
        {
            var scalars = Scalars.Count();
            var counts = SizesOf(Arrays);
            if (scalars > 0)
                counts.Add(scalars.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return counts.Count == 1 && Inputs.All(input => input.Type.Rank == 1) ? counts[0] : Summed(counts);
        }
    }

    private static List<string> SizesOf(IEnumerable<Value> arrays) => [.. arrays.GroupBy(NameOf).Select(members => members.Count() is var count and > 1
        ? $"{count.ToString(System.Globalization.CultureInfo.InvariantCulture)} * {SizeText(members.First())}"
        : SizeText(members.First()))];

    private static string Summed(IEnumerable<string> counts) => $"({string.Join(" + ", counts)})";

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
            return [.. Filled.GroupBy(NameOf).SelectMany(arrays => OfArrays([.. arrays.Select(array => (array, array.Type))], arrays.Key + "Cotangent"))];
        if (ReturnsArray)
            return [.. OfArrays([.. Outputs.Zip(Leaves.Of(Declaration.Return), (output, type) => (output, type))], "cotangent")];
        IEnumerable<(string Name, ValueType Type)> parts = Declaration.Return is { Kind: NumberKind.Tuple, IsStruct: false }
            ? Declaration.Return.Elements.Select((type, i) => (Subject.CotangentName(Declaration, i), type))
            : [("cotangent", Declaration.Return)];
        return [.. parts.SelectMany(part =>
        {
            var weights = Weights.Of([part], Values, Names);
            return weights.Values.Select((value, i) => new MoreParameter(value, ShapeKind.Number, null) { IsWeight = true, Declared = i == 0 ? weights.Declared[0] : "" });
        })];

        IEnumerable<MoreParameter> OfArrays(IReadOnlyList<(Value, ValueType)> arrays, string name) => Beside(arrays, name, "ReadOnlySpan").Select(parameter => parameter with { Shape = ShapeKind.Outputs, IsWeight = true });
    }

    /// <summary>What is known of each input, in their order: the numbers of those that are numbers, and what receives those of an array's elements.</summary>
    public IReadOnlyList<Value> InOrder(IEnumerable<Value> numbers, IReadOnlyList<MoreParameter> destinations)
    {
        var next = new Queue<Value>(numbers);
        return [.. Inputs.Select(input => destinations.FirstOrDefault(destination => destination.Like == input)?.Value ?? next.Dequeue())];
    }

    /// <summary>How many elements arrays have that the method makes and returns, along each index: memory that is borrowed for one may be longer.</summary>
    public IReadOnlyDictionary<Value, Value> OutputSizes => Closed.Steps.OfType<DefineStep>().Where(define => Filled.Count == 0 && Outputs.Contains(define.Cell) && IsPlain(define.Definition, define.Cell.Type.Rank))
        .SelectMany(define => define.Definition.Operands.Select((size, i) => (Extent: Values.Extent(define.Cell, define.Cell.Type.Rank == 1 ? "Length" : i == 0 ? "GetLength(0)" : "GetLength(1)"), size)))
        .ToDictionary(pair => pair.Extent, pair => pair.size);

    // new double[n], new double[m, n]
    private static bool IsPlain(Value made, int rank) => made.Operands.Length == rank && made.Operands.All(size => size.Type.Text == "int") && made.Pieces is [_, .., "]"];

    /// <summary>What the method asks of the size of an array.</summary>
    public IEnumerable<Value> Extents(Value array) => Programs.Needs.Of(Closed.Steps, []).Where(value => value.Kind == ValueKind.Extent && value.Operands[0].IsAsLongAs(array));

    /// <summary>The program with arrays of its own in the place of those that it fills, and its outputs.</summary>
    /// <param name="extentOf">How many elements each has, as its member says it: <c>Length</c>, or <c>GetLength(0)</c>.</param>
    /// <param name="test">
    /// For the array that the method makes and returns, given how many elements it has along each index: a condition under which the caller is to blame, and for which parameter.
    /// </param>
    public (ClosedForm Closed, IReadOnlyList<Value> Outputs) Owned(Func<Value, string, Value> extentOf, Func<Value[], (Value Condition, Value Parameter)>? test)
    {
        if (Filled.Count == 0)
            return (Closed with { Steps = test is not null && ReturnsArray ? [.. Closed.Steps.SelectMany(step => Tested(step, Outputs[0], test))] : Closed.Steps }, Outputs);
        var others = new Dictionary<Value, Value>();
        var made = new List<Step>();
        foreach (var filled in Filled)
        {
            var own = Programs.Copying.Cell(Values, Programs.Copying.OwnType(filled), Subject.Written(filled.Text));
            own.IsActive = filled.IsActive;
            others.Add(filled, own);
            string[] members = filled.Type.Rank == 2 ? ["GetLength(0)", "GetLength(1)"] : ["Length"];
            foreach (var member in members.Append("Length").Distinct())
                others[Values.Extent(filled, member)] = extentOf(filled, member);
            made.Add(new DefineStep(null, own, Values.Verbatim(own.Type, [$"new {filled.Type.Elements[0].Text}[", .. members.Skip(1).Select(_ => ", "), "]"], [.. members.Select(member => extentOf(filled, member))])));
        }

        var substitution = new Substitution(Values, others);
        return (Closed with { Steps = [.. made, .. substitution.Of(Closed.Steps)] }, [.. Filled.Select(substitution.Of)]);
    }

    private IEnumerable<Step> Tested(Step step, Value array, Func<Value[], (Value Condition, Value Parameter)> test)
    {
        if (step is DefineStep define && define.Cell == array && IsPlain(define.Definition, array.Type.Rank))
        {
            var (condition, parameter) = test(define.Definition.Operands);
            var exception = Values.Verbatim(
                new ValueType(NumberKind.None, "ArgumentException", default), [$"new ArgumentException(\"It must have an element for each that {Declaration.Name} returns.\", nameof({ExpressionWriter.Identifier(parameter.Text.Split('.')[0])}))"]);
            yield return new ThrowStep(new Guard(condition, true, null), exception);
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
