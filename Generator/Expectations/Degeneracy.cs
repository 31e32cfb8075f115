using SymDiff.Generator.Algebra;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>
/// Where the coefficients of the draws in a linear form are zero, the form is a number, its score m/s may be 0/0, and the expectation that of what is left without these draws: a guard that
/// a person would write before the formula.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="algebraOf">What the operand of an author's condition is as algebra.</param>
internal sealed class Degeneracy(ExprGraph graph, Func<Value, Expr> algebraOf)
{
    /// <summary>The forms of which a step or a sign is taken.</summary>
    public static IEnumerable<DrawPolynomial> FormsIn(IEnumerable<Weighted> terms) =>
        terms.SelectMany(term => term.Kernels).Where(kernel => kernel.Shape is Shape.Step or Shape.Sign && kernel.Form.IsLinear).Select(kernel => kernel.Form);

    /// <summary>Whether the coefficients of all draws in it may be zero, with what is assumed of signs.</summary>
    public bool MayVanish(DrawPolynomial form, IReadOnlyDictionary<Expr, bool> signs) =>
        form.Draws.All(draw => MayVanish(form.Slope(draw), signs));

    /// <summary>Whether a coefficient may be zero, with what is assumed of signs.</summary>
    public bool MayVanish(Expr slope, IReadOnlyDictionary<Expr, bool> signs) => Vanishing(slope) is { } zero && !(signs.TryGetValue(zero, out var isPositive) && isPositive);

    /// <summary>That the form is degenerate.</summary>
    public Expr Condition(DrawPolynomial form)
    {
        Expr[] slopes = [.. form.Draws.Select(form.Slope)];
        var spread = slopes is [var slope] ? Vanishing(slope)! : graph.Sqrt(graph.Sum([.. slopes.Select(each => new Term(Constant.One, graph.Square(each)))]));
        return graph.Compare(ValueKind.Equal, spread, graph.Zero);
    }

    /// <summary>That a form in one normal variable is degenerate: the variable is what it is in the mean, or makes no difference.</summary>
    public Expr Condition(DrawPolynomial form, Expr variance) =>
        graph.Compare(ValueKind.Equal, Vanishing(form.Slope(form.Draws.Single())) is { } zero ? graph.Multiply(graph.Call(Primitive.Abs, zero), graph.Sqrt(variance)) : variance, graph.Zero);

    /// <summary>The terms where a form is a number: what is a step of it is one of that number.</summary>
    public IEnumerable<Weighted> Known(IEnumerable<Weighted> terms, DrawPolynomial form, Expr number)
    {
        var opposite = form.Times(graph.Number(Constant.MinusOne));
        foreach (var (weight, kernels) in terms)
        {
            var known = weight;
            var rest = new List<Kernel>();
            foreach (var kernel in kernels)
            {
                if (kernel.Shape is not (Shape.Step or Shape.Sign) || (!kernel.Form.Is(form) && !kernel.Form.Is(opposite)))
                    rest.Add(kernel);
                else
                    known = known.Times(graph.Call(kernel.Shape == Shape.Step ? Primitive.Heaviside : Primitive.Sign, kernel.Form.Is(form) ? number : graph.Negate(number)));
            }

            yield return new Weighted(known, rest);
        }
    }

    /// <summary>What an expression is where the form is degenerate; null where that is not known.</summary>
    public Expr? Of(Expr expr, DrawPolynomial form)
    {
        foreach (var draw in form.Draws)
        {
            var zero = Vanishing(form.Slope(draw))!;
            // What grows without bound there makes up for what vanishes.
            if (Divides(expr, zero) || Without(expr, zero) is not { } rest)
                return null;
            expr = rest;
        }

        return expr;
    }

    /// <summary>Whether a closed form holds where the form is degenerate, too: nothing in it is divided by what depends on what vanishes, and it comes to what the expectation is there.</summary>
    public bool IsCovered(DrawPolynomial form, Expr closed, Expr otherwise)
    {
        Expr? there = closed;
        foreach (var draw in form.Draws)
        {
            if (there is null || Vanishing(form.Slope(draw)) is not { } zero || Factors(zero).Any(factor => Parts(closed).Any(part => part is Product product
                && product.Factors.Any(each => each.Exponent.IsNegative && Parts(each.Base).Contains(factor.Base)))))
                return false;
            there = Without(there, zero);
        }

        return there == otherwise;
    }

    /// <summary>What an expression is where the coefficient of a draw is zero; null where that is not known.</summary>
    public Expr? At(Expr expr, Expr zero) => Divides(expr, zero) ? null : Without(expr, zero);

    /// <summary>The factors of the coefficient of a single draw, that each of them is zero, and what an expression is then; empty where one of that is not known.</summary>
    public IReadOnlyList<(Expr Condition, Expr Otherwise)> OfEach(Expr expr, DrawPolynomial form)
    {
        if (form.Draws.ToList() is not [var draw] || Vanishing(form.Slope(draw)) is not Product product)
            return [];
        var parts = new List<(Expr, Expr)>();
        foreach (var factor in product.Factors)
        {
            if (Divides(expr, factor.Base) || Without(expr, factor.Base) is not { } rest)
                return [];
            parts.Add((graph.Compare(ValueKind.Equal, factor.Base, graph.Zero), rest));
        }

        return parts;
    }

