using SymDiff.Generator.Algebra;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Calculus;

/// <summary>
/// Reverse sweep over the shared graph of a closed form (Griewank and Walther, Evaluating Derivatives, 2008, ch. 3): from the result back to the inputs, each
/// expression's adjoint is the sum over its uses of the user's adjoint times the local partial. Linear in the size of the graph.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="timeOf">
/// Within a program, when what an expression reads is known: the expressions of a time are swept before those of earlier ones. Null for a closed form.
/// </param>
/// <param name="isBoundary">Which expressions are not looked into; their adjoints are collected. Null for none.</param>
/// <param name="isNaming">Whether the adjoint of the author's <c>z</c> becomes <c>zBar</c>; only that of the method's own result is meant by it.</param>
/// <param name="demand">Within a program, which adjoints may be zero. Null for a closed form.</param>
/// <param name="areCasesApart">Whether each case of what the result is chosen from is swept by itself, even where cases have much in common.</param>
/// <param name="isInOrder">Whether an adjoint is summed up as it comes together, statement by statement from the last; otherwise by how expressions were made.</param>
internal sealed class Adjoints(ExprGraph graph, Func<Expr, int>? timeOf = null, Func<Expr, bool>? isBoundary = null, bool isNaming = true, Demand? demand = null, bool isInOrder = false, bool areCasesApart = false)
{
    // A product of more factors than this is swept as a chain of binary ones, so that it costs prefix and suffix products only.
    private const int FewFactors = 6;

    private readonly Dictionary<Expr, List<(int User, Expr Amount)>> contributions = [];
    private readonly Dictionary<Expr, Expr> adjoints = [];
    private readonly HashSet<Expr> direct = [];
    private Expr? current;
    private Faults? faults;

    private readonly Dictionary<Expr, HashSet<Expr>> users = [];
    private readonly SortedSet<(int Time, int Id, Expr Expr)> waiting = new(Comparer<(int Time, int Id, Expr Expr)>.Create(static (a, b) =>
        a.Time != b.Time ? a.Time.CompareTo(b.Time) : a.Id.CompareTo(b.Id)));

    /// <summary>The named expressions that were swept, from the result backwards, with their adjoints.</summary>
    public IEnumerable<(Expr Expr, Expr Adjoint)> Named =>
        adjoints.Where(pair => !string.IsNullOrEmpty(pair.Key.Name)).OrderByDescending(pair => pair.Key.Id).Select(pair => (pair.Key, pair.Value));

    /// <summary>The named expressions through which the result depends on this one; none where it does so directly.</summary>
    public IEnumerable<Expr> UsersOf(Expr expr) =>
        !direct.Contains(expr) && users.TryGetValue(expr, out var found) ? found.OrderBy(user => user.Id) : Enumerable.Empty<Expr>();

    /// <summary>The first function met that has no known derivative.</summary>
    public Apply? Unknown { get; private set; }

    /// <summary>Whether cases were swept together that could have been apart.</summary>
    public bool HasJoinedCases { get; private set; }

    /// <summary>The adjoint of an input.</summary>
    public Expr Of(Expr input) => adjoints.TryGetValue(input, out var adjoint) ? adjoint : graph.Zero;

    /// <summary>Sweeps back from the result, whose adjoint is the cotangent.</summary>
    public void Sweep(Expr result, Expr cotangent)
    {
        if (result is Choice cases && cotangent is not Choice && Cases.CanBeApart(cases))
        {
            if (areCasesApart || Cases.AreApart(cases))
            {
                SweepCases(cases, cotangent);
                return;
            }

            HasJoinedCases = true;
        }

        if (cotangent is Number)
            (faults = new Faults(graph)).Forbid(result, Faults.Lost);
        Contribute(result, int.MaxValue, cotangent);
        direct.Add(result);
        foreach (var expr in Cases.ActiveIn(result).OrderByDescending(expr => expr.Id))
        {
            if (!contributions.TryGetValue(expr, out var uses))
                continue;
            var adjoint = graph.Sum([.. uses.OrderBy(use => use.Amount is Number).ThenBy(use => use.User).Select(use => new Term(Constant.One, use.Amount))]);
            if (adjoint.IsZero)
                continue;
            adjoints[expr] = adjoint;
            NameAfter(expr, adjoint);
            Propagate(expr, adjoint);
        }
    }

    // Each case by itself, as a person derives them that have nothing in common.
    private void SweepCases(Choice cases, Expr cotangent)
    {
        Adjoints Swept(Expr side)
        {
            var sweep = new Adjoints(graph, isNaming: isNaming, areCasesApart: areCasesApart);
            sweep.Sweep(side, cotangent);
            Unknown ??= sweep.Unknown;
            HasJoinedCases |= sweep.HasJoinedCases;
            direct.UnionWith(sweep.direct);
            foreach (var (expr, through) in sweep.users.Select(pair => (pair.Key, pair.Value)))
            {
                if (!users.TryGetValue(expr, out var named))
                    users.Add(expr, named = []);
                named.UnionWith(through);
            }

            return sweep;
        }

        var (whenTrue, whenFalse) = (Swept(cases.WhenTrue), Swept(cases.WhenFalse));
        foreach (var expr in whenTrue.adjoints.Keys.Union(whenFalse.adjoints.Keys))
            adjoints[expr] = graph.Choose(cases.Condition, whenTrue.Of(expr), whenFalse.Of(expr));
    }

