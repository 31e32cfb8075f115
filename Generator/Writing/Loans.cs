using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <summary>An array that a generated method borrows.</summary>
/// <param name="Array">The array.</param>
/// <param name="Size">How many elements it has.</param>
/// <param name="Shape">How many in each direction: the rows of an array with two indices lie one behind the other.</param>
/// <param name="Way">Where it is had from.</param>
internal sealed record Loan(Value Array, Value Size, Value[] Shape, LoanWay Way);

/// <summary>Where the memory of an array is had from.</summary>
internal enum LoanWay
{
    /// <summary>It is small, and lies on the stack.</summary>
    OnStack,

    /// <summary>From a pool, when the method begins.</summary>
    Beforehand,

    /// <summary>From a pool, where the array is made: only there it is known how long it is.</summary>
    InPlace,

    /// <summary>The same, where it is made more than once.</summary>
    InTurns,
}

/// <summary>
/// Arrays that a generated method borrows instead of making them: those of its own which no other code sees. One that is made anew in each turn of a loop is borrowed once and cleared in each.
/// </summary>
/// <param name="seen">The arrays that other code sees.</param>
/// <param name="beforehand">What is known before the first loop.</param>
/// <param name="mostOnStack">How many numbers may lie on the stack.</param>
internal sealed class Loans(HashSet<Value> seen, Beforehand beforehand, int mostOnStack)
{
    private readonly List<Loan> loans = [];
    private int onStack;

    /// <summary>The arrays, in the order in which they are made.</summary>
    /// <param name="values">The values.</param>
    /// <param name="steps">What is done.</param>
    /// <param name="all">All values in it.</param>
    /// <param name="beforehand">What is known before the first loop.</param>
    /// <param name="areSpans">Whether what is borrowed is there as spans of the right length, which may be handed on to the framework.</param>
    /// <param name="mostOnStack">How many numbers may lie on the stack.</param>
    public static List<Loan> Of(ValueGraph values, IReadOnlyList<Step> steps, IReadOnlyCollection<Value> all, Beforehand beforehand, bool areSpans, int mostOnStack)
    {
        var seen = new HashSet<Value>(all.Where(value => value.Kind is not (ValueKind.Element or ValueKind.View))
            .SelectMany(value => value.Operands.Where(operand => operand.Type.Kind == NumberKind.Array && !(areSpans && (value.TakesSpans || operand.Type.IsSpan) && operand.Type.Rank == 1))).Select(operand => operand.Kind == ValueKind.View ? operand.Operands[0] : operand));
        var found = new Loans(seen, beforehand, mostOnStack);
        found.Collect(values, steps, isRepeated: false);
        // Of arrays that change places one is as the other.
        while (found.loans.RemoveAll(loan => loan.Shape.Length > 1 && loan.Array.JoinedIn?.Joined is { } joined && joined.Arrays.Any(other => found.loans.Find(one => one.Array == other)?.Shape.SequenceEqual(loan.Shape) != true)) > 0)
        {
        }

        return found.loans;
    }

    private void Collect(ValueGraph values, IReadOnlyList<Step> steps, bool isRepeated)
    {
        foreach (var step in steps)
        {
            if (step is LoopStep loop)
                Collect(values, loop.Body, isRepeated: true);
            if (step is not DefineStep { Cell: var cell, Definition: var made } || ShapeOf(made) is not { } shape || seen.Contains(cell))
                continue;
            if (loans.FindIndex(loan => loan.Array == cell) is >= 0 and var earlier)
                loans[earlier] = loans[earlier] with { Way = loans[earlier].Way == LoanWay.InPlace ? LoanWay.InTurns : loans[earlier].Way };
            else
                loans.Add(LoanOf(values, cell, shape, step.Guard, isRepeated ? LoanWay.InTurns : LoanWay.InPlace));
        }
    }

    private Loan LoanOf(ValueGraph values, Value cell, Value[] shape, Guard? guard, LoanWay inPlace)
    {
        var size = CountOf(values, shape, null);
        if (size is { Kind: ValueKind.Literal, Number: >= 0 } && onStack + size.Number <= mostOnStack && cell.Type.Elements[0].Text is "double" or "float" or "int" or "bool" or "long")
        {
            onStack += (int)size.Number;
            return new Loan(cell, size, shape, LoanWay.OnStack);
        }

        if (guard is null && Array.TrueForAll(shape, IsKnown))
            return new Loan(cell, size, shape, LoanWay.Beforehand);
        return new Loan(cell, CountOf(values, shape, guard), shape, inPlace);
    }

    // Where an array is not made it has no elements.
    private static Value CountOf(ValueGraph values, Value[] shape, Guard? guard)
    {
        var size = shape switch
        {
            [{ Kind: ValueKind.Literal, Number: var rows }, { Kind: ValueKind.Literal, Number: var columns }] => values.Integer((long)(rows * columns)),
            [var rows, var columns] => values.Binary(ValueKind.Multiply, ValueType.Int, rows, columns),
            _ => shape[0],
        };
        return guard is null ? size : values.Select(guard.Path.Select(one => one.Holds ? one.Condition : values.Not(one.Condition)).Aggregate(values.True, values.And), size, values.Integer(0));
    }

    /// <summary>The same loan where the array is made once more.</summary>
    public static Loan Again(ValueGraph values, Loan loan, DefineStep step) =>
        ShapeOf(step.Definition) is { } shape && loan.Way is LoanWay.InPlace or LoanWay.InTurns ? loan with { Shape = shape, Size = CountOf(values, shape, step.Guard) } : loan;

    /// <summary>The number of elements of <c>new double[n]</c>; null for any other code.</summary>
    public static Value? SizeOf(Value made) => ShapeOf(made) is [var size] ? size : null;

    /// <summary>The sizes of <c>new double[n]</c> or <c>new double[m, n]</c>; null for any other code.</summary>
    private static Value[]? ShapeOf(Value made) =>
        made is { Kind: ValueKind.Verbatim, Type.Kind: NumberKind.Array, Operands.Length: 1 or 2 }
        && made.Pieces[0].StartsWith("new ", StringComparison.Ordinal) && made.Pieces[0].EndsWith("[", StringComparison.Ordinal) && made.Pieces.Skip(1).SequenceEqual(made.Operands.Length == 1 ? ["]"] : [", ", "]"])
        && Array.TrueForAll(made.Operands, size => size.Type.Text == "int")
            ? made.Operands
            : null;

    // A quotient is asked for beforehand where the method asks for it in any case: it may divide by zero.
    private bool IsKnown(Value value) => value.Kind switch
    {
        ValueKind.Extent or ValueKind.Add or ValueKind.Subtract or ValueKind.Multiply => value.Operands.All(IsKnown),
        ValueKind.Verbatim when TapeLength.IsAtLeastZero(value) => value.Operands.All(IsKnown),
        ValueKind.Verbatim when value.Pieces is [var before, ", ", ")"] && before.EndsWith("Math.Max(", StringComparison.Ordinal) => value.Operands.All(IsKnown),
        _ => beforehand.Knows(value),
    };
}
