using SymDiff.Generator.Values;

namespace SymDiff.Generator.Algebra;

/// <summary>Which adjoints may be zero because nothing asks for what they are of.</summary>
/// <param name="MayBeZero">Whether a variable holds such an adjoint, beside a pole of a kind.</param>
/// <param name="IsFixed">Whether something is the same wherever the adjoint is asked for.</param>
/// <param name="Overflows">Whether a variable may overflow where nothing asks for it.</param>
/// <param name="Forbids">Whether the method has no value where something has one of some faults, so that what becomes of its derivative makes no difference.</param>
internal sealed record Demand(Func<Symbol, Pole, bool> MayBeZero, Func<Expr, bool> IsFixed, Func<Symbol, bool> Overflows, Func<Expr, Fault, Case?, bool> Forbids)
{
    /// <summary>The conditions under which the adjoint is asked for.</summary>
    public Case? Case { get; init; }

    /// <summary>The same on one side of a choice.</summary>
    public Demand On(Choice choice, bool holds) => this with { Case = new Case(Case, choice.Condition, holds) };
}

/// <summary>What is so under conditions.</summary>
internal sealed record Case(Case? Outer, Expr Condition, bool Holds)
{
    /// <summary>Whether what is so in one case is so in another.</summary>
    public static bool Covers(Case? one, Case? other)
    {
        for (; one is not null; one = one.Outer)
        {
            var within = other;
            while (within is not null && !(within.Condition == one.Condition && within.Holds == one.Holds))
                within = within.Outer;
            if (within is null)
                return false;
        }

        return true;
    }

    /// <summary>Of how many conditions it is one.</summary>
    public static int DepthOf(Case? one) => one is null ? 0 : 1 + DepthOf(one.Outer);
}

/// <summary>What of a value may leave the result without one.</summary>
[Flags]
internal enum Fault
{
    None = 0,

    /// <summary>It is no number.</summary>
    NotANumber = 1,

    /// <summary>It is infinite.</summary>
    Infinite = 2,

    /// <summary>It is zero.</summary>
    Zero = 4,

    /// <summary>It is negative.</summary>
    Negative = 8,
}

/// <summary>Where a partial is infinite or no number.</summary>
internal enum Pole
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>Where a variable has overflown that each turn multiplies by itself.</summary>
    Overflow,

    /// <summary>Where it is divided by zero.</summary>
    Quotient,

    /// <summary>Where a root, a logarithm or a power has no slope, or no value.</summary>
    Root,
}

/// <content>What nothing asks for need not be a number.</content>
internal sealed partial class ExprGraph
{
    // Of more guarded terms than this it is asked whether they come to zero.
    private const int MostGuarded = 4;

    private readonly Dictionary<Expr, bool> regular = [];

    // In how many parts expressions are chosen.
    private readonly Dictionary<Expr, (int? Count, Expr? HeldBy)> chosen = [];

    /// <summary>Whether something and its slopes are numbers whatever its variables are.</summary>
    public bool IsRegular(Expr expr)
    {
        if (expr is Algebra.Number or Algebra.Symbol)
            return true;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (regular.TryGetValue(expr, out var known))
            return known;
        known = expr switch
        {
            Algebra.Product product => Array.TrueForAll(product.Factors, IsRegular),
            Algebra.Sum or Choice or Comparison => expr.Parts.All(IsRegular),
            Apply { Function: var function } => IsBounded(function) && expr.Parts.All(IsRegular),
            _ => false,
        };
        regular[expr] = known;
        return known;
    }

    /// <summary>
    /// An adjoint times a local partial. Where all parts of the adjoint are chosen on conditions of their own, or held by variables that may be zero, nothing may ask for what the partial is of. The product
    /// is zero then, whatever the partial is: ((c ? a : 0) + (d ? b : 0))/x is (c ? a/x : 0) + (d ? b/x : 0).
    /// </summary>
    public Expr Times(Expr adjoint, Constant coefficient, Factor[] partial, Demand? demand = null)
    {
        var whole = Product(coefficient, [new(adjoint, Constant.One), .. partial]);
        if (adjoint is Choice choice)
            return Array.TrueForAll(partial, IsRegular) ? whole : OnSides(choice, whole, (side, holds) => Times(side, coefficient, partial, demand?.On(choice, holds)));
        if (Guards(adjoint, static _ => false, chosen).Count is { } guarded && !Array.TrueForAll(partial, IsRegular))
            return guarded > MostGuarded ? Unless(adjoint, whole) : Within(adjoint, coefficient, partial, static _ => false, demand);
        if (demand is null || PoleOf(partial, demand) is not (not Pole.None and var pole))
            return whole;
        bool MayBeZero(Symbol symbol) => demand.MayBeZero(symbol, pole);
        return Guards(adjoint, MayBeZero) is not { } count ? whole : count > MostGuarded ? Unless(adjoint, whole) : Within(adjoint, coefficient, partial, MayBeZero, demand);
    }

