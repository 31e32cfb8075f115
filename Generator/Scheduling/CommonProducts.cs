using SymDiff.Generator.Algebra;
using SymDiff.Generator.Simplification;

namespace SymDiff.Generator.Scheduling;

/// <summary>
/// Finds products that several products contain, so that they are computed once: from d/σ² and d²/σ² the first. Greedy, the largest saving first.
/// </summary>
internal sealed class CommonProducts
{
    private const int MostProducts = 40;
    private const int MostRounds = 24;

    private readonly ExprGraph graph;
    private readonly List<(Product Product, List<Factor> Factors)> entries = [];
    private readonly Dictionary<Product, int> places = [];

    public CommonProducts(ExprGraph graph, IEnumerable<Expr> roots)
    {
        this.graph = graph;
        var seen = new HashSet<Expr>();
        var open = new Stack<Expr>(roots.Reverse());
        while (open.Count > 0)
        {
            var expr = open.Pop();
            if (!seen.Add(expr))
                continue;
            if (expr is Product product)
                Add(product);
            Cost.Push(open, expr);
        }

        if (entries.Count <= MostProducts)
        {
            PairPowers();
            AbsorbWholes();
        }

        for (var round = 0; round < MostRounds && entries.Count <= MostProducts && Share(); round++)
        {
        }
    }

    /// <summary>The factors of a product, shared ones together.</summary>
    public IReadOnlyList<Factor> Factors(Product product) => places.TryGetValue(product, out var place) ? entries[place].Factors : product.Factors;

    private void Add(Product product)
    {
        places.Add(product, entries.Count);
        entries.Add((product, [.. product.Factors]));
    }

    // b²/n² is (b/n)², which takes an operation less and does not overflow, unless b² or n² is needed for something else.
    private void PairPowers()
    {
        var powers = entries.SelectMany(entry => entry.Factors).Where(factor => factor.Exponent.IsEven).ToLookup(factor => factor.Base);
        foreach (var (_, factors) in entries)
        {
            for (var i = 0; i < factors.Count; i++)
            {
                var (expr, exponent) = factors[i];
                var match = exponent is { IsEven: true, IsNegative: false }
                    ? factors.FindIndex(other => other.Exponent == -exponent && IsAlwaysOver(other.Base))
                    : -1;
                if (match < 0 || powers[expr].Count() > 1)
                    continue;
                factors[i] = new(graph.Raw([new(expr, Constant.One), new(factors[match].Base, Constant.MinusOne)]), exponent);
                factors.RemoveAt(match);
                i -= match < i ? 1 : 0;
            }
        }

        // Whether it is squared in denominators only, each of them under another square that is used nowhere else.
        bool IsAlwaysOver(Expr expr) => entries.TrueForAll(entry => !entry.Factors.Exists(factor => factor.Base == expr && factor.Exponent.IsEven)
            || entry.Factors.Exists(above => above.Exponent is { IsEven: true, IsNegative: false } && powers[above.Base].Count() == 1
                && entry.Factors.Exists(factor => factor.Base == expr && factor.Exponent == -above.Exponent)));
    }

    // A product that divides another is computed anyway: in q²·r it stands for itself.
    private void AbsorbWholes()
    {
        foreach (var (whole, _) in entries.OrderBy(entry => entry.Product.Id).ToList())
        {
            // Of a quotient 1/(a·b) only the denominator is worth sharing, and it is shared by itself.
            if (whole.Name is null && Array.TrueForAll(whole.Factors, factor => factor.Exponent.IsNegative))
                continue;
            foreach (var (product, factors) in entries)
            {
                // What came first cannot contain what came later.
                while (product.Id > whole.Id && Contains(factors, whole.Factors))
                    Replace(factors, whole.Factors, whole);
            }
        }
    }

    private static void Replace(List<Factor> factors, IReadOnlyList<Factor> part, Product by)
    {
        var first = factors.Count;
        foreach (var (expr, exponent) in part)
        {
            var index = factors.FindIndex(factor => factor.Base == expr);
            first = Math.Min(first, index);
            var rest = factors[index].Exponent - exponent;
            if (rest.IsZero)
                factors.RemoveAt(index);
            else
                factors[index] = new(expr, rest);
        }

        var place = factors.FindIndex(factor => factor.Base == by);
        if (place < 0)
            factors.Insert(Math.Min(first, factors.Count), new(by, Constant.One));
        else
            factors[place] = new(by, factors[place].Exponent + 1);
    }

    private bool Share()
    {
        List<Factor>? best = null;
        var bestGain = 0;
        for (var i = 0; i < entries.Count; i++)
        {
            for (var j = i + 1; j < entries.Count; j++)
            {
                var common = Common(entries[i].Factors, entries[j].Factors);
                var gain = Gain(common);
                if (gain > bestGain)
                    (best, bestGain) = (common, gain);
            }
        }

        if (best is null)
            return false;
        var shared = graph.Raw([.. best]);
        if (!places.ContainsKey(shared))
            Add(shared);
        foreach (var (product, factors) in entries)
        {
            if (product == shared || !Contains(factors, best))
                continue;
            Replace(factors, best, shared);
        }

        return true;
    }

    // Powers of one base are shared by themselves; a quotient is shared with its numerator.
    private static int Gain(List<Factor> common) => common.Any(factor => !factor.Exponent.IsNegative) ? common.Count - 1 : 0;

    private static bool Contains(List<Factor> factors, IReadOnlyList<Factor> part)
    {
        foreach (var (expr, exponent) in part)
        {
            var index = factors.FindIndex(factor => factor.Base == expr);
            if (index < 0 || factors[index].Exponent.IsNegative != exponent.IsNegative || factors[index].Exponent.Abs < exponent.Abs
                || factors[index].Exponent.IsInteger != exponent.IsInteger)
            {
                return false;
            }
        }

        return true;
    }

    private static List<Factor> Common(List<Factor> a, List<Factor> b)
    {
        var common = new List<Factor>();
        foreach (var (expr, exponent) in a)
        {
            foreach (var (other, otherExponent) in b)
            {
                if (expr != other || exponent.IsNegative != otherExponent.IsNegative || exponent.IsInteger != otherExponent.IsInteger)
                    continue;
                if (exponent.IsInteger || exponent == otherExponent)
                    common.Add(new(expr, exponent.Abs < otherExponent.Abs ? exponent : otherExponent));
            }
        }

        return common;
    }
}
