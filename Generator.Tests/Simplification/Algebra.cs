using SymDiff.Generator.Algebra;
using SymDiff.Generator.Tests.Support;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Tests.Simplification;

/// <summary>Expressions of three variables, random ones too, and what they are in numbers.</summary>
internal sealed class Algebra
{
    private static readonly string[] names = ["a", "b", "c"];

    private readonly Dictionary<Value, int> positions = [];

    public Algebra()
    {
        var values = new ValueGraph();
        Graph = new ExprGraph(values, CancellationToken.None);
        foreach (var name in names)
            positions.Add(values.Input(ValueType.Double, name), positions.Count);
        Variables = [.. positions.Keys.Select(Graph.Symbol)];
    }

    public ExprGraph Graph { get; }

    public Expr[] Variables { get; }

    /// <summary>An expression as canonical algebra, beside its value computed without any.</summary>
    public (Expr Expr, Func<Real50[], Real50> Naive) Random(Random random, int depth)
    {
        if (depth == 0 || random.Next(8) == 0)
        {
            if (random.Next(4) == 0)
            {
                var number = random.Next(-3, 5);
                return (Graph.Number(number), _ => number);
            }

            var index = random.Next(Variables.Length);
            return (Variables[index], x => x[index]);
        }

        var (a, f) = Random(random, depth - 1);
        switch (random.Next(16))
        {
            case 0 or 1 or 2:
                var (b, g) = Random(random, depth - 1);
                return (Graph.Add(a, b), x => f(x) + g(x));
            case 3 or 4:
                (b, g) = Random(random, depth - 1);
                return (Graph.Subtract(a, b), x => f(x) - g(x));
            case 5 or 6 or 7:
                (b, g) = Random(random, depth - 1);
                return (Graph.Multiply(a, b), x => f(x) * g(x));
            case 8 or 9:
                (b, g) = Random(random, depth - 1);
                return b.IsZero ? (a, f) : (Graph.Divide(a, b), x => f(x) / g(x));
            case 10:
                return (Graph.Square(a), x => f(x) * f(x));
            case 11:
                return (Graph.Sqrt(a), x => Real50.Sqrt(f(x)));
            case 12:
                return (Graph.Exp(a), x => Real50.Exp(f(x)));
            case 13:
                return (Graph.Log(a), x => Real50.Log(f(x)));
            case 14:
                return random.Next(2) == 0
                    ? (Graph.Call(Primitive.Sin, a), x => Real50.Sin(f(x)))
                    : (Graph.Call(Primitive.Cos, a), x => Real50.Cos(f(x)));
            default:
                return random.Next(2) == 0
                    ? (Graph.Call(Primitive.Tanh, a), x => Real50.Tanh(f(x)))
                    : (Graph.Call(Primitive.Abs, a), x => Real50.Abs(f(x)));
        }
    }

    /// <summary>The value of an expression at a point.</summary>
    public Real50 Evaluate(Expr expr, Real50[] at)
    {
        Real50[] Arguments(Apply apply) => [.. apply.Arguments.Select(argument => Evaluate(argument, at))];

        return expr switch
        {
            Number number => Of(number.Value),
            Symbol symbol => at[positions[symbol.Value]],
            Sum sum => sum.Terms.Aggregate(Of(sum.Constant), (total, term) => total + (Of(term.Coefficient) * Evaluate(term.Factor, at))),
            Product product => product.Factors.Aggregate(Real50.One, (total, factor) => total * Power(Evaluate(factor.Base, at), factor.Exponent)),
            Apply apply => Function(apply.Function, Arguments(apply)),
            Choice { Condition: Comparison comparison } choice =>
                Evaluate(Holds(comparison, Evaluate(comparison.Left, at), Evaluate(comparison.Right, at)) ? choice.WhenTrue : choice.WhenFalse, at),
            _ => throw new NotSupportedException(expr.GetType().Name),
        };
    }

    private static bool Holds(Comparison comparison, Real50 left, Real50 right) => comparison.Relation switch
    {
        ValueKind.Equal => left == right,
        ValueKind.Less => left < right,
        ValueKind.LessOrEqual => left <= right,
        ValueKind.Greater => left > right,
        ValueKind.GreaterOrEqual => left >= right,
        _ => throw new NotSupportedException(comparison.Relation.ToString()),
    };

    private static Real50 Of(Constant constant) =>
        constant.IsExact ? (Real50)constant.Numerator / (Real50)(double)constant.Denominator : constant.ToDouble();

    private static Real50 Power(Real50 x, Constant exponent) => exponent.IsInteger
        ? Real50.Pow(x, Of(exponent))
        : exponent.IsHalfInteger ? Real50.Pow(Real50.Sqrt(x), (int)exponent.Numerator) : Real50.Exp(Of(exponent) * Real50.Log(x));

    private static Real50 Function(Primitive function, Real50[] x) => function switch
    {
        Primitive.Exp => Real50.Exp(x[0]),
        Primitive.Log => Real50.Log(x[0]),
        Primitive.Log1p => Real50.Log1p(x[0]),
        Primitive.Sin => Real50.Sin(x[0]),
        Primitive.Cos => Real50.Cos(x[0]),
        Primitive.Tan => Real50.Tan(x[0]),
        Primitive.Sinh => Real50.Sinh(x[0]),
        Primitive.Cosh => Real50.Cosh(x[0]),
        Primitive.Tanh => Real50.Tanh(x[0]),
        Primitive.Abs => Real50.Abs(x[0]),
        Primitive.Sign => x[0].Sign,
        Primitive.Logistic => 1 / (1 + Real50.Exp(-x[0])),
        Primitive.Softplus => Real50.Log(1 + Real50.Exp(x[0])),
        Primitive.LogSumExp => Real50.Log(x.Aggregate(Real50.Zero, (total, each) => total + Real50.Exp(each))),
        Primitive.Softmax => Real50.Exp(x[0]) / x.Skip(1).Aggregate(Real50.Zero, (total, each) => total + Real50.Exp(each)),
        Primitive.Pow => Real50.Pow(x[0], x[1]),
        _ => throw new NotSupportedException(function.ToString()),
    };
}
