using SymDiff.Generator.Algebra;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>
/// The expectation of a product of variables that a loop carries, and of what is the same in all its turns: a variable that the loop carries in their place.
/// </summary>
/// <param name="Loop">The loop.</param>
/// <param name="Powers">The variables at the beginning of a turn, and what else is in the product, each with its power.</param>
/// <param name="Current">The expectation at the beginning of a turn.</param>
/// <param name="Final">The expectation after the loop.</param>
/// <param name="IsCentral">Whether the means of the variables are taken away first: a variance or covariance.</param>
internal sealed record RunningMoment(LoopStep Loop, IReadOnlyList<(Value Variable, int Power)> Powers, Value Current, Value Final, bool IsCentral)
{
    /// <summary>Of an exponential exp(k·x) of the variable: k.</summary>
    public Expr? Rate { get; init; }

    /// <summary>The variable of which such an exponential is the density with which the mean is taken.</summary>
    public Carried? Density { get; init; }

    /// <summary>What it is before the loop.</summary>
    public Expr? Initial { get; set; }

    /// <summary>What it is at the end of a turn.</summary>
    public Expr? Next { get; set; }

    /// <summary>The same, of a turn that does not leave the loop, where that is something else.</summary>
    public Expr? Onward { get; set; }

    /// <summary>What a turn adds to it, where that is all that a turn does.</summary>
    public Expr? Amount { get; set; }

    /// <summary>Whether it is zero all the time.</summary>
    public bool IsZero { get; set; }

    public bool Is(LoopStep loop, IReadOnlyList<(Value Variable, int Power)> powers, bool isCentral, Expr? rate, Carried? density) =>
        Loop == loop && IsCentral == isCentral && Rate == rate && Density == density && Powers.SequenceEqual(powers);
}
