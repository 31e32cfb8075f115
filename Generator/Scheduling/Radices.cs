using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Scheduling;

/// <summary>What something that vanishes grows smaller with, and what is large where that is: beside exp(−1/t) the powers of 1/t.</summary>
internal sealed class Radices
{
    // Products within products are looked into no further than this.
    private const int Deepest = 6;

    // Powers are looked for no deeper than this.
    private const int DeepestPower = 40;

    // Up to this power a product is made of it factor by factor, behind what vanishes.
    private static readonly Constant HighestOneByOne = 3;

    // From this power on the terms of a sum may overflow.
    private static readonly Constant LeastOfASum = 2;

    // Whether it looks as if it were to vanish: exp(−x²), and not exp(k·t), which does so where k·t is negative only.
    private readonly bool isDamped;
    private readonly HashSet<(Expr Radix, bool IsInverse)> radices = [];
    private readonly Dictionary<(Expr Expr, bool IsInverse, (Expr, bool) Radix), Constant> degrees = [];

    /// <summary>Those of what vanishes with its argument.</summary>
    public Radices(Expr vanishing, Expr argument)
    {
        Vanishing = vanishing;
        isDamped = vanishing is not Apply { Function: Primitive.Exp } || argument is Sum { IsScaled: false } || ExprGraph.Split(argument).Coefficient.IsNegative;
        Add(argument, isInverse: false, 0);
    }

    /// <summary>What vanishes.</summary>
    public Expr Vanishing { get; }

    /// <summary>Whether one of the factors is computed at once, and a power of them that may overflow stands in it.</summary>
    public bool MakeOverflow(Product product) => Array.Exists(product.Factors, IsLarge);

    /// <summary>Whether a factor is computed at once, and a power of them that may overflow stands in it.</summary>
    public bool IsLarge(Factor factor) => IsLarge(factor, 0);

    /// <summary>Whether it is an exponential that looks as if it were to grow: exp(k·t), and not exp(−k·t).</summary>
    public static bool Explodes(Expr expr) => expr is Apply { Function: Primitive.Exp, Arguments: [var u] } && !ExprGraph.Split(u).Coefficient.IsNegative && u is not Sum { IsScaled: false };

    private void Add(Expr expr, bool isInverse, int depth)
    {
        if (depth > Deepest || !radices.Add((expr is Apply { Function: Primitive.Pow, Arguments: [var radix, _] } ? radix : expr, isInverse)))
            return;
        foreach (var (part, exponent) in Parts(expr))
            Add(part, isInverse != exponent.IsNegative, depth + 1);
    }

    private static IEnumerable<Factor> Parts(Expr expr) => expr switch
    {
        Product product => product.Factors,
        Sum sum => sum.Terms.Select(static term => new Factor(term.Factor, Constant.One)),
        _ => [],
    };

    private bool IsLarge(Factor factor, int depth)
    {
        var (expr, exponent) = factor;
        if (expr == Vanishing || !expr.IsActive || depth > Deepest)
            return false;
        if (expr is Product product)
            return Array.Exists(product.Factors, inner => IsLarge(new(inner.Base, inner.Exponent * exponent), depth + 1));
        foreach (var radix in radices)
        {
            var degree = Degree(expr, exponent.IsNegative, radix, 0);
            if (degree * exponent.Abs > HighestOneByOne || (isDamped && expr is Sum && !exponent.IsNegative && !(degree * (exponent < Constant.One ? exponent : Constant.One) < LeastOfASum)))
                return true;
        }

        return false;
    }

    // Which power of one of them it is, or its inverse.
    private Constant Degree(Expr expr, bool isInverse, (Expr Expr, bool IsInverse) radix, int depth)
    {
        if (!expr.IsActive || depth > DeepestPower)
            return Constant.Zero;
        if (degrees.TryGetValue((expr, isInverse, radix), out var known))
            return known;
        known = (expr, isInverse) == radix ? Explodes(expr) || (Vanishing is Sum && expr is Apply { Function: Primitive.Exp }) ? HighestOneByOne + 1 : Constant.One
            : expr is Apply { Function: Primitive.Pow, Arguments: [var own, _] } && (own, isInverse) == radix ? HighestOneByOne + 1
            : Constant.Zero;
        if (expr is Product product)
            known = Greater(known, product.Factors.Aggregate(Constant.Zero, (sum, part) => sum + (Degree(part.Base, isInverse != part.Exponent.IsNegative, radix, depth + 1) * part.Exponent.Abs)));
        else if (expr is Sum sum && !isInverse)
            known = Greater(known, sum.Terms.Aggregate(Constant.Zero, (most, term) => Greater(most, Degree(term.Factor, isInverse, radix, depth + 1))));
        return degrees[(expr, isInverse, radix)] = known;
    }

    private static Constant Greater(Constant a, Constant b) => a > b ? a : b;
}
