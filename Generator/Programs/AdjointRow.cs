using SymDiff.Generator.Algebra;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>A rule by which the reverse sweep of a program computes an adjoint: a row of its derivation.</summary>
/// <param name="Kind">What is computed.</param>
/// <param name="Subject">The author's variable or the element whose adjoint it is; null where a name says it.</param>
/// <param name="Name">The name of what is computed in the generated code; empty for what has none.</param>
/// <param name="Formula">What it is.</param>
/// <param name="Region">In which loop.</param>
internal sealed record AdjointRow(AdjointRowKind Kind, Expr? Subject, string Name, Expr Formula, Region Region)
{
    /// <summary>The counters of the loops around it, from the outermost inwards.</summary>
    public static IReadOnlyList<string> IndicesOf(Region region, Places places)
    {
        if (region.Loop is not { } loop)
            return [];
        var counter = Counter.Of(loop, places, region)?.Current;
        // A loop that a query runs has a counter without a name.
        return [.. IndicesOf(region.Outer!, places), counter is { Name.Length: > 0 } ? counter.Name : counter is { Text.Length: > 0 } ? counter.Text : "i"];
    }

    /// <summary>The variable of the generated code that holds it outside of the loop.</summary>
    public Value? Cell { get; init; }

    /// <summary>The element, where it is one.</summary>
    public Value? Element => Subject is Symbol { Value: { Kind: ValueKind.Element } element } ? element : null;
}

/// <summary>What a row computes.</summary>
internal enum AdjointRowKind
{
    /// <summary>The adjoint of a variable of the author's.</summary>
    Adjoint,

    /// <summary>A sum over the turns of a loop.</summary>
    Sum,

    /// <summary>The adjoint that a turn hands to the one before it.</summary>
    Recurrence,

    /// <summary>What is added to the adjoint of an element.</summary>
    Element,
}
