using SymDiff.Generator.Algebra;
using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// Divides once, before a loop, by what is the same in all its turns, and multiplies in it: a division costs as much as five multiplications. What it rounds off, half a
/// unit in the last place of each term, is less than what the sum over the turns does. The program's own values stay what they are.
/// </summary>
internal sealed class Reciprocals(ProgramAdjoint program, Region region)
{
    private readonly ValueGraph values = program.Values;
    private readonly Dictionary<Value, Value> rewritten = [];

    public Value Rewrite(Value value)
    {
        if (program.IsWritten(value) || value.IsLeaf || program.Places.IsOutside(value, region))
            return value;
        if (rewritten.TryGetValue(value, out var known))
            return known;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var operands = Array.ConvertAll(value.Operands, Rewrite);
        Value made;
        if (value is { Kind: ValueKind.Divide, Type.Kind: NumberKind.Double } && !operands[1].IsConstant && operands[1].Type.Kind == NumberKind.Double
            && program.Places.IsOutside(operands[1], region) && !IsReadInside(operands[1]))
        {
            var inverse = values.Binary(ValueKind.Divide, value.Type, values.Number(value.Type, Constant.One), operands[1]);
            inverse.Name ??= "inverse";
            made = values.Binary(ValueKind.Multiply, value.Type, operands[0], inverse);
        }
        else
        {
            made = operands.SequenceEqual(value.Operands) ? value : values.Remake(value, operands);
        }

        if (made != value)
        {
            (made.Name, made.Site, made.ReadDepth) = (made.Name ?? value.Name, value.Site, Math.Min(made.ReadDepth, value.ReadDepth));
            made.ReadWithin.AddRange(value.ReadWithin.Except(made.ReadWithin).ToList());
        }

        rewritten.Add(value, made);
        return made;
    }

    // Whether it reads an element that is not read before the loop and that nothing says is there, so that it cannot be computed before.
    private bool IsReadInside(Value value) => !value.IsLeaf
        && ((value.Kind == ValueKind.Element && value.ReadDepth >= region.Depth && value.Operands.Skip(1).All(index => index.Kind == ValueKind.Literal)) || value.Operands.Any(IsReadInside));
}
