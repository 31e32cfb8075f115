using System;

namespace SymDiff;

/// <summary>
/// Memory for what the forward sweep of a generated gradient keeps for its reverse sweep. It is lent by the thread, so that a gradient that is computed again and
/// again allocates nothing.
/// </summary>
public static class Tape
{
    private const int Smallest = 256;

    [ThreadStatic]
    private static double[]? spare;

    /// <summary>Takes a tape; what is on it is left over from others.</summary>
    /// <returns>An array of at least one element.</returns>
    public static double[] Rent() => Rent(Smallest);

    /// <summary>Takes a tape for as many numbers; what is on it is left over from others.</summary>
    /// <param name="length">How many numbers it must hold.</param>
    /// <returns>An array of at least as many elements.</returns>
    public static double[] Rent(int length)
    {
        var lent = spare;
        spare = null;
        return lent is not null && lent.Length >= length ? lent : new double[Math.Max(length, Smallest)];
    }

    /// <summary>Takes a longer tape in exchange for one that is full: at least twice as long, so that growing costs little in all.</summary>
    /// <param name="tape">The tape that is full.</param>
    /// <param name="length">How many numbers the new one must hold.</param>
    /// <returns>A tape with the same numbers at its beginning.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tape"/> is null.</exception>
    public static double[] Grow(double[] tape, int length)
    {
        if (tape is null)
            throw new ArgumentNullException(nameof(tape));
        Array.Resize(ref tape, Math.Max(length, Math.Max(2 * tape.Length, Smallest)));
        return tape;
    }

    /// <summary>Gives a tape back. The larger one of two is kept for the next call.</summary>
    /// <param name="tape">The tape; it must not be used any more.</param>
    public static void Return(double[] tape)
    {
        if (tape is not null && (spare is null || spare.Length < tape.Length))
            spare = tape;
    }
}
