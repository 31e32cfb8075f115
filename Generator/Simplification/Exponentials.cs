using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Simplification;

/// <summary>
/// Products of exponentials that differ by algebra only are written with the same exponential: where d₂ = d₁ − σ√T, K·exp(−rT)·φ(d₂) = S·φ(d₁). The
/// difference of their exponents is multiplied out; what is left of it must be logarithms, because exp(c·log x) = xᶜ. So terms meet that have nothing in common
/// to the eye, and where they are opposite nothing is left of them.
/// </summary>
internal sealed class Exponentials
{
    // Each is compared with each.
    private const int Most = 8;

    // What is shared among nested products is met at each of its uses.
    private const int DeepestProduct = 4;

    private readonly ExprGraph graph;
    private readonly List<(Expr Part, Polynomial Exponent, int Densities, int Cost)> parts = [];
    private readonly Dictionary<Expr, (Expr Part, Factor[] Ratio)> simpler = [];

    private Exponentials(ExprGraph graph, IEnumerable<Expr> roots)
    {
        this.graph = graph;
        var seen = new HashSet<Expr>();
        var open = new Stack<Expr>(roots.Reverse());
        while (open.Count > 0 && parts.Count <= Most)
        {
            var expr = open.Pop();
            if (!seen.Add(expr))
                continue;
            Collect(expr);
            foreach (var child in expr.Parts)
                open.Push(child);
        }

        if (parts.Count is > 1 and <= Most)
            Compare();
    }

    /// <summary>The expressions, with as few different exponentials as may be.</summary>
    public static Expr[] Align(ExprGraph graph, Expr[] exprs)
    {
        var exponentials = new Exponentials(graph, exprs);
        if (exponentials.simpler.Count == 0)
            return exprs;
        var align = new Rewriter(graph, exponentials.Replace);
        return [.. exprs.Select(align.Rewrite)];
    }

    private static bool IsExponential(Factor factor) =>
        factor is { Base: Apply { Function: Primitive.Exp or Primitive.NormalPdf }, Exponent: { IsInteger: true, IsNegative: false } };

    // The factors within a few names: a named product may hold an exponential too.
    private static IEnumerable<Factor> Flat(Expr expr, int depth = 0) => expr is Product product
        ? product.Factors.SelectMany(factor => factor is { Base: Product inner, Exponent.IsOne: true } && depth < DeepestProduct ? Flat(inner, depth + 1) : [factor])
        : [new(expr, Constant.One)];

    private void Collect(Expr expr)
    {
        if (expr is not (Product or Apply { Function: Primitive.Exp or Primitive.NormalPdf }))
            return;
        var factors = Flat(expr).Where(IsExponential).ToArray();
        if (factors.Length == 0 || graph.Product(Constant.One, factors) is var part && parts.Exists(known => known.Part == part))
            return;
        Polynomial? exponent = null;
        foreach (var (factor, power) in factors)
        {
            var apply = (Apply)factor;
            var own = apply.Function == Primitive.Exp
                ? Polynomial.Of(graph, power, apply.Arguments[0])
                : Polynomial.Of(graph, power * -Constant.Half, graph.Square(apply.Arguments[0]));
            exponent = exponent is null || own is null ? own : exponent.Plus(Constant.One, own);
            if (exponent is null)
                return;
        }

        var densities = factors.Where(factor => factor.Base is Apply { Function: Primitive.NormalPdf }).Sum(factor => (int)factor.Exponent.Numerator);
        parts.Add((part, exponent!, densities, Cost.Of(part)));
    }

    private void Compare()
    {
        var known = parts.OrderBy(part => part.Cost).ThenBy(part => part.Part.Id).ToList();
        for (var i = 1; i < known.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (known[i].Densities == known[j].Densities && !simpler.ContainsKey(known[j].Part)
                    && known[i].Exponent.Plus(Constant.MinusOne, known[j].Exponent) is { } difference && Algebraic(difference) is { } ratio)
                {
                    simpler.Add(known[i].Part, (known[j].Part, ratio));
                    break;
                }
            }
        }
    }

    // The exponential of a sum of logarithms; null where anything else stands in it.
    private static Factor[]? Algebraic(Polynomial exponent)
    {
        var ratio = new List<Factor>();
        foreach (var (factors, coefficient) in exponent.Terms)
        {
            if (factors is not [{ Base: Apply { Function: Primitive.Log, Arguments: [var x] }, Exponent.IsOne: true }] || !(coefficient.IsInteger || coefficient.IsHalfInteger))
                return null;
            ratio.Add(new(x, coefficient));
        }

        return [.. ratio];
    }

    private Expr Replace(Expr expr)
    {
        if (expr is not (Product or Apply { Function: Primitive.Exp or Primitive.NormalPdf }))
            return expr;
        var factors = Flat(expr).ToList();
        if (!factors.Exists(IsExponential) || !simpler.TryGetValue(graph.Product(Constant.One, [.. factors.Where(IsExponential)]), out var other))
            return expr;
        // In the place of the first; what they differ by is taken apart: K·(S/K) = S.
        var first = factors.FindIndex(IsExponential);
        factors.RemoveAll(IsExponential);
        factors.InsertRange(first, [.. other.Ratio.SelectMany(Apart), new(other.Part, Constant.One)]);
        return graph.Product(Constant.One, factors);
    }

    private static IEnumerable<Factor> Apart(Factor factor) => factor.Base is Product product && factor.Exponent.IsInteger
        ? product.Factors.Select(inner => new Factor(inner.Base, inner.Exponent * factor.Exponent))
        : [factor];
}
