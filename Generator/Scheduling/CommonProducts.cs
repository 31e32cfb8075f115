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

    // Of more products than that, two factors at a time are shared, and of more than these none.
    private const int MostPaired = 5000;
    private const int MostRoundsOfPairs = 12;

    // What two products have in common may as well be a power of the one and a name for the other.
    private const int FewestOfPair = 3;
    private const int CostOfDivision = 5;

    private readonly ExprGraph graph;
    private readonly List<(Product Product, List<Factor> Factors)> entries = [];
    private readonly Dictionary<Product, int> places = [];

    /// <param name="graph">The graph.</param>
    /// <param name="roots">What is to be computed.</param>
    /// <param name="present">What is there already: a product among it is a factor of those that contain it.</param>
    public CommonProducts(ExprGraph graph, IEnumerable<Expr> roots, IEnumerable<Expr> present)
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

        BalancedQuotients.Divide(graph, entries.ConvertAll(static entry => entry.Factors), seen);
        if (entries.Count <= MostProducts)
        {
            PairPowers();
            AddPresent(present);
            AbsorbWholes();
        }

        for (var round = 0; round < MostRounds && entries.Count <= MostProducts && Share(); round++)
        {
        }

        for (var round = 0; round < MostRoundsOfPairs && entries.Count is > MostProducts and <= MostPaired && SharePairs(); round++)
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

    private void AddPresent(IEnumerable<Expr> present)
    {
        foreach (var product in present.OfType<Product>().Where(product => !places.ContainsKey(product)))
            Add(product);
    }

    // b²/n² is (b/n)², and 1/(b²·n²) is 1/(b·n)², which takes an operation less and does not overflow, unless b² or n² is needed for something else.
    private void PairPowers()
    {
        var powers = entries.SelectMany(entry => entry.Factors).Where(factor => factor.Exponent.IsEven).ToLookup(factor => factor.Base);
        foreach (var (_, factors) in entries)
        {
            for (var i = 0; i < factors.Count; i++)
            {
                var (expr, exponent) = factors[i];
                var match = !exponent.IsEven || powers[expr].Count() > 1 ? -1
                    : exponent.IsNegative ? factors.FindIndex(other => other.Base != expr && other.Exponent == exponent && IsAlwaysBeside(other.Base))
                    : factors.FindIndex(other => other.Exponent == -exponent && IsAlwaysOver(other.Base));
                if (match < 0)
                    continue;
                factors[i] = new(graph.Raw([new(expr, Constant.One), new(factors[match].Base, exponent.IsNegative ? Constant.One : Constant.MinusOne)]), exponent);
                factors.RemoveAt(match);
                i -= match < i ? 1 : 0;
            }
        }

        // The same of two squares in denominators.
        bool IsAlwaysBeside(Expr expr) => entries.TrueForAll(entry => !entry.Factors.Exists(factor => factor.Base == expr && factor.Exponent.IsEven)
            || entry.Factors.Exists(other => other.Base != expr && other.Exponent is { IsEven: true, IsNegative: true } && powers[other.Base].Count() == 1
                && entry.Factors.Exists(factor => factor.Base == expr && factor.Exponent == other.Exponent)));

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
                // What may vanish is multiplied by a power one by one.
                if (Array.TrueForAll(whole.Factors, factor => factor.Exponent.IsEven) && factors.Exists(factor => factor.Exponent.IsOne && Tails.Vanishes(factor.Base)))
                    continue;
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

    // Two factors that stand together in several products, those that save most first: a quotient before a product, since a division takes as long as several multiplications.
    private bool SharePairs()
    {
        var pairs = new Dictionary<(Expr A, bool IsUnderA, Expr B, bool IsUnderB), List<int>>();
        for (var place = 0; place < entries.Count; place++)
        {
            var factors = entries[place].Factors;
            for (var i = 0; i < factors.Count; i++)
            {
                for (var j = i + 1; j < factors.Count; j++)
                {
                    var (a, b) = factors[i].Base.Id < factors[j].Base.Id ? (factors[i], factors[j]) : (factors[j], factors[i]);
                    if (a.Base == b.Base || !a.Exponent.IsInteger || !b.Exponent.IsInteger || (a.Exponent.IsNegative && b.Exponent.IsNegative) || IsTurnable(a.Base) || IsTurnable(b.Base) || (IsConstant(a.Base) && IsConstant(b.Base)))
                        continue;
                    var key = (a.Base, a.Exponent.IsNegative, b.Base, b.Exponent.IsNegative);
                    if (!pairs.TryGetValue(key, out var among))
                        pairs.Add(key, among = []);
                    among.Add(place);
                }
            }
        }

        var hasShared = false;
        var several = pairs.Where(pair => pair.Value.Count >= FewestOfPair)
            .OrderByDescending(pair => (pair.Value.Count - 1) * (pair.Key.IsUnderA || pair.Key.IsUnderB ? CostOfDivision : 1)).ThenBy(pair => pair.Key.A.Id).ThenBy(pair => pair.Key.B.Id);
        foreach (var (key, among) in several.Select(pair => (pair.Key, pair.Value)).ToList())
        {
            var shared = graph.Raw([new(key.A, key.IsUnderA ? Constant.MinusOne : Constant.One), new(key.B, key.IsUnderB ? Constant.MinusOne : Constant.One)]);
            Factor[] part = [.. shared.Factors];
            var left = among.FindAll(place => entries[place].Product == shared || Contains(entries[place].Factors, part));
            if (left.Count < FewestOfPair)
                continue;
            // What has such a pair twice has been rewritten the first time.
            foreach (var place in left.Where(place => entries[place].Product != shared && Contains(entries[place].Factors, part)))
                Replace(entries[place].Factors, part, shared);
            if (!places.ContainsKey(shared))
                Add(shared);
            hasShared = true;
        }

        return hasShared;
    }

    // Of 1 − x and x − 1 the one serves for the other, with the sign of the product in which it stands.
    private static bool IsTurnable(Expr expr) => expr is Sum { Name: null, IsScaled: false, Constant.IsZero: false };

    // Powers of one base are shared by themselves; a quotient is shared with its numerator.
    private static int Gain(List<Factor> common)
    {
        // What numbers make together the compiler knows.
        var numbers = common.Count(factor => IsConstant(factor.Base));
        return common.Any(factor => !factor.Exponent.IsNegative) && numbers < common.Count ? common.Count - Math.Max(numbers, 1) : 0;
    }

    private static bool IsConstant(Expr expr) => expr is Symbol { Value.IsConstant: true };

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
