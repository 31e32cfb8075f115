using System;

namespace SymDiff;

/// <summary>
/// What the forward sweep of a generated gradient keeps for its reverse sweep: a stack of numbers. Its memory is lent by the thread and given back by
/// <see cref="Dispose"/>, so that a gradient that is computed again and again allocates nothing.
/// </summary>
/// <remarks>A tape belongs to one call of one method; a copy of it must not be used beside it.</remarks>
public struct Tape : IDisposable
{
    [ThreadStatic]
    private static double[]? spare;

    private double[] items;
    private int count;

    /// <summary>Takes an empty tape.</summary>
    /// <param name="capacity">How many numbers it holds before it has to grow; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not positive.</exception>
    public Tape(int capacity)
    {
        if (capacity <= 0)
            throw new ArgumentOutOfRangeException(nameof(capacity));
        var lent = spare;
        spare = null;
        items = lent is not null && lent.Length >= capacity ? lent : new double[capacity];
        count = 0;
    }

    /// <summary>Keeps a number.</summary>
    public void Push(double value)
    {
        if (count == items.Length)
            Array.Resize(ref items, 2 * count);
        items[count++] = value;
    }

    /// <summary>Takes back the number kept last.</summary>
    public double Pop() => items[--count];

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        // The larger one of two tapes is kept for the next call.
        if (items is not null && (spare is null || spare.Length < items.Length))
            spare = items;
        items = null!;
        count = 0;
    }
}
