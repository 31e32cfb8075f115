using SymDiff.Generator.Algebra;
using SymDiff.Generator.Calculus;
using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Scheduling;

/// <summary>
/// Turns algebra back into operations. Where the author's program computes an expression just so, its value is used if it is at hand or costs no more.
/// </summary>
internal sealed partial class Lowering
{
    // Up to this exponent a power is a product; beyond, rounding would add up.
    private const int GreatestPower = 16;

    // Two ways to compute the same are compared no further than this.
    private const int MostNodes = 60;

    private readonly ExprGraph graph;
    private readonly Canonicalizer canonicalizer;
    private readonly HashSet<Value> live;
    private readonly Expr[] roots;
    private readonly Dialect dialect;
    private readonly bool isLast;
    private readonly ValueGraph values;
    private readonly CommonProducts products;
    private readonly Dictionary<Expr, int> references = [];
    private readonly Dictionary<Expr, Value> lowered = [];
    private readonly HashSet<Value> shared = [];
    private readonly HashSet<Expr> magnitudes = [];
    private readonly HashSet<Expr> plain = [];

    public Lowering(ExprGraph graph, Canonicalizer canonicalizer, HashSet<Value> live, Expr[] roots, Dialect dialect, bool isLast = true, IEnumerable<Expr>? present = null)
    {
        (this.graph, this.canonicalizer, this.live, this.dialect, this.isLast) = (graph, canonicalizer, live, dialect, isLast);
        this.roots = Tails.Keep(graph, canonicalizer, roots, expr => canonicalizer.Written(expr).Any(live.Contains));
        values = graph.Values;
        products = new(graph, this.roots, present ?? []);
    }

    /// <summary>Whether elements that a call has filled may be read wherever they are asked for; where a sweep runs back over what came before, they may have been overwritten.</summary>
    public bool ReadsWhatIsGiven { get; init; } = true;

    /// <summary>Whether a sweep runs back over what came before: what has no name is then computed again rather than kept, unless it is a call.</summary>
    public bool RunsBack { get; init; }

    /// <summary>Whether an expression is read by the author's name, whatever else would compute it.</summary>
    public Func<Expr, bool> IsReadByName { get; init; } = _ => false;

    /// <summary>The values of the roots.</summary>
    public Value[] OfRoots()
    {
        References.Count(roots, expr => expr is Product product ? products.Factors(product).Select(factor => factor.Base) : expr.Parts, references);
        FindMagnitudes();
        FindPlain();
        return Array.ConvertAll(roots, Of);
    }

