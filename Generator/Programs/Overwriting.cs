using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// Whether what was read from an array is overwritten afterwards. Where the two places are shown to be different, as in a recurrence that fills a table or in a factorisation,
/// the reverse sweep reads the element again instead of keeping it (dependence tests by bounds: Banerjee, Dependence Analysis for Supercomputing, 1988).
/// </summary>
/// <param name="places">Where the program's values are known.</param>
internal sealed class Overwriting(Places places)
{
    private readonly Dictionary<Value, List<Writer>> writers = [];
    private readonly Dictionary<Value, bool> known = [];

    /// <summary>States that an array is written.</summary>
    /// <param name="array">The array.</param>
    /// <param name="region">The region in which it is.</param>
    /// <param name="time">By which of its steps.</param>
    /// <param name="store">Which element; null where it may be any.</param>
    public void Add(Value array, Region region, int time, StoreStep? store)
    {
        if (!writers.TryGetValue(array, out var all))
            writers.Add(array, all = []);
        all.Add(new Writer(region, time, store));
    }

    /// <summary>Whether a later step of the program may write the place that the element was read from, before the array is left.</summary>
    public bool MayOverwrite(Value element)
    {
        if (!known.TryGetValue(element, out var may))
            known.Add(element, may = writers.TryGetValue(element.Operands[0], out var all) && all.Any(writer => May(writer, element)));
        return may;
    }

    /// <summary>Whether a loop may write it in the same turn of those around both.</summary>
    public bool MayOverwrite(Value element, Region loop)
    {
        var read = places.Of(element).Region;
        return writers.TryGetValue(element.Operands[0], out var all)
            && all.Any(writer => writer.Region.IsWithin(loop) && (writer.Store is not { } store || !new Separation(places, element, store, read, writer.Region, read, null).IsShown));
    }

    private bool May(Writer writer, Value element)
    {
        var read = places.Of(element).Region;
        var home = places.HomeOf(element.Operands[0], read);
        if (!writer.Region.IsWithin(home))
            return false;
        var common = writer.Region;
        while (!read.IsWithin(common))
            common = common.Outer!;
        if (!common.IsWithin(home))
            return false;
        if (TimeOfRead(element, common) is not { } time || writer.Store is not { } store)
            return true;
        if (common.TimeOf(writer.Region, writer.Time) > time && !new Separation(places, element, store, read, writer.Region, common, null).IsShown)
            return true;
        for (var around = common; around != home; around = around.Outer!)
        {
            if (!new Separation(places, element, store, read, writer.Region, around.Outer!, around).IsShown)
                return true;
        }

        return false;
    }

    // After which step of a region the element is read.
    private int? TimeOfRead(Value element, Region region)
    {
        var made = places.VersionPlaceOf(element);
        return made.Region.IsWithin(region) ? region.TimeOf(made.Region, made.Time) : null;
    }

    private sealed record Writer(Region Region, int Time, StoreStep? Store);
}
