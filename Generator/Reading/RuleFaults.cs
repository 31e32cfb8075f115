using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymDiff.Generator.Reading;

/// <summary>What is wrong with a method marked <c>[DerivativeOf]</c>. It would be no rule for anything, and nobody would be told.</summary>
internal static class RuleFaults
{
    /// <summary>Where each fault is, and the words that go into its message: the rule, the function, what to do.</summary>
    public static IEnumerable<(Location Location, string[] Words)> Of(IMethodSymbol rule, Compilation compilation, CancellationToken cancellation)
    {
        if (rule.ReturnType.TypeKind == TypeKind.Error || rule.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Error))
            yield break;
        foreach (var attribute in DerivativeRules.Attributes(rule))
        {
            if (attribute.ConstructorArguments is not [{ Value: INamedTypeSymbol { TypeKind: not TypeKind.Error } type }, { Value: string name }]
                || attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not { } syntax)
                continue;
            var (function, fault, isOfReturn) = FaultOf(rule, type, name, CompilationKnowledge.Of(compilation).Rules);
            if (fault is not null)
                yield return (isOfReturn ? ReturnTypeAt(rule, cancellation) ?? syntax.GetLocation() : syntax.GetLocation(), [rule.Name, function, fault]);
        }
    }

    private static (string Function, string? Fault, bool IsOfReturn) FaultOf(IMethodSymbol rule, INamedTypeSymbol type, string name, DerivativeRules rules)
    {
        var function = type.Name + "." + name;
        var overloads = type.OriginalDefinition.GetMembers(name).OfType<IMethodSymbol>().ToList();
        if (overloads.Count == 0)
            return (function, $"'{type.Name}' has no method of that name", false);
        if (!rule.IsStatic)
            return (function, "make it static", false);
        if (overloads.TrueForAll(overload => !overload.IsStatic))
            return (function, "that is no static method", false);
        if (overloads.Find(overload => DerivativeRules.HasParametersOf(overload, rule)) is not { } target)
            return (function, "give it the same parameters, and at most a last one called 'result' more", false);
        var count = DerivativeRules.PartialsOf(target);
        if (count == 0)
            return (function, "that has no parameter of type double or float", false);
        if (!DerivativeRules.GivesPartials(rule.ReturnType, count))
        {
            return (function, count == 1
                ? "return double or float, the derivative"
                : $"return a tuple of {count} numbers, one for each parameter of type double or float", true);
        }

        return rules.For(target) is { } other && !SymbolEqualityComparer.Default.Equals(other, rule)
            ? (function, $"'{other.Name}' states one already", false)
            : (function, null, false);
    }

    private static Location? ReturnTypeAt(IMethodSymbol rule, CancellationToken cancellation) =>
        rule.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is MethodDeclarationSyntax declaration
            ? declaration.ReturnType.GetLocation()
            : null;
}
