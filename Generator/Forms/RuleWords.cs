using System.Globalization;
using SymDiff.Generator.Algebra;
using SymDiff.Generator.Diagnostics;

namespace SymDiff.Generator.Forms;

/// <summary>What is said of a rule.</summary>
internal static class RuleWords
{
    public static string Of(string draw, int nodes) =>
        $"{nodes.ToString(CultureInfo.InvariantCulture)} nodes for {draw}, exact for polynomials up to the degree {((2 * nodes) - 1).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The problem of a derivative that is known by a rule, and whose own is not; null for any other function.</summary>
    public static Problem? OfOrder(Expr unknown) => unknown is Apply { Call: { Rule: { } rule } call } apply ? apply.Function switch
    {
        Primitive.CustomPartial when rule.Library is { } library => Unknown(call, rule.Text, $"'{library}' has no second derivative: add Derivatives.Hessian to it in its assembly, or ask for the gradient only"),
        Primitive.CustomPartial => Unknown(call, rule.Text, "what it computes is no formula, so that it is not known to the second order; state its derivative by a [DerivativeOf] of its own, or ask for the gradient only"),
        Primitive.CustomSecond => Unknown(call, rule.Second!.Text, "it is of the second order already; mark a method in its assembly that returns an element of the gradient, and call that"),
        _ => null,
    } : null;

    private static Problem Unknown(Values.Value call, string rule, string advice) => new("SYMDIFF002", call.Site, [$"The derivative '{rule}'", advice]);
}
