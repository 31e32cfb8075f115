namespace SymDiff.Benchmarks.Measurement;

/// <summary>What was measured of a workload, all in one run.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Objective">Seconds per value.</param>
/// <param name="Generated">Seconds per generated gradient.</param>
/// <param name="ByHand">Seconds per hand-written gradient.</param>
/// <param name="Differences">Seconds per gradient by central differences, where that is feasible.</param>
/// <param name="GeneratedBytes">Bytes that a generated gradient allocates.</param>
/// <param name="ByHandBytes">Bytes that a hand-written gradient allocates.</param>
internal sealed record Row(
    Workload Workload, double Objective, double Generated, double ByHand, double? Differences, long GeneratedBytes, long ByHandBytes)
{
    public static Row Measure(Workload workload)
    {
        var seconds = Placements.Seconds(workload.Name);
        var actions = workload.Actions();
        return new Row(workload, seconds[0], seconds[1], seconds[2], seconds.Length > 3 ? seconds[3] : null, Bytes(actions[1]), Bytes(actions[2]));
    }

    // The second call: the first may lay in memory that all later ones use.
    private static long Bytes(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
