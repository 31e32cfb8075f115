using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Calculus;

/// <summary>An expression with C#'s operators, so that a line of the derivative table reads as mathematics.</summary>
internal readonly struct Formula(ExprGraph graph, Expr expr)
{
    private readonly ExprGraph graph = graph;

    public Expr Expr { get; } = expr;

    public bool IsPositive => graph.IsPositive(Expr);

    /// <summary>Whether as the base of a power it is taken to be zero nowhere.</summary>
    public bool StaysPositive(Formula exponent) => graph.StaysPositive(Expr, exponent.Expr);

    /// <summary>Whether it is a sum of powers under the inverse of their exponent.</summary>
    public bool IsMean(Formula exponent) => graph.IsMean(Expr, exponent.Expr);

    /// <summary>Its value, where it is a constant.</summary>
    public Constant? Constant => (Expr as Number)?.Value;

    /// <summary>Whether it is the square root of something.</summary>
    public bool IsRoot => Expr is Product { Factors: [{ Exponent: { IsHalfInteger: true, IsNegative: false } }] };

    public Formula Sqrt => new(graph, graph.Sqrt(Expr));

    public Formula NaN => new(graph, graph.Number(Algebra.Constant.Of(double.NaN)));

    public static Formula operator +(Formula a, Formula b) => new(a.graph, a.graph.Add(a.Expr, b.Expr));

    public static Formula operator -(Formula a, Formula b) => new(a.graph, a.graph.Subtract(a.Expr, b.Expr));

    public static Formula operator *(Formula a, Formula b) => new(a.graph, a.graph.Multiply(a.Expr, b.Expr));

    public static Formula operator /(Formula a, Formula b) => new(a.graph, a.graph.Divide(a.Expr, b.Expr));

    public static Formula operator -(Formula a) => new(a.graph, a.graph.Negate(a.Expr));

    public static Formula operator +(Formula a, Constant b) => a + a.Of(b);

    public static Formula operator +(Constant a, Formula b) => b.Of(a) + b;

    public static Formula operator -(Formula a, Constant b) => a - a.Of(b);

    public static Formula operator -(Constant a, Formula b) => b.Of(a) - b;

    public static Formula operator *(Constant a, Formula b) => b.Of(a) * b;

    public static Formula operator /(Constant a, Formula b) => b.Of(a) / b;

    public static Formula operator /(Formula a, Constant b) => b.Inverse() * a;

    public Formula Of(Constant constant) => new(graph, graph.Number(constant));

    /// <summary>π, by the name that it has.</summary>
    public Formula Pi
    {
        get
        {
            var type = graph.Values.Real;
            return new(graph, graph.Symbol(graph.Values.Literal(type, type.IsGeneric ? type.Text + ".Pi" : "Math.PI", Math.PI)));
        }
    }

    public Formula Call(Primitive function) => new(graph, graph.Call(function, Expr));

    public Formula Call(Primitive function, Formula other) => new(graph, graph.Call(function, Expr, other.Expr));

    public Formula Call(Primitive function, params Formula[] others) =>
        new(graph, graph.Call(function, [Expr, .. others.Select(other => other.Expr)]));

    /// <summary>Its power, times its logarithm as often as a number says.</summary>
    public Formula PowLog(Formula exponent, Formula count) => new(graph, graph.PowLog(Expr, exponent.Expr, count.Constant!.Value.Numerator));

    /// <summary>The slope of its power, as often as a number says.</summary>
    public Formula PowSlope(Formula exponent, Formula count) => new(graph, graph.RawCall(Primitive.PowSlope, null, Expr, exponent.Expr, count.Expr));

    /// <summary>The quotient of it and a power, which is 0 where it is.</summary>
    public Formula Share(Formula other, Formula power) => new(graph, graph.Share(Expr, other.Expr, power.Constant!.Value));

    /// <summary>Its power with a constant exponent.</summary>
    public Formula To(Constant exponent) => new(graph, graph.Power(Expr, exponent));

    /// <summary>Which of two formulas holds where this one stands in the relation to the other.</summary>
    public Formula If(ValueKind relation, Formula other, Formula whenTrue, Formula whenFalse) =>
        new(graph, graph.Choose(graph.Compare(relation, Expr, other.Expr), whenTrue.Expr, whenFalse.Expr));
}
