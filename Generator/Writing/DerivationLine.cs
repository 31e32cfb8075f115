using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Writing;

/// <summary>A line of a derivation: <c>z̄ = r̄·∂r/∂z + s̄·∂s/∂z = z − ε/σ</c>.</summary>
/// <param name="Left">What is derived.</param>
/// <param name="Formula">What comes out.</param>
internal sealed record DerivationLine(Func<Notation, string> Left, Expr Formula)
{
    /// <summary>Whether the formula has its name from here: other lines mention it by what stands on the left.</summary>
    public bool IsDefinition { get; init; }

    /// <summary>How the sides are related; an adjoint may also be added to, or become something.</summary>
    public LineRelation Relation { get; init; }

    /// <summary>The counter over which the formula is summed; null where it is not.</summary>
    public string? SummedOver { get; init; }

    /// <summary>The names of variables of the generated code that are mentioned.</summary>
    public IReadOnlyDictionary<Values.Value, string>? CellNames { get; init; }

    /// <summary>What a variable of the generated code stands for, in mathematics; null for one that goes by its name.</summary>
    public Func<Values.Value, Notation, string?>? TextOf { get; init; }

    /// <summary>The counters by which a variable of a loop is told from that of another turn.</summary>
    public Func<Expr, IReadOnlyList<string>>? IndicesOf { get; init; }

    /// <summary>The chain rule by which it is derived; null where it is not said.</summary>
    public Func<Notation, string>? Chain { get; init; }

    /// <summary>What expressions are called of which several have one name: a variable that was assigned anew, or is another in each turn of a loop that is written out.</summary>
    public IReadOnlyDictionary<Expr, string>? Names { get; init; }

    /// <summary>What is mentioned beside the formula.</summary>
    public IReadOnlyList<Expr> Mentioned { get; init; } = [];

    /// <summary>What the formula is the expectation of; null where it is none.</summary>
    public Expr? Mean { get; init; }
}

/// <summary>How the two sides of a line are related.</summary>
internal enum LineRelation
{
    Equals,

    /// <summary>The left side is given a new value: ←.</summary>
    Becomes,

    /// <summary>The right side is added to the left: +=.</summary>
    Grows,

    /// <summary>The right side is taken away from the left: −=.</summary>
    Shrinks,
}
