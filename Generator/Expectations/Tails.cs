using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Expectations;

/// <summary>
/// Between two bounds an exponential is taken from the tails in which it vanishes: Φ(b + v) − Φ(a + v) is Φ(−a − v) − Φ(−b − v), of which each is small where exp(½v²) beside it is great.
/// </summary>
internal static class Tails
{
    /// <summary>The terms, in which steps that go the way of an exponential and take each other back at the other end go the other way.</summary>
    public static IReadOnlyList<Weighted> Turned(ExprGraph graph, IReadOnlyList<Weighted> terms)
    {
        Weighted[] turned = [.. terms];
        for (var i = 0; i < turned.Length; i++)
        {
            if (StepAlong(graph, turned[i]) is not { } step)
                continue;
            for (var j = i + 1; j < turned.Length; j++)
            {
                if (StepAlong(graph, turned[j]) is not { } other || !turned[i].Weight.Plus(turned[j].Weight).IsZero
                    || !Kernel.AreSame([.. turned[i].Kernels.Where(kernel => kernel != step)], [.. turned[j].Kernels.Where(kernel => kernel != other)]))
                    continue;
                (turned[i], turned[j]) = (Other(turned[i], step), Other(turned[j], other));
                break;
            }
        }

        return turned;

        // A step up is 1 less the step down.
        Weighted Other(Weighted term, Kernel step) =>
            new(term.Weight.Times(graph.Number(Constant.MinusOne)), [.. term.Kernels.Select(kernel => kernel == step ? kernel.Turned(graph) : kernel)]);
    }

    // The only step, where the exponential grows with what it is a step of.
    private static Kernel? StepAlong(ExprGraph graph, Weighted term) =>
        term.Kernels.Where(kernel => kernel.Shape == Shape.Step).ToList() is [var step] && step.Form.Draws.ToList() is [var draw]
        && Coefficients.Joined(graph, term.Kernels) is { IsLinear: true } exponent && exponent.Contains(draw)
        && graph.IsPositive(graph.Divide(exponent.Slope(draw), step.Form.Slope(draw))) ? step : null;
}
