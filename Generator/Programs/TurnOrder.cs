using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>What the heads of the loops around a turn say of their counters: in <c>for (int i = j + 1; …; i++)</c> reversed, that i is greater than j. So places are told apart.</summary>
internal sealed class TurnOrder
{
    private readonly IReadOnlyList<(Value Greater, Value Less, double Least)> differences;

    private TurnOrder(IReadOnlyList<(Value Greater, Value Less, double Least)> differences) => this.differences = differences;

    /// <summary>Outside of loops.</summary>
    public static TurnOrder None { get; } = new([]);

    /// <summary>The same in a turn of a loop.</summary>
    public TurnOrder Within(LoopStep loop)
    {
        if (!loop.TestsFirst || loop.Condition is not { Operands: [var left, var right] } condition)
            return this;
        var (isStrict, isUp) = (condition.Kind is ValueKind.Less or ValueKind.Greater, condition.Kind is ValueKind.Less or ValueKind.LessOrEqual);
        if (condition.Kind is not (ValueKind.Less or ValueKind.Greater or ValueKind.LessOrEqual or ValueKind.GreaterOrEqual) || left.Type.IsReal || right.Type.IsReal)
            return this;
        var (greater, less) = isUp ? (Offset(right), Offset(left)) : (Offset(left), Offset(right));
        return greater.From is null || less.From is null ? this : new([.. differences, (greater.From, less.From, less.By - greater.By + (isStrict ? 1 : 0))]);
    }

    /// <summary>Whether two places are different ones: i and i − 1, 0 and 2.</summary>
    public bool AreApart(Value[] one, Value[] other) => one.Zip(other, AreApart).Any(areApart => areApart);

    /// <summary>Whether one number is greater than another.</summary>
    public bool IsGreater(Value one, Value other)
    {
        var (a, b) = (Offset(one), Offset(other));
        return a.From == b.From ? a.By > b.By : differences.Any(known => IsGreater(known, a, b));
    }

    private bool AreApart(Value one, Value other)
    {
        var (a, b) = (Offset(one), Offset(other));
        return a.From == b.From ? a.By != b.By : differences.Any(known => IsGreater(known, a, b) || IsGreater(known, b, a));
    }

    private static bool IsGreater((Value Greater, Value Less, double Least) known, (Value? From, double By) one, (Value? From, double By) other) =>
        one.From == known.Greater && other.From == known.Less && known.Least + one.By - other.By > 0;

    private static (Value? From, double By) Offset(Value index) => index switch
    {
        { Kind: ValueKind.Literal } => (null, index.Number),
        { Kind: ValueKind.Add, Operands: [var from, { Kind: ValueKind.Literal, Number: var by }] } => (from, by),
        { Kind: ValueKind.Subtract, Operands: [var from, { Kind: ValueKind.Literal, Number: var by }] } => (from, -by),
        _ => (index, 0),
    };
}
