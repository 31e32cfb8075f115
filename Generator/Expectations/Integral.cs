using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Expectations;

/// <summary>
/// The expectation of a polynomial times functions of linear forms, over independent standard normal draws. Exponentials and densities are taken into the measure by
/// completing the square; powers of draws are taken down by Stein's lemma, E[ε·g(ε)] = E[g′(ε)]; what is left stands in <see cref="ExpectationTable"/>.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="draws">How many draws there are.</param>
/// <param name="whole">What has no closed form where there is none.</param>
/// <param name="moments">Receives the moments of draws that are used.</param>
internal sealed class Integral(ExprGraph graph, int draws, Expr whole, ISet<(int Draw, int Power)> moments)
{
    private const int GreatestPower = 16;

    /// <summary>The expectation.</summary>
    public Expr Of(Weighted term)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var (weight, kernels, factors, exponent, denominators) = Measure(term);
        if (weight.Terms.Any(each => each.Powers.Sum() > GreatestPower))
            throw None();
        var means = weight.Terms.Select(each => graph.Multiply(each.Coefficient, Moment(each.Powers, kernels)));
        // Numbers are added up before they are multiplied with what all have in common.
        List<Expr> products = kernels.Count == 0 && denominators.Count > 0
            ? [Coefficients.Product(graph, [denominators.Aggregate(graph.Sum([.. means.Select(mean => new Term(Constant.One, mean))]), (sum, denominator) => CommonDenominator.Over(graph, sum, denominator)), .. factors])]
            // Exponentials are the author's own where none has been integrated.
            : term.Kernels.Count == 0 ? [.. means]
            : [.. means.Select(mean => Coefficients.Product(graph, [mean, .. factors]))];

