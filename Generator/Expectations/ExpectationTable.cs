using SymDiff.Generator.Algebra;
using SymDiff.Generator.Calculus;
using static SymDiff.Generator.Algebra.Primitive;

namespace SymDiff.Generator.Expectations;

/// <summary>
/// The known expectations, one line each. <c>m</c> is the mean of a linear form X = m + b·ε in the draws, <c>v</c> its variance b², and <c>s</c> its standard deviation: X ~ N(m, s²).
/// What stands before such a function is brought to this: powers of ε by Stein's lemma, E[ε·g(ε)] = E[g′(ε)]; exponentials and densities by completing the square.
/// </summary>
internal static class ExpectationTable
{
    // E[g(X)].
    private static readonly Dictionary<Shape, Func<Formula, Formula, Formula, Formula>> Expectations = new()
    {
        [Shape.Cos] = (m, v, s) => m.Call(Cos) * (-(v / 2)).Call(Exp),
        [Shape.Sin] = (m, v, s) => m.Call(Sin) * (-(v / 2)).Call(Exp),
        [Shape.Cosh] = (m, v, s) => m.Call(Cosh) * (v / 2).Call(Exp),
        [Shape.Sinh] = (m, v, s) => m.Call(Sinh) * (v / 2).Call(Exp),
        [Shape.Cdf] = (m, v, s) => (m / (1 + v).Sqrt).Call(NormalCdf),
        [Shape.Erf] = (m, v, s) => (m / (1 + (2 * v)).Sqrt).Call(Erf),
        [Shape.Step] = (m, v, s) => (m / s).Call(NormalCdf),
        [Shape.Sign] = (m, v, s) => (m / (s * s.Of(2).Sqrt)).Call(Erf),
        [Shape.Delta] = (m, v, s) => m.Expr.IsZero ? AtZero(v) : (m / s).Call(NormalPdf) / s,
    };

    // g′(x) = c·h(k·x).
    private static readonly Dictionary<Shape, Func<Formula, (Formula Coefficient, Shape Shape, Formula Scale)>> Slopes = new()
    {
        [Shape.Cos] = one => (-one, Shape.Sin, one),
        [Shape.Sin] = one => (one, Shape.Cos, one),
        [Shape.Cosh] = one => (one, Shape.Sinh, one),
        [Shape.Sinh] = one => (one, Shape.Cosh, one),
        [Shape.Cdf] = one => (one, Shape.Pdf, one),
        [Shape.Erf] = one => (one.Of(8).Sqrt, Shape.Pdf, one.Of(2).Sqrt), // 2/√π·exp(−x²) = √8·φ(√2·x)
        [Shape.Step] = one => (one, Shape.Delta, one),
        [Shape.Sign] = one => (one.Of(2), Shape.Delta, one),
    };

    /// <summary>Every function with a line.</summary>
    public static IEnumerable<Shape> Shapes => Expectations.Keys;

    /// <summary>E[g(X)] for X of this mean and variance.</summary>
    public static Expr Of(ExprGraph graph, Shape shape, Expr mean, Expr variance)
    {
        var v = new Formula(graph, variance);
        return Expectations[shape](new Formula(graph, mean), v, v.Sqrt).Expr;
    }

    /// <summary>The derivative: a coefficient, a function, and what its argument is multiplied by.</summary>
    public static (Expr Coefficient, Shape Shape, Expr Scale) Slope(ExprGraph graph, Shape shape)
    {
        var (coefficient, slope, scale) = Slopes[shape](new Formula(graph, graph.One));
        return (coefficient.Expr, slope, scale.Expr);
    }

    // φ(0)/s = 1/√(2πv), the number in the variance beside π: 1/(2σ√π) for v = 2σ².
    private static Formula AtZero(Formula v)
    {
        var scale = v.Constant ?? ExprGraph.Split(v.Expr).Coefficient;
        return 1 / (2 * scale * v.Pi).Sqrt / (v / scale).Sqrt;
    }

    /// <summary>E[εⁿ]: 0 for an odd n, 1·3·5·…·(n − 1) for an even one.</summary>
    public static Constant Moment(int power)
    {
        var moment = power % 2 == 0 ? Constant.One : Constant.Zero;
        for (var i = power - 1; i > 1; i -= 2)
            moment *= i;
        return moment;
    }
}
