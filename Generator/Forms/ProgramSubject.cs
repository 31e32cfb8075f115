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
        Outputs = [.. Flattened(closed.Result!, Declaration.Return)];
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

    /// <summary>What the method returns: one value, or the elements of a tuple.</summary>
    public IReadOnlyList<Value> Outputs { get; }

    public bool IsTuple => Declaration.Return.Kind == NumberKind.Tuple;

    /// <summary>What the method returns, as it is written.</summary>
    public Value Result => OutputShape(Outputs);

    /// <summary>One number for each output, put together as the method does.</summary>
    public Value OutputShape(IReadOnlyList<Value> numbers) => new Shape([new Chosen("", Declaration.Return)]).Of(Values, numbers);

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
        if (chosen.Type.Kind == NumberKind.Array)
        {
            var array = Inputs.First(input => input.Text == chosen.Name);
            return [new MoreParameter(Values.Input(ViewOf(chosen.Type, "ReadOnlySpan"), Names.Take(chosen.Name + "Tangent")), ShapeKind.Like, array) { IsWeight = true }];
        }

        var weights = Weights.Of([(chosen.Name + "Tangent", chosen.Type)], Values, Names);
        // A struct is one parameter.
        return weights.Values.Select((value, i) => new MoreParameter(value, ShapeKind.Number, null) { IsWeight = true, Declared = i == 0 ? weights.Declared[0] : "" });
    })];

    /// <summary>The method that carries out steps and returns a result, if there is one; what it is given is tested before anything is written.</summary>
    public WrittenMethod Write(
        string suffix, string returnType, string summary, string returns, EquatableArray<string> remarks, IReadOnlyList<Step> steps, Value? result, IReadOnlyList<MoreParameter> more)
    {
        var kept = Programs.Liveness.Keep(steps, result is null ? [] : [result]);
        var sweeps = Names.Copy().Take(Declaration.Name + suffix + "Sweeps");
        var arguments = Declaration.Signature.Select(parameter => parameter.Name).Concat(more.Where(parameter => parameter.Declared != "").Select(parameter => parameter.Value.Text.Split('.')[0])).Select(ExpressionWriter.Identifier);
        var call = Declaration.Signature.Any(IsByReference) ? null : $"{sweeps}{Declaration.TypeParameters}({string.Join(", ", arguments)}";
        var body = BodyWriter.WriteProgram(Values, kept, result, Names.Copy(), new ProgramSetting(Declaration.HasArrayPool, Declaration.HasSpan, Declaration.MathText, call));
        var parameters = more.Select(parameter => parameter.Declared ?? $"{parameter.Value.Type.Text} {ExpressionWriter.Identifier(parameter.Value.Text)}").Where(text => text.Length > 0).ToEquatableArray();
        return new WrittenMethod(Declaration.Name + suffix, returnType, [summary], returns, remarks, more.SelectMany(LengthTest).Concat(body.Lines).ToEquatableArray())
        {
            MoreParameters = parameters,
            Sweeps = body.Sweeps is not { } lines ? null : new WrittenMethod(sweeps, returnType, [$"The sweeps of <c>{Declaration.Name}{suffix}</c>, over memory that it lends."], "", default, lines)
            {
                MoreParameters = parameters.Concat(body.Memory).ToEquatableArray(),
            },
        };
    }

    private static bool IsByReference(DeclaredParameter parameter) => parameter.Text.StartsWith("ref ", StringComparison.Ordinal) || parameter.Text.StartsWith("out ", StringComparison.Ordinal);

    /// <summary>A view of an array's elements; of an array with two indices, such an array.</summary>
    public static ValueType ViewOf(ValueType array, string span) =>
        new(NumberKind.Array, array.Rank == 2 ? array.Elements[0].Text + "[,]" : $"{span}<{array.Elements[0].Text}>", array.Elements);

    // What has another length is refused.
    private static IEnumerable<string> LengthTest(MoreParameter parameter)
    {
        if (parameter is not { Shape: ShapeKind.Like, Like: { } array })
            yield break;
        var (name, given) = (ExpressionWriter.Identifier(array.Text), ExpressionWriter.Identifier(parameter.Value.Text));
        yield return array.Type.Rank == 2
            ? $"if ({given}.GetLength(0) != {name}.GetLength(0) || {given}.GetLength(1) != {name}.GetLength(1))"
            : $"if ({given}.Length != {name}.{(array.Type.IsList ? "Count" : "Length")})";
        yield return $"    throw new ArgumentException(\"It must have as many elements as {name}.\", nameof({given}));";
    }

    // The numbers that the method returns, however it puts them together.
    private IEnumerable<Value> Flattened(Value value, ValueType type) => type.Kind == NumberKind.Tuple
        ? type.Elements.SelectMany((element, i) => Flattened(ElementOf(value, element, i), element))
        : [value];

    private Value ElementOf(Value tuple, ValueType type, int index) => tuple.Kind == ValueKind.Select
        ? Closed.Values.Select(tuple.Operands[0], ElementOf(tuple.Operands[1], type, index), ElementOf(tuple.Operands[2], type, index))
        : Closed.Values.Item(type, tuple, index);
}
