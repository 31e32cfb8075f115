namespace SymDiff.Generator.Values;

/// <summary>What one comparison of two numbers says of another comparison of the same two.</summary>
internal static class Relations
{
    /// <summary>In which order two numbers are; in none where one of them is no number.</summary>
    [Flags]
    private enum Orders
    {
        None = 0,
        Less = 1,
        Equal = 2,
        Greater = 4,
        Unordered = 8,
        All = Less | Equal | Greater | Unordered,
    }

    /// <summary>Whether this is a comparison.</summary>
    public static bool AreOf(ValueKind kind) => kind is >= ValueKind.Equal and <= ValueKind.GreaterOrEqual;

    /// <summary>Whether a comparison holds, given that another one does, or does not; null where it may or may not. Where c &gt; 0, c is not 0.</summary>
    /// <param name="given">What is known to hold, or not to.</param>
    /// <param name="holds">Which of both.</param>
    /// <param name="asked">What is asked.</param>
    /// <param name="isTurned">Whether it has the two numbers the other way round.</param>
    public static bool? Follows(ValueKind given, bool holds, ValueKind asked, bool isTurned)
    {
        var left = holds ? Of(given) : Orders.All & ~Of(given);
        var wanted = isTurned ? Turned(Of(asked)) : Of(asked);
        return (left & wanted) == Orders.None ? false : (left & ~wanted) == Orders.None ? true : null;
    }

    /// <summary>Whether one number stands in the relation to another one.</summary>
    public static bool Holds(ValueKind relation, double left, double right) =>
        (Of(relation) & (left < right ? Orders.Less : left > right ? Orders.Greater : left == right ? Orders.Equal : Orders.Unordered)) != Orders.None;

    private static Orders Turned(Orders orders) => (orders & (Orders.Equal | Orders.Unordered))
        | (orders.HasFlag(Orders.Less) ? Orders.Greater : Orders.None) | (orders.HasFlag(Orders.Greater) ? Orders.Less : Orders.None);

    private static Orders Of(ValueKind relation) => relation switch
    {
        ValueKind.Less => Orders.Less,
        ValueKind.LessOrEqual => Orders.Less | Orders.Equal,
        ValueKind.Greater => Orders.Greater,
        ValueKind.GreaterOrEqual => Orders.Greater | Orders.Equal,
        ValueKind.Equal => Orders.Equal,
        _ => Orders.All & ~Orders.Equal,
    };
}
