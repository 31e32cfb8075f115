using SymDiff.Generator.Model;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// What is known of a program before its first loop: what follows from the arguments by arithmetic that cannot fail where the method's own does not, and what the method reads first of all, such as
/// the size of its data.
/// </summary>
/// <param name="steps">The steps of the program.</param>
/// <param name="certain">What the method computes in any case.</param>
internal sealed class Beforehand(IReadOnlyList<Step> steps, ValueSet certain)
{
    private readonly Dictionary<Value, int> places = steps.TakeWhile(IsOfHeading).Select((step, place) => (step, place)).Where(one => one.step is DefineStep)
        .GroupBy(one => ((DefineStep)one.step).Cell).ToDictionary(same => same.Key, same => same.First().place);

    /// <summary>Whether an integer is known.</summary>
    public bool Knows(Value value) => value.Kind switch
    {
        ValueKind.Literal or ValueKind.Input => true,
        ValueKind.Cell => places.ContainsKey(value),
        ValueKind.Extent or ValueKind.Add or ValueKind.Subtract or ValueKind.Multiply => Array.TrueForAll(value.Operands, Knows),
        ValueKind.Divide or ValueKind.Remainder => Array.TrueForAll(value.Operands, Knows) && (value.Operands[1] is { Kind: ValueKind.Literal, Number: > 0 } || certain.Contains(value)),
        ValueKind.Verbatim => TapeLength.IsAtLeastZero(value) ? Knows(value.Operands[0]) : certain.Contains(value) && Array.TrueForAll(value.Operands, IsGiven),
        _ => false,
    };

    /// <summary>What these values ask of the data, such as its size.</summary>
    public static IEnumerable<Value> AskedOf(IEnumerable<Value> values) => Needs.Of([], values).Where(value => value.Kind == ValueKind.Verbatim && !TapeLength.IsAtLeastZero(value)).OrderBy(value => value.Id);

    /// <summary>How many steps must have been carried out before these values can be computed.</summary>
    public int HeadingOf(IEnumerable<Value> values) => Needs.Of([], values).Select(value => places.TryGetValue(value, out var place) ? place + 1 : 0).Append(0).Max();

    private bool IsGiven(Value value) => value.Kind is ValueKind.Literal or ValueKind.Input || places.ContainsKey(value);

    // Memory that is lent is none of the data.
    private static bool IsOfHeading(Step step) => step is ClearStep or ThrowStep || (step is DefineStep { Guard: null, Cell: { IsActive: false } cell, Definition: var definition }
        && (cell.Type.Kind == NumberKind.Integer || definition is { Kind: ValueKind.Verbatim, Operands: [{ Kind: ValueKind.Input }], Pieces: ["", [.., not ']']] }));
}
