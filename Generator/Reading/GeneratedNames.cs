using Microsoft.CodeAnalysis;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>The names of the members that are generated for a method, with how many parameters they have beyond its own.</summary>
internal static class GeneratedNames
{
    /// <summary>In the place of the number of parameters: what is generated is a constant.</summary>
    public const int NotAMethod = -1;

    public static IEnumerable<(string Name, int More, bool IsWithoutDraws)> Of(IMethodSymbol method, int derivatives, int inputs)
    {
        var outputs = method.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple ? tuple.TupleElements.Length : 1;
        (int Flag, string Name, int More)[] all =
        [
            (Flags.Gradient, "Gradient", 0),
            (Flags.Gradient, "ValueAndGradient", 0),
            (Flags.Hessian, "Hessian", 0),
            (Flags.Hessian, "ValueGradientAndHessian", 0),
            (Flags.Jacobian, "Jacobian", 1),
            (Flags.JacobianVectorProduct, "Jvp", inputs),
            (Flags.VectorJacobianProduct, "Vjp", outputs),
            (Flags.HessianVectorProduct, "Hvp", inputs),
            (Flags.GaussNewton, "GaussNewton", 2),
        ];
        var names = all.Where(form => (derivatives & form.Flag) != 0).Select(form => (method.Name + form.Name, form.More, false));
        if (AttributeReader.WantsDerivation(method))
            names = names.Append((method.Name + "Derivation", NotAMethod, false));
        var draws = method.Parameters.Count(IsDraw);
        return draws == 0 ? names : names.Concat(
        [
            (method.Name + "Expectation", 0, true),
            (method.Name + "ExpectedGradient", 0, true),
            (method.Name + "MonteCarloGradient", draws, true),
            (method.Name + "MonteCarloGradient", draws + 1, true),
        ]);
    }

    /// <summary>Whether a parameter is a draw from the standard normal distribution.</summary>
    public static bool IsDraw(IParameterSymbol parameter) => AttributeReader.Of(parameter, AttributeReader.StandardNormal) is not null;

    /// <summary>Whether a parameter is of a type that is generated after the method's own.</summary>
    public static bool IsTaken(IParameterSymbol parameter) =>
        parameter.Type is ITypeParameterSymbol or { IsValueType: true, SpecialType: SpecialType.None } or { SpecialType: SpecialType.System_Double or SpecialType.System_Single } or INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" } || parameter.RefKind == RefKind.Out;
}
