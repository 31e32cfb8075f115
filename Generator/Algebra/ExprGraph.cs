using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Algebra;

/// <summary>
/// The expressions of one derivation, hash-consed. Each kind has one way to be made, and that way is canonical: like terms and like powers are collected,
/// constants come out, so that commutativity needs no rules. It lives and dies inside one derivation.
/// </summary>
internal sealed partial class ExprGraph(ValueGraph values, CancellationToken cancellation)
{
    private readonly Dictionary<Key, Expr> nodes = [];
    private int count;

    public ValueGraph Values { get; } = values;

    /// <summary>What the partial derivatives of a call are that a rule of the author's gives; null where that is no formula, or not asked for.</summary>
    public Func<Value, Expr[]?>? FormulasOf { get; set; }

    /// <summary>How many expressions have been made: what bounds a derivation.</summary>
    public int Count => count;

    /// <summary>Whether something cancelled, or an identity was used, since this was last set to false.</summary>
    public bool HasRewritten { get; set; }

    /// <summary>Whether the method asks somewhere for the greater or less of two by a function that passes over one that is no number, as <c>MaxNumber</c> does.</summary>
    public bool PassesOverNaN { get; set; }

    /// <summary>What <see cref="Polynomial"/> has multiplied out.</summary>
    public Dictionary<Expr, Polynomial.Known> MultipliedOut { get; } = [];

    /// <summary>What <see cref="Simplification.Simplifier"/> has found to be simpler, and what it has found to be as simple as it can be.</summary>
    public Dictionary<Expr, Expr> Improved { get; } = [];

    public Expr Zero => Number(Constant.Zero);

    public Expr One => Number(Constant.One);

    public Expr Number(Constant value)
    {
        var key = new Key(1, value, 0, []);
        return Find(key) ?? Add(key, new Number(count, value));
    }

    public Expr Symbol(Value value)
    {
        var key = new Key(2, default, value.Id, []);
        return Find(key) ?? Add(key, new Symbol(count, value, PrecisionOf(value)));
    }

    /// <summary>A comparison of two expressions.</summary>
    public Expr Compare(ValueKind relation, Expr left, Expr right)
    {
        // A constant stands on the right.
        if (left is Algebra.Number && right is not Algebra.Number)
        {
            (left, right) = (right, left);
            relation = relation switch
            {
                ValueKind.Less => ValueKind.Greater,
                ValueKind.LessOrEqual => ValueKind.GreaterOrEqual,
                ValueKind.Greater => ValueKind.Less,
                ValueKind.GreaterOrEqual => ValueKind.LessOrEqual,
                _ => relation,
            };
        }

        // 1 − γ = 0 is γ = 1: a difference is zero in floating point, too, only where both are equal.
        if ((relation is ValueKind.Equal or ValueKind.NotEqual) && right.IsZero && left is Sum { Terms: [{ Coefficient: { IsUnit: true } sign, Factor: Algebra.Symbol term }] } sum)
            (left, right) = (term, Number(sign.IsOne ? -sum.Constant : sum.Constant));

        var key = new Key(3, default, (int)relation, [left, right]);
        return Find(key) ?? Add(key, new Comparison(count, relation, left, right));
    }

    public Expr Choose(Expr condition, Expr whenTrue, Expr whenFalse)
    {
        whenTrue = Given(condition, true, whenTrue);
        whenFalse = Given(condition, false, whenFalse);
        if (whenTrue == whenFalse || (whenTrue.IsZero && IsSettled(condition, whenFalse)))
            return whenFalse;
        if (condition is Symbol { Value: { Kind: ValueKind.Literal } literal })
            return literal.Number != 0 ? whenTrue : whenFalse;
        if (condition is Comparison comparison && Decide(comparison.Relation, comparison.Left, comparison.Right) is { } holds)
            return holds ? whenTrue : whenFalse;
        if (Within(condition, whenTrue, whenFalse) is { } inside)
            return inside;
        var key = new Key(4, default, 0, [condition, whenTrue, whenFalse]);
        return Find(key) ?? Add(key, new Choice(count, condition, whenTrue, whenFalse, Wider(whenTrue.Precision, whenFalse.Precision)));
    }

