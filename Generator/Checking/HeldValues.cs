namespace SymDiff.Generator.Checking;

/// <summary>
/// What <c>StopGradient</c> holds fixed in one run of a method. When it runs again nearby, for a difference, each call gives what it gave first: otherwise the
/// difference would see what the derivative is not to see.
/// </summary>
internal sealed class HeldValues
{
    private readonly List<double> values = [];
    private bool isRecorded;
    private int next;

    /// <summary>Starts another run.</summary>
    public void Rewind()
    {
        isRecorded |= values.Count > 0;
        next = 0;
    }

    /// <summary>The value of the next call; null where the run has taken another way than the first.</summary>
    public double? Next(double value)
    {
        if (isRecorded)
            return next < values.Count ? values[next++] : null;
        values.Add(value);
        return value;
    }
}
