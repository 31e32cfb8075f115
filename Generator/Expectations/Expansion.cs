using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>Takes an expression apart into polynomials in the draws times functions of linear forms; what it does not know has no closed form.</summary>
internal sealed partial class Expansion(ExprGraph graph, DrawSet draws)
{
    private const int MostTerms = 96;

    // Before like terms are collected.
    private const int MostProducts = 400;
    private const int GreatestPower = 12;

    private readonly Dictionary<Expr, IReadOnlyList<Weighted>> known = [];

    /// <summary>The terms of which the expression is the sum.</summary>
    public IReadOnlyList<Weighted> Of(Expr expr)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!known.TryGetValue(expr, out var terms))
        {
            terms = draws.AreIn(expr) ? Collected(Make(expr), expr) : [new Weighted(Constant(expr))];
            known.Add(expr, terms);
        }

        return terms;
    }

    private IEnumerable<Weighted> Make(Expr expr)
    {
        switch (expr)
        {
            case Symbol symbol when draws.IndexOf(symbol) is >= 0 and var draw:
                return [new Weighted(DrawPolynomial.Draw(graph, draws.Count, draw))];
            // Whole numbers that are chosen.
            case Symbol { Value: { Kind: ValueKind.Convert, Operands: [{ Kind: ValueKind.Select, Operands: [var condition, var whenTrue, var whenFalse] }] } chosen }:
                return MakeChoice(expr, graph.Symbol(condition), Converted(chosen, whenTrue), Converted(chosen, whenFalse));
            case Sum sum:
                return sum.Terms.SelectMany(term => Of(term.Factor).Select(part => Scaled(graph.Number(term.Coefficient), part)))
                    .Append(new Weighted(Constant(graph.Number(sum.Constant))));
            case Product product:
                return MakeProduct(product);
            case Choice choice:
                return MakeChoice(choice, choice.Condition, choice.WhenTrue, choice.WhenFalse);
            case Apply apply:
                return MakeCall(apply);
            default:
                throw new NoClosedFormException(expr);
        }
    }

    private Expr Converted(Value conversion, Value branch) => AlgebraOf(graph.Values.Convert(conversion.Type, branch, conversion.Text.Length > 0));

    private IReadOnlyList<Weighted> MakeProduct(Product product)
    {
        // What does not depend on a draw stays together.
        var free = product.Factors.Where(factor => !draws.AreIn(factor.Base)).ToArray();
        IReadOnlyList<Weighted> terms = [new Weighted(Constant(graph.Product(Algebra.Constant.One, free)))];
        foreach (var factor in product.Factors.Where(factor => draws.AreIn(factor.Base)))
            terms = Times(terms, PowerOf(factor, product), product);
        return terms;
    }

    private IReadOnlyList<Weighted> PowerOf(Factor factor, Expr whole)
    {
        var (expr, exponent) = factor;
        if (exponent is { IsInteger: true, IsNegative: false } && exponent.Numerator <= GreatestPower)
        {
            var terms = Of(expr);
            var power = terms;
            for (var i = 1; i < exponent.Numerator; i++)
                power = Times(power, terms, whole);
            return power;
        }

        var raised = graph.Power(expr, exponent);
        if (Lifted(raised) is { } pieces)
            return pieces;
        // A power of c·exp(u) is another one.
        if (Of(expr) is [{ Weight: { IsConstant: true } weight, Kernels: { Count: > 0 } kernels }] && kernels.All(kernel => kernel.Shape == Shape.Exp)
            && (exponent.IsInteger || graph.IsPositive(weight.Constant)))
        {
            var form = Coefficients.Joined(graph, kernels)!;
            return [new Weighted(Constant(graph.Power(weight.Constant, exponent)), [new Kernel(Shape.Exp, form.Times(graph.Number(exponent)))])];
        }

        throw new NoClosedFormException(raised, Pole(expr, exponent));
    }

    // 1/(a + b·ε) is so great around its pole that it has no mean.
    private string? Pole(Expr expr, Constant exponent)
    {
        if (!exponent.IsNegative || exponent.Abs < Algebra.Constant.One)
            return null;
        try
        {
            return Of(expr) is [{ Kernels.Count: 0, Weight.IsLinear: true }] ? "it is infinite at a value that the draw may have, and so great around it that there is no mean" : null;
        }
        catch (NoClosedFormException)
        {
            return null;
        }
    }

    private DrawPolynomial Constant(Expr expr) => DrawPolynomial.Of(graph, draws.Count, expr);

    private static Weighted Scaled(Expr factor, Weighted term) => term with { Weight = term.Weight.Times(factor) };

    private List<Weighted> Times(IReadOnlyList<Weighted> left, IReadOnlyList<Weighted> right, Expr whole)
    {
        if (left.Count * right.Count > MostProducts)
            throw new NoClosedFormException(whole);
        return Collected(left.SelectMany(a => right.SelectMany(b =>
            Products.Of(graph, a.Weight.Times(b.Weight) ?? throw new NoClosedFormException(whole), [.. a.Kernels, .. b.Kernels], IsSlopeAbove))), whole);
    }

    // Like terms together.
    private List<Weighted> Collected(IEnumerable<Weighted> terms, Expr whole)
    {
        var collected = new List<Weighted>();
        foreach (var term in terms)
        {
            var index = collected.FindIndex(other => Kernel.AreSame(other.Kernels, term.Kernels));
            if (index < 0)
                collected.Add(term);
            else
                collected[index] = collected[index] with { Weight = collected[index].Weight.Plus(term.Weight) };
            if (collected.Count > MostTerms)
                throw new NoClosedFormException(whole);
        }

        collected.RemoveAll(term => term.Weight.IsZero);
        return Complete(collected);
    }

    // What holds on both sides of a step holds everywhere.
    private List<Weighted> Complete(List<Weighted> terms)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            for (var k = 0; k < terms[i].Kernels.Count; k++)
            {
                if (terms[i].Kernels[k].Shape != Shape.Step)
                    continue;
                List<Kernel> rest = [.. terms[i].Kernels.Where((_, index) => index != k)];
                var other = terms.FindIndex(i + 1, term => term.Kernels.Count == rest.Count + 1 && Kernel.AreSame(term.Kernels, [.. rest, terms[i].Kernels[k].Turned(graph)]));
                if (other < 0 || Common(terms[i].Weight, terms[other].Weight) is not { IsZero: false } common)
                    continue;
                (terms[i], terms[other]) = (terms[i] with { Weight = terms[i].Weight.Plus(Algebra.Constant.MinusOne, common) }, terms[other] with { Weight = terms[other].Weight.Plus(Algebra.Constant.MinusOne, common) });
                var place = terms.FindIndex(term => Kernel.AreSame(term.Kernels, rest));
                if (place < 0)
                    terms.Add(new Weighted(common, rest));
                else
                    terms[place] = terms[place] with { Weight = terms[place].Weight.Plus(common) };
                terms.RemoveAll(term => term.Weight.IsZero);
                return Complete(terms);
            }
        }

        return terms;
    }

    private DrawPolynomial Common(DrawPolynomial one, DrawPolynomial other) => one.Terms.Where(term => other.Coefficient(term.Powers) == term.Coefficient)
        .Aggregate(Constant(graph.Zero), (common, term) => common.Plus(DrawPolynomial.Monomial(graph, term.Powers, term.Coefficient)));

    /// <summary>The polynomial that an expression is; null where it is none.</summary>
    private DrawPolynomial? PolynomialOf(Expr expr)
    {
        var terms = Of(expr);
        return terms.Count == 0 ? Constant(graph.Zero) : terms is [{ Kernels.Count: 0, Weight: var weight }] ? weight : null;
    }
}
