using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// Where the infinities go that the author has written, such as those with which a table of costs or of log probabilities begins: through variables, arrays, sums, multiples and choices. An exponential
/// makes numbers of them again. What they meet in a derivative may be zero times infinity, where the true product is zero.
/// </summary>
internal sealed class Infinities
{
    private readonly Dictionary<Value, Signs> variables = [];
    private readonly Dictionary<Value, Signs> known = [];
    private bool hasGrown;

    private Infinities(IReadOnlyList<Step> steps)
    {
        do
        {
            hasGrown = false;
            known.Clear();
            Follow(steps);
        }
        while (hasGrown);
        known.Clear();
    }

    // Which infinities a number may be.
    [Flags]
    private enum Signs
    {
        None = 0,
        Negative = 1,
        Positive = 2,
        Either = Negative | Positive,
    }

    /// <summary>Those of a program; null where it has none.</summary>
    public static Infinities? Of(IReadOnlyList<Step> steps) => IsWritten(steps) ? new Infinities(steps) : null;

    /// <summary>Whether a value may be one.</summary>
    public bool Holds(Value value) => SignsOf(value) != Signs.None;

    /// <summary>States that a variable of a derivative may be infinite where what it belongs to is.</summary>
    public void Add(Value variable, Value of)
    {
        if (Holds(of))
            variables[variable] = Signs.Either;
    }

    private static bool IsWritten(IReadOnlyList<Step> steps) => Needs.Of(steps, []).Any(value => value is { Kind: ValueKind.Literal, Type.IsReal: true } && double.IsInfinity(value.Number));

    private void Follow(IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            switch (step)
            {
                case DefineStep { Cell.Type.IsArray: true } define:
                    var arrays = Arrays(define.Definition).Append(define.Cell).ToList();
                    var signs = arrays.Aggregate(Signs.None, (all, array) => all | Of(array));
                    arrays.ForEach(array => Grow(array, signs));
                    break;
                case DefineStep define:
                    Grow(define.Cell, SignsOf(define.Definition));
                    break;
                case StoreStep store:
                    var stored = SignsOf(store.Stored);
                    foreach (var array in Arrays(store.Array))
                        Grow(array, stored);
                    break;
                case LoopStep loop:
                    foreach (var carried in loop.Carried)
                        Grow(carried.Current, SignsOf(carried.Initial) | SignsOf(carried.Next) | (carried.Onward is { } onward ? SignsOf(onward) : Signs.None));
                    Follow(loop.Body);
                    // Of the least of several numbers that is looked for from infinity on a number is left: of no turns at all nobody asks.
                    foreach (var carried in loop.Carried)
                        Grow(carried.Final, SignsOf(carried.Next));
                    break;
            }
        }
    }

    private Signs Of(Value variable) => variables.TryGetValue(variable, out var signs) ? signs : Signs.None;

    private void Grow(Value variable, Signs signs)
    {
        if ((Of(variable) | signs) == Of(variable))
            return;
        variables[variable] = Of(variable) | signs;
        known.Clear();
        hasGrown = true;
    }

    private Signs SignsOf(Value value)
    {
        if (!value.Type.IsReal)
            return Signs.None;
        if (variables.TryGetValue(value, out var signs))
            return signs;
        if (known.TryGetValue(value, out signs))
            return signs;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        return known[value] = Computed(value);
    }

    private Signs Computed(Value value)
    {
        Signs Operand(int index) => SignsOf(value.Operands[index]);

        switch (value.Kind)
        {
            case ValueKind.Literal:
                return double.IsPositiveInfinity(value.Number) ? Signs.Positive : double.IsNegativeInfinity(value.Number) ? Signs.Negative : Signs.None;
            case ValueKind.Element:
                return Arrays(value.Operands[0]).Aggregate(Signs.None, (all, array) => all | Of(array));
            case ValueKind.Add:
                return Operand(0) | Operand(1);
            case ValueKind.Subtract:
                return Operand(0) | Opposite(Operand(1));
            case ValueKind.Negate:
                return Opposite(Operand(0));
            case ValueKind.Multiply:
                return (Operand(0) | Operand(1)) == Signs.None ? Signs.None : Signs.Either;
            // What is divided by infinity is zero.
            case ValueKind.Divide:
                return Operand(0) == Signs.None ? Signs.None : Signs.Either;
            case ValueKind.Select:
                return Least(value) is { } isLeast ? Extreme(Operand(1), Operand(2), isLeast) : Operand(1) | Operand(2);
            case ValueKind.Convert or ValueKind.Stop:
                return Operand(0);
            case ValueKind.Call:
                return OfCall(value, Operand);
            default:
                return Signs.None;
        }
    }

    private static Signs OfCall(Value call, Func<int, Signs> operand) => call.Function switch
    {
        "Min" => Extreme(operand(0), operand(1), isLeast: true),
        "Max" => Extreme(operand(0), operand(1), isLeast: false),
        "Abs" or "Square" => operand(0) == Signs.None ? Signs.None : Signs.Positive,
        "Log" or "Sqrt" or "Softplus" => operand(0) & Signs.Positive,
        // All arguments may be minus infinity.
        "LogSumExp" => Enumerable.Range(0, call.Operands.Length).Aggregate(Signs.None, (all, i) => all | operand(i)),
        _ => Signs.None,
    };

    // d < best ? d : best is the less of two.
    private static bool? Least(Value choice) => choice.Operands[0] is { Kind: ValueKind.Less or ValueKind.LessOrEqual or ValueKind.Greater or ValueKind.GreaterOrEqual, Operands: [var left, var right] } comparison
        ? (left, right) == (choice.Operands[1], choice.Operands[2]) ? comparison.Kind is ValueKind.Less or ValueKind.LessOrEqual
            : (left, right) == (choice.Operands[2], choice.Operands[1]) ? comparison.Kind is ValueKind.Greater or ValueKind.GreaterOrEqual
            : null
        : null;

    private static Signs Extreme(Signs a, Signs b, bool isLeast)
    {
        var far = isLeast ? Signs.Positive : Signs.Negative;
        return (a & b & far) | ((a | b) & ~far);
    }

    private static Signs Opposite(Signs signs) => (signs.HasFlag(Signs.Positive) ? Signs.Negative : Signs.None) | (signs.HasFlag(Signs.Negative) ? Signs.Positive : Signs.None);

    // The arrays of which one is a part.
    private static IEnumerable<Value> Arrays(Value array) => array.Joined is { } joined ? joined.Arrays.SelectMany(Arrays).Append(array)
        : array.Kind is ValueKind.View or ValueKind.Row or ValueKind.Corner ? Arrays(array.Operands[0])
        : array.Kind == ValueKind.Select ? Arrays(array.Operands[1]).Concat(Arrays(array.Operands[2]))
        : [array];
}
