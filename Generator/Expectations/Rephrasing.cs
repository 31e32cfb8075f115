using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>The same program in other words, of which more is known: what a loop multiplies by exponentials is the exponential of a sum.</summary>
internal static class Rephrasing
{
    /// <summary>The program with sums of exponents in the place of products of exponentials; null where there are none.</summary>
    public static ClosedForm? WithLogarithms(ClosedForm closed, RandomValues random, Func<Value, bool> isPositive, Func<Value, Value> logarithm, Func<Value, Value> exponential)
    {
        var values = closed.Values;
        var others = new Dictionary<Value, Value>();
        var sums = new Dictionary<Carried, Carried>();
        foreach (var carried in Step.All(closed.Steps).OfType<LoopStep>().SelectMany(loop => loop.Carried).Where(carried => random.IsRandom(carried.Current) && carried.Onward is null && isPositive(carried.Initial)))
        {
            if (Exponent(values, carried) is not { } exponent)
                continue;
            var name = "log" + char.ToUpperInvariant((carried.Current.Name ?? carried.Current.Text)[0]) + (carried.Current.Name ?? carried.Current.Text).Substring(1);
            var (current, final) = (Cell(values, carried.Current, name), Cell(values, carried.Final, name));
            others.Add(carried.Current, exponential(current));
            others.Add(carried.Final, exponential(final));
            sums.Add(carried, new Carried(current, logarithm(carried.Initial), values.Arithmetic(ValueKind.Add, current, exponent), final));
        }

        if (sums.Count == 0)
            return null;
        var substitution = new Substitution(values, others);
        return closed with { Steps = substitution.Of(Replaced(closed.Steps, sums)), Result = substitution.Of(closed.Result!) };
    }

    // x·exp(a) or x/exp(a): by what the exponent of x grows.
    private static Value? Exponent(ValueGraph values, Carried carried) => carried.Next switch
    {
        { Kind: ValueKind.Multiply, Operands: [var left, { Kind: ValueKind.Call, Function: "Exp", Operands: [var exponent] }] } when left == carried.Current => exponent,
        { Kind: ValueKind.Multiply, Operands: [{ Kind: ValueKind.Call, Function: "Exp", Operands: [var exponent] }, var right] } when right == carried.Current => exponent,
        { Kind: ValueKind.Divide, Operands: [var left, { Kind: ValueKind.Call, Function: "Exp", Operands: [var exponent] }] } when left == carried.Current => values.Negate(exponent),
        _ => null,
    };

    private static Value Cell(ValueGraph values, Value like, string name)
    {
        var cell = values.Cell(like.Type, name);
        (cell.Name, cell.IsActive) = (name, like.IsActive);
        return cell;
    }

    private static List<Step> Replaced(IReadOnlyList<Step> steps, Dictionary<Carried, Carried> sums) => [.. steps.Select(step => step is LoopStep loop
        ? loop with { Carried = [.. loop.Carried.Select(carried => sums.TryGetValue(carried, out var sum) ? sum : carried)], Body = Replaced(loop.Body, sums) }
        : step)];
}
