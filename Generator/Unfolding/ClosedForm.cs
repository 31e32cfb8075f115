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
    IReadOnlyList<Problem> Problems)
{
    /// <summary>Whether it has loops or writes elements: a list of statements over closed forms, rather than one.</summary>
    public bool IsProgram => Steps.Any(step => step is LoopStep or StoreStep) || Inputs.Any(input => input is { IsActive: true, Type.Kind: Model.NumberKind.Array });

    /// <summary>Whether code is carried over for its effect.</summary>
    public bool CarriesCode => Carries(Steps);

    private static bool Carries(IReadOnlyList<Step> steps) => steps.Any(step => step is EffectStep || (step is LoopStep loop && Carries(loop.Body)));
}
