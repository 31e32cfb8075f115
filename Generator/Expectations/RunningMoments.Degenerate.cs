using SymDiff.Generator.Algebra;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <content>Where a form of draws and variables does not vary, what is made of steps of it has a formula of its own.</content>
internal sealed partial class RunningMoments
{
    // A condition under which a form is degenerate, and what the expression is then, where that is known: an expression, or terms in the same draws and variables.
    private (Expr Condition, Expr? Otherwise, IReadOnlyList<Weighted>? Known)? Degenerate(Expr expr, Expansion expansion, Value[] atoms, List<Expr> excluded)
    {
        if (excluded.Count == MostConditions)
            return null;
        foreach (var form in Jumps(expr, expansion))
        {
            if (form.Draws.All(draw => random.IsDraw(atoms[draw])))
            {
                if (degeneracy.MayVanish(form, expansion.Signs) && degeneracy.Condition(form) is var zero && !excluded.Contains(zero))
                    return (zero, degeneracy.Of(expr, form), null);
                continue;
            }

            if (NormalOf(form, atoms, expansion, expr) is not var (variable, mean, spread) || excluded.Contains(spread))
                continue;
            // A variable that does not vary is what it is in the mean. Where it may be that only the form does not vary, so is the form.
            return form.Draws.Skip(1).Any() || degeneracy.MayVanish(form, expansion.Signs)
                ? (spread, null, degeneracy.Known(expansion.Of(expr), form, graph.Add(form.Constant, graph.Multiply(form.Slope(Array.IndexOf(atoms, variable)), mean))).ToList())
                : (spread, new Rewriter(graph, each => each is Symbol { Value: var value } && value == variable ? mean : each).Rewrite(degeneracy.Conditions(expr)), null);
        }

        return null;
    }

    // The one variable in a form, beside which there may be draws that are apart from it, its mean, and that the form does not vary; null where it does, or is no such form.
    private (Value Variable, Expr Mean, Expr Condition)? NormalOf(DrawPolynomial form, Value[] atoms, Expansion expansion, Expr whole)
    {
        List<int> own = [.. form.Draws.Where(draw => random.IsDraw(atoms[draw]))];
        if (form.Draws.Except(own).ToList() is not [var only] || !own.TrueForAll(draw => degeneracy.MayVanish(form.Slope(draw), expansion.Signs) && independence.IsApart(atoms[draw], atoms[only]))
            || NormalOf(atoms[only], whole) is not var (mean, variance))
            return null;
        var spread = graph.Sum([.. own.Select(draw => new Term(Constant.One, graph.Square(form.Slope(draw)))), new(Constant.One, graph.Multiply(graph.Square(form.Slope(only)), variance))]);
        return (atoms[only], mean, own.Count == 0 ? degeneracy.Condition(form, variance) : graph.Compare(ValueKind.Equal, spread, graph.Zero));
    }

    private IEnumerable<DrawPolynomial> Jumps(Expr expr, Expansion expansion) => expr switch
    {
        _ when !HasPieces(expr) => [],
        Sum sum => sum.Terms.SelectMany(term => Jumps(term.Factor, expansion)),
        Choice choice when !AtomsIn(choice.Condition).Any() => [],
        _ => Degeneracy.FormsIn(expansion.Of(expr)),
    };

    private bool HasPieces(Expr expr) => expr is Choice or Apply { Function: Primitive.Abs or Primitive.Max or Primitive.Min or Primitive.Sign or Primitive.Heaviside } || expr.Parts.Any(HasPieces);
}
