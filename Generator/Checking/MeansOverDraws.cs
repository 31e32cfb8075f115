namespace SymDiff.Generator.Checking;

/// <summary>The means of the model's value and derivative at the points at which a program with draws is checked: two forms ask for them.</summary>
internal sealed class MeansOverDraws
{
    private readonly Dictionary<(int Attempt, bool ByRules), Estimate[]?> known = [];

    /// <summary>The means at a point: of the value, and of its derivative along a direction; null where one of them is not known.</summary>
    /// <param name="attempt">Which point it is.</param>
    /// <param name="byRules">Whether only rules of Gauss and Hermite are asked.</param>
    /// <param name="draws">How many draws there are.</param>
    /// <param name="function">Value and derivative for draws.</param>
    public Estimate[]? Of(int attempt, bool byRules, int draws, Func<double[], double[]?> function)
    {
        if (!known.TryGetValue((attempt, byRules), out var means))
            known.Add((attempt, byRules), means = byRules ? Quadrature.ByRules(draws, function) : Quadrature.MeanOfAny(draws, function));
        return means;
    }
}
