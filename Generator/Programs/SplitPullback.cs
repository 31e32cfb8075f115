using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// A function and its pullback apart: the function keeps on a tape what its pullback neither finds in the arguments nor computes for less, so that nothing is computed twice and what is overwritten is no matter
/// (the augmented forward sweep: Griewank and Walther, Evaluating Derivatives, 2008, ch. 12; Hascoët and Pascual, The Tapenade Automatic Differentiation Tool, 2013).
/// </summary>
/// <param name="Name">What the generated methods are called, without <c>Forward</c> and <c>Pullback</c>.</param>
/// <param name="Ahead">What the function does, and keeps.</param>
/// <param name="Back">What the pullback does.</param>
/// <param name="Partials">The sensitivities to numbers that the pullback returns, each with the argument whose it is.</param>
internal sealed record SplitPullback(string Name, Routine Ahead, Routine Back, IReadOnlyList<(int Argument, Value Partial)> Partials)
{
    /// <summary>How many numbers are kept, over the function's own inputs; null where none are.</summary>
    public Value? Kept { get; init; }

    /// <summary>Which of the function's parameters the pullback is given.</summary>
    public IReadOnlyList<int> Given { get; init; } = [];

    /// <summary>Which of the function's results it is given, and as what.</summary>
    public IReadOnlyList<(int Result, Value Parameter)> Results { get; init; } = [];

    /// <summary>The sensitivities that it is given, each with the result whose it is.</summary>
    public IReadOnlyList<(int Result, Value Parameter)> Cotangents { get; init; } = [];

    /// <summary>The arrays of adjoints that it is given, each with the argument whose they are.</summary>
    public IReadOnlyList<(int Argument, Value Parameter)> Bars { get; init; } = [];

    /// <summary>The inputs of the function, over which it is derived.</summary>
    public IReadOnlyList<Value> Inputs { get; init; } = [];
}
