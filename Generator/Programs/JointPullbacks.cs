using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>A function, and right after it its pullback: one call gives both, so that what they share is computed once.</summary>
internal static class JointPullbacks
{
    public static List<Step> In(ValueGraph values, IReadOnlyList<Step> steps)
    {
        var joined = new List<Step>();
        foreach (var step in steps)
        {
            if (step is LoopStep loop)
            {
                joined.Add(loop with { Body = In(values, loop.Body) });
            }
            else if (step is EffectStep { Code.Called: { Part: PullbackPart.Pullback, Moved: null } called } pulled && joined.Count > 0
                && joined[joined.Count - 1] is DefineStep { Definition: { Called: { Part: PullbackPart.Value } function } value } call && function.Of == called.Of
                && call.Guard == pulled.Guard && !Needs.Of([], pulled.Code.Operands).Contains(call.Cell) && value.Operands.SequenceEqual(pulled.Code.Operands.Take(value.Operands.Length)))
            {
                var both = values.CallOf(pulled.Code.Type, called.Of.Name + "ValueAndPullback", called with { Part = PullbackPart.ValueAndPullback }, pulled.Code.Operands);
                both.Site = pulled.Code.Site;
                joined[joined.Count - 1] = new EffectStep(call.Guard, both, [new WrittenCell(call.Cell, null, true), .. pulled.Cells]);
            }
            else
            {
                joined.Add(step);
            }
        }

        return joined;
    }
}
