using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// What is added to an adjoint on one condition is added as a whole where the whole is known anyway: with <c>sBar = s &lt; 0 ? 0 : …</c>, which a loop asks for, <c>bBar += sBar</c> rather than a second <c>if</c>.
/// </summary>
/// <param name="values">The values.</param>
internal sealed class WholeAmounts(ValueGraph values)
{
    /// <summary>The outermost steps, with such sums.</summary>
    public List<Step> Of(IReadOnlyList<Step> steps) => Of(steps, 0);

    private List<Step> Of(IReadOnlyList<Step> steps, int depth)
    {
        List<Step> result = [.. steps.Select(step => step is LoopStep loop ? loop with { Body = Of(loop.Body, depth + 1) } : step)];
        if (!result.Exists(step => IsCandidate(step, depth)))
            return result;
        var guards = result.Where(step => step.Guard is not null).Select(step => step.Guard!.Path.First()).GroupBy(guard => guard).ToDictionary(group => group.Key, group => group.Count());
        var wholes = new Dictionary<(Value Condition, bool Holds, Value Amount), Value>();
        foreach (var value in Needs.Of(result, []).Where(value => value is { Kind: ValueKind.Select, Type.IsReal: true }).OrderBy(value => value.Id))
        {
            if (Assignment.IsZero(value.Operands[1]))
                wholes[(value.Operands[0], false, value.Operands[2])] = value;
            else if (Assignment.IsZero(value.Operands[2]))
                wholes[(value.Operands[0], true, value.Operands[1])] = value;
        }

        return wholes.Count == 0 ? result : result.ConvertAll(step => IsCandidate(step, depth) && step is AccumulateStep sum && guards[sum.Guard!.Path.First()] == 1 && WholeOf(sum, wholes) is { } whole ? sum with { Guard = null, Amount = whole } : step);
    }

    // The element is there whether the condition holds or not.
    private static bool IsCandidate(Step step, int depth) => step is AccumulateStep { Guard: { Outer: null }, Element: { } element } && element.ReadDepth <= depth;

    private Value? WholeOf(AccumulateStep sum, Dictionary<(Value Condition, bool Holds, Value Amount), Value> wholes)
    {
        var (condition, holds) = (sum.Guard!.Condition, sum.Guard.Holds);
        return wholes.TryGetValue((condition, holds, sum.Amount), out var whole) ? whole
            : sum.Amount is { Kind: ValueKind.Negate, Operands: [var opposite] } && wholes.TryGetValue((condition, holds, opposite), out whole) ? values.Negate(whole)
            : null;
    }
}