    /// <summary>
    /// States that the result of the method is a number. What a logarithm in it is taken of, at the level of sums and products, is then greater than zero: at zero the
    /// term, and with it the result, is infinite or not a number.
    /// </summary>
    public void AssumeLogarithms(Expr result)
    {
        // What is shared is met once: by its uses it would be met without end.
        var seen = new HashSet<Expr>();
        var open = new Stack<Expr>([result]);
        while (open.Count > 0)
        {
            var expr = open.Pop();
            if (!seen.Add(expr))
                continue;
            switch (expr)
            {
                case Sum sum:
                    foreach (var (_, factor) in sum.Terms)
                        open.Push(factor);
                    break;
                case Product product:
                    foreach (var (factor, exponent) in product.Factors)
                    {
                        if (exponent.IsOne)
                            open.Push(factor);
                    }

                    break;
                case Apply { Function: Primitive.Log, Arguments: [var argument] }:
                    Assume(argument);
                    break;
            }
        }
    }

    /// <summary>A multiple.</summary>
    public Expr Scale(Constant coefficient, Expr expr) => Sum([new(coefficient, expr)]);

    public Expr Negate(Expr expr) => Scale(Constant.MinusOne, expr);

    public Expr Add(Expr a, Expr b) => Sum([new(Constant.One, a), new(Constant.One, b)]);

    public Expr Subtract(Expr a, Expr b) => Sum([new(Constant.One, a), new(Constant.MinusOne, b)]);

    public Expr Multiply(params Expr[] factors) => Product(Constant.One, Array.ConvertAll(factors, static factor => new Factor(factor, Constant.One)));

    public Expr Divide(Expr a, Expr b) => Product(Constant.One, [new(a, Constant.One), new(b, Constant.MinusOne)]);

    public Expr Power(Expr expr, Constant exponent) => Product(Constant.One, [new(expr, exponent)]);

    public Expr Square(Expr expr) => Power(expr, 2);

    public Expr Sqrt(Expr expr) => Power(expr, Constant.Half);

    /// <summary>The coefficient of a scaled expression, and what it scales.</summary>
    public static Term Split(Expr expr) => expr is Sum { IsScaled: true } sum ? sum.Terms[0] : new Term(Constant.One, expr);

    public static Precision Wider(Precision a, Precision b) => a > b ? a : b;

    private static Precision PrecisionOf(Value value) => value.Type.Kind switch
    {
        NumberKind.Float => Precision.Single,
        NumberKind.Double => value.Kind == ValueKind.Literal ? Precision.Any : Precision.Double,
        _ => Precision.Any,
    };

    // By insertion: the lists are short, and nearly sorted.
    private static void SortById(Expr[] exprs, Constant[] constants)
    {
        for (var i = 1; i < exprs.Length; i++)
        {
            for (var j = i; j > 0 && exprs[j - 1].Id > exprs[j].Id; j--)
            {
                (exprs[j - 1], exprs[j]) = (exprs[j], exprs[j - 1]);
                (constants[j - 1], constants[j]) = (constants[j], constants[j - 1]);
            }
        }
    }

    private Expr? Find(Key key) => nodes.TryGetValue(key, out var node) ? node : null;

    private Expr Add(Key key, Expr node)
    {
        if ((++count & 255) == 0)
            cancellation.ThrowIfCancellationRequested();
        nodes.Add(key, node);
        return node;
    }

    /// <summary>What two equal expressions have in common. Terms and factors stand in it sorted, so their order does not matter.</summary>
    private readonly struct Key(int kind, Constant constant, int tag, Expr[] parts, Constant[]? constants = null, Value? call = null)
        : IEquatable<Key>
    {
        private readonly int kind = kind;
        private readonly Constant constant = constant;
        private readonly int tag = tag;
        private readonly Expr[] parts = parts;
        private readonly Constant[]? constants = constants;
        private readonly Value? call = call;

        public bool Equals(Key other)
        {
            if (kind != other.kind || tag != other.tag || parts.Length != other.parts.Length || call != other.call
                || constant != other.constant)
            {
                return false;
            }

            for (var i = 0; i < parts.Length; i++)
            {
                if (parts[i] != other.parts[i] || (constants is not null && constants[i] != other.constants![i]))
                    return false;
            }

            return true;
        }

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode()
        {
            var hash = ((kind * 31) + tag) ^ constant.GetHashCode();
            for (var i = 0; i < parts.Length; i++)
                hash = unchecked((((hash * 31) + parts[i].Id) * 31) + (constants?[i].GetHashCode() ?? 0));
            return hash;
        }
    }
}
