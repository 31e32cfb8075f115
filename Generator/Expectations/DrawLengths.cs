using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>
/// How many draws a program takes from an array of them, where the expectation has no such array: what a guard says of its length, or how far the program reads it, or beside the elements
/// of which other array.
/// </summary>
internal sealed class DrawLengths
{
    private readonly ValueGraph values;
    private readonly IReadOnlyList<Step> steps;
    private readonly Places places;
    private readonly HashSet<Value> draws;
    private readonly HashSet<Value> all;

    public DrawLengths(ValueGraph values, IReadOnlyList<Step> steps, IEnumerable<Value> results, IEnumerable<Value> draws)
    {
        (this.values, this.steps, this.draws) = (values, steps, [.. draws]);
        places = new Places(steps, results);
        all = Needs.Of(steps, results);
    }

    /// <summary>The lengths of the arrays that the program asks for.</summary>
    public IEnumerable<Value> Asked => all.Where(value => value.Kind == ValueKind.Extent && draws.Contains(value.Operands[0])).OrderBy(value => value.Id);

    /// <summary>The length of an array of draws along one of its dimensions; null where it follows from nothing.</summary>
    public Value? Of(Value array, int dimension) =>
        steps.OfType<ThrowStep>().Where(exit => exit.Guard is { Outer: null }).SelectMany(exit => Equal(exit.Guard!.Condition, exit.Guard.Holds, array, dimension)).FirstOrDefault(IsKnown)
        ?? Read(array, dimension);

    /// <summary>The dimension that a member of an array asks for.</summary>
    public static int DimensionOf(Value extent) => extent.Text == "GetLength(1)" ? 1 : 0;

    private static bool IsLength(Value value, Value array, int dimension) => value.Kind == ValueKind.Extent && value.Operands[0] == array && DimensionOf(value) == dimension;

    // It throws where the length is another: a.Length != n.
    private static IEnumerable<Value> Equal(Value condition, bool holds, Value array, int dimension) => condition.Kind switch
    {
        ValueKind.Not => Equal(condition.Operands[0], !holds, array, dimension),
        ValueKind.Or when holds => condition.Operands.SelectMany(operand => Equal(operand, true, array, dimension)),
        ValueKind.And when !holds => condition.Operands.SelectMany(operand => Equal(operand, false, array, dimension)),
        ValueKind.NotEqual when holds => Other(condition, array, dimension),
        ValueKind.Equal when !holds => Other(condition, array, dimension),
        _ => [],
    };

    private static IEnumerable<Value> Other(Value comparison, Value array, int dimension) =>
        IsLength(comparison.Operands[0], array, dimension) ? [comparison.Operands[1]] : IsLength(comparison.Operands[1], array, dimension) ? [comparison.Operands[0]] : [];

    // It is known without the draws, before any loop.
    private bool IsKnown(Value value) => places.Of(value).Region == places.Top && Needs.Of([], [value]).All(part => !draws.Contains(part) && part.Kind != ValueKind.Cell);

    private Value? Read(Value array, int dimension)
    {
        IndexPolynomial? most = null;
        foreach (var element in all.Where(value => value.Kind == ValueKind.Element && value.Operands[0] == array).OrderBy(value => value.Id))
        {
            if (Greatest(element.Operands[1 + dimension], array, dimension) is not { } last)
                return null;
            var count = last.Plus(IndexPolynomial.Of(1), 1);
            if (most is null || most.Plus(count, -1).Constant is < 0)
                most = count;
            else if (most.Plus(count, -1).Constant is null)
                return null;
        }

        return most?.ToValue(values) is { } length && IsKnown(length) ? length : null;
    }

    // The greatest number that an index takes, where the loops around it count upwards from zero.
    private IndexPolynomial? Greatest(Value index, Value array, int dimension)
    {
        switch (index.Kind)
        {
            case ValueKind.Literal:
                return IndexPolynomial.Of((long)index.Number);
            case ValueKind.Add when Greatest(index.Operands[0], array, dimension) is { } left && Greatest(index.Operands[1], array, dimension) is { } right:
                return left.Plus(right, 1);
            case ValueKind.Subtract when index.Operands[1].Kind == ValueKind.Literal && Greatest(index.Operands[0], array, dimension) is { } left:
                return left.Plus(IndexPolynomial.Of((long)index.Operands[1].Number), -1);
            // The factor is a length or a count: no less than zero.
            case ValueKind.Multiply when places.Of(index.Operands[1]).Region == places.Top && Greatest(index.Operands[0], array, dimension) is { } left:
                return left.Times(IndexPolynomial.Of(index.Operands[1], false, _ => true));
            case ValueKind.Multiply when places.Of(index.Operands[0]).Region == places.Top && Greatest(index.Operands[1], array, dimension) is { } right:
                return right.Times(IndexPolynomial.Of(index.Operands[0], false, _ => true));
            case ValueKind.Cell when places.Of(index).Region is { Loop: { TestsFirst: true } loop } body && Counter.Of(loop, places, body) is { Step: 1 } counter && counter.Current == index:
                var bound = counter.Bound;
                if (IsLength(bound, array, dimension))
                {
                    if (Beside(index, body) is not { } other)
                        return null;
                    bound = other;
                }

                var below = places.Of(bound).Region == places.Top ? IndexPolynomial.Of(bound, false, _ => true) : Greatest(bound, array, dimension);
                return below?.Plus(IndexPolynomial.Of((counter.IsInclusive ? 0 : 1) + counter.Ahead), -1);
            default:
                return places.Of(index).Region == places.Top && index.Kind is ValueKind.Input or ValueKind.Extent ? IndexPolynomial.Of(index, false, _ => true) : null;
        }
    }

    // The length of another array that is read in every turn beside the draws.
    private Value? Beside(Value counter, Region body) => all.Where(value => value.Kind == ValueKind.Element && value.Operands[0] is { Kind: ValueKind.Input } array && !draws.Contains(array)
            && value.ReadDepth <= body.Depth && value.Operands.Length == 2 && value.Operands[1] == counter)
        .OrderBy(value => value.Operands[0].Id).Select(value => values.Extent(value.Operands[0], value.Operands[0].Type.IsList ? "Count" : "Length")).FirstOrDefault();
}