    /// <summary>An adjoint times a partial that may have overflown where nothing asks for it.</summary>
    public Expr TimesUnlessZero(Expr adjoint, Expr partial, Func<Symbol, bool> mayBeZero) =>
        Guards(adjoint, mayBeZero) is not { } count ? Multiply(adjoint, partial)
        : count > MostGuarded ? Unless(adjoint, Multiply(adjoint, partial))
        : Within(adjoint, Constant.One, [new(partial, Constant.One)], mayBeZero, null);

    private bool IsRegular(Factor factor) => factor.Exponent.IsZero || (factor.Exponent.IsInteger && IsRegular(factor.Base) && (!factor.Exponent.IsNegative || IsPositive(factor.Base)));

    private static bool IsBounded(Primitive function) => function is Primitive.Sin or Primitive.Cos or Primitive.SinPi or Primitive.CosPi or Primitive.Tanh or Primitive.Atan or Primitive.Logistic
        or Primitive.Softplus or Primitive.Abs or Primitive.Sign or Primitive.Heaviside or Primitive.Max or Primitive.Min or Primitive.Floor or Primitive.Ceiling or Primitive.Round or Primitive.Truncate
        or Primitive.NormalCdf or Primitive.NormalPdf or Primitive.Erf or Primitive.Erfc or Primitive.StopGradient or Primitive.Widen;

    private Pole PoleOf(Factor[] partial, Demand demand)
    {
        var pole = Pole.None;
        var seen = new HashSet<(Expr, Case?)>();
        var open = new Stack<(Factor Factor, Demand Demand)>(partial.Select(factor => (factor, demand)));
        while (open.Count > 0)
        {
            ((var expr, var exponent), demand) = open.Pop();
            if (expr is Algebra.Number || exponent.IsZero || demand.IsFixed(expr))
                continue;
            if (MayBeInfinite(expr))
                return Pole.Root;
            bool Forbids(Expr part, Fault faults) => demand.Forbids(part, faults, demand.Case);
            if ((!exponent.IsInteger && !IsPositive(expr) && !Forbids(expr, exponent.IsNegative ? Fault.Zero | Fault.Negative : Fault.Negative))
                || (expr is Apply { Function: Primitive.Log or Primitive.Log2 or Primitive.Log10, Arguments: [var x] } && !Forbids(x, Fault.Zero | Fault.Negative))
                || expr is Apply { Function: Primitive.Log1p or Primitive.Pow or Primitive.Cbrt })
                return Pole.Root;
            if (exponent.IsNegative && !IsPositive(expr) && !Forbids(expr, Fault.Zero))
                pole = Pole.Quotient;
            else if (pole == Pole.None && expr is Algebra.Symbol symbol && demand.Overflows(symbol))
                pole = Pole.Overflow;
            if (!seen.Add((expr, demand.Case)))
                continue;
            if (expr is Choice choice && Case.DepthOf(demand.Case) < MostGuarded)
            {
                if (mayBeInfinite is null)
                    open.Push((new Factor(choice.Condition, Constant.One), demand));
                open.Push((new Factor(choice.WhenTrue, Constant.One), demand.On(choice, true)));
                open.Push((new Factor(choice.WhenFalse, Constant.One), demand.On(choice, false)));
                continue;
            }

            foreach (var factor in expr is Algebra.Product product ? product.Factors : (mayBeInfinite is not null && expr is Choice other ? [other.WhenTrue, other.WhenFalse] : expr.Parts).Select(part => new Factor(part, Constant.One)))
                open.Push((factor, demand));
        }

        return pole;
    }

    /// <summary>Whether all of it is chosen on conditions of its own, or held by variables that may be zero.</summary>
    public static bool IsChosen(Expr expr, Func<Symbol, bool> mayBeZero) => expr.IsZero || Guards(expr, mayBeZero) is not null;

    // In how many parts it is chosen, or may be zero; null where some of it is asked for in any case.
    private static int? Guards(Expr expr, Func<Symbol, bool> mayBeZero) => Guards(expr, mayBeZero, []).Count;

