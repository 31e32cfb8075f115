using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>
/// Statements with what is done at their end whatever happens in them. They keep their place among the steps, between marks; under a condition there is a <c>try</c> in any case, and what
/// it is for is done under that condition.
/// </content>
internal sealed partial class Unfolder
{
    private void CarryProtected(Protected scope, Frame frame)
    {
        var before = guard is null ? null : scope.AsTry?.Before;
        var after = guard is null ? null : scope.AsTry?.After;
        if (before is not null)
            Carry(before, frame);
        var seen = frame.Variables.ToArray();
        var catches = scope.Catches.Select(one => EvaluateVerbatim(one.Code, frame)).ToList();
        if (before is null && scope.AsTry is not null)
            CarryEffect(scope.Opening, frame);
        else
            steps.Add(new EffectStep(null, Text("try"), []));
        steps[steps.Count - 1] = (EffectStep)steps[steps.Count - 1] with { Part = ScopePart.Opening };
        var exits = frame.Exits.Count;
        Carry(scope.Body, frame);
        for (var i = 0; i < catches.Count; i++)
        {
            if (scope.Catches[i].Code.Holes.OfType<Read>().Any(read => frame.Variables[read.Variable] != seen[read.Variable]))
                throw Stop("SYMDIFF002", scope.Catches[i].Site, "A catch clause that reads what the try block assigns", "read it before, or throw without it");
            AddPart(ScopePart.Catch, catches[i]);
        }

        // What is done finally is done however the body has been left.
        var (returned, exit, left, leaving, isDead) = (frame.Returned, frame.Exit, frame.Left, frame.Exits, frame.IsDead);
        if (scope.Finally.Statements.Length + (after?.Statements.Length ?? 0) > 0)
        {
            (frame.Returned, frame.Exit, frame.Left, frame.Exits, frame.IsDead) = (null, null, null, [], false);
            AddPart(ScopePart.Finally, Text("finally"));
            var assigned = LoopSearch.Assigned(scope.Finally);
            if (leaving.Count > exits ? assigned.Count > 0 : returned is not null && frame.References.Any(assigned.Contains))
                throw Stop("SYMDIFF002", scope.Site, "Assigning variables finally, after the try block has been left", "assign them before it is left");
            Carry(scope.Finally, frame);
            if (after is not null)
                Carry(after, frame);
            isDead |= frame.IsDead;
            (frame.Returned, frame.Exit, frame.Left, frame.Exits) = (returned, exit, left, leaving);
        }

        AddPart(ScopePart.End, Text(""));
        frame.IsDead = isDead;
    }

    private Value Text(string text) => values.Verbatim(new ValueType(NumberKind.None, "void", default), ((string[])[text]).ToEquatableArray(), []);

    private void AddPart(ScopePart part, Value head) => steps.Add(new EffectStep(null, head, []) { Part = part });
}
