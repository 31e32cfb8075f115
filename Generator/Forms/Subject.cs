using SymDiff.Generator.Algebra;
using SymDiff.Generator.Model;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>The method that forms are made of: its closed form, and the names and types that all of its forms have in common.</summary>
internal sealed class Subject
{
    private static readonly ValueType Any = new(NumberKind.Tuple, "", default);

    private readonly CancellationToken cancellation;
    private bool? areCasesApart;

    public Subject(DifferentiableMethod method, ClosedForm closed, IEnumerable<Value> inputs, Dialect dialect, NamePool names, CancellationToken cancellation)
    {
        Dialect = dialect;
        this.cancellation = cancellation;
        Method = method;
        Closed = closed;
        Names = names;
        Inputs = [.. inputs];
        Parameters = [.. method.WithRespectTo.Select(index => method.Declaration.Parameters[index])];
        Draws = [.. Enumerable.Range(0, closed.Inputs.Count).Where(i => Declaration.Parameters[i].IsDraw).Select(i => closed.Inputs[i])];
        Outputs = [.. Flattened(closed.Result!, Declaration.Return)];
        Shape = Shape.OfInputs(method);
        closed.Values.Close();
    }

    public DifferentiableMethod Method { get; }

    public Declaration Declaration => Method.Declaration;

    public ClosedForm Closed { get; }

    public Dialect Dialect { get; }

    /// <summary>The names in use in every generated method.</summary>
    public NamePool Names { get; }

    /// <summary>What is differentiated with respect to, and the parameters that declare it.</summary>
    public IReadOnlyList<Value> Inputs { get; }

    public IReadOnlyList<DeclaredParameter> Parameters { get; }

    public IReadOnlyList<string> ParameterNames => [.. Parameters.Select(parameter => parameter.Name)];

    /// <summary>The parameters that are draws from the standard normal distribution.</summary>
    public IReadOnlyList<Value> Draws { get; }

    /// <summary>Whether the methods over draws are those of a program: where the draws are an array, or code is carried over, which may read them.</summary>
    public bool HasDrawsOfProgram => (Draws.Count > 0 && Closed.CarriesCode) || Declaration.Parameters.Any(parameter => parameter is { IsStandardNormal: true, Type.Kind: NumberKind.Array });

    /// <summary>How the inputs are put together.</summary>
    public Shape Shape { get; }

    /// <summary>What the method returns: one value, or the elements of a tuple.</summary>
    public IReadOnlyList<Value> Outputs { get; }

    public bool IsTuple => Declaration.Return.Kind == NumberKind.Tuple;

    public IReadOnlyList<ValueType> OutputTypes => [.. Leaves.Of(Declaration.Return)];

    public IReadOnlyList<ValueType> InputTypes => [.. Inputs.Select(input => input.Type)];

    /// <summary>What the method returns, as it is written: its very operations.</summary>
    public Value Result => OutputShape(Outputs);

    /// <summary>One number for each output, put together as the method does.</summary>
    public Value OutputShape(IReadOnlyList<Value> numbers) => new Shape([new Chosen("", Declaration.Return)]).Of(Closed.Values, numbers);

    /// <summary>The names of the outputs in formulas: the method's own, or with it those of the tuple's elements.</summary>
    public IReadOnlyList<string> OutputNames => IsTuple
        ? Declaration.ResultNames.Length == Outputs.Count && !Declaration.Return.IsStruct
            ? [.. Outputs.Select((_, i) => Declaration.ResultNames[i].Length > 0 ? Declaration.ResultNames[i] : Declaration.Name + (i + 1))]
            : [.. Leaves.Of("", Declaration.Return).Select(leaf => leaf.Name)]
        : [Declaration.Name];

    /// <summary>The type of what has one number for each input: <c>(double X, double Y)</c>.</summary>
    public string InputTuple => Shape.Type;

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

    /// <summary>The closed form as algebra, anew for each form, so that what a form looks like does not depend on which others are asked for.</summary>
    public ClosedAlgebra Algebra() => AlgebraOf(areCasesApart ??= ArePartialsSmallerApart());

