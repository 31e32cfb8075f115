using SymDiff.Generator.Algebra;
using SymDiff.Generator.Calculus;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <content>The tangents of right-hand sides: the sum of their partials by the variables, each times what moves with that.</content>
internal sealed partial class TangentRegion
{
    // The author's variables that several statements need: each has a tangent of its own. Within one statement all is differentiated at once.
    private void FindShared(IReadOnlyList<Expr> roots)
    {
        var first = new Dictionary<Expr, int>();
        for (var i = 0; i < roots.Count; i++)
        {
            var seen = new HashSet<Expr>();
            var open = new Stack<Expr>([roots[i]]);
            while (open.Count > 0)
            {
                var expr = open.Pop();
                if (!expr.IsActive || !seen.Add(expr))
                    continue;
                if (!first.TryGetValue(expr, out var other))
                    first.Add(expr, i);
                else if (other != i && (!string.IsNullOrEmpty(expr.Name) || expr == roots[other] || expr == roots[i]))
                    shared.Add(expr);
                // What it is made of is asked for once, by it.
                if (shared.Contains(expr))
                    continue;
                Cost.Push(open, expr);
            }
        }
    }

    /// <summary>The tangent of an expression.</summary>
    private Expr TangentOf(Expr expr, int direction)
    {
        if (!expr.IsActive)
            return graph.Zero;
        if (known.TryGetValue((expr, direction), out var found))
            return found;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var tangent = expr switch
        {
            Symbol symbol => OfLeaf(symbol, direction),
            // Of what is chosen: a branch that is not taken is not evaluated, nor is its tangent.
            Choice choice => graph.Choose(choice.Condition, TangentOf(choice.WhenTrue, direction), TangentOf(choice.WhenFalse, direction)),
            _ => graph.Sum([.. PartialsOf(expr).Select(partial => new Term(Constant.One, Times(partial.Partial, partial.Expr, direction)))]),
        };
        if (!string.IsNullOrEmpty(expr.Name) && shared.Contains(expr) && tangent is Sum { IsScaled: false, Name: null } or Product { Name: null, Factors.Length: > 1 })
            tangent.Name = expr.Name + program.Directions[direction].Word;
        known.Add((expr, direction), tangent);
        return tangent;
    }

    // What a loop begins with stands still, wherever it is: at the root of zero as well. So does what is told to, beside a slope that is infinite.
    private Expr Times(Expr partial, Expr expr, int direction)
    {
        var tangent = TangentOf(expr, direction);
        // What has overflown where nothing of it is chosen stands under that choice.
        var product = expr is Symbol { Value: var variable } && ExprGraph.IsChosen(partial, static _ => false) && program.Growth.Contains(variable) ? graph.TimesUnlessZero(partial, tangent, static _ => false) : graph.Multiply(tangent is Symbol || !string.IsNullOrEmpty(tangent.Name) ? Held(partial) : partial, tangent);
        return (expr is Symbol { Value: var value } && IsStillAtFirst(value, direction) && HasPole(partial, expr)) || (tangent is Symbol && graph.IsSteep(partial))
            ? graph.Choose(graph.Compare(ValueKind.Equal, tangent, graph.Zero), graph.Zero, product)
            : product;
    }

    private static bool HasPole(Expr partial, Expr variable) =>
        partial.All.Any(expr => expr is Product product && Array.Exists(product.Factors, factor => factor.Exponent.IsNegative && factor.Base.All.Contains(variable)));

    // With respect to variables, and to what has a tangent of its own.
    private IReadOnlyList<(Expr Expr, Expr Partial)> PartialsOf(Expr expr)
    {
        if (partials.TryGetValue(expr, out var found))
            return found;
        var sweep = new Adjoints(graph, static _ => 0, other => other != expr && (other is Choice || shared.Contains(other)), isNaming: false);
        sweep.Seed(expr, graph.One);
        var collected = sweep.SweepTo(int.MinValue).ToList();
        program.Unknown ??= sweep.Unknown;
        var simplified = Simplifier.Simplify(graph, collected.Select(pair => pair.Adjoint));
        found = [.. collected.Select((pair, i) => (pair.Expr, simplified[i]))];
        partials.Add(expr, found);
        return found;
    }

    private Expr OfLeaf(Symbol symbol, int direction)
    {
        var value = symbol.Value;
        if (Taken(value, direction) is { } cell)
            return graph.Symbol(cell);
        if (!program.Varies(value, direction))
            return graph.Zero;
        switch (value.Kind)
        {
            case ValueKind.Input:
                return program.Of(program.Directions[direction].Numbers[value]);
            case ValueKind.Cell:
                return program.Of(program.TangentOf(value, direction));
            case ValueKind.Element:
                var element = program.Values.Element(value.Type, program.TangentOf(value.Operands[0], direction), Places.VersionOf(value), program.PlaceOf(value.Operands[0], [.. value.Operands.Skip(1)], direction));
                element.ReadDepth = Math.Min(element.ReadDepth, value.ReadDepth);
                element.ReadWithin.AddRange(value.ReadWithin.Except(element.ReadWithin).ToList());
                return graph.Symbol(element);
            default:
                var inside = program.Inside(value);
                if (inside != symbol)
                    return TangentOf(inside, direction);
                program.Unknown ??= symbol;
                return graph.Zero;
        }
    }
}
