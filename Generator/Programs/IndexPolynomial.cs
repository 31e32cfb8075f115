using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>A whole number as a polynomial in variables: what an index is, or how far two of them are apart.</summary>
internal sealed class IndexPolynomial
{
    // Each product of variables, in the order of their numbers, with its coefficient.
    private readonly Dictionary<Product, long> terms;

    private IndexPolynomial(Dictionary<Product, long> terms) => this.terms = terms;

    /// <summary>The number where it is known; null for any other.</summary>
    public long? Constant => terms.Count == 0 ? 0 : terms.Count == 1 && terms.TryGetValue(default, out var only) ? only : null;

    public IEnumerable<IndexVariable> Variables => terms.Keys.SelectMany(product => product.Factors).Distinct();

    public static IndexPolynomial Of(long number) => new(number == 0 ? [] : new() { [default] = number });

    public static IndexPolynomial Of(IndexVariable variable) => new(new() { [new Product([variable])] = 1 });

    /// <summary>An integer of the program, as far as it is made of sums and products.</summary>
    /// <param name="value">The integer.</param>
    /// <param name="isLater">Whether it is seen at the later of two times, so that its variables are others.</param>
    /// <param name="isSame">Which values are the same at both.</param>
    public static IndexPolynomial Of(Value value, bool isLater, Func<Value, bool> isSame) => value switch
    {
        { Kind: ValueKind.Literal, Number: var number } when Math.Abs(number) < 1 << 30 => Of((long)number),
        { Kind: ValueKind.Add, Operands: [var a, var b] } => Of(a, isLater, isSame).Plus(Of(b, isLater, isSame), 1),
        { Kind: ValueKind.Subtract, Operands: [var a, var b] } => Of(a, isLater, isSame).Plus(Of(b, isLater, isSame), -1),
        { Kind: ValueKind.Negate, Operands: [var a] } => Of(0).Plus(Of(a, isLater, isSame), -1),
        { Kind: ValueKind.Multiply, Operands: [var a, var b] } => Of(a, isLater, isSame).Times(Of(b, isLater, isSame)),
        _ => Of(new IndexVariable(value, isLater && !isSame(value))),
    };

    public IndexPolynomial Plus(IndexPolynomial other, long times)
    {
        var sum = new Dictionary<Product, long>(terms);
        foreach (var term in other.terms)
            Add(sum, term.Key, times * term.Value);
        return new(sum);
    }

    public IndexPolynomial Times(IndexPolynomial other)
    {
        var product = new Dictionary<Product, long>();
        foreach (var left in terms)
        {
            foreach (var right in other.terms)
                Add(product, left.Key.Times(right.Key), left.Value * right.Value);
        }

        return new(product);
    }

    /// <summary>What a variable is multiplied by, and the rest; null where it occurs in a power.</summary>
    public (IndexPolynomial Slope, IndexPolynomial Offset)? Along(IndexVariable variable)
    {
        var (slope, rest) = (new Dictionary<Product, long>(), new Dictionary<Product, long>());
        foreach (var term in terms)
        {
            switch (term.Key.Factors.Count(factor => factor.Equals(variable)))
            {
                case 0:
                    rest.Add(term.Key, term.Value);
                    break;
                case 1:
                    slope.Add(term.Key.Without(variable), term.Value);
                    break;
                default:
                    return null;
            }
        }

        return (new(slope), new(rest));
    }

    /// <summary>1 where it cannot be negative, −1 where it cannot be positive, 0 where that is not plain.</summary>
    public int Sign(Func<Value, bool> isNatural)
    {
        if (!terms.Keys.All(product => product.Factors.All(factor => isNatural(factor.Value))))
            return 0;
        return terms.Values.All(coefficient => coefficient >= 0) ? 1 : terms.Values.All(coefficient => coefficient <= 0) ? -1 : 0;
    }

    /// <summary>The integer as operations; null where it is made of variables at two times.</summary>
    public Value? ToValue(ValueGraph values)
    {
        if (Variables.Any(variable => variable.IsLater))
            return null;
        Value? sum = null;
        foreach (var term in terms.OrderByDescending(term => term.Key.Factors.Length).ThenByDescending(term => term.Value))
        {
            var product = term.Key.Factors.Aggregate((Value?)null, (all, factor) => all is null ? factor.Value : values.Binary(ValueKind.Multiply, Model.ValueType.Int, all, factor.Value));
            var part = product is null ? values.Integer(term.Value)
                : term.Value == 1 ? product
                : values.Binary(ValueKind.Multiply, Model.ValueType.Int, values.Integer(term.Value), product);
            sum = sum is null ? part : values.Plus(sum, part);
        }

        return sum ?? values.Integer(0);
    }

    private static void Add(Dictionary<Product, long> sum, Product product, long coefficient)
    {
        var total = (sum.TryGetValue(product, out var before) ? before : 0) + coefficient;
        if (total == 0)
            sum.Remove(product);
        else
            sum[product] = total;
    }

    private readonly struct Product(IndexVariable[] factors) : IEquatable<Product>
    {
        public IndexVariable[] Factors => factors ?? [];

        private readonly IndexVariable[]? factors = factors;

        public Product Times(Product other) => new([.. Factors.Concat(other.Factors).OrderBy(factor => factor.Value.Id).ThenBy(factor => factor.IsLater)]);

        public Product Without(IndexVariable variable) => new([.. Factors.Where(factor => !factor.Equals(variable))]);

        public bool Equals(Product other) => Factors.SequenceEqual(other.Factors);

        public override bool Equals(object? obj) => obj is Product other && Equals(other);

        public override int GetHashCode() => Factors.Aggregate(17, (hash, factor) => unchecked((hash * 31) + factor.GetHashCode()));
    }
}

/// <summary>A variable of the program, at the earlier or the later of two times.</summary>
internal readonly record struct IndexVariable(Value Value, bool IsLater);
