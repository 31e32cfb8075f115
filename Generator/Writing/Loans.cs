using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <summary>
/// Arrays that a generated method borrows instead of making them: those of its own whose size is known when it begins, and which no other code sees. One that is made
/// anew in each turn of a loop is borrowed once and cleared in each.
/// </summary>
internal static class Loans
{
    /// <summary>The arrays, with their sizes, in the order in which they are made.</summary>
    /// <param name="steps">What is done.</param>
    /// <param name="all">All values in it.</param>
    /// <param name="certain">What the method computes in any case.</param>
    /// <param name="areSpans">Whether what is borrowed is there as spans of the right length, which may be handed on to the framework.</param>
    public static List<(Value Array, Value Size)> Of(IReadOnlyList<Step> steps, IReadOnlyCollection<Value> all, ValueSet certain, bool areSpans)
    {
        var seen = new HashSet<Value>(all.Where(value => value.Kind is not (ValueKind.Element or ValueKind.View) && !(areSpans && value.TakesSpans)).SelectMany(value => value.Operands)
            .Where(operand => operand.Type.Kind == NumberKind.Array).Select(operand => operand.Kind == ValueKind.View ? operand.Operands[0] : operand));
        var loans = new List<(Value, Value)>();
        Collect(steps, seen, certain, loans);
        return loans;
    }

    private static void Collect(IReadOnlyList<Step> steps, HashSet<Value> seen, ValueSet certain, List<(Value Array, Value Size)> loans)
    {
        foreach (var step in steps)
        {
            if (step is LoopStep loop)
                Collect(loop.Body, seen, certain, loans);
            if (step is DefineStep { Guard: null, Cell: var cell, Definition: var made } && SizeOf(made) is { } size && IsKnown(size, certain) && !seen.Contains(cell) && loans.TrueForAll(loan => loan.Array != cell))
                loans.Add((cell, size));
        }
    }

    /// <summary>The number of elements of <c>new double[n]</c>; null for any other code.</summary>
    public static Value? SizeOf(Value made) =>
        made is { Kind: ValueKind.Verbatim, Type.Kind: NumberKind.Array, Operands: [var size], Pieces: [var before, "]"] }
        && before.StartsWith("new ", StringComparison.Ordinal) && before.EndsWith("[", StringComparison.Ordinal) && size.Type.Text == "int"
            ? size
            : null;

    // A quotient is asked for beforehand where the method asks for it in any case: it may divide by zero.
    private static bool IsKnown(Value value, ValueSet certain) => value.Kind switch
    {
        ValueKind.Extent or ValueKind.Add or ValueKind.Subtract or ValueKind.Multiply => value.Operands.All(operand => IsKnown(operand, certain)),
        ValueKind.Verbatim => value.Pieces is [var before, ", ", ")"] && before.EndsWith("Math.Max(", StringComparison.Ordinal) && value.Operands.All(operand => IsKnown(operand, certain)),
        _ => TapeLength.FollowsFromArguments(value, certain),
    };
}
