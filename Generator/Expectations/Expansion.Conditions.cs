using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <content>Conditions: 1 where they hold, and 0 elsewhere, in terms of steps of linear forms. What happens at a single value of a draw does not count.</content>
internal sealed partial class Expansion
{
    /// <summary>What the operand of an author's condition is as algebra.</summary>
    public required Func<Value, Expr> AlgebraOf { get; init; }

    /// <summary>What is assumed to be greater than zero, and what is assumed not to be.</summary>
    public IReadOnlyDictionary<Expr, bool> Signs { get; init; } = new Dictionary<Expr, bool>();

    private IReadOnlyList<Weighted> Always => [new Weighted(Constant(graph.One))];

    private IReadOnlyList<Weighted> Where(Expr condition, bool holds) => condition switch
    {
        _ when !draws.AreIn(condition) => [new Weighted(Constant(holds ? graph.Choose(condition, graph.One, graph.Zero) : graph.Choose(condition, graph.Zero, graph.One)))],
        Comparison comparison => Where(comparison.Relation, comparison.Left, comparison.Right, holds, condition),
        Symbol symbol => Where(symbol.Value, holds, condition),
        _ => throw new NoClosedFormException(condition),
    };

    private IReadOnlyList<Weighted> Where(Value condition, bool holds, Expr whole)
    {
        if (!draws.AreIn(condition))
            return Where(graph.Symbol(condition), holds);
        switch (condition.Kind)
        {
            case ValueKind.Not:
                return Where(condition.Operands[0], !holds, whole);
            // a and b, or neither: not a, or a and not b.
            case ValueKind.And or ValueKind.Or:
                var isBoth = holds == (condition.Kind == ValueKind.And);
                var (first, second) = (Where(condition.Operands[0], holds, whole), Where(condition.Operands[1], holds, whole));
                return isBoth ? Times(first, second, whole) : [.. first, .. Times(Where(condition.Operands[0], !holds, whole), second, whole)];
            case ValueKind.Less or ValueKind.LessOrEqual or ValueKind.Greater or ValueKind.GreaterOrEqual or ValueKind.Equal or ValueKind.NotEqual
                when condition.Operands[0].Type.IsReal && condition.Operands[1].Type.IsReal:
                return Where(condition.Kind, AlgebraOf(condition.Operands[0]), AlgebraOf(condition.Operands[1]), holds, whole);
            case ValueKind.Call when condition.Text.EndsWith(".IsNaN", StringComparison.Ordinal):
                return holds ? [] : Always;
            default:
                throw new NoClosedFormException(whole);
        }
    }

    private IReadOnlyList<Weighted> Where(ValueKind relation, Expr left, Expr right, bool holds, Expr whole)
    {
        var difference = graph.Subtract(left, right);
        // What depends on a draw on both sides need not in their difference.
        if (!draws.AreIn(difference))
            return Where(graph.Compare(relation, difference, graph.Zero), holds);
        if (SignOf(difference) is { } sign)
            return Where(graph.Compare(relation, sign, graph.Zero), holds);
        switch (relation)
        {
            case ValueKind.Equal or ValueKind.NotEqual:
                return Zero(difference, holds == (relation == ValueKind.Equal));
            case ValueKind.Greater or ValueKind.GreaterOrEqual:
                return Positive(holds ? difference : graph.Negate(difference), AtZero(holds == (relation == ValueKind.GreaterOrEqual)));
            default:
                return Positive(holds ? graph.Negate(difference) : difference, AtZero(holds == (relation == ValueKind.LessOrEqual)));
        }
    }

    private static Constant AtZero(bool counts) => counts ? Algebra.Constant.One : Algebra.Constant.Zero;

    private IReadOnlyList<Weighted> Positive(Expr expr) => Positive(expr, Algebra.Constant.Zero);

    // 1 where the expression is greater than zero; where it is zero for more than single values of a draw this counts as 0, ½ or 1.
    private IReadOnlyList<Weighted> Positive(Expr expr, Constant atZero)
    {
        if (!draws.AreIn(expr))
            return Sure(expr, atZero);
        if (Piece(expr, isInside: false) is { } piece)
            return Either(expr, piece, branch => Positive(branch, atZero));

        var terms = Of(expr);
        if (terms.Count == 0)
            return [];
        if (terms is [var (weight, kernels)] && kernels.All(kernel => kernel.Shape is Shape.Exp or Shape.Pdf or Shape.Cdf or Shape.Cosh))
        {
            if (weight.IsConstant)
                return Sure(weight.Constant);
            if (weight.IsLinear)
                return [new Weighted(Constant(graph.One), [new Kernel(Shape.Step, weight)])];
        }

        // An odd function that grows has the sign of its argument.
        if (terms is [{ Weight: { IsConstant: true } scale, Kernels: [{ Shape: Shape.Erf or Shape.Sinh, Form: var form }] }] && graph.IsPositive(scale.Constant))
            return [new Weighted(Constant(graph.One), [new Kernel(Shape.Step, form)])];
        if (OfSquare(expr) is { } outside)
            return outside;
        if (OfPowers(expr) is { } between)
            return between;
        if (terms is [var one, var other] && terms.All(term => term.Weight.IsConstant && term.Kernels.All(kernel => kernel.Shape == Shape.Exp)))
            return OfTwo(one, other, expr);
        throw new NoClosedFormException(expr);
    }

