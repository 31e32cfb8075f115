using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>Parts of arrays of draws, <c>epsilon[2..]</c>: an element of one is an element of the array, further on.</summary>
internal static class DrawViews
{
    /// <summary>The program in which there are no such parts.</summary>
    public static ClosedForm Without(ClosedForm closed, IEnumerable<Value> draws)
    {
        var (steps, results) = Without(closed.Values, closed.Steps, [closed.Result!], draws);
        return closed with { Steps = steps, Result = results[0] };
    }

    /// <summary>Steps and results in which there are none.</summary>
    public static (IReadOnlyList<Step> Steps, IReadOnlyList<Value> Results) Without(ValueGraph values, IReadOnlyList<Step> steps, IReadOnlyList<Value> results, IEnumerable<Value> draws)
    {
        var wholes = new HashSet<Value>(draws);
        while (true)
        {
            if (Step.All(steps).OfType<DefineStep>().FirstOrDefault(define => define.Definition is { Kind: ValueKind.View, Operands: [var of, ..] } && wholes.Contains(of)) is not { } view)
                return (steps, results);
            var (array, start, length) = (view.Definition.Operands[0], view.Definition.Operands[1], view.Definition.Operands[2]);
            var others = new Dictionary<Value, Value>();
            foreach (var value in Needs.Of(steps, results).Where(value => value.Operands.Length > 0 && value.Operands[0] == view.Cell))
            {
                if (value.Kind == ValueKind.Element)
                {
                    var element = values.Element(value.Type, array, 0, [values.Plus(start, value.Operands[1])]);
                    (element.ReadDepth, element.Site) = (Math.Min(element.ReadDepth, value.ReadDepth), value.Site);
                    others[value] = element;
                }
                else if (value.Kind == ValueKind.Extent)
                    others[value] = length;
            }

            // What is a part of it is a part of the array.
            foreach (var inner in Step.All(steps).OfType<DefineStep>().Where(define => define.Definition is { Kind: ValueKind.View } part && part.Operands[0] == view.Cell).ToList())
                others[inner.Definition] = values.View(inner.Definition.Type, array, values.Plus(start, inner.Definition.Operands[1]), inner.Definition.Operands[2]);
            var substitution = new Substitution(values, others);
            (steps, results) = (substitution.Of(Removed(steps, view)), [.. results.Select(substitution.Of)]);
        }
    }

    private static List<Step> Removed(IReadOnlyList<Step> steps, Step removed) =>
        [.. steps.Where(step => step != removed).Select(step => step is LoopStep loop ? loop with { Body = Removed(loop.Body, removed) } : step)];
}
