using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Expectations;

/// <summary>A polynomial in the draws ε₁, ε₂, …, whose coefficients do not depend on them.</summary>
internal sealed class DrawPolynomial
{
    private const int MostTerms = 128;

    private readonly ExprGraph graph;
    private readonly int draws;
    private readonly List<(int[] Powers, Expr Coefficient)> terms = [];

    private DrawPolynomial(ExprGraph graph, int draws) => (this.graph, this.draws) = (graph, draws);

    /// <summary>The terms: powers of each draw, and the coefficient.</summary>
    public IReadOnlyList<(int[] Powers, Expr Coefficient)> Terms => terms;

    public bool IsZero => terms.Count == 0;

    /// <summary>The greatest sum of powers.</summary>
    public int Degree => terms.Count == 0 ? 0 : terms.Max(term => term.Powers.Sum());

    public bool IsConstant => Degree == 0;

    public bool IsLinear => Degree == 1;

    /// <summary>The term without a draw.</summary>
    public Expr Constant => Coefficient(new int[draws]);

    public static DrawPolynomial Of(ExprGraph graph, int draws, Expr constant)
    {
        var result = new DrawPolynomial(graph, draws);
        result.Add(new int[draws], constant);
        return result;
    }

    public static DrawPolynomial Draw(ExprGraph graph, int draws, int draw)
    {
        var powers = new int[draws];
        powers[draw] = 1;
        return Monomial(graph, powers, graph.One);
    }

    public static DrawPolynomial Monomial(ExprGraph graph, int[] powers, Expr coefficient)
    {
        var result = new DrawPolynomial(graph, powers.Length);
        result.Add(powers, coefficient);
        return result;
    }

    public bool Contains(int draw) => terms.Exists(term => term.Powers[draw] > 0);

    public IEnumerable<int> Draws => Enumerable.Range(0, draws).Where(Contains);

    /// <summary>The coefficient of the first power of a draw, in a linear form.</summary>
    public Expr Slope(int draw)
    {
        var powers = new int[draws];
        powers[draw] = 1;
        return Coefficient(powers);
    }

    /// <summary>What the powers of a draw are multiplied by: polynomials in the others.</summary>
    public DrawPolynomial OfPower(int draw, int power)
    {
        var result = new DrawPolynomial(graph, draws);
        foreach (var (powers, coefficient) in terms)
        {
            if (powers[draw] != power)
                continue;
            var rest = (int[])powers.Clone();
            rest[draw] = 0;
            result.Add(rest, coefficient);
        }

        return result;
    }

    public DrawPolynomial Plus(DrawPolynomial other) => Plus(Algebra.Constant.One, other);

    public DrawPolynomial Plus(Constant scale, DrawPolynomial other)
    {
        var result = new DrawPolynomial(graph, draws);
        foreach (var (powers, coefficient) in terms)
            result.Add(powers, coefficient);
        foreach (var (powers, coefficient) in other.terms)
            result.Add(powers, graph.Scale(scale, coefficient));
        return result;
    }

    public DrawPolynomial Times(Expr factor)
    {
        var result = new DrawPolynomial(graph, draws);
        foreach (var (powers, coefficient) in terms)
            result.Add(powers, graph.Multiply(factor, coefficient));
        return result;
    }

    /// <summary>The product; null where it has too many terms.</summary>
    public DrawPolynomial? Times(DrawPolynomial other)
    {
        if (terms.Count * other.terms.Count > MostTerms)
            return null;
        var result = new DrawPolynomial(graph, draws);
        foreach (var (powers, coefficient) in terms)
        {
            foreach (var (otherPowers, otherCoefficient) in other.terms)
                result.Add([.. powers.Zip(otherPowers, (a, b) => a + b)], graph.Multiply(coefficient, otherCoefficient));
        }

        return result;
    }

    /// <summary>The whole power; null where it has too many terms.</summary>
    public DrawPolynomial? Power(long exponent)
    {
        DrawPolynomial? result = Of(graph, draws, graph.One);
        for (var i = 0L; i < exponent && result is not null; i++)
            result = result.Times(this);
        return result;
    }

    /// <summary>The polynomial where a draw is another polynomial; null where it has too many terms.</summary>
    public DrawPolynomial? Substitute(int draw, DrawPolynomial by)
    {
        var result = new DrawPolynomial(graph, draws);
        var highest = terms.Count == 0 ? 0 : terms.Max(term => term.Powers[draw]);
        DrawPolynomial? power = Of(graph, draws, graph.One);
        for (var i = 0; i <= highest; i++)
        {
            if (power is null || OfPower(draw, i).Times(power) is not { } part)
                return null;
            result = result.Plus(part);
            power = i == highest ? power : power.Times(by);
        }

        return result;
    }

    /// <summary>The same, each coefficient over this denominator where terms of it then cancel.</summary>
    public DrawPolynomial Over(Expr denominator)
    {
        var result = new DrawPolynomial(graph, draws);
        foreach (var (powers, coefficient) in terms)
            result.Add(powers, CommonDenominator.Over(graph, coefficient, denominator));
        return result;
    }

    public DrawPolynomial Derivative(int draw)
    {
        var result = new DrawPolynomial(graph, draws);
        foreach (var (powers, coefficient) in terms.Where(term => term.Powers[draw] > 0))
        {
            var lower = (int[])powers.Clone();
            lower[draw]--;
            result.Add(lower, graph.Scale(powers[draw], coefficient));
        }

        return result;
    }

    /// <summary>Whether both are the same, coefficient by coefficient.</summary>
    public bool Is(DrawPolynomial other) => terms.Count == other.terms.Count && terms.TrueForAll(term => other.Coefficient(term.Powers) == term.Coefficient);

    /// <summary>The coefficient of a product of powers.</summary>
    public Expr Coefficient(int[] powers)
    {
        var index = Find(powers);
        return index < 0 ? graph.Zero : terms[index].Coefficient;
    }

    private int Find(int[] powers) => terms.FindIndex(term => term.Powers.SequenceEqual(powers));

    private void Add(int[] powers, Expr coefficient)
    {
        if (coefficient.IsZero)
            return;
        var index = Find(powers);
        if (index < 0)
        {
            terms.Add((powers, coefficient));
            return;
        }

        var sum = MultipliedOut(graph.Add(terms[index].Coefficient, coefficient));
        if (sum.IsZero)
            terms.RemoveAt(index);
        else
            terms[index] = (powers, sum);
    }

    // σ·(a + b) − σ·a − σ·b is zero, and τ·σ − (τ − 1)·σ is σ.
    private Expr MultipliedOut(Expr sum) => sum is Sum { IsScaled: false } && Polynomial.Of(graph, Algebra.Constant.One, sum) is { } multiplied && multiplied.Terms.Take(2).ToList() is { Count: < 2 } terms
        ? graph.Sum([.. terms.Select(term => new Term(term.Coefficient, graph.Product(Algebra.Constant.One, term.Factors)))])
        : sum;
}
