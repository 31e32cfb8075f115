using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Marked methods of referenced assemblies: their source is not here, but what was generated for them is.</content>
internal sealed partial class BodyReader
{
    private const string Gradient = "Gradient";

    // The rule of a marked method; and that of its generated gradient, which is the same: an author may call it, too.
    private DerivativeRule? RuleOfLibrary(IInvocationOperation call)
    {
        var target = call.TargetMethod;
        if (target is not { IsStatic: true, IsGenericMethod: false, DeclaringSyntaxReferences.IsEmpty: true } || target.Parameters.Any(parameter => parameter.RefKind != RefKind.None))
            return null;
        if (AttributeReader.Of(target, AttributeReader.Differentiable) is not null)
            return RuleOfMarked(target);
        return target.Name.EndsWith(Gradient, StringComparison.Ordinal) && Sibling(target, target.Name.Substring(0, target.Name.Length - Gradient.Length)) is { } marked
            && AttributeReader.Of(marked, AttributeReader.Differentiable) is not null && RuleOfMarked(marked) is { } rule && rule.Text == StaticMember(target) ? rule : null;
    }

    private DerivativeRule? RuleOfMarked(IMethodSymbol marked)
    {
        var reals = marked.Parameters.Count(parameter => TypeOf(parameter.Type).IsReal);
        // One partial for each number, or which is whose could not be told.
        if (!TypeOf(marked.ReturnType).IsReal || Sibling(marked, marked.Name + Gradient) is not { } gradient || !HasReals(TypeOf(gradient.ReturnType), reals))
            return null;
        return new DerivativeRule(StaticMember(gradient), TakesResult: false, reals > 1, TypeOf(gradient.ReturnType)) { Library = StaticMember(marked), Second = SecondOf(marked, reals) };
    }

    private SecondRule? SecondOf(IMethodSymbol marked, int reals)
    {
        if (Sibling(marked, marked.Name + "Hessian") is { } hessian && HasReals(TypeOf(hessian.ReturnType), reals * (reals + 1) / 2))
            return new SecondRule(StaticMember(hessian), TypeOf(hessian.ReturnType), reals, IsProduct: false);
        return Sibling(marked, marked.Name + "Hvp", marked.Parameters.Select(parameter => parameter.Type).Where(type => TypeOf(type).IsReal)) is { } product && HasReals(TypeOf(product.ReturnType), reals)
            ? new SecondRule(StaticMember(product), TypeOf(product.ReturnType), reals, IsProduct: true)
            : null;
    }

    // What takes the parameters of a method, and more after them.
    private IMethodSymbol? Sibling(IMethodSymbol method, string name, IEnumerable<ITypeSymbol>? more = null)
    {
        ITypeSymbol[] types = [.. method.Parameters.Select(parameter => parameter.Type), .. more ?? []];
        return method.ContainingType.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(sibling => sibling.IsStatic
            && session.Scope.CanAccess(sibling) && sibling.Parameters.Select(parameter => parameter.Type).SequenceEqual(types, SymbolEqualityComparer.Default));
    }

    private static bool HasReals(ValueType type, int count) =>
        count == 1 ? type.IsReal : type.Kind == NumberKind.Tuple && type.Elements.Length == count && type.Elements.All(element => element.IsReal);
}