        return exponent is null
            ? graph.Sum([.. products.Select(product => new Term(Constant.One, product))])
            : new Damping(graph, exponent, [.. term.Kernels.Where(kernel => kernel.Form.IsLinear).Select(Score).OfType<Expr>()]).Of(products);
    }

    private Expr? Score(Kernel kernel) => kernel.Shape switch
    {
        Shape.Step or Shape.Sign or Shape.Delta => graph.Divide(kernel.Form.Constant, graph.Sqrt(Variance(kernel.Form))),
        Shape.Cdf or Shape.Pdf => graph.Divide(kernel.Form.Constant, graph.Sqrt(graph.Add(graph.One, Variance(kernel.Form)))),
        _ => null,
    };

    // ∏ εᵢ^nᵢ times functions, none of which is an exponential or a density.
    private Expr Moment(int[] powers, IReadOnlyList<Kernel> kernels)
    {
        // A draw that stands in no function: its moment is a number.
        for (var i = 0; i < draws; i++)
        {
            if (powers[i] == 0 || kernels.Any(kernel => kernel.Form.Contains(i)))
                continue;
            var moment = ExpectationTable.Moment(powers[i]);
            moments.Add((i, powers[i]));
            return moment.IsZero ? graph.Zero : graph.Scale(moment, Moment(With(powers, i, 0), kernels));
        }

        var place = kernels.ToList().FindIndex(kernel => kernel.Shape == Shape.Delta);
        if (place >= 0)
            return At(powers, kernels[place].Form, [.. kernels.Where((_, i) => i != place)]);
        var draw = Array.FindIndex(powers, power => power > 0);
        return draw < 0 ? Base(kernels) : Lowered(powers, draw, kernels);
    }

    // E[εⁿ·g] = (n − 1)·E[εⁿ⁻²·g] + E[εⁿ⁻¹·g′]
    private Expr Lowered(int[] powers, int draw, IReadOnlyList<Kernel> kernels)
    {
        var n = powers[draw];
        var terms = new List<Term>();
        if (n > 1)
            terms.Add(new(n - 1, Moment(With(powers, draw, n - 2), kernels)));
        for (var i = 0; i < kernels.Count; i++)
        {
            var form = kernels[i].Form;
            if (!form.Contains(draw))
                continue;
            var (coefficient, shape, scale) = ExpectationTable.Slope(graph, kernels[i].Shape);
            var slope = new Kernel(shape, form.Times(scale));
            var weight = DrawPolynomial.Monomial(graph, With(powers, draw, n - 1), graph.Multiply(coefficient, form.Slope(draw)));
            terms.Add(new(Constant.One, Of(new Weighted(weight, [.. kernels.Where((_, other) => other != i), slope]))));
        }

        return graph.Sum(terms);
    }

    // Independent functions; a product of two that share a draw has a closed form where both are odd but for a constant, and about zero.
    private Expr Base(IReadOnlyList<Kernel> kernels)
    {
        for (var i = 0; i < kernels.Count; i++)
        {
            var partner = kernels.ToList().FindIndex(i + 1, kernels[i].Meets);
            if (partner < 0)
                continue;
            List<Kernel> rest = [.. kernels.Where((_, index) => index != i && index != partner)];
            if (rest.Exists(other => other.Meets(kernels[i]) || other.Meets(kernels[partner])))
                throw None();
            return Coefficients.Product(graph, [new OddPair(graph).Of(kernels[i], kernels[partner]) ?? throw None(), Base(rest)]);
        }

        return Coefficients.Product(graph, [.. kernels.Select(kernel => ExpectationTable.Of(graph, kernel.Shape, kernel.Form.Constant, Variance(kernel.Form)))]);
    }

    // E[P(ε)·δ(X)] = E[P(ε) | X = 0] times the density of X at 0, X = m + b·ε.
    private Expr At(int[] powers, DrawPolynomial form, IReadOnlyList<Kernel> others)
    {
        var inside = form.Draws.ToList();
        if (others.Any(other => other.Form.Draws.Intersect(inside).Any()))
            return Without(inside.FindIndex(draw => IsSigned(form.Slope(draw))) is >= 0 and var place ? inside[place] : throw None(), powers, form, others);
        var density = ExpectationTable.Of(graph, Shape.Delta, form.Constant, Variance(form));
        var here = new int[draws];
        var outside = (int[])powers.Clone();
        foreach (var draw in inside)
            (here[draw], outside[draw]) = (powers[draw], 0);
        return Coefficients.Product(graph, [Conditional(here, form), density, Moment(outside, others)]);
    }

    // Where other functions share draws with X = m + b·ε, one of the draws is what X = 0 makes it, and what is left of its density, φ(ε)/|b|, is one more function of the others.
    // It is one whose coefficient is known not to be zero.
    private Expr Without(int draw, int[] powers, DrawPolynomial form, IReadOnlyList<Kernel> others)
    {
        var slope = form.Slope(draw);
        var value = form.Plus(Constant.MinusOne, DrawPolynomial.Draw(graph, draws, draw).Times(slope)).Times(graph.Negate(graph.Power(slope, Constant.MinusOne)));
        var factors = new List<Expr> { graph.Power(graph.IsPositive(slope) ? slope : graph.Negate(slope), Constant.MinusOne) };
        var kernels = new List<Kernel> { new(Shape.Pdf, value) };
        foreach (var (shape, of) in others)
        {
            var there = of.Substitute(draw, value) ?? throw None();
            if (!there.IsConstant)
                kernels.Add(new Kernel(shape, there));
            else
                factors.Add(At(shape, there.Constant));
        }

        var weight = DrawPolynomial.Monomial(graph, powers, graph.One).Substitute(draw, value) ?? throw None();
        return Coefficients.Product(graph, [.. factors, Of(new Weighted(weight, kernels))]);
    }

    private bool IsSigned(Expr slope) => graph.IsPositive(slope) || graph.IsPositive(graph.Negate(slope));

    private Expr At(Shape shape, Expr x) => shape switch
    {
        Shape.Cos => graph.Call(Primitive.Cos, x),
        Shape.Sin => graph.Call(Primitive.Sin, x),
        Shape.Cosh => graph.Call(Primitive.Cosh, x),
        Shape.Sinh => graph.Call(Primitive.Sinh, x),
        Shape.Cdf => graph.Call(Primitive.NormalCdf, x),
        Shape.Erf => graph.Call(Primitive.Erf, x),
        Shape.Step => graph.Call(Primitive.Heaviside, x),
        Shape.Sign => graph.Call(Primitive.Sign, x),
        _ => throw None(),
    };

    // Given X = 0, εᵢ has the mean −m·bᵢ/b² and with εⱼ the covariance δᵢⱼ − bᵢ·bⱼ/b²; E[(μᵢ + ηᵢ)·g] = μᵢ·E[g] + Σⱼ Cᵢⱼ·E[∂g/∂εⱼ].
    private Expr Conditional(int[] powers, DrawPolynomial form)
    {
        var draw = Array.FindIndex(powers, power => power > 0);
        if (draw < 0)
            return graph.One;
        var rest = With(powers, draw, powers[draw] - 1);
        var variance = Variance(form);
        var slope = form.Slope(draw);
        var mean = graph.Negate(graph.Divide(graph.Multiply(form.Constant, slope), variance));
        var terms = new List<Term> { new(Constant.One, graph.Multiply(mean, Conditional(rest, form))) };
        // One draw is what the condition makes it.
        for (var j = 0; j < draws && form.Draws.Skip(1).Any(); j++)
        {
            if (rest[j] == 0)
                continue;
            var shared = graph.Negate(graph.Divide(graph.Multiply(slope, form.Slope(j)), variance));
            var covariance = j == draw ? graph.Add(graph.One, shared) : shared;
            terms.Add(new(rest[j], graph.Multiply(covariance, Conditional(With(rest, j, rest[j] - 1), form))));
        }

        return graph.Sum(terms);
    }

    // Takes exponentials and densities into the measure, draw by draw: what is left is a polynomial, other functions, and factors that come before.
    private (DrawPolynomial Weight, IReadOnlyList<Kernel> Kernels, List<Expr> Factors, Expr? Exponent, List<Expr> Denominators) Measure(Weighted term)
    {
        var (weight, kernels) = (term.Weight, term.Kernels.ToList());
        var (factors, denominators) = (new List<Expr>(), new List<Expr>());
        Expr? exponent = null;
        while (true)
        {
            var tilt = Coefficients.Joined(graph, kernels);
            kernels.RemoveAll(kernel => kernel.Shape == Shape.Exp);
            if (tilt is { IsConstant: false })
            {
                var draw = tilt.Draws.First();
                var (scale, rest, by, precision) = Completed(tilt, draw);
                factors.Add(scale);
                kernels.Add(new Kernel(Shape.Exp, rest));
                Substitute(draw, by, precision);
                continue;
            }

            if (tilt is not null)
            {
                exponent = tilt.Constant;
                factors.Add(graph.Exp(exponent));
            }

            var density = kernels.FindIndex(kernel => kernel.Shape == Shape.Pdf);
            if (density < 0)
                break;
            var form = kernels[density].Form;
            kernels.RemoveAt(density);
            if (form.IsConstant)
            {
                factors.Add(graph.Call(Primitive.NormalPdf, form.Constant));
                continue;
            }

            var (width, remaining, at, spread) = Completed(form, form.Draws.First(), isDensity: true);
            factors.Add(width);
            kernels.Add(new Kernel(Shape.Pdf, remaining));
            Substitute(form.Draws.First(), at, spread);
        }

        return (weight, kernels, factors, exponent, denominators);

        void Substitute(int draw, DrawPolynomial by, Expr denominator)
        {
            denominators.Add(denominator);
            weight = (weight.Substitute(draw, by) ?? throw None()).Over(denominator);
            for (var i = 0; i < kernels.Count; i++)
                kernels[i] = new Kernel(kernels[i].Shape, (kernels[i].Form.Substitute(draw, by) ?? throw None()).Over(denominator));
        }
    }

    // exp(q·ε² + l·ε + r)·φ(ε) = 1/√p·exp(l²/(2p) + r)·φ(η), p = 1 − 2q, ε = η/√p + l/p. And for X = l + b·ε: φ(X)·φ(ε) = 1/√p·φ(l/√p)·φ(η), p = 1 + b², ε = η/√p − b·l/p.
    private (Expr Factor, DrawPolynomial Remaining, DrawPolynomial By, Expr Precision) Completed(DrawPolynomial form, int draw, bool isDensity = false)
    {
        var own = DrawPolynomial.Draw(graph, draws, draw);
        var linear = form.OfPower(draw, 1);
        var rest = form.OfPower(draw, 0);
        if (isDensity)
        {
            var slope = linear.Constant;
            var spread = graph.Add(graph.One, graph.Square(slope));
            var inverse = graph.Power(spread, -Constant.Half);
            return (inverse, rest.Times(inverse), own.Times(inverse).Plus(Constant.MinusOne, rest.Times(graph.Divide(slope, spread))), spread);
        }

        var square = form.OfPower(draw, 2).Constant;
        if (square.IsZero)
            return (graph.One, rest.Plus(Constant.Half, linear.Times(linear) ?? throw None()), own.Plus(linear), graph.One);
        var precision = graph.Sum([new(Constant.One, graph.One), new(-2, square)]);
        if (precision is Number { Value: var number } && (number.IsNegative || number.IsZero))
            throw new NoClosedFormException(whole, "the exponential grows as fast as the density of the draw falls, or faster");
        var root = graph.Power(precision, -Constant.Half);
        var over = graph.Power(precision, Constant.MinusOne);
        var squared = (linear.Times(linear) ?? throw None()).Times(over);
        return (root, rest.Plus(Constant.Half, squared).Over(precision), own.Times(root).Plus(linear.Times(over)), precision);
    }

    private Expr Variance(DrawPolynomial form) => graph.Sum([.. form.Draws.Select(draw => new Term(Constant.One, graph.Square(form.Slope(draw))))]);

    private NoClosedFormException None() => new(whole);

    private static int[] With(int[] powers, int draw, int power)
    {
        var changed = (int[])powers.Clone();
        changed[draw] = power;
        return changed;
    }
}
