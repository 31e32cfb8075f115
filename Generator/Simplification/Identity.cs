using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Simplification;

/// <summary>Where the two sides of an identity are the same number.</summary>
internal enum Soundness
{
    /// <summary>Wherever either side has a value.</summary>
    Everywhere,

    /// <summary>Wherever the first side has a value. The second may have one besides, where the first divides zero by zero.</summary>
    WhereDefined,
}

/// <summary>An identity of sums, products and quotients.</summary>
/// <param name="Name">A sentence that says it, with an example.</param>
/// <param name="Soundness">Where it holds.</param>
/// <param name="Apply">The other form of an expression, or null where the identity says nothing of it.</param>
internal sealed record Identity(string Name, Soundness Soundness, Func<ExprGraph, Expr, Expr?> Apply);
