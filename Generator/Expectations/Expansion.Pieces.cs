using SymDiff.Generator.Algebra;
using SymDiff.Generator.Simplification;

namespace SymDiff.Generator.Expectations;

/// <content>Choices: where the condition depends on a draw, each branch is multiplied by the step that is 1 where it is taken.</content>
internal sealed partial class Expansion
{
    private List<Weighted> MakeChoice(Expr whole, Expr condition, Expr whenTrue, Expr whenFalse)
    {
        if (whole is Choice && graph.StepAt(whole) is { } difference)
            return draws.AreIn(difference) ? MakePieces(whole, difference, graph.One, graph.Zero, graph.Number(Algebra.Constant.Half)) : [new Weighted(Constant(graph.Call(Primitive.Heaviside, difference)))];
        if (!draws.AreIn(condition))
        {
            return
            [
                .. Of(whenTrue).Select(term => Scaled(graph.Choose(condition, graph.One, graph.Zero), term)),
                .. Of(whenFalse).Select(term => Scaled(graph.Choose(condition, graph.Zero, graph.One), term)),
            ];
        }

        return Joined(whole, Where(condition, true), Where(condition, false), whenTrue, whenFalse);
    }

    // One expression where the difference is greater than zero, the other where it is less. Where it is zero for more than single values of a draw it is a third one, or, where there is none, either.
    private List<Weighted> MakePieces(Expr whole, Expr difference, Expr whenPositive, Expr whenNegative, Expr? whenZero = null)
    {
        difference = SignOf(difference) ?? difference;
        if (whenZero is null)
            return Joined(whole, Positive(difference), Positive(graph.Negate(difference), Algebra.Constant.One), whenPositive, whenNegative);
        if (whenZero == graph.Scale(Algebra.Constant.Half, graph.Add(whenPositive, whenNegative)))
            return Joined(whole, Positive(difference, Algebra.Constant.Half), Positive(graph.Negate(difference), Algebra.Constant.Half), whenPositive, whenNegative);
        return Collected([.. Joined(whole, Positive(difference), Positive(graph.Negate(difference)), whenPositive, whenNegative), .. Times(Zero(difference, true), Branch(whenZero), whole)], whole);
    }

    private List<Weighted> Joined(Expr whole, IReadOnlyList<Weighted> where, IReadOnlyList<Weighted> elsewhere, Expr whenTrue, Expr whenFalse)
    {
        var (one, other) = (Branch(whenTrue), Branch(whenFalse));
        return where is [{ Weight: { IsConstant: true } weight, Kernels: [{ Shape: Shape.Step } step] }] && weight.Constant.IsOne
            && elsewhere is [{ Weight.IsConstant: true, Kernels: [{ Shape: Shape.Step }] }]
            ? Halves(step.Form, one, other, whole)
            : [.. Times(where, one, whole), .. Times(elsewhere, other, whole)];
    }

    // A number that is none stands where no condition holds, which does not happen.
    private IReadOnlyList<Weighted> Branch(Expr expr) => expr is Number { Value: var value } && double.IsNaN(value.ToDouble()) ? [] : Of(expr);

    // What both halves have in common needs no step, and what differs by its sign takes the sign.
    private List<Weighted> Halves(DrawPolynomial form, IReadOnlyList<Weighted> above, IReadOnlyList<Weighted> below, Expr whole)
    {
        var terms = new List<Weighted>();
        var left = below.ToList();
        foreach (var (weight, kernels) in above)
        {
            var match = left.FindIndex(term => Kernel.AreSame(term.Kernels, kernels));
            var partner = match < 0 ? Constant(graph.Zero) : left[match].Weight;
            if (match >= 0)
                left.RemoveAt(match);
            foreach (var powers in weight.Terms.Concat(partner.Terms.Where(term => weight.Coefficient(term.Powers).IsZero)).Select(term => term.Powers))
            {
                var (a, b) = (weight.Coefficient(powers), partner.Coefficient(powers));
                if (a == b)
                    Add(a, powers, null, kernels);
                else if (a == graph.Negate(b))
                    Add(a, powers, Shape.Sign, kernels);
                else
                    AddBoth(a, b, powers, kernels);
            }
        }

        foreach (var (weight, kernels) in left)
        {
            foreach (var (powers, coefficient) in weight.Terms)
                AddBoth(graph.Zero, coefficient, powers, kernels);
        }

        return Collected(terms, whole);

        void AddBoth(Expr a, Expr b, int[] powers, IReadOnlyList<Kernel> kernels)
        {
            Add(a, powers, Shape.Step, kernels);
            Add(b, powers, Shape.Step, kernels, isBelow: true);
        }

        void Add(Expr coefficient, int[] powers, Shape? shape, IReadOnlyList<Kernel> kernels, bool isBelow = false)
        {
            if (coefficient.IsZero)
                return;
            IReadOnlyList<Kernel> all = shape is { } of ? [.. kernels, new Kernel(of, isBelow ? form.Times(graph.Number(Algebra.Constant.MinusOne)) : form)] : kernels;
            terms.AddRange(Products.Of(graph, DrawPolynomial.Monomial(graph, powers, coefficient), all, IsSlopeAbove));
        }
    }

    // A function of a choice is a choice of functions. Null where there is no choice in the arguments.
    private List<Weighted>? Lifted(Expr expr)
    {
        if (Piece(expr, isInside: true) is not { } piece)
            return null;
        var (first, second) = Branches(piece);
        var (whenFirst, whenSecond) = (Replaced(expr, piece, first), Replaced(expr, piece, second));
        return piece is Choice choice
            ? MakeChoice(expr, choice.Condition, whenFirst, whenSecond)
            : MakePieces(expr, Difference((Apply)piece), whenFirst, whenSecond, WhenZero((Apply)piece) is { } zero ? Replaced(expr, piece, zero) : null);
    }

    private Expr Replaced(Expr expr, Expr piece, Expr by) => new Rewriter(graph, each => each == piece ? by : each).Rewrite(expr);

    private (Expr First, Expr Second) Branches(Expr piece) => piece switch
    {
        Choice choice => (choice.WhenTrue, choice.WhenFalse),
        Apply { Function: Primitive.Abs, Arguments: [var x] } => (x, graph.Negate(x)),
        Apply { Function: Primitive.Sign } => (graph.One, graph.Number(Algebra.Constant.MinusOne)),
        Apply { Function: Primitive.Heaviside } => (graph.One, graph.Zero),
        _ => (((Apply)piece).Arguments[0], ((Apply)piece).Arguments[1]),
    };

    // What a step is where its argument is zero; null where that makes no difference.
    private Expr? WhenZero(Apply piece) => piece.Function switch
    {
        Primitive.Sign => graph.Zero,
        Primitive.Heaviside => graph.Number(Algebra.Constant.Half),
        _ => null,
    };

    // Of which the first branch holds where it is greater than zero.
    private Expr Difference(Apply piece) => piece.Function switch
    {
        Primitive.Max => graph.Subtract(piece.Arguments[0], piece.Arguments[1]),
        Primitive.Min => graph.Subtract(piece.Arguments[1], piece.Arguments[0]),
        _ => piece.Arguments[0],
    };

    private Expr? Piece(Expr expr, bool isInside)
    {
        if (!draws.AreIn(expr))
            return null;
        foreach (var child in expr.Parts)
        {
            if (Piece(child, isInside: false) is { } piece)
                return piece;
        }

        return !isInside && expr is Choice or Apply { Function: Primitive.Abs or Primitive.Max or Primitive.Min or Primitive.Sign or Primitive.Heaviside } ? expr : null;
    }
}
