using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Simplification;

/// <summary>
/// How few terms a sum can have once it is multiplied out, found before any term is made: nearly always it is too many, and multiplying out is the dearest of the
/// identities.
/// </summary>
internal sealed class Monomials(ExprGraph graph)
{
    private readonly Dictionary<ulong, int> counts = [];

    // Signatures of what would not stay one term among the others: a sum, a choice, a squared sine.
    private readonly HashSet<ulong> fragile = [];
    private bool isUncertain;

    /// <summary>A term that stays as it is.</summary>
    public void Add(Expr factor)
    {
        Note(new(factor, Constant.One));
        Count(graph.Signature(factor));
    }

    /// <summary>A product of which one part of each list is taken in turn.</summary>
    public void Add(List<List<Term>> lists)
    {
        List<ulong> products = [0];
        foreach (var parts in lists)
        {
            var longer = new List<ulong>(products.Count * parts.Count);
            foreach (var product in products)
            {
                foreach (var (_, factor) in parts)
                    longer.Add(ExprGraph.Joined(product, graph.Signature(factor)));
            }

            foreach (var (_, factor) in parts)
                Note(new(factor, Constant.One));
            products = longer;
        }

        foreach (var product in products)
            Count(product);
    }

    /// <summary>The least number of terms that are left, a constant among them: those that are like no other.</summary>
    public int Fewest
    {
        get
        {
            if (isUncertain)
                return 0;
            var single = 0;
            foreach (var pair in counts)
            {
                if (fragile.Contains(pair.Key))
                    return 0;
                single += pair.Value == 1 ? 1 : 0;
            }

            return single;
        }
    }

    private void Count(ulong signature) => counts[signature] = counts.TryGetValue(signature, out var count) ? count + 1 : 1;

    // Identities of quotients and choices do not keep signatures.
    private void Note(Factor power)
    {
        switch (power.Base)
        {
            case Product product:
                foreach (var (expr, exponent) in product.Factors)
                    Note(new(expr, exponent * power.Exponent));
                break;
            case Sum { IsScaled: true } scaled:
                Note(new(scaled.Terms[0].Factor, power.Exponent));
                break;
            case Sum sum:
                isUncertain |= power.Exponent.IsNegative && Array.TrueForAll(sum.Terms, term => Identities.IsExponential(term.Factor));
                fragile.Add(graph.Signature(sum));
                break;
            case Choice or Apply { Function: Primitive.Logistic }:
                isUncertain = true;
                break;
            case Apply { Function: Primitive.Cosh or Primitive.Cos or Primitive.Expm1 }:
                isUncertain |= power.Exponent.IsNegative;
                break;
            case Apply { Function: Primitive.Sin } sine:
                fragile.Add(graph.Signature(new Factor(sine, 2)));
                break;
        }
    }
}
