using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Writing;

/// <summary>A line of a derivation: <c>z̄ = r̄·∂r/∂z + s̄·∂s/∂z = z − ε/σ</c>.</summary>
/// <param name="Left">What is derived.</param>
/// <param name="Formula">What comes out.</param>
internal sealed record DerivationLine(Func<Notation, string> Left, Expr Formula)
{
    /// <summary>Whether the formula has its name from here: other lines mention it by what stands on the left.</summary>
    public bool IsDefinition { get; init; }

    /// <summary>The chain rule by which it is derived; null where it is not said.</summary>
    public Func<Notation, string>? Chain { get; init; }

    /// <summary>What the formula is the expectation of; null where it is none.</summary>
    public Expr? Mean { get; init; }
}
