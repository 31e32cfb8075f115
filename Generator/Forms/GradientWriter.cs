using SymDiff.Generator.Model;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>Writes <c>FGradient</c> and <c>FValueAndGradient</c>.</summary>
internal static class GradientWriter
{
    private static readonly ValueType Any = new(NumberKind.Tuple, "", default);

    public static IReadOnlyList<WrittenMethod> Write(DifferentiableMethod method, ClosedForm closed, Gradient gradient, NamePool names)
    {
        var declaration = method.Declaration;
        var parameters = method.WithRespectTo.Select(index => declaration.Parameters[index]).ToList();
        var elements = TupleNames.For(parameters.Select(parameter => parameter.Name));
        var type = parameters.Count == 1
            ? parameters[0].Type.Text
            : $"({string.Join(", ", parameters.Select((parameter, i) => $"{parameter.Type.Text} {elements[i]}"))})";
        var cref = $"<see cref=\"{declaration.Cref}\"/>";

        var alone = gradient.Lower(null);
        var partials = Grouped(closed.Values, alone);
        var inputs = parameters.Select(parameter => parameter.Name).ToList();
        var body = BodyWriter.Write(closed.Values, closed.Steps, partials, names.Copy());
        var shared = gradient.Lower(closed.Result);
        var both = closed.Values.Tuple(Any, closed.Result!, Grouped(closed.Values, shared));
        var bothBody = BodyWriter.Write(closed.Values, closed.Steps, both, names.Copy());
        var variables = inputs.Count == 1 ? FormulaWriter.Symbol(inputs[0]) : $"({string.Join(", ", inputs.Select(FormulaWriter.Symbol))})";
        return
        [
            new WrittenMethod(
                declaration.Name + "Gradient",
                type,
                [$"The gradient of {cref} with respect to {variables}."],
                inputs.Count == 1 ? "The derivative." : "The partial derivatives.",
                DerivationWriter.Write(declaration.Name, inputs, gradient.Trace, OperationCount.Of(alone)),
                body),
            new WrittenMethod(
                declaration.Name + "ValueAndGradient",
                $"({declaration.Return.Text} Value, {type} Gradient)",
                [$"The value of {cref} and its gradient with respect to {variables}."],
                "What the method returns, to the bit, and its gradient.",
                [$"<para>{OperationCount.Of([closed.Result!, .. shared])}</para>"],
                bothBody),
        ];
    }

    private static Value Grouped(ValueGraph values, Value[] partials) => partials.Length == 1 ? partials[0] : values.Tuple(Any, partials);
}
