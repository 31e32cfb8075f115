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
        Outputs = IsTuple ? [.. Enumerable.Range(0, Declaration.Return.Elements.Length).Select(i => ElementOf(closed.Result!, i))] : [closed.Result!];
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
    public Value Result => Grouped(Outputs)!;

    public string Cref => $"<see cref=\"{Declaration.Cref}\"/>";

    /// <summary>The inputs as mathematics writes them: <c>(μ, σ)</c>.</summary>
    public string Variables
    {
        get
        {
            var symbols = Inputs.Select(input => Notation.Unicode.Name(input.Text)).ToList();
            return symbols.Count == 1 ? symbols[0] : $"({string.Join(", ", symbols)})";
        }
    }

    /// <summary>A tuple of values; of one the value itself, of none null.</summary>
    public Value? Grouped(IReadOnlyList<Value> values) => values.Count switch { 0 => null, 1 => values[0], _ => Values.Tuple(Any, [.. values]) };

    /// <summary>The type of what has a number for each scalar input; <c>void</c> where there is none.</summary>
    public string ScalarTuple
    {
        get
        {
            var scalars = Scalars.ToList();
            return scalars.Count == 0 ? "void" : Subject.TupleOf([.. scalars.Select(scalar => scalar.Type)], TupleNames.For(scalars.Select(scalar => scalar.Text)));
        }
    }

    /// <summary>A tangent for each input: <c>xTangent</c>.</summary>
    public IReadOnlyList<MoreParameter> Tangents() => [.. Inputs.Select(input => input.Type.Kind == NumberKind.Array
        ? new MoreParameter(Values.Input(ViewOf(input.Type, "ReadOnlySpan"), Names.Take(input.Text + "Tangent")), ShapeKind.Like, input) { IsWeight = true }
        : new MoreParameter(Values.Input(input.Type, Names.Take(input.Text + "Tangent")), ShapeKind.Number, null) { IsWeight = true })];

    /// <summary>The method that carries out steps and returns a result, if there is one; what it is given is tested before anything is written.</summary>
    public WrittenMethod Write(
        string suffix, string returnType, string summary, string returns, EquatableArray<string> remarks, IReadOnlyList<Step> steps, Value? result, IReadOnlyList<MoreParameter> more)
    {
        var kept = Programs.Liveness.Keep(steps, result is null ? [] : [result]);
        var sweeps = Names.Copy().Take(Declaration.Name + suffix + "Sweeps");
        var arguments = Declaration.Parameters.Select(parameter => parameter.Name).Concat(more.Select(parameter => parameter.Value.Text)).Select(ExpressionWriter.Identifier);
        var call = Declaration.Parameters.Any(IsByReference) ? null : $"{sweeps}{Declaration.TypeParameters}({string.Join(", ", arguments)}";
        var body = BodyWriter.WriteProgram(Values, kept, result, Names.Copy(), new ProgramSetting(Declaration.HasArrayPool, Declaration.HasSpan, Declaration.MathText, call));
        var parameters = more.Select(parameter => $"{parameter.Value.Type.Text} {ExpressionWriter.Identifier(parameter.Value.Text)}").ToEquatableArray();
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

    private Value ElementOf(Value tuple, int index) => tuple.Kind == ValueKind.Select
        ? Closed.Values.Select(tuple.Operands[0], ElementOf(tuple.Operands[1], index), ElementOf(tuple.Operands[2], index))
        : Closed.Values.Item(Declaration.Return.Elements[index], tuple, index);
}
