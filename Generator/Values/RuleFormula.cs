namespace SymDiff.Generator.Values;

/// <summary>What a rule computes, as operations.</summary>
/// <param name="Parameters">What stands for its parameters.</param>
/// <param name="Partials">The partial derivatives that it gives.</param>
internal sealed record RuleFormula(IReadOnlyList<Value> Parameters, IReadOnlyList<Value> Partials)
{
    /// <summary>The partial derivatives of a function where it is called, or which its rule gives where that is called.</summary>
    public IReadOnlyList<Value> At(ValueGraph values, Value call)
    {
        Value[] operands = RulePartials.IsRule(call) || !call.Rule!.TakesResult ? call.Operands : [.. call.Operands, call];
        var replacement = new Replacement(values, Parameters.Zip(operands, (parameter, operand) => (parameter, operand)).ToDictionary(pair => pair.parameter, pair => pair.operand));
        return [.. Partials.Select(replacement.Of)];
    }
}