    /// <summary>
    /// What a closed form tends to where the form is degenerate, and something in it grows without bound: a density there vanishes faster than anything grows. Null where that is not all.
    /// </summary>
    public Expr? Limit(Expr closed, DrawPolynomial form)
    {
        Expr limit = closed;
        foreach (var draw in form.Draws)
        {
            var zero = Vanishing(form.Slope(draw))!;
            limit = new Rewriter(graph, each => each is Apply { Function: Primitive.NormalPdf, Arguments: [var x] } && Divides(x, zero) ? graph.Zero : each).Rewrite(limit);
            // A distribution function has a limit where its argument grows without bound.
            if (Divides(new Rewriter(graph, each => each is Apply { Function: Primitive.NormalCdf or Primitive.NormalLogCdf or Primitive.Erf } ? graph.One : each).Rewrite(limit), zero))
                return null;
        }

        return limit == closed ? null : limit;
    }

    // The factors that may be zero; null where there are none.
    private Expr? Vanishing(Expr slope)
    {
        if (ExprGraph.Split(slope).Factor is Number)
            return null;
        Factor[] factors = [.. Factors(slope).Where(factor => !factor.Exponent.IsNegative && !IsNonZero(factor.Base)).Select(factor => factor.Exponent.IsInteger ? new Factor(factor.Base, Constant.One) : factor)];
        return factors.Length == 0 ? null : graph.Unsigned(graph.Product(Constant.One, factors));
    }

    private bool IsNonZero(Expr expr) => expr is Number { IsZero: false } or Apply { Function: Primitive.Exp } || graph.IsPositive(expr) || graph.RangeOf(expr).IsNegative;

    private static IEnumerable<Factor> Factors(Expr expr) => ExprGraph.Split(expr).Factor is Product product
        ? product.Factors.SelectMany(factor => factor.Base is Product && factor.Exponent.IsInteger
            ? Factors(factor.Base).Select(inner => new Factor(inner.Base, inner.Exponent * factor.Exponent))
            : [factor])
        : [new(ExprGraph.Split(expr).Factor, Constant.One)];

    private static bool Divides(Expr expr, Expr zero)
    {
        HashSet<Expr> bases = [.. Factors(zero).Select(factor => factor.Base)];
        var seen = new HashSet<Expr>();
        var open = new Stack<Expr>([expr]);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (!seen.Add(next))
                continue;
            if (next is Product product && product.Factors.Any(factor => factor.Exponent.IsNegative && (bases.Contains(factor.Base) || factor.Base is Product inner && inner.Factors.Any(each => bases.Contains(each.Base)))))
                return true;
            Cost.Push(open, next);
        }

        return false;
    }

    private Expr? Without(Expr expr, Expr zero)
    {
        // Of a sum that is zero a variable is what makes it so.
        if (zero is Sum sum)
        {
            var term = Array.Find(sum.Terms, term => term.Factor is Symbol { Value.Kind: not ValueKind.Literal });
            if (term.Factor is not Symbol variable)
                return null;
            var other = graph.Scale(-term.Coefficient.Inverse(), graph.Subtract(sum, graph.Scale(term.Coefficient, variable)));
            return new Rewriter(graph, each => each == variable ? other : Decided(each)).Rewrite(Conditions(expr));
        }

        var factors = Factors(zero).ToList();
        return new Rewriter(graph, each => each == zero || (each is Product && IsMultiple(each, factors)) ? graph.Zero : Decided(each)).Rewrite(Conditions(expr));
    }

    private Expr Decided(Expr expr) => expr is Choice { Condition: Comparison { Relation: var relation, Left: Number left, Right: Number right } } choice && graph.Decide(relation, left, right) is { } holds
        ? holds ? choice.WhenTrue : choice.WhenFalse
        : expr;

    /// <summary>The author's conditions as algebra, in which numbers can be replaced.</summary>
    public Expr Conditions(Expr expr) =>
        new Rewriter(graph, each => each is Choice { Condition: Symbol { Value: var condition } } choice ? Chosen(condition, choice.WhenTrue, choice.WhenFalse) : each).Rewrite(expr);

    private Expr Chosen(Value condition, Expr whenTrue, Expr whenFalse) => condition.Kind switch
    {
        ValueKind.Not => Chosen(condition.Operands[0], whenFalse, whenTrue),
        ValueKind.And => Chosen(condition.Operands[0], Chosen(condition.Operands[1], whenTrue, whenFalse), whenFalse),
        ValueKind.Or => Chosen(condition.Operands[0], whenTrue, Chosen(condition.Operands[1], whenTrue, whenFalse)),
        ValueKind.Less or ValueKind.LessOrEqual or ValueKind.Greater or ValueKind.GreaterOrEqual or ValueKind.Equal or ValueKind.NotEqual
            when condition.Operands[0].Type.IsReal && condition.Operands[1].Type.IsReal =>
            graph.Choose(graph.Compare(condition.Kind, algebraOf(condition.Operands[0]), algebraOf(condition.Operands[1])), whenTrue, whenFalse),
        _ => graph.Choose(graph.Symbol(condition), whenTrue, whenFalse),
    };

    private static HashSet<Expr> Parts(Expr expr)
    {
        var seen = new HashSet<Expr>();
        var open = new Stack<Expr>([expr]);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (seen.Add(next))
                Cost.Push(open, next);
        }

        return seen;
    }

    private static bool IsMultiple(Expr expr, List<Factor> of)
    {
        var own = Factors(expr).ToList();
        return of.TrueForAll(factor => own.Exists(each => each.Base == factor.Base && !(each.Exponent < factor.Exponent)));
    }
}
