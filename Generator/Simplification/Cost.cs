using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Simplification;

/// <summary>What it costs to compute expressions, each shared one once: operations, a call counting as several.</summary>
internal static class Cost
{
    /// <summary>A transcendental call, in operations.</summary>
    public const int Call = 8;

    // Beyond this many nodes a comparison of costs would itself cost too much.
    private const int MostNodes = 80;

    /// <summary>The cost, or <see cref="int.MaxValue"/> where the expressions are too large to look at.</summary>
    public static int Of(params Expr[] roots)
    {
        var seen = new HashSet<Expr>();
        var open = new Stack<Expr>(roots);
        var cost = 0;
        while (open.Count > 0)
        {
            var expr = open.Pop();
            if (!seen.Add(expr))
                continue;
            if (seen.Count > MostNodes)
                return int.MaxValue;
            // What has a name is computed anyway, and bounds the look.
            if (expr.Name is not null && Array.IndexOf(roots, expr) < 0)
                continue;
            cost += Own(expr);
            Push(open, expr);
        }

        return cost;
    }

    /// <summary>Pushes what an expression is made of.</summary>
    public static void Push(Stack<Expr> open, Expr expr)
    {
        switch (expr)
        {
            case Sum sum:
                foreach (var (_, factor) in sum.Terms)
                    open.Push(factor);
                break;
            case Product product:
                foreach (var (factor, _) in product.Factors)
                    open.Push(factor);
                break;
            case Apply apply:
                foreach (var argument in apply.Arguments)
                    open.Push(argument);
                break;
            case Comparison comparison:
                open.Push(comparison.Left);
                open.Push(comparison.Right);
                break;
            case Choice choice:
                open.Push(choice.Condition);
                open.Push(choice.WhenTrue);
                open.Push(choice.WhenFalse);
                break;
        }
    }

    /// <summary>What is computed anyway above a sum that divides: of y²·z²/(x² + y²·z²) the operations of y²·z².</summary>
    public static int Shared(Product product)
    {
        foreach (var (divisor, exponent) in product.Factors)
        {
            if (!exponent.IsNegative || divisor is not Sum { IsScaled: false, Name: null } sum)
                continue;
            foreach (var (_, factor) in sum.Terms)
            {
                if (factor is Product { Name: null } part && Array.TrueForAll(part.Factors, product.Factors.Contains))
                    return Own(part);
            }
        }

        return 0;
    }

    private static int Own(Expr expr)
    {
        switch (expr)
        {
            case Sum sum:
                var operations = sum.Terms.Length - (sum.Constant.IsZero ? 1 : 0);
                var negative = sum.Constant.IsZero || sum.Constant.IsNegative;
                foreach (var (coefficient, _) in sum.Terms)
                {
                    operations += coefficient.IsUnit ? 0 : 1;
                    negative &= coefficient.IsNegative;
                }

                // A sign costs nothing where a numerator is missing, or a difference can be turned round.
                return operations + (negative && HasUnit(sum) && !(sum.IsScaled && TakesSign(sum.Terms[0].Factor)) ? 1 : 0);
            case Product product:
                var (cost, numerators) = (product.Factors.Length - 1, 0);
                foreach (var (_, exponent) in product.Factors)
                {
                    cost += OfPower(exponent.Abs);
                    numerators += exponent.IsNegative ? 0 : 1;
                }

                return cost + (numerators == 0 ? 1 : 0);
            case Apply { Function: Primitive.Logistic }:
                return Call + 3;
            case Apply { Function: Primitive.StopGradient or Primitive.Widen }:
                return 0;
            case Apply:
                return Call;
            case Choice:
                return 1;
            default:
                return 0;
        }
    }

    private static bool HasUnit(Sum sum)
    {
        foreach (var (coefficient, _) in sum.Terms)
        {
            if (coefficient.IsUnit)
                return true;
        }

        return false;
    }

    private static bool TakesSign(Expr expr) => expr is Product product
        && (product.Factors.All(factor => factor.Exponent.IsNegative)
            || product.Factors.Any(factor => factor is { Base: Sum { Name: null } sum, Exponent: { IsInteger: true, IsEven: false } }
                && sum.Terms.Any(term => term.Coefficient.IsNegative)));

    // By repeated squaring; a half costs a square root.
    private static int OfPower(Constant exponent)
    {
        if (!exponent.IsInteger)
            return exponent.IsHalfInteger ? Call + (exponent.Numerator > 1 ? OfPower(exponent.Floor > int.MaxValue ? 2 : (int)exponent.Floor) + 1 : 0) : 2 * Call;
        var cost = 0;
        for (var rest = exponent.Numerator; rest > 1; rest /= 2)
            cost += rest % 2 == 0 ? 1 : 2;
        return cost;
    }
}
