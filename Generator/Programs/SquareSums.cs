using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// What loops add up from zero, and only squares to it: the square root of such a sum is a norm, which has a convention at the origin. All that loops carry is taken to be such a sum until it is
/// seen to begin with something else, or to be handed on as something else. Weights are taken to be no less than zero.
/// </summary>
internal sealed class SquareSums
{
    private readonly HashSet<Value> cells = [];

    // What has been looked at since a variable was last struck out, and the factors that stand in a product an odd number of times.
    private readonly Dictionary<Value, bool> sums = [];
    private readonly Dictionary<Value, HashSet<Value>> odd = [];
    private readonly Dictionary<Value, bool> signless = [];

    private SquareSums(IReadOnlyList<Step> steps)
    {
        List<Carried> open = [.. CarriedIn(steps).Where(carried => carried.Current is { Type.IsReal: true })];
        foreach (var carried in open)
        {
            cells.Add(carried.Current);
            cells.Add(carried.Final);
        }

        for (var count = -1; count != cells.Count;)
        {
            count = cells.Count;
            foreach (var carried in open.Where(carried => cells.Contains(carried.Current)))
            {
                if (IsSum(carried.Initial) && IsSum(carried.Next) && (carried.Onward is null || IsSum(carried.Onward)))
                    continue;
                sums.Clear();
                cells.Remove(carried.Current);
                cells.Remove(carried.Final);
            }
        }
    }

    /// <summary>The variables that hold such sums, while a loop runs and when it is over.</summary>
    public static IEnumerable<Value> Of(IReadOnlyList<Step> steps) => new SquareSums(steps).cells.OrderBy(cell => cell.Id);

    private static IEnumerable<Carried> CarriedIn(IReadOnlyList<Step> steps) => steps.OfType<LoopStep>().SelectMany(loop => loop.Carried.Concat(CarriedIn(loop.Body)));

    private bool IsSum(Value value)
    {
        if (sums.TryGetValue(value, out var known))
            return known;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        return sums[value] = value.Kind switch
        {
            ValueKind.Literal => value.Number == 0,
            ValueKind.Cell => cells.Contains(value),
            ValueKind.Add => IsSum(value.Operands[0]) && IsSum(value.Operands[1]),
            ValueKind.Select => IsSum(value.Operands[1]) && IsSum(value.Operands[2]),
            ValueKind.Convert => value.Operands[0].Type.IsReal && IsSum(value.Operands[0]),
            // ½·d·d, as (½·d)·d: what is no positive number stands in it twice, or is such a sum itself.
            ValueKind.Multiply => Odd(value) is var factors && factors.All(factor => IsScale(factor) || IsWeight(factor) || IsSum(factor)) && (value.IsActive || factors.All(factor => !IsWeight(factor))),
            ValueKind.Divide => (IsScale(value.Operands[1]) || HasNoSign(value.Operands[1])) && IsSum(value.Operands[0]),
            ValueKind.Call => value.Function == "Square" || (value.Function == "Pow" && value.Operands[1] is { Kind: ValueKind.Literal, Number: > 0 } exponent && exponent.Number % 2 == 0),
            _ => false,
        };
    }

    private HashSet<Value> Odd(Value value)
    {
        if (value.Kind != ValueKind.Multiply)
            return [value];
        if (odd.TryGetValue(value, out var known))
            return known;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var factors = new HashSet<Value>(Odd(value.Operands[0]));
        factors.SymmetricExceptWith(Odd(value.Operands[1]));
        odd.Add(value, factors);
        return factors;
    }

    // What is data.
    private bool IsWeight(Value value) => !value.IsActive && HasNoSign(value);

    // What may be of either sign as far as the program says, and need not be, as a difference or a cosine.
    private bool HasNoSign(Value value)
    {
        if (signless.TryGetValue(value, out var known))
            return known;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        return signless[value] = value.Kind switch
        {
            ValueKind.Input or ValueKind.Cell or ValueKind.Element or ValueKind.Item or ValueKind.Extent => true,
            ValueKind.Literal => value.Number > 0,
            ValueKind.Convert or ValueKind.Stop => HasNoSign(value.Operands[0]),
            ValueKind.Add or ValueKind.Multiply or ValueKind.Divide => HasNoSign(value.Operands[0]) && HasNoSign(value.Operands[1]),
            ValueKind.Select => HasNoSign(value.Operands[1]) && HasNoSign(value.Operands[2]),
            ValueKind.Call => value.Function is "Exp" or "Sqrt" or "Abs" or "Square" || (value.Function is "Pow" && HasNoSign(value.Operands[0])),
            _ => false,
        };
    }

    // A number of elements by which is divided is none that is zero.
    private static bool IsScale(Value value) => value is { Kind: ValueKind.Literal, Number: > 0 } or { Kind: ValueKind.Extent } or { Kind: ValueKind.Convert, Operands: [{ Kind: ValueKind.Extent }] }
        || (value.Kind == ValueKind.Multiply && value.Operands[0] == value.Operands[1]);
}