    // The same, and what makes it zero by being zero, a variable or a sum of these, where nothing in it is chosen on a condition: what variables hold is one part.
    private static (int? Count, Expr? HeldBy) Guards(Expr expr, Func<Symbol, bool> mayBeZero, Dictionary<Expr, (int? Count, Expr? HeldBy)> seen)
    {
        if (seen.TryGetValue(expr, out var known))
            return known;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        known = expr switch
        {
            Choice { WhenTrue.IsZero: true } or Choice { WhenFalse.IsZero: true } => (1, null),
            Choice { MayBeNothing: true } choice => (Math.Min(choice.Sides - 1, MostGuarded + 1), null),
            Apply { Function: Primitive.Heaviside } => (1, null),
            Symbol symbol when mayBeZero(symbol) => (1, symbol),
            Algebra.Sum { Constant.IsZero: true } sum => OfTerms(sum),
            Algebra.Product product => product.Factors.Where(factor => factor.Exponent.IsOne).Select(factor => Guards(factor.Base, mayBeZero, seen)).FirstOrDefault(guards => guards.Count is not null),
            _ => default,
        };
        seen.Add(expr, known);
        return known;

        (int? Count, Expr? HeldBy) OfTerms(Algebra.Sum sum)
        {
            var terms = Array.ConvertAll(sum.Terms, term => Guards(term.Factor, mayBeZero, seen));
            if (Array.Exists(terms, term => term.Count is null))
                return default;
            var by = terms.Select(term => term.HeldBy).Distinct().ToList();
            var all = terms.Where(term => term.HeldBy is null).Aggregate(by.Exists(one => one is not null) ? 1 : 0, (count, term) => Math.Min(count + term.Count!.Value, MostGuarded + 1));
            return (all, by.Contains(null) ? null : by.Count == 1 ? by[0] : sum);
        }
    }

    // Of a choice that may be zero itself, or in parts of a side. Of more sides than are multiplied one by one it is asked whether it is.
    private Expr OnSides(Choice choice, Expr whole, Func<Expr, bool, Expr> times)
    {
        var areMany = choice.Sides > MostGuarded;
        return (areMany ? choice.IsGuarded : HasChosenSide(choice)) ? Choose(choice.Condition, times(choice.WhenTrue, true), times(choice.WhenFalse, false))
            : areMany && choice.MayBeNothing ? Unless(choice, whole)
            : whole;
    }

    // Whether all parts of what is chosen on one side are chosen again, each on conditions of its own.
    private bool HasChosenSide(Choice choice) => Array.Exists([choice.WhenTrue, choice.WhenFalse], side => side is Choice inner ? HasChosenSide(inner) : !side.IsZero && Guards(side, static _ => false, chosen).Count is not null);

    private Expr Unless(Expr isZero, Expr otherwise) => Choose(Compare(ValueKind.Equal, isZero, Zero), Zero, otherwise);

    private Expr Within(Expr adjoint, Constant coefficient, Factor[] partial, Func<Symbol, bool> mayBeZero, Demand? demand)
    {
        switch (adjoint)
        {
            case Algebra.Sum sum:
                // What variables hold need not be told apart: where their sum is zero, so is the product.
                var seen = new Dictionary<Expr, (int? Count, Expr? HeldBy)>();
                var groups = sum.Terms.GroupBy(term => Guards(term.Factor, mayBeZero, seen).HeldBy).ToList();
                var parts = groups.Where(group => group.Key is null).SelectMany(group => group).Select(term => Within(term.Factor, term.Coefficient * coefficient, partial, mayBeZero, demand)).ToList();
                var merged = groups.Where(group => group.Key is not null && group.All(term => IsRegular(term.Factor))).ToList();
                foreach (var group in groups.Where(group => group.Key is not null && (merged.Count < 2 || !merged.Contains(group))))
                    parts.Add(Unless(group.Key!, TimesOf([.. group])));
                if (merged.Count > 1)
                    parts.Add(Unless(Sum([.. merged.SelectMany(group => group)]), TimesOf([.. merged.SelectMany(group => group)])));
                return Sum([.. parts.Select(part => new Term(Constant.One, part))]);

                Expr TimesOf(Term[] terms) => Product(coefficient, [new(Sum(terms), Constant.One), .. partial]);
            case Algebra.Product product:
                var place = Array.FindIndex(product.Factors, factor => factor.Exponent.IsOne && Guards(factor.Base, mayBeZero) is not null);
                return Within(product.Factors[place].Base, coefficient, [.. product.Factors.Where((_, i) => i != place), .. partial], mayBeZero, demand);
            case Choice choice:
                var (whenTrue, whenFalse) = (choice.WhenTrue, choice.WhenFalse);
                return Choose(choice.Condition, whenTrue.IsZero ? Zero : Times(whenTrue, coefficient, partial, demand?.On(choice, true)), whenFalse.IsZero ? Zero : Times(whenFalse, coefficient, partial, demand?.On(choice, false)));
            case Apply { Function: Primitive.Heaviside, Arguments: [var x] }:
                return Choose(Compare(ValueKind.Less, x, Zero), Zero, Product(coefficient, [new(adjoint, Constant.One), .. partial]));
            default:
                return Unless(adjoint, Product(coefficient, [new(adjoint, Constant.One), .. partial]));
        }
    }
}
