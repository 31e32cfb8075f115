using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Expectations;

/// <summary>Products of functions that share a draw, as sums of single ones.</summary>
internal static class Products
{
    /// <summary>A polynomial times a product of functions, as such terms of which each has as few functions as may be.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="weight">The polynomial.</param>
    /// <param name="kernels">The functions.</param>
    /// <param name="isAbove">Whether something is greater than zero, where that must be known; null where what is not known stays so.</param>
    public static IEnumerable<Weighted> Of(ExprGraph graph, DrawPolynomial weight, IReadOnlyList<Kernel> kernels, Func<Expr, bool>? isAbove = null)
    {
        for (var i = 0; i < kernels.Count; i++)
        {
            for (var j = i + 1; j < kernels.Count; j++)
            {
                if (!kernels[i].Meets(kernels[j]) || Pair(graph, kernels[i], kernels[j], isAbove) is not { } parts)
                    continue;
                var rest = kernels.Where((_, index) => index != i && index != j).ToList();
                return parts.SelectMany(part => Of(graph, weight.Times(part.Coefficient), [.. rest, .. part.Kernels], isAbove));
            }
        }

        return [new Weighted(weight, kernels)];
    }

    // The product of two; null where it stays one.
    private static List<(Expr Coefficient, Kernel[] Kernels)>? Pair(ExprGraph graph, Kernel a, Kernel b, Func<Expr, bool>? isAbove)
    {
        var half = graph.Number(Constant.Half);
        var minus = graph.Number(-Constant.Half);
        Kernel Sum(Shape shape) => new(shape, a.Form.Plus(b.Form));
        Kernel Difference(Shape shape) => new(shape, a.Form.Plus(Constant.MinusOne, b.Form));
        switch (a.Shape, b.Shape)
        {
            case (Shape.Exp, Shape.Exp):
                return [(graph.One, [Sum(Shape.Exp)])];
            case (Shape.Cos, Shape.Cos):
                return [(half, [Difference(Shape.Cos)]), (half, [Sum(Shape.Cos)])];
            case (Shape.Sin, Shape.Sin):
                return [(half, [Difference(Shape.Cos)]), (minus, [Sum(Shape.Cos)])];
            case (Shape.Sin, Shape.Cos):
                return [(half, [Sum(Shape.Sin)]), (half, [Difference(Shape.Sin)])];
            case (Shape.Cos, Shape.Sin):
                return [(half, [Sum(Shape.Sin)]), (minus, [Difference(Shape.Sin)])];
            case (Shape.Cosh or Shape.Sinh, _) when b.Shape != Shape.Exp:
                return [.. Exponentials(graph, a).Select(part => (part.Coefficient, (Kernel[])[part.Kernel, b]))];
            case (_, Shape.Cosh or Shape.Sinh) when a.Shape != Shape.Exp:
                return [.. Exponentials(graph, b).Select(part => (part.Coefficient, (Kernel[])[a, part.Kernel]))];
            case (Shape.Sign, Shape.Sign) when a.Form.Is(b.Form):
                return [(graph.One, [])];
            case (Shape.Sign, Shape.Step or Shape.Sign):
                return [.. Steps(graph, a).Select(part => (part.Coefficient, (Kernel[])[part.Kernel, b]))];
            case (Shape.Step, Shape.Sign):
                return [.. Steps(graph, b).Select(part => (part.Coefficient, (Kernel[])[a, part.Kernel]))];
            case (Shape.Step, Shape.Step):
                return Intervals(graph, a.Form, b.Form, isAbove);
            default:
                return null;
        }
    }

    // cosh x = ½(eˣ + e⁻ˣ), sinh x = ½(eˣ − e⁻ˣ)
    private static IEnumerable<(Expr Coefficient, Kernel Kernel)> Exponentials(ExprGraph graph, Kernel kernel)
    {
        yield return (graph.Number(Constant.Half), new Kernel(Shape.Exp, kernel.Form));
        yield return (graph.Number(kernel.Shape == Shape.Cosh ? Constant.Half : -Constant.Half), new Kernel(Shape.Exp, kernel.Form.Times(graph.Number(Constant.MinusOne))));
    }

    private static IEnumerable<(Expr Coefficient, Kernel Kernel)> Steps(ExprGraph graph, Kernel sign)
    {
        yield return (graph.One, new Kernel(Shape.Step, sign.Form));
        yield return (graph.Number(Constant.MinusOne), new Kernel(Shape.Step, sign.Form.Times(graph.Number(Constant.MinusOne))));
    }

