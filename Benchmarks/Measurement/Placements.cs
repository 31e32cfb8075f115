using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using SymDiff.Benchmarks.Workloads;

namespace SymDiff.Benchmarks.Measurement;

/// <summary>
/// The same code at several places in memory. A short loop may take a third longer where it happens to cross a line of the processor's cache of instructions, which says nothing about how it was written: so all
/// is compiled several times, each time a little further on, and the luckiest of each counts.
/// </summary>
/// <remarks>Mytkowicz, Diwan, Hauswirth and Sweeney, “Producing wrong data without doing anything obviously wrong!”, ASPLOS 2009.</remarks>
internal static class Placements
{
    private const int Count = 4;

    /// <summary>Seconds per call of each of a workload's <see cref="Workload.Actions"/>.</summary>
    /// <param name="name">What the workload is called.</param>
    public static double[] Seconds(string name)
    {
        var copies = Enumerable.Range(0, Count).Select(shift => Copy(name, shift)).ToArray();
        var seconds = Interleaved.Seconds([.. copies.SelectMany(copy => copy)]);
        return [.. copies[0].Select((_, action) => Enumerable.Range(0, Count).Min(copy => seconds[(copy * copies[0].Length) + action]))];
    }

    // An assembly that is loaded once more is compiled once more.
    private static Action[] Copy(string name, int shift)
    {
        var again = new AssemblyLoadContext($"{name} {shift}").LoadFromAssemblyPath(typeof(Placements).Assembly.Location);
        var actions = again.GetType(typeof(Placements).FullName!)!.GetMethod(nameof(Compiled))!;
        return actions.CreateDelegate<Func<string, int, Action[]>>()(name, shift);
    }

    /// <summary>What is timed of a workload, compiled now, behind so many small methods.</summary>
    public static Action[] Compiled(string name, int shift)
    {
        foreach (var small in ((Action[])[First, Second, Third]).Take(shift))
            small();
        var actions = AllWorkloads.Create().Single(workload => workload.Name == name).Actions();
        Array.ForEach(actions, action => action());
        return actions;
    }

    // Each takes half a line.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void First() => GC.KeepAlive(1);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Second() => GC.KeepAlive(2);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Third() => GC.KeepAlive(3);
}
