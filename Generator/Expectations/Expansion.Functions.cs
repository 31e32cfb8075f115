using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Expectations;

/// <content>Functions.</content>
internal sealed partial class Expansion
{
    private IReadOnlyList<Weighted> MakeCall(Apply apply)
    {
        var x = apply.Arguments;
        Expr Number(double value) => graph.Number(Algebra.Constant.Of(value));
        switch (apply.Function)
        {
            // Other names for what is known.
            case Primitive.Widen or Primitive.StopGradient:
                return Of(x[0]);
            case Primitive.Exp2:
                return Of(graph.Exp(graph.Multiply(Number(Math.Log(2)), x[0])));
            case Primitive.Exp10:
                return Of(graph.Exp(graph.Multiply(Number(Math.Log(10)), x[0])));
            case Primitive.Expm1:
                return Difference(graph.Exp(x[0]), graph.One);
            case Primitive.Exp2m1:
                return Difference(graph.Call(Primitive.Exp2, x[0]), graph.One);
            case Primitive.Exp10m1:
                return Difference(graph.Call(Primitive.Exp10, x[0]), graph.One);
            case Primitive.SinPi:
                return Of(graph.Call(Primitive.Sin, graph.Multiply(Pi, x[0])));
            case Primitive.CosPi:
                return Of(graph.Call(Primitive.Cos, graph.Multiply(Pi, x[0])));
            case Primitive.Erfc:
                return Difference(graph.One, graph.Call(Primitive.Erf, x[0]));
            case Primitive.Lerp:
                return Of(graph.Add(graph.Multiply(x[0], graph.Subtract(graph.One, x[2])), graph.Multiply(x[1], x[2])));
            case Primitive.Pow when !draws.AreIn(x[0]) && graph.IsPositive(x[0]):
                return Of(graph.Exp(graph.Multiply(x[1], graph.Log(x[0]))));
            case Primitive.Pow when IsExponential(x[0]):
                return Of(graph.Exp(graph.Multiply(x[1], graph.Log(x[0]))));
            case Primitive.XLogY when !draws.AreIn(x[1]) && graph.IsPositive(x[1]):
                return Of(graph.Multiply(x[0], graph.Log(x[1])));

            // Pieces.
            case Primitive.Abs:
                return MakePieces(apply, x[0], x[0], graph.Negate(x[0]));
            case Primitive.Sign:
                return MakePieces(apply, x[0], graph.One, graph.Number(Algebra.Constant.MinusOne), WhenZero(apply));
            case Primitive.Heaviside:
                return MakePieces(apply, x[0], graph.One, graph.Zero, WhenZero(apply));
            case Primitive.Max:
                return MakePieces(apply, graph.Subtract(x[0], x[1]), x[0], x[1]);
            case Primitive.Min:
                return MakePieces(apply, graph.Subtract(x[1], x[0]), x[0], x[1]);

            case Primitive.Log:
                return MakeLogarithm(apply);
            case Primitive.Exp:
                return Kernels(apply, Shape.Exp, 2);
            case Primitive.Cos:
                return Kernels(apply, Shape.Cos, 1);
            case Primitive.Sin:
                return Kernels(apply, Shape.Sin, 1);
            case Primitive.Cosh:
                return Kernels(apply, Shape.Cosh, 1);
            case Primitive.Sinh:
                return Kernels(apply, Shape.Sinh, 1);
            case Primitive.NormalCdf:
                return Kernels(apply, Shape.Cdf, 1);
            case Primitive.NormalPdf:
                return Kernels(apply, Shape.Pdf, 1);
            case Primitive.Erf:
                return Kernels(apply, Shape.Erf, 1);
            default:
                return Lifted(apply) ?? throw new NoClosedFormException(apply);
        }
    }

    // Term by term: as one expression, 1 − erf x is erfc x again.
    private List<Weighted> Difference(Expr a, Expr b) => [.. Of(a), .. Of(b).Select(part => Scaled(graph.Number(Algebra.Constant.MinusOne), part))];

    // c·exp(u), c > 0: its powers are exponentials, too.
    private bool IsExponential(Expr expr) => draws.AreIn(expr) && Piece(expr, isInside: false) is null
        && Of(expr) is [{ Weight: { IsConstant: true } weight, Kernels: { Count: > 0 } kernels }] && graph.IsPositive(weight.Constant) && kernels.All(kernel => kernel.Shape == Shape.Exp);

    private Expr Pi => graph.Symbol(graph.Values.Literal(Model.ValueType.Double, "Math.PI", Math.PI));

    private List<Weighted> Kernels(Apply apply, Shape shape, int degree)
    {
        if (Lifted(apply) is { } pieces)
            return pieces;
        if (PolynomialOf(apply.Arguments[0]) is { } form)
        {
            if (form.IsConstant)
                return [new Weighted(Constant(graph.Call(apply.Function, form.Constant)))];
            if (form.Degree <= degree)
                return [new Weighted(Constant(graph.One), [new Kernel(shape, form)])];
        }

        throw new NoClosedFormException(apply, shape == Shape.Exp ? Growth(apply.Arguments[0]) : null);
    }

    // An exponent that grows faster than ½ε² on either side.
    private string? Growth(Expr exponent)
    {
        const string TooFast = "the exponential grows faster than the density of the draw falls";
        var terms = Of(exponent);
        if (PolynomialOf(exponent) is { } form)
        {
            foreach (var draw in form.Draws)
            {
                var degree = form.Terms.Max(term => term.Powers[draw]);
                if (degree > 2 && (degree % 2 == 1 || graph.IsPositive(form.OfPower(draw, degree).Constant)))
                    return TooFast;
            }

            return null;
        }

        return terms.Any(term => term.Weight.IsConstant && graph.IsPositive(term.Weight.Constant) && term.Kernels is [{ Shape: Shape.Exp or Shape.Cosh, Form.IsLinear: true }]) ? TooFast : null;
    }

    // log(c·exp(u)·φ(v)) is of the second degree. Where c is not positive log c is none, and so is what it is the logarithm of.
    private List<Weighted> MakeLogarithm(Apply apply)
    {
        if (Lifted(apply) is { } pieces)
            return pieces;
        if (Of(apply.Arguments[0]) is not [{ Weight: { IsConstant: true } weight, Kernels: var kernels }] || graph.IsPositive(graph.Negate(weight.Constant))
            || !kernels.All(kernel => kernel.Shape is Shape.Exp or Shape.Pdf))
            throw new NoClosedFormException(apply);
        var form = Constant(graph.Log(weight.Constant));
        foreach (var kernel in kernels)
        {
            form = kernel.Shape == Shape.Exp
                ? form.Plus(kernel.Form)
                : form.Plus(-Algebra.Constant.Half, kernel.Form.Power(2) ?? throw new NoClosedFormException(apply))
                    .Plus(-Algebra.Constant.Half, Constant(graph.Log(graph.Scale(2, Pi))));
        }

        return [new Weighted(form)];
    }
}
