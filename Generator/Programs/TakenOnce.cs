using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>The adjoint of an element that is read twice in a turn, and not written in between, is read once, and has one name.</summary>
/// <param name="values">The values.</param>
internal sealed class TakenOnce(ValueGraph values)
{
    /// <summary>Steps that do the same.</summary>
    public IReadOnlyList<Step> Of(IReadOnlyList<Step> steps)
    {
        // Outside of loops the method's results may read what is taken.
        var same = new Dictionary<Value, Value>();
        List<Step> result = [.. steps.Select(step => step is LoopStep loop ? loop with { Body = Of(loop.Body, same) } : step)];
        return same.Count == 0 ? result : [.. result.Select(new Renaming(values, same).Of)];
    }

    private static List<Step> Of(IReadOnlyList<Step> steps, Dictionary<Value, Value> same)
    {
        var result = new List<Step>();
        foreach (var step in steps)
        {
            // The later one is read in any case, so it may be read where the earlier one is read under a condition.
            if (step is DefineStep { Guard: null, Definition: { Kind: ValueKind.Element } element } later && IsAdjoint(element.Operands[0]) && result.FindLastIndex(other => IsSame(other, later)) is >= 0 and var at
                && result.Skip(at + 1).All(other => !Needs.Of([other], []).Contains(element.Operands[0]) || other is DefineStep { Definition.Kind: ValueKind.Element } || AddsElsewhere(other, element)))
            {
                var earlier = ((DefineStep)result[at]).Cell;
                foreach (var other in same.Where(pair => pair.Value == earlier).Select(pair => pair.Key).ToList())
                    same[other] = later.Cell;
                same.Add(earlier, later.Cell);
                result[at] = later;
            }
            else
            {
                result.Add(step is LoopStep loop ? loop with { Body = Of(loop.Body, same) } : step);
            }
        }

        return result;
    }

    // h̄ᵢ₋₁ += … leaves h̄ᵢ what it is.
    private static bool AddsElsewhere(Step step, Value element) => step is AccumulateStep sum && sum.Array == element.Operands[0] && TurnOrder.None.AreApart(sum.Indices, [.. element.Operands.Skip(1)])
        && !Needs.Of([], sum.Indices.Append(sum.Amount).Concat(Needs.Guards(sum))).Contains(sum.Array);

    private static bool IsAdjoint(Value array) => array is { Beside: (_, "Bar"), Type.IsArray: true };

    private static bool IsSame(Step one, DefineStep other) => one is DefineStep { Definition: { Kind: ValueKind.Element } element } define
        && define.Cell.Type.Equals(other.Cell.Type) && element.Operands.SequenceEqual(other.Definition.Operands);
}