    /// <summary>Adds to the adjoint of an expression of a program, from outside the sweep.</summary>
    public void Seed(Expr expr, Expr cotangent)
    {
        current = null;
        Contribute(expr, int.MaxValue, cotangent);
    }

    /// <summary>
    /// Sweeps a program's expressions that are known no earlier than a time, latest first, and gives those that nothing is known of but their adjoint: symbols and
    /// boundaries.
    /// </summary>
    public IEnumerable<(Expr Expr, Expr Adjoint)> SweepTo(int time)
    {
        while (waiting.Count > 0 && waiting.Max.Time >= time)
        {
            var next = waiting.Max;
            waiting.Remove(next);
            var expr = next.Expr;
            var adjoint = graph.Sum([.. contributions[expr].OrderBy(use => use.Amount is Number).ThenBy(use => isInOrder ? 0 : use.User).Select(use => new Term(Constant.One, use.Amount))]);
            adjoints[expr] = adjoint;
            if (adjoint.IsZero)
                continue;
            if (expr is Symbol || isBoundary!(expr))
            {
                yield return (expr, adjoint);
                continue;
            }

            NameAfter(expr, adjoint);
            Propagate(expr, adjoint);
        }
    }

    // The adjoint of the author's z is zBar.
    private void NameAfter(Expr expr, Expr adjoint)
    {
        if (isNaming && !string.IsNullOrEmpty(expr.Name) && adjoint is Sum { IsScaled: false, Name: null } or Product { Name: null, Factors.Length: > 1 } && expr.Parts.Count(child => child.IsActive) > 1)
            adjoint.Name = expr.Name + "Bar";
    }

    private void Contribute(Expr expr, int user, Expr amount)
    {
        if (!expr.IsActive || amount.IsZero)
            return;
        if (!contributions.TryGetValue(expr, out var uses))
        {
            contributions.Add(expr, uses = []);
            if (timeOf is not null)
                waiting.Add((timeOf(expr), expr.Id, expr));
        }

        uses.Add((user, amount));
        // Through which of the author's variables the derivative comes: the steps of the derivation.
        if (current is null)
            return;
        if (!users.TryGetValue(expr, out var named))
            users.Add(expr, named = []);
        if (string.IsNullOrEmpty(current.Name))
        {
            if (direct.Contains(current))
                direct.Add(expr);
            named.UnionWith(UsersOf(current));
        }
        else
            named.Add(current);
    }

    private void Propagate(Expr expr, Expr adjoint)
    {
        current = expr;
        switch (expr)
        {
            case Sum sum:
                foreach (var (coefficient, factor) in sum.Terms)
                    Contribute(factor, sum.Id, graph.Scale(coefficient, adjoint));
                break;
            case Product product when product.Factors.Count(factor => factor.Base.IsActive) > FewFactors:
                PropagateChain(product, adjoint);
                break;
            case Product product:
                for (var i = 0; i < product.Factors.Length; i++)
                {
                    if (product.Factors[i].Base.IsActive)
                        Contribute(product.Factors[i].Base, product.Id, Partial(product, i, adjoint));
                }

                break;
            case Apply apply:
                PropagateCall(apply, adjoint);
                break;
            case Choice choice:
                Contribute(choice.WhenTrue, choice.Id, Guarded(choice.Condition, true, adjoint));
                Contribute(choice.WhenFalse, choice.Id, Guarded(choice.Condition, false, adjoint));
                break;
        }
    }

    // ∂y/∂f = −y/f for a factor 1/f of a product y that is computed anyway.
    private Expr Partial(Product product, int index, Expr adjoint)
    {
        var (expr, exponent) = product.Factors[index];
        return product.Name is not null && exponent.IsNegative
            ? graph.Times(adjoint, exponent, [new(product, Constant.One), new(expr, Constant.MinusOne)], demand)
            : Partial(product.Factors, index, adjoint);
    }

    // ∂(∏ fⱼ^eⱼ)/∂fᵢ = eᵢ·fᵢ^(eᵢ−1)·∏ⱼ≠ᵢ fⱼ^eⱼ
    private Expr Partial(Factor[] factors, int index, Expr adjoint)
    {
        var (expr, exponent) = factors[index];
        var partial = graph.Times(adjoint, exponent, [.. factors.Select((factor, i) => i == index ? new Factor(expr, exponent - 1) : factor)], demand);
        return exponent == Constant.Half && graph.IsSumOfSquares(expr) && !IsNeverZero(expr)
            // The norm √(x² + y²): at the origin its gradient is taken to be 0, unless the method divides by it, or nothing does.
            ? OffTheOrigin(expr, partial)
            : partial;
    }