    // Steps of parallel forms: both hold from the later one on, or between the two.
    private static List<(Expr Coefficient, Kernel[] Kernels)>? Intervals(ExprGraph graph, DrawPolynomial a, DrawPolynomial b, Func<Expr, bool>? isAbove)
    {
        if (Ratio(graph, a, b) is not { } ratio)
            return a.Draws.ToList() is [var draw] && b.Draws.ToList() is [var other] && draw == other ? OfOneDraw(graph, a, b, draw, isAbove) : null;
        // b = |ratio|·(±(a − a₀) + b₀): a step asks for a sign only.
        var (here, there) = (a.Constant, graph.Scale(ratio.Abs.Inverse(), b.Constant));
        var moving = a.Plus(Constant.MinusOne, DrawPolynomial.Of(graph, Draws(a), here));
        if (!ratio.IsNegative)
            return [(graph.One, [From(Lesser(graph, here, there))])];
        var end = graph.Negate(there);
        var later = Lesser(graph, here, end);
        return later == here ? [] : [(graph.One, [From(here)]), (graph.Number(Constant.MinusOne), [From(later)])];

        Kernel From(Expr constant) => new(Shape.Step, moving.Plus(DrawPolynomial.Of(graph, Draws(a), constant)));
    }

    // Two forms of one draw: each is divided by the size of its slope, where the sign of that is known, or asked for.
    private static List<(Expr Coefficient, Kernel[] Kernels)>? OfOneDraw(ExprGraph graph, DrawPolynomial a, DrawPolynomial b, int draw, Func<Expr, bool>? isAbove) =>
        Divided(graph, a, draw, isAbove) is { } one && Divided(graph, b, draw, isAbove) is { } other ? Intervals(graph, one, other, null) : null;

    private static DrawPolynomial? Divided(ExprGraph graph, DrawPolynomial form, int draw, Func<Expr, bool>? isAbove)
    {
        var slope = form.Slope(draw);
        var isPositive = graph.IsPositive(slope);
        if (!isPositive && !graph.IsPositive(graph.Negate(slope)))
        {
            if (isAbove is null)
                return null;
            isPositive = isAbove(slope);
        }

        // Where it is zero the form is degenerate.
        var size = isPositive ? slope : graph.Negate(slope);
        return DrawPolynomial.Draw(graph, Draws(form), draw).Times(graph.Number(isPositive ? Constant.One : Constant.MinusOne)).Plus(DrawPolynomial.Of(graph, Draws(form), graph.Divide(form.Constant, size)));
    }

    private static int Draws(DrawPolynomial form) => form.Terms[0].Powers.Length;

    private static Expr Lesser(ExprGraph graph, Expr a, Expr b) => Coefficients.Sum(graph, [new(Constant.One, a), new(Constant.MinusOne, b)]) switch
    {
        Number { Value.IsNegative: true } => a,
        Number => b,
        var difference when graph.RangeOf(difference).IsNonPositive => a,
        var difference when graph.IsNonNegative(difference) => b,
        _ when IsAtMost(graph, a, b) => a,
        _ when IsAtMost(graph, b, a) => b,
        // One spelling of each, so that they meet: min(−a, −b) is −max(a, b).
        _ when ExprGraph.Split(a).Coefficient.IsNegative && ExprGraph.Split(b).Coefficient.IsNegative => graph.Negate(Ordered(graph, Primitive.Max, graph.Negate(a), graph.Negate(b))),
        _ => Ordered(graph, Primitive.Min, a, b),
    };

    // min(x, y) is at most x, and −min(x, y) at least −x. Each step takes a function away.
    private static bool IsAtMost(ExprGraph graph, Expr a, Expr b) => a == b
        || (EndsOf(graph, a) is ({ } ends, true) && Array.Exists(ends, end => IsAtMost(graph, end, b)))
        || (EndsOf(graph, b) is ({ } others, false) && Array.Exists(others, end => IsAtMost(graph, a, end)));

    // What a multiple of a minimum or maximum is one of, and whether it is the least of them; null for anything else.
    private static (Expr[]? Ends, bool IsLeast) EndsOf(ExprGraph graph, Expr expr) => ExprGraph.Split(expr) is (var scale, Apply { Function: Primitive.Min or Primitive.Max } apply)
        ? (Array.ConvertAll(apply.Arguments, argument => graph.Scale(scale, argument)), (apply.Function == Primitive.Min) != scale.IsNegative)
        : (null, false);

    private static Expr Ordered(ExprGraph graph, Primitive function, Expr a, Expr b) => a.Id < b.Id ? graph.Call(function, a, b) : graph.Call(function, b, a);

    // By what number the draws in the one are those in the other; null where it is none.
    private static Constant? Ratio(ExprGraph graph, DrawPolynomial a, DrawPolynomial b)
    {
        if (!a.Draws.SequenceEqual(b.Draws))
            return null;
        Constant? ratio = null;
        foreach (var draw in a.Draws)
        {
            if (graph.Divide(b.Slope(draw), a.Slope(draw)) is not Number { Value: var each })
                return null;
            if (ratio is { } known && known != each)
                return null;
            ratio = each;
        }

        return ratio;
    }
}
