using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <summary>A method as one value, and what must happen on the way to it.</summary>
/// <param name="Values">The values.</param>
/// <param name="Inputs">The value of each parameter of the method, in order.</param>
/// <param name="Steps">Guards, assertions, carried-over code, in the author's order.</param>
/// <param name="Result">What the method returns.</param>
/// <param name="Positive">Inputs and other values that are greater than zero, or the method throws.</param>
/// <param name="Problems">What there is to tell the author.</param>
internal sealed record ClosedForm(
    ValueGraph Values,
    IReadOnlyList<Value> Inputs,
    IReadOnlyList<Step> Steps,
    Value? Result,
    IReadOnlyList<Value> Positive,
    IReadOnlyList<Problem> Problems);

/// <summary>Under which condition something happens, within that of the outer guard.</summary>
internal sealed record Guard(Value Condition, bool Holds, Guard? Outer)
{
    /// <summary>From the outermost inwards.</summary>
    public IEnumerable<Guard> Path => Outer is null ? [this] : Outer.Path.Append(this);
}

/// <summary>Something that happens, once and in its place.</summary>
/// <param name="Guard">When; null for always.</param>
internal abstract record Step(Guard? Guard);

/// <summary>Throws an exception.</summary>
internal sealed record ThrowStep(Guard? Guard, Value Exception) : Step(Guard);

/// <summary>Gives a new variable its value, by code that must run once.</summary>
internal sealed record DefineStep(Guard? Guard, Value Cell, Value Definition) : Step(Guard);

/// <summary>Gives a parameter of the method, passed by reference, its last value.</summary>
internal sealed record StoreStep(Guard? Guard, Value Parameter, Value Stored) : Step(Guard);

/// <summary>Runs carried-over code, which may give variables new values.</summary>
/// <param name="Code">The statement.</param>
/// <param name="Cells">The variables that it writes, with what they hold before; null where the code itself declares them, or they hold nothing yet.</param>
internal sealed record EffectStep(Guard? Guard, Value Code, IReadOnlyList<WrittenCell> Cells) : Step(Guard);

/// <summary>A variable that carried-over code writes.</summary>
internal sealed record WrittenCell(Value Cell, Value? Before, bool IsDeclaredInside);
