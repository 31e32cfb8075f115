using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>A form of a method, derived: what is about to be written, and what it claims to be.</summary>
/// <param name="Claim">Its numbers, which the check holds against the method.</param>
/// <param name="Partials">What is zero where nothing depends on an input: an expression for each, or several rows of them.</param>
/// <param name="Methods">The generated methods.</param>
internal sealed record Form(Claim Claim, IReadOnlyList<Expr> Partials, IReadOnlyList<WrittenMethod> Methods)
{
    /// <summary>The places of the inputs on which nothing depends.</summary>
    public IEnumerable<int> Independent(int inputs) =>
        Enumerable.Range(0, inputs).Where(i => Partials.Where((_, place) => place % inputs == i).All(partial => partial.IsZero));
}

/// <summary>What the numbers of a form are.</summary>
/// <param name="Kind">Which derivative.</param>
/// <param name="Written">The numbers, in the order in which they are returned.</param>
/// <param name="Weights">The tangents or cotangents, inputs beside the method's own.</param>
/// <param name="Labels">What each number is called in a message.</param>
internal sealed record Claim(ClaimKind Kind, IReadOnlyList<Value> Written, IReadOnlyList<Value> Weights, IReadOnlyList<string> Labels)
{
    /// <summary>What is done before the numbers are there, where that is more than the method's own steps.</summary>
    public IReadOnlyList<Unfolding.Step>? Steps { get; init; }

    /// <summary>For a mean over draws: the arrays that hold them.</summary>
    public IReadOnlyList<Value>? Draws { get; init; }

    /// <summary>For a mean by a rule: its nodes and weights.</summary>
    public IReadOnlyDictionary<Value, double[]>? Rules { get; init; }
}

/// <summary>Which derivative a form is.</summary>
internal enum ClaimKind
{
    /// <summary>Every partial of every result, row by row; the gradient where there is one result.</summary>
    Jacobian,

    /// <summary>Of a program: every partial of the only result, array by array.</summary>
    Gradient,

    /// <summary>The upper triangle, row by row.</summary>
    Hessian,
    JacobianVector,
    VectorJacobian,
    HessianVector,

    /// <summary>JᵀJ, then Jᵀr, of a method whose outputs are the residuals r.</summary>
    GaussNewton,
    /// <summary>The mean of the result over the draws.</summary>
    Expectation,

    /// <summary>The mean of every partial over the draws.</summary>
    ExpectedGradient,

    /// <summary>The mean of every partial over given draws, and then the standard error of each.</summary>
    MonteCarlo,
}
