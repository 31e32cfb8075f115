using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Marked methods of referenced assemblies: their source is not here, but what was generated for them is.</content>
internal sealed partial class BodyReader
{
    private DerivativeRule? RuleOfLibrary(IInvocationOperation call)
    {
        var target = call.TargetMethod;
        if (target is not { IsStatic: true, IsGenericMethod: false, DeclaringSyntaxReferences.IsEmpty: true } || !TypeOf(target.ReturnType).IsReal
            || AttributeReader.Of(target, AttributeReader.Differentiable) is null || target.Parameters.Any(parameter => parameter.RefKind != RefKind.None))
            return null;
        var reals = target.Parameters.Count(parameter => TypeOf(parameter.Type).IsReal);
        var gradient = target.ContainingType.GetMembers(target.Name + "Gradient").OfType<IMethodSymbol>().FirstOrDefault(method => method.IsStatic
            && session.Scope.CanAccess(method) && method.Parameters.Select(parameter => parameter.Type).SequenceEqual(target.Parameters.Select(parameter => parameter.Type), SymbolEqualityComparer.Default));
        if (gradient is null)
            return null;

        // One partial for each number, or which is whose could not be told.
        var type = TypeOf(gradient.ReturnType);
        var fits = reals == 1 ? type.IsReal : type.Kind == NumberKind.Tuple && type.Elements.Length == reals && type.Elements.All(element => element.IsReal);
        return fits ? new DerivativeRule(StaticMember(gradient), TakesResult: false, reals > 1, type) : null;
    }
}