    private ClosedAlgebra AlgebraOf(bool areCasesApart) => new(Closed, Outputs, Inputs, Dialect, areCasesApart, cancellation);

    // Cases that have much in common are derived together, unless what comes out is smaller where they are not: then something has cancelled in one of them.
    private bool ArePartialsSmallerApart()
    {
        var together = AlgebraOf(false);
        var joined = together.Jacobian();
        if (!together.HasJoinedCases || together.Unknown is not null)
            return false;
        var apart = AlgebraOf(true);
        return CostOf(apart, apart.Jacobian()) < CostOf(together, joined);
    }

    private int CostOf(ClosedAlgebra algebra, Expr[][] rows)
    {
        var partials = algebra.Finish(rows.SelectMany(row => row));
        var (operations, calls) = OperationCount.Of(algebra.Lower(partials, [.. partials.Select(_ => Closed.Values.Real)]));
        return operations + (Cost.Call * calls);
    }

    /// <summary>A tuple of values; of one, the value itself.</summary>
    public Value Grouped(IReadOnlyList<Value> values) => values.Count == 1 ? values[0] : Closed.Values.Tuple(Any, [.. values]);

    /// <summary>A call of a function, as the generated code writes it.</summary>
    public Value Call(string function, params Value[] arguments) => Dialect.Call(Closed.Values, function, arguments);

    /// <summary>The body that returns a value, with parameters that follow the method's own.</summary>
    public EquatableArray<string> Body(Value result, NamePool pool)
    {
        var (steps, joint) = JointCalls.In(Closed.Values, Closed.Steps, result);
        return BodyWriter.Write(Closed.Values, steps, joint, pool);
    }

    /// <summary>A tangent for each input: <c>xTangent</c>.</summary>
    public Weights Tangents(NamePool pool) => Weights.Of(Method.Chosen.Select(chosen => (Written(chosen.Name) + "Tangent", chosen.Type)), Closed.Values, pool);

    /// <summary>A cotangent for each output: <c>cotangent</c>, or <c>cotangent1</c>, or after a tuple's element <c>radiusCotangent</c>.</summary>
    public Weights Cotangents(NamePool pool) => Weights.Of(
        Declaration.Return is { Kind: NumberKind.Tuple, IsStruct: false } ? Declaration.Return.Elements.Select((type, i) => (CotangentName(Declaration, i), type)) : [("cotangent", Declaration.Return)],
        Closed.Values,
        pool);

    // q.Mean gives qMean.
    public static string Written(string name) => string.Concat(name.Split('.').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word.TrimStart('@')[0]) + word.TrimStart('@').Substring(1)));

    /// <summary>The type of a tuple; of one element, that element's.</summary>
    public static string TupleOf(IReadOnlyList<ValueType> types, EquatableArray<string> names) =>
        types.Count == 1 ? types[0].Text : $"({string.Join(", ", types.Select((type, i) => $"{type.Text} {names[i]}"))})";

    /// <summary>The name of the cotangent of a tuple's element.</summary>
    public static string CotangentName(Declaration declaration, int index)
    {
        var name = declaration.ResultNames[index];
        return name.Length == 0
            ? "cotangent" + (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : char.ToLowerInvariant(name[0]) + name.Substring(1) + "Cotangent";
    }

    // The numbers that the method returns, however it puts them together.
    private IEnumerable<Value> Flattened(Value value, ValueType type) => type.Kind == NumberKind.Tuple
        ? type.Elements.SelectMany((element, i) => Flattened(ElementOf(value, element, i), element))
        : [value];

    private Value ElementOf(Value tuple, ValueType type, int index) => tuple.Kind == ValueKind.Select
        ? Closed.Values.Select(tuple.Operands[0], ElementOf(tuple.Operands[1], type, index), ElementOf(tuple.Operands[2], type, index))
        : Closed.Values.Item(type, tuple, index);
}
