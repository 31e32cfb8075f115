using SymDiff.Generator.Unfolding;

namespace SymDiff.Generator.Programs;

/// <summary>Calls of the author's in the place of the loops that they amount to.</summary>
internal static class Calls
{
    /// <summary>The steps, in which each such loop keeps only what the derivative does in it besides.</summary>
    public static IReadOnlyList<Step> Instead(IReadOnlyList<Step> steps)
    {
        var written = new List<Step>();
        foreach (var step in steps)
        {
            if (step is not LoopStep loop)
            {
                written.Add(step);
                continue;
            }

            if (loop.Call is not { } call)
            {
                written.Add(loop with { Body = Instead(loop.Body) });
                continue;
            }

            // The last operand is what the call fills.
            var whole = call.Operands[call.Operands.Length - 1];
            var array = whole.Kind == Values.ValueKind.View ? whole.Operands[0] : whole;
            var stored = loop.Stored.First(one => one.Array == array);
            List<Step> besides = [.. loop.Body.Where(one => one is not StoreStep store || store.Array != array)];
            var rest = loop with { Call = null, Body = besides, Stored = [.. loop.Stored.Where(one => one != stored)] };
            var filling = new EffectStep(loop.Guard, call, []) { Overwrites = [new Overwrite(array, stored.Before, stored.After)] };
            var hasRest = besides.Count > 0 || loop.Carried.Any(carried => carried.Current.Type.IsReal);
            // What the array held before is read before the call, what it is filled with after it.
            var isInPlace = Needs.Of([rest], []).Any(value => value.Kind == Values.ValueKind.Element && value.Operands[0] == array && value.Model is null);
            written.AddRange(!hasRest ? [filling] : isInPlace ? [rest, filling] : [filling, rest]);
        }

        return written;
    }
}
