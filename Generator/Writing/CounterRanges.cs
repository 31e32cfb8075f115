using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <summary>Between which numbers the counters of the loops around stay, and what is made of them.</summary>
internal sealed class CounterRanges
{
    private readonly Dictionary<Value, double> leasts = [];
    private readonly Dictionary<Value, Sum> mosts = [];

    /// <summary>An integer as a value and a constant that is added to it; without a value it is the constant.</summary>
    private readonly record struct Sum(Value? Value, double Constant)
    {
        public static Sum Of(Value value) => value switch
        {
            { Kind: ValueKind.Literal } => new(null, value.Number),
            { Kind: ValueKind.Add, Operands: [var rest, { Kind: ValueKind.Literal, Number: var by }] } when value.Type.Text == "int" => Of(rest).Plus(by),
            { Kind: ValueKind.Subtract, Operands: [var rest, { Kind: ValueKind.Literal, Number: var by }] } when value.Type.Text == "int" => Of(rest).Plus(-by),
            _ => new(value, 0),
        };

        public Sum Plus(double constant) => this with { Constant = Constant + constant };
    }

    /// <summary>Notes what a loop counts; returns the counters, to be left with its body.</summary>
    public List<Value> Enter(LoopStep loop)
    {
        var counters = new List<Value>();
        if (!loop.TestsFirst)
            return counters;
        foreach (var carried in loop.Carried)
        {
            if (carried.Current.Type.Text != "int" || Counter.StepOf(carried) is not { } step || leasts.ContainsKey(carried.Current) || mosts.ContainsKey(carried.Current))
                continue;
            // A loop that is left early counts up to its bound, too.
            var tests = loop.Condition.Conjuncts.Select(condition => CounterTest.Of(condition, carried.Current)).OfType<CounterTest>().Where(test => test.IsUpwards == step > 0).ToList();
            if ((step > 0 ? LeastOf(carried.Initial) : tests.Select(test => LeastOf(test.Bound) + test.Nearest).Max()) is { } least)
                leasts.Add(carried.Current, least);
            if (step < 0)
                mosts.Add(carried.Current, Rounded(Sum.Of(carried.Initial), carried.Current));
            else if (tests is [var first, ..])
                mosts.Add(carried.Current, Sum.Of(first.Bound).Plus(first.Nearest));
            counters.Add(carried.Current);
        }

        return counters;
    }

    /// <summary>Forgets counters.</summary>
    public void Leave(List<Value> counters)
    {
        foreach (var counter in counters)
        {
            leasts.Remove(counter);
            mosts.Remove(counter);
        }
    }

    /// <summary>Whether an integer is not negative.</summary>
    public bool IsNatural(Value value) => LeastOf(value) >= 0;

    /// <summary>Whether an integer is less than a size.</summary>
    /// <param name="value">The integer.</param>
    /// <param name="size">The size, where there is a value for it.</param>
    /// <param name="isSize">Whether a value is the size, or no more.</param>
    public bool IsBelow(Value value, Value? size, Func<Value, bool> isSize)
    {
        var (whole, beyond) = size is null ? default : Sum.Of(size);
        if (size is { Kind: ValueKind.Literal } && GreatestOf(value) < size.Number)
            return true;
        // What is at most a counter is at most what that is at most.
        for (var most = Sum.Of(value); ; most = mosts[most.Value].Plus(most.Constant))
        {
            if (most.Value is null)
                return false;
            if ((most.Constant < beyond && most.Value == whole) || (most.Constant < 0 && isSize(most.Value)))
                return true;
            if (!mosts.ContainsKey(most.Value))
                return false;
        }
    }

    /// <summary>The greatest that an integer may be, where that is known, and it is not negative.</summary>
    public double? GreatestOf(Value value) => value switch
    {
        { Kind: ValueKind.Literal, Number: >= 0 } => value.Number,
        { Kind: ValueKind.Add, Type.Text: "int" } => GreatestOf(value.Operands[0]) + GreatestOf(value.Operands[1]),
        { Kind: ValueKind.Multiply, Type.Text: "int" } => GreatestOf(value.Operands[0]) * GreatestOf(value.Operands[1]),
        { Kind: ValueKind.Subtract, Type.Text: "int", Operands: [var left, { Kind: ValueKind.Literal, Number: var by }] } when IsNatural(value) => GreatestOf(left) - by,
        { Kind: ValueKind.Remainder, Type.Text: "int", Operands: [var left, { Kind: ValueKind.Literal, Number: > 0 and var by }] } when IsNatural(left) => by - 1,
        _ => IsNatural(value) && mosts.TryGetValue(value, out var most) ? most.Value is null ? most.Constant : GreatestOf(most.Value) + most.Constant : null,
    };

    private double? LeastOf(Value value) => value switch
    {
        _ when leasts.TryGetValue(value, out var least) => least,
        { Kind: ValueKind.Literal } => value.Number,
        { Kind: ValueKind.Extent } => 0,
        { Type.Text: not "int" } => null,
        { Kind: ValueKind.Add } => LeastOf(value.Operands[0]) + LeastOf(value.Operands[1]),
        { Kind: ValueKind.Subtract, Operands: [var left, { Kind: ValueKind.Literal, Number: var by }] } => LeastOf(left) - by,
        { Kind: ValueKind.Multiply } => LeastOf(value.Operands[0]) is >= 0 and var left && LeastOf(value.Operands[1]) is >= 0 and var right ? left * right : null,
        { Kind: ValueKind.Divide or ValueKind.Remainder } => IsNatural(value.Operands[0]) && IsNatural(value.Operands[1]) ? 0 : null,
        _ => null,
    };

    // A multiple of n, n / 4 * 4 − 4, is no more than n − 4: where n were negative, so would be the counter, which is not.
    private Sum Rounded(Sum most, Value counter) => most is { Constant: < 0, Value: { Kind: ValueKind.Multiply, Operands: [{ Kind: ValueKind.Divide, Operands: [var whole, { Kind: ValueKind.Literal, Number: > 0 and var by }] }, { Kind: ValueKind.Literal, Number: var times }] } }
        && by == times && IsNatural(counter) ? Sum.Of(whole).Plus(most.Constant) : most;
}
