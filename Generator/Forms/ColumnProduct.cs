using SymDiff.Generator.Algebra;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Forms;

/// <summary>
/// The product of a Hessian with a vector, written with entries of the Hessian, H₁₁·ẋ + H₁₂·ẏ. In an entry by itself cancels what in the sum over all columns does not meet: of √(a·x² + b) the entry for x twice is
/// a·b/n³, where the sweep of all columns at once subtracts a²·x²·ẋ/n³ from a·ẋ/n. It is written so where it takes hardly more operations.
/// </summary>
internal sealed class ColumnProduct
{
    // Of so many inputs there are entries enough to be looked at.
    private const int MostInputs = 8;

    // What is so long is not derived once more.
    private const int MostOperations = 500;

    // Entries may take a tenth more than the sweep, where digits may be lost in it, and a quarter more where some of them are sums of fewer terms.
    private const double ByAll = 1.1;
    private const double ByLost = 1.25;

    private readonly ClosedAlgebra algebra;
    private readonly IReadOnlyList<Value> tangents;
    private readonly Expr[] moving;
    private readonly Expr[] entries;
    private readonly List<(int Row, int Column)> pairs;

    private ColumnProduct(ClosedAlgebra algebra, IReadOnlyList<Expr> partials, IReadOnlyList<Value> tangents)
    {
        (this.algebra, this.tangents) = (algebra, tangents);
        var count = partials.Count;
        moving = [.. tangents.Select(algebra.Graph.Symbol)];
        pairs = [.. Enumerable.Range(0, count).SelectMany(row => Enumerable.Range(row, count - row).Select(column => (row, column)))];
        var sweeps = partials.Select(partial => algebra.Sweep(partial, algebra.Graph.One)).ToList();
        entries = algebra.Finish(pairs.Select(pair => sweeps[pair.Row].Of(algebra.Symbols[pair.Column])));
    }

    /// <summary>The product as it is best written.</summary>
    /// <param name="algebra">The method, as algebra.</param>
    /// <param name="partials">Its partials.</param>
    /// <param name="tangents">The velocities of the inputs.</param>
    /// <param name="swept">The product, all columns of which have been swept together.</param>
    /// <param name="finish">What is done to it before it is written.</param>
    /// <param name="lower">How it is written.</param>
    public static (Expr[] Rates, Value[] Written) Best(ClosedAlgebra algebra, IReadOnlyList<Expr> partials, IReadOnlyList<Value> tangents, Expr[] swept, Func<IEnumerable<Expr>, Expr[]> finish, Func<Expr[], Value[]> lower)
    {
        var written = lower(swept);
        var cost = CostOf(written);
        if (partials.Count > MostInputs || cost > MostOperations || !Array.Exists(swept, MayLose))
            return (swept, written);
        var columns = new ColumnProduct(algebra, partials, tangents);
        var replaced = columns.Replaced(swept);
        var all = finish(columns.All());
        if (lower(all) is var byAll && CostOf(byAll) <= (replaced is null ? ByAll : ByLost) * cost)
            return (all, byAll);
        if (replaced is null)
            return (swept, written);
        var some = finish(replaced);
        return lower(some) is var bySome && CostOf(bySome) <= ByLost * cost ? (some, bySome) : (swept, written);
    }

    // Only where a sum divides, or stands under a root or another power, terms grow that cancel.
    private static bool MayLose(Expr expr) => expr.All.Any(static part => part is Apply { Function: Primitive.Pow, IsActive: true }
        || (part is Product product && Array.Exists(product.Factors, static factor => factor.Base is Sum { IsActive: true } or Apply { IsActive: true } or Product { Name: not null, IsActive: true } && (factor.Exponent.IsNegative || !factor.Exponent.IsInteger))));

    private static int CostOf(Value[] written)
    {
        var (operations, calls) = OperationCount.Of(written);
        return operations + (Cost.Call * calls);
    }

    private Expr Entry(int row, int column) => entries[pairs.IndexOf((Math.Min(row, column), Math.Max(row, column)))];

    // With nothing but entries.
    private IEnumerable<Expr> All()
    {
        var columns = Enumerable.Range(0, moving.Length);
        return columns.Select(row => algebra.CombinationOfCases([.. columns.Select(column => Entry(row, column))], tangents));
    }

    // With the entries in place of those columns of each row that are sums of more terms in it; null where none is.
    private Expr[]? Replaced(Expr[] swept)
    {
        var graph = algebra.Graph;
        var result = (Expr[])swept.Clone();
        for (var row = 0; row < swept.Length; row++)
        {
            var by = row;
            List<int> lost = [.. Enumerable.Range(0, moving.Length).Where(column => AdditionsIn(Entry(by, column)) < AdditionsIn(swept[by], column))];
            if (lost.Count == 0)
                continue;
            var still = new Rewriter(graph, expr => lost.Exists(column => moving[column] == expr) ? graph.Zero : expr);
            result[row] = graph.Sum([.. lost.Select(column => new Term(Constant.One, graph.Multiply(Entry(by, column), moving[column]))), new(Constant.One, still.Rewrite(swept[row]))]);
        }

        return result.SequenceEqual(swept) ? null : result;
    }

    private static int AdditionsIn(Expr expr) => expr.All.OfType<Sum>().Sum(static sum => sum.Terms.Length - (sum.Constant.IsZero ? 1 : 0));

    // How many additions are left where one input moves alone.
    private int AdditionsIn(Expr expr, int column)
    {
        var (still, counted, count) = (new Dictionary<Expr, bool>(), new HashSet<Expr>(), 0);
        Count(expr);
        return count;

        void Count(Expr part)
        {
            if (IsZero(part) || !counted.Add(part))
                return;
            if (part is Sum sum)
                count += sum.Terms.Count(term => !IsZero(term.Factor)) - (sum.Constant.IsZero ? 1 : 0);
            foreach (var inner in part.Parts)
                Count(inner);
        }

        bool IsZero(Expr part)
        {
            if (still.TryGetValue(part, out var known))
                return known;
            var place = Array.IndexOf(moving, part);
            return still[part] = place >= 0 ? place != column : part switch
            {
                Sum { Constant.IsZero: true } sum => Array.TrueForAll(sum.Terms, term => IsZero(term.Factor)),
                Product product => Array.Exists(product.Factors, factor => !factor.Exponent.IsNegative && IsZero(factor.Base)),
                Choice choice => IsZero(choice.WhenTrue) && IsZero(choice.WhenFalse),
                _ => part.IsZero,
            };
        }
    }
}
