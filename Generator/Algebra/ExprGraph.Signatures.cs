namespace SymDiff.Generator.Algebra;

/// <content>
/// Numbers by which products are told apart before they are made. The signature of a product is the sum of its factors' signatures, each times its exponent; so
/// products with different signatures are different, whatever is collected or cancels on the way. Equal ones may be equal by chance.
/// </content>
internal sealed partial class ExprGraph
{
    private const ulong Prime = int.MaxValue;
    private const ulong OfExponential = 1_234_567_891;

    private readonly Dictionary<Expr, ulong> signatures = [];
    private readonly Dictionary<Sum, ulong> linears = [];

    /// <summary>The signature of an expression but for its coefficient; 0 for a number.</summary>
    public ulong Signature(Expr expr)
    {
        if (expr is Number)
            return 0;
        if (!signatures.TryGetValue(expr, out var signature))
        {
            System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
            signature = MakeSignature(expr);
            signatures.Add(expr, signature);
        }

        return signature;
    }

    /// <summary>The signature of a power.</summary>
    public ulong Signature(Factor factor) => Residue(factor.Exponent) * Signature(factor.Base) % Prime;

    /// <summary>That of the product of two.</summary>
    public static ulong Joined(ulong one, ulong other) => (one + other) % Prime;

    private ulong MakeSignature(Expr expr)
    {
        switch (expr)
        {
            case Sum { IsScaled: true } scaled:
                return Signature(scaled.Terms[0].Factor);
            case Sum sum:
                // The same for a sum and its opposite.
                var value = Linear(sum);
                return Scrambled(Math.Min(value, Prime - value));
            case Product product:
                var signature = 0UL;
                foreach (var factor in product.Factors)
                    signature = Joined(signature, Signature(factor));
                return signature;
            // exp u · exp v = exp(u + v)
            case Apply { Function: Primitive.Exp, Arguments: [var u] }:
                return OfExponential * Linear(u) % Prime;
            // √(x²) = |x|
            case Apply { Function: Primitive.Abs, Arguments: [var x] }:
                return Signature(x);
            default:
                return Scrambled((ulong)expr.Id);
        }
    }

    // The same for sums: linear in the terms.
    private ulong Linear(Expr expr)
    {
        if (expr is Number number)
            return Residue(number.Value);
        if (expr is not Sum sum)
            return Scrambled(Signature(expr));
        if (linears.TryGetValue(sum, out var value))
            return value;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        value = Residue(sum.Constant);
        foreach (var (coefficient, factor) in sum.Terms)
            value = (value + (Residue(coefficient) * Linear(factor))) % Prime;
        linears.Add(sum, value);
        return value;
    }

    private static ulong Residue(Constant constant)
    {
        if (!constant.IsExact)
            return Scrambled((ulong)BitConverter.DoubleToInt64Bits(constant.ToDouble()));
        var numerator = (ulong)(((constant.Numerator % (long)Prime) + (long)Prime) % (long)Prime);
        return constant.IsInteger ? numerator : numerator * Inverse((ulong)constant.Denominator % Prime) % Prime;
    }

    // By Fermat's little theorem.
    private static ulong Inverse(ulong value)
    {
        var (inverse, power) = (1UL, value);
        for (var rest = Prime - 2; rest > 0; rest /= 2)
        {
            if (rest % 2 == 1)
                inverse = inverse * power % Prime;
            power = power * power % Prime;
        }

        return inverse;
    }

    // The finalizer of SplitMix64 (Steele, Lea and Flood 2014).
    private static ulong Scrambled(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return (value ^ (value >> 31)) % Prime;
        }
    }
}
