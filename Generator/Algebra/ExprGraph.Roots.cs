namespace SymDiff.Generator.Algebra;

/// <content>Square roots: which come apart, and which meet.</content>
internal sealed partial class ExprGraph
{
    // √(a·b) beside a or b: comes apart where a power of the whole radicand stands beside it.
    private void OpenRoots(FactorList collected)
    {
        foreach (var (expr, exponent) in collected.Items())
        {
            if (exponent.IsInteger || expr is not Product product)
                continue;
            var whole = product.Factors.All(factor => collected.TryGet(factor.Base, out var present)
                && !(present / factor.Exponent).IsNegative == exponent.IsNegative && present.IsInteger);
            if (whole)
            {
                foreach (var factor in product.Factors)
                    collected.Add(factor.Base, factor.Exponent * (exponent.IsNegative ? Constant.MinusOne : Constant.One));
                collected.Add(expr, exponent.IsNegative ? Constant.One : Constant.MinusOne);
                HasRewritten = true;
            }
        }
    }

    // With q = √t, a name for what it is the root of: q² is t, and q³ is t·q.
    private void SquareRoots(FactorList collected)
    {
        foreach (var (expr, exponent) in collected.Items())
        {
            if (!exponent.IsInteger || exponent.Abs < 2 || expr is not Product { Factors: [{ Base: Symbol radicand, Exponent: var root }] } || root != Constant.Half)
                continue;
            var rest = exponent.IsEven ? Constant.Zero : exponent.IsNegative ? Constant.MinusOne : Constant.One;
            collected.Add(expr, rest - exponent);
            collected.Add(radicand, (exponent - rest) * Constant.Half);
            HasRewritten = true;
        }
    }

    // √h·√(1 − h) = √(h·(1 − h)), of which neither factor is greater than 1. Other roots stay apart: the product of what stands under them may overflow.
    private void JoinRoots(FactorList collected)
    {
        foreach (var (expr, exponent) in collected.Items())
        {
            if (exponent.Abs != Constant.Half || expr is not Sum { Constant.IsOne: true, Terms: [{ Coefficient.IsMinusOne: true, Factor: var rest }] }
                || !collected.TryGet(rest, out var other) || other != exponent)
            {
                continue;
            }

            HasRewritten = true;
            collected.Add(expr, -exponent);
            collected.Add(rest, -exponent);
            collected.Add(Raw([new(rest, Constant.One), new(expr, Constant.One)]), exponent);
            return;
        }
    }

    private static Constant? Root(Constant value, Constant exponent)
    {
        if (!exponent.IsHalfInteger || !value.IsExact)
            return null;
        var (numerator, denominator) = (Math.Sqrt(value.Numerator), Math.Sqrt(value.Denominator));
        if (numerator != Math.Floor(numerator) || denominator != Math.Floor(denominator) || numerator > 1e7 || denominator > 1e7)
            return null;
        return Constant.Of((long)numerator, (long)denominator).Power(exponent.Numerator);
    }
}
