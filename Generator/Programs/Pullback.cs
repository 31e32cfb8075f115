using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// A function that is not copied to where it is called: beside the derivative stands its pullback, which is given the sensitivity to its result, and gives that to its arguments; to those that are
/// arrays it is added (Pearlmutter and Siskind, Reverse-mode AD in a functional framework, 2008).
/// </summary>
/// <param name="name">What the generated methods are called, without <c>Pullback</c>.</param>
/// <param name="calledAs">How generated code calls the function itself; null where it cannot.</param>
/// <param name="method">The function as if it were marked.</param>
internal sealed class Pullback(string name, string? calledAs, DifferentiableMethod method)
{
    public string Name { get; } = name;

    public string? CalledAs { get; } = calledAs;

    public DifferentiableMethod Method { get; } = method;

    /// <summary>The function, unfolded.</summary>
    public ClosedForm Closed { get; set; } = null!;

    /// <summary>What the pullback does.</summary>
    public IReadOnlyList<Step> Steps { get; set; } = [];

    /// <summary>The sensitivity to the function's result, a parameter.</summary>
    public Value Cotangent { get; set; } = null!;

    /// <summary>What the sensitivities to the elements of arrays are added to, parameters in the order of the arrays.</summary>
    public IReadOnlyList<Value> Destinations { get; set; } = [];

    /// <summary>The sensitivities to numbers, in their order.</summary>
    public IReadOnlyList<Value> Partials { get; set; } = [];

    /// <summary>What the function returns, beside its pullback.</summary>
    public Value Result { get; set; } = null!;

    /// <summary>Whether only spans are asked for where the function itself is called.</summary>
    public bool TakesSpans => Method.Function.Parameters.Select(parameter => Method.Function.Variables[parameter].Type).All(type => !type.IsArray || type.Text.IndexOf("Span<", StringComparison.Ordinal) >= 0);
}

/// <summary>A call of a function, or of its pullback.</summary>
/// <param name="Of">The function.</param>
/// <param name="Part">What of it is called.</param>
/// <param name="Versions">For each of the function's own arguments, a struct member by member, the version of the contents of the array, if it is one.</param>
internal sealed record PullbackCall(Pullback Of, PullbackPart Part, IReadOnlyList<int> Versions)
{
    /// <summary>What the function itself is given, a struct member by member.</summary>
    public IReadOnlyList<Value> Arguments(Value call) => [.. call.Operands.Take(Of.Method.Declaration.Signature.Length).SelectMany(Members)];

    /// <summary>What is given besides: the cotangent, and what is added to.</summary>
    public IEnumerable<Value> Others(Value call) => call.Operands.Skip(Of.Method.Declaration.Signature.Length);

    /// <summary>The members of a struct or tuple, and of those among them; anything else as it is.</summary>
    public static IEnumerable<Value> Members(Value value) => value.Kind == ValueKind.Tuple ? value.Operands.SelectMany(Members) : [value];
}

/// <summary>What there is of a function with a pullback.</summary>
internal enum PullbackPart
{
    /// <summary>The function.</summary>
    Value,

    /// <summary>Its pullback: arguments are the function's, then the cotangent, then what is added to.</summary>
    Pullback,

    /// <summary>Both in one.</summary>
    ValueAndPullback,
}
