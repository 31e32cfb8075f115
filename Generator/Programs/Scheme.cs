using System.Globalization;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>In which way a loop is reversed, for the reader of the generated code.</summary>
/// <param name="Way">The way.</param>
internal sealed record Scheme(ReversalWay Way)
{
    /// <summary>How many numbers a turn keeps.</summary>
    public int Kept { get; init; }

    /// <summary>What reversing a turn costs in this way; zero where there was no other.</summary>
    public int Cost { get; init; }

    /// <summary>What the best other way would cost.</summary>
    public int Other { get; init; }

    /// <summary>The comment above the loop, as it is once what nobody needs has been left out; null where those of the loops within say it all.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="hasLoop">Whether there is a loop before it.</param>
    public string? Comment(LoopStep loop, bool hasLoop)
    {
        var sums = loop.Carried.Count(carried => carried.Current.Type.IsReal && IsSum(carried.Next, carried.Current, loop));
        return Way switch
        {
            ReversalWay.Fused => $"iterations are independent{ButFor(sums)}: reversed on the spot, nothing stored",
            ReversalWay.RunAgain => $"run again, now that the adjoints are known: iterations are independent{ButFor(sums)}, nothing is stored",
            ReversalWay.Carried => $"a recurrence whose partials travel with it: {Operations(Cost)} a turn, where a tape would take {Count(Other)}; nothing stored",
            ReversalWay.Taped when Kept == 0 => null,
            ReversalWay.InAnyOrder => "reversed in the same order: no turn depends on another",
            ReversalWay.Taped => $"each turn keeps {Numbers(Kept)} for the reverse sweep{Instead()}",
            _ => Kept == 0 ? hasLoop ? "the same backwards" : "from the last turn to the first" : "the same backwards, from what each turn has kept",
        };
    }

    // Why the partials do not travel with the loop, where they could.
    private string Instead() => Other is 0 or >= ValueCost.Never ? "" : $": {Operations(Cost)} a turn, where partials that travel with the loop would take {Count(Other)}";

    private static bool IsSum(Value next, Value current, LoopStep loop) => next.Kind switch
    {
        ValueKind.Add or ValueKind.Subtract => next.Operands[0] == current || IsSum(next.Operands[0], current, loop),
        ValueKind.Select => IsSum(next.Operands[1], current, loop) || IsSum(next.Operands[2], current, loop),
        // A loop within may go on with the sum.
        ValueKind.Cell => loop.Body.OfType<LoopStep>().Any(inner => inner.Carried.Any(one => one.Final == next && IsSum(one.Next, one.Current, inner) && (one.Initial == current || IsSum(one.Initial, current, loop)))),
        _ => false,
    };

    private static string ButFor(int sums) => sums == 0 ? "" : $" but for {(sums == 1 ? "a sum" : Word(sums) + " sums")}";

    private static string Numbers(int count) => $"{Word(count)} number{(count == 1 ? "" : "s")}";

    private static string Operations(int cost) => $"{Count(cost)} operation{((cost + 1) / 2 == 1 ? "" : "s")}";

    // Costs are in halves of an operation.
    private static string Count(int cost) => ((cost + 1) / 2).ToString(CultureInfo.InvariantCulture);

    private static string Word(int count) => count switch
    {
        1 => "one",
        2 => "two",
        3 => "three",
        4 => "four",
        5 => "five",
        6 => "six",
        7 => "seven",
        8 => "eight",
        9 => "nine",
        10 => "ten",
        11 => "eleven",
        12 => "twelve",
        _ => count.ToString(CultureInfo.InvariantCulture),
    };
}

/// <summary>The ways of reversing a loop.</summary>
internal enum ReversalWay
{
    /// <summary>Each turn is reversed when it has run.</summary>
    Fused,

    /// <summary>The turns run once more, and are reversed then.</summary>
    RunAgain,

    /// <summary>The partials travel with the loop.</summary>
    Carried,

    /// <summary>The turns run forwards and keep what their reversal will read.</summary>
    Taped,

    /// <summary>The turns of a loop that has run forwards, reversed from the last to the first.</summary>
    Backwards,

    /// <summary>The turns of a loop that has run forwards, reversed in its own order, since none depends on another.</summary>
    InAnyOrder,
}