    // Where the norm cancels from what it is a factor of, as that of a distance does in a kernel that is smooth, there is no kink: the slope at the origin is what it tends to.
    private Expr? Smooth(Expr partial, Expr squares) => partial is not Choice && Simplifier.Simplify(graph, [partial])[0] is var simple && graph.IsContinuousAtZero(simple, squares) ? simple : null;

    // Where it is zero there is no value.
    private bool IsNeverZero(Expr expr) => demand?.Forbids(expr, Fault.Zero, demand.Case) ?? faults?.Of(expr).HasFlag(Fault.Zero) == true;

    // Where the author tells less from more, within his choice, so that both sides of it meet again in the sum.
    private Expr OffTheOrigin(Expr squares, Expr partial)
    {
        if (Smooth(partial, squares) is { } smooth)
            return smooth;
        var isOrigin = graph.Compare(ValueKind.Equal, graph.Sqrt(squares), graph.Zero);
        if (partial is not Choice { Condition: Symbol { Value.Kind: ValueKind.Less or ValueKind.LessOrEqual or ValueKind.Greater or ValueKind.GreaterOrEqual } } choice)
            return graph.Choose(isOrigin, graph.Zero, partial);
        return Array.Exists([choice.WhenTrue, choice.WhenFalse], side => Smooth(side, squares) is { IsZero: false })
            ? graph.Choose(choice.Condition, OffTheOrigin(squares, choice.WhenTrue), OffTheOrigin(squares, choice.WhenFalse))
            : Guarded(isOrigin, false, partial);
    }

    // Of a long product: with prefixes pᵢ = f₁…fᵢ, the adjoint of fᵢ is p̄ᵢ·pᵢ₋₁ and that of pᵢ₋₁ is p̄ᵢ·fᵢ.
    private void PropagateChain(Product product, Expr adjoint)
    {
        var factors = product.Factors;
        var prefixes = new Expr[factors.Length];
        prefixes[0] = graph.Power(factors[0].Base, factors[0].Exponent);
        for (var i = 1; i < factors.Length - 1; i++)
            prefixes[i] = Group([new(prefixes[i - 1], Constant.One), factors[i]], "prefix", i + 1);
        var suffix = adjoint;
        for (var i = factors.Length - 1; i >= 0; i--)
        {
            if (factors[i].Base.IsActive)
            {
                Factor[] parts = i == 0
                    ? [factors[0], new(suffix, Constant.One)]
                    : [factors[i], new(prefixes[i - 1], Constant.One), new(suffix, Constant.One)];
                Contribute(factors[i].Base, product.Id, Partial(parts, 0, graph.One));
            }

            if (i > 0)
                suffix = Group([factors[i], new(suffix, Constant.One)], "suffix", i + 1);
        }
    }

    // A product that is kept together: the point of a prefix is to be computed once.
    private Expr Group(Factor[] factors, string name, int index)
    {
        var product = graph.Product(Constant.One, factors);
        if (product is Product { Name: null })
            product.Name = name + index.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return product;
    }

    private void PropagateCall(Apply apply, Expr adjoint)
    {
        if (DerivativeTable.Of(graph, apply) is not { } partials)
        {
            Unknown ??= apply;
            return;
        }

        for (var i = 0; i < partials.Length; i++)
        {
            if (apply.Arguments[i].IsActive)
                Contribute(apply.Arguments[i], apply.Id, SmoothOfHypot(apply, i, adjoint) ?? graph.Times(adjoint, Constant.One, [new Factor(partials[i], Constant.One)], demand));
        }
    }

    // The same of hypot(x, y), whose slope is x/hypot(x, y).
    private Expr? SmoothOfHypot(Apply apply, int index, Expr adjoint) => apply.Function == Primitive.Hypot
        ? Smooth(graph.Times(adjoint, Constant.One, [new Factor(apply.Arguments[index], Constant.One), new Factor(apply, Constant.MinusOne)], demand), apply)
        : null;

    // The adjoint where the condition holds (or does not), and zero elsewhere. Guards nest as in the method, the outer one outside, so that the branches of one
    // choice meet again in the sum.
    private Expr Guarded(Expr condition, bool holds, Expr adjoint)
    {
        if (adjoint is Choice { WhenTrue.IsZero: true } otherwise && otherwise.Condition != condition)
            return graph.Choose(otherwise.Condition, graph.Zero, Guarded(condition, holds, otherwise.WhenFalse));
        if (adjoint is Choice { WhenFalse.IsZero: true } then && then.Condition != condition)
            return graph.Choose(then.Condition, Guarded(condition, holds, then.WhenTrue), graph.Zero);
        return holds ? graph.Choose(condition, adjoint, graph.Zero) : graph.Choose(condition, graph.Zero, adjoint);
    }
}
