using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>How many numbers steps keep on the tape, where that is known before they run: what a turn keeps times the number of turns, loop within loop.</summary>
/// <param name="values">The values.</param>
/// <param name="math">How <c>System.Math</c> is named.</param>
/// <param name="isKnown">Whether a value is known where the number is asked for, and can be computed there.</param>
internal sealed class TapeLength(ValueGraph values, string math, Func<Value, bool> isKnown)
{
    /// <summary>Whether steps keep anything.</summary>
    public static bool IsUsed(IEnumerable<Step> steps) => steps.Any(step => (step is PushStep push && NumbersOf(push) > 0) || CountOf(step, PullbackPart.Forward) is not null || (step is LoopStep loop && IsUsed(loop.Body)));

    /// <summary>How many numbers a step keeps; objects go elsewhere.</summary>
    public static int NumbersOf(PushStep push) => push.Values.Count(value => value.Type.IsNumber);

    /// <summary>The types of what steps keep in objects of its own.</summary>
    public static IEnumerable<string> ObjectsOf(IEnumerable<Step> steps, Func<Value, bool> isObject) => steps.SelectMany(step => step switch
    {
        PushStep push => push.Values.Where(isObject).Select(value => value.Type.Text),
        LoopStep loop => ObjectsOf(loop.Body, isObject),
        _ => [],
    }).Distinct();

    // How many numbers a function that is called keeps, or its pullback takes back.
    private static Value? CountOf(Step step, PullbackPart part) => step is EffectStep { Code: { Called: { UsesTape: true } called, Operands: var operands } } && called.Part == part ? operands[operands.Length - 1] : null;

    // Whether what is kept here is not taken back here.
    private static bool Keeps(IReadOnlyList<Step> steps) => steps.Any(step => step is PushStep)
        || steps.Count(step => CountOf(step, PullbackPart.Forward) is not null) > steps.Count(step => CountOf(step, PullbackPart.Pullback) is not null);

    private static bool TakesBack(IEnumerable<Step> steps) => steps.Any(step => step is PopStep || CountOf(step, PullbackPart.Pullback) is not null || (step is LoopStep loop && TakesBack(loop.Body)));

    /// <summary>The number; null where it is not known.</summary>
    public Value? Of(IEnumerable<Step> steps)
    {
        var constant = 0;
        var parts = new List<(Value Count, int Times)>();
        foreach (var step in steps)
        {
            if (step is PushStep push)
                constant += NumbersOf(push);
            var count = CountOf(step, PullbackPart.Forward);
            if (count is not null && !isKnown(count))
                return null;
            if (step is LoopStep loop && IsUsed(loop.Body) && (count = InTurnsOf(loop)) is null)
                return null;
            if (count is null)
                continue;
            var same = parts.FindIndex(part => part.Count == count);
            if (same < 0)
                parts.Add((count, 1));
            else
                parts[same] = (count, parts[same].Times + 1);
        }

        return parts.Select(part => Times(values.Integer(part.Times), part.Count)).Append(values.Integer(constant)).Aggregate(values.Integer(0), values.Plus);
    }

    private Value? InTurnsOf(LoopStep loop)
    {
        if (Of(loop.Body) is not { } each)
            return null;
        // What a turn takes back itself, the next turn puts in the same place.
        return TakesBack(loop.Body) && !Keeps(loop.Body) ? each : TurnsOf(loop) is { } turns ? Times(turns, each) : null;
    }

    private Value Times(Value left, Value right) =>
        right is { Kind: ValueKind.Literal, Number: 1 } ? left
        : left is { Kind: ValueKind.Literal, Number: 1 } ? right
        : left.Kind == ValueKind.Literal && right.Kind == ValueKind.Literal ? values.Integer((long)(left.Number * right.Number))
        : left.Kind == ValueKind.Literal ? Times(right, left)
        : right.Kind == ValueKind.Literal && left is { Kind: ValueKind.Multiply, Operands: [var count, { Kind: ValueKind.Literal } factor] } ? Times(count, Times(factor, right))
        : values.Binary(ValueKind.Multiply, ValueType.Int, left, right);

    // How often a loop runs that counts from here to there, and that nothing else ends.
    private Value? TurnsOf(LoopStep loop) =>
        Counter.Of(loop, isKnown) is { IsTestedFirst: true, Bound.Type.Text: "int" } counter && isKnown(counter.Start) ? AtLeastZero(counter.Count(values)) : null;

    private Value AtLeastZero(Value number) => AtLeastZero(values, math, number);

    /// <summary>A number of turns: another number where that is not negative, and zero where it is.</summary>
    public static Value AtLeastZero(ValueGraph values, string math, Value number) => number switch
    {
        { Kind: ValueKind.Extent } or { Kind: ValueKind.Divide, Operands: [{ Kind: ValueKind.Extent }, { Kind: ValueKind.Literal, Number: > 0 }] } => number,
        { Kind: ValueKind.Literal } => values.Integer((long)Math.Max(number.Number, 0)),
        _ => values.Verbatim(ValueType.Int, [math + ".Max(", ", 0)"], number),
    };

    /// <summary>Whether it is such a number of turns.</summary>
    public static bool IsAtLeastZero(Value value) => value is { Kind: ValueKind.Verbatim, Type.Kind: NumberKind.Integer, Operands.Length: 1, Pieces: [var before, ", 0)"] } && before.EndsWith("Math.Max(", StringComparison.Ordinal);
}
