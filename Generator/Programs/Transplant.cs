using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>A number of a function, as the method that calls it computes it: over the arguments.</summary>
/// <param name="values">The method's values.</param>
/// <param name="inputs">The function's inputs.</param>
/// <param name="arguments">What they are in the method.</param>
/// <param name="sizeOf">How many elements an array of the method's own has along an index, where that is known.</param>
internal sealed class Transplant(ValueGraph values, IReadOnlyList<Value> inputs, IReadOnlyList<Value> arguments, Func<Value, int, Value?> sizeOf)
{
    public Value Of(Value value)
    {
        for (var i = 0; i < inputs.Count && i < arguments.Count; i++)
        {
            if (inputs[i] == value)
                return arguments[i];
        }

        if (value.Kind == ValueKind.Literal)
            return values.Literal(value.Type, value.Text, value.Number);
        Value[] operands = [.. value.Operands.Select(Of)];
        return value.Kind switch
        {
            ValueKind.Extent => ExtentOf(operands[0], value.Text),
            ValueKind.Verbatim => values.Verbatim(value.Type, [.. value.Pieces], operands),
            ValueKind.Add when operands[1].Kind == ValueKind.Literal || operands[0].Kind == ValueKind.Literal => values.Plus(operands[0], operands[1]),
            _ => values.Binary(value.Kind, value.Type, operands[0], operands[1]),
        };
    }

    /// <summary>How many elements an array that steps make has, along an index; null where that is not known.</summary>
    public static Value? SizeIn(IEnumerable<Step> steps, Value array, int dimension) => Made(steps, array) is { Definition: { Kind: ValueKind.Verbatim, Operands: var sizes } } && sizes.Length == array.Type.Rank ? sizes[dimension] : null;

    private static DefineStep? Made(IEnumerable<Step> steps, Value array) => steps.Select(step => step switch
    {
        DefineStep define when define.Cell == array => define,
        LoopStep loop => Made(loop.Body, array),
        _ => null,
    }).FirstOrDefault(made => made is not null);

    private Value ExtentOf(Value array, string member) => array.Kind == ValueKind.View ? array.Operands[2]
        : sizeOf(array, member == "GetLength(1)" ? 1 : 0) is { } size && (array.Type.Rank == 1 || member != "Length") ? size
        : values.Extent(array, array.Type.IsList ? "Count" : member == "Count" ? "Length" : member);
}
