using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>Adds to an element of an array of adjoints.</summary>
/// <param name="Element">The element whose adjoint it is; null where it is known to be there.</param>
internal sealed record AccumulateStep(Guard? Guard, Value Array, Value[] Indices, Value Amount, Value? Element) : Step(Guard)
{
    /// <summary>The element where values are others. Where what it holds is known otherwise it is the same place all the same.</summary>
    public Value? ElementAs(Func<Value, Value> other) => Element is null ? null : other(Element) is { Kind: ValueKind.Element } moved ? moved : Element;
}

/// <summary>Sets all elements of an array of adjoints to zero.</summary>
internal sealed record ClearStep(Guard? Guard, Value Array) : Step(Guard);

/// <summary>Keeps values that the reverse sweep needs and cannot compute again.</summary>
internal sealed record PushStep(IReadOnlyList<Value> Values) : Step((Guard?)null);

/// <summary>Takes back what was kept, last in first out.</summary>
internal sealed record PopStep(IReadOnlyList<Value> Values) : Step((Guard?)null);
