using System.Diagnostics;

namespace SymDiff.Benchmarks.Measurement;

/// <summary>Times several actions against each other on a machine that has other work to do.</summary>
/// <remarks>
/// The actions take turns, so that a slow spell of the machine meets all of them; and the shortest turn of each counts, since nothing but the action itself
/// is in it. Turns are short, so that some fall between the interruptions.
/// </remarks>
internal static class Interleaved
{
    private const int FewestRounds = 12;
    private const int MostRounds = 400;
    private static readonly TimeSpan turn = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan enough = TimeSpan.FromSeconds(3);

    /// <summary>Seconds per call of each action.</summary>
    public static double[] Seconds(params Action[] actions)
    {
        var calls = Array.ConvertAll(actions, CallsPerTurn);
        var best = new double[actions.Length];
        Array.Fill(best, double.PositiveInfinity);
        var start = Stopwatch.GetTimestamp();
        for (var round = 0; round < FewestRounds || (round < MostRounds && Stopwatch.GetElapsedTime(start) < enough); round++)
        {
            for (var i = 0; i < actions.Length; i++)
            {
                // Another one begins each round: none is always the one that finds the caches cold.
                var which = (i + round) % actions.Length;
                best[which] = Math.Min(best[which], Turn(actions[which], calls[which]));
            }
        }

        return best;
    }

    private static int CallsPerTurn(Action action)
    {
        action();
        var once = Math.Min(Turn(action, 1), Turn(action, 1));
        return (int)Math.Clamp(turn.TotalSeconds / once, 1, 100_000);
    }

    private static double Turn(Action action, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
            action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
    }
}
