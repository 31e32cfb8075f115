using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <content>
/// The local partials of a loop's statements. Along several directions each is computed once, and no common factor is drawn out of the sum for one of them:
/// <c>xByA += p * yByA + q * zByA</c>, where p and q serve all directions.
/// </content>
internal sealed partial class TangentRegion
{
    private readonly Dictionary<Expr, Expr> held = [];

    // The partial as a variable, where it is one.
    private Expr Held(Expr partial)
    {
        var (coefficient, factor) = ExprGraph.Split(partial);
        return held.TryGetValue(partial, out var whole) ? whole : held.TryGetValue(factor, out var variable) ? graph.Scale(coefficient, variable) : partial;
    }

    private void FindHeld(IReadOnlyList<Expr> roots, IReadOnlyList<Value> live)
    {
        if (loop is null)
            return;
        var found = new List<Expr>();
        var seen = new HashSet<Expr>();
        var open = new Stack<Expr>(roots.Reverse());
        while (open.Count > 0)
        {
            var expr = open.Pop();
            if (!expr.IsActive || !seen.Add(expr))
                continue;
            if (expr is Choice choice)
            {
                open.Push(choice.WhenFalse);
                open.Push(choice.WhenTrue);
            }
            else if (expr is not Symbol)
            {
                foreach (var (inner, partial) in PartialsOf(expr))
                {
                    if (inner is not Symbol)
                        open.Push(inner);
                    if ((inner is Symbol || shared.Contains(inner)) && ToHold(partial) is { } part && seen.Add(part))
                        found.Add(part);
                }
            }
        }

        var values = program.Lower(found, [.. found.Select(_ => ValueType.Double)], live);
        foreach (var (expr, value) in found.Zip(values, (expr, value) => (expr, value)).Where(pair => !pair.value.IsLeaf))
            held.Add(expr, graph.Symbol(value));
    }

    // What of a partial costs operations, but for its sign. What is chosen stays with the choice.
    private static Expr? ToHold(Expr partial)
    {
        var (coefficient, factor) = ExprGraph.Split(partial);
        var part = coefficient.IsOne || coefficient.IsMinusOne ? factor : partial;
        return factor is Number || (part == factor && factor is not (Product or Sum)) || part.All.Any(expr => expr is Choice) ? null : part;
    }
}
