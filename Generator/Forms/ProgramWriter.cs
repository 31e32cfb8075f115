using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>Writes <c>FGradient</c> and <c>FValueAndGradient</c> of a program.</summary>
internal static class ProgramWriter
{
    private static readonly ValueType Any = new(NumberKind.Tuple, "", default);

    public static IReadOnlyList<WrittenMethod> Write(DifferentiableMethod method, ClosedForm closed, ProgramGradient gradient, NamePool names)
    {
        var declaration = method.Declaration;
        var chosen = method.WithRespectTo.Select(index => declaration.Parameters[index]).ToList();
        var scalars = chosen.Where(parameter => parameter.Type.Kind != NumberKind.Array).ToList();
        var elements = TupleNames.For(scalars.Select(parameter => parameter.Name));
        var type = scalars.Count == 0 ? "void"
            : scalars.Count == 1 ? scalars[0].Type.Text
            : $"({string.Join(", ", scalars.Select((parameter, i) => $"{parameter.Type.Text} {elements[i]}"))})";
        var cref = $"<see cref=\"{declaration.Cref}\"/>";
        var symbols = chosen.Select(parameter => Notation.Unicode.Name(parameter.Name)).ToList();
        var variables = symbols.Count == 1 ? symbols[0] : $"({string.Join(", ", symbols)})";
        var more = gradient.Arrays.Select(pair => $"{pair.Gradient.Type.Text} {ExpressionWriter.Identifier(pair.Gradient.Text)}").ToEquatableArray();
        Value? partials = gradient.Partials.Length switch { 0 => null, 1 => gradient.Partials[0], _ => closed.Values.Tuple(Any, gradient.Partials) };
        var both = partials is null ? gradient.Result : closed.Values.Tuple(Any, gradient.Result, partials);
        return
        [
            new WrittenMethod(
                declaration.Name + "Gradient",
                type,
                [$"The gradient of {cref} with respect to {variables}."],
                partials is null ? "" : scalars.Count == 1 ? "The derivative." : "The partial derivatives.",
                Remarks(gradient),
                Body(closed, gradient, partials, names, declaration.HasArrayPool))
            {
                MoreParameters = more,
            },
            new WrittenMethod(
                declaration.Name + "ValueAndGradient",
                partials is null ? declaration.Return.Text : $"({declaration.Return.Text} Value, {type} Gradient)",
                [$"The value of {cref} and its gradient with respect to {variables}."],
                partials is null ? "What the method returns, to the bit." : "What the method returns, to the bit, and its gradient.",
                Remarks(gradient),
                Body(closed, gradient, both, names, declaration.HasArrayPool))
            {
                MoreParameters = more,
            },
        ];
    }

    private static EquatableArray<string> Remarks(ProgramGradient gradient) => gradient.Arrays.Count == 0
        ? default
        : gradient.Arrays.Select(pair => $"<para><c>{pair.Gradient.Text}</c> receives the partial derivatives with respect to the elements of <c>{pair.Array.Text}</c>.</para>").ToEquatableArray();

    private static EquatableArray<string> Body(ClosedForm closed, ProgramGradient gradient, Value? result, NamePool names, bool hasArrayPool)
    {
        var steps = Liveness.Keep(gradient.Steps, result is null ? [] : [result]);
        var body = BodyWriter.WriteProgram(closed.Values, steps, result, names.Copy(), hasArrayPool);
        return gradient.Arrays.SelectMany(pair => LengthTest(pair.Array, pair.Gradient)).Concat(body).ToEquatableArray();
    }

    // A destination of another length is refused before anything is written.
    private static IEnumerable<string> LengthTest(Value array, Value gradient)
    {
        var (name, destination) = (ExpressionWriter.Identifier(array.Text), ExpressionWriter.Identifier(gradient.Text));
        var isCounted = array.Type.Text.IndexOf("List<", StringComparison.Ordinal) >= 0;
        yield return array.Type.Rank == 2
            ? $"if ({destination}.GetLength(0) != {name}.GetLength(0) || {destination}.GetLength(1) != {name}.GetLength(1))"
            : $"if ({destination}.Length != {name}.{(isCounted ? "Count" : "Length")})";
        yield return $"    throw new ArgumentException(\"It must have as many elements as {name}.\", nameof({destination}));";
    }
}
