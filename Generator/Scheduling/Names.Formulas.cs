using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Scheduling;

/// <content>Words for formulas.</content>
internal static partial class Names
{
    /// <summary>A word for the formula: <c>sigmaSquared</c>, <c>oneMinusP</c>; null where there is none that is short.</summary>
    public static string? Of(Expr expr) => Word(expr) is { } word && word.Length <= Longest ? word : null;

    private static string? Word(Expr expr) => expr switch
    {
        { Name: { Length: > 0 } name } => name,
        Symbol { Value: { Kind: Values.ValueKind.Element, Operands: [var array, ..] } element } => array.Type.Part is not null || array.Joined is not null || Of(element) is not { } word || word.EndsWith(SomeElement, StringComparison.Ordinal)
            ? (array.Kind == Values.ValueKind.Cell || array.Type.Part is not null ? array.Name ?? array.Text : array.Text)
            : word,
        Symbol { Value: var value } => Of(value) ?? (value.Text.Length > 0 && char.IsLetter(value.Text[0]) ? value.Text : null),
        Product { Factors: [{ Base: var only, Exponent: { IsInteger: true } exponent }] } when exponent.Abs.ToDouble() <= 3 => Word(only) is not { } word ? null
            : (exponent.IsNegative ? "oneOver" + Capital(word) : word) + exponent.Abs.ToDouble() switch { 2 => "Squared", 3 => "Cubed", _ => "" },
        Product { Factors: [{ Base: var first, Exponent.IsOne: true }, { Base: var second, Exponent: { IsInteger: true, Abs.IsOne: true } exponent }] } =>
            Word(first) is { } left && Word(second) is { } right ? left + (exponent.IsNegative ? "Over" : "") + Capital(right) : null,
        Sum { Constant: { IsZero: false, IsOne: true }, Terms: [{ Coefficient: var sign, Factor: var term }] } when sign.Abs.IsOne => Word(term) is { } word ? $"one{(sign.IsNegative ? "Minus" : "Plus")}{Capital(word)}" : null,
        Apply { Call: null, Arguments: [var argument] } apply => Word(argument) is { } word ? char.ToLowerInvariant(apply.Function.ToString()[0]) + apply.Function.ToString().Substring(1) + Capital(word) : null,
        _ => null,
    };
}
