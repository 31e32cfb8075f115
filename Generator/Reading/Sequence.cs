using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>What a query goes through, one item after the other.</summary>
/// <param name="Bound">How many items it has at most, exactly as many where each has a place; null where that is not known.</param>
/// <param name="Item">The item at a place, read where it is asked for; null where items are left out, so that none has a place that is known.</param>
/// <param name="ForEach">Does something with each item, in a loop.</param>
internal sealed record Sequence(Expression? Bound, Func<Expression, Expression>? Item, Action<Action<Expression>> ForEach)
{
    /// <summary>Whether they are gone through in one loop, each item at the end of a turn.</summary>
    public bool IsOneLoop { get; init; } = true;
}
