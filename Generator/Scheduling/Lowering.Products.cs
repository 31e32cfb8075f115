using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Scheduling;

/// <content>Products: one numerator over one denominator.</content>
internal sealed partial class Lowering
{
    private Value MakeProduct(Constant coefficient, Product product)
    {
        var factors = products.Factors(product).ToList();
        var isShared = references.TryGetValue(product, out var uses) && uses > 1;
        if (isShared && !coefficient.IsUnit)
            return Scaled(coefficient, Of(product));
        if (coefficient.IsNegative && !isShared && TurnAround(factors) is { } turned)
        {
            factors = turned;
            coefficient = -coefficient;
        }
        else if (coefficient.IsMinusOne)
        {
            return values.Negate(Of(product));
        }

        var numerators = new List<Value>();
        var denominators = new List<Value>();
        if (coefficient.IsExact && !coefficient.IsDecimal)
        {
            denominators.Add(values.Number(ValueType.Double, Constant.Of(coefficient.Denominator, 1)));
            coefficient = Constant.Of(coefficient.Numerator, 1);
        }

        if (!coefficient.IsUnit || (coefficient.IsMinusOne && factors.All(factor => factor.Exponent.IsNegative)))
            numerators.Add(values.Number(ValueType.Double, coefficient));
        foreach (var (expr, exponent) in factors)
            (exponent.IsNegative ? denominators : numerators).Add(factors.Count == 1 ? MakePower(expr, exponent.Abs) : Power(expr, exponent.Abs));
        if (numerators.Count == 0)
            numerators.Add(values.Number(ValueType.Double, Constant.One));
        if (coefficient.IsMinusOne && numerators[0].Kind != ValueKind.Literal)
            numerators[0] = values.Negate(numerators[0]);
        var numerator = numerators.Aggregate((a, b) => Arithmetic(ValueKind.Multiply, a, b));
        return denominators.Count == 0
            ? numerator
            : Arithmetic(ValueKind.Divide, numerator, denominators.Aggregate((a, b) => Arithmetic(ValueKind.Multiply, a, b)));
    }

    // A difference among the factors takes the sign: −x·(1 − y) = x·(y − 1).
    private List<Factor>? TurnAround(List<Factor> factors)
    {
        for (var i = 0; i < factors.Count; i++)
        {
            if (factors[i] is { Base: Sum { Name: null, IsScaled: false } sum, Exponent: { IsInteger: true, IsEven: false } exponent }
                && (sum.Constant.IsNegative || sum.Terms.Any(term => term.Coefficient.IsNegative))
                && !lowered.ContainsKey(sum))
            {
                var opposite = graph.Opposite(sum);
                return [.. factors.Take(i), new(opposite, exponent), .. factors.Skip(i + 1)];
            }
        }

        return null;
    }

    private Value Power(Expr expr, Constant exponent) =>
        exponent.IsOne ? Of(expr)
        : graph.Power(expr, exponent) is Product { Factors: [{ Base: var same }] } power && same == expr ? Of(power)
        : MakePower(expr, exponent);

    // x³ is x²·x, so that x² is there for others too; x^(5/2) is x²·√x.
    private Value MakePower(Expr expr, Constant exponent)
    {
        if (exponent.IsOne)
            return Of(expr);
        if (exponent == Constant.Half)
            return Call("Sqrt", Of(expr));
        if (exponent.IsHalfInteger && exponent.Floor <= GreatestPower)
            return Arithmetic(ValueKind.Multiply, Power(expr, (int)exponent.Floor), Call("Sqrt", Of(expr)));
        if (!exponent.IsInteger || exponent.Numerator > GreatestPower)
            return Call("Pow", Of(expr), values.Number(ValueType.Double, exponent));
        if (exponent.IsEven)
        {
            var root = Power(expr, exponent / 2);
            return Arithmetic(ValueKind.Multiply, root, root);
        }

        return Arithmetic(ValueKind.Multiply, Power(expr, exponent - 1), Of(expr));
    }
}