    /// <summary>The value of an expression.</summary>
    private Value Of(Expr expr)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (lowered.TryGetValue(expr, out var known))
            return known;
        var value = expr is Number or Symbol ? Make(expr) : AtHand(expr) ?? OfOpposite(expr) ?? (IsReadByName(expr) ? AsWritten(expr) : null) ?? Cheaper(AsWritten(expr), Make(expr));
        if (!string.IsNullOrEmpty(expr.Name) && !value.IsLeaf)
            value.Name ??= expr.Name;
        lowered.Add(expr, value);
        if (IsShared(expr) || magnitudes.Contains(expr))
            shared.Add(value);
        return value;
    }

    // What a value costs in operations, a call counting as several; nothing what is needed elsewhere too.
    private int CostOf(Value root)
    {
        var seen = new HashSet<Value>();
        var open = new Stack<Value>([root]);
        var cost = 0;
        while (open.Count > 0 && seen.Count < MostNodes)
        {
            var value = open.Pop();
            if (value.IsLeaf || value.IsConstant || !seen.Add(value) || (value != root && shared.Contains(value)))
                continue;
            cost += value.Kind switch
            {
                ValueKind.Call => Simplification.Cost.Call,
                ValueKind.Add or ValueKind.Subtract or ValueKind.Multiply or ValueKind.Divide or ValueKind.Remainder or ValueKind.Negate => 1,
                _ => 0,
            };
            foreach (var operand in value.Operands)
                open.Push(operand);
        }
        return cost;
    }

    private Value? AtHand(Expr expr)
    {
        for (var one = expr; one is not null && (one == expr || !RunsBack || one is Apply || !string.IsNullOrEmpty(one.Name)); one = one.Unsimplified)
        {
            foreach (var written in canonicalizer.Written(one))
            {
                if (live.Contains(written))
                    return written;
            }
        }

        return null;
    }

    private Value? AsWritten(Expr expr)
    {
        // −c·x where c·x itself is needed too: its negative, not a product of its own.
        if (expr is Sum { IsScaled: true, Terms: [{ Coefficient: { IsNegative: true } coefficient, Factor: var core }] }
            && (coefficient.IsMinusOne ? IsShared(core) : magnitudes.Contains(graph.Scale(-coefficient, core))))
        {
            return null;
        }

        Value? best = null;
        foreach (var written in canonicalizer.Written(expr))
        {
            if ((ReadsWhatIsGiven || written is not { Kind: ValueKind.Element, Model: not null }) && (best is null || CostOf(written) < CostOf(best)))
                best = written;
        }

        return best;
    }

    // The author's own name for it is worth an operation; in a loop so is his call, where −a·b is (−a)·b to him and −(a·b) to the derivative.
    private Value Cheaper(Value? written, Value made) => written is not null && (written == made || CostOf(written) <= CostOf(made) + (written.Name is null && !(RunsBack && written.Kind == ValueKind.Call) ? 0 : 1)) ? written : made;

    private Value Make(Expr expr)
    {
        switch (expr)
        {
            case Number number:
                return values.Number(values.Real, number.Value);
            case Symbol symbol:
                return symbol.Value.Given ?? symbol.Value;
            case Sum { IsScaled: true } scaled:
                return Multiple(scaled.Terms[0].Coefficient, scaled.Terms[0].Factor);
            case Sum sum:
                return MakeSum(sum);
            case Product product:
                return MakeProduct(Constant.One, product);
            case Comparison comparison:
                var (left, right) = Matched(Of(comparison.Left), Of(comparison.Right));
                return values.Binary(comparison.Relation, ValueType.Boolean, left, right);
            // Zero where it is zero, it is what it is.
            case Choice { Condition: Comparison { Relation: ValueKind.Equal, Left: var asked, Right.IsZero: true }, WhenTrue.IsZero: true, WhenFalse: var same } when same == asked:
                return Of(asked);
            case Choice choice:
                var (whenTrue, whenFalse) = Matched(Of(choice.WhenTrue), Of(choice.WhenFalse));
                return values.Select(Of(choice.Condition), whenTrue, whenFalse);
            default:
                return MakeCall((Apply)expr);
        }
    }

    // a + b − c: a positive term first, if there is one; the constant where the author had it.
    private Value MakeSum(Sum sum)
    {
        var terms = sum.Terms.Select(term => (term.Coefficient, term.Factor, IsNegative: IsNegative(term))).ToList();
        var constant = sum.Constant;
        Value? total = null;
        // A negative number costs nothing, where a sign would.
        if (!constant.IsZero && (terms.All(term => term.IsNegative) || (sum.ConstantFirst && !constant.IsNegative)))
        {
            total = values.Number(values.Real, constant);
            constant = Constant.Zero;
        }

        var first = terms.FindIndex(term => !term.IsNegative);
        if (total is null && first > 0)
        {
            var positive = terms[first];
            terms.RemoveAt(first);
            terms.Insert(0, positive);
        }

        foreach (var (coefficient, factor, isNegative) in terms)
        {
            total = total is null ? Multiple(coefficient, factor)
                : isNegative ? Arithmetic(ValueKind.Subtract, total, Multiple(-coefficient, factor))
                : Arithmetic(ValueKind.Add, total, Multiple(coefficient, factor));
        }

        return constant.IsZero ? total!
            : constant.IsNegative ? Arithmetic(ValueKind.Subtract, total!, values.Number(values.Real, -constant))
            : Arithmetic(ValueKind.Add, total!, values.Number(values.Real, constant));
    }

    // What the sign of a term is once its differences are turned round.
    private bool IsNegative(Term term) =>
        AtHand(graph.Scale(term.Coefficient, term.Factor)) is null or { Kind: ValueKind.Negate } && term.Coefficient.IsNegative != IsTurned(term.Factor)
        && !(term.Coefficient.IsNegative && !IsTurned(term.Factor) && CanTurn(term.Factor));

    private Value Multiple(Constant coefficient, Expr core)
    {
        if (coefficient.IsOne)
            return Of(core);
        if (coefficient.IsNegative && magnitudes.Contains(graph.Scale(-coefficient, core)))
            return values.Negate(Of(graph.Scale(-coefficient, core)));
        var whole = graph.Scale(coefficient, core);
        if (AtHand(whole) is { } present)
            return present;
        if (core is Product product)
            return Cheaper(AsWritten(whole), MakeProduct(coefficient, product));
        if (coefficient.IsMinusOne)
            return values.Negate(Of(core));
        if (core is Sum { Name: null } sum && coefficient.IsNegative && sum.Terms[0].Coefficient.IsNegative)
            return Multiple(-coefficient, graph.Opposite(sum));
        if (LogisticDenominator(core) is { } denominator && coefficient.IsDecimal)
            return Arithmetic(ValueKind.Divide, values.Number(values.Real, coefficient), denominator);
        return Scaled(coefficient, Of(core));
    }

    private Value Scaled(Constant coefficient, Value value)
    {
        if (coefficient.IsDecimal)
            return Arithmetic(ValueKind.Multiply, values.Number(values.Real, coefficient), value);
        var denominators = new List<Value>();
        coefficient = TakeFraction(coefficient, denominators);
        var numerator = coefficient.IsOne ? value
            : coefficient.IsMinusOne ? values.Negate(value)
            : Arithmetic(ValueKind.Multiply, values.Number(values.Real, coefficient), value);
        return Arithmetic(ValueKind.Divide, numerator, denominators[0]);
    }

    /// <summary>An operation on two values, a number among them in the type of the other.</summary>
    private Value Arithmetic(ValueKind kind, Value left, Value right)
    {
        (left, right) = Matched(left, right);
        return values.Arithmetic(kind, left, right);
    }

    private (Value Left, Value Right) Matched(Value left, Value right)
    {
        if (left.Type.Kind == NumberKind.Float && AsFloat(right, MostChoices) is { } less)
            return (left, less);
        if (right.Type.Kind == NumberKind.Float && AsFloat(left, MostChoices) is { } more)
            return (more, right);
        return values.Fitted(left, right);
    }

    // A number, or a choice of numbers, beside floats.
    private Value? AsFloat(Value value, int most) => IsNumber(value) ? values.Number(ValueType.Float, Constant.Of(value.Number))
        : most > 0 && value is { Kind: ValueKind.Select, Type.Kind: NumberKind.Double, Operands: [var condition, var whenTrue, var whenFalse] } && AsFloat(whenTrue, most - 1) is { } one && AsFloat(whenFalse, most - 1) is { } other
            ? values.Select(condition, one, other)
            : null;

    // Choices of numbers are looked into no further than this.
    private const int MostChoices = 8;

    private static bool IsNumber(Value value) => value is { Kind: ValueKind.Literal, Type.Kind: NumberKind.Double } && !double.IsNaN(value.Number);
}
