using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>The counters of a loop, and what it counts along with them, for running it once more: whole numbers that are made of nothing but each other and of what is the same in all turns.</summary>
internal sealed class Recounting
{
    private readonly ProgramAdjoint program;
    private readonly LoopStep loop;
    private readonly Region inner;
    private readonly Replacement replacement;

    private Recounting(ProgramAdjoint program, LoopStep loop, Region inner)
    {
        (this.program, this.loop, this.inner) = (program, loop, inner);
        replacement = new Replacement(program.Values, program.Recounted);
    }

    /// <summary>The counters that are needed; null where the loop cannot be run again by them alone.</summary>
    /// <param name="program">The program.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="inner">Its body.</param>
    /// <param name="needed">What is computed in the second run.</param>
    public static List<Carried>? Of(ProgramAdjoint program, LoopStep loop, Region inner, HashSet<Value> needed) => new Recounting(program, loop, inner).Of(needed);

    private List<Carried>? Of(HashSet<Value> needed)
    {
        var asked = new HashSet<Value>(needed);
        asked.UnionWith(Needs.Of([], [loop.Condition]));
        // What the loop around counts by what this one has come to.
        var handedOn = inner.Outer?.Loop is { } around ? Needs.Of([], around.Carried.Select(carried => carried.Next)) : [];
        var found = new Dictionary<Carried, Carried>();
        int before;
        do
        {
            before = found.Count;
            foreach (var carried in loop.Carried.Where(carried => !found.ContainsKey(carried) && IsWhole(carried.Current) && (asked.Contains(carried.Current) || handedOn.Contains(carried.Final))))
            {
                var next = replacement.Of(carried.Next);
                if (!IsPlain(next))
                    continue;
                found.Add(carried, carried with { Next = next, Onward = null });
                asked.UnionWith(Needs.Of([], [next]));
            }
        }
        while (found.Count > before);

        var counted = Needs.Of([], [loop.Condition, .. found.Values.Select(carried => carried.Next)]);
        return IsPlain(loop.Condition) && loop.Carried.All(carried => found.ContainsKey(carried) || !counted.Contains(carried.Current))
            ? [.. loop.Carried.Where(found.ContainsKey).Select(carried => found[carried])]
            : null;
    }

    private static bool IsWhole(Value value) => value.Type.Kind == NumberKind.Integer;

    private bool IsPlain(Value value) => value.Kind switch
    {
        ValueKind.Literal or ValueKind.Input => true,
        _ when program.Places.IsOutside(value, inner) => true,
        ValueKind.Cell => loop.Carried.Any(carried => carried.Current == value) || program.Recounted.Any(pair => pair.Value == value),
        ValueKind.Divide or ValueKind.Remainder => IsWhole(value) && value.Operands[1] is { Kind: ValueKind.Literal, Number: not 0 } && IsPlain(value.Operands[0]),
        ValueKind.Add or ValueKind.Subtract or ValueKind.Multiply or ValueKind.Negate => IsWhole(value) && Array.TrueForAll(value.Operands, IsPlain),
        >= ValueKind.Equal and <= ValueKind.Not or ValueKind.Select => Array.TrueForAll(value.Operands, IsPlain),
        _ => false,
    };
}
