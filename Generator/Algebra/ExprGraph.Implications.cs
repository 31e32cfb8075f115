using SymDiff.Generator.Values;

namespace SymDiff.Generator.Algebra;

/// <content>What one condition says of another.</content>
internal sealed partial class ExprGraph
{
    // Beyond this many choices within a branch what lies deeper is left as it is.
    private const int MostInside = 64;

    // Inside a branch its own condition is settled, and so is what follows from it: where c > 0, c is not 0.
    private Expr Given(Expr condition, bool holds, Expr expr)
    {
        if (expr is not Choice)
            return expr;
        var known = new Dictionary<Expr, Expr>();
        return Of(expr);

        Expr Of(Expr part)
        {
            if (part is not Choice choice || known.Count > MostInside)
                return part;
            if (known.TryGetValue(part, out var given))
                return given;
            // Until it is known.
            known[part] = part;
            if (Follows(condition, holds, choice.Condition) is { } settled)
                return known[part] = Of(settled ? choice.WhenTrue : choice.WhenFalse);
            var (whenTrue, whenFalse) = (Of(choice.WhenTrue), Of(choice.WhenFalse));
            if (whenTrue == choice.WhenTrue && whenFalse == choice.WhenFalse)
                return part;
            var rest = Choose(choice.Condition, whenTrue, whenFalse);
            if (rest is Choice && part.Name is { } name)
                rest.Name ??= name;
            return known[part] = rest;
        }
    }

    // Whether a condition holds, given that another one does, or does not; null where it may or may not.
    private static bool? Follows(Expr condition, bool holds, Expr other) =>
        condition == other ? holds
        : condition is not Comparison given || other is not Comparison asked ? null
        : given.Left == asked.Left && given.Right == asked.Right ? Relations.Follows(given.Relation, holds, asked.Relation, isTurned: false)
        : given.Left == asked.Right && given.Right == asked.Left ? Relations.Follows(given.Relation, holds, asked.Relation, isTurned: true)
        : null;

    // c > 0 ? a : (c = 0 ? b : a) is c = 0 ? b : a, and so is the same the other way round. Where a is zero both halves are there to meet others in sums.
    private static Choice? Within(Expr condition, Expr whenTrue, Expr whenFalse) =>
        whenFalse is Choice below && Leaves(below, whenTrue, condition, true) ? below
        : whenTrue is Choice above && Leaves(above, whenFalse, condition, false) ? above
        : null;

    private static bool Leaves(Choice choice, Expr rest, Expr condition, bool holds) => !rest.IsZero
        && ((choice.WhenFalse == rest && Follows(condition, holds, choice.Condition) == false) || (choice.WhenTrue == rest && Follows(condition, holds, choice.Condition) == true));
}