    // 1 where the expression is zero, or where it is not: what depends on a draw is so at single values only.
    private IReadOnlyList<Weighted> Zero(Expr expr, bool isZero)
    {
        if (Piece(expr, isInside: false) is { } piece)
            return Either(expr, piece, branch => Zero(branch, isZero));
        if (draws.AreIn(expr) && SignOf(expr) is { } sign)
            return Zero(sign, isZero);
        if (draws.AreIn(expr))
            return isZero ? [] : Always;
        if (expr is Number)
            return expr.IsZero == isZero ? Always : [];
        return Where(graph.Compare(isZero ? ValueKind.Equal : ValueKind.NotEqual, expr, graph.Zero), true);
    }

    // What holds of the branches, each where it is taken.
    private IReadOnlyList<Weighted> Either(Expr expr, Expr piece, Func<Expr, IReadOnlyList<Weighted>> holds)
    {
        var (first, second) = Branches(piece);
        var (here, there) = piece is Choice { Condition: var condition }
            ? (Where(condition, true), Where(condition, false))
            : (Positive(Difference((Apply)piece)), Positive(graph.Negate(Difference((Apply)piece)), Algebra.Constant.One));
        return [.. Times(here, holds(Replaced(expr, piece, first)), expr), .. Times(there, holds(Replaced(expr, piece, second)), expr)];
    }

    private IReadOnlyList<Weighted> Sure(Expr expr) => Sure(expr, Algebra.Constant.Zero);

    private IReadOnlyList<Weighted> Sure(Expr expr, Constant atZero)
    {
        var opposite = graph.Negate(expr);
        if (graph.IsPositive(expr) || (atZero.IsOne && graph.IsNonNegative(expr)))
            return Always;
        if (graph.IsPositive(opposite) || (atZero.IsZero && graph.IsNonNegative(opposite)))
            return [];
        // Zero or more is what is not less: so that both sides of one comparison meet.
        return [new Weighted(Constant(atZero.IsZero ? graph.Choose(graph.Compare(ValueKind.Greater, expr, graph.Zero), graph.One, graph.Zero)
            : atZero.IsOne ? graph.Choose(graph.Compare(ValueKind.Greater, opposite, graph.Zero), graph.Zero, graph.One)
            : graph.Call(Primitive.Heaviside, expr)))];
    }

    // Whether it is greater than zero, by what is known of it or assumed here.
    private bool IsAbove(Expr expr) => IsAbove(expr, isSlope: false);

    private bool IsSlopeAbove(Expr slope) => IsAbove(slope, isSlope: true);

    private bool IsAbove(Expr expr, bool isSlope)
    {
        if (graph.IsPositive(expr))
            return true;
        if (expr.IsZero || graph.IsPositive(graph.Negate(expr)))
            return false;
        var (coefficient, factor) = ExprGraph.Split(expr);
        var core = graph.Unsigned(factor);
        var isOpposite = coefficient.IsNegative != (core != factor);
        return Signs.TryGetValue(core, out var isPositive) ? isPositive != isOpposite : throw new SignNeededException(core) { IsSlope = isSlope };
    }

    // What depends on draws, but not which sign it has: that of this. Null for anything else.
    private Expr? SignOf(Expr expr) => draws.AreIn(expr) && Piece(expr, isInside: false) is null && Of(expr) is [var one, var other]
        && new[] { one, other }.All(term => term.Weight.IsConstant && term.Kernels.All(kernel => kernel.Shape == Shape.Exp))
        && (Coefficients.Joined(graph, one.Kernels) ?? Constant(graph.Zero)).Plus(Algebra.Constant.MinusOne, Coefficients.Joined(graph, other.Kernels) ?? Constant(graph.Zero)) is { IsConstant: true } difference
            ? (one.Weight.Constant, graph.Negate(other.Weight.Constant)) is var (a, b) && graph.IsPositive(a) && graph.IsPositive(b)
                ? graph.Add(difference.Constant, graph.Log(graph.Divide(a, b)))
                : graph.Subtract(graph.Multiply(a, graph.Exp(difference.Constant)), b)
            : null;

    // a·exp(u) + b·exp(v) > 0: where a > 0 > b, u − v + log(a/−b) > 0.
    private IReadOnlyList<Weighted> OfTwo(Weighted one, Weighted other, Expr whole)
    {
        var (a, b) = (one.Weight.Constant, other.Weight.Constant);
        var none = Constant(graph.Zero);
        var (u, v) = (Coefficients.Joined(graph, one.Kernels) ?? none, Coefficients.Joined(graph, other.Kernels) ?? none);
        return (IsAbove(a), IsAbove(b)) switch
        {
            (true, true) => Always,
            (false, false) => [],
            (true, false) => From(u, v, a, graph.Negate(b)),
            _ => From(v, u, b, graph.Negate(a)),
        };

        IReadOnlyList<Weighted> From(DrawPolynomial above, DrawPolynomial below, Expr upper, Expr lower)
        {
            // log(a/b) is −log(b/a): one form of both, so that steps up and down meet.
            var isTurned = ExprGraph.Split(upper).Factor.Id > ExprGraph.Split(lower).Factor.Id;
            var ratio = isTurned ? graph.Negate(graph.Log(graph.Divide(lower, upper))) : graph.Log(graph.Divide(upper, lower));
            var form = above.Plus(Algebra.Constant.MinusOne, below).Plus(Constant(ratio));
            if (form.IsConstant)
                return Sure(form.Constant);
            return form.IsLinear ? [new Weighted(Constant(graph.One), [new Kernel(Shape.Step, form)])] : throw new NoClosedFormException(whole);
        }
    }
}
